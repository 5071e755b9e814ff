//! `amana key`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{Result, keys::expose};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::{Keys, Which};
use crate::answer::{Answer, create};

/// Custodians' keys.
#[derive(Args)]
pub(crate) struct Key {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Export(Export),
}

/// Write the custodian's age identity in its ordinary text form, for restoring by hand with the plain age tool.
///
/// Whoever has this file reads the whole archive. The export is recorded.
#[derive(Args)]
struct Export {
    #[command(flatten)]
    which: Which,
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Exported {
    custodian: String,
    file: PathBuf,
}

impl Key {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let Command::Export(export) = self.command;
        let archive = export.keys.open(export.which.path()?, true)?;
        let mut out = create(&export.output)?;
        let (custodian, text) = archive.export_key().await?;
        archive.close().await;
        out.write_all(expose(&text).as_bytes()).and_then(|()| out.flush())?;
        let exported = Exported { custodian, file: export.output };
        answer.give(&exported, |e| format!("the identity of {} is in {}", e.custodian, e.file.display()))?;
        answer
            .remark("whoever has this file reads the whole archive: destroy it when it is no longer needed");
        Ok(ExitCode::SUCCESS)
    }
}
