//! What the desk needs of an archive, as one trait. The pages know nothing else.
//!
//! The desk trusts a [`Backend`] for three promises: that [`Backend::cover`] can be sent to anybody who may look, that
//! [`Backend::picture`] has durably recorded the view *before* it returns, and that a session it hands out is valid.

mod archive;
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
use std::sync::Arc;

pub use amana_archive::count;
pub use amana_archive::reporting;
pub use amana_archive::{
    Alike, Apart, ChosenPicture, ClaimQueue, ClaimsRoom, CloseSight, CodeSheet, CodingRoom, Crossed, Decided,
    DrawnBy, EntryAgreement, EntryTally, Erasure, Findings, FoundPerson, GallerySince, Ground, ImportReport,
    InboxLetter, InboxRoom, IndividualSheet, KeptSearch, KnownCodebook, KnownPlaces, LONGEST_LIST,
    LONGEST_PICTURE, LONGEST_REASON, Lack, LetterScript, LetterWords, List, ListBack, ListError, ListField,
    ListTakenOver, Mark, MissingReport, MissingRoom, NameLevel, NameSource, NewAnswer, NewEvidence,
    NewFinding, NewPlan, NewReport, NewTold, NewViewing, NoFinding, NoPicture, NoSignature, NotDone, NotMade,
    NotPublished, NotRechecked, NotReported, NotSearched, Otherwise, Plan, PlannedStudy, Point,
    PublicationRoom, RecheckRate, RecheckSaid, RecheckTask, Rechecks, RecordedFinding, RecordedSearch,
    RegionTally, RowOutcome, RowReason, RowReport, SampleFault, SamplePlan, SearchRequest, Searched,
    SeenClosely, SeenFace, SeenMarking, ShareEstimate, Signature, StandingObjection, StandingPublication,
    SubmittedCoding, Suggestion, ToDecide, Told, ToldWords, View, Waits, WhoseWork, sample_size,
    starting_codebook, starting_places,
};
pub use amana_model::Bystander;
pub use archive::ArchiveBackend;
pub use claims::{Claimed, ClaimsBackend};
pub use coding::CodingBackend;
pub use findings::FindingsBackend;
pub use letters::{LettersBackend, Worked};
pub use missing::{MissingBackend, Reported};
pub use publications::{PublicationsBackend, Published};
pub use rechecks::RechecksBackend;
pub use reports::ReportsBackend;
pub use searching::{SearchAnswer, SearchBackend};
pub use viewings::{Viewed, ViewingsBackend};

use amana_model::{
    AccessionId, AccountId, AcquisitionReport, Assignment, Decision, Definitions, Digest, DrawFault,
    Exposure, ExposureRule, Hand, IndividualId, Keyed, KeyingRule, MarkingRef, Outcome, Place, Queue, Region,
    Rest, UtcTime,
};
use async_trait::async_trait;

use crate::look::{
    AccessionRow, AssignmentRow, DoneBy, EventRow, Facets, GridFilter, GridOrder, GridRow, GroupPlace,
    IndividualRow, KeyingFigures, OccurrenceRow, Photograph, QueueRow, Status,
};
use crate::words::Language;

/// Why an archive did not answer.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// The original is there as it came, but no picture of it can be shown.
    #[error("no picture: {}", why.word())]
    NoPicture {
        /// Why, as far as it is known.
        why: NoPicture,
        /// What was seen in its bytes, in English, if anything was.
        detail: Option<String>,
    },
    /// A pause from looking is due, or the day's views are used up.
    #[error("nothing is uncovered before {}", .0.until())]
    Rest(Rest),
    /// Anything else: for the trace, never for the page.
    #[error("{0}")]
    Failed(String),
}

