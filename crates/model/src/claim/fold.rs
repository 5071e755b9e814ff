//! Claims as they stand: acts folded, and what may be done next.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Bearing, ClaimEvidence, ClaimLevel, ClaimOpening, ClaimStanding, EvidenceKind, FamilyTold, LevelAnswered,
    LevelProposal, MOST_CLAIMED, Shortfall, ToldWay, may_reach,
};
use crate::{
    AccountId, Act, ClaimId, Digest, IndividualId, MissingId, PartialDate, People, SealedStatement, UtcTime,
    ViewingId,
};

/// A claim as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Which.
    pub claim: ClaimId,
    /// Whose report.
    pub report: MissingId,
    /// On whom, as it was named; [`People::root`] tells who that is after merges.
    pub individual: IndividualId,
    /// The photographs that were that person's when it was opened, or when a level was last decided.
    pub photographs: Vec<Digest>,
    /// The log entry that opened it, when, and by whom.
    pub opened: u64,
    /// When.
    pub time: UtcTime,
    /// By whom.
    pub agent: String,
    /// By which account.
    pub account: AccountId,
    /// The last log entry about it.
    pub last: u64,
    /// Everything that was put forward, that taken back included, in the order of the log.
    pub evidence: Vec<Given>,
    /// Everything that was proposed, in the order of the log.
    pub proposals: Vec<Proposed>,
    /// Withdrawals and their taking back, in the order of the log.
    pub turns: Vec<Turn>,
    /// What the family was told.
    pub told: Vec<FamilyWasTold>,
    /// The last log entry by which another level stands than before, decided or come of evidence.
    moved: Option<u64>,
}

/// A piece of evidence as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The log entry that added it.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who recorded it.
    pub agent: String,
    /// By which account.
    pub account: AccountId,
    /// What it is.
    pub kind: EvidenceKind,
    /// Whether it speaks for the claim.
    pub bearing: Bearing,
    /// The words about it, sealed.
    pub words: SealedStatement,
    /// The viewing that it comes out of.
    pub viewing: Option<ViewingId>,
    /// The file that comes with it, sealed.
    pub file: Option<SealedStatement>,
    /// The log entry that took it back, and why.
    pub taken_back: Option<(u64, String)>,
}

/// A level that was proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// By whom, as shown.
    pub agent: String,
    /// By which account.
    pub account: AccountId,
    /// Which level.
    pub level: ClaimLevel,
    /// Why.
    pub reason: String,
    /// The photographs that were looked at.
    pub photographs: Vec<Digest>,
    /// What became of it.
    pub state: ProposedState,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum ProposedState {
    /// It waits for a second reviewer.
    Waits,
    /// Another was made before anybody answered.
    Overtaken,
    /// A second reviewer agreed.
    Agreed(LevelAnswer),
    /// A second reviewer does not agree.
    Disputed(LevelAnswer),
}

/// What a second reviewer said.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelAnswer {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// By whom, as shown.
    pub agent: String,
    /// By which account.
    pub account: AccountId,
    /// Why.
    pub reason: String,
}

/// A level that two reviewers decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// Which.
    pub level: ClaimLevel,
    /// The log entry by which it stands.
    pub entry: u64,
}

/// The family withdrew its claim, or took that back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who recorded it.
    pub agent: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
    /// How they said so.
    pub how: String,
}

/// What a family was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyWasTold {
    /// The log entry.
    pub entry: u64,
    /// Who recorded it.
    pub agent: String,
    /// What, sealed.
    pub words: SealedStatement,
    /// When.
    pub on: PartialDate,
    /// By whom.
    pub by: String,
    /// By which way.
    pub way: ToldWay,
    /// The log entry that took it back, and why: it was recorded amiss, or was not so.
    pub taken_back: Option<(u64, String)>,
}

impl Claim {
    /// Evidence that was not taken back.
    pub fn standing_evidence(&self) -> impl Iterator<Item = &Given> {
        self.evidence.iter().filter(|given| given.taken_back.is_none())
    }

    /// What the family was told, what was taken back left out.
    pub fn standing_told(&self) -> impl Iterator<Item = &FamilyWasTold> {
        self.told.iter().filter(|told| told.taken_back.is_none())
    }

    /// Whether the evidence that stands bears a level.
    ///
    /// # Errors
    /// What it lacks.
    pub fn may_reach(&self, level: ClaimLevel) -> Result<(), Shortfall> {
        may_reach(level, self.standing_evidence().map(|given| (given.kind, given.bearing)))
    }

    /// What two reviewers decided last, whether or not the evidence still bears it.
    pub fn agreed(&self) -> Option<Agreed> {
        let agreed = self.proposals.iter().rev().filter_map(|one| match &one.state {
            ProposedState::Agreed(answer) => Some(Agreed { level: one.level, entry: answer.entry }),
            _ => None,
        });
        // By the answer, not by the proposal: what was agreed to last counts.
        agreed.max_by_key(|agreed| agreed.entry)
    }

