//! Who is left out of a frame, and why. Each exclusion is recorded with its reason, so that anybody makes the same frame again.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::places::is_unseen;
use crate::{BranchIs, IndividualId, IndividualState, SampleId, StudyId};

/// The word for a month that no photograph tells.
const UNKNOWN: &str = "unknown";

/// Whom an exclusion leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Excluded {
    /// People with one of these branch numbers on the card, or with none settled.
    Branch(Vec<BranchIs>),
    /// People whose earliest photograph is of one of these months, as `2012-03`, or of none that is told: `unknown`.
    Month(Vec<String>),
    /// People whose numbers stand so.
    State(Vec<IndividualState>),
    /// People of whom one of the three numbers, or all, is not settled.
    WithoutThreeNumbers,
    /// People of these samples.
    Sample(Vec<SampleId>),
    /// People of these studies, calibrations too.
    Study(Vec<StudyId>),
    /// These people.
    Person(Vec<IndividualId>),
}

/// An exclusion with its reason, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Who.
    pub who: Excluded,
    /// Why.
    pub reason: String,
}

/// An exclusion as it was made: part of a [`crate::FrozenFrame`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenExclusion {
    /// Who.
    pub who: Excluded,
    /// Why.
    pub reason: String,
    /// How many it left out who were not left out before it: by category, or by an exclusion that stands before it.
    pub people: u64,
}

/// Why an exclusion will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExclusionFault {
    /// A word that nobody is left out by.
    #[error("nobody is left out by {0:?}: {words} are known", words = Excluded::WORDS.join(", "))]
    Word(String),
    /// A value that is none of this kind.
    #[error("{1:?} is nothing to be left out by, as {0}")]
    Value(String, String),
    /// None is named, one twice, or too many are.
    #[error("{0} is told from 1 to {most} values, none twice", most = Exclusion::MOST)]
    Values(String),
    /// No reason, too long a one, or one with a character that cannot be seen.
    #[error("an exclusion has a reason, in 1 to {most} characters that can be seen", most = Exclusion::REASON)]
    Reason,
}

impl Excluded {
    /// The words of every kind.
    pub const WORDS: [&str; 7] =
        ["branch", "month", "state", "without-three-numbers", "sample", "study", "person"];

    /// The word used on the command line, in forms and in events.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Branch(_) => "branch",
            Self::Month(_) => "month",
            Self::State(_) => "state",
            Self::WithoutThreeNumbers => "without-three-numbers",
            Self::Sample(_) => "sample",
            Self::Study(_) => "study",
            Self::Person(_) => "person",
        }
    }

    /// What it names, each as its word; none of those without three numbers.
    pub fn values(&self) -> Vec<String> {
        fn all<T: ToString>(values: &[T]) -> Vec<String> {
            values.iter().map(ToString::to_string).collect()
        }
        match self {
            Self::Branch(branches) => branches.iter().cloned().map(String::from).collect(),
            Self::Month(months) => months.clone(),
            Self::State(states) => states.iter().map(|state| state.word().to_owned()).collect(),
            Self::WithoutThreeNumbers => Vec::new(),
            Self::Sample(samples) => all(samples),
            Self::Study(studies) => all(studies),
            Self::Person(people) => all(people),
        }
    }

    /// Reads what [`Self::word`] and [`Self::values`] write.
    ///
    /// # Errors
    /// If the word or a value is not known, or there are too many or none where some are wanted.
    pub fn read(word: &str, values: &[&str]) -> Result<Self, ExclusionFault> {
        let distinct: BTreeSet<&&str> = values.iter().collect();
        let wanted = if word == "without-three-numbers" { 0..=0 } else { 1..=Exclusion::MOST };
        if !Self::WORDS.contains(&word) {
            return Err(ExclusionFault::Word(word.to_owned()));
        }
        if distinct.len() != values.len() || !wanted.contains(&values.len()) {
            return Err(ExclusionFault::Values(word.to_owned()));
        }
        let state = |text: &str| IndividualState::ALL.into_iter().find(|state| state.word() == text);
        let branch = |text: &str| BranchIs::try_from(text.to_owned()).ok();
        let month = |text: &str| is_month(text).then(|| text.to_owned());
        Ok(match word {
            "branch" => Self::Branch(each(word, values, branch)?),
            "month" => Self::Month(each(word, values, month)?),
            "state" => Self::State(each(word, values, state)?),
            "sample" => Self::Sample(each(word, values, parsed)?),
            "study" => Self::Study(each(word, values, parsed)?),
            "person" => Self::Person(each(word, values, parsed)?),
            _ => Self::WithoutThreeNumbers,
        })
    }
}

impl fmt::Display for Excluded {
    /// `branch=215,227`, as the command line takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        let values = self.values();
        if values.is_empty() { Ok(()) } else { write!(f, "={}", values.join(",")) }
    }
}

