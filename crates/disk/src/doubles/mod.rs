//! Disks for tests: one that fails when told to, one that forgets what was never synced.
//!
//! Both work on real files in a real folder, so that code under test reads with `std::fs` as always.

mod faulty;
mod lossy;

pub use faulty::{Fault, FaultKind, FaultyDisk};
pub use lossy::LossyDisk;
