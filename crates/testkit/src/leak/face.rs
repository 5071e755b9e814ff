//! A head seen from the front: a height field lit like a solid, so that a face detector takes it for a face.
//!
//! Coordinates of the head: u to its left as seen, v down; the head is about 0.72 wide and 1 high from the centre.

use super::canvas::{Canvas, Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::grain::Grain;
use super::map::Map;

/// What makes a head this person's head.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    width: f32,
    jaw: f32,
    eye_v: f32,
    eye_u: f32,
    eye_size: f32,
    brow: (f32, f32, f32),
    nose: (f32, f32),
    mouth: (f32, f32, f32),
    skin: Rgb,
    hair: Rgb,
    hairline: f32,
    beard: f32,
    moustache: f32,
    scarf: Option<Rgb>,
    crooked: f32,
    age: f32,
}

impl Features {
    /// Draws a person's features; `woman` and `child` change their range.
    pub(crate) fn new(chance: &mut Chance, woman: bool, child: bool) -> Self {
        let tone = chance.unit();
        let skin = mixed([0.86, 0.69, 0.57], [0.58, 0.41, 0.31], tone);
        let grey = if child { 0.0 } else { (chance.between(-0.6, 0.8)).max(0.0) };
        let hair = mixed([0.10, 0.08, 0.07], [0.55, 0.53, 0.52], grey);
        let bearded = !woman && !child;
        Self {
            width: chance.between(0.66, 0.78),
            jaw: chance.between(0.55, 0.95),
            eye_v: chance.between(-0.10, 0.0) + if child { 0.06 } else { 0.0 },
            eye_u: chance.between(0.27, 0.33),
            eye_size: chance.between(0.115, 0.15),
            brow: (chance.between(0.13, 0.19), chance.between(0.025, 0.055), chance.between(-0.06, 0.10)),
            nose: (chance.between(0.30, 0.40), chance.between(0.085, 0.13)),
            mouth: (chance.between(0.56, 0.64), chance.between(0.20, 0.29), chance.between(0.035, 0.065)),
            skin,
            hair,
            hairline: chance.between(-0.68, -0.48),
            beard: if bearded { chance.between(-0.3, 1.0).max(0.0) } else { 0.0 },
            moustache: if bearded { chance.between(-0.6, 1.0).max(0.0) } else { 0.0 },
            scarf: (woman && !child && chance.happens(0.7)).then(|| *chance.pick(&SCARVES)),
            crooked: chance.between(-0.02, 0.02),
            age: if child { 0.0 } else { chance.unit() },
        }
    }

    /// The colour of the person's skin.
    pub(crate) fn skin(&self) -> Rgb {
        self.skin
    }
}

const SCARVES: [Rgb; 4] = [[0.16, 0.16, 0.18], [0.75, 0.73, 0.70], [0.34, 0.27, 0.30], [0.24, 0.30, 0.42]];

/// How a head is held and lit in one picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pose {
    /// Direction of the light in the coordinates of the head (x, y, towards the eye).
    pub(crate) light: [f32; 3],
    /// Turn to the side, about -0.5 to 0.5 radians.
    pub(crate) yaw: f32,
}

/// The part of the plane that a head with its hair can cover.
pub(crate) const EXTENT: [f32; 4] = [-1.05, -1.25, 1.05, 1.25];

/// A head worked out on a grid, ready to be drawn at any place.
pub(crate) struct Head {
    side: (usize, usize),
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    normal: [f32; 3],
    colour: Rgb,
    cover: f32,
    height: f32,
}

