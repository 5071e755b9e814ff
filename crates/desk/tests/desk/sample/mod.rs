//! A sample archive for the desk's tests and its example: drawn pictures, invented names, everything in memory.
//!
//! Deterministic: the same size gives the same rows. Nothing in it is a real picture or a real person.

mod accounts;
mod bystanders;
mod claims;
mod coding;
mod coding_backend;
mod counting;
mod drawn;
mod exposure;
mod findings;
mod keying;
mod letters;
mod made;
mod missing;
mod people;
mod places;
mod publications;
mod rechecks;
mod reports;
mod searching;
mod study;
mod viewings;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use amana_desk::backend::count::Snapshot;
use amana_desk::backend::{
    Assigned, Backend, BackendError, Bystander, ClaimsBackend as _, Decided, EventsAbout, Given,
    ImportReport, IndividualSheet, IntakeProgress, Jpeg, KeyingState, KnownPlaces, LettersBackend as _, List,
    ListBack, ListField, ListTakenOver, MissingBackend as _, Neighbours, NoPicture, OccurrenceFilter, Person,
    PictureSize, Preferences, ProofCheck, ProofStep, PublicationsBackend as _, Recorded, Right,
    SearchBackend as _, SeenClosely, SignInError, Stretch, Suggestion, ToDecide, Viewer, Waits, WhoseWork,
    Work,
};
use amana_desk::look::{
    AccessionRow, AssignmentRow, Brief, DoneBy, EventRow, Facet, Facets, GridFilter, GridOrder, GridRow,
    GroupPlace, IndividualRow, OccurrenceRow, Photograph, QueueRow, Status,
};
use amana_model::{
    AccessionId, AcquisitionReport, Assignment, Clock, Decision, Definitions, Digest, DrawFault, Exposure,
    ExposureRule, Hand, IndividualId, Keyed, KeyingRule, MarkingRef, Outcome, Place, Queue, Region, UtcTime,
};
use async_trait::async_trait;

pub(crate) use made::{Made, OPEN, RUNNING, THE_LARGE};

/// The password of every sample account.
pub(crate) const PASSWORD: &str = "a sample password";

/// An archive in memory.
pub(crate) struct Sample {
    made: Made,
    clock: Arc<dyn Clock>,
    sessions: Mutex<HashMap<String, Viewer>>,
    events: Mutex<Vec<EventRow>>,
    markings: Mutex<keying::Markings>,
    decisions: Mutex<people::Decisions>,
    given: Mutex<Vec<Given>>,
    exposure_rule: Mutex<ExposureRule>,
    described: Mutex<places::Described>,
    bystanders: Mutex<bystanders::Marked>,
    coded: Mutex<coding::Codings>,
    found: Mutex<amana_desk::backend::Findings>,
    rechecked: Mutex<amana_desk::backend::Rechecks>,
    families: Mutex<missing::Families>,
    letters: Mutex<letters::Letters>,
    published: Mutex<Vec<amana_desk::look::RecordedAct>>,
    /// Fails every look at the archive, for the page that says so.
    pub(crate) broken: std::sync::atomic::AtomicBool,
}

impl Sample {
    /// An archive with so many photographs.
    pub(crate) fn new(photographs: usize, clock: Arc<dyn Clock>) -> Self {
        let made = Made::new(photographs);
        let events = Mutex::new(made.events.clone());
        let marked = made.rows.iter().filter(|row| row.row.previews).take(24).map(|row| row.row.digest);
        let markings = Mutex::new(keying::Markings::on(marked));
        let shown = made.rows.iter().filter(|row| row.row.previews).skip(80).take(20);
        let (found, families) = (Mutex::default(), Mutex::default());
        let letters = Mutex::new(letters::Letters::made(clock.now()));
        let coded = Mutex::new(coding::Codings::of(&shown.map(|row| row.row.digest).collect::<Vec<_>>()));
        let shown = made.rows.iter().filter(|row| row.row.previews).skip(40).take(32).map(brief).collect();
        let decisions = Mutex::new(people::Decisions::about(shown));
        Self {
            made,
            clock,
            sessions: Mutex::default(),
            events,
            decisions,
            given: Mutex::default(),
            described: Mutex::default(),
            bystanders: Mutex::default(),
            coded,
            found,
            families,
            letters,
            published: Mutex::default(),
            rechecked: Mutex::default(),
            exposure_rule: Mutex::default(),
            markings,
            broken: false.into(),
        }
    }

