//! The desk, asked as a browser asks, over the sample archive.

mod common;
mod pages;
mod sample;
mod security;
mod uncovering;