impl Head {
    /// Works out a head with about `pixels` rows.
    pub(crate) fn new(features: &Features, eyes_open: f32, grain: &Grain, pixels: f32) -> Self {
        let rows = pixels.clamp(96.0, 640.0) as usize;
        let columns = (rows as f32 * 2.1 / 2.5) as usize;
        let step = 2.5 / rows as f32;
        let to_plane = Map::scale(step, step).then(Map::shift(EXTENT[0], EXTENT[1]));
        let mut solid = Canvas::new(columns, rows);
        solid.cover_sharply(
            &to_plane,
            #[inline(always)]
            |u, v| [height(features, u, v), cover(features, u, v, step), 0.0],
        );
        let mut colours = Canvas::new(columns, rows);
        paint_features(&mut colours, &to_plane, features, eyes_open, grain);
        let at = |column: usize, row: usize| solid.at(column.min(columns - 1), row.min(rows - 1));
        let cell = |place: usize| {
            let (column, row) = (place % columns, place / columns);
            let [height, cover, _] = at(column, row);
            let slope_u = (at(column + 1, row)[0] - at(column.saturating_sub(1), row)[0]) / (2.0 * step);
            let slope_v = (at(column, row + 1)[0] - at(column, row.saturating_sub(1))[0]) / (2.0 * step);
            let length = (slope_u * slope_u + slope_v * slope_v + 1.0).sqrt();
            let normal = [-slope_u / length, -slope_v / length, 1.0 / length];
            if cover > 0.0 {
                Cell { normal, colour: colours.at(column, row), cover, height }
            } else {
                Cell::default()
            }
        };
        let cells = (0..rows * columns).map(cell).collect();
        Self { side: (columns, rows), cells }
    }

    /// Draws the head through a map from its coordinates to pixels.
    pub(crate) fn draw(&self, canvas: &mut Canvas, to_pixels: &Map, pose: &Pose) {
        let scale = self.side.1 as f32 / 2.5;
        let seen = self.seen(pose, scale);
        let (columns, rows) = self.side;
        let (most_x, most_y) = (columns as f32 - 1.001, rows as f32 - 1.001);
        canvas.paint(
            to_pixels,
            EXTENT,
            #[inline(always)]
            |u, v| {
                let (x, y) = ((u - EXTENT[0]) * scale - 0.5, (v - EXTENT[1]) * scale - 0.5);
                let (x, y) = (x.max(0.0).min(most_x), y.max(0.0).min(most_y));
                let (left, top) = (x as u32 as usize, y as u32 as usize);
                let (part_x, part_y) = (x - left as f32, y - top as f32);
                let start = top * columns + left;
                let (Some([a, b]), Some([c, d])) =
                    (seen.get(start..start + 2), seen.get(start + columns..start + columns + 2))
                else {
                    return ([0.0; 3], 0.0);
                };
                let [r, g, b, cover] = between(between(*a, *b, part_x), between(*c, *d, part_x), part_y);
                ([r, g, b], cover)
            },
        );
    }

    /// The colour and the coverage of each cell, lit and turned.
    fn seen(&self, pose: &Pose, scale: f32) -> Vec<[f32; 4]> {
        let lean = pose.yaw.sin() * 0.45 * scale;
        let (columns, _) = self.side;
        let look = |(place, first): (usize, &Cell)| {
            if first.cover <= 0.0 {
                return [0.0; 4];
            }
            // A turned head shows its nearer parts displaced: look up where the surface seen here comes from.
            let column = place % columns;
            let x = (column as f32 - lean * (first.height - 0.35)).clamp(0.0, columns as f32 - 1.001);
            let left = place - column + x as usize;
            let moved = self.cells[left].between(&self.cells[left + 1], x.fract());
            let [r, g, b] = if moved.cover > 0.95 { moved } else { *first }.lit(pose.light);
            [r, g, b, first.cover]
        };
        self.cells.iter().enumerate().map(look).collect()
    }
}

impl Cell {
    fn between(&self, next: &Self, part: f32) -> Self {
        let mix = |here: f32, next: f32| here + (next - here) * part;
        Self {
            normal: std::array::from_fn(|axis| mix(self.normal[axis], next.normal[axis])),
            colour: mixed(self.colour, next.colour, part),
            cover: mix(self.cover, next.cover),
            height: mix(self.height, next.height),
        }
    }

    fn lit(&self, light: [f32; 3]) -> Rgb {
        let n = self.normal;
        let facing = n[0] * light[0] + n[1] * light[1] + n[2] * light[2];
        let brightness = 0.44 + 0.62 * facing.max(-0.1) - 0.25 * (1.0 - n[2]);
        let gloss = smooth(0.93, 1.0, facing) * 0.07;
        lit(self.colour, brightness.max(0.1)).map(|channel| channel + gloss)
    }
}

