//! Reports about missing people: what families say, apart from what photographs show.
//!
//! A report (ante-mortem) is never mixed with what is seen of the dead (post-mortem). What is said lies sealed under a key of its own,
//! and who said it and how to reach them under another; the log holds digests of both. So either can be erased by destroying
//! its key, and the proof stays whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Digest, Embedding, IndividualId, LetterId, MissingId, SealedName, western_digit};

/// The longest single text of a report, in characters.
pub const LONGEST_TEXT: usize = 8000;
/// What else is told in a report may be longer, in characters: a letter's own words come to stand there too.
pub const LONGEST_TESTIMONY: usize = 3 * LONGEST_TEXT;
/// The longest line of a letter, in characters: a name, a place.
pub(crate) const LONGEST_LINE: usize = 300;
/// The most other names of a report.
pub(crate) const MOST_LISTED: usize = 40;

/// A date as far as it is known: a year, a month or a day, as level 0 of the Extended Date/Time Format writes them (ISO 8601-2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate(String);

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: 2013, 2013-05 or 2013-05-17")]
pub struct ParsePartialDateError(String);

impl PartialDate {
    /// The date as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a date in the ways in which people write it: as it is written here, or the day first, set apart by slashes, points or
    /// hyphens; in either kind of digits.
    pub fn read(said: &str) -> Option<Self> {
        let said: String = said.trim().chars().map(|c| western_digit(c).unwrap_or(c)).collect();
        // A spreadsheet's own date brings a time of day.
        let said = said.split(['T', ' ']).next().unwrap_or_default();
        let parts: Vec<&str> = said.split(['/', '.', '-']).collect();
        let written = match parts.as_slice() {
            [year] => (*year).to_owned(),
            [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
            [month, year] => format!("{year}-{month:0>2}"),
            [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => return None,
        };
        written.parse().ok()
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.0[..4].parse().expect("it was checked")
    }
}

impl FromStr for PartialDate {
    type Err = ParsePartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || ParsePartialDateError(text.chars().take(40).collect());
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, long: usize| {
            (part.len() == long && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())?
        };
        let year = digits(parts[0], 4).filter(|year| *year > 0).ok_or_else(refuse)?;
        let month = parts.get(1).map(|month| digits(month, 2).filter(|month| (1..=12).contains(month)));
        let month = month.map(|month| month.ok_or_else(refuse)).transpose()?;
        let last = month.map_or(0, |month| days(year, month));
        let day = parts.get(2).map(|day| digits(day, 2).filter(|day| (1..=last).contains(day)));
        day.map(|day| day.ok_or_else(refuse)).transpose()?;
        if parts.len() > 3 { Err(refuse()) } else { Ok(Self(text.to_owned())) }
    }
}

/// How many days a month has.
fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl TryFrom<String> for PartialDate {
    type Error = ParsePartialDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.0
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Sex, as families state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatedSex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl StatedSex {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];

    /// The word used in tables, forms and lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }

    /// The sex of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What is said of a missing person. Every text is as it was said or written; empty: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MissingPerson {
    /// The whole name in Arabic letters.
    pub name_arabic: String,
    /// The whole name in Latin letters.
    pub name_latin: String,
    /// The father's name.
    pub father: String,
    /// The mother's name.
    pub mother: String,
    /// Other names: nicknames, names of war, other spellings on papers.
    pub other_names: Vec<String>,
    /// Sex.
    pub sex: Option<StatedSex>,
    /// When they were born.
    pub born: Option<PartialDate>,
    /// Where they were born.
    pub birthplace: String,
    /// When they were arrested or taken.
    pub taken: Option<PartialDate>,
    /// Where.
    pub taken_where: String,
    /// Who took or held them, as said.
    pub held_by: String,
    /// When they were last seen or heard of.
    pub last_seen: Option<PartialDate>,
    /// Where.
    pub last_seen_where: String,
    /// Marks on the body: scars, tattoos, old injuries.
    pub marks: String,
    /// Teeth.
    pub teeth: String,
    /// Clothing and things carried.
    pub clothing: String,
    /// What else is told.
    pub testimony: String,
}

/// Who reports, and how to reach them: sealed apart from what they say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// The name of whoever reports.
    pub name: String,
    /// What they are to the missing person.
    pub relation: String,
    /// How to reach them, and how not.
    pub reach: String,
    /// The language to speak with them.
    pub language: String,
}

