//! Agreement between coders, samples that anybody can draw again, estimates with their intervals.
//!
//! [`agreement`]: how far people who coded the same photographs agree beyond chance. [`samples`]: which of a frame's units to
//! look at, by a rule that needs nothing but SHA-256. [`estimates`]: what a sample says of all, and how far it may be off.
//!
//! Pure functions: no input or output, no clock, no randomness but out of a seed that the caller names and publishes. What
//! cannot be computed is an error with its reason, never NaN. Nothing is trusted of what is passed in. Every formula has its source
//! beside it and in `docs/STATISTICS.md`, with what was measured against other people's implementations.

pub mod agreement;
mod confidence;
mod distributions;
pub mod estimates;
mod random;
pub mod samples;

pub use confidence::{Confidence, Interval, Method, NotAConfidence};
