//! The desk over a real archive. No decision is made here: each method is one use case of the archive, its answer put
//! into the desk's terms.

mod claims;
mod coding;
mod findings;
mod letters;
mod missing;
mod publications;
mod rechecks;
mod reports;
mod searching;
mod viewings;

use std::collections::BTreeSet;
use std::error::Error as _;
use std::sync::Arc;

use amana_archive::access::{self, Session, SignInError as Refused};
use amana_archive::count::Snapshot;
use amana_archive::look::{About, OccurrenceFilter as Filter};
use amana_archive::{Archive, ArchiveError, ErrorKind, KeyingOutcome, PreviewSize, Stage, can_do};
use amana_model::{
    AccessionId, AccountId, AcquisitionReport, Assignment, Decision, Definitions, Digest, DrawFault,
    Exposure, ExposureRule, Hand, IndividualId, Keyed, KeyingRule, MarkingRef, Outcome, Place, Queue, Region,
    Standing, UtcTime,
};
use async_trait::async_trait;

use super::{
    Assigned, Backend, BackendError, Bystander, Decided, EventsAbout, Given, ImportReport, IndividualSheet,
    IntakeProgress, Jpeg, KeyingState, KnownPlaces, List, ListBack, ListField, ListTakenOver, Neighbours,
    OccurrenceFilter, Person, PictureSize, Preferences, ProofCheck, ProofStep, Recorded, Right, SeenClosely,
    SignInError, Stretch, Suggestion, Theme, ToDecide, Viewer, Waits, WhoseWork, Work,
};
use crate::look::{
    AccessionRow, AssignmentRow, EventRow, Facets, GridFilter, GridOrder, GridRow, GroupPlace, IndividualRow,
    OccurrenceRow, Photograph, Status,
};
use crate::words::Language;

/// Acts looked through at once for a person's own views.
const ACTS: u64 = 500;

/// The desk's view of an archive that was opened with keys.
pub struct ArchiveBackend {
    archive: Arc<Archive>,
    faces: Option<amana_archive::FaceModels>,
}

impl ArchiveBackend {
    /// The desk's view of an archive; with the models for faces, photographs of the living can be compared.
    pub fn new(archive: Arc<Archive>, faces: Option<amana_archive::FaceModels>) -> Self {
        Self { archive, faces }
    }

    async fn session_of(&self, token: &str) -> Result<Session, BackendError> {
        self.archive.session(token).await?.ok_or(BackendError::NotFound)
    }

    /// The uncovered views of an account since a time, newest first: read from the acts, newest first, until older.
    async fn views(
        &self,
        account: &str,
        since: UtcTime,
        limit: usize,
    ) -> Result<Vec<EventRow>, BackendError> {
        let catalog = self.archive.catalog().await?;
        let (mut views, mut offset) = (Vec::new(), 0);
        loop {
            let acts = catalog.events(About::Acts, offset, ACTS).await.map_err(failed)?;
            let done = acts.len() < ACTS as usize || acts.iter().any(|act| act.time < since);
            let mine = |act: &EventRow| {
                act.act == "original-viewed" && act.time >= since && act.details["account"] == account
            };
            views.extend(acts.into_iter().filter(mine));
            if done || views.len() >= limit {
                views.truncate(limit);
                return Ok(views);
            }
            offset += ACTS;
        }
    }

    /// How many occurrences a filter leaves, from the counts that are kept anyway.
    async fn occurrences_count(&self, filter: &OccurrenceFilter) -> Result<u64, BackendError> {
        let of = |outcomes: &std::collections::BTreeMap<Outcome, u64>, outcome: Option<Outcome>| match outcome
        {
            Some(outcome) => outcomes.get(&outcome).copied().unwrap_or(0),
            None => outcomes.values().sum(),
        };
        if let Some(accession) = &filter.accession {
            let row = self.accession(accession).await?;
            return Ok(row.map_or(0, |row| of(&row.counts.outcomes, filter.outcome)));
        }
        let status = self.archive.status().await?;
        Ok(filter
            .outcome
            .map_or(status.occurrences, |outcome| status.outcomes.get(outcome.word()).copied().unwrap_or(0)))
    }
}