/// For what a family consents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentPurpose {
    /// That the team searches in this archive.
    Search,
    /// That the name, a photograph of the living, or the face of the dead is published.
    Publication,
    /// That a prosecutor or court receives it.
    Prosecution,
    /// That another organisation receives it.
    Sharing,
}

impl ConsentPurpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Search, Self::Publication, Self::Prosecution, Self::Sharing];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Publication => "publication",
            Self::Prosecution => "prosecution",
            Self::Sharing => "sharing",
        }
    }

    /// The purpose of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Whether consent for it is to somebody named: it is never to whoever may come.
    pub fn names_recipient(self) -> bool {
        matches!(self, Self::Prosecution | Self::Sharing)
    }
}

/// What is consented to: one purpose, and for some purposes one recipient.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// For what.
    pub purpose: ConsentPurpose,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
}

/// A statement sealed under a key of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedStatement {
    /// The sealed object.
    pub sealed: SealedName,
    /// SHA-256 of what was sealed, a random salt included, so that nobody can test a guess.
    pub digest: Digest,
}

/// A consent that is withdrawn or given: details of `consent-given` and `consent-withdrawn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentChange {
    /// Of which report.
    pub report: MissingId,
    /// What is consented to.
    #[serde(flatten)]
    pub consent: Consent,
    /// How it was given or withdrawn: on paper, by voice, before whom.
    pub how: String,
}

/// A photograph of the missing person alive, as the family gave it: what is sealed of it, under a key of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LivingPhotograph {
    /// The picture's bytes as they were given, in Base64.
    pub picture: String,
}

/// A photograph of the living as the log names it: details of `living-photograph-sealed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedPhotograph {
    /// Of which report.
    pub report: MissingId,
    /// The photograph.
    pub photograph: SealedStatement,
    /// The missing person's face in it as a model describes it ([`LivingFace`]), where one was found and can be compared: apart, so that
    /// a search opens no picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<SealedStatement>,
    /// The picture of a letter that it is, where it came so: the letter keeps its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterPicture>,
}

/// A picture that came with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterPicture {
    /// Of which letter.
    pub letter: LetterId,
    /// Which of its pictures, from 1.
    pub picture: u32,
}

/// A face of the living, as a model describes it: sealed like the photograph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LivingFace {
    /// The model that described it: descriptions of two models cannot be compared.
    pub model: String,
    /// The description.
    pub embedding: Embedding,
}

/// A search for one missing person among the people of the archive: details of `person-searched`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSearch {
    /// For whom.
    pub report: MissingId,
    /// In which version of the report.
    pub version: u32,
    /// Why.
    pub purpose: String,
    /// How many people of the archive were put beside the report.
    pub individuals: u64,
    /// How many faces of the archive were compared with photographs of the living; 0: none were.
    pub faces: u64,
    /// Whether the team wants to be told when new material matches.
    pub kept: bool,
    /// The people for whom much spoke, those with most first.
    pub matched: Vec<IndividualId>,
}

/// What somebody decided of two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportsVerdict {
    /// They are about one person.
    Same,
    /// They are about two.
    Different,
    /// An earlier decision is taken back.
    Undecided,
}

impl ReportsVerdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Same, Self::Different, Self::Undecided];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Undecided => "undecided",
        }
    }

    /// The verdict of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Two reports that somebody put beside each other: details of a `reports-compared` event. Of two reports the last says what stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportsComparison {
    /// The report whose identifier comes first.
    pub one: MissingId,
    /// The other.
    pub other: MissingId,
    /// What was decided.
    pub verdict: ReportsVerdict,
    /// Why.
    pub reason: String,
}