    /// Where it stands: what was decided, as far as the evidence still bears it.
    pub fn standing(&self) -> ClaimStanding {
        if self.is_withdrawn() { ClaimStanding::Withdrawn } else { self.decided() }
    }

    /// What was decided, as far as the evidence still bears it, withdrawn or not.
    fn decided(&self) -> ClaimStanding {
        let Some(agreed) = self.agreed() else { return ClaimStanding::Open };
        let bears = |level: &ClaimLevel| self.may_reach(*level).is_ok();
        let borne = match agreed.level {
            ClaimLevel::Excluded => Some(ClaimLevel::Excluded).filter(bears),
            reached => {
                let below = [ClaimLevel::Confirmed, ClaimLevel::Probable, ClaimLevel::Possible];
                below.into_iter().filter(|level| *level <= reached).find(bears)
            }
        };
        borne.map_or(ClaimStanding::Open, ClaimStanding::Decided)
    }

    /// Whether evidence that bore what was decided was taken back since, or is contradicted.
    pub fn lost_its_basis(&self) -> bool {
        let decided = self.agreed().map(|agreed| agreed.level);
        !self.is_withdrawn() && decided.is_some_and(|level| self.may_reach(level).is_err())
    }

    /// Whether the family withdrew it.
    pub fn is_withdrawn(&self) -> bool {
        self.turns.last().is_some_and(|turn| turn.withdrawn)
    }

    /// The proposal that waits for a second reviewer.
    pub fn waiting(&self) -> Option<&Proposed> {
        self.proposals.last().filter(|one| one.state == ProposedState::Waits && !self.is_withdrawn())
    }

    /// The last proposal, if the second reviewer did not agree and nothing was proposed since.
    pub fn disputed(&self) -> Option<&Proposed> {
        let disputed = |one: &&Proposed| matches!(one.state, ProposedState::Disputed(_));
        self.proposals.last().filter(disputed).filter(|_| !self.is_withdrawn())
    }

    /// Whether it waits for a first reviewer: evidence is there, and nobody ever proposed a level, or what was decided lost its basis.
    pub fn waits_for_first(&self) -> bool {
        let begun = self.proposals.is_empty() && self.standing_evidence().next().is_some();
        let anew = self.lost_its_basis() && self.waiting().is_none() && self.disputed().is_none();
        !self.is_withdrawn() && (begun || anew)
    }

    /// Whether the family is owed word: a level was decided, or does not stand any more, after they were last told something.
    pub fn owes_word(&self) -> bool {
        let told = self.standing_told().last().map(|told| told.entry);
        let news = self.agreed().map(|agreed| agreed.entry).max(self.moved);
        !self.is_withdrawn() && news.is_some_and(|news| told.is_none_or(|told| told < news))
    }

    /// Whether an account opened it or recorded any of its evidence: it is not the first reviewer then.
    pub fn is_of(&self, account: &AccountId) -> bool {
        self.account == *account || self.evidence.iter().any(|given| given.account == *account)
    }

    /// Every sealed statement of it.
    pub fn statements(&self) -> impl Iterator<Item = &SealedStatement> {
        let evidence = self.evidence.iter().map(|given| &given.words);
        evidence.chain(self.told.iter().map(|told| &told.words))
    }
}

/// Every claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims {
    claims: Vec<Claim>,
    /// Claim → its place among them.
    places: BTreeMap<ClaimId, usize>,
}

