//! The portal over real sockets, as families, the curious and the hostile meet it.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod common;
mod gallery;
mod hostile;
mod letters;
mod seized;
