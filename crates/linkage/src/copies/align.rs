//! Lays one signature over another: finds shift, stretch, shear and brightness by least squares.
//!
//! The model is `B(u, v) ≈ gain · A(x, y) + offset` with `x` and `y` affine in `u` and `v`, solved by Gauss–Newton steps
//! with weights that let a watermark or a damaged part be an exception (Lucas and Kanade 1981; weights as Geman and
//! McClure). A crop needs four of the six geometric numbers; the other two (turn and shear) are fitted because they
//! tell a second photograph from a copy: nobody's hand holds a camera to half a degree.

use std::cell::OnceCell;

use pulp::{Arch, NullaryFnOnce};

use super::plane::{HALF, Half, SIDE, half};

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
    signature: Vec<u8>,
    full: OnceCell<Vec<f32>>,
    half: Half,
}

impl Pyramid {
    /// From 64×64 luma points; `None` if they are not so many.
    pub(super) fn new(signature: Vec<u8>) -> Option<Self> {
        Some(Self { half: half(&signature)?, full: OnceCell::new(), signature })
    }

    /// 32×32.
    pub(super) fn half(&self) -> &Half {
        &self.half
    }

    /// 64×64, made when first asked for: most pictures are told apart at half size.
    pub(super) fn full(&self) -> &[f32] {
        self.full.get_or_init(|| self.signature.iter().map(|v| f32::from(*v)).collect())
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
/// The least share of one direction's slopes (squared) in the other's: stripes and ramps say nothing of where they lie.
const LEAST_HOLD: f32 = 0.002;
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
        let level = Level { a: &a.half, b: &b.half, side: HALF, scale, stiff: true };
        Step { fit, share, .. } = level.improved(fit, valid)?;
        if round >= 2 && share < HOPE.min(least) {
            return None;
        }
    }
    for round in 0..12 {
        let scale = if round < 2 { 12.0 } else { 6.0 };
        let level = Level { a: a.full(), b: b.full(), side: SIDE, scale, stiff: round < 4 };
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

/// The value of A under a point of B, at full size and between its points; `None` outside A.
pub(super) fn laid_under(a: &Pyramid, placement: &Placement, u: f32, v: f32) -> Option<f32> {
    let at = |axis: &Axis| axis[0] + axis[1] * u + axis[2] * v - 0.5;
    let (x, y, most) = (at(&placement.x), at(&placement.y), (SIDE - 1) as f32);
    if !(x >= -0.5 && y >= -0.5 && x <= most + 0.5 && y <= most + 0.5) {
        return None;
    }
    let (x, y) = (x.clamp(0.0, most), y.clamp(0.0, most));
    let (i, j) = ((x as usize).min(SIDE - 2), (y as usize).min(SIDE - 2));
    let (fx, fy) = (x - i as f32, y - j as f32);
    let cell = &a.full()[j * SIDE + i..][..SIDE + 2];
    let (upper, lower) =
        (cell[0] + (cell[1] - cell[0]) * fx, cell[SIDE] + (cell[SIDE + 1] - cell[SIDE]) * fx);
    Some(upper + (lower - upper) * fy)
}

/// Two pictures at one size, and how to step there. Every second row counts, and of it every second point, in a
/// chequered pattern: a quarter of the points is enough to see whether there is anything to see.
struct Level<'a> {
    a: &'a [f32],
    b: &'a [f32],
    side: usize,
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
        let mut sums = [Columns::new(self.side, 0), Columns::new(self.side, 1)];
        let count = Arch::new().dispatch(Adding { level: self, fit: &fit, valid, sums: &mut sums });
        let light = Light::of(&sums);
        let share = light.weight / count.max(1.0);
        let change = Normal::of(&sums).solved(self.stiff)?;
        let (gain, offset) = light.solved()?;
        let shifted = |axis: Axis, by: &[f32]| [axis[0] + by[0], axis[1] + by[1], axis[2] + by[2]];
        let Placement { x, y } = fit.placement;
        let placement = Placement { x: shifted(x, &change[..3]), y: shifted(y, &change[3..]) };
        let moved = change.iter().fold(0.0_f32, |most, c| most.max(c.abs()));
        let sane = moved.is_finite() && moved < 12.0 && (0.4..2.5).contains(&gain);
        sane.then_some(Step { fit: Fit { placement, gain, offset }, share, moved })
    }

