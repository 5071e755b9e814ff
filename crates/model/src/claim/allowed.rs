//! What may be done about claims, asked at every door before anything is recorded.

use super::{Claim, ClaimStanding, Claims, LONGEST_REASON, LevelAnswered, LevelProposal, Shortfall};
use crate::{ClaimId, Day, IndividualId, MissingId, PartialDate, People};

/// Why nothing was recorded about a claim.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotClaimed {
    /// There is no such claim, report, person or entry.
    #[error("there is no such thing")]
    Absent,
    /// Somebody did something about it meanwhile: the entry.
    #[error("somebody did something about the claim meanwhile, in entry {0}")]
    Changed(u64),
    /// It stands so already.
    #[error("it stands so already")]
    Already,
    /// Everything of the report was erased.
    #[error("everything of the report was erased")]
    Erased,
    /// The second reviewer must be another person than the first.
    #[error("the second reviewer must be another than the first")]
    SamePerson,
    /// Whoever opened the claim or recorded its evidence is not its first reviewer.
    #[error("whoever opened the claim or recorded its evidence is not its first reviewer")]
    Involved,
    /// Nothing waits for a second reviewer.
    #[error("nothing waits for a second reviewer")]
    NothingProposed,
    /// The evidence does not bear this level.
    #[error(transparent)]
    NotBorne(#[from] Shortfall),
    /// The family withdrew it.
    #[error("the family withdrew the claim")]
    Withdrawn,
    /// What was told was told on a day that has not come.
    #[error("nobody was told anything on a day that has not come")]
    Future,
    /// The file has nothing in it, or too much.
    #[error("the file is empty, or longer than 16 MiB")]
    File,
    /// Words or reasons are missing, or too long.
    #[error("it needs words or a reason, and not endless ones")]
    Why,
}

impl Claims {
    /// A claim about which nobody did anything since the log entry `seen`.
    fn unchanged(&self, claim: &ClaimId, seen: u64) -> Result<&Claim, NotClaimed> {
        let known = self.get(claim).ok_or(NotClaimed::Absent)?;
        if known.last == seen { Ok(known) } else { Err(NotClaimed::Changed(known.last)) }
    }

    /// Whether a family may claim this person: nobody claims them for the same report already.
    ///
    /// # Errors
    /// Why not.
    pub fn may_open(
        &self,
        report: &MissingId,
        individual: &IndividualId,
        people: &People,
    ) -> Result<(), NotClaimed> {
        if people.photographs(individual).is_empty() {
            return Err(NotClaimed::Absent);
        }
        match self.held(report, individual, people) {
            Some(_) => Err(NotClaimed::Already),
            None => Ok(()),
        }
    }

    /// The claim that a report holds on a person and did not withdraw.
    pub fn held(&self, report: &MissingId, individual: &IndividualId, people: &People) -> Option<&Claim> {
        let held = |claim: &&Claim| claim.report == *report && !claim.is_withdrawn();
        self.on_individual(individual, people).into_iter().find(held)
    }

    fn holds(&self, known: &Claim, people: &People) -> bool {
        self.held(&known.report, &known.individual, people).is_some()
    }

    /// Whether evidence may be added: the family did not withdraw the claim.
    ///
    /// # Errors
    /// Why not.
    pub fn may_add(&self, claim: &ClaimId, words: &str) -> Result<(), NotClaimed> {
        let known = self.get(claim).ok_or(NotClaimed::Absent)?;
        if known.is_withdrawn() {
            return Err(NotClaimed::Withdrawn);
        }
        said(words, crate::LONGEST_TEXT)
    }

