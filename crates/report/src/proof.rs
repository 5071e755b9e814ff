//! By which methods, and how anybody checks.

use std::collections::BTreeSet;

use amana_archive::Level;
use amana_archive::reporting::{Report, ReportedStudy};
use amana_statistics::{Interval, Method};
use amana_typeset::Block;

use crate::words::{Arg, Words, exact};

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, words.t("proof-title"))];
    if !report.studies.is_empty() {
        blocks.push(Block::heading(2, words.t("method-title")));
        blocks.push(Block::Paragraph(words.spans("method-lead", &[("page", exact("docs/STATISTICS.md"))])));
        blocks.push(Block::List(methods(report).into_iter().map(|key| words.spans(key, &[])).collect()));
    }
    blocks.push(Block::heading(2, words.t("check-title")));
    let log = [("n", Arg::Number(report.log.size)), ("root", exact(&report.log.root))];
    blocks.push(Block::Paragraph(words.spans("check-lead", &log)));
    blocks.push(Block::Verbatim(report.checkpoint.trim_end().to_owned()));
    blocks.push(Block::Numbered(steps(report, words)));
    blocks
}

fn steps(report: &Report, words: Words) -> Vec<Vec<amana_typeset::Span>> {
    let mut steps = vec![
        words.spans(
            "check-recount",
            &[("command", exact("amana recount FOLDER")), ("frozen", exact("frozen.json"))],
        ),
        words.spans("check-verify", &[("command", exact("amana-verify"))]),
        words.spans("check-made", &[("act", exact("report-made"))]),
    ];
    if !report.findings.is_empty() {
        steps.push(words.spans("check-findings", &[("command", exact("amana finding check"))]));
    }
    steps
}

/// What is used in this report, each method once.
fn methods(report: &Report) -> Vec<&'static str> {
    let mut keys = vec!["method-percent", "method-alpha", "method-ac1"];
    let ordinal = |told: &ReportedStudy| told.agreement.iter().any(|one| one.level == Level::Ordinal);
    if report.studies.iter().any(ordinal) {
        keys.extend(["method-alpha-ordinal", "method-ac2"]);
    }
    let used: BTreeSet<&'static str> = report.studies.iter().flat_map(intervals).map(of_interval).collect();
    keys.extend(used);
    if report.studies.iter().any(|told| !told.estimates.is_empty()) {
        keys.extend(["method-bounds", "method-coders"]);
    }
    keys
}

fn intervals(told: &ReportedStudy) -> impl Iterator<Item = &Interval> {
    let agreement = told.agreement.iter().filter_map(|one| one.alpha.as_ref()?.interval.as_ref());
    agreement.chain(told.estimates.iter().filter_map(|one| one.interval.as_ref()))
}

fn of_interval(interval: &Interval) -> &'static str {
    match interval.method {
        Method::Wilson => "method-wilson",
        Method::WilsonFinite => "method-wilson-finite",
        Method::WilsonEffective => "method-wilson-effective",
        Method::ClopperPearson => "method-clopper-pearson",
        Method::Hypergeometric => "method-hypergeometric",
        Method::Normal => "method-normal",
        Method::T { .. } => "method-t",
        Method::Bootstrap { .. } => "method-bootstrap",
    }
}
