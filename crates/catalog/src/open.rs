//! Opening, closing and checking the file: SQLCipher (AES-256-CBC with an HMAC-SHA-256 a page), key given by the caller.
//!
//! The only place with SQLite's own words (pragmas), and why each: `key` first and raw, so that no passphrase is
//! stretched; `cipher_page_size` of 8 KiB, as each page costs a fixed part beside its bytes; `cipher_hmac_algorithm`,
//! as processors have instructions for SHA-256; `journal_mode = WAL`, so that a killed process leaves a consistent
//! file and one writer and many readers in several processes work at once (the log is encrypted by the same key);
//! `synchronous = NORMAL`, as a lost tail is applied again from the custody log; `cache_size` bounds the memory of a
//! connection; `temp_store = MEMORY`, so that no plain temporary file is ever written; a larger
//! `wal_autocheckpoint`, which spares writing index pages again and again during a rebuild.

use std::path::{Path, PathBuf};
use std::time::Duration;

use data_encoding::HEXLOWER;
use sqlx::ConnectOptions as _;
use sqlx::Connection as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use tokio::sync::{Mutex, OnceCell};
use zeroize::Zeroizing;

use crate::grid::Grid;
use crate::sql::{read, schema};
use crate::{Catalog, CatalogError, cells};

/// Connections at most; each keeps at most [`CACHE_KIB`] of pages.
const CONNECTIONS: u32 = 4;
const CACHE_KIB: u32 = 16 * 1024;
const PAGE: u64 = 8192;
/// How long to wait for another process's transaction.
const WAIT: Duration = Duration::from_secs(20);
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

fn options(path: &Path, key: &[u8; 32]) -> SqliteConnectOptions {
    let hex = Zeroizing::new(HEXLOWER.encode(key));
    SqliteConnectOptions::new()
        .filename(path)
        // SQLCipher writes to standard error by itself; told not to in the same breath, before anything can fail.
        .pragma("key", format!("\"x'{}'\"; PRAGMA cipher_log_level = NONE", hex.as_str()))
        .pragma("cipher_page_size", PAGE.to_string())
        .pragma("cipher_hmac_algorithm", "HMAC_SHA256")
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(WAIT)
        .pragma("cache_size", format!("-{CACHE_KIB}"))
        .pragma("temp_store", "MEMORY")
        .pragma("wal_autocheckpoint", "4000")
        .row_buffer_size(512)
        .disable_statement_logging()
}

/// Lets SQLCipher make itself ready, once in a process. SQLite calls itself initialised a moment before SQLCipher is, so
/// whoever opened a file in that moment would be refused its key.
async fn ready() -> Result<(), CatalogError> {
    static READY: OnceCell<()> = OnceCell::const_new();
    let open = || async { SqliteConnectOptions::new().in_memory(true).connect().await?.close().await };
    Ok(READY.get_or_try_init(open).await.copied()?)
}

impl Catalog {
    /// Opens the catalog at `path` with its 32-byte key, making an empty one where there is none.
    ///
    /// # Errors
    /// `Outdated`, `WrongKey` and `Broken` mean: delete the file and rebuild.
    pub async fn open(path: &Path, key: &[u8; 32]) -> Result<Self, CatalogError> {
        ready().await?;
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .min_connections(0)
            .connect_with(options(path, key).create_if_missing(true))
            .await?;
        prepare(&pool).await?;
        Ok(Self { pool, grid: Mutex::new(Grid::default()) })
    }

    /// Closes every connection; the last process to do so leaves nothing but the one file.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// Makes the tables in an empty file, or compares the layout's number.
async fn prepare(pool: &SqlitePool) -> Result<(), CatalogError> {
    let mut transaction = pool.begin_with(BEGIN).await?;
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master").fetch_one(&mut *transaction).await?;
    if tables == 0 {
        for sql in schema::TABLES {
            sqlx::query(*sql).execute(&mut *transaction).await?;
        }
    }
    let row = sqlx::query(read::META).bind("layout").fetch_optional(&mut *transaction).await;
    let found = match row {
        Ok(Some(row)) => cells::integer(&row, 0)?,
        Ok(None) => 0,
        Err(error) => match CatalogError::from(error) {
            CatalogError::Machine(error) => return Err(CatalogError::Broken(error.to_string())),
            error => return Err(error),
        },
    };
    if found != schema::LAYOUT {
        return Err(CatalogError::Outdated { found, wanted: schema::LAYOUT });
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

async fn look(path: PathBuf, key: &[u8; 32], findings: &mut Vec<String>) -> Result<(), CatalogError> {
    ready().await?;
    let mut connection: SqliteConnection = options(&path, key).connect().await?;
    let pages: Vec<String> =
        sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut connection).await?;
    findings.extend(pages);
    let order: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut connection).await?;
    findings.extend(order.into_iter().filter(|line| line != "ok"));
    connection.close().await?;
    Ok(())
}
