//! Findings: what experts state out of settled codings, each signed with the expert's own key.
//!
//! The archive drafts the text ([`Archive::draft_finding`]), the expert reads and signs it, here or on a machine of her own, and it is
//! recorded ([`Archive::sign_finding`]). Her key is a file of hers, wrapped by a passphrase; the archive keeps only its public half.

mod draft;
mod key;
mod refused;
mod sign;
mod table;

use std::collections::BTreeMap;

use amana_catalog::RecordedAct;
use amana_custody::{Note, VerifierKey};
use amana_model::{AccountId, Act, Agent, FindingId, SignedFinding, UtcTime};

pub use self::draft::{Basis, NewFinding, SettledAnswers};
pub use self::key::{ExpertKey, NoSignature, make_expert_key, sign_text, verified};
pub use self::refused::NoFinding;
pub use self::sign::Signature;
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// A finding as it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedFinding {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who recorded it, by sign-in name.
    pub agent: String,
    /// The finding and its signature.
    pub signed: SignedFinding,
}

impl RecordedFinding {
    /// Whether the signature is that of the key that it names.
    pub fn is_whole(&self) -> bool {
        let key: std::result::Result<VerifierKey, _> = self.signed.key.parse();
        let note = Note::parse(self.signed.note().as_bytes());
        matches!((key, note), (Ok(key), Ok(note)) if note.verify(&key).is_ok())
    }
}

/// Everything recorded about findings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Every version of every finding, in the order of the log.
    pub all: Vec<RecordedFinding>,
    /// Expert → her keys with the log entries that named them; the last is the one that is taken.
    pub keys: BTreeMap<AccountId, Vec<(u64, String)>>,
}

impl Findings {
    /// What these acts, in the order of the log, add up to.
    pub fn of(acts: Vec<RecordedAct>) -> Self {
        let mut findings = Self::default();
        for RecordedAct { entry, time, agent, act } in acts {
            match act {
                Act::ExpertKeySet { account, key } => {
                    findings.keys.entry(account).or_default().push((entry, key));
                }
                Act::FindingSigned(signed) => {
                    findings.all.push(RecordedFinding { entry, time, agent, signed });
                }
                _ => {}
            }
        }
        findings
    }

    /// The key that an expert signs with now.
    pub fn key_of(&self, account: &AccountId) -> Option<&str> {
        self.keys.get(account)?.last().map(|(_, key)| key.as_str())
    }

    /// Whose key this is or was.
    pub fn owner_of(&self, key: &str) -> Option<&AccountId> {
        let has = |(_, keys): &(&AccountId, &Vec<(u64, String)>)| keys.iter().any(|(_, known)| known == key);
        self.keys.iter().find(has).map(|(account, _)| account)
    }

    /// The versions of a finding, the first first.
    pub fn versions<'a>(&'a self, finding: &'a FindingId) -> impl Iterator<Item = &'a RecordedFinding> {
        self.all.iter().filter(move |one| one.signed.finding.finding == *finding)
    }

    /// The newest version of each finding, in the order in which findings were first made.
    pub fn latest(&self) -> Vec<&RecordedFinding> {
        let first = |one: &&RecordedFinding| one.signed.finding.version == 1;
        let firsts = self.all.iter().filter(first);
        firsts.filter_map(|one| self.versions(&one.signed.finding.finding).last()).collect()
    }
}

impl Archive {
    /// Everything recorded about findings.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn findings(&self) -> Result<Findings> {
        self.catch_up().await?;
        Ok(Findings::of(self.catalog().await?.coding_acts().await?))
    }

    /// A finding that is handed out, printed or as its note; that it was is recorded first.
    ///
    /// # Errors
    /// If there is no such finding or version; without keys, or if catalog or log fail.
    pub async fn hand_out_finding(
        &self,
        agent: &Agent,
        finding: &FindingId,
        version: Option<u32>,
    ) -> Result<RecordedFinding> {
        let findings = self.findings().await?;
        let wanted =
            |one: &&RecordedFinding| version.is_none_or(|version| one.signed.finding.version == version);
        let found = findings.versions(finding).filter(wanted).last().cloned();
        let found = found.ok_or_else(|| {
            ArchiveError::absent(format!("there is no such version of a finding {finding}"))
                .next("`amana table findings` lists them")
        })?;
        let act = Act::FindingHandedOut { finding: finding.clone(), version: found.signed.finding.version };
        self.record_as(agent, vec![act]).await?;
        Ok(found)
    }
}
