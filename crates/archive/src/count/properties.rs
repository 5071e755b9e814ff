//! What holds for every archive: tests over random snapshots and definitions.

use std::collections::BTreeSet;

use amana_catalog::{CountedContent, CountedPath};
use amana_model::{
    Both, BranchIs, CategoryIs, Condition, Conditions, Conflicts, CountUnit, Definition, Digest,
    IndividualState, Outcome, Treatment,
};
use proptest::prelude::*;

use super::*;

/// Picture, group of copies, person, condition, date, paths, of one content.
type Drawn = (bool, Option<u8>, Option<u8>, u8, u8, u8);

const DATES: [Option<&str>; 5] =
    [None, Some("2012"), Some("2012-03"), Some("2012-03-15"), Some("2013-01-02")];
const FILES: [Option<Condition>; 4] =
    [None, Some(Condition::Ready), Some(Condition::Damaged), Some(Condition::NotDecoded)];
const SAID: [Option<&str>; 4] = [None, Some("detainee"), Some("soldier"), Some("civilian")];

/// What is settled of a person's sex: nothing, one word, what coders could not tell, two studies that differ.
const CODED: [&[&str]; 5] = [&[], &["female"], &["male"], &["not-assessable"], &["female", "male"]];

fn digest(at: usize) -> Digest {
    Digest([at as u8 + 1; 32])
}

fn snapshot(drawn: &[Drawn], branches: &[(u8, u8)], unread: u8, said: [u8; 4]) -> Snapshot {
    let mut all = Snapshot::default();
    for (at, (picture, group, _, file, date, paths)) in drawn.iter().enumerate() {
        let members = |of: u8| (0..drawn.len()).filter(move |other| drawn[*other].1 == Some(of));
        let copy_of = group.map(|of| {
            let rank = members(of).position(|other| other == at).unwrap_or_default();
            (digest(members(of).next().unwrap_or(at)), rank as u32)
        });
        all.contents.push(CountedContent {
            digest: digest(at),
            copy_of,
            picture: *picture,
            file: FILES[usize::from(*file) % FILES.len()],
            folder_date: DATES[usize::from(*date) % DATES.len()].map(Into::into),
            taken_at: None,
        });
        for _ in 0..=*paths {
            let entry = all.paths.len() as u64;
            all.paths.push(CountedPath { entry, digest: Some(digest(at)), outcome: Outcome::Kept });
        }
    }
    for at in 0..unread {
        let outcome = if at % 2 == 0 { Outcome::Symlink } else { Outcome::Failed };
        all.paths.push(CountedPath { entry: all.paths.len() as u64, digest: None, outcome });
    }
    for person in 0..4_u8 {
        let hers = (0..drawn.len()).filter(|at| drawn[*at].2 == Some(person));
        let photographs: BTreeSet<Digest> = hers.map(digest).collect();
        if !photographs.is_empty() {
            all.people.push(CountedPerson {
                individual: format!("i{person}").parse().unwrap(),
                category: SAID[usize::from(said[usize::from(person)]) % SAID.len()].map(Into::into),
                sex: None,
                age_band: Some("adult".into()),
                coded_sex: {
                    let which = usize::from(said[usize::from(person)] / 3) % CODED.len();
                    CODED[which].iter().map(|word| (*word).to_owned()).collect()
                },
                coded_age_band: Vec::new(),
                state: IndividualState::ALL[usize::from(person)],
                photographs,
            });
        }
    }
    let number = |branch: u8| amana_model::Number::parse(&branch.to_string()).unwrap();
    let settled = branches.iter().filter(|(at, _)| usize::from(*at) < drawn.len());
    all.branches = settled.map(|(at, branch)| (digest(usize::from(*at)), number(*branch))).collect();
    all
}

fn any_snapshot() -> impl Strategy<Value = Snapshot> {
    let content = (
        any::<bool>(),
        proptest::option::of(0..3_u8),
        proptest::option::of(0..4_u8),
        0..4_u8,
        0..5_u8,
        0..3_u8,
    );
    let branches = proptest::collection::vec((0..12_u8, 1..4_u8), 0..8);
    (proptest::collection::vec(content, 0..12), branches, 0..4_u8, any::<[u8; 4]>())
        .prop_map(|(drawn, branches, unread, said)| snapshot(&drawn, &branches, unread, said))
}

