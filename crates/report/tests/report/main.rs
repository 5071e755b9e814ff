//! A made-up report in words, in both languages; every number in it is the report's.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod golden;
mod numbers;
mod properties;
mod sample;
