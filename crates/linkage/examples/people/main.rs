//! Fits and measures the grouping by people on the truth of synthetic leaks; pictures are not needed.
//!
//! ```text
//! cargo run --release -p amana-linkage --example people -- TRUTH…        measures
//! cargo run --release -p amana-linkage --example people -- fit TRUTH…    prints weights.rs
//! ```
//!
//! What machines would have seen is simulated from the truth (`simulate.rs`); fit on some seeds, measure on others.

#![allow(missing_docs, reason = "a program")]

mod categories;
mod measure;
mod simulate;

use std::path::Path;

use amana_linkage::people::fitting::Fitting;
use amana_testkit::leak::Truth;

use simulate::{Habits, Leak, simulate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.split_first() {
        Some((first, truths)) if first == "fit" => fit(truths),
        Some(_) => words.iter().try_for_each(|truth| measure::print(truth, &Truth::read(Path::new(truth))?)),
        None => Err("which file of truth?".into()),
    }
}

/// Half of what is fitted on is hurried, and a part has no faces or no readings, so that each kind stands alone too.
fn fit(truths: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let mut fitting = Fitting::default();
    let mut usual = Vec::new();
    for path in truths {
        let truth = Truth::read(Path::new(path))?;
        for habits in [
            Habits::default(),
            Habits { hurried: true, ..Habits::default() },
            Habits { readings: false, ..Habits::default() },
        ] {
            let Leak { photographs, shown } = simulate(&truth, habits, 1);
            fitting.add(&photographs, &|id| shown[id as usize].person);
        }
        usual.push(simulate(&truth, Habits::default(), 1));
    }
    print!("{}", fitting.fit());
    println!("// category.rs, photographs in per mille:");
    categories::count(&usual);
    Ok(())
}
