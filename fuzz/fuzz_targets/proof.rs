//! Proof files: what is accepted is written back to the byte.

#![no_main]

use amana_custody::proof::EntryProof;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(proof) = EntryProof::parse(bytes) {
        assert_eq!(proof.encode().as_bytes(), bytes);
    }
});
