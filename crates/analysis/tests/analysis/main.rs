//! Everything this crate promises, from the outside; one binary, for it links once.

mod damage;
mod hostile;
mod jpeg_pixels;
mod shared_data;
mod support;
