//! What a person has typed and not yet submitted: hers alone, kept so that nothing is lost, and nothing that anybody decided.

use amana_model::{AccountId, UtcTime};
use sqlx::Row as _;

use crate::error::AccountsError;
use crate::{Accounts, sql};

/// The longest draft, in bytes.
pub const LONGEST_DRAFT: usize = 64 << 10;
/// The most drafts of one person: beyond them the oldest goes.
const MOST: i64 = 100;

impl Accounts {
    /// Keeps a draft under a name of the caller's, in place of the one before; one that is too long is not kept, and `false` is
    /// returned.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub async fn keep_draft(
        &self,
        account: &AccountId,
        name: &str,
        text: &str,
        now: UtcTime,
    ) -> Result<bool, AccountsError> {
        if text.len() > LONGEST_DRAFT {
            return Ok(false);
        }
        let mut transaction = self.pool.begin().await?;
        sqlx::query(sql::KEEP_DRAFT)
            .bind(account.as_str())
            .bind(name)
            .bind(text)
            .bind(now.unix_millis())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(sql::DROP_OLDEST).bind(account.as_str()).bind(MOST).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The draft of a name.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub async fn draft(&self, account: &AccountId, name: &str) -> Result<Option<String>, AccountsError> {
        let row =
            sqlx::query(sql::DRAFT).bind(account.as_str()).bind(name).fetch_optional(&self.pool).await?;
        row.map(|row| Ok(row.try_get(0)?)).transpose()
    }

    /// Forgets the draft of a name, if there is one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub async fn drop_draft(&self, account: &AccountId, name: &str) -> Result<(), AccountsError> {
        sqlx::query(sql::DROP_DRAFT).bind(account.as_str()).bind(name).execute(&self.pool).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_draft_is_hers_alone_replaced_dropped_and_never_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(&folder.path().join("accounts.db"), &[1; 32]).await.unwrap();
        let (huda, karim): (AccountId, AccountId) = ("huda".parse().unwrap(), "karim".parse().unwrap());
        let at = |second| UtcTime::from_unix(second, 0).unwrap();
        for text in ["a=1", "a=2"] {
            assert!(accounts.keep_draft(&huda, "one", text, at(1)).await.unwrap());
        }
        assert_eq!(accounts.draft(&huda, "one").await.unwrap().as_deref(), Some("a=2"));
        assert_eq!(accounts.draft(&karim, "one").await.unwrap(), None);
        assert!(!accounts.keep_draft(&huda, "one", &"x".repeat(LONGEST_DRAFT + 1), at(1)).await.unwrap());
        for n in 0..MOST {
            accounts.keep_draft(&huda, &format!("n{n}"), "b", at(2 + n)).await.unwrap();
        }
        assert_eq!(accounts.draft(&huda, "one").await.unwrap(), None, "the oldest went");
        assert!(accounts.draft(&huda, "n0").await.unwrap().is_some());
        accounts.drop_draft(&huda, "n0").await.unwrap();
        assert_eq!(accounts.draft(&huda, "n0").await.unwrap(), None);
        accounts.close().await;
    }
}