    /// The same with people who were put together, a sample of them, and a study of it that two coded.
    pub(crate) fn with_study(self) -> Self {
        let put = self.made.rows.iter().filter(|row| row.row.previews).skip(120).take(2 * study::PEOPLE);
        let (time, put) = (self.clock.now(), put.map(brief).collect());
        let frame = self.decisions.lock().unwrap().put_together(time, put);
        self.coded.lock().unwrap().coded(frame, time);
        self
    }

    /// The digest of the photograph at a place in the order of accession.
    pub(crate) fn digest(&self, place: usize) -> Digest {
        self.made.rows[place].row.digest
    }

    /// The digest of an original that cannot be read as a picture.
    pub(crate) fn unreadable(&self) -> Digest {
        let unreadable = |row: &&made::MadeRow| row.row.condition == amana_model::Condition::Unreadable;
        self.made.rows.iter().find(unreadable).expect("the sample has some").row.digest
    }

    /// The file name of a photograph.
    pub(crate) fn name_of(&self, digest: &Digest) -> String {
        self.made.by_digest.get(digest).map(|place| self.made.rows[*place].row.name.clone()).expect("there")
    }

    /// How many events of a kind there are.
    pub(crate) fn events_of(&self, act: &str) -> usize {
        self.events.lock().unwrap().iter().filter(|event| event.act == act).count()
    }

    /// Somebody comes to be among those that samples are drawn from.
    pub(crate) fn somebody_joins(&self) {
        self.coded.lock().unwrap().joined("ic9999999".parse().expect("an identifier"));
    }

    fn whole(&self) -> Result<(), BackendError> {
        let broken = self.broken.load(std::sync::atomic::Ordering::Relaxed);
        if broken { Err(BackendError::Failed("secret inside words".into())) } else { Ok(()) }
    }

    fn record(&self, agent: &str, act: &str, details: serde_json::Value) {
        let mut events = self.events.lock().unwrap();
        let index = events.len() as u64;
        let (agent, act, software) = (agent.to_owned(), act.to_owned(), "amana 0.1.0".to_owned());
        events.push(EventRow { index, time: self.clock.now(), agent, software, act, details });
    }

    fn change(&self, token: &str, change: impl FnOnce(&mut Viewer)) -> Result<Viewer, BackendError> {
        let mut sessions = self.sessions.lock().unwrap();
        let viewer = sessions.get_mut(token).ok_or(BackendError::NotFound)?;
        change(viewer);
        Ok(viewer.clone())
    }

    fn filtered(&self, filter: &GridFilter) -> Vec<&made::MadeRow> {
        self.made.rows.iter().filter(|row| row.fits(filter)).collect()
    }

    fn ordered(&self, filter: &GridFilter, order: GridOrder) -> Vec<&made::MadeRow> {
        let mut rows = self.filtered(filter);
        match order {
            GridOrder::Accession => {}
            GridOrder::Taken => {
                rows.sort_by_key(|row| (row.row.taken_at.is_none(), row.row.taken_at.clone()))
            }
            GridOrder::Path => rows.sort_by(|a, b| a.path.cmp(&b.path)),
        }
        rows
    }

    fn row(&self, digest: &Digest) -> Result<&made::MadeRow, BackendError> {
        self.made.by_digest.get(digest).map(|place| &self.made.rows[*place]).ok_or(BackendError::NotFound)
    }
}

fn brief(row: &made::MadeRow) -> Brief {
    Brief {
        digest: row.row.digest,
        path: amana_model::PathBytes(row.row.name.clone().into_bytes()),
        taken_at: row.row.taken_at.clone(),
        folder_date: row.row.folder_date.clone(),
        previews: row.row.previews,
        size: row.row.previews.then_some((4288, 2848)),
    }
}

