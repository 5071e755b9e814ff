//! From paths to people: why the numbers of the four kinds of unit differ.

use amana_archive::count::{Chain, Step};
use amana_model::CountUnit;
use amana_typeset::{Block, Row};

use crate::chart::{Level, waterfall};
use crate::figure::figure;
use crate::opens;
use crate::table::{Cell, body, number_column, table, total, words_column};
use crate::words::Words;

pub(crate) fn blocks(chain: &Chain, words: Words) -> Vec<Block> {
    let (levels, addresses): (Vec<Level>, Vec<String>) =
        chain.links.iter().flat_map(|link| levels(link, words)).unzip();
    let rows = levels.iter().zip(addresses).map(|(level, opens)| row(level, opens, words)).collect();
    let tolds: Vec<_> = levels.iter().map(|level| told(level, words)).collect();
    let columns = vec![words_column(words.t("chain-step")), number_column(words.t("chain-number"))];
    vec![
        Block::heading(1, words.t("chain-title")),
        Block::Paragraph(words.spans("chain-lead", &[])),
        figure(waterfall(&levels, words), words.t("chain-figure"), &tolds, words),
        table(words.t("chain-table"), columns, rows, Some(words.t("chain-note"))),
    ]
}

/// The numbers and steps of a link, each with where its units are.
fn levels((unit, number, steps): &(CountUnit, u64, Vec<Step>), words: Words) -> Vec<(Level, String)> {
    let step = |step: &Step| {
        let why = step.why.word();
        (Level::Step(words.word("step", why), step.change), opens::step(why))
    };
    let reached = (Level::Reached(words.word("unit", unit.word()), *number), opens::units(*unit));
    steps.iter().map(step).chain([reached]).collect()
}

/// A number or a step, in words.
fn told(level: &Level, words: Words) -> (String, String) {
    match level {
        Level::Reached(label, number) => (label.clone(), words.number(*number)),
        Level::Step(label, change) => (label.clone(), words.change(*change)),
    }
}

fn row(level: &Level, opens: String, words: Words) -> Row {
    let (label, value) = told(level, words);
    let cells = [label.into(), Cell::opening(value, opens)];
    match level {
        Level::Reached(..) => total(cells),
        Level::Step(..) => body(cells),
    }
}
