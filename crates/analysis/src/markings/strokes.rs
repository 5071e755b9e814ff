//! A second look at ones of a long number: the stroke between two numbers, drawn by hand and nearly upright, is a one to
//! the network (`7237/197` is 72371197).
//!
//! The ink tells more than the 32 pixels that the network sees. The stroke between numbers is as tall as the digits, straight
//! from end to end, as thick everywhere, and leans to the right; a one has a flag or a bend or stands upright. How much taller
//! than the digits it is tells nothing: digits of one hand differ by more. A hand that writes ones as slanting strokes is
//! misread, so what was parted is less sure.

use super::lines::{Area, crop_ink};
use super::numbers::numbers;
use super::patches::{Run, pieces};
use super::recogniser::{Label, Sign};
use crate::plane::Plane;

const ONES: [char; 2] = ['1', '١'];
/// Digits of a number in which a one is looked at: cards' own numbers have five at most.
const LONG: usize = 7;
/// What is left of a label's probability where a one was taken for the stroke between two numbers.
const PARTED: f32 = 0.8;
/// How much of the digits' height a stroke has at least.
const TALL: f32 = 0.9;
/// Pixels to the right for each upward, at least.
const LEAN: f32 = 0.05;
/// How far its middle strays from a straight line, as a share of its height, at most; root mean square.
const BEND: f32 = 0.014;
/// Its thickest row over its middle one, at most: a flag makes it more.
const SWELL: f32 = 1.36;
/// The least log probability that the network gives to `/` there: for ones with a flag it is less by far.
const SEPARATES: f32 = -16.0;
/// How far beside a mark the place of a sign read from it may lie, as a share of the mark's height.
const BESIDE: f32 = 0.15;
/// The most pieces of ink looked at, the largest first.
const MOST_PIECES: usize = 60;

/// Reads ones of long numbers as `/` where their ink is that of a stroke between numbers, and leaves out ones that were read
/// beside a `/` of the same ink; the label as it is where the parts are no numbers then.
pub(crate) fn parted(crop: &Plane, line: &Area, label: Label) -> Label {
    let signs: Vec<char> = label.text.chars().collect();
    let (long, beside) = (long_ones(&signs), ones_beside(&signs));
    if (long.is_empty() && beside.is_empty()) || label.signs.len() < signs.len() {
        return label;
    }
    let marks = marks(crop, line);
    let mark = |at: usize| nearest(&marks, &label.signs[at]);
    let doubled = |at| {
        beside.iter().any(|(one, other)| *one == at && mark(at).is_some_and(|i| mark(*other) == Some(i)))
    };
    let parts = |at| long.contains(&at) && between_numbers(&marks, &label.signs[at]);
    let kept = (0..signs.len()).filter(|at| !doubled(*at));
    let text: String = kept.map(|at| if parts(at) { '/' } else { signs[at] }).collect();
    if text == label.text || numbers(&text).is_none() {
        return label;
    }
    Label { text, probability: label.probability * PARTED, signs: Vec::new(), ..label }
}

/// The ones with a `/` beside them, each with the place of that.
fn ones_beside(signs: &[char]) -> Vec<(usize, usize)> {
    let pairs = (1..signs.len()).flat_map(|at| [(at - 1, at), (at, at - 1)]);
    pairs.filter(|(one, other)| ONES.contains(&signs[*one]) && signs[*other] == '/').collect()
}

/// The ones within numbers of [`LONG`] digits or more, neither first nor last.
pub(crate) fn long_ones(signs: &[char]) -> Vec<usize> {
    let mut ones = Vec::new();
    let mut from = 0;
    for number in signs.split(|sign| !sign.is_numeric()) {
        let within = from + 1..from + number.len().saturating_sub(1);
        if number.len() >= LONG {
            ones.extend(within.filter(|at| ONES.contains(&signs[*at])));
        }
        from += number.len() + 1;
    }
    ones
}

/// A piece of ink as tall as a digit, as a stroke.
#[derive(Debug)]
struct Mark {
    area: Area,
    lean: f32,
    bend: f32,
    swell: f32,
}

