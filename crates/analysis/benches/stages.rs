//! What each stage of the close look costs, over the photographs of a folder, one after the other.
//!
//! `cargo bench -p amana-analysis --bench stages -- FOLDER` prints a line `name value` for each figure; `cargo xtask bench` sets them beside what
//! the program took. Values are seconds of CPU over all photographs, but `photographs`, their number. The models of faces come from `models/`
//! (`cargo xtask models`); without them faces have no figures.

use std::path::Path;

use amana_analysis::faces::{self, DETECTOR, EMBEDDER, FaceModels};
use amana_analysis::markings::{Grammar, Reader, find, patches_only, writings_only};
use amana_analysis::{Limits, Picture};

const DIGITS: &[u8] = include_bytes!("../models/digits.onnx");
const DIGITS_SHEET: &str = include_str!("../models/digits.json");

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return println!("stages: FOLDER");
    };
    let reader = Reader::load(DIGITS, DIGITS_SHEET, Grammar::standard());
    let reader = reader.expect("the reader that the program carries");
    let faces = models();
    let mut files = Vec::new();
    walk(Path::new(&folder), &mut files);
    let mut stages = Stages::default();
    for file in &files {
        let Ok(bytes) = std::fs::read(file) else { continue };
        let open = || Picture::open(&bytes, &Limits::default(), &|| false).ok();
        // Once unmeasured, so that what is no picture costs nothing here and each stage finds the same cache.
        if open().is_none() {
            continue;
        }
        let Some(picture) = stages.timed("opening and decoding", open) else { continue };
        stages.photographs += 1;
        stages.timed("finding patches", || patches_only(&picture));
        stages.timed("finding writing", || writings_only(&picture));
        stages.timed("markings, found and read", || find(&picture, &reader, &|| false));
        if let Some((detector, whole)) = &faces {
            let _ = stages.timed("finding faces at every turn", || faces::find(&picture, detector));
            let _ = stages.timed("faces, found and described", || faces::find(&picture, whole));
        }
    }
    println!("photographs {}", stages.photographs);
    for (name, seconds) in &stages.seconds {
        println!("{} {seconds:.2}", name.replace(' ', "-"));
    }
}

/// CPU seconds by stage, in the order in which they were first met.
#[derive(Default)]
struct Stages {
    photographs: u32,
    seconds: Vec<(&'static str, f64)>,
}

impl Stages {
    fn timed<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let begin = cpu();
        let given = work();
        let spent = cpu() - begin;
        match self.seconds.iter_mut().find(|(known, _)| *known == name) {
            Some((_, seconds)) => *seconds += spent,
            None => self.seconds.push((name, spent)),
        }
        given
    }
}

/// CPU seconds of all threads so far: networks run on a thread of their own. In hundredths, whose rounding the sums even out.
fn cpu() -> f64 {
    // utime and stime are fields 14 and 15 of proc(5)'s line; the first two stand before the parenthesis closes.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() as f64 / 100.0
}

/// The models with and without the describing of faces.
fn models() -> Option<(FaceModels, FaceModels)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let read = |file: &str| std::fs::read(folder.join(file)).ok();
    let (detector, embedder) = (read(DETECTOR.file)?, read(EMBEDDER.file)?);
    Some((FaceModels::load(&detector, None).ok()?, FaceModels::load(&detector, Some(&embedder)).ok()?))
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), files),
            Ok(kind) if kind.is_file() => files.push(entry.path()),
            _ => {}
        }
    }
}
