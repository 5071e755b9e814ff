//! The acquisition report of an accession.

use std::fmt::Write as _;

use amana_archive::{Archive, ArchiveError, Result};
use amana_model::{AccessionId, AcquisitionReport, OccurrencePath};

use crate::answer::Answer;

/// Shows the acquisition report of an accession; the newest that has ended, if none is named.
pub(super) async fn show(archive: &Archive, accession: Option<AccessionId>, answer: &Answer) -> Result<()> {
    archive.catch_up().await?;
    let accessions = archive.catalog().await?.accessions().await?;
    let newest = accessions.into_iter().filter(|row| row.closed.is_some()).max_by_key(|row| row.opened);
    let accession = accession
        .or(newest.map(|row| row.id))
        .ok_or_else(|| ArchiveError::mistake("there is no accession that has ended yet"))?;
    let report = archive.report(&accession).await?.ok_or_else(|| {
        ArchiveError::mistake(format!("the accession {accession} has not ended, so it has no report yet"))
            .next("run the same intake again: it goes on")
    })?;
    answer.give(&report, words)
}

fn words(report: &AcquisitionReport) -> String {
    let mut text = format!("Acquisition report, accession {}\n", report.accession);
    let _ = writeln!(text, "  archive      {}", report.archive);
    let _ = writeln!(text, "  agent        {} ({})", report.agent.name, report.agent.software);
    for source in &report.sources {
        let medium = source.medium.as_deref().unwrap_or("medium not given");
        let _ = writeln!(
            text,
            "  source       {} ({}, {medium}, {})",
            source.name,
            source.kind,
            source.file_system.as_deref().unwrap_or("file system not known")
        );
    }
    let _ = writeln!(
        text,
        "  began        {}\n  ended        {}\n  interrupted  {} times",
        report.began, report.ended, report.resumed
    );
    let _ = writeln!(
        text,
        "  found        {} ({} in containers), {}",
        report.counts.found,
        report.counts.in_containers,
        crate::commands::intake::folders(&report.counts)
    );
    for (outcome, count) in &report.counts.outcomes {
        let _ = writeln!(text, "    {:<10} {count}", outcome.word());
    }
    for (format, count) in &report.counts.formats {
        let _ = writeln!(text, "    {format:<10} {count}");
    }
    let _ = writeln!(
        text,
        "  bytes read   {}\n  bytes new    {}",
        report.counts.bytes_read, report.counts.bytes_kept
    );
    let _ = writeln!(text, "  root digest  {}", report.root_digest);
    let _ = writeln!(text, "  exceptions   {}", report.exceptions.len());
    for file in &report.exceptions {
        let _ = writeln!(text, "    {:<8} \"{}\": {}", file.outcome.word(), visible(&file.at), file.reason);
    }
    text.trim_end().to_owned()
}

/// A path as text, but nothing that moves a terminal's cursor or turns its direction.
fn visible(path: &OccurrencePath) -> String {
    let odd = |c: char| c.is_control() || is_bidi_control(c);
    path.to_string()
        .chars()
        .map(|c| if odd(c) { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}
