//! Reports about missing people: taken in, told anew, consented to, read, erased.
//!
//! What a family says lies sealed in the store under a key of its own, and who says it under another
//! (docs/formats/statements.md). The log holds digests, and who consented to what. The catalog holds neither names nor words: what is
//! said is read out of the sealed objects each time.

mod erase;
mod fields;
mod list;
mod living;
mod reading;
mod record;
mod room;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use amana_linkage::names::{Name, fold, holds};
use amana_model::{
    Consent, Contact, MissingId, MissingPerson, PersonSearch, ReportsVerdict, SealedName, SealedPhotograph,
    SealedStatement, UtcTime,
};

pub use amana_linkage::names::NameLevel;
pub use amana_linkage::reports::{Alike, Point};

pub use self::fields::ReportField;
pub use self::list::{ReportOutcome, ReportRow, ReportsBrought};
pub(crate) use self::living::{Alive, MOST_PICTURES, consent_to_search, face_of};
pub use self::living::{DescribesFaces, LONGEST_PICTURE};
pub use self::record::NewReport;
pub(crate) use self::room::erased;
pub(crate) use self::statement::Prepared;

/// Every report about a missing person, and who consented to what.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MissingRoom {
    /// The reports, in the order in which they came.
    pub reports: Vec<MissingReport>,
    /// Report → its place among them.
    places: BTreeMap<MissingId, usize>,
    /// Report → the least of all that people decided are about the same person.
    families: BTreeMap<MissingId, MissingId>,
    /// That least one → all of them.
    groups: BTreeMap<MissingId, BTreeSet<MissingId>>,
    /// Statements whose keys are destroyed.
    erased: BTreeSet<SealedName>,
    /// Two reports → what was decided of them last.
    compared: BTreeMap<(MissingId, MissingId), ReportsVerdict>,
    /// Searches, in the order in which they were made.
    pub searches: Vec<RecordedSearch>,
}

/// A search for a missing person, as the log has it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedSearch {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who searched.
    pub agent: String,
    /// What was searched for.
    pub search: PersonSearch,
    /// Whether it is still kept, so that the team is told what is new to it.
    pub kept: bool,
}

/// One report, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct MissingReport {
    /// Which.
    pub report: MissingId,
    /// Its newest version.
    pub version: u32,
    /// The log entry of that version, when it was recorded, and by whom.
    pub entry: u64,
    /// When it came first.
    pub came: UtcTime,
    /// When its newest version was recorded.
    pub time: UtcTime,
    /// Who recorded it.
    pub agent: String,
    /// What is said.
    pub person: Told<MissingPerson>,
    /// Whether a contact is sealed apart.
    pub contact: Apart,
    /// What the family consents to now, each with the log entry that says so.
    pub consents: Vec<(Consent, u64)>,
    /// Every statement of it that was sealed: versions, then contacts.
    statements: Statements,
}

/// The sealed statements of one report, those erased among them.
#[derive(Debug, Clone, Default, PartialEq)]
struct Statements {
    persons: Vec<SealedStatement>,
    contacts: Vec<SealedStatement>,
    living: Vec<SealedPhotograph>,
    /// What the family said and was told of claims, and in viewings.
    others: Vec<SealedStatement>,
}

/// What is said, if it can still be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Told<T> {
    /// It is here.
    Here(T),
    /// It was erased: its key was destroyed.
    Erased,
    /// It cannot be read, though nobody erased it: its key or its object is lost or damaged.
    Lost,
}

impl<T> Told<T> {
    /// What is said, if it is here.
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(told) => Some(told),
            Self::Erased | Self::Lost => None,
        }
    }

    /// The word for its state, used in tables: `here`, `erased` or `lost`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Here(_) => "here",
            Self::Erased => "erased",
            Self::Lost => "lost",
        }
    }
}

/// Where a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// None was given.
    None,
    /// It is sealed.
    Sealed,
    /// It was erased.
    Erased,
}

impl Apart {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sealed => "sealed",
            Self::Erased => "erased",
        }
    }
}

