//! Reports about missing people in the sample: acts in memory, and what was said beside them.

use std::collections::BTreeMap;

use amana_desk::backend::{
    Apart, Backend as _, BackendError, Erasure, MissingBackend, MissingRoom, NewReport, NotReported,
    Reported, Told,
};
use amana_desk::look::RecordedAct;
use amana_model::{
    Act, ConsentChange, Contact, Digest, MissingId, MissingPerson, ReportsComparison, SealedName,
    SealedStatement,
};
use async_trait::async_trait;

use super::Sample;

/// What families said, in memory.
#[derive(Default)]
pub(crate) struct Families {
    pub(super) acts: Vec<RecordedAct>,
    persons: BTreeMap<SealedName, MissingPerson>,
    contacts: BTreeMap<SealedName, Contact>,
    living: BTreeMap<SealedName, Vec<u8>>,
    pub(super) words: BTreeMap<SealedName, String>,
    pub(super) files: BTreeMap<SealedName, (String, Vec<u8>)>,
    sealed: u8,
}

impl Families {
    pub(super) fn seal(&mut self) -> SealedStatement {
        self.sealed += 1;
        SealedStatement { sealed: SealedName([self.sealed; 32]), digest: Digest([self.sealed; 32]) }
    }

    fn room(&self) -> MissingRoom {
        let read =
            |one: &SealedStatement| self.persons.get(&one.sealed).cloned().map_or(Told::Lost, Told::Here);
        MissingRoom::of(self.acts.clone(), &read)
    }
}

impl Sample {
    /// Seals a photograph of the living.
    pub(super) fn seal_living(&self, picture: &[u8]) -> SealedStatement {
        let mut families = self.families.lock().unwrap();
        let sealed = families.seal();
        families.living.insert(sealed.sealed, picture.to_vec());
        sealed
    }

    /// A photograph of the living.
    pub(super) fn living(&self, photograph: &SealedName) -> Option<Vec<u8>> {
        self.families.lock().unwrap().living.get(photograph).cloned()
    }

    pub(super) async fn act_on_missing(&self, token: &str, act: Act) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let json = serde_json::to_value(&act).expect("an act is JSON");
        let mut families = self.families.lock().unwrap();
        let entry = 60_000 + families.acts.len() as u64;
        let (time, agent) = (amana_model::Clock::now(&*self.clock), viewer.name.clone());
        let word = act.word();
        families.acts.push(RecordedAct { entry, time, agent, act });
        drop(families);
        self.record(&viewer.name, word, json["details"].clone());
        Ok(())
    }
}

#[async_trait]
impl MissingBackend for Sample {
    async fn missing(&self) -> Result<MissingRoom, BackendError> {
        Ok(self.families.lock().unwrap().room())
    }

    async fn report_missing(&self, token: &str, new: NewReport) -> Reported<MissingId> {
        let report: MissingId =
            format!("m{:08}", self.families.lock().unwrap().acts.len()).parse().expect("plain");
        let changes: Vec<ConsentChange> = new
            .consents
            .iter()
            .map(|consent| ConsentChange {
                report: report.clone(),
                consent: consent.clone(),
                how: new.how.clone(),
            })
            .collect();
        let fault = new.person.check().and(new.contact.check());
        if let Err(fault) = changes.iter().fold(fault, |fault, change| fault.and(change.check())) {
            return Ok(Err(fault.into()));
        }
        let (statement, contact) = {
            let mut families = self.families.lock().unwrap();
            let statement = families.seal();
            families.persons.insert(statement.sealed, new.person);
            let contact = (!new.contact.is_empty()).then(|| families.seal());
            if let Some(contact) = &contact {
                families.contacts.insert(contact.sealed, new.contact);
            }
            (statement, contact)
        };
        self.act_on_missing(token, Act::MissingReported { report: report.clone(), version: 1, statement })
            .await?;
        if let Some(contact) = contact {
            self.act_on_missing(token, Act::ContactSealed { report: report.clone(), contact }).await?;
        }
        for change in changes {
            self.act_on_missing(token, Act::ConsentGiven(change)).await?;
        }
        Ok(Ok(report))
    }

    async fn amend_missing(
        &self,
        token: &str,
        report: &MissingId,
        seen: u32,
        person: MissingPerson,
    ) -> Reported<u32> {
        if let Err(fault) = person.check() {
            return Ok(Err(fault.into()));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        if known.version != seen {
            return Ok(Err(NotReported::Changed));
        }
        let version = seen + 1;
        let statement = {
            let mut families = self.families.lock().unwrap();
            let statement = families.seal();
            families.persons.insert(statement.sealed, person);
            statement
        };
        self.act_on_missing(token, Act::MissingReported { report: report.clone(), version, statement })
            .await?;
        Ok(Ok(version))
    }

    async fn seal_contact(&self, token: &str, report: &MissingId, contact: Contact) -> Reported<()> {
        if contact.is_empty() {
            return Ok(Err(NotReported::Why));
        }
        let sealed = {
            let mut families = self.families.lock().unwrap();
            let sealed = families.seal();
            families.contacts.insert(sealed.sealed, contact);
            sealed
        };
        self.act_on_missing(token, Act::ContactSealed { report: report.clone(), contact: sealed }).await?;
        Ok(Ok(()))
    }

    async fn read_contact(&self, token: &str, report: &MissingId, purpose: &str) -> Reported<Told<Contact>> {
        if purpose.trim().is_empty() {
            return Ok(Err(NotReported::Why));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        let Some(sealed) = known.contact_statement() else { return Ok(Err(NotReported::Absent)) };
        if known.contact == Apart::Erased {
            return Ok(Ok(Told::Erased));
        }
        self.act_on_missing(token, Act::ContactRead { report: report.clone(), purpose: purpose.to_owned() })
            .await?;
        let families = self.families.lock().unwrap();
        Ok(Ok(families.contacts.get(&sealed.sealed).cloned().map_or(Told::Lost, Told::Here)))
    }

    async fn change_consent(&self, token: &str, change: ConsentChange, given: bool) -> Reported<()> {
        if let Err(fault) = change.check() {
            return Ok(Err(fault.into()));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(&change.report) else { return Ok(Err(NotReported::Absent)) };
        if known.consents_to(&change.consent) == given {
            return Ok(Err(NotReported::Already));
        }
        let act = if given { Act::ConsentGiven(change) } else { Act::ConsentWithdrawn(change) };
        self.act_on_missing(token, act).await?;
        Ok(Ok(()))
    }

    async fn compare_reports(&self, token: &str, comparison: ReportsComparison) -> Reported<()> {
        if comparison.reason.trim().is_empty() {
            return Ok(Err(NotReported::Why));
        }
        let room = self.missing().await?;
        if room.get(&comparison.one).is_none() || room.get(&comparison.other).is_none() {
            return Ok(Err(NotReported::Absent));
        }
        if room.verdict(&comparison.one, &comparison.other) == comparison.verdict {
            return Ok(Err(NotReported::Already));
        }
        self.act_on_missing(token, Act::ReportsCompared(comparison)).await?;
        Ok(Ok(()))
    }

    async fn erase_missing(
        &self,
        token: &str,
        report: &MissingId,
        what: Erasure,
        order: &str,
    ) -> Reported<u64> {
        if order.trim().is_empty() {
            return Ok(Err(NotReported::Why));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        let sealed = known.statements(what);
        let (report, order, gone) = (report.clone(), order.to_owned(), sealed.len() as u64);
        self.act_on_missing(token, Act::StatementsErased { report, sealed, order }).await?;
        Ok(Ok(gone))
    }
}
