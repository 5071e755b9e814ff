//! Correlation of pictures at 16×16 points: the whole of one with the other seen through a window.

use std::cell::OnceCell;

use pulp::Arch;

use super::plane::{QUARTER, Quarter};
use super::spectrum::{SPANS, WINDOWS};
use super::turning::Turning;

const POINTS: usize = QUARTER * QUARTER;

/// Length of a template as a vector: near the largest at which every part fits sixteen bits.
const LENGTH: f32 = 16_384.0;

/// A picture without its mean, at the length [`LENGTH`].
type Template = [i16; POINTS];

/// A picture seen through each of the [`WINDOWS`], each made when it is first asked for.
pub(super) struct Views<'p> {
    picture: &'p Quarter,
    seen: [OnceCell<Template>; WINDOWS.len()],
}

/// A picture at 16×16 points, as kept for every photograph while candidates are sifted.
#[derive(Debug, Clone)]
pub(super) struct Small {
    pub(super) points: Quarter,
    /// Its length as a vector, without its mean: sixteen times its contrast in levels.
    length: f32,
    mean: f32,
}

impl Small {
    pub(super) fn new(points: Quarter) -> Self {
        let (sum, squares) = points.iter().fold((0_u32, 0_u32), |(sum, squares), v| {
            let v = u32::from(*v);
            (sum + v, squares + v * v)
        });
        let mean = sum as f32 / POINTS as f32;
        let length = (squares as f32 - mean * sum as f32).max(0.0).sqrt();
        Self { points, length, mean }
    }

    /// Standard deviation in levels.
    pub(super) fn contrast(&self) -> f32 {
        self.length / QUARTER as f32
    }
}

/// Another picture, turned, ready to be compared.
pub(super) struct Turned {
    points: Quarter,
    length: f32,
    mean: f32,
}

impl Turned {
    pub(super) fn new(picture: &Small, turning: Turning) -> Self {
        let points = if turning.exchanges_sides() {
            turning.mirrored(&exchanged(&picture.points))
        } else {
            turning.mirrored(&picture.points)
        };
        Self { points, length: picture.length, mean: picture.mean }
    }

    /// The turned picture, row by row.
    pub(super) fn points(&self) -> &Quarter {
        &self.points
    }
}

impl<'p> Views<'p> {
    pub(super) fn new(picture: &'p Quarter) -> Self {
        Self { picture, seen: [const { OnceCell::new() }; WINDOWS.len()] }
    }

    /// The correlation of the picture seen through a window with another, −1 to 1.
    pub(super) fn likeness(&self, other: &Turned, window: u8) -> f32 {
        let seen = self.seen[usize::from(window)].get_or_init(|| template(self.picture, usize::from(window)));
        let (product, over) = Arch::new().dispatch(
            #[inline(always)]
            || product(seen, &other.points),
        );
        if other.length < 1.0 {
            0.0
        } else {
            (product as f32 - over as f32 * other.mean) / (LENGTH * other.length)
        }
    }

    /// The window through which the picture is most like another, with the correlation.
    pub(super) fn best_window(&self, other: &Turned) -> (f32, u8) {
        let windows = (0..WINDOWS.len() as u8).map(|window| (self.likeness(other, window), window));
        windows.fold((f32::MIN, 0), |best, tried| if tried.0 > best.0 { tried } else { best })
    }
}

/// Rows become columns.
fn exchanged(picture: &Quarter) -> Quarter {
    let mut out = [0; POINTS];
    for (y, row) in picture.as_chunks::<QUARTER>().0.iter().enumerate() {
        for (x, value) in row.iter().enumerate() {
            out[x * QUARTER + y] = *value;
        }
    }
    out
}

/// The scalar product, and the template's sum, which rounding leaves a little beside zero.
#[inline(always)]
fn product(template: &Template, points: &Quarter) -> (i32, i32) {
    template.iter().zip(points).fold((0, 0), |(product, over), (t, v)| {
        (product + i32::from(*t) * i32::from(i16::from(*v)), over + i32::from(*t))
    })
}