/// What of a report is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// Who reports and how to reach them.
    Contact,
    /// Photographs of the person alive.
    Photographs,
    /// All that, and everything that was said, in every version, about claims and in viewings.
    Everything,
}

impl Erasure {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Photographs, Self::Everything];

    /// The word used in forms and at the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Photographs => "photographs",
            Self::Everything => "everything",
        }
    }

    /// The erasure of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl MissingRoom {
    /// The reports whose names hold what is asked, in either script, in any order of words and in whatever spelling, or whose identifier
    /// begins so; all where nothing is asked. The father's name may be asked for beside the given name.
    pub fn called(&self, asked: &str) -> Vec<&MissingReport> {
        let (folded, name) = (fold(asked), Name::of(asked));
        let id = asked.trim().to_ascii_lowercase();
        let begins = |report: &MissingReport| {
            let known = report.report.as_str();
            known.starts_with(&id)
                || (id.len() > 1 && known.get(1..).is_some_and(|rest| rest.starts_with(&id)))
        };
        let called = |person: &MissingPerson| {
            let names = person.names();
            let written = !folded.is_empty() && names.iter().any(|known| fold(known).contains(&folded));
            written
                || names.iter().any(|known| {
                    let fathers = Name::of(&format!("{known} {}", person.father));
                    holds(&name, &Name::of(known)) || holds(&name, &fathers)
                })
        };
        let is = |report: &&MissingReport| {
            id.is_empty() || begins(report) || report.person.here().is_some_and(called)
        };
        self.reports.iter().filter(is).collect()
    }

    /// Every two reports that may be about one person and of which nobody decided yet, those with most for it first.
    pub fn waiting_pairs(&self) -> Vec<(&MissingReport, &MissingReport, Alike)> {
        let here: Vec<(&MissingReport, &MissingPerson)> =
            self.reports.iter().filter_map(|report| Some((report, report.person.here()?))).collect();
        let persons: Vec<&MissingPerson> = here.iter().map(|(_, person)| *person).collect();
        let pairs = amana_linkage::reports::pairs(&persons).into_iter().map(|(one, alike)| {
            let (one, other) = (here[one].0, here[alike.place].0);
            (one, other, alike)
        });
        let waits = |(one, other, _): &(&MissingReport, &MissingReport, Alike)| {
            self.verdict(&one.report, &other.report) == ReportsVerdict::Undecided
                && self.family(&one.report) != self.family(&other.report)
        };
        pairs.filter(waits).collect()
    }

    /// Every two reports of which people decided, with what.
    pub fn decided_pairs(&self) -> Vec<(&MissingId, &MissingId, ReportsVerdict)> {
        let decided = self.compared.iter().filter(|(_, verdict)| **verdict != ReportsVerdict::Undecided);
        decided.map(|((one, other), verdict)| (one, other, *verdict)).collect()
    }

    /// What was decided of two reports.
    pub fn verdict(&self, one: &MissingId, other: &MissingId) -> ReportsVerdict {
        let pair = if one <= other { (one, other) } else { (other, one) };
        let known = self.compared.get(&(pair.0.clone(), pair.1.clone()));
        known.copied().unwrap_or(ReportsVerdict::Undecided)
    }

    /// The other reports that people decided are about the same person, whether beside this one or beside one of those.
    pub fn same_person(&self, report: &MissingId) -> BTreeSet<&MissingId> {
        let all = self.groups.get(self.family(report)).into_iter().flatten();
        all.filter(|other| *other != report).collect()
    }

    /// One report for all that people decided are about the same person: the least by identifier.
    pub fn family<'a>(&'a self, report: &'a MissingId) -> &'a MissingId {
        self.families.get(report).unwrap_or(report)
    }

    /// Reports that may be about the same person as one, those with most for it first.
    pub fn alike(&self, report: &MissingReport) -> Vec<(&MissingReport, Alike)> {
        let others = self.reports.iter().filter(|other| other.report != report.report);
        let others: Vec<(&MissingReport, &MissingPerson)> =
            others.filter_map(|other| Some((other, other.person.here()?))).collect();
        let Some(asked) = report.person.here() else { return Vec::new() };
        beside(asked, &others)
    }

    /// Reports that may be about a person of whom a letter tells, those with most for it first.
    pub fn alike_to(&self, asked: &MissingPerson) -> Vec<(&MissingReport, Alike)> {
        let told = |report| Some((report, MissingReport::person_here(report)?));
        beside(asked, &self.reports.iter().filter_map(told).collect::<Vec<_>>())
    }

    /// Whether a statement's key was destroyed.
    pub fn is_erased(&self, sealed: &SealedName) -> bool {
        self.erased.contains(sealed)
    }

    /// The report of an identifier.
    pub fn get(&self, report: &MissingId) -> Option<&MissingReport> {
        self.places.get(report).map(|place| &self.reports[*place])
    }
}

