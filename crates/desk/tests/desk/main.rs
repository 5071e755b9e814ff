//! The desk, asked as a browser asks, over the sample archive.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod bystanders;
mod claims;
mod coding;
mod common;
mod counts;
mod findings;
mod keying;
mod letters;
mod lists;
mod missing;
mod pages;
mod people;
mod places;
mod publications;
mod reports;
mod results;
mod sample;
mod samples;
mod searching;
mod security;
mod uncovering;
mod viewings;
mod work;
