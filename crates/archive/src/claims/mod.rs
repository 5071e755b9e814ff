//! Claims of families on people whom photographs show: opened, borne by evidence, decided by two, withdrawn; what was told of them.
//!
//! The rules are the model's ([`Claims`]); here they are asked with the whole log before anything is recorded. A family's words lie sealed as those
//! of its report do, under keys of their own, and are erased with it.

mod record;
mod table;

use std::collections::BTreeMap;

use amana_catalog::RecordedAct;
use amana_model::{
    Claim, ClaimId, Claims, Conflict, FamilyWords, MissingId, People, SealedName, SealedStatement,
};

pub use self::record::{NewEvidence, NewTold};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{MissingRoom, Told, erased};

/// The words of a claim or a viewing that can be read, by the object that holds them.
pub type ToldWords = BTreeMap<SealedName, Told<FamilyWords>>;

/// Every claim, with whom and whose it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimsRoom {
    /// The claims as they stand.
    pub claims: Claims,
    /// The people as decided.
    pub people: People,
    /// The reports.
    pub missing: MissingRoom,
    /// What does not fit together, the gravest first.
    pub conflicts: Vec<Conflict>,
    /// Claim → the conflicts that it is in, by their places.
    conflicting: BTreeMap<ClaimId, Vec<usize>>,
}

/// What is asked before anything about a claim is recorded.
pub(crate) struct Claiming {
    /// The claims as they stand.
    pub(crate) claims: Claims,
    /// The people as decided.
    pub(crate) people: People,
    /// Every report → whether everything of it was erased.
    pub(crate) erased: BTreeMap<MissingId, bool>,
}

/// What claims are waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimQueue {
    /// A first reviewer.
    First,
    /// A second reviewer.
    Second,
    /// Reviewers who agree.
    Disputed,
    /// Somebody to look at what does not fit.
    Conflicts,
    /// Word to the family.
    Told,
}

impl ClaimQueue {
    /// Every queue, in the order of the page.
    pub const ALL: [Self; 5] = [Self::First, Self::Second, Self::Disputed, Self::Conflicts, Self::Told];

    /// The word used in addresses and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Disputed => "disputed",
            Self::Conflicts => "conflicts",
            Self::Told => "told",
        }
    }

    /// The queue of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl ClaimsRoom {
    /// What these acts, in the order of the log, add up to.
    pub fn of(acts: &[RecordedAct], people: People, missing: MissingRoom) -> Self {
        let claims = Claims::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act)));
        // One report for all that are about the same missing person: the first by identifier.
        let conflicts = claims.conflicts(&people, &|report| missing.family(report).clone());
        let mut conflicting: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
        for (place, conflict) in conflicts.iter().enumerate() {
            conflict
                .claims
                .iter()
                .for_each(|claim| conflicting.entry(claim.clone()).or_default().push(place));
        }
        Self { claims, people, missing, conflicts, conflicting }
    }

    /// The claims that wait for something, the oldest first.
    pub fn waiting(&self, queue: ClaimQueue) -> Vec<&Claim> {
        self.claims.all().iter().filter(|claim| self.waits(claim, queue)).collect()
    }

    fn waits(&self, claim: &Claim, queue: ClaimQueue) -> bool {
        match queue {
            ClaimQueue::First => claim.waits_for_first(),
            ClaimQueue::Second => claim.waiting().is_some(),
            ClaimQueue::Disputed => claim.disputed().is_some(),
            ClaimQueue::Conflicts => self.conflicting.contains_key(&claim.claim),
            ClaimQueue::Told => claim.owes_word(),
        }
    }

    /// The conflicts that a claim is in, the gravest first.
    pub fn conflicts_of(&self, claim: &ClaimId) -> impl Iterator<Item = &Conflict> {
        self.conflicting.get(claim).into_iter().flatten().map(|place| &self.conflicts[*place])
    }

    /// What a claim waits for.
    pub fn queues_of(&self, claim: &ClaimId) -> Vec<ClaimQueue> {
        let Some(known) = self.claims.get(claim) else { return Vec::new() };
        ClaimQueue::ALL.into_iter().filter(|queue| self.waits(known, *queue)).collect()
    }
}

impl Archive {
    /// Every claim as it stands. No words are opened but those of the reports.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn claims(&self) -> Result<ClaimsRoom> {
        let missing = self.missing().await?;
        let catalog = self.catalog().await?;
        let (acts, people) = (catalog.missing_acts().await?, catalog.people().await?);
        Ok(tokio::task::block_in_place(|| ClaimsRoom::of(&acts, people, missing)))
    }

    /// Claims as they stand, for whoever asks what may be done: no statement is opened.
    pub(crate) async fn claiming(&self) -> Result<Claiming> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let (acts, people) = (catalog.missing_acts().await?, catalog.people().await?);
        let claims = Claims::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act)));
        Ok(Claiming { claims, people, erased: erased(&acts) })
    }

    /// The words of one claim, opened.
    ///
    /// # Errors
    /// Without keys.
    pub fn claim_words(&self, room: &ClaimsRoom, claim: &Claim) -> Result<ToldWords> {
        self.told_words(&room.missing, claim.statements())
    }

    /// What sealed statements tell, opened.
    pub(crate) fn told_words<'a>(
        &self,
        missing: &MissingRoom,
        statements: impl Iterator<Item = &'a SealedStatement>,
    ) -> Result<ToldWords> {
        let identities = &self.keys()?.identities;
        let read = |statement: &SealedStatement| {
            let told = match missing.is_erased(&statement.sealed) {
                true => Told::Erased,
                false => self.read_statement(identities, statement),
            };
            (statement.sealed, told)
        };
        Ok(statements.map(read).collect())
    }
}