/// The tall pieces of ink of a line; their areas are of the crop from left to right, of the line's surroundings down.
fn marks(crop: &Plane, line: &Area) -> Vec<Mark> {
    // Some ground above and below, against which the ink is dark.
    let around = line.height() / 2;
    let (top, bottom) = (line.top.saturating_sub(around), (line.bottom + around).min(crop.height));
    let samples = (top..bottom).flat_map(|y| crop.row(y)).copied().collect();
    let band = Plane { width: crop.width, height: bottom - top, samples };
    let found = pieces(&crop_ink(&band), 1, 4, MOST_PIECES);
    let mut marks: Vec<Mark> = found.iter().filter_map(|rows| mark(rows)).collect();
    marks.retain(|mark| {
        let (height, middle) = (mark.area.height(), top + (mark.area.top + mark.area.bottom) / 2);
        height * 2 >= line.height()
            && height <= line.height() * 3 / 2
            && (line.top..line.bottom).contains(&middle)
    });
    marks
}

/// Measures a piece: a straight line through the middles of its rows (least squares), and what strays from it.
fn mark(rows: &[Run]) -> Option<Mark> {
    let area = Area::of(rows)?;
    let count = rows.len() as f32;
    let middle = |row: &Run| (row.from + row.to) as f32 / 2.0;
    let x = rows.iter().map(middle).sum::<f32>() / count;
    let y = rows.iter().map(|row| row.y as f32).sum::<f32>() / count;
    let down: f32 = rows.iter().map(|row| (row.y as f32 - y).powi(2)).sum();
    let across: f32 = rows.iter().map(|row| (row.y as f32 - y) * (middle(row) - x)).sum();
    let slope = across / down.max(1.0);
    let strays = rows.iter().map(|row| (middle(row) - x - slope * (row.y as f32 - y)).powi(2)).sum::<f32>();
    let mut thick: Vec<usize> = rows.iter().map(|row| row.to - row.from).collect();
    thick.sort_unstable();
    let swell = *thick.last()? as f32 / thick[thick.len() / 2] as f32;
    Some(Mark { area, lean: -slope, bend: (strays / count).sqrt() / area.height() as f32, swell })
}

/// The mark that a sign was read from: the network tells places to about half a digit only.
fn nearest(marks: &[Mark], sign: &Sign) -> Option<usize> {
    let far = |mark: &Mark| ((mark.area.left + mark.area.right) as f32 / 2.0 - sign.middle).abs();
    let near = |mark: &Mark| far(mark) <= mark.area.width() as f32 / 2.0 + BESIDE * mark.area.height() as f32;
    let at = (0..marks.len()).min_by(|a, b| far(&marks[*a]).total_cmp(&far(&marks[*b])));
    at.filter(|at| near(&marks[*at]))
}

