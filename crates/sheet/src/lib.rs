//! Lists made elsewhere, a header and rows of text: CSV in the encodings that offices write, and the first sheet of an XLSX.
//!
//! [`read`] is the door, and [`read_by_rows`] that of whoever tells of every row what becomes of it. Nothing is evaluated: a formula is the value that its program last wrote beside it, and a
//! text that begins like one stays a text. Whatever the bytes, the result is within [`Limits`].

mod csv;
mod xlsx;

use std::collections::BTreeSet;

/// What a list may be at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of an XLSX after unpacking, all its parts together.
    pub unpacked: u64,
    /// Rows below the header.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Cells in all, empty ones included.
    pub cells: usize,
    /// Characters of one cell.
    pub cell: usize,
}

impl Limits {
    /// Those of lists that people make.
    pub const DEFAULT: Self = Self {
        bytes: 32 << 20,
        unpacked: 512 << 20,
        rows: 300_000,
        columns: 256,
        cells: 5_000_000,
        cell: 4000,
    };
}

/// A list as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How it was read: `csv, utf-8`, `csv, windows-1256`, `xlsx` and so on.
    pub read_as: String,
    /// The cells of the first row that is not empty.
    pub header: Vec<String>,
    /// The rows below it that are not empty.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it, the first row of the sheet being 1; in a CSV the line on which it begins.
    pub line: u32,
    /// Its cells without surrounding white space, as many as the header has.
    pub cells: Vec<String>,
    /// Whether a cell of it is longer than the limit, and was cut off there. Never so in what [`read`] gives.
    pub overlong: bool,
}

/// Why a list was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Larger than a limit.
    #[error("the list has more than {0}")]
    TooLarge(String),
    /// No row has anything in it.
    #[error("the list is empty")]
    Empty,
    /// A binary workbook of before 2007, or one locked with a password.
    #[error("this is an old Excel workbook (.xls), or one locked with a password, and not an XLSX")]
    OldWorkbook,
    /// Neither CSV nor XLSX, or a broken one.
    #[error("the list cannot be read: {0}")]
    Unreadable(String),
}

/// How a compound file begins: a workbook as Excel wrote it before 2007, or a newer one locked with a password.
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a list: XLSX if it begins as a zip does, otherwise CSV.
///
/// # Errors
/// If it is empty, broken or larger than a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, SheetError> {
    let sheet = read_by_rows(bytes, limits)?;
    match sheet.rows.iter().find(|row| row.overlong) {
        Some(row) => Err(too_long(limits, row.line)),
        None => Ok(sheet),
    }
}

/// As [`read`], for whoever tells of every row what becomes of it: a row with a cell that is too long is marked, and spoils no other.
///
/// # Errors
/// If the list is empty, broken or larger than a limit, or a cell of its header is too long.
pub fn read_by_rows(bytes: &[u8], limits: &Limits) -> Result<Sheet, SheetError> {
    if bytes.len() > limits.bytes {
        return Err(SheetError::TooLarge(format!("{} bytes", limits.bytes)));
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(SheetError::OldWorkbook);
    }
    let mut table = Table::new(limits);
    let read_as = if bytes.starts_with(b"PK\x03\x04") {
        xlsx::read(bytes, limits, &mut table)?;
        "xlsx".to_owned()
    } else {
        csv::read(bytes, &mut table)?
    };
    table.finish(read_as)
}

fn too_long(limits: &Limits, line: u32) -> SheetError {
    SheetError::TooLarge(format!("{} characters in a cell of row {line}", limits.cell))
}

/// Rows as they come, held to the limits.
struct Table<'a> {
    limits: &'a Limits,
    rows: Vec<Row>,
    /// Cells taken so far.
    cells: usize,
    /// Lines with a cell that was cut off.
    overlong: BTreeSet<u32>,
}

