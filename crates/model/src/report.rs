//! The acquisition report (ISO/IEC 27037): what was there, what was taken in, what was not and why.

use serde::{Deserialize, Serialize};

use crate::{
    AccessionCounts, AccessionId, Agent, ArchiveId, Digest, OccurrencePath, Outcome, Source, UtcTime,
};

/// One line of the report for a file that was not simply taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedFile {
    /// Which source of the accession, from 0.
    pub source: u32,
    /// Where it was found.
    #[serde(flatten)]
    pub at: OccurrencePath,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in English.
    pub reason: String,
}

/// The acquisition report of one accession. Sealed into the store and named by the closing event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AcquisitionReport {
    /// The archive.
    pub archive: ArchiveId,
    /// The accession.
    pub accession: AccessionId,
    /// Who did it, with which software and version.
    pub agent: Agent,
    /// What was handed in.
    pub sources: Vec<Source>,
    /// The depositor's own words for the deposit, if any were given; never the depositor's name.
    pub note: Option<String>,
    /// When reading began (UTC).
    pub began: UtcTime,
    /// When it ended (UTC).
    pub ended: UtcTime,
    /// How often the intake was interrupted and taken up again.
    pub resumed: u32,
    /// Things recorded before an interruption that were gone or changed when the intake went on. They are in the
    /// custody log and not in the counts.
    pub not_found_again: u64,
    /// What was there and what became of it: `counts.adds_up()` holds.
    pub counts: AccessionCounts,
    /// The root digest of the deposit: the SHA-256 of the manifest, one line `<sha256 hex>  <path>\n` a file
    /// read whole, sorted by the bytes of the line's path (container members as `a.zip!/b`).
    pub root_digest: Digest,
    /// How a third party recomputes the root digest.
    pub root_digest_method: String,
    /// Every refusal, unreadable file and oddity, with the reason.
    pub exceptions: Vec<ReportedFile>,
}
