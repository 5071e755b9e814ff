//! A part gives back what was put in, and takes nothing else.

use amana_analysis::part::{read_part, write_part};
use amana_analysis::{Limits, observe};
use amana_model::{
    Condition, Damage, Digest, ExifField, Format, Observation, Packed, PdqHash, Position, Previews,
    SealedName,
};
use proptest::prelude::*;

fn bare(seed: u8) -> Observation {
    observe(Digest([seed; 32]), b"", b"x", &Limits::default(), &|| false).observation
}

fn full(seed: u8) -> Observation {
    let packed = |n: u32| Packed { offset: u64::from(n) << 33, length: n, width: n + 1, height: n + 2 };
    Observation {
        bytes: 1 << 40,
        format: Format::Jpeg,
        condition: Condition::NotAPicture,
        damage: vec![Damage { code: "truncated".into(), detail: "صورة \"x\"".into() }],
        readable: Some(0.1 + 0.2),
        width: Some(u32::MAX),
        height: Some(3000),
        orientation: Some(6),
        taken_at: Some("2012-03-15T10:22:33.250".into()),
        offset: Some("+02:00".into()),
        camera: Some("NIKON D3200".into()),
        serial: Some("=1+1".into()),
        position: Some(Position { latitude: 33.5, longitude: -36.299_999_9 }),
        exif: vec![ExifField { group: "exif".into(), tag: "ISO".into(), value: "100".into() }; 3],
        pdq: Some(std::array::from_fn(|i| PdqHash([seed ^ i as u8; 32]))),
        quality: Some(100),
        signature: Some(vec![0, 255, seed]),
        sharpness: Some(f64::MIN_POSITIVE),
        brightness: Some(127.3),
        previews: Some(Previews { pack: SealedName([9; 32]), grid: packed(5), view: packed(70_000) }),
        ..bare(seed)
    }
}

#[test]
fn everything_comes_back_over_several_row_groups() {
    let rows: Vec<Observation> =
        (0..9000u32).map(|i| if i % 3 == 0 { full(i as u8) } else { bare(i as u8) }).collect();
    assert_eq!(read_part(&write_part(&rows)).unwrap(), rows);
    assert_eq!(read_part(&write_part(&[])).unwrap(), Vec::new());
}

#[test]
fn writing_is_deterministic() {
    assert_eq!(write_part(&[full(1), bare(2)]), write_part(&[full(1), bare(2)]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn broken_parts_are_errors_or_rows_but_never_panics(at in 0usize..6000, value: u8, cut in 0usize..6000) {
        let mut bytes = write_part(&[full(1), bare(2)]);
        let at = at % bytes.len();
        bytes[at] = value;
        let _ = read_part(&bytes);
        bytes.truncate(cut % bytes.len());
        prop_assert!(read_part(&bytes).is_err());
    }
}
