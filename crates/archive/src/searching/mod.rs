//! Searching the people of the archive for one who is missing, from a report.
//!
//! Every search is an event with its purpose, before anything is given out. What comes out is everybody in the order in which to look,
//! with what speaks for and against each ([`amana_linkage::search`]); nothing is decided by it, and no family is shown it. A search
//! that is kept tells the team later who is new to it.

mod links;
mod material;

use std::collections::BTreeSet;

use amana_catalog::IndividualRow;
use amana_linkage::search::{Asked, Beside, beside};
use amana_model::{Act, Agent, Consent, ConsentPurpose, IndividualId, MissingId, Number, PersonSearch};

pub use amana_linkage::search::{Ground, Mark, NameSource};

use self::material::Material;
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{MissingReport, MissingRoom, RecordedSearch, Told};

/// The longest purpose, in characters.
const LONGEST_PURPOSE: usize = 500;
/// For how long whoever searched may open again what she found, in seconds: a working day.
const OPEN_SECONDS: i64 = 12 * 3600;
/// The most people that an event names as found: more do not fit into one.
const MOST_MATCHED: usize = 2000;

/// What is asked of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// For whom.
    pub report: MissingId,
    /// Why.
    pub purpose: String,
    /// Whether faces are compared: for trained people only.
    pub faces: bool,
    /// Whether the team wants to be told who is new to it later.
    pub kept: bool,
    /// Whether what experts coded may be told to whoever searches: not while she still codes.
    pub coded: bool,
}

/// Why nothing was searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSearched {
    /// There is no such report or search, or it is not hers, or it is too long ago.
    #[error("there is no such report or search, or it was made by somebody else or too long ago")]
    Absent,
    /// What was said cannot be read: erased or lost.
    #[error("what was said cannot be read any more")]
    Gone,
    /// The family does not consent to it.
    #[error("the family does not consent to a search")]
    NoConsent,
    /// A purpose is needed.
    #[error("it needs a purpose of up to {LONGEST_PURPOSE} characters")]
    Why,
}

/// What a search found: everybody, in the order in which to look.
#[derive(Debug, Clone, PartialEq)]
pub struct Searched {
    /// The search as it was recorded.
    pub recorded: RecordedSearch,
    /// Everybody.
    pub people: Vec<FoundPerson>,
    /// How many people have faces that were compared.
    pub with_faces: u32,
    /// The branches that the report names.
    pub branches: Vec<Number>,
    /// The marks that it tells of, as far as they are understood.
    pub marks: Vec<Mark>,
    /// Photographs of the living whose face was compared, and all that are there.
    pub living: (u32, u32),
}

/// Somebody beside the one who is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPerson {
    /// Who.
    pub row: IndividualRow,
    /// What speaks for it, the weightiest first.
    pub speaks_for: Vec<Ground>,
    /// What speaks against it.
    pub against: Vec<Ground>,
    /// Whether much speaks for it.
    pub much: bool,
    /// Whether it was not among those for whom much spoke when the search was recorded.
    pub new: bool,
}

/// A search that is kept, and who is new to it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSearch {
    /// The search.
    pub recorded: RecordedSearch,
    /// Whom much speaks for now, and did not when it was made.
    pub new: Vec<IndividualId>,
}

/// A report that may be searched for.
fn searchable<'a>(
    room: &'a MissingRoom,
    report: &MissingId,
) -> std::result::Result<&'a MissingReport, NotSearched> {
    let known = room.get(report).ok_or(NotSearched::Absent)?;
    if !matches!(known.person, Told::Here(_)) {
        return Err(NotSearched::Gone);
    }
    let consent = Consent { purpose: ConsentPurpose::Search, recipient: None };
    if known.consents_to(&consent) { Ok(known) } else { Err(NotSearched::NoConsent) }
}

impl Archive {
    /// Searches for a missing person; gives the log entry under which whoever searched finds what was found ([`Archive::searched`]).
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail.
    pub async fn search_for(
        &self,
        agent: &Agent,
        request: &SearchRequest,
    ) -> Result<std::result::Result<u64, NotSearched>> {
        let purpose = request.purpose.trim();
        if purpose.is_empty() || purpose.chars().count() > LONGEST_PURPOSE {
            return Ok(Err(NotSearched::Why));
        }
        let room = self.missing().await?;
        let report = match searchable(&room, &request.report) {
            Ok(report) => report,
            Err(why) => return Ok(Err(why)),
        };
        let material = Material::read(self, request.coded, request.faces).await?;
        let (found, compared) = tokio::task::block_in_place(|| self.found(&material, report));
        let matched = found.iter().filter(|one| one.is_much()).take(MOST_MATCHED);
        let search = PersonSearch {
            report: report.report.clone(),
            version: report.version,
            purpose: purpose.to_owned(),
            individuals: material.people.len() as u64,
            faces: compared,
            kept: request.kept,
            matched: matched.map(|one| material.people[one.place].individual.clone()).collect(),
        };
        Ok(Ok(self.record_as(agent, vec![Act::PersonSearched(search)]).await?))
    }

