//! A calm, schematic body: rounded limbs and cloth, lit like solids, no wounds. Centimetres; the head lies towards -y.

use std::cell::OnceCell;
use std::f32::consts::{FRAC_PI_2, PI};

use super::canvas::{Canvas, Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::face::{Features, Head, Pose};
use super::grain::Grain;
use super::map::{Map, bounds};

/// A body with its pose and clothes.
pub(crate) struct Figure {
    limbs: Vec<Limb>,
    /// Centre, size (half its height) and turn of the head.
    pub(crate) head: HeadPlace,
    /// Places worth a photograph of their own: chest, hands, knees, feet.
    pub(crate) places: Vec<(f32, f32)>,
    /// The features of the face.
    pub(crate) features: Features,
    /// How far the eyes are open, 0 to 1.
    pub(crate) eyes_open: f32,
    /// Turn of the head to the side.
    pub(crate) yaw: f32,
    /// The head worked out, once for all pictures.
    shape: OnceCell<Head>,
}

/// Rows of a head's grid for each pixel of the picture's width: a near face is sampled at about its own size.
const HEAD_DETAIL: f32 = 0.26;

/// Where a head lies on its plane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadPlace {
    pub(crate) at: (f32, f32),
    pub(crate) size: f32,
    pub(crate) turn: f32,
}

impl HeadPlace {
    /// Maps the coordinates of the head to the plane of the body.
    pub(crate) fn map(&self) -> Map {
        Map::scale(self.size, self.size).then(Map::turn(self.turn)).then(Map::shift(self.at.0, self.at.1))
    }
}

#[derive(Clone, Copy, Debug)]
struct Limb {
    from: (f32, f32),
    to: (f32, f32),
    radius: (f32, f32),
    colour: Rgb,
    cloth: bool,
}

/// What the body wears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clothes {
    /// Everyday clothes of any colour, at times without a shirt.
    Plain,
    /// Trousers only, for a body that is written on.
    Bare,
    /// Everyday clothes of the living, with a shirt.
    Everyday,
    /// A soldier's or guard's uniform.
    Uniform,
}

impl Figure {
    /// Makes a body lying at rest.
    pub(crate) fn lying(chance: &mut Chance, features: Features, clothes: Clothes, height: f32) -> Self {
        let spread = [chance.between(0.05, 0.5), chance.between(0.05, 0.5)];
        let bend = [chance.between(-0.2, 1.2), chance.between(-0.2, 1.2)];
        let mut figure = Self::posed(chance, features, clothes, height, spread, bend);
        figure.eyes_open = if chance.happens(0.2) { chance.between(0.3, 0.7) } else { 0.0 };
        figure.yaw = chance.normal() * 0.22;
        figure.head.turn += chance.normal() * 0.12;
        figure
    }

    /// Makes a living person standing upright.
    pub(crate) fn standing(chance: &mut Chance, features: Features, clothes: Clothes, height: f32) -> Self {
        let spread = [chance.between(0.05, 0.2), chance.between(0.05, 0.2)];
        let bend = [chance.between(-0.1, 0.3), chance.between(-0.1, 0.5)];
        let mut figure = Self::posed(chance, features, clothes, height, spread, bend);
        figure.eyes_open = chance.between(0.75, 1.0);
        figure.yaw = chance.normal() * 0.15;
        figure
    }

