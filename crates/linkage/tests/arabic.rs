//! Invented people in two lists, Arabic and Latin, with spellings, orders, gaps and slips, and with the truth.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a test says what failed by panicking, and each takes of the lists what it needs"
)]

mod lists;

use amana_linkage::records::{Column, How, Kind, Linked, Pair, link};
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
    // What was seen: 0.906, 0.989, 0.984, 0.994; of all pairs without blocks 0.981. The first is bounded by people of one name.
    for (count, one_to_one, whole, least) in [
        (1, true, 0, 0.88),
        (2, true, 0, 0.98),
        (3, false, 0, 0.97),
        (3, true, 0, 0.985),
        (3, false, 10_000_000, 0.97),
    ] {
        let how = How { one_to_one, whole, ..How::default() };
        let (linked, score) = linked(&lists, count, &how);
        let there = lists.in_both();
        eprintln!(
            "{count} columns, one to one {one_to_one}, {} compared, {there} there: {score:?}",
            linked.compared
        );
        assert!(score.f1 >= least, "{count} columns: {score:?}");
    }
}

#[test]
fn few_who_are_in_two_short_lists_are_found() {
    // What was seen of twenty pairs of lists each: missed 1, 1, 3, 5 and none; wrong 0, 0, 3, 6 and 1.
    for (rows, shared, most_missed, most_wrong) in
        [(3, 2, 4, 0), (30, 1, 3, 3), (30, 3, 7, 7), (100, 5, 10, 12), (30, 0, 0, 4)]
    {
        let (mut missed, mut wrong) = (0, 0);
        for seed in 0..20 {
            let lists = Lists::sharing(rows, shared, seed);
            let (linked, _) = linked(&lists, 2, &How::default());
            let is_one = |pair: &&Pair| {
                lists.left_people[pair.left as usize] == lists.right_people[pair.right as usize]
            };
            let right = linked.pairs.iter().filter(is_one).count();
            missed += shared - right;
            wrong += linked.pairs.len() - right;
        }
        assert!(
            missed <= most_missed && wrong <= most_wrong,
            "{rows} rows, {shared} in both: {missed} missed, {wrong} wrong"
        );
    }
}

#[test]
fn reasons_add_up_and_who_is_left_or_right_does_not_matter() {
    let lists = Lists::of(400, 3);
    let one = link(&lists.left, Some(&lists.right), &columns(3), &How::default()).unwrap();
    let two =
        link(&lists.right, Some(&lists.left), &columns(3), &How { threads: 1, ..How::default() }).unwrap();
    assert_eq!(one.pairs.len(), two.pairs.len());
    assert!(one.pairs.len() > 200);
    for pair in &one.pairs {
        let turned =
            two.pairs.iter().find(|other| (other.right, other.left) == (pair.left, pair.right)).unwrap();
        // Pairs at random are drawn from the other side, so the weights may differ a little.
        assert!((pair.bits - turned.bits).abs() < 1.0, "{pair:?} {turned:?}");
        let sum: f64 = one.reasons(pair).iter().map(|reason| reason.bits).sum();
        assert!((sum + one.before - f64::from(pair.bits)).abs() < 1e-3);
    }
}

#[test]
fn one_list_is_linked_with_itself() {
    let lists = Lists::of(600, 5);
    let both: Vec<Vec<String>> = lists.left.iter().chain(&lists.right).cloned().collect();
    let people: Vec<usize> = lists.left_people.iter().chain(&lists.right_people).copied().collect();
    let linked = link(&both, None, &columns(3), &How::default()).unwrap();
    assert!(linked.pairs.iter().all(|pair| pair.left < pair.right));
    let score = lists::score(&linked, lists.in_both(), |pair| {
        people[pair.left as usize] == people[pair.right as usize]
    });
    eprintln!("one list: {score:?}");
    assert!(score.f1 > 0.95, "{score:?}");
}

#[test]
fn what_is_too_common_is_told_and_not_dropped_in_silence() {
    let row = |name: &str| vec![name.to_owned(), String::new(), String::new()];
    let mut list = vec![row("محمد أحمد علي"); 300];
    list.extend((0..800).map(|at| {
        row(&format!(
            "سمير {}",
            "ابتثجحخدرزسشصضطعغفقكلمن".chars().cycle().skip(at).take(4).collect::<String>()
        ))
    }));
    let how = How { whole: 0, ..How::default() };
    let linked = link(&list, None, &columns(1), &how).unwrap();
    assert_eq!(linked.blocking.too_common_groups, 1, "{:?}", linked.blocking);
    let told = &linked.blocking.too_common[0];
    assert_eq!((told.left, told.right), (300, 300));
    assert_eq!(told.example, [("name".to_owned(), "محمد احمد علي".to_owned())]);
}

