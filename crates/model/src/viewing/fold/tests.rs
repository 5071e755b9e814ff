//! Viewings as acts add up: few at a time, answered before the next, paused and stopped at any moment.

use proptest::prelude::*;

use super::super::ViewingOrder;
use super::*;
use crate::{Decision, FacePlace, Region, SealedName};

fn words() -> SealedStatement {
    SealedStatement { sealed: SealedName([1; 32]), digest: Digest([1; 32]) }
}

fn id() -> ViewingId {
    "v1".parse().unwrap()
}

fn begun() -> Act {
    let report = "m1".parse().unwrap();
    Act::ViewingBegun(ViewingBegun { viewing: id(), report, language: "ar".into(), description: words() })
}

fn faces(of: Range<u32>) -> Vec<PlannedFace> {
    let planned = |(individual, look_alike)| {
        let face = FacePlace::drawn(&Region { left: 1, top: 1, width: 20, height: 30 });
        PlannedFace { individual, look_alike, photograph: Digest([2; 32]), face }
    };
    named(of).into_iter().map(planned).collect()
}

fn named(of: Range<u32>) -> Vec<(IndividualId, bool)> {
    of.map(|n| (format!("i{n}").parse().unwrap(), n % 3 == 2)).collect()
}

fn protocol(at_once: u32, pause_after: u32) -> ViewingProtocol {
    ViewingProtocol { at_once, pause_after, order: ViewingOrder::Given }
}

fn planned(protocol: ViewingProtocol, of: Range<u32>) -> Act {
    Act::ViewingPlanned(ViewingPlanned { viewing: id(), protocol, faces: faces(of) })
}

fn shown(place: u32, step: ViewingStep) -> Act {
    Act::ViewingShown(ViewingShown {
        viewing: id(),
        account: "a1".parse().unwrap(),
        place,
        individual: format!("i{place}").parse().unwrap(),
        photograph: Digest([2; 32]),
        picture: Digest([3; 32]),
        step,
        reason: None,
    })
}

fn answered(place: u32, answer: ViewingAnswer) -> Act {
    Act::ViewingAnswered(ViewingAnswered { viewing: id(), place, answer, features: None })
}

fn turned(turn: ViewingTurn) -> Act {
    Act::ViewingTurned { viewing: id(), turn }
}

fn fold(acts: &[Act]) -> Viewing {
    let viewings = Viewings::of((0..).zip(acts).map(|(entry, act)| (entry, UtcTime::EPOCH, "samar", act)));
    viewings.get(&id()).unwrap().clone()
}

#[test]
fn faces_come_a_few_at_a_time_and_a_pause_comes_before_too_many() {
    let mut acts = vec![begun()];
    assert_eq!(fold(&acts).next(), WhatNext::Plan);
    acts.push(planned(protocol(2, 4), 0..5));
    assert_eq!((fold(&acts).next(), fold(&acts).at_hand()), (WhatNext::Show, 0..2));
    acts.extend([shown(0, ViewingStep::Face), shown(1, ViewingStep::Face)]);
    assert_eq!(fold(&acts).next(), WhatNext::Answer);
    assert!(fold(&acts).is_before_them(1) && !fold(&acts).is_before_them(2));
    assert_eq!(fold(&acts).may_answer(2), Err(NotViewed::Order), "nobody answers what was not shown");
    acts.push(answered(0, ViewingAnswer::NotThem));
    assert_eq!((fold(&acts).next(), fold(&acts).at_hand()), (WhatNext::Answer, 0..2));
    acts.push(answered(1, ViewingAnswer::Possibly));
    assert_eq!((fold(&acts).next(), fold(&acts).at_hand()), (WhatNext::Show, 2..4));
    acts.extend([shown(2, ViewingStep::Face), shown(3, ViewingStep::Face)]);
    acts.extend([answered(2, ViewingAnswer::NotSure), answered(3, ViewingAnswer::NotThem)]);
    assert_eq!(fold(&acts).next(), WhatNext::Rest);
    assert_eq!(fold(&acts).may_turn(ViewingTurn::Resumed), Ok(()));
    acts.push(turned(ViewingTurn::Resumed));
    assert_eq!((fold(&acts).next(), fold(&acts).at_hand()), (WhatNext::Show, 4..5));
    acts.extend([shown(4, ViewingStep::Face), answered(4, ViewingAnswer::Surely)]);
    assert_eq!(fold(&acts).next(), WhatNext::Done);
    acts.push(turned(ViewingTurn::Ended));
    assert_eq!((fold(&acts).next(), fold(&acts).may_answer(4)), (WhatNext::Closed, Err(NotViewed::Closed)));
}

