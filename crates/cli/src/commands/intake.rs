//! `amana intake`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, IntakeOptions, IntakeOutcome, Result};
use amana_model::{AccessionCounts, AcquisitionReport};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::{Answer, bytes};
use crate::signals::stop_flag;
use crate::watch::Watch;

/// Take a deposit in: folders, files, zips, tars. The deposit is never written to.
///
/// Works without keys: then everything is sealed and logged, and the catalog follows when somebody comes with a key.
/// Stopped or killed anywhere, the same command goes on.
#[derive(Args)]
pub(crate) struct Intake {
    /// The archive's folder, then the folders and files to take in
    #[arg(value_name = "ARCHIVE DEPOSIT", required = true)]
    paths: Vec<PathBuf>,
    /// The archive's folder, in place of the first argument
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
    /// The medium it came on, for the report ("USB disk, 64 GB, black, serial …")
    #[arg(long, value_name = "TEXT")]
    medium: Option<String>,
    /// Free words about the deposit for the report; never about the depositor
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A file that says who deposited: sealed apart, readable by two custodians together only
    #[arg(long, value_name = "FILE")]
    depositor_file: Option<PathBuf>,
    /// Leave the first analysis out
    #[arg(long)]
    no_analysis: bool,
    /// How many containers may lie within one another
    #[arg(long, value_name = "N", default_value_t = 3)]
    depth: u32,
    /// Worker threads; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Serialize)]
struct Taken {
    accession: String,
    resumed: bool,
    report: Option<AcquisitionReport>,
}

impl Intake {
    pub(crate) async fn run(mut self, answer: &Answer) -> Result<ExitCode> {
        let root = self.archive.clone().unwrap_or_else(|| self.paths.remove(0));
        if self.paths.is_empty() {
            return Err(ArchiveError::mistake("no deposit was named").next("amana intake ARCHIVE DEPOSIT…"));
        }
        let archive = self.keys.open(&root, false)?;
        if !archive.has_keys() {
            answer.remark(
                "no key given: taking in with public keys only; the catalog follows when a key is there",
            );
        }
        let watch = Watch::new(answer);
        let outcome = archive.intake(&self.options()?, &watch).await;
        watch.clear();
        archive.close().await;
        let IntakeOutcome { accession, report, resumed } = outcome?;
        let taken = Taken { accession: accession.to_string(), resumed, report };
        answer.give(&taken, words)?;
        Ok(ExitCode::SUCCESS)
    }

    fn options(&self) -> Result<IntakeOptions> {
        let depositor =
            self.depositor_file.as_ref().map(std::fs::read_to_string).transpose().map_err(|e| {
                ArchiveError::mistake("the file that says who deposited cannot be read").because(e)
            })?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(IntakeOptions {
            deposit: self.paths.clone(),
            medium: self.medium.clone(),
            note: self.note.clone(),
            depositor,
            threads: self.threads.unwrap_or(cores),
            analysis: (!self.no_analysis).then(amana_analysis::Limits::default),
            containers: amana_deposit::Limits { depth: self.depth, ..amana_deposit::Limits::default() },
            stop: stop_flag(),
        })
    }
}

/// The folders seen, in words; an accession that has not ended has not counted them.
pub(crate) fn folders(counts: &AccessionCounts) -> String {
    match counts.folders {
        None => "folders not yet counted".to_owned(),
        Some(1) => "1 folder".to_owned(),
        Some(folders) => format!("{folders} folders"),
    }
}

fn words(taken: &Taken) -> String {
    let Some(report) = &taken.report else {
        return format!(
            "accession {}: an earlier run had finished it; its report is in the archive",
            taken.accession
        );
    };
    let mut text = format!("accession {}\n", taken.accession);
    let counts = &report.counts;
    let _ = writeln!(
        text,
        "  found       {:>9}   ({} in containers, {})",
        counts.found,
        counts.in_containers,
        folders(counts)
    );
    for (outcome, count) in &counts.outcomes {
        let _ = writeln!(text, "  {:<11} {count:>9}", outcome.word());
    }
    let _ =
        writeln!(text, "  read        {:>9}   new: {}", bytes(counts.bytes_read), bytes(counts.bytes_kept));
    for (condition, count) in &counts.conditions {
        let _ = writeln!(text, "  {condition:<14} {count:>6}");
    }
    let _ = writeln!(
        text,
        "  exceptions  {:>9}   (`amana report` lists each with its reason)",
        report.exceptions.len()
    );
    let _ = write!(text, "  root digest {}", report.root_digest);
    text
}
