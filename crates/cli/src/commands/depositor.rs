//! `amana depositor`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::Result;
use amana_model::AccessionId;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::{Keys, Which, other_keyring};
use crate::answer::Answer;

/// Who deposited: sealed apart, for two custodians together.
#[derive(Args)]
pub(crate) struct Depositor {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Reveal(Reveal),
}

/// Show who deposited, with the keys of two custodians. It is recorded, with the purpose.
#[derive(Args)]
struct Reveal {
    #[command(flatten)]
    which: Which,
    /// The accession
    #[arg(long, value_name = "ID")]
    accession: AccessionId,
    /// Why, for the custody log
    #[arg(long, value_name = "TEXT")]
    purpose: String,
    #[command(flatten)]
    keys: Keys,
    /// The second custodian's passphrase
    #[arg(long, value_name = "FILE")]
    second_passphrase_file: Option<PathBuf>,
    /// The second custodian's identity
    #[arg(long, value_name = "FILE")]
    second_identity: Option<PathBuf>,
}

#[derive(Serialize)]
struct Revealed {
    depositor: String,
}

impl Depositor {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let Command::Reveal(reveal) = self.command;
        let root = reveal.which.path()?;
        let archive = reveal.keys.open(root, true)?;
        let other =
            other_keyring(root, reveal.second_passphrase_file.as_deref(), reveal.second_identity.as_deref())?;
        let depositor = archive.reveal_depositor(&reveal.accession, &other, &reveal.purpose).await?;
        archive.close().await;
        answer.give(&Revealed { depositor }, |revealed| revealed.depositor.clone())?;
        Ok(ExitCode::SUCCESS)
    }
}
