//! Damage is seen, wherever it strikes, and nothing whole is called damaged.

use crate::support::*;
use amana_model::Condition;

const KINDS: [Kind; 6] = [
    PLAIN,
    Kind { restart: 20, ..PLAIN },
    Kind { halved: false, quality: 75, ..PLAIN },
    Kind { optimised: true, ..PLAIN },
    Kind { progressive: true, ..PLAIN },
    Kind { progressive: true, optimised: true, halved: false, quality: 80, restart: 0 },
];

fn healthy() -> Vec<(Kind, Vec<u8>)> {
    KINDS
        .iter()
        .enumerate()
        .map(|(i, kind)| (*kind, jpeg(i as u64 + 1, 500 + 13 * i, 400 + 7 * i, *kind)))
        .collect()
}

#[test]
fn whole_pictures_are_ready() {
    for seed in 0..12 {
        for kind in KINDS {
            let bytes = jpeg(seed, 161 + seed as usize * 37, 97 + seed as usize * 23, kind);
            let seen = look(&bytes, "a.jpg");
            assert_eq!(seen.observation.condition, Condition::Ready, "{kind:?} {seed} {:?}", codes(&seen));
            assert_eq!(seen.observation.readable, Some(1.0));
            assert_eq!(seen.observation.damage, []);
        }
    }
}

/// Harms each healthy picture `rounds` times; says how many harmed files were called ready.
fn missed(rounds: usize, seed: u64, harm: impl Fn(&mut Vec<u8>, &mut Chance, usize)) -> (usize, usize) {
    let mut chance = Chance(seed);
    let (mut missed, mut all) = (0, 0);
    for (kind, bytes) in healthy() {
        let start = entropy_start(&bytes);
        let mut own = 0;
        for _ in 0..rounds {
            let mut harmed = bytes.clone();
            harm(&mut harmed, &mut chance, start);
            if harmed == bytes {
                continue;
            }
            all += 1;
            let seen = look(&harmed, "a.jpg");
            own += usize::from(seen.observation.condition == Condition::Ready);
        }
        missed += own;
        eprintln!("{kind:?}: {own} of {rounds} missed");
    }
    (missed, all)
}

#[test]
fn several_flipped_bytes_are_seen() {
    let (missed, all) = missed(100, 11, |bytes, chance, start| {
        for _ in 0..5 {
            let at = start + chance.below(bytes.len() - 2 - start);
            bytes[at] ^= 1 + chance.below(255) as u8;
        }
    });
    eprintln!("several flipped bytes: {missed} of {all} missed");
    assert!(missed * 100 <= all * 6, "{missed} of {all} missed");
}

#[test]
fn ten_flipped_bits_are_seen() {
    let (missed, all) = missed(100, 15, |bytes, chance, start| {
        for _ in 0..10 {
            let at = start + chance.below(bytes.len() - 2 - start);
            bytes[at] ^= 1 << chance.below(8);
        }
    });
    eprintln!("ten flipped bits: {missed} of {all} missed");
    assert!(missed * 100 <= all * 4, "{missed} of {all} missed");
}

#[test]
fn one_flipped_byte_is_often_seen() {
    // A byte that holds only bits of one coefficient's value changes one block a little, as another picture would.
    let (missed, all) = missed(100, 12, |bytes, chance, start| {
        let at = start + chance.below(bytes.len() - 2 - start);
        bytes[at] ^= 1 + chance.below(255) as u8;
    });
    eprintln!("one flipped byte: {missed} of {all} missed");
    assert!(missed * 100 <= all * 55, "{missed} of {all} missed");
}

#[test]
fn truncation_anywhere_is_seen() {
    let (missed, all) =
        missed(60, 13, |bytes, chance, _| bytes.truncate(20 + chance.below(bytes.len() - 21)));
    assert_eq!(missed, 0, "of {all}");
}

#[test]
fn zero_filled_tails_and_holes_are_seen() {
    let (missed, all) = missed(60, 14, |bytes, chance, start| {
        let from = start + chance.below(bytes.len() - start - 40);
        let to = if chance.below(2) == 0 { bytes.len() } else { (from + 512).min(bytes.len()) };
        bytes[from..to].fill(0);
    });
    assert!(missed * 200 <= all, "{missed} of {all}");
}

