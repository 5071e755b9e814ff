//! All accounts as one text, for the caller to seal, and a new file of accounts out of it (docs/formats/accounts.md).
//!
//! A text and not a copy of the file: it opens with no other key than its seal's, whatever the file's layout was, and
//! brings no session and no count of attempts back to life.

use std::path::Path;

use amana_model::{AccountId, UtcTime, from_canonical, to_canonical};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use zeroize::Zeroizing;

use crate::account::{account, fold};
use crate::open::BEGIN;
use crate::{Accounts, AccountsError, Outside, Role, Theme, sql};

/// The version of the text.
const VERSION: u32 = 1;

/// All accounts at one moment.
#[derive(Serialize, Deserialize)]
struct Backup {
    version: u32,
    made: UtcTime,
    accounts: Vec<Kept>,
}

/// One account as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: AccountId,
    name: String,
    display_name: String,
    role: Role,
    /// The password's Argon2id hash, as a PHC string.
    password: String,
    created: UtcTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disabled: Option<UtcTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
}

impl Accounts {
    /// All accounts as they stand now, as canonical JSON. One statement reads them, so they are of one moment.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn backup(&self, outside: Outside<'_>) -> Result<Zeroizing<Vec<u8>>, AccountsError> {
        let rows = sqlx::query(sql::BACKUP).fetch_all(&self.pool).await?;
        let accounts = rows.iter().map(kept).collect::<Result<_, _>>()?;
        let backup = Backup { version: VERSION, made: outside.now(), accounts };
        let text = to_canonical(&backup).map_err(|e| AccountsError::Broken(e.to_string()))?;
        Ok(Zeroizing::new(text))
    }

    /// Makes a new file of accounts at `path` out of a backup; gives how many it holds. Nothing may be there yet.
    ///
    /// # Errors
    /// `Broken` if the bytes are no backup that this version knows; if the file cannot be written.
    pub async fn restore(path: &Path, key: &[u8; 32], backup: &[u8]) -> Result<u64, AccountsError> {
        let backup: Backup = from_canonical(backup).map_err(|e| AccountsError::BadBackup(e.to_string()))?;
        if backup.version != VERSION {
            return Err(AccountsError::BadBackup(format!("it is of version {}", backup.version)));
        }
        let accounts = Self::open(path, key).await?;
        let written = accounts.write(&backup.accounts).await;
        accounts.close().await;
        written.map(|()| backup.accounts.len() as u64)
    }

    async fn write(&self, kept: &[Kept]) -> Result<(), AccountsError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        for account in kept {
            write(&mut transaction, account).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

fn kept(row: &SqliteRow) -> Result<Kept, AccountsError> {
    let account = account(row)?;
    Ok(Kept {
        id: account.id,
        name: account.name,
        display_name: account.display_name,
        role: account.role,
        password: row.try_get(8)?,
        created: account.created,
        disabled: account.disabled,
        language: account.language,
        theme: account.theme.map(|theme| theme.word().to_owned()),
    })
}

async fn write(connection: &mut SqliteConnection, kept: &Kept) -> Result<(), AccountsError> {
    let theme = kept.theme.as_deref().and_then(Theme::from_word).map(Theme::word);
    let query = sqlx::query(sql::RESTORE).bind(kept.id.as_str()).bind(&kept.name).bind(fold(&kept.name));
    let query = query.bind(&kept.display_name).bind(kept.role.word()).bind(&kept.password);
    let query = query.bind(kept.created.unix_millis()).bind(kept.disabled.map(|time| time.unix_millis()));
    query.bind(&kept.language).bind(theme).execute(connection).await?;
    Ok(())
}
