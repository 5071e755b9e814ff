//! Candidates out of observations: what a person may want to look at together.
//!
//! So far [`copies`]: photographs that show *the same picture*. Pure functions from what the analysis saw to
//! candidates with reasons; people decide.

pub mod copies;
pub mod people;
