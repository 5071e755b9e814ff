//! Failed attempts to sign in, counted until the caller has recorded them.
//!
//! Counted by account and reason, never by the name typed: people type passwords into the wrong field, so attempts at
//! names that no account has share one count. Known or not, an attempt costs the same one write.

use amana_model::{AccountId, FailedSignIns, SignInFailure, UtcTime};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::account::time;
use crate::open::BEGIN;
use crate::{Accounts, AccountsError, sql};

impl Accounts {
    /// Counts one failed attempt.
    pub(crate) async fn failed(
        &self,
        account: Option<&AccountId>,
        reason: SignInFailure,
        now: UtcTime,
    ) -> Result<(), AccountsError> {
        let query = sqlx::query(sql::FAILED).bind(scope(account)).bind(reason.word());
        query.bind(now.unix_millis()).execute(&self.pool).await?;
        Ok(())
    }

    /// The failed attempts that are counted and not yet told, those that began first standing first.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn failures(&self) -> Result<Vec<FailedSignIns>, AccountsError> {
        sqlx::query(sql::FAILURES).fetch_all(&self.pool).await?.iter().map(failure).collect()
    }

    /// Takes what was told off the counts; what came in meanwhile stays.
    ///
    /// # Errors
    /// If the accounts cannot be written; then what was told will be told again.
    pub async fn failures_told(&self, told: &[FailedSignIns]) -> Result<(), AccountsError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        for failure in told {
            let attempts = i64::try_from(failure.attempts).unwrap_or(i64::MAX);
            let query = sqlx::query(sql::FAILURES_TOLD).bind(scope(failure.account.as_ref()));
            query.bind(failure.reason.word()).bind(attempts).execute(&mut *transaction).await?;
        }
        sqlx::query(sql::FAILURES_CLEARED).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn scope(account: Option<&AccountId>) -> String {
    account.map(ToString::to_string).unwrap_or_default()
}

fn failure(row: &SqliteRow) -> Result<FailedSignIns, AccountsError> {
    let broken = |what: &str| AccountsError::Broken(format!("a failed attempt has no {what}"));
    let account: &str = row.try_get(0)?;
    let known = !account.is_empty();
    let attempts: i64 = row.try_get(3)?;
    Ok(FailedSignIns {
        account: known.then(|| account.parse().map_err(|_| broken("identifier"))).transpose()?,
        name: row.try_get(1)?,
        reason: SignInFailure::from_word(row.try_get(2)?).ok_or_else(|| broken("known reason"))?,
        attempts: u64::try_from(attempts).map_err(|_| broken("count"))?,
        first: time(row.try_get(4)?)?,
        last: time(row.try_get(5)?)?,
    })
}
