//! Coding: what one expert saw of one person, by a codebook, blind to what others saw; and what several codings add up to.
//!
//! A [`Study`] says who codes whom. Nobody sees another's coding of a person before everybody who is to code that person has
//! done so. A coding is never edited: a later one of the same coder supersedes it. Where coders differ, a third adjudicates.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::codebook::{Codebook, NOT_ASSESSABLE};
use crate::{AccountId, Digest, IndividualId, Region, StudyId};

/// Coding as planned: who codes whom, by which codebook, in an order that anybody can make again from the seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Which.
    pub study: StudyId,
    /// What it is called.
    pub title: String,
    /// SHA-256 of the codebook's canonical encoding.
    pub codebook: Digest,
    /// The preset of the codebook; absent for all entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// Who is coded.
    pub individuals: Vec<IndividualId>,
    /// Who codes.
    pub coders: Vec<AccountId>,
    /// How many code each person of the overlap: 2 or more. The others are coded by one.
    pub coders_each: u8,
    /// Which share of the people is coded by several, in thousandths, rounded up to whole people; 1000 for all.
    pub overlap: u16,
    /// Whether it is a calibration: everybody codes everybody, before the work begins.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calibration: bool,
    /// From this the order follows.
    pub seed: String,
}

/// Why a study will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StudyFault {
    /// Nobody, somebody twice, or too many.
    #[error("a study has 1 to 4,000 people and 1 to 50 coders, nobody twice")]
    Who,
    /// More coders for each person than there are, or too few.
    #[error("so many coders for each person are not there, or fewer than two")]
    Each,
    /// A title or seed that is empty or too long, or a share beyond 1000.
    #[error("the title or the seed is empty or longer than 200 characters, or the overlap is no share")]
    Text,
}

impl Study {
    /// Checks that it can be worked through.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), StudyFault> {
        let people: BTreeSet<_> = self.individuals.iter().collect();
        let coders: BTreeSet<_> = self.coders.iter().collect();
        let all_differ = people.len() == self.individuals.len() && coders.len() == self.coders.len();
        if !all_differ || !(1..=4_000).contains(&people.len()) || !(1..=50).contains(&coders.len()) {
            return Err(StudyFault::Who);
        }
        let several = self.overlap > 0 && !self.calibration;
        if several && !(2..=coders.len()).contains(&usize::from(self.coders_each)) {
            return Err(StudyFault::Each);
        }
        let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= 200;
        if !fits(&self.title) || !fits(&self.seed) || self.overlap > 1000 {
            return Err(StudyFault::Text);
        }
        Ok(())
    }

    /// Who codes each person: people in the order of SHA-256(seed, 0, person); the first of them, as many as the overlap
    /// says, by several coders, the others by one; coders take turns.
    pub fn assigned(&self) -> BTreeMap<&IndividualId, Vec<&AccountId>> {
        let mut people: Vec<&IndividualId> = self.individuals.iter().collect();
        people.sort_by_key(|person| draw(&[&self.seed, person.as_str()]));
        let twice = (people.len() * usize::from(self.overlap)).div_ceil(1000);
        let turns = |(place, person): (usize, _)| {
            let each = match (self.calibration, place < twice) {
                (true, _) => self.coders.len(),
                (false, true) => usize::from(self.coders_each),
                (false, false) => 1,
            };
            let coders = (0..each).map(|turn| &self.coders[(place + turn) % self.coders.len()]);
            (person, coders.collect())
        };
        people.into_iter().enumerate().map(turns).collect()
    }

    /// Whom a coder codes, in her own order: by SHA-256(seed, 0, coder, 0, person).
    pub fn order_of(&self, coder: &AccountId) -> Vec<&IndividualId> {
        let hers = self.assigned().into_iter().filter(|(_, coders)| coders.contains(&coder));
        let mut order: Vec<&IndividualId> = hers.map(|(person, _)| person).collect();
        order.sort_by_key(|person| draw(&[&self.seed, coder.as_str(), person.as_str()]));
        order
    }
}

/// SHA-256 over texts with a zero byte between each two.
fn draw(texts: &[&str]) -> [u8; 32] {
    Sha256::digest(texts.join("\0")).into()
}

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