impl Exclusion {
    /// The most values of one exclusion: it is part of an event.
    pub const MOST: usize = 500;
    /// The most characters of a reason.
    pub const REASON: usize = 500;

    /// Reads an exclusion.
    ///
    /// # Errors
    /// As [`Excluded::read`]; also if the reason will not do.
    pub fn read(word: &str, values: &[&str], reason: &str) -> Result<Self, ExclusionFault> {
        let exclusion = Self { who: Excluded::read(word, values)?, reason: reason.trim().to_owned() };
        exclusion.check().map(|()| exclusion)
    }

    /// Whether it may be recorded.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), ExclusionFault> {
        let values = self.who.values();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        Excluded::read(self.who.word(), &values)?;
        let length = self.reason.chars().count();
        let fits = (1..=Self::REASON).contains(&length) && self.reason.trim() == self.reason;
        if fits && !self.reason.chars().any(is_unseen) { Ok(()) } else { Err(ExclusionFault::Reason) }
    }
}

impl FromStr for Exclusion {
    type Err = ExclusionFault;

    /// Reads `branch=215,227: why`, `without-three-numbers: why`.
    fn from_str(text: &str) -> Result<Self, ExclusionFault> {
        let (who, reason) = text.split_once(':').ok_or(ExclusionFault::Reason)?;
        let (word, values) = who.split_once('=').unwrap_or((who, ""));
        let values: Vec<&str> = values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
        Self::read(word.trim(), &values, reason)
    }
}

fn each<T>(word: &str, values: &[&str], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ExclusionFault> {
    let one =
        |value: &&str| read(value).ok_or_else(|| ExclusionFault::Value(word.to_owned(), (*value).to_owned()));
    values.iter().map(one).collect()
}

fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn is_month(text: &str) -> bool {
    text == UNKNOWN || (text.len() == "2012-03".len() && format!("{text}-01").parse::<crate::Day>().is_ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_is_read_and_written_alike() {
        for (text, json) in [
            ("branch=215,not-said: coded in full", r#"{"branch":["215","not-said"]}"#),
            ("month=2012-03, unknown: the camera was broken", r#"{"month":["2012-03","unknown"]}"#),
            ("state=numbers-differ: perhaps two people", r#"{"state":["numbers-differ"]}"#),
            ("without-three-numbers: no group of numbers", r#""without-three-numbers""#),
            ("sample=n5e0c6f2b: drawn before", r#"{"sample":["n5e0c6f2b"]}"#),
            ("study=s5c0e8a17: the calibration", r#"{"study":["s5c0e8a17"]}"#),
            ("person=i4f2a9c01: a double: see note", r#"{"person":["i4f2a9c01"]}"#),
        ] {
            let read: Exclusion = text.parse().unwrap();
            assert_eq!(serde_json::to_string(&read.who).unwrap(), json);
            let values = read.who.values();
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            assert_eq!(Exclusion::read(read.who.word(), &values, &read.reason).unwrap(), read);
        }
        assert_eq!(
            "branch = 215, not-said : x".parse::<Exclusion>().unwrap().who.to_string(),
            "branch=215,not-said"
        );
        let read: Exclusion = "person=i1: a double: see note".parse().unwrap();
        assert_eq!(read.reason, "a double: see note");
    }

    #[test]
    fn what_will_not_do_is_told() {
        let fault = |text: &str| text.parse::<Exclusion>().unwrap_err();
        assert_eq!(fault("branch=215"), ExclusionFault::Reason);
        assert_eq!(fault("branch=215: "), ExclusionFault::Reason);
        assert_eq!(fault("branch=215: a\u{202e}b"), ExclusionFault::Reason);
        assert_eq!(fault(&format!("branch=215: {}", "x".repeat(501))), ExclusionFault::Reason);
        assert_eq!(fault("colour=red: why"), ExclusionFault::Word("colour".into()));
        assert_eq!(fault("branch: why"), ExclusionFault::Values("branch".into()));
        assert_eq!(fault("branch=215,215: why"), ExclusionFault::Values("branch".into()));
        assert_eq!(
            fault("without-three-numbers=1: why"),
            ExclusionFault::Values("without-three-numbers".into())
        );
        for (word, value) in [("month", "2012-13"), ("month", "2012"), ("state", "odd"), ("branch", "x y")] {
            let text = format!("{word}={value}: why");
            assert_eq!(fault(&text), ExclusionFault::Value(word.into(), value.into()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_is_read_may_be_recorded(text in "\\PC{0,60}") {
            if let Ok(read) = text.parse::<Exclusion>() {
                prop_assert_eq!(read.check(), Ok(()));
            }
        }
    }
}
