//! What a sample says of all, and how far it may be off.
//!
//! [`Proportion`]: x of n, with its intervals. [`design`]: estimates from strata and from clusters. [`sensitivity`]: what cannot be
//! assessed, and what coders disagree on, as a range. [`planning`]: how many to look at.
//!
//! Every interval here holds for units drawn by chance. Of photographs that somebody chose, it says nothing about the others.

pub mod design;
pub mod planning;
mod proportion;
pub mod sensitivity;

use serde::Serialize;

pub use proportion::Proportion;

/// Why something cannot be estimated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EstimateError {
    /// None was assessed.
    #[error("a share of none is not defined: at least one must have been assessed")]
    OfNone,
    /// More yes than assessed.
    #[error("{yes} of {of} is more than all")]
    MoreThanAll {
        /// Yes.
        yes: u64,
        /// Assessed.
        of: u64,
    },
    /// A sample larger than its population.
    #[error("{sampled} were drawn, which is more than the {population} there are")]
    MoreThanPopulation {
        /// Drawn.
        sampled: u64,
        /// There are.
        population: u64,
    },
    /// A population of which doubles cannot tell neighbours apart.
    #[error("more than 2^53 is beyond what is computed here")]
    TooLarge,
    /// One unit of many in a stratum, or one cluster: no variance.
    #[error("{0}: one drawn of several shows no spread, so no variance can be estimated: draw two at least")]
    One(String),
    /// A value that is not finite.
    #[error("a value is no finite number")]
    NotFinite,
    /// A distance or share outside 0 to 1.
    #[error("{0} must lie between 0 and 1")]
    Share(&'static str),
}

/// How many there are in all, estimated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Total {
    /// The estimate: seldom a whole number.
    pub value: f64,
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
}

/// Counts up to here are exact as doubles.
const LARGEST: u64 = 1 << 53;
