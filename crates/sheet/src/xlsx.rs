//! The first sheet of an XLSX, cell by cell: never as the rectangle that its outermost cells claim.

use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use crate::{Limits, SheetError, Table};

/// The most parts of a workbook.
const MOST_PARTS: usize = 2000;

/// Reads rows into the table.
pub(crate) fn read(bytes: &[u8], limits: &Limits, table: &mut Table<'_>) -> Result<(), SheetError> {
    unpacks_within(bytes, limits)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    let (mut at, mut row) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = cell.get_position();
        if line < at {
            return Err(SheetError::Unreadable("its rows are out of order".into()));
        }
        if line > at {
            table.take(at.saturating_add(1), std::mem::take(&mut row))?;
            at = line;
        }
        let text = table.cell(line.saturating_add(1), &text(cell.get_value()));
        if text.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= limits.columns {
            return Err(SheetError::TooLarge(format!(
                "{} columns, in row {}",
                limits.columns,
                line.saturating_add(1)
            )));
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        if let Some(place) = row.get_mut(column) {
            *place = text;
        }
    }
    table.take(at.saturating_add(1), row)
}

/// A value as a person would type it: numbers without a needless point, days as 2013-05-09.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Unpacks every part into nothing, so that no size a zip claims is believed.
fn unpacks_within(bytes: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if zip.len() > MOST_PARTS {
        return Err(SheetError::TooLarge(format!("{MOST_PARTS} parts")));
    }
    let mut left = limits.unpacked;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(unreadable)?;
        let unpacked =
            io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink()).map_err(unreadable)?;
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| SheetError::TooLarge(format!("{} bytes unpacked", limits.unpacked)))?;
    }
    Ok(())
}

fn unreadable(error: impl std::fmt::Display) -> SheetError {
    SheetError::Unreadable(error.to_string())
}