    /// Adds up all points by their columns, made into machine code once for each width of lanes that processors have;
    /// gives how many points lie in the valid part of B.
    #[inline(always)]
    fn add_up(&self, fit: &Fit, valid: &Area, sums: &mut [Columns; 2]) -> f32 {
        let (zoom, points) = (self.side as f32 / SIDE as f32, self.side / 2);
        let mut count = 0.0;
        for j in (0..self.side).step_by(2) {
            let v = (2 * j + 1) as f32 / self.side as f32 - 1.0;
            if !(v > valid[1] && v < valid[3]) {
                continue;
            }
            let parity = j / 2 % 2;
            let columns = &mut sums[parity];
            let mut row = Row::default();
            row.place(&fit.placement, &columns.u, v, zoom, self.side);
            for c in 0..points {
                row.inside[c] *= f32::from(columns.u[c] > valid[0] && columns.u[c] < valid[2]);
                count += f32::from(columns.u[c] > valid[0] && columns.u[c] < valid[2]);
                let cell = &self.a[row.cell[c] as usize..][..self.side + 2];
                row.corners[0][c] = cell[0];
                row.corners[1][c] = cell[1];
                row.corners[2][c] = cell[self.side];
                row.corners[3][c] = cell[self.side + 1];
                row.seen[c] = self.b[j * self.side + 2 * c + parity];
            }
            row.weigh(fit, self.scale * self.scale, fit.gain * zoom);
            columns.add(&row, v);
        }
        count
    }
}

/// [`Level::add_up`] with its arguments.
struct Adding<'s> {
    level: &'s Level<'s>,
    fit: &'s Fit,
    valid: &'s Area,
    sums: &'s mut [Columns; 2],
}

impl NullaryFnOnce for Adding<'_> {
    type Output = f32;

    #[inline(always)]
    fn call(self) -> f32 {
        self.level.add_up(self.fit, self.valid, self.sums)
    }
}

/// Points of a row that count, at most.
const WIDE: usize = SIDE / 2;
/// One number for each point of a row.
type Lane = [f32; WIDE];

/// The points of one row of B, and what lies under them in A.
#[derive(Default)]
struct Row {
    /// One inside A and the valid part of B, zero outside.
    inside: Lane,
    /// Where the four points of A around each begin.
    cell: [u32; WIDE],
    /// How far each lies towards the next column and the next row.
    fx: Lane,
    fy: Lane,
    /// The four points: upper left, upper right, lower left, lower right.
    corners: [Lane; 4],
    /// B's values.
    seen: Lane,
    value: Lane,
    slope_x: Lane,
    slope_y: Lane,
    miss: Lane,
    weight: Lane,
}

impl Row {
    /// Where the points lie in A, counted from the upper left edge in points of this level.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "one number for all lanes of a row")]
    fn place(&mut self, placement: &Placement, u: &Lane, v: f32, zoom: f32, side: usize) {
        let Placement { x, y } = placement;
        let (most, last) = ((side - 1) as f32, (side - 2) as f32);
        for c in 0..WIDE {
            let across = (x[0] + x[1] * u[c] + x[2] * v) * zoom - 0.5;
            let down = (y[0] + y[1] * u[c] + y[2] * v) * zoom - 0.5;
            let near = |at: f32| at >= -0.5 && at <= most + 0.5;
            self.inside[c] = f32::from(near(across) && near(down));
            let (across, down) = (across.clamp(0.0, most), down.clamp(0.0, most));
            let whole = |at: f32| (at as i32 as f32).min(last);
            let (left, top) = (whole(across), whole(down));
            self.fx[c] = across - left;
            self.fy[c] = down - top;
            self.cell[c] = (top * side as f32 + left) as u32;
        }
    }

    /// Values and slopes between A's points, and how much each point counts (Geman and McClure).
    #[inline(always)]
    fn weigh(&mut self, fit: &Fit, squared: f32, steep: f32) {
        for c in 0..WIDE {
            let (a00, a01, a10, a11) =
                (self.corners[0][c], self.corners[1][c], self.corners[2][c], self.corners[3][c]);
            let (fx, fy) = (self.fx[c], self.fy[c]);
            let (upper, lower) = (a00 + (a01 - a00) * fx, a10 + (a11 - a10) * fx);
            self.value[c] = upper + (lower - upper) * fy;
            self.slope_x[c] = steep * ((a01 - a00) * (1.0 - fy) + (a11 - a10) * fy);
            self.slope_y[c] = steep * (lower - upper);
            self.miss[c] = self.seen[c] - fit.gain * self.value[c] - fit.offset;
            let share = squared / (squared + self.miss[c] * self.miss[c]);
            self.weight[c] = self.inside[c] * share * share;
        }
    }
}

/// Sums over the points of each column: what depends on the row is in them, what depends on the column comes last.
struct Columns {
    /// Where each column lies, −1 to 1.
    u: Lane,
    /// Weights, A's and B's values, and the products that a regression needs.
    light: [Lane; 5],
    /// Products of slopes (across twice, across and down, down twice) with 1, v and v².
    slopes: [[Lane; 3]; 3],
    /// Products of each slope with the miss, with 1 and v.
    miss: [[Lane; 2]; 2],
}

