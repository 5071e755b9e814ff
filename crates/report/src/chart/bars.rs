//! Horizontal bars, a row each.

use amana_archive::count::Shown;

use super::canvas::{Canvas, Fill, INK, WIDTH};
use crate::words::Words;

/// How high a row is.
const ROW: f64 = 22.0;
/// How high its bar is.
const HIGH: f64 = 13.0;
/// Where bars begin.
const FROM: f64 = 190.0;
/// What is left for the number behind the longest bar.
const BEHIND: f64 = 90.0;

/// A row.
pub(crate) struct Bar {
    /// What it is of.
    pub(crate) label: String,
    /// How many.
    pub(crate) number: Shown,
    /// Whether it is what cannot be told.
    pub(crate) missing: bool,
}

/// Draws rows; a number that is hidden has no bar.
pub(crate) fn bars(rows: &[Bar], words: Words) -> String {
    let mut canvas = Canvas::of(words, 8.0 + ROW * rows.len().max(1) as f64);
    let most = rows.iter().filter_map(|row| number(row.number)).max().unwrap_or(0).max(1);
    for (at, row) in rows.iter().enumerate() {
        let y = 4.0 + ROW * at as f64;
        let base = y + ROW / 2.0 + 4.0;
        canvas.label([0.0, base], FROM - 12.0, &row.label);
        let long = number(row.number).unwrap_or(0) as f64 / most as f64 * (WIDTH - FROM - BEHIND);
        if long > 0.0 {
            let fill = if row.missing { Fill::Missing } else { Fill::Told };
            canvas.rect([FROM, y + (ROW - HIGH) / 2.0], [long, HIGH], fill);
        }
        canvas.label([FROM + long + 7.0, base], BEHIND, &words.shown(row.number));
    }
    let bottom = 4.0 + ROW * rows.len() as f64;
    canvas.line([FROM, 4.0], [FROM, bottom], INK, 0.8);
    canvas.svg()
}

fn number(shown: Shown) -> Option<u64> {
    match shown {
        Shown::Number(number) => Some(number),
        Shown::Below(_) | Shown::Withheld => None,
    }
}
