//! People decide which photographs show one person. Every decision is an event, and can be undone by another.
//!
//! A decision is made on what somebody *saw*: whoever decides tells the last log entry her page knew of these photographs. If
//! others decided about them since, hers is refused and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use amana_analysis::markings::Grammar;
use amana_catalog::{Brief, DecisionRow, GroupPlace, IndividualRow, SettledNumbers, ToldAt};
use amana_linkage::view::View;
use amana_model::{
    AccountId, Act, Agent, CandidateRow, Decision, Digest, Habits, IndividualId, IndividualState, Number,
    People, PlaceKind, Queue, Scope, brought, scopes,
};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::holding::Held;
use crate::otherwise::Otherwise;

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It is this entry of the log.
    Recorded(u64),
    /// Somebody decided about the same since: the entry. Nothing was recorded.
    Conflict(u64),
}

/// A candidate group that waits for somebody, with what is known of each photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Its photographs about which nobody has decided, the earliest first.
    pub rows: Vec<(CandidateRow, Brief)>,
    /// Individuals that others of its photographs were put to.
    pub others: BTreeSet<IndividualId>,
    /// Numbers settled on its photographs.
    pub numbers: Vec<SettledNumbers>,
    /// The last log entry that is known here: to be told with the decision.
    pub seen: u64,
    /// Groups that wait, this one included.
    pub waiting: u64,
    /// The group after this one.
    pub next: Option<Digest>,
}

/// One individual with everything known.
#[derive(Debug, Clone, PartialEq)]
pub struct IndividualSheet {
    /// The row.
    pub row: IndividualRow,
    /// Its photographs.
    pub photographs: Vec<Brief>,
    /// What of the person each shows, by a machine; none for those not looked at closely.
    pub views: BTreeMap<Digest, View>,
    /// Numbers settled on them.
    pub numbers: Vec<SettledNumbers>,
    /// Who keyed each of these numbers and what engines read there, in the same order.
    pub told: Vec<ToldAt>,
    /// The names of the accounts of this archive.
    pub names: BTreeMap<AccountId, String>,
    /// Individuals merged into it, with the entry that did it.
    pub merged: Vec<(IndividualId, u64)>,
    /// Decisions about it or its photographs, the latest first, each with whether it still counts.
    pub decisions: Vec<(DecisionRow, bool)>,
    /// Others with the same numbers.
    pub doubles: Vec<IndividualId>,
    /// Where a machine would now group otherwise.
    pub otherwise: Otherwise,
    /// The last log entry that is known here.
    pub seen: u64,
}

impl Archive {
    /// A name for a new individual: random, so that nothing is told by it.
    pub fn new_individual(&self) -> IndividualId {
        self.services.new_id('i')
    }

    /// Records a decision made by `agent` on what was known at log entry `seen`.
    ///
    /// # Errors
    /// If the decision will not do, or names what is not there; without keys, or if catalog or log fail.
    pub async fn decide(&self, agent: &Agent, decision: Decision, seen: u64) -> Result<Decided> {
        if !decision.is_sound() {
            return Err(ArchiveError::mistake(
                "this decision will not do: a word that is not in the vocabulary, or no photograph",
            )
            .safe("nothing was recorded"));
        }
        // One at a time: what is decided must be decided on all that was decided before.
        let _alone = self.deciding.lock().await;
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let decisions = catalog.decisions(0).await?;
        let people = People::of(&decisions);
        self.check_decision(&decision, &decisions, &people).await?;
        if let Some(entry) = decided_since(&decision, &decisions, &people, seen) {
            return Ok(Decided::Conflict(entry));
        }
        Ok(Decided::Recorded(self.record_as(agent, vec![Act::PeopleDecided(decision)]).await?))
    }

    /// Whether everything a decision names is there.
    async fn check_decision(
        &self,
        decision: &Decision,
        decisions: &[(u64, Decision)],
        people: &People,
    ) -> Result<()> {
        let absent = |what: String| Err(ArchiveError::absent(what).safe("nothing was recorded"));
        let photographs = decision.photographs();
        if self.catalog().await?.briefs(photographs).await?.len() < photographs.len() {
            return absent("one of these photographs is not in this archive".into());
        }
        let known = |individual: &&IndividualId| !people.photographs(individual).is_empty();
        match decision {
            Decision::Described { individual, photograph: Some(photograph), .. }
                if !people.photographs(individual).contains(photograph) =>
            {
                absent("this photograph does not show this person, as people decided".into())
            }
            Decision::Merged { .. } | Decision::Described { .. } => {
                match decision.individuals().into_iter().find(|individual| !known(individual)) {
                    Some(individual) => absent(format!("there is no individual {individual}")),
                    None => Ok(()),
                }
            }
            Decision::Undone { entry } => {
                let there = decisions.iter().any(|(known, _)| known == entry) && people.counts(*entry);
                if there { Ok(()) } else { absent(format!("entry {entry} is no decision that counts")) }
            }
            Decision::Together { .. }
            | Decision::TakenOut { .. }
            | Decision::ShowsNobody { .. }
            | Decision::ListTakenBack { .. } => Ok(()),
        }
    }

