//! Bombs, lies and noise: a clear answer, in time, without the memory.

use std::cell::Cell;

use crate::support::*;
use amana_analysis::{Limits, cover, full_picture, observe};
use amana_model::{Condition, Digest};
use proptest::prelude::*;

/// The small JPEG's bytes with another size in its frame header.
fn claiming(bytes: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(2).position(|w| w == [0xff, 0xc0] || w == [0xff, 0xc2]).unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

#[test]
fn sizes_beyond_the_limits_are_not_decoded() {
    for kind in [PLAIN, Kind { progressive: true, ..PLAIN }] {
        let bytes = claiming(&jpeg(1, 60, 40, kind), 65_500, 65_500);
        let seen = look(&bytes, "a.jpg");
        assert_eq!((seen.observation.condition, codes(&seen)), (Condition::NotDecoded, vec!["too-large"]));
        assert_eq!(seen.observation.width, Some(65_500));
        assert!(full_picture(&bytes, &Limits::default()).is_err());
    }
    let mut png = png(1, 60, 40);
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    assert_ne!(look(&png, "a.png").observation.condition, Condition::Ready);
}

#[test]
fn a_size_within_the_limits_but_without_data_is_damage() {
    let seen = look(&claiming(&jpeg(1, 60, 40, PLAIN), 15_000, 15_000), "a.jpg");
    assert_eq!(seen.observation.condition, Condition::Damaged);
    assert!(seen.observation.readable.unwrap() < 0.01);
}

#[test]
fn thousands_of_scans_are_refused() {
    let bytes = jpeg(1, 64, 64, Kind { progressive: true, ..PLAIN });
    let at = bytes.windows(2).rposition(|w| w == [0xff, 0xda]).unwrap();
    let mut many = bytes[..at].to_vec();
    // A first scan of DC coefficients again and again is out of order; refinements of what is complete as well.
    for _ in 0..5000 {
        many.extend(&bytes[at..bytes.len() - 2]);
    }
    many.extend([0xff, 0xd9]);
    assert_ne!(look(&many, "a.jpg").observation.condition, Condition::Ready);
    let plain = jpeg(1, 64, 64, PLAIN);
    let at = entropy_start(&plain) - 14;
    let mut many = plain[..at].to_vec();
    for _ in 0..5000 {
        many.extend(&plain[at..plain.len() - 2]);
    }
    let seen = look(&many, "a.jpg");
    assert_eq!((seen.observation.condition, codes(&seen)), (Condition::NotDecoded, vec!["too-many-scans"]));
}

#[test]
fn the_deadline_is_kept() {
    for bytes in
        [jpeg(1, 900, 700, PLAIN), jpeg(1, 900, 700, Kind { progressive: true, ..PLAIN }), png(1, 900, 700)]
    {
        let calls = Cell::new(0);
        let deadline = || {
            calls.set(calls.get() + 1);
            calls.get() > 3
        };
        let seen = observe(Digest([0; 32]), &bytes, b"a", &Limits::default(), &deadline);
        assert_eq!((seen.observation.condition, codes(&seen)), (Condition::NotDecoded, vec!["time-limit"]));
    }
}

#[test]
fn heic_is_told_and_not_decoded() {
    let seen = look(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic");
    assert_eq!((seen.observation.condition, codes(&seen)), (Condition::NotDecoded, vec!["no-decoder"]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_change_to_any_picture_is_survived(
        kind in 0usize..4,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        cutting: bool,
    ) {
        let mut bytes = match kind {
            0 => jpeg(1, 70, 50, PLAIN),
            1 => jpeg(2, 70, 50, Kind { progressive: true, restart: 0, ..PLAIN }),
            2 => jpeg(3, 70, 50, Kind { restart: 3, halved: false, ..PLAIN }),
            _ => png(4, 70, 50),
        };
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cutting {
            bytes.truncate(cut.index(bytes.len()));
        }
        let seen = look(&bytes, "a.jpg");
        let readable = seen.observation.readable.unwrap_or(0.0);
        prop_assert!((0.0..=1.0).contains(&readable));
        let shown = matches!(seen.observation.condition, Condition::Ready | Condition::Damaged);
        prop_assert_eq!(shown, seen.view.is_some() && seen.grid.is_some());
        prop_assert!(!cover::cover(&bytes).is_empty());
        let _ = full_picture(&bytes, &Limits::default());
    }

    #[test]
    fn noise_behind_a_magic_number_is_survived(magic in 0usize..7, noise in proptest::collection::vec(any::<u8>(), 0..300)) {
        let magic = [
            &b"\xff\xd8\xff\xe1\0\x40Exif\0\0II*\0\x08\0\0\0"[..], b"\xff\xd8\xff\xc2\0\x11\x08", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", b"GIF89a",
            b"II*\0\x08\0\0\0", b"RIFF\x20\0\0\0WEBPVP8L", b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
        ][magic];
        let bytes = [magic, &noise].concat();
        let seen = look(&bytes, "a.jpg");
        prop_assert_ne!(seen.observation.condition, Condition::NotAPicture);
    }
}
