//! Pictures without the dead: buildings, rooms, tables, sheets of paper; living people stand in some of them.

use std::f32::consts::PI;

use super::canvas::{Canvas, Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::face::Features;
use super::figure::{Clothes, Figure, Stage};
use super::floor::Floor;
use super::grain::{Grain, parted};
use super::map::Map;
use super::sitting::{Drawn, Studio};
use super::strokes::Hand;
use super::truth::Bystander;

/// A place as it stays from picture to picture.
pub(crate) enum Place {
    /// A building under the sky.
    Outside {
        ground: Floor,
        wall: Rgb,
        windows: (f32, f32),
        sky: Rgb,
        people: Vec<(Figure, f32)>,
        shape: f32,
    },
    /// A room with a door.
    Inside { ground: Floor, wall: Rgb, door: f32, people: Vec<(Figure, f32)> },
    /// A sheet of paper on a table.
    Sheet { table: Floor, lines: Vec<String>, font: usize, stamp: (f32, f32), hand: Hand, seed: u64 },
}

const WORDS: [&str; 16] = [
    "تقرير",
    "رقم",
    "التاريخ",
    "المشفى",
    "الطبيب",
    "قسم",
    "كتاب",
    "إلى",
    "من",
    "الموضوع",
    "صورة",
    "مرفق",
    "السيد",
    "توقيع",
    "سجل",
    "بيان",
];

impl Place {
    /// Draws a place; `document` asks for a sheet of paper.
    pub(crate) fn new(chance: &mut Chance, document: bool) -> Self {
        if document {
            let line = |chance: &mut Chance| {
                let words: Vec<&str> = (0..chance.whole(3, 7)).map(|_| *chance.pick(&WORDS)).collect();
                let number = chance.below(9000).to_string();
                if chance.happens(0.3) { format!("{} {number}", words.join(" ")) } else { words.join(" ") }
            };
            let count = chance.whole(8, 17);
            return Self::Sheet {
                table: Floor::new(chance),
                lines: (0..count).map(|_| line(chance)).collect(),
                font: chance.below(8) as usize,
                stamp: (chance.between(3.0, 9.0), chance.between(21.0, 25.0)),
                hand: Hand::new(chance),
                seed: chance.bits(),
            };
        }
        let count = chance.weighted(&[4.0, 2.0, 1.5, 1.0]);
        let person = |chance: &mut Chance| {
            let features = Features::new(chance, chance.clone().happens(0.2), false);
            let clothes = if chance.happens(0.6) { Clothes::Uniform } else { Clothes::Everyday };
            (Figure::standing(chance, features, clothes, 174.0), chance.between(-150.0, 150.0))
        };
        let people = (0..count).map(|_| person(chance)).collect();
        let tone = chance.between(0.5, 0.85);
        let wall = [tone, tone * chance.between(0.9, 1.0), tone * chance.between(0.78, 0.96)];
        if chance.happens(0.5) {
            Self::Outside {
                ground: Floor::new(chance),
                wall,
                windows: (chance.between(90.0, 170.0), chance.between(120.0, 180.0)),
                sky: mixed([0.62, 0.76, 0.92], [0.85, 0.86, 0.86], chance.unit()),
                people,
                shape: chance.between(0.0, 900.0),
            }
        } else {
            Self::Inside { ground: Floor::new(chance), wall, door: chance.between(-180.0, 180.0), people }
        }
    }

    /// Draws what a camera sees that is held by `chance`.
    pub(crate) fn draw(
        &self,
        (width, height): (usize, usize),
        studio: &Studio,
        chance: &mut Chance,
    ) -> Drawn {
        let mut canvas = Canvas::new(width, height);
        let angle = chance.between(0.0, 2.0 * PI);
        let light = [0.5 * angle.cos(), -0.5, 0.7];
        let stage = Stage { grain: &studio.grain, light, turn: 0.0, shadow: 0.0 };
        let bystanders = match self {
            Self::Sheet { .. } => {
                self.sheet(&mut canvas, studio, &stage, chance);
                Vec::new()
            }
            _ => self.standing_view(&mut canvas, studio, &stage, chance),
        };
        Drawn { canvas, faces: Vec::new(), card: None, bystanders }
    }

    /// A view at eye level: the wall 6 metres off, the ground before it, in centimetres around the point looked at.
    fn standing_view(
        &self,
        canvas: &mut Canvas,
        studio: &Studio,
        stage: &Stage<'_>,
        chance: &mut Chance,
    ) -> Vec<Bystander> {
        let width = canvas.width as f32;
        let across = chance.between(480.0, 720.0);
        let (aside, lift) = (chance.between(-90.0, 90.0), chance.between(-40.0, 25.0));
        let to_pixels = Map::shift(-aside, 110.0 - lift)
            .then(Map::turn(chance.normal() * 0.03))
            .then(Map::scale(width / across, width / across))
            .then(Map::tilt(chance.normal() * 0.12 / width, chance.normal() * 0.05 / width))
            .then(Map::shift(width / 2.0, canvas.height as f32 / 2.0));
        let grain = &studio.grain;
        self.draw_wall(canvas, &to_pixels, grain);
        if let Self::Outside { ground, .. } | Self::Inside { ground, .. } = self {
            ground.recede(canvas, &to_pixels, grain);
        }
        let (Self::Outside { people, .. } | Self::Inside { people, .. }) = self else { return Vec::new() };
        let seen = |(figure, place): &(Figure, f32), canvas: &mut Canvas| {
            let map = Map::shift(*place, -78.0 + place.abs() * 0.2).then(to_pixels);
            let body = figure.body_box(&map, canvas)?;
            figure.draw(canvas, &map, stage);
            Some(Bystander { body, face: figure.face_box(&map, canvas) })
        };
        people.iter().filter_map(|person| seen(person, canvas)).collect()
    }

    fn draw_wall(&self, canvas: &mut Canvas, to_pixels: &Map, grain: &Grain) {
        let to_plane = to_pixels.inverse();
        match self {
            Self::Outside { wall, windows, sky, shape, .. } => canvas.cover_sharply(
                &to_plane,
                #[inline(always)]
                |x, y| facade((*wall, *windows, *sky, *shape), grain, x, y),
            ),
            Self::Inside { wall, door, .. } => canvas.cover_sharply(
                &to_plane,
                #[inline(always)]
                |x, y| room(*wall, *door, grain, x, y),
            ),
            Self::Sheet { .. } => {}
        }
    }

    /// A sheet of 21 by 29.7 centimetres seen from above.
    fn sheet(&self, canvas: &mut Canvas, studio: &Studio, stage: &Stage<'_>, chance: &mut Chance) {
        let Self::Sheet { table, lines, font, stamp, hand, seed } = self else { return };
        let (width, height) = (canvas.width as f32, canvas.height as f32);
        let across = chance.between(34.0, 46.0);
        let (aside, lift) = (chance.between(-2.0, 2.0), chance.between(-2.0, 2.0));
        let to_pixels = Map::shift(-10.5 + aside, -14.85 + lift)
            .then(Map::turn(chance.normal() * 0.08 + *chance.pick(&[0.0, 0.0, PI / 2.0])))
            .then(Map::scale(width / across, width / across))
            .then(Map::tilt(chance.normal() * 0.10 / width, chance.normal() * 0.10 / width))
            .then(Map::shift(width / 2.0, height / 2.0));
        let grain = &studio.grain;
        table.cover(canvas, &to_pixels.inverse(), grain);
        canvas.paint(
            &to_pixels,
            [-1.0, -1.0, 22.0, 30.7],
            #[inline(always)]
            |u, v| {
                let edge = u.min(21.0 - u).min(v).min(29.7 - v);
                let fold =
                    1.0 - 0.06 * smooth(0.25, 0.0, (v - 14.8).abs()) + 0.04 * grain.soft(u * 2.0, v * 2.0);
                let paper =
                    lit([0.93, 0.92, 0.88], fold * (0.94 + 0.02 * (u - 10.0) / 10.0 * stage.light[0]));
                let beside = over(0.0, edge);
                (mixed(paper, [0.05; 3], beside), 1.0 - beside * (1.0 - 0.4 * smooth(-1.0, 0.0, edge)))
            },
        );
        let mut writer = Chance::new(*seed);
        for (row, line) in lines.iter().enumerate() {
            let (outline, length) = studio.fonts.line(line, *font);
            let size = (17.0 / length.max(0.1)).min(0.75);
            let start = (18.8 - length * size, 4.0 + row as f32 * 1.05);
            fill(canvas, &to_pixels, &outline, size, start, [0.12, 0.12, 0.14]);
        }
        let (number, _) = hand.line(&writer.below(90_000).to_string(), &mut writer);
        fill(canvas, &to_pixels, &number, 1.6, (2.5, 3.0), [0.12, 0.16, 0.5]);
        let (stamp_x, stamp_y) = *stamp;
        canvas.paint(
            &to_pixels,
            [stamp_x - 2.4, stamp_y - 2.4, stamp_x + 2.4, stamp_y + 2.4],
            #[inline(always)]
            |u, v| {
                let far = ((u - stamp_x).powi(2) + (v - stamp_y).powi(2)).sqrt();
                let ring = smooth(0.14, 0.04, (far - 2.0).abs()) + smooth(0.10, 0.03, (far - 1.4).abs());
                ([0.2, 0.25, 0.6], 0.7 * ring.min(1.0) * (0.8 + 0.5 * grain.soft(u * 9.0, v * 9.0)))
            },
        );
    }
}

fn fill(
    canvas: &mut Canvas,
    map: &Map,
    outline: &[Vec<(f32, f32)>],
    size: f32,
    (x, y): (f32, f32),
    ink: Rgb,
) {
    let path: Vec<Vec<(f32, f32)>> = outline
        .iter()
        .map(|contour| contour.iter().map(|&(u, v)| map.apply((x + u * size, y + v * size))).collect())
        .collect();
    canvas.fill(&path, ink, 0.92);
}

/// Wall, windows' distances, sky, and where along the street the building begins.
type Building = (Rgb, (f32, f32), Rgb, f32);

#[inline(always)]
fn facade((wall, windows, sky, shape): Building, grain: &Grain, x: f32, y: f32) -> Rgb {
    let (house, _) = parted((x + shape) * (1.0 / 260.0));
    let roof = -330.0 + 60.0 * grain.cell(house, 0);
    let cloud = smooth(-0.1, 0.7, grain.soft((x + shape) * 0.12, y * 0.25));
    let sky = mixed(lit(sky, 1.0 + y * 0.0002), [0.95, 0.95, 0.96], cloud * 0.8);
    let plaster = 1.0 + 0.10 * grain.soft(x * 0.6, y * 0.6 + shape) + 0.05 * grain.soft(x * 6.0, y * 6.0);
    let ((_, across), (_, down)) = (parted((x + shape) / windows.0), parted((y - 40.0) / windows.1));
    let (from_x, from_y) = (((across - 0.5) * windows.0).abs(), ((down - 0.5) * windows.1).abs());
    let bar = (smooth(2.5, 1.5, from_x) + smooth(2.5, 1.5, from_y)).min(1.0);
    let glass = lit([0.22, 0.26, 0.30], 1.0 + 0.5 * grain.soft(x * 0.8, y * 0.8));
    let pane = mixed(glass, [0.5, 0.48, 0.44], bar);
    let window = mixed(pane, [0.55, 0.52, 0.48], over(from_x, 29.0).max(over(from_y, 39.0)));
    let opening = over(-20.0, y) * over(32.0, from_x) * over(42.0, from_y);
    let colour = mixed(lit(wall, plaster), window, opening);
    let colour = mixed(colour, lit(colour, 0.6), smooth(-25.0, 0.0, y) * 0.6);
    mixed(colour, sky, over(roof, y))
}

#[inline(always)]
fn room(wall: Rgb, door: f32, grain: &Grain, x: f32, y: f32) -> Rgb {
    let plaster = 1.0 + 0.08 * grain.soft(x * 0.7, y * 0.7 + door);
    let lower = mixed(wall, [0.42, 0.50, 0.46], 0.65 * over(y, -120.0));
    let colour = lit(lower, plaster * (1.0 - 0.25 * smooth(150.0, 420.0, x.abs())));
    let from = (x - door).abs();
    let panel = 1.0 + 0.1 * grain.soft(x * 3.0, y * 0.4) - 0.25 * smooth(3.0, 1.0, (from - 30.0).abs());
    let colour = mixed(colour, lit([0.42, 0.30, 0.20], panel), over(48.0, from) * over(y, -215.0));
    let ceiling = lit([0.88, 0.88, 0.86], 1.0 + 0.05 * grain.soft(x, y));
    let colour = mixed(colour, ceiling, over(-285.0, y));
    let window = over(45.0, (x + door * 0.7 - 170.0).abs()) * over(y, -210.0) * over(-110.0, y);
    let colour = mixed(colour, [0.95, 0.97, 1.0], 0.85 * window);
    mixed(colour, lit(colour, 0.6), smooth(-12.0, -6.0, y))
}

/// 1 where a value is over a limit, else 0, so that both sides can be worked out and mixed.
#[inline(always)]
fn over(value: f32, limit: f32) -> f32 {
    if value > limit { 1.0 } else { 0.0 }
}
