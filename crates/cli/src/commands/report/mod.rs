//! `amana report`.

mod acquisition;
mod counted;

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::Result;
use amana_archive::count::Dimension;
use amana_archive::reporting::ReportPlan;
use amana_model::{AccessionId, StudyId};
use clap::builder::PossibleValuesParser as WordsOf;
use clap::{Args, ValueEnum};

use crate::access::{Keys, Which};
use crate::answer::Answer;

/// Make a report: counts and experts' findings with definitions, uncertainty and limits; or show an acquisition report.
///
/// With --output or --data, a report with counts: as a PDF (PDF/A-2a, tagged) in English or Arabic, and as a folder with the same
/// numbers as CSV and Parquet and with frozen.json, from which `amana recount` makes the same numbers again, to the digit, without the
/// archive. That it was made is recorded. Without either, the acquisition report of an accession is shown.
#[derive(Args)]
pub(crate) struct Report {
    #[command(flatten)]
    which: Which,
    /// The accession whose acquisition report is shown; the newest if not given
    #[arg(long, value_name = "ID", conflicts_with_all = ["output", "data"])]
    accession: Option<AccessionId>,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The folder to write the numbers into
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    tells: Tells,
    /// The language of the PDF
    #[arg(long, value_enum, default_value_t = Language::En)]
    language: Language,
    #[command(flatten)]
    keys: Keys,
}

/// What a report tells.
#[derive(Args)]
struct Tells {
    /// What it is called
    #[arg(long, value_name = "TEXT", default_value = "Report")]
    title: String,
    /// A definition, as people-detainees (its newest version) or D9.1; may be given several times; every one if not given
    #[arg(long, value_name = "ID")]
    definition: Vec<String>,
    /// Part each count into rows: branch, month, category, sex, age-band or photographs; may be given several times
    #[arg(long, value_name = "WORD", value_parser = WordsOf::new(Dimension::ALL.map(Dimension::word)))]
    by: Vec<String>,
    /// A study to tell, by identifier; may be given several times
    #[arg(long, value_name = "ID")]
    study: Vec<StudyId>,
    /// An entry of the studies' codebooks to put against branches; may be given several times
    #[arg(long, value_name = "ENTRY", requires = "study")]
    against_branches: Vec<String>,
    /// Show numbers from 1 to N - 1 as <N in each table, and withhold what it takes that none of them can be computed from that table
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    suppress: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    En,
    Ar,
}

impl From<Tells> for ReportPlan {
    fn from(tells: Tells) -> Self {
        let dimension = |word: &String| Dimension::ALL.into_iter().find(|one| one.word() == word);
        Self {
            title: tells.title.trim().to_owned(),
            definitions: tells.definition,
            by: tells.by.iter().filter_map(dimension).collect(),
            studies: tells.study,
            crossed: tells.against_branches,
            suppress: tells.suppress,
        }
    }
}

impl Report {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(self.which.path()?, true)?;
        let shown = match (&self.output, &self.data) {
            (None, None) => acquisition::show(&archive, self.accession, answer).await,
            (output, data) => {
                let paths = counted::Paths { pdf: output.clone(), data: data.clone() };
                counted::make(&archive, self.tells.into(), paths, self.language, answer).await
            }
        };
        archive.close().await;
        shown.map(|()| ExitCode::SUCCESS)
    }
}
