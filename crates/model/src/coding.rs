//! Coding: what one expert saw of one person, by a codebook, blind to what others saw; and what several codings add up to.
//!
//! A [`Study`] says who codes whom. Nobody sees another's coding of a person before everybody who is to code that person has
//! done so. A coding is never edited: a later one of the same coder supersedes it. Where coders differ, a third adjudicates.

mod answer;
mod study;
#[cfg(test)]
mod tests;

pub use self::answer::{Answer, AnswerKey, Certainty, CodingFault, Side, check_answers};
pub use self::study::{Study, StudyFault};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{AccountId, Digest, IndividualId, StudyId};

/// What one coder saw of one person: details of a `coding-submitted` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The study.
    pub study: StudyId,
    /// Who is coded.
    pub individual: IndividualId,
    /// Who codes.
    pub account: AccountId,
    /// The photographs of the person that were there to look at.
    pub photographs: Vec<Digest>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// How long the page was open, in seconds.
    pub seconds: u32,
    /// How many pictures were uncovered on it.
    pub views: u32,
    /// The coder's earlier coding that this one supersedes, by its log entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<u64>,
}

/// What a third decided where coders differ: details of a `coding-adjudicated` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjudication {
    /// The study.
    pub study: StudyId,
    /// Who was coded.
    pub individual: IndividualId,
    /// Who adjudicates.
    pub account: AccountId,
    /// The codings that were before her, by their log entries.
    pub codings: Vec<u64>,
    /// Her answers to what was disputed.
    pub answers: Vec<Answer>,
    /// Why.
    pub reason: String,
}

/// Where the coding of one person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodingStanding {
    /// So many coders have still to code: nobody is shown another's coding.
    Waiting(usize),
    /// Everybody coded, and nothing is disputed.
    Agreed,
    /// Everybody coded; these are answered in different ways.
    Disputed(Vec<AnswerKey>),
    /// A third decided what was disputed.
    Adjudicated,
}

/// Coder → codings with their log entries.
type ByCoder<'a> = BTreeMap<&'a AccountId, Vec<(u64, &'a Coding)>>;

/// All coding of one study.
#[derive(Debug, Clone)]
pub struct StudyCodings<'a> {
    /// The study.
    pub study: &'a Study,
    /// Person → coder → codings with their log entries, in the order of the log.
    codings: BTreeMap<&'a IndividualId, ByCoder<'a>>,
    adjudications: BTreeMap<&'a IndividualId, (u64, &'a Adjudication)>,
    assigned: BTreeMap<&'a IndividualId, Vec<&'a AccountId>>,
}

