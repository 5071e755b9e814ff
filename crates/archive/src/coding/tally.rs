//! What a study's settled codings add up to: of each entry who is answered how, and where on the body.
//!
//! Only what is settled is told, so nothing of a single coder's coding comes out of it. *Not assessable* is a column of its own and
//! never *absent*; whoever is not settled is open. Every person of the study stands in exactly one column of each entry.

use std::collections::BTreeMap;

use amana_model::{Answer, AnswerKey, Entry, IndividualId, NOT_ASSESSABLE, Study};

use super::CodingRoom;
use crate::count::SuppressedCross;

/// How the people of a study are answered about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTally {
    /// The entry's word.
    pub entry: String,
    /// Each word it can be answered with, in the codebook's order, *not assessable* last; with the people it is settled of.
    pub answers: Vec<(String, Vec<IndividualId>)>,
    /// People of whom nothing is settled: coders are awaited, or differ.
    pub open: Vec<IndividualId>,
    /// Each region in which the entry can be told, in the codebook's order.
    pub regions: Vec<RegionTally>,
}

/// Of whom a sign is settled in one region. Coders are not compared by the side, so left and right are not told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionTally {
    /// The region's word.
    pub region: String,
    /// People of whom it is settled that it is present there.
    pub present: Vec<IndividualId>,
    /// People of whom it is settled that it is equivocal there.
    pub equivocal: Vec<IndividualId>,
}

/// How an entry is answered, parted by what else is told of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed {
    /// The entry's word.
    pub entry: String,
    /// The words of the columns; one more column, the last, is what is open.
    pub answers: Vec<String>,
    /// The rows in the order of their labels, numbers by size; last the row of those without one, if anybody is.
    pub rows: Vec<CrossedRow>,
}

/// One row of [`Crossed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossedRow {
    /// What it is of; `None`: it is not settled.
    pub label: Option<String>,
    /// The people of each column, the open ones last.
    pub cells: Vec<Vec<IndividualId>>,
}

impl EntryTally {
    /// The people of each column: the answers, then the open ones.
    fn columns(&self) -> impl Iterator<Item = &Vec<IndividualId>> {
        self.answers.iter().map(|(_, people)| people).chain([&self.open])
    }

    /// The people of whom an answer is settled.
    pub fn of(&self, answer: &str) -> Option<&[IndividualId]> {
        self.answers.iter().find(|(word, _)| word == answer).map(|(_, people)| people.as_slice())
    }

    /// People of whom it is settled and assessable: what a share is of.
    pub fn assessed(&self) -> u64 {
        let assessed = self.answers.iter().filter(|(word, _)| word != NOT_ASSESSABLE);
        assessed.map(|(_, people)| people.len() as u64).sum()
    }
}

impl RegionTally {
    /// How many people it is settled of, present or equivocal.
    pub fn seen(&self) -> u64 {
        (self.present.len() + self.equivocal.len()) as u64
    }
}

impl CrossedRow {
    /// How many people the row has.
    pub fn people(&self) -> u64 {
        self.cells.iter().map(|people| people.len() as u64).sum()
    }
}

impl Crossed {
    /// How many people each cell has, row by row.
    pub fn numbers(&self) -> Vec<Vec<u64>> {
        let row = |row: &CrossedRow| row.cells.iter().map(|people| people.len() as u64).collect();
        self.rows.iter().map(row).collect()
    }

    /// The table with cells below `limit` hidden, so that none can be computed from the others and the totals.
    pub fn small_hidden(&self, limit: u64) -> SuppressedCross {
        SuppressedCross::of(&self.numbers(), limit)
    }
}

impl CodingRoom {
    /// What a study's settled codings add up to, entry by entry in the order of the codebook.
    pub fn tally(&self, study: &Study) -> Vec<EntryTally> {
        let Some(codebook) = self.codebook(&study.codebook) else { return Vec::new() };
        let codings = self.of_study(study);
        let settled: Vec<_> =
            study.individuals.iter().map(|person| (person, codings.settled(person))).collect();
        let entries = codebook.entries_of(study.preset.as_deref());
        entries.into_iter().map(|entry| of_entry(entry, &settled)).collect()
    }

    /// One entry of a study's tally, parted by a label of people; `None` if the study has no such entry.
    pub fn crossed(
        &self,
        study: &Study,
        entry: &str,
        label_of: &dyn Fn(&IndividualId) -> Option<String>,
    ) -> Option<Crossed> {
        let tally = self.tally(study).into_iter().find(|tally| tally.entry == entry)?;
        let width = tally.answers.len() + 1;
        // Those without a label last; numbers by their size, before words.
        let mut rows: BTreeMap<(bool, u64, Option<String>), Vec<Vec<IndividualId>>> = BTreeMap::new();
        for (column, people) in tally.columns().enumerate() {
            for person in people {
                let label = label_of(person);
                let number = label.as_ref().and_then(|label| label.parse().ok()).unwrap_or(u64::MAX);
                let cells =
                    rows.entry((label.is_none(), number, label)).or_insert_with(|| vec![Vec::new(); width]);
                cells[column].push(person.clone());
            }
        }
        let answers = tally.answers.into_iter().map(|(word, _)| word).collect();
        let rows = rows.into_iter().map(|((_, _, label), cells)| CrossedRow { label, cells });
        Some(Crossed { entry: tally.entry, answers, rows: rows.collect() })
    }
}

/// A person with what is settled about her.
type Settled<'a> = (&'a IndividualId, BTreeMap<AnswerKey, Answer>);

