//! A straightened crop read: at each quarter turn, the surest turn kept.
//!
//! A number upside down can be a number too (61 is 19). So the probability of a reading is that of its signs times
//! that of its turn against the best other turn, all lines of the marking taken together.

use amana_model::{Field, Reading, Script};

use super::fields::fields;
use super::grammar::Grammar;
use super::lines::{Area, lines};
use super::numbers::{Number, numbers};
use super::recogniser::{Label, Recogniser};
use crate::plane::Plane;
use crate::planes::Planes;

/// How often a number is claimed where none is written: a line speaks for its turn as its probability is to this.
const CLAIMED: f32 = 0.05;
/// EXIF orientations that turn a picture by 0, 90, 180 and 270 degrees clockwise.
const TURNS: [u8; 4] = [1, 6, 3, 8];
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
    weight: f32,
}

/// Reads a crop; unturned and without readings if nothing is written on it.
pub(crate) fn read(
    crop: Planes,
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
    let readings = readings(&best.labels, upright, recogniser.engine(), grammar);
    Read { turns: best.turns, crop: Planes { luma: best.luma, chroma }, readings }
}

fn turned(turns: usize, luma: Plane, rows: &[Area], recogniser: &Recogniser) -> Option<Turned> {
    let labels: Vec<Label> = rows.iter().filter_map(|row| recogniser.read(&luma, row)).collect();
    // A line that is no number (a name, a label) speaks for no turn, so turns of unlike numbers of lines compare.
    let speaks = |label: &Label| match numbers(&label.text) {
        Some(_) => (label.probability / CLAIMED).max(1.0),
        None => 1.0,
    };
    let weight = labels.iter().map(speaks).product();
    (!labels.is_empty()).then_some(Turned { turns, luma, labels, weight })
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
            raw: label.text.clone(),
            number,
            script,
            probability,
        };
        match parts {
            None => readings.push(one(Field::Unknown, None, None, 0.0)),
            Some(parts) => readings.extend(parts.into_iter().map(|(number, script)| {
                let field = fields.next().unwrap_or(Field::Unknown);
                one(field, Some(number), script, label.probability * upright)
            })),
        }
    }
    readings
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