#[inline(always)]
fn between(here: [f32; 4], next: [f32; 4], part: f32) -> [f32; 4] {
    std::array::from_fn(|channel| here[channel] + (next[channel] - here[channel]) * part)
}

/// A bump: 1 in the middle, falling like a bell.
#[inline(always)]
fn bump(u: f32, v: f32, (at_u, at_v): (f32, f32), (size_u, size_v): (f32, f32)) -> f32 {
    let (x, y) = ((u - at_u) / size_u, (v - at_v) / size_v);
    let far = x * x + y * y;
    bell(far)
}

/// Nearly e^-x for x of 0 or more, without a call: (1 - x/16)^16, and 0 beyond.
#[inline(always)]
fn bell(x: f32) -> f32 {
    let part = (1.0 - x * (1.0 / 16.0)).max(0.0);
    let square = part * part;
    let fourth = square * square;
    let eighth = fourth * fourth;
    eighth * eighth
}

/// Half the width of the face at a height: round above, narrowing to the chin below.
#[inline(always)]
fn half_width(features: &Features, v: f32) -> f32 {
    let narrow = smooth(0.10, 1.10, v) * (1.0 - 0.5 * features.jaw);
    features.width * (1.0 - narrow * 0.42)
}

#[inline(always)]
fn outline(features: &Features, u: f32, v: f32) -> f32 {
    let across = u / half_width(features, v);
    // Below, the power 2.5 makes the chin rounder than an ellipse.
    let along = if v < 0.0 { (v / 1.02) * (v / 1.02) } else { v * v * v.sqrt() };
    across * across * (0.75 + 0.25 * across.abs()) + along
}

#[inline(always)]
fn height(features: &Features, u: f32, v: f32) -> f32 {
    let f = features;
    let round = (1.0 - outline(f, u, v)).max(0.0).sqrt() * 0.62;
    let side = u.abs();
    let (tip, wing) = f.nose;
    let along = smooth(f.eye_v - 0.08, tip, v) * smooth(tip + 0.10, tip - 0.02, v);
    let ridge_width = 0.055 + 0.05 * smooth(f.eye_v, tip, v);
    let x = (u - f.crooked) / ridge_width;
    let nose = along * (0.06 + 0.20 * smooth(f.eye_v - 0.1, tip, v)) * bell(x * x);
    let (mouth_v, mouth_u, lip) = f.mouth;
    let solid = round + nose + 0.07 * bump(side, v, (wing * 0.85, tip - 0.01), (0.055, 0.055))
        - 0.10 * bump(side, v, (f.eye_u - 0.02, f.eye_v - 0.01), (0.17, 0.10))
        + 0.055 * bump(side, v, (f.eye_u, f.eye_v), (f.eye_size * 0.8, 0.065))
        + 0.05 * bump(side, v, (f.eye_u * 0.9, f.eye_v - f.brow.0), (0.22, 0.06))
        + 0.05 * bump(side, v, (0.40, 0.20), (0.17, 0.14))
        - 0.05 * bump(side, v, (0.42, 0.46), (0.12, 0.18)) * (0.4 + f.age)
        + 0.05 * bump(u, v, (0.0, mouth_v - lip), (mouth_u * 0.7, lip))
        + 0.06 * bump(u, v, (0.0, mouth_v + lip), (mouth_u * 0.55, lip))
        - 0.05 * bump(u, v, (0.0, mouth_v), (mouth_u * 0.55, 0.02))
        - 0.04 * bump(u, v, (0.0, mouth_v + 0.13), (0.16, 0.05))
        + 0.08 * bump(u, v, (0.0, 0.86), (0.19, 0.13));
    if outline(f, u, v) < 1.8 { solid } else { 0.0 }
}

