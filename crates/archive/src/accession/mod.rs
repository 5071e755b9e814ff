//! `intake`: the archive takes responsibility for a deposit.
//!
//! ```text
//! producer ──► workers (one a core) ──► committer
//! walks, opens   read, digest, seal,     one batch: journal, names, sync, log, catalog
//! containers     analyse
//! ```
//!
//! The order of writes makes a crash harmless at any point: objects are staged; the batch is written to the intake's
//! journal; objects get their names; everything is synced; the events enter the log. A batch is in the log whole or
//! not at all, and after a crash the log itself says which ([`journal`]).

mod batch;
mod close;
mod container;
mod content;
mod found;
mod intake;
mod manifest;
mod open;
mod producer;
mod progress;
mod worker;

pub use intake::{IntakeOptions, IntakeOutcome, Medium};
pub use progress::{IntakeProgress, Progress, Running, Stage};
