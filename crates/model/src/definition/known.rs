//! Every definition as it stands: a starting list and what was described since.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Definition;
use crate::DefinitionId;

/// What a definition is cited by: `D3.1`, order number and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Citation {
    /// The order number.
    pub order: u32,
    /// The version.
    pub version: u32,
}

/// A text that cites nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no citation as D3.1")]
pub struct NotACitation(String);

impl FromStr for Citation {
    type Err = NotACitation;

    /// Reads what `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, NotACitation> {
        let numbers = text.strip_prefix('D').and_then(|rest| rest.split_once('.'));
        let read = numbers.and_then(|(order, version)| {
            Some(Self { order: order.parse().ok()?, version: version.parse().ok()? })
        });
        read.filter(|read| read.to_string() == text).ok_or_else(|| NotACitation(text.to_owned()))
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D{}.{}", self.order, self.version)
    }
}

impl TryFrom<String> for Citation {
    type Error = NotACitation;

    fn try_from(text: String) -> Result<Self, NotACitation> {
        text.parse()
    }
}

impl From<Citation> for String {
    fn from(citation: Citation) -> Self {
        citation.to_string()
    }
}

/// The versions of one definition, each with the log entry that describes it; none for the starting list's.
type Versions = BTreeMap<u32, (Definition, Option<u64>)>;

/// Every definition in every version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    by_id: BTreeMap<DefinitionId, Versions>,
}

impl Definitions {
    /// Folds descriptions, given with their log entries in the order of the log, over a starting list.
    ///
    /// Of one definition the highest version counts, and the others stay. What one version says is what the log says of it first, so
    /// that what was cited goes on meaning what it meant, also with a newer program whose starting list has that version too.
    pub fn of<'a>(
        starting: &[Definition],
        described: impl IntoIterator<Item = (u64, &'a Definition)>,
    ) -> Self {
        let mut all = Self::default();
        let described = described.into_iter().map(|(entry, one)| (Some(entry), one));
        for (entry, one) in described.chain(starting.iter().map(|one| (None, one))) {
            let versions = all.by_id.entry(one.definition.clone()).or_default();
            versions.entry(one.version).or_insert_with(|| (one.clone(), entry));
        }
        all
    }

    /// The newest version of each, by order number.
    pub fn latest(&self) -> Vec<&Definition> {
        let newest = self.by_id.values().filter_map(|versions| versions.values().next_back());
        let mut newest: Vec<&Definition> = newest.map(|(one, _)| one).collect();
        newest.sort_by_key(|one| (one.order, &one.definition));
        newest
    }

    /// Every version of each, by order number, then version, with the log entry that describes it.
    pub fn all(&self) -> Vec<(&Definition, Option<u64>)> {
        let every = self.by_id.values().flat_map(Versions::values);
        let mut every: Vec<_> = every.map(|(one, entry)| (one, *entry)).collect();
        every.sort_by_key(|(one, _)| (one.order, one.version));
        every
    }

    /// The newest version of one.
    pub fn get(&self, definition: &DefinitionId) -> Option<&Definition> {
        self.by_id.get(definition).and_then(|versions| versions.values().next_back()).map(|(one, _)| one)
    }

    /// One version of one.
    pub fn version(&self, definition: &DefinitionId, version: u32) -> Option<&Definition> {
        self.by_id.get(definition).and_then(|versions| versions.get(&version)).map(|(one, _)| one)
    }

    /// What a citation cites.
    pub fn cited(&self, citation: Citation) -> Option<&Definition> {
        self.all().into_iter().map(|(one, _)| one).find(|one| one.citation() == citation)
    }

    /// The definition of an identifier (its newest version) or of a citation such as `D3.1`.
    pub fn find(&self, text: &str) -> Option<&Definition> {
        match text.parse() {
            Ok(citation) => self.cited(citation),
            Err(NotACitation(_)) => text.parse().ok().and_then(|id| self.get(&id)),
        }
    }
}
