//! Tables: empty, uneven, across pages.

use amana_typeset::{Block, Column, ColumnKind, Row, RowKind, Table, TypesetError, pdf};

use crate::paper::Paper;
use crate::piece;

fn table(rows: usize) -> Table {
    let column = |heading: &str, kind| Column { heading: heading.into(), kind };
    Table {
        caption: "Entries".into(),
        columns: vec![column("Place", ColumnKind::Text), column("Persons", ColumnKind::Number)],
        rows: (0..rows).map(|n| row(RowKind::Body, &[format!("Place {n}"), n.to_string()])).collect(),
        note: None,
    }
}

fn row(kind: RowKind, cells: &[String]) -> Row {
    Row { kind, cells: cells.to_vec(), opens: Vec::new() }
}

#[test]
fn the_header_is_repeated_on_every_page_and_read_once() {
    let paper = Paper::of(&piece(vec![Block::Table(table(120))]));
    assert!(paper.pages() >= 3);
    assert_eq!(paper.text().matches("Persons").count(), paper.pages());
    let scopes = paper.of_tags("TH", "Scope");
    assert_eq!(scopes.iter().filter(|scope| *scope == "Column").count(), 2);
    assert_eq!(scopes.iter().filter(|scope| *scope == "Row").count(), 120);
}

#[test]
fn an_empty_table_says_that_it_is_empty() {
    assert!(Paper::of(&piece(vec![Block::Table(table(0))])).text().contains("Nothingtolist."));
}

#[test]
fn an_uneven_table_is_refused() {
    let mut uneven = table(3);
    uneven.rows[1].cells.pop();
    let refused = pdf(&piece(vec![Block::Table(uneven)]));
    assert_eq!(
        refused,
        Err(TypesetError::UnevenTable { caption: "Entries".into(), columns: 2, row: 2, cells: 1 })
    );
    let none = Table { columns: Vec::new(), ..table(0) };
    assert!(matches!(
        pdf(&piece(vec![Block::Table(none)])),
        Err(TypesetError::UnevenTable { columns: 0, .. })
    ));
}

#[test]
fn ten_thousand_rows_are_printed_to_the_last() {
    let mut long = table(10_000);
    long.rows.push(row(RowKind::Total, &["All".into(), "10000 in all".into()]));
    let paper = Paper::of(&piece(vec![Block::Table(long)]));
    assert!(paper.pages() > 100);
    assert!(paper.bytes.len() < 20_000_000, "{} bytes", paper.bytes.len());
}
