//! `amana sample`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result, SamplePlan};
use amana_model::{DrawLabel, DrawMethod, Drawing, Exclusion, SampleId};
use clap::Args;
use clap::builder::PossibleValuesParser as WordsOf;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;

/// Draw a sample of people that anybody can draw again, or draw a recorded one again.
///
/// Only shown, unless --record says otherwise. The frame is frozen with the log's checkpoint; who is drawn follows from the seed
/// (docs/STATISTICS.md tells the rule). `amana table samples` lists everybody drawn.
#[derive(Args)]
pub(crate) struct Sample {
    /// The archive's folder
    archive: PathBuf,
    /// How many people; with --method clusters, how many clusters
    #[arg(long, value_name = "N", required_unless_present = "redraw")]
    size: Option<usize>,
    /// What it is called
    #[arg(long, value_name = "TEXT", default_value = "a sample")]
    title: String,
    /// How to draw
    #[arg(long, default_value = "simple", value_parser = WordsOf::new(DrawMethod::ALL.map(DrawMethod::word)))]
    method: String,
    /// By what strata or clusters are made
    #[arg(long, value_parser = WordsOf::new(DrawLabel::ALL.map(DrawLabel::word)))]
    by: Option<String>,
    /// Only people of this category: detainee, soldier, civilian or other
    #[arg(long, value_name = "WORD")]
    category: Option<String>,
    /// Leave people out of the frame, with the reason: `branch=215,not-said: WHY`, `month=2012-03,unknown: WHY`,
    /// `state=numbers-differ: WHY`, `without-three-numbers: WHY`, `sample=ID: WHY`, `study=ID: WHY`, `person=ID,ID: WHY`; may be
    /// given several times
    #[arg(long, value_name = "WHO: WHY")]
    exclude: Vec<Exclusion>,
    /// The seed; drawn if not given
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// Record it
    #[arg(long)]
    record: bool,
    /// Draw a recorded sample again and compare
    #[arg(long, value_name = "SAMPLE", conflicts_with_all = ["size", "record", "seed", "by", "category", "exclude"])]
    redraw: Option<SampleId>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Shown {
    recorded: bool,
    #[serde(flatten)]
    drawing: Drawing,
}

#[derive(Serialize)]
struct Redrawn {
    sample: SampleId,
    /// Whether the frame is as it was.
    same_frame: bool,
    /// Whether the same people were drawn; `None` if the frame has changed.
    same_people: Option<bool>,
}

impl Sample {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        if let Some(sample) = &self.redraw {
            let redrawn = archive.redraw_sample(sample).await;
            archive.close().await;
            let (_, same) = redrawn?;
            let told = Redrawn { sample: sample.clone(), same_frame: same.is_some(), same_people: same };
            answer.give(&told, in_words)?;
            return if same == Some(false) { Err(differs()) } else { Ok(ExitCode::SUCCESS) };
        }
        let plan = SamplePlan {
            title: self.title,
            method: DrawMethod::from_word(&self.method).unwrap_or(DrawMethod::Simple),
            by: self.by.as_deref().and_then(DrawLabel::from_word),
            size: self.size.unwrap_or_default(),
            seed: self.seed,
            category: self.category,
            exclude: self.exclude,
            frame: None,
        };
        let agent = archive.services().agent.clone();
        let drawing = archive.draw_sample(&agent, &plan, self.record).await;
        archive.close().await;
        answer.give(&Shown { recorded: self.record, drawing: drawing? }, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn differs() -> ArchiveError {
    ArchiveError::damage("the same frame and seed gave other people than the log says")
        .safe("the log was not changed")
        .next("run `amana verify`")
}

fn in_words(redrawn: &Redrawn) -> String {
    match redrawn.same_people {
        Some(true) => format!("{}: the same people were drawn again", redrawn.sample),
        Some(false) => format!("{}: other people were drawn", redrawn.sample),
        None => format!(
            "{}: the people it was drawn from have changed since; draw again in a copy of the archive as it stood at its checkpoint",
            redrawn.sample
        ),
    }
}

fn words(shown: &Shown) -> String {
    let Drawing { sample, frame, drawn, seed, .. } = &shown.drawing;
    let told = if shown.recorded { "recorded" } else { "only shown, nothing was recorded" };
    let mut text = format!(
        "{sample} ({told}): {} of {} people, seed {seed}\nframe {} at {} entries of the log, root {}",
        drawn.len(),
        frame.units,
        frame.digest,
        frame.log_size,
        frame.root
    );
    if let Some(category) = &frame.category {
        let _ = write!(text, "\nleft out: {} who are not said to be {category}", frame.left_out);
    }
    for one in &frame.exclusions {
        let _ = write!(text, "\nleft out: {}, {}: {}", one.people, one.who, one.reason);
    }
    for person in drawn {
        let _ = write!(text, "\n{} {}", person.individual, person.label.as_deref().unwrap_or_default());
    }
    text
}
