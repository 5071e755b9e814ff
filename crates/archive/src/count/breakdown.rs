//! A count parted into rows that add up to it. What cannot be told is always a row.

use std::collections::BTreeMap;

use amana_model::{CountUnit, Definition, Fact, NOT_ASSESSABLE};
use serde::{Deserialize, Serialize};

use super::counting::verdict;
use super::{Snapshot, UnitFacts, UnitId, Verdict, facts};

/// By what a count is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// The branch number.
    Branch,
    /// The month: `2012-03`.
    Month,
    /// Detainee, soldier, civilian, other.
    Category,
    /// Sex as seen.
    Sex,
    /// Age band as seen.
    AgeBand,
    /// Sex as experts coded it, as far as that is settled.
    CodedSex,
    /// Apparent age band as experts coded it, as far as that is settled.
    CodedAgeBand,
    /// How many photographs each person has. Of people only.
    Photographs,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 8] = [
        Self::Branch,
        Self::Month,
        Self::Category,
        Self::Sex,
        Self::AgeBand,
        Self::CodedSex,
        Self::CodedAgeBand,
        Self::Photographs,
    ];

    /// The word used on the command line and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Month => "month",
            Self::Category => "category",
            Self::Sex => "sex",
            Self::AgeBand => "age-band",
            Self::CodedSex => "coded-sex",
            Self::CodedAgeBand => "coded-age-band",
            Self::Photographs => "photographs",
        }
    }

    /// Whether its rows tell what experts coded.
    pub fn is_coded(self) -> bool {
        matches!(self, Self::CodedSex | Self::CodedAgeBand)
    }
}

/// Only people have so many photographs each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only people are parted by how many photographs each has")]
pub struct NotForThese;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakdownRow {
    /// The value; `None`: it cannot be told.
    pub value: Option<String>,
    /// How many units have it.
    pub number: u64,
    /// Which.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}

/// A count in rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breakdown {
    /// By what.
    pub by: Dimension,
    /// The rows: numbers by size, words in the order of their vocabulary; last, always, what cannot be told.
    pub rows: Vec<BreakdownRow>,
}

impl Breakdown {
    /// Parts what a definition counts.
    ///
    /// # Errors
    /// If units of this kind cannot be parted so.
    pub fn of(definition: &Definition, snapshot: &Snapshot, by: Dimension) -> Result<Self, NotForThese> {
        if by == Dimension::Photographs && definition.counts != CountUnit::People {
            return Err(NotForThese);
        }
        let mut rows: BTreeMap<(usize, String), Vec<UnitId>> = BTreeMap::new();
        let mut missing = Vec::new();
        for unit in facts(snapshot, definition.counts) {
            if verdict(definition, &unit) != Verdict::Counted {
                continue;
            }
            match value(definition, &unit, by) {
                Some(value) => rows.entry((place(by, &value), value)).or_default().push(unit.id),
                None => missing.push(unit.id),
            }
        }
        let row = |value, units: Vec<UnitId>| BreakdownRow { value, number: units.len() as u64, units };
        let told = rows.into_iter().map(|((_, value), units)| row(Some(value), units));
        Ok(Self { by, rows: told.chain([row(None, missing)]).collect() })
    }
}

fn value(definition: &Definition, unit: &UnitFacts, by: Dimension) -> Option<String> {
    let conflicts = definition.conflicts;
    match by {
        Dimension::Branch => unit.branch.value(conflicts).map(|number| number.as_str().to_owned()),
        // A year alone tells no month.
        Dimension::Month => unit.date.as_ref().and_then(|date| date.get(..7)).map(str::to_owned),
        Dimension::Category => unit.category.value(conflicts).cloned(),
        Dimension::Sex => unit.sex.value(conflicts).cloned(),
        Dimension::AgeBand => unit.age_band.value(conflicts).cloned(),
        Dimension::CodedSex => unit.coded_sex.value(conflicts).cloned(),
        Dimension::CodedAgeBand => unit.coded_age_band.value(conflicts).cloned(),
        Dimension::Photographs => Some(unit.photographs.to_string()),
    }
}

/// Where a value stands among others; those of equal place follow the order of letters.
fn place(by: Dimension, value: &str) -> usize {
    let of = |fact: Fact| fact.values().iter().position(|word| *word == value).unwrap_or(usize::MAX);
    match by {
        Dimension::Category => of(Fact::Category),
        Dimension::Sex => of(Fact::Sex),
        Dimension::AgeBand => of(Fact::AgeBand),
        // A collection's own codebook may have other words; what could not be told stands after all that was.
        Dimension::CodedSex | Dimension::CodedAgeBand if value == NOT_ASSESSABLE => usize::MAX,
        Dimension::CodedSex => of(Fact::Sex).min(usize::MAX - 1),
        Dimension::CodedAgeBand => of(Fact::AgeBand).min(usize::MAX - 1),
        // ج is no count: it comes after all that are.
        Dimension::Branch | Dimension::Photographs => value.parse().unwrap_or(usize::MAX),
        Dimension::Month => 0,
    }
}
