//! Publication: one face, proposed with a reason, decided by two people at least, and taken down in a moment.
//!
//! Nothing here says what is public by itself: [`Publications::standing`] asks everything at once (decisions, objections, age, bystanders, embargo),
//! each time anew, and gives every reason why a face is closed. What people did is never edited: a decision is taken back by a later one.

mod policy;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use self::policy::{CardInPicture, Gallery, MarkShown, Phrase, PolicyFault, PublicationPolicy, Shows};
use crate::{Act, Day, Digest, IndividualId, MissingId, PublicationId, Recipe, Region, SealedName, UtcTime};

/// The longest reason, in characters.
pub(crate) const LONGEST_REASON: usize = 1000;

/// Somebody proposes that a face is published: details of a `publication-proposed` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationProposal {
    /// Its public identifier: drawn by chance, never used again, also if it is refused.
    pub publication: PublicationId,
    /// Whose face.
    pub individual: IndividualId,
    /// How the picture is made.
    pub recipe: Recipe,
    /// SHA-256 of the picture as made.
    pub picture: Digest,
    /// The sealed object that holds it.
    pub sealed: SealedName,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its width and height in pixels.
    pub shown: (u32, u32),
    /// Why.
    pub reason: String,
    /// Not before this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Day>,
}

/// That a picture was made, in words that may be shown to anybody: details of a `derivative-made` event.
///
/// `recipe` is SHA-256 of the canonical recipe, whose salt nobody guesses: it binds the picture to one original without telling which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DerivativeMade {
    /// The publication.
    pub publication: PublicationId,
    /// SHA-256 of the picture.
    pub picture: Digest,
    /// SHA-256 of the recipe's canonical encoding.
    pub recipe: Digest,
}

/// Somebody looked at the picture of a publication: details of a `publication-looked-at` event. Who it was says the event's agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationLook {
    /// The publication.
    pub publication: PublicationId,
    /// SHA-256 of the picture that was shown: that of the proposal.
    pub picture: Digest,
}

/// What one person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationVerdict {
    /// It may be published.
    Publish,
    /// It may not.
    Refuse,
    /// An earlier decision of hers is taken back.
    TakenBack,
}

impl PublicationVerdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Publish, Self::Refuse, Self::TakenBack];

    /// The word used in forms, tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Refuse => "refuse",
            Self::TakenBack => "taken-back",
        }
    }

    /// The verdict of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A decision: details of a `publication-decided` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationDecision {
    /// Of which publication.
    pub publication: PublicationId,
    /// What.
    pub verdict: PublicationVerdict,
    /// Why.
    pub reason: String,
}

/// Why a face is taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakedownCause {
    /// A family wishes it.
    Family,
    /// Somebody is in danger by it.
    Safety,
    /// It was a mistake: the wrong picture, the wrong person, something uncovered.
    Mistake,
    /// A court or an authority orders it.
    Order,
    /// Something else.
    Other,
}

impl TakedownCause {
    /// Every cause.
    pub const ALL: [Self; 5] = [Self::Family, Self::Safety, Self::Mistake, Self::Order, Self::Other];

    /// The word used in forms, tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Safety => "safety",
            Self::Mistake => "mistake",
            Self::Order => "order",
            Self::Other => "other",
        }
    }

    /// The cause of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A face is taken down: details of a `publication-taken-down` event. The evidence stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takedown {
    /// Which publication.
    pub publication: PublicationId,
    /// Why.
    pub cause: TakedownCause,
    /// Why, in words. Never who asked: that belongs into a sealed report.
    pub reason: String,
    /// How the request came: by letter, by telephone, at the office.
    pub channel: String,
}

/// Somebody objects to a person's face being published: details of a `publication-objected` event. It holds at once, for what is
/// public and for what is proposed later, until it is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Whose face.
    pub individual: IndividualId,
    /// The report whose family objects, where there is one: who they are lies sealed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<MissingId>,
    /// Why, in words. Never who objects.
    pub reason: String,
    /// How it came.
    pub channel: String,
}

/// Why what somebody says about a publication will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicationFault {
    /// No reason, or one that is too long.
    #[error("a reason is part of it, of 1,000 characters at most")]
    Reason,
    /// It is not said how a request came, or at too great length.
    #[error("how the request came is part of it, in 300 characters at most")]
    Channel,
}

/// Checks a reason.
///
/// # Errors
/// If it is empty or too long.
pub fn check_reason(reason: &str) -> Result<(), PublicationFault> {
    let fits = !reason.trim().is_empty() && reason.chars().count() <= LONGEST_REASON;
    if fits { Ok(()) } else { Err(PublicationFault::Reason) }
}

