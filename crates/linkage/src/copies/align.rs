//! Lays one signature over another: finds shift, stretch, shear and brightness by least squares.
//!
//! The model is `B(u, v) ≈ gain · A(x, y) + offset` with `x` and `y` affine in `u` and `v`, solved by Gauss–Newton steps
//! with weights that let a watermark or a damaged part be an exception (Lucas and Kanade 1981; weights as Geman and
//! McClure). A crop needs four of the six geometric numbers; the other two (turn and shear) are fitted because they
//! tell a second photograph from a copy: nobody's hand holds a camera to half a degree.

use super::plane::{HALF, SIDE, halved};

/// `[constant, along u, along v]`, in points of A; u and v run from −1 to 1 over B.
pub(super) type Axis = [f32; 3];

/// Where B lies in A.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placement {
    /// Across, in points of A at full size (64), counted from the left edge.
    pub(super) x: Axis,
    /// Down, in points of A at full size, counted from the upper edge.
    pub(super) y: Axis,
}

impl Placement {
    /// B fills a window of A, given as fractions from left to right and from top to bottom.
    pub(super) fn window(across: (f32, f32), down: (f32, f32)) -> Self {
        let side = SIDE as f32;
        let axis = |(low, high): (f32, f32)| ((low + high) * 0.5 * side, (high - low) * 0.5 * side);
        let ((cx, sx), (cy, sy)) = (axis(across), axis(down));
        Self { x: [cx, sx, 0.0], y: [cy, 0.0, sy] }
    }
}

/// A square picture as numbers, with its half-size version.
#[derive(Debug, Clone)]
pub(super) struct Pyramid {
    /// 64×64.
    pub(super) full: Vec<f32>,
    /// 32×32.
    pub(super) half: Vec<f32>,
}

impl Pyramid {
    /// From 64×64 luma points.
    pub(super) fn new(signature: &[u8]) -> Self {
        let full: Vec<f32> = signature.iter().map(|v| f32::from(*v)).collect();
        let half = halved(&full, SIDE);
        Self { full, half }
    }
}

/// A placement with the brightness that goes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Where B lies in A.
    pub(super) placement: Placement,
    /// Contrast of B against A.
    pub(super) gain: f32,
    /// Brightness of B where A is black.
    pub(super) offset: f32,
}

/// The share of points that must agree after the steps at half size, if the steps at full size are to be worth it.
const HOPE: f32 = 0.45;
/// A step that moves no edge by more than this, in points, is the last.
const SETTLED: f32 = 0.004;

/// Refines a placement of `b` in `a`; `None` where the pictures give no hold or have little in common.
///
/// Points of `b` outside `valid` (left, top, right, bottom; −1 to 1) are not looked at; `least` is the share of
/// points that must agree.
pub(super) fn fit(a: &Pyramid, b: &Pyramid, start: Placement, valid: &Area, least: f32) -> Option<Fit> {
    let mut fit = Fit { placement: start, gain: 1.0, offset: 0.0 };
    let mut share;
    for (round, scale) in [32.0, 24.0, 16.0, 12.0, 8.0].into_iter().enumerate() {
        // A quarter of the points is enough to see whether there is anything to see.
        let level = Level { a: &a.half, b: &b.half, side: HALF, step: 2, scale, stiff: true };
        Step { fit, share, .. } = level.improved(fit, valid)?;
        if round >= 2 && share < HOPE.min(least) {
            return None;
        }
    }
    for round in 0..12 {
        let scale = if round < 2 { 12.0 } else { 6.0 };
        let level = Level { a: &a.full, b: &b.full, side: SIDE, step: 2, scale, stiff: round < 4 };
        let step = level.improved(fit, valid)?;
        fit = step.fit;
        if step.moved < SETTLED && round >= 4 {
            break;
        }
    }
    Some(fit)
}

/// A part of B: left, top, right and bottom, from −1 to 1.
pub(super) type Area = [f32; 4];
/// All of B.
pub(super) const ALL: Area = [-1.0, -1.0, 1.0, 1.0];

/// Whether a point lies in an area.
#[inline]
pub(super) fn within(area: &Area, u: f32, v: f32) -> bool {
    u > area[0] && v > area[1] && u < area[2] && v < area[3]
}

/// A's value and slopes between points at (x, y), counted from the upper left edge in points of this level.
#[inline]
fn sampled(a: &[f32], side: usize, x: f32, y: f32) -> Option<(f32, f32, f32)> {
    let (x, y) = (x - 0.5, y - 0.5);
    let most = (side - 1) as f32;
    if !(x >= -0.5 && y >= -0.5 && x <= most + 0.5 && y <= most + 0.5) {
        return None;
    }
    let (x, y) = (x.clamp(0.0, most), y.clamp(0.0, most));
    let (i, j) = ((x as usize).min(side - 2), (y as usize).min(side - 2));
    let (fx, fy) = (x - i as f32, y - j as f32);
    let cell = &a[j * side + i..j * side + i + side + 2];
    let (a00, a01, a10, a11) = (cell[0], cell[1], cell[side], cell[side + 1]);
    let (upper, lower) = (a00 + (a01 - a00) * fx, a10 + (a11 - a10) * fx);
    let slope_x = (a01 - a00) * (1.0 - fy) + (a11 - a10) * fy;
    Some((upper + (lower - upper) * fy, slope_x, lower - upper))
}

/// The value of A under each point of B, at full size; `None` outside A.
pub(super) fn laid_under(a: &Pyramid, placement: &Placement, u: f32, v: f32) -> Option<f32> {
    let at = |axis: &Axis| axis[0] + axis[1] * u + axis[2] * v;
    sampled(&a.full, SIDE, at(&placement.x), at(&placement.y)).map(|(value, ..)| value)
}

