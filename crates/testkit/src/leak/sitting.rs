//! One person's place and pictures: floor, body and card, and the camera that looks at them.

use std::f32::consts::{FRAC_PI_2, PI};

use super::canvas::Canvas;
use super::card::{Card, Wording};
use super::chance::Chance;
use super::face::Features;
use super::figure::{Clothes, Figure, Stage};
use super::floor::Floor;
use super::glyphs::Fonts;
use super::grain::Grain;
use super::map::{Map, bounds};
use super::sensor::Noise;
use super::truth::{Bystander, CardPlace, Category, Surface, View};

/// What every drawing needs and nobody changes.
pub(crate) struct Studio {
    pub(crate) grain: Grain,
    pub(crate) noise: Noise,
    pub(crate) fonts: Fonts,
}

/// A drawing and where things are in it.
pub(crate) struct Drawn {
    pub(crate) canvas: Canvas,
    pub(crate) faces: Vec<[f32; 4]>,
    pub(crate) card: Option<CardPlace>,
    pub(crate) bystanders: Vec<Bystander>,
}

/// One person as found: everything that stays the same from picture to picture.
pub(crate) struct Sitting {
    floor: Floor,
    figure: Figure,
    card: Option<(Card, Map, f32)>,
    light: [f32; 3],
    guard: Option<(Figure, (f32, f32), f32)>,
}

/// Where the camera is held: the middle of what it sees, its width in centimetres, its turn and tilt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Framing {
    centre: (f32, f32),
    across: f32,
    turn: f32,
    tilt: (f32, f32),
}

impl Sitting {
    /// Lays a person down, with a card or without.
    pub(crate) fn new(
        chance: &mut Chance,
        category: Category,
        wording: Option<&Wording>,
        studio: &Studio,
    ) -> Self {
        let floor = Floor::new(chance);
        let (woman, child) = match category {
            Category::Civilian => (chance.happens(0.35), chance.happens(0.2)),
            _ => (false, false),
        };
        let clothes = match wording {
            Some(wording) if wording.surface == Surface::Skin => Clothes::Bare,
            _ if category == Category::Soldier => Clothes::Uniform,
            _ if woman || child => Clothes::Everyday,
            _ => Clothes::Plain,
        };
        let height = if child { chance.between(105.0, 140.0) } else { chance.between(160.0, 184.0) };
        let features = Features::new(chance, woman, child);
        let figure = Figure::lying(chance, features, clothes, height);
        let card = wording.map(|wording| placed_card(chance, wording, studio));
        let angle = chance.between(0.0, 2.0 * PI);
        let flat = chance.between(0.35, 0.75);
        let light = [angle.cos() * flat, angle.sin() * flat, (1.0 - flat * flat).sqrt()];
        let guard = chance.happens(0.10).then(|| {
            let features = Features::new(chance, false, false);
            let figure = Figure::standing(chance, features, Clothes::Uniform, 175.0);
            let side = chance.sign();
            let along = chance.between(-70.0, 50.0);
            // At the edge of the picture, feet towards the body: boots and legs are seen.
            (figure, (side * chance.between(132.0, 150.0), along), side * chance.between(1.35, 1.8))
        });
        Self { floor, figure, card, light, guard }
    }

    /// Draws the same person alive: head and shoulders before a wall, upright, eyes open, in everyday clothes.
    pub(crate) fn portrait(&self, chance: &mut Chance, size: (usize, usize), studio: &Studio) -> Canvas {
        let mut canvas = Canvas::new(size.0, size.1);
        let wall = Floor::new(chance);
        let figure = Figure::standing(chance, self.figure.features.clone(), Clothes::Everyday, 172.0);
        // The head lies at about −77 cm of the figure's middle; 62 cm are seen across.
        let framing = Framing { centre: (0.0, -70.0), across: 62.0, turn: 0.0, tilt: (0.0, 0.0) };
        let to_pixels = framing.map(size);
        wall.cover(&mut canvas, &to_pixels.inverse(), &studio.grain);
        let stage = Stage { grain: &studio.grain, light: [0.2, -0.3, 0.93], turn: 0.0, shadow: 0.0 };
        figure.draw(&mut canvas, &to_pixels, &stage);
        canvas
    }

    /// Says whether there is a card to look at.
    pub(crate) fn has_card(&self) -> bool {
        self.card.is_some()
    }

    /// Chooses how a view is framed.
    pub(crate) fn framing(&self, view: View, chance: &mut Chance) -> Framing {
        let any_way = [0.0, FRAC_PI_2, -FRAC_PI_2, PI];
        let (centre, across, turn) = match view {
            View::Whole => {
                let turn =
                    if chance.happens(0.8) { chance.sign() * FRAC_PI_2 } else { *chance.pick(&any_way) };
                ((0.0, 0.0), chance.between(205.0, 265.0), turn)
            }
            View::Part => {
                let place = *chance.pick(&self.figure.places);
                (place, chance.between(55.0, 95.0), *chance.pick(&any_way))
            }
            View::Face => {
                let (x, y) = self.figure.head.at;
                let turn = any_way[chance.weighted(&[5.0, 2.0, 2.0, 1.0])];
                ((x, y + chance.between(0.0, 8.0)), chance.between(48.0, 80.0), turn)
            }
            View::Card => match &self.card {
                Some((card, map, turned)) => {
                    let middle = map.apply((card.size.0 / 2.0, card.size.1 / 2.0));
                    let turn = if chance.happens(0.6) { -turned } else { *chance.pick(&any_way) };
                    (middle, card.size.0 * chance.between(1.4, 2.3), turn)
                }
                None => ((0.0, -40.0), 90.0, 0.0),
            },
        };
        let tilt = (chance.normal() * 0.06, chance.normal() * 0.06);
        Framing { centre, across, turn: turn + chance.normal() * 0.10, tilt }
    }