/// Why a person could not sign in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The name or the password is wrong; which of them is not told.
    #[error("wrong name or password")]
    WrongNameOrPassword,
    /// Too many attempts.
    #[error("too many attempts; wait {wait_seconds} s")]
    TooMany {
        /// How long to wait, in seconds.
        wait_seconds: u64,
    },
    /// The account exists and is switched off.
    #[error("the account is disabled")]
    Disabled,
    /// The accounts could not be read.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// What a person may do at the desk. The archive decides who has which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// See everything covered: lists, reports, metadata.
    Look,
    /// See pictures uncovered.
    Uncover,
    /// Check and take away proofs.
    Prove,
    /// Key numbers from crops of markings.
    Key,
    /// Key as the third, where two disagree.
    Settle,
    /// Decide which photographs show one person.
    Decide,
    /// Take over lists made elsewhere.
    Import,
    /// Give work to people.
    Assign,
    /// Mark bystanders, and see them where a picture has them blurred.
    Bystanders,
    /// Code what photographs show.
    Code,
    /// Plan coding, and decide where coders differ.
    Adjudicate,
    /// Take away what is made here of the archive: a report.
    Export,
    /// Set the rules of the archive.
    Govern,
    /// See what other people did.
    Activity,
    /// Take in and read what families report of missing people; hold viewings with them.
    Families,
    /// Compare faces of the archive with those of the living.
    CompareFaces,
    /// Open claims, add evidence, read both.
    Claims,
    /// Decide the level of a claim, as one of two.
    ReviewClaims,
    /// Propose, decide and take down what is published.
    Publish,
}

/// The colours a person asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the machine is set.
    #[default]
    Machine,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order the account page lists them.
    pub const ALL: [Self; 3] = [Self::Machine, Self::Light, Self::Dark];

    /// The word in forms and in `data-theme`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// How a person wants the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Language and digits; `None` until chosen.
    pub language: Option<Language>,
    /// Colours.
    pub theme: Theme,
}

/// Who is looking: one valid session.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The account.
    pub account: AccountId,
    /// The name to show.
    pub name: String,
    /// The role's word.
    pub role: String,
    /// What this person may do.
    pub rights: Vec<Right>,
    /// The secret that every form of this session carries.
    pub csrf: String,
    /// Until when pictures are shown uncovered without asking each time.
    pub uncovered_until: Option<UtcTime>,
    /// When the session ends at the latest.
    pub expires: UtcTime,
    /// Language and colours.
    pub preferences: Preferences,
}

impl Viewer {
    /// Whether this person may.
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }
}

/// A running intake.
#[derive(Debug, Clone, PartialEq)]
pub struct IntakeProgress {
    /// The accession.
    pub accession: AccessionId,
    /// Files found so far.
    pub found: u64,
    /// Of these, done.
    pub done: u64,
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes there are, once the survey has ended.
    pub bytes_total: Option<u64>,
    /// Bytes a second.
    pub rate: u64,
    /// Seconds left, if it can be told.
    pub seconds_left: Option<u64>,
    /// What it is doing: `survey`, `reading`, `analysing` or `closing`.
    pub stage: String,
}

/// Where a photograph stands within a filter and an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Its place, from 0; `None` if the filter leaves it out.
    pub position: Option<u64>,
    /// Photographs in the filter.
    pub count: u64,
    /// The one before it.
    pub previous: Option<Digest>,
    /// The one after it.
    pub next: Option<Digest>,
}

/// Which occurrences a list shows. Every `None` means "all".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OccurrenceFilter {
    /// Only those of this accession.
    pub accession: Option<AccessionId>,
    /// Only those with this outcome.
    pub outcome: Option<Outcome>,
}

/// Which events a list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventsAbout {
    /// Every entry of the log, newest first.
    Everything,
    /// What people and the archive did, newest first: single files and observations left out.
    Acts,
    /// Those about one original, oldest first.
    Original(Digest),
    /// Those about one accession, oldest first: single files and observations left out.
    Accession(AccessionId),
    /// The uncovered views of one account since a time, newest first.
    ViewsBy(AccountId, UtcTime),
    /// What one person did of one kind since a time: sign-in name and the word of the act; newest first.
    By(String, String, UtcTime),
}

/// A stretch of a long list.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub count: u64,
}

/// Which form of an uncovered picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSize {
    /// The preview for the grid, longer side at most 256 pixels.
    Grid,
    /// The preview for the page, longer side at most 1024 pixels.
    View,
    /// The whole picture, decoded and written anew as a JPEG without metadata, orientation applied.
    Original,
}

impl PictureSize {
    /// The word in forms and in the event.
    pub fn word(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::View => "view",
            Self::Original => "original",
        }
    }

    /// The size of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Grid, Self::View, Self::Original].into_iter().find(|size| size.word() == word)
    }
}

