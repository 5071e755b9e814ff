//! Work that waits in queues, who was given which part of it, and in which order a person gets hers.
//!
//! An assignment says who goes first, never who alone may: work that nobody else may touch would stand still when its holder
//! falls ill. That no two do the same at once is a matter of holding a piece while it is looked at (`amana-archive`).

use serde::{Deserialize, Serialize};

use crate::{AccessionId, AccountId, UtcTime};

/// A kind of work that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    /// Markings to be keyed, those where two disagree included.
    Keying,
    /// Groups that a machine suggests as one person.
    Candidates,
    /// People whose numbers contradict: two triples on one, or one on two.
    Contradictions,
    /// People of whom category, sex or age band is not said.
    Description,
}

impl Queue {
    /// Every queue, in the order in which work passes through them.
    pub const ALL: [Self; 4] = [Self::Keying, Self::Candidates, Self::Contradictions, Self::Description];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keying => "keying",
            Self::Candidates => "candidates",
            Self::Contradictions => "contradictions",
            Self::Description => "description",
        }
    }

    /// The queue of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.word() == word)
    }
}

/// A day of the calendar: `2026-12-01`. Days order as their texts do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(String);

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day as 2026-12-01")]
pub struct NotADay(String);

impl Day {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let whole =
            text.len() == "2026-12-01".len() && format!("{text}T00:00:00Z").parse::<UtcTime>().is_ok();
        if whole { Ok(Self(text.to_owned())) } else { Err(NotADay(text.to_owned())) }
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Work given to a person: details of a `work-assigned` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// To whom.
    pub account: AccountId,
    /// What kind of work.
    pub queue: Queue,
    /// Only what this accession brought; all of it if none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accession: Option<AccessionId>,
    /// The day by which it should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

impl Assignment {
    /// By this a person's work is put in order: what is due first comes first, what has no day last.
    pub fn turn(&self) -> (bool, Option<Day>) {
        (self.due.is_none(), self.due.clone())
    }

    /// Whether it is the same work for the same person, whatever the day.
    pub fn is_same_work(&self, other: &Self) -> bool {
        self.account == other.account && self.queue == other.queue && self.accession == other.accession
    }
}

/// A part of a queue: the accessions from which a person is given work before she is given any other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only this accession.
    pub only: Option<AccessionId>,
    /// Not these: others were given them.
    pub without: Vec<AccessionId>,
}

impl Scope {
    /// Whether work from this accession is part of it.
    pub fn takes(&self, accession: &AccessionId) -> bool {
        self.only.as_ref().is_none_or(|only| only == accession) && !self.without.contains(accession)
    }
}

/// In which parts of a queue to look for a person's next piece of work, one after the other: what she was given, the earliest
/// due first; then what nobody was given; then everything.
pub fn scopes(open: &[Assignment], account: &AccountId, queue: Queue) -> Vec<Scope> {
    let of_queue = open.iter().filter(|assignment| assignment.queue == queue);
    let (mut hers, others): (Vec<&Assignment>, Vec<&Assignment>) =
        of_queue.partition(|assignment| assignment.account == *account);
    hers.sort_by_key(|assignment| assignment.turn());
    let mut scopes: Vec<Scope> = hers
        .iter()
        .map(|assignment| Scope { only: assignment.accession.clone(), without: Vec::new() })
        .collect();
    let is_hers = |accession: &AccessionId| {
        hers.iter().any(|assignment| assignment.accession.as_ref().is_none_or(|of| of == accession))
    };
    let whole = others.iter().any(|assignment| assignment.accession.is_none());
    let without: Vec<AccessionId> = others
        .iter()
        .filter_map(|assignment| assignment.accession.clone())
        .filter(|of| !is_hers(of))
        .collect();
    if !whole && !without.is_empty() {
        scopes.push(Scope { only: None, without });
    }
    if scopes.last() != Some(&Scope::default()) {
        scopes.push(Scope::default());
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(account: &str, accession: Option<&str>, due: Option<&str>) -> Assignment {
        Assignment {
            account: account.parse().unwrap(),
            queue: Queue::Keying,
            accession: accession.map(|id| id.parse().unwrap()),
            due: due.map(|day| day.parse().unwrap()),
        }
    }

    /// The scopes of samar's keying: `x` only x, `-x` all but x, `*` all.
    fn hers(open: &[Assignment]) -> Vec<String> {
        let shown = |scope: Scope| match (scope.only, &scope.without[..]) {
            (Some(only), []) => only.to_string(),
            (None, []) => "*".into(),
            (None, without) => without.iter().map(|id| format!("-{id}")).collect(),
            both => panic!("{both:?}"),
        };
        scopes(open, &"samar".parse().unwrap(), Queue::Keying).into_iter().map(shown).collect()
    }

    #[test]
    fn what_a_person_was_given_comes_first_by_day_and_what_others_were_given_last() {
        assert_eq!(hers(&[]), ["*"]);
        assert_eq!(hers(&[given("samar", None, None)]), ["*"]);
        let open = [
            given("samar", Some("a"), None),
            given("samar", Some("b"), Some("2026-12-02")),
            given("nadim", Some("c"), Some("2026-12-01")),
            given("samar", Some("d"), Some("2026-12-01")),
            given("nadim", Some("d"), None),
        ];
        assert_eq!(hers(&open), ["d", "b", "a", "-c", "*"]);
        assert_eq!(hers(&[given("nadim", None, None)]), ["*"], "all was given to somebody: she may help");
        assert_eq!(hers(&[given("nadim", Some("c"), None)]), ["-c", "*"]);
        let other = Assignment { queue: Queue::Candidates, ..given("samar", Some("a"), None) };
        assert_eq!(hers(&[other]), ["*"], "another queue says nothing here");
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!("2028-02-29".parse::<Day>().unwrap().as_str(), "2028-02-29");
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-12-01T", "٢٠٢٦-12-01"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        for queue in Queue::ALL {
            assert_eq!(Queue::from_word(queue.word()), Some(queue));
            assert_eq!(serde_json::to_value(queue).unwrap(), queue.word());
        }
    }
}