impl ReportsComparison {
    /// Of two reports, in whatever order.
    pub fn of(one: MissingId, other: MissingId, verdict: ReportsVerdict, reason: String) -> Self {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        Self { one, other, verdict, reason }
    }
}

/// Why a report will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MissingFault {
    /// Nothing names the person.
    #[error("a report needs one name at least")]
    Nameless,
    /// A text or a list is too long.
    #[error("{0} is longer than is taken")]
    Long(&'static str),
    /// A consent that must name a recipient, or must not.
    #[error("consent for {0} names whom it is to, and only such consent does")]
    Recipient(&'static str),
    /// It is not said how consent was given or withdrawn.
    #[error("how consent was given or withdrawn is part of it")]
    How,
}

impl MissingPerson {
    /// Every name that is given for the person, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in [&self.name_arabic, &self.name_latin].into_iter().chain(&self.other_names) {
            let name = name.trim();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Checks that it names somebody, and that nothing is too long.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), MissingFault> {
        let texts = [
            ("name_arabic", &self.name_arabic),
            ("name_latin", &self.name_latin),
            ("father", &self.father),
            ("mother", &self.mother),
            ("birthplace", &self.birthplace),
            ("taken_where", &self.taken_where),
            ("held_by", &self.held_by),
            ("last_seen_where", &self.last_seen_where),
            ("marks", &self.marks),
            ("teeth", &self.teeth),
            ("clothing", &self.clothing),
        ];
        if self.testimony.chars().count() > LONGEST_TESTIMONY {
            return Err(MissingFault::Long("testimony"));
        }
        if let Some((field, _)) = texts.iter().find(|(_, text)| is_long(text)) {
            return Err(MissingFault::Long(field));
        }
        if self.other_names.len() > MOST_LISTED || self.other_names.iter().any(|name| is_long(name)) {
            return Err(MissingFault::Long("other_names"));
        }
        if self.names().is_empty() { Err(MissingFault::Nameless) } else { Ok(()) }
    }
}

impl Contact {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.relation, &self.reach, &self.language].iter().all(|text| text.trim().is_empty())
    }

    /// Checks that nothing is too long.
    ///
    /// # Errors
    /// The first text that is.
    pub fn check(&self) -> Result<(), MissingFault> {
        let texts = [
            ("name", &self.name),
            ("relation", &self.relation),
            ("reach", &self.reach),
            ("language", &self.language),
        ];
        texts
            .iter()
            .find(|(_, text)| is_long(text))
            .map_or(Ok(()), |(field, _)| Err(MissingFault::Long(field)))
    }
}

impl ConsentChange {
    /// Checks that a recipient is named where one must be, and that it is said how.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), MissingFault> {
        let Consent { purpose, recipient } = &self.consent;
        let named = recipient.as_ref().is_some_and(|name| !name.trim().is_empty());
        if named != purpose.names_recipient() || (recipient.is_some() && !named) {
            return Err(MissingFault::Recipient(purpose.word()));
        }
        if recipient.as_ref().is_some_and(|name| name.chars().count() > 300)
            || self.how.chars().count() > 1000
        {
            return Err(MissingFault::Long("consent"));
        }
        if self.how.trim().is_empty() { Err(MissingFault::How) } else { Ok(()) }
    }
}

