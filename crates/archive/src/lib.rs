//! The use cases of an archive, one verb a file. The only writer of custody events.
//!
//! [`Archive`] is the main type: opened with or without keys. Everything a person does goes through it, so that each
//! act is an event before its effect is seen. It trusts the engines below it to do one thing each, and the machine's
//! clock to tell the time that it records.

mod accession;
mod accounts_backup;
mod analyse;
mod archive;
mod best_face;
mod bystanders;
mod candidates;
mod claims;
mod closely;
mod coding;
mod configuration;
mod connected;
mod copies;
pub mod count;
mod depositor;
mod derivative;
mod drawn;
mod error;
mod export_log;
mod exposure;
mod failed_sign_ins;
mod finding;
mod holding;
mod import;
mod inbox;
mod init;
mod journal;
mod keying;
mod keyring;
mod layout;
mod missing;
mod otherwise;
mod people;
mod picture;
mod places;
mod prove;
mod publication;
mod rebuild;
mod rechecking;
mod record;
mod reopening;
pub mod reporting;
mod restore;
mod sampling;
mod searching;
mod services;
mod similar_faces;
mod staff;
mod table;
mod verify;
mod viewing;
mod waiting;
mod work;

pub use accession::{IntakeOptions, IntakeOutcome, IntakeProgress, Medium, Progress, Running, Stage};
pub use accounts_backup::RestoredAccounts;
pub use amana_analysis::faces::{DETECTOR as FACE_DETECTOR, EMBEDDER as FACE_EMBEDDER, FaceModels};
pub use amana_linkage::view::View;
pub use analyse::{AnalyseOptions, Analysed, AnalysisProgress, WatchAnalysis};
pub use archive::Archive;
pub use claims::{ClaimQueue, ClaimsRoom, NewEvidence, NewTold, ToldWords};
pub use closely::{CloseSight, SeenClosely, SeenFace, SeenMarking};
pub use coding::{
    BroughtCodebook, CodeSheet, CodingRoom, Crossed, CrossedRow, DrawnBy, EntryAgreement, EntryTally,
    KnownCodebook, Level, Plan, PlannedStudy, RegionTally, ShareEstimate, SubmittedCoding, starting_codebook,
    starting_codebook_toml,
};
pub use configuration::{Configuration, Custodian, FORMAT, KeyFile};
pub use error::{ArchiveError, ErrorKind, NoPicture, Result};
pub use finding::{
    Basis, ExpertKey, Findings, NewFinding, NoFinding, NoSignature, RecordedFinding, SettledAnswers,
    Signature, make_expert_key, sign_text, verified,
};
pub use import::{
    ColumnsError, ImportReport, Known, LONGEST_LIST, List, ListBack, ListError, ListField, ListPlan,
    ListTakenOver, ListedPerson, RowOutcome, RowReason, RowReport,
};
pub use inbox::{
    Answered, AnswersHandedOut, ChosenPicture, InboxLetter, InboxRoom, Lack, LetterContact, LetterOutcome,
    LetterScript, LetterTaken, LetterWords, LettersTaken, NotDone,
};
pub use init::{Created, CustodianKey, InitOptions, NewCustodian, init};
pub use keying::KeyingOutcome;
pub use keyring::Keyring;
pub use layout::Layout;
pub use missing::{
    Alike, Apart, DescribesFaces, Erasure, LONGEST_PICTURE, MissingReport, MissingRoom, NameLevel, NewReport,
    NotReported, Point, ReadContact, RecordedSearch, ReportField, ReportOutcome, ReportRow, ReportsBrought,
    Told,
};
pub use otherwise::Otherwise;
pub use people::{Decided, IndividualSheet, Suggestion, decided_since};
pub use picture::PreviewSize;
pub use places::{BroughtPlaces, KnownPlaces, starting_places};
pub use prove::ProofCheck;
pub use publication::{
    BroughtPolicy, GallerySince, NotMade, NotPublished, PublicationRoom, PublishedGallery, StandingObjection,
    StandingPublication, starting_policy,
};
pub use rechecking::{NotRechecked, RecheckRate, RecheckSaid, RecheckTask, Rechecks};
pub use reopening::{LONGEST_REASON, ToDecide};
pub use restore::WorkingCopy;
pub use sampling::{SampleFault, SamplePlan, sample_size};
pub use searching::{
    FoundPerson, Ground, KeptSearch, Mark, NameSource, NotSearched, SearchRequest, Searched,
};
pub use services::{Entropy, OsEntropy, Services, SystemClock};
pub use similar_faces::SimilarFace;
pub use staff::UNCOVER_MINUTES_MAX;
pub use verify::{Finding, Sample, VerifyOptions, VerifyReport};
pub use viewing::{NewAnswer, NewPlan, NewViewing, ShownFace, ViewingCandidates};
pub use waiting::{Waits, WhoseWork};
pub use work::{WorkState, can_do};

/// What the catalog answers with, for the doors.
pub mod look {
    pub use amana_catalog::{
        About, AccessionRow, AssignmentRow, Brief, Cell, Column, ColumnKind, CountedContent, CountedPath,
        DecisionRow, DoneBy, EventRow, Facet, Facets, GridFilter, GridOrder, GridPlace, GridRow, GroupPlace,
        IndividualRow, KeyingFigures, OccurrenceFilter, OccurrenceRow, Photograph, PlaceDescription,
        QueueRow, RecordedAct, SettledNumbers, Status, Table, ToldAt, contradicts, is_about, is_described,
    };
}

/// Who may use the desk, for the doors.
pub mod access {
    pub use amana_accounts::{ABSOLUTE, Account, Right, Role, Session, SignInError, Theme};
}

/// Keys and passphrases, for the doors.
pub mod keys {
    pub use amana_store::{Identities, Passphrase, WorkFactor, expose, parse_identity, parse_recipient};
}