#[inline(always)]
fn cover(features: &Features, u: f32, v: f32, step: f32) -> f32 {
    let hood = if features.scarf.is_some() { 1.26 } else { 1.0 + 0.06 * smooth(0.15, -0.15, v) };
    let hair = 1.0 - smooth(1.0, 1.0 + 4.0 * step, outline(features, u / hood, v / hood.min(1.16)));
    let ear = ear(features, u, v);
    hair.max(smooth(0.35, 0.55, ear))
}

#[inline(always)]
fn ear(features: &Features, u: f32, v: f32) -> f32 {
    if features.scarf.is_some() {
        0.0
    } else {
        bump(u.abs(), v, (features.width * 0.99, 0.08), (0.085, 0.20))
    }
}

/// Paints the face with its hair or its scarf, as it is before light falls on it.
fn paint_features(canvas: &mut Canvas, to_plane: &Map, f: &Features, eyes_open: f32, grain: &Grain) {
    match f.scarf {
        Some(scarf) => canvas.cover_sharply(
            to_plane,
            #[inline(always)]
            |u, v| with_scarf(f, scarf, grain, bare_face(f, eyes_open, grain, (u, v)), u, v),
        ),
        None => canvas.cover_sharply(
            to_plane,
            #[inline(always)]
            |u, v| with_hair(f, grain, bare_face(f, eyes_open, grain, (u, v)), u, v),
        ),
    }
}

#[inline(always)]
fn bare_face(f: &Features, eyes_open: f32, grain: &Grain, (u, v): (f32, f32)) -> Rgb {
    let side = u.abs();
    let pores = grain.soft(u * 90.0 + 40.0, v * 90.0) * 0.035 + grain.soft(u * 12.0, v * 12.0 + 90.0) * 0.04;
    let mut skin = lit(f.skin, 1.0 + pores);
    let flush = bump(side, v, (0.38, 0.25), (0.16, 0.14)) + bump(u, v, (0.0, f.nose.0), (0.12, 0.09));
    skin = mixed(skin, [0.75, 0.45, 0.38], 0.16 * flush.min(1.0));
    skin = mixed(skin, lit(f.skin, 0.62), 0.35 * bump(side, v, (f.eye_u, f.eye_v + 0.02), (0.17, 0.12)));
    skin = nostrils_and_mouth(f, skin, u, v);
    skin = hairs(f, grain, skin, u, v);
    skin = eye(f, eyes_open, skin, side, v);
    let brow_v = f.eye_v - f.brow.0 + f.brow.2 * (side - f.eye_u) + 0.5 * (side - f.eye_u) * (side - f.eye_u);
    let brow =
        smooth(f.brow.1, f.brow.1 * 0.3, (v - brow_v).abs()) * smooth(0.20, 0.14, (side - f.eye_u).abs());
    mixed(skin, f.hair, brow * (0.75 + 0.2 * grain.soft(u * 200.0, v * 90.0)))
}

#[inline(always)]
fn eye(f: &Features, open: f32, skin: Rgb, side: f32, v: f32) -> Rgb {
    let x = (side - f.eye_u) / f.eye_size;
    let arc = (1.0 - x * x).max(0.0);
    let (upper, lower) = (f.eye_v - 0.062 * open * arc + 0.012 * (1.0 - open), f.eye_v + 0.03 * arc);
    let (du, dv) = (side - f.eye_u, v - (f.eye_v - 0.012));
    let iris = (du * du + dv * dv).sqrt();
    let white = lit([0.90, 0.88, 0.85], 0.75 + 0.25 * arc);
    let ball = mixed(
        [0.05, 0.04, 0.04],
        mixed([0.24, 0.15, 0.09], white, smooth(0.052, 0.064, iris)),
        smooth(0.018, 0.03, iris),
    );
    let seen = x.abs() < 1.0 && v > upper && v < lower && open > 0.05;
    let skin = mixed(skin, ball, if seen { 1.0 } else { 0.0 });
    let lash_v = if open > 0.05 { upper } else { lower };
    let lash = smooth(0.026, 0.006, (v - lash_v).abs()) * smooth(1.08, 0.85, x.abs());
    let crease =
        smooth(0.02, 0.004, (v - (f.eye_v - 0.095 + 0.05 * x * x)).abs()) * smooth(1.1, 0.7, x.abs());
    mixed(mixed(skin, lit(f.skin, 0.55), 0.6 * crease), [0.09, 0.06, 0.05], 0.85 * lash)
}