    /// What a search of one's own finds, as the archive stands now; for as long as a working day.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn searched(
        &self,
        agent: &Agent,
        entry: u64,
        coded: bool,
    ) -> Result<std::result::Result<Searched, NotSearched>> {
        let room = self.missing().await?;
        let now = self.services.clock.now().unix_seconds();
        let hers = |one: &&RecordedSearch| {
            one.entry == entry && one.agent == agent.name && now - one.time.unix_seconds() < OPEN_SECONDS
        };
        let Some(recorded) = room.searches.iter().find(hers).cloned() else {
            return Ok(Err(NotSearched::Absent));
        };
        let report = match searchable(&room, &recorded.search.report) {
            Ok(report) => report,
            Err(why) => return Ok(Err(why)),
        };
        let material = Material::read(self, coded, recorded.search.faces > 0).await?;
        Ok(Ok(tokio::task::block_in_place(|| {
            let living = self.living_faces(report);
            let asked = self.asked(&material, report);
            let (known, with_faces) = material.known(&living.0);
            let found = beside(&asked, known);
            let matched: BTreeSet<&IndividualId> = recorded.search.matched.iter().collect();
            let person = |one: Beside| {
                let row = material.people[one.place].clone();
                let much = one.is_much();
                let new = much && !matched.contains(&row.individual);
                FoundPerson { row, speaks_for: one.speaks_for, against: one.against, much, new }
            };
            let people = found.into_iter().map(person).collect();
            let (branches, marks) = (asked.branches().to_vec(), asked.marks().to_vec());
            let compared = if material.compares() { living.0.len() as u32 } else { 0 };
            Searched {
                people,
                with_faces,
                branches,
                marks,
                living: (compared, living.1),
                recorded: recorded.clone(),
            }
        })))
    }

    /// Every search that is kept, and who is new to it. Whoever wants to see them searches, and says why.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn kept_searches(&self) -> Result<Vec<KeptSearch>> {
        let room = self.missing().await?;
        let kept: Vec<&RecordedSearch> = room.searches.iter().filter(|one| one.kept).collect();
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let material = Material::read(self, true, kept.iter().any(|one| one.search.faces > 0)).await?;
        Ok(tokio::task::block_in_place(|| {
            let of = |recorded: &&RecordedSearch| {
                let report = searchable(&room, &recorded.search.report).ok()?;
                let matched: BTreeSet<&IndividualId> = recorded.search.matched.iter().collect();
                let found = match recorded.search.faces > 0 {
                    true => self.found(&material, report).0,
                    false => beside(&self.asked(&material, report), material.known(&[]).0),
                };
                let much = found
                    .iter()
                    .filter(|one| one.is_much())
                    .map(|one| &material.people[one.place].individual);
                let new = much.filter(|individual| !matched.contains(individual)).cloned().collect();
                Some(KeptSearch { recorded: (*recorded).clone(), new })
            };
            kept.iter().filter_map(of).collect()
        }))
    }

    /// Lets a kept search go.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn let_search_go(
        &self,
        agent: &Agent,
        entry: u64,
    ) -> Result<std::result::Result<(), NotSearched>> {
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        if !room.searches.iter().any(|one| one.entry == entry && one.kept) {
            return Ok(Err(NotSearched::Absent));
        }
        self.record_as(agent, vec![Act::SearchLetGo { entry }]).await?;
        Ok(Ok(()))
    }

    /// Everybody beside a report, and how many faces were compared.
    fn found(&self, material: &Material, report: &MissingReport) -> (Vec<Beside>, u64) {
        let living = if material.compares() { self.living_faces(report).0 } else { Vec::new() };
        let compared = if living.is_empty() { 0 } else { material.faces.len() as u64 };
        (beside(&self.asked(material, report), material.known(&living).0), compared)
    }

    fn asked<'a>(&self, material: &Material, report: &'a MissingReport) -> Asked<'a> {
        let person = report.person.here().expect("it was found searchable");
        Asked::of(person, amana_linkage::search::branches_named(&person.held_by, material.places.all()))
    }
}
