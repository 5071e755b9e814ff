//! Definitions: what a count counts, in words of both languages and as the query that is run.
//!
//! The published totals of one leak disagree because their definitions differ: what is a photograph, a copy, a detainee. So no
//! number here stands without its [`Definition`]. A definition is never edited: a changed one has a higher version, and the older
//! one stays citable, as `D3.1` (order number, version). It is written into the log whole, by a `definition-described` event.

mod check;
mod coded;
mod known;
#[cfg(test)]
mod tests;

pub use self::check::DefinitionFault;
pub use self::coded::{CodedCondition, NOT_CODED};
pub use self::known::{Citation, Definitions, NotACitation};

use serde::{Deserialize, Serialize};

use crate::{Both, Condition, DefinitionId, IndividualState, Number};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountUnit {
    /// Paths at which something was found, whatever it is.
    Occurrences,
    /// Distinct contents that are pictures or claim to be, and whatever else people put to a person.
    Photographs,
    /// Distinct pictures: a group of copies counts once. The groups are a machine's.
    Pictures,
    /// Individuals, as people decided.
    People,
}

impl CountUnit {
    /// Every kind of unit, from what comes in to whom it shows.
    pub const ALL: [Self; 4] = [Self::Occurrences, Self::Photographs, Self::Pictures, Self::People];

    /// The word used in tables, events and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Occurrences => "occurrences",
            Self::Photographs => "photographs",
            Self::Pictures => "pictures",
            Self::People => "people",
        }
    }
}

/// A category that a definition takes, or that none was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the category of that name")]
pub enum CategoryIs {
    Detainee,
    Soldier,
    Civilian,
    Other,
    NotSaid,
}

impl CategoryIs {
    /// The word of the vocabulary of [`crate::Fact::Category`]; `not-said` is none of them.
    pub fn word(self) -> &'static str {
        match self {
            Self::Detainee => "detainee",
            Self::Soldier => "soldier",
            Self::Civilian => "civilian",
            Self::Other => "other",
            Self::NotSaid => "not-said",
        }
    }
}

/// A branch number that a definition takes, as written on cards, or `not-said`: none is settled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum BranchIs {
    /// This number.
    Number(Number),
    /// No branch is settled.
    NotSaid,
}

impl TryFrom<String> for BranchIs {
    type Error = crate::NotANumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "not-said" { Ok(Self::NotSaid) } else { Number::try_from(text).map(Self::Number) }
    }
}

impl From<BranchIs> for String {
    fn from(branch: BranchIs) -> Self {
        match branch {
            BranchIs::Number(number) => number.into(),
            BranchIs::NotSaid => "not-said".into(),
        }
    }
}

/// What counts where one thing is told in several ways: two branches on one person, two people on copies of one picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conflicts {
    /// What was settled first, or what the best version of a picture has.
    #[default]
    First,
    /// Nothing: it cannot be told, and is among what is missing.
    Missing,
}

/// Which units are taken: every condition holds. An absent one asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// One of these categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<CategoryIs>,
    /// One of these branches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub branch: Vec<BranchIs>,
    /// The sex as experts coded it is settled as one of these words of the codebook. [`crate::NOT_ASSESSABLE`] and [`NOT_CODED`] are
    /// counted only where they are named here; otherwise they are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coded_sex: Vec<String>,
    /// The apparent age band as experts coded it, in the same way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coded_age_band: Vec<String>,
    /// One of these states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub state: Vec<IndividualState>,
    /// Of this date or later: `2012`, `2012-03` or `2012-03-15`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Of this date or earlier, inclusive at its own precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// One of these conditions of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file: Vec<Condition>,
    /// Whether it is put to a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<bool>,
}

/// How a definition treats what is doubtful, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Copies.
    pub copies: Both,
    /// Conflicts.
    pub conflicts: Both,
    /// What is not said.
    pub not_said: Both,
}

/// A published figure that a definition may be put beside. For display: nothing is computed with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The figure's word: `hrw_total`.
    pub figure: String,
    /// The number as published: `28,707`.
    pub number: String,
    /// Who published it, and when.
    pub source: String,
}

/// One definition: details of a `definition-described` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Which.
    pub definition: DefinitionId,
    /// Its order number, from 1: the same in every version, and no other definition's.
    pub order: u32,
    /// Its version, from 1.
    pub version: u32,
    /// What is counted.
    pub counts: CountUnit,
    /// Which of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub conditions: Conditions,
    /// What counts where one thing is told in several ways.
    #[serde(default, skip_serializing_if = "is_default")]
    pub conflicts: Conflicts,
    /// The definition whose number this one's is divided by, where a mean or a share is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<DefinitionId>,
    /// A few words for it.
    pub title: Both,
    /// What it counts, in a sentence or two.
    pub says: Both,
    /// How it treats what is doubtful.
    pub treatment: Treatment,
    /// The published figures that it may be put beside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compares: Vec<Published>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Definition {
    /// What it is cited by.
    pub fn citation(&self) -> Citation {
        Citation { order: self.order, version: self.version }
    }
}
