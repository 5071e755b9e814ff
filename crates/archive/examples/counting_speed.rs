//! How long counts take: every definition of the starting list and the way from paths to people, over a made-up snapshot.
//!
//! `cargo run --release -p amana-archive --example counting_speed -- [PHOTOGRAPHS]` (55,000 unless told).

use std::time::Instant;

use amana_archive::count::{
    Breakdown, Chain, CountedPerson, Dimension, LogHead, Snapshot, counts, starting_definitions,
};
use amana_archive::look::{CountedContent, CountedPath};
use amana_model::{Condition, Digest, IndividualState, Number, Outcome};

fn digest(n: u64) -> Digest {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    Digest(bytes)
}

fn snapshot(photographs: u64) -> Snapshot {
    let content = |n: u64| CountedContent {
        digest: digest(n),
        copy_of: (n % 10 == 1).then(|| (digest(n - 1), 1)),
        picture: true,
        file: Some(Condition::Ready),
        folder_date: Some("2012-03-15".into()),
        taken_at: None,
    };
    let path =
        |n: u64| CountedPath { entry: n, digest: Some(digest(n % photographs)), outcome: Outcome::Kept };
    let person = |n: u64| CountedPerson {
        individual: format!("i{n:08}").parse().expect("an identifier"),
        category: Some("detainee".into()),
        sex: None,
        age_band: None,
        coded_sex: Vec::new(),
        coded_age_band: Vec::new(),
        state: IndividualState::Accepted,
        photographs: (n * 5..n * 5 + 5).map(digest).collect(),
    };
    let branch = Number::parse("215").expect("a number");
    Snapshot {
        log: LogHead::default(),
        contents: (0..photographs).map(content).collect(),
        paths: (0..photographs + photographs / 10).map(path).collect(),
        people: (0..photographs / 5).map(person).collect(),
        branches: (0..photographs / 5).map(|n| (digest(n * 5), branch.clone())).collect(),
    }
}

fn main() {
    let photographs = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(55_000);
    let snapshot = snapshot(photographs);
    let timed = |what: &str, act: &dyn Fn() -> usize| {
        let start = Instant::now();
        let made = act();
        println!("{what}: {made} in {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    };
    timed("definitions counted", &|| counts(starting_definitions(), &snapshot).len());
    timed("links of the way", &|| Chain::of(&snapshot).links.len());
    let people = &starting_definitions()[0];
    timed("rows by branch", &|| {
        Breakdown::of(people, &snapshot, Dimension::Branch).map_or(0, |made| made.rows.len())
    });
}
