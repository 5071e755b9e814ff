//! What people do about claims, each asked of the model first and then recorded.

use amana_model::{
    AccountId, Act, Agent, Bearing, ClaimEvidence, ClaimId, ClaimLevel, ClaimOpening, EvidenceKind,
    FamilyTold, FamilyWords, IndividualId, LevelAnswered, LevelProposal, MissingId, NotClaimed, PartialDate,
    SealedStatement, ToldWay,
};

use super::Claiming;
use crate::archive::Archive;
use crate::error::Result;

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotClaimed>>;

/// Evidence that somebody puts forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Whether it speaks for the claim.
    pub bearing: Bearing,
    /// The words about it.
    pub words: String,
}

/// What somebody told a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTold {
    /// What.
    pub words: String,
    /// When.
    pub on: PartialDate,
    /// By whom.
    pub by: String,
    /// By which way.
    pub way: ToldWay,
}

/// Why nothing that holds a family's words can be added to a report.
fn standing(room: &Claiming, report: &MissingId) -> std::result::Result<(), NotClaimed> {
    match room.erased.get(report) {
        None => Err(NotClaimed::Absent),
        Some(true) => Err(NotClaimed::Erased),
        Some(false) => Ok(()),
    }
}

impl Archive {
    /// Opens a claim of a report on a person.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn open_claim(
        &self,
        agent: &Agent,
        account: &AccountId,
        report: &MissingId,
        individual: &IndividualId,
    ) -> Outcome<ClaimId> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        match self.opening(&room, account, report, individual) {
            Err(why) => Ok(Err(why)),
            Ok(opening) => {
                let claim = opening.claim.clone();
                self.record_as(agent, vec![Act::ClaimOpened(opening)]).await?;
                Ok(Ok(claim))
            }
        }
    }

    /// A claim that may be opened.
    pub(crate) fn opening(
        &self,
        room: &Claiming,
        account: &AccountId,
        report: &MissingId,
        individual: &IndividualId,
    ) -> std::result::Result<ClaimOpening, NotClaimed> {
        standing(room, report)?;
        room.claims.may_open(report, individual, &room.people)?;
        let individual = room.people.root(individual).clone();
        Ok(ClaimOpening {
            claim: self.services.new_id('c'),
            report: report.clone(),
            account: account.clone(),
            photographs: room.people.claimed(&individual),
            individual,
        })
    }

    /// Seals a family's words; they are durable on return.
    pub(crate) fn seal_words(&self, words: &str) -> Result<SealedStatement> {
        self.seal_words_of(&FamilyWords { words: words.trim().to_owned() })
    }

    /// Seals them as they are.
    pub(crate) fn seal_words_of(&self, words: &FamilyWords) -> Result<SealedStatement> {
        self.sweep_statements()?;
        let prepared = self.prepare_statement(words)?;
        self.keep_statements(&[&prepared])?;
        Ok(prepared.sealed)
    }

    /// Adds evidence to a claim.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn add_evidence(
        &self,
        agent: &Agent,
        account: &AccountId,
        claim: &ClaimId,
        new: &NewEvidence,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let allowed = room.claims.may_add(claim, &new.words).and_then(|()| {
            room.claims.get(claim).map_or(Err(NotClaimed::Absent), |known| standing(&room, &known.report))
        });
        if let Err(why) = allowed {
            return Ok(Err(why));
        }
        let (claim, account, words) = (claim.clone(), account.clone(), self.seal_words(&new.words)?);
        let (kind, bearing, viewing) = (new.kind, new.bearing, None);
        let evidence = ClaimEvidence { claim, kind, account, bearing, words, viewing };
        self.record_as(agent, vec![Act::EvidenceAdded(evidence)]).await?;
        Ok(Ok(()))
    }

    /// Takes evidence back, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn take_back_evidence(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        if let Err(why) = room.claims.may_take_back(claim, entry, reason, seen) {
            return Ok(Err(why));
        }
        let act = Act::EvidenceTakenBack { claim: claim.clone(), entry, reason: reason.trim().to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Proposes a level, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn propose_level(
        &self,
        agent: &Agent,
        account: &AccountId,
        claim: &ClaimId,
        level: ClaimLevel,
        reason: &str,
        seen: u64,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let Some(known) = room.claims.get(claim) else { return Ok(Err(NotClaimed::Absent)) };
        let proposal = LevelProposal {
            claim: claim.clone(),
            account: account.clone(),
            level,
            reason: reason.trim().to_owned(),
            photographs: room.people.claimed(&known.individual),
        };
        if let Err(why) = room.claims.may_propose(&proposal, seen) {
            return Ok(Err(why));
        }
        self.record_as(agent, vec![Act::LevelProposed(proposal)]).await?;
        Ok(Ok(()))
    }

    /// Agrees with a level that another proposed, or does not, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn answer_level(&self, agent: &Agent, answered: LevelAnswered, seen: u64) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let answered = LevelAnswered { reason: answered.reason.trim().to_owned(), ..answered };
        if let Err(why) = room.claims.may_answer(&answered, seen) {
            return Ok(Err(why));
        }
        self.record_as(agent, vec![Act::LevelAnswered(answered)]).await?;
        Ok(Ok(()))
    }

    /// Records that a family withdraws its claim, or takes it up again. It holds at once.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn turn_claim(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        withdrawn: bool,
        how: &str,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        if let Err(why) = room.claims.may_turn(claim, withdrawn, how, &room.people) {
            return Ok(Err(why));
        }
        let (claim, how) = (claim.clone(), how.trim().to_owned());
        let act =
            if withdrawn { Act::ClaimWithdrawn { claim, how } } else { Act::ClaimResumed { claim, how } };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Records what a family was told.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn tell_family(&self, agent: &Agent, claim: &ClaimId, new: &NewTold) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let allowed = room.claims.may_tell(claim, &new.words, &new.by).and_then(|()| {
            room.claims.get(claim).map_or(Err(NotClaimed::Absent), |known| standing(&room, &known.report))
        });
        if let Err(why) = allowed {
            return Ok(Err(why));
        }
        let words = self.seal_words(&new.words)?;
        let (on, by, way) = (new.on.clone(), new.by.trim().to_owned(), new.way);
        let told = FamilyTold { claim: claim.clone(), words, on, by, way };
        self.record_as(agent, vec![Act::FamilyTold(told)]).await?;
        Ok(Ok(()))
    }
}
