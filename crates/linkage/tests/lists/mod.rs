//! Lists for the tests of linking, and how well a result does.

pub mod arabic;

use std::path::Path;

use amana_linkage::records::{Linked, Pair};

/// A list of FEBRL with its headings; says so where it is not there.
pub fn febrl(name: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    febrl_in(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/linkage/febrl")), name)
}

/// The same out of a folder.
pub fn febrl_in(folder: &Path, name: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let path = folder.join(name).with_extension("csv");
    let Ok(mut reader) = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path) else {
        eprintln!("SKIPPED: no test data at shared/data/linkage/febrl");
        return None;
    };
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<String>>();
    let headings = cells(reader.headers().ok()?);
    let rows = reader.records().map(|record| record.map(|record| cells(&record)));
    Some((headings, rows.collect::<Result<_, _>>().ok()?))
}

/// How well a result does.
#[derive(Debug)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// Of pairs found, with how many there are.
pub fn score(linked: &Linked, there: usize, right: impl Fn(&Pair) -> bool) -> Score {
    let found = linked.pairs.len() as f64;
    let good = linked.pairs.iter().filter(|pair| right(pair)).count() as f64;
    let (precision, recall) = (good / found.max(1.0), good / there as f64);
    Score { precision, recall, f1: 2.0 * good / (found + there as f64) }
}
