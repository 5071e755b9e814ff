//! The codebook: by which words experts code what a photograph shows.
//!
//! Every entry can be answered *not assessable* (the part is not visible, or too little of it): that is never *absent*. Cause and
//! manner of death are no entries: they are only ever an expert's words, in a finding.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Digest;
use crate::canonical::to_canonical;
use crate::places::is_unseen;

/// The answer that every entry has: the part is not visible, or too little of it to tell.
pub const NOT_ASSESSABLE: &str = "not-assessable";
/// The entry that tells the sex as it appears, in every codebook that has it.
pub const CODED_SEX: &str = "sex";
/// The entry that tells the apparent age band, in every codebook that has it.
pub const CODED_AGE_BAND: &str = "age-band";
/// What a sign may be answered besides [`NOT_ASSESSABLE`].
pub const SIGN: [&str; 3] = ["present", "equivocal", "absent"];

/// A text in both languages of the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In Arabic.
    pub ar: String,
}

/// A codebook, as its TOML has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Its name: `a-z 0-9 -`.
    pub codebook: String,
    /// Its version; a changed codebook has a higher one.
    pub version: u32,
    /// Its title.
    pub title: Both,
    /// On what it leans, in English.
    pub source: String,
    /// Regions of the body, head to toe.
    #[serde(default, rename = "region")]
    pub regions: Vec<BodyRegion>,
    /// What is coded, in the order of the page.
    #[serde(rename = "entry")]
    pub entries: Vec<Entry>,
    /// Selections of entries.
    #[serde(default, rename = "preset")]
    pub presets: Vec<Preset>,
}

/// A region of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyRegion {
    /// Its word.
    pub region: String,
    /// What it is called.
    pub label: Both,
    /// Whether left and right are told apart.
    #[serde(default)]
    pub sides: bool,
}

/// Where an entry stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the section of that name")]
pub enum Section {
    Person,
    Views,
    Nutrition,
    Injuries,
    Neck,
    Restraint,
    Limbs,
    Death,
    Medical,
    Clothing,
    Consistency,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Views,
        Self::Nutrition,
        Self::Injuries,
        Self::Neck,
        Self::Restraint,
        Self::Limbs,
        Self::Death,
        Self::Medical,
        Self::Clothing,
        Self::Consistency,
    ];

    /// The word that texts are found by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Views => "views",
            Self::Nutrition => "nutrition",
            Self::Injuries => "injuries",
            Self::Neck => "neck",
            Self::Restraint => "restraint",
            Self::Limbs => "limbs",
            Self::Death => "death",
            Self::Medical => "medical",
            Self::Clothing => "clothing",
            Self::Consistency => "consistency",
        }
    }
}

/// How an entry is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// Present, equivocal or absent.
    Sign,
    /// One of its values.
    Choice,
}

/// One thing that is coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its word.
    pub entry: String,
    /// Where it stands.
    pub section: Section,
    /// How it is answered.
    pub kind: EntryKind,
    /// What it is called.
    pub label: Both,
    /// What to look for, and when it is not assessable.
    pub help: Both,
    /// The values of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// Whether the values of a choice stand in an order, the least first: a grade or level. Agreement on it is then told at the ordinal
    /// level too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// The regions in which a sign may be told, region by region.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_region: Vec<String>,
    /// Whether a number may be told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub count: bool,
}

/// A value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// Its word.
    pub value: String,
    /// What it is called.
    pub label: Both,
}

/// A selection of entries, such as a published scheme's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its word.
    pub preset: String,
    /// What it is called.
    pub label: Both,
    /// What it mirrors.
    pub note: Both,
    /// Its entries.
    pub entries: Vec<String>,
}

/// Why a codebook will not do: in English, with the word at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodebookFault {
    /// A word that is not 1 to 40 of `a-z 0-9 -`.
    #[error("{0:?} is no word of a-z, 0-9 and hyphens")]
    Word(String),
    /// A word that stands there twice.
    #[error("{0:?} stands there twice")]
    Twice(String),
    /// A label or help that is empty, too long, or holds a character that cannot be seen.
    #[error(
        "a text of {0:?} is empty in one language, longer than 600 characters, or holds a character that cannot be seen"
    )]
    Text(String),
    /// A choice without two values, a sign with some, or a value that every entry has.
    #[error(
        "{0:?} must have two values or more if it is a choice, none if it is a sign, and never `not-assessable`"
    )]
    Values(String),
    /// An order of what has none.
    #[error("{0:?} is a sign, and only the values of a choice stand in an order")]
    Ordered(String),
    /// A region or entry that is named and not there, or regions of a choice.
    #[error("{0:?} names what is not there: {1:?}")]
    Unknown(String, String),
    /// It does not fit into an event.
    #[error("the codebook is longer than {LONGEST_CODEBOOK} bytes")]
    Long,
    /// Too much, or nothing at all.
    #[error("a codebook has 1 to 200 entries, at most 60 regions and 20 presets, and a version from 1")]
    Size,
}

/// The longest canonical encoding of a codebook, in bytes: it is part of an event.
pub const LONGEST_CODEBOOK: usize = 64_000;