fn of_entry(entry: &Entry, settled: &[Settled<'_>]) -> EntryTally {
    let told = |(_, answers): &Settled<'_>, region: Option<&String>| {
        let key = AnswerKey { entry: entry.entry.clone(), region: region.cloned() };
        answers.get(&key).map(|answer| answer.answer.clone())
    };
    let words = entry.answers();
    let mut answers: Vec<(String, Vec<IndividualId>)> =
        words.iter().map(|word| ((*word).to_owned(), Vec::new())).collect();
    let mut open = Vec::new();
    for person in settled {
        let answer = told(person, None);
        let column = answers.iter_mut().find(|(word, _)| Some(word.as_str()) == answer.as_deref());
        column.map_or(&mut open, |(_, people)| people).push(person.0.clone());
    }
    let region = |region: &String| {
        // A third may decide that nothing is seen, and the region that one coder told is then of no account.
        let seen = |person: &&Settled<'_>| {
            told(person, None).is_some_and(|whole| whole == "present" || whole == "equivocal")
        };
        let of = |word: &str| {
            let there = |person: &&Settled<'_>| told(person, Some(region)).as_deref() == Some(word);
            settled.iter().filter(seen).filter(there).map(|(person, _)| (*person).clone()).collect()
        };
        RegionTally { region: region.clone(), present: of("present"), equivocal: of("equivocal") }
    };
    let regions = entry.by_region.iter().map(region).collect();
    EntryTally { entry: entry.entry.clone(), answers, open, regions }
}

#[cfg(test)]
mod tests {
    use amana_model::{Coding, StudyId};

    use super::super::starting_codebook;
    use super::*;

    const ENTRY: &str = "limb-wasting";

    fn study(people: usize) -> Study {
        Study {
            study: "s1".parse().unwrap(),
            title: "a study".into(),
            codebook: starting_codebook().1,
            preset: None,
            sample: None,
            individuals: (0..people).map(person).collect(),
            coders: vec!["huda".parse().unwrap(), "karim".parse().unwrap()],
            coders_each: 2,
            overlap: 1000,
            calibration: false,
            seed: "a seed".into(),
        }
    }

    fn person(n: usize) -> IndividualId {
        format!("i{n}").parse().unwrap()
    }

    fn answer(word: &str, region: Option<&str>) -> Answer {
        Answer {
            entry: ENTRY.into(),
            region: region.map(str::to_owned),
            answer: word.into(),
            side: None,
            count: None,
            certainty: None,
            photograph: None,
            place: None,
        }
    }

    /// What each coder answered of each person; people of whom but one coder answered are awaited.
    fn room(study: &Study, told: &[&[&[Answer]]]) -> CodingRoom {
        let mut room = CodingRoom::of(Vec::new());
        for (n, by) in told.iter().enumerate() {
            for (coder, answers) in study.coders.iter().zip(by.iter()) {
                let coding = Coding {
                    study: "s1".parse::<StudyId>().unwrap(),
                    individual: person(n),
                    account: coder.clone(),
                    photographs: Vec::new(),
                    answers: answers.to_vec(),
                    seconds: 1,
                    views: 0,
                    supersedes: None,
                };
                let entry = room.codings.len() as u64;
                room.codings.push((entry, "2026-11-27T00:00:00Z".parse().unwrap(), coding));
            }
        }
        room
    }

    fn told(study: &Study) -> CodingRoom {
        let thigh = [answer("present", None), answer("equivocal", Some("thigh"))];
        let (seen, absent, none) =
            ([answer("present", None)], [answer("absent", None)], [answer(NOT_ASSESSABLE, None)]);
        room(study, &[&[&thigh, &thigh], &[&absent, &absent], &[&none, &none], &[&seen, &absent], &[&seen]])
    }

    #[test]
    fn every_person_is_in_one_column_and_what_differs_or_waits_is_open() {
        let study = study(6);
        let tallies = told(&study).tally(&study);
        for tally in &tallies {
            let mut all: Vec<_> = tally.columns().flatten().cloned().collect();
            all.sort();
            assert_eq!(all, study.individuals, "{}", tally.entry);
        }
        let tally = tallies.iter().find(|tally| tally.entry == ENTRY).unwrap();
        assert_eq!(tally.of("present"), Some(&[person(0)][..]));
        assert_eq!(tally.of("absent"), Some(&[person(1)][..]), "not assessable is never absent");
        assert_eq!(tally.of(NOT_ASSESSABLE), Some(&[person(2)][..]));
        assert_eq!(tally.open, [person(3), person(4), person(5)]);
        assert_eq!(tally.assessed(), 2);
        let seen: Vec<_> = tally.regions.iter().filter(|region| region.seen() > 0).collect();
        assert_eq!((seen.len(), seen[0].region.as_str()), (1, "thigh"));
        assert_eq!((&seen[0].equivocal[..], seen[0].present.len()), (&[person(0)][..], 0));
    }

    #[test]
    fn rows_add_up_to_the_tally_and_those_without_a_label_stand_last() {
        let study = study(6);
        let room = told(&study);
        let label = |one: &IndividualId| match one.as_str() {
            "i0" | "i1" => Some("1000".to_owned()),
            "i2" => Some("215".to_owned()),
            "i3" => Some("ج".to_owned()),
            _ => None,
        };
        let crossed = room.crossed(&study, ENTRY, &label).unwrap();
        let labels: Vec<_> = crossed.rows.iter().map(|row| row.label.as_deref()).collect();
        assert_eq!(labels, [Some("215"), Some("1000"), Some("ج"), None]);
        let tally = room.tally(&study).into_iter().find(|tally| tally.entry == ENTRY).unwrap();
        for (column, people) in tally.columns().enumerate() {
            let sum: u64 = crossed.numbers().iter().map(|row| row[column]).sum();
            assert_eq!(sum, people.len() as u64, "column {column}");
        }
        assert!(room.crossed(&study, "no-such", &label).is_none());
    }
}
