//! The tests of reading a deposit: folders, files, containers, and what hostile hands put into them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod hostile;
mod made;
mod reading;
mod tar;
mod walk;
mod zip_made;
mod zip_shared;
