//! A sample of people as it was drawn: from which frame, by which rule and seed, and who was drawn. Anybody draws it again.

mod exclusion;

pub use self::exclusion::{Excluded, Exclusion, ExclusionFault, FrozenExclusion};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Digest, IndividualId, SampleId};

/// The rule of a draw (`docs/STATISTICS.md` has each).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrawMethod {
    /// Simple random, without replacement.
    Simple,
    /// Simple random within each stratum.
    Stratified,
    /// At equal steps through the frame, from a start by chance.
    Systematic,
    /// Simple random of clusters, each whole.
    Clusters,
}

impl DrawMethod {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Simple, Self::Stratified, Self::Systematic, Self::Clusters];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Stratified => "stratified",
            Self::Systematic => "systematic",
            Self::Clusters => "clusters",
        }
    }

    /// The method of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    /// Whether it goes by strata or clusters.
    pub fn needs_label(self) -> bool {
        matches!(self, Self::Stratified | Self::Clusters)
    }
}

/// By what people are put into strata or clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrawLabel {
    /// The branch number on the card; `unknown` where none is settled.
    Branch,
    /// The month of the earliest photograph; `unknown` where none is told.
    Month,
    /// The day of the earliest photograph; `unknown` where none is told.
    Day,
    /// The category as said; `unknown` where none is.
    Category,
    /// The folder in which the first photograph was first found, first in the order of the log; `/` at the top of a deposit.
    Folder,
}

impl DrawLabel {
    /// Every label.
    pub const ALL: [Self; 5] = [Self::Branch, Self::Month, Self::Day, Self::Category, Self::Folder];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Month => "month",
            Self::Day => "day",
            Self::Category => "category",
            Self::Folder => "folder",
        }
    }

    /// The label of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.word() == word)
    }
}

/// What was drawn from, as it stood then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenFrame {
    /// People in it.
    pub units: u64,
    /// SHA-256 of the frame as text: for each person in the order of identifiers a line `identifier TAB label`, ended by a newline.
    pub digest: Digest,
    /// How many people each stratum or cluster has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, u64>,
    /// Entries of the log when it was frozen.
    pub log_size: u64,
    /// The log's root hash then, Base64.
    pub root: String,
    /// Only people of this category are in it; absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// People who are left out of it, being of another category or of none that is said.
    pub left_out: u64,
    /// Whom else it was made without, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<FrozenExclusion>,
}

/// One person drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnPerson {
    /// Who.
    pub individual: IndividualId,
    /// The stratum or cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A sample: details of a `sample-drawn` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// Which.
    pub sample: SampleId,
    /// What it is called.
    pub title: String,
    /// How it was drawn.
    pub method: DrawMethod,
    /// By what strata or clusters are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<DrawLabel>,
    /// How many were asked for: of each stratum, otherwise under the empty label.
    pub asked: BTreeMap<String, u64>,
    /// From this the draw follows.
    pub seed: String,
    /// What was drawn from.
    pub frame: FrozenFrame,
    /// Who was drawn, in the order of the draw.
    pub drawn: Vec<DrawnPerson>,
}

impl Drawing {
    /// How likely a person of this label was to be drawn; one divided by it is how many people she stands for.
    pub fn probability(&self, label: Option<&str>) -> f64 {
        let asked = |label: &str| self.asked.get(label).copied().unwrap_or(0) as f64;
        match self.method {
            DrawMethod::Stratified => {
                let label = label.unwrap_or_default();
                asked(label) / self.frame.labels.get(label).copied().unwrap_or(1).max(1) as f64
            }
            DrawMethod::Clusters => asked("") / self.frame.labels.len().max(1) as f64,
            DrawMethod::Simple | DrawMethod::Systematic => asked("") / self.frame.units.max(1) as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `sample-drawn` was written before exclusions could be told.
    const BEFORE: &str = r#"{"sample":"n5e0c6f2b","title":"150 in detail","method":"simple","asked":{"":1},"seed":"2014","frame":{"units":2,"digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","log_size":71204,"root":"CsUY","left_out":0},"drawn":[{"individual":"i4f2a9c01"}]}"#;

    #[test]
    fn a_sample_without_exclusions_is_read_and_written_as_before() {
        let drawing: Drawing = serde_json::from_str(BEFORE).unwrap();
        assert!(drawing.frame.exclusions.is_empty());
        assert_eq!(serde_json::to_string(&drawing).unwrap(), BEFORE);
    }

    #[test]
    fn words_are_read_back() {
        for label in DrawLabel::ALL {
            assert_eq!(DrawLabel::from_word(label.word()), Some(label));
            assert_eq!(serde_json::to_value(label).unwrap(), label.word());
        }
    }
}
