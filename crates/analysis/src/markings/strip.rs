//! A line of a crop as the network wants it: cut out with its margin, at one height, ink near 1 and ground near 0.

use super::lines::Area;
use super::straighten::between;
use crate::plane::Plane;

/// Height of a line as the network sees it, and the most it sees of its width.
pub(crate) const HEIGHT: usize = 32;
const WIDEST: usize = 320;
/// How much wider than it is a line is made, so that narrow digits have steps enough.
const STRETCH: f32 = 1.25;
/// What is left around the writing, as shares of its height.
pub(crate) const PAD_ACROSS: f32 = 0.35;
const PAD_DOWN: f32 = 0.22;

/// Cuts a line out with its margin and brings it to the network's height.
pub(crate) fn cut(crop: &Plane, line: &Area) -> Option<Plane> {
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
pub(crate) fn normalised(line: &Plane) -> (Vec<f32>, usize) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
