//! Photographs of one person: what joins, what forbids, and what never changes.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says what failed by panicking")]

use amana_linkage::people::{Candidates, Photograph, Place, Reason, SeenFace, group};
use amana_model::{Embedding, Field, OccurrencePath, PathBytes, Reading};
use proptest::prelude::*;

fn place(path: &str) -> Place {
    Place::of(&OccurrencePath { within: Vec::new(), path: PathBytes(path.into()) })
}

/// A photograph of one camera, `at` seconds after nine o'clock.
fn shot(id: u32, folder: &str, counter: u32, at: u32) -> Photograph {
    Photograph {
        id,
        places: vec![place(&format!("{folder}/DSC_{counter:04}.JPG"))],
        camera: Some("OPTARA D310".into()),
        taken_at: Some(format!("2012-03-15T{:02}:{:02}:{:02}", 9 + at / 3_600, at / 60 % 60, at % 60)),
        ..Photograph::default()
    }
}

fn read(mut photograph: Photograph, numbers: &[(Field, &str, f32)]) -> Photograph {
    photograph.readings = numbers
        .iter()
        .map(|(field, number, probability)| Reading {
            line: 0,
            field: *field,
            engine: "test 1".into(),
            raw: (*number).into(),
            number: Some((*number).into()),
            script: None,
            probability: *probability,
        })
        .collect();
    photograph
}

fn triple(photograph: Photograph, [branch, detainee, examination]: [&str; 3]) -> Photograph {
    let fields = [
        (Field::Branch, branch, 0.97),
        (Field::Detainee, detainee, 0.96),
        (Field::Examination, examination, 0.95),
    ];
    read(photograph, &fields)
}

fn face(mut photograph: Photograph, who: f32) -> Photograph {
    let components: [f32; 128] =
        std::array::from_fn(|at| (at as f32 * who).sin() + 0.2 * (at as f32 * 0.3).cos());
    photograph.faces = vec![SeenFace { embedding: Embedding::of(&components).unwrap(), quality: 0.8 }];
    photograph
}

/// `people` series of four photographs, 20 s apart, with three minutes between people.
fn day(people: u32) -> Vec<Photograph> {
    let mut all = Vec::new();
    for person in 0..people {
        for view in 0..4 {
            let id = person * 4 + view;
            all.push(shot(id, "15.03.2012_عسكرية", id + 1, person * 240 + view * 20));
        }
    }
    all
}

fn ids(candidates: &Candidates) -> Vec<Vec<u32>> {
    candidates.groups.iter().map(|group| group.members.iter().map(|member| member.id).collect()).collect()
}

#[test]
fn a_photographer_works_through_one_body_after_another() {
    let candidates = group(&day(3));
    assert_eq!(ids(&candidates), [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]);
    let first = &candidates.groups[1];
    assert_eq!((first.name, first.person_seen), (4, false));
    assert_eq!(first.members[0].hangs_on, None);
    assert_eq!(first.members[1].hangs_on, Some(4));
    assert_eq!(first.members[1].reasons, [Reason::SecondsAfter(20), Reason::NextInSequence(1)]);
    assert!(first.members.iter().all(|member| (0.5..=0.99).contains(&member.probability)));
}

#[test]
fn the_same_numbers_on_another_day_join_and_give_the_reason() {
    let mut all = day(2);
    all[2] = triple(all[2].clone(), ["215", "4471", "1180"]);
    let other = Photograph {
        places: vec![place("منشور/12.jpg")],
        camera: None,
        taken_at: None,
        ..triple(shot(99, "", 1, 0), ["215", "4471", "1180"])
    };
    all.push(other);
    let candidates = group(&all);
    assert_eq!(ids(&candidates), [vec![0, 1, 2, 3, 99], vec![4, 5, 6, 7]]);
    let last = candidates.groups[0].members.last().unwrap();
    let numbers = [(Field::Branch, "215"), (Field::Detainee, "4471"), (Field::Examination, "1180")];
    let numbers = numbers.map(|(field, number)| (field, number.to_owned())).to_vec();
    assert_eq!((last.hangs_on, &last.reasons[..]), (Some(2), &[Reason::SameNumbers(numbers.clone())][..]));
    assert_eq!(candidates.groups[0].numbers, numbers);
}

#[test]
fn one_rare_number_is_not_enough_on_another_day() {
    let one = read(shot(0, "a", 1, 0), &[(Field::Branch, "215", 0.98), (Field::Detainee, "4471", 0.98)]);
    let two = Photograph { taken_at: Some("2012-09-15T09:00:00".into()), ..one.clone() };
    let two = Photograph { id: 1, places: vec![place("b/DSC_0044.JPG")], ..two };
    assert!(group(&[one, two]).groups.is_empty());
}

