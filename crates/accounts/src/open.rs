//! Opening, migrating, closing and checking the file: SQLCipher, key given by the caller.
//!
//! The only place with SQLite's own words. As in the catalog: raw key first, WAL, no plain temporary files; but
//! `synchronous = FULL`, as nothing here can be made again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use data_encoding::HEXLOWER;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use crate::migrations::{MIGRATIONS, Migration};
use crate::{Accounts, AccountsError, Cost, sql};

const PAGE: u64 = 4096;
const WAIT: Duration = Duration::from_secs(20);
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

fn options(path: &Path, key: &[u8; 32]) -> SqliteConnectOptions {
    let hex = Zeroizing::new(HEXLOWER.encode(key));
    SqliteConnectOptions::new()
        .filename(path)
        // SQLCipher writes to standard error by itself; told not to in the same breath, before anything can fail.
        .pragma("key", format!("\"x'{}'\"; PRAGMA cipher_log_level = NONE", hex.as_str()))
        .pragma("cipher_hmac_algorithm", "HMAC_SHA256")
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(WAIT)
        .pragma("cache_size", "-2048")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
}

/// Lets SQLCipher make itself ready, once in a process. SQLite calls itself initialised a moment before SQLCipher is, so
/// whoever opened a file in that moment would be refused its key.
///
/// # Errors
/// If there is no memory for it.
pub async fn ready() -> Result<(), AccountsError> {
    static READY: OnceCell<()> = OnceCell::const_new();
    let open = || async { SqliteConnectOptions::new().in_memory(true).connect().await?.close().await };
    Ok(READY.get_or_try_init(open).await.copied()?)
}

impl Accounts {
    /// Opens the accounts at `path` with their 32-byte key, making an empty file where there is none, and brings
    /// the layout up to date.
    ///
    /// # Errors
    /// `Newer` if a newer version has written it, `WrongKey` or `Broken` if it cannot be read.
    pub async fn open(path: &Path, key: &[u8; 32]) -> Result<Self, AccountsError> {
        ready().await?;
        let pool = SqlitePoolOptions::new()
            .max_connections(3)
            .min_connections(0)
            .connect_with(options(path, key).create_if_missing(true))
            .await?;
        migrate(&pool, MIGRATIONS).await?;
        Ok(Self { pool, cost: Cost::USUAL })
    }

    /// The same accounts with another cost of hashing; a password kept at another cost is kept anew at sign-in.
    #[must_use]
    pub fn with_cost(self, cost: Cost) -> Self {
        Self { cost, ..self }
    }

    /// Closes every connection; the last process to do so leaves nothing but the one file.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

async fn migrate(pool: &SqlitePool, migrations: &[Migration]) -> Result<(), AccountsError> {
    let mut transaction = pool.begin_with(BEGIN).await?;
    sqlx::query(sql::MIGRATIONS_TABLE).execute(&mut *transaction).await?;
    let found: i64 = sqlx::query_scalar(sql::LAST_MIGRATION).fetch_one(&mut *transaction).await?;
    let known = migrations.last().map_or(0, |migration| migration.number);
    if found > known {
        return Err(AccountsError::Newer { found, known });
    }
    for migration in migrations.iter().filter(|migration| migration.number > found) {
        for step in migration.steps {
            sqlx::query(*step).execute(&mut *transaction).await?;
        }
        sqlx::query(sql::MIGRATED).bind(migration.number).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Looks at every page of the file at `path`: its length, each page's authentication code, SQLite's own order.
///
/// Returns what is wrong, in English; empty if all is well.
pub async fn check(path: &Path, key: &[u8; 32]) -> Vec<String> {
    let mut findings = Vec::new();
    match std::fs::metadata(path) {
        Ok(found) if found.len() % PAGE == 0 && found.len() > 0 => {}
        Ok(found) => findings.push(format!("{} bytes are not whole pages of {PAGE}", found.len())),
        Err(error) => return vec![format!("cannot be read: {error}")],
    }
    if let Err(error) = look(path.to_owned(), key, &mut findings).await {
        findings.push(error.to_string());
    }
    findings
}

async fn look(path: PathBuf, key: &[u8; 32], findings: &mut Vec<String>) -> Result<(), AccountsError> {
    ready().await?;
    let mut connection = options(&path, key).connect().await?;
    let pages: Vec<String> =
        sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut connection).await?;
    findings.extend(pages);
    let order: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut connection).await?;
    findings.extend(order.into_iter().filter(|line| line != "ok"));
    connection.close().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_older_file_is_brought_up_to_date_and_a_newer_one_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.db");
        let pool = SqlitePoolOptions::new()
            .connect_with(options(&path, &[1; 32]).create_if_missing(true))
            .await
            .unwrap();
        migrate(&pool, &MIGRATIONS[..1]).await.unwrap();
        let old = "INSERT INTO accounts (id, name, folded, display, role, password, created)
            VALUES ('a', 'Samar', 'samar', 'Samar', 'reader', '', 5)";
        sqlx::query(old).execute(&pool).await.unwrap();
        pool.close().await;

        let accounts = Accounts::open(&path, &[1; 32]).await.unwrap();
        let list = accounts.list().await.unwrap();
        assert_eq!((list[0].name.as_str(), list[0].language.as_deref()), ("Samar", None));
        sqlx::query(sql::MIGRATED).bind(99).execute(&accounts.pool).await.unwrap();
        accounts.close().await;
        let error = Accounts::open(&path, &[1; 32]).await.err().unwrap();
        assert!(matches!(error, AccountsError::Newer { found: 99, .. }), "{error}");
    }
}
