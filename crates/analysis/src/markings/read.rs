//! A straightened crop read: at each quarter turn, the surest turn kept.
//!
//! A number upside down can be a number too (61 is 19). So the probability of a reading is that of its signs times
//! that of its turn against the best other turn, all lines of the marking taken together.

use amana_model::{Field, Reading, Script};

use super::fields::fields;
use super::frame::Frame;
use super::grammar::Grammar;
use super::lines::{Area, Row, lines};
use super::numbers::{Number, numbers};
use super::recogniser::{Label, Recogniser};
use super::strokes::{long_ones, parted};
use crate::plane::Plane;
use crate::planes::Planes;

/// How often a sign of a number is claimed where none is written: a line speaks for its turn as its probability is to this,
/// once for each sign. A single digit is claimed of many a stroke, a number of seven of hardly anything else.
const CLAIMED: f32 = 0.3;
/// A whole row is read rather than its part before a label, if it is at least this probable beside it.
const WHOLE_ROW: f32 = 0.8;
/// What is left of a reading's probability where a label beside the number was read as letters, not cut off.
const BESIDE_LETTERS: f32 = 0.9;
/// EXIF orientations that turn a picture by 0, 90, 180 and 270 degrees clockwise.
pub(crate) const TURNS: [u8; 4] = [1, 6, 3, 8];
/// What is left of the probability of a long number with a one within: that may be the stroke between two numbers.
const MAYBE_TWO: f32 = 0.5;
/// What is left of the probability of a number that the frame of the picture may cut.
const MAYBE_CUT: f32 = 0.5;
/// A number less probable than this has no say in what script a marking is written in.
const SAYS_SCRIPT: f32 = 0.5;

/// A crop as it was read.
pub(crate) struct Read {
    /// Quarter turns clockwise that set the crop upright.
    pub(crate) turns: usize,
    pub(crate) crop: Planes,
    pub(crate) readings: Vec<Reading>,
}

struct Turned {
    turns: usize,
    luma: Plane,
    labels: Vec<Label>,
    /// Where each label stands.
    areas: Vec<Area>,
    weight: f32,
}

/// Reads a crop; unturned and without readings if nothing is written on it.
pub(crate) fn read(
    crop: Planes,
    frame: &Frame,
    recogniser: &Recogniser,
    grammar: &Grammar,
    late: &dyn Fn() -> bool,
) -> Read {
    let mut tried: Vec<Turned> = Vec::new();
    for (turns, orientation) in TURNS.into_iter().enumerate() {
        if late() {
            break;
        }
        let luma = crop.luma.clone().oriented(orientation);
        let rows = lines(&luma);
        tried.extend(turned(turns, luma, &rows, recogniser));
    }
    tried.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let other = tried.get(1).map_or(0.0, |other| other.weight);
    let Some(best) = tried.into_iter().next() else { return Read { turns: 0, crop, readings: Vec::new() } };
    let upright = best.weight / (best.weight + other);
    let chroma = crop.chroma.map(|both| both.map(|plane| plane.oriented(TURNS[best.turns])));
    let mut labels = best.labels;
    for (label, area) in labels.iter_mut().zip(&best.areas) {
        if frame.may_cut(area, best.turns) {
            label.probability *= MAYBE_CUT;
        }
    }
    let readings = readings(&labels, upright, recogniser.engine(), grammar);
    Read { turns: best.turns, crop: Planes { luma: best.luma, chroma }, readings }
}

fn turned(turns: usize, luma: Plane, rows: &[Row], recogniser: &Recogniser) -> Option<Turned> {
    let read = rows.iter().filter_map(|row| Some((label(&luma, row, recogniser)?, row.whole)));
    let (labels, areas): (Vec<Label>, Vec<Area>) = read.unzip();
    // A line that is no number (a name, a label) speaks for no turn, so turns of unlike numbers of lines compare.
    let speaks = |label: &Label| match numbers(&label.text) {
        Some(_) => (label.probability / CLAIMED.powi(label.text.chars().count() as i32)).max(1.0),
        None => 1.0,
    };
    let weight = labels.iter().map(speaks).product();
    (!labels.is_empty()).then_some(Turned { turns, luma, labels, areas, weight })
}

