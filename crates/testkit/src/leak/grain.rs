//! Roughness: one repeating field of smooth noise that every surface is textured with.

use super::chance::Chance;

const SIDE: usize = 256;

/// A repeating square of noise, values about -1 to 1, smooth at the scale of a few cells.
pub(crate) struct Grain {
    /// In each place the values of a place, its right neighbour, and the two below, as signed bytes from the lowest.
    corners: Box<[u32; SIDE * SIDE]>,
    fine: Box<[f32; SIDE * SIDE]>,
}

/// What a value of 1 is as a signed byte; the sum of all weights below is 1.2.
const ONE: f32 = 105.0;

impl Grain {
    /// Makes the field, the same for every leak.
    pub(crate) fn new() -> Self {
        let mut chance = Chance::new(0x6772_6169_6e00_0001);
        let fine = square((0..SIDE * SIDE).map(|_| (chance.normal() * 0.7).clamp(-1.0, 1.0)).collect());
        let mut coarse = vec![0.0; SIDE * SIDE];
        for (cells, weight) in [(8, 0.5), (16, 0.3), (32, 0.2), (64, 0.12), (128, 0.08)] {
            let lattice: Vec<f32> = (0..cells * cells).map(|_| chance.between(-1.0, 1.0)).collect();
            for (place, value) in coarse.iter_mut().enumerate() {
                let scale = cells as f32 / SIDE as f32;
                let at = ((place % SIDE) as f32 * scale, (place / SIDE) as f32 * scale);
                *value += weight * between_cells(&lattice, cells, at);
            }
        }
        Self { corners: square((0..SIDE * SIDE).map(|place| corners(&coarse, place)).collect()), fine }
    }

    /// Smooth unevenness; one round of the field is 256 units.
    #[inline(always)]
    pub(crate) fn soft(&self, x: f32, y: f32) -> f32 {
        let ((column, part_x), (row, part_y)) = (parted(x), parted(y));
        let place = (row as usize & (SIDE - 1)) * SIDE + (column as usize & (SIDE - 1));
        let four = self.corners[place] as i32;
        let value = |byte: i32| (four << (24 - 8 * byte) >> 24) as f32;
        let upper = value(0) + (value(1) - value(0)) * part_x;
        let lower = value(2) + (value(3) - value(2)) * part_x;
        (upper + (lower - upper) * part_y) * (1.0 / ONE)
    }

    /// A fixed value for one cell of a grid, -1 to 1.
    #[inline(always)]
    pub(crate) fn cell(&self, column: i32, row: i32) -> f32 {
        let mixed = column.wrapping_mul(37).wrapping_add(row.wrapping_mul(101)) as u32;
        self.fine[(mixed.wrapping_mul(2_654_435_761) >> 7) as usize & (SIDE * SIDE - 1)]
    }
}

fn square<T: std::fmt::Debug>(values: Vec<T>) -> Box<[T; SIDE * SIDE]> {
    values.into_boxed_slice().try_into().expect("a square has as many values as it has places")
}

fn corners(coarse: &[f32], place: usize) -> u32 {
    let (right, below) = ((place + 1) % SIDE + place / SIDE * SIDE, place + SIDE);
    let places = [place, right, below, right + SIDE];
    u32::from_le_bytes(places.map(|place| (coarse[place % (SIDE * SIDE)] * ONE).round() as i8 as u8))
}

/// The whole number below a value (right modulo 2^22 as an `i32`) and what is left, 0 to 1, without a call or a
/// branch: where 2^23 and half of it are added, a float's bits end with its whole part. For less than 2^21 both ways.
#[inline(always)]
pub(crate) fn parted(value: f32) -> (i32, f32) {
    const ANCHOR: f32 = 12_582_912.0;
    let anchored = (value - 0.5) + ANCHOR;
    (anchored.to_bits().wrapping_sub(ANCHOR.to_bits()) as i32, value - (anchored - ANCHOR))
}

fn between_cells(field: &[f32], side: usize, (x, y): (f32, f32)) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (part_x, part_y) = (x - left, y - top);
    let at = |step_x: i32, step_y: i32| {
        // Every side is a power of two, so the mask is the remainder, of negative places too.
        let column = (left as i32 + step_x) as usize & (side - 1);
        let row = (top as i32 + step_y) as usize & (side - 1);
        field[row * side + column]
    };
    let upper = at(0, 0) + (at(1, 0) - at(0, 0)) * part_x;
    let lower = at(0, 1) + (at(1, 1) - at(0, 1)) * part_x;
    upper + (lower - upper) * part_y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_repeats_and_varies() {
        let grain = Grain::new();
        assert!((grain.soft(3.25, 9.5) - grain.soft(3.25 + 256.0, 9.5 - 256.0)).abs() < 1e-4);
        let values: Vec<f32> = (0..256).map(|x| grain.soft(x as f32, 40.0)).collect();
        let spread =
            values.iter().fold(f32::MIN, |a, b| a.max(*b)) - values.iter().fold(f32::MAX, |a, b| a.min(*b));
        assert!(spread > 0.3, "{spread}");
        assert!((-1.0..=1.0).contains(&grain.cell(-7, 10_000)));
    }

    #[test]
    fn a_value_is_parted_below_itself() {
        for (value, whole, part) in [(2.25, 2, 0.25), (-0.75, -1, 0.25), (-40_000.5, -40_001, 0.5)] {
            assert_eq!(parted(value), (whole, part));
        }
        let (whole, part) = parted(3.0);
        assert_eq!(whole as f32 + part, 3.0);
    }
}
