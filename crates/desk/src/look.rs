//! What the pages show, in the archive's own types: one place that says where they come from.

#[path = "../../catalog/src/rows.rs"]
mod rows;

pub use rows::*;
