//! Branches and facilities as authority records: what each is called, and which numbers stand for it on cards.
//!
//! A record is described as a whole by a `place-described` event, and the last description counts; nothing is edited in the
//! log. [`Places`] folds them over a starting list. A number on a card is a claim: that a place has this number says what
//! the claim means, never that it is true.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Number, PlaceId};

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A branch of a security service, which gives the branch number.
    Branch,
    /// Where bodies were brought and photographed: a hospital.
    Facility,
}

impl PlaceKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Branch, Self::Facility];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Facility => "facility",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One branch or facility: details of a `place-described` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Which.
    pub place: PlaceId,
    /// What it is.
    pub kind: PlaceKind,
    /// The numbers that stand for it on cards, the usual one first. Without a name the first stands in its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Number>,
    /// Its name in Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ar: Option<String>,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Other names and spellings, of any language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Free words: where a name comes from, when it was in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether this collection no longer goes by this record. It stays, and its numbers lead to it no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// Why a record may not be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceFault {
    /// The identifier is not 1 to 40 of `a-z 0-9 -` with no hyphen at its ends, or is `new`, which is an address.
    #[error("the identifier is not a short word of a-z, 0-9 and hyphens")]
    Identifier,
    /// It has neither a name nor a number.
    #[error("it has neither a name nor a number")]
    Nameless,
    /// A name, an alias or the note is empty, too long, or has spaces around it.
    #[error("a name or the note is empty, too long, or has spaces around it")]
    Length,
    /// A text holds a control character or one that turns the direction of what follows.
    #[error("a text holds a character that cannot be seen")]
    Unseen,
    /// Too many numbers, or one twice.
    #[error("there are too many numbers, or one stands there twice")]
    Numbers,
    /// Too many aliases, one twice, or one with `;`, which parts them in tables.
    #[error("there are too many aliases, one stands there twice, or one holds a semicolon")]
    Aliases,
}

impl PlaceFault {
    /// The word that texts for people are found by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Nameless => "nameless",
            Self::Length => "length",
            Self::Unseen => "unseen",
            Self::Numbers => "numbers",
            Self::Aliases => "aliases",
        }
    }
}

impl Place {
    /// The most letters of an identifier.
    pub const IDENTIFIER: usize = 40;
    /// The most characters of a name or an alias.
    pub const NAME: usize = 200;
    /// The most characters of the note.
    pub const NOTE: usize = 2000;
    /// The most numbers.
    pub const NUMBERS: usize = 16;
    /// The most aliases.
    pub const ALIASES: usize = 32;

    /// Whether it may be written down.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), PlaceFault> {
        let all_differ = |count: usize, distinct: usize, most: usize| count == distinct && count <= most;
        let numbers: BTreeSet<_> = self.numbers.iter().collect();
        let aliases: BTreeSet<_> = self.aliases.iter().collect();
        let names = || [&self.name_ar, &self.name_en].into_iter().flatten().chain(&self.aliases);
        let note = self.note.as_ref();
        if !fits_an_address(self.place.as_str()) {
            return Err(PlaceFault::Identifier);
        }
        if self.numbers.is_empty() && self.name_ar.is_none() && self.name_en.is_none() {
            return Err(PlaceFault::Nameless);
        }
        if names().any(|name| !has_length(name, Self::NAME))
            || note.is_some_and(|note| !has_length(note, Self::NOTE))
        {
            return Err(PlaceFault::Length);
        }
        // A note may have lines.
        if names().any(|name| name.chars().any(is_unseen))
            || note.is_some_and(|note| note.chars().any(|c| c != '\n' && is_unseen(c)))
        {
            return Err(PlaceFault::Unseen);
        }
        if !all_differ(self.numbers.len(), numbers.len(), Self::NUMBERS) {
            return Err(PlaceFault::Numbers);
        }
        if !all_differ(self.aliases.len(), aliases.len(), Self::ALIASES)
            || self.aliases.iter().any(|alias| alias.contains(';'))
        {
            return Err(PlaceFault::Aliases);
        }
        Ok(())
    }

    /// Where it stands in a list: those withdrawn last, branches before facilities, by number, those without one after.
    fn order(&self) -> impl Ord + '_ {
        // ج is no count: it comes after all that are.
        let number = self.numbers.first().map(|number| number.as_str().parse().unwrap_or(u64::MAX));
        (self.withdrawn, self.kind, number.is_none(), number, &self.place)
    }
}