impl<'a> StudyCodings<'a> {
    /// What all codings and adjudications, in the order of the log, say of this study.
    pub fn of(
        study: &'a Study,
        codings: impl IntoIterator<Item = (u64, &'a Coding)>,
        adjudications: impl IntoIterator<Item = (u64, &'a Adjudication)>,
    ) -> Self {
        let assigned = study.assigned();
        let mut all: BTreeMap<_, ByCoder<'_>> = BTreeMap::new();
        for (entry, coding) in codings.into_iter().filter(|(_, coding)| coding.study == study.study) {
            all.entry(&coding.individual)
                .or_default()
                .entry(&coding.account)
                .or_default()
                .push((entry, coding));
        }
        let of_study = adjudications.into_iter().filter(|(_, one)| one.study == study.study);
        let adjudications = of_study.map(|(entry, one)| (&one.individual, (entry, one))).collect();
        Self { study, codings: all, adjudications, assigned }
    }

    /// Who is to code a person.
    pub fn coders(&self, individual: &IndividualId) -> &[&'a AccountId] {
        self.assigned.get(individual).map_or(&[], Vec::as_slice)
    }

    /// A coder's codings of a person, in the order of the log.
    pub fn by(&self, individual: &IndividualId, coder: &AccountId) -> &[(u64, &'a Coding)] {
        self.codings.get(individual).and_then(|all| all.get(coder)).map_or(&[], Vec::as_slice)
    }

    /// The log entry by which everybody who is to code a person had done so; `None` before.
    fn revealed(&self, individual: &IndividualId) -> Option<u64> {
        let coders = self.coders(individual);
        let first = |coder: &&AccountId| self.by(individual, coder).first().map(|(entry, _)| *entry);
        let entries: Option<Vec<u64>> = coders.iter().map(first).collect();
        entries?.into_iter().max()
    }

    /// The codings that were made blind, one a coder: the last of each before anybody could see another's. Empty before everybody
    /// has coded.
    pub fn blind(&self, individual: &IndividualId) -> Vec<(u64, &'a Coding)> {
        let Some(revealed) = self.revealed(individual) else { return Vec::new() };
        let last = |coder: &&AccountId| {
            self.by(individual, coder).iter().rev().find(|(entry, _)| *entry <= revealed).copied()
        };
        self.coders(individual).iter().filter_map(last).collect()
    }

    /// The last coding of each who is to code a person, once everybody has; what is compared and settled.
    pub fn last(&self, individual: &IndividualId) -> Vec<(u64, &'a Coding)> {
        if self.revealed(individual).is_none() {
            return Vec::new();
        }
        let last = |coder: &&AccountId| self.by(individual, coder).last().copied();
        self.coders(individual).iter().filter_map(last).collect()
    }

    /// Where the coding of a person stands.
    pub fn standing(&self, individual: &IndividualId) -> CodingStanding {
        let coders = self.coders(individual);
        let done = coders.iter().filter(|coder| !self.by(individual, coder).is_empty()).count();
        if done < coders.len() || coders.is_empty() {
            return CodingStanding::Waiting(coders.len() - done);
        }
        let disputed = disputed(&self.last(individual));
        match self.adjudication(individual) {
            _ if disputed.is_empty() => CodingStanding::Agreed,
            Some(_) => CodingStanding::Adjudicated,
            None => CodingStanding::Disputed(disputed),
        }
    }

    /// The adjudication of a person, if it was made of the codings that stand now.
    pub fn adjudication(&self, individual: &IndividualId) -> Option<(u64, &'a Adjudication)> {
        let of: BTreeSet<u64> = self.last(individual).iter().map(|(entry, _)| *entry).collect();
        let known = self.adjudications.get(individual).copied();
        known.filter(|(_, one)| one.codings.iter().copied().collect::<BTreeSet<_>>() == of)
    }

    /// What is settled about a person: nothing while coders are awaited or differ.
    pub fn settled(&self, individual: &IndividualId) -> BTreeMap<AnswerKey, Answer> {
        let last = self.last(individual);
        let decided = match self.standing(individual) {
            CodingStanding::Waiting(_) | CodingStanding::Disputed(_) => return BTreeMap::new(),
            CodingStanding::Agreed => None,
            CodingStanding::Adjudicated => self.adjudication(individual),
        };
        let disputed = disputed(&last);
        let agreed = last.first().into_iter().flat_map(|(_, coding)| &coding.answers);
        let agreed = agreed.filter(|answer| !disputed.contains(&answer.key()));
        let mut settled: BTreeMap<_, _> = agreed.map(|answer| (answer.key(), answer.clone())).collect();
        let answers = decided.into_iter().flat_map(|(_, one)| &one.answers);
        settled.extend(answers.map(|answer| (answer.key(), answer.clone())));
        settled
    }
}

/// The answers in which codings differ: by their words alone. A region that one tells and another does not is disputed too.
fn disputed(codings: &[(u64, &Coding)]) -> Vec<AnswerKey> {
    let of = |coding: &Coding| -> BTreeMap<AnswerKey, String> {
        coding.answers.iter().map(|answer| (answer.key(), answer.answer.clone())).collect()
    };
    let all: Vec<_> = codings.iter().map(|(_, coding)| of(coding)).collect();
    let keys: BTreeSet<&AnswerKey> = all.iter().flat_map(BTreeMap::keys).collect();
    let differ = |key: &&&AnswerKey| all.iter().any(|one| one.get(**key) != all[0].get(**key));
    keys.iter().filter(differ).map(|key| (*key).clone()).collect()
}
