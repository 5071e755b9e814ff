//! Reads a deposit (folders, files, zip, tar) without changing or trusting it.
