//! Handwriting: digits of both scripts as strokes of a pen, shaken a little each time.

use super::chance::Chance;
use super::glyphs::Outline;

type Stroke = &'static [(f32, f32)];

/// The strokes of one sign in a square of side 1, y down; a table.
fn strokes(sign: char) -> &'static [Stroke] {
    match sign {
        '0' => &[&[
            (0.5, 0.05),
            (0.22, 0.25),
            (0.18, 0.65),
            (0.45, 0.96),
            (0.75, 0.75),
            (0.78, 0.3),
            (0.5, 0.05),
        ]],
        '1' => &[&[(0.35, 0.25), (0.55, 0.05), (0.53, 0.5), (0.5, 0.96)]],
        '2' => {
            &[&[(0.22, 0.25), (0.45, 0.05), (0.74, 0.22), (0.6, 0.52), (0.2, 0.93), (0.5, 0.9), (0.82, 0.93)]]
        }
        '3' => &[&[
            (0.25, 0.12),
            (0.6, 0.05),
            (0.7, 0.28),
            (0.42, 0.46),
            (0.75, 0.62),
            (0.65, 0.92),
            (0.2, 0.88),
        ]],
        '4' => &[&[(0.5, 0.05), (0.18, 0.62), (0.85, 0.6)], &[(0.64, 0.35), (0.6, 0.97)]],
        '5' => &[
            &[(0.35, 0.08), (0.28, 0.45), (0.6, 0.42), (0.76, 0.68), (0.55, 0.94), (0.2, 0.88)],
            &[(0.35, 0.08), (0.76, 0.06)],
        ],
        '6' => &[&[
            (0.66, 0.05),
            (0.32, 0.38),
            (0.22, 0.75),
            (0.5, 0.96),
            (0.74, 0.75),
            (0.52, 0.54),
            (0.26, 0.7),
        ]],
        '7' => {
            &[&[(0.2, 0.1), (0.5, 0.09), (0.8, 0.08), (0.55, 0.5), (0.4, 0.97)], &[(0.35, 0.5), (0.72, 0.48)]]
        }
        '8' => &[&[
            (0.72, 0.18),
            (0.45, 0.04),
            (0.3, 0.25),
            (0.68, 0.62),
            (0.62, 0.92),
            (0.32, 0.92),
            (0.28, 0.66),
            (0.7, 0.32),
            (0.72, 0.18),
        ]],
        '9' => {
            &[&[(0.7, 0.28), (0.45, 0.06), (0.25, 0.28), (0.45, 0.5), (0.7, 0.28), (0.68, 0.6), (0.6, 0.97)]]
        }
        '٠' => &[&[(0.5, 0.48), (0.57, 0.55), (0.5, 0.62), (0.44, 0.55), (0.5, 0.48)]],
        '١' => &[&[(0.4, 0.08), (0.5, 0.3), (0.54, 0.95)]],
        '٢' => &[&[(0.8, 0.08), (0.68, 0.27), (0.42, 0.26), (0.26, 0.06), (0.34, 0.5), (0.38, 0.96)]],
        '٣' => &[&[
            (0.9, 0.06),
            (0.8, 0.24),
            (0.64, 0.2),
            (0.58, 0.08),
            (0.5, 0.24),
            (0.34, 0.24),
            (0.2, 0.06),
            (0.28, 0.5),
            (0.34, 0.96),
        ]],
        '٤' => &[&[
            (0.72, 0.06),
            (0.36, 0.2),
            (0.34, 0.36),
            (0.66, 0.44),
            (0.3, 0.58),
            (0.26, 0.84),
            (0.76, 0.92),
        ]],
        '٥' => {
            &[&[(0.5, 0.14), (0.25, 0.5), (0.26, 0.82), (0.52, 0.92), (0.78, 0.8), (0.74, 0.45), (0.5, 0.14)]]
        }
        '٦' => &[&[(0.2, 0.08), (0.32, 0.22), (0.68, 0.14), (0.68, 0.5), (0.74, 0.96)]],
        '٧' => &[&[(0.18, 0.06), (0.36, 0.5), (0.5, 0.94), (0.64, 0.5), (0.84, 0.06)]],
        '٨' => &[&[(0.16, 0.94), (0.36, 0.5), (0.5, 0.06), (0.64, 0.5), (0.84, 0.94)]],
        '٩' => {
            &[&[(0.7, 0.26), (0.46, 0.06), (0.26, 0.26), (0.44, 0.46), (0.7, 0.3), (0.68, 0.6), (0.76, 0.96)]]
        }
        'ج' => &[
            &[(0.15, 0.2), (0.45, 0.1), (0.9, 0.16), (0.4, 0.34), (0.2, 0.64), (0.45, 0.94), (0.88, 0.86)],
            &[(0.5, 0.6), (0.56, 0.64), (0.5, 0.66)],
        ],
        '/' => &[&[(0.75, 0.02), (0.25, 1.0)]],
        '-' => &[&[(0.2, 0.52), (0.8, 0.5)]],
        _ => &[],
    }
}

