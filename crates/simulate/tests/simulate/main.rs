//! Simulated staff over an archive of a small leak: what they decide and code comes to what its truth says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use amana_archive::count::{Breakdown, Dimension, count};
use amana_archive::{Archive, CodingRoom, ErrorKind, starting_codebook};
use amana_model::{AccountId, CodingStanding, Digest, IndividualId, Keyed, NOT_ASSESSABLE, check_answers};
use amana_simulate::{CODERS, Known, Record, Settings, Step, accurate, simulate};
use amana_testkit::leak::Truth;
use amana_testkit::leak::signs::Sign;

use crate::support::{Analysed, analysed};

fn settings() -> Settings {
    Settings {
        sample: 12,
        calibration: 10,
        overlap: 500,
        reported: 2,
        keyed: 60,
        misread: 0.1,
        ..Settings::new("a seed")
    }
}

async fn work(archive: &Archive, truth: &Truth) -> Record {
    simulate(archive, truth, &settings(), None, &|_| true).await.unwrap()
}

async fn events(archive: &Archive) -> u64 {
    archive.catch_up().await.unwrap()
}

/// Study → person → coder → answers: all of the codings that does not depend on when they were made.
async fn codings(archive: &Archive) -> BTreeSet<String> {
    let room = archive.coding().await.unwrap();
    let title = |id| room.study(id).unwrap().study.title.clone();
    let accounts = archive.list_accounts().await.unwrap();
    let name = |id: &AccountId| accounts.iter().find(|account| account.id == *id).unwrap().name.clone();
    let coded = room.codings.iter().map(|(_, _, one)| {
        format!("{} {} {} {:?}", title(&one.study), one.individual, name(&one.account), one.answers)
    });
    let decided = room.adjudications.iter().map(|(_, one)| {
        format!("{} {} {} {:?}", title(&one.study), one.individual, name(&one.account), one.answers)
    });
    coded.chain(decided).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_are_those_of_the_truth_and_a_second_run_adds_nothing() {
    let Analysed { archive, truth, _folder } = analysed().await;
    let record = work(&archive, &truth).await;
    let before = events(&archive).await;
    assert!(record.steps[&Step::Keyed] > 20 && record.steps[&Step::Decided] > 20, "{record}");
    for step in [Step::Reported, Step::Photographed, Step::Claimed, Step::Weighed] {
        assert!(record.steps.get(&step).is_some_and(|count| *count > 1), "{step:?}: {record}");
    }
    let again = work(&archive, &truth).await;
    assert!(again.steps.is_empty(), "{again}");
    assert_eq!(events(&archive).await, before);

    let snapshot = archive.snapshot().await.unwrap();
    let decided: BTreeMap<&IndividualId, &str> =
        record.individuals.iter().map(|(individual, person)| (individual, person.as_str())).collect();
    assert_eq!(snapshot.people.len(), decided.len());
    let known = Known::of(&truth, snapshot.contents.iter().map(|content| content.digest)).unwrap();
    let mut by_hand: BTreeMap<&str, BTreeMap<Option<String>, u64>> = BTreeMap::new();
    let mut unsaid = 0;
    for person in &snapshot.people {
        let true_person =
            known.people().find(|known| known.person.id == decided[&person.individual]).unwrap();
        assert_eq!(person.photographs, true_person.photographs.keys().copied().collect());
        let said = |told: &Option<String>, truth: &str| {
            assert!(told.as_deref().is_none_or(|told| told == truth), "{told:?} for {truth}");
            told.clone()
        };
        let sex = true_person.answer("sex").unwrap().answer;
        let [category, sex] = [said(&person.category, true_person.category()), said(&person.sex, sex)];
        unsaid += u64::from(category.is_none()) + u64::from(sex.is_none());
        *by_hand.entry("category").or_default().entry(category).or_default() += 1;
        *by_hand.entry("sex").or_default().entry(sex).or_default() += 1;
    }
    assert!(unsaid > 0 || decided.len() < known.people().count(), "something is missing, as it would be");
    let definitions = archive.definitions().await.unwrap();
    let everybody = definitions.find("people-all").unwrap();
    assert_eq!(count(everybody, &snapshot).number, decided.len() as u64);
    for (dimension, word) in [(Dimension::Category, "category"), (Dimension::Sex, "sex")] {
        let rows = Breakdown::of(everybody, &snapshot, dimension).unwrap().rows;
        let told: BTreeMap<Option<String>, u64> =
            rows.into_iter().filter(|row| row.number > 0).map(|row| (row.value, row.number)).collect();
        assert_eq!(told, by_hand[word], "{word}");
    }
    let figures = archive.keying_figures().await.unwrap();
    let settled: u64 = figures.settled.values().sum();
    assert_eq!((settled, figures.once, figures.disagreed), (settings().keyed, 0, 0));
    assert!(figures.settled.contains_key("third") && figures.untouched > 0, "{figures:?}");
    for (marking, _, keyed) in archive.standings().await.unwrap() {
        let Some(Keyed::Numbers(numbers)) = keyed else { continue };
        let truth = &known.shown_in(&marking.digest).unwrap().person.numbers;
        let parts = [&truth.branch, &truth.detainee, &truth.examination];
        assert_eq!(
            numbers.parts().map(|part| part.map(|number| number.as_str().to_owned())),
            parts.map(Clone::clone)
        );
    }
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_is_the_truth_but_where_both_coders_err_alike() {
    let Analysed { archive, truth, _folder } = analysed().await;
    let record = work(&archive, &truth).await;
    let room = archive.coding().await.unwrap();
    assert_eq!(room.studies.len(), 2);
    let mut shares = Vec::new();
    for planned in &room.studies {
        let study = &planned.study;
        let codings = room.of_study(study);
        let right = |individual: &IndividualId| answers(&record, individual);
        for individual in &study.individuals {
            assert!(!matches!(
                codings.standing(individual),
                CodingStanding::Waiting(_) | CodingStanding::Disputed(_)
            ));
            let (truth, blind) = (right(individual), codings.blind(individual));
            for (key, answer) in codings.settled(individual) {
                let of = |(entry, region): (&str, Option<&str>)| {
                    truth.get(&(entry.to_owned(), region.map(str::to_owned)))
                };
                let expected = of((&key.entry, key.region.as_deref())).map_or("absent", String::as_str);
                let told = |answers: &[amana_model::Answer]| {
                    answers.iter().find(|one| one.key() == key).map(|one| one.answer.clone())
                };
                let alike =
                    blind.iter().all(|(_, coding)| told(&coding.answers).as_ref() == Some(&answer.answer));
                assert!(answer.answer == expected || alike, "{key:?}: {} for {expected}", answer.answer);
            }
        }
        // Of grades alone there may be none that two gave.
        let mut entries = room.agreement(study);
        entries.retain(|entry| entry.level_word() == "nominal");
        assert!(entries.iter().all(|entry| entry.people > 0));
        shares.extend(entries.iter().map(|entry| entry.percent.as_ref().unwrap().value));
    }
    let [of_a, of_b] = settings().accuracy;
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    // Both right, or both wrong in the same way: not below the one, not above the other, but for chance.
    let (least, most) = (of_a * of_b, of_a * of_b + (1.0 - of_a) * (1.0 - of_b));
    assert!((least - 0.06..most + 0.06).contains(&mean), "{mean}");
    accurate_as_said(&record, &room);
    let emaciated = record.emaciated.unwrap();
    assert_eq!(emaciated.assessed + emaciated.not_assessable, record.totals.drawn, "{record}");
    let (low, high) = emaciated.interval.unwrap();
    assert!(low < emaciated.share && emaciated.share < high, "{emaciated:?}");
    archive.close().await;
}

/// Each coder is right about as often as her accuracy says.
fn accurate_as_said(record: &Record, room: &CodingRoom) {
    let coders = &room.studies[0].study.coders;
    for (at, accuracy) in settings().accuracy.into_iter().enumerate() {
        let (mut right, mut all) = (0.0, 0.0);
        for (_, _, coding) in room.codings.iter().filter(|(_, _, one)| one.account == coders[at]) {
            let truth = answers(record, &coding.individual);
            for answer in coding.answers.iter().filter(|answer| answer.region.is_none()) {
                all += 1.0;
                right += f64::from(truth[&(answer.entry.clone(), None)] == answer.answer);
            }
        }
        assert!(
            all > 400.0 && (right / all - accuracy).abs() < 0.05,
            "{}: {right} of {all}",
            CODERS[at].name
        );
    }
}

/// Entry and region → the right answer.
fn answers(record: &Record, individual: &IndividualId) -> BTreeMap<(String, Option<String>), String> {
    let signs: &[Sign] = &record.signs[&record.individuals[individual]];
    let one = |sign: &Sign| ((sign.entry.to_owned(), sign.region.map(str::to_owned)), sign.answer.to_owned());
    signs.iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_anywhere_the_staff_goes_on_to_the_same() {
    let whole = analysed().await;
    let record = work(&whole.archive, &whole.truth).await;
    let steps: u64 = record.steps.values().sum();
    let stopped = analysed().await;
    let mut runs = 0;
    loop {
        let left = AtomicU64::new(steps / 7);
        let go_on = |_| left.fetch_sub(1, Ordering::Relaxed) > 1;
        runs += 1;
        match simulate(&stopped.archive, &stopped.truth, &settings(), None, &go_on).await {
            Ok(_) => break,
            Err(error) => assert_eq!(error.kind, ErrorKind::Interrupted, "{error}"),
        }
    }
    assert!((7..=9).contains(&runs), "{runs}");
    assert_eq!(codings(&stopped.archive).await, codings(&whole.archive).await);
    let people = async |archive: &Archive| archive.snapshot().await.unwrap().people;
    assert_eq!(people(&stopped.archive).await, people(&whole.archive).await);
    whole.archive.close().await;
    stopped.archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_holds_anything_else_is_refused_and_nothing_is_recorded() {
    let Analysed { archive, mut truth, _folder } = analysed().await;
    let before = events(&archive).await;
    truth.files.retain(|file| file.kind != amana_testkit::leak::truth::Kind::Document);
    let refused = simulate(&archive, &truth, &settings(), None, &|_| true).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Mistake);
    assert!(refused.what.contains("may be a real one"), "{refused}");
    assert_eq!(events(&archive).await, before);
    assert!(Known::of(&truth, []).is_err(), "an empty archive is nobody's");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_truth_answers_the_detailed_pass_in_words_of_the_codebook() {
    let Analysed { archive, truth, _folder } = analysed().await;
    let contents: Vec<Digest> =
        archive.snapshot().await.unwrap().contents.iter().map(|content| content.digest).collect();
    let (codebook, _) = starting_codebook();
    let preset = Some("detailed-2014");
    let entries = codebook.entries_of(preset);
    let known = Known::of(&truth, contents).unwrap();
    for person in known.people() {
        let photographs: Vec<Digest> = person.photographs.keys().copied().collect();
        let answers: Vec<_> =
            entries.iter().flat_map(|entry| accurate(entry, person, &photographs)).collect();
        assert_eq!(check_answers(codebook, preset, &photographs, &answers, true), Ok(()));
        for sign in &person.signs {
            let answer =
                answers.iter().find(|one| one.entry == sign.entry && one.region.as_deref() == sign.region);
            assert_eq!(answer.map(|one| one.answer.as_str()), Some(sign.answer), "{sign:?}");
        }
        let whole: BTreeSet<&str> =
            person.signs.iter().filter(|sign| sign.region.is_none()).map(|sign| sign.entry).collect();
        assert!(entries.iter().all(|entry| whole.contains(entry.entry.as_str())));
        assert!(person.signs.iter().all(|sign| sign.region.is_none() || sign.answer != NOT_ASSESSABLE));
    }
    archive.close().await;
}
