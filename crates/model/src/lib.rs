//! The field's words as types, and the one canonical encoding of a custody event.
//!
//! No input or output, no clock, no randomness: whoever needs those passes them in. Everything here is plain
//! data with strict parsers; [`Event`] is the main type, [`Observation`] what machines saw.

mod among;
mod bystander;
mod candidate;
pub mod canonical;
mod claim;
mod claimed;
mod clock;
mod close;
mod codebook;
mod coding;
mod copies;
mod definition;
mod derivative;
mod digest;
mod drawing;
mod drawn_marking;
mod event;
mod exposure;
pub mod finding;
mod id;
mod keying;
mod letter;
mod missing;
mod observation;
mod path;
mod people;
mod places;
mod publication;
mod recheck;
mod report;
mod sign_in;
mod triage;
mod unusual;
mod viewing;
mod work;

pub use among::Among;
pub use bystander::{Bystander, BystanderMark, LONGEST_WORDS, MarkFault, Region};
pub use candidate::{CandidateRow, Reason};
pub use canonical::{CanonicalError, from_canonical, to_canonical};
pub use claim::{
    Agreed, Bearing, Claim, ClaimEvidence, ClaimLevel, ClaimOpening, ClaimStanding, Claims, Conflict,
    ConflictKind, EvidenceFile, EvidenceKind, FamilyTold, FamilyWasTold, FamilyWords, Given,
    LONGEST_EVIDENCE_FILE, LevelAnswer, LevelAnswered, LevelProposal, MOST_CLAIMED, NotClaimed, Proposed,
    ProposedState, Shortfall, ToldWay, Turn, may_reach,
};
pub use claimed::{claimed_date, claimed_time, clock_is_doubted, days_of};
pub use clock::{Clock, UtcTime};
pub use close::{CloseObservation, Embedding, Face, Field, Finder, Marking, Point, Reading, Script};
pub use codebook::{
    BodyRegion, Both, CODED_AGE_BAND, CODED_SEX, Codebook, CodebookFault, Entry, EntryKind, LONGEST_CODEBOOK,
    NOT_ASSESSABLE, Preset, SIGN, Section, Value,
};
pub use coding::{
    Adjudication, Answer, AnswerKey, Certainty, Coding, CodingFault, CodingStanding, Side, Study,
    StudyCodings, StudyFault, check_answers,
};
pub use copies::CopyRow;
pub use definition::{
    BranchIs, CategoryIs, Citation, CodedCondition, Conditions, Conflicts, CountUnit, Definition,
    DefinitionFault, Definitions, NOT_CODED, NotACitation, Published, Treatment,
};
pub use derivative::{
    Cover, Covered, FacePlace, LONGEST_LINE, MAKING, MOST_CORNERS, MOST_COVERS, Place as RecipePlace, Recipe,
    RecipeFault,
};
pub use digest::{Digest, ParseHexError, PdqHash, SealedName};
pub use drawing::{
    DrawLabel, DrawMethod, Drawing, DrawnPerson, Excluded, Exclusion, ExclusionFault, FrozenExclusion,
    FrozenFrame,
};
pub use drawn_marking::{DrawFault, DrawnMarking};
pub use event::{
    AccessionCounts, Act, Agent, Damaged, Event, FileRecord, FixityScope, MAX_EVENT_BYTES, ObservationPart,
    Outcome, Source,
};
pub use exposure::{Exposure, ExposureRule, Look, Rest, exposure, exposure_since};
pub use finding::{Alleged, Consistency, Finding, FindingFault, SignedFinding, settled_digest, settled_text};
pub use id::{
    AccessionId, AccountId, ArchiveId, ClaimId, DefinitionId, FindingId, IndividualId, LetterId, MissingId,
    ParseIdError, PlaceId, PublicationId, RecheckId, SampleId, StudyId, ViewingId,
};
pub use keying::{
    Basis, Hand, Keyed, Keying, KeyingRule, MarkingRef, NotANumber, Number, Numbers, Standing, each_once,
    standing, western_digit,
};
pub use letter::{
    Code, FormLanguage, LONGEST_LETTER, LONGEST_PICTURE, LONGEST_PICTURES, Letter, LetterFault, LetterKind,
    MOST_PICTURES, ParseCodeError, Written,
};
pub use missing::{
    Consent, ConsentChange, ConsentPurpose, Contact, LONGEST_TESTIMONY, LONGEST_TEXT, LetterPicture,
    LivingFace, LivingPhotograph, MissingFault, MissingPerson, ParsePartialDateError, PartialDate,
    PersonSearch, ReportsComparison, ReportsVerdict, SealedPhotograph, SealedStatement, StatedSex,
};
pub use observation::{
    Condition, Damage, ExifField, Format, Observation, Packed, PathDate, PathDatePrecision, Position,
    Previews,
};
pub use path::{OccurrencePath, PathBytes};
pub use people::{Decision, Fact, IndividualState, People, Said, Showing, brought};
pub use places::{Place, PlaceFault, PlaceKind, Places};
pub use publication::{
    CardInPicture, Closed, Decided, DerivativeMade, FamiliesSay, Gallery, GalleryWritten, GateFacts,
    KnownAge, MarkShown, MonthOfTakedowns, Objected, Objection, Phrase, PolicyFault, Publication,
    PublicationDecision, PublicationFault, PublicationLook, PublicationPolicy, PublicationProposal,
    PublicationStanding, PublicationVerdict, Publications, Shows, Takedown, TakedownCause, TakenDown,
    check_channel, check_reason,
};
pub use recheck::{Recheck, RecheckOf, RecheckVerdict, Rechecked};
pub use report::{AcquisitionReport, ReportedFile};
pub use sign_in::{FailedSignIns, SignInFailure};
pub use triage::{LetterMoved, LetterRanked, LetterReceived, LetterState, LettersComparison, Urgency};
pub use unusual::{CLEARLY, Examined, Habits, Unusual, out_of_order};
pub use viewing::{
    FaceAnswered, FaceShown, MOST_AT_ONCE, MOST_PLANNED, MOST_UNTIL_PAUSE, NotViewed, PlannedFace,
    ViewedFace, Viewing, ViewingAnswer, ViewingAnswered, ViewingBegun, ViewingOrder, ViewingPlanned,
    ViewingProtocol, ViewingShown, ViewingState, ViewingStep, ViewingTurn, Viewings, WhatNext,
};
pub use work::{Assignment, Day, NotADay, Queue, Scope, scopes};
