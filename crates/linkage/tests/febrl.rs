//! FEBRL 4, a list and its copy with slips, linked without any pair that is known.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a test says what failed by panicking, and each takes of the lists what it needs"
)]

mod lists;

use amana_linkage::records::{How, guess, link};

#[test]
fn febrl_4_is_linked_without_supervision() {
    let (Some((headings, left)), Some((others, right))) =
        (lists::febrl("dataset4a"), lists::febrl("dataset4b"))
    else {
        return;
    };
    let guess = guess((&headings, &left), Some((&others, &right)));
    let linked = link(&left, Some(&right), &guess.columns, &How::default()).unwrap();
    let of = |row: &[String]| row[0].split('-').nth(1).unwrap().to_owned();
    let score =
        lists::score(&linked, 5_000, |pair| of(&left[pair.left as usize]) == of(&right[pair.right as usize]));
    eprintln!("{score:?}, {} compared", linked.compared);
    assert!(score.f1 >= 0.998, "{score:?}");
}