#[test]
fn pause_and_stop_take_everything_off_the_page_and_it_goes_on_another_day() {
    let mut acts = vec![begun(), planned(protocol(1, 3), 0..2), shown(0, ViewingStep::Face)];
    acts.push(turned(ViewingTurn::Paused));
    assert!(!fold(&acts).is_before_them(0));
    assert_eq!(fold(&acts).next(), WhatNext::Rest);
    acts.push(turned(ViewingTurn::Stopped));
    assert_eq!(
        (fold(&acts).next(), fold(&acts).may_turn(ViewingTurn::Paused)),
        (WhatNext::Closed, Err(NotViewed::Order))
    );
    acts.push(turned(ViewingTurn::Resumed));
    assert!(fold(&acts).is_before_them(0), "where it was left");
}

#[test]
fn more_than_the_face_is_shown_step_by_step_and_for_a_reason() {
    let mut acts = vec![begun(), planned(protocol(1, 3), 0..2)];
    assert_eq!(fold(&acts).may_widen(0, ViewingStep::Head, "they ask"), Err(NotViewed::Order));
    acts.push(shown(0, ViewingStep::Face));
    let viewing = fold(&acts);
    assert_eq!(viewing.may_widen(0, ViewingStep::Whole, "they ask"), Err(NotViewed::Order));
    assert_eq!(viewing.may_widen(0, ViewingStep::Head, " "), Err(NotViewed::Why));
    assert_eq!(viewing.may_widen(0, ViewingStep::Face, "they ask"), Err(NotViewed::Order));
    assert_eq!(viewing.may_widen(1, ViewingStep::Head, "they ask"), Err(NotViewed::Order));
    assert_eq!(viewing.may_widen(0, ViewingStep::Head, "they ask"), Ok(()));
    acts.push(shown(0, ViewingStep::Head));
    assert_eq!(fold(&acts).may_widen(0, ViewingStep::Whole, "they ask"), Ok(()));
    assert_eq!(fold(&acts).since_pause, 1, "one face");
}

fn people(decisions: &[Decision]) -> People {
    People::of(&(0..).zip(decisions.iter().cloned()).collect::<Vec<_>>())
}

#[test]
fn a_plan_seeks_somebody_once_and_is_never_of_look_alikes_alone() {
    let viewing = fold(&[begun(), planned(protocol(2, 4), 0..2)]);
    let nobody = people(&[]);
    let plan = |named: &[(IndividualId, bool)]| viewing.may_plan(&protocol(3, 4), named, &nobody);
    assert_eq!(plan(&named(2..5)), Ok(()));
    assert_eq!(plan(&named(1..3)), Err(NotViewed::Plan), "one of them is planned already");
    assert_eq!(plan(&named(2..3)), Err(NotViewed::Plan), "a look-alike alone");
    assert_eq!(plan(&named(3..3)), Err(NotViewed::Plan));
    assert_eq!(plan(&[named(3..4), named(3..4)].concat()), Err(NotViewed::Plan));
    let id = |n: u32| format!("i{n}").parse().unwrap();
    let merged = people(&[
        Decision::Together { individual: id(0), photographs: vec![Digest([1; 32])], candidate: None },
        Decision::Together { individual: id(9), photographs: vec![Digest([2; 32])], candidate: None },
        Decision::Merged { into: id(9), from: id(0) },
    ]);
    let again = viewing.may_plan(&protocol(2, 4), &named(9..10), &merged);
    assert_eq!(again, Err(NotViewed::Plan), "whoever was merged into somebody planned is planned");
}

