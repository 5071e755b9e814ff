//! Which units of a frame to look at, by a rule that anybody can follow again in any language.
//!
//! A [`Frame`] is the list that is drawn from. All methods are one rule, and need nothing but SHA-256:
//!
//! ```text
//! key(id) = SHA-256( seed ‖ 00 ‖ id )            seed and id as UTF-8, one zero byte between them
//! order   = ids by their keys as bytes, the smallest first
//! ```
//!
//! - [`simple`]: the first n of that order (simple random, without replacement). A larger n adds to a smaller and changes nothing of it.
//! - [`stratified`]: the same within each stratum, n_h of it. [`allocation`] says how many.
//! - [`clusters`]: labels stand for ids; of the first n labels all units.
//! - [`systematic`]: in the frame's own order; start s = key of the empty id, as a number (highest byte first), modulo N; the places
//!   ⌊(i·N + s) / n⌋ for i = 0 … n − 1, counted from 0.
//!
//! Ids are never empty and no seed has a zero byte, so no two different questions give one key. **The seed must be named after
//! the frame is closed**, by somebody who does not choose the sample (a checkpoint of the custody log made afterwards does):
//! who may try seeds can choose what is found. In Python:
//!
//! ```text
//! key = lambda id: hashlib.sha256(seed.encode() + b"\0" + id.encode()).digest()
//! sample = sorted(ids, key=key)[:n]
//! ```

pub mod allocation;
mod draw;
mod frame;

pub use draw::{Drawn, Sample, SampleMethod, clusters, simple, stratified, systematic};
pub use frame::{Frame, Unit};

/// Why a frame or a sample cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// Nothing to draw from.
    #[error("there is nothing to draw from")]
    EmptyFrame,
    /// A unit without an id.
    #[error("the unit at place {0} has no id")]
    NoId(usize),
    /// An id twice: it would be drawn twice as often.
    #[error("{0:?} is in the frame twice")]
    Twice(String),
    /// A unit without a label where one is needed.
    #[error("{0:?} has no label, and this draw goes by labels")]
    NoLabel(String),
    /// Nothing asked for.
    #[error("nothing was asked for: a sample has at least one unit")]
    Nothing,
    /// More asked for than there is.
    #[error("{asked} were asked for of {there}, and nothing is drawn twice")]
    TooMany {
        /// Asked for.
        asked: usize,
        /// There are.
        there: usize,
    },
    /// A size for a label that the frame does not have.
    #[error("no unit has the label {0:?}")]
    UnknownLabel(String),
    /// An empty seed, or one with a zero byte.
    #[error("a seed must not be empty or have a zero byte in it")]
    Seed,
    /// A spread that is negative or no number.
    #[error("the spread of {0:?} is no number from 0 on")]
    Spread(String),
}
