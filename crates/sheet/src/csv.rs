//! CSV as offices write it: UTF-8 with or without a mark, UTF-16 with one, or Windows-1256; set apart by `,` `;` or tabs.

use encoding_rs::{UTF_8, WINDOWS_1256};

use crate::{SheetError, Table};

/// Reads rows into the table; gives how they were read.
pub(crate) fn read(bytes: &[u8], table: &mut Table<'_>) -> Result<String, SheetError> {
    // A mark at the beginning decides; without one UTF-8 is nearly never valid by chance.
    let (text, encoding, broken) = UTF_8.decode(bytes);
    let (text, encoding) = if broken {
        let (text, encoding, _) = WINDOWS_1256.decode(bytes);
        (text, encoding)
    } else {
        (text, encoding)
    };
    // Pictures and programs have them, text never.
    if text.contains('\0') {
        return Err(SheetError::Unreadable("it is no text, and no workbook".into()));
    }
    let name = match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => "utf-16".to_owned(),
        name => name.to_ascii_lowercase(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        let more = reader.read_record(&mut record).map_err(|e| SheetError::Unreadable(e.to_string()))?;
        if !more {
            break;
        }
        let line = record.position().map_or(0, |position| line_of(&text, position));
        let cells = record.iter().map(|text| table.cell(line, text)).collect();
        table.take(line, cells)?;
    }
    Ok(format!("csv, {name}"))
}

/// The line of the file on which a record begins; the reader tells where it ended the one before.
fn line_of(text: &str, position: &csv::Position) -> u32 {
    let rest = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let skipped =
        rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    u32::try_from(position.line() + skipped as u64).unwrap_or(u32::MAX)
}

/// What sets the cells of the first line apart: whichever of the three it has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let mut best = b',';
    for sign in [b';', b'\t'] {
        if count(sign) > count(best) {
            best = sign;
        }
    }
    best
}
