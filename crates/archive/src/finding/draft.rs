//! Drafting a finding: on whom, and on which settled answers it rests.

use std::collections::BTreeMap;

use amana_model::{
    AccountId, Alleged, Answer, AnswerKey, CodingStanding, Digest, Finding, FindingId, IndividualId, Study,
    StudyId, settled_digest,
};

use super::{Findings, NoFinding};
use crate::archive::{Archive, log_error};
use crate::coding::CodingRoom;
use crate::error::Result;

/// What an expert writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewFinding {
    /// The finding that it supersedes, if any.
    pub supersedes: Option<FindingId>,
    /// Who it is on; empty: all people of the study.
    pub individuals: Vec<IndividualId>,
    /// The expert, as she wants to be cited.
    pub expert: String,
    /// What qualifies her.
    pub qualifications: String,
    /// What she states.
    pub statement: String,
    /// How far what is seen fits what is alleged.
    pub alleged: Vec<Alleged>,
    /// Its limits.
    pub limits: String,
}

/// What is settled about people.
pub type SettledAnswers = BTreeMap<IndividualId, BTreeMap<AnswerKey, Answer>>;

/// What a finding rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// Person → what is settled; empty for a person whose coders are awaited or differ.
    pub settled: SettledAnswers,
    /// How many of these people nothing is settled about.
    pub open: u64,
}

impl Basis {
    /// SHA-256 of what is settled, as a finding names it.
    pub fn digest(&self) -> Digest {
        settled_digest(&self.settled)
    }
}

impl CodingRoom {
    /// What a finding on these people of a study would rest on; `None` if one of them is not in it.
    pub fn basis(&self, study: &Study, individuals: &[IndividualId]) -> Option<Basis> {
        let codings = self.of_study(study);
        let people = if individuals.is_empty() { &study.individuals } else { individuals };
        if !people.iter().all(|one| study.individuals.contains(one)) {
            return None;
        }
        let open = |one: &&IndividualId| {
            matches!(codings.standing(one), CodingStanding::Waiting(_) | CodingStanding::Disputed(_))
        };
        Some(Basis {
            settled: people.iter().map(|one| (one.clone(), codings.settled(one))).collect(),
            open: people.iter().filter(open).count() as u64,
        })
    }

    /// Whether an expert may read what is settled in a study and write findings on it: she coded in it, and has coded everybody that
    /// she was given. Before that it would tell her what others saw.
    pub fn may_find(&self, study: &Study, account: &AccountId) -> bool {
        study.coders.contains(account) && self.is_done(study, account)
    }
}

impl Archive {
    /// Drafts a finding out of what is settled now; nothing is recorded.
    ///
    /// # Errors
    /// Without keys, or if log or catalog fail. The inner one if it will not do.
    pub async fn draft_finding(
        &self,
        account: &AccountId,
        study: &StudyId,
        new: NewFinding,
    ) -> Result<std::result::Result<Finding, NoFinding>> {
        let (room, findings) = (self.coding().await?, self.findings().await?);
        let head = self.log.checkpoint().map_err(log_error)?;
        let (study, settled) = match settled(&room, account, study, &new.individuals) {
            Ok(found) => found,
            Err(refused) => return Ok(Err(refused)),
        };
        let Some((id, version, supersedes)) = self.version(&findings, account, new.supersedes) else {
            return Ok(Err(NoFinding::OtherVersion));
        };
        let finding = Finding {
            finding: id,
            version,
            archive: self.configuration.archive.clone(),
            supersedes,
            study: study.study.clone(),
            codebook: study.codebook,
            people: settled.len() as u64,
            settled: settled_digest(&settled),
            individuals: new.individuals,
            log_size: head.size(),
            root: head.root().to_string(),
            expert: plain(&new.expert),
            qualifications: plain(&new.qualifications),
            statement: plain(&new.statement),
            alleged: new.alleged,
            limits: plain(&new.limits),
            day: self.services.clock.now().day().to_string(),
        };
        Ok(finding.check().map(|()| finding).map_err(NoFinding::from))
    }

    /// Which finding it is, in which version: a new one, or the next of one that is hers.
    fn version(
        &self,
        findings: &Findings,
        account: &AccountId,
        earlier: Option<FindingId>,
    ) -> Option<(FindingId, u32, Option<u64>)> {
        let Some(id) = earlier else {
            return Some((self.services.new_id('f'), 1, None));
        };
        let (entry, version) = {
            let last = findings.versions(&id).last()?;
            let hers = findings.owner_of(&last.signed.key) == Some(account);
            hers.then_some((last.entry, last.signed.finding.version))?
        };
        Some((id, version + 1, Some(entry)))
    }
}

/// The study with what is settled about these people, if she may read it and all of it is settled.
pub(super) fn settled<'a>(
    room: &'a CodingRoom,
    account: &AccountId,
    study: &StudyId,
    individuals: &[IndividualId],
) -> std::result::Result<(&'a Study, SettledAnswers), NoFinding> {
    let planned = room.study(study).filter(|planned| room.may_find(&planned.study, account));
    let study = &planned.ok_or(NoFinding::NotCoded)?.study;
    let basis = room.basis(study, individuals).ok_or(NoFinding::NotInStudy)?;
    if basis.open > 0 { Err(NoFinding::Open(basis.open)) } else { Ok((study, basis.settled)) }
}

/// A text as a form brings it, with the line ends of this house.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