/// Those of some reports that may be about a person, those with most for it first.
fn beside<'a>(
    asked: &MissingPerson,
    others: &[(&'a MissingReport, &'a MissingPerson)],
) -> Vec<(&'a MissingReport, Alike)> {
    let found = amana_linkage::reports::alike(asked, others.iter().map(|(_, person)| *person));
    found.into_iter().map(|one| (others[one.place].0, one)).collect()
}

impl MissingReport {
    fn person_here(&self) -> Option<&MissingPerson> {
        self.person.here()
    }

    /// Whether the family consents to something now.
    pub fn consents_to(&self, consent: &Consent) -> bool {
        self.consents.iter().any(|(known, _)| known == consent)
    }

    /// The contact that stands, erased or not.
    pub fn contact_statement(&self) -> Option<&SealedStatement> {
        self.statements.contacts.last()
    }

    /// Every statement of it that an erasure destroys.
    pub fn statements(&self, what: Erasure) -> Vec<SealedName> {
        let Statements { persons, contacts, living, others } = &self.statements;
        let is = |also: Erasure| what == also || what == Erasure::Everything;
        let mut all: Vec<&SealedStatement> = Vec::new();
        if is(Erasure::Contact) {
            all.extend(contacts);
        }
        if is(Erasure::Photographs) {
            all.extend(living.iter().flat_map(|one| [&one.photograph].into_iter().chain(&one.face)));
        }
        if is(Erasure::Everything) {
            all.extend(persons.iter().chain(others));
        }
        // A claim made out of a viewing names the words that were sealed there.
        let mut seen = BTreeSet::new();
        all.into_iter().map(|one| one.sealed).filter(|one| seen.insert(*one)).collect()
    }

    /// Photographs of the person alive, those erased among them.
    pub fn living(&self) -> &[SealedPhotograph] {
        &self.statements.living
    }
}

/// A contact that was read, with whose it is.
pub type ReadContact = Told<Contact>;

/// Why a change of a report was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReported {
    /// There is no such report.
    #[error("there is no such report")]
    Absent,
    /// It will not do as it is.
    #[error(transparent)]
    Fault(#[from] amana_model::MissingFault),
    /// Somebody told it anew meanwhile.
    #[error("somebody told the report anew meanwhile")]
    Changed,
    /// Everything of it was erased.
    #[error("everything of the report was erased")]
    Erased,
    /// The family consents to it already, or does not consent to it.
    #[error("the consent stands so already")]
    Already,
    /// A report has no more photographs.
    #[error("a report has {0} photographs at most")]
    Many(usize),
    /// It is no picture that can be read, or too long a file.
    #[error("it is no picture that can be read, or a file over 16 MiB")]
    Picture,
    /// The picture shows several faces, and nobody said whose is the missing person's.
    #[error("the picture shows {0} faces, and it was not said which is the missing person's")]
    Faces(u32),
    /// A photograph of the living is used for the search alone, and the family does not consent to it.
    #[error("the family does not consent to the search, for which alone a photograph of the living is used")]
    NoConsent,
    /// One picture of a letter will not do.
    #[error("picture {0}: {1}")]
    Chosen(u32, Box<NotReported>),
    /// A purpose, an order or a reason is needed.
    #[error("it needs a purpose or a reason")]
    Why,
}