#[test]
fn a_truncated_picture_tells_how_much_is_readable_and_shows_it() {
    let pixels = pixels(3, 640, 480);
    let bytes = jpeg_of(&pixels, 640, 480, PLAIN);
    let start = entropy_start(&bytes);
    let whole = grey(&look(&bytes, "a.jpg").view.unwrap().0);
    // A whole picture's view is its own coding, a damaged one's is encoded again: what that loses is allowed for.
    for tenths in [1, 3, 5, 9] {
        let cut = &bytes[..start + (bytes.len() - start) * tenths / 10];
        let seen = look(cut, "a.jpg");
        assert_eq!(seen.observation.condition, Condition::Damaged);
        assert_eq!(codes(&seen), ["truncated"]);
        let readable = seen.observation.readable.unwrap();
        assert!((readable - tenths as f64 / 10.0).abs() < 0.1, "{readable} of {tenths} tenths");
        let view = grey(&seen.view.unwrap().0);
        let rows = (480.0 * (readable - 0.1)) as u32;
        if rows > 16 {
            let part = |p: &image::GrayImage| image::imageops::crop_imm(p, 0, 0, 640, rows).to_image();
            assert!(difference(&part(&whole), &part(&view)) < 4.0, "the readable part is the picture's own");
        }
    }
}

#[test]
fn what_has_no_picture_data_is_unreadable() {
    let bytes = jpeg(5, 300, 200, PLAIN);
    let start = entropy_start(&bytes);
    for cut in [3, 30, start - 1, start] {
        let seen = look(&bytes[..cut], "a.jpg");
        assert_eq!(seen.observation.condition, Condition::Unreadable, "cut at {cut}");
        assert!(codes(&seen).contains(&"header-only"), "{:?}", codes(&seen));
        assert_eq!(seen.observation.readable, Some(0.0));
        assert!(seen.view.is_none());
    }
}

#[test]
fn a_missing_end_marker_and_bytes_behind_it_are_told() {
    let bytes = jpeg(5, 300, 200, PLAIN);
    let seen = look(&bytes[..bytes.len() - 2], "a.jpg");
    assert_eq!((codes(&seen), seen.observation.condition), (vec!["no-end-marker"], Condition::Damaged));
    let mut longer = bytes.clone();
    longer.extend(b"maker's trailer");
    let seen = look(&longer, "a.jpg");
    assert_eq!((codes(&seen), seen.observation.condition), (vec!["trailing-data"], Condition::Ready));
}

#[test]
fn wrong_names_are_never_ready() {
    let cases: [(Vec<u8>, &str, Condition); 7] = [
        (png(1, 60, 40), "a.jpg", Condition::Damaged),
        (jpeg(1, 60, 40, PLAIN), "a.png", Condition::Damaged),
        (b"only words".to_vec(), "a.jpg", Condition::Unreadable),
        (b"<html><script>alert(1)</script>".to_vec(), "a.jpg", Condition::Unreadable),
        (b"<svg onload='alert(1)'/>".to_vec(), "a.jpg", Condition::Unreadable),
        (vec![0; 5000], "a.jpg", Condition::Unreadable),
        (b"only words".to_vec(), "a.txt", Condition::NotAPicture),
    ];
    for (bytes, name, condition) in cases {
        let seen = look(&bytes, name);
        assert_eq!(seen.observation.condition, condition, "{name}");
        assert_eq!(codes(&seen).contains(&"wrong-name"), condition != Condition::NotAPicture, "{name}");
    }
    let empty = look(b"", "a.jpg");
    assert_eq!((codes(&empty), empty.observation.condition), (vec!["empty"], Condition::Unreadable));
}

#[test]
fn damaged_png_files_show_their_whole_rows() {
    let bytes = png(2, 400, 300);
    assert_eq!(look(&bytes, "a.png").observation.condition, Condition::Ready);
    let seen = look(&bytes[..bytes.len() / 2], "a.png");
    assert_eq!(seen.observation.condition, Condition::Damaged);
    assert!(codes(&seen).contains(&"truncated"));
    let readable = seen.observation.readable.unwrap();
    assert!((0.3..0.6).contains(&readable), "{readable}");
    assert!(seen.view.is_some());
    let mut chance = Chance(5);
    for _ in 0..60 {
        let mut harmed = bytes.clone();
        let at = 8 + chance.below(bytes.len() - 8);
        harmed[at] ^= 1 + chance.below(255) as u8;
        assert_ne!(look(&harmed, "a.png").observation.condition, Condition::Ready, "byte {at}");
    }
}
