//! What was signed, to the letter.

use amana_archive::RecordedFinding;
use amana_archive::reporting::Report;
use amana_typeset::Block;

use crate::findings::name;
use crate::words::Words;

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let heading = Block::heading(1, words.t("annex-title"));
    let lead = Block::Paragraph(words.spans("annex-lead", &[]));
    let notes = report
        .findings
        .iter()
        .flat_map(|one| [Block::heading(2, name(&one.signed.finding, words)), verbatim(one)]);
    [heading, lead].into_iter().chain(notes).collect()
}

/// One finding's signed text, under a heading of its own.
pub(crate) fn note(one: &RecordedFinding, words: Words) -> Vec<Block> {
    vec![Block::heading(1, words.t("annex-title")), verbatim(one)]
}

fn verbatim(one: &RecordedFinding) -> Block {
    Block::Verbatim(one.signed.note().trim_end().to_owned())
}
