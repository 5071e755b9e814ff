//! `prove`: a proof for one original that stands by itself.

use amana_catalog::About;
use amana_custody::proof::EntryProof;
use amana_model::{Act, Agent, Digest, Event, Outcome, UtcTime};
use serde::Serialize;

use crate::archive::{Archive, EntryUnseal, log_error};
use crate::error::{ArchiveError, Result};
use crate::picture::no_such;

/// What checking an original's proof found, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofCheck {
    /// Index of the event that took the original in.
    pub index: u64,
    /// Entries in the log at the checkpoint.
    pub size: u64,
    /// The checkpoint's root hash, base64.
    pub root: String,
    /// When the original was taken in.
    pub time: UtcTime,
    /// Whether the sealed bytes, opened, have the digest.
    pub bytes_intact: bool,
    /// Whether the event is in the log under the signed checkpoint.
    pub in_log: bool,
}

impl Archive {
    /// Makes the proof file for an original: the event that took it in, its inclusion proof, the checkpoint.
    ///
    /// # Errors
    /// Without keys, or if the original is not in the archive.
    pub async fn prove(&self, digest: &Digest) -> Result<String> {
        self.prove_as(&self.services.agent, digest).await
    }

    /// Makes the proof file for somebody at the desk.
    ///
    /// # Errors
    /// As [`Archive::prove`].
    pub async fn prove_as(&self, agent: &Agent, digest: &Digest) -> Result<String> {
        let proof = self.proof_of(digest).await?;
        self.record_as(agent, vec![Act::ProofIssued { digest: *digest }]).await?;
        Ok(proof.encode())
    }

    /// Checks an original's proof and its bytes now.
    ///
    /// # Errors
    /// Without keys, or if the original is not in the archive. What is found wrong is in the answer.
    pub async fn check_proof(&self, digest: &Digest) -> Result<ProofCheck> {
        let proof = self.proof_of(digest).await?;
        let event = Event::decode(&proof.entry)?;
        let Act::FileFound(record) = &event.act else { return Err(no_such(digest)) };
        let bytes_intact = match record.sealed {
            Some(name) => self.plain_digest(&name).is_ok_and(|(found, _)| found == *digest),
            None => false,
        };
        Ok(ProofCheck {
            index: proof.index,
            size: proof.checkpoint.size(),
            root: proof.checkpoint.root().to_string(),
            time: event.time,
            bytes_intact,
            in_log: proof.verify(self.log.key()).is_ok(),
        })
    }

    async fn proof_of(&self, digest: &Digest) -> Result<EntryProof> {
        self.catch_up().await?;
        let events = self.catalog().await?.events(About::Original(digest), 0, 1000).await?;
        let kept = events
            .iter()
            .find(|event| event.act == "file-found" && event.details["outcome"] == Outcome::Kept.word());
        let index = kept.ok_or_else(|| no_such(digest))?.index;
        let keys = self.keys()?;
        EntryProof::of(&self.log, index, &EntryUnseal(&keys.identities)).map_err(log_error)
    }

    /// Resolves the beginning of a digest to the one original it means.
    ///
    /// # Errors
    /// If it means none, or several.
    pub async fn resolve(&self, prefix: &str) -> Result<Digest> {
        self.catch_up().await?;
        match self.catalog().await?.resolve_prefix(prefix).await?.as_slice() {
            [digest] => Ok(*digest),
            [] => Err(ArchiveError::absent(format!("no original's digest begins with {prefix:?}"))
                .next("check the digest: `amana table photographs` lists them all")),
            several => Err(ArchiveError::mistake(format!(
                "{} originals' digests begin with {prefix:?}",
                several.len()
            ))
            .next("give more of the digest")),
        }
    }
}
