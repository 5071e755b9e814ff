//! Writes a made-up gallery into a folder, for the tests in a browser: `site FOLDER [FACES]`. The pictures are drawn, nothing is real.

#![allow(clippy::unwrap_used, reason = "only tests run it")]

use std::path::Path;

use amana_gallery::{Branch, Face, Snapshot, picture, site};
use amana_model::{Digest, Gallery, MonthOfTakedowns, Phrase, PublicationId, UtcTime};

fn phrase(ar: &str, en: &str) -> Phrase {
    Phrase { ar: ar.into(), en: en.into() }
}

fn face(at: u32) -> Face {
    let branches = [
        ("215", phrase("المداهمة", "Raids")),
        ("227", phrase("المنطقة", "Regional")),
        ("ج", Phrase::default()),
    ];
    let (number, name) = branches[at as usize % 3].clone();
    let [a, b, c, d] = at.wrapping_mul(2_654_435_761).to_be_bytes();
    Face {
        publication: PublicationId::of([a, b, c, d, at as u8]),
        picture: Digest([0; 32]),
        size: (300, 360),
        since: UtcTime::from_unix(1_795_000_000 + i64::from(at), 0).unwrap(),
        month: Some(format!("2013-{:02}", at % 12 + 1)),
        numbers: Some(format!("{number}-{}-{}", 4000 + at, 300 + at)),
        branch: Some(Branch { number: number.into(), name }),
        sex: Some("male".into()),
        age_band: Some(if at.is_multiple_of(5) { "elder" } else { "adult" }.into()),
        marks: if at.is_multiple_of(4) { vec![0] } else { Vec::new() },
        category: None,
    }
}

fn main() {
    let mut words = std::env::args().skip(1);
    let folder = words.next().expect("a folder");
    let faces = words.next().map_or(30, |faces| faces.parse().unwrap());
    let snapshot = Snapshot {
        gallery: Gallery {
            title: phrase("وجوه مخترعة", "Invented faces"),
            short_name: "a made-up archive".into(),
            about: phrase("معرض مخترع للاختبار.", "A made-up gallery, for tests."),
            support: vec![phrase("خط دعم مخترع: ٠٠٠", "A made-up support line: 000")],
            reach: phrase("اكتبوا إلى عنوان مخترع.", "Write to a made-up address."),
            letters: Some("../letters".into()),
        },
        marks: vec![phrase("ندبة", "Scar")],
        faces: (0..faces).map(face).collect(),
        takedowns: [("2026-11".to_owned(), MonthOfTakedowns { faces: 3, last: UtcTime::EPOCH })].into(),
    };
    let write = |path: &str, bytes: &[u8]| {
        let to = Path::new(&folder).join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    };
    for file in site(&snapshot) {
        write(&file.path, &file.bytes);
    }
    for face in &snapshot.faces {
        // A picture that a browser draws whatever its name says: the tests only look whether it is loaded.
        let (x, y) = (u32::from(face.publication.bytes()[0]) / 2, 60);
        let drawn = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='360'><circle cx='{}' cy='{y}' r='40'/></svg>",
            x + 60
        );
        write(&picture(&face.publication), drawn.as_bytes());
    }
}
