//! Roughness: one repeating field of smooth noise that every surface is textured with.

use super::chance::Chance;

const SIDE: usize = 256;

/// A repeating square of noise, values about -1 to 1, smooth at the scale of a few cells.
pub(crate) struct Grain {
    coarse: Vec<f32>,
    fine: Vec<f32>,
}

impl Grain {
    /// Makes the field, the same for every leak.
    pub(crate) fn new() -> Self {
        let mut chance = Chance::new(0x6772_6169_6e00_0001);
        let fine = (0..SIDE * SIDE).map(|_| chance.normal() * 0.7).collect();
        let mut coarse = vec![0.0; SIDE * SIDE];
        for (cells, weight) in [(8, 0.5), (16, 0.3), (32, 0.2), (64, 0.12), (128, 0.08)] {
            let lattice: Vec<f32> = (0..cells * cells).map(|_| chance.between(-1.0, 1.0)).collect();
            for (place, value) in coarse.iter_mut().enumerate() {
                let scale = cells as f32 / SIDE as f32;
                let at = ((place % SIDE) as f32 * scale, (place / SIDE) as f32 * scale);
                *value += weight * between_cells(&lattice, cells, at);
            }
        }
        Self { coarse, fine }
    }

    /// Smooth unevenness; one round of the field is 256 units.
    #[inline]
    pub(crate) fn soft(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (whole_below(x), whole_below(y));
        let (part_x, part_y) = (x - left as f32, y - top as f32);
        let (left, right) = (left as usize & (SIDE - 1), (left + 1) as usize & (SIDE - 1));
        let (top, bottom) = ((top as usize & (SIDE - 1)) * SIDE, ((top + 1) as usize & (SIDE - 1)) * SIDE);
        let field = &self.coarse[..SIDE * SIDE];
        let upper = field[top + left] + (field[top + right] - field[top + left]) * part_x;
        let lower = field[bottom + left] + (field[bottom + right] - field[bottom + left]) * part_x;
        upper + (lower - upper) * part_y
    }

    /// A fixed value for one cell of a grid, -1 to 1.
    #[inline]
    pub(crate) fn cell(&self, column: i32, row: i32) -> f32 {
        let mixed = (column.wrapping_mul(37).wrapping_add(row.wrapping_mul(101))) as usize;
        self.fine[(mixed.wrapping_mul(2_654_435_761) >> 7) & (SIDE * SIDE - 1)].clamp(-1.0, 1.0)
    }
}

/// `floor` without the call that it is on processors of the oldest kind.
#[inline]
pub(crate) fn whole_below(value: f32) -> i32 {
    let cut = value as i32;
    cut - i32::from(value < cut as f32)
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
}