/// Two pictures at one size, and how to step there.
struct Level<'a> {
    a: &'a [f32],
    b: &'a [f32],
    side: usize,
    /// Every how manieth point counts, in a chequered pattern.
    step: usize,
    /// The difference, in levels, at which a point begins to be an exception.
    scale: f32,
    /// Leaves turn and shear alone, which a copy has not: the other four numbers settle sooner.
    stiff: bool,
}

/// What a step gives.
struct Step {
    fit: Fit,
    /// The mean weight of the points: 1 where all agree.
    share: f32,
    /// The largest movement of an edge, in points at full size.
    moved: f32,
}

impl Level<'_> {
    /// One Gauss–Newton step.
    fn improved(&self, fit: Fit, valid: &Area) -> Option<Step> {
        let zoom = self.side as f32 / SIDE as f32;
        let Fit { placement, gain, offset } = fit;
        let mut sums = Normal::default();
        let mut light = Light::default();
        let mut count = 0.0_f32;
        let squared = self.scale * self.scale;
        for j in (0..self.side).step_by(self.step) {
            let v = (2 * j + 1) as f32 / self.side as f32 - 1.0;
            for i in ((j / self.step % 2 * (self.step / 2))..self.side).step_by(self.step) {
                let u = (2 * i + 1) as f32 / self.side as f32 - 1.0;
                if !within(valid, u, v) {
                    continue;
                }
                count += 1.0;
                let at = |axis: &Axis| (axis[0] + axis[1] * u + axis[2] * v) * zoom;
                let under = sampled(self.a, self.side, at(&placement.x), at(&placement.y));
                let Some((value, slope_x, slope_y)) = under else { continue };
                let seen = self.b[j * self.side + i];
                let miss = seen - gain * value - offset;
                let weight = (squared / (squared + miss * miss)).powi(2);
                light.add(weight, value, seen);
                sums.add(weight, gain * slope_x * zoom, gain * slope_y * zoom, u, v, miss);
            }
        }
        let share = light.weight / count.max(1.0);
        let change = sums.solved(self.stiff)?;
        let (gain, offset) = light.solved()?;
        let shifted = |axis: Axis, by: &[f32]| [axis[0] + by[0], axis[1] + by[1], axis[2] + by[2]];
        let placement =
            Placement { x: shifted(placement.x, &change[..3]), y: shifted(placement.y, &change[3..]) };
        let moved = change.iter().fold(0.0_f32, |most, c| most.max(c.abs()));
        let sane = moved.is_finite() && moved < 12.0 && (0.4..2.5).contains(&gain);
        sane.then_some(Step { fit: Fit { placement, gain, offset }, share, moved })
    }
}

/// Weighted regression of B's values on A's.
#[derive(Default)]
struct Light {
    weight: f32,
    a: f32,
    b: f32,
    aa: f32,
    ab: f32,
}

impl Light {
    fn add(&mut self, weight: f32, a: f32, b: f32) {
        self.weight += weight;
        self.a += weight * a;
        self.b += weight * b;
        self.aa += weight * a * a;
        self.ab += weight * a * b;
    }

    fn solved(&self) -> Option<(f32, f32)> {
        let spread = self.aa * self.weight - self.a * self.a;
        if !(self.weight > 8.0 && spread > 4.0 * self.weight * self.weight) {
            return None;
        }
        let gain = (self.ab * self.weight - self.a * self.b) / spread;
        Some((gain, (self.b - gain * self.a) / self.weight))
    }
}

/// The normal equations of the six geometric numbers.
#[derive(Default)]
struct Normal {
    /// Products of the six slopes with each other, then with the miss; the last column only fills the lanes.
    sums: [[f32; 8]; 6],
}

impl Normal {
    #[inline(always)]
    fn add(&mut self, weight: f32, dx: f32, dy: f32, u: f32, v: f32, miss: f32) {
        let row = [dx, dx * u, dx * v, dy, dy * u, dy * v, miss, 0.0];
        for (line, slope) in self.sums.iter_mut().zip(row) {
            let weighted = weight * slope;
            for (sum, r) in line.iter_mut().zip(row) {
                *sum += weighted * r;
            }
        }
    }

    /// Solves by Cholesky's method with a trace of damping; `None` if the picture leaves a direction free.
    fn solved(self, stiff: bool) -> Option<[f32; 6]> {
        let mut matrix = self.sums;
        let damping = (0..6).map(|k| matrix[k][k]).sum::<f32>() * 1e-4;
        if stiff {
            matrix[2][2] += damping * 1e6;
            matrix[4][4] += damping * 1e6;
        }
        for i in 0..6 {
            matrix[i][i] += damping;
            for j in 0..=i {
                let dot: f32 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
                let rest = matrix[i][j] - dot;
                if i == j {
                    if rest.is_nan() || rest <= f32::MIN_POSITIVE {
                        return None;
                    }
                    matrix[i][i] = rest.sqrt();
                } else {
                    matrix[i][j] = rest / matrix[j][j];
                }
            }
        }
        let mut x = self.sums.map(|line| line[6]);
        for i in 0..6 {
            let dot: f32 = (0..i).map(|k| matrix[i][k] * x[k]).sum();
            x[i] = (x[i] - dot) / matrix[i][i];
        }
        for i in (0..6).rev() {
            let dot: f32 = (i + 1..6).map(|k| matrix[k][i] * x[k]).sum();
            x[i] = (x[i] - dot) / matrix[i][i];
        }
        Some(x)
    }
}
