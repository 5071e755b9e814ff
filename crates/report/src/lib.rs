//! A report's numbers in, a document in words out, in English and Arabic.
//!
//! [`document`] takes a [`Report`], in which every number is already computed and every small one already hidden,
//! and writes an [`amana_typeset::Document`]: the command line prints it as PDF, the desk shows it as a page, and both say the same. [`finding`] does it for one finding. Nothing is
//! computed here but sums of what stands beside each other, and shares of a drawing.
//!
//! Pure: no input or output, no clock, no randomness. It trusts the report's numbers. Texts in it, titles and what experts wrote,
//! are passed on as texts and never as markup; a drawing holds only numbers and escaped labels.

mod annex;
mod body;
mod chain;
mod chart;
mod counts;
mod definition;
mod figure;
mod findings;
mod head;
mod limits;
mod opens;
mod part;
mod proof;
mod rechecks;
mod study;
mod table;
mod words;

#[cfg(test)]
mod tests;

use amana_archive::RecordedFinding;
use amana_archive::reporting::Report;
pub use amana_typeset::{
    Block, Column, ColumnKind, Document, Language, Row, RowKind, Span, Table, TypesetError, has_arabic, pdf,
};

pub use body::BODY;

use words::Words;

/// Writes a report in a language.
///
/// The same report gives the same document, and a report made again from what was frozen beside it gives it again.
pub fn document(report: &Report, language: Language) -> Document {
    let words = Words::of(language);
    Document {
        language,
        title: head::title(report, words),
        subtitle: Some(words.t("subtitle")),
        particulars: head::particulars(report, words),
        date: head::date(report),
        footer: head::footer(report, words),
        blocks: blocks(report, words),
    }
}

/// Writes one finding in a language: what the expert wrote stays as she wrote it, with the signed text at the end.
pub fn finding(one: &RecordedFinding, language: Language) -> Document {
    let words = Words::of(language);
    Document {
        language,
        title: findings::name(&one.signed.finding, words),
        subtitle: Some(one.signed.finding.expert.clone()),
        particulars: vec![(words.t("particular-archive"), one.signed.finding.archive.to_string())],
        date: head::day(&one.signed.finding.day),
        footer: findings::name(&one.signed.finding, words),
        blocks: findings::alone(one, words).into_iter().chain(annex::note(one, words)).collect(),
    }
}

fn blocks(report: &Report, words: Words) -> Vec<Block> {
    let mut blocks = head::how_to_read(words);
    blocks.extend(counts::blocks(report, words));
    blocks.extend(chain::blocks(&report.chain, words));
    for (number, told) in report.studies.iter().enumerate() {
        blocks.extend(study::blocks(report, told, number, words));
    }
    blocks.extend(rechecks::blocks(report, words));
    blocks.extend(findings::blocks(report, words));
    blocks.extend(limits::blocks(report, words));
    blocks.extend(proof::blocks(report, words));
    blocks.extend(annex::blocks(report, words));
    blocks
}
