//! Entry bundles, tiles and the names of batches.

#![no_main]

use amana_custody::{batch, tile};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(entries) = batch::decode_bundle(bytes) {
        assert_eq!(batch::encode_bundle(&entries).unwrap(), bytes);
    }
    let _ = tile::parse_tile(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = batch::BatchName::parse(text);
        let _ = tile::Tile::parse(text);
        let _ = tile::Tile::parse_entries(text);
    }
});
