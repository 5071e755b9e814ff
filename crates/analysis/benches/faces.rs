//! What finding faces costs, and what is found in a synthetic leak.
//!
//! `cargo bench -p amana-analysis --bench faces -- FILE…` prints the time of each step on one thread, the best of
//! several rounds. `… -- --leak FOLDER --truth FILE` looks at every photograph of a synthetic leak and compares with
//! its ground truth: faces found, faces that are none, and how pictures of one person rank by their embeddings. The
//! models come from `models/` (`cargo xtask models`); without them nothing is measured.

#[path = "faces/leak.rs"]
mod leak;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use amana_analysis::faces::{DETECTOR, EMBEDDER, FaceModels, find};
use amana_analysis::{Limits, Picture};

fn main() {
    let Some((whole, bare)) = models() else {
        println!("models/ lacks the face models: run `cargo xtask models`; nothing was measured");
        return;
    };
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match &arguments[..] {
        [flag, folder, other, truth] if flag == "--leak" && other == "--truth" => {
            leak::measure(Path::new(folder), Path::new(truth), &whole);
        }
        files => files.iter().for_each(|file| steps(file, &whole, &bare)),
    }
}

/// The models with and without the embedder.
fn models() -> Option<(FaceModels, FaceModels)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let read = |file: &str| -> Option<Vec<u8>> { std::fs::read(PathBuf::from(&folder).join(file)).ok() };
    let (detector, embedder) = (read(DETECTOR.file)?, read(EMBEDDER.file)?);
    Some((FaceModels::load(&detector, Some(&embedder)).ok()?, FaceModels::load(&detector, None).ok()?))
}

fn steps(file: &str, whole: &FaceModels, bare: &FaceModels) {
    let Ok(bytes) = std::fs::read(file) else { return println!("{file}: cannot be read") };
    let open = || Picture::open(&bytes, &Limits::default(), &|| false);
    let Ok(picture) = open() else { return println!("{file}: no picture") };
    let decoding = best(|| drop(open()));
    let finding = best(|| drop(find(&picture, bare)));
    let both = best(|| drop(find(&picture, whole)));
    let faces = find(&picture, whole).map_or(0, |faces| faces.len());
    let (width, height) = picture.size();
    println!(
        "{file}: {width} × {height}, {faces} faces; decoding {:.1} ms, finding {:.1} ms, describing {:.1} ms",
        ms(decoding),
        ms(finding),
        ms(both.saturating_sub(finding)),
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn best(mut work: impl FnMut()) -> Duration {
    let rounds = (0..7).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    rounds.min().unwrap_or_default()
}
