//! A table of codings as people keep it: CSV, a row a coder, a column a unit, an empty cell where nobody coded.
//!
//! What cannot be read in one way only is refused with a question: a heading taken for codings would give a wrong number
//! that nobody sees. Nothing is evaluated, and no row is filled up or cut.

use std::collections::BTreeSet;
use std::path::Path;

use amana_archive::{ArchiveError, Result};
use amana_model::western_digit;

/// The longest table that is read, in bytes.
const LONGEST: u64 = 32 << 20;
/// The most cells.
const CELLS: usize = 5_000_000;
/// What stands in the corner of a table with headings, beside nothing.
const CORNERS: [&str; 9] =
    ["coder", "coders", "rater", "raters", "observer", "annotator", "unit", "units", "المرمز"];

/// How a table is laid out, as far as the person says it.
pub(crate) struct Asked<'a> {
    /// Whether the first row names the units.
    pub(crate) header: Option<bool>,
    /// Whether the first column names the coders.
    pub(crate) names: Option<bool>,
    /// What else than nothing stands for not coded.
    pub(crate) missing: &'a [String],
    /// The categories that there are, if told.
    pub(crate) categories: &'a [String],
    /// Whether codings are numbers.
    pub(crate) numbers: bool,
}

/// A table as read.
#[derive(Debug, PartialEq)]
pub(crate) struct Table {
    /// Whether the first row was taken for the units' names.
    pub(crate) header: bool,
    /// Whether the first column was taken for the coders' names.
    pub(crate) names: bool,
    /// Words that were taken for not coded.
    pub(crate) missing: Vec<String>,
    /// Units × coders.
    pub(crate) units: Vec<Vec<Option<String>>>,
}

/// A refusal: what happened, and what to do.
fn refused(what: impl Into<String>, next: &str) -> ArchiveError {
    ArchiveError::mistake(what).safe("the file was only read").next(next)
}

/// Reads the bytes of a table, within limits.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let unread = |e| {
        ArchiveError::mistake(format!("{shown} cannot be read")).safe("the file was only read").because(e)
    };
    let metadata = std::fs::metadata(path).map_err(unread)?;
    if !metadata.is_file() {
        return Err(refused(format!("{shown} is no file"), "name a CSV file"));
    }
    if metadata.len() > LONGEST {
        return Err(refused(
            format!("{shown} is longer than {LONGEST} bytes"),
            "keep the coded columns alone, or ask for fewer units",
        ));
    }
    std::fs::read(path).map_err(unread)
}

/// Reads a table.
pub(crate) fn read(bytes: &[u8], asked: &Asked<'_>) -> Result<Table> {
    let rows = rows(bytes)?;
    let missing = missing(&rows, asked)?;
    let layout = Layout { rows: &rows, missing: &missing, asked };
    let (header, names) = layout.of()?;
    let coding = |cell: &String| (!missing.contains(cell.as_str())).then(|| plain(cell, asked.numbers));
    let coders: Vec<Vec<Option<String>>> = rows[usize::from(header)..]
        .iter()
        .map(|row| row[usize::from(names)..].iter().map(coding).collect())
        .collect();
    let count = coders.first().map_or(0, Vec::len);
    let units = (0..count).map(|unit| coders.iter().map(|coder| coder[unit].clone()).collect()).collect();
    let missing = missing.into_iter().filter(|word| !word.is_empty()).map(str::to_owned);
    Ok(Table { header, names, missing: missing.collect(), units })
}

fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(refused("the table is a workbook or another zip", "save it as “CSV UTF-8”"));
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|e| {
        refused(format!("the table is not UTF-8, from byte {} on", e.valid_up_to()), "save it as “CSV UTF-8”")
    })?;
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let delimiter = [b';', b'\t']
        .into_iter()
        .fold(b',', |best, sign| if count(sign) > count(best) { sign } else { best });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut rows, mut cells): (Vec<Vec<String>>, usize) = (Vec::new(), 0);
    for record in reader.records() {
        let record =
            record.map_err(|e| refused("the table is no CSV", "save it as “CSV UTF-8”").because(e))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() == 1 && record[0].trim().is_empty() {
            continue;
        }
        cells += record.len();
        if cells > CELLS {
            return Err(refused(format!("the table has more than {CELLS} cells"), "ask for fewer units"));
        }
        if let Some(wanted) = rows.first().map(Vec::len).filter(|wanted| *wanted != record.len()) {
            return Err(refused(
                format!("the row of line {line} has {} cells, and the first row has {wanted}", record.len()),
                "give every row a cell for every unit, empty where nobody coded",
            ));
        }
        if let Some((column, cell)) = record.iter().enumerate().find(|(_, cell)| formula(cell.trim())) {
            return Err(refused(
                format!("the cell in line {line}, column {}, begins like a formula: {cell:?}", column + 1),
                "write what was coded, not a formula",
            ));
        }
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    if rows.is_empty() {
        return Err(refused("the table is empty", "write a row a coder, a column a unit"));
    }
    Ok(rows)
}

