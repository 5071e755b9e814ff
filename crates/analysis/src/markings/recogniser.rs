//! The reader of one line: grey pixels to a label with its calibrated probability.
//!
//! What the network expects and says stands in `digits.json` beside the weights; it is read, not repeated here. The
//! labels are found by prefix beam search over CTC's steps (Graves and others, 2006), as in `training/decode.py`.

use std::collections::HashMap;

use serde::Deserialize;

use super::lines::Area;
use super::straighten::between;
use crate::NetworkError;
use crate::network::{Network, Numbers};
use crate::plane::Plane;

/// Height of a line as the network sees it, and the most it sees of its width.
const HEIGHT: usize = 32;
const WIDEST: usize = 320;
/// How much wider than it is a line is made, so that narrow digits have steps enough.
const STRETCH: f32 = 1.25;
/// What is left around the writing, as shares of its height.
const PAD_ACROSS: f32 = 0.35;
const PAD_DOWN: f32 = 0.22;

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
        self.read_line(&cut(crop, line)?)
    }

    /// Reads a line that has the network's height.
    fn read_line(&self, line: &Plane) -> Option<Label> {
        let found = self.labels(line)?;
        let (best, label) = found.first()?;
        let second = found.get(1).map_or(-30.0, |other| other.0);
        let length = (1.0 + label.len() as f32).ln();
        let features = [1.0, best.max(-20.0), (best - second).min(12.0), length];
        let sum: f32 = features.iter().zip(self.sheet.calibration.weights).map(|(f, w)| f * w).sum();
        let raw: String = label.iter().filter_map(|class| self.signs.get(class - 1)).collect();
        Some(Label { text: raw.clone(), raw, probability: 1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp()) })
    }

    /// The most probable labels of a line, each with its log probability; the best first.
    fn labels(&self, line: &Plane) -> Option<Vec<(f32, Vec<usize>)>> {
        let (ink, width) = normalised(line);
        let input = Numbers { shape: vec![1, 1, HEIGHT, width], values: ink };
        let output = self.network.run(input).ok()?.into_iter().next()?;
        let classes = self.signs.len() + 1;
        let steps = output.values.len() / classes;
        if steps == 0 || output.values.len() != steps * classes {
            return None;
        }
        let step = |t: usize| (0..classes).map(|c| output.values[c * steps + t]).collect::<Vec<f32>>();
        let steps: Vec<Vec<f32>> = (0..steps).map(step).collect();
        Some(beam(&steps, self.sheet.beam.width.clamp(1, 32), self.sheet.beam.floor.max(1e-6).ln()))
    }
}

/// Cuts a line out with its margin and brings it to the network's height.
fn cut(crop: &Plane, line: &Area) -> Option<Plane> {
    let (left, top) = (line.left as f32, line.top as f32);
    let (wide, high) = ((line.right - line.left) as f32, (line.bottom - line.top) as f32);
    let (across, down) = (PAD_ACROSS * high, PAD_DOWN * high);
    let scale = HEIGHT as f32 / (high + 2.0 * down);
    let width = ((wide + 2.0 * across) * scale * STRETCH).round().clamp(12.0, WIDEST as f32) as usize;
    let step = [(wide + 2.0 * across) / width as f32, (high + 2.0 * down) / HEIGHT as f32];
    let each = (step[0].max(step[1]).round() as usize).clamp(1, 6);
    let mut samples = Vec::with_capacity(width * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..width {
            let place = |cell: usize, k: usize| cell as f32 + (k as f32 + 0.5) / each as f32;
            let sum: f32 = (0..each * each)
                .map(|k| {
                    let (u, v) = (place(x, k % each) * step[0], place(y, k / each) * step[1]);
                    between(crop, left - across + u, top - down + v)
                })
                .sum();
            samples.push((sum / (each * each) as f32).round() as u8);
        }
    }
    (!samples.is_empty()).then_some(Plane { width, height: HEIGHT, samples })
}

/// Ink near 1, ground near 0, whichever of them is the darker; the width made a multiple of 4 with 0 on the right.
fn normalised(line: &Plane) -> (Vec<f32>, usize) {
    let mut sorted = line.samples.clone();
    sorted.sort_unstable();
    // Between neighbours, as numpy's percentiles are.
    let percentile = |share: f32| {
        let place = share * (sorted.len().max(1) - 1) as f32;
        let at = |i: usize| sorted.get(i.min(sorted.len() - 1)).copied().map_or(0.0, f32::from);
        at(place as usize) + place.fract() * (at(place as usize + 1) - at(place as usize))
    };
    let [low, middle, high] = [0.02, 0.5, 0.98].map(percentile);
    let span = (high - low).max(24.0);
    let dark = middle - low >= high - middle;
    let ink = |grey: u8| {
        let grey = f32::from(grey);
        let ink = if dark { (high - grey) / span } else { (grey - low) / span };
        ink.clamp(-0.5, 1.5)
    };
    let width = line.width.div_ceil(4) * 4;
    let mut out = vec![0.0; width * line.height];
    for y in 0..line.height {
        for (x, grey) in line.row(y).iter().enumerate() {
            out[y * width + x] = ink(*grey);
        }
    }
    (out, width)
}