/// Asks about people alone: what a photograph has from the person it is put to.
fn any_about_people() -> impl Strategy<Value = Conditions> {
    use CategoryIs::{Civilian, Detainee, NotSaid};
    let branch = |text: &str| BranchIs::try_from(text.to_owned()).unwrap();
    let branches = vec![branch("1"), branch("2"), BranchIs::NotSaid];
    let coded = ["female", "not-assessable", "not-coded"].map(str::to_owned).to_vec();
    (
        proptest::sample::subsequence(coded, 0..=3),
        proptest::sample::subsequence(vec![Detainee, Civilian, NotSaid], 0..=3),
        proptest::sample::subsequence(branches, 0..=3),
        proptest::sample::subsequence(IndividualState::ALL.to_vec(), 0..=2),
    )
        .prop_map(|(coded_sex, category, branch, state)| Conditions {
            coded_sex,
            category,
            branch,
            state,
            ..Conditions::default()
        })
}

fn any_conditions() -> impl Strategy<Value = Conditions> {
    let date = || proptest::sample::select(vec![None, Some("2012"), Some("2012-03"), Some("2012-12-31")]);
    let files = proptest::sample::subsequence(vec![Condition::Ready, Condition::NotDecoded], 0..=2);
    (any_about_people(), date(), date(), files, any::<Option<bool>>()).prop_map(
        |(about, from, to, file, put)| Conditions {
            from: from.map(Into::into),
            to: to.map(Into::into),
            file,
            put,
            ..about
        },
    )
}

