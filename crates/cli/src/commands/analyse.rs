//! `amana analyse`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amana_analysis::faces::{DETECTOR, EMBEDDER, FaceModels};
use amana_analysis::{CloseAnalysis, Limits, Pinned};
use amana_archive::{AnalyseOptions, Analysed, ArchiveError, Result};
use clap::Args;

use crate::access::{Keys, Which};
use crate::answer::Answer;
use crate::signals::stop_flag;
use crate::watch::Watch;

/// Look closely at every photograph that is still owed it: faces, markings, the numbers on them.
///
/// Machines only suggest; nothing is decided by this. Stopped or killed anywhere, the same command goes on. With newer or
/// more models, photographs are looked at again, and nothing that was seen before is lost.
#[derive(Args)]
pub(crate) struct Analyse {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    keys: Keys,
    /// The folder with the models for faces (made by `cargo xtask models`); without them no faces are looked for
    #[arg(long, value_name = "DIR", env = "AMANA_MODELS")]
    models: Option<PathBuf>,
    /// Worker threads; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Analyse {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let faces = match &self.models {
            Some(folder) => face_models(folder, answer)?,
            None => {
                answer.remark("no models were named (--models DIR): no faces are looked for");
                None
            }
        };
        let archive = self.keys.open(self.which.path()?, true)?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let stop = stop_flag();
        let look = CloseAnalysis::new(faces)
            .map_err(|e| ArchiveError::machine("the reader of numbers cannot be loaded").because(e))?;
        let options = AnalyseOptions {
            look: &look,
            limits: Limits::default(),
            threads: self.threads.unwrap_or(cores),
            stop: &stop,
        };
        let watch = Watch::new(answer);
        let analysed = archive.analyse(&options, &watch).await;
        watch.clear();
        archive.close().await;
        answer.give(&analysed?, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Loads what is there of the models for faces: without the detector none, without the embedder none that can be compared.
pub(crate) fn face_models(folder: &Path, answer: &Answer) -> Result<Option<FaceModels>> {
    let Some(detector) = read(folder, DETECTOR)? else {
        answer.remark(&format!("{} is not in {}: no faces are looked for", DETECTOR.file, folder.display()));
        return Ok(None);
    };
    let embedder = read(folder, EMBEDDER)?;
    if embedder.is_none() {
        answer.remark(&format!(
            "{} is not in {}: faces are found, and cannot be compared",
            EMBEDDER.file,
            folder.display()
        ));
    }
    let loaded = FaceModels::load(&detector, embedder.as_deref());
    loaded.map(Some).map_err(|e| {
        ArchiveError::mistake("a model is not the one that this version knows")
            .safe("nothing was looked at, nothing was recorded")
            .next("make the models anew with `cargo xtask models`")
            .because(e)
    })
}

fn read(folder: &Path, model: Pinned) -> Result<Option<Vec<u8>>> {
    match std::fs::read(folder.join(model.file)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && folder.is_dir() => Ok(None),
        Err(e) => Err(ArchiveError::mistake(format!("the models in {} cannot be read", folder.display()))
            .safe("nothing was looked at, nothing was recorded")
            .because(e)),
    }
}

fn words(analysed: &Analysed) -> String {
    let mut text = format!("looked closely at {} photographs\n", analysed.looked);
    let _ = writeln!(text, "  faces       {:>9}", analysed.faces);
    let _ = writeln!(
        text,
        "  markings    {:>9}   {} lines read as a number",
        analysed.markings, analysed.numbers
    );
    if analysed.undecoded > 0 {
        let _ = writeln!(text, "  not decoded {:>9}", analysed.undecoded);
    }
    let _ = writeln!(text, "  groups      {:>9}   that may each show one person", analysed.groups);
    let with = if analysed.models.is_empty() { "none".to_owned() } else { analysed.models.join(", ") };
    let _ = write!(text, "  models      {with}");
    text
}