impl Columns {
    fn new(side: usize, parity: usize) -> Self {
        let place = |c: usize| (2 * (2 * c + parity) + 1) as f32 / side as f32 - 1.0;
        let none = [0.0; WIDE];
        let (light, slopes, miss) = ([none; 5], [[none; 3]; 3], [[none; 2]; 2]);
        Self { u: std::array::from_fn(place), light, slopes, miss }
    }

    #[inline(always)]
    fn add(&mut self, row: &Row, v: f32) {
        let squared = v * v;
        for c in 0..WIDE {
            let (weight, value, seen) = (row.weight[c], row.value[c], row.seen[c]);
            let products =
                [weight, weight * value, weight * seen, weight * value * value, weight * value * seen];
            for (sum, product) in self.light.iter_mut().zip(products) {
                sum[c] += product;
            }
            let (dx, dy) = (row.slope_x[c], row.slope_y[c]);
            for (sums, product) in self.slopes.iter_mut().zip([dx * dx, dx * dy, dy * dy]) {
                let product = weight * product;
                sums[0][c] += product;
                sums[1][c] += product * v;
                sums[2][c] += product * squared;
            }
            for (sums, slope) in self.miss.iter_mut().zip([dx, dy]) {
                let product = weight * slope * row.miss[c];
                sums[0][c] += product;
                sums[1][c] += product * v;
            }
        }
    }

    /// The sum over all columns, each times its place to a power of at most two.
    fn total(&self, sums: &Lane, power: usize) -> f32 {
        let each = sums.iter().zip(&self.u);
        match power {
            0 => sums.iter().sum(),
            1 => each.map(|(sum, u)| sum * u).sum(),
            _ => each.map(|(sum, u)| sum * u * u).sum(),
        }
    }
}

/// Weighted regression of B's values on A's.
struct Light {
    weight: f32,
    a: f32,
    b: f32,
    aa: f32,
    ab: f32,
}

impl Light {
    fn of(sums: &[Columns; 2]) -> Self {
        let total = |k: usize| sums.iter().map(|columns| columns.total(&columns.light[k], 0)).sum();
        Self { weight: total(0), a: total(1), b: total(2), aa: total(3), ab: total(4) }
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
struct Normal {
    /// Products of the six slopes with each other, then with the miss; the last column only fills the lanes.
    sums: [[f32; 8]; 6],
}

impl Normal {
    fn of(columns: &[Columns; 2]) -> Self {
        /// The three numbers of an axis belong to 1, u and v: the powers of u and v in each.
        const POWERS: [(usize, usize); 3] = [(0, 0), (1, 0), (0, 1)];
        let mut sums = [[0.0; 8]; 6];
        for columns in columns {
            for (i, (iu, iv)) in POWERS.into_iter().enumerate() {
                for (j, (ju, jv)) in POWERS.into_iter().enumerate() {
                    let product = |which: usize| columns.total(&columns.slopes[which][iv + jv], iu + ju);
                    let both = product(1);
                    sums[i][j] += product(0);
                    sums[i][j + 3] += both;
                    sums[i + 3][j] += both;
                    sums[i + 3][j + 3] += product(2);
                }
                sums[i][6] += columns.total(&columns.miss[0][iv], iu);
                sums[i + 3][6] += columns.total(&columns.miss[1][iv], iu);
            }
        }
        Self { sums }
    }

    /// Solves by Cholesky's method with a trace of damping; `None` if the picture leaves a direction free.
    fn solved(self, stiff: bool) -> Option<[f32; 6]> {
        let (across, down) = (self.sums[0][0], self.sums[3][3]);
        if across.min(down) < LEAST_HOLD * across.max(down) {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use super::super::spectrum::SPANS;
    use super::*;

    #[test]
    fn lanes_change_nothing() {
        let signature: Vec<u8> = (0..SIDE * SIDE).map(|i| (i * i / 97 % 251) as u8).collect();
        let pyramid = Pyramid::new(signature).expect("of the right length");
        let level = Level { a: &pyramid.half, b: &pyramid.half, side: HALF, scale: 12.0, stiff: false };
        let fit = Fit { placement: Placement::window(SPANS[1], SPANS[2]), gain: 1.1, offset: -3.0 };
        let sums = || [Columns::new(HALF, 0), Columns::new(HALF, 1)];
        let (mut plain, mut wide) = (sums(), sums());
        let counted = level.add_up(&fit, &ALL, &mut plain);
        let adding = Adding { level: &level, fit: &fit, valid: &ALL, sums: &mut wide };
        assert_eq!(counted, Arch::new().dispatch(adding));
        assert_eq!(Normal::of(&plain).sums, Normal::of(&wide).sums);
    }
}
