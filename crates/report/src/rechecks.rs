//! How often the machine's part was wrong, as far as it was rechecked.

use amana_archive::reporting::Report;
use amana_typeset::{Block, Row};

use crate::opens;
use crate::table::{Cell, body, number_column, table, words_column};
use crate::words::{Arg, Words, exact};

/// A recheck as a report has it.
type Rate = amana_archive::RecheckRate;

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    if report.rechecks.is_empty() {
        return Vec::new();
    }
    let numbers = ["recheck-drawn", "recheck-right", "recheck-wrong", "recheck-not-told", "recheck-share"];
    let numbers = numbers.into_iter().chain(["interval", "recheck-bounds"]);
    let numbers = numbers.map(|key| number_column(words.t(key)));
    let columns = [words_column(words.t("recheck-of"))].into_iter().chain(numbers).collect();
    let rows = report.rechecks.iter().map(|rate| row(rate, words)).collect();
    vec![
        Block::heading(1, words.t("rechecks-title")),
        Block::Paragraph(words.spans("rechecks-lead", &[])),
        table(words.t("rechecks-table"), columns, rows, Some(words.t("rechecks-note"))),
    ]
}

fn row(rate: &Rate, words: Words) -> Row {
    let none = || words.t("no-value");
    let ends = |ends: Option<[f64; 2]>| ends.map_or_else(none, |[low, high]| words.range(low, high));
    let drawn =
        [("n", Arg::Number(rate.recheck.drawn.len() as u64)), ("of", Arg::Number(rate.recheck.units))];
    let of = format!("recheck-of-{}", rate.recheck.of.word());
    body([
        Cell::from(words.say(&of, &[("recheck", exact(&rate.recheck.recheck))])),
        Cell::opening(words.say("n-of", &drawn), opens::rechecks()),
        Cell::opening(words.number(rate.right), opens::rechecks()),
        Cell::opening(words.number(rate.wrong), opens::rechecks()),
        Cell::opening(words.number(rate.cannot_tell + rate.open), opens::rechecks()),
        rate.share.map_or_else(none, |share| words.percent(share.value())).into(),
        ends(rate.interval.as_ref().map(|ends| [ends.low, ends.high])).into(),
        ends(rate.bounds.map(|ends| [ends.all_no.value(), ends.all_yes.value()])).into(),
    ])
}