    fn posed(
        chance: &mut Chance,
        features: Features,
        clothes: Clothes,
        height: f32,
        spread: [f32; 2],
        bend: [f32; 2],
    ) -> Self {
        let unit = height / 170.0;
        let thin = chance.between(0.78, 1.1) * unit;
        let at = |x: f32, y: f32| (x * unit, y * unit);
        let skin = lit(features.skin(), 0.95);
        let (shirt, trousers) = dress(chance, clothes, skin);
        let sleeves = if shirt == skin || chance.happens(0.4) { skin } else { shirt };
        let bare_legs = clothes == Clothes::Plain && chance.happens(0.2);
        let mut limbs = Vec::new();
        let mut places = vec![at(0.0, -38.0)];
        let mut limb = |from, to, thick: (f32, f32), colour: Rgb| {
            let radius = (thick.0 * thin, thick.1 * thin);
            limbs.push(Limb { from, to, radius, colour, cloth: colour != skin });
        };
        for (side, open, bent) in [(-1.0, spread[0], bend[0]), (1.0, spread[1], bend[1])] {
            let hip = at(side * 9.0, 2.0);
            let knee = onward(hip, FRAC_PI_2 - side * open * 0.5, 42.0 * unit);
            let ankle = onward(knee, FRAC_PI_2 - side * (open * 0.5 - bent * 0.15), 40.0 * unit);
            let toe = onward(ankle, FRAC_PI_2 - side * 0.7, 11.0 * unit);
            limb(ankle, toe, (4.2, 3.4), if clothes == Clothes::Uniform { [0.12, 0.10, 0.09] } else { skin });
            limb(knee, ankle, (6.0, 4.3), if bare_legs { skin } else { trousers });
            limb(hip, knee, (8.8, 6.3), trousers);
            places.extend([knee, ankle]);
        }
        limb(at(-5.5, -4.0), at(5.5, -4.0), (11.5, 11.5), trousers);
        limb(at(0.0, -56.0), at(0.0, -68.0), (7.2, 6.2), skin);
        limb(at(-6.0, -14.0), at(-8.5, -46.0), (9.0, 11.0), shirt);
        limb(at(6.0, -14.0), at(8.5, -46.0), (9.0, 11.0), shirt);
        limb(at(0.0, -10.0), at(0.0, -46.0), (11.5, 13.5), shirt);
        for side in [-1.0, 1.0] {
            limb(at(side * 3.0, -58.0), at(side * 14.5, -53.5), (5.0, 6.4), shirt);
        }
        for (side, open, bent) in [(-1.0, spread[1], bend[1]), (1.0, spread[0], bend[0])] {
            let shoulder = at(side * 17.0, -53.0);
            let elbow = onward(shoulder, FRAC_PI_2 - side * open, 29.0 * unit);
            let wrist = onward(elbow, FRAC_PI_2 - side * (open - bent), 25.0 * unit);
            let hand = onward(wrist, FRAC_PI_2 - side * (open - bent * 1.1), 8.0 * unit);
            limb(shoulder, elbow, (5.6, 4.4), shirt);
            limb(elbow, wrist, (4.2, 3.0), sleeves);
            limb(wrist, hand, (3.4, 4.0), skin);
            for finger in -2..=2 {
                let angle = FRAC_PI_2 - side * (open - bent * 1.1) + finger as f32 * 0.2;
                limb(hand, onward(hand, angle, (9.0 - (finger as f32).abs()) * unit), (1.3, 0.9), skin);
            }
            places.push(hand);
        }
        let head = HeadPlace { at: at(0.0, -76.5), size: 12.2 * unit, turn: 0.0 };
        Self { limbs, head, places, features, eyes_open: 0.0, yaw: 0.0, shape: OnceCell::new() }
    }

    /// Draws the body through a map from its plane to pixels, with the light from one side of the picture.
    pub(crate) fn draw(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>) {
        if stage.shadow > 0.0 {
            // Fingers and the like lie too close to the ground to be worth a shadow of their own.
            for limb in self.limbs.iter().filter(|limb| limb.radius.0 > 3.9 && !limb.is_beside()) {
                limb.shadow(canvas, to_pixels, stage);
            }
            let head = self.head;
            let disc =
                Limb { from: head.at, to: head.at, radius: (10.0, 10.0), colour: [0.0; 3], cloth: false };
            disc.shadow(canvas, to_pixels, stage);
        }
        for limb in &self.limbs {
            limb.draw(canvas, to_pixels, stage);
        }
        self.draw_head(canvas, to_pixels, stage);
    }