/// A row's label: of the whole row, or of its part before a label that seems to stand there. Where both are numbers and
/// differ, neither is sure.
fn label(luma: &Plane, row: &Row, recogniser: &Recogniser) -> Option<Label> {
    let read = |area: Area| recogniser.read(luma, &area).map(|label| parted(luma, &area, label));
    let whole = read(row.whole);
    let part = row.before_label.and_then(read);
    let number = |label: &Label| numbers(&label.text).is_some();
    match (whole, part.filter(number)) {
        (Some(whole), Some(part)) if number(&whole) && whole.text != part.text => {
            let both = whole.probability + part.probability;
            let surer = if whole.probability >= WHOLE_ROW * part.probability { whole } else { part };
            Some(Label { probability: surer.probability * surer.probability / both, ..surer })
        }
        (Some(whole), part) if number(&whole) || part.is_none() => Some(without_letters(whole)),
        (_, part) => part,
    }
}

/// A label of several digits with letters behind them: the digits.
fn without_letters(label: Label) -> Label {
    let digits = label.text.trim_end_matches('?');
    if digits.len() == label.text.len() || digits.chars().count() < 2 || numbers(digits).is_none() {
        return label;
    }
    Label { text: digits.to_owned(), probability: label.probability * BESIDE_LETTERS, ..label }
}

/// One reading for each number, and one for each line that is none.
fn readings(labels: &[Label], upright: f32, engine: &str, grammar: &Grammar) -> Vec<Reading> {
    let script = script(labels);
    let parts: Vec<Option<Vec<Number>>> = labels
        .iter()
        .map(|label| {
            numbers(&label.text).filter(|parts| parts.iter().all(|part| part.1.is_none() || part.1 == script))
        })
        .collect();
    let all: Vec<String> = parts.iter().flatten().flatten().map(|part| part.0.clone()).collect();
    let mut fields = fields(&all, grammar).into_iter();
    let mut readings = Vec::new();
    for (line, (label, parts)) in labels.iter().zip(parts).enumerate() {
        let one = |field: Field, number: Option<String>, script: Option<Script>, probability: f32| Reading {
            line: line as u8,
            field,
            engine: engine.to_owned(),
            raw: label.raw.clone(),
            number,
            script,
            probability,
        };
        match parts {
            None => readings.push(one(Field::Unknown, None, None, 0.0)),
            Some(parts) => readings.extend(parts.into_iter().map(|(number, script)| {
                let field = fields.next().unwrap_or(Field::Unknown);
                let two = if maybe_two(&number) { MAYBE_TWO } else { 1.0 };
                one(field, Some(number), script, label.probability * upright * two)
            })),
        }
    }
    readings
}

fn maybe_two(number: &str) -> bool {
    !long_ones(&number.chars().collect::<Vec<char>>()).is_empty()
}

/// The script of most of the sure lines: nobody writes one card in two scripts.
fn script(labels: &[Label]) -> Option<Script> {
    let mut says = [(Script::Western, 0.0), (Script::ArabicIndic, 0.0)];
    for label in labels {
        let parts = numbers(&label.text).unwrap_or_default();
        for script in parts.iter().filter_map(|part| part.1) {
            let weight =
                if label.probability >= SAYS_SCRIPT { label.probability } else { 0.1 * label.probability };
            says.iter_mut().filter(|say| say.0 == script).for_each(|say| say.1 += weight);
        }
    }
    let [western, arabic] = says;
    (western.1 + arabic.1 > 0.0).then_some(if western.1 >= arabic.1 { western.0 } else { arabic.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_before_letters_are_read_and_a_lone_one_is_not() {
        let read = |raw: &str| {
            let label = Label { raw: raw.into(), text: raw.into(), probability: 0.8, signs: Vec::new() };
            without_letters(label)
        };
        let digits = read("3331?");
        assert_eq!((&digits.text[..], &digits.raw[..]), ("3331", "3331?"), "what the network gave out stays");
        assert!(digits.probability < 0.8);
        for same in ["3331", "1?", "?", "33?31", "?12", ""] {
            assert_eq!(read(same).text, same);
        }
    }

    #[test]
    fn a_long_number_with_a_one_within_may_be_two() {
        assert!(maybe_two("72371197") && maybe_two("2271568"));
        assert!(!maybe_two("237197") && !maybe_two("1234567") && !maybe_two("2345671"));
    }
}
