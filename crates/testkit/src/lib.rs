//! The synthetic leak, a fixed clock and fault injection, for tests and for the demo.
