//! A snapshot in, files out: tables, the acquisition report, log export.
