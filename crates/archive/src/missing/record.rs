//! Taking a report in, telling it anew, consents, and reading a contact.

use amana_model::{
    Act, Agent, Consent, ConsentChange, Contact, MissingFault, MissingId, MissingPerson, ReportsComparison,
};

use super::{Apart, MissingReport, NotReported, Prepared, ReadContact, Told};
use crate::archive::Archive;
use crate::error::Result;

/// The longest purpose, in characters.
const LONGEST_PURPOSE: usize = 500;

/// What a family says for the first time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewReport {
    /// What is said of the missing person.
    pub person: MissingPerson,
    /// Who says it; left out if nobody is named.
    pub contact: Contact,
    /// What they consent to.
    pub consents: Vec<Consent>,
    /// How they consented: on paper, by voice, before whom.
    pub how: String,
}

impl NewReport {
    /// Checks all that it says.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> std::result::Result<(), MissingFault> {
        let nobody: MissingId = "m".parse().expect("a letter");
        self.person.check()?;
        self.contact.check()?;
        self.changes(&nobody).iter().try_for_each(ConsentChange::check)
    }

    /// Its consents, each once, as the log has them.
    pub(super) fn changes(&self, report: &MissingId) -> Vec<ConsentChange> {
        let mut consents = self.consents.clone();
        consents.sort();
        consents.dedup();
        let how = self.how.trim();
        let change = |consent| ConsentChange { report: report.clone(), consent, how: how.to_owned() };
        consents.into_iter().map(change).collect()
    }
}

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotReported>>;

impl Archive {
    /// Takes a report in: what is said and who says it sealed apart, consents as entries of their own, all at once.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail; nothing is taken in then.
    pub async fn report_missing(&self, agent: &Agent, new: &NewReport) -> Outcome<MissingId> {
        self.keys()?;
        if let Err(fault) = new.check() {
            return Ok(Err(fault.into()));
        }
        let _alone = self.reporting.lock().await;
        let taken = self.seal_reports(agent, &[new]).await?;
        Ok(Ok(taken.into_iter().next().expect("one was taken in")))
    }

    /// Seals reports and records them, all in one go; gives their identifiers. They were checked.
    pub(super) async fn seal_reports(&self, agent: &Agent, reports: &[&NewReport]) -> Result<Vec<MissingId>> {
        self.seal_reports_with(agent, reports, |_| Ok(Default::default())).await
    }

    /// As [`Self::seal_reports`], with acts more that name them, and what is sealed for those.
    pub(crate) async fn seal_reports_with(
        &self,
        agent: &Agent,
        reports: &[&NewReport],
        more: impl FnOnce(&[MissingId]) -> Result<(Vec<Act>, Vec<Prepared>)>,
    ) -> Result<Vec<MissingId>> {
        self.sweep_statements()?;
        let (mut ids, mut acts, mut prepared) = (Vec::new(), Vec::new(), Vec::new());
        for new in reports {
            let report: MissingId = self.services.new_id('m');
            let person = self.prepare_statement(&new.person)?;
            let statement = person.sealed.clone();
            acts.push(Act::MissingReported { report: report.clone(), version: 1, statement });
            prepared.push(person);
            if !new.contact.is_empty() {
                let contact = self.prepare_statement(&new.contact)?;
                acts.push(Act::ContactSealed { report: report.clone(), contact: contact.sealed.clone() });
                prepared.push(contact);
            }
            acts.extend(new.changes(&report).into_iter().map(Act::ConsentGiven));
            ids.push(report);
        }
        let (also, sealed) = more(&ids)?;
        acts.extend(also);
        prepared.extend(sealed);
        self.keep_statements(&prepared.iter().collect::<Vec<_>>())?;
        self.record_as(agent, acts).await?;
        Ok(ids)
    }

