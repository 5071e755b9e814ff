//! Letters of families: taken in from a portal's folder, sorted, answered.
//!
//! The portal drops sealed letters into a folder (docs/formats/letters.md). Each is opened here with a custodian's key, checked, and sealed
//! anew under keys of its own: what is said, who says it, and each picture apart, so that any of it can be erased. The log holds digests; the
//! catalog no word. A letter is removed from the folder only after its event is in the log.

mod answers;
mod pictures;
mod room;
mod seal;
mod table;
mod take;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use amana_model::{
    Code, Consent, Contact, Day, Digest, FormLanguage, LetterId, LetterKind, LetterState, MissingId,
    MissingPerson, PublicationId, ReportsVerdict, SealedName, SealedStatement, Urgency, UtcTime,
};
use serde::{Deserialize, Serialize};

use crate::missing::{Alike, Told};

pub use self::answers::AnswersHandedOut;
pub use self::pictures::ChosenPicture;
pub use self::take::{LetterOutcome, LetterTaken, LettersTaken};

/// What a letter says: one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// In their own words.
    pub text: String,
    /// What is said of a missing person, in a report.
    pub person: Option<MissingPerson>,
    /// What they consent to.
    pub consents: Vec<Consent>,
    /// Whether they said how they can be reached.
    pub reachable: bool,
}

/// Who writes, and the number by which they ask for the answer: another statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterContact {
    /// Who writes, and how to reach them.
    pub contact: Contact,
    /// The number of this letter.
    pub code: Code,
}

/// In which letters the words of a letter are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterScript {
    /// Mostly in Arabic letters.
    Arabic,
    /// Mostly in Latin letters.
    Latin,
    /// Mostly in others.
    Other,
    /// There are no words, or nobody can read them any more.
    None,
}

impl LetterScript {
    /// Every script.
    pub const ALL: [Self; 4] = [Self::Arabic, Self::Latin, Self::Other, Self::None];

    /// The word used in forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Arabic => "arabic",
            Self::Latin => "latin",
            Self::Other => "other",
            Self::None => "none",
        }
    }

    /// The script of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The script of most letters of some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts = [0_u64; 3];
        for letter in texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic()) {
            counts[match letter {
                '\u{600}'..='\u{6ff}'
                | '\u{750}'..='\u{77f}'
                | '\u{8a0}'..='\u{8ff}'
                | '\u{fb50}'..='\u{fdff}'
                | '\u{fe70}'..='\u{feff}' => 0,
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => 1,
                _ => 2,
            }] += 1;
        }
        match counts {
            [0, 0, 0] => Self::None,
            [arabic, latin, other] if arabic >= latin && arabic >= other => Self::Arabic,
            [_, latin, other] if latin >= other => Self::Latin,
            _ => Self::Other,
        }
    }
}

/// What a letter should say, and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The name of the missing person.
    Name,
    /// The father's name.
    Father,
    /// The mother's name.
    Mother,
    /// When they were born.
    Born,
    /// When or where they were taken or last seen.
    Taken,
    /// How whoever writes can be reached.
    Reach,
    /// Which face it is about.
    Face,
}

impl Lack {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Father, Self::Mother, Self::Born, Self::Taken, Self::Reach, Self::Face];

    /// The word used in forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Father => "father",
            Self::Mother => "mother",
            Self::Born => "born",
            Self::Taken => "taken",
            Self::Reach => "reach",
            Self::Face => "face",
        }
    }
}

