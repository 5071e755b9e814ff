//! How well views are told on a synthetic leak: `docs/MODELS.md` has what it prints.
//!
//! ```text
//! cargo run --release -p amana-archive --example views -- LEAK TRUTH MODELS            the confusion table
//! cargo run --release -p amana-archive --example views -- LEAK TRUTH MODELS shares     what the thresholds divide, a line a photograph
//! ```
//!
//! Photographs that show a person, whole and no copies, each content once; `MODELS` is the folder of `cargo xtask models`.

#![allow(clippy::unwrap_used, reason = "a measure that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;

use amana_analysis::faces::{DETECTOR, FaceModels};
use amana_analysis::{CloseAnalysis, CloseLook as _, Limits};
use amana_linkage::view::{View, shares, view};
use amana_model::Digest;
use amana_testkit::leak::Truth;
use amana_testkit::leak::truth::{File, Kind, View as Truly};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [leak, truth, models, more @ ..] = &words[..] else {
        return println!("nothing measured: LEAK, TRUTH and MODELS are needed");
    };
    let detector = std::fs::read(Path::new(models).join(DETECTOR.file)).unwrap();
    let look = CloseAnalysis::new(Some(FaceModels::load(&detector, None).unwrap())).unwrap();
    let truth = Truth::read(Path::new(truth)).unwrap();
    let (mut seen_once, mut table) = (BTreeSet::new(), BTreeMap::<View, BTreeMap<Option<View>, u32>>::new());
    for (file, truly) in truth.files.iter().filter_map(of_a_person) {
        if !seen_once.insert(file.sha256.as_deref()) {
            continue;
        }
        let path = Path::new(leak).join(std::ffi::OsString::from_vec(file.path_bytes()));
        let Ok(bytes) = std::fs::read(path) else { continue };
        let seen = look.look(Digest([0; 32]), &bytes, &Limits::default(), &|| false).observation;
        if !more.is_empty() {
            let (face, marking) = shares(&seen).unwrap_or_default();
            println!("{} {face:.4} {marking:.4} {}", truly.word(), seen.markings.len());
        }
        *table.entry(truly).or_default().entry(view(&seen)).or_default() += 1;
    }
    println!("{:>8} {}", "", View::ALL.map(|told| format!("{:>6}", told.word())).concat());
    for (truly, row) in table {
        let told = View::ALL.map(|told| format!("{:>6}", row.get(&Some(told)).unwrap_or(&0)));
        println!("{:>8} {}", truly.word(), told.concat());
    }
}

/// A photograph of a person, as it was taken, outside containers.
fn of_a_person(file: &File) -> Option<(&File, View)> {
    let taken = file.kind == Kind::Photograph && file.copy.is_none() && !file.is_member();
    let shown = file.shown.as_ref().filter(|shown| taken && shown.person.is_some())?;
    Some((
        file,
        match shown.view? {
            Truly::Face => View::Face,
            Truly::Card => View::Card,
            Truly::Whole => View::Whole,
            Truly::Part => View::Part,
        },
    ))
}