    fn draw_head(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>) {
        let map = self.head.map().then(*to_pixels);
        if self.head_box(to_pixels, canvas).is_none() {
            return;
        }
        let (sine, cosine) = (-self.head.turn - stage.turn).sin_cos();
        let [x, y, z] = stage.light;
        let light = [x * cosine - y * sine, x * sine + y * cosine, z];
        let head = self.shape.get_or_init(|| {
            Head::new(&self.features, self.eyes_open, stage.grain, canvas.width as f32 * HEAD_DETAIL)
        });
        head.draw(canvas, &map, &Pose { light, yaw: self.yaw });
    }

    /// The box of the face in pixels, brow to chin, clipped to the picture; `None` when less than 60 % of it is in.
    pub(crate) fn face_box(&self, to_pixels: &Map, canvas: &Canvas) -> Option<[f32; 4]> {
        let map = self.head.map().then(*to_pixels);
        let around = |angle: f32| map.apply((0.70 * angle.cos(), 0.12 + 0.88 * angle.sin()));
        let whole = bounds((0..24).map(|step| around(step as f32 / 24.0 * 2.0 * PI)));
        let inside = clipped(whole, canvas);
        let area = |[l, t, r, b]: [f32; 4]| (r - l).max(0.0) * (b - t).max(0.0);
        (area(inside) >= 0.6 * area(whole)).then_some(inside)
    }

    fn head_box(&self, to_pixels: &Map, canvas: &Canvas) -> Option<[f32; 4]> {
        let map = self.head.map().then(*to_pixels);
        let [l, t, r, b] = clipped(bounds(map.corners([-1.0, -1.2, 1.0, 1.2])), canvas);
        (l < r && t < b).then_some([l, t, r, b])
    }

    /// The box of all that is seen of the body in pixels, clipped to the picture.
    pub(crate) fn body_box(&self, to_pixels: &Map, canvas: &Canvas) -> Option<[f32; 4]> {
        let ends = self.limbs.iter().flat_map(|limb| {
            let radius = limb.radius.0.max(limb.radius.1);
            [limb.from, limb.to].into_iter().flat_map(move |(x, y)| {
                [
                    (x - radius, y - radius),
                    (x + radius, y - radius),
                    (x + radius, y + radius),
                    (x - radius, y + radius),
                ]
            })
        });
        let head = self.head.map().corners([-0.8, -1.1, 0.8, 1.0]);
        let [l, t, r, b] = clipped(bounds(ends.chain(head).map(|point| to_pixels.apply(point))), canvas);
        (l + 4.0 < r && t + 4.0 < b).then_some([l, t, r, b])
    }
}

fn clipped([l, t, r, b]: [f32; 4], canvas: &Canvas) -> [f32; 4] {
    let (width, height) = (canvas.width as f32, canvas.height as f32);
    [l.clamp(0.0, width), t.clamp(0.0, height), r.clamp(0.0, width), b.clamp(0.0, height)]
}

fn onward((x, y): (f32, f32), angle: f32, length: f32) -> (f32, f32) {
    (x + angle.cos() * length, y + angle.sin() * length)
}

fn dress(chance: &mut Chance, clothes: Clothes, skin: Rgb) -> (Rgb, Rgb) {
    let bare = clothes == Clothes::Bare || (clothes == Clothes::Plain && chance.happens(0.35));
    if clothes == Clothes::Uniform {
        let green = mixed([0.33, 0.36, 0.24], [0.45, 0.42, 0.30], chance.unit());
        return (green, lit(green, 0.9));
    }
    let colours = [
        [0.25, 0.28, 0.36],
        [0.55, 0.53, 0.50],
        [0.20, 0.20, 0.22],
        [0.46, 0.33, 0.26],
        [0.70, 0.69, 0.66],
        [0.36, 0.42, 0.52],
        [0.42, 0.24, 0.24],
        [0.28, 0.38, 0.32],
    ];
    let shirt = if bare { skin } else { *chance.pick(&colours) };
    (shirt, lit(*chance.pick(&colours), 0.85))
}