    /// Whether evidence may be taken back.
    ///
    /// # Errors
    /// Why not.
    pub fn may_take_back(
        &self,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Result<(), NotClaimed> {
        let known = self.unchanged(claim, seen)?;
        if !known.standing_evidence().any(|given| given.entry == entry) {
            return Err(NotClaimed::Absent);
        }
        said(reason, LONGEST_REASON)
    }

    /// Whether a level may be proposed on what was known at the log entry `seen`.
    ///
    /// # Errors
    /// Why not.
    pub fn may_propose(&self, proposal: &LevelProposal, seen: u64) -> Result<(), NotClaimed> {
        let known = self.unchanged(&proposal.claim, seen)?;
        if known.is_withdrawn() {
            return Err(NotClaimed::Withdrawn);
        }
        if known.is_of(&proposal.account) {
            return Err(NotClaimed::Involved);
        }
        known.may_reach(proposal.level)?;
        // What lost its basis can be settled at the level that is left.
        let same = known.standing() == ClaimStanding::Decided(proposal.level)
            && proposal.photographs == known.photographs
            && known.disputed().is_none()
            && !known.lost_its_basis();
        if same {
            return Err(NotClaimed::Already);
        }
        said(&proposal.reason, LONGEST_REASON)
    }

    /// Whether somebody may answer a proposal on what was known at the log entry `seen`.
    ///
    /// # Errors
    /// Why not.
    pub fn may_answer(&self, answered: &LevelAnswered, seen: u64) -> Result<(), NotClaimed> {
        let known = self.unchanged(&answered.claim, seen)?;
        if known.is_withdrawn() {
            return Err(NotClaimed::Withdrawn);
        }
        let waiting = known.waiting().filter(|one| one.entry == answered.proposal);
        let waiting = waiting.ok_or(NotClaimed::NothingProposed)?;
        if waiting.account == answered.account {
            return Err(NotClaimed::SamePerson);
        }
        if answered.agrees {
            known.may_reach(waiting.level)?;
        }
        said(&answered.reason, LONGEST_REASON)
    }

    /// Whether the family may withdraw it, or take that back: not if it claims the same person anew since.
    ///
    /// # Errors
    /// Why not.
    pub fn may_turn(
        &self,
        claim: &ClaimId,
        withdrawn: bool,
        how: &str,
        people: &People,
    ) -> Result<(), NotClaimed> {
        let known = self.get(claim).ok_or(NotClaimed::Absent)?;
        if known.is_withdrawn() == withdrawn || (!withdrawn && self.holds(known, people)) {
            return Err(NotClaimed::Already);
        }
        said(how, LONGEST_REASON)
    }

    /// Whether what a family was told may be recorded.
    ///
    /// # Errors
    /// Why not.
    pub fn may_tell(
        &self,
        claim: &ClaimId,
        words: &str,
        by: &str,
        (on, today): (&PartialDate, &Day),
    ) -> Result<(), NotClaimed> {
        self.get(claim).ok_or(NotClaimed::Absent)?;
        // As far as the date is told: the year, the month or the day.
        let come: String = today.as_str().chars().take(on.as_str().len()).collect();
        if on.as_str() > come.as_str() {
            return Err(NotClaimed::Future);
        }
        said(by, 300)?;
        said(words, crate::LONGEST_TEXT)
    }

    /// Whether a file that came with evidence may be opened: for a reason.
    ///
    /// # Errors
    /// Without one.
    pub fn may_open_file(&self, reason: &str) -> Result<(), NotClaimed> {
        said(reason, LONGEST_REASON)
    }

    /// Whether what a family was told may be taken back: it was recorded amiss, or was not so.
    ///
    /// # Errors
    /// Why not.
    pub fn may_take_back_told(&self, claim: &ClaimId, entry: u64, reason: &str) -> Result<(), NotClaimed> {
        let known = self.get(claim).ok_or(NotClaimed::Absent)?;
        match known.told.iter().find(|told| told.entry == entry) {
            None => Err(NotClaimed::Absent),
            Some(told) if told.taken_back.is_some() => Err(NotClaimed::Already),
            Some(_) => said(reason, LONGEST_REASON),
        }
    }
}

fn said(words: &str, longest: usize) -> Result<(), NotClaimed> {
    if words.trim().is_empty() || words.chars().count() > longest { Err(NotClaimed::Why) } else { Ok(()) }
}
