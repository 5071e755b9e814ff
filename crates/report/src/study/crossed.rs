//! Entries against branches.

use amana_archive::count::Shown;
use amana_archive::reporting::{ReportedCross, ReportedCrossRow, ReportedStudy};
use amana_typeset::{Block, Row};

use super::labels;
use crate::table::{body, missing, number_column, table, total, words_column};
use crate::words::{Words, text};

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    if told.crossed.is_empty() {
        return Vec::new();
    }
    let lead = Block::Paragraph(words.spans("crossed-lead", &[]));
    let each = told.crossed.iter().map(|one| of_entry(told, one, words));
    [Block::heading(2, words.t("crossed-title")), lead].into_iter().chain(each).collect()
}

fn of_entry(told: &ReportedStudy, one: &ReportedCross, words: Words) -> Block {
    let mut columns = vec![words_column(words.t("dimension-branch"))];
    let answers = one.answers.iter().map(|answer| labels::answer(told, &one.entry, answer, words));
    columns.extend(answers.chain([words.word("answer", "open"), words.t("sum")]).map(number_column));
    let sums = one.columns.iter().chain([&one.total]).map(|shown| words.shown(*shown));
    let sum = total([words.t("sum")].into_iter().chain(sums).collect());
    let rows = one.rows.iter().map(|line| row(line, words)).chain([sum]).collect();
    let caption = words.say("crossed-table", &[("entry", text(labels::entry(told, &one.entry, words)))]);
    table(caption, columns, rows, Some(note(one, words)))
}

fn row(line: &ReportedCrossRow, words: Words) -> Row {
    let numbers = line.cells.iter().chain([&line.total]).map(|shown| words.shown(*shown));
    match &line.branch {
        Some(branch) => body([branch.clone()].into_iter().chain(numbers).collect()),
        None => missing([words.word("untold", "branch")].into_iter().chain(numbers).collect()),
    }
}

fn note(one: &ReportedCross, words: Words) -> String {
    let hidden = one.rows.iter().flat_map(|row| &row.cells).any(|shown| !matches!(shown, Shown::Number(_)));
    let card = words.t("branch-note");
    if hidden { format!("{card} {}", words.t("hidden-note")) } else { card }
}
