//! `amana missing`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, LONGEST_LIST, ReportField, ReportOutcome, ReportsBrought, Result};
use amana_export::table as file;
use clap::Args;

use crate::access::Keys;
use crate::answer::{Answer, create};
use crate::lists;

/// How many rows that are refused are shown.
const SHOWN: usize = 20;

/// Take over a list of reports about missing people: CSV or XLSX, a row a person.
///
/// Tried only, unless --record says otherwise. Columns are guessed from their headers, English or Arabic, or named one by one with
/// --column. What is said, and who says it, is sealed apart, each under a key of its own. A list only adds; the same list again goes
/// on where it was stopped. `amana table reports` writes out what stands, without who said it.
#[derive(Args)]
pub(crate) struct Missing {
    /// The archive's folder
    archive: PathBuf,
    /// The list
    list: PathBuf,
    /// Which column tells what, over what its header says; FIELD= for none: name-arabic, name-latin, father, born, taken, marks, contact-name, reach, consent and others
    #[arg(long = "column", value_name = "FIELD=HEADER", value_parser = lists::column::<ReportField>)]
    columns: Vec<(ReportField, String)>,
    /// How the consents of the list were given: on paper, by voice, before whom
    #[arg(long, value_name = "TEXT", default_value = "")]
    how: String,
    /// Record it
    #[arg(long)]
    record: bool,
    /// Write what becomes of every row to this file, as CSV
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

impl Missing {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let list = lists::read(&self.list, LONGEST_LIST)?;
        // Made before anything is recorded: a report that cannot be written must not be learnt of afterwards.
        let out = self.report.as_deref().map(create).transpose()?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_reports(&agent, &list, &self.columns, &self.how, self.record).await;
        archive.close().await;
        let brought = brought?;
        if let Some(out) = out {
            write(&brought, out)?;
        }
        answer.give(&brought, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(brought: &ReportsBrought) -> String {
    let mut text = String::new();
    let columns: Vec<String> =
        brought.columns.iter().map(|(field, header)| format!("{field} = “{header}”")).collect();
    let _ = writeln!(text, "read as {}; {}", brought.read_as, columns.join(", "));
    if !brought.unused.is_empty() {
        let _ = writeln!(text, "not used: {}", brought.unused.join(", "));
    }
    for outcome in ReportOutcome::ALL {
        if let Some(count) = brought.counts.get(outcome.word()) {
            let _ = writeln!(text, "  {:<9} {count:>7}  {}", outcome.word(), meaning(outcome));
        }
    }
    let refused: Vec<_> = brought.rows.iter().filter_map(|row| Some((row.line, row.why.as_ref()?))).collect();
    for (line, why) in refused.iter().take(SHOWN) {
        let _ = writeln!(text, "  row {line}: {why}");
    }
    if refused.len() > SHOWN {
        let _ = writeln!(text, "  and {} rows more: --report FILE tells every one", refused.len() - SHOWN);
    }
    let new = brought.counts.get(ReportOutcome::New.word()).copied().unwrap_or(0);
    let _ = match (brought.recorded, new) {
        (true, new) => writeln!(text, "reports recorded: {new}"),
        (false, 0) => writeln!(text, "there is nothing to record"),
        (false, new) => {
            writeln!(text, "only tried, nothing was recorded; reports that --record would record: {new}")
        }
    };
    text.trim_end().to_owned()
}

fn meaning(outcome: ReportOutcome) -> &'static str {
    match outcome {
        ReportOutcome::New => "a report that is not here",
        ReportOutcome::Already => "a report here, or an earlier row, says just this, by the same family",
        ReportOutcome::Refused => "something in the row cannot be used",
    }
}

fn write(brought: &ReportsBrought, out: impl std::io::Write + Send) -> Result<()> {
    let failed = |e: file::TableError| {
        ArchiveError::machine("the report could not be written")
            .safe(if brought.recorded { "the list was recorded" } else { "nothing was recorded" })
            .because(e)
    };
    let text = |name| file::Column::new(name, file::ColumnKind::Text);
    let columns = vec![
        file::Column::new("row", file::ColumnKind::Integer),
        text("outcome"),
        text("report"),
        text("reason"),
    ];
    let mut writer = file::TableWriter::new(file::Format::Csv, columns, out).map_err(failed)?;
    for row in &brought.rows {
        let cell = |text: Option<&str>| text.map(|text| file::Value::Text(text.to_owned().into()));
        let report = row.report.as_ref().map(ToString::to_string);
        let cells = [
            Some(file::Value::Integer(i64::from(row.line))),
            cell(Some(row.outcome.word())),
            cell(report.as_deref()),
            cell(row.why.as_deref()),
        ];
        writer.write_row(&cells).map_err(failed)?;
    }
    writer.finish().map_err(failed)?;
    Ok(())
}
