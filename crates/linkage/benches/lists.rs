//! Time of linking lists: `cargo bench -p amana-linkage --bench lists -- [FOLDER OF FEBRL] [PEOPLE]`.
//!
//! FEBRL 4, where it is there, is compared with the plain way: every pair of the two lists compared, without blocks. Then invented
//! people (20,000 unless told) in two lists, Arabic and Latin, by name, date of birth and place. One reading, as the peers are measured
//! (`benches/linkage_peers.py`).

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a program, that takes of the lists what it needs"
)]

#[path = "../tests/lists/mod.rs"]
mod lists;

use std::time::Instant;

use amana_linkage::records::{Column, How, Kind, Linked, guess, link};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let folder = words.iter().find(|word| word.parse::<usize>().is_err());
    let people = words.iter().find_map(|word| word.parse().ok()).unwrap_or(20_000);
    febrl(folder.map(String::as_str));
    if people > 0 {
        invented(people);
    }
}

fn timed(what: &str, work: impl FnOnce() -> (Linked, lists::Score)) -> f64 {
    let begin = Instant::now();
    let (linked, score) = work();
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{what}: {seconds:.3} s, {} pairs compared, {} found, precision {:.4}, recall {:.4}, F1 {:.4}",
        linked.compared,
        linked.pairs.len(),
        score.precision,
        score.recall,
        score.f1
    );
    if linked.blocking.too_common_groups > 0 {
        let blocking = &linked.blocking;
        println!("  too common: {} groups, {} pairs", blocking.too_common_groups, blocking.too_common_pairs);
    }
    seconds
}

fn febrl(folder: Option<&str>) {
    let read = |name: &str| {
        folder.map_or_else(|| lists::febrl(name), |folder| lists::febrl_in(folder.as_ref(), name))
    };
    let work = |how: &How| {
        let ((headings, left), (others, right)) = (read("dataset4a")?, read("dataset4b")?);
        let guess = guess((&headings, &left), Some((&others, &right)));
        let linked = link(&left, Some(&right), &guess.columns, how).ok()?;
        let of = |row: &[String]| row.first().and_then(|id| id.split('-').nth(1)).map(str::to_owned);
        let score = lists::score(&linked, 5_000, |pair| {
            of(&left[pair.left as usize]) == of(&right[pair.right as usize])
        });
        Some((linked, score))
    };
    if work(&How { most_pairs: usize::MAX, ..How::default() }).is_none() {
        return;
    }
    let run = |how: How| move || work(&how).expect("it was read before");
    let ours = timed("FEBRL 4, read and linked", run(How::default()));
    let alone = timed("FEBRL 4, one thread", run(How { threads: 1, ..How::default() }));
    let whole = timed("FEBRL 4, all pairs", run(How { whole: u64::MAX, ..How::default() }));
    println!("  one thread {:.1} times as long, all pairs {:.1} times", alone / ours, whole / ours);
}

fn invented(people: usize) {
    let invented = lists::arabic::Lists::of(people, 11);
    let kinds = [("name", Kind::Name), ("born", Kind::Date), ("place", Kind::Text)];
    let column = |(at, (name, kind)): (usize, &(&str, Kind))| Column {
        name: (*name).to_owned(),
        kind: *kind,
        left: vec![at],
        right: vec![at],
    };
    for count in [3, 1] {
        let columns: Vec<Column> = kinds.iter().take(count).enumerate().map(column).collect();
        let what =
            format!("invented, {} × {} records, {count} columns", invented.left.len(), invented.right.len());
        timed(&what, || {
            let how = How { one_to_one: true, ..How::default() };
            let linked = link(&invented.left, Some(&invented.right), &columns, &how)
                .expect("lists that can be linked");
            let score = lists::score(&linked, invented.in_both(), |pair| {
                invented.left_people[pair.left as usize] == invented.right_people[pair.right as usize]
            });
            (linked, score)
        });
    }
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not told");
    println!("  {peak}");
}
