//! What is settled in a study of no sample: of how many people each entry is answered how.

use amana_archive::count::Shown;
use amana_archive::reporting::{ReportedEntry, ReportedStudy};
use amana_model::{NOT_ASSESSABLE, SIGN, Section};
use amana_typeset::{Block, Row};

use super::labels;
use crate::opens;
use crate::table::{Cell, body, missing, number_column, table, words_column};
use crate::words::{Words, text};

/// Stands for people who are not settled yet.
const OPEN: &str = "open";

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(words.spans("answers-lead", &[]))];
    for (section, entries) in labels::by_section(told, &told.entries, |one| &one.entry) {
        blocks.push(Block::heading(3, words.word("section", section.word())));
        let (signs, choices): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|one| labels::is_sign(told, &one.entry));
        if !signs.is_empty() {
            blocks.push(signs_of(told, section, &signs, words));
        }
        blocks.extend(choices.into_iter().map(|one| choice(told, one, words)));
    }
    blocks
}

/// The signs of a section in one table: they all have the same answers.
fn signs_of(told: &ReportedStudy, section: Section, signs: &[&ReportedEntry], words: Words) -> Block {
    let answers = || SIGN.into_iter().chain([NOT_ASSESSABLE]);
    let mut columns = vec![words_column(words.t("entry"))];
    columns.extend(answers().chain([OPEN]).map(|answer| number_column(words.word("answer", answer))));
    let row = |one: &&ReportedEntry| {
        let number = |answer: &str| {
            let known = one.answers.iter().find(|(word, _)| word == answer);
            known.map_or_else(
                || words.t("no-value").into(),
                |(_, people)| numbered(told, one, answer, *people, words),
            )
        };
        let mut cells = vec![Cell::from(labels::entry(told, &one.entry, words))];
        cells.extend(answers().map(number));
        cells.push(numbered(told, one, OPEN, one.open, words));
        body(cells)
    };
    let caption = words.say("answers-table", &[("section", text(words.word("section", section.word())))]);
    table(caption, columns, signs.iter().map(row).collect(), note(signs, words))
}

fn choice(told: &ReportedStudy, one: &ReportedEntry, words: Words) -> Block {
    let row = |(word, people): &(String, Shown)| -> Row {
        let label = labels::answer(told, &one.entry, word, words);
        let cells = [Cell::from(label), numbered(told, one, word, *people, words)];
        if word == NOT_ASSESSABLE { missing(cells) } else { body(cells) }
    };
    let open = missing([words.word("answer", OPEN).into(), numbered(told, one, OPEN, one.open, words)]);
    let rows = one.answers.iter().map(row).chain([open]).collect();
    let columns = vec![words_column(words.t("answer")), number_column(words.t("unit-people"))];
    table(labels::entry(told, &one.entry, words), columns, rows, note(&[one], words))
}

/// How many people have an answer, with where they are.
fn numbered(told: &ReportedStudy, one: &ReportedEntry, answer: &str, people: Shown, words: Words) -> Cell {
    Cell::of(people, opens::people(told, &one.entry, Some(answer), None, None), words)
}

fn note(entries: &[&ReportedEntry], words: Words) -> Option<String> {
    let is_hidden = |one: &&&ReportedEntry| {
        one.answers
            .iter()
            .map(|(_, people)| *people)
            .chain([one.open])
            .any(|one| !matches!(one, Shown::Number(_)))
    };
    entries.iter().any(|one| is_hidden(&one)).then(|| words.t("hidden-note"))
}
