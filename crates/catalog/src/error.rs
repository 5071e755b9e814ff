//! What can go wrong with the catalog, by what the caller can do about it.

/// Why the catalog did not answer.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The file was written by another version: delete it and rebuild.
    #[error("the catalog has layout {found}, this version needs {wanted}")]
    Outdated {
        /// The layout found.
        found: i64,
        /// The layout of this version.
        wanted: i64,
    },
    /// The first page does not authenticate: another key, or damage. Delete it and rebuild.
    #[error("the catalog cannot be opened with this key: it is damaged or belongs to another archive")]
    WrongKey,
    /// Something in it contradicts itself or does not authenticate: delete it and rebuild.
    #[error("the catalog is broken: {0}")]
    Broken(String),
    /// Log entries must be applied without a gap.
    #[error("log entry {expected} must be applied next, not {found}")]
    Gap {
        /// The entry that comes next.
        expected: u64,
        /// The entry that was given.
        found: u64,
    },
    /// Another process held the catalog for longer than the waiting time: try again.
    #[error("the catalog is in use by another process")]
    Busy,
    /// The receiver of a table's rows failed.
    #[error("the table could not be written")]
    Sink(#[source] std::io::Error),
    /// The machine failed: disk full, no permission, no such folder.
    #[error("the catalog could not be read or written")]
    Machine(#[source] sqlx::Error),
}

impl CatalogError {
    /// Whether deleting the catalog and rebuilding it from the log is the remedy.
    pub fn rebuild_helps(&self) -> bool {
        matches!(self, Self::Outdated { .. } | Self::WrongKey | Self::Broken(_))
    }
}

impl From<sqlx::Error> for CatalogError {
    /// Sorts by SQLite's primary result code (the low byte of the extended code).
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(inner) => inner.code().and_then(|code| code.parse::<u32>().ok()),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::RowNotFound => {
                return Self::Broken(error.to_string());
            }
            sqlx::Error::PoolTimedOut => return Self::Busy,
            _ => None,
        };
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Self::Busy,
            Some(11) => Self::Broken(error.to_string()),
            Some(26) => Self::WrongKey,
            _ => Self::Machine(error),
        }
    }
}
