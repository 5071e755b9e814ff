//! Numbered changes of the layout, each applied once, in one transaction, in order. Never edited after a release.
//!
//! Texts for SQLite now and PostgreSQL later, where `BLOB` is `BYTEA` and `INTEGER` is `BIGINT`. Times are
//! milliseconds since 1970 (UTC), tokens are kept only as their SHA-256.

/// One change.
pub(crate) struct Migration {
    pub(crate) number: i64,
    pub(crate) steps: &'static [&'static str],
}

/// All of them.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        steps: &[
            "CREATE TABLE accounts (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, display TEXT NOT NULL,
                role TEXT NOT NULL, password TEXT NOT NULL, created INTEGER NOT NULL, disabled INTEGER)",
            "CREATE TABLE sessions (
                token BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), csrf TEXT NOT NULL,
                created INTEGER NOT NULL, used INTEGER NOT NULL, uncovered INTEGER)",
            "CREATE INDEX sessions_account ON sessions (account)",
            "CREATE TABLE attempts (scope TEXT PRIMARY KEY, attempts INTEGER NOT NULL, last INTEGER NOT NULL)",
        ],
    },
    Migration {
        number: 2,
        steps: &[
            "ALTER TABLE accounts ADD COLUMN language TEXT",
            "ALTER TABLE accounts ADD COLUMN theme TEXT",
        ],
    },
    Migration {
        number: 3,
        // `account` is empty for attempts at names that no account has.
        steps: &["CREATE TABLE failures (
                account TEXT NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL, first INTEGER NOT NULL,
                last INTEGER NOT NULL, PRIMARY KEY (account, reason))"],
    },
    Migration {
        number: 4,
        steps: &["CREATE TABLE drafts (
                account TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, kept INTEGER NOT NULL,
                PRIMARY KEY (account, name))"],
    },
];
