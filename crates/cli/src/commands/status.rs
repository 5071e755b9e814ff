//! `amana status`.

use std::fmt::Write as _;
use std::process::ExitCode;

use amana_archive::look::AccessionRow;
use amana_archive::{Result, Running, look};
use clap::Args;
use serde::Serialize;

use super::intake::folders;
use crate::access::{Keys, Which};
use crate::answer::{Answer, bytes};

/// Show the figures of an archive, its accessions, and intakes under way.
#[derive(Args)]
pub(crate) struct Status {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Shown {
    archive: String,
    #[serde(flatten)]
    status: look::Status,
    accession_list: Vec<AccessionRow>,
    running: Vec<Running>,
}

impl Status {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(self.which.path()?, true)?;
        let shown = Shown {
            archive: archive.configuration().archive.to_string(),
            status: archive.status().await?,
            accession_list: archive.catalog().await?.accessions().await?,
            running: archive.running()?,
        };
        archive.close().await;
        answer.give(&shown, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(shown: &Shown) -> String {
    let status = &shown.status;
    let mut text = format!("archive {}\n", shown.archive);
    let _ = writeln!(
        text,
        "  photographs {:>9}   of {} originals ({})",
        status.photographs,
        status.originals,
        bytes(status.original_bytes)
    );
    for (condition, count) in &status.conditions {
        let _ = writeln!(text, "    {condition:<14} {count:>6}");
    }
    let _ = writeln!(text, "  occurrences {:>9}", status.occurrences);
    let _ = writeln!(text, "  copies      {:>9}   in {} groups", status.copies, status.copy_groups);
    let _ = writeln!(
        text,
        "  seen close  {:>9}   {} {}, {} {}",
        status.looked_closely,
        status.faces,
        if status.faces == 1 { "face" } else { "faces" },
        status.markings,
        if status.markings == 1 { "marking" } else { "markings" },
    );
    let _ = writeln!(text, "  log entries {:>9}", status.log_entries);
    for row in &shown.accession_list {
        let state = row
            .closed
            .map_or_else(|| "so far, not ended".to_owned(), |closed| format!("found, ended {closed}"));
        let (found, folders) = (row.counts.found, folders(&row.counts));
        let _ = writeln!(text, "  accession {}   {found} {state}, {folders}", row.id);
    }
    for running in &shown.running {
        let state = if running.active { "running" } else { "interrupted: run the same intake again" };
        let _ = writeln!(text, "  intake {}   {state}", running.progress.accession);
    }
    text.trim_end().to_owned()
}
