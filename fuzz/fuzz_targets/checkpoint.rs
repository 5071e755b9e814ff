//! Signed notes, checkpoints and key texts: what is accepted is written back to the byte.

#![no_main]

use amana_custody::{Checkpoint, Note, SigningKey, VerifierKey};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_text().as_bytes(), bytes);
    }
    if let Ok(checkpoint) = Checkpoint::parse_unverified(bytes) {
        assert_eq!(checkpoint.to_text().as_bytes(), bytes);
    }
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = text.parse::<VerifierKey>();
        let _ = SigningKey::parse(text);
    }
});