/// How sure a coder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the certainty of that name")]
pub enum Certainty {
    Low,
    Moderate,
    High,
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

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerBasis {
    /// One coder alone was to code.
    Single,
    /// Coders agree.
    Agreed,
    /// A third decided.
    Adjudicated,
}

impl AnswerBasis {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agreed => "agreed",
            Self::Adjudicated => "adjudicated",
        }
    }
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
    pub fn settled(&self, individual: &IndividualId) -> BTreeMap<AnswerKey, (Answer, AnswerBasis)> {
        let last = self.last(individual);
        let basis = if last.len() > 1 { AnswerBasis::Agreed } else { AnswerBasis::Single };
        let decided = match self.standing(individual) {
            CodingStanding::Waiting(_) | CodingStanding::Disputed(_) => return BTreeMap::new(),
            CodingStanding::Agreed => None,
            CodingStanding::Adjudicated => self.adjudication(individual),
        };
        let disputed = disputed(&last);
        let agreed = last.first().into_iter().flat_map(|(_, coding)| &coding.answers);
        let agreed = agreed.filter(|answer| !disputed.contains(&answer.key()));
        let mut settled: BTreeMap<_, _> =
            agreed.map(|answer| (answer.key(), (answer.clone(), basis))).collect();
        let answers = decided.into_iter().flat_map(|(_, one)| &one.answers);
        settled.extend(answers.map(|answer| (answer.key(), (answer.clone(), AnswerBasis::Adjudicated))));
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codebook::tests::codebook;

    fn study(people: usize, coders: usize) -> Study {
        Study {
            study: "s1".parse().unwrap(),
            title: "a test".into(),
            codebook: Digest([1; 32]),
            preset: None,
            individuals: (0..people).map(|n| format!("i{n}").parse().unwrap()).collect(),
            coders: (0..coders).map(|n| format!("c{n}").parse().unwrap()).collect(),
            coders_each: 2,
            overlap: 1000,
            calibration: false,
            seed: "a seed".into(),
        }
    }

    fn answer(entry: &str, answer: &str) -> Answer {
        let seen = !matches!(answer, "absent" | NOT_ASSESSABLE);
        Answer {
            entry: entry.into(),
            region: None,
            answer: answer.into(),
            side: None,
            count: None,
            certainty: None,
            photograph: seen.then_some(Digest([7; 32])),
            place: None,
        }
    }

    fn coding(by: &str, bruise: &str) -> Coding {
        Coding {
            study: "s1".parse().unwrap(),
            individual: "i0".parse().unwrap(),
            account: by.parse().unwrap(),
            photographs: vec![Digest([7; 32])],
            answers: vec![answer("sex", "male"), answer("bruise", bruise), answer("burn", NOT_ASSESSABLE)],
            seconds: 60,
            views: 1,
            supersedes: None,
        }
    }

    #[test]
    fn nobody_is_shown_anything_before_all_have_coded_and_what_was_blind_stays_so() {
        let study = study(1, 2);
        let person: IndividualId = "i0".parse().unwrap();
        let (one, other) = (coding("c0", "present"), coding("c1", "absent"));
        let again = Coding { supersedes: Some(4), ..coding("c1", "present") };
        let alone = StudyCodings::of(&study, [(3, &one)], []);
        assert_eq!(alone.standing(&person), CodingStanding::Waiting(1));
        assert!(
            alone.blind(&person).is_empty()
                && alone.last(&person).is_empty()
                && alone.settled(&person).is_empty()
        );

        let bruise = AnswerKey { entry: "bruise".into(), region: None };
        let both = StudyCodings::of(&study, [(3, &one), (4, &other)], []);
        assert_eq!(both.standing(&person), CodingStanding::Disputed(vec![bruise.clone()]));
        assert!(both.settled(&person).is_empty());

        let later = StudyCodings::of(&study, [(3, &one), (4, &other), (9, &again)], []);
        assert_eq!(later.standing(&person), CodingStanding::Agreed);
        assert_eq!(later.blind(&person)[1].0, 4, "agreement is told of what was coded blind");
        assert_eq!(later.settled(&person)[&bruise].1, AnswerBasis::Agreed);

        let decided = Adjudication {
            study: "s1".parse().unwrap(),
            individual: person.clone(),
            account: "c9".parse().unwrap(),
            codings: vec![3, 4],
            answers: vec![answer("bruise", "equivocal")],
            reason: "shadow".into(),
        };
        let third = StudyCodings::of(&study, [(3, &one), (4, &other)], [(5, &decided)]);
        assert_eq!(third.standing(&person), CodingStanding::Adjudicated);
        let settled = third.settled(&person);
        assert_eq!(
            (settled[&bruise].0.answer.as_str(), settled[&bruise].1),
            ("equivocal", AnswerBasis::Adjudicated)
        );
        assert_eq!(settled.len(), 3);
        let stale = StudyCodings::of(
            &study,
            [(3, &one), (4, &other), (9, &coding("c1", "equivocal"))].map(|(n, c)| (n, c)),
            [(5, &decided)],
        )
        .standing(&person);
        assert_eq!(
            stale,
            CodingStanding::Disputed(vec![bruise]),
            "an adjudication holds for the codings it saw"
        );
    }

    #[test]
    fn answers_are_whole_asked_for_and_pinned() {
        let book = codebook();
        let photographs = [Digest([7; 32])];
        let check = |answers: &[Answer]| check_answers(&book, None, &photographs, answers, true);
        let whole = coding("c0", "present").answers;
        assert_eq!(check(&whole), Ok(()));
        assert_eq!(check(&whole[..2]), Err(CodingFault::Missing("burn".into())));
        let with = |answer: Answer| [&whole[..], &[answer]].concat();
        let face = Answer { region: Some("face".into()), count: Some(3), ..answer("bruise", "present") };
        assert_eq!(check(&with(face.clone())), Ok(()));
        for (bad, fault) in [
            (answer("sex", "female"), CodingFault::Unasked("sex".into())),
            (answer("cause-of-death", "present"), CodingFault::Unasked("cause-of-death".into())),
            (Answer { region: Some("tail".into()), ..face.clone() }, CodingFault::Answer("bruise".into())),
            (Answer { side: Some(Side::Left), ..face.clone() }, CodingFault::Answer("bruise".into())),
            (Answer { answer: "absent".into(), ..face.clone() }, CodingFault::Answer("bruise".into())),
            (Answer { photograph: None, ..face.clone() }, CodingFault::Unpinned("bruise".into())),
            (Answer { photograph: Some(Digest([8; 32])), ..face }, CodingFault::Unpinned("bruise".into())),
        ] {
            assert_eq!(check(&with(bad.clone())), Err(fault), "{bad:?}");
        }
    }

    #[test]
    fn a_study_is_checked() {
        assert_eq!(study(20, 3).check(), Ok(()));
        assert_eq!(study(0, 3).check(), Err(StudyFault::Who));
        assert_eq!(study(3, 1).check(), Err(StudyFault::Each));
        assert_eq!(Study { overlap: 0, ..study(3, 1) }.check(), Ok(()));
        assert_eq!(Study { seed: " ".into(), ..study(3, 2) }.check(), Err(StudyFault::Text));
        assert_eq!(Study { overlap: 1001, ..study(3, 2) }.check(), Err(StudyFault::Text));
    }

    proptest! {
        #[test]
        fn everybody_is_coded_by_as_many_as_planned_and_the_work_is_even(
            people in 1usize..80, coders in 2usize..6, overlap in 0u16..=1000, seed in "[a-z]{1,8}"
        ) {
            let study = Study { overlap, seed, ..study(people, coders) };
            let assigned = study.assigned();
            prop_assert_eq!(assigned.len(), people);
            let twice = assigned.values().filter(|coders| coders.len() == 2).count();
            prop_assert_eq!(twice, (people * usize::from(overlap)).div_ceil(1000));
            prop_assert!(assigned.values().all(|who| who.iter().collect::<BTreeSet<_>>().len() == who.len()));
            let loads: Vec<usize> = study.coders.iter().map(|coder| study.order_of(coder).len()).collect();
            prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 2, "{:?}", loads);
            prop_assert_eq!(loads.iter().sum::<usize>(), people + twice);
        }
    }

    #[test]
    fn the_order_is_golden_so_that_anybody_makes_it_again() {
        // Python: sorted(("i0", …), key=lambda p: hashlib.sha256(f"a seed\0c0\0{p}".encode()).digest())
        let study = study(6, 2);
        let order: Vec<&str> =
            study.order_of(&study.coders[0]).iter().map(|person| person.as_str()).collect();
        assert_eq!(order, GOLDEN);
    }

    const GOLDEN: [&str; 6] = ["i2", "i1", "i3", "i4", "i5", "i0"];
}