/// Checks how a request came.
///
/// # Errors
/// If it is empty or too long.
pub fn check_channel(channel: &str) -> Result<(), PublicationFault> {
    let fits = !channel.trim().is_empty() && channel.chars().count() <= 300;
    if fits { Ok(()) } else { Err(PublicationFault::Channel) }
}

/// One person's decision as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub verdict: PublicationVerdict,
    /// Why.
    pub reason: String,
    /// When.
    pub time: UtcTime,
    /// The log entry.
    pub entry: u64,
}

/// A takedown that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDown {
    /// What was said.
    pub takedown: Takedown,
    /// When.
    pub time: UtcTime,
    /// By whom it was recorded.
    pub agent: String,
    /// The log entry.
    pub entry: u64,
}

/// The takedowns of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOfTakedowns {
    /// How many faces were taken down.
    pub faces: u64,
    /// When the last of them was.
    pub last: UtcTime,
}

/// One publication, as acts add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What was proposed.
    pub proposal: PublicationProposal,
    /// By whom.
    pub agent: String,
    /// When.
    pub time: UtcTime,
    /// The log entry.
    pub entry: u64,
    /// The decision of each person that stands, by name, since it was last taken down.
    pub decisions: BTreeMap<String, Decided>,
    /// When it was taken down last. Decisions since then may bring it back.
    pub taken_down: Option<TakenDown>,
    /// Who looked at exactly this picture since it was proposed.
    pub looked: BTreeSet<String>,
}

impl Publication {
    /// When each decision for it came that counts, the earliest first: without the proposer's own where the policy says so.
    fn decided_for(&self, policy: &PublicationPolicy) -> Vec<UtcTime> {
        let counts = |who: &String| policy.proposer_may_decide || *who != self.agent;
        let decided = self
            .decisions
            .iter()
            .filter(|(who, one)| one.verdict == PublicationVerdict::Publish && counts(who));
        let mut times: Vec<UtcTime> = decided.map(|(_, one)| one.time).collect();
        times.sort();
        times
    }

    /// Whether somebody decided against it.
    fn is_refused(&self) -> bool {
        self.decisions.values().any(|one| one.verdict == PublicationVerdict::Refuse)
    }
}

/// A gallery that was written, and what may have been in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GalleryWritten {
    /// The log entry that said that it was published.
    pub entry: u64,
    /// SHA-256 of the list of its files.
    pub list: Digest,
    /// When it was begun: later decisions are not in it.
    pub time: UtcTime,
    /// Faces in it.
    pub faces: u64,
    /// How many people had decided then for each publication that no embargo kept back and nobody refused.
    pub decided: BTreeMap<PublicationId, usize>,
}

/// An objection that stands or stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objected {
    /// What was said.
    pub objection: Objection,
    /// When.
    pub time: UtcTime,
    /// By whom it was recorded.
    pub agent: String,
    /// The log entry.
    pub entry: u64,
}

/// What is known of how old a person was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownAge {
    /// Nobody said.
    NotSaid,
    /// A child or an adolescent, or somebody of whom that cannot be excluded.
    Child,
    /// An adult.
    Adult,
}

impl KnownAge {
    /// What words about the age band, said or coded, add up to: one that tells of a child, or that cannot tell, is enough.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let grown = ["adult", "elder", "elderly", "young-adult", "middle-aged", "older-adult"];
        words.into_iter().fold(Self::NotSaid, |age, word| match (age, grown.contains(&word)) {
            (Self::Child, _) | (_, false) => Self::Child,
            (_, true) => Self::Adult,
        })
    }
}

/// What the gate asks about the person and the photograph, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFacts {
    /// How old.
    pub age: KnownAge,
    /// Whether the photograph is still put to that person.
    pub is_theirs: bool,
    /// Bystanders marked in the photograph, in pixels of the recipe.
    pub bystanders: Vec<Region>,
    /// Whether an objection to the person's face stands.
    pub objected: bool,
    /// What families say whose reports are linked to the person.
    pub families: FamiliesSay,
    /// The category of the person, in a word of [`crate::Fact::Category`]; `None` if nobody said.
    pub category: Option<String>,
}

/// What families say of publication whose reports are linked to a person; of several, the last in this order holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FamiliesSay {
    /// No family's report is linked.
    Nobody,
    /// Every family consents.
    Consented,
    /// A family never consented.
    NotConsented,
    /// A family consented, and withdrew it.
    Withdrew,
}

