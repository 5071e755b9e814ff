//! Parts of observations (Parquet).

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    amana_fuzz::caught_panics_pass();
    let _ = amana_analysis::part::read_part(bytes);
});
