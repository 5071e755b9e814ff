//! How wide the columns of a table are: no word and no number is broken as long as all fit beside each other.
//!
//! Typst shares what is too little among its columns evenly and so would break a number beside a column of sentences. It is also
//! faster when it need not measure ten thousand rows.

use crate::fonts::FONTS;
use crate::{Language, Table};

/// What a line holds, in points.
const LINE: f64 = 442.0;

/// Widths are measured in the regular face; a bold letter is about so much wider.
const BOLD: f64 = 1.14;

/// Room for the words of an empty table, in em.
const EMPTY: f64 = 14.0;

/// Gives the width of each column in em, without its margins, for texts that are legible already.
pub(crate) fn widths(table: &Table, language: Language) -> Vec<f64> {
    let columns = table.columns.len();
    // Sizes and margins as in the template.
    let (size, margins) = if columns > 6 { (8.2, 8.6) } else { (9.5, 14.8) };
    let size = if language == Language::Arabic { size * 1.1 } else { size };
    let room = (LINE / size - columns as f64 * margins / size).max(columns as f64);
    let wanted: Vec<Wanted> = (0..columns).map(|column| Wanted::by(table, column)).collect();
    share(&wanted, room)
}

/// The width of regular letters that fit into a column even if they are bold.
pub(crate) fn letters(width: f64) -> f64 {
    width / BOLD + 1e-6
}

/// What a column wants, in em.
struct Wanted {
    /// Its widest word.
    least: f64,
    /// Its widest cell, on one line.
    most: f64,
}

impl Wanted {
    fn by(table: &Table, column: usize) -> Self {
        let cells = table.rows.iter().map(|row| &row.cells[column]);
        let empty = if table.rows.is_empty() { EMPTY / table.columns.len() as f64 } else { 0.0 };
        let mut wanted = Self { least: empty, most: empty };
        for cell in cells.chain([&table.columns[column].heading]) {
            let word = cell.split_whitespace().map(|word| FONTS.width(word)).fold(0.0, f64::max);
            wanted.least = wanted.least.max(BOLD * word);
            wanted.most = wanted.most.max(BOLD * FONTS.width(cell));
        }
        wanted
    }
}

/// Shares the room out: all that is wanted; or each its widest word and of the rest in proportion; or the same for all that want more.
fn share(wanted: &[Wanted], room: f64) -> Vec<f64> {
    let least: f64 = wanted.iter().map(|w| w.least).sum();
    let most: f64 = wanted.iter().map(|w| w.most).sum();
    if most <= room {
        return wanted.iter().map(|w| w.most).collect();
    }
    if least <= room {
        let part = (room - least) / (most - least);
        return wanted.iter().map(|w| w.least + (w.most - w.least) * part).collect();
    }
    let mut sorted: Vec<f64> = wanted.iter().map(|w| w.least).collect();
    sorted.sort_by(f64::total_cmp);
    let (mut left, mut cap) = (room, 0.0);
    for (n, width) in sorted.iter().enumerate() {
        cap = left / (sorted.len() - n) as f64;
        if *width > cap {
            break;
        }
        left -= width;
    }
    wanted.iter().map(|w| w.least.min(cap)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legible::breakable;
    use crate::{Column, ColumnKind, Row, RowKind};

    fn shared(wanted: &[(f64, f64)], room: f64) -> Vec<f64> {
        share(&wanted.iter().map(|&(least, most)| Wanted { least, most }).collect::<Vec<_>>(), room)
    }

    #[test]
    fn room_is_shared_by_what_is_wanted() {
        assert_eq!(shared(&[(3.0, 9.0), (2.0, 2.0)], 40.0), [9.0, 2.0]);
        assert_eq!(shared(&[(3.0, 93.0), (4.0, 14.0), (5.0, 5.0)], 22.0), [12.0, 5.0, 5.0]);
        assert_eq!(shared(&[(50.0, 60.0), (2.0, 80.0), (30.0, 30.0)], 22.0), [10.0, 2.0, 10.0]);
    }

    #[test]
    fn a_number_is_not_broken_beside_a_sentence() {
        let (number, sentence) = ("12,345,678,901", "A sentence that goes on and on. ".repeat(9));
        let column = |kind| Column { heading: "Persons".into(), kind };
        let table = Table {
            caption: String::new(),
            columns: vec![column(ColumnKind::Text), column(ColumnKind::Number)],
            rows: vec![Row { kind: RowKind::Body, cells: vec![sentence, number.into()], opens: Vec::new() }],
            note: None,
        };
        for language in [Language::English, Language::Arabic] {
            let widths = widths(&table, language);
            assert_eq!(breakable(number, letters(widths[1])), number);
            assert!(widths[0] > 25.0 && widths.iter().sum::<f64>() < LINE / 9.5);
        }
    }
}