/// Why a face is not public whatever was decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closed {
    /// Somebody objects.
    Objection,
    /// Not before this day.
    Embargo(Day),
    /// Nobody said how old the person was, so nobody can tell whether more decisions are needed.
    AgeNotSaid,
    /// A bystander who was marked would be seen.
    Bystander,
    /// The photograph is no longer put to that person.
    NotTheirs,
    /// A linked family did not consent, and the policy asks for it.
    Consent,
    /// A linked family withdrew its consent.
    Withdrawn,
    /// No family's report is linked, and the policy asks for one.
    Family,
    /// The policy does not publish people of this category.
    Category(String),
    /// Nobody said of which category the person is, and the policy publishes some only.
    CategoryNotSaid,
}

impl Closed {
    /// The word used in tables and texts.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Embargo(_) => "embargo",
            Self::AgeNotSaid => "age-not-said",
            Self::Bystander => "bystander",
            Self::NotTheirs => "not-theirs",
            Self::Consent => "consent",
            Self::Withdrawn => "withdrawn",
            Self::Family => "family",
            Self::Category(_) => "category",
            Self::CategoryNotSaid => "category-not-said",
        }
    }
}

/// Where a publication stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationStanding {
    /// Decisions are missing.
    Waiting {
        /// How many people decided for it.
        has: usize,
        /// How many must.
        needs: usize,
        /// What closes it besides.
        closed: Vec<Closed>,
    },
    /// Somebody decided against it.
    Refused,
    /// Decided, and closed all the same.
    Closed(Vec<Closed>),
    /// Public: in the gallery at the next run.
    Public {
        /// Since when, by the decisions.
        since: UtcTime,
    },
    /// Taken down.
    TakenDown,
}

impl PublicationStanding {
    /// Every word, in the order of work.
    pub const WORDS: [&'static str; 6] = ["first", "further", "closed", "public", "refused", "taken-down"];

    /// The word used in tables, texts and addresses: `first` and `further` wait for a decision.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Waiting { has: 0, .. } => "first",
            Self::Waiting { .. } => "further",
            Self::Closed(_) => "closed",
            Self::Public { .. } => "public",
            Self::Refused => "refused",
            Self::TakenDown => "taken-down",
        }
    }

    /// Whatever closes it.
    pub fn closed(&self) -> &[Closed] {
        match self {
            Self::Waiting { closed, .. } | Self::Closed(closed) => closed,
            _ => &[],
        }
    }
}

/// Every publication, as the acts of the log add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publications {
    /// By identifier.
    pub all: BTreeMap<PublicationId, Publication>,
    /// Objections that stand.
    pub objections: Vec<Objected>,
    /// The policy, and the log entry that set it.
    pub policy: Option<(PublicationPolicy, u64)>,
    /// Every takedown, in the order of the log.
    pub taken_down: Vec<TakenDown>,
    /// The gallery that was written last, all of it.
    pub gallery: Option<GalleryWritten>,
    /// One that was begun since: its writing goes on, or was cut off.
    pub gallery_begun: Option<GalleryWritten>,
}

impl Publications {
    /// Adds one act, in the order of the log; one that is not about publication changes nothing.
    pub fn add(&mut self, act: Act, entry: u64, time: UtcTime, agent: &str) {
        let agent = agent.to_owned();
        match act {
            Act::PublicationProposed(proposal) => {
                let (decisions, taken_down) = (BTreeMap::new(), None);
                let id = proposal.publication;
                let (proposal, looked) = (*proposal, BTreeSet::new());
                let publication = Publication { proposal, agent, time, entry, decisions, taken_down, looked };
                self.all.entry(id).or_insert(publication);
            }
            Act::PublicationLookedAt(look) => {
                let known = self.all.get_mut(&look.publication);
                if let Some(known) = known.filter(|known| known.proposal.picture == look.picture) {
                    known.looked.insert(agent);
                }
            }
            Act::PublicationDecided(decision) => {
                let Some(known) = self.all.get_mut(&decision.publication) else { return };
                let PublicationDecision { verdict, reason, .. } = decision;
                match verdict {
                    PublicationVerdict::TakenBack => drop(known.decisions.remove(&agent)),
                    _ => drop(known.decisions.insert(agent, Decided { verdict, reason, time, entry })),
                }
            }
            Act::PublicationTakenDown(takedown) => {
                let Some(known) = self.all.get_mut(&takedown.publication) else { return };
                known.decisions.clear();
                let taken_down = TakenDown { takedown, time, agent, entry };
                known.taken_down = Some(taken_down.clone());
                self.taken_down.push(taken_down);
            }
            Act::PublicationObjected(objection) => {
                self.objections.push(Objected { objection, time, agent, entry });
            }
            Act::ObjectionWithdrawn { entry: objected, .. } => {
                self.objections.retain(|one| one.entry != objected);
            }
            Act::PublicationPolicySet(policy) => self.policy = Some((*policy, entry)),
            Act::GalleryPublished { faces, list, .. } => {
                let decided = self.decided_by(&time.day());
                self.gallery_begun = Some(GalleryWritten { entry, list, time, faces, decided });
            }
            Act::GalleryStands { entry: begun } => {
                if let Some(stands) = self.gallery_begun.take_if(|gallery| gallery.entry == begun) {
                    self.gallery = Some(stands);
                }
            }
            _ => {}
        }
    }