fn counted(values: impl Iterator<Item = String>) -> Vec<Facet> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_insert(0) += 1);
    let mut facets: Vec<_> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets
}

#[async_trait]
impl Backend for Sample {
    async fn sign_in(&self, name: &str, password: &str) -> Result<String, SignInError> {
        match (name, password) {
            ("busy", _) => return Err(SignInError::TooMany { wait_seconds: 90 }),
            ("gone", PASSWORD) => return Err(SignInError::Disabled),
            (
                "samar" | "salma" | "widad" | "omar" | "nour" | "nadim" | "leila" | "rima" | "huda" | "karim",
                PASSWORD,
            ) => {}
            _ => return Err(SignInError::WrongNameOrPassword),
        }
        let (shown, role, rights) = accounts::of(name);
        let mut sessions = self.sessions.lock().unwrap();
        let token = format!("token{}", sessions.len());
        let later = self.clock.now().unix_seconds() + 8 * 3_600;
        let viewer = Viewer {
            account: name.parse().expect("a plain word"),
            name: shown.to_owned(),
            role: role.to_owned(),
            rights,
            csrf: format!("secret-of-{token}"),
            uncovered_until: None,
            expires: UtcTime::from_unix(later, 0).expect("near now"),
            preferences: Preferences::default(),
        };
        sessions.insert(token.clone(), viewer);
        drop(sessions);
        self.record(name, "signed-in", serde_json::json!({"account": name}));
        Ok(token)
    }

    async fn session(&self, token: &str) -> Result<Option<Viewer>, BackendError> {
        Ok(self.sessions.lock().unwrap().get(token).cloned())
    }

    async fn sign_out(&self, token: &str) -> Result<(), BackendError> {
        let viewer = self.sessions.lock().unwrap().remove(token).ok_or(BackendError::NotFound)?;
        self.record(&viewer.name, "signed-out", serde_json::json!({"account": viewer.account}));
        Ok(())
    }

    async fn uncover(&self, token: &str, minutes: u32) -> Result<(), BackendError> {
        let left = self.may_look(token).await?.seconds_left / 60;
        let minutes = minutes.min(u32::try_from(left.max(1)).unwrap_or(u32::MAX));
        let until = self.clock.now().unix_seconds() + i64::from(minutes) * 60;
        let viewer = self.change(token, |viewer| viewer.uncovered_until = UtcTime::from_unix(until, 0))?;
        let details = serde_json::json!({"account": viewer.account, "minutes": minutes});
        self.record(&viewer.name, "uncovered-for-session", details);
        Ok(())
    }

    async fn cover_again(&self, token: &str) -> Result<(), BackendError> {
        let viewer = self.change(token, |viewer| viewer.uncovered_until = None)?;
        self.record(&viewer.name, "covered-again", serde_json::json!({"account": viewer.account}));
        Ok(())
    }

