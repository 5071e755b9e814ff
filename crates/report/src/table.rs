//! Tables and lists of labels, the same all through a report.

use amana_typeset::{Block, Column, ColumnKind, Row, RowKind, Span, Table};

/// A column of words.
pub(crate) fn words_column(heading: String) -> Column {
    Column { heading, kind: ColumnKind::Text }
}

/// A column of numbers.
pub(crate) fn number_column(heading: String) -> Column {
    Column { heading, kind: ColumnKind::Number }
}

/// A row like the others.
pub(crate) fn body(cells: Vec<String>) -> Row {
    Row { kind: RowKind::Body, cells }
}

/// A sum.
pub(crate) fn total(cells: Vec<String>) -> Row {
    Row { kind: RowKind::Total, cells }
}

/// What is not known.
pub(crate) fn missing(cells: Vec<String>) -> Row {
    Row { kind: RowKind::Missing, cells }
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