impl From<ArchiveError> for BackendError {
    fn from(error: ArchiveError) -> Self {
        match error.kind {
            ErrorKind::Absent => Self::NotFound,
            ErrorKind::NoPicture(why) => {
                Self::NoPicture { why, detail: error.source().map(ToString::to_string) }
            }
            ErrorKind::Rest(rest) => Self::Rest(rest),
            ErrorKind::Mistake | ErrorKind::Damage | ErrorKind::Interrupted | ErrorKind::Machine => {
                failed(error)
            }
        }
    }
}

/// An error of the archive with all its causes, for the trace.
fn failed(error: impl std::error::Error) -> BackendError {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words.push_str(": ");
        words.push_str(&inner.to_string());
        cause = inner.source();
    }
    BackendError::Failed(words)
}

fn viewer(session: Session) -> Viewer {
    let rights = [
        (access::Right::Look, Right::Look),
        (access::Right::Uncover, Right::Uncover),
        (access::Right::Prove, Right::Prove),
        (access::Right::ReadActivity, Right::Activity),
        (access::Right::Key, Right::Key),
        (access::Right::Settle, Right::Settle),
        (access::Right::Decide, Right::Decide),
        (access::Right::Import, Right::Import),
        (access::Right::Assign, Right::Assign),
        (access::Right::Bystanders, Right::Bystanders),
        (access::Right::Code, Right::Code),
        (access::Right::Adjudicate, Right::Adjudicate),
        (access::Right::Export, Right::Export),
        (access::Right::Families, Right::Families),
        (access::Right::CompareFaces, Right::CompareFaces),
        (access::Right::Claims, Right::Claims),
        (access::Right::ReviewClaims, Right::ReviewClaims),
        (access::Right::Publish, Right::Publish),
        (access::Right::ManageAccounts, Right::Govern),
    ];
    let role = session.account.role;
    let ends = session.created.unix_seconds() + access::ABSOLUTE.as_secs() as i64;
    let language = session.account.language.as_deref().and_then(Language::from_word);
    let theme = session.account.theme.map_or(Theme::Machine, |theme| match theme {
        access::Theme::Light => Theme::Light,
        access::Theme::Dark => Theme::Dark,
    });
    Viewer {
        account: session.account.id,
        name: session.account.display_name,
        role: role.word().to_owned(),
        rights: rights.into_iter().filter(|(theirs, _)| role.may(*theirs)).map(|(_, ours)| ours).collect(),
        csrf: session.csrf,
        uncovered_until: session.uncovered_until,
        expires: UtcTime::from_unix(ends, 0).unwrap_or(session.created),
        preferences: Preferences { language, theme },
    }
}

/// The desk's word for what an intake is doing.
fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Surveying => "survey",
        Stage::TakingIn => "reading",
        Stage::Grouping => "analysing",
        Stage::Closing | Stage::Done => "closing",
    }
}

#[async_trait]
impl Backend for ArchiveBackend {
    async fn sign_in(&self, name: &str, password: &str) -> Result<String, SignInError> {
        match self.archive.sign_in(name, password).await {
            Ok(session) => Ok(session.token),
            Err(Refused::WrongNameOrPassword) => Err(SignInError::WrongNameOrPassword),
            Err(Refused::TooMany { wait }) => {
                Err(SignInError::TooMany { wait_seconds: wait.as_secs().max(1) })
            }
            Err(Refused::Disabled) => Err(SignInError::Disabled),
            Err(error) => Err(SignInError::Backend(failed(error))),
        }
    }

    async fn session(&self, token: &str) -> Result<Option<Viewer>, BackendError> {
        Ok(self.archive.session(token).await?.map(viewer))
    }

    async fn sign_out(&self, token: &str) -> Result<(), BackendError> {
        let session = self.session_of(token).await?;
        Ok(self.archive.sign_out(&session).await?)
    }

    async fn uncover(&self, token: &str, minutes: u32) -> Result<(), BackendError> {
        let session = self.session_of(token).await?;
        self.archive.uncover(&session, minutes).await?;
        Ok(())
    }

    async fn cover_again(&self, token: &str) -> Result<(), BackendError> {
        let session = self.session_of(token).await?;
        Ok(self.archive.cover_again(&session).await?)
    }