#[test]
fn groups_are_those_of_one_plan_and_a_pause_comes_exactly_when_it_is_due() {
    let mut acts = vec![begun(), planned(protocol(2, 3), 0..5), planned(protocol(4, 4), 5..8)];
    let mut groups = Vec::new();
    let mut place = 0;
    while place < 8 {
        match fold(&acts).next() {
            WhatNext::Rest => {
                groups.push(0);
                acts.push(turned(ViewingTurn::Resumed));
            }
            WhatNext::Show => {
                let next = fold(&acts).to_show();
                groups.push(next.len());
                for one in next {
                    acts.push(shown(one as u32, ViewingStep::Face));
                    acts.push(answered(one as u32, ViewingAnswer::NotSure));
                    place += 1;
                }
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(groups, [2, 1, 0, 2, 0, 3], "three until a pause, and two plans in no group");
}

#[test]
fn a_face_that_cannot_be_made_holds_nobody_up() {
    let mut acts = vec![begun(), planned(protocol(2, 4), 0..3)];
    let passed = |place| Act::ViewingPassedOver { viewing: id(), place };
    acts.extend([shown(0, ViewingStep::Face), passed(1)]);
    assert!(fold(&acts).is_before_them(0) && !fold(&acts).is_before_them(1));
    assert_eq!(fold(&acts).may_answer(1), Err(NotViewed::Order), "nobody answers what was not shown");
    acts.push(answered(0, ViewingAnswer::NotThem));
    assert_eq!((fold(&acts).next(), fold(&acts).to_show()), (WhatNext::Show, vec![2]));
    acts.push(shown(2, ViewingStep::Face));
    acts.push(passed(2));
    assert_eq!(fold(&acts).next(), WhatNext::Done, "shown, and not to be shown again");
}

#[test]
fn who_answers_again_and_names_nothing_takes_back_no_word() {
    let mut acts = vec![begun(), planned(protocol(2, 4), 0..2), shown(0, ViewingStep::Face)];
    let features = Some(words());
    let said = ViewingAnswered { viewing: id(), place: 0, answer: ViewingAnswer::Possibly, features };
    acts.extend([Act::ViewingAnswered(said), answered(0, ViewingAnswer::NotThem)]);
    let answer = fold(&acts).faces[0].answer.clone().unwrap();
    assert_eq!((answer.answer, answer.features), (ViewingAnswer::NotThem, Some(words())));
}

#[test]
fn nothing_is_planned_shown_or_answered_once_everything_was_erased() {
    let mut acts = vec![begun(), planned(protocol(1, 4), 0..2), shown(0, ViewingStep::Face)];
    let erased = |report: &str| Act::StatementsErased {
        report: report.parse().unwrap(),
        sealed: vec![words().sealed],
        order: "a wish".into(),
    };
    acts.push(erased("m2"));
    assert!(fold(&acts).is_before_them(0), "another family's wish");
    acts.push(erased("m1"));
    let viewing = fold(&acts);
    assert!(!viewing.is_before_them(0));
    assert_eq!(viewing.next(), WhatNext::Closed);
    assert_eq!(viewing.before_them(0), Err(NotViewed::Erased));
    assert_eq!(viewing.may_show(), Err(NotViewed::Erased));
    assert_eq!(viewing.may_answer(0), Err(NotViewed::Erased));
    assert_eq!(viewing.may_widen(0, ViewingStep::Head, "they ask"), Err(NotViewed::Erased));
    assert_eq!(viewing.may_plan(&protocol(1, 4), &named(3..4), &people(&[])), Err(NotViewed::Erased));
    assert!(viewing.may_preview(0).is_err());
}

fn any_act() -> impl Strategy<Value = Act> {
    let answer = proptest::sample::select(ViewingAnswer::ALL.to_vec());
    let step = proptest::sample::select(ViewingStep::ALL.to_vec());
    prop_oneof![
        (1u32..5, 4u32..8, 0u32..3).prop_map(|(at_once, pause, of)| planned(protocol(at_once, pause), 0..of)),
        (0u32..8, step).prop_map(|(place, step)| shown(place, step)),
        (0u32..8, answer).prop_map(|(place, answer)| answered(place, answer)),
        (0u32..8).prop_map(|place| Act::ViewingPassedOver { viewing: id(), place }),
        proptest::sample::select(ViewingTurn::ALL.to_vec()).prop_map(turned),
    ]
}

proptest! {
    #[test]
    fn whatever_happened_only_what_was_shown_is_before_a_family(
        acts in proptest::collection::vec(any_act(), 0..40)
    ) {
        let viewing = fold(&std::iter::once(begun()).chain(acts).collect::<Vec<_>>());
        for place in 0..viewing.faces.len() + 2 {
            if viewing.is_before_them(place) {
                prop_assert!(!viewing.faces[place].shown.is_empty());
                prop_assert_eq!(viewing.state, ViewingState::Running);
            }
        }
        prop_assert!(viewing.at_hand().len() <= 4);
    }

    /// Whatever is planned later takes no face away, and brings none before them.
    #[test]
    fn a_plan_changes_nothing_of_what_is_before_a_family(
        acts in proptest::collection::vec(any_act(), 0..40),
        (at_once, pause, of) in (0u32..6, 0u32..8, 0u32..6),
    ) {
        let mut acts: Vec<Act> = std::iter::once(begun()).chain(acts).collect();
        let before = |acts: &[Act]| (0..60).map(|place| fold(acts).is_before_them(place)).collect::<Vec<_>>();
        let then = before(&acts);
        acts.push(planned(protocol(at_once, pause), 0..of));
        prop_assert_eq!(before(&acts), then);
    }

    /// However it goes, no more faces come between two pauses than the plan says, and it comes to an end.
    #[test]
    fn a_pause_is_never_late_and_every_viewing_ends(
        plans in proptest::collection::vec((1u32..5, 4u32..9, 1u32..9, any::<bool>()), 1..4)
    ) {
        let mut acts = vec![begun()];
        acts.extend(plans.iter().map(|(at_once, pause, of, _)| planned(protocol(*at_once, *pause), 0..*of)));
        let most = plans.iter().map(|(_, pause, _, _)| *pause).max().unwrap();
        for _ in 0..120 {
            let viewing = fold(&acts);
            prop_assert!(viewing.since_pause <= most);
            match viewing.next() {
                WhatNext::Done => return Ok(()),
                WhatNext::Rest => acts.push(turned(ViewingTurn::Resumed)),
                _ => for place in viewing.to_show() {
                    acts.push(shown(place as u32, ViewingStep::Face));
                    acts.push(answered(place as u32, ViewingAnswer::NotThem));
                },
            }
        }
        prop_assert!(false, "it goes on for ever");
    }
}
