//! What a coded sample says of all it was drawn from, in the form in which the inquiry of 2014 published its shares.

use amana_archive::ShareEstimate;
use amana_archive::count::Shown;
use amana_archive::reporting::{Report, ReportedStudy};
use amana_model::Section;
use amana_typeset::{Block, Row};

use super::labels;
use crate::chart::{Share, intervals};
use crate::figure::figure;
use crate::opens;
use crate::table::{Cell, body, number_column, table, words_column};
use crate::words::{Arg, Words, text};

/// Columns of numbers.
const NUMBERS: usize = 6;

pub(crate) fn blocks(report: &Report, told: &ReportedStudy, words: Words) -> Vec<Block> {
    let units = told.sample.as_ref().map_or(0, |drawing| drawing.frame.units);
    let mut blocks = vec![
        Block::Paragraph(words.spans("estimates-lead", &[("n", Arg::Number(units))])),
        Block::Paragraph(words.spans("estimates-read", &[])),
    ];
    let open = |one: &ShareEstimate| !is_hidden(report, told, &one.entry);
    for (section, all) in labels::by_section(told, &told.estimates, |one| &one.entry) {
        blocks.push(Block::heading(3, words.word("section", section.word())));
        let rows = rows(told, &all, &open, words);
        let note = (!all.iter().all(|one| open(one))).then(|| words.t("estimates-note-hidden"));
        blocks.push(table(caption("estimates-table", section, words), columns(words), rows, note));
        let drawn: Vec<&ShareEstimate> =
            all.into_iter().filter(|one| open(one) && is_drawn(told, one)).collect();
        blocks.extend(plot(told, section, &drawn, words));
    }
    blocks
}

/// Whether numbers of an entry are hidden: then its shares would give them away. An entry that is told against branches only is hidden
/// here too.
fn is_hidden(report: &Report, told: &ReportedStudy, entry: &str) -> bool {
    let all = |one: &amana_archive::reporting::ReportedEntry| {
        one.answers
            .iter()
            .map(|(_, people)| *people)
            .chain([one.open])
            .any(|one| !matches!(one, Shown::Number(_)))
    };
    let found = told.entries.iter().find(|one| one.entry == entry);
    report.plan.suppress.is_some() && found.is_none_or(all)
}

fn caption(key: &str, section: Section, words: Words) -> String {
    words.say(key, &[("section", text(words.word("section", section.word())))])
}

fn columns(words: Words) -> Vec<amana_typeset::Column> {
    let numbers: [&str; NUMBERS] = [
        "estimates-of",
        "estimates-share",
        "interval",
        "estimates-bounds",
        "estimates-coders",
        "estimates-open",
    ];
    let numbers = numbers.iter().map(|key| number_column(words.t(key)));
    [words_column(words.t("estimates-entry"))].into_iter().chain(numbers).collect()
}

fn label(told: &ReportedStudy, one: &ShareEstimate, words: Words) -> String {
    let entry = labels::entry(told, &one.entry, words);
    let answer = labels::answer(told, &one.entry, &one.answer, words);
    words.say("told", &[("label", text(entry)), ("value", text(answer))])
}

/// A row an answer; of an entry whose numbers are hidden one row that says so.
fn rows(
    told: &ReportedStudy,
    all: &[&ShareEstimate],
    open: &dyn Fn(&ShareEstimate) -> bool,
    words: Words,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut before = None;
    for one in all {
        if open(one) {
            let numbers = numbers(one, words).into_iter().enumerate().map(|(column, number)| {
                let opens = opens::people(told, &one.entry, Some(&one.answer), None, None);
                if column == 0 && one.yes > 0 { Cell::opening(number, opens) } else { number.into() }
            });
            rows.push(body([label(told, one, words).into()].into_iter().chain(numbers)));
        } else if before != Some(&one.entry) {
            let hidden = (0..NUMBERS).map(|_| words.t("withheld"));
            rows.push(body([labels::entry(told, &one.entry, words)].into_iter().chain(hidden)));
        }
        before = Some(&one.entry);
    }
    rows
}

fn numbers(one: &ShareEstimate, words: Words) -> [String; NUMBERS] {
    let none = || words.t("no-value");
    let of = [("n", Arg::Number(one.yes)), ("of", Arg::Number(one.assessed))];
    let bounds = |ends: Option<[f64; 2]>| ends.map_or_else(none, |[low, high]| words.range(low, high));
    [
        words.say("n-of", &of),
        one.share.map_or_else(none, |share| words.percent(share)),
        bounds(one.interval.as_ref().map(|ends| [ends.low, ends.high])),
        bounds(one.bounds.map(|ends| [ends.all_no.value(), ends.all_yes.value()])),
        bounds(one.coders.map(|ends| [ends.all_no.value(), ends.all_yes.value()])),
        words.number(one.not_assessable + one.open),
    ]
}

/// A sign is drawn by how often it is present: that it is absent or equivocal stands in the table.
fn is_drawn(told: &ReportedStudy, one: &ShareEstimate) -> bool {
    one.share.is_some() && (!labels::is_sign(told, &one.entry) || one.answer == "present")
}

fn plot(told: &ReportedStudy, section: Section, all: &[&ShareEstimate], words: Words) -> Option<Block> {
    let share = |one: &&ShareEstimate| {
        Some(Share {
            label: label(told, one, words),
            share: one.share?,
            interval: one.interval.as_ref().map(|ends| [ends.low, ends.high]),
            bounds: one.bounds.map(|ends| [ends.all_no.value(), ends.all_yes.value()]),
        })
    };
    let rows: Vec<Share> = all.iter().filter_map(share).collect();
    let value = |one: &&ShareEstimate| {
        let [of, share, interval, bounds, ..] = numbers(one, words);
        let args = [
            ("of", text(of)),
            ("share", text(share)),
            ("interval", text(interval)),
            ("bounds", text(bounds)),
        ];
        (label(told, one, words), words.say("estimates-told", &args))
    };
    let told: Vec<_> = all.iter().map(value).collect();
    let caption = caption("estimates-figure", section, words);
    (!rows.is_empty()).then(|| figure(intervals(&rows, words), caption, &told, words))
}
