//! Candidates out of observations: what a person may want to look at together.
//!
//! [`copies`]: photographs that show *the same picture*. [`faces`]: the faces most like one. Pure functions from what the analysis saw to
//! candidates with reasons; people decide.

pub mod copies;
pub mod faces;