/// One letter, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxLetter {
    /// Which.
    pub letter: LetterId,
    /// Why somebody wrote.
    pub kind: LetterKind,
    /// The language of the form.
    pub form: FormLanguage,
    /// The day on which it was sent.
    pub day: Day,
    /// When it was taken in, and the log entry that says so.
    pub came: UtcTime,
    /// The log entry.
    pub entry: u64,
    /// The published face it is about.
    pub face: Option<PublicationId>,
    /// An earlier letter of theirs.
    pub follows: Option<LetterId>,
    /// Where it stands.
    pub state: LetterState,
    /// Who last moved it, and when; `None` while it is as it came.
    pub moved: Option<(String, UtcTime)>,
    /// Why it was closed.
    pub reason: String,
    /// How soon it should be looked at.
    pub urgency: Urgency,
    /// What it says.
    pub words: Told<Arc<LetterWords>>,
    /// In which script.
    pub script: LetterScript,
    /// How many pictures came with it.
    pub pictures: Vec<SealedStatement>,
    /// The report that was taken in from it.
    pub report: Option<MissingId>,
    /// The last answer to it, when it was written and whether it went out.
    pub answer: Option<Answered>,
    /// Whether it was erased.
    pub erased: bool,
    /// The log entry of the last act that changed how it stands: who answers says which one she knew.
    pub last: u64,
    words_sealed: SealedStatement,
    contact_sealed: SealedStatement,
    answers: Vec<SealedStatement>,
    /// Files of answers that an event names: name, then SHA-256 → the answer in it.
    files: BTreeMap<SealedName, BTreeMap<Digest, SealedName>>,
}

/// An answer to a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// Where it lies.
    pub sealed: SealedStatement,
    /// When it was written.
    pub time: UtcTime,
    /// By whom.
    pub agent: String,
    /// Whether it went out to a portal.
    pub handed_out: bool,
}

/// Every letter that was taken in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InboxRoom {
    /// The letters, in the order in which they were taken in.
    pub letters: Vec<InboxLetter>,
    /// Two letters → what was decided of them last.
    compared: BTreeMap<(LetterId, LetterId), ReportsVerdict>,
    /// Letter → those beside which people decided that it is about the same matter.
    same: BTreeMap<LetterId, BTreeSet<LetterId>>,
    /// Sealed objects whose keys are destroyed.
    erased: BTreeSet<SealedName>,
}

impl InboxLetter {
    /// Whether something is still to be done with it.
    pub fn is_open(&self) -> bool {
        !self.erased && matches!(self.state, LetterState::New | LetterState::InWork)
    }

    /// What it says of a missing person.
    pub fn person(&self) -> Option<&MissingPerson> {
        self.words.here().and_then(|words| words.person.as_ref())
    }

    /// Whether a report can be made of it: once, of whatever tells of somebody.
    pub fn can_become_report(&self) -> bool {
        !self.erased && self.report.is_none() && self.kind != LetterKind::Takedown
    }

    /// What it should say and does not.
    pub fn lacks(&self) -> Vec<Lack> {
        let Some(words) = self.words.here() else { return Vec::new() };
        let mut lacks = Vec::new();
        if self.kind == LetterKind::Report {
            let nobody = MissingPerson::default();
            let person = words.person.as_ref().unwrap_or(&nobody);
            let knows_taken = person.taken.is_some()
                || person.last_seen.is_some()
                || !person.taken_where.is_empty()
                || !person.last_seen_where.is_empty();
            let parts = [
                (Lack::Name, !person.names().is_empty()),
                (Lack::Father, !person.father.is_empty()),
                (Lack::Mother, !person.mother.is_empty()),
                (Lack::Born, person.born.is_some()),
                (Lack::Taken, knows_taken),
            ];
            lacks.extend(parts.into_iter().filter(|(_, there)| !there).map(|(lack, _)| lack));
        } else if self.face.is_none() {
            lacks.push(Lack::Face);
        }
        if !words.reachable {
            lacks.push(Lack::Reach);
        }
        lacks
    }

    /// Everything of it that lies sealed.
    pub fn statements(&self) -> Vec<SealedName> {
        let all =
            [&self.words_sealed, &self.contact_sealed].into_iter().chain(&self.pictures).chain(&self.answers);
        all.map(|one| one.sealed).collect()
    }
}