#[test]
fn readable_different_numbers_forbid_and_are_told() {
    let mut all = day(1);
    all[1] = triple(all[1].clone(), ["215", "4471", "1180"]);
    all[2] = triple(all[2].clone(), ["215", "4472", "1181"]);
    let candidates = group(&all);
    let of = |id: u32| ids(&candidates).iter().position(|group| group.contains(&id));
    assert_ne!(of(1), of(2));
    let conflict = &candidates.conflicts[0];
    assert_eq!((conflict.one.0, conflict.two.0, conflict.field), (1, 2, Field::Detainee));
    assert_eq!((conflict.one.1.as_str(), conflict.two.1.as_str()), ("4471", "4472"));
}

#[test]
fn an_unsure_misreading_does_not_forbid() {
    let mut all = day(1);
    all[1] = triple(all[1].clone(), ["215", "4471", "1180"]);
    all[2] = read(all[2].clone(), &[(Field::Branch, "215", 0.97), (Field::Detainee, "4477", 0.55)]);
    assert_eq!(ids(&group(&all)), [[0, 1, 2, 3]]);
}

#[test]
fn two_cards_in_one_photograph_join_nothing_and_are_told() {
    let mut all = day(1);
    let two = [(Field::Examination, "88", 0.95), (Field::Examination, "89", 0.96)];
    all[1] = read(all[1].clone(), &two);
    let candidates = group(&all);
    assert_eq!(ids(&candidates), [[0, 2, 3]]);
    assert_eq!((candidates.conflicts[0].one.0, candidates.conflicts[0].two.0), (1, 1));
}

#[test]
fn a_photograph_between_two_people_does_not_chain_them() {
    let mut all = day(2);
    // The last of the first person and nothing else lost its EXIF.
    let lost = |all: &mut Vec<Photograph>, at: usize| {
        all[at].camera = None;
        all[at].taken_at = None;
    };
    lost(&mut all, 3);
    assert_eq!(ids(&group(&all)), [vec![0, 1, 2], vec![4, 5, 6, 7]]);
    // In the middle of one person's series it is enclosed.
    let mut all = day(2);
    lost(&mut all, 5);
    assert_eq!(ids(&group(&all)), [[0, 1, 2, 3], [4, 5, 6, 7]]);
    // A face decides.
    let mut all = day(2);
    lost(&mut all, 3);
    all[1] = face(all[1].clone(), 0.7);
    all[3] = face(all[3].clone(), 0.7);
    let candidates = group(&all);
    assert_eq!(ids(&candidates), [[0, 1, 2, 3], [4, 5, 6, 7]]);
    assert!(candidates.groups[0].members[3].reasons.contains(&Reason::SameFace));
    assert!(candidates.groups[0].person_seen);
}

#[test]
fn a_reset_clock_does_not_join_two_days() {
    let reset = |id, folder: &str, day: &str| Photograph {
        taken_at: Some("2008-01-01T00:10:00".into()),
        day: Some(day.into()),
        ..shot(id, folder, 1, 0)
    };
    let all = [reset(0, "15.03.2012_عسكرية", "2012-03-15"), reset(1, "16.04.2012_عسكرية", "2012-04-16")];
    assert!(group(&all).groups.is_empty());
    // Not even where the faces are alike; if no folder tells a day, they would be enough.
    let mut alike = all.map(|one| face(one, 0.7));
    assert!(group(&alike).groups.is_empty());
    alike[1].day = None;
    assert_eq!(ids(&group(&alike)), [[0, 1]]);
}

#[test]
fn copies_go_with_their_picture() {
    let mut all = day(2);
    all[5].copies = Some(7);
    all.push(Photograph {
        id: 50,
        places: vec![place("منشور/2012/x.jpg")],
        copies: Some(7),
        ..Photograph::default()
    });
    let candidates = group(&all);
    assert_eq!(ids(&candidates)[1], [4, 5, 6, 7, 50]);
    let copy = candidates.groups[1].members.last().unwrap();
    assert_eq!((copy.hangs_on, copy.reasons.as_slice()), (Some(5), [Reason::CopyOf].as_slice()));
}