pub(crate) fn fits_an_address(identifier: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    identifier.len() <= Place::IDENTIFIER
        && identifier.bytes().all(plain)
        && !identifier.starts_with('-')
        && !identifier.ends_with('-')
        && identifier != "new"
}

pub(crate) fn has_length(text: &str, most: usize) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().count() <= most
}

/// Whether a character is a control, ends a line unseen, or turns the direction of what follows (UAX #9, explicit marks).
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Every place as it stands: a starting list and what was described since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Place → its record, and the log entry that describes it; none for the starting list's.
    records: BTreeMap<PlaceId, (Place, Option<u64>)>,
}

impl Places {
    /// Folds descriptions, given with their log entries in the order of the log, over a starting list.
    pub fn of<'a>(starting: &[Place], described: impl IntoIterator<Item = (u64, &'a Place)>) -> Self {
        let starting = starting.iter().map(|place| (place.clone(), None));
        let described = described.into_iter().map(|(entry, place)| (place.clone(), Some(entry)));
        let records = starting.chain(described).map(|record| (record.0.place.clone(), record));
        Self { records: records.collect() }
    }

    /// One place.
    pub fn get(&self, place: &PlaceId) -> Option<&Place> {
        self.records.get(place).map(|(place, _)| place)
    }

    /// The log entry that describes a place as it stands; `None` for one that stands as in the starting list.
    pub fn entry(&self, place: &PlaceId) -> Option<u64> {
        self.records.get(place).and_then(|(_, entry)| *entry)
    }

    /// Every place: branches by number, then facilities, then those withdrawn.
    pub fn all(&self) -> Vec<&Place> {
        let mut all: Vec<&Place> = self.records.values().map(|(place, _)| place).collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all
    }

    /// The places that a number stands for; those withdrawn are left out. More than one where two had it.
    pub fn by_number(&self, number: &Number) -> Vec<&Place> {
        self.all().into_iter().filter(|place| !place.withdrawn && place.numbers.contains(number)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Act, Agent, Event};

    fn place(id: &str, numbers: &[&str]) -> Place {
        Place {
            place: id.parse().unwrap(),
            kind: PlaceKind::Branch,
            numbers: numbers.iter().map(|number| Number::parse(number).unwrap()).collect(),
            name_ar: None,
            name_en: Some(format!("Name of {id}")),
            aliases: Vec::new(),
            note: None,
            withdrawn: false,
        }
    }

    fn ids<'a>(places: impl IntoIterator<Item = &'a Place>) -> Vec<&'a str> {
        places.into_iter().map(|place| place.place.as_str()).collect()
    }

    #[test]
    fn the_last_description_counts_and_the_rest_of_the_list_stays() {
        let starting = [place("a", &["1"]), place("b", &["2"])];
        let anew = Place { name_ar: Some("اسم".into()), ..place("a", &["3"]) };
        let described = [place("a", &["9"]), place("c", &[]), anew.clone()];
        let places = Places::of(&starting, (7..).zip(&described));
        let (a, b, c) = (&starting[0].place, &starting[1].place, &described[1].place);
        assert_eq!((places.get(a), places.get(b)), (Some(&anew), Some(&starting[1])));
        assert_eq!([a, b, c].map(|place| places.entry(place)), [Some(9), None, Some(8)]);
        assert_eq!(places.get(&"d".parse().unwrap()), None);
    }

    #[test]
    fn a_number_leads_to_every_place_that_goes_by_it() {
        let withdrawn = Place { withdrawn: true, ..place("old", &["215"]) };
        let all = [place("x", &["7", "215"]), place("y", &["215"]), withdrawn, place("z", &["ج"])];
        let places = Places::of(&all, []);
        let with = |number: &str| ids(places.by_number(&Number::parse(number).unwrap()));
        assert_eq!(with("٢١٥"), ["x", "y"]);
        assert_eq!((with("ج"), with("21")), (vec!["z"], vec![]));
    }

    #[test]
    fn branches_come_by_number_then_facilities_then_what_was_withdrawn() {
        let facility = Place { kind: PlaceKind::Facility, ..place("hospital", &["1"]) };
        let withdrawn = Place { withdrawn: true, ..place("a", &["2"]) };
        let all = [withdrawn, facility, place("named", &[]), place("letter", &["ج"]), place("b", &["1000"])];
        let places = Places::of(&all, [(1, &place("c", &["215"]))]);
        assert_eq!(ids(places.all()), ["c", "b", "letter", "named", "hospital", "a"]);
    }

    #[test]
    fn what_will_not_do_is_told() {
        let sound = place("branch-215", &["215"]);
        assert_eq!(sound.check(), Ok(()));
        let unnamed = Place { name_en: None, ..sound.clone() };
        assert_eq!(unnamed.check(), Ok(()), "the number stands for it");
        assert_eq!(Place { numbers: vec![], ..unnamed }.check(), Err(PlaceFault::Nameless));
        for id in ["new", "Branch", "-a", "a-", &"x".repeat(41)] {
            assert_eq!(place(id, &["1"]).check(), Err(PlaceFault::Identifier), "{id}");
        }
        let named = |name: &str| Place { name_ar: Some(name.into()), ..sound.clone() }.check();
        assert_eq!(named("المداهمة"), Ok(()));
        assert_eq!(named(&"ج".repeat(200)), Ok(()));
        for name in ["", " ", "a ", &"ج".repeat(201)] {
            assert_eq!(named(name), Err(PlaceFault::Length), "{name:?}");
        }
        for name in ["a\u{202e}b", "a\nb", "a\u{0}b", "\u{200f}a", "a\u{2066}b", "a\u{2028}b"] {
            assert_eq!(named(name), Err(PlaceFault::Unseen), "{name:?}");
        }
        let noted = |note: &str| Place { note: Some(note.into()), ..sound.clone() }.check();
        assert_eq!((noted("a\nb"), noted("a\rb")), (Ok(()), Err(PlaceFault::Unseen)));
        assert_eq!(noted(&"x".repeat(2001)), Err(PlaceFault::Length));
        assert_eq!(place("a", &["1", "1"]).check(), Err(PlaceFault::Numbers));
        let numbers: Vec<String> = (0..17).map(|number| number.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        assert_eq!(place("a", &numbers).check(), Err(PlaceFault::Numbers));
        let called = |aliases: &[&str]| {
            let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
            Place { aliases, ..sound.clone() }.check()
        };
        assert_eq!(called(&["Raids", "فرع المداهمة"]), Ok(()));
        assert_eq!(called(&["a", "a"]), Err(PlaceFault::Aliases));
        assert_eq!(called(&["a;b"]), Err(PlaceFault::Aliases));
        assert_eq!(called(&["a\u{202e}"]), Err(PlaceFault::Unseen));
        assert_eq!(called(&["x"; 33]), Err(PlaceFault::Aliases));
    }

    #[test]
    fn the_encoding_is_golden() {
        let described = Place {
            name_ar: Some("المداهمة".into()),
            name_en: Some("Raids".into()),
            ..place("branch-215", &["215"])
        };
        let event = Event {
            version: 1,
            time: "2026-11-23T12:34:56.789Z".parse().unwrap(),
            agent: Agent { name: "samar".into(), software: "amana 0.1.0".into() },
            salt: "00112233445566778899aabbccddeeff".into(),
            act: Act::PlaceDescribed(described),
        };
        let text = String::from_utf8(event.encode().unwrap()).unwrap();
        let details = r#""details":{"kind":"branch","name_ar":"المداهمة","name_en":"Raids","numbers":["215"],"place":"branch-215"}"#;
        assert!(text.starts_with(r#"{"act":"place-described""#) && text.contains(details), "{text}");
        assert_eq!(Event::decode(text.as_bytes()).unwrap(), event);
        let more = text.replace(r#""kind""#, r#""king":1,"kind""#);
        assert!(Event::decode(more.as_bytes()).is_err());
        let digits = text.replace(r#"["215"]"#, r#"["٢١٥"]"#);
        assert!(Event::decode(digits.as_bytes()).is_err(), "an event holds one form only");
        for kind in PlaceKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            assert_eq!(PlaceKind::from_word(kind.word()), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn folding_on_from_the_middle_is_folding_all(described in proptest::collection::vec((0u8..4, 0u8..9), 0..12), at in 0usize..12) {
            let starting = [place("p0", &["0"]), place("p9", &[])];
            let described: Vec<Place> = described
                .iter()
                .map(|(id, number)| place(&format!("p{id}"), &[&number.to_string()]))
                .collect();
            let places = Places::of(&starting, (0..).zip(&described));
            let at = at.min(described.len());
            let before = Places::of(&starting, (0..).zip(&described[..at]));
            let known: Vec<Place> = before.all().into_iter().cloned().collect();
            let after = Places::of(&known, (at as u64..).zip(&described[at..]));
            prop_assert_eq!(places.all(), after.all());
            for place in places.all() {
                let last = described.iter().rposition(|described| described.place == place.place);
                prop_assert_eq!(places.entry(&place.place), last.map(|last| last as u64));
            }
        }
    }
}
