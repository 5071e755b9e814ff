//! What lies under everything: floors and walls, each a colour for every point of the plane (centimetres).

use super::canvas::{Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::grain::{Grain, whole_below};

#[derive(Clone, Copy, Debug)]
enum Kind {
    Tiles,
    Terrazzo,
    Concrete,
    Chequer,
    Gravel,
    Sheet,
}

/// One floor: the kind, its colours and where its pattern starts.
#[derive(Clone, Debug)]
pub(crate) struct Floor {
    kind: Kind,
    base: Rgb,
    other: Rgb,
    tile: (f32, f32),
    joint: f32,
    start: (f32, f32),
    wear: f32,
    slant: (f32, f32),
}

impl Floor {
    /// Lays a floor.
    pub(crate) fn new(chance: &mut Chance) -> Self {
        let kinds = [Kind::Tiles, Kind::Terrazzo, Kind::Concrete, Kind::Chequer, Kind::Gravel, Kind::Sheet];
        let kind = kinds[chance.weighted(&[4.0, 3.0, 2.0, 1.5, 1.0, 1.5])];
        let tone = chance.between(0.38, 0.8);
        let (warm, green) = (chance.between(-0.06, 0.08), chance.between(-0.03, 0.04));
        let base = [tone + warm, tone + green, tone - warm];
        let base = if matches!(kind, Kind::Sheet) { sheet_colour(chance) } else { base };
        let other = base.map(|channel| (channel * chance.between(0.55, 0.8)).clamp(0.05, 0.9));
        let side = *chance.pick(&[20.0f32, 25.0, 30.0, 40.0]);
        let long = if chance.happens(0.2) { 2.0 } else { 1.0 };
        let (sine, cosine) = chance.between(-0.8, 0.8).sin_cos();
        Self {
            kind,
            base,
            other,
            tile: (side * long, side),
            joint: chance.between(0.3, 0.8),
            start: (chance.between(0.0, 900.0), chance.between(0.0, 900.0)),
            wear: chance.between(0.05, 0.16),
            slant: (sine, cosine),
        }
    }

    /// The colour of one point.
    #[inline]
    pub(crate) fn colour(&self, grain: &Grain, x: f32, y: f32) -> Rgb {
        let (sine, cosine) = self.slant;
        let (x, y) = (x * cosine - y * sine + self.start.0, x * sine + y * cosine + self.start.1);
        let stain = grain.soft(x * 0.55, y * 0.55);
        let worn = 1.0 + self.wear * stain;
        match self.kind {
            Kind::Tiles => lit(self.tiled(grain, x, y, false), worn),
            Kind::Chequer => lit(self.tiled(grain, x, y, true), worn),
            Kind::Terrazzo => {
                let chip = grain.soft(x * 23.0, y * 23.0);
                let tone = 1.0 + 0.2 * smooth(0.30, 0.42, chip) - 0.3 * smooth(-0.34, -0.46, chip);
                lit(self.tiled(grain, x, y, false), worn * tone)
            }
            Kind::Concrete => {
                let crack = smooth(0.05, 0.0, (stain - 0.12).abs()) * 0.12;
                lit(self.base, worn + 0.12 * grain.soft(x * 4.0, y * 4.0) - crack)
            }
            Kind::Gravel => {
                let stone = 0.6 * grain.soft(x * 11.0, y * 11.0) + 0.7 * grain.soft(x * 37.0, y * 37.0);
                mixed(lit(self.other, worn), self.base, smooth(-0.5, 0.6, stone))
            }
            Kind::Sheet => {
                let fold = grain.soft(x * 0.9 + 3.0 * stain, y * 0.25);
                lit(self.base, 1.0 + 0.20 * fold + 0.08 * grain.soft(x * 0.3, y * 2.2))
            }
        }
    }

    #[inline]
    fn tiled(&self, grain: &Grain, x: f32, y: f32, chequer: bool) -> Rgb {
        let (column, row) = (whole_below(x / self.tile.0) as f32, whole_below(y / self.tile.1) as f32);
        let (inside_x, inside_y) = (x - column * self.tile.0, y - row * self.tile.1);
        let edge = inside_x.min(self.tile.0 - inside_x).min(inside_y).min(self.tile.1 - inside_y);
        let own = grain.cell(column as i32, row as i32);
        let dark = chequer && (column as i32 + row as i32) & 1 == 0;
        let face = lit(if dark { self.other } else { self.base }, 1.0 + 0.05 * own);
        mixed(lit(self.other, 0.75), face, smooth(self.joint * 0.4, self.joint, edge))
    }
}

fn sheet_colour(chance: &mut Chance) -> Rgb {
    *chance.pick(&[
        [0.42, 0.44, 0.36],
        [0.30, 0.36, 0.46],
        [0.55, 0.50, 0.44],
        [0.66, 0.67, 0.66],
        [0.40, 0.30, 0.26],
    ])
}
