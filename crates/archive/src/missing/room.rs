//! The reports as they stand: acts of the log folded, and what is said read out of the store.

use std::collections::{BTreeMap, BTreeSet};

use amana_catalog::{Cell, RecordedAct};
use amana_model::{
    Act, Consent, MissingId, MissingPerson, ReportsComparison, ReportsVerdict, SealedName, SealedStatement,
    UtcTime,
};

use super::{Apart, MissingReport, MissingRoom, RecordedSearch, Statements, Told};
use crate::archive::Archive;
use crate::connected::connected;
use crate::error::Result;

/// A report as the log alone tells it.
struct Folded {
    version: u32,
    entry: u64,
    came: UtcTime,
    time: UtcTime,
    agent: String,
    statements: Statements,
    consents: Vec<(Consent, u64)>,
}

/// What acts add up to: the reports in the order in which they came, what was erased, what was decided of two.
struct Added {
    reports: Vec<(MissingId, Folded)>,
    erased: BTreeSet<SealedName>,
    compared: BTreeMap<(MissingId, MissingId), ReportsVerdict>,
    searches: Vec<RecordedSearch>,
}

/// Folds acts, in the order of the log.
fn folded(acts: Vec<RecordedAct>) -> Added {
    let mut order: Vec<MissingId> = Vec::new();
    let mut all: BTreeMap<MissingId, Folded> = BTreeMap::new();
    let (mut erased, mut compared) = (BTreeSet::new(), BTreeMap::new());
    let mut searches: Vec<RecordedSearch> = Vec::new();
    let (mut claims, mut viewings) = (BTreeMap::new(), BTreeMap::new());
    for RecordedAct { entry, time, agent, act } in acts {
        // Words about a claim and in a viewing are erased with the report that they belong to.
        let report = match &act {
            Act::ClaimOpened(opening) => {
                claims.insert(opening.claim.clone(), opening.report.clone());
                None
            }
            Act::EvidenceAdded(evidence) => claims.get(&evidence.claim),
            Act::FamilyTold(told) => claims.get(&told.claim),
            Act::ViewingBegun(begun) => {
                viewings.insert(begun.viewing.clone(), begun.report.clone());
                viewings.get(&begun.viewing)
            }
            Act::ViewingAnswered(answered) => viewings.get(&answered.viewing),
            _ => None,
        };
        if let Some(known) = report.and_then(|report| all.get_mut(report)) {
            known.statements.others.extend(act.statements().into_iter().cloned());
        }
        match act {
            Act::MissingReported { report, version, statement } => {
                let known = all.entry(report.clone()).or_insert_with(|| {
                    order.push(report);
                    let (statements, consents) = (Statements::default(), Vec::new());
                    Folded { version, entry, came: time, time, agent: agent.clone(), statements, consents }
                });
                (known.version, known.entry, known.time, known.agent) = (version, entry, time, agent);
                known.statements.persons.push(statement);
            }
            Act::ContactSealed { report, contact } => {
                if let Some(known) = all.get_mut(&report) {
                    known.statements.contacts.push(contact);
                }
            }
            Act::ConsentGiven(change) => {
                if let Some(known) = all.get_mut(&change.report) {
                    known.consents.retain(|(consent, _)| *consent != change.consent);
                    known.consents.push((change.consent, entry));
                }
            }
            Act::ConsentWithdrawn(change) => {
                if let Some(known) = all.get_mut(&change.report) {
                    known.consents.retain(|(consent, _)| *consent != change.consent);
                }
            }
            Act::ReportsCompared(ReportsComparison { one, other, verdict, .. }) => {
                compared.insert((one, other), verdict);
            }
            Act::LivingPhotographSealed(one) => {
                if let Some(known) = all.get_mut(&one.report) {
                    known.statements.living.push(one);
                }
            }
            Act::PersonSearched(search) => {
                // A newer search of the same report takes the place of one that was kept.
                let earlier =
                    searches.iter_mut().filter(|one| search.kept && one.search.report == search.report);
                earlier.for_each(|one| one.kept = false);
                let kept = search.kept;
                searches.push(RecordedSearch { entry, time, agent, search, kept });
            }
            Act::SearchLetGo { entry } => {
                searches.iter_mut().filter(|one| one.entry == entry).for_each(|one| one.kept = false);
            }
            Act::StatementsErased { sealed, .. } => erased.extend(sealed),
            _ => {}
        }
    }
    let reports = order.into_iter().filter_map(|report| {
        let known = all.remove(&report)?;
        Some((report, known))
    });
    Added { reports: reports.collect(), erased, compared, searches }
}

