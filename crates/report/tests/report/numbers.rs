//! Every number that a document tells, and every number that its report holds: the first are among the second.

use std::collections::BTreeSet;

use amana_archive::reporting::Report;
use amana_statistics::estimates::sensitivity::Bounds;
use amana_typeset::{Block, Document, Span};

/// The numbers in a text, in Western digits and without signs between thousands: `1234`, `62.0`.
pub(crate) fn of_text(text: &str) -> BTreeSet<String> {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_u32(u32::from(c) - 0x660 + u32::from('0')).unwrap_or(c),
        '٫' => '.',
        c => c,
    };
    let plain: String = text.chars().map(western).filter(|c| !matches!(c, '٬' | ',')).collect();
    let parts = plain.split(|c: char| !c.is_ascii_digit() && c != '.').map(|part| part.trim_matches('.'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Every text of a document in which a number may be told; what is exact is no number of a report.
pub(crate) fn texts(document: &Document) -> Vec<String> {
    let spans = |spans: &[Span]| -> String {
        let told = spans.iter().map(|span| match span {
            Span::Plain(text) | Span::Strong(text) => text.as_str(),
            Span::Exact(_) => " ",
        });
        told.collect()
    };
    let of = |block: &Block| match block {
        Block::Heading { text, .. } => vec![text.clone()],
        Block::Paragraph(text) | Block::Remark(text) => vec![spans(text)],
        Block::List(items) | Block::Numbered(items) => items.iter().map(|item| spans(item)).collect(),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| row.cells.clone());
            let headings = table.columns.iter().map(|column| column.heading.clone());
            cells.chain(headings).chain([table.caption.clone()]).chain(table.note.clone()).collect()
        }
        Block::Figure { alternative, caption, .. } => vec![alternative.clone(), caption.clone()],
        Block::Verbatim(_) => Vec::new(),
    };
    document.blocks.iter().flat_map(of).collect()
}

/// Every number that a report holds, as a document may write it, and those that texts of the house hold.
pub(crate) fn of_report(report: &Report) -> BTreeSet<String> {
    let mut held = of_text(include_str!("../../locales/en/report.ftl"));
    held.extend(of_text(&serde_json::to_string(report).unwrap()));
    held.extend(report.counts.iter().flat_map(|one| {
        let value = one.ratio.as_ref().and_then(|ratio| ratio.value);
        [one.count.missing_in_all().to_string()].into_iter().chain(value.into_iter().flat_map(written))
    }));
    for (number, told) in report.studies.iter().enumerate() {
        held.extend(of_text(&serde_json::to_string(&told.codebook).unwrap()));
        held.extend(
            [number + 1, told.study.individuals.len(), told.study.coders.len()].map(|one| one.to_string()),
        );
        held.insert(told.codebook.entries_of(told.study.preset.as_deref()).len().to_string());
        held.extend(written(f64::from(told.study.overlap) / 1000.0));
        held.extend(
            told.sample
                .iter()
                .flat_map(|drawing| [drawing.drawn.len(), drawing.frame.labels.len()])
                .map(|one| one.to_string()),
        );
        let standings = told.standings;
        held.insert((told.study.individuals.len() as u64 - standings.by_several).to_string());
        held.insert((standings.waiting + standings.disputed).to_string());
        held.extend(of_agreement(told));
        held.extend(of_estimates(told));
    }
    for one in &report.rechecks {
        held.extend(
            [one.recheck.drawn.len() as u64, one.cannot_tell + one.open].map(|number| number.to_string()),
        );
        held.extend(one.share.iter().flat_map(|share| written(share.value())));
        held.extend(one.interval.iter().flat_map(|ends| [ends.low, ends.high]).flat_map(written));
        held.extend(ends(&one.bounds));
    }
    for one in &report.findings {
        held.extend(of_text(&serde_json::to_string(&one.signed).unwrap()));
        held.insert(one.entry.to_string());
    }
    held
}

/// A value as a document may write it: with two decimals, and in hundredths with one.
fn written(value: f64) -> Vec<String> {
    let percent = value * 100.0;
    let inside = if value > 0.0 && value < 1.0 { percent.clamp(0.1, 99.9) } else { percent };
    vec![format!("{:.2}", value.abs()), format!("{percent:.1}"), format!("{inside:.1}")]
}

/// Both ends of what a share may be.
fn ends(bounds: &Option<Bounds>) -> Vec<String> {
    bounds.iter().flat_map(|ends| [ends.all_no.value(), ends.all_yes.value()]).flat_map(written).collect()
}

fn of_agreement(told: &amana_archive::reporting::ReportedStudy) -> Vec<String> {
    let mut held = Vec::new();
    for one in &told.agreement {
        held.push(one.people.to_string());
        for made in [&one.percent, &one.alpha, &one.gwet].into_iter().flatten() {
            held.extend(written(made.value));
            held.extend(made.interval.iter().flat_map(|ends| [ends.low, ends.high]).flat_map(written));
        }
    }
    held
}

fn of_estimates(told: &amana_archive::reporting::ReportedStudy) -> Vec<String> {
    let mut held = Vec::new();
    for one in &told.estimates {
        held.extend([one.yes, one.assessed, one.not_assessable + one.open].map(|number| number.to_string()));
        held.extend(one.share.into_iter().flat_map(written));
        held.extend(one.interval.iter().flat_map(|ends| [ends.low, ends.high]).flat_map(written));
        held.extend(ends(&one.bounds));
        held.extend(ends(&one.coders));
    }
    held
}
