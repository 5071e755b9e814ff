//! What a count counts, in words of its definition and as the query that is run.

use amana_archive::count::conditions;
use amana_archive::reporting::ReportedCount;
use amana_model::{CodedCondition, Published};
use amana_typeset::{Block, Span};

use crate::table::labelled;
use crate::words::{Arg, Words, exact, text};

pub(crate) fn blocks(one: &ReportedCount, words: Words) -> Vec<Block> {
    let definition = &one.count.definition;
    let heading = [("citation", exact(one.count.citation)), ("title", text(words.both(&definition.title)))];
    let said = |text: &amana_model::Both| vec![Span::plain(words.both(text))];
    let mut lines = vec![
        (words.t("definition-asks"), query(one, words)),
        (words.t("definition-coded"), coded(one, words)),
        (words.t("definition-copies"), said(&definition.treatment.copies)),
        (words.t("definition-conflicts"), said(&definition.treatment.conflicts)),
        (words.t("definition-not-said"), said(&definition.treatment.not_said)),
    ];
    lines.retain(|(_, told)| !told.is_empty());
    lines.extend(missing(one, words).map(|told| (words.t("definition-missing"), told)));
    let mut blocks = vec![
        Block::heading(2, words.say("definition-title", &heading)),
        Block::Paragraph(said(&definition.says)),
        labelled(lines),
    ];
    if !definition.compares.is_empty() {
        blocks.push(Block::Paragraph(words.spans("definition-beside", &[])));
        blocks.push(Block::List(definition.compares.iter().map(|one| published(one, words)).collect()));
    }
    blocks
}

/// The query, as `amana count` runs it.
fn query(one: &ReportedCount, words: Words) -> Vec<Span> {
    let asks = conditions(&one.count.definition.conditions);
    let counts = exact(one.count.definition.counts.word());
    match asks.is_empty() {
        true => words.spans("definition-query-all", &[("counts", counts)]),
        false => words.spans("definition-query", &[("counts", counts), ("asks", exact(asks))]),
    }
}

/// What is asked of what experts coded, and what becomes of what they could not tell; nothing where nothing is asked.
fn coded(one: &ReportedCount, words: Words) -> Vec<Span> {
    let asked = |asked: CodedCondition<'_>| {
        let values: Vec<String> = asked.values().map(|value| words.word(asked.entry, value)).collect();
        let becomes = |counts: bool| words.t(if counts { "coded-counted" } else { "coded-missing" });
        let args = [
            ("what", text(words.word("dimension-coded", asked.entry))),
            (
                "values",
                text(if values.is_empty() { words.t("no-value") } else { values.join(&words.t("or")) }),
            ),
            ("unseen", text(becomes(asked.counts_not_assessable()))),
            ("uncoded", text(becomes(asked.counts_not_coded()))),
        ];
        words.say("definition-coded-text", &args)
    };
    let told: Vec<String> = one.count.definition.conditions.coded().into_iter().map(asked).collect();
    told.into_iter().map(Span::plain).collect()
}

/// What cannot be told, by what cannot.
fn missing(one: &ReportedCount, words: Words) -> Option<Vec<Span>> {
    let told = one.count.missing.iter().filter(|(_, number)| **number > 0);
    let told: Vec<String> = told
        .map(|(criterion, number)| {
            let why = words.word("criterion", criterion.word());
            words.say("missing-by", &[("why", text(why)), ("n", Arg::Number(*number))])
        })
        .collect();
    let list = told.join(&words.t("list-separator"));
    (!told.is_empty()).then(|| words.spans("missing-text", &[("list", text(list))]))
}

fn published(one: &Published, words: Words) -> Vec<Span> {
    words.spans("published", &[("number", exact(&one.number)), ("source", exact(&one.source))])
}
