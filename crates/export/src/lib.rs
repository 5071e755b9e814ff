//! A snapshot in, files out: what an analyst, a court or another archive opens with its own tools.
//!
//! [`table`] writes rows as CSV, JSON or Parquet, streamed. Trusts the caller for the rows' order and meaning, and nobody
//! for what the cells hold: text from a deposit must not become a formula in a spreadsheet.

pub mod table;
