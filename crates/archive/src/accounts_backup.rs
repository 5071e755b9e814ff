//! The accounts, sealed into the store at each change, and put back from there.
//!
//! `accounts.db` is the one file of an archive that nothing else can make anew. So each change of an account seals a copy
//! of all of them ([`Accounts::backup`]) as an ordinary object: durable first, named by an event then.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use amana_accounts::{Accounts, Outside};
use amana_model::{Act, Digest, Event, SealedName, UtcTime};
use amana_store::Staged;
use serde::Serialize;

use crate::archive::{Archive, EntrySeal, append_error, log_error};
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};
use crate::record::encode;

/// Under which name copies on their way into the store lie in `incoming/`.
const OWNER: &str = "accounts";
/// Events read at a time, from the end of the log.
const CHUNK: u64 = 4096;
/// The longest copy that is read: some hundred thousand accounts.
const LIMIT: u64 = 64 << 20;

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestoredAccounts {
    /// How many accounts.
    pub accounts: u64,
    /// The sealed object they came from.
    pub sealed: SealedName,
    /// The index of the event that names it.
    pub entry: u64,
    /// When the copy was made.
    pub made: UtcTime,
    /// Where the `accounts.db` that was there lies now.
    pub aside: Option<PathBuf>,
}

/// The last sealed copy that the log names.
struct LastBackup {
    entry: u64,
    made: UtcTime,
    sealed: SealedName,
    digest: Digest,
}

impl Archive {
    /// Seals a copy of all accounts now; gives the object's name.
    ///
    /// # Errors
    /// Without keys, or if accounts, store or log fail.
    pub async fn back_up_accounts(&self) -> Result<SealedName> {
        self.record_with_backup(Vec::new()).await
    }

    /// Records acts that changed accounts, and with them a sealed copy of all accounts as they are now.
    ///
    /// The copy is made under the log's lock: what the last such event names is the last state, whoever else was at it.
    pub(crate) async fn record_with_backup(&self, mut acts: Vec<Act>) -> Result<SealedName> {
        let accounts = self.accounts().await?;
        let mut named = None;
        tokio::task::block_in_place(|| {
            let build = |_| {
                let (act, sealed) = self.seal_backup(accounts)?;
                named = Some(sealed);
                acts.push(act);
                acts.into_iter().map(|act| encode(&self.event(act))).collect()
            };
            self.log.append_with(build, &EntrySeal(&self.recipients)).map_err(append_error)
        })?;
        self.catch_up().await?;
        Ok(named.expect("what was appended was built"))
    }

    fn seal_backup(&self, accounts: &Accounts) -> Result<(Act, SealedName)> {
        // Under the log's lock nobody else has a copy on its way: what lies there was left by a crash.
        self.store.sweep(OWNER)?;
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        let plain = tokio::runtime::Handle::current().block_on(accounts.backup(outside))?;
        let staged = self.stage_backup(&plain)?;
        self.store.publish(&staged)?;
        self.store.sync()?;
        let (sealed, digest, bytes) = (staged.sealed, sha256(&plain), plain.len() as u64);
        Ok((Act::AccountsBackedUp { sealed, digest, bytes }, sealed))
    }

    fn stage_backup(&self, plain: &[u8]) -> Result<Staged> {
        let mut writer = self.store.begin(OWNER, &self.recipients)?;
        writer.write_all(plain)?;
        Ok(writer.finish()?)
    }

    /// Puts the accounts back from the last sealed copy. An `accounts.db` that is there is kept beside the new one; one that
    /// can be read and holds accounts is not replaced unless `replace` says so. No desk may be open meanwhile.
    ///
    /// # Errors
    /// Without keys, if there is no copy or it is damaged, or if there is nothing to put back.
    pub async fn restore_accounts(&mut self, replace: bool) -> Result<RestoredAccounts> {
        if let Some(open) = self.accounts.take() {
            open.close().await;
        }
        if !replace {
            self.refuse_to_replace().await?;
        }
        let backup = self.last_backup()?.ok_or_else(|| {
            ArchiveError::absent("the log names no sealed copy of the accounts")
                .safe("nothing was changed")
                .next("make the accounts anew with `amana account add`")
        })?;
        let (accounts, built) = self.build_accounts(&backup).await?;
        let sealed = backup.sealed;
        self.record(vec![Act::AccountsRestored { sealed, accounts }]).await?;
        let aside = self.put_aside()?;
        self.disk.rename(&built, &self.layout.accounts())?;
        self.disk.sync_dir(self.layout.root())?;
        Ok(RestoredAccounts { accounts, sealed, entry: backup.entry, made: backup.made, aside })
    }

    async fn refuse_to_replace(&self) -> Result<()> {
        let path = self.layout.accounts();
        if !path.exists() || !amana_accounts::check(&path, &self.keys()?.database).await.is_empty() {
            return Ok(());
        }
        let accounts = Accounts::open(&path, &self.keys()?.database).await?;
        let held = accounts.list().await.map(|list| list.len());
        accounts.close().await;
        match held? {
            0 => Ok(()),
            held => Err(ArchiveError::mistake(format!("accounts.db can be read and holds {held} accounts"))
                .safe("nothing was changed")
                .next("to put the last sealed copy in its place all the same, give --replace: what is there is kept beside it")),
        }
    }

    fn last_backup(&self) -> Result<Option<LastBackup>> {
        let mut end = self.log.checkpoint().map_err(log_error)?.size();
        while end > 0 {
            let start = end.saturating_sub(CHUNK);
            if let Some(found) = self.events(start..end)?.into_iter().rev().find_map(backup_of) {
                return Ok(Some(found));
            }
            end = start;
        }
        Ok(None)
    }

    /// Makes a new file of accounts beside the place where it will lie.
    async fn build_accounts(&self, backup: &LastBackup) -> Result<(u64, PathBuf)> {
        let damaged = || {
            ArchiveError::damage("the sealed copy of the accounts is not the one that its event names")
                .safe("nothing was changed")
        };
        let keys = self.keys()?;
        let plain = self.store.read(&backup.sealed, &keys.identities, LIMIT)?;
        if sha256(&plain) != backup.digest {
            return Err(damaged());
        }
        let path = suffixed(&self.layout.accounts(), ".unfinished");
        self.remove_database(&path)?;
        let accounts = Accounts::restore(&path, &keys.database, &plain).await?;
        Ok((accounts, path))
    }

    /// Moves the `accounts.db` that is there, with all that belongs to it, out of the way.
    fn put_aside(&self) -> Result<Option<PathBuf>> {
        let path = self.layout.accounts();
        let aside = suffixed(&path, &format!(".aside-{}", self.services.clock.now().unix_millis()));
        let mut moved = false;
        // What belongs to the old file first: it must never be taken for the new one's.
        for suffix in ["-wal", "-shm", ""] {
            let from = suffixed(&path, suffix);
            if from.symlink_metadata().is_ok() {
                self.disk.rename(&from, &suffixed(&aside, suffix))?;
                moved |= suffix.is_empty();
            }
        }
        Ok(moved.then_some(aside))
    }
}

fn backup_of((entry, event): (u64, Event)) -> Option<LastBackup> {
    let Act::AccountsBackedUp { sealed, digest, .. } = event.act else { return None };
    Some(LastBackup { entry, made: event.time, sealed, digest })
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
