//! Rechecks: a sample of what a machine had a part in, looked at once more by somebody who had none, so that its errors have a rate.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Digest, Keyed, RecheckId};

/// What is rechecked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecheckOf {
    /// Numbers that were settled because one person and a machine's reading agreed. A unit is the log entry that settled them.
    Readings,
    /// Groups of photographs that a machine suggested and somebody accepted. A unit is the log entry of the decision.
    Groups,
}

impl RecheckOf {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Readings, Self::Groups];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Readings => "readings",
            Self::Groups => "groups",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A sample to recheck: details of a `recheck-drawn` event. It is simple random: SHA-256 of seed and unit orders the frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recheck {
    /// Which.
    pub recheck: RecheckId,
    /// What is rechecked.
    pub of: RecheckOf,
    /// From this the draw follows.
    pub seed: String,
    /// How many units there were to draw from.
    pub units: u64,
    /// SHA-256 of the frame as text: for each unit a line with its log entry, ended by a newline, in the order of the log.
    pub frame: Digest,
    /// Entries of the log when it was drawn.
    pub log_size: u64,
    /// The log's root hash then, Base64.
    pub root: String,
    /// The units drawn, by log entry, in the order of the draw.
    pub drawn: Vec<u64>,
}

/// What came of looking once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecheckVerdict {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
    /// Nobody could tell from what there is to see.
    CannotTell,
}

impl RecheckVerdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::CannotTell];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::CannotTell => "cannot-tell",
        }
    }

    /// The verdict of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// What it means for a settled reading that somebody keyed this, without seeing what was settled.
    pub fn of_keyed(settled: &Keyed, keyed: &Keyed) -> Self {
        match keyed {
            keyed if keyed == settled => Self::Right,
            Keyed::CannotBeRead => Self::CannotTell,
            _ => Self::Wrong,
        }
    }
}

/// One unit looked at once more: details of a `recheck-told` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rechecked {
    /// The recheck.
    pub recheck: RecheckId,
    /// The unit, by its log entry.
    pub unit: u64,
    /// Who looked.
    pub account: AccountId,
    /// What came of it.
    pub verdict: RecheckVerdict,
    /// What she keyed, of a reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyed: Option<Keyed>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Numbers;

    #[test]
    fn what_cannot_be_read_again_is_not_called_wrong() {
        let numbers = |text: &str| Keyed::Numbers(text.parse::<Numbers>().unwrap());
        let settled = numbers("215-4471-?");
        let of = |keyed: &Keyed| RecheckVerdict::of_keyed(&settled, keyed);
        assert_eq!(of(&numbers("215-4471-?")), RecheckVerdict::Right);
        assert_eq!(of(&numbers("215-4477-?")), RecheckVerdict::Wrong);
        assert_eq!(of(&Keyed::CannotBeRead), RecheckVerdict::CannotTell);
        assert_eq!(of(&Keyed::NotANumber), RecheckVerdict::Wrong);
    }
}
