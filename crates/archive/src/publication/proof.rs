//! The proof that a published picture derives from an original of the archive, without a word about which.

use amana_custody::proof::EntryProof;
use amana_model::{Act, Agent, PublicationId};

use super::NotPublished;
use crate::archive::{Archive, EntryUnseal, log_error};
use crate::error::Result;

impl Archive {
    /// Makes a proof file for a publication: the entry that says its picture was made, its inclusion proof, the checkpoint. It holds the picture's
    /// digest and that of the salted recipe, and nothing of the original; later the recipe itself can be shown beside it.
    ///
    /// The entry is the archive's own, of the day alone: it names nobody. Pictures that were made before this was so hold the name of whoever
    /// proposed them, and the hour.
    ///
    /// # Errors
    /// Without keys, or if log or catalog fail.
    pub async fn prove_publication(
        &self,
        agent: &Agent,
        publication: &PublicationId,
    ) -> Result<std::result::Result<String, NotPublished>> {
        self.catch_up().await?;
        let acts = self.catalog().await?.publication_acts().await?;
        let made = acts.into_iter().find_map(|act| match act.act {
            Act::DerivativeMade(made) if made.publication == *publication => Some((act.entry, made)),
            _ => None,
        });
        let Some((entry, made)) = made else { return Ok(Err(NotPublished::Absent)) };
        let identities = &self.keys()?.identities;
        let proof = EntryProof::of(&self.log, entry, &EntryUnseal(identities)).map_err(log_error)?;
        self.record_as(agent, vec![Act::ProofIssued { digest: made.picture }]).await?;
        Ok(Ok(proof.encode()))
    }
}