#[inline(always)]
fn nostrils_and_mouth(f: &Features, skin: Rgb, u: f32, v: f32) -> Rgb {
    let (tip, wing) = f.nose;
    let (mouth_v, mouth_u, lip) = f.mouth;
    let hole = bump(u.abs(), v, (wing * 0.55, tip + 0.045), (0.042, 0.024));
    let under = bump(u, v, (0.0, tip + 0.075), (wing * 1.3, 0.035));
    let mut skin = mixed(skin, lit(f.skin, 0.55), 0.4 * under);
    skin = mixed(skin, [0.12, 0.06, 0.05], smooth(0.3, 0.8, hole));
    let x = u / mouth_u;
    let lips = (1.0 - x * x).max(0.0);
    let red =
        smooth(lip * 1.5 * lips + 0.01, lip * 1.1 * lips, (v - mouth_v).abs()) * smooth(0.0, 0.15, lips);
    skin = mixed(skin, mixed(lit(f.skin, 0.72), [0.58, 0.28, 0.27], 0.55), 0.85 * red);
    // The cosine of 3x, as far as the mouth goes.
    let square = (x * x).min(1.2);
    let wave = 1.0 - square * (4.5 - square * (3.375 - square * (1.0125 - square * 0.1627)));
    let line = smooth(0.022, 0.006, (v - mouth_v - 0.012 * wave).abs()) * smooth(1.05, 0.9, x.abs());
    mixed(skin, [0.17, 0.07, 0.06], 0.85 * line)
}

#[inline(always)]
fn hairs(f: &Features, grain: &Grain, skin: Rgb, u: f32, v: f32) -> Rgb {
    let (mouth_v, mouth_u, _) = f.mouth;
    let strand = 0.75 + 0.35 * grain.soft(u * 160.0, v * 60.0);
    let jaw =
        smooth(0.34, 0.62, v + 0.75 * (u.abs() - 0.25)) * (1.0 - bump(u, v, (0.0, mouth_v), (mouth_u, 0.10)));
    let lip = bump(u, v, (0.0, mouth_v - 0.125), (mouth_u * 0.85, 0.055));
    mixed(
        mixed(skin, f.hair, (f.beard * jaw * 0.85 * strand).min(0.92)),
        f.hair,
        (f.moustache * lip * strand).min(0.92),
    )
}

#[inline(always)]
fn with_scarf(f: &Features, scarf: Rgb, grain: &Grain, skin: Rgb, u: f32, v: f32) -> Rgb {
    let fold = 1.0 + 0.25 * grain.soft(u * 14.0 + v * 20.0, v * 9.0);
    let edge = outline(f, u / 0.97, (v - 0.06) / 0.90);
    let shade = fold * (0.72 + 0.28 * smooth(1.0, 1.35, edge));
    mixed(skin, lit(scarf, shade), smooth(0.94, 1.02, edge))
}

#[inline(always)]
fn with_hair(f: &Features, grain: &Grain, skin: Rgb, u: f32, v: f32) -> Rgb {
    let aside = (u / f.width) * (u / f.width);
    let line = f.hairline + 0.10 * grain.soft(u * 25.0, 7.0) + 0.9 * aside * aside * 0.35;
    let temple = smooth(0.80, 0.95, outline(f, u, v)) * smooth(0.22, 0.05, v);
    let hair = smooth(line + 0.05, line - 0.03, v).max(temple);
    let strand = 1.0 + 0.55 * grain.soft(u * 120.0, v * 30.0);
    let ear = smooth(0.3, 0.5, ear(f, u, v)) * smooth(1.0, 1.05, outline(f, u, v));
    let skin = mixed(skin, lit(f.skin, 0.8), ear);
    mixed(skin, lit(f.hair, strand), hair * (1.0 - ear))
}
