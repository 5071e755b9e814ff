//! Which way the rows of some pieces of ink run, and the upright box around them.
//!
//! Looked at along its rows, writing is dark and light by turns: of many directions the one is taken whose profile is the
//! sharpest. That it may be the columns is no harm, for a crop is read at each quarter turn.

use amana_model::Point;

use super::specks::Speck;

/// Directions tried in a half turn, and the finer ones to each side of the best.
const DIRECTIONS: usize = 45;
const FINER: i32 = 3;
/// The most points of a profile.
const MOST_POINTS: usize = 3000;

/// The direction of the rows in radians, 0 to π; `height` is that of a digit.
pub(crate) fn direction(specks: &[&Speck], height: f32) -> f32 {
    let points = points(specks);
    let step = std::f32::consts::PI / DIRECTIONS as f32;
    let sharpest = |angles: &mut dyn Iterator<Item = f32>| {
        angles
            .map(|angle| (angle, sharpness(&points, angle, height)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(0.0, |best| best.0)
    };
    let coarse = sharpest(&mut (0..DIRECTIONS).map(|k| k as f32 * step));
    sharpest(&mut (-FINER..=FINER).map(|k| coarse + k as f32 * step / FINER as f32))
}

/// Every sample of the ink, or every so manieth.
fn points(specks: &[&Speck]) -> Vec<Point> {
    let all: usize = specks.iter().flat_map(|speck| &speck.runs).map(|run| run.to - run.from).sum();
    let runs = specks.iter().flat_map(|speck| &speck.runs);
    let samples = runs.flat_map(|run| (run.from..run.to).map(|x| [x as f32 + 0.5, run.y as f32 + 0.5]));
    samples.step_by(all / MOST_POINTS + 1).collect()
}

/// The sum of squares of the profile across a direction.
fn sharpness(points: &[Point], angle: f32, height: f32) -> f32 {
    let (sine, cosine) = angle.sin_cos();
    let bin = (height / 8.0).max(1.0);
    let across = |[x, y]: &Point| (y * cosine - x * sine) / bin;
    let first = points.iter().map(across).fold(f32::INFINITY, f32::min);
    let mut profile: Vec<f32> = Vec::new();
    for point in points {
        // Shared between two bins, so that no direction gains by where they begin.
        let place = across(point) - first;
        let (at, rest) = (place as usize, place.fract());
        if profile.len() < at + 2 {
            profile.resize(at + 2, 0.0);
        }
        profile[at] += 1.0 - rest;
        profile[at + 1] += rest;
    }
    profile.iter().map(|count| count * count).sum()
}

/// A box along a direction: what it spans along and across it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slanted {
    angle: f32,
    along: [f32; 2],
    across: [f32; 2],
}

impl Slanted {
    /// The box around pieces of ink; `None` around nothing.
    pub(crate) fn around(specks: &[&Speck], angle: f32) -> Option<Self> {
        let mut slanted = Self {
            angle,
            along: [f32::INFINITY, f32::NEG_INFINITY],
            across: [f32::INFINITY, f32::NEG_INFINITY],
        };
        for run in specks.iter().flat_map(|speck| &speck.runs) {
            for x in [run.from as f32, run.to as f32] {
                for y in [run.y as f32, run.y as f32 + 1.0] {
                    let [u, v] = slanted.turned([x, y]);
                    slanted.along = [slanted.along[0].min(u), slanted.along[1].max(u)];
                    slanted.across = [slanted.across[0].min(v), slanted.across[1].max(v)];
                }
            }
        }
        (slanted.along[1] > slanted.along[0]).then_some(slanted)
    }

    fn turned(&self, [x, y]: Point) -> Point {
        let (sine, cosine) = self.angle.sin_cos();
        [x * cosine + y * sine, y * cosine - x * sine]
    }

    /// The box wider by `by` on every side.
    pub(crate) fn wider(self, by: f32) -> Self {
        Self {
            along: [self.along[0] - by, self.along[1] + by],
            across: [self.across[0] - by, self.across[1] + by],
            ..self
        }
    }

    pub(crate) fn holds(&self, point: Point) -> bool {
        let [u, v] = self.turned(point);
        (self.along[0]..=self.along[1]).contains(&u) && (self.across[0]..=self.across[1]).contains(&v)
    }

    /// Its corners, clockwise as seen.
    pub(crate) fn corners(&self) -> [Point; 4] {
        let (sine, cosine) = self.angle.sin_cos();
        let ([left, right], [top, bottom]) = (self.along, self.across);
        [[left, top], [right, top], [right, bottom], [left, bottom]]
            .map(|[u, v]| [u * cosine - v * sine, u * sine + v * cosine])
    }
}
