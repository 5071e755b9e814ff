//! Parts of observations (Parquet).

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = amana_analysis::part::read_part(bytes);
});
