//! A small report, word by word. A drawing is kept as what its alternative text says.

use amana_report::document;
use amana_typeset::{Block, Document, Language, RowKind, Span};

use crate::sample;

fn spans(spans: &[Span]) -> String {
    let told = spans.iter().map(|span| match span {
        Span::Plain(text) => text.clone(),
        Span::Strong(text) => format!("*{text}*"),
        Span::Exact(text) => format!("`{text}`"),
    });
    told.collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!("{} {text}", "#".repeat(usize::from(*level))),
        Block::Paragraph(text) => spans(text),
        Block::List(items) => {
            items.iter().map(|item| format!("- {}", spans(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Numbered(items) => {
            items.iter().map(|item| format!("1. {}", spans(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Figure { alternative, caption, .. } => format!("[{caption}]\n[{alternative}]"),
        Block::Remark(text) => format!("! {}", spans(text)),
        Block::Verbatim(text) => format!("```\n{text}\n```"),
        Block::Table(table) => {
            let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
            let mut lines = vec![format!("|{}|", table.caption), format!("|{}|", headings.join("|"))];
            lines.extend(table.rows.iter().map(|row| {
                let sign = match row.kind {
                    RowKind::Body => "|",
                    RowKind::Total => "=",
                    RowKind::Missing => "?",
                };
                format!("{sign}{}|", row.cells.join("|"))
            }));
            lines.extend(table.note.iter().map(|note| format!("({note})")));
            lines.join("\n")
        }
    }
}

fn told(document: &Document) -> String {
    let mut parts = vec![document.title.clone(), document.subtitle.clone().unwrap_or_default()];
    parts.extend(document.particulars.iter().map(|(label, value)| format!("{label}: {value}")));
    parts.push(document.footer.clone());
    parts.extend(document.blocks.iter().map(block));
    parts.join("\n\n")
}

#[test]
fn a_small_report_in_english() {
    let report = sample::whole(12, Some("rapid-2014"), None).report();
    insta::assert_snapshot!(told(&document(&report, Language::English)));
}

#[test]
fn a_small_report_in_arabic_with_small_numbers_hidden() {
    let report = sample::whole(12, Some("rapid-2014"), Some(3)).report();
    insta::assert_snapshot!(told(&document(&report, Language::Arabic)));
}

#[test]
fn a_report_of_nothing_says_how_it_is_to_be_read() {
    let frozen = sample::frozen(Default::default(), Default::default(), Vec::new());
    for language in [Language::English, Language::Arabic] {
        let document = document(&frozen.report(), language);
        assert!(document.title.chars().any(char::is_alphabetic));
        assert!(document.blocks.len() > 5 && !told(&document).contains('⟨'));
    }
}