    /// Draws what the camera sees.
    pub(crate) fn draw(&self, framing: &Framing, size: (usize, usize), studio: &Studio) -> Drawn {
        let mut canvas = Canvas::new(size.0, size.1);
        let to_pixels = framing.map(size);
        let to_floor = to_pixels.inverse();
        self.floor.cover(&mut canvas, &to_floor, &studio.grain);
        // The body lies above the floor, so a tilted camera sees it displaced against the tiles.
        let raised = Map::shift(framing.tilt.0 * 40.0, framing.tilt.1 * 40.0);
        let body = raised.then(to_pixels);
        let stage = Stage { grain: &studio.grain, light: self.light, turn: framing.turn, shadow: 0.30 };
        self.figure.draw(&mut canvas, &body, &stage);
        let card = self.card.as_ref().map(|(card, map, _)| {
            let map = map.then(body);
            card.draw(&mut canvas, &map, &stage);
            map.corners([0.0, 0.0, card.size.0, card.size.1])
        });
        let bystanders: Vec<Bystander> = self
            .guard
            .iter()
            .filter_map(|guard| draw_guard(guard, &mut canvas, &to_pixels, framing, &stage))
            .collect();
        let face = self.figure.face_box(&body, &canvas);
        let faces = face
            .into_iter()
            .filter(|face| !bystanders.iter().any(|other| overlap(*face, other.body)))
            .collect();
        let card = card.and_then(|corners| card_place(corners, &canvas, &bystanders));
        Drawn { canvas, faces, card, bystanders }
    }
}

impl Framing {
    /// The same view a moment later: the camera moved, turned by some degrees, came nearer or went back.
    pub(crate) fn again(&self, chance: &mut Chance) -> Self {
        let step = chance.between(0.05, 0.13) * self.across;
        let (sine, cosine) = chance.between(0.0, 2.0 * PI).sin_cos();
        Self {
            centre: (self.centre.0 + cosine * step, self.centre.1 + sine * step),
            across: self.across * (1.0 + chance.sign() * chance.between(0.03, 0.16)),
            turn: self.turn + chance.sign() * chance.between(0.035, 0.16),
            tilt: (self.tilt.0 + chance.normal() * 0.05, self.tilt.1 + chance.normal() * 0.05),
        }
    }

    fn map(&self, (width, height): (usize, usize)) -> Map {
        let (width, height) = (width as f32, height as f32);
        Map::shift(-self.centre.0, -self.centre.1)
            .then(Map::turn(self.turn))
            .then(Map::scale(width / self.across, width / self.across))
            .then(Map::tilt(self.tilt.0 / width, self.tilt.1 / width))
            .then(Map::shift(width / 2.0, height / 2.0))
    }
}

fn placed_card(chance: &mut Chance, wording: &Wording, studio: &Studio) -> (Card, Map, f32) {
    let card = Card::new(wording, &studio.fonts, chance);
    let (x, y) = match chance.below(4) {
        _ if wording.surface == Surface::Skin => (chance.between(-1.5, 1.5), chance.between(-36.0, -30.0)),
        0 | 1 => (chance.between(-4.0, 4.0), chance.between(-42.0, -30.0)),
        2 => (chance.sign() * chance.between(34.0, 42.0), chance.between(-95.0, -50.0)),
        _ => (chance.between(-5.0, 5.0), chance.between(-22.0, -8.0)),
    };
    let upright = wording.surface == Surface::Skin || chance.happens(0.55);
    let turned = if upright { chance.normal() * 0.2 } else { chance.between(-PI, PI) };
    let middle = Map::shift(-card.size.0 / 2.0, -card.size.1 / 2.0);
    let map = middle.then(Map::turn(turned)).then(Map::shift(x, y));
    (card, map, turned)
}

fn draw_guard(
    (figure, place, turn): &(Figure, (f32, f32), f32),
    canvas: &mut Canvas,
    to_pixels: &Map,
    framing: &Framing,
    stage: &Stage<'_>,
) -> Option<Bystander> {
    let map = Map::turn(*turn).then(Map::shift(place.0, place.1)).then(*to_pixels);
    let body = figure.body_box(&map, canvas)?;
    let stage = Stage { grain: stage.grain, light: stage.light, turn: framing.turn + turn, shadow: 0.2 };
    figure.draw(canvas, &map, &stage);
    Some(Bystander { body, face: figure.face_box(&map, canvas) })
}

/// Says whether two boxes share ground.
pub(crate) fn overlap(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn card_place(corners: [(f32, f32); 4], canvas: &Canvas, bystanders: &[Bystander]) -> Option<CardPlace> {
    let around = bounds(corners);
    let frame = [0.0, 0.0, canvas.width as f32, canvas.height as f32];
    if !overlap(around, frame) {
        return None;
    }
    let inside = around[0] >= 0.0 && around[1] >= 0.0 && around[2] <= frame[2] && around[3] <= frame[3];
    let (x, y) = (corners[1].0 - corners[0].0, corners[1].1 - corners[0].1);
    let whole = inside && !bystanders.iter().any(|other| overlap(around, other.body));
    Some(CardPlace { corners, rotation: y.atan2(x).to_degrees(), whole })
}
