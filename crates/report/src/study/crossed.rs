//! Entries against branches.

use amana_archive::count::Shown;
use amana_archive::reporting::{ReportedCross, ReportedCrossRow, ReportedStudy};
use amana_typeset::{Block, Row};

use super::labels;
use crate::opens;
use crate::table::{Cell, body, missing, number_column, table, total, words_column};
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
    let sums = numbers(told, one, None, &one.columns, one.total, words);
    let sum = total([words.t("sum").into()].into_iter().chain(sums));
    let rows = one.rows.iter().map(|line| row(told, one, line, words)).chain([sum]).collect();
    let caption = words.say("crossed-table", &[("entry", text(labels::entry(told, &one.entry, words)))]);
    table(caption, columns, rows, Some(note(one, words)))
}

fn row(told: &ReportedStudy, one: &ReportedCross, line: &ReportedCrossRow, words: Words) -> Row {
    let numbers = numbers(told, one, Some(line.branch.as_deref()), &line.cells, line.total, words);
    match &line.branch {
        Some(branch) => body([branch.clone().into()].into_iter().chain(numbers)),
        None => missing([words.word("untold", "branch").into()].into_iter().chain(numbers)),
    }
}

/// The cells of a line, its sum last, each with its people; of a branch, of none, or of all where none is given.
fn numbers(
    told: &ReportedStudy,
    one: &ReportedCross,
    branch: Option<Option<&str>>,
    cells: &[Shown],
    sum: Shown,
    words: Words,
) -> Vec<Cell> {
    let columns = one.answers.iter().map(String::as_str).chain(["open"]).map(Some).chain([None]);
    let number =
        |(answer, shown)| Cell::of(shown, opens::people(told, &one.entry, answer, None, branch), words);
    columns.zip(cells.iter().copied().chain([sum])).map(number).collect()
}

fn note(one: &ReportedCross, words: Words) -> String {
    let hidden = one.rows.iter().flat_map(|row| &row.cells).any(|shown| !matches!(shown, Shown::Number(_)));
    let card = words.t("branch-note");
    if hidden { format!("{card} {}", words.t("hidden-note")) } else { card }
}
