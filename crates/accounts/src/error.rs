//! What can go wrong, by what the caller can do about it.

use std::time::Duration;

/// Why the accounts did not answer.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The file was written by a newer version: use that.
    #[error("the accounts have migration {found}, this version knows up to {known}")]
    Newer {
        /// The last migration found.
        found: i64,
        /// The last migration known.
        known: i64,
    },
    /// The first page does not authenticate: another key, or damage. Put a backup back.
    #[error("the accounts cannot be opened with this key: they are damaged or belong to another archive")]
    WrongKey,
    /// Something in it contradicts itself or does not authenticate. Put a backup back.
    #[error("the accounts are broken: {0}")]
    Broken(String),
    /// The bytes are no backup of accounts, or one of a newer version.
    #[error("the backup of the accounts cannot be read: {0}")]
    BadBackup(String),
    /// Another process held the file for longer than the waiting time: try again.
    #[error("the accounts are in use by another process")]
    Busy,
    /// There is an account of this name.
    #[error("there is an account named {0:?} already")]
    NameTaken(String),
    /// A name of nothing, of more than 64 characters, or with control or direction characters.
    #[error("{0:?} cannot be a name: 1 to 64 characters, no control characters")]
    BadName(String),
    /// A password of less than 10 characters, of more than 1,024 bytes, or equal to the name.
    #[error("the password must have at least 10 characters, at most 1,024 bytes, and not be the name")]
    WeakPassword,
    /// There is no such account.
    #[error("there is no such account")]
    NoSuchAccount,
    /// The machine failed: disk full, no permission, no memory for hashing a password.
    #[error("the accounts could not be read or written")]
    Machine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why somebody was not signed in. What is shown must not tell the first from an unknown name.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No account has this name and password.
    #[error("the name or the password is wrong")]
    WrongNameOrPassword,
    /// Too many wrong attempts; this one was not looked at.
    #[error("too many attempts: wait {} s", wait.as_secs().max(1))]
    TooMany {
        /// How long to wait before the next.
        wait: Duration,
    },
    /// Name and password are right, but the account is disabled.
    #[error("the account is disabled")]
    Disabled,
    /// The accounts did not answer.
    #[error(transparent)]
    Accounts(#[from] AccountsError),
}

impl From<sqlx::Error> for AccountsError {
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
            _ => Self::Machine(error.into()),
        }
    }
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Accounts(error.into())
    }
}
