//! Tables and lists of labels, the same all through a report.

use amana_archive::count::Shown;
use amana_typeset::{Block, Column, ColumnKind, Row, RowKind, Span, Table};

use crate::words::Words;

/// A column of words.
pub(crate) fn words_column(heading: String) -> Column {
    Column { heading, kind: ColumnKind::Text }
}

/// A column of numbers.
pub(crate) fn number_column(heading: String) -> Column {
    Column { heading, kind: ColumnKind::Number }
}

/// A cell: what stands in it, and where its number is opened.
pub(crate) struct Cell(String, Option<String>);

impl Cell {
    /// A number with the address of what it counts, if it has one. Nothing lies behind a zero, and a hidden number opens nothing.
    pub(crate) fn of(shown: Shown, opens: impl Into<Option<String>>, words: Words) -> Self {
        let is_seen = matches!(shown, Shown::Number(1..));
        Self(words.shown(shown), is_seen.then(|| opens.into()).flatten())
    }

    /// A text with an address.
    pub(crate) fn opening(text: String, opens: String) -> Self {
        Self(text, Some(opens))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self(text, None)
    }
}

/// A row like the others.
pub(crate) fn body<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Row {
    row(RowKind::Body, cells)
}

/// A sum.
pub(crate) fn total<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Row {
    row(RowKind::Total, cells)
}

/// What is not known.
pub(crate) fn missing<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Row {
    row(RowKind::Missing, cells)
}

fn row<C: Into<Cell>>(kind: RowKind, cells: impl IntoIterator<Item = C>) -> Row {
    let (cells, opens) = cells
        .into_iter()
        .map(|cell| {
            let Cell(text, opens) = cell.into();
            (text, opens)
        })
        .unzip();
    Row { kind, cells, opens }
}

/// A table.
pub(crate) fn table(caption: String, columns: Vec<Column>, rows: Vec<Row>, note: Option<String>) -> Block {
    Block::Table(Table { caption, columns, rows, note })
}

/// A list in which each line has a label.
pub(crate) fn labelled(lines: Vec<(String, Vec<Span>)>) -> Block {
    let line = |(label, text): (String, Vec<Span>)| {
        let mut spans = vec![Span::strong(label), Span::plain(" ")];
        spans.extend(text);
        spans
    };
    Block::List(lines.into_iter().map(line).collect())
}
