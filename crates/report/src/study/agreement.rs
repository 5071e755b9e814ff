//! How far coders agree, entry by entry.

use amana_archive::reporting::ReportedStudy;
use amana_archive::{EntryAgreement, Level};
use amana_typeset::{Block, Row};

use super::labels;
use crate::table::{body, number_column, table, words_column};
use crate::words::Words;

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let heading = Block::heading(2, words.t("agreement-title"));
    if told.agreement.iter().all(|one| one.people == 0) {
        return vec![heading, Block::Paragraph(words.spans("agreement-none", &[]))];
    }
    let columns = vec![
        words_column(words.t("entry")),
        words_column(words.t("agreement-level")),
        number_column(words.t("agreement-people")),
        number_column(words.t("agreement-percent")),
        number_column(words.t("agreement-alpha")),
        number_column(words.t("interval")),
        number_column(words.t("agreement-ac1")),
    ];
    let ordered = told.agreement.iter().any(|one| one.level == Level::Ordinal);
    let notes = [Some("agreement-note"), ordered.then_some("agreement-note-ordinal")];
    let note = notes.into_iter().flatten().map(|key| words.t(key)).collect::<Vec<_>>().join(" ");
    let rows = told.agreement.iter().map(|one| row(told, one, words)).collect();
    vec![
        heading,
        Block::Paragraph(words.spans("agreement-lead", &[])),
        table(words.t("agreement-table"), columns, rows, Some(note)),
    ]
}

fn row(told: &ReportedStudy, one: &EntryAgreement, words: Words) -> Row {
    let undefined = || words.t("no-value");
    let decimal = |value: Option<f64>| value.map_or_else(undefined, |value| words.decimal(value, 2));
    let interval = one.alpha.as_ref().and_then(|alpha| alpha.interval.as_ref());
    let ends =
        |low: f64, high: f64| format!("{}\u{a0}…\u{a0}{}", words.decimal(low, 2), words.decimal(high, 2));
    body(vec![
        labels::entry(told, &one.entry, words),
        words.word("level", one.level_word()),
        words.number(one.people),
        one.percent.as_ref().map_or_else(undefined, |percent| words.percent(percent.value)),
        decimal(one.alpha.as_ref().map(|alpha| alpha.value)),
        interval.map_or_else(undefined, |ends_of| ends(ends_of.low, ends_of.high)),
        decimal(one.gwet.as_ref().map(|made| made.value)),
    ])
}
