//! Accounts: made, found, listed, disabled, given another password.

use amana_model::{AccountId, UtcTime};
use data_encoding::HEXLOWER;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use unicode_normalization::UnicodeNormalization as _;

use crate::open::BEGIN;
use crate::{Accounts, AccountsError, Outside, Role, Theme, password, sql};

/// One person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier, as events name it.
    pub id: AccountId,
    /// The name to sign in with.
    pub name: String,
    /// The name to show.
    pub display_name: String,
    /// Its role.
    pub role: Role,
    /// When it was made.
    pub created: UtcTime,
    /// When it was disabled, if it is.
    pub disabled: Option<UtcTime>,
    /// The language last chosen (`ar`, `en`).
    pub language: Option<String>,
    /// The theme last chosen.
    pub theme: Option<Theme>,
}

/// An account to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// The name to sign in with; case and compatibility forms make no difference.
    pub name: &'a str,
    /// The name to show.
    pub display_name: &'a str,
    /// Its role.
    pub role: Role,
}

impl Accounts {
    /// Makes an account.
    ///
    /// # Errors
    /// `BadName`, `WeakPassword`, `NameTaken`.
    pub async fn create_account(
        &self,
        outside: Outside<'_>,
        new: NewAccount<'_>,
        password: &str,
    ) -> Result<Account, AccountsError> {
        check_name(new.name)?;
        check_name(new.display_name)?;
        check_password(new.name, password)?;
        let id = HEXLOWER.encode(&outside.bytes::<16>());
        let hash = password::hash(password, outside.bytes(), self.cost).await?;
        let query = sqlx::query(sql::CREATE).bind(&id).bind(new.name.trim()).bind(fold(new.name));
        let query = query.bind(new.display_name.trim()).bind(new.role.word()).bind(hash);
        let done = query.bind(outside.now().unix_millis()).execute(&self.pool).await?;
        if done.rows_affected() == 0 {
            return Err(AccountsError::NameTaken(new.name.to_owned()));
        }
        let id = id.parse().map_err(|_| AccountsError::Broken("an identifier".into()))?;
        self.by_id(&id).await?.ok_or(AccountsError::NoSuchAccount)
    }

    /// The account of this sign-in name, if there is one.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn find(&self, name: &str) -> Result<Option<Account>, AccountsError> {
        let row = sqlx::query(sql::BY_NAME).bind(fold(name)).fetch_optional(&self.pool).await?;
        row.as_ref().map(account).transpose()
    }

    /// The account of this identifier, if there is one.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn by_id(&self, id: &AccountId) -> Result<Option<Account>, AccountsError> {
        let row = sqlx::query(sql::BY_ID).bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(account).transpose()
    }

    /// Every account, the oldest first.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn list(&self) -> Result<Vec<Account>, AccountsError> {
        sqlx::query(sql::LIST).fetch_all(&self.pool).await?.iter().map(account).collect()
    }

    /// Disables an account and ends its sessions.
    ///
    /// # Errors
    /// `NoSuchAccount`.
    pub async fn disable(&self, outside: Outside<'_>, id: &AccountId) -> Result<(), AccountsError> {
        self.by_id(id).await?.ok_or(AccountsError::NoSuchAccount)?;
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        let query = sqlx::query(sql::DISABLE).bind(id.as_str()).bind(outside.now().unix_millis());
        query.execute(&mut *transaction).await?;
        sqlx::query(sql::SIGN_OUT_EVERYWHERE).bind(id.as_str()).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Lets a disabled account sign in again.
    ///
    /// # Errors
    /// `NoSuchAccount`.
    pub async fn enable(&self, id: &AccountId) -> Result<(), AccountsError> {
        let done = sqlx::query(sql::ENABLE).bind(id.as_str()).execute(&self.pool).await?;
        if done.rows_affected() == 0 { Err(AccountsError::NoSuchAccount) } else { Ok(()) }
    }

    /// Gives an account another password, ends its sessions and forgives its wrong attempts.
    ///
    /// # Errors
    /// `NoSuchAccount`, `WeakPassword`.
    pub async fn change_password(
        &self,
        outside: Outside<'_>,
        id: &AccountId,
        password: &str,
    ) -> Result<(), AccountsError> {
        let account = self.by_id(id).await?.ok_or(AccountsError::NoSuchAccount)?;
        check_password(&account.name, password)?;
        let hash = password::hash(password, outside.bytes(), self.cost).await?;
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        sqlx::query(sql::SET_PASSWORD).bind(id.as_str()).bind(hash).execute(&mut *transaction).await?;
        sqlx::query(sql::SIGN_OUT_EVERYWHERE).bind(id.as_str()).execute(&mut *transaction).await?;
        let scope = crate::session::scope(&account.name);
        sqlx::query(sql::FORGIVE).bind(scope).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The form in which names are compared (NFKC, lower case, no space around).
pub(crate) fn fold(name: &str) -> String {
    name.trim().nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

fn check_name(name: &str) -> Result<(), AccountsError> {
    let unseen = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' | '\u{00AD}')
    };
    let length = name.trim().chars().count();
    let good = (1..=64).contains(&length) && !name.chars().any(unseen);
    if good { Ok(()) } else { Err(AccountsError::BadName(name.chars().take(64).collect())) }
}

fn check_password(name: &str, password: &str) -> Result<(), AccountsError> {
    let good = password.chars().count() >= 10 && password.len() <= 1024 && fold(password) != fold(name);
    if good { Ok(()) } else { Err(AccountsError::WeakPassword) }
}

/// An account out of the first eight columns.
pub(crate) fn account(row: &SqliteRow) -> Result<Account, AccountsError> {
    let broken = |what: &str| AccountsError::Broken(format!("an account has no {what}"));
    let id: &str = row.try_get(0)?;
    let role: &str = row.try_get(3)?;
    let disabled: Option<i64> = row.try_get(5)?;
    let theme: Option<&str> = row.try_get(7)?;
    Ok(Account {
        id: id.parse().map_err(|_| broken("identifier"))?,
        name: row.try_get(1)?,
        display_name: row.try_get(2)?,
        role: role.parse().map_err(|_| broken("role"))?,
        created: time(row.try_get(4)?)?,
        disabled: disabled.map(time).transpose()?,
        language: row.try_get(6)?,
        theme: theme.map(|word| Theme::from_word(word).ok_or_else(|| broken("known theme"))).transpose()?,
    })
}

pub(crate) fn time(millis: i64) -> Result<UtcTime, AccountsError> {
    UtcTime::from_unix_millis(millis).ok_or_else(|| AccountsError::Broken("a time out of range".into()))
}
