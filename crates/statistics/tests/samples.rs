//! Samples: drawn as in another language, each unit as likely as it says, sizes that add up.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says what failed by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use amana_statistics::samples::{
    Frame, Sample, SampleError, Unit, allocation, clusters, simple, stratified, systematic,
};
use proptest::prelude::*;

/// Twenty people; twelve of one branch, five of another, three of a third.
fn frame() -> Frame {
    let label = |at| match at {
        1..=12 => "north",
        13..=17 => "جنوب",
        _ => "west",
    };
    Frame::new((1..=20).map(|at| Unit { id: format!("p{at:02}"), label: Some(label(at).into()) }).collect())
        .unwrap()
}

fn ids(sample: &Sample) -> Vec<&str> {
    sample.units.iter().map(|unit| unit.id.as_str()).collect()
}

fn sizes(of: &[(&str, usize)]) -> BTreeMap<String, usize> {
    of.iter().map(|(label, size)| ((*label).to_owned(), *size)).collect()
}

const SEED: &str = "checkpoint 4711";

#[test]
fn drawn_as_python_draws_it() {
    // hashlib and sorted(), by the rule of the module's documentation.
    let drawn = simple(&frame(), SEED, 6).unwrap();
    assert_eq!(ids(&drawn), ["p04", "p14", "p17", "p09", "p10", "p01"]);
    assert_eq!(drawn.units[0].probability, 0.3);
    let drawn = stratified(&frame(), SEED, &sizes(&[("west", 1), ("north", 3), ("جنوب", 2)])).unwrap();
    assert_eq!(ids(&drawn), ["p04", "p09", "p10", "p19", "p14", "p17"]);
    assert_eq!(drawn.units[3].probability, 1.0 / 3.0);
    let drawn = systematic(&frame(), SEED, 6).unwrap();
    assert_eq!(ids(&drawn), ["p02", "p05", "p08", "p12", "p15", "p18"]);
    let drawn = clusters(&frame(), SEED, 2).unwrap();
    assert_eq!((drawn.units.len(), drawn.units[12].id.as_str()), (17, "p13"));
    assert_eq!(drawn.units[0].probability, 2.0 / 3.0);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let frame = frame();
    assert_eq!(Frame::new(Vec::new()), Err(SampleError::EmptyFrame));
    assert_eq!(Frame::of_ids(["a", ""]), Err(SampleError::NoId(2)));
    assert_eq!(Frame::of_ids(["a", "b", "a"]), Err(SampleError::Twice("a".into())));
    assert_eq!(simple(&frame, "", 1), Err(SampleError::Seed));
    assert_eq!(simple(&frame, "a\0b", 1), Err(SampleError::Seed));
    assert_eq!(simple(&frame, SEED, 0), Err(SampleError::Nothing));
    assert_eq!(systematic(&frame, SEED, 21), Err(SampleError::TooMany { asked: 21, there: 20 }));
    assert_eq!(clusters(&frame, SEED, 4), Err(SampleError::TooMany { asked: 4, there: 3 }));
    let of = |strata: &[(&str, usize)]| stratified(&frame, SEED, &sizes(strata)).unwrap_err();
    assert_eq!(of(&[("east", 1)]), SampleError::UnknownLabel("east".into()));
    assert_eq!(of(&[("west", 4)]), SampleError::TooMany { asked: 4, there: 3 });
    assert_eq!(
        of(&[("west", usize::MAX), ("north", 2)]),
        SampleError::TooMany { asked: usize::MAX, there: 20 }
    );
    assert_eq!(of(&[("west", 0)]), SampleError::Nothing);
    let bare = Frame::of_ids(["a", "b"]).unwrap();
    assert_eq!(clusters(&bare, SEED, 1), Err(SampleError::NoLabel("a".into())));
}

#[test]
fn sizes_by_hand() {
    let strata = sizes(&[("215", 3556), ("227", 2047), ("216", 297), ("235", 128)]);
    // 3556/6028 · 150 = 88.49, 50.94, 7.39, 3.19: the rests give one to 227.
    let proportional = allocation::proportional(&strata, 150, 0).unwrap();
    assert_eq!(proportional, sizes(&[("215", 89), ("227", 51), ("216", 7), ("235", 3)]));
    // 30 each of the two small ones; 90 are left in the proportion 3556 to 2047.
    let at_least = allocation::proportional(&strata, 150, 30).unwrap();
    assert_eq!(at_least, sizes(&[("215", 57), ("227", 33), ("216", 30), ("235", 30)]));
    let equal = allocation::equal(&strata, 800).unwrap();
    assert_eq!(equal, sizes(&[("215", 224), ("227", 224), ("216", 224), ("235", 128)]));
    // Cochran 1977: n_h in the proportion N_h S_h. 100 · 10, 200 · 5, 50 · 40 = 1 : 1 : 2.
    let strata = sizes(&[("a", 100), ("b", 200), ("c", 50)]);
    let spreads = [("a", 10.0), ("b", 5.0), ("c", 40.0)].map(|(label, s)| (label.to_owned(), s)).into();
    assert_eq!(
        allocation::neyman(&strata, &spreads, 40, 2).unwrap(),
        sizes(&[("a", 10), ("b", 10), ("c", 20)])
    );
    // No more than there are: what is too much goes to the others.
    assert_eq!(
        allocation::neyman(&strata, &spreads, 200, 2).unwrap(),
        sizes(&[("a", 75), ("b", 75), ("c", 50)])
    );
    let none = BTreeMap::new();
    assert_eq!(allocation::neyman(&strata, &none, 60, 2).unwrap(), sizes(&[("a", 20), ("b", 20), ("c", 20)]));
    let wrong = [("a".to_owned(), f64::NAN)].into();
    assert_eq!(allocation::neyman(&strata, &wrong, 60, 2), Err(SampleError::Spread("a".into())));
    assert_eq!(allocation::equal(&strata, 351), Err(SampleError::TooMany { asked: 351, there: 350 }));
    assert_eq!(allocation::proportional(&strata, 5, 2), Err(SampleError::TooMany { asked: 6, there: 5 }));
}