    /// Tells a report anew, over the version that whoever tells it saw. The earlier version stays.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn amend_missing(
        &self,
        agent: &Agent,
        report: &MissingId,
        seen: u32,
        person: &MissingPerson,
    ) -> Outcome<u32> {
        if let Err(fault) = person.check() {
            return Ok(Err(fault.into()));
        }
        let _alone = self.reporting.lock().await;
        let known = match self.standing_report(report).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        if known.version != seen {
            return Ok(Err(NotReported::Changed));
        }
        self.sweep_statements()?;
        let prepared = self.prepare_statement(person)?;
        self.keep_statements(&[&prepared])?;
        let version = known.version + 1;
        let act =
            Act::MissingReported { report: report.clone(), version, statement: prepared.sealed.clone() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(version))
    }

    /// Seals a contact in place of the one before, which stays sealed until contacts are erased.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn seal_contact(&self, agent: &Agent, report: &MissingId, contact: &Contact) -> Outcome<()> {
        if let Err(fault) = contact.check() {
            return Ok(Err(fault.into()));
        }
        if contact.is_empty() {
            return Ok(Err(NotReported::Why));
        }
        let _alone = self.reporting.lock().await;
        if let Err(refused) = self.standing_report(report).await? {
            return Ok(Err(refused));
        }
        self.sweep_statements()?;
        let prepared = self.prepare_statement(contact)?;
        self.keep_statements(&[&prepared])?;
        let act = Act::ContactSealed { report: report.clone(), contact: prepared.sealed.clone() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Reads who reports and how to reach them. The event comes before the answer.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn read_contact(
        &self,
        agent: &Agent,
        report: &MissingId,
        purpose: &str,
    ) -> Outcome<ReadContact> {
        let purpose = purpose.trim();
        if purpose.is_empty() || purpose.chars().count() > LONGEST_PURPOSE {
            return Ok(Err(NotReported::Why));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        let Some(last) = known.contact_statement() else { return Ok(Err(NotReported::Absent)) };
        if known.contact == Apart::Erased {
            return Ok(Ok(Told::Erased));
        }
        let act = Act::ContactRead { report: report.clone(), purpose: purpose.to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(self.read_statement::<Contact>(&self.keys()?.identities, last)))
    }

    /// Records that a family consents, or no longer does.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn change_consent(&self, agent: &Agent, change: ConsentChange, given: bool) -> Outcome<()> {
        if let Err(fault) = change.check() {
            return Ok(Err(fault.into()));
        }
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        let Some(known) = room.get(&change.report) else { return Ok(Err(NotReported::Absent)) };
        if known.consents_to(&change.consent) == given {
            return Ok(Err(NotReported::Already));
        }
        // Nobody consents to the use of what is gone; to withdraw is always possible.
        if given && matches!(known.person, Told::Erased) {
            return Ok(Err(NotReported::Erased));
        }
        let act = if given { Act::ConsentGiven(change) } else { Act::ConsentWithdrawn(change) };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Records whether two reports are about one person, or that an earlier decision is taken back. Nothing is joined: each family's
    /// report stays its own.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn compare_reports(&self, agent: &Agent, comparison: ReportsComparison) -> Outcome<()> {
        let reason = comparison.reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_PURPOSE {
            return Ok(Err(NotReported::Why));
        }
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        let (one, other) = (&comparison.one, &comparison.other);
        if one == other || room.get(one).is_none() || room.get(other).is_none() {
            return Ok(Err(NotReported::Absent));
        }
        if room.verdict(one, other) == comparison.verdict {
            return Ok(Err(NotReported::Already));
        }
        let comparison =
            ReportsComparison::of(one.clone(), other.clone(), comparison.verdict, reason.to_owned());
        self.record_as(agent, vec![Act::ReportsCompared(comparison)]).await?;
        Ok(Ok(()))
    }

    /// A report that can still be changed.
    pub(super) async fn standing_report(&self, report: &MissingId) -> Outcome<MissingReport> {
        let room = self.missing().await?;
        Ok(match room.get(report) {
            None => Err(NotReported::Absent),
            Some(known) if known.person == Told::Erased => Err(NotReported::Erased),
            Some(known) => Ok(known.clone()),
        })
    }
}
