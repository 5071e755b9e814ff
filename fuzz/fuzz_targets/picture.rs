//! Originals of every kind: looked at within the limits, without a panic.

#![no_main]

use std::time::Duration;

use amana_analysis::{Limits, observe};
use amana_model::Digest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    amana_fuzz::caught_panics_pass();
    let limits = Limits { pixels: 1 << 20, memory: 16 << 20, time: Duration::from_secs(2) };
    let seen = observe(Digest([0; 32]), bytes, b"IMG_0001.JPG", &limits, &|| false);
    assert_eq!(seen.observation.bytes, bytes.len() as u64);
    amana_analysis::derivative::mark_of(bytes);
    assert!(seen.observation.readable.is_none_or(|readable| (0.0..=1.0).contains(&readable)));
});
