//! Dates in paths: any bytes.

#![no_main]

use amana_model::{OccurrencePath, PathBytes};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    amana_fuzz::caught_panics_pass();
    let path = OccurrencePath { within: Vec::new(), path: PathBytes(bytes.to_vec()) };
    if let Some(date) = amana_analysis::path_date(&path) {
        assert!((4..=10).contains(&date.date.len()));
    }
});