#[test]
fn what_cannot_be_linked_is_refused() {
    let rows = vec![vec!["أحمد".to_owned()], vec!["علي".to_owned()]];
    let none: &[Vec<String>] = &[];
    let how = How::default();
    let refused = |left: &[Vec<String>], right: Option<&[Vec<String>]>, columns: &[Column], how: &How| {
        link(left, right, columns, how).unwrap_err().to_string()
    };
    assert_eq!(refused(&rows, None, &[], &how), "there is no column to compare");
    assert_eq!(refused(&rows, None, &columns(2), &how), "column \"born\" is not in row 1 of the left list");
    assert_eq!(
        refused(none, None, &columns(1), &how),
        "there is nothing to compare: the left list has no records"
    );
    assert_eq!(
        refused(&rows, Some(none), &columns(1), &how),
        "there is nothing to compare: the right list has no records"
    );
    assert_eq!(
        refused(&rows[..1], None, &columns(1), &how),
        "there is nothing to compare: the list has one record only"
    );
    let empty = vec![vec!["?".to_owned()]; 2];
    assert_eq!(refused(&rows, Some(&empty), &columns(1), &how), "no column has values in both lists");
    assert_eq!(
        refused(&rows, None, &vec![columns(1)[0].clone(); 16], &how),
        "16 columns are to be compared, and 15 is the most"
    );
    let lone = How { threshold: f64::NAN, ..How::default() };
    assert_eq!(refused(&rows, None, &columns(1), &lone), "a probability lies between 0 and 1");
    let all = How { threshold: 0.0, most_pairs: 0, ..How::default() };
    assert_eq!(refused(&rows, None, &columns(1), &all), "more than 0 pairs reach the threshold");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cells_give_pairs_or_a_refusal(
        left in proptest::collection::vec(proptest::collection::vec("\\PC{0,20}|[0-9/-]{0,10}|(علي|محمد| ){0,4}", 3), 0..12),
        right in proptest::collection::vec(proptest::collection::vec("\\PC{0,20}|[0-9/-]{0,10}|(علي|محمد| ){0,4}", 3), 0..12),
        kinds in proptest::collection::vec(0..5_usize, 3),
        whole in prop_oneof![Just(0_u64), Just(1_000)],
        one_to_one: bool,
    ) {
        let all = [Kind::Name, Kind::Text, Kind::Date, Kind::Code, Kind::Number];
        let column = |(at, kind): (usize, &usize)| Column { name: "any".into(), kind: all[*kind], left: vec![at], right: vec![2 - at] };
        let columns: Vec<Column> = kinds.iter().enumerate().map(column).collect();
        let how = How { threshold: 0.0, whole, one_to_one, block: 4, ..How::default() };
        for right in [Some(&right[..]), None] {
            let Ok(linked) = link(&left, right, &columns, &how) else { continue };
            for pair in &linked.pairs {
                prop_assert!(pair.bits.is_finite() && (0.0..=1.0).contains(&pair.probability()));
                prop_assert!(linked.reasons(pair).iter().all(|reason| reason.bits.is_finite()));
            }
            let again = link(&left, right, &columns, &How { threads: 1, ..how.clone() }).unwrap();
            prop_assert_eq!(&again.pairs, &linked.pairs, "the same lists give the same pairs");
        }
    }
}

#[test]
fn two_of_one_name_are_told_apart_by_their_fathers() {
    let (given, families, fathers) = (
        ["محمد", "علي", "خالد", "سمر", "وليد"],
        ["الحسن", "البحري", "الزيتوني"],
        ["أحمد", "سمير", "يوسف", "عمر"],
    );
    let mut rows = Vec::new();
    for (one, name) in given.iter().enumerate() {
        for (two, family) in families.iter().enumerate() {
            for father in 0..2 {
                let father = fathers[(one + two + 2 * father) % fathers.len()];
                rows.push(vec![format!("{name} {family}"), father.to_owned()]);
            }
        }
    }
    let headings = ["name".to_owned(), "father".to_owned()];
    let guess = amana_linkage::records::guess((&headings[..], &rows), Some((&headings[..], &rows)));
    assert_eq!(guess.columns.len(), 2, "{guess:?}");
    // Thirty rows are too few to fit how often two of one person agree; which pair of them is the likelier can be told all the same.
    let how = How { threshold: 0.0, ..How::default() };
    let linked = link(&rows, Some(&rows), &guess.columns, &how).unwrap();
    let bits = |left: u32, right: u32| {
        let pair = linked.pairs.iter().find(|pair| (pair.left, pair.right) == (left, right));
        pair.map_or(f64::NEG_INFINITY, |pair| f64::from(pair.bits))
    };
    for at in 0..rows.len() as u32 {
        let others = (0..rows.len() as u32).filter(|other| *other != at);
        let next = others.map(|other| bits(at, other)).fold(f64::NEG_INFINITY, f64::max);
        assert!(bits(at, at) > next + 1.0, "{:?}: {} and {next}", rows[at as usize], bits(at, at));
    }
}