#[test]
fn adding_a_photograph_leaves_other_groups_as_they_are() {
    let mut all = day(40);
    for at in (2..all.len()).step_by(4) {
        let examination = (1_000 + at).to_string();
        all[at] = triple(all[at].clone(), ["215", &(2_000 + at).to_string(), &examination]);
    }
    let before = group(&all);
    // One more of the twentieth person, with its card.
    let more = Photograph { camera: None, taken_at: None, ..shot(9_000, "other", 1, 0) };
    all.push(triple(more, ["215", "2078", "1078"]));
    let after = group(&all);
    for (one, two) in before.groups.iter().zip(&after.groups) {
        if one.name == 76 {
            assert_eq!(two.members.len(), one.members.len() + 1);
            assert_eq!(two.name, one.name);
        } else {
            assert_eq!(one, two);
        }
    }
    assert_eq!(before.groups.len(), after.groups.len());
}

/// Anything that a leak may hold, small enough to collide often.
fn any_photograph() -> impl Strategy<Value = Photograph> {
    let number = prop_oneof![Just("1"), Just("88"), Just("4471"), Just("4472"), Just("ج"), Just("x")];
    let field = prop_oneof![
        Just(Field::Branch),
        Just(Field::Detainee),
        Just(Field::Examination),
        Just(Field::Unknown)
    ];
    let numbers = proptest::collection::vec((field, number, 0.0f32..1.0), 0..4);
    let time = proptest::option::of(0u32..400);
    (0u32..60, 0u32..3, 0u32..40, time, numbers, proptest::option::of(0u32..4), proptest::option::of(0u8..4))
        .prop_map(|(id, folder, counter, time, numbers, copies, who)| {
            let mut one = read(shot(id, &format!("f{folder}"), counter, time.unwrap_or(0)), &numbers);
            one.copies = copies;
            if time.is_none() {
                one.taken_at = None;
                one.camera = None;
            }
            who.map_or(one.clone(), |who| face(one, 0.3 + f32::from(who)))
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_the_input_does_not_matter(
        all in proptest::collection::vec(any_photograph(), 0..50),
        turn in 0usize..50,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let all: Vec<Photograph> = all.into_iter().filter(|one| seen.insert(one.id)).collect();
        let before = group(&all);
        let mut turned: Vec<Photograph> = all.clone();
        turned.reverse();
        let at = turn % turned.len().max(1);
        turned.rotate_left(at);
        prop_assert_eq!(before, group(&turned));
    }

    #[test]
    fn every_group_is_sound(all in proptest::collection::vec(any_photograph(), 0..50)) {
        let candidates = group(&all);
        let mut seen = std::collections::BTreeSet::new();
        for group in &candidates.groups {
            prop_assert!(group.members.len() > 1);
            prop_assert_eq!(group.name, group.members[0].id);
            let mut numbers = std::collections::BTreeMap::new();
            for (at, member) in group.members.iter().enumerate() {
                prop_assert!(seen.insert(member.id), "in two groups");
                prop_assert_eq!(member.hangs_on.is_none(), at == 0);
                prop_assert!(member.probability > 0.0 && member.probability <= 0.99);
                prop_assert!(member.hangs_on.is_none_or(|on| group.members.iter().any(|other| other.id == on)));
                let one = all.iter().find(|one| one.id == member.id).unwrap();
                for reading in one.readings.iter().filter(|reading| reading.probability >= 0.9) {
                    let number = reading.number.as_deref().unwrap();
                    if reading.field != Field::Unknown && number != "x" {
                        let kept = *numbers.entry(reading.field).or_insert(number);
                        prop_assert_eq!(kept, number, "two readable numbers in one group");
                    }
                }
            }
        }
    }
}

#[test]
fn a_film_in_single_frames_is_one_group_in_no_time() {
    let frame = |id: u32| read(shot(id, "film", id, 20_000 - id), &[(Field::Examination, "88", 0.99)]);
    let all: Vec<Photograph> = (0..20_000).map(frame).collect();
    let candidates = group(&all);
    assert_eq!(candidates.groups.len(), 1);
    assert_eq!(candidates.groups[0].members.len(), 20_000);
}

#[test]
fn hostile_input_is_taken_as_it_is() {
    let long = "9".repeat(400);
    let hostile = Photograph {
        id: u32::MAX,
        places: vec![
            place(&format!("{long}/{long}.JPG")),
            place(""),
            place("///"),
            place("IMG (2).JPG"),
            place("(2)"),
        ],
        camera: Some(String::new()),
        taken_at: Some("9999-99-99T99:99:99".into()),
        ..Photograph::default()
    };
    let strange =
        read(hostile.clone(), &[(Field::Detainee, &long, 1.0), (Field::Branch, "\u{202e}", f32::INFINITY)]);
    let twice = [hostile.clone(), Photograph { id: 1, ..strange }, hostile];
    assert!(group(&twice).groups.len() <= 1);
    assert_eq!(group(&[]), Candidates::default());
}