/// Whether a spreadsheet would compute it. A sign alone is what pathologists write, and a number is a number.
fn formula(cell: &str) -> bool {
    match cell.chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => cell.len() > 1 && number(cell).is_none(),
        _ => false,
    }
}

/// A number in Western or Arabic-Indic digits.
fn number(cell: &str) -> Option<f64> {
    plain(cell, true).parse().ok().filter(|number: &f64| number.is_finite())
}

fn plain(cell: &str, numbers: bool) -> String {
    let western = |sign: char| match sign {
        '٫' => '.',
        _ => western_digit(sign).unwrap_or(sign),
    };
    if numbers { cell.chars().map(western).collect() } else { cell.to_owned() }
}

/// The words for not coded: nothing, what was told, and R's NA where it can be nothing else.
fn missing<'a>(rows: &[Vec<String>], asked: &'a Asked<'_>) -> Result<BTreeSet<&'a str>> {
    let mut words: BTreeSet<&str> = asked.missing.iter().map(String::as_str).chain([""]).collect();
    let inside = || rows.iter().skip(1).flat_map(|row| row.iter().skip(1));
    let told = words.contains("NA") || asked.categories.iter().any(|category| category == "NA");
    if !told && inside().chain(&rows[0]).any(|cell| cell == "NA") {
        let other = |cell: &String| cell != "NA" && !words.contains(cell.as_str()) && number(cell).is_none();
        if !asked.numbers && inside().any(other) {
            let what = "“NA” may be a category or stand for not coded";
            return Err(refused(
                what,
                "say --missing NA if it stands for not coded, otherwise name all with --categories",
            ));
        }
        words.insert("NA");
    }
    Ok(words)
}

/// Which row and column are no codings.
struct Layout<'a> {
    rows: &'a [Vec<String>],
    missing: &'a BTreeSet<&'a str>,
    asked: &'a Asked<'a>,
}

impl Layout<'_> {
    fn of(&self) -> Result<(bool, bool)> {
        if let (Some(header), Some(names)) = (self.asked.header, self.asked.names) {
            return Ok((header, names));
        }
        let (header, names) = if self.asked.numbers || !self.asked.categories.is_empty() {
            self.by_codings()
        } else {
            self.by_words()
        }?;
        let (header, names) = (self.asked.header.unwrap_or(header), self.asked.names.unwrap_or(names));
        let first = &self.rows[0][usize::from(names)..];
        if !header && self.asked.header.is_none() && first.len() > 2 && counted(first) {
            return Err(unclear("the first row counts 1, 2, 3: names of units, or what was coded", "header"));
        }
        Ok((header, names))
    }

    /// Whether a cell can be what was coded, where that can be told.
    fn coding(&self, cell: &str) -> bool {
        self.missing.contains(cell)
            || if self.asked.categories.is_empty() {
                number(cell).is_some()
            } else {
                self.asked.categories.iter().any(|category| *category == plain(cell, self.asked.numbers))
            }
    }

    fn by_codings(&self) -> Result<(bool, bool)> {
        let corner = self.rows[0][0].as_str();
        let named = |from: usize| self.rows[from..].iter().any(|row| !self.coding(&row[0]));
        let heading = self.rows[0].iter().skip(1).any(|cell| !self.coding(cell));
        match self.asked.header {
            Some(false) => return Ok((false, named(0))),
            Some(true) => return Ok((true, named(1) || is_corner(corner))),
            None if heading => return Ok((true, named(1) || is_corner(corner))),
            None => {}
        }
        match corner {
            "" if named(1) => Ok((true, true)),
            "" => Err(unclear("the first cell is empty: a corner between names, or not coded", "header")),
            corner if is_corner(corner) => Ok((true, true)),
            corner if !self.coding(corner) && !named(1) => {
                Err(unclear("the first cell is not what was coded, and all others may be", "header"))
            }
            _ => Ok((false, named(0))),
        }
    }

    /// Names without an order can be anything, so that headings are told by not being found among the codings.
    fn by_words(&self) -> Result<(bool, bool)> {
        let corner = self.rows[0][0].as_str();
        let inside: BTreeSet<&str> =
            self.rows.iter().skip(1).flat_map(|row| row.iter().skip(1)).map(String::as_str).collect();
        let apart = |cells: &[&str]| {
            let distinct: BTreeSet<&&str> = cells.iter().collect();
            let known = |cell: &&str| cell.is_empty() || inside.contains(cell);
            cells.len() > 1 && distinct.len() == cells.len() && !cells.iter().any(known)
        };
        let row: Vec<&str> = self.rows[0].iter().skip(1).map(String::as_str).collect();
        let heading =
            apart(&row) || (is_corner(corner) && (!corner.is_empty() || counted(&self.rows[0][1..])));
        if corner.is_empty() && !heading && self.asked.header.is_none() {
            return Err(unclear("the first cell is empty: a corner between names, or not coded", "header"));
        }
        let header = self.asked.header.unwrap_or(heading);
        if header && is_corner(corner) {
            return Ok((true, true));
        }
        let column: Vec<&str> = self.rows[usize::from(header)..].iter().map(|row| row[0].as_str()).collect();
        if apart(&column) && self.asked.names.is_none() {
            return Err(unclear("the first column may be names of coders, or what they coded", "names"));
        }
        Ok((header, false))
    }
}