impl Codebook {
    /// SHA-256 of its canonical encoding (RFC 8785): what codings go by it are told with.
    ///
    /// # Errors
    /// [`CodebookFault::Long`] if it does not fit into an event.
    pub fn digest(&self) -> Result<Digest, CodebookFault> {
        let bytes = to_canonical(self).unwrap_or_default();
        match bytes.len() {
            1..=LONGEST_CODEBOOK => Ok(Digest(Sha256::digest(&bytes).into())),
            _ => Err(CodebookFault::Long),
        }
    }

    /// Checks that it may be used.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), CodebookFault> {
        self.digest()?;
        let fits = (1..=200).contains(&self.entries.len()) && self.regions.len() <= 60;
        if !fits || self.presets.len() > 20 || self.version == 0 {
            return Err(CodebookFault::Size);
        }
        word(&self.codebook)?;
        text(&self.codebook, &self.title)?;
        distinct(self.regions.iter().map(|region| &region.region))?;
        distinct(self.entries.iter().map(|entry| &entry.entry))?;
        distinct(self.presets.iter().map(|preset| &preset.preset))?;
        self.regions.iter().try_for_each(|region| text(&region.region, &region.label))?;
        self.entries.iter().try_for_each(|entry| self.check_entry(entry))?;
        self.presets.iter().try_for_each(|preset| self.check_preset(preset))
    }

    fn check_entry(&self, entry: &Entry) -> Result<(), CodebookFault> {
        text(&entry.entry, &entry.label)?;
        text(&entry.entry, &entry.help)?;
        distinct(entry.values.iter().map(|value| &value.value))?;
        entry.values.iter().try_for_each(|value| text(&entry.entry, &value.label))?;
        let named = entry.values.iter().any(|value| value.value == NOT_ASSESSABLE);
        let numbered = match entry.kind {
            EntryKind::Choice => entry.values.len() >= 2,
            EntryKind::Sign => entry.values.is_empty(),
        };
        if named || !numbered {
            return Err(CodebookFault::Values(entry.entry.clone()));
        }
        if entry.ordered && entry.kind == EntryKind::Sign {
            return Err(CodebookFault::Ordered(entry.entry.clone()));
        }
        distinct(entry.by_region.iter())?;
        let there = |region: &&String| self.region(region).is_none() || entry.kind == EntryKind::Choice;
        match entry.by_region.iter().find(there) {
            Some(region) => Err(CodebookFault::Unknown(entry.entry.clone(), region.clone())),
            None => Ok(()),
        }
    }

    fn check_preset(&self, preset: &Preset) -> Result<(), CodebookFault> {
        text(&preset.preset, &preset.label)?;
        text(&preset.preset, &preset.note)?;
        distinct(preset.entries.iter())?;
        match preset.entries.iter().find(|entry| self.entry(entry).is_none()) {
            Some(entry) => Err(CodebookFault::Unknown(preset.preset.clone(), entry.clone())),
            None if preset.entries.is_empty() => Err(CodebookFault::Size),
            None => Ok(()),
        }
    }

    /// The entry of this word.
    pub fn entry(&self, entry: &str) -> Option<&Entry> {
        self.entries.iter().find(|known| known.entry == entry)
    }

    /// The region of this word.
    pub fn region(&self, region: &str) -> Option<&BodyRegion> {
        self.regions.iter().find(|known| known.region == region)
    }

    /// The preset of this word.
    pub fn preset(&self, preset: &str) -> Option<&Preset> {
        self.presets.iter().find(|known| known.preset == preset)
    }

    /// The entries of a preset, or all; in the order of the page.
    pub fn entries_of(&self, preset: Option<&str>) -> Vec<&Entry> {
        let chosen = preset.and_then(|preset| self.preset(preset)).map(|preset| &preset.entries);
        self.entries
            .iter()
            .filter(|entry| chosen.is_none_or(|chosen| chosen.contains(&entry.entry)))
            .collect()
    }
}

impl Entry {
    /// What it may be answered, [`NOT_ASSESSABLE`] last.
    pub fn answers(&self) -> Vec<&str> {
        let own: Vec<&str> = match self.kind {
            EntryKind::Sign => SIGN.to_vec(),
            EntryKind::Choice => self.values.iter().map(|value| value.value.as_str()).collect(),
        };
        own.into_iter().chain([NOT_ASSESSABLE]).collect()
    }

    /// Its grades, the least first; none if its values stand in no order. [`NOT_ASSESSABLE`] is no place on any scale.
    pub fn grades(&self) -> Option<Vec<&str>> {
        self.ordered.then(|| self.values.iter().map(|value| value.value.as_str()).collect())
    }
}

fn word(word: &str) -> Result<(), CodebookFault> {
    if is_word(word) { Ok(()) } else { Err(CodebookFault::Word(word.to_owned())) }
}

/// Whether a codebook may have this word: 1 to 40 of `a-z 0-9 -`, no hyphen at its ends.
pub(crate) fn is_word(word: &str) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && (1..=40).contains(&word.len()) && !word.starts_with('-') && !word.ends_with('-')
}

