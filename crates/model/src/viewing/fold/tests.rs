//! Viewings as acts add up: few at a time, answered before the next, paused and stopped at any moment.

use proptest::prelude::*;

use super::super::ViewingOrder;
use super::*;
use crate::SealedName;

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

fn faces(of: std::ops::Range<u32>) -> Vec<PlannedFace> {
    of.map(|n| PlannedFace { individual: format!("i{n}").parse().unwrap(), look_alike: n % 3 == 2 }).collect()
}

fn protocol(at_once: u32, pause_after: u32) -> ViewingProtocol {
    ViewingProtocol { at_once, pause_after, order: ViewingOrder::Given }
}

fn planned(protocol: ViewingProtocol, of: std::ops::Range<u32>) -> Act {
    Act::ViewingPlanned(ViewingPlanned { viewing: id(), protocol, faces: faces(of) })
}

fn shown(place: u32, step: ViewingStep) -> Act {
    Act::ViewingShown(ViewingShown {
        viewing: id(),
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

#[test]
fn a_plan_seeks_somebody_once_and_is_never_of_look_alikes_alone() {
    let viewing = fold(&[begun(), planned(protocol(2, 4), 0..2)]);
    let plan = |of| viewing.may_plan(&protocol(2, 4), &faces(of));
    assert_eq!(plan(2..5), Ok(()));
    assert_eq!(plan(1..3), Err(NotViewed::Plan), "one of them is planned already");
    assert_eq!(plan(2..3), Err(NotViewed::Plan), "a look-alike alone");
    assert_eq!(plan(3..3), Err(NotViewed::Plan));
    assert_eq!(viewing.may_plan(&protocol(3, 4), &faces(3..5)), Err(NotViewed::Plan));
    let twice = [faces(3..4), faces(3..4)].concat();
    assert_eq!(viewing.may_plan(&protocol(2, 4), &twice), Err(NotViewed::Plan));
}

fn any_act() -> impl Strategy<Value = Act> {
    let answer = proptest::sample::select(ViewingAnswer::ALL.to_vec());
    let step = proptest::sample::select(ViewingStep::ALL.to_vec());
    prop_oneof![
        (1u32..5, 4u32..8, 0u32..3).prop_map(|(at_once, pause, of)| planned(protocol(at_once, pause), 0..of)),
        (0u32..8, step).prop_map(|(place, step)| shown(place, step)),
        (0u32..8, answer).prop_map(|(place, answer)| answered(place, answer)),
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
        prop_assert!(viewing.at_hand().len() <= viewing.protocol.at_once as usize);
    }
}
