//! The file system as the archive needs it: written, synced, renamed; with a double that fails on demand.