/// Whether the ink of a sign is that of a stroke between numbers, and the network has not wholly ruled that out.
fn between_numbers(marks: &[Mark], sign: &Sign) -> bool {
    let Some(stroke) = nearest(marks, sign).map(|at| &marks[at]) else { return false };
    let mut heights: Vec<usize> = marks.iter().map(|mark| mark.area.height()).collect();
    heights.sort_unstable();
    let tall = stroke.area.height() as f32 >= TALL * heights[heights.len() / 2] as f32;
    let straight = stroke.bend <= BEND && stroke.swell <= SWELL;
    tall && straight && stroke.lean >= LEAN && sign.separates >= SEPARATES
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strokes of each sign in a square of side 1: `/` nearly upright, 1 with a flag, ١ with a bend, `|` upright and straight,
    /// a ring for any other digit.
    fn strokes(sign: char) -> &'static [(f32, f32)] {
        match sign {
            '/' => &[(0.57, 0.0), (0.43, 1.0)],
            '1' => &[(0.3, 0.25), (0.55, 0.0), (0.48, 1.0)],
            '١' => &[(0.36, 0.05), (0.5, 0.3), (0.54, 1.0)],
            '|' => &[(0.5, 0.0), (0.5, 1.0)],
            _ => &[(0.3, 0.0), (0.7, 0.0), (0.7, 1.0), (0.3, 1.0), (0.3, 0.0)],
        }
    }

    /// Writes signs 40 pixels high, 30 apart, with a pen 6 wide; each sign in its own column.
    fn written(signs: &str) -> (Plane, Area) {
        let count = signs.chars().count();
        let (width, height) = (30 * count + 30, 80);
        let mut samples = vec![220_u8; width * height];
        for (at, sign) in signs.chars().enumerate() {
            for pair in strokes(sign).windows(2) {
                for step in 0..=100 {
                    let along = |a: f32, b: f32| a + (b - a) * step as f32 / 100.0;
                    let x = 15.0 + 30.0 * at as f32 + 30.0 * along(pair[0].0, pair[1].0);
                    let y = 20.0 + 40.0 * along(pair[0].1, pair[1].1);
                    dot(&mut samples, width, x, y);
                }
            }
        }
        (Plane { width, height, samples }, Area { left: 15, top: 17, right: width - 15, bottom: 63 })
    }

    fn dot(samples: &mut [u8], width: usize, x: f32, y: f32) {
        for (i, sample) in samples.iter_mut().enumerate() {
            let (u, v) = ((i % width) as f32 + 0.5 - x, (i / width) as f32 + 0.5 - y);
            if u * u + v * v <= 9.0 {
                *sample = 30;
            }
        }
    }

    /// What becomes of a text read from signs that were written, each in its column.
    fn second_look(signs: &str, text: &str, separates: f32) -> Label {
        let (crop, line) = written(signs);
        let sign = |at: usize| Sign { middle: 30.0 + 30.0 * at as f32, separates };
        let signs = (0..text.chars().count()).map(sign).collect();
        let label = Label { raw: text.into(), text: text.into(), probability: 0.9, signs };
        parted(&crop, &line, label)
    }

    #[test]
    fn an_upright_stroke_within_a_long_number_parts_it() {
        for (signs, text) in [
            ("7237/197", "72371197"),
            ("٧٢٣٧/١٩٧", "٧٢٣٧١١٩٧"),
            ("227/2839/159", "227128391159"),
            ("٢٢٧/٩٠٧٨/٣٧١", "٢٢٧١٩٠٧٨/٣٧١"),
        ] {
            let label = second_look(signs, text, -11.0);
            assert_eq!((&label.text[..], &label.raw[..]), (signs, text), "what the network gave out stays");
            assert!(label.probability < 0.9, "a hand may write ones as slanting strokes");
        }
    }

    #[test]
    fn a_one_stays_a_one() {
        for (signs, text) in [
            ("72371197", "72371197"),
            ("٧٢٣٧١١٩٧", "٧٢٣٧١١٩٧"),
            ("7237|197", "72371197"),
            ("٧٢٣٧|١٩٧", "٧٢٣٧١١٩٧"),
            ("23/97", "23197"),
            ("/237197", "1237197"),
            ("7237/19?", "7237119?"),
        ] {
            let label = second_look(signs, text, -11.0);
            assert_eq!((&label.text[..], label.probability), (text, 0.9));
        }
        let ruled_out = second_look("7237/197", "72371197", -20.0);
        assert_eq!(ruled_out.text, "72371197");
    }

    #[test]
    fn one_stroke_is_not_a_stroke_between_numbers_and_a_one() {
        let (crop, line) = written("97/42");
        let signs =
            [30.0, 60.0, 87.0, 93.0, 120.0, 150.0].map(|middle| Sign { middle, separates: -1.0 }).to_vec();
        for text in ["97/142", "971/42"] {
            let label = Label { raw: text.into(), text: text.into(), probability: 0.9, signs: signs.clone() };
            assert_eq!(parted(&crop, &line, label).text, "97/42");
        }
        assert_eq!(second_look("97/142", "97/142", -11.0).text, "97/142");
    }
}
