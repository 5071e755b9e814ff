//! From one number to another, step by step.

use super::canvas::{Canvas, Fill, INK, QUIET, WIDTH};
use crate::words::Words;

const ROW: f64 = 22.0;
const HIGH: f64 = 13.0;
const FROM: f64 = 250.0;
const BEHIND: f64 = 80.0;

/// A row: a number that is reached, or a step to the next.
pub(crate) enum Level {
    /// A number that is reached.
    Reached(String, u64),
    /// What is taken away (negative) or added.
    Step(String, i64),
}

/// Draws numbers and the steps between them; each step begins where the one before it ended.
pub(crate) fn waterfall(levels: &[Level], words: Words) -> String {
    let mut canvas = Canvas::of(words, 8.0 + ROW * levels.len().max(1) as f64);
    let scale = (WIDTH - FROM - BEHIND) / highest(levels).max(1.0);
    let mut now = 0.0;
    for (at, level) in levels.iter().enumerate() {
        let y = 4.0 + ROW * at as f64;
        let base = y + ROW / 2.0 + 4.0;
        let bar = |canvas: &mut Canvas, from: f64, to: f64, fill| {
            canvas.rect([FROM + from * scale, y + (ROW - HIGH) / 2.0], [(to - from) * scale, HIGH], fill);
            canvas.line([FROM + from * scale, y], [FROM + from * scale, y + ROW], QUIET, 0.4);
        };
        let (label, indent, number, end) = match level {
            Level::Reached(label, number) => {
                now = *number as f64;
                bar(&mut canvas, 0.0, now, Fill::Told);
                (label, 0.0, words.number(*number), now)
            }
            Level::Step(label, change) => {
                let before = now;
                now = (before + *change as f64).max(0.0);
                bar(&mut canvas, before.min(now), before.max(now), Fill::Less);
                (label, 14.0, words.change(*change), before.max(now))
            }
        };
        canvas.label([indent, base], FROM - 12.0 - indent, label);
        canvas.label([FROM + end * scale + 7.0, base], BEHIND, &number);
    }
    canvas.line([FROM, 4.0], [FROM, 4.0 + ROW * levels.len() as f64], INK, 0.8);
    canvas.svg()
}

/// The highest number that is met on the way.
fn highest(levels: &[Level]) -> f64 {
    let (mut now, mut most) = (0.0_f64, 0.0_f64);
    for level in levels {
        now = match level {
            Level::Reached(_, number) => *number as f64,
            Level::Step(_, change) => (now + *change as f64).max(0.0),
        };
        most = most.max(now);
    }
    most
}
