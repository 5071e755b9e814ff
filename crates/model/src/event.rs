//! The custody event: what happened, when, by whom, to which objects, with what outcome.
//!
//! The canonical encoding of an [`Event`] is one leaf of the custody log:
//!
//! ```json
//! {"act":"original-viewed","agent":{"name":"samar","software":"amana 0.1.0"},
//!  "details":{"digest":"9f86…"},"salt":"5d41…","time":"2026-11-23T12:34:56.789Z","version":1}
//! ```
//!
//! `salt` is random, so that nobody who sees only the leaf's hash can test a guess of its content.

use serde::{Deserialize, Serialize};

use crate::canonical::{CanonicalError, from_canonical, to_canonical};
use crate::{
    AccessionId, AccountId, Adjudication, Among, ArchiveId, Assignment, Basis, BystanderMark, ClaimEvidence,
    ClaimId, ClaimOpening, Codebook, Coding, ConsentChange, Decision, Definition, DerivativeMade, Digest,
    Drawing, DrawnMarking, ExposureRule, FailedSignIns, FamilyTold, FindingId, Keyed, Keying, KeyingRule,
    LetterId, LetterMoved, LetterRanked, LetterReceived, LettersComparison, LevelAnswered, LevelProposal,
    MarkingRef, MissingId, Objection, OccurrencePath, PersonSearch, Place, PublicationDecision,
    PublicationLook, PublicationPolicy, PublicationProposal, Recheck, Rechecked, ReportsComparison,
    SealedName, SealedPhotograph, SealedStatement, SignedFinding, Study, StudyId, Takedown, UtcTime,
    ViewingAnswered, ViewingBegun, ViewingId, ViewingPlanned, ViewingShown, ViewingTurn,
};

/// The longest event in bytes: an entry's length is a `uint16` in a C2SP entry bundle.
pub const MAX_EVENT_BYTES: usize = 65_535;

/// Who did it: a person, through a version of the software.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// The person's name or code name, as configured; an account's name at the desk.
    pub name: String,
    /// The software and its version: `amana 0.1.0`.
    pub software: String,
}

/// One custody event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The version of this encoding: 1.
    pub version: u32,
    /// When it happened, by the clock of the machine that wrote it.
    pub time: UtcTime,
    /// Who did it.
    pub agent: Agent,
    /// 16 random bytes in hexadecimal.
    pub salt: String,
    /// What happened.
    #[serde(flatten)]
    pub act: Act,
}

impl Event {
    /// The canonical bytes: a leaf of the log.
    ///
    /// # Errors
    /// Never for an event whose floats are finite; the type says so because JSON does.
    pub fn encode(&self) -> Result<Vec<u8>, CanonicalError> {
        to_canonical(self)
    }

    /// Reads a leaf strictly.
    ///
    /// # Errors
    /// If the bytes are not the canonical encoding of an event.
    pub fn decode(bytes: &[u8]) -> Result<Self, CanonicalError> {
        from_canonical(bytes)
    }
}

/// One thing handed in: a folder, a file or a medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its base name, as found.
    pub name: crate::PathBytes,
    /// What it is: `folder` or `file`.
    pub kind: String,
    /// The medium, in the words of the person who took it in (`USB disk, 64 GB, serial …`), if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// The file system it was read from (`ext4`, `exfat`, …), if it could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_system: Option<String>,
}

/// What became of one thing found in a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Kept: the first time this content came in.
    Kept,
    /// Kept already: one more occurrence of content that is in the archive.
    Known,
    /// A symbolic link: recorded with its target, not followed.
    Symlink,
    /// A device, pipe or socket: recorded, never opened.
    Special,
    /// Could not be read (input error, permission, gone, changed while being read).
    Failed,
    /// Refused by a rule: an encrypted or bomb-like member, a nesting too deep, a limit passed.
    Refused,
}

impl Outcome {
    /// Every outcome, in the order reports list them.
    pub const ALL: [Self; 6] =
        [Self::Kept, Self::Known, Self::Symlink, Self::Special, Self::Failed, Self::Refused];

    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Known => "known",
            Self::Symlink => "symlink",
            Self::Special => "special",
            Self::Failed => "failed",
            Self::Refused => "refused",
        }
    }
}

