//! Counts: never a number without its definition, its denominator and what is missing.
//!
//! [`Archive::snapshot`](crate::Archive::snapshot) reads what counts are made of, at one size of the log. Everything after it is pure: [`count`] counts a
//! definition, [`Breakdown::of`] parts a count into rows that add up to it, [`Moves::between`] and [`Chain::of`] tell why two
//! counts differ, [`Suppressed::of`] and [`SuppressedCross::of`] hide small cells. Every number knows the units that it counts.

mod breakdown;
mod chain;
mod counting;
mod definitions;
mod facts;
mod moves;
#[cfg(test)]
mod properties;
mod snapshot;
mod suppress;
mod suppress_crossed;
mod table;
mod told;

pub use self::breakdown::{Breakdown, BreakdownRow, Dimension, NotForThese};
pub use self::chain::{Chain, Step, StepKind};
pub use self::counting::{Count, Criterion, Ratio, Verdict, count, counts, ratio, verdicts};
pub use self::definitions::{BroughtDefinitions, starting_definitions};
pub use self::facts::{UnitFacts, UnitId, facts};
pub use self::moves::{Move, Moves};
pub use self::snapshot::{CountedPerson, LogHead, Snapshot};
pub use self::suppress::{Shown, Suppressed};
pub use self::suppress_crossed::SuppressedCross;
pub use self::table::conditions;
pub use self::told::Told;