impl Claims {
    /// Folds acts, given with entry, time and who, in the order of the log. What does not fit is passed over: a level that its
    /// evidence did not bear, a proposal of whoever opened the claim or recorded its evidence, an agreement with oneself, an answer to what was overtaken.
    pub fn of<'a>(acts: impl IntoIterator<Item = (u64, UtcTime, &'a str, &'a Act)>) -> Self {
        let mut claims = Self::default();
        for (entry, time, agent, act) in acts {
            claims.take(entry, time, agent, act);
        }
        claims
    }

    fn take(&mut self, entry: u64, time: UtcTime, agent: &str, act: &Act) {
        let agent = agent.to_owned();
        match act {
            Act::ClaimOpened(opening) => self.open(entry, time, agent, opening),
            Act::EvidenceAdded(evidence) => {
                let ClaimEvidence { claim, kind, account, bearing, words, viewing, file } = evidence.clone();
                let taken_back = None;
                let given =
                    Given { entry, time, agent, account, kind, bearing, words, viewing, file, taken_back };
                self.on(&claim, entry, |known| known.evidence.push(given));
            }
            Act::EvidenceTakenBack { claim, entry: taken, reason } => self.on(claim, entry, |known| {
                let given = known.evidence.iter_mut().find(|given| given.entry == *taken);
                if let Some(given) = given.filter(|given| given.taken_back.is_none()) {
                    given.taken_back = Some((entry, reason.clone()));
                }
            }),
            Act::LevelProposed(proposal) => self.on(&proposal.claim, entry, |known| {
                propose(known, entry, time, agent, proposal);
            }),
            Act::LevelAnswered(answered) => self.on(&answered.claim, entry, |known| {
                answer(known, entry, time, agent, answered);
            }),
            Act::ClaimWithdrawn { claim, how } | Act::ClaimResumed { claim, how } => {
                let withdrawn = matches!(act, Act::ClaimWithdrawn { .. });
                let turn = Turn { entry, time, agent, withdrawn, how: how.clone() };
                self.on(claim, entry, |known| known.turns.push(turn));
            }
            Act::FamilyTold(FamilyTold { claim, words, on, by, way }) => {
                let (words, on, by, way) = (words.clone(), on.clone(), by.clone(), *way);
                let taken_back = None;
                let told = FamilyWasTold { entry, agent, words, on, by, way, taken_back };
                self.on(claim, entry, |known| known.told.push(told));
            }
            Act::ToldTakenBack { claim, entry: taken, reason } => self.on(claim, entry, |known| {
                let told = known.told.iter_mut().find(|told| told.entry == *taken);
                if let Some(told) = told.filter(|told| told.taken_back.is_none()) {
                    told.taken_back = Some((entry, reason.clone()));
                }
            }),
            _ => {}
        }
    }

    fn open(&mut self, entry: u64, time: UtcTime, agent: String, opening: &ClaimOpening) {
        let ClaimOpening { claim, report, individual, account, photographs } = opening.clone();
        if self.get(&claim).is_some() {
            return;
        }
        self.places.insert(claim.clone(), self.claims.len());
        self.claims.push(Claim {
            claim,
            report,
            individual,
            photographs,
            opened: entry,
            time,
            agent,
            account,
            last: entry,
            evidence: Vec::new(),
            proposals: Vec::new(),
            turns: Vec::new(),
            told: Vec::new(),
            moved: None,
        });
    }

    fn on(&mut self, claim: &ClaimId, entry: u64, change: impl FnOnce(&mut Claim)) {
        if let Some(place) = self.places.get(claim) {
            let known = &mut self.claims[*place];
            let before = known.decided();
            change(known);
            known.last = entry;
            if known.decided() != before {
                known.moved = Some(entry);
            }
        }
    }

    /// Every claim, in the order in which they were opened.
    pub fn all(&self) -> &[Claim] {
        &self.claims
    }

    /// One claim.
    pub fn get(&self, claim: &ClaimId) -> Option<&Claim> {
        self.places.get(claim).map(|place| &self.claims[*place])
    }

    /// The claims of a report.
    pub fn of_report(&self, report: &MissingId) -> Vec<&Claim> {
        self.claims.iter().filter(|claim| claim.report == *report).collect()
    }

    /// The claims on a person, those on whoever was merged into them included.
    pub fn on_individual(&self, individual: &IndividualId, people: &People) -> Vec<&Claim> {
        let root = people.root(individual);
        self.claims.iter().filter(|claim| people.root(&claim.individual) == root).collect()
    }
}

fn propose(known: &mut Claim, entry: u64, time: UtcTime, agent: String, proposal: &LevelProposal) {
    if known.is_of(&proposal.account) {
        return;
    }
    if let Some(before) = known.proposals.last_mut()
        && before.state == ProposedState::Waits
    {
        before.state = ProposedState::Overtaken;
    }
    let LevelProposal { account, level, reason, photographs, .. } = proposal.clone();
    let state = ProposedState::Waits;
    known.proposals.push(Proposed { entry, time, agent, account, level, reason, photographs, state });
}

fn answer(known: &mut Claim, entry: u64, time: UtcTime, agent: String, answered: &LevelAnswered) {
    let Some(waiting) = known.waiting() else { return };
    let (level, photographs) = (waiting.level, waiting.photographs.clone());
    if waiting.entry != answered.proposal || waiting.account == answered.account {
        return;
    }
    if answered.agrees && known.may_reach(level).is_err() {
        return;
    }
    let (account, reason) = (answered.account.clone(), answered.reason.clone());
    let answer = LevelAnswer { entry, time, agent, account, reason };
    let Some(waiting) = known.proposals.last_mut() else { return };
    if answered.agrees {
        waiting.state = ProposedState::Agreed(answer);
        known.photographs = photographs;
    } else {
        waiting.state = ProposedState::Disputed(answer);
    }
}

/// The photographs of a person as a claim names them.
pub(crate) fn claimed(photographs: &BTreeSet<Digest>) -> Vec<Digest> {
    photographs.iter().take(MOST_CLAIMED).copied().collect()
}

impl People {
    /// The photographs of an individual as a claim on it names them.
    pub fn claimed(&self, individual: &IndividualId) -> Vec<Digest> {
        claimed(&self.photographs(individual))
    }
}

#[cfg(test)]
mod tests;
