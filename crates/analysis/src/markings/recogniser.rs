//! The reader of one line: grey pixels to a label with its calibrated probability.
//!
//! What the network expects and says stands in `digits.json` beside the weights; it is read, not repeated here.

use serde::Deserialize;

use super::ctc::{beam, spans};
use super::lines::Area;
use super::numbers::numbers;
use super::strip::{HEIGHT, PAD_ACROSS, cut, normalised};
use crate::NetworkError;
use crate::network::{Network, Numbers};
use crate::plane::Plane;

/// How many pixels of a line the network makes one step of.
const STEP: f32 = 4.0;
/// The sign for any letter.
const OTHER: char = '?';
/// The stroke between two numbers.
const SEPARATOR: char = '/';
/// A number is taken rather than the same with a letter in it, if its log probability is at most this much less.
const NEARLY: f32 = 0.7;
/// What is left of its probability: the network itself held the letter to be more probable.
const FOR_A_LETTER: f32 = 0.5;

/// `digits.json`, as far as it is needed.
#[derive(Debug, Clone, Deserialize)]
struct Sheet {
    engine: String,
    signs: String,
    beam: Beam,
    calibration: Calibration,
}

#[derive(Debug, Clone, Deserialize)]
struct Beam {
    width: usize,
    floor: f32,
}

#[derive(Debug, Clone, Deserialize)]
struct Calibration {
    weights: [f32; 4],
}

/// The network with its sheet; cheap to clone.
#[derive(Clone)]
pub(crate) struct Recogniser {
    network: Network,
    sheet: Sheet,
    signs: Vec<char>,
}

/// What was read on one line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    /// What the network gave out.
    pub(crate) raw: String,
    /// What of it is taken for the number.
    pub(crate) text: String,
    /// Calibrated probability that the text is exactly right, if it is a number at all.
    pub(crate) probability: f32,
    /// The signs of the text; empty if it is not told where they stand.
    pub(crate) signs: Vec<Sign>,
}

/// One sign where it was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sign {
    /// Its middle, in pixels from the left of the crop.
    pub(crate) middle: f32,
    /// Log probability that the network gives to the stroke between two numbers there, however improbable.
    pub(crate) separates: f32,
}

impl Recogniser {
    pub(crate) fn load(weights: &[u8], sheet: &str) -> Result<Self, NetworkError> {
        let refused = |detail: String| NetworkError::Load("digits", detail);
        let sheet: Sheet = serde_json::from_str(sheet).map_err(|error| refused(error.to_string()))?;
        let signs = sheet.signs.chars().collect();
        Ok(Self { network: Network::load_unpinned(weights, "digits")?, sheet, signs })
    }

    pub(crate) fn engine(&self) -> &str {
        &self.sheet.engine
    }

    /// Reads one line of a crop; `None` if the network gave nothing.
    pub(crate) fn read(&self, crop: &Plane, line: &Area) -> Option<Label> {
        let cut = cut(crop, line)?;
        let steps = self.steps(&cut)?;
        let found = self.labels(&steps);
        let raw = self.text(&found.first()?.1);
        let (at, text) = self.for_a_letter(&found, &raw).unwrap_or((0, raw.clone()));
        let share = if at > 0 { FOR_A_LETTER } else { 1.0 };
        let across = PAD_ACROSS * line.height() as f32;
        let wide = STEP * (line.width() as f32 + 2.0 * across) / cut.width as f32;
        let signs = self.signs_at(&steps, &found[at].1, |step| line.left as f32 - across + step * wide);
        Some(Label { raw, text, probability: share * self.probability(&found, at), signs })
    }