fn distinct<'a>(words: impl Iterator<Item = &'a String>) -> Result<(), CodebookFault> {
    let mut seen = BTreeSet::new();
    for one in words {
        word(one)?;
        if !seen.insert(one) {
            return Err(CodebookFault::Twice(one.clone()));
        }
    }
    Ok(())
}

fn text(of: &str, both: &Both) -> Result<(), CodebookFault> {
    let bad = |text: &String| {
        text.trim() != text || !(1..=600).contains(&text.chars().count()) || text.chars().any(is_unseen)
    };
    if bad(&both.en) || bad(&both.ar) { Err(CodebookFault::Text(of.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn both(text: &str) -> Both {
        Both { en: text.into(), ar: "نص".into() }
    }

    pub(crate) fn sign(word: &str, by_region: &[&str]) -> Entry {
        Entry {
            entry: word.into(),
            section: Section::Injuries,
            kind: EntryKind::Sign,
            label: both(word),
            help: both("help"),
            values: Vec::new(),
            ordered: false,
            by_region: by_region.iter().map(|region| (*region).to_owned()).collect(),
            count: true,
        }
    }

    pub(crate) fn choice(word: &str, values: &[&str]) -> Entry {
        let value = |value: &&str| Value { value: (*value).to_owned(), label: both(value) };
        let values = values.iter().map(value).collect();
        Entry { kind: EntryKind::Choice, count: false, values, ..sign(word, &[]) }
    }

    pub(crate) fn codebook() -> Codebook {
        Codebook {
            codebook: "small".into(),
            version: 1,
            title: both("Small"),
            source: "a test".into(),
            regions: vec![BodyRegion { region: "face".into(), label: both("Face"), sides: false }],
            entries: vec![choice("sex", &["female", "male"]), sign("bruise", &["face"]), sign("burn", &[])],
            presets: vec![Preset {
                preset: "rapid".into(),
                label: both("Rapid"),
                note: both("a note"),
                entries: vec!["bruise".into()],
            }],
        }
    }

    #[test]
    fn a_sound_codebook_is_taken_and_each_fault_is_named() {
        assert_eq!(codebook().check(), Ok(()));
        let fault = |change: fn(&mut Codebook)| {
            let mut changed = codebook();
            change(&mut changed);
            changed.check().unwrap_err()
        };
        assert_eq!(fault(|book| book.version = 0), CodebookFault::Size);
        assert_eq!(fault(|book| book.entries.clear()), CodebookFault::Size);
        assert_eq!(fault(|book| book.codebook = "Small".into()), CodebookFault::Word("Small".into()));
        assert_eq!(fault(|book| book.entries[2].entry = "sex".into()), CodebookFault::Twice("sex".into()));
        assert_eq!(fault(|book| book.entries[0].label.ar.clear()), CodebookFault::Text("sex".into()));
        assert_eq!(fault(|book| book.title.en = "a\u{202e}b".into()), CodebookFault::Text("small".into()));
        assert_eq!(fault(|book| book.entries[0].values.truncate(1)), CodebookFault::Values("sex".into()));
        assert_eq!(
            fault(|book| book.entries[0].values[1].value = NOT_ASSESSABLE.into()),
            CodebookFault::Values("sex".into())
        );
        assert_eq!(
            fault(|book| book.entries[1].by_region.push("tail".into())),
            CodebookFault::Unknown("bruise".into(), "tail".into())
        );
        assert_eq!(fault(|book| book.entries[1].ordered = true), CodebookFault::Ordered("bruise".into()));
        assert_eq!(
            fault(|book| book.presets[0].entries.push("cause-of-death".into())),
            CodebookFault::Unknown("rapid".into(), "cause-of-death".into())
        );
    }

    #[test]
    fn every_entry_can_be_not_assessable_and_a_preset_keeps_the_order() {
        let book = codebook();
        assert_eq!(book.entry("sex").unwrap().answers(), ["female", "male", NOT_ASSESSABLE]);
        assert_eq!(book.entry("burn").unwrap().answers(), ["present", "equivocal", "absent", NOT_ASSESSABLE]);
        let words =
            |preset| book.entries_of(preset).iter().map(|entry| entry.entry.as_str()).collect::<Vec<_>>();
        assert_eq!(words(None), ["sex", "bruise", "burn"]);
        assert_eq!(words(Some("rapid")), ["bruise"]);
    }

    #[test]
    fn what_is_not_said_to_be_ordered_is_not_and_encodes_as_before() {
        let mut entry = choice("emaciation", &["none", "mild", "severe"]);
        let before = serde_json::to_value(&entry).unwrap();
        assert!(before.get("ordered").is_none() && entry.grades().is_none());
        assert_eq!(serde_json::from_value::<Entry>(before).unwrap(), entry);
        entry.ordered = true;
        assert_eq!(entry.grades().unwrap(), ["none", "mild", "severe"]);
        assert_eq!(serde_json::to_value(&entry).unwrap()["ordered"], true);
    }
}
