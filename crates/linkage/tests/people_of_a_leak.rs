//! The grouping by people on a small leak that no weight was fitted on.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says what failed by panicking")]

#[path = "../examples/people/simulate.rs"]
#[allow(dead_code, reason = "the program beside it reads more")]
mod simulate;

use std::collections::BTreeMap;

use amana_linkage::people::{BCubed, group};
use amana_testkit::leak::{LeakOptions, Truth, generate};
use simulate::{Habits, simulate};

fn measured(truth: &Truth, habits: Habits) -> (BCubed, usize) {
    let leak = simulate(truth, habits, 3);
    let candidates = group(&leak.photographs);
    let mut of: BTreeMap<u32, i64> =
        leak.photographs.iter().map(|one| (one.id, -1 - i64::from(one.id))).collect();
    let mut mixed = 0;
    for group in &candidates.groups {
        let numbers = |field: usize| {
            let all =
                group.members.iter().filter_map(|one| leak.shown[one.id as usize].numbers[field].as_deref());
            all.collect::<std::collections::BTreeSet<_>>().len()
        };
        mixed += usize::from((0..3).any(|field| numbers(field) > 1));
        group.members.iter().for_each(|member| *of.get_mut(&member.id).unwrap() = i64::from(group.name));
    }
    let told: Vec<_> = of.iter().map(|(id, group)| (*group, leak.shown[*id as usize].person)).collect();
    (BCubed::of(&told).unwrap(), mixed)
}

#[test]
fn people_of_a_leak_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let (deposit, truth) = (folder.path().join("leak"), folder.path().join("truth.json"));
    let options = LeakOptions { photographs: 400, seed: 2_207, ..LeakOptions::default() };
    generate(&options, &deposit, &truth, &|_, _| {}).unwrap();
    let truth = Truth::read(&truth).unwrap();
    for (faces, readings) in [(true, true), (false, true), (true, false), (false, false)] {
        let (bcubed, mixed) = measured(&truth, Habits { faces, readings, ..Habits::default() });
        assert!(
            bcubed.f1() >= 0.97 && bcubed.precision >= 0.99,
            "{bcubed:?}, faces {faces}, readings {readings}"
        );
        assert_eq!(mixed, 0, "faces {faces}, readings {readings}");
    }
}