impl MissingRoom {
    /// What these acts, in the order of the log, add up to; `read` reads what is said and was not erased.
    pub fn of(acts: Vec<RecordedAct>, read: &dyn Fn(&SealedStatement) -> Told<MissingPerson>) -> Self {
        let Added { reports, erased, compared, searches } = folded(acts);
        let report = |(report, known): (MissingId, Folded)| {
            let Folded { version, entry, came, time, agent, statements, consents } = known;
            let is_erased = |one: &SealedStatement| erased.contains(&one.sealed);
            let person = match statements.persons.last() {
                Some(statement) if is_erased(statement) => Told::Erased,
                Some(statement) => read(statement),
                None => Told::Lost,
            };
            let contact = match statements.contacts.last() {
                None => Apart::None,
                Some(contact) if is_erased(contact) => Apart::Erased,
                Some(_) => Apart::Sealed,
            };
            MissingReport { report, version, entry, came, time, agent, person, contact, consents, statements }
        };
        let reports: Vec<MissingReport> = reports.into_iter().map(report).collect();
        let places = reports.iter().enumerate().map(|(place, one)| (one.report.clone(), place)).collect();
        let same = compared.iter().filter(|(_, verdict)| **verdict == ReportsVerdict::Same);
        let families = connected(same.map(|(pair, _)| pair.clone()));
        let mut groups: BTreeMap<MissingId, BTreeSet<MissingId>> = BTreeMap::new();
        for (report, least) in &families {
            groups.entry(least.clone()).or_default().insert(report.clone());
        }
        Self { reports, places, groups, families, erased, compared, searches }
    }
}

/// Every report → whether everything of it was erased, as the log alone tells it: nothing is opened.
pub(crate) fn erased(acts: &[RecordedAct]) -> BTreeMap<MissingId, bool> {
    let Added { reports, erased, .. } = folded(acts.to_vec());
    let is_erased = |known: &Folded| {
        known.statements.persons.last().is_some_and(|statement| erased.contains(&statement.sealed))
    };
    reports.iter().map(|(report, known)| (report.clone(), is_erased(known))).collect()
}

impl Archive {
    /// Every report as it stands, with what is said where it can be read. Contacts are not opened.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn missing(&self) -> Result<MissingRoom> {
        self.catch_up().await?;
        let acts = self.catalog().await?.missing_acts().await?;
        let identities = &self.keys()?.identities;
        let read = |statement: &SealedStatement| self.read_statement(identities, statement);
        let room = tokio::task::block_in_place(|| MissingRoom::of(acts, &read));
        // What a kill between the event and the keys has left.
        self.destroy_keys(&room.erased.iter().copied().collect::<Vec<_>>())?;
        Ok(room)
    }

    /// Hands over a row a report, as it stands; gives their number. Contacts are never among them.
    pub(crate) async fn table_of_reports(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let room = self.missing().await?;
        for report in &room.reports {
            each(&cells(report, &room))?;
        }
        Ok(room.reports.len() as u64)
    }
}

fn cells(report: &MissingReport, room: &MissingRoom) -> Vec<Cell> {
    let same: Vec<String> = room.same_person(&report.report).into_iter().map(ToString::to_string).collect();
    let nothing = MissingPerson::default();
    let person = report.person.here().unwrap_or(&nothing);
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.to_owned()) };
    let date = |date: &Option<amana_model::PartialDate>| {
        date.as_ref().map_or(Cell::Null, |date| Cell::Text(date.to_string()))
    };
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let consents: Vec<String> =
        report.consents.iter().map(|(consent, _)| consent_in_words(consent)).collect();
    vec![
        text(report.report.as_str()),
        whole(report.version.into()),
        text(report.person.word()),
        text(&person.name_arabic),
        text(&person.name_latin),
        text(&person.father),
        text(&person.mother),
        text(&person.other_names.join("; ")),
        text(person.sex.map_or("", amana_model::StatedSex::word)),
        date(&person.born),
        text(&person.birthplace),
        date(&person.taken),
        text(&person.taken_where),
        text(&person.held_by),
        date(&person.last_seen),
        text(&person.last_seen_where),
        text(&person.marks),
        text(&person.teeth),
        text(&person.clothing),
        text(&person.testimony),
        text(report.contact.word()),
        text(&consents.join("; ")),
        text(&same.join("; ")),
        text(&report.came.to_string()),
        whole(report.entry),
    ]
}

/// A consent as tables have it: `search`, `sharing: an organisation`.
fn consent_in_words(consent: &Consent) -> String {
    match &consent.recipient {
        Some(recipient) => format!("{}: {recipient}", consent.purpose.word()),
        None => consent.purpose.word().to_owned(),
    }
}