fn is_long(text: &str) -> bool {
    text.chars().count() > LONGEST_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them_are_read_with_the_day_first() {
        for (said, date) in [
            ("2013", "2013"),
            ("5/2013", "2013-05"),
            ("2013/5", "2013-05"),
            ("17/05/2013", "2013-05-17"),
            ("7.5.2013", "2013-05-07"),
            ("2013-05-17 00:00:00", "2013-05-17"),
            ("٢٠١٣/٥/١٧", "2013-05-17"),
        ] {
            assert_eq!(PartialDate::read(said).map(|date| date.to_string()).as_deref(), Some(date), "{said}");
        }
        for wrong in ["", "soon", "31/02/2013", "05/17/2013", "17/05/13", "1/2/3/4", "2013-13", "-", "//"] {
            assert_eq!(PartialDate::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_as_far_as_they_are_known() {
        for date in ["2013", "2013-05", "2013-05-17", "2012-02-29", "1900-12-31"] {
            assert_eq!(date.parse::<PartialDate>().unwrap().to_string(), date);
        }
        for wrong in [
            "",
            "-",
            "13",
            "2013-13",
            "2013-00",
            "2013-5",
            "2013-02-30",
            "2013-05-17-1",
            "2013-",
            "0000",
            "٢٠١٣",
            "2013-05-",
        ] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong:?}");
        }
        assert!("2013".parse::<PartialDate>().unwrap() < "2013-05".parse().unwrap());
        assert_eq!("2013-05".parse::<PartialDate>().unwrap().year(), 2013);
        assert!("1900-02-29".parse::<PartialDate>().is_err() && "2000-02-29".parse::<PartialDate>().is_ok());
    }

    #[test]
    fn somebody_must_be_named_and_nothing_be_endless() {
        let mut person = MissingPerson::default();
        assert_eq!(person.check(), Err(MissingFault::Nameless));
        person.other_names = vec!["  ".into()];
        assert_eq!(person.check(), Err(MissingFault::Nameless));
        person.other_names = vec!["Abu Invented".into(), "Abu Invented".into()];
        assert_eq!((person.check(), person.names()), (Ok(()), vec!["Abu Invented"]));
        person.marks = "x".repeat(LONGEST_TEXT + 1);
        assert_eq!(person.check(), Err(MissingFault::Long("marks")));
        person = MissingPerson { other_names: vec!["a".into(); MOST_LISTED + 1], ..MissingPerson::default() };
        assert_eq!(person.check(), Err(MissingFault::Long("other_names")));
        let contact = Contact { reach: "x".repeat(LONGEST_TEXT + 1), ..Contact::default() };
        assert_eq!(contact.check(), Err(MissingFault::Long("reach")));
        assert!(Contact { name: " ".into(), ..Contact::default() }.is_empty());
    }

    #[test]
    fn consent_to_hand_on_names_to_whom() {
        let change = |purpose, recipient: Option<&str>, how: &str| ConsentChange {
            report: "m00000001".parse().unwrap(),
            consent: Consent { purpose, recipient: recipient.map(str::to_owned) },
            how: how.into(),
        };
        assert_eq!(change(ConsentPurpose::Search, None, "on paper").check(), Ok(()));
        assert_eq!(change(ConsentPurpose::Sharing, Some("an organisation"), "by voice").check(), Ok(()));
        for wrong in [
            change(ConsentPurpose::Sharing, None, "on paper"),
            change(ConsentPurpose::Sharing, Some(" "), "on paper"),
            change(ConsentPurpose::Search, Some("anybody"), "on paper"),
            change(ConsentPurpose::Publication, Some(""), "on paper"),
        ] {
            assert!(matches!(wrong.check(), Err(MissingFault::Recipient(_))), "{wrong:?}");
        }
        assert_eq!(change(ConsentPurpose::Search, None, " ").check(), Err(MissingFault::How));
        let json = serde_json::to_string(&change(ConsentPurpose::Search, None, "on paper")).unwrap();
        assert_eq!(json, r#"{"report":"m00000001","purpose":"search","how":"on paper"}"#);
    }

    #[test]
    fn words_round_trip() {
        for purpose in ConsentPurpose::ALL {
            assert_eq!(ConsentPurpose::from_word(purpose.word()), Some(purpose));
            assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.word());
        }
        for verdict in ReportsVerdict::ALL {
            assert_eq!(ReportsVerdict::from_word(verdict.word()), Some(verdict));
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
        }
        for sex in StatedSex::ALL {
            assert_eq!(StatedSex::from_word(sex.word()), Some(sex));
            assert_eq!(serde_json::to_value(sex).unwrap(), sex.word());
        }
    }
}
