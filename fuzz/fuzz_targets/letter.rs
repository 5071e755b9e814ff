//! Letters of families, as whoever writes to the portal may forge them: what is accepted is encoded back to the byte, and is within its limits.

#![no_main]

use std::sync::LazyLock;

use amana_model::{
    Code, Contact, Digest, FormLanguage, LONGEST_PICTURE, Letter, LetterKind, MOST_PICTURES, MissingPerson, Written,
};

/// A whole letter, to be harmed: bytes that know nothing of the frame seldom get through it.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let written = Written {
        kind: LetterKind::Report,
        language: FormLanguage::Ar,
        day: "2026-11-28".parse().unwrap(),
        code: Code::of_random([7; 16]),
        earlier: None,
        face: None,
        text: "an invented letter".into(),
        person: Some(MissingPerson { name_arabic: "فلان".into(), ..MissingPerson::default() }),
        contact: Contact::default(),
        consents: Vec::new(),
    };
    Letter { written, pictures: vec![vec![1, 2, 3], vec![4; 70]] }.encode(digest).unwrap()
});

/// As good as a digest here, and cheap enough for the engine to find one that fits.
fn digest(bytes: &[u8]) -> Digest {
    Digest([bytes.len() as u8; 32])
}

fn look(bytes: &[u8]) {
    if let Ok(letter) = Letter::parse(bytes, digest) {
        assert!(letter.pictures.len() <= MOST_PICTURES);
        assert!(letter.pictures.iter().all(|picture| (1..=LONGEST_PICTURE).contains(&picture.len())));
        assert_eq!(letter.encode(digest).unwrap(), bytes);
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    look(bytes);
    if let Some((at, harm)) = bytes.split_first_chunk::<2>() {
        let mut letter = WHOLE.clone();
        // The first two thousand bytes hold everything but the zeros at the end.
        let at = usize::from(u16::from_be_bytes(*at)) % 2000;
        for (byte, harm) in letter.iter_mut().skip(at).zip(harm) {
            *byte = *harm;
        }
        look(&letter);
    }
    if let Ok(code) = String::from_utf8_lossy(bytes).parse::<Code>() {
        assert_eq!(code.groups().join(" ").parse(), Ok(code));
    }
});
