//! What experts state on these studies, each in the newest version.

use amana_archive::RecordedFinding;
use amana_archive::reporting::Report;
use amana_model::{Alleged, Finding};
use amana_typeset::{Block, Span};

use crate::table::labelled;
use crate::words::{Arg, Words, exact};

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let lead = Block::Paragraph(words.spans("findings-lead", &[]));
    let each = report.findings.iter().flat_map(|one| of_one(one, words));
    [Block::heading(1, words.t("findings-title")), lead].into_iter().chain(each).collect()
}

/// A finding by its name and version.
pub(crate) fn name(finding: &Finding, words: Words) -> String {
    words.say(
        "finding-name",
        &[("finding", exact(&finding.finding)), ("n", Arg::Number(finding.version.into()))],
    )
}

fn of_one(one: &RecordedFinding, words: Words) -> Vec<Block> {
    [Block::heading(2, name(&one.signed.finding, words))].into_iter().chain(alone(one, words)).collect()
}

/// A finding under a title that is its own.
pub(crate) fn alone(one: &RecordedFinding, words: Words) -> Vec<Block> {
    let finding = &one.signed.finding;
    let mut blocks = Vec::new();
    blocks.extend(paragraphs(&finding.statement).map(Block::paragraph));
    if !finding.alleged.is_empty() {
        blocks.push(Block::Paragraph(words.spans("finding-alleged", &[])));
        blocks.push(Block::List(finding.alleged.iter().map(|one| alleged(one, words)).collect()));
    }
    let limits = [Span::strong(words.t("finding-limits")), Span::plain(" ")];
    blocks.push(Block::Remark(limits.into_iter().chain([Span::plain(&finding.limits)]).collect()));
    blocks.push(labelled(facts(one, words)));
    blocks
}

/// What an expert wrote, paragraph by paragraph.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

fn alleged(one: &Alleged, words: Words) -> Vec<Span> {
    let level = Span::strong(words.word("consistency", one.level.word()));
    vec![level, Span::plain(" "), Span::plain(&one.method)]
}

fn facts(one: &RecordedFinding, words: Words) -> Vec<(String, Vec<Span>)> {
    let finding = &one.signed.finding;
    let whole = if finding.individuals.is_empty() { "finding-people-all" } else { "finding-people-named" };
    let people = [("n", Arg::Number(finding.people)), ("study", exact(&finding.study))];
    let log = [("n", Arg::Number(finding.log_size)), ("root", exact(&finding.root))];
    let fits = if one.is_whole() { "finding-fits" } else { "finding-broken" };
    vec![
        (words.t("finding-expert"), vec![Span::plain(&finding.expert)]),
        (words.t("finding-qualifications"), vec![Span::plain(&finding.qualifications)]),
        (words.t("finding-people"), words.spans(whole, &people)),
        (words.t("finding-day"), words.spans("finding-day-text", &[("day", exact(&finding.day))])),
        (words.t("finding-log"), words.spans("log-at", &log)),
        (words.t("finding-settled"), vec![Span::exact(finding.settled.to_string())]),
        (words.t("finding-signature"), words.spans(fits, &[("n", Arg::Number(one.entry))])),
        (words.t("finding-key"), vec![Span::exact(&one.signed.key)]),
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_statement_is_told_paragraph_by_paragraph() {
        let told: Vec<&str> = super::paragraphs("a\n\n b \n").collect();
        assert_eq!(told, ["a", "b"]);
    }
}