/// A JPEG picture.
pub type Jpeg = Vec<u8>;

/// What checking one photograph's proof gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofCheck {
    /// Whether every step held.
    pub ok: bool,
    /// Index in the log of the event that took it in.
    pub entry: u64,
    /// Entries under the checkpoint.
    pub tree_size: u64,
    /// Root hash of the checkpoint, base64 as a C2SP checkpoint has it.
    pub root: String,
    /// The time of the event that took it in.
    pub taken_in: UtcTime,
    /// When the check was made.
    pub checked: UtcTime,
    /// The steps, in order: what was checked, and whether it held.
    pub steps: Vec<ProofStep>,
}

/// One step of a check. The desk has words for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofStep {
    /// `original` (the bytes give the digest) or `log` (the event that names the digest lies under a root that is
    /// signed by the archive's key).
    pub step: String,
    /// Whether it held.
    pub ok: bool,
    /// For a step that failed: what was seen, in English.
    pub detail: Option<String>,
}

/// How far keying has come, with people's names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyingState {
    /// The figures.
    pub figures: KeyingFigures,
    /// Name → keyings, the most first.
    pub by_name: Vec<(String, u64)>,
    /// The rule that holds.
    pub rule: KeyingRule,
}

/// What became of a keying, as far as the person who keyed may know: whether others read the same is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is recorded.
    Yes,
    /// It is recorded; she is the third and agrees with neither of the others: it is hers to decide.
    ToDecide,
    /// Others had settled it meanwhile, or she had keyed it before: nothing was recorded.
    TooLate,
}

/// Work given to a person, with her name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What was given.
    pub row: AssignmentRow,
    /// Her name as shown.
    pub name: String,
    /// How many markings wait for her, if it is keying.
    pub to_key: Option<u64>,
}

/// Somebody who can be given work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// Her name as shown.
    pub name: String,
    /// The queues whose work she can do.
    pub can_do: Vec<Queue>,
    /// Whether she can code.
    pub codes: bool,
}

/// How the work stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What waits and what is done, by queue and accession.
    pub queues: Vec<QueueRow>,
    /// What is given now, in the order in which it was given.
    pub given: Vec<Given>,
    /// What people did: in all, and lately.
    pub done_by: Vec<DoneBy>,
    /// Since when is lately.
    pub lately: UtcTime,
    /// Everybody who can be given work.
    pub people: Vec<Person>,
}

/// What became of a coding, or of a decision where coders differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    /// It is recorded.
    Recorded,
    /// Something changed meanwhile, or it will not do: nothing was recorded.
    Refused,
}

/// What became of giving work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// It is recorded.
    Recorded,
    /// She has it already, or cannot do it (any more): nothing was recorded.
    Refused,
}