    async fn exposure(&self, token: &str) -> Result<(ExposureRule, Exposure), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.exposure_of(&viewer.account))
    }

    async fn set_exposure_rule(&self, token: &str, rule: ExposureRule) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        *self.exposure_rule.lock().unwrap() = rule;
        self.record(&viewer.name, "exposure-rule-set", serde_json::to_value(rule).expect("plain data"));
        Ok(())
    }

    async fn prefer(&self, token: &str, preferences: Preferences) -> Result<(), BackendError> {
        self.change(token, |viewer| viewer.preferences = preferences).map(drop)
    }

    async fn status(&self) -> Result<Status, BackendError> {
        self.whole()?;
        let mut status = self.made.status.clone();
        status.log_entries = self.events.lock().unwrap().len() as u64;
        Ok(status)
    }

    async fn accessions(&self) -> Result<Vec<AccessionRow>, BackendError> {
        Ok(self.made.accessions.clone())
    }

    async fn accession(&self, id: &AccessionId) -> Result<Option<AccessionRow>, BackendError> {
        Ok(self.made.accessions.iter().find(|row| row.id == *id).cloned())
    }

    async fn report(&self, id: &AccessionId) -> Result<Option<AcquisitionReport>, BackendError> {
        let row = self.accession(id).await?;
        Ok(row.filter(|row| row.closed.is_some()).map(|row| self.made.report(&row)))
    }

    async fn running(&self) -> Result<Vec<IntakeProgress>, BackendError> {
        let accession = RUNNING.parse().expect("a plain identifier");
        let done = 4_120 + (self.clock.now().unix_seconds() as u64 % 600) * 9;
        Ok(vec![IntakeProgress {
            accession,
            found: 12_406,
            done,
            bytes: done * 2_400_000,
            bytes_total: Some(12_406 * 2_400_000),
            rate: 84_000_000,
            seconds_left: Some((12_406 - done) / 35),
            stage: "reading".into(),
        }])
    }

    async fn grid(
        &self,
        filter: &GridFilter,
        order: GridOrder,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<GridRow>, BackendError> {
        let rows = self.ordered(filter, order);
        Ok(rows.into_iter().skip(offset as usize).take(limit as usize).map(|row| row.row.clone()).collect())
    }

    async fn count(&self, filter: &GridFilter) -> Result<u64, BackendError> {
        Ok(self.filtered(filter).len() as u64)
    }

    async fn facets(&self, filter: &GridFilter) -> Result<Facets, BackendError> {
        let without = |change: fn(&mut GridFilter)| {
            let mut filter = filter.clone();
            change(&mut filter);
            self.filtered(&filter)
        };
        let words = |rows: Vec<&made::MadeRow>, word: fn(&made::MadeRow) -> Option<String>| {
            counted(rows.into_iter().filter_map(word))
        };
        let mut years = words(without(|filter| (filter.from, filter.to) = (None, None)), |row| {
            row.row.folder_date.as_ref().and_then(|date| date.get(..4)).map(String::from)
        });
        years.sort_by(|a, b| a.value.cmp(&b.value));
        Ok(Facets {
            accessions: words(without(|filter| filter.accession = None), |row| {
                Some(row.accession.to_string())
            }),
            folders: words(without(|filter| filter.folder = None), |row| Some(row.folder.clone())),
            cameras: words(without(|filter| filter.camera = None), |row| row.camera.map(String::from)),
            formats: words(without(|filter| filter.format = None), |row| Some(row.row.format.word().into())),
            conditions: words(without(|filter| filter.condition = None), |row| {
                Some(row.row.condition.word().into())
            }),
            years,
            copies: without(|filter| filter.copies = None).iter().filter(|row| row.row.copies > 0).count()
                as u64,
        })
    }

    async fn photograph(&self, digest: &Digest) -> Result<Option<Photograph>, BackendError> {
        Ok(self.made.by_digest.get(digest).map(|place| self.made.photograph(*place)))
    }

    async fn closely(&self, digest: &Digest) -> Result<SeenClosely, BackendError> {
        let looked = self.row(digest)?.row.previews;
        let people = self.decisions.lock().unwrap().people();
        Ok(SeenClosely {
            look: looked.then(|| self.markings.lock().unwrap().sight(digest)),
            individual: people.of_photograph(digest).cloned(),
            nobody: people.shows_nobody(digest),
        })
    }

    async fn neighbours(
        &self,
        digest: &Digest,
        filter: &GridFilter,
        order: GridOrder,
    ) -> Result<Neighbours, BackendError> {
        let rows = self.ordered(filter, order);
        let place = rows.iter().position(|row| row.row.digest == *digest);
        let at = |place: usize| rows.get(place).map(|row| row.row.digest);
        Ok(Neighbours {
            position: place.map(|place| place as u64),
            count: rows.len() as u64,
            previous: place.and_then(|place| place.checked_sub(1)).and_then(at),
            next: place.and_then(|place| at(place + 1)),
        })
    }

    async fn occurrences(
        &self,
        filter: &OccurrenceFilter,
        offset: u64,
        limit: u32,
    ) -> Result<Stretch<OccurrenceRow>, BackendError> {
        let fits = |row: &&OccurrenceRow| {
            filter.accession.as_ref().is_none_or(|id| row.accession == *id)
                && filter.outcome.is_none_or(|outcome| row.outcome == outcome)
        };
        let all: Vec<_> = self.made.occurrences.iter().filter(fits).collect();
        let rows = all.iter().skip(offset as usize).take(limit as usize).map(|row| (*row).clone()).collect();
        Ok(Stretch { rows, count: all.len() as u64 })
    }

    async fn events(
        &self,
        about: &EventsAbout,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, BackendError> {
        let text = |event: &EventRow, name: &str| event.details.get(name)?.as_str().map(String::from);
        let fits = |event: &&EventRow| match about {
            EventsAbout::Everything => true,
            EventsAbout::Acts => !["file-found", "observations-added"].contains(&event.act.as_str()),
            EventsAbout::Original(digest) => text(event, "digest") == Some(digest.to_string()),
            EventsAbout::Accession(id) => {
                !["file-found", "observations-added"].contains(&event.act.as_str())
                    && text(event, "accession").as_deref() == Some(id.as_str())
            }
            EventsAbout::By(agent, act, since) => {
                event.agent == *agent && event.act == *act && event.time >= *since
            }
            EventsAbout::ViewsBy(account, since) => {
                event.act == "original-viewed"
                    && event.time >= *since
                    && text(event, "account").as_deref() == Some(account.as_str())
            }
        };
        let events = self.events.lock().unwrap();
        let mut all: Vec<_> = events.iter().filter(fits).collect();
        if !matches!(about, EventsAbout::Original(_) | EventsAbout::Accession(_)) {
            all.reverse();
        }
        Ok(all.into_iter().skip(offset as usize).take(limit as usize).cloned().collect())
    }

    async fn cover(&self, digest: &Digest) -> Result<Jpeg, BackendError> {
        let row = self.row(digest)?;
        if !row.row.previews {
            return Err(unreadable());
        }
        Ok(drawn::cover(row.seed))
    }

    async fn picture(
        &self,
        token: &str,
        digest: &Digest,
        size: PictureSize,
        bystanders: Option<&str>,
    ) -> Result<Jpeg, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let row = self.row(digest)?;
        if !row.row.previews {
            return Err(unreadable());
        }
        self.may_look(token).await?;
        let mut details =
            serde_json::json!({"account": viewer.account, "digest": digest, "size": size.word()});
        if let Some(reason) = bystanders {
            details["bystanders"] = reason.into();
        }
        self.record(&viewer.name, "original-viewed", details);
        Ok(match size {
            PictureSize::Grid => drawn::picture(row.seed, 256, 192),
            PictureSize::View => drawn::picture(row.seed, 1024, 768),
            PictureSize::Original => drawn::picture(row.seed, 2048, 1536),
        })
    }

    async fn drawn_markings(&self, digest: &Digest) -> Result<Vec<Region>, BackendError> {
        Ok(self.markings.lock().unwrap().drawn(digest))
    }

    async fn draw_marking(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
    ) -> Result<Result<(), DrawFault>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.row(digest)?;
        let drawn = self.markings.lock().unwrap().draw(digest, region);
        if drawn.is_ok() {
            let details = serde_json::json!({"digest": digest, "region": region});
            self.record(&viewer.name, "marking-drawn", details);
        }
        Ok(drawn)
    }

    async fn bystanders(&self, digest: &Digest) -> Result<Vec<Bystander>, BackendError> {
        Ok(self.bystanders.lock().unwrap().of(digest))
    }

    async fn mark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
        note: &str,
    ) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.row(digest)?;
        self.bystanders.lock().unwrap().mark(&viewer.name, self.clock.now(), digest, region, note);
        self.record(
            &viewer.name,
            "bystander-marked",
            serde_json::json!({"digest": digest, "region": region}),
        );
        Ok(())
    }

    async fn unmark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        entry: u64,
        reason: &str,
    ) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.bystanders.lock().unwrap().unmark(entry);
        let details = serde_json::json!({"digest": digest, "entry": entry, "reason": reason});
        self.record(&viewer.name, "bystander-unmarked", details);
        Ok(())
    }

    async fn keying(&self) -> Result<KeyingState, BackendError> {
        Ok(self.markings.lock().unwrap().state())
    }

    async fn standings(&self) -> Result<Vec<(MarkingRef, String, Option<Keyed>)>, BackendError> {
        Ok(self.markings.lock().unwrap().standings())
    }

    async fn next_to_key(&self, token: &str) -> Result<Option<MarkingRef>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let next = self.markings.lock().unwrap().next(&viewer.account, viewer.may(Right::Settle));
        if let Some(marking) = next {
            let details = serde_json::json!({"account": viewer.account, "digest": marking.digest});
            self.record(&viewer.name, "marking-shown", details);
        }
        Ok(next)
    }

    async fn holds(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.markings.lock().unwrap().holds(&viewer.account, marking))
    }

    async fn crop(&self, token: &str, marking: &MarkingRef) -> Result<Jpeg, BackendError> {
        let seed = self.row(&marking.digest)?.seed;
        let held = self.holds(token, marking).await?;
        held.then(|| drawn::card(seed)).ok_or(BackendError::NotFound)
    }

    async fn key_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Result<Recorded, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let details =
            serde_json::json!({"account": viewer.account, "digest": marking.digest, "keyed": keyed});
        let recorded = self.markings.lock().unwrap().key(&viewer.account, marking, keyed);
        let recorded = recorded.ok_or(BackendError::NotFound)?;
        if recorded != Recorded::TooLate {
            self.record(&viewer.name, "marking-keyed", details);
        }
        match recorded {
            Recorded::ToDecide if !viewer.may(Right::Settle) => Ok(Recorded::Yes),
            recorded => Ok(recorded),
        }
    }

    async fn hand(&self, token: &str, marking: &MarkingRef) -> Result<Option<Hand>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.markings.lock().unwrap().hand(&viewer.account, marking))
    }

    async fn to_take_back(&self, token: &str) -> Result<Vec<(MarkingRef, Keyed)>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.markings.lock().unwrap().to_take_back(&viewer.account))
    }

    async fn take_back(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let open = self.markings.lock().unwrap().take_back(&viewer.account, marking);
        if open {
            let details = serde_json::json!({"account": viewer.account, "digest": marking.digest});
            self.record(&viewer.name, "marking-shown", details);
        }
        Ok(open)
    }

    async fn to_decide(&self, token: &str, marking: &MarkingRef) -> Result<Option<ToDecide>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.markings.lock().unwrap().readings_to_decide(&viewer.account, marking))
    }

    async fn decide_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
        reason: &str,
    ) -> Result<Recorded, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let Some(to_decide) = self.to_decide(token, marking).await? else { return Ok(Recorded::TooLate) };
        if !to_decide.takes(&keyed) || (reason.is_empty() && to_decide.wants_reason(&keyed)) {
            return Err(BackendError::Failed("none of these, or no reason".into()));
        }
        let details = serde_json::json!({"digest": marking.digest, "basis": "decided", "keyed": keyed});
        self.markings.lock().unwrap().decide(marking, keyed);
        self.record(&viewer.name, "marking-settled", details);
        Ok(Recorded::Yes)
    }

    async fn reopen_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        reason: &str,
    ) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        if !self.markings.lock().unwrap().reopen(marking, reason) {
            return Err(BackendError::NotFound);
        }
        let details = serde_json::json!({"digest": marking.digest, "reason": reason});
        self.record(&viewer.name, "marking-reopened", details);
        Ok(())
    }

    async fn set_keying_rule(&self, token: &str, rule: KeyingRule) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.markings.lock().unwrap().rule = rule;
        self.record(&viewer.name, "keying-rule-set", serde_json::json!({"machine_from": rule.machine_from}));
        Ok(())
    }

    async fn individuals(&self) -> Result<Vec<IndividualRow>, BackendError> {
        Ok(self.decisions.lock().unwrap().rows())
    }

    async fn without_picture(&self, photographs: &[Digest]) -> Result<BTreeSet<Digest>, BackendError> {
        let row = |digest: &Digest| self.made.by_digest.get(digest).map(|place| &self.made.rows[*place].row);
        let unreadable = |digest: &&Digest| {
            row(digest).is_none_or(|row| row.condition == amana_model::Condition::Unreadable)
        };
        Ok(photographs.iter().filter(unreadable).copied().collect())
    }

    async fn individual(&self, individual: &IndividualId) -> Result<Option<IndividualSheet>, BackendError> {
        Ok(self.decisions.lock().unwrap().sheet(individual))
    }

    async fn suggestion(
        &self,
        token: &str,
        from: Option<&Digest>,
    ) -> Result<Option<Suggestion>, BackendError> {
        self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.decisions.lock().unwrap().suggestion(from))
    }

    async fn groups(&self) -> Result<Vec<(GroupPlace, bool)>, BackendError> {
        Ok(self.decisions.lock().unwrap().places(&THE_LARGE.parse().expect("plain")))
    }

    fn new_individual(&self) -> IndividualId {
        self.decisions.lock().unwrap().new_individual()
    }

    async fn decide(&self, token: &str, decision: Decision, seen: u64) -> Result<Decided, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let details = serde_json::to_value(&decision).expect("plain data");
        let now = self.clock.now();
        let decided = self.decisions.lock().unwrap().decide(&viewer.name, now, decision, seen);
        if matches!(decided, Decided::Recorded(_)) {
            self.record(&viewer.name, "people-decided", details);
        }
        Ok(decided)
    }

    async fn import(
        &self,
        token: &str,
        list: &Arc<List>,
        columns: &[(ListField, String)],
        record: bool,
    ) -> Result<ImportReport, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let now = self.clock.now();
        let report = self.decisions.lock().unwrap().import(&viewer.name, now, list, columns, record);
        if report.recorded {
            self.record(&viewer.name, "list-imported", serde_json::json!({"people": report.people}));
        }
        Ok(report)
    }

    async fn lists_taken_over(&self) -> Result<Vec<ListTakenOver>, BackendError> {
        Ok(self.decisions.lock().unwrap().lists_taken_over())
    }

    async fn take_list_back(&self, token: &str, list: &Digest) -> Result<ListBack, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let now = self.clock.now();
        let back = self.decisions.lock().unwrap().take_list_back(&viewer.name, now, list);
        self.record(&viewer.name, "people-decided", serde_json::json!({"decision": "list-taken-back"}));
        back.ok_or(BackendError::NotFound)
    }

    async fn families_waiting(&self, whose: WhoseWork) -> Result<Vec<(Waits, u64)>, BackendError> {
        let mut waiting = Vec::new();
        if whose.families {
            waiting.extend(Waits::of_letters(&self.letters().await?));
            waiting.push((Waits::Duplicates, self.missing().await?.waiting_pairs().len() as u64));
            waiting.push(Waits::of_searches(&self.kept_searches().await?));
        }
        if whose.claims {
            waiting.extend(Waits::of_claims(&self.claims().await?));
        }
        if whose.publish {
            waiting.push(Waits::of_publications(&self.publications().await?));
        }
        Ok(waiting)
    }

    async fn work(&self) -> Result<Work, BackendError> {
        let groups = self.groups().await?;
        let figures = self.markings.lock().unwrap().state().figures;
        let accession: AccessionId = THE_LARGE.parse().expect("plain");
        let row = |queue, waiting: u64, done: u64| QueueRow {
            queue,
            accession: accession.clone(),
            waiting,
            done: (queue != Queue::Contradictions).then_some(done),
        };
        let waiting = groups.iter().filter(|(_, waits)| *waits).count() as u64;
        let people = self.individuals().await?.len() as u64;
        let keying = figures.waits();
        let queues = vec![
            row(Queue::Keying, keying, figures.settled.values().sum()),
            row(Queue::Candidates, waiting, groups.len() as u64 - waiting),
            row(Queue::Contradictions, 0, 0),
            row(Queue::Description, people, 0),
        ];
        let person = |account: &str, name: &str, can_do: &[Queue]| Person {
            account: account.parse().expect("plain"),
            name: name.into(),
            can_do: can_do.to_vec(),
            codes: ["huda", "karim"].contains(&account),
        };
        let mut given = self.given.lock().unwrap().clone();
        given.sort_by_key(|given| given.row.assignment.turn());
        for given in given.iter_mut().filter(|given| given.row.assignment.queue == Queue::Keying) {
            given.to_key = Some(self.markings.lock().unwrap().wait_for(&given.row.assignment.account));
        }
        let done = DoneBy { agent: "samar".into(), keyed: (12, 3), decided: (4, 4) };
        Ok(Work {
            queues,
            given,
            done_by: vec![done],
            lately: UtcTime::EPOCH,
            people: vec![
                person("samar", "Samar", &Queue::ALL),
                person("leila", "ليلى", &[Queue::Keying]),
                person("huda", "هدى", &[]),
                person("karim", "Karim", &[]),
            ],
        })
    }

    async fn assign(&self, token: &str, assignment: Assignment) -> Result<Assigned, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let work = self.work().await?;
        let person = work.people.iter().find(|person| person.account == assignment.account);
        let known = work.given.iter().any(|given| given.row.assignment.is_same_work(&assignment));
        let Some(person) = person.filter(|person| !known && person.can_do.contains(&assignment.queue)) else {
            return Ok(Assigned::Refused);
        };
        let details = serde_json::to_value(&assignment).unwrap();
        self.record(&viewer.name, "work-assigned", details);
        let entry = self.events.lock().unwrap().len() as u64 - 1;
        let (time, agent) = (self.clock.now(), viewer.name);
        let row = AssignmentRow { entry, time, agent, assignment, withdrawn: None };
        self.given.lock().unwrap().push(Given { row, name: person.name.clone(), to_key: None });
        Ok(Assigned::Recorded)
    }

    async fn withdraw(&self, token: &str, entry: u64) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let mut given = self.given.lock().unwrap();
        let before = given.len();
        given.retain(|given| given.row.entry != entry);
        let found = given.len() < before;
        drop(given);
        if !found {
            return Err(BackendError::NotFound);
        }
        self.record(&viewer.name, "work-withdrawn", serde_json::json!({"entry": entry}));
        Ok(())
    }

    async fn counting(&self) -> Result<(Definitions, Snapshot), BackendError> {
        let people = self.individuals().await?;
        let entries = self.events.lock().unwrap().len() as u64;
        let room = self.coded.lock().unwrap().room();
        Ok((counting::definitions(), counting::snapshot(&self.made.rows, &people, entries, &room)))
    }

    async fn places(&self) -> Result<KnownPlaces, BackendError> {
        Ok(self.described.lock().unwrap().known())
    }

    async fn describe_place(&self, token: &str, place: Place, seen: u64) -> Result<Decided, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let details = serde_json::to_value(&place).expect("plain data");
        let decided = self.described.lock().unwrap().describe(&viewer.name, self.clock.now(), place, seen);
        if matches!(decided, Decided::Recorded(_)) {
            self.record(&viewer.name, "place-described", details);
        }
        Ok(decided)
    }

    async fn check_proof(&self, digest: &Digest) -> Result<ProofCheck, BackendError> {
        let row = self.row(digest)?;
        let ok = row.row.condition != amana_model::Condition::Damaged;
        let steps = ["original", "log"].map(|step| ProofStep {
            step: step.to_owned(),
            ok: ok || step != "original",
            detail: (!ok && step == "original").then(|| "the object's bytes give another digest".to_owned()),
        });
        Ok(ProofCheck {
            ok,
            entry: row.log_index,
            tree_size: self.events.lock().unwrap().len() as u64,
            root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".into(),
            taken_in: made::time("2026-11-20T08:14:09Z"),
            checked: self.clock.now(),
            steps: steps.to_vec(),
        })
    }

    async fn proof_file(&self, token: &str, digest: &Digest) -> Result<Vec<u8>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.row(digest)?;
        self.record(&viewer.name, "proof-issued", serde_json::json!({"digest": digest}));
        Ok(format!("{{\"sample proof of\":\"{digest}\"}}\n").into_bytes())
    }
}

fn unreadable() -> BackendError {
    BackendError::NoPicture { why: NoPicture::Unreadable, detail: Some("no picture data".into()) }
}

/// The outcome counts of occurrences.
pub(crate) fn outcomes(rows: &[OccurrenceRow]) -> BTreeMap<Outcome, u64> {
    let mut counts = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(row.outcome).or_insert(0) += 1);
    counts
}
