//! What the engines cost beneath the archive, on a leak's own files, and what copies are found against its truth.
//!
//! `cargo bench -p amana-archive --bench engines -- LEAK TRUTH`: prints a line `name value` for each figure; `cargo xtask bench` sets
//! them beside what the program took. `cpu` is seconds of all threads, `wall` of the clock.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod copies;
mod floor;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;
use std::time::Instant;

use amana_testkit::leak::Truth;
use amana_testkit::leak::truth::{Damage, File};

/// A content of the leak, with the line of the truth that tells of it.
pub(crate) struct Content<'t> {
    pub(crate) bytes: Vec<u8>,
    pub(crate) file: &'t File,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [leak, truth] = &words[..] else {
        println!("nothing measured: LEAK and TRUTH are needed");
        return;
    };
    let truth = Truth::read(Path::new(truth)).unwrap();
    let contents = contents(Path::new(leak), &truth);
    println!("only-members {}", only_members(&truth));
    floor::measure(&contents);
    copies::measure(&contents);
}

/// Every loose file of the leak that shows a picture, each content once.
fn contents<'t>(leak: &Path, truth: &'t Truth) -> Vec<Content<'t>> {
    let shows =
        |file: &&File| file.shown.is_some() && !file.is_member() && file.damage != Some(Damage::HeaderOnly);
    let by_digest: BTreeMap<&str, &File> =
        truth.files.iter().filter(shows).filter_map(|file| Some((file.sha256.as_deref()?, file))).collect();
    let read = |file: &'t File| {
        let path = leak.join(std::ffi::OsString::from_vec(file.path_bytes()));
        Some(Content { bytes: std::fs::read(path).ok()?, file })
    };
    by_digest.into_values().filter_map(read).collect()
}

/// How many contents that show a picture lie in containers only, and so are not among those measured here.
fn only_members(truth: &Truth) -> usize {
    let digests = |members: bool| -> BTreeSet<&str> {
        let wanted = truth.files.iter().filter(|file| file.shown.is_some() && file.is_member() == members);
        wanted.filter_map(|file| file.sha256.as_deref()).collect()
    };
    digests(true).difference(&digests(false)).count()
}

/// Seconds by the wall clock that `work` takes. For one picture after the other: `jpeg-decoder` has helping threads, and what
/// they save is counted for it, what they cost is not counted against it.
pub(crate) fn wall<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begin = Instant::now();
    let given = work();
    (begin.elapsed().as_secs_f64(), given)
}

/// CPU seconds that `work` takes, by all threads, and what it gives.
pub(crate) fn cpu<T>(work: impl FnOnce() -> T) -> (f64, T) {
    // utime and stime are fields 14 and 15 of proc(5)'s line; the first two stand before the parenthesis closes.
    let spent = || {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
        fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() as f64 / 100.0
    };
    let begin = spent();
    let given = work();
    (spent() - begin, given)
}
