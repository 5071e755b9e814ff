//! Image bytes in, observations out.
