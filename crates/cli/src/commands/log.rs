//! `amana log`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::Result;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::{Keys, Which};
use crate::answer::Answer;

/// The custody log.
#[derive(Args)]
pub(crate) struct Log {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Export(Export),
}

/// Write the log in clear as a standard C2SP tile tree, for whoever checks with other tools.
#[derive(Args)]
struct Export {
    #[command(flatten)]
    which: Which,
    /// The new folder to write into
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Exported {
    entries: u64,
    folder: PathBuf,
}

impl Log {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let Command::Export(export) = self.command;
        let archive = export.keys.open(export.which.path()?, true)?;
        let entries = archive.export_log(&export.output).await?;
        archive.close().await;
        let exported = Exported { entries, folder: export.output };
        answer.give(&exported, |e| format!("{} entries in {}", e.entries, e.folder.display()))?;
        answer.remark("this copy is in clear: it holds paths, names and digests");
        Ok(ExitCode::SUCCESS)
    }
}
