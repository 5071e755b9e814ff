//! The program as a person or a script calls it.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod by_hand;
mod coding;
mod counting;
mod defining;
mod importing;
mod killed;
mod linking;
mod missing;
mod portal;
mod reporting;
mod scripts;
mod support;
mod working;
