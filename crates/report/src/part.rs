//! A count in rows, as a table and as bars.

use amana_archive::count::{Dimension, Shown};
use amana_archive::reporting::{ReportedCount, ReportedPart, ReportedRow};
use amana_typeset::{Block, Span};

use crate::chart::{Bar, bars};
use crate::figure::figure;
use crate::opens;
use crate::table::{Cell, body, missing, number_column, table, total, words_column};
use crate::words::{Words, exact, text};

pub(crate) fn blocks(one: &ReportedCount, parted: &ReportedPart, words: Words) -> Vec<Block> {
    let args = [
        ("citation", exact(one.count.citation)),
        ("title", text(words.both(&one.count.definition.title))),
        ("by", text(words.word("by", parted.by.word()))),
    ];
    if parted.rows.is_empty() {
        return vec![Block::Remark(vec![Span::plain(words.say("part-withheld", &args))])];
    }
    let caption = words.say("part-caption", &args);
    let mut blocks = vec![table(
        caption.clone(),
        columns(one, parted, words),
        rows(one, parted, words),
        note(parted, words),
    )];
    // One bar alone says nothing that its number does not.
    if parted.rows.len() > 2 {
        let drawn: Vec<Bar> = parted.rows.iter().map(|row| bar(parted.by, row, words)).collect();
        let told: Vec<_> = drawn.iter().map(|bar| (bar.label.clone(), words.shown(bar.number))).collect();
        blocks.push(figure(bars(&drawn, words), caption, &told, words));
    }
    blocks
}

fn columns(one: &ReportedCount, parted: &ReportedPart, words: Words) -> Vec<amana_typeset::Column> {
    vec![
        words_column(words.word("dimension", parted.by.word())),
        number_column(words.word("unit", one.count.definition.counts.word())),
    ]
}

fn rows(one: &ReportedCount, parted: &ReportedPart, words: Words) -> Vec<amana_typeset::Row> {
    let row = |row: &ReportedRow| {
        let opens = opens::row(one, parted.by, row.value.as_deref());
        let cells = [value(parted.by, row, words).into(), Cell::of(row.number, opens, words)];
        if row.value.is_none() { missing(cells) } else { body(cells) }
    };
    let sum = total([words.t("sum").into(), Cell::of(parted.total, opens::count(one), words)]);
    // What cannot be told is a part of the sum, so the sum stands under it.
    parted.rows.iter().map(row).chain([sum]).collect()
}

/// A row's value in words. Branch numbers stand as they do on cards.
fn value(by: Dimension, row: &ReportedRow, words: Words) -> String {
    let Some(value) = &row.value else { return words.word("untold", by.word()) };
    match by {
        Dimension::Branch => value.clone(),
        Dimension::Month => words.month(value),
        Dimension::Photographs => value.parse().map_or_else(|_| value.clone(), |number| words.number(number)),
        Dimension::Category | Dimension::Sex | Dimension::AgeBand => words.word(by.word(), value),
    }
}

fn bar(by: Dimension, row: &ReportedRow, words: Words) -> Bar {
    Bar { label: value(by, row, words), number: row.number, missing: row.value.is_none() }
}

fn note(parted: &ReportedPart, words: Words) -> Option<String> {
    let is_hidden = |row: &ReportedRow| !matches!(row.number, Shown::Number(_));
    let hidden = parted.rows.iter().any(is_hidden).then(|| words.t("hidden-note"));
    let card = (parted.by == Dimension::Branch).then(|| words.t("branch-note"));
    let notes: Vec<String> = card.into_iter().chain(hidden).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}