/// What all figures of one picture share: the light and the ground.
pub(crate) struct Stage<'a> {
    pub(crate) grain: &'a Grain,
    /// Direction of the light on the plane of the picture (x, y, towards the eye), of length 1.
    pub(crate) light: [f32; 3],
    /// Turn of the body's plane in the picture, to bring the light into the body's own directions.
    pub(crate) turn: f32,
    /// Darkness of the shadow on the ground, 0 for none.
    pub(crate) shadow: f32,
}

impl Stage<'_> {
    /// The direction of the light along the body's plane, in the body's own directions.
    fn light_of_body(&self) -> (f32, f32) {
        let (sine, cosine) = (-self.turn).sin_cos();
        let [x, y, _] = self.light;
        (x * cosine - y * sine, x * sine + y * cosine)
    }
}

impl Limb {
    /// One of the parts that only round off the trunk, whose shadow is the trunk's.
    fn is_beside(&self) -> bool {
        self.from.1.min(self.to.1) < 0.0 && self.from.0 * self.to.0 > 0.0 && self.radius.1 > 6.3
    }

    fn reach(&self, margin: f32) -> f32 {
        self.radius.0.max(self.radius.1) + margin
    }

    /// Gives for each point how far along it lies (0 to 1), the radius there and the way from the axis.
    #[inline(always)]
    fn measure(&self) -> impl Fn(f32, f32) -> (f32, f32, (f32, f32)) + use<> {
        let Self { from, radius, .. } = *self;
        let (x, y) = (self.to.0 - from.0, self.to.1 - from.1);
        let inverse = 1.0 / (x * x + y * y).max(1e-6);
        let narrower = radius.1 - radius.0;
        #[inline(always)]
        move |u, v| {
            let (u, v) = (u - from.0, v - from.1);
            let along = ((u * x + v * y) * inverse).clamp(0.0, 1.0);
            (along, radius.0 + narrower * along, (u - along * x, v - along * y))
        }
    }

    fn draw(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>) {
        let sharp = to_pixels.scale_at(self.from);
        let (light_x, light_y) = stage.light_of_body();
        let (grain, light_z, colour) = (stage.grain, stage.light[2], self.colour);
        let (depth, rough, slip) = if self.cloth { (0.26, 3.2, 0.05) } else { (0.07, 7.0, 0.0) };
        let (slip_x, slip_y) = ((self.to.1 - self.from.1) * slip, (self.to.0 - self.from.0) * slip);
        let measure = self.measure();
        canvas.paint_along(
            to_pixels,
            (self.from, self.to),
            self.reach(0.5),
            #[inline(always)]
            |u, v| {
                let (along, radius, (x, y)) = measure(u, v);
                let square = x * x + y * y;
                let cover = (radius - square.sqrt()) * sharp + 0.5;
                let inverse = 1.0 / radius;
                let rise = (1.0 - (square * inverse * inverse).min(1.0) * 0.96).sqrt();
                let facing = inverse * (x * light_x + y * light_y) + rise * light_z;
                let fold = depth * grain.soft(u * rough + along * slip_x, v * rough + along * slip_y);
                (lit(colour, (0.46 + 0.6 * facing.max(-0.2) + fold).max(0.12)), cover)
            },
        );
    }

    fn shadow(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>) {
        let (x, y) = stage.light_of_body();
        let moved = Map::shift(-6.0 * x, -6.0 * y).then(*to_pixels);
        let (dark, measure) = (stage.shadow, self.measure());
        canvas.paint_along(
            &moved,
            (self.from, self.to),
            self.reach(6.0),
            #[inline(always)]
            |u, v| {
                let (_, radius, (x, y)) = measure(u, v);
                let beyond = (x * x + y * y).sqrt() - radius;
                ([0.03, 0.03, 0.04], dark * smooth(6.0, -2.0, beyond))
            },
        );
    }
}