/// An archive as the desk sees it.
#[async_trait]
pub trait Backend:
    ClaimsBackend
    + CodingBackend
    + FindingsBackend
    + LettersBackend
    + MissingBackend
    + PublicationsBackend
    + RechecksBackend
    + ReportsBackend
    + SearchBackend
    + ViewingsBackend
{
    /// Checks a name and a password; the token goes into the cookie. Records the event.
    async fn sign_in(&self, name: &str, password: &str) -> Result<String, SignInError>;
    /// The session of a token, if it is valid now.
    async fn session(&self, token: &str) -> Result<Option<Viewer>, BackendError>;
    /// Ends a session. Records the event.
    async fn sign_out(&self, token: &str) -> Result<(), BackendError>;
    /// Shows pictures uncovered for so many minutes from now, fewer where a pause is due earlier. Records the event.
    async fn uncover(&self, token: &str, minutes: u32) -> Result<(), BackendError>;
    /// Covers pictures again.
    async fn cover_again(&self, token: &str) -> Result<(), BackendError>;
    /// How much a person has looked today, and the rule that says what is left: hers, told to nobody else.
    async fn exposure(&self, token: &str) -> Result<(ExposureRule, Exposure), BackendError>;
    /// Sets the rule about looking. Records the event.
    async fn set_exposure_rule(&self, token: &str, rule: ExposureRule) -> Result<(), BackendError>;
    /// Keeps a person's language and colours.
    async fn prefer(&self, token: &str, preferences: Preferences) -> Result<(), BackendError>;

    /// The figures of the first page.
    async fn status(&self) -> Result<Status, BackendError>;
    /// Every accession, newest first.
    async fn accessions(&self) -> Result<Vec<AccessionRow>, BackendError>;
    /// One accession.
    async fn accession(&self, id: &AccessionId) -> Result<Option<AccessionRow>, BackendError>;
    /// The acquisition report of a closed accession.
    async fn report(&self, id: &AccessionId) -> Result<Option<AcquisitionReport>, BackendError>;
    /// The intakes running now.
    async fn running(&self) -> Result<Vec<IntakeProgress>, BackendError>;

    /// A stretch of the grid.
    async fn grid(
        &self,
        filter: &GridFilter,
        order: GridOrder,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<GridRow>, BackendError>;
    /// How many photographs a filter leaves.
    async fn count(&self, filter: &GridFilter) -> Result<u64, BackendError>;
    /// What can be filtered by, with counts.
    async fn facets(&self, filter: &GridFilter) -> Result<Facets, BackendError>;
    /// One photograph.
    async fn photograph(&self, digest: &Digest) -> Result<Option<Photograph>, BackendError>;
    /// What machines saw on it, and to whom people put it. What was read on a marking is told only once that is settled.
    async fn closely(&self, digest: &Digest) -> Result<SeenClosely, BackendError>;
    /// What stands before and after it.
    async fn neighbours(
        &self,
        digest: &Digest,
        filter: &GridFilter,
        order: GridOrder,
    ) -> Result<Neighbours, BackendError>;
    /// A stretch of what was found, in log order.
    async fn occurrences(
        &self,
        filter: &OccurrenceFilter,
        offset: u64,
        limit: u32,
    ) -> Result<Stretch<OccurrenceRow>, BackendError>;
    /// A stretch of the custody log, in the order that [`EventsAbout`] says.
    async fn events(
        &self,
        about: &EventsAbout,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, BackendError>;

    /// The covered form: grey and blurred beyond recognition.
    async fn cover(&self, digest: &Digest) -> Result<Jpeg, BackendError>;
    /// The uncovered picture. The view is durably recorded before this returns. Bystanders marked in it are blurred, unless
    /// `bystanders` says why they are to be seen.
    async fn picture(
        &self,
        token: &str,
        digest: &Digest,
        size: PictureSize,
        bystanders: Option<&str>,
    ) -> Result<Jpeg, BackendError>;
    /// The regions of a photograph in which people drew a number that no machine found.
    async fn drawn_markings(&self, digest: &Digest) -> Result<Vec<Region>, BackendError>;
    /// Draws one, so that keyers are handed it; or why not. Records the event.
    async fn draw_marking(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
    ) -> Result<Result<(), DrawFault>, BackendError>;
    /// The bystanders marked in a photograph.
    async fn bystanders(&self, digest: &Digest) -> Result<Vec<Bystander>, BackendError>;
    /// Marks a bystander. Records the event.
    async fn mark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        region: Region,
        note: &str,
    ) -> Result<(), BackendError>;
    /// Takes back the mark that a log entry made, for a reason. Records the event.
    async fn unmark_bystander(
        &self,
        token: &str,
        digest: &Digest,
        entry: u64,
        reason: &str,
    ) -> Result<(), BackendError>;

    /// How far keying has come.
    async fn keying(&self) -> Result<KeyingState, BackendError>;
    /// Every marking with the word for where it stands, and what is settled.
    async fn standings(&self) -> Result<Vec<(MarkingRef, String, Option<Keyed>)>, BackendError>;
    /// Hands a person the next crop to key. Records the event.
    async fn next_to_key(&self, token: &str) -> Result<Option<MarkingRef>, BackendError>;
    /// Whether a person has this crop in hand.
    async fn holds(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError>;
    /// The crop that a person has in hand.
    async fn crop(&self, token: &str, marking: &MarkingRef) -> Result<Jpeg, BackendError>;
    /// Records what a person read. Records the event.
    async fn key_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Result<Recorded, BackendError>;
    /// What a person has before her at a crop in her hands; `None` if she does not hold it or cannot key it any more.
    async fn hand(&self, token: &str, marking: &MarkingRef) -> Result<Option<Hand>, BackendError>;
    /// What a person keyed last and may still take back, the last first.
    async fn to_take_back(&self, token: &str) -> Result<Vec<(MarkingRef, Keyed)>, BackendError>;
    /// Hands a person a crop again that she keyed; `false` if it is too late. Records the event.
    async fn take_back(&self, token: &str, marking: &MarkingRef) -> Result<bool, BackendError>;
    /// What a person has to decide about a marking, its crop put into her hands; `None` if it is not hers. Records the event.
    async fn to_decide(&self, token: &str, marking: &MarkingRef) -> Result<Option<ToDecide>, BackendError>;
    /// Settles a marking by decision, with its reason. Records the event.
    async fn decide_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        keyed: Keyed,
        reason: &str,
    ) -> Result<Recorded, BackendError>;
    /// Opens a settled marking again. Records the event.
    async fn reopen_marking(
        &self,
        token: &str,
        marking: &MarkingRef,
        reason: &str,
    ) -> Result<(), BackendError>;
    /// Sets the rule about keying. Records the event.
    async fn set_keying_rule(&self, token: &str, rule: KeyingRule) -> Result<(), BackendError>;

    /// Every individual, by numbers.
    async fn individuals(&self) -> Result<Vec<IndividualRow>, BackendError>;
    /// Which of these photographs have no picture to show, as far as that is known: a sign stands in their place.
    async fn without_picture(&self, photographs: &[Digest]) -> Result<BTreeSet<Digest>, BackendError>;
    /// One individual, by its own name or by that of one that was merged into it.
    async fn individual(&self, individual: &IndividualId) -> Result<Option<IndividualSheet>, BackendError>;
    /// The next candidate group that waits for her decision, from the one named on; held for her for a while.
    async fn suggestion(
        &self,
        token: &str,
        from: Option<&Digest>,
    ) -> Result<Option<Suggestion>, BackendError>;
    /// Every candidate group, each with whether it waits for a decision.
    async fn groups(&self) -> Result<Vec<(GroupPlace, bool)>, BackendError>;
    /// A name for a new individual.
    fn new_individual(&self) -> IndividualId;
    /// Records a decision made on what was known at the log entry `seen`. Records the event.
    async fn decide(&self, token: &str, decision: Decision, seen: u64) -> Result<Decided, BackendError>;

    /// What a list made elsewhere does, or would do; does it if `record` says so, even where nobody waits for the answer
    /// any more. Recording is an event. Every field names a header that one column alone has; the file is among them.
    async fn import(
        &self,
        token: &str,
        list: &Arc<List>,
        columns: &[(ListField, String)],
        record: bool,
    ) -> Result<ImportReport, BackendError>;
    /// Every list that was taken over, the last first.
    async fn lists_taken_over(&self) -> Result<Vec<ListTakenOver>, BackendError>;
    /// Takes back what a list brought. Records the events.
    async fn take_list_back(&self, token: &str, list: &Digest) -> Result<ListBack, BackendError>;

    /// How the work stands.
    async fn work(&self) -> Result<Work, BackendError>;
    /// What waits of all that concerns families, for those who work on it.
    async fn families_waiting(&self, whose: WhoseWork) -> Result<Vec<(Waits, u64)>, BackendError>;
    /// Gives work to a person. Records the event.
    async fn assign(&self, token: &str, assignment: Assignment) -> Result<Assigned, BackendError>;
    /// Takes back the work that a log entry gave. Records the event.
    async fn withdraw(&self, token: &str, entry: u64) -> Result<(), BackendError>;
    /// What counts are made of now, and every definition.
    async fn counting(&self) -> Result<(Definitions, count::Snapshot), BackendError>;

    /// Every branch and facility as it stands, with who described it.
    async fn places(&self) -> Result<KnownPlaces, BackendError>;
    /// Records how a person describes a place, on what was known at the log entry `seen`. Records the event.
    async fn describe_place(&self, token: &str, place: Place, seen: u64) -> Result<Decided, BackendError>;

    /// Checks the proof of one photograph from the original's bytes to the signed checkpoint.
    async fn check_proof(&self, digest: &Digest) -> Result<ProofCheck, BackendError>;
    /// The proof as a file of its own. Records the event.
    async fn proof_file(&self, token: &str, digest: &Digest) -> Result<Vec<u8>, BackendError>;
}
