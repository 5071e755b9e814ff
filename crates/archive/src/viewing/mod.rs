//! Guided viewings: a family worker shows a family a few faces, and what they say is recorded.
//!
//! The rules are the model's ([`Viewings`]). What the family says lies sealed as its report does; each face is recorded before its first
//! byte leaves.

mod table;

use amana_model::Viewings;

use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Every viewing as it stands. No words are opened.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn viewings(&self) -> Result<Viewings> {
        self.catch_up().await?;
        let acts = self.catalog().await?.missing_acts().await?;
        Ok(Viewings::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act))))
    }
}
