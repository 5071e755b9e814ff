//! Custody events: what is accepted is encoded back to the byte.

#![no_main]

use amana_model::Event;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(event) = Event::decode(bytes) {
        assert_eq!(event.encode().unwrap(), bytes);
    }
});
