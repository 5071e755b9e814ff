//! Shares with their intervals, on a scale from nothing to the whole.

use super::canvas::{Canvas, INK, QUIET, WIDTH};
use crate::words::Words;

const ROW: f64 = 20.0;
const FROM: f64 = 270.0;
/// Room beyond the whole, for the last number of the scale.
const BEYOND: f64 = 24.0;
/// Room for the scale.
const SCALE: f64 = 26.0;

/// A row. All shares from 0 to 1.
pub(crate) struct Share {
    /// What it is of.
    pub(crate) label: String,
    /// The share.
    pub(crate) share: f64,
    /// Its interval.
    pub(crate) interval: Option<[f64; 2]>,
    /// The share if all that is not told were no, and if all were yes.
    pub(crate) bounds: Option<[f64; 2]>,
}

/// Draws shares as dots, intervals as thick lines, bounds as thin ones with ends.
pub(crate) fn intervals(rows: &[Share], words: Words) -> String {
    let bottom = 4.0 + ROW * rows.len().max(1) as f64;
    let mut canvas = Canvas::of(words, bottom + SCALE);
    let x = |share: f64| FROM + share.clamp(0.0, 1.0) * (WIDTH - FROM - BEYOND);
    for quarter in 0..=4_u64 {
        let at = x(quarter as f64 / 4.0);
        canvas.line([at, 4.0], [at, bottom], QUIET, 0.4);
        canvas.middle(
            [at, bottom + 16.0],
            &words.say("percent", &[("n", crate::words::text(words.number(quarter * 25)))]),
        );
    }
    for (at, row) in rows.iter().enumerate() {
        let y = 4.0 + ROW * at as f64 + ROW / 2.0;
        canvas.label([0.0, y + 4.0], FROM - 14.0, &row.label);
        if let Some([low, high]) = row.bounds {
            canvas.line([x(low), y], [x(high), y], INK, 0.7);
            [low, high]
                .into_iter()
                .for_each(|end| canvas.line([x(end), y - 4.0], [x(end), y + 4.0], INK, 0.7));
        }
        if let Some([low, high]) = row.interval {
            canvas.line([x(low), y], [x(high), y], INK, 3.0);
        }
        canvas.dot([x(row.share), y], 4.2);
    }
    canvas.svg()
}
