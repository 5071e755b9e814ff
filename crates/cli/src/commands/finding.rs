//! `amana finding`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amana_archive::keys::{Passphrase, WorkFactor};
use amana_archive::{ArchiveError, NoSignature, OsEntropy, Result, make_expert_key, sign_text, verified};
use amana_model::FindingId;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::{Keys, passphrase};
use crate::answer::{Answer, create};
use crate::brought;

/// Experts' findings: make a key, sign on a machine of one's own, check, hand out.
///
/// Findings are written at the desk, out of coding that is settled. `amana table findings` lists all of them.
#[derive(Args)]
pub(crate) struct Finding {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Key(MakeKey),
    Sign(Sign),
    Check(Check),
    Show(Show),
}

/// Make a key to sign findings with: a file for the expert alone, and its public half for the desk.
///
/// The file is wrapped by a passphrase. Nobody but the expert should have either; the archive never does.
#[derive(Args)]
struct MakeKey {
    /// The key's name, as it stands in each signature: letters, digits, dots and hyphens, such as dr.huda
    name: String,
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// How hard the passphrase is to try out: each step doubles time and memory
    #[arg(long, value_name = "N", default_value_t = WorkFactor::default().0, value_parser = clap::value_parser!(u8).range(10..=20))]
    work_factor: u8,
}

/// Sign a finding's text, as the desk gave it out, on a machine of one's own; read it before.
#[derive(Args)]
struct Sign {
    /// The text
    text: PathBuf,
    /// The file of the key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The signed note to write, for the desk
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// A file whose first line is the key's passphrase
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Check a signed finding that was handed out; needs no archive. Exit code 2: the signature does not fit.
#[derive(Args)]
struct Check {
    /// The signed note
    note: PathBuf,
    /// The public half of the expert's key, as she gave it herself
    #[arg(long, value_name = "KEY")]
    key: String,
}

/// Show a finding as it was signed; the signature is checked. That it was handed out is recorded.
#[derive(Args)]
struct Show {
    /// The archive's folder
    archive: PathBuf,
    /// Which
    finding: FindingId,
    /// Which version; the newest if not given
    #[arg(id = "numbered", long, value_name = "N")]
    version: Option<u32>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Made {
    file: PathBuf,
    public: String,
}

#[derive(Serialize)]
struct Signed {
    file: PathBuf,
}

#[derive(Serialize)]
struct Checked {
    signed: bool,
    text: String,
}

#[derive(Serialize)]
struct Shown {
    finding: FindingId,
    version: u32,
    /// Whether the signature is that of the key that the expert named.
    signature_fits: bool,
    key: String,
    note: String,
}

impl Finding {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        match self.command {
            Command::Key(make) => make.run(answer)?,
            Command::Sign(sign) => sign.run(answer)?,
            Command::Check(check) => check.run(answer)?,
            Command::Show(show) => show.run(answer).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn secret(file: Option<&Path>) -> Result<Passphrase> {
    passphrase(file, true)?.ok_or_else(|| ArchiveError::mistake("the passphrase is missing"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut out = create(path)?;
    out.write_all(bytes).and_then(|()| out.flush())?;
    Ok(())
}

impl MakeKey {
    fn run(self, answer: &Answer) -> Result<()> {
        let passphrase = secret(self.passphrase_file.as_deref())?;
        let key = make_expert_key(&OsEntropy, &self.name, passphrase, WorkFactor(self.work_factor))?;
        write(&self.output, &key.file)?;
        answer.give(&Made { file: self.output, public: key.public }, |made| made.public.clone())?;
        answer.remark(
            "keep the file and its passphrase apart, and give neither away; name the line above at the desk as your key",
        );
        Ok(())
    }
}

impl Sign {
    fn run(self, answer: &Answer) -> Result<()> {
        let text = brought::read(&self.text, "a finding")?;
        let key = std::fs::read(&self.key).map_err(|e| {
            ArchiveError::mistake(format!("{} cannot be read", self.key.display())).because(e)
        })?;
        let note = sign_text(&text, &key, secret(self.passphrase_file.as_deref())?).map_err(refused)?;
        write(&self.output, note.as_bytes())?;
        answer.give(&Signed { file: self.output }, |signed| format!("signed: {}", signed.file.display()))
    }
}

fn refused(why: NoSignature) -> ArchiveError {
    ArchiveError::mistake(why.to_string()).safe("nothing was signed")
}

impl Check {
    fn run(self, answer: &Answer) -> Result<()> {
        let note = brought::read(&self.note, "a finding")?;
        let text = verified(note.as_bytes(), &self.key).map_err(|why| match why {
            NoSignature::NotAKey(_) => ArchiveError::mistake(why.to_string())
                .next("--key is one line, name+id+Base64, from the expert herself"),
            why => ArchiveError::new(amana_archive::ErrorKind::Damage, why.to_string())
                .next("ask whoever gave it to you, or the expert, for the note as it was signed"),
        })?;
        answer
            .give(&Checked { signed: true, text }, |checked| format!("{}\nthe signature fits", checked.text))
    }
}

impl Show {
    async fn run(self, answer: &Answer) -> Result<()> {
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let found = archive.hand_out_finding(&agent, &self.finding, self.version).await;
        archive.close().await;
        let found = found?;
        let shown = Shown {
            finding: found.signed.finding.finding.clone(),
            version: found.signed.finding.version,
            signature_fits: found.is_whole(),
            key: found.signed.key.clone(),
            note: found.signed.note(),
        };
        answer.give(&shown, |shown| shown.note.trim_end().to_owned())?;
        match shown.signature_fits {
            true => answer.remark(&format!("the signature fits the key {}", shown.key)),
            false => answer.remark("THE SIGNATURE DOES NOT FIT: run `amana verify`"),
        }
        Ok(())
    }
}
