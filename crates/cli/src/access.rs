//! How commands reach an archive: which one, with whose key, as which agent.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_archive::keys::{Passphrase, parse_identity};
use amana_archive::{
    Archive, ArchiveError, Configuration, Keyring, Layout, OsEntropy, Result, Services, SystemClock,
};
use amana_disk::LocalDisk;
use amana_model::Agent;
use clap::Args;

/// The archive, named by the first argument or by `--archive`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Which {
    /// The archive's folder, NAME.amana
    #[arg(value_name = "ARCHIVE", required_unless_present = "archive")]
    positional: Option<PathBuf>,
    /// The archive's folder, in place of the first argument
    #[arg(long, value_name = "DIR", conflicts_with = "positional")]
    archive: Option<PathBuf>,
}

impl Which {
    pub(crate) fn path(&self) -> Result<&Path> {
        self.positional
            .as_deref()
            .or(self.archive.as_deref())
            .ok_or_else(|| ArchiveError::mistake("no archive was named"))
    }
}

/// The key at hand, and who is acting.
#[derive(Args, Clone, Debug)]
pub(crate) struct Keys {
    /// A file whose first line is a custodian's passphrase
    #[arg(long, value_name = "FILE", env = "AMANA_PASSPHRASE_FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// A file with a custodian's age identity (AGE-SECRET-KEY-1…)
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    pub(crate) identity: Option<PathBuf>,
    /// Who is acting: a name or code name for the custody log
    #[arg(long, value_name = "NAME", env = "AMANA_AGENT")]
    pub(crate) agent: Option<String>,
}

impl Keys {
    /// Opens an archive with the keys named, if any; asks for a passphrase only where keys are needed.
    pub(crate) fn open(&self, root: &Path, needed: bool) -> Result<Archive> {
        let configuration = Archive::configuration_of(root)?;
        let keyring = self.keyring(root, &configuration, needed)?;
        Archive::open(root, Arc::new(LocalDisk), services(self.agent.as_deref()), keyring)
    }

    fn keyring(&self, root: &Path, configuration: &Configuration, needed: bool) -> Result<Option<Keyring>> {
        let layout = Layout::new(root);
        if let Some(file) = &self.identity {
            return identity_keyring(configuration, file).map(Some);
        }
        match passphrase(self.passphrase_file.as_deref(), needed)? {
            Some(passphrase) => Keyring::unlock(&layout, configuration, &passphrase).map(Some),
            None => Ok(None),
        }
    }
}

/// The keyring of another custodian.
pub(crate) fn other_keyring(
    root: &Path,
    passphrase_file: Option<&Path>,
    identity: Option<&Path>,
) -> Result<Keyring> {
    let configuration = Archive::configuration_of(root)?;
    if let Some(file) = identity {
        return identity_keyring(&configuration, file);
    }
    let passphrase = passphrase(passphrase_file, true)?
        .ok_or_else(|| ArchiveError::mistake("the second custodian's key is missing"))?;
    Keyring::unlock(&Layout::new(root), &configuration, &passphrase)
}

fn identity_keyring(configuration: &Configuration, file: &Path) -> Result<Keyring> {
    let text = std::fs::read_to_string(file).map_err(|e| unreadable(file, e))?;
    Keyring::take(configuration, parse_identity(&text)?)
}

/// Reads a passphrase from a file, or asks at the terminal if it is needed.
pub(crate) fn passphrase(file: Option<&Path>, needed: bool) -> Result<Option<Passphrase>> {
    use std::io::IsTerminal as _;
    let text = match file {
        Some(file) => std::fs::read_to_string(file).map_err(|e| unreadable(file, e))?,
        None if needed && std::io::stdin().is_terminal() => rpassword::prompt_password("Passphrase: ")?,
        None if needed => {
            return Err(ArchiveError::mistake("this needs a custodian's key")
                .next("give --passphrase-file FILE, or --identity FILE"));
        }
        None => return Ok(None),
    };
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(
            ArchiveError::mistake("the passphrase is empty").next("its file's first line is the passphrase")
        );
    }
    Ok(Some(line.to_owned().into()))
}

fn unreadable(file: &Path, e: std::io::Error) -> ArchiveError {
    ArchiveError::mistake(format!("{} cannot be read", file.display()))
        .safe("nothing was opened or changed")
        .next("check the path of the file, and that you may read it")
        .because(e)
}

/// The real clock and randomness, and the agent.
pub(crate) fn services(agent: Option<&str>) -> Services {
    let user = || std::env::var("USER").ok().filter(|user| !user.is_empty());
    let name = agent.map(str::to_owned).or_else(user).unwrap_or_else(|| "operator".to_owned());
    let software = concat!("amana ", env!("CARGO_PKG_VERSION")).to_owned();
    Services { clock: Box::new(SystemClock), entropy: Box::new(OsEntropy), agent: Agent { name, software } }
}
