//! The custody log from outside: appending, damage, faults, proofs, and the vectors of others.
#![allow(clippy::unwrap_used, reason = "what helps a test may fail it")]

mod appending;
mod common;
mod damage;
mod faults;
mod proofs;
mod speed;
mod tools;
mod vectors;
