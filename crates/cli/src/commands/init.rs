//! `amana init`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use amana_archive::keys::{WorkFactor, parse_recipient};
use amana_archive::{ArchiveError, CustodianKey, InitOptions, NewCustodian, Result};
use amana_disk::LocalDisk;
use clap::Args;
use serde::Serialize;

use crate::access::{passphrase, services};
use crate::answer::Answer;

/// Make an archive with its custodians.
///
/// A custodian is somebody whose key opens the archive. Two or more custodians can later record who deposited, sealed
/// for two of them together.
#[derive(Args)]
pub(crate) struct Init {
    /// The folder to make, NAME.amana
    #[arg(value_name = "ARCHIVE", required_unless_present = "archive")]
    positional: Option<PathBuf>,
    /// The folder to make, in place of the first argument
    #[arg(long, value_name = "DIR", conflicts_with = "positional")]
    archive: Option<PathBuf>,
    /// A file whose first line is the first custodian's passphrase
    #[arg(long, value_name = "FILE", env = "AMANA_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
    /// The first custodian's name or code name
    #[arg(long, value_name = "NAME", default_value = "custodian")]
    name: String,
    /// One more custodian with a passphrase of her own
    #[arg(long, value_name = "NAME=FILE")]
    custodian: Vec<String>,
    /// One more custodian who keeps her age identity elsewhere
    #[arg(long, value_name = "NAME=age1…")]
    recipient: Vec<String>,
    /// How hard a passphrase is to guess: scrypt's log2 N; 18 takes about a second and 256 MiB
    #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u8).range(10..=22))]
    work_factor: u8,
    /// Who is acting: a name or code name for the custody log
    #[arg(long, value_name = "NAME", env = "AMANA_AGENT")]
    agent: Option<String>,
    /// Write the recovery sheet into this file too
    #[arg(long, value_name = "FILE")]
    recovery_sheet: Option<PathBuf>,
}

#[derive(Serialize)]
struct Made {
    archive: String,
    path: PathBuf,
    origin: String,
    log_key: String,
    custodians: Vec<(String, String)>,
    recovery_sheet: String,
}

impl Init {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        let root = self
            .positional
            .clone()
            .or_else(|| self.archive.clone())
            .ok_or_else(|| ArchiveError::mistake("no archive was named"))?;
        let custodians = self.custodians()?;
        let options = InitOptions { root: root.clone(), custodians, work: WorkFactor(self.work_factor) };
        let sheet = self.recovery_sheet.as_deref().map(crate::answer::create).transpose()?;
        let created = amana_archive::init(&options, Arc::new(LocalDisk), &services(self.agent.as_deref()))?;
        if let Some(mut file) = sheet {
            file.write_all(created.recovery_sheet.as_bytes()).and_then(|()| file.flush())?;
        }
        let made = Made {
            archive: created.configuration.archive.to_string(),
            path: root,
            origin: created.configuration.origin,
            log_key: created.configuration.log_key,
            custodians: created.configuration.custodians.into_iter().map(|c| (c.name, c.recipient)).collect(),
            recovery_sheet: created.recovery_sheet,
        };
        answer.give(&made, |made| made.recovery_sheet.clone())?;
        Ok(ExitCode::SUCCESS)
    }

    fn custodians(&self) -> Result<Vec<NewCustodian>> {
        let mut custodians = Vec::new();
        let alone = self.custodian.is_empty() && self.recipient.is_empty();
        if self.passphrase_file.is_some() || alone {
            let key =
                passphrase(self.passphrase_file.as_deref(), true)?.expect("it is needed, so it is there");
            custodians.push(NewCustodian { name: self.name.clone(), key: CustodianKey::Passphrase(key) });
        }
        for text in &self.custodian {
            let (name, file) = pair(text)?;
            let key = passphrase(Some(file.as_ref()), true)?.expect("it is needed, so it is there");
            custodians.push(NewCustodian { name: name.to_owned(), key: CustodianKey::Passphrase(key) });
        }
        for text in &self.recipient {
            let (name, recipient) = text.split_once('=').unwrap_or(("recipient", text));
            let key = CustodianKey::Recipient(parse_recipient(recipient)?);
            custodians.push(NewCustodian { name: name.to_owned(), key });
        }
        Ok(custodians)
    }
}

fn pair(text: &str) -> Result<(&str, &str)> {
    text.split_once('=').ok_or_else(|| ArchiveError::mistake(format!("{text:?} is not NAME=FILE")))
}