/// How one hand writes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hand {
    slant: f32,
    shake: f32,
    narrow: f32,
    pen: f32,
}

impl Hand {
    /// Draws a writer.
    pub(crate) fn new(chance: &mut Chance) -> Self {
        Self {
            slant: chance.between(-0.22, 0.12),
            shake: chance.between(0.012, 0.045),
            narrow: chance.between(0.5, 0.72),
            pen: chance.between(0.035, 0.075),
        }
    }

    /// Writes one line one em high on the baseline y = 0; returns the outline and its width in em.
    pub(crate) fn line(&self, text: &str, chance: &mut Chance) -> (Outline, f32) {
        let mut outline = Vec::new();
        let mut x = 0.0;
        for sign in text.chars() {
            let (size, lift) = (chance.between(0.68, 0.8), chance.between(-0.05, 0.05));
            for stroke in strokes(sign) {
                let points: Vec<(f32, f32)> = stroke
                    .iter()
                    .map(|&(u, v)| {
                        let (u, v) = (u + chance.normal() * self.shake, v + chance.normal() * self.shake);
                        (x + (u * self.narrow - self.slant * (v - 0.5)) * size, (v - 1.0) * size + lift)
                    })
                    .collect();
                ink(&rounded(&points), self.pen, &mut outline);
            }
            x += if sign == ' ' { 0.3 } else { (self.narrow + 0.1) * size * chance.between(0.92, 1.1) };
        }
        (outline, x)
    }
}

/// Rounds a polyline (Catmull-Rom, which passes through every point).
fn rounded(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let at = |place: isize| points[place.clamp(0, points.len() as isize - 1) as usize];
    let mut curve = Vec::new();
    for place in 0..points.len() as isize - 1 {
        let (a, b, c, d) = (at(place - 1), at(place), at(place + 1), at(place + 2));
        for step in 0..6 {
            let t = step as f32 / 6.0;
            let along = |a: f32, b: f32, c: f32, d: f32| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            curve.push((along(a.0, b.0, c.0, d.0), along(a.1, b.1, c.1, d.1)));
        }
    }
    curve.extend(points.last());
    curve
}

/// Turns a line into ink: a quadrangle for each piece and an octagon at each joint, all in one direction.
fn ink(line: &[(f32, f32)], pen: f32, outline: &mut Outline) {
    for &(x, y) in line {
        let corner = |step: usize| {
            let (sine, cosine) = (step as f32 * std::f32::consts::FRAC_PI_4).sin_cos();
            (x + pen * cosine, y + pen * sine)
        };
        outline.push((0..8).map(corner).collect());
    }
    for pair in line.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = (x * x + y * y).sqrt();
        if length > 1e-6 {
            let (across_x, across_y) = (-y / length * pen, x / length * pen);
            outline.push(vec![
                (from.0 - across_x, from.1 - across_y),
                (to.0 - across_x, to.1 - across_y),
                (to.0 + across_x, to.1 + across_y),
                (from.0 + across_x, from.1 + across_y),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_of_both_scripts_has_ink() {
        let mut chance = Chance::new(3);
        let hand = Hand::new(&mut chance);
        for sign in "0123456789٠١٢٣٤٥٦٧٨٩ج/-".chars() {
            let (outline, width) = hand.line(&sign.to_string(), &mut chance);
            assert!(!outline.is_empty() && width > 0.1, "no ink for {sign}");
        }
    }

    #[test]
    fn nobody_writes_a_digit_twice_alike() {
        let mut chance = Chance::new(4);
        let hand = Hand::new(&mut chance);
        assert_ne!(hand.line("7", &mut chance).0, hand.line("7", &mut chance).0);
    }
}
