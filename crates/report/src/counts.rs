//! The counts: one table of all, then each with its definition and its rows.

use amana_archive::count::{Ratio, Shown};
use amana_archive::reporting::{Report, ReportedCount};
use amana_typeset::Block;

use crate::table::{Cell, body, number_column, table, words_column};
use crate::words::{Arg, Words, exact, text};
use crate::{definition, opens, part};

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    if report.counts.is_empty() {
        return Vec::new();
    }
    let mut blocks =
        vec![
            Block::heading(1, words.t("counts-title")),
            Block::Paragraph(words.spans(
                "counts-lead",
                &[("n", Arg::Number(report.log.size)), ("root", exact(&report.log.root))],
            )),
            all(report, words),
        ];
    for one in &report.counts {
        blocks.extend(definition::blocks(one, words));
        for parted in &one.parts {
            blocks.extend(part::blocks(one, parted, words));
        }
    }
    blocks
}

fn all(report: &Report, words: Words) -> Block {
    let ratios = report.counts.iter().any(|one| one.ratio.is_some());
    let mut columns = vec![
        words_column(words.t("count-citation")),
        words_column(words.t("count-what")),
        number_column(words.t("count-number")),
        number_column(words.t("count-denominator")),
        number_column(words.t("count-missing")),
    ];
    columns.extend(ratios.then(|| number_column(words.t("count-ratio"))));
    let limit = report.plan.suppress;
    let row = |one: &ReportedCount| {
        let mut cells = vec![
            Cell::from(one.count.citation.to_string()),
            words.both(&one.count.definition.title).to_owned().into(),
            Cell::of(number(one, limit), opens::count(one), words),
            Cell::opening(denominator(one, words), opens::units(one.count.definition.counts)),
            Cell::of(Shown::Number(one.count.missing_in_all()), opens::untold(one), words),
        ];
        cells.extend(ratios.then(|| ratio(one, limit, words).into()));
        body(cells)
    };
    let rows = report.counts.iter().map(row).collect();
    let note = if ratios { "counts-note-ratio" } else { "counts-note" };
    table(words.t("counts-table"), columns, rows, Some(words.t(note)))
}

/// What is shown of a count: a small one is hidden as it is in tables. Rows from which a hidden number could be computed with the help of
/// the count are not in a report.
pub(crate) fn number(one: &ReportedCount, limit: Option<u64>) -> Shown {
    match limit {
        Some(limit) if (1..limit).contains(&one.count.number) => Shown::Below(limit),
        _ => Shown::Number(one.count.number),
    }
}

/// All units of the kind, named.
pub(crate) fn denominator(one: &ReportedCount, words: Words) -> String {
    let unit = one.count.definition.counts.word();
    words.say(&format!("n-{unit}"), &[("n", Arg::Number(one.count.denominator))])
}

/// The ratio of a count, or nothing.
fn ratio(one: &ReportedCount, limit: Option<u64>, words: Words) -> String {
    let shown = |ratio: &Ratio| {
        let number = number(one, limit);
        let value = match (ratio.value, number) {
            (_, hidden @ (Shown::Below(_) | Shown::Withheld)) => words.shown(hidden),
            (None, _) => words.t("undefined"),
            (Some(value), _) if value <= 1.0 => words.say("percent", &[("n", text(words.percent(value)))]),
            (Some(value), _) => words.decimal(value, 2),
        };
        words.say("ratio", &[("value", text(value)), ("over", exact(ratio.citation))])
    };
    one.ratio.as_ref().map_or_else(String::new, shown)
}
