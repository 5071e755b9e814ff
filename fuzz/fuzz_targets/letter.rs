//! Letters of families, as whoever writes to the portal may forge them: what is accepted is encoded back to the byte, and is within its limits.

#![no_main]

use amana_model::{Code, Digest, LONGEST_PICTURE, Letter, MOST_PICTURES};

/// As good as a digest here, and cheap enough for the engine to find one that fits.
fn digest(bytes: &[u8]) -> Digest {
    Digest([bytes.len() as u8; 32])
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(letter) = Letter::parse(bytes, digest) {
        assert!(letter.pictures.len() <= MOST_PICTURES);
        assert!(letter.pictures.iter().all(|picture| (1..=LONGEST_PICTURE).contains(&picture.len())));
        assert_eq!(letter.encode(digest).unwrap(), bytes);
    }
    if let Ok(code) = String::from_utf8_lossy(bytes).parse::<Code>() {
        assert_eq!(code.groups().join(" ").parse(), Ok(code));
    }
});