impl<'a> Table<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, rows: Vec::new(), cells: 0, overlong: BTreeSet::new() }
    }

    /// Takes one row; an empty one is left out.
    fn take(&mut self, line: u32, mut cells: Vec<String>) -> Result<(), SheetError> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        // The header is a row too.
        if self.rows.len() > self.limits.rows {
            return Err(SheetError::TooLarge(format!("{} rows", self.limits.rows)));
        }
        if cells.len() > self.limits.columns {
            return Err(SheetError::TooLarge(format!("{} columns, in row {line}", self.limits.columns)));
        }
        self.cells = self.cells.saturating_add(cells.len());
        if self.cells > self.limits.cells {
            return Err(SheetError::TooLarge(format!("{} cells", self.limits.cells)));
        }
        self.rows.push(Row { line, cells, overlong: self.overlong.contains(&line) });
        Ok(())
    }

    /// A cell's text, within the limit.
    fn cell(&mut self, line: u32, text: &str) -> String {
        let text = text.trim().trim_matches(['\u{feff}', '\u{200e}', '\u{200f}', '\0']).trim();
        match text.char_indices().nth(self.limits.cell) {
            Some((end, _)) => {
                self.overlong.insert(line);
                text[..end].to_owned()
            }
            None => text.to_owned(),
        }
    }

    fn finish(self, read_as: String) -> Result<Sheet, SheetError> {
        let mut rows = self.rows.into_iter();
        let header = rows.next().ok_or(SheetError::Empty)?;
        if header.overlong {
            return Err(too_long(self.limits, header.line));
        }
        let header = header.cells;
        let mut rows: Vec<Row> = rows.collect();
        if rows.len().saturating_mul(header.len()) > self.limits.cells {
            return Err(SheetError::TooLarge(format!("{} cells", self.limits.cells)));
        }
        for row in &mut rows {
            row.cells.resize(header.len(), String::new());
        }
        Ok(Sheet { read_as, header, rows })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn a_list_keeps_its_row_numbers_and_its_texts_as_they_are() {
        let text = "\u{feff}file;branch\r\n\r\na.jpg; 215 \r\n\"b;\"\"c\"\".jpg\";=1+1\r\nonly;\r\n";
        let sheet = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(
            (&sheet.read_as[..], &sheet.header[..]),
            ("csv, utf-8", &["file".to_owned(), "branch".into()][..])
        );
        let rows = [(3, vec!["a.jpg", "215"]), (4, vec!["b;\"c\".jpg", "=1+1"]), (5, vec!["only", ""])];
        assert_eq!(cells(&sheet), rows);
    }

    #[test]
    fn a_picture_is_no_list() {
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR,\0\0\x01\0";
        assert!(
            matches!(read(picture, &Limits::DEFAULT), Err(SheetError::Unreadable(why)) if why.contains("no text"))
        );
    }

    #[test]
    fn an_old_workbook_is_named_and_not_read_as_text() {
        let mut bytes = OLD_WORKBOOK.to_vec();
        bytes.extend(b"file;branch\r\na.jpg;215\r\n");
        assert_eq!(read(&bytes, &Limits::DEFAULT), Err(SheetError::OldWorkbook));
    }

    #[test]
    fn arabic_in_the_encodings_of_offices() {
        let text = "الملف,الفرع\nصورة.jpg,٢١٥\n";
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let windows = "الملف,الفرع\nصورة.jpg,215\n";
        let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(windows);
        for (bytes, as_what, branch) in [
            (text.as_bytes(), "csv, utf-8", "٢١٥"),
            (&utf16[..], "csv, utf-16", "٢١٥"),
            (&windows[..], "csv, windows-1256", "215"),
        ] {
            let sheet = read(bytes, &Limits::DEFAULT).unwrap();
            assert_eq!((&sheet.read_as[..], &sheet.header[0][..]), (as_what, "الملف"));
            assert_eq!(cells(&sheet), [(2, vec!["صورة.jpg", branch])]);
        }
    }

    /// A workbook with one sheet of these rows, as XML within `sheetData`.
    fn workbook(rows: &str) -> Vec<u8> {
        use std::io::Write as _;
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let packages = "http://schemas.openxmlformats.org/package/2006";
        let relation = |kind: &str, target: &str| {
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{documents}/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{packages}/content-types\"/>")),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{main}\" xmlns:r=\"{documents}\"><sheets>\
                     <sheet name=\"قائمة\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ];
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn said(place: &str, text: &str) -> String {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    }

    #[test]
    fn a_workbook_gives_what_a_person_sees_in_its_first_sheet() {
        let rows = format!(
            "<row r=\"2\">{}{}</row><row r=\"4\">{}<c r=\"C4\"><v>215</v></c><c r=\"D4\"><f>1+1</f><v>2.5</v></c></row>",
            said("A2", "file"),
            said("D2", "الفرع"),
            said("A4", " a.jpg ")
        );
        let sheet = read(&workbook(&rows), &Limits::DEFAULT).unwrap();
        assert_eq!((&sheet.read_as[..], sheet.header.len()), ("xlsx", 4));
        assert_eq!(cells(&sheet), [(4, vec!["a.jpg", "", "215", "2.5"])]);
    }

    #[test]
    fn a_workbook_that_claims_to_be_huge_costs_nothing() {
        let far = format!(
            "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
            said("A1", "a"),
            said("XFD1048576", "b")
        );
        let error = read(&workbook(&far), &Limits::DEFAULT).unwrap_err();
        assert_eq!(error.to_string(), "the list has more than 256 columns, in row 1048576");
        let long = format!("<row r=\"1\">{}</row>", said("A1", &"0".repeat(100_000)));
        let limits = Limits { unpacked: 50_000, ..Limits::DEFAULT };
        assert_eq!(read(&workbook(&long), &limits), Err(SheetError::TooLarge("50000 bytes unpacked".into())));
    }

    #[test]
    fn a_cell_that_is_too_long_spoils_its_row_alone_where_rows_are_told() {
        let limits = Limits { cell: 5, ..Limits::DEFAULT };
        let sheet = read_by_rows("a,b\n1,2\n123456,3\n4,5\n".as_bytes(), &limits).unwrap();
        let rows: Vec<(u32, bool, &str)> =
            sheet.rows.iter().map(|row| (row.line, row.overlong, row.cells[1].as_str())).collect();
        assert_eq!(rows, [(2, false, "2"), (3, true, "3"), (4, false, "5")]);
        assert!(read_by_rows(b"abcdef\n1\n", &limits).is_err(), "nobody knows what such a column tells");
        let long =
            format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", said("A1", "a"), said("A2", "123456"));
        assert!(read_by_rows(&workbook(&long), &limits).unwrap().rows[0].overlong);
    }

    #[test]
    fn what_is_too_large_or_nothing_is_refused() {
        let limits = Limits { rows: 2, columns: 3, cell: 5, bytes: 60, ..Limits::DEFAULT };
        for (text, says) in [
            ("a\n1\n2\n3\n", "the list has more than 2 rows"),
            ("a\n1,2,3,4\n", "the list has more than 3 columns, in row 2"),
            ("a\n123456\n", "the list has more than 5 characters in a cell of row 2"),
            ("", "the list is empty"),
            (" , \n,\n", "the list is empty"),
            (&"x".repeat(61), "the list has more than 60 bytes"),
        ] {
            assert_eq!(read(text.as_bytes(), &limits).unwrap_err().to_string(), says);
        }
        assert!(matches!(read(b"PK\x03\x04 broken", &limits), Err(SheetError::Unreadable(_))));
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_list_within_the_limits_or_a_refusal(bytes in proptest::collection::vec(any::<u8>(), 0..400), zip: bool) {
            let bytes = if zip { [&b"PK\x03\x04"[..], &bytes].concat() } else { bytes };
            let limits = Limits { rows: 5, columns: 4, ..Limits::DEFAULT };
            if let Ok(sheet) = read(&bytes, &limits) {
                prop_assert!(sheet.rows.len() <= 5 && sheet.header.len() <= 4);
                prop_assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.header.len()));
            }
        }
    }
}