    /// What numbers of this collection usually are: its branches as they stand, and the digits that the program knows.
    pub(crate) async fn habits(&self) -> Result<Habits> {
        let places = self.places().await?.places;
        let branches = places.all().into_iter().filter(|one| one.kind == PlaceKind::Branch && !one.withdrawn);
        let branches: BTreeSet<Number> = branches.flat_map(|branch| branch.numbers.iter().cloned()).collect();
        Ok(Habits { branches, digits: Some(Grammar::standard().digits()) })
    }

    /// Every individual, by numbers, with what is unusual about them.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn individuals(&self) -> Result<Vec<IndividualRow>> {
        self.catch_up().await?;
        Ok(self.catalog().await?.individuals_beside(&self.habits().await?).await?)
    }

    /// One individual; `None` if there is none (any more) of this name.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn individual(&self, individual: &IndividualId) -> Result<Option<IndividualSheet>> {
        let seen = self.catch_up().await?;
        let catalog = self.catalog().await?;
        let rows = catalog.individuals_beside(&self.habits().await?).await?;
        let decisions = catalog.decision_rows().await?;
        let numbered: Vec<(u64, Decision)> =
            decisions.iter().map(|row| (row.entry, row.decision.clone())).collect();
        let people = People::of(&numbered);
        let root = people.root(individual).clone();
        let Some(row) = rows.iter().find(|row| row.individual == root).cloned() else { return Ok(None) };
        let agrees =
            |row: &IndividualRow| row.state != IndividualState::NumbersDiffer && !row.numbers.is_empty();
        let same = |other: &&IndividualRow| {
            other.individual != root && other.numbers == row.numbers && agrees(&row) && agrees(other)
        };
        let doubles = rows.iter().filter(same).map(|other| other.individual.clone()).collect();
        let digests: Vec<Digest> = row.photographs.iter().copied().collect();
        let mut photographs = catalog.briefs(&digests).await?;
        photographs.sort_by(|a, b| (&a.taken_at, &a.path.0).cmp(&(&b.taken_at, &b.path.0)));
        let views = self.views(&digests).await?;
        let mut numbers = Vec::new();
        for digest in &digests {
            numbers.extend(catalog.settled_numbers(Some(digest)).await?);
        }
        let mut told = Vec::new();
        for settled in &numbers {
            told.push(catalog.told_at(&settled.marking).await?);
        }
        let names = self.list_accounts().await?;
        let names = names.into_iter().map(|account| (account.id, account.display_name)).collect();
        let mut about = BTreeSet::new();
        for decision in &decisions {
            let named = decision.decision.individuals().into_iter().any(|known| *people.root(known) == root);
            let shown = decision.decision.photographs().iter().any(|digest| row.photographs.contains(digest));
            let undoes = match decision.decision {
                Decision::Undone { entry } => about.contains(&entry),
                Decision::ListTakenBack { first, entries } => {
                    about.range(first..first.saturating_add(entries)).next().is_some()
                }
                _ => false,
            };
            if named || shown || undoes {
                about.insert(decision.entry);
            }
        }
        let decisions = decisions.into_iter().rev().filter(|row| about.contains(&row.entry));
        let decisions = decisions
            .map(|row| {
                let counts = people.counts(row.entry);
                (row, counts)
            })
            .collect();
        let merged = people.merged_into(&root);
        let otherwise = Otherwise::in_catalog(catalog, &row.photographs, &people).await?;
        Ok(Some(IndividualSheet {
            row,
            photographs,
            views,
            numbers,
            told,
            names,
            merged,
            decisions,
            doubles,
            otherwise,
            seen,
        }))
    }

    /// The next candidate group that waits for a person, from the one named on; `None` if none waits for her. What is shown is
    /// held: nobody else is shown it for a while.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn suggestion(&self, account: &AccountId, from: Option<&Digest>) -> Result<Option<Suggestion>> {
        let seen = self.catch_up().await?;
        let catalog = self.catalog().await?;
        let people = catalog.people().await?;
        let open = catalog.open_assignments().await?;
        let groups = catalog.group_places().await?;
        let count = groups.iter().filter(|group| group.waits(&people)).count() as u64;
        let line = in_line(&groups, &scopes(&open, account, Queue::Candidates));
        let at = from.and_then(|from| line.iter().position(|group| group.name == *from)).unwrap_or(0);
        let (before, after) = line.split_at(at);
        let (name, next) = {
            let (mut held, now) = (self.held_groups(), self.now_millis());
            let free =
                |group: &&&GroupPlace| group.waits(&people) && !held.by_another(&group.name, account, now);
            let mut hers = after.iter().chain(before).filter(free).map(|group| group.name);
            let (Some(name), next) = (hers.next(), hers.next()) else { return Ok(None) };
            held.hold(name, account, now);
            (name, next)
        };
        let rows = catalog.candidate(&name).await?;
        let others = rows.iter().filter_map(|row| people.of_photograph(&row.digest).cloned()).collect();
        let free: Vec<CandidateRow> =
            rows.into_iter().filter(|row| !people.is_decided(&row.digest)).collect();
        let digests: Vec<Digest> = free.iter().map(|row| row.digest).collect();
        let briefs = catalog.briefs(&digests).await?;
        let mut numbers = Vec::new();
        for digest in &digests {
            numbers.extend(catalog.settled_numbers(Some(digest)).await?);
        }
        let rows = free.into_iter().zip(briefs).collect();
        Ok(Some(Suggestion { rows, others, numbers, seen, waiting: count, next }))
    }

    /// Every candidate group in the order of the log, each with whether it waits for a decision.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn groups(&self) -> Result<Vec<(GroupPlace, bool)>> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let people = catalog.people().await?;
        let with_state = |group: GroupPlace| {
            let waits = group.waits(&people);
            (group, waits)
        };
        Ok(catalog.group_places().await?.into_iter().map(with_state).collect())
    }

    fn held_groups(&self) -> std::sync::MutexGuard<'_, Held<Digest>> {
        self.held_groups.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Every group once, in the order in which a person gets them.
