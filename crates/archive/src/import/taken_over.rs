//! Lists that were taken over, and taking one back whole: every decision that it brought, and no other.

use std::collections::{BTreeMap, BTreeSet};

use amana_catalog::{About, EventRow};
use amana_model::{Act, Agent, Decision, Digest, IndividualId, People, UtcTime, brought};
use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The word of the act that stands before what a list brought.
const IMPORTED: &str = "list-imported";

/// A list that was taken over, in one go or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListTakenOver {
    /// SHA-256 of its file.
    pub list: Digest,
    /// When it was taken over last.
    pub time: UtcTime,
    /// By whom.
    pub agent: String,
    /// Rows that said what was recorded.
    pub used: u64,
    /// People that it brought, or to whom it brought something.
    pub people: u64,
    /// What it brought, in decisions.
    pub decisions: u64,
    /// How many of them still count.
    pub counting: u64,
    /// Whom the decisions that still count are about, after merges.
    #[serde(skip)]
    pub individuals: BTreeSet<IndividualId>,
    /// People of the list about whom somebody decided something since.
    pub worked_on: u64,
    /// Whether it can be taken back whole: it can unless it came before that was written down.
    pub can_be_taken_back: bool,
    #[serde(skip)]
    parts: Vec<Part>,
}

/// Decisions of a list, one after the other in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    first: u64,
    entries: u64,
    /// How many of them still count.
    counting: u64,
}

/// What became of a list that was to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ListBack {
    /// Decisions that no longer count.
    pub decisions: u64,
    /// People of the list about whom somebody decided something since: what was decided stands.
    pub worked_on: u64,
    /// Whether it was recorded, or only tried.
    pub recorded: bool,
}

/// The details of a `list-imported`.
#[derive(Deserialize)]
struct Imported {
    list: Digest,
    used: u64,
    people: u64,
    decisions: Option<u64>,
}

impl Archive {
    /// Every list that was taken over, the last first.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn lists_taken_over(&self) -> Result<Vec<ListTakenOver>> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let events = catalog.events(About::Kind(IMPORTED), 0, u64::MAX).await?;
        let decisions = catalog.decisions(0).await?;
        Ok(ListTakenOver::all(&events, &decisions))
    }

    /// Takes back what a list brought: its decisions count no longer, and hold back no other list. What people decided since stands.
    /// Only tried unless `record` says so.
    ///
    /// # Errors
    /// If there is no such list, or it cannot be taken back whole; without keys, or if catalog or log fail.
    pub async fn take_list_back(&self, agent: &Agent, list: &Digest, record: bool) -> Result<ListBack> {
        let _alone = self.deciding.lock().await;
        let known = self.lists_taken_over().await?;
        let known = known.iter().find(|known| known.list == *list).ok_or_else(|| {
            ArchiveError::absent(format!("no list {list} was taken over")).safe("nothing was recorded")
        })?;
        if !known.can_be_taken_back {
            return Err(ArchiveError::mistake(
                "this list came before it was written down which decisions are its own",
            )
            .safe("nothing was recorded")
            .next("undo its decisions on the pages of its people"));
        }
        let decisions = known.taking_back();
        let recorded = record && !decisions.is_empty();
        if recorded {
            self.record_as(agent, decisions.into_iter().map(Act::PeopleDecided).collect()).await?;
        }
        Ok(ListBack { decisions: known.counting, worked_on: known.worked_on, recorded })
    }
}

impl Part {
    fn brought<'d>(&self, decisions: &'d [(u64, Decision)]) -> &'d [(u64, Decision)] {
        brought(decisions, self.first, self.entries)
    }

    fn has(&self, entry: u64) -> bool {
        (self.first..self.first.saturating_add(self.entries)).contains(&entry)
    }
}

impl ListTakenOver {
    /// The lists that these events of the kind `list-imported` tell of, in their order.
    pub fn all(events: &[EventRow], decisions: &[(u64, Decision)]) -> Vec<Self> {
        let people = People::of(decisions);
        let mut lists: Vec<Self> = Vec::new();
        for event in events {
            let Ok(imported) = serde_json::from_value::<Imported>(event.details.clone()) else { continue };
            match lists.iter_mut().find(|list| list.list == imported.list) {
                Some(list) => list.add(event.index, &imported, decisions, &people),
                None => {
                    let mut list = Self {
                        list: imported.list,
                        time: event.time,
                        agent: event.agent.clone(),
                        used: 0,
                        people: 0,
                        decisions: 0,
                        counting: 0,
                        individuals: BTreeSet::new(),
                        worked_on: 0,
                        can_be_taken_back: true,
                        parts: Vec::new(),
                    };
                    list.add(event.index, &imported, decisions, &people);
                    lists.push(list);
                }
            }
        }
        for list in &mut lists {
            list.worked_on = worked_on(&list.parts, decisions, &people);
        }
        lists
    }

    fn add(&mut self, entry: u64, imported: &Imported, decisions: &[(u64, Decision)], people: &People) {
        self.used += imported.used;
        self.people += imported.people;
        let Some(entries) = imported.decisions else {
            self.can_be_taken_back = false;
            return;
        };
        let mut part = Part { first: entry + 1, entries, counting: 0 };
        let brought = part.brought(decisions);
        for (_, decision) in brought.iter().filter(|(entry, _)| people.counts(*entry)) {
            part.counting += 1;
            let of = decision.individuals().into_iter().map(|individual| people.root(individual));
            self.individuals.extend(of.filter(|root| !people.photographs(root).is_empty()).cloned());
        }
        self.decisions += entries;
        self.counting += part.counting;
        self.parts.push(part);
    }

    /// The decisions that take it back; none if nothing of it counts any more.
    pub fn taking_back(&self) -> Vec<Decision> {
        let counting = self.parts.iter().filter(|part| part.counting > 0);
        counting.map(|part| Decision::ListTakenBack { first: part.first, entries: part.entries }).collect()
    }
}

/// Of how many people of a list somebody else decided something after it came that still counts.
fn worked_on(parts: &[Part], decisions: &[(u64, Decision)], people: &People) -> u64 {
    let Some(begin) = parts.iter().map(|part| part.first).min() else { return 0 };
    let (mut individuals, mut photographs) = (BTreeSet::new(), BTreeMap::new());
    for (_, decision) in parts.iter().flat_map(|part| part.brought(decisions)) {
        individuals.extend(decision.individuals());
        if let Decision::Together { individual, photographs: of, .. } = decision {
            photographs.extend(of.iter().map(|photograph| (photograph, individual)));
        }
    }
    let mut worked: BTreeSet<&IndividualId> = BTreeSet::new();
    let since = decisions.iter().filter(|(entry, _)| *entry >= begin && people.counts(*entry));
    for (_, decision) in since.filter(|(entry, _)| !parts.iter().any(|part| part.has(*entry))) {
        worked.extend(decision.individuals().into_iter().filter(|one| individuals.contains(one)));
        worked.extend(
            decision.photographs().iter().filter_map(|photograph| photographs.get(photograph).copied()),
        );
    }
    worked.len() as u64
}
