//! Rows of the archive's tables, as the writer of table files takes them.

use amana_archive::look;
use amana_archive::reporting::ReportTable;
use amana_export::table as file;

pub(crate) fn column(column: &look::Column) -> file::Column {
    let kind = match column.kind {
        look::ColumnKind::Text => file::ColumnKind::Text,
        look::ColumnKind::Integer => file::ColumnKind::Integer,
        look::ColumnKind::Real => file::ColumnKind::Real,
    };
    file::Column::new(column.name, kind)
}

pub(crate) fn value(cell: &look::Cell) -> Option<file::Value<'_>> {
    match cell {
        look::Cell::Null => None,
        look::Cell::Text(text) => Some(file::Value::Text(text.into())),
        look::Cell::Integer(number) => Some(file::Value::Integer(*number)),
        look::Cell::Real(number) => Some(file::Value::Real(*number)),
    }
}

/// A table of a report as a file.
pub(crate) fn written(table: &ReportTable, format: file::Format) -> Result<Vec<u8>, file::TableError> {
    let columns = table.columns.iter().map(column).collect();
    let mut writer = file::TableWriter::new(format, columns, Vec::new())?;
    for row in &table.rows {
        let cells: Vec<Option<file::Value<'_>>> = row.iter().map(value).collect();
        writer.write_row(&cells)?;
    }
    writer.finish()
}
