//! Every SQL text of the accounts, apart from the migrations and SQLite's own pragmas in `open.rs`.

pub(crate) const MIGRATIONS_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)";
pub(crate) const LAST_MIGRATION: &str = "SELECT coalesce(max(number), 0) FROM migrations";
pub(crate) const MIGRATED: &str = "INSERT INTO migrations (number) VALUES ($1)";

pub(crate) const CREATE: &str = "INSERT INTO accounts (id, name, folded, display, role, password, created)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (folded) DO NOTHING";
pub(crate) const LIST: &str =
    "SELECT id, name, display, role, created, disabled, language, theme FROM accounts
    ORDER BY created, id";
pub(crate) const BACKUP: &str =
    "SELECT id, name, display, role, created, disabled, language, theme, password FROM accounts
    ORDER BY created, id";
pub(crate) const RESTORE: &str =
    "INSERT INTO accounts (id, name, folded, display, role, password, created, disabled, language, theme)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
pub(crate) const BY_ID: &str =
    "SELECT id, name, display, role, created, disabled, language, theme FROM accounts WHERE id = $1";
pub(crate) const BY_NAME: &str = "SELECT id, name, display, role, created, disabled, language, theme, password FROM accounts WHERE folded = $1";
pub(crate) const DISABLE: &str = "UPDATE accounts SET disabled = $2 WHERE id = $1 AND disabled IS NULL";
pub(crate) const ENABLE: &str = "UPDATE accounts SET disabled = NULL WHERE id = $1";
pub(crate) const SET_PASSWORD: &str = "UPDATE accounts SET password = $2 WHERE id = $1";
pub(crate) const SET_LANGUAGE: &str = "UPDATE accounts SET language = $2 WHERE id = $1";
pub(crate) const SET_THEME: &str = "UPDATE accounts SET theme = $2 WHERE id = $1";

pub(crate) const OPEN_SESSION: &str = "INSERT INTO sessions (token, account, csrf, created, used)
    VALUES ($1, $2, $3, $4, $4)";
pub(crate) const SESSION: &str = "SELECT a.id, a.name, a.display, a.role, a.created, a.disabled, a.language, a.theme,
    s.csrf, s.created, s.used, s.uncovered FROM sessions s JOIN accounts a ON a.id = s.account WHERE s.token = $1";
pub(crate) const USED: &str = "UPDATE sessions SET used = $2 WHERE token = $1";
pub(crate) const UNCOVER: &str = "UPDATE sessions SET uncovered = $2 WHERE token = $1";
pub(crate) const SIGN_OUT: &str = "DELETE FROM sessions WHERE token = $1";
pub(crate) const SIGN_OUT_EVERYWHERE: &str = "DELETE FROM sessions WHERE account = $1";
pub(crate) const SWEEP_SESSIONS: &str = "DELETE FROM sessions WHERE used <= $1 OR created <= $2";

pub(crate) const ATTEMPTS: &str = "SELECT attempts, last FROM attempts WHERE scope = $1";
pub(crate) const ATTEMPTED: &str = "INSERT INTO attempts (scope, attempts, last) VALUES ($1, $2, $3)
    ON CONFLICT (scope) DO UPDATE SET attempts = excluded.attempts, last = excluded.last";
pub(crate) const FORGIVE: &str = "DELETE FROM attempts WHERE scope = $1";
pub(crate) const FORGIVE_ONE: &str =
    "UPDATE attempts SET attempts = attempts - 1 WHERE scope = $1 AND attempts > 0";
pub(crate) const SWEEP_ATTEMPTS: &str = "DELETE FROM attempts WHERE last <= $1";

pub(crate) const FAILED: &str = "INSERT INTO failures (account, reason, attempts, first, last)
    VALUES ($1, $2, 1, $3, $3)
    ON CONFLICT (account, reason) DO UPDATE SET attempts = failures.attempts + 1, last = excluded.last";
pub(crate) const FAILURES: &str = "SELECT f.account, a.name, f.reason, f.attempts, f.first, f.last
    FROM failures f LEFT JOIN accounts a ON a.id = f.account ORDER BY f.first, f.account, f.reason";
pub(crate) const FAILURES_TOLD: &str =
    "UPDATE failures SET attempts = attempts - $3, first = last WHERE account = $1 AND reason = $2";
pub(crate) const FAILURES_CLEARED: &str = "DELETE FROM failures WHERE attempts <= 0";

pub(crate) const KEEP_DRAFT: &str = "INSERT INTO drafts (account, name, text, kept) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, name) DO UPDATE SET text = excluded.text, kept = excluded.kept";
pub(crate) const DROP_OLDEST: &str = "DELETE FROM drafts WHERE account = $1 AND name NOT IN
    (SELECT name FROM drafts WHERE account = $1 ORDER BY kept DESC, name LIMIT $2)";
pub(crate) const DRAFT: &str = "SELECT text FROM drafts WHERE account = $1 AND name = $2";
pub(crate) const DROP_DRAFT: &str = "DELETE FROM drafts WHERE account = $1 AND name = $2";

/// All of them, for the test that prepares each.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    KEEP_DRAFT,
    DROP_OLDEST,
    DRAFT,
    DROP_DRAFT,
    MIGRATIONS_TABLE,
    LAST_MIGRATION,
    MIGRATED,
    CREATE,
    LIST,
    BACKUP,
    RESTORE,
    BY_ID,
    BY_NAME,
    DISABLE,
    ENABLE,
    SET_PASSWORD,
    SET_LANGUAGE,
    SET_THEME,
    OPEN_SESSION,
    SESSION,
    USED,
    UNCOVER,
    SIGN_OUT,
    SIGN_OUT_EVERYWHERE,
    SWEEP_SESSIONS,
    ATTEMPTS,
    ATTEMPTED,
    FORGIVE,
    FORGIVE_ONE,
    SWEEP_ATTEMPTS,
    FAILED,
    FAILURES,
    FAILURES_TOLD,
    FAILURES_CLEARED,
];

#[cfg(test)]
mod tests {
    use sqlx::{Executor as _, SqlSafeStr as _};

    use super::*;
    use crate::Accounts;

    #[tokio::test]
    async fn every_statement_prepares() {
        let written = include_str!("sql.rs").matches("pub(crate) const ").count();
        // The list itself and this line are counted too.
        assert_eq!(ALL.len() + 2, written, "a statement is missing from ALL");
        let folder = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(&folder.path().join("accounts.db"), &[7; 32]).await.unwrap();
        for sql in ALL {
            if let Err(error) = (&accounts.pool).prepare(sql.into_sql_str()).await {
                panic!("{sql}: {error}");
            }
        }
        accounts.close().await;
    }
}
