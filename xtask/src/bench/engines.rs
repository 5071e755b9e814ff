//! What the engines cost on the same files, beside what the program took.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::Table;
use crate::shell::cargo;

/// The figures that the bench of the engines prints, by name.
pub(super) type Figures = BTreeMap<String, f64>;

/// Runs the bench of the engines on a leak.
pub(super) fn measure(leak: &Path, truth: &Path) -> Result<Figures> {
    let mut bench = cargo();
    bench.args(["bench", "--quiet", "--locked", "-p", "amana-archive", "--bench", "engines", "--"]);
    let output = bench.arg(leak).arg(truth).stderr(std::process::Stdio::inherit()).output();
    let output = output.context("the bench of the engines could not be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figure = |line: &str| {
        let (name, value) = line.split_once(' ')?;
        Some((name.to_owned(), value.parse().ok()?))
    };
    Ok(text.lines().filter_map(figure).collect())
}

/// Figures and shares as a table.
pub(super) fn text(figures: &Figures, table: &Table) -> String {
    let of = |name: &str| figures.get(name).copied();
    let mut text = String::from("\n| against the engines alone, for each core | |\n|---|---|\n");
    let mut row = |what: &str, value: Option<f64>| {
        let _ = match value {
            Some(value) => writeln!(text, "| {what} | {value:.3} |"),
            None => writeln!(text, "| {what} | not measured |"),
        };
    };
    let share = |part: Option<f64>, whole: Option<f64>| Some(part? / whole?);
    row("jpeg-decoder / observing", share(of("jpeg-decoder-wall"), of("observe-cpu")));
    // What lies in containers is decoded too; it is as large as the rest.
    let all =
        of("pictures").zip(of("only-members")).map(|(pictures, members)| (pictures + members) / pictures);
    let decoding = of("jpeg-decoder-wall").zip(all).map(|(wall, all)| wall * all);
    row("jpeg-decoder / amana intake, all of it", share(decoding, table.cpu("amana intake")));
    // Each original is digested sealed and plain, and opened in between.
    let floor = of("sha256-wall").zip(of("chacha20-wall")).map(|(digest, cipher)| 2.0 * digest + cipher);
    row(
        "SHA-256 twice and ChaCha20 / amana verify (no analysis)",
        share(floor, table.cpu("amana verify (no analysis)")),
    );
    let copies = of("copies-cpu").zip(of("pdq-pass-wall")).map(|(copies, pass)| copies + pass);
    row("a PDQ pass over the previews and grouping / a PDQ pass", share(copies, of("pdq-pass-wall")));
    row("copies: recall over pairs of whole files", share(of("whole-found"), of("whole-pairs")));
    row("copies: recall over pairs with a damaged file", share(of("damaged-found"), of("damaged-pairs")));
    let pairs = of("right-pairs").zip(of("wrong-pairs")).map(|(right, wrong)| right + wrong);
    row("copies: precision", share(of("right-pairs"), pairs));
    for name in ["pictures", "whole-pairs", "damaged-pairs", "wrong-pairs"] {
        row(name, of(name));
    }
    text
}