fn in_line<'a>(groups: &'a [GroupPlace], scopes: &[Scope]) -> Vec<&'a GroupPlace> {
    let of = |group: &GroupPlace| scopes.iter().position(|scope| scope.takes(&group.accession));
    let mut line: Vec<&GroupPlace> = groups.iter().collect();
    line.sort_by_cached_key(|group| of(group));
    line
}

/// The last entry from `seen` on that decided about what this decision is about: it moved the same photographs, merged the same
/// individuals, or said or took back the same fact of the same individual. `None`: the decision may be recorded.
pub fn decided_since(
    decision: &Decision,
    decisions: &[(u64, Decision)],
    people: &People,
    seen: u64,
) -> Option<u64> {
    let photographs: BTreeSet<&Digest> = decision.photographs().iter().collect();
    let individuals: BTreeSet<&IndividualId> =
        decision.individuals().into_iter().map(|individual| people.root(individual)).collect();
    let told = |decision: &Decision| match decision {
        Decision::Described { individual, fact, .. } => Some((people.root(individual).clone(), *fact)),
        _ => None,
    };
    let (tells, its_list) = undone_by(decision, decisions);
    let tells: Vec<_> =
        its_list.iter().map(|(_, decision)| decision).chain([tells]).filter_map(told).collect();
    let about = |later: &Decision| {
        let (later, brought) = undone_by(later, decisions);
        let mut all = brought.iter().map(|(_, decision)| decision).chain([later]);
        let mut moved = all.clone().flat_map(Decision::photographs);
        let mut facts = all.by_ref().filter_map(told);
        // Another fact said or a photograph added meanwhile is no reason against this; the same fact or a merge of the same is.
        let merged = matches!(later, Decision::Merged { .. })
            && matches!(decision, Decision::Merged { .. })
            && later.individuals().into_iter().any(|other| individuals.contains(people.root(other)));
        merged || facts.any(|fact| tells.contains(&fact)) || moved.any(|digest| photographs.contains(digest))
    };
    decisions
        .iter()
        .rev()
        .take_while(|(entry, _)| *entry >= seen)
        .find(|(_, later)| about(later))
        .map(|(entry, _)| *entry)
}

/// What an undoing is about in the end: the decision that it takes back or restores, and where that takes a list back, what the list
/// brought; any other decision itself.
fn undone_by<'a>(
    decision: &'a Decision,
    decisions: &'a [(u64, Decision)],
) -> (&'a Decision, &'a [(u64, Decision)]) {
    let mut about = decision;
    loop {
        match about {
            Decision::Undone { entry } => match brought(decisions, *entry, 1) {
                [(_, earlier), ..] => about = earlier,
                [] => return (about, &[]),
            },
            Decision::ListTakenBack { first, entries } => {
                return (about, brought(decisions, *first, *entries));
            }
            _ => return (about, &[]),
        }
    }
}