/// One occurrence: one path at which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// The accession.
    pub accession: AccessionId,
    /// Which source of the accession, from 0.
    pub source: u32,
    /// Where it was found.
    #[serde(flatten)]
    pub at: OccurrencePath,
    /// What became of it.
    pub outcome: Outcome,
    /// SHA-256 of its bytes; absent where they could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// The sealed object that holds its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedName>,
    /// Length in bytes (of what was read; else as listed).
    pub bytes: u64,
    /// What the bytes are (`jpeg`, `zip`, `text`, …), by content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<crate::Format>,
    /// How well a new original can be read as a picture, by the first analysis; the signs of damage stand in `reason`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<crate::Condition>,
    /// Last modification as the deposit's file system or container told it, to the nanosecond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<UtcTime>,
    /// Target of a symbolic link, as found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<crate::PathBytes>,
    /// Whether it was opened as a container, so that its members are occurrences too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub container: bool,
    /// Why it failed or was refused, or what else is odd (`changed while being read`), in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What was there and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessionCounts {
    /// Everything found that is not a folder, container members included.
    pub found: u64,
    /// Of these, how many lay inside containers.
    pub in_containers: u64,
    /// Folders seen; `None` until the accession has ended, since only the end of the walk tells.
    pub folders: Option<u64>,
    /// Outcome → count. The values add up to `found`.
    pub outcomes: std::collections::BTreeMap<Outcome, u64>,
    /// Format word → count, over everything kept or known.
    pub formats: std::collections::BTreeMap<String, u64>,
    /// Condition word → count of new originals, as far as the first analysis went.
    pub conditions: std::collections::BTreeMap<String, u64>,
    /// Bytes read and hashed.
    pub bytes_read: u64,
    /// Bytes of new originals.
    pub bytes_kept: u64,
}

impl AccessionCounts {
    /// Whether nothing is missing: outcomes add up to what was found, formats to what was read.
    pub fn adds_up(&self) -> bool {
        let of = |outcome| self.outcomes.get(&outcome).copied().unwrap_or(0);
        self.outcomes.values().sum::<u64>() == self.found
            && self.formats.values().sum::<u64>() == of(Outcome::Kept) + of(Outcome::Known)
    }
}

/// One Parquet part of observations, and the pack of previews it points into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationPart {
    /// The accession that brought the originals.
    pub accession: AccessionId,
    /// The analyser and its version: `first-analysis 1`.
    pub analyser: String,
    /// The models and engines that it had at hand, each with its version: `digits 1`; none for the first analysis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<String>,
    /// The sealed Parquet part.
    pub part: SealedName,
    /// The sealed pack of previews, or of crops, if any row has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previews: Option<SealedName>,
    /// Rows in the part: one an original.
    pub rows: u32,
}

/// What a fixity check looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixityScope {
    /// Whether keys were at hand, so that plain digests were checked.
    pub with_keys: bool,
    /// Sealed objects checked, of how many.
    pub objects: u64,
    /// Sealed objects there should be.
    pub objects_of: u64,
    /// Log entries checked.
    pub entries: u64,
}

/// One damaged or missing thing found by a fixity check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damaged {
    /// Path below the archive's folder.
    pub path: String,
    /// What is wrong, in English.
    pub what: String,
}

