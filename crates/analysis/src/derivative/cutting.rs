//! A turned rectangle of a picture, at another size: counted in whole numbers, so that it comes out the same everywhere.

use amana_model::Recipe;

use super::covering::FLAT;
use crate::plane::Plane;
use crate::planes::Planes;

/// Parts of a sample that places are counted in: 2¹⁶.
const BITS: u32 = 16;
/// Samples taken for one on each side, at most.
const STEPS: i64 = 8;

/// A map from the result to the picture, in parts of a sample.
struct Back {
    start: [i64; 2],
    across: [i64; 2],
    down: [i64; 2],
}

/// Cuts what the recipe says out of a picture.
pub(super) fn cut(planes: &Planes, recipe: &Recipe) -> Planes {
    let (width, height) = (recipe.made().0 as usize, recipe.made().1 as usize);
    let of = |plane: &Plane| {
        let back = back(recipe, (plane.width, plane.height));
        Plane { width, height, samples: samples(plane, &back, width, height) }
    };
    let chroma = planes.chroma.as_ref().map(|[cb, cr]| [of(cb), of(cr)]);
    Planes { luma: of(&planes.luma), chroma }
}

/// Where the result's samples lie in a plane of this size.
fn back(recipe: &Recipe, plane: (usize, usize)) -> Back {
    // Rounded to parts of a sample at once, so that the last bit of a sine, which differs between machines, is in no result.
    let part = |value: f64| (value * f64::from(1 << BITS)).round() as i64;
    let ([x, y], ..) = recipe.face.extent();
    let ((frame, _), (made, made_down)) = (recipe.frame(), recipe.made());
    let scale = f64::from(frame) / f64::from(made);
    let (sin, cos) = (f64::from(recipe.turn) / 100.0).to_radians().sin_cos();
    let ratio = [plane.0 as f64 / f64::from(recipe.size.0), plane.1 as f64 / f64::from(recipe.size.1)];
    let across = [part(scale * cos * ratio[0]), part(scale * sin * ratio[1])];
    let down = [part(-scale * sin * ratio[0]), part(scale * cos * ratio[1])];
    let middle = [part(f64::from(x) * ratio[0]), part(f64::from(y) * ratio[1])];
    let start = [0, 1]
        .map(|axis| middle[axis] - (across[axis] * i64::from(made) + down[axis] * i64::from(made_down)) / 2);
    Back { start, across, down }
}

fn samples(plane: &Plane, back: &Back, width: usize, height: usize) -> Vec<u8> {
    let one = 1_i64 << BITS;
    let longest = back.across.iter().chain(&back.down).map(|step| step.abs()).max().unwrap_or(one);
    let steps = ((longest + one - 1) / one).clamp(1, STEPS);
    let mut out = Vec::with_capacity(width * height);
    for (y, x) in (0..height as i64).flat_map(|y| (0..width as i64).map(move |x| (y, x))) {
        let mut sum = 0_i64;
        for (down, across) in (0..steps).flat_map(|down| (0..steps).map(move |across| (down, across))) {
            // The middle of one of the parts of this sample: (2·step + 1) / (2·steps) of the way.
            let place = |axis: usize| {
                back.start[axis]
                    + back.across[axis] * x
                    + back.down[axis] * y
                    + (back.across[axis] * (2 * across + 1) + back.down[axis] * (2 * down + 1)) / (2 * steps)
            };
            sum += sample(plane, [place(0), place(1)]);
        }
        let count = steps * steps;
        out.push(((sum + count / 2) / count) as u8);
    }
    out
}

/// The plane's value at a place, straight lines between the middles of samples; flat grey beyond its edges.
fn sample(plane: &Plane, place: [i64; 2]) -> i64 {
    let (one, half) = (1_i64 << BITS, 1_i64 << (BITS - 1));
    let sides = [plane.width as i64, plane.height as i64];
    if (0..2).any(|axis| place[axis] < 0 || place[axis] >= sides[axis] * one) {
        return i64::from(FLAT);
    }
    let along = |axis: usize| {
        let at = (place[axis] - half).clamp(0, (sides[axis] - 1) * one);
        let low = at >> BITS;
        (low as usize, (low + 1).min(sides[axis] - 1) as usize, (at & (one - 1)) >> 8)
    };
    let ((left, right, fx), (top, bottom, fy)) = (along(0), along(1));
    let mix = |row: &[u8]| i64::from(row[left]) * (256 - fx) + i64::from(row[right]) * fx;
    (mix(plane.row(top)) * (256 - fy) + mix(plane.row(bottom)) * fy + (1 << 15)) >> 16
}