    async fn exposure(&self, token: &str) -> Result<(ExposureRule, Exposure), BackendError> {
        Ok(self.archive.exposure(&self.session_of(token).await?.account.id).await?)
    }

    async fn set_exposure_rule(&self, token: &str, rule: ExposureRule) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.set_exposure_rule(&self.archive.agent_of(&account), rule).await?)
    }

    async fn prefer(&self, token: &str, preferences: Preferences) -> Result<(), BackendError> {
        let session = self.session_of(token).await?;
        let theme = match preferences.theme {
            Theme::Machine => None,
            Theme::Light => Some(access::Theme::Light),
            Theme::Dark => Some(access::Theme::Dark),
        };
        Ok(self.archive.prefer(&session, preferences.language.map(Language::word), theme).await?)
    }

    async fn status(&self) -> Result<Status, BackendError> {
        Ok(self.archive.status().await?)
    }

    async fn accessions(&self) -> Result<Vec<AccessionRow>, BackendError> {
        let mut rows = self.archive.catalog().await?.accessions().await.map_err(failed)?;
        rows.sort_by(|a, b| (b.opened, &b.id).cmp(&(a.opened, &a.id)));
        Ok(rows)
    }

    async fn accession(&self, id: &AccessionId) -> Result<Option<AccessionRow>, BackendError> {
        self.archive.catch_up().await?;
        self.archive.catalog().await?.accession(id).await.map_err(failed)
    }

    async fn report(&self, id: &AccessionId) -> Result<Option<AcquisitionReport>, BackendError> {
        match self.accession(id).await? {
            Some(row) if row.report.is_some() => Ok(self.archive.report(id).await?),
            _ => Ok(None),
        }
    }

    async fn running(&self) -> Result<Vec<IntakeProgress>, BackendError> {
        let running = self.archive.running()?.into_iter().filter(|running| running.active);
        Ok(running
            .map(|running| running.progress)
            .map(|progress| IntakeProgress {
                stage: stage(progress.stage).to_owned(),
                accession: progress.accession,
                found: progress.files_total.max(progress.done),
                done: progress.done,
                bytes: progress.bytes,
                bytes_total: (progress.bytes_total > 0).then_some(progress.bytes_total),
                rate: progress.rate,
                seconds_left: progress.seconds_left,
            })
            .collect())
    }

    async fn grid(
        &self,
        filter: &GridFilter,
        order: GridOrder,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<GridRow>, BackendError> {
        let catalog = self.archive.catalog().await?;
        catalog.grid(filter, order, offset, u64::from(limit)).await.map_err(failed)
    }

    async fn count(&self, filter: &GridFilter) -> Result<u64, BackendError> {
        self.archive.catch_up().await?;
        self.archive.catalog().await?.count(filter).await.map_err(failed)
    }

    async fn facets(&self, filter: &GridFilter) -> Result<Facets, BackendError> {
        self.archive.catalog().await?.facets(filter).await.map_err(failed)
    }

    async fn photograph(&self, digest: &Digest) -> Result<Option<Photograph>, BackendError> {
        self.archive.catalog().await?.photograph(digest).await.map_err(failed)
    }

    async fn closely(&self, digest: &Digest) -> Result<SeenClosely, BackendError> {
        let seen = self.archive.closely(digest).await?;
        if seen.look.is_none() {
            // Somebody is looking at it: an analysis that runs takes it first. That it cannot be asked for stops nobody.
            let asked = self.archive.ask_for_a_look(std::slice::from_ref(digest)).await;
            asked.unwrap_or_else(|error| tracing::warn!("a close look could not be asked for: {error}"));
        }
        Ok(seen)
    }

    async fn neighbours(
        &self,
        digest: &Digest,
        filter: &GridFilter,
        order: GridOrder,
    ) -> Result<Neighbours, BackendError> {
        let catalog = self.archive.catalog().await?;
        let place = catalog.position(filter, order, digest).await.map_err(failed)?;
        Ok(place.map_or_else(Neighbours::default, |place| Neighbours {
            position: Some(place.index),
            count: place.count,
            previous: place.previous,
            next: place.next,
        }))
    }

    async fn occurrences(
        &self,
        filter: &OccurrenceFilter,
        offset: u64,
        limit: u32,
    ) -> Result<Stretch<OccurrenceRow>, BackendError> {
        let count = self.occurrences_count(filter).await?;
        let asked = Filter { accession: filter.accession.clone(), outcome: filter.outcome };
        let catalog = self.archive.catalog().await?;
        let rows = catalog.occurrences(&asked, offset, u64::from(limit)).await.map_err(failed)?;
        Ok(Stretch { rows, count })
    }

    async fn events(
        &self,
        about: &EventsAbout,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, BackendError> {
        self.archive.catch_up().await?;
        let about = match about {
            EventsAbout::Everything => About::Everything,
            EventsAbout::Acts => About::Acts,
            EventsAbout::Original(digest) => About::Original(digest),
            EventsAbout::Accession(id) => About::Accession(id),
            EventsAbout::By(agent, act, since) => About::By(agent, act, *since),
            EventsAbout::ViewsBy(account, since) => {
                return self.views(account.as_str(), *since, limit as usize).await;
            }
        };
        let catalog = self.archive.catalog().await?;
        catalog.events(about, offset, u64::from(limit)).await.map_err(failed)
    }

    async fn cover(&self, digest: &Digest) -> Result<Jpeg, BackendError> {
        Ok(self.archive.cover(digest).await?)
    }

    async fn picture(
        &self,
        token: &str,
        digest: &Digest,
        size: PictureSize,
        bystanders: Option<&str>,
    ) -> Result<Jpeg, BackendError> {
        let session = self.session_of(token).await?;
        let (agent, account) = (self.archive.agent_of(&session.account), &session.account.id);
        let preview = |size| self.archive.preview(&agent, account, digest, size, bystanders);
        let picture = match size {
            PictureSize::Grid => preview(PreviewSize::Grid).await,
            PictureSize::View => preview(PreviewSize::View).await,
            PictureSize::Original => self.archive.full(&agent, account, digest, bystanders).await,
        };
        Ok(picture?)
    }

    async fn drawn_markings(&self, digest: &Digest) -> Result<Vec<Region>, BackendError> {
        Ok(self.archive.drawn_markings(digest).await?)
    }

    async fn draw_marking(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
    ) -> Result<Result<(), DrawFault>, BackendError> {
        let account = self.session_of(token).await?.account;
        let drawn = self.archive.draw_marking(&self.archive.agent_of(&account), digest, region).await?;
        Ok(drawn.map(drop))
    }

    async fn bystanders(&self, digest: &Digest) -> Result<Vec<Bystander>, BackendError> {
        Ok(self.archive.bystanders(digest).await?)
    }

    async fn mark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
        note: &str,
    ) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        self.archive.mark_bystander(&agent, digest, region, Some(note.to_owned())).await?;
        Ok(())
    }

    async fn unmark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        entry: u64,
        reason: &str,
    ) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        self.archive.unmark_bystander(&self.archive.agent_of(&account), digest, entry, reason).await?;
        Ok(())
    }

    async fn keying(&self) -> Result<KeyingState, BackendError> {
        let figures = self.archive.keying_figures().await?;
        let (rule, _) = self.archive.catalog().await?.keying_rule().await.map_err(failed)?;
        let accounts = self.archive.list_accounts().await?;
        let name = |id: &str| accounts.iter().find(|account| account.id.as_str() == id);
        let named = |(id, count): (&String, &u64)| {
            (name(id).map_or_else(|| id.clone(), |account| account.display_name.clone()), *count)
        };
        let mut by_name: Vec<(String, u64)> = figures.by_account.iter().map(named).collect();
        by_name.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(KeyingState { figures, by_name, rule })
    }

    async fn standings(&self) -> Result<Vec<(MarkingRef, String, Option<Keyed>)>, BackendError> {
        Ok(self.archive.standings().await?)
    }

    async fn next_to_key(&self, token: &str) -> Result<Option<MarkingRef>, BackendError> {
        let session = self.session_of(token).await?;
        let third = session.account.role.may(access::Right::Settle);
        let agent = self.archive.agent_of(&session.account);
        Ok(self.archive.next_to_key(&agent, &session.account.id, third).await?)
    }

    async fn holds(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError> {
        Ok(self.archive.holds(&self.session_of(token).await?.account.id, marking))
    }

    async fn crop(&self, token: &str, marking: &MarkingRef) -> Result<Jpeg, BackendError> {
        Ok(self.archive.crop(&self.session_of(token).await?.account.id, marking).await?)
    }

    async fn key_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Result<Recorded, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(match self.archive.key_marking(&agent, &account.id, marking, keyed).await? {
            KeyingOutcome::Recorded(Standing::Divided)
                if account.role.may(access::Right::Settle)
                    && self.archive.to_decide(&account.id, marking).await?.is_some() =>
            {
                Recorded::ToDecide
            }
            KeyingOutcome::Recorded(_) => Recorded::Yes,
            KeyingOutcome::TooLate => Recorded::TooLate,
        })
    }

    async fn hand(&self, token: &str, marking: &MarkingRef) -> Result<Option<Hand>, BackendError> {
        Ok(self.archive.hand(&self.session_of(token).await?.account.id, marking).await?)
    }

    async fn to_take_back(&self, token: &str) -> Result<Vec<(MarkingRef, Keyed)>, BackendError> {
        Ok(self.archive.to_take_back(&self.session_of(token).await?.account.id).await?)
    }

    async fn take_back(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.take_back(&self.archive.agent_of(&account), &account.id, marking).await?)
    }

    async fn to_decide(&self, token: &str, marking: &MarkingRef) -> Result<Option<ToDecide>, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.hand_to_decide(&self.archive.agent_of(&account), &account.id, marking).await?)
    }

    async fn decide_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
        reason: &str,
    ) -> Result<Recorded, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(match self.archive.decide_marking(&agent, &account.id, marking, (keyed, reason)).await? {
            KeyingOutcome::Recorded(_) => Recorded::Yes,
            KeyingOutcome::TooLate => Recorded::TooLate,
        })
    }

    async fn reopen_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        reason: &str,
    ) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.reopen_marking(&self.archive.agent_of(&account), marking, reason).await?)
    }

    async fn set_keying_rule(&self, token: &str, rule: KeyingRule) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.set_keying_rule(&self.archive.agent_of(&account), rule).await?)
    }

    async fn individuals(&self) -> Result<Vec<IndividualRow>, BackendError> {
        Ok(self.archive.individuals().await?)
    }

    async fn without_picture(&self, photographs: &[Digest]) -> Result<BTreeSet<Digest>, BackendError> {
        let briefs = self.archive.catalog().await?.briefs(photographs).await.map_err(failed)?;
        Ok(briefs.into_iter().filter(|brief| !brief.previews).map(|brief| brief.digest).collect())
    }

    async fn individual(&self, individual: &IndividualId) -> Result<Option<IndividualSheet>, BackendError> {
        Ok(self.archive.individual(individual).await?)
    }

    async fn suggestion(
        &self,
        token: &str,
        from: Option<&Digest>,
    ) -> Result<Option<Suggestion>, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.suggestion(&account.id, from).await?)
    }

    async fn groups(&self) -> Result<Vec<(GroupPlace, bool)>, BackendError> {
        Ok(self.archive.groups().await?)
    }

    fn new_individual(&self) -> IndividualId {
        self.archive.new_individual()
    }

    async fn decide(&self, token: &str, decision: Decision, seen: u64) -> Result<Decided, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.decide(&self.archive.agent_of(&account), decision, seen).await?)
    }

    async fn import(
        &self,
        token: &str,
        list: &Arc<List>,
        columns: &[(ListField, String)],
        record: bool,
    ) -> Result<ImportReport, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        let (archive, list, columns) = (self.archive.clone(), list.clone(), columns.to_vec());
        // On its own feet: a browser that goes away in the middle leaves no half list.
        let task = tokio::spawn(async move { archive.import_list(&agent, &list, &columns, record).await });
        Ok(task.await.map_err(failed)??)
    }

    async fn lists_taken_over(&self) -> Result<Vec<ListTakenOver>, BackendError> {
        Ok(self.archive.lists_taken_over().await?)
    }

    async fn take_list_back(&self, token: &str, list: &Digest) -> Result<ListBack, BackendError> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.take_list_back(&agent, list, true).await?)
    }

    async fn families_waiting(&self, whose: WhoseWork) -> Result<Vec<(Waits, u64)>, BackendError> {
        Ok(self.archive.families_waiting(whose).await?)
    }

    async fn work(&self) -> Result<Work, BackendError> {
        let state = self.archive.work().await?;
        let accounts = self.archive.list_accounts().await?;
        let name = |id: &AccountId| {
            let known = accounts.iter().find(|account| account.id == *id);
            known.map_or_else(|| id.to_string(), |account| account.display_name.clone())
        };
        let can_do = |role| Queue::ALL.into_iter().filter(|queue| can_do(role, *queue)).collect();
        let person = |account: &access::Account| Person {
            account: account.id.clone(),
            name: account.display_name.clone(),
            can_do: can_do(account.role),
            codes: account.role.may(access::Right::Code),
        };
        let given = |row: AssignmentRow| Given {
            name: name(&row.assignment.account),
            to_key: state.to_key.get(&row.entry).copied(),
            row,
        };
        Ok(Work {
            queues: state.queues,
            given: state.assignments.into_iter().map(given).collect(),
            done_by: state.done_by,
            lately: state.lately,
            people: accounts.iter().filter(|account| account.disabled.is_none()).map(person).collect(),
        })
    }

    async fn assign(&self, token: &str, assignment: Assignment) -> Result<Assigned, BackendError> {
        let account = self.session_of(token).await?.account;
        match self.archive.assign_work(&self.archive.agent_of(&account), assignment).await {
            Ok(_) => Ok(Assigned::Recorded),
            Err(error) if error.kind == ErrorKind::Mistake => Ok(Assigned::Refused),
            Err(error) => Err(error.into()),
        }
    }

    async fn withdraw(&self, token: &str, entry: u64) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.withdraw_work(&self.archive.agent_of(&account), entry).await?)
    }

    async fn counting(&self) -> Result<(Definitions, Snapshot), BackendError> {
        let definitions = self.archive.definitions().await?;
        Ok((definitions, self.archive.snapshot().await?))
    }

    async fn places(&self) -> Result<KnownPlaces, BackendError> {
        Ok(self.archive.places().await?)
    }

    async fn describe_place(&self, token: &str, place: Place, seen: u64) -> Result<Decided, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.describe_place(&self.archive.agent_of(&account), place, seen).await?)
    }

    async fn check_proof(&self, digest: &Digest) -> Result<ProofCheck, BackendError> {
        let check = self.archive.check_proof(digest).await?;
        let step = |step: &str, ok: bool, failed: &str| ProofStep {
            step: step.to_owned(),
            ok,
            detail: (!ok).then(|| failed.to_owned()),
        };
        Ok(ProofCheck {
            ok: check.bytes_intact && check.in_log,
            entry: check.index,
            tree_size: check.size,
            root: check.root,
            taken_in: check.time,
            checked: self.archive.services().clock.now(),
            steps: vec![
                step("original", check.bytes_intact, "the sealed object does not give the digest"),
                step("log", check.in_log, "the entry does not lie under the signed root"),
            ],
        })
    }

    async fn proof_file(&self, token: &str, digest: &Digest) -> Result<Vec<u8>, BackendError> {
        let session = self.session_of(token).await?;
        let agent = self.archive.agent_of(&session.account);
        Ok(self.archive.prove_as(&agent, digest).await?.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use amana_archive::NoPicture;

    use super::*;

    #[test]
    fn only_what_is_not_there_is_not_found() {
        let of = |error: ArchiveError| BackendError::from(error);
        assert!(matches!(of(ArchiveError::absent("no such original")), BackendError::NotFound));
        for inside in [ArchiveError::mistake("no key"), ArchiveError::damage("x"), ArchiveError::machine("x")]
        {
            assert!(matches!(of(inside), BackendError::Failed(_)));
        }
        let shown =
            of(ArchiveError::new(ErrorKind::NoPicture(NoPicture::Unreadable), "x").because("cut off"));
        let BackendError::NoPicture { why, detail } = shown else { panic!("{shown}") };
        assert_eq!((why, detail.as_deref()), (NoPicture::Unreadable, Some("cut off")));
    }
}
