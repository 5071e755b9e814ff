//! Answers to the entries of a codebook, and what makes them sound.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codebook::{Codebook, NOT_ASSESSABLE};
use crate::{Digest, Region};

/// Left or right, of the person seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the side of that name")]
pub enum Side {
    Left,
    Right,
    Both,
    Middle,
}

impl Side {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Both, Self::Middle];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
            Self::Middle => "middle",
        }
    }

    /// The one of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// How sure a coder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the certainty of that name")]
pub enum Certainty {
    Low,
    Moderate,
    High,
}

impl Certainty {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// The one of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Which answer of a coding: an entry, or an entry in one region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerKey {
    /// The entry.
    pub entry: String,
    /// The region, for what is told region by region.
    pub region: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The entry.
    pub entry: String,
    /// The region, for a sign that is told region by region; absent for the entry as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The answer: a word of [`Entry::answers`](crate::Entry::answers).
    pub answer: String,
    /// Which side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// How sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The photograph that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photograph: Option<Digest>,
    /// Where in that photograph, in pixels as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
}

impl Answer {
    /// Which answer it is.
    pub fn key(&self) -> AnswerKey {
        AnswerKey { entry: self.entry.clone(), region: self.region.clone() }
    }

    /// Whether it says that something is seen.
    fn sees(&self) -> bool {
        !matches!(self.answer.as_str(), "absent" | NOT_ASSESSABLE)
    }
}

/// Why answers will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodingFault {
    /// An entry that is to be answered and is not.
    #[error("{0} is not answered")]
    Missing(String),
    /// An answer to what is not asked, or one given twice.
    #[error("{0} is not asked, or answered twice")]
    Unasked(String),
    /// A word that is no answer, or a side, number or region that the entry does not have.
    #[error("{0} cannot be answered so")]
    Answer(String),
    /// What is seen is seen in a photograph of the person.
    #[error("{0} names no photograph of this person that shows it")]
    Unpinned(String),
}

/// Checks answers against the entries of a study's preset: with `whole`, every entry must be answered as a whole.
///
/// What is present, equivocal or chosen is pinned to one of `photographs`; regions are told only of what is seen.
///
/// # Errors
/// The first fault found.
pub fn check_answers(
    codebook: &Codebook,
    preset: Option<&str>,
    photographs: &[Digest],
    answers: &[Answer],
    whole: bool,
) -> Result<(), CodingFault> {
    let entries = codebook.entries_of(preset);
    let mut seen = BTreeSet::new();
    let pinned_whole = |entry: &str| {
        answers.iter().any(|one| one.entry == entry && one.region.is_none() && one.photograph.is_some())
    };
    for answer in answers {
        let asked = entries.iter().find(|entry| entry.entry == answer.entry);
        let Some(entry) = asked.filter(|_| seen.insert(answer.key())) else {
            return Err(CodingFault::Unasked(answer.entry.clone()));
        };
        let region = match &answer.region {
            None => true,
            Some(region) => {
                // A third may decide that what one coder told of a region is absent there.
                let told = matches!(answer.answer.as_str(), "present" | "equivocal");
                entry.by_region.contains(region) && (told || (!whole && answer.answer == "absent"))
            }
        };
        let sided = answer.region.as_ref().and_then(|region| codebook.region(region));
        let side = answer.side.is_none() || sided.is_some_and(|region| region.sides);
        let count = answer.count.is_none() || (entry.count && answer.sees());
        if !region || !side || !count || !entry.answers().contains(&answer.answer.as_str()) {
            return Err(CodingFault::Answer(answer.entry.clone()));
        }
        let pinned = match &answer.photograph {
            Some(photograph) => photographs.contains(photograph),
            // What is told of a region is seen in the photograph of the whole, unless another is named.
            None if answer.region.is_some() && pinned_whole(&answer.entry) => answer.place.is_none(),
            None => !answer.sees() && answer.place.is_none(),
        };
        if !pinned {
            return Err(CodingFault::Unpinned(answer.entry.clone()));
        }
    }
    let whole_of = |entry: &str| seen.contains(&AnswerKey { entry: entry.to_owned(), region: None });
    match entries.iter().find(|entry| whole && !whole_of(&entry.entry)) {
        Some(entry) => Err(CodingFault::Missing(entry.entry.clone())),
        None => Ok(()),
    }
}
