//! Identity and recipient texts, and sealed objects.

#![no_main]

use amana_store::{Identities, generate_identity, parse_identity, parse_recipient};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = parse_identity(text);
        let _ = parse_recipient(text);
    }
    let identities = Identities::new(vec![generate_identity()]).unwrap();
    assert!(identities.open(bytes).is_err());
});