fn template(picture: &Quarter, window: usize) -> Template {
    let (across, down) = WINDOWS[window];
    let seen = through(picture, across, down);
    let mean = seen.iter().sum::<f32>() / POINTS as f32;
    let length = seen.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>().sqrt();
    if length < 1.0 { [0; POINTS] } else { seen.map(|v| ((v - mean) * (LENGTH / length)).round() as i16) }
}

/// The picture through a window, at 16×16 points again, between neighbours by straight lines.
fn through(picture: &Quarter, across: usize, down: usize) -> [f32; POINTS] {
    let (columns, lines) = (sampling(across), sampling(down));
    let mut rows = [[0.0_f32; QUARTER]; QUARTER];
    for (row, line) in rows.iter_mut().zip(picture.chunks_exact(QUARTER)) {
        for (value, (at, part)) in row.iter_mut().zip(&columns) {
            *value = f32::from(line[*at]) * (1.0 - part) + f32::from(line[at + 1]) * part;
        }
    }
    let mut out = [0.0; POINTS];
    for (line, (at, part)) in out.chunks_exact_mut(QUARTER).zip(&lines) {
        for ((value, upper), lower) in line.iter_mut().zip(&rows[*at]).zip(&rows[at + 1]) {
            *value = upper * (1.0 - part) + lower * part;
        }
    }
    out
}

/// For each of the 16 points through a span: the point before it, and how far it lies towards the next.
fn sampling(span: usize) -> [(usize, f32); QUARTER] {
    let (low, high) = SPANS[span];
    std::array::from_fn(|point| {
        let centre = low + (high - low) * (point as f32 + 0.5) / QUARTER as f32;
        let place = (centre * QUARTER as f32 - 0.5).clamp(0.0, (QUARTER - 1) as f32);
        let before = (place as usize).min(QUARTER - 2);
        (before, place - before as f32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(seed: usize) -> Quarter {
        std::array::from_fn(|i| ((i * 31 + seed * 17 + i * i * (seed + 3) / 7) % 256) as u8)
    }

    #[test]
    fn agrees_with_the_formula() {
        for seed in 0..20 {
            let (one, other) = (picture(seed), picture(seed + 40));
            let turned = Turned::new(&Small::new(other), Turning::Right);
            for (window, (across, down)) in WINDOWS.into_iter().enumerate() {
                let a = through(&one, across, down);
                let b: Vec<f32> = turned.points().iter().map(|v| f32::from(*v)).collect();
                let mean = |v: &[f32]| v.iter().sum::<f32>() / POINTS as f32;
                let (ma, mb) = (mean(&a), mean(&b));
                let sum = |f: &dyn Fn(f32, f32) -> f32| {
                    a.iter().zip(&b).map(|(a, b)| f(a - ma, b - mb)).sum::<f32>()
                };
                let expected = sum(&|a, b| a * b) / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
                let found = Views::new(&one).likeness(&turned, window as u8);
                assert!((found - expected).abs() < 1e-3, "{found} {expected}");
            }
        }
    }

    #[test]
    fn turns_like_any_other_square() {
        let one = picture(5);
        for turning in Turning::ALL {
            let turned = Turned::new(&Small::new(one), turning);
            assert_eq!(turned.points()[..], turning.apply(&one, QUARTER)[..], "{turning:?}");
        }
    }

    #[test]
    fn a_picture_is_most_like_itself_whole() {
        let one = picture(3);
        let (likeness, window) = Views::new(&one).best_window(&Turned::new(&Small::new(one), Turning::None));
        assert!(likeness > 0.999 && window == 0, "{likeness} {window}");
        let flat = [77; POINTS];
        assert_eq!(Views::new(&one).likeness(&Turned::new(&Small::new(flat), Turning::None), 0), 0.0);
        assert_eq!(Views::new(&flat).likeness(&Turned::new(&Small::new(one), Turning::None), 0), 0.0);
    }
}