fn define(counts: CountUnit, conditions: Conditions, first: bool) -> Definition {
    let both = || Both { en: "a".into(), ar: "ا".into() };
    Definition {
        definition: "d".parse().unwrap(),
        order: 1,
        version: 1,
        counts,
        // Of people it is no question.
        conditions: Conditions { put: conditions.put.filter(|_| counts != CountUnit::People), ..conditions },
        conflicts: if first { Conflicts::First } else { Conflicts::Missing },
        over: None,
        title: both(),
        says: both(),
        treatment: Treatment { copies: both(), conflicts: both(), not_said: both() },
        compares: Vec::new(),
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_and_rows_add_up(all in any_snapshot(), asks in any_conditions(), first in any::<bool>()) {
        for unit in CountUnit::ALL {
            let definition = define(unit, asks.clone(), first);
            let counted = count(&definition, &all);
            let left_out: u64 = counted.left_out.values().sum();
            prop_assert_eq!(counted.number + counted.missing_in_all() + left_out, counted.denominator);
            let distinct: BTreeSet<&UnitId> = counted.units.iter().collect();
            prop_assert_eq!(distinct.len() as u64, counted.number);
            for by in Dimension::ALL {
                let Ok(parted) = Breakdown::of(&definition, &all, by) else {
                    prop_assert!(by == Dimension::Photographs && unit != CountUnit::People);
                    continue;
                };
                prop_assert_eq!(parted.rows.iter().map(|row| row.number).sum::<u64>(), counted.number);
                prop_assert!(parted.rows.last().is_some_and(|row| row.value.is_none()), "missing is a row");
                let units: BTreeSet<&UnitId> = parted.rows.iter().flat_map(|row| &row.units).collect();
                prop_assert_eq!(units, distinct.clone());
            }
        }
    }

    #[test]
    fn what_coders_could_not_tell_is_never_left_out_and_words_add_up(all in any_snapshot(), first in any::<bool>()) {
        let asked = |words: &[&str]| {
            let coded_sex = words.iter().map(|word| (*word).to_owned()).collect();
            count(&define(CountUnit::People, Conditions { coded_sex, ..Conditions::default() }, first), &all)
        };
        let female = asked(&["female"]);
        let with = |words: &[&str]| all.people.iter().filter(|one| one.coded_sex == words).count() as u64;
        let missing = |by| female.missing.get(&by).copied().unwrap_or(0);
        prop_assert_eq!(missing(Criterion::CodedSexNotAssessable), with(&["not-assessable"]));
        prop_assert!(!female.left_out.contains_key(&Criterion::CodedSexNotAssessable));
        let differ = if first { 0 } else { with(&["female", "male"]) };
        prop_assert_eq!(missing(Criterion::CodedSex), with(&[]) + differ);
        prop_assert_eq!(asked(&["not-coded"]).number, with(&[]), "who is told in two ways is coded");
        let parts: u64 =
            ["female", "male", "not-assessable", "not-coded"].iter().map(|word| asked(&[word]).number).sum();
        prop_assert_eq!(parts + differ, all.people.len() as u64);
    }

    #[test]
    fn there_are_never_more_people_than_photographs(all in any_snapshot(), asks in any_about_people(), first in any::<bool>()) {
        let number = |unit| count(&define(unit, asks.clone(), first), &all).number;
        prop_assert!(number(CountUnit::People) <= number(CountUnit::Photographs));
        prop_assert!(number(CountUnit::Photographs) <= number(CountUnit::Occurrences));
        let everything = |unit| count(&define(unit, Conditions::default(), first), &all).number;
        prop_assert!(everything(CountUnit::Pictures) <= everything(CountUnit::Photographs));
    }

    #[test]
    fn branches_and_no_branch_are_all_people(all in any_snapshot(), first in any::<bool>()) {
        let with = |branch: &[&str]| {
            let branch = branch.iter().map(|one| BranchIs::try_from((*one).to_owned()).unwrap()).collect();
            count(&define(CountUnit::People, Conditions { branch, ..Conditions::default() }, first), &all).number
        };
        let parts: u64 = ["1", "2", "3", "not-said"].iter().map(|one| with(&[one])).sum();
        prop_assert_eq!(parts, all.people.len() as u64);
        prop_assert_eq!(with(&["1", "2"]), with(&["1"]) + with(&["2"]));
    }

    #[test]
    fn the_chain_leads_from_paths_to_people(all in any_snapshot()) {
        let chain = Chain::of(&all);
        prop_assert_eq!(chain.links[0].1, all.paths.len() as u64);
        prop_assert_eq!(chain.links[3].1, all.people.len() as u64);
        for pair in chain.links.windows(2) {
            let change: i64 = pair[1].2.iter().map(|step| step.change).sum();
            prop_assert_eq!(pair[0].1 as i64 + change, pair[1].1 as i64);
            for step in &pair[1].2 {
                prop_assert_eq!(step.units.len() as i64, step.change.abs());
            }
        }
    }

    #[test]
    fn moves_lead_from_one_number_to_the_other(all in any_snapshot(), a in any_conditions(), b in any_conditions()) {
        for unit in CountUnit::ALL {
            let (a, b) = (define(unit, a.clone(), true), define(unit, b.clone(), false));
            let moves = Moves::between(&a, &b, &all).unwrap();
            prop_assert_eq!((moves.first, moves.second), (count(&a, &all).number, count(&b, &all).number));
            let sum = |moves: &[Move]| moves.iter().map(|one| one.number).sum::<u64>();
            prop_assert_eq!(moves.first - sum(&moves.only_first) + sum(&moves.only_second), moves.second);
        }
    }
}

#[test]
fn conflicts_go_by_the_definition() {
    // One person with two branches on two cards; a copy of her picture that is put to another.
    let drawn: [Drawn; 3] = [
        (true, Some(0), Some(0), 1, 3, 0),
        (true, None, Some(0), 1, 4, 0),
        (true, Some(0), Some(1), 1, 1, 1),
    ];
    let all = snapshot(&drawn, &[(1, 2), (0, 1)], 1, [1, 2, 0, 0]);
    let branch = |first, branch: &str| {
        let branch = vec![BranchIs::try_from(branch.to_owned()).unwrap()];
        count(&define(CountUnit::People, Conditions { branch, ..Conditions::default() }, first), &all).number
    };
    assert_eq!(
        [branch(true, "2"), branch(true, "1"), branch(false, "2"), branch(false, "not-said")],
        [1, 0, 0, 2]
    );
    let detainees = |first| {
        let category = vec![CategoryIs::Detainee];
        count(&define(CountUnit::Pictures, Conditions { category, ..Conditions::default() }, first), &all)
    };
    assert_eq!((detainees(true).number, detainees(false).number), (2, 1));
    assert_eq!(detainees(false).missing_in_all(), 1);
    let chain = Chain::of(&all);
    let numbers: Vec<u64> = chain.links.iter().map(|(_, number, _)| *number).collect();
    assert_eq!(numbers, [5, 3, 2, 2]);
    let steps = |at: usize| chain.links[at].2.iter().map(|step| step.change).collect::<Vec<_>>();
    assert_eq!([steps(1), steps(2), steps(3)], [vec![-1, 0, -1], vec![-1], vec![0, -1, 1]]);
    let moves = Moves::between(
        &define(CountUnit::People, Conditions::default(), true),
        &define(
            CountUnit::People,
            Conditions { category: vec![CategoryIs::Detainee], ..Conditions::default() },
            true,
        ),
        &all,
    );
    let moves = moves.unwrap();
    assert_eq!((moves.first, moves.second, moves.only_second.len()), (2, 1, 0));
    assert_eq!(moves.only_first[0].why, Verdict::LeftOut(Criterion::Category));
    assert_eq!(moves.only_first[0].units, [UnitId::Person("i1".parse().unwrap())]);
}
