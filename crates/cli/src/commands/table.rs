//! `amana table`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result, look};
use amana_export::table as file;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::access::Keys;
use crate::answer::{Answer, create};
use crate::cells::{column, value};

/// Write a table for analysis elsewhere: csv, json or parquet.
///
/// Cells of a CSV that a spreadsheet would take for a formula begin with an apostrophe.
#[derive(Args)]
pub(crate) struct Table {
    /// Which table
    #[arg(value_parser = PossibleValuesParser::new(look::Table::ALL.map(look::Table::word)))]
    table: String,
    /// The archive's folder
    #[arg(value_name = "ARCHIVE", required_unless_present = "archive")]
    positional: Option<PathBuf>,
    /// The archive's folder, in place of the argument
    #[arg(long, value_name = "DIR", conflicts_with = "positional")]
    archive: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The file to write; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Json,
    Parquet,
}

#[derive(Serialize)]
struct Written {
    rows: u64,
    file: PathBuf,
}

impl Table {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let root =
            self.positional.or(self.archive).ok_or_else(|| ArchiveError::mistake("no archive was named"))?;
        let archive = self.keys.open(&root, true)?;
        let table = look::Table::ALL.into_iter().find(|table| table.word() == self.table);
        let table = table.ok_or_else(|| ArchiveError::mistake("there is no such table"))?;
        let format = match self.format {
            Format::Csv => file::Format::Csv,
            Format::Json => file::Format::Json,
            Format::Parquet => file::Format::Parquet,
        };
        let out = create(self.output.as_deref().unwrap_or("-".as_ref()))?;
        let columns: Vec<file::Column> = table.columns().iter().map(column).collect();
        let mut writer = file::TableWriter::new(format, columns, out).map_err(failed)?;
        let mut write = |cells: &[look::Cell]| {
            let cells: Vec<Option<file::Value<'_>>> = cells.iter().map(value).collect();
            writer.write_row(&cells).map_err(into_io)
        };
        let rows = match archive.table(table, &mut write).await {
            // A reader that has seen enough (`| head`) is no failure.
            Err(e) if is_broken_pipe(&e) => return Ok(ExitCode::SUCCESS),
            other => other?,
        };
        writer.finish().map_err(failed)?;
        archive.close().await;
        if let Some(file) = self.output {
            answer.give(&Written { rows, file }, |written| {
                format!("{} rows in {}", written.rows, written.file.display())
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn is_broken_pipe(error: &ArchiveError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
        {
            return true;
        }
        cause = error.source();
    }
    false
}

fn failed(e: impl std::error::Error + Send + Sync + 'static) -> ArchiveError {
    ArchiveError::machine("the table could not be written").safe("the archive was not changed").because(e)
}

fn into_io(e: file::TableError) -> std::io::Error {
    match e {
        file::TableError::Output(e) => e,
        other => std::io::Error::other(other),
    }
}