    /// The calibrated probability of the label at a place among those found.
    fn probability(&self, found: &[(f32, Vec<usize>)], at: usize) -> f32 {
        let (best, label) = &found[at];
        let rival = found.get(usize::from(at == 0)).map_or(-30.0, |other| other.0);
        let length = (1.0 + label.len() as f32).ln();
        let features = [1.0, best.max(-20.0), (best - rival).min(12.0), length];
        let sum: f32 = features.iter().zip(self.sheet.calibration.weights).map(|(f, w)| f * w).sum();
        1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp())
    }

    fn signs_at(&self, steps: &[Vec<f32>], label: &[usize], place: impl Fn(f32) -> f32) -> Vec<Sign> {
        let separator = self.signs.iter().position(|sign| *sign == SEPARATOR).map_or(0, |at| at + 1);
        let sign = |(first, last): (usize, usize)| {
            let near = steps[first.saturating_sub(1)..].iter().take(last + 2 - first.saturating_sub(1));
            let separates = near.map(|step| step[separator]).fold(f32::NEG_INFINITY, f32::max);
            Sign { middle: place((first + last + 1) as f32 / 2.0), separates }
        };
        spans(steps, label).into_iter().map(sign).collect()
    }

    /// A number nearly as probable as the best label and the same but for a letter in that: a digit in a shaky hand looks
    /// like a letter. Its place and text.
    fn for_a_letter(&self, found: &[(f32, Vec<usize>)], raw: &str) -> Option<(usize, String)> {
        let kept = raw.chars().filter(|sign| *sign != OTHER).count();
        if kept < 2 || kept == raw.chars().count() {
            return None;
        }
        let near = found.iter().take_while(|other| other.0 >= found[0].0 - NEARLY).enumerate();
        near.map(|(at, label)| (at, self.text(&label.1))).find(|(_, text)| {
            let same = text.chars().zip(raw.chars()).all(|(sign, best)| sign == best || best == OTHER);
            same && text.chars().count() == raw.chars().count() && numbers(text).is_some()
        })
    }

    fn text(&self, label: &[usize]) -> String {
        label.iter().filter_map(|class| self.signs.get(class - 1)).collect()
    }

    /// What the network says of a line that has its height: log probabilities of the classes, step by step.
    fn steps(&self, line: &Plane) -> Option<Vec<Vec<f32>>> {
        let (ink, width) = normalised(line);
        let input = Numbers { shape: vec![1, 1, HEIGHT, width], values: ink };
        let output = self.network.run(input).ok()?.into_iter().next()?;
        let classes = self.signs.len() + 1;
        let steps = output.values.len() / classes;
        if steps == 0 || output.values.len() != steps * classes {
            return None;
        }
        let step = |t: usize| (0..classes).map(|c| output.values[c * steps + t]).collect::<Vec<f32>>();
        Some((0..steps).map(step).collect())
    }

    /// The most probable labels, each with its log probability; the best first.
    fn labels(&self, steps: &[Vec<f32>]) -> Vec<(f32, Vec<usize>)> {
        beam(steps, self.sheet.beam.width.clamp(1, 32), self.sheet.beam.floor.max(1e-6).ln())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried() -> Recogniser {
        let sheet = include_str!("../../models/digits.json");
        Recogniser::load(include_bytes!("../../models/digits.onnx"), sheet).unwrap()
    }

    #[test]
    fn a_number_nearly_as_probable_as_one_with_a_letter_is_taken() {
        let recogniser = carried();
        let class = |sign: char| recogniser.signs.iter().position(|other| *other == sign).unwrap() + 1;
        let chosen = |labels: &[(f32, &str)]| {
            let found: Vec<(f32, Vec<usize>)> =
                labels.iter().map(|(value, text)| (*value, text.chars().map(class).collect())).collect();
            recogniser.for_a_letter(&found, labels[0].1)
        };
        let taken = Some((2, "٧٧١٦".to_owned()));
        assert_eq!(chosen(&[(-0.72, "?٧١٦"), (-0.9, "٧١٦"), (-1.0, "٧٧١٦")]), taken);
        assert_eq!(chosen(&[(-0.72, "?٧١٦"), (-1.5, "٧٧١٦")]), None, "too improbable");
        assert_eq!(chosen(&[(-0.72, "?٧١٦"), (-0.76, "٧٧٢٦")]), None, "another sign differs");
        assert_eq!(
            chosen(&[(-0.7, "?2"), (-0.8, "12")]),
            None,
            "one digit is no number beside which a letter is odd"
        );
        assert_eq!(chosen(&[(-0.1, "716"), (-0.2, "776")]), None, "nothing to mend");
    }

    /// What training's own decoder made of the same lines (`training/export.py`).
    #[derive(Deserialize)]
    struct Golden {
        grey: Vec<String>,
        label: String,
        log_probability: f32,
    }

    #[test]
    fn golden_lines_are_read_as_where_the_network_was_trained() {
        let recogniser = carried();
        let golden: Vec<Golden> =
            serde_json::from_str(include_str!("../../models/digits.golden.json")).unwrap();
        assert!(golden.len() >= 6);
        for one in golden {
            let rows = one.grey.iter().map(|row| data_encoding::HEXLOWER.decode(row.as_bytes()).unwrap());
            let samples: Vec<u8> = rows.flatten().collect();
            let line = Plane { width: samples.len() / HEIGHT, height: HEIGHT, samples };
            let (log_probability, label) = recogniser.labels(&recogniser.steps(&line).unwrap()).remove(0);
            let text = recogniser.text(&label);
            assert_eq!(text, one.label);
            assert!((log_probability - one.log_probability).abs() < 0.02, "{text}: {log_probability}");
        }
    }
}
