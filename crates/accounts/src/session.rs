//! Signing in and out, and what a session allows while it lasts.
//!
//! A token is 32 random bytes in base64url; only its SHA-256 is kept, so the file alone opens no session. A session
//! ends after [`IDLE`] without use and [`ABSOLUTE`] after signing in, whichever comes first.

use std::fmt;
use std::time::Duration;

use amana_model::{SignInFailure, UtcTime};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::account::{account, fold, time};
use crate::open::BEGIN;
use crate::throttle::{ALL, NAME, Throttle};
use crate::{Account, Accounts, AccountsError, Outside, SignInError, password, sql};

/// How long a session lasts without use.
pub const IDLE: Duration = Duration::from_secs(60 * 60);
/// How long a session lasts in all.
pub const ABSOLUTE: Duration = Duration::from_secs(12 * 60 * 60);
/// Use is written down at most this often, so that a page full of pictures is not a write each.
const TOUCH: Duration = Duration::from_secs(60);

/// The scope that counts the attempts of all names.
const EVERYBODY: &str = "all";

/// How pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the theme of that name")]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// The word kept in the file and used in pages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word)
    }
}

/// A person signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The secret that the browser holds; never shown in traces.
    pub token: String,
    /// Who it is.
    pub account: Account,
    /// The secret that every form must carry.
    pub csrf: String,
    /// When the person signed in.
    pub created: UtcTime,
    /// Until when pictures are uncovered, if that is in the future.
    pub uncovered_until: Option<UtcTime>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("account", &self.account).finish_non_exhaustive()
    }
}

impl Session {
    /// Whether the CSRF secret of a form is this session's, compared in constant time.
    pub fn csrf_is(&self, told: &str) -> bool {
        Sha256::digest(told) == Sha256::digest(&self.csrf)
    }
}

impl Accounts {
    /// Signs a person in. An attempt that fails is counted for [`Accounts::failures`].
    ///
    /// # Errors
    /// `TooMany` before the password is looked at, `Disabled` only after it was right.
    pub async fn sign_in(
        &self,
        outside: Outside<'_>,
        name: &str,
        password: &str,
    ) -> Result<Session, SignInError> {
        let now = outside.now();
        self.attempt(name, now).await?;
        let row = sqlx::query(sql::BY_NAME).bind(fold(name)).fetch_optional(&self.pool).await?;
        let Some(row) = row else {
            // One hashing all the same, so that an unknown name takes as long.
            password::hash(password, [0; 16], self.cost).await?;
            self.failed(None, SignInFailure::UnknownName, now).await?;
            return Err(SignInError::WrongNameOrPassword);
        };
        let account = account(&row)?;
        let (right, cost) = password::is(password, row.try_get(8)?).await?;
        if !right {
            self.failed(Some(&account.id), SignInFailure::WrongPassword, now).await?;
            return Err(SignInError::WrongNameOrPassword);
        }
        self.forgive(name).await?;
        if account.disabled.is_some() {
            self.failed(Some(&account.id), SignInFailure::Disabled, now).await?;
            return Err(SignInError::Disabled);
        }
        if cost != self.cost {
            let anew = password::hash(password, outside.bytes(), self.cost).await?;
            sqlx::query(sql::SET_PASSWORD).bind(account.id.as_str()).bind(anew).execute(&self.pool).await?;
        }
        let token = BASE64URL_NOPAD.encode(&outside.bytes::<32>());
        let csrf = BASE64URL_NOPAD.encode(&outside.bytes::<32>());
        let query =
            sqlx::query(sql::OPEN_SESSION).bind(kept_form(&token)).bind(account.id.as_str()).bind(&csrf);
        query.bind(now.unix_millis()).execute(&self.pool).await?;
        Ok(Session { token, account, csrf, created: now, uncovered_until: None })
    }

