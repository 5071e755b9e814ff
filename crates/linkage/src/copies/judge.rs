//! Decides whether one picture laid over another is a copy of it: nothing but a crop, in nearly every part the same.

use super::align::{Area, Fit, Placement, Pyramid, fit, laid_under, within};
use super::plane::SIDE;

/// Side of the parts that are compared one by one, in points.
const PART: usize = 8;
const PARTS: usize = SIDE / PART;

/// What the comparison measured; the judgement is [`Measure::is_copy`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    /// Fractions of A outside B on the left, top, right and bottom; negative where B reaches beyond A.
    pub(super) crop: [f32; 4],
    /// How far turn and shear move the edge of B, in points.
    pub(super) turned: f32,
    /// Share of the structure of B (by contrast) lying in parts that agree with A, 0 to 1.
    pub(super) agreement: f32,
    /// Root of the mean squared difference in the parts that agree, in levels of 255.
    pub(super) difference: f32,
    /// Correlation of the fine structure (each part without its mean) over the parts that agree.
    pub(super) fine: f32,
    /// Parts of B with structure in them, of 64.
    pub(super) structured: u32,
}

/// Lays `b` over `a` from a first guess and measures how well they agree.
pub(super) fn measure(
    a: &Pyramid,
    b: &Pyramid,
    start: Placement,
    valid: &Area,
    least: f32,
) -> Option<Measure> {
    let fit = fit(a, b, start, valid, least)?;
    let Placement { x, y } = fit.placement;
    let side = SIDE as f32;
    let crop =
        [(x[0] - x[1]) / side, (y[0] - y[2]) / side, 1.0 - (x[0] + x[1]) / side, 1.0 - (y[0] + y[2]) / side];
    let mut measure = Measure {
        crop,
        turned: x[2].abs().max(y[1].abs()),
        agreement: 0.0,
        difference: 0.0,
        fine: 0.0,
        structured: 0,
    };
    let parts = (0..PARTS * PARTS).filter_map(|part| Part::of(a, b, &fit, part, valid));
    let (mut all, mut agreeing, mut squares, mut count) = (0.0, 0.0, 0.0, 0.0);
    let (mut aa, mut bb, mut ab) = (1e-6, 1e-6, 0.0);
    for part in parts {
        let weight = part.contrast.min(24.0);
        measure.structured += u32::from(part.contrast > 2.5);
        all += weight;
        if part.difference < 2.5 + 0.25 * part.contrast {
            agreeing += weight;
            squares += part.difference * part.difference;
            count += 1.0;
            aa += part.aa;
            bb += part.bb;
            ab += part.ab;
        }
    }
    measure.agreement = agreeing / f32::max(all, 1e-6);
    measure.difference = f32::sqrt(squares / f32::max(count, 1.0));
    measure.fine = ab / (aa * bb).sqrt();
    Some(measure)
}

/// One part of B compared with what lies under it.
struct Part {
    /// Standard deviation of B.
    contrast: f32,
    /// Root of the mean squared difference.
    difference: f32,
    /// Variance sums of A, of B, and their covariance.
    aa: f32,
    bb: f32,
    ab: f32,
}

impl Part {
    fn of(a: &Pyramid, b: &Pyramid, fit: &Fit, part: usize, valid: &Area) -> Option<Self> {
        let (left, top) = (part % PARTS * PART, part / PARTS * PART);
        let (mut n, mut sa, mut sb, mut saa, mut sbb, mut sab) = (0.0_f32, 0.0, 0.0, 0.0, 0.0, 0.0);
        for j in top..top + PART {
            let v = (2 * j + 1) as f32 / SIDE as f32 - 1.0;
            for i in left..left + PART {
                let u = (2 * i + 1) as f32 / SIDE as f32 - 1.0;
                let Some(under) = laid_under(a, &fit.placement, u, v).filter(|_| within(valid, u, v)) else {
                    continue;
                };
                // Around mid-grey, so that the sums of squares keep their digits.
                let (p, q) = (fit.gain * under + fit.offset - 128.0, b.full()[j * SIDE + i] - 128.0);
                n += 1.0;
                sa += p;
                sb += q;
                saa += p * p;
                sbb += q * q;
                sab += p * q;
            }
        }
        if n < 16.0 {
            return None;
        }
        let (aa, bb, ab) = (saa - sa * sa / n, sbb - sb * sb / n, sab - sa * sb / n);
        let difference = ((saa + sbb - 2.0 * sab) / n).max(0.0).sqrt();
        Some(Self { contrast: (bb / n).max(0.0).sqrt(), difference, aa, bb, ab })
    }
}

/// The least share of structure that must agree in a whole picture, in a cropped one, and in one that is damaged.
pub(super) const LEAST_AGREEMENT: f32 = 0.5;
const LEAST_CROPPED: f32 = 0.55;
pub(super) const LEAST_DAMAGED: f32 = 0.15;

impl Measure {
    /// Whether B is A, whole or with up to a tenth (and a little) of any side cut off.
    pub(super) fn is_copy(&self) -> bool {
        // A mark covers more of a picture that is whole than a chance likeness of another frame would allow.
        let least = if self.in_place() { LEAST_AGREEMENT } else { LEAST_CROPPED };
        self.crop.iter().all(|c| (-0.012..0.115).contains(c))
            && self.turned < 0.30
            && self.structured >= 6
            && self.agreement > least
            && self.fine > 0.93
    }

    /// Whether B is A as near as makes no difference: not even cropped.
    pub(super) fn is_identical(&self) -> bool {
        self.is_copy() && self.in_place() && self.agreement > 0.98 && self.difference < 2.0
    }

    /// Whether some part of B is exactly what A has in the same place.
    pub(super) fn is_remnant(&self) -> bool {
        self.in_place()
            && self.structured >= 4
            && self.agreement > LEAST_DAMAGED
            && self.difference < 2.5
            && self.fine > 0.97
    }

    /// Whether B shows more than A on some side.
    pub(super) fn reaches_beyond(&self) -> bool {
        self.crop.iter().any(|c| *c < 0.0)
    }

    fn in_place(&self) -> bool {
        self.crop.iter().all(|c| c.abs() < 0.008) && self.turned < 0.15
    }
}
