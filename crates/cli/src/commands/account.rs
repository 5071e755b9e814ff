//! `amana account`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::access::Role;
use amana_archive::keys::expose;
use amana_archive::{ArchiveError, Result};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::{Keys, passphrase};
use crate::answer::Answer;

/// Accounts of the desk.
#[derive(Args)]
pub(crate) struct Account {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make an account for a person
    Add(Add),
    /// Show every account
    List(List),
    /// Switch an account off and end its sessions
    Disable(Named),
    /// Give an account another password and end its sessions
    Password(Password),
    /// Seal a copy of all accounts into the store; every change of an account does it by itself
    Backup(Backup),
    /// Put the accounts back from the last sealed copy, where accounts.db is lost or damaged; close the desk before
    Restore(Restore),
}

#[derive(Args)]
struct Add {
    /// The name to sign in with
    name: String,
    #[command(flatten)]
    at: At,
    /// The name to show; the same if not given
    #[arg(long, value_name = "NAME")]
    display_name: Option<String>,
    /// What it is for: custodian, organiser, keyer, reviewer, expert, family-worker, publisher, auditor or reader
    #[arg(long, value_name = "ROLE", default_value = "custodian")]
    role: String,
    /// A file whose first line is the password; asked for if not given
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
struct Named {
    /// The name to sign in with
    name: String,
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
struct Password {
    /// The name to sign in with
    name: String,
    #[command(flatten)]
    at: At,
    /// A file whose first line is the new password; asked for if not given
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

#[derive(Args)]
struct Backup {
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
struct Restore {
    #[command(flatten)]
    at: At,
    /// Replace an accounts.db that can be read, too; it is kept beside the new one
    #[arg(long)]
    replace: bool,
}

#[derive(Args)]
struct At {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct BackedUp {
    sealed: String,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    role: String,
    disabled: bool,
}

impl Account {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        match self.command {
            Command::Add(add) => add.run(answer).await?,
            Command::List(list) => list.run(answer).await?,
            Command::Backup(backup) => {
                let archive = backup.at.keys.open(&backup.at.archive, true)?;
                let sealed = archive.back_up_accounts().await?;
                archive.close().await;
                answer.give(&BackedUp { sealed: sealed.to_string() }, |made| {
                    format!("the accounts are sealed in the object {}", made.sealed)
                })?;
            }
            Command::Restore(restore) => restore.run(answer).await?,
            Command::Disable(named) => {
                let archive = named.at.keys.open(&named.at.archive, true)?;
                archive.disable_account(&named.name).await?;
                archive.close().await;
                answer.remark(&format!("{} can no longer sign in", named.name));
            }
            Command::Password(password) => {
                let archive = password.at.keys.open(&password.at.archive, true)?;
                let secret = ask(password.password_file.as_deref())?;
                archive.change_password(&password.name, &secret).await?;
                archive.close().await;
                answer
                    .remark(&format!("{} has another password, and is signed out everywhere", password.name));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    async fn run(self, answer: &Answer) -> Result<()> {
        let role: Role = self.role.parse().map_err(|e| ArchiveError::mistake(format!("{e}")))?;
        let archive = self.at.keys.open(&self.at.archive, true)?;
        let password = ask(self.password_file.as_deref())?;
        let shown = self.display_name.as_deref().unwrap_or(&self.name);
        let id = archive.add_account(&self.name, shown, role, &password).await?;
        archive.close().await;
        let made = Shown { id: id.to_string(), name: self.name, role: self.role, disabled: false };
        answer.give(&made, |made| format!("{} can sign in as {}", made.name, made.role))
    }
}

impl Restore {
    async fn run(self, answer: &Answer) -> Result<()> {
        let mut archive = self.at.keys.open(&self.at.archive, true)?;
        let restored = archive.restore_accounts(self.replace).await?;
        archive.close().await;
        answer.give(&restored, |restored| {
            let aside = restored.aside.as_ref();
            let aside = aside.map_or_else(String::new, |aside| {
                format!("; the accounts.db that was there is now {}", aside.display())
            });
            format!(
                "{} accounts are back, as they were on {} (entry {}){aside}. Everybody signs in anew.",
                restored.accounts, restored.made, restored.entry
            )
        })
    }
}

impl List {
    async fn run(self, answer: &Answer) -> Result<()> {
        let archive = self.at.keys.open(&self.at.archive, true)?;
        let accounts = archive.list_accounts().await?;
        archive.close().await;
        let shown: Vec<Shown> = accounts
            .into_iter()
            .map(|a| Shown {
                id: a.id.to_string(),
                name: a.name,
                role: a.role.to_string(),
                disabled: a.disabled.is_some(),
            })
            .collect();
        answer.give(&shown, |shown| {
            let line =
                |a: &Shown| format!("{}  {}{}", a.name, a.role, if a.disabled { "  (disabled)" } else { "" });
            shown.iter().map(line).collect::<Vec<_>>().join("\n")
        })
    }
}

fn ask(file: Option<&std::path::Path>) -> Result<String> {
    let secret = match file {
        Some(_) => passphrase(file, true)?,
        None => passphrase(None, true).map_err(|e| e.next("give --password-file FILE"))?,
    };
    Ok(expose(&secret.expect("it is needed, so it is there")).to_owned())
}
