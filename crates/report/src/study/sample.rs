//! The sample that a study codes: how it was drawn, from whom, and how to draw it again.

use amana_archive::reporting::ReportedStudy;
use amana_model::{Drawing, FrozenExclusion};
use amana_typeset::{Block, Span};

use crate::table::labelled;
use crate::words::{Arg, Words, exact, text};

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let heading = Block::heading(2, words.t("sample-title"));
    let Some(drawing) = &told.sample else {
        let people = Arg::Number(told.study.individuals.len() as u64);
        return vec![heading, Block::Paragraph(words.spans("sample-none", &[("n", people)]))];
    };
    let frame = &drawing.frame;
    let log = [("n", Arg::Number(frame.log_size)), ("root", exact(&frame.root))];
    let mut lines = vec![
        (
            words.t("sample-sample"),
            words.spans(
                "sample-name",
                &[("title", text(drawing.title.trim())), ("sample", exact(&drawing.sample))],
            ),
        ),
        (words.t("sample-method"), method(drawing, words)),
        (words.t("sample-drawn"), drawn(drawing, words)),
        (words.t("sample-category"), category(drawing, words)),
        (words.t("sample-frame"), vec![Span::exact(frame.digest.to_string())]),
        (words.t("sample-log"), words.spans("log-at", &log)),
        (words.t("sample-seed"), vec![Span::exact(&drawing.seed)]),
    ];
    let left_out = frame.exclusions.iter().map(|one| (words.t("sample-left-out"), exclusion(one, words)));
    // Right after whom the frame is of.
    lines.splice(4..4, left_out);
    vec![heading, Block::Paragraph(words.spans("sample-lead", &[])), labelled(lines)]
}

fn method(drawing: &Drawing, words: Words) -> Vec<Span> {
    let key = format!("draw-{}", drawing.method.word());
    let by = drawing.by.map_or_else(String::new, |by| words.word("draw-by", by.word()));
    words.spans(&key, &[("by", text(by)), ("n", Arg::Number(drawing.frame.labels.len() as u64))])
}

fn drawn(drawing: &Drawing, words: Words) -> Vec<Span> {
    let args = [("n", Arg::Number(drawing.drawn.len() as u64)), ("of", Arg::Number(drawing.frame.units))];
    words.spans("sample-drawn-text", &args)
}

fn category(drawing: &Drawing, words: Words) -> Vec<Span> {
    match &drawing.frame.category {
        None => words.spans("sample-everybody", &[]),
        Some(category) => {
            let args = [
                ("category", text(words.word("category", category))),
                ("n", Arg::Number(drawing.frame.left_out)),
            ];
            words.spans("sample-only", &args)
        }
    }
}

/// Whom an exclusion left out, how many, and why.
fn exclusion(one: &FrozenExclusion, words: Words) -> Vec<Span> {
    let values = one.who.values();
    let told = values.iter().map(|value| match value.as_str() {
        "unknown" | "not-said" => words.t("sample-untold"),
        value if one.who.word() == "state" => words.word("state", value),
        value => value.to_owned(),
    });
    let args = [
        ("who", text(words.word("left-out", one.who.word()))),
        ("values", text(told.collect::<Vec<_>>().join(&words.t("list-separator")))),
        ("n", Arg::Number(one.people)),
        ("reason", text(&one.reason)),
    ];
    words.spans(if values.is_empty() { "sample-excluded" } else { "sample-excluded-values" }, &args)
}