/// What happened. `act` is the word, `details` the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", content = "details", rename_all = "kebab-case")]
pub enum Act {
    /// The archive began: the first entry of every log.
    ArchiveCreated {
        /// The archive.
        archive: ArchiveId,
        /// The log's origin line.
        origin: String,
        /// Custodians' names and age recipients.
        custodians: Vec<(String, String)>,
        /// SHA-256 of `amana.toml` as written.
        configuration: Digest,
    },
    /// `amana.toml` was changed.
    ConfigurationChanged {
        /// SHA-256 of `amana.toml` as written.
        configuration: Digest,
        /// What was changed, in English.
        what: String,
    },
    /// An accession began.
    AccessionOpened {
        /// The accession.
        accession: AccessionId,
        /// What was handed in.
        sources: Vec<Source>,
        /// Free words about the deposit, never about the depositor.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// Who deposited: one sealed object for each pair of custodians, readable only by both together.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        depositor: Vec<SealedName>,
    },
    /// An interrupted intake was taken up again.
    AccessionResumed {
        /// The accession.
        accession: AccessionId,
    },
    /// Something was found in the deposit and taken in, or not.
    FileFound(FileRecord),
    /// Observations were added.
    ObservationsAdded(ObservationPart),
    /// An accession ended; its report is sealed.
    AccessionClosed {
        /// The accession.
        accession: AccessionId,
        /// What was there and what became of it.
        counts: AccessionCounts,
        /// Root digest of the deposit.
        root_digest: Digest,
        /// The sealed acquisition report (JSON).
        report: SealedName,
    },
    /// The archive was checked.
    FixityChecked {
        /// What was looked at.
        scope: FixityScope,
        /// What was damaged or missing, the first hundred; empty if all is well.
        damaged: Vec<Damaged>,
        /// How many findings there were in all.
        findings: u64,
    },
    /// Who deposited was read by two custodians together.
    DepositorRevealed {
        /// The accession.
        accession: AccessionId,
        /// The two custodians' names.
        custodians: (String, String),
        /// Why.
        purpose: String,
    },
    /// A proof for one original was written out.
    ProofIssued {
        /// The original.
        digest: Digest,
    },
    /// A copy of an original left the archive.
    OriginalExported {
        /// The original.
        digest: Digest,
        /// Why, or where to.
        purpose: String,
        /// Why the bystanders marked in it were left in; absent where none are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bystanders: Option<String>,
    },
    /// A working copy of an original left the archive: a clean JPEG, bystanders blurred beyond recovery.
    WorkingCopyExported {
        /// The original.
        digest: Digest,
        /// SHA-256 of the copy.
        copy: Digest,
        /// How many regions were blurred in it.
        blurred: u32,
        /// Why, or where to.
        purpose: String,
    },
    /// The log was written out in clear.
    LogExported {
        /// Entries written.
        entries: u64,
    },
    /// The age identity was written out in clear.
    KeyExported {
        /// The custodian whose key it is.
        custodian: String,
    },
    /// A table was written out.
    TableExported {
        /// Which.
        table: String,
        /// Its rows.
        rows: u64,
    },
    /// An account was made for a person at the desk.
    AccountCreated {
        /// The account.
        account: AccountId,
        /// Its sign-in name.
        name: String,
        /// Its role.
        role: String,
    },
    /// An account was switched off.
    AccountDisabled {
        /// The account.
        account: AccountId,
    },
    /// An account was given another password.
    PasswordChanged {
        /// The account.
        account: AccountId,
    },
    /// A copy of all accounts was sealed into the store.
    AccountsBackedUp {
        /// The sealed object.
        sealed: SealedName,
        /// SHA-256 of the copy.
        digest: Digest,
        /// Its length in bytes.
        bytes: u64,
    },
    /// The accounts were put back from a sealed copy.
    AccountsRestored {
        /// The sealed object.
        sealed: SealedName,
        /// Accounts in it.
        accounts: u64,
    },
    /// A person signed in to the desk.
    SignedIn {
        /// The account.
        account: AccountId,
    },
    /// Somebody failed to sign in to the desk: one event for many attempts.
    SignInFailed(FailedSignIns),
    /// A person signed out of the desk.
    SignedOut {
        /// The account.
        account: AccountId,
    },
    /// A person chose to see pictures uncovered for a while.
    UncoveredForSession {
        /// The account.
        account: AccountId,
        /// For how many minutes.
        minutes: u32,
    },
    /// A person covered pictures again before the time was over.
    CoveredAgain {
        /// The account.
        account: AccountId,
    },
    /// A person saw a picture uncovered.
    OriginalViewed {
        /// The account.
        account: AccountId,
        /// The original.
        digest: Digest,
        /// What was shown: `grid`, `view` or `original`.
        size: String,
        /// Why the bystanders marked in it were shown too; absent where they were blurred or covered, or none are marked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bystanders: Option<String>,
    },
    /// The rule about looking at uncovered pictures was set: it holds from here on.
    ExposureRuleSet(ExposureRule),
    /// A person was shown the crop of a marking, to key it.
    MarkingShown {
        /// The account.
        account: AccountId,
        /// The marking.
        #[serde(flatten)]
        marking: MarkingRef,
    },
    /// A person drew where a number stands that no machine found.
    MarkingDrawn(DrawnMarking),
    /// A person keyed what stands on a marking.
    MarkingKeyed(Keying),
    /// What stands on a marking is settled.
    MarkingSettled {
        /// The marking.
        #[serde(flatten)]
        marking: MarkingRef,
        /// Why.
        basis: Basis,
        /// What stands there.
        keyed: Keyed,
        /// The log entry of the rule that was applied, where one was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<u64>,
        /// Why, in the words of whoever decided alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What was settled on a marking counts no longer: it is to be settled anew, by others or by decision.
    MarkingReopened {
        /// The marking.
        #[serde(flatten)]
        marking: MarkingRef,
        /// Why.
        reason: String,
    },
    /// The rule about keying was set: it holds from here on.
    KeyingRuleSet(KeyingRule),
    /// Faces of this archive were ranked by how alike they are to one in a picture from outside.
    FacesCompared {
        /// SHA-256 of the picture from outside.
        outside: Digest,
        /// Why.
        purpose: String,
        /// How many faces it was compared with.
        compared: u64,
        /// Among which photographs; absent for all.
        #[serde(default, skip_serializing_if = "Among::is_all")]
        among: Among,
    },
    /// A person decided which photographs show one person, or what is seen of that person.
    PeopleDecided(Decision),
    /// A list of people made elsewhere was taken over: the decisions that follow come out of it.
    ListImported {
        /// SHA-256 of the list's file.
        list: Digest,
        /// Its rows.
        rows: u64,
        /// How many of them say what is recorded now.
        used: u64,
        /// How many people they are.
        people: u64,
        /// How many log entries after this one are its decisions; absent in events of before, whose lists cannot be taken back whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decisions: Option<u64>,
    },
    /// Work was given to a person.
    WorkAssigned(Assignment),
    /// Work given to a person is no longer hers.
    WorkWithdrawn {
        /// The log entry that gave it.
        entry: u64,
    },
    /// A branch or facility was described: the whole record, in place of what was known of it before.
    PlaceDescribed(Place),
    /// A definition of a count was described, whole: a new one, or a newer version of one.
    DefinitionDescribed(Box<Definition>),
    /// A bystander was marked in a picture: blurred there from here on.
    BystanderMarked(BystanderMark),
    /// A codebook was adopted, whole: coding may go by it from here on.
    CodebookAdopted(Codebook),
    /// A sample of people was drawn.
    SampleDrawn(Drawing),
    /// Coding was planned: who codes whom.
    CodingPlanned(Study),
    /// A coder submitted what she saw of a person.
    CodingSubmitted(Coding),
    /// A third decided where coders differ.
    CodingAdjudicated(Adjudication),
    /// An expert named the key that she signs findings with; an earlier one of hers is no longer taken.
    ExpertKeySet {
        /// Whose.
        account: AccountId,
        /// The verifier key of signed notes: `name+id+Base64`.
        key: String,
    },
    /// An expert signed a finding.
    FindingSigned(SignedFinding),
    /// A sample of what a machine had a part in was drawn, to be looked at once more.
    RecheckDrawn(Recheck),
    /// Somebody looked once more at a unit of it.
    RecheckTold(Rechecked),
    /// A report with counts was made and left the archive.
    ReportMade {
        /// What it is called.
        title: String,
        /// The definitions counted, as cited.
        definitions: Vec<String>,
        /// The studies told.
        studies: Vec<StudyId>,
        /// SHA-256 of the canonical encoding of what it is made of.
        frozen: Digest,
        /// Entries of the log that was counted.
        log_size: u64,
        /// SHA-256 of each file of it that was written.
        files: Vec<Digest>,
    },
    /// A finding was handed out: printed, or as its signed note.
    FindingHandedOut {
        /// Which.
        finding: FindingId,
        /// In which version.
        version: u32,
    },
    /// A family's report about a missing person was taken in, or told anew: what is said lies sealed.
    MissingReported {
        /// Which.
        report: MissingId,
        /// Its version, from 1.
        version: u32,
        /// What is said.
        statement: SealedStatement,
    },
    /// Who reports and how to reach them was sealed apart.
    ContactSealed {
        /// Of which report.
        report: MissingId,
        /// The contact.
        contact: SealedStatement,
    },
    /// Somebody read who reports and how to reach them.
    ContactRead {
        /// Of which report.
        report: MissingId,
        /// Why.
        purpose: String,
    },
    /// A family consented.
    ConsentGiven(ConsentChange),
    /// A family withdrew a consent.
    ConsentWithdrawn(ConsentChange),
    /// Somebody decided whether two reports are about one person.
    ReportsCompared(ReportsComparison),
    /// A photograph of the missing person alive was sealed.
    LivingPhotographSealed(SealedPhotograph),
    /// Somebody looked at a photograph of the missing person alive.
    LivingPhotographViewed {
        /// Of which report.
        report: MissingId,
        /// The photograph.
        photograph: SealedName,
    },
    /// Somebody searched the people of the archive for a missing person.
    PersonSearched(PersonSearch),
    /// A search that was kept is let go: nobody is told any more what is new to it.
    SearchLetGo {
        /// The log entry of the search.
        entry: u64,
    },
    /// The keys of statements were destroyed: nobody can read them any more.
    StatementsErased {
        /// Of which report.
        report: MissingId,
        /// The sealed objects.
        sealed: Vec<SealedName>,
        /// By whose wish or order.
        order: String,
    },
    /// A family's claim was opened: that the person of their report is one whom photographs show.
    ClaimOpened(ClaimOpening),
    /// Evidence for or against a claim was added.
    EvidenceAdded(ClaimEvidence),
    /// Evidence was taken back: recorded amiss, or found to be wrong.
    EvidenceTakenBack {
        /// Of which claim.
        claim: ClaimId,
        /// The log entry that added it.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// A reviewer proposed a level for a claim.
    LevelProposed(LevelProposal),
    /// A second reviewer agreed with it, or did not.
    LevelAnswered(LevelAnswered),
    /// A family withdrew its claim.
    ClaimWithdrawn {
        /// Which.
        claim: ClaimId,
        /// How they said so.
        how: String,
    },
    /// A family takes its claim up again.
    ClaimResumed {
        /// Which.
        claim: ClaimId,
        /// How they said so.
        how: String,
    },
    /// A family was told something about its claim.
    FamilyTold(FamilyTold),
    /// What was recorded of that was taken back: amiss, or not so.
    ToldTakenBack {
        /// Of which claim.
        claim: ClaimId,
        /// The log entry that said it.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Somebody opened a file that came with evidence.
    EvidenceFileOpened {
        /// Of which claim.
        claim: ClaimId,
        /// The log entry that added the evidence.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Whom a family can turn to was set, for every page that shows a family anything.
    SupportContactsSet {
        /// In words, a line each.
        contacts: String,
    },
    /// A viewing with a family began: their description was taken.
    ViewingBegun(ViewingBegun),
    /// Faces were planned for a viewing.
    ViewingPlanned(ViewingPlanned),
    /// A face was shown to a family.
    ViewingShown(ViewingShown),
    /// A face of a viewing could not be shown, and is passed over.
    ViewingPassedOver {
        /// In which.
        viewing: ViewingId,
        /// Its place in the plan.
        place: u32,
    },
    /// A family said something of a face.
    ViewingAnswered(ViewingAnswered),
    /// A viewing was paused, resumed, stopped or ended.
    ViewingTurned {
        /// Which.
        viewing: ViewingId,
        /// How.
        turn: ViewingTurn,
    },
    /// A family's letter was taken in: what is said lies sealed.
    LetterReceived(LetterReceived),
    /// Somebody took a letter up, put it back, or closed it.
    LetterMoved(LetterMoved),
    /// Somebody said how soon a letter should be looked at.
    LetterRanked(LetterRanked),
    /// Somebody wrote an answer to a letter.
    LetterAnswered {
        /// To which.
        letter: LetterId,
        /// What it says.
        answer: SealedStatement,
    },
    /// An answer goes out, sealed by the family's number, into a folder of a portal.
    AnswerHandedOut {
        /// To which letter.
        letter: LetterId,
        /// The answer.
        answer: SealedName,
        /// Under which name.
        file: SealedName,
        /// SHA-256 of the file.
        sha256: Digest,
    },
    /// Somebody decided whether two letters are about the same matter.
    LettersCompared(LettersComparison),
    /// What a letter says was taken in as a report about a missing person.
    LetterReported {
        /// Which letter.
        letter: LetterId,
        /// The report.
        report: MissingId,
    },
    /// Somebody looked at a picture of a letter.
    LetterPictureViewed {
        /// Of which letter.
        letter: LetterId,
        /// Which picture, from 1.
        picture: u32,
    },
    /// Somebody read who wrote a letter and how to reach them.
    LetterContactRead {
        /// Of which letter.
        letter: LetterId,
        /// Why.
        purpose: String,
    },
    /// The keys of a letter were destroyed: nobody can read it any more.
    LetterErased {
        /// Which.
        letter: LetterId,
        /// The sealed objects.
        sealed: Vec<SealedName>,
        /// By whose wish or order.
        order: String,
    },
    /// The policy of publication was set: it holds from here on.
    PublicationPolicySet(Box<PublicationPolicy>),
    /// Somebody proposed that a face is published.
    PublicationProposed(Box<PublicationProposal>),
    /// The picture of a publication was made: for proofs, without a word about the original.
    DerivativeMade(DerivativeMade),
    /// Somebody looked at the picture of a publication, as it is to be published. An `original-viewed` is recorded with it.
    PublicationLookedAt(PublicationLook),
    /// Somebody decided about a publication.
    PublicationDecided(PublicationDecision),
    /// A face was taken down.
    PublicationTakenDown(Takedown),
    /// Somebody objected to a person's face being published.
    PublicationObjected(Objection),
    /// An objection was withdrawn.
    ObjectionWithdrawn {
        /// The log entry that recorded it.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// The gallery is written out, as these files. A `gallery-stands` follows when all of them are there.
    GalleryPublished {
        /// Faces in it.
        faces: u64,
        /// Files in it, the list of them not counted.
        files: u64,
        /// SHA-256 of the list of all files with their digests.
        list: Digest,
    },
    /// All files of a gallery stand in its folder.
    GalleryStands {
        /// The log entry that said that it was published.
        entry: u64,
    },
    /// A bystander's mark was taken back: no bystander, or marked amiss.
    BystanderUnmarked {
        /// The photograph.
        digest: Digest,
        /// The log entry that marked it.
        entry: u64,
        /// Why.
        reason: String,
    },
}

impl Act {
    /// The word that stands as `act` in the encoding.
    pub fn word(&self) -> &'static str {
        match self {
            Self::ArchiveCreated { .. } => "archive-created",
            Self::ConfigurationChanged { .. } => "configuration-changed",
            Self::AccessionOpened { .. } => "accession-opened",
            Self::AccessionResumed { .. } => "accession-resumed",
            Self::FileFound(_) => "file-found",
            Self::ObservationsAdded(_) => "observations-added",
            Self::AccessionClosed { .. } => "accession-closed",
            Self::FixityChecked { .. } => "fixity-checked",
            Self::DepositorRevealed { .. } => "depositor-revealed",
            Self::ProofIssued { .. } => "proof-issued",
            Self::OriginalExported { .. } => "original-exported",
            Self::WorkingCopyExported { .. } => "working-copy-exported",
            Self::LogExported { .. } => "log-exported",
            Self::KeyExported { .. } => "key-exported",
            Self::TableExported { .. } => "table-exported",
            Self::AccountCreated { .. } => "account-created",
            Self::AccountDisabled { .. } => "account-disabled",
            Self::PasswordChanged { .. } => "password-changed",
            Self::AccountsBackedUp { .. } => "accounts-backed-up",
            Self::AccountsRestored { .. } => "accounts-restored",
            Self::SignedIn { .. } => "signed-in",
            Self::SignInFailed(_) => "sign-in-failed",
            Self::SignedOut { .. } => "signed-out",
            Self::UncoveredForSession { .. } => "uncovered-for-session",
            Self::CoveredAgain { .. } => "covered-again",
            Self::OriginalViewed { .. } => "original-viewed",
            Self::ExposureRuleSet(_) => "exposure-rule-set",
            Self::MarkingShown { .. } => "marking-shown",
            Self::MarkingDrawn(_) => "marking-drawn",
            Self::MarkingKeyed(_) => "marking-keyed",
            Self::MarkingSettled { .. } => "marking-settled",
            Self::MarkingReopened { .. } => "marking-reopened",
            Self::KeyingRuleSet(_) => "keying-rule-set",
            Self::FacesCompared { .. } => "faces-compared",
            Self::PeopleDecided(_) => "people-decided",
            Self::ListImported { .. } => "list-imported",
            Self::WorkAssigned(_) => "work-assigned",
            Self::WorkWithdrawn { .. } => "work-withdrawn",
            Self::PlaceDescribed(_) => "place-described",
            Self::DefinitionDescribed(_) => "definition-described",
            Self::BystanderMarked(_) => "bystander-marked",
            Self::CodebookAdopted(_) => "codebook-adopted",
            Self::SampleDrawn(_) => "sample-drawn",
            Self::CodingPlanned(_) => "coding-planned",
            Self::CodingSubmitted(_) => "coding-submitted",
            Self::CodingAdjudicated(_) => "coding-adjudicated",
            Self::ExpertKeySet { .. } => "expert-key-set",
            Self::FindingSigned(_) => "finding-signed",
            Self::RecheckDrawn(_) => "recheck-drawn",
            Self::RecheckTold(_) => "recheck-told",
            Self::ReportMade { .. } => "report-made",
            Self::FindingHandedOut { .. } => "finding-handed-out",
            Self::MissingReported { .. } => "missing-reported",
            Self::ContactSealed { .. } => "contact-sealed",
            Self::ContactRead { .. } => "contact-read",
            Self::ConsentGiven(_) => "consent-given",
            Self::ConsentWithdrawn(_) => "consent-withdrawn",
            Self::ReportsCompared(_) => "reports-compared",
            Self::LivingPhotographSealed(_) => "living-photograph-sealed",
            Self::LivingPhotographViewed { .. } => "living-photograph-viewed",
            Self::PersonSearched(_) => "person-searched",
            Self::SearchLetGo { .. } => "search-let-go",
            Self::StatementsErased { .. } => "statements-erased",
            Self::ClaimOpened(_) => "claim-opened",
            Self::EvidenceAdded(_) => "evidence-added",
            Self::EvidenceTakenBack { .. } => "evidence-taken-back",
            Self::LevelProposed(_) => "level-proposed",
            Self::LevelAnswered(_) => "level-answered",
            Self::ClaimWithdrawn { .. } => "claim-withdrawn",
            Self::ClaimResumed { .. } => "claim-resumed",
            Self::FamilyTold(_) => "family-told",
            Self::ToldTakenBack { .. } => "told-taken-back",
            Self::EvidenceFileOpened { .. } => "evidence-file-opened",
            Self::SupportContactsSet { .. } => "support-contacts-set",
            Self::ViewingBegun(_) => "viewing-begun",
            Self::ViewingPlanned(_) => "viewing-planned",
            Self::ViewingShown(_) => "viewing-shown",
            Self::ViewingPassedOver { .. } => "viewing-passed-over",
            Self::ViewingAnswered(_) => "viewing-answered",
            Self::ViewingTurned { .. } => "viewing-turned",
            Self::LetterReceived(_) => "letter-received",
            Self::LetterMoved(_) => "letter-moved",
            Self::LetterRanked(_) => "letter-ranked",
            Self::LetterAnswered { .. } => "letter-answered",
            Self::AnswerHandedOut { .. } => "answer-handed-out",
            Self::LettersCompared(_) => "letters-compared",
            Self::LetterReported { .. } => "letter-reported",
            Self::LetterPictureViewed { .. } => "letter-picture-viewed",
            Self::LetterContactRead { .. } => "letter-contact-read",
            Self::LetterErased { .. } => "letter-erased",
            Self::PublicationPolicySet(_) => "publication-policy-set",
            Self::PublicationProposed(_) => "publication-proposed",
            Self::DerivativeMade(_) => "derivative-made",
            Self::PublicationLookedAt(_) => "publication-looked-at",
            Self::PublicationDecided(_) => "publication-decided",
            Self::PublicationTakenDown(_) => "publication-taken-down",
            Self::PublicationObjected(_) => "publication-objected",
            Self::ObjectionWithdrawn { .. } => "objection-withdrawn",
            Self::GalleryPublished { .. } => "gallery-published",
            Self::GalleryStands { .. } => "gallery-stands",
            Self::BystanderUnmarked { .. } => "bystander-unmarked",
        }
    }

    /// The original it is about, if it is about one.
    pub fn digest(&self) -> Option<Digest> {
        match self {
            Self::FileFound(record) => record.digest,
            Self::ProofIssued { digest }
            | Self::OriginalExported { digest, .. }
            | Self::WorkingCopyExported { digest, .. }
            | Self::BystanderUnmarked { digest, .. }
            | Self::OriginalViewed { digest, .. } => Some(*digest),
            Self::MarkingDrawn(drawn) => Some(drawn.digest),
            Self::MarkingShown { marking, .. }
            | Self::MarkingSettled { marking, .. }
            | Self::MarkingReopened { marking, .. } => Some(marking.digest),
            Self::MarkingKeyed(keying) => Some(keying.marking.digest),
            Self::BystanderMarked(mark) => Some(mark.digest),
            Self::PublicationProposed(proposal) => Some(proposal.recipe.photograph),
            _ => None,
        }
    }

    /// What families say and give that it names, each sealed under a key of its own.
    pub fn statements(&self) -> Vec<&SealedStatement> {
        match self {
            Self::MissingReported { statement, .. } => vec![statement],
            Self::ContactSealed { contact, .. } => vec![contact],
            Self::LivingPhotographSealed(one) => [&one.photograph].into_iter().chain(&one.face).collect(),
            Self::LetterReceived(received) => received.statements().collect(),
            Self::LetterAnswered { answer, .. } => vec![answer],
            Self::EvidenceAdded(evidence) => [&evidence.words].into_iter().chain(&evidence.file).collect(),
            Self::FamilyTold(told) => vec![&told.words],
            Self::ViewingBegun(begun) => vec![&begun.description],
            Self::ViewingAnswered(answered) => answered.features.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The accession it is about, if it is about one.
    pub fn accession(&self) -> Option<&AccessionId> {
        match self {
            Self::AccessionOpened { accession, .. }
            | Self::AccessionResumed { accession }
            | Self::AccessionClosed { accession, .. }
            | Self::DepositorRevealed { accession, .. } => Some(accession),
            Self::FileFound(record) => Some(&record.accession),
            Self::ObservationsAdded(part) => Some(&part.accession),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SignInFailure;

    fn viewed() -> Event {
        Event {
            version: 1,
            time: "2026-11-23T12:34:56.789Z".parse().unwrap(),
            agent: Agent { name: "samar".into(), software: "amana 0.1.0".into() },
            salt: "00112233445566778899aabbccddeeff".into(),
            act: Act::OriginalViewed {
                account: "a1".parse().unwrap(),
                digest: Digest([7; 32]),
                size: "view".into(),
                bystanders: None,
            },
        }
    }

    #[test]
    fn the_encoding_is_golden() {
        let golden = format!(
            r#"{{"act":"original-viewed","agent":{{"name":"samar","software":"amana 0.1.0"}},"details":{{"account":"a1","digest":"{}","size":"view"}},"salt":"00112233445566778899aabbccddeeff","time":"2026-11-23T12:34:56.789Z","version":1}}"#,
            Digest([7; 32])
        );
        assert_eq!(String::from_utf8(viewed().encode().unwrap()).unwrap(), golden);
        assert_eq!(Event::decode(golden.as_bytes()).unwrap(), viewed());
    }

    #[test]
    fn the_word_is_the_encoded_act() {
        let json: serde_json::Value = serde_json::from_slice(&viewed().encode().unwrap()).unwrap();
        assert_eq!(json["act"], viewed().act.word());
    }

    #[test]
    fn a_failed_sign_in_with_an_unknown_name_names_nobody() {
        let time = "2026-11-23T12:34:56Z".parse().unwrap();
        let failed = FailedSignIns {
            account: None,
            name: None,
            reason: SignInFailure::UnknownName,
            attempts: 29,
            first: time,
            last: time,
        };
        let event = Event { act: Act::SignInFailed(failed), ..viewed() };
        let text = String::from_utf8(event.encode().unwrap()).unwrap();
        let details = r#"{"attempts":29,"first":"2026-11-23T12:34:56Z","last":"2026-11-23T12:34:56Z","reason":"unknown-name"}"#;
        assert!(text.contains(&format!(r#""details":{details}"#)), "{text}");
        assert_eq!(Event::decode(text.as_bytes()).unwrap(), event);
        assert!(text.contains(&format!(r#""act":"{}""#, event.act.word())));
        for reason in SignInFailure::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.word());
            assert_eq!(SignInFailure::from_word(reason.word()), Some(reason));
        }
    }

    #[test]
    fn a_rule_about_looking_without_a_number_of_views_leaves_it_out() {
        let rule = ExposureRule { views_a_day: None, ..ExposureRule::default() };
        for (rule, details) in [
            (rule, r#"{"looking_minutes":30,"pause_minutes":10}"#),
            (ExposureRule::default(), r#"{"looking_minutes":30,"pause_minutes":10,"views_a_day":300}"#),
        ] {
            let event = Event { act: Act::ExposureRuleSet(rule), ..viewed() };
            let text = String::from_utf8(event.encode().unwrap()).unwrap();
            assert!(text.starts_with(r#"{"act":"exposure-rule-set","#) && text.contains(details), "{text}");
            assert_eq!(Event::decode(text.as_bytes()).unwrap(), event);
        }
    }

    #[test]
    fn a_letter_is_recorded_without_a_word_of_it() {
        let sealed = |n| SealedStatement { sealed: SealedName([n; 32]), digest: Digest([n; 32]) };
        let received = LetterReceived {
            letter: "l0".parse().unwrap(),
            dropped: Digest([9; 32]),
            kind: crate::LetterKind::Takedown,
            language: crate::FormLanguage::Ar,
            day: "2026-11-28".parse().unwrap(),
            face: Some("7k2q9f3m".parse().unwrap()),
            follows: None,
            words: sealed(1),
            contact: sealed(2),
            pictures: Vec::new(),
        };
        let letter = || received.letter.clone();
        let [low, high] = ["l0", "l1"].map(|id| id.parse().unwrap());
        let compared = LettersComparison::of(high, low, crate::ReportsVerdict::Same, "why".into());
        assert_eq!(compared.one.as_str(), "l0");
        let acts = [
            Act::LetterReceived(received.clone()),
            Act::LetterMoved(LetterMoved {
                letter: letter(),
                to: crate::LetterState::InWork,
                reason: String::new(),
            }),
            Act::LetterRanked(LetterRanked { letter: letter(), urgency: crate::Urgency::Later }),
            Act::LetterAnswered { letter: letter(), answer: sealed(3) },
            Act::AnswerHandedOut {
                letter: letter(),
                answer: SealedName([3; 32]),
                file: SealedName([4; 32]),
                sha256: Digest([5; 32]),
            },
            Act::LettersCompared(compared),
            Act::LetterReported { letter: letter(), report: "m1".parse().unwrap() },
            Act::LetterPictureViewed { letter: letter(), picture: 1 },
            Act::LetterContactRead { letter: letter(), purpose: "to call back".into() },
            Act::LetterErased { letter: letter(), sealed: vec![SealedName([1; 32])], order: "a wish".into() },
        ];
        for act in acts {
            let event = Event { act, ..viewed() };
            let text = String::from_utf8(event.encode().unwrap()).unwrap();
            assert!(text.contains(&format!(r#""act":"{}""#, event.act.word())), "{text}");
            assert_eq!(Event::decode(text.as_bytes()).unwrap(), event);
        }
        let moved = r#""details":{"letter":"l0","to":"in-work"}"#;
        let event = LetterMoved { letter: letter(), to: crate::LetterState::InWork, reason: String::new() };
        let text = Event { act: Act::LetterMoved(event), ..viewed() }.encode().unwrap();
        assert!(String::from_utf8(text).unwrap().contains(moved), "what is not said is left out");
    }

    #[test]
    fn unknown_members_are_refused() {
        let mut bytes = viewed().encode().unwrap();
        bytes.splice(1..1, br#""aaa":1,"#.iter().copied());
        assert!(Event::decode(&bytes).is_err());
    }

    #[test]
    fn counts_add_up_or_not() {
        let mut counts = AccessionCounts { found: 3, ..Default::default() };
        counts.outcomes.insert(Outcome::Kept, 2);
        counts.outcomes.insert(Outcome::Symlink, 1);
        counts.formats.insert("jpeg".into(), 2);
        assert!(counts.adds_up());
        counts.found = 4;
        assert!(!counts.adds_up());
    }
}
