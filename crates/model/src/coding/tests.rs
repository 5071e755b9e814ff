//! Coding: blind, superseded, adjudicated; studies drawn again.

use proptest::prelude::*;

use super::*;
use crate::codebook::NOT_ASSESSABLE;
use crate::codebook::tests::codebook;

fn study(people: usize, coders: usize) -> Study {
    Study {
        study: "s1".parse().unwrap(),
        title: "a test".into(),
        codebook: Digest([1; 32]),
        preset: None,
        sample: None,
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
    assert_eq!(later.settled(&person)[&bruise].answer, "present");

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
    assert_eq!(settled[&bruise].answer, "equivocal");
    assert_eq!(settled.len(), 3);
    let stale = StudyCodings::of(
        &study,
        [(3, &one), (4, &other), (9, &coding("c1", "equivocal"))].map(|(n, c)| (n, c)),
        [(5, &decided)],
    )
    .standing(&person);
    assert_eq!(stale, CodingStanding::Disputed(vec![bruise]), "an adjudication holds for the codings it saw");
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
    let as_whole = Answer { photograph: None, ..face.clone() };
    assert_eq!(check(&with(as_whole.clone())), Ok(()), "in the photograph of the whole");
    let third = check_answers(&book, None, &photographs, &[as_whole], false);
    assert_eq!(third, Err(CodingFault::Unpinned("bruise".into())), "a third tells the photograph");
    for (bad, fault) in [
        (answer("sex", "female"), CodingFault::Unasked("sex".into())),
        (answer("cause-of-death", "present"), CodingFault::Unasked("cause-of-death".into())),
        (Answer { region: Some("tail".into()), ..face.clone() }, CodingFault::Answer("bruise".into())),
        (Answer { side: Some(Side::Left), ..face.clone() }, CodingFault::Answer("bruise".into())),
        (Answer { answer: "absent".into(), ..face.clone() }, CodingFault::Answer("bruise".into())),
        (
            Answer { entry: "burn".into(), region: None, photograph: None, ..face.clone() },
            CodingFault::Unasked("burn".into()),
        ),
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
    let order: Vec<&str> = study.order_of(&study.coders[0]).iter().map(|person| person.as_str()).collect();
    assert_eq!(order, GOLDEN);
}

const GOLDEN: [&str; 6] = ["i2", "i1", "i3", "i4", "i5", "i0"];
