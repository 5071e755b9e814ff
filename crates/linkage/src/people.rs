//! Groups photographs that show one person, with the reason for each photograph.
//!
//! [`group`] is the main function; it is pure, and the same photographs give the same groups whatever their order.
//!
//! 1. *reduce*: paths become folder, counter and time (`place`), readings become numbers (`numbers`);
//! 2. *propose*: neighbours in a clock or counter, equal numbers, copies and the nearest faces around become pairs
//!    (`blocks`), a bounded number for each photograph;
//! 3. *weigh*: each kind of evidence is worth so many bits, fitted on synthetic leaks (`evidence`, `weights`, `fitting`);
//! 4. *gather*: the surest join first, by the mean of what lies between two groups, so that no chain grows; readable
//!    numbers that differ forbid (`gather`);
//! 5. *explain*: each photograph hangs on one other, for typed reasons (`explain`).
//!
//! Trusts the caller for one analyser version of embeddings, and for probabilities of readings that are calibrated. It
//! decides nothing: a group is a candidate, and people decide.

mod bcubed;
mod bits;
mod blocks;
mod evidence;
mod explain;
pub mod fitting;
mod gather;
mod moment;
mod numbers;
mod photograph;
mod place;
mod weights;

pub use bcubed::BCubed;
pub use bits::Bits;
pub use explain::{Candidates, Conflict, Member, PersonGroup, Reason};
pub use numbers::READABLE;
pub use photograph::{Photograph, SeenFace};
pub use place::Place;

/// Groups photographs by the person they show; photographs that hang on no other are in no group.
///
/// Groups come in the order of their names. Of photographs with one id only the first is looked at.
pub fn group(photographs: &[Photograph]) -> Candidates {
    let all = photograph::reduce(photographs);
    let pairs = blocks::pairs(&all);
    let groups = gather::groups(&all, &pairs);
    explain::explain(&all, &pairs, &groups)
}
