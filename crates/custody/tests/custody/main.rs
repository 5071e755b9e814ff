//! The custody log from outside: appending, damage, faults, proofs, and the vectors of others.

mod appending;
mod common;
mod damage;
mod faults;
mod proofs;
mod speed;
mod vectors;
