//! What lies under everything: floors and walls, each a colour for every point of the plane (centimetres).

use super::canvas::{Canvas, Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::grain::{Grain, parted};
use super::map::Map;

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

/// Calls a method that is made for each kind by itself. The kind is asked for once, not at every point, so that the
/// points of a row are worked out together.
macro_rules! by_kind {
    ($floor:ident.$method:ident($($argument:expr),*)) => {
        match $floor.kind {
            Kind::Tiles => $floor.$method::<TILES>($($argument),*),
            Kind::Terrazzo => $floor.$method::<TERRAZZO>($($argument),*),
            Kind::Concrete => $floor.$method::<CONCRETE>($($argument),*),
            Kind::Chequer => $floor.$method::<CHEQUER>($($argument),*),
            Kind::Gravel => $floor.$method::<GRAVEL>($($argument),*),
            Kind::Sheet => $floor.$method::<SHEET>($($argument),*),
        }
    };
}

const TILES: u8 = 0;
const TERRAZZO: u8 = 1;
const CONCRETE: u8 = 2;
const CHEQUER: u8 = 3;
const GRAVEL: u8 = 4;
const SHEET: u8 = 5;

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

    /// Covers the canvas with the floor.
    pub(crate) fn cover(&self, canvas: &mut Canvas, to_plane: &Map, grain: &Grain) {
        by_kind!(self.cover_with(canvas, to_plane, grain));
    }

    fn cover_with<const KIND: u8>(&self, canvas: &mut Canvas, to_plane: &Map, grain: &Grain) {
        canvas.cover(
            to_plane,
            #[inline(always)]
            |x, y| self.colour::<KIND>(grain, self.laid(x, y)),
        );
    }

    /// Lays the floor where y is over 0 on a plane that stands 6 metres off, seen from a height of 1.6 metres.
    pub(crate) fn recede(&self, canvas: &mut Canvas, from_plane: &Map, grain: &Grain) {
        by_kind!(self.recede_with(canvas, from_plane, grain));
    }

    fn recede_with<const KIND: u8>(&self, canvas: &mut Canvas, from_plane: &Map, grain: &Grain) {
        canvas.paint_all(
            from_plane,
            #[inline(always)]
            |x, y| {
                // Ground goes away from the eye: a line nearer the wall is farther off.
                let far = 600.0 * 160.0 / (160.0 + y.clamp(0.0, 400.0));
                let colour = self.colour::<KIND>(grain, self.laid(x * far / 600.0, far * 1.5));
                (lit(colour, 0.75 + 0.2 * smooth(0.0, 30.0, y)), if y > 0.0 { 1.0 } else { 0.0 })
            },
        );
    }

    #[inline(always)]
    fn colour<const KIND: u8>(&self, grain: &Grain, point: (f32, f32)) -> Rgb {
        match KIND {
            TILES => self.tiles(grain, point),
            TERRAZZO => self.terrazzo(grain, point),
            CONCRETE => self.concrete(grain, point),
            CHEQUER => self.chequer(grain, point),
            GRAVEL => self.gravel(grain, point),
            _ => self.sheet(grain, point),
        }
    }

    /// Goes from the plane to the directions in which the floor was laid.
    #[inline(always)]
    fn laid(&self, x: f32, y: f32) -> (f32, f32) {
        let (sine, cosine) = self.slant;
        (x * cosine - y * sine + self.start.0, x * sine + y * cosine + self.start.1)
    }

    #[inline(always)]
    fn worn(&self, grain: &Grain, (x, y): (f32, f32)) -> f32 {
        1.0 + self.wear * grain.soft(x * 0.55, y * 0.55)
    }

    #[inline(always)]
    fn tiles(&self, grain: &Grain, point: (f32, f32)) -> Rgb {
        lit(self.tiled(grain, point, self.base), self.worn(grain, point))
    }

    #[inline(always)]
    fn chequer(&self, grain: &Grain, point: (f32, f32)) -> Rgb {
        lit(self.tiled(grain, point, self.other), self.worn(grain, point))
    }

    #[inline(always)]
    fn terrazzo(&self, grain: &Grain, (x, y): (f32, f32)) -> Rgb {
        let chip = grain.soft(x * 23.0, y * 23.0);
        let tone = 1.0 + 0.2 * smooth(0.30, 0.42, chip) - 0.3 * smooth(-0.34, -0.46, chip);
        lit(self.tiled(grain, (x, y), self.base), self.worn(grain, (x, y)) * tone)
    }

    #[inline(always)]
    fn concrete(&self, grain: &Grain, (x, y): (f32, f32)) -> Rgb {
        let stain = grain.soft(x * 0.55, y * 0.55);
        let crack = smooth(0.05, 0.0, (stain - 0.12).abs()) * 0.12;
        lit(self.base, 1.0 + self.wear * stain + 0.12 * grain.soft(x * 4.0, y * 4.0) - crack)
    }

    #[inline(always)]
    fn gravel(&self, grain: &Grain, (x, y): (f32, f32)) -> Rgb {
        let stone = 0.6 * grain.soft(x * 11.0, y * 11.0) + 0.7 * grain.soft(x * 37.0, y * 37.0);
        mixed(lit(self.other, self.worn(grain, (x, y))), self.base, smooth(-0.5, 0.6, stone))
    }

    #[inline(always)]
    fn sheet(&self, grain: &Grain, (x, y): (f32, f32)) -> Rgb {
        let stain = grain.soft(x * 0.55, y * 0.55);
        let fold = grain.soft(x * 0.9 + 3.0 * stain, y * 0.25);
        lit(self.base, 1.0 + 0.20 * fold + 0.08 * grain.soft(x * 0.3, y * 2.2))
    }

    /// Tiles of the base colour, every second one of `second`.
    #[inline(always)]
    fn tiled(&self, grain: &Grain, (x, y): (f32, f32), second: Rgb) -> Rgb {
        let ((column, across), (row, down)) =
            (parted(x * (1.0 / self.tile.0)), parted(y * (1.0 / self.tile.1)));
        let (inside_x, inside_y) = (across.min(1.0 - across), down.min(1.0 - down));
        let edge = (inside_x * self.tile.0).min(inside_y * self.tile.1);
        let dark = 1.0 - ((column + row) & 1) as f32;
        let face = lit(mixed(self.base, second, dark), 1.0 + 0.05 * grain.cell(column, row));
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
