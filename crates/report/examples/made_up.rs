//! Prints a made-up report: `cargo run --workspace --example made_up -- ar 5 > report.pdf`; the number is below which numbers are hidden.

#![allow(clippy::unwrap_used, reason = "what a test makes up is made up well")]
#![allow(dead_code, reason = "the sample is the tests'")]

#[path = "../tests/report/sample.rs"]
mod sample;

use std::io::Write as _;

use amana_typeset::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let language = if args.next().as_deref() == Some("ar") { Language::Arabic } else { Language::English };
    let suppress = args.next().and_then(|limit| limit.parse().ok());
    let report = sample::whole(80, Some("detailed-2014"), suppress).report();
    let document = amana_report::document(&report, language);
    std::io::stdout().write_all(&amana_typeset::pdf(&document)?)?;
    Ok(())
}
