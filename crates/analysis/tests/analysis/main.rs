//! Everything this crate promises, from the outside; one binary, for it links once.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod damage;
mod derivatives;
mod hostile;
mod jpeg_pixels;
mod own_coding;
mod parts;
mod path_dates;
mod shared_data;
mod support;