/// Whether cells are 1, 2, 3 and so on.
fn counted(cells: &[String]) -> bool {
    cells.iter().enumerate().all(|(at, cell)| number(cell) == Some(at as f64 + 1.0))
}

fn is_corner(cell: &str) -> bool {
    cell.is_empty() || CORNERS.contains(&cell.to_lowercase().as_str())
}

fn unclear(what: &str, option: &str) -> ArchiveError {
    refused(what, &format!("say --{option} yes or --{option} no"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NUMBERS: Asked<'_> =
        Asked { header: None, names: None, missing: &[], categories: &[], numbers: true };
    const WORDS: Asked<'_> = Asked { numbers: false, ..NUMBERS };

    fn shown(text: &str, asked: &Asked<'_>) -> String {
        let cell = |cell: &Option<String>| cell.clone().unwrap_or_else(|| ".".into());
        match read(text.as_bytes(), asked) {
            Ok(table) => {
                let units: Vec<String> =
                    table.units.iter().map(|unit| unit.iter().map(cell).collect()).collect();
                format!("{}{} {}", u8::from(table.header), u8::from(table.names), units.join(" "))
            }
            Err(error) => error.what,
        }
    }

    #[test]
    fn one_table_in_the_forms_that_people_write() {
        for text in [
            "1,2,\n1,,3\n",
            "\u{feff}u1;u2;u3\r\n1;2;\r\n1;;3\r\n",
            ",u1,u2,u3\nsamar,1,2,\nnour,1,,3\n",
            ",1,2,3\nsamar,1,2,NA\nnour,1,NA,3\n",
            "Coder,1,2,3\n17,1,2,\n18,1,,3\n",
            "samar\t١\t٢\t\nnour\t1\t\t٣\n",
        ] {
            assert_eq!(shown(text, &NUMBERS)[3..], *"11 2. .3", "{text}");
        }
        for text in
            ["yes,no,\nyes,,no\n", "coder,a,b,c\ns,yes,no,\nn,yes,,no\n", ",1,2,3\ns,yes,no,\nn,yes,,no\n"]
        {
            assert_eq!(shown(text, &WORDS)[3..], *"yesyes no. .no", "{text}");
        }
        assert_eq!(shown("+,-,+\n-,-,+\n", &WORDS), "00 +- -- ++", "what pathologists write");
    }

    #[test]
    fn what_may_mean_two_things_is_asked() {
        for (text, asked, what) in [
            ("1,2,3,4\n1,2,3,3\n2,2,3,4\n", &NUMBERS, "the first row counts 1, 2, 3"),
            (",2,3\n1,2,3\n", &NUMBERS, "the first cell is empty"),
            ("what,2,3\n1,2,3\n", &NUMBERS, "the first cell is not what was coded"),
            (",b,c\na,b,c\n", &WORDS, "the first cell is empty"),
            ("a,c,d\nb,c,d\ne,c,d\n", &WORDS, "the first column may be names"),
            ("who,u,v\na,c,d\nb,c,d\n", &WORDS, "the first column may be names"),
            ("yes,NA\nno,no\n", &WORDS, "“NA” may be"),
        ] {
            assert!(shown(text, asked).starts_with(what), "{text}: {}", shown(text, asked));
        }
        let told = Asked { header: Some(false), ..NUMBERS };
        assert_eq!(shown("1,2,3,4\n1,2,3,3\n", &told), "00 11 22 33 43");
        assert_eq!(shown(",2,3\n1,2,3\n", &told), "00 .1 22 33");
        let told = Asked { names: Some(true), ..WORDS };
        assert_eq!(shown("a,c,d\nb,c,d\ne,c,d\n", &told), "01 ccc ddd");
    }

    #[test]
    fn what_is_no_table_is_refused_in_words() {
        for (bytes, what) in [
            (&b""[..], "the table is empty"),
            (b"\n \n", "the table is empty"),
            (b"PK\x03\x04", "the table is a workbook"),
            (b"1,2\n1,\xe9\n", "the table is not UTF-8, from byte 6 on"),
            (b"\xff\xfe1\0", "the table is not UTF-8, from byte 0 on"),
            (b"1,2\n1,2,3\n", "the row of line 2 has 3 cells, and the first row has 2"),
            (b"1,2\n1,=cmd()\n", "the cell in line 2, column 2, begins like a formula"),
            (b"1,2\n1,+cmd()\n", "the cell in line 2, column 2, begins like a formula"),
        ] {
            let error = read(bytes, &NUMBERS).unwrap_err();
            assert!(error.what.starts_with(what), "{}", error.what);
            assert!(error.safe.is_some() && error.next.is_some());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_table_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a1,;\n =+-]{0,60}", numbers: bool) {
            for bytes in [&bytes[..], text.as_bytes()] {
                if let Ok(table) = read(bytes, &Asked { numbers, ..NUMBERS }) {
                    let coders = table.units.first().map_or(0, Vec::len);
                    prop_assert!(table.units.iter().all(|unit| unit.len() == coders));
                }
            }
        }
    }
}