#[test]
fn each_unit_is_as_likely_as_any_other() {
    // 2,000 seeds, 6 of 20: each about 600 times, with a standard deviation of 20.5.
    let frame = frame();
    for draw in [simple, systematic] {
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        for seed in 0..2000 {
            let drawn = draw(&frame, &format!("seed {seed}"), 6).unwrap();
            drawn.units.into_iter().for_each(|unit| *times.entry(unit.id).or_default() += 1);
        }
        assert!(times.len() == 20 && times.values().all(|times| (500..700).contains(times)), "{times:?}");
    }
}

prop_compose! {
    fn strata()(sizes in prop::collection::btree_map("[a-f]{1,2}", 1..60_usize, 1..8)) -> BTreeMap<String, usize> {
        sizes
    }
}

proptest! {
    #[test]
    fn a_larger_sample_adds_to_a_smaller(seed in "[a-z]{1,8}", n in 1..20_usize) {
        let (small, large) = (simple(&frame(), &seed, n).unwrap(), simple(&frame(), &seed, n + 1).unwrap());
        prop_assert_eq!(&ids(&large)[..n], ids(&small));
    }

    #[test]
    fn the_order_of_the_frame_changes_no_draw_but_the_systematic(seed in "[a-z]{1,8}", n in 1..=20_usize) {
        let mut units = frame().units().to_vec();
        units.reverse();
        let reversed = Frame::new(units).unwrap();
        prop_assert_eq!(simple(&reversed, &seed, n).unwrap(), simple(&frame(), &seed, n).unwrap());
        let sizes = sizes(&[("north", n.min(12)), ("west", 1)]);
        prop_assert_eq!(
            stratified(&reversed, &seed, &sizes).unwrap(),
            stratified(&frame(), &seed, &sizes).unwrap()
        );
    }

    #[test]
    fn nothing_is_drawn_twice_and_nothing_from_elsewhere(seed in "[a-z]{1,8}", n in 1..=20_usize) {
        let frame = frame();
        for sample in [simple(&frame, &seed, n).unwrap(), systematic(&frame, &seed, n).unwrap()] {
            let drawn: BTreeSet<&str> = ids(&sample).into_iter().collect();
            prop_assert_eq!(drawn.len(), n);
            prop_assert!(drawn.iter().all(|id| frame.units().iter().any(|unit| unit.id == *id)));
        }
    }

    #[test]
    fn sizes_add_up_within_what_there_is(
        strata in strata(),
        share in 0.0..=1.0_f64,
        least in 0..5_usize,
        spreads in prop::collection::vec(prop_oneof![Just(0.0), 1e-6..1e6_f64], 8),
    ) {
        let all: usize = strata.values().sum();
        let needed: usize = strata.values().map(|there| least.min(*there)).sum();
        let size = (needed + (share * (all - needed) as f64) as usize).max(1);
        let spreads = strata.keys().cloned().zip(spreads).collect();
        for found in [
            allocation::proportional(&strata, size, least).unwrap(),
            allocation::neyman(&strata, &spreads, size, least).unwrap(),
        ] {
            prop_assert_eq!(found.values().sum::<usize>(), size);
            prop_assert!(found.iter().all(|(label, size)| *size <= strata[label] && *size >= least.min(strata[label])));
        }
        let equal = allocation::equal(&strata, size).unwrap();
        prop_assert_eq!(equal.values().sum::<usize>(), size);
        let full = |label: &String| equal[label] == strata[label];
        let open: Vec<usize> = equal.iter().filter(|(label, _)| !full(label)).map(|(_, size)| *size).collect();
        prop_assert!(open.iter().max().zip(open.iter().min()).is_none_or(|(most, least)| most - least <= 1));
    }

    #[test]
    fn proportional_is_within_one_of_the_exact_share(strata in strata(), n in 1..60_usize) {
        let all: usize = strata.values().sum();
        let size = n.min(all);
        let found = allocation::proportional(&strata, size, 0).unwrap();
        for (label, there) in &strata {
            prop_assert!((found[label] as f64 - (size * there) as f64 / all as f64).abs() < 1.0);
        }
    }
}