/// Log probabilities of ending in a blank and in the last sign.
type Ends = (f32, f32);

/// The most probable labels, each with its log probability over all alignments; the best first. Class 0 is the blank.
fn beam(steps: &[Vec<f32>], width: usize, floor: f32) -> Vec<(f32, Vec<usize>)> {
    let mut prefixes: Vec<(Vec<usize>, Ends)> = vec![(Vec::new(), (0.0, f32::NEG_INFINITY))];
    for step in steps {
        let mut following: HashMap<Vec<usize>, Ends> = HashMap::new();
        let mut give = |prefix: Vec<usize>, blank: f32, sign: f32| {
            let ends = following.entry(prefix).or_insert((f32::NEG_INFINITY, f32::NEG_INFINITY));
            *ends = (add(ends.0, blank), add(ends.1, sign));
        };
        for (prefix, (blank, sign)) in &prefixes {
            let total = add(*blank, *sign);
            give(prefix.clone(), total + step[0], f32::NEG_INFINITY);
            if let Some(last) = prefix.last() {
                give(prefix.clone(), f32::NEG_INFINITY, sign + step[*last]);
            }
            for (class, value) in step.iter().enumerate().skip(1).filter(|(_, value)| **value > floor) {
                let before = if prefix.last() == Some(&class) { *blank } else { total };
                let mut longer = prefix.clone();
                longer.push(class);
                give(longer, f32::NEG_INFINITY, before + value);
            }
        }
        prefixes = following.into_iter().collect();
        // By the label too: equals must not depend on the order of a map.
        prefixes.sort_by(|a, b| add(b.1.0, b.1.1).total_cmp(&add(a.1.0, a.1.1)).then_with(|| a.0.cmp(&b.0)));
        prefixes.truncate(width);
    }
    prefixes.into_iter().map(|(prefix, (blank, sign))| (add(blank, sign), prefix)).collect()
}

/// ln(eᵃ + eᵇ).
fn add(a: f32, b: f32) -> f32 {
    let (high, low) = (a.max(b), a.min(b));
    if low == f32::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_the_probability_of_all_its_alignments() {
        // Two steps, blank 0.4 and one sign 0.6: "a" is a-, -a and aa; nothing is --.
        let step = vec![0.4_f32.ln(), 0.6_f32.ln()];
        let found = beam(&[step.clone(), step], 8, -9.0);
        assert_eq!(found[0].1, [1]);
        assert!((found[0].0.exp() - 0.84).abs() < 1e-5, "{found:?}");
        assert!((found[1].0.exp() - 0.16).abs() < 1e-5, "{found:?}");
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
        let recogniser = Recogniser::load(
            include_bytes!("../../models/digits.onnx"),
            include_str!("../../models/digits.json"),
        )
        .unwrap();
        let golden: Vec<Golden> =
            serde_json::from_str(include_str!("../../models/digits.golden.json")).unwrap();
        assert!(golden.len() >= 6);
        for one in golden {
            let rows = one.grey.iter().map(|row| data_encoding::HEXLOWER.decode(row.as_bytes()).unwrap());
            let samples: Vec<u8> = rows.flatten().collect();
            let line = Plane { width: samples.len() / HEIGHT, height: HEIGHT, samples };
            let (log_probability, label) = recogniser.labels(&line).unwrap().remove(0);
            let text: String = label.iter().map(|class| recogniser.signs[class - 1]).collect();
            assert_eq!(text, one.label);
            assert!((log_probability - one.log_probability).abs() < 0.02, "{text}: {log_probability}");
        }
    }

    #[test]
    fn ink_is_near_one_whichever_is_darker() {
        for (ground, pen) in [(220, 30), (20, 200)] {
            let samples = (0..32 * 30).map(|i| if i % 30 == 7 { pen } else { ground }).collect();
            let (ink, width) = normalised(&Plane { width: 30, height: 32, samples });
            assert_eq!(width, 32);
            assert!((ink[7] - 1.0).abs() < 0.01 && ink[8].abs() < 0.01 && ink[31] == 0.0, "{:?}", &ink[..32]);
        }
    }
}