    /// Month → how many faces were taken down in it.
    pub fn takedowns(&self) -> BTreeMap<String, MonthOfTakedowns> {
        let mut months: BTreeMap<String, MonthOfTakedowns> = BTreeMap::new();
        for one in &self.taken_down {
            let month = one.time.to_string().chars().take(7).collect();
            let known = months.entry(month).or_insert(MonthOfTakedowns { faces: 0, last: one.time });
            (known.faces, known.last) = (known.faces + 1, known.last.max(one.time));
        }
        months
    }

    /// The policy that holds: the cautious one where none was set.
    pub fn policy(&self) -> &PublicationPolicy {
        static CAUTIOUS: LazyLock<PublicationPolicy> = LazyLock::new(PublicationPolicy::default);
        self.policy.as_ref().map_or(&CAUTIOUS, |(policy, _)| policy)
    }

    /// How many people decided for each publication that no embargo keeps back on a day and nobody refuses.
    fn decided_by(&self, day: &Day) -> BTreeMap<PublicationId, usize> {
        let policy = self.policy();
        let open = |one: &Publication| {
            let embargo = policy.embargo.iter().chain(&one.proposal.embargo).max();
            !one.is_refused() && embargo.is_none_or(|until| until <= day)
        };
        let decided = self.all.iter().filter(|(_, one)| open(one));
        decided.map(|(id, one)| (*id, one.decided_for(policy).len())).filter(|(_, has)| *has > 0).collect()
    }

    /// How many decisions for a publication count.
    pub fn has(&self, publication: &Publication) -> usize {
        publication.decided_for(self.policy()).len()
    }

    /// How many people must decide.
    pub fn needs(&self, facts: &GateFacts) -> usize {
        let policy = self.policy();
        match facts.age {
            KnownAge::Child => policy.child_decisions.max(policy.decisions).into(),
            KnownAge::NotSaid | KnownAge::Adult => policy.decisions.into(),
        }
    }

    /// Where a publication stands on a day; everything is asked anew each time.
    pub fn standing(&self, publication: &Publication, facts: &GateFacts, today: &Day) -> PublicationStanding {
        let closed = self.closed(publication, facts, today);
        let needs = self.needs(facts);
        let decided = publication.decided_for(self.policy());
        let has = decided.len();
        if publication.taken_down.is_some() && has < needs {
            return PublicationStanding::TakenDown;
        }
        if publication.is_refused() {
            return PublicationStanding::Refused;
        }
        match needs.checked_sub(1).and_then(|last| decided.get(last).copied()) {
            None => PublicationStanding::Waiting { has, needs, closed },
            Some(_) if !closed.is_empty() => PublicationStanding::Closed(closed),
            Some(since) => PublicationStanding::Public { since },
        }
    }

    fn closed(&self, publication: &Publication, facts: &GateFacts, today: &Day) -> Vec<Closed> {
        let policy = self.policy();
        let proposal = &publication.proposal;
        let embargo = policy.embargo.iter().chain(&proposal.embargo).max().filter(|day| *day > today);
        let seen = facts.bystanders.iter().any(|region| !proposal.recipe.hides(region));
        let reasons = [
            (facts.objected && policy.objection_closes).then_some(Closed::Objection),
            embargo.cloned().map(Closed::Embargo),
            (facts.age == KnownAge::NotSaid).then_some(Closed::AgeNotSaid),
            (seen && !policy.bystanders_may_be_seen).then_some(Closed::Bystander),
            (!facts.is_theirs).then_some(Closed::NotTheirs),
            (policy.consent_needed && facts.families >= FamiliesSay::NotConsented).then_some(Closed::Consent),
            (policy.objection_closes && facts.families == FamiliesSay::Withdrew).then_some(Closed::Withdrawn),
            (policy.family_needed && facts.families == FamiliesSay::Nobody).then_some(Closed::Family),
            policy.category_closes(facts.category.as_deref()),
        ];
        reasons.into_iter().flatten().collect()
    }

    /// Photographs that publications are made of.
    pub fn photographs(&self) -> BTreeSet<Digest> {
        self.all.values().map(|one| one.proposal.recipe.photograph).collect()
    }
}

#[cfg(test)]
mod tests;
