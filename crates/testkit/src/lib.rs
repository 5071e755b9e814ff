//! The synthetic leak, a fixed clock and fault injection, for tests and for the demo.
//!
//! Any crate's tests and `xtask` may use it; it depends on no other room.

pub mod leak;