    /// The session of a token; `None` if there is none, it has ended, or its account is disabled.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn session(&self, outside: Outside<'_>, token: &str) -> Result<Option<Session>, AccountsError> {
        let now = outside.now();
        let Some(row) = sqlx::query(sql::SESSION).bind(kept_form(token)).fetch_optional(&self.pool).await?
        else {
            return Ok(None);
        };
        let (created, used) = (time(row.try_get(9)?)?, time(row.try_get(10)?)?);
        let session = session(token, &row, now)?;
        if since(used, now) >= IDLE || since(created, now) >= ABSOLUTE || session.account.disabled.is_some() {
            return Ok(None);
        }
        if since(used, now) >= TOUCH {
            sqlx::query(sql::USED).bind(kept_form(token)).bind(now.unix_millis()).execute(&self.pool).await?;
        }
        Ok(Some(session))
    }

    /// Ends a session; nothing happens if there is none.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn sign_out(&self, token: &str) -> Result<(), AccountsError> {
        sqlx::query(sql::SIGN_OUT).bind(kept_form(token)).execute(&self.pool).await?;
        Ok(())
    }

    /// Uncovers pictures in this session until a point in time; one in the past covers them again.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn uncover_until(&self, token: &str, until: UtcTime) -> Result<(), AccountsError> {
        sqlx::query(sql::UNCOVER)
            .bind(kept_form(token))
            .bind(until.unix_millis())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Keeps the language a person chose; at most 16 bytes of it.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn set_language(&self, session: &Session, language: &str) -> Result<(), AccountsError> {
        let language: String = language.chars().filter(char::is_ascii_graphic).take(16).collect();
        sqlx::query(sql::SET_LANGUAGE)
            .bind(session.account.id.as_str())
            .bind(language)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Keeps the theme a person chose; `None` follows the machine.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn set_theme(&self, session: &Session, theme: Option<Theme>) -> Result<(), AccountsError> {
        let theme = theme.map(Theme::word);
        sqlx::query(sql::SET_THEME).bind(session.account.id.as_str()).bind(theme).execute(&self.pool).await?;
        Ok(())
    }

    /// Removes ended sessions and forgotten attempts; returns how many sessions.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn sweep(&self, outside: Outside<'_>) -> Result<u64, AccountsError> {
        let before = |span: Duration| outside.now().unix_millis().saturating_sub(millis(span));
        sqlx::query(sql::SWEEP_ATTEMPTS).bind(before(NAME.forgotten())).execute(&self.pool).await?;
        let query = sqlx::query(sql::SWEEP_SESSIONS).bind(before(IDLE)).bind(before(ABSOLUTE));
        Ok(query.execute(&self.pool).await?.rows_affected())
    }

    /// Counts an attempt for the name and for all, or says how long to wait.
    async fn attempt(&self, name: &str, now: UtcTime) -> Result<(), SignInError> {
        let scope = scope(name);
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        let of_name = attempts(&mut transaction, &scope, now).await?;
        let of_all = attempts(&mut transaction, EVERYBODY, now).await?;
        let wait = NAME.wait(of_name.0, of_name.1).max(ALL.wait(of_all.0, of_all.1));
        if !wait.is_zero() {
            return Err(SignInError::TooMany { wait });
        }
        count(&mut transaction, &scope, &NAME, of_name, now).await?;
        count(&mut transaction, EVERYBODY, &ALL, of_all, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The attempt was a right one: the name starts anew, and it does not count for all.
    async fn forgive(&self, name: &str) -> Result<(), AccountsError> {
        sqlx::query(sql::FORGIVE).bind(scope(name)).execute(&self.pool).await?;
        sqlx::query(sql::FORGIVE_ONE).bind(EVERYBODY).execute(&self.pool).await?;
        Ok(())
    }
}

/// The scope that counts one name's attempts; a digest, so that a long name is no long row.
pub(crate) fn scope(name: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(fold(name)))
}

/// Attempts and the time since the last.
async fn attempts(
    connection: &mut SqliteConnection,
    scope: &str,
    now: UtcTime,
) -> Result<(u32, Duration), AccountsError> {
    let Some(row) = sqlx::query(sql::ATTEMPTS).bind(scope).fetch_optional(connection).await? else {
        return Ok((0, Duration::MAX));
    };
    let count: i64 = row.try_get(0)?;
    Ok((u32::try_from(count).unwrap_or(u32::MAX), since(time(row.try_get(1)?)?, now)))
}

async fn count(
    connection: &mut SqliteConnection,
    scope: &str,
    throttle: &Throttle,
    (attempts, since): (u32, Duration),
    now: UtcTime,
) -> Result<(), AccountsError> {
    let attempts = throttle.counted(attempts, since).saturating_add(1);
    let query = sqlx::query(sql::ATTEMPTED).bind(scope).bind(attempts).bind(now.unix_millis());
    query.execute(connection).await?;
    Ok(())
}

fn kept_form(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

fn session(token: &str, row: &SqliteRow, now: UtcTime) -> Result<Session, AccountsError> {
    let uncovered: Option<i64> = row.try_get(11)?;
    Ok(Session {
        token: token.to_owned(),
        account: account(row)?,
        csrf: row.try_get(8)?,
        created: time(row.try_get(9)?)?,
        uncovered_until: uncovered.map(time).transpose()?.filter(|until| *until > now),
    })
}

/// The time from one point to another; none if the clock went backwards.
fn since(then: UtcTime, now: UtcTime) -> Duration {
    Duration::from_millis(u64::try_from(now.unix_millis() - then.unix_millis()).unwrap_or(0))
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cost, NewAccount, Role};

    struct Still;

    impl amana_model::Clock for Still {
        fn now(&self) -> UtcTime {
            UtcTime::EPOCH
        }
    }

    #[tokio::test]
    async fn a_raised_cost_is_taken_up_at_sign_in() {
        let folder = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(&folder.path().join("accounts.db"), &[1; 32]).await.unwrap();
        let outside = Outside { clock: &Still, random: &|buffer| buffer.fill(7) };
        let new = NewAccount { name: "samar", display_name: "Samar", role: Role::Reader };
        let accounts = accounts.with_cost(Cost::LEAST);
        accounts.create_account(outside, new, "a long password").await.unwrap();
        let accounts = accounts.with_cost(Cost { memory: 64, passes: 2 });
        let session = accounts.sign_in(outside, "samar", "a long password").await.unwrap();
        let row = sqlx::query(sql::BY_NAME).bind("samar").fetch_one(&accounts.pool).await.unwrap();
        let kept: String = row.try_get(8).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=64,t=2,p=1$"), "{kept}");
        accounts.sign_out(&session.token).await.unwrap();
        accounts.sign_in(outside, "samar", "a long password").await.unwrap();
    }
}
