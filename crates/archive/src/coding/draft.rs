//! What a coder has typed and not submitted: kept among the accounts, encrypted, hers alone. No act, so no event.

use amana_model::{AccountId, IndividualId, StudyId};

use crate::archive::Archive;
use crate::error::Result;

fn name(study: &StudyId, individual: &IndividualId) -> String {
    format!("coding/{study}/{individual}")
}

impl Archive {
    /// Keeps what a coder has typed about a person; `false` if it is too long to be kept.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn keep_coding_draft(
        &self,
        account: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
        text: &str,
    ) -> Result<bool> {
        let now = self.services.clock.now();
        Ok(self.accounts().await?.keep_draft(account, &name(study, individual), text, now).await?)
    }

    /// What a coder has typed about a person and not submitted.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn coding_draft(
        &self,
        account: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<String>> {
        Ok(self.accounts().await?.draft(account, &name(study, individual)).await?)
    }

    /// Forgets what a coder has typed about a person: it is submitted.
    pub(super) async fn drop_coding_draft(
        &self,
        account: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<()> {
        Ok(self.accounts().await?.drop_draft(account, &name(study, individual)).await?)
    }
}