impl InboxRoom {
    /// The letter of an identifier.
    pub fn get(&self, letter: &LetterId) -> Option<&InboxLetter> {
        self.letters.iter().find(|known| known.letter == *letter)
    }

    /// What was decided of two letters.
    pub fn verdict(&self, one: &LetterId, other: &LetterId) -> ReportsVerdict {
        let pair = if one <= other { (one, other) } else { (other, one) };
        let known = self.compared.get(&(pair.0.clone(), pair.1.clone()));
        known.copied().unwrap_or(ReportsVerdict::Undecided)
    }

    /// The other letters that people decided are about the same matter, whether beside this one or beside one of those.
    pub fn same_matter<'r>(&'r self, letter: &'r LetterId) -> BTreeSet<&'r LetterId> {
        let mut found = BTreeSet::new();
        let mut next = vec![letter];
        while let Some(one) = next.pop() {
            let beside = self.same.get(one).into_iter().flatten();
            next.extend(beside.filter(|other| *other != letter && found.insert(*other)));
        }
        found
    }

    /// Letters that may be about the same matter as one: reports that may be about one person, with reasons, those with most for it
    /// first; of others, those about the same face, without.
    pub fn alike(&self, letter: &InboxLetter) -> Vec<(&InboxLetter, Option<Alike>)> {
        let others = || {
            self.letters.iter().filter(|other| other.letter != letter.letter && other.words.here().is_some())
        };
        if letter.kind != LetterKind::Report {
            let Some(face) = &letter.face else { return Vec::new() };
            return others()
                .filter(|other| other.face.as_ref() == Some(face))
                .map(|other| (other, None))
                .collect();
        }
        let Some(asked) = letter.person() else { return Vec::new() };
        let others: Vec<(&InboxLetter, &MissingPerson)> =
            others().filter_map(|other| Some((other, other.person()?))).collect();
        let found = amana_linkage::reports::alike(asked, others.iter().map(|(_, person)| *person));
        found.into_iter().map(|one| (others[one.place].0, Some(one))).collect()
    }

    /// How many letters are in each state, those erased left out.
    pub fn counts(&self) -> BTreeMap<LetterState, u64> {
        let mut counts: BTreeMap<_, _> = LetterState::ALL.into_iter().map(|state| (state, 0)).collect();
        for letter in self.letters.iter().filter(|letter| !letter.erased) {
            *counts.entry(letter.state).or_default() += 1;
        }
        counts
    }

    /// When the letter that has waited longest without an answer was taken in.
    pub fn waits_since(&self) -> Option<UtcTime> {
        self.letters.iter().filter(|letter| letter.is_open()).map(|letter| letter.came).min()
    }
}

/// Why something was not done with a letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// There is no such letter, or no such picture of it.
    #[error("there is no such letter")]
    Absent,
    /// It was erased.
    #[error("the letter was erased")]
    Erased,
    /// It cannot be read, though nobody erased it.
    #[error("the letter cannot be read")]
    Lost,
    /// It stands so already.
    #[error("it stands so already")]
    Already,
    /// A reason, a purpose or a text is needed, and none that is too long.
    #[error("it needs a reason")]
    Why,
    /// A request to take a face down becomes no report, and a letter only once.
    #[error("only a letter that tells of somebody becomes a report, and only once")]
    NoReport,
    /// Somebody did something with it meanwhile that whoever acts has not seen.
    #[error("somebody else did something with the letter meanwhile")]
    Meanwhile,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_that_of_most_letters() {
        for (text, script) in [
            ("هذا أخي Ahmad", LetterScript::Arabic),
            ("my brother أحمد", LetterScript::Latin),
            ("мой брат", LetterScript::Other),
            ("2013 … !", LetterScript::None),
            ("", LetterScript::None),
        ] {
            assert_eq!(LetterScript::of([text]), script, "{text}");
            assert_eq!(LetterScript::from_word(script.word()), Some(script));
        }
    }
}
