//! The order of looking: a small picture at every quarter turn, then each face once more, large and upright.
//!
//! The detector knows faces that are turned by up to about 45°, but its points are good and its score means something
//! only near upright. So the first look asks for little, and the second decides.

use amana_model::{Face, Point};

use super::FaceModels;
use super::align::{self, aligned};
use super::canvas::{Canvas, Overview, cut};
use super::detector::{Detection, UNIT};
use super::quality::quality;
use super::turn::{Turn, wrapped};
use crate::planes::Planes;
use crate::{NetworkError, Picture};

/// Longer side of the small picture in pixels.
const LONGEST: usize = 320;
/// How the small picture is turned before each look, degrees clockwise.
const TURNS: [f32; 4] = [0.0, 90.0, 180.0, 270.0];
/// What the first look must score.
const WORTH_A_LOOK: f32 = 0.3;
/// What a face must score upright.
const LEAST: f32 = 0.6;
/// Side of the second look in pixels, and of the face in it.
const CLOSE: usize = 160;
const FACE: f32 = 72.0;
/// Places that get a second look, and faces that are described, the best first: bounds what a picture can cost.
const MOST_PLACES: usize = 16;
const MOST_DESCRIBED: usize = 8;
/// Ways up that are tried at one place.
const MOST_WAYS: usize = 2;

/// A face that may be there.
#[derive(Debug, Clone, Copy)]
struct Guess {
    middle: Point,
    size: f32,
    roll: f32,
    score: f32,
}

/// A face seen upright.
struct Seen {
    detection: Detection,
    /// From the canvas on which it was seen to the picture.
    back: Turn,
    roll: f32,
    middle: Point,
    size: f32,
    landmarks: [Point; 5],
}

/// Finds the faces of a picture at every turn, the best first.
///
/// At most eight are described; faces beyond that have no embedding.
///
/// # Errors
/// If a network cannot be run.
pub fn find(picture: &Picture, models: &FaceModels) -> Result<Vec<Face>, NetworkError> {
    let planes = &picture.planes;
    if planes.luma.samples.is_empty() {
        return Ok(Vec::new());
    }
    let mut seen: Vec<Seen> = Vec::new();
    for place in places(guesses(planes, models)?) {
        let mut best: Option<Seen> = None;
        for guess in place {
            let closer = look_closer(planes, models, &guess)?;
            best = [best, closer].into_iter().flatten().max_by(|a, b| a.score().total_cmp(&b.score()));
        }
        seen.extend(best);
    }
    seen.sort_by(|a, b| b.score().total_cmp(&a.score()));
    let mut faces: Vec<Seen> = Vec::new();
    for face in seen {
        if faces.iter().all(|other| !same_place(other.middle, other.size, face.middle, face.size)) {
            faces.push(face);
        }
    }
    described(planes, models, &faces)
}

impl Seen {
    fn score(&self) -> f32 {
        self.detection.score
    }
}

/// Looks at the small picture at every turn.
fn guesses(planes: &Planes, models: &FaceModels) -> Result<Vec<Guess>, NetworkError> {
    let overview = Overview::new(planes, LONGEST);
    let mut guesses = Vec::new();
    for degrees in TURNS {
        let (canvas, back) = turned(&overview, degrees);
        let found = models.detector.look(canvas, WORTH_A_LOOK)?;
        guesses.extend(found.iter().filter_map(|face| guess(face, &back, overview.scale)));
    }
    guesses.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(guesses)
}

/// The small picture, turned so that faces with a roll of `degrees` stand upright, and the map back to it.
fn turned(overview: &Overview, degrees: f32) -> (Canvas, Turn) {
    let (width, height) = overview.size();
    let (w, h) = (width as f32, height as f32);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (sin, cos) = (sin.abs(), cos.abs());
    // Rounded, because the sines of quarter turns are not quite whole in floats.
    let (across, down) = ((w * cos + h * sin).round(), (w * sin + h * cos).round());
    let to = Turn::about(-degrees, 1.0, [w / 2.0, h / 2.0], [across / 2.0, down / 2.0]);
    let padded = |side: f32| (side as usize).max(1).next_multiple_of(UNIT);
    let back = to.inverse();
    (overview.seen(padded(across), padded(down), &back), back)
}

fn guess(face: &Detection, back: &Turn, scale: Point) -> Option<Guess> {
    let place = |point: Point| {
        let [x, y] = back.apply(point);
        [x * scale[0], y * scale[1]]
    };
    let [left, top, width, height] = face.area;
    let roll = align::back(&face.landmarks.map(place))?.degrees();
    let size = width.max(height) * scale[0].max(scale[1]);
    let middle = place([left + width / 2.0, top + height / 2.0]);
    (size >= 1.0).then_some(Guess { middle, size, roll, score: face.score })
}

/// Gathers guesses, the best first, by where they are; of each place the best and those of other ways up.
fn places(guesses: Vec<Guess>) -> Vec<Vec<Guess>> {
    let mut places: Vec<Vec<Guess>> = Vec::new();
    for guess in guesses {
        let at = places.iter().position(|place| {
            place.first().is_some_and(|best| same_place(best.middle, best.size, guess.middle, guess.size))
        });
        match at {
            Some(at) => add_way(&mut places[at], guess),
            None if places.len() < MOST_PLACES => places.push(vec![guess]),
            None => {}
        }
    }
    places
}

/// Adds a guess to a place unless one with much the same roll is there.
fn add_way(place: &mut Vec<Guess>, guess: Guess) {
    let known = place.iter().any(|other| wrapped(other.roll - guess.roll).abs() < 60.0);
    if place.len() < MOST_WAYS && !known {
        place.push(guess);
    }
}

/// Whether two faces are in each other's way: their middles nearer than half the larger one's side.
fn same_place(one: Point, size: f32, other: Point, other_size: f32) -> bool {
    (one[0] - other[0]).hypot(one[1] - other[1]) < 0.5 * size.max(other_size)
}

/// Looks at one guess again, upright and at a good size.
fn look_closer(planes: &Planes, models: &FaceModels, guess: &Guess) -> Result<Option<Seen>, NetworkError> {
    let half = CLOSE as f32 / 2.0;
    let back = Turn::about(-guess.roll, FACE / guess.size, guess.middle, [half, half]).inverse();
    let canvas = cut(planes, CLOSE, CLOSE, &back);
    let found = models.detector.look(canvas, LEAST)?;
    let near = |face: &&Detection| {
        let [left, top, width, height] = face.area;
        (left + width / 2.0 - half).hypot(top + height / 2.0 - half) < FACE / 2.0
    };
    Ok(found.iter().find(near).map(|face| seen(face, back, guess.roll)))
}

fn seen(face: &Detection, back: Turn, roll: f32) -> Seen {
    let [left, top, width, height] = face.area;
    Seen {
        detection: *face,
        back,
        roll,
        middle: back.apply([left + width / 2.0, top + height / 2.0]),
        size: width.max(height) * back.scale(),
        landmarks: face.landmarks.map(|point| back.apply(point)),
    }
}

/// Sets each face upright, judges it and describes the best.
fn described(planes: &Planes, models: &FaceModels, seen: &[Seen]) -> Result<Vec<Face>, NetworkError> {
    let mut faces = Vec::with_capacity(seen.len());
    for (i, face) in seen.iter().enumerate() {
        let Some(upright) = aligned(planes, &face.landmarks) else { continue };
        let embedding = match &models.embedder {
            Some(embedder) if i < MOST_DESCRIBED => embedder.embedding(&upright)?,
            _ => None,
        };
        let [left, top, width, height] = face.detection.area;
        let (right, bottom) = (left + width, top + height);
        faces.push(Face {
            corners: [[left, top], [right, top], [right, bottom], [left, bottom]].map(|p| face.back.apply(p)),
            landmarks: face.landmarks,
            roll: wrapped(face.roll),
            score: face.score(),
            quality: quality(&face.landmarks, &upright, face.score()),
            embedding,
        });
    }
    Ok(faces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess_at(x: f32, roll: f32) -> Guess {
        Guess { middle: [x, 50.0], size: 20.0, roll, score: 0.5 }
    }

    #[test]
    fn a_place_keeps_two_ways_up() {
        let all = vec![
            guess_at(0.0, 0.0),
            guess_at(1.0, 170.0),
            guess_at(2.0, 10.0),
            guess_at(3.0, 90.0),
            guess_at(40.0, 0.0),
        ];
        let places = places(all);
        let rolls: Vec<Vec<f32>> =
            places.iter().map(|place| place.iter().map(|g| g.roll).collect()).collect();
        assert_eq!(rolls, [vec![0.0, 170.0], vec![0.0]]);
    }

    #[test]
    fn turned_pictures_keep_their_corners() {
        let planes = Planes::grey(64, 32, vec![9; 64 * 32]);
        let overview = Overview::new(&planes, 320);
        for (degrees, size) in [(0.0, (64, 32)), (90.0, (32, 64)), (180.0, (64, 32)), (45.0, (96, 96))] {
            let (canvas, back) = turned(&overview, degrees);
            assert_eq!((canvas.width, canvas.height), size, "{degrees}");
            let [x, y] = back.inverse().apply([32.0, 16.0]);
            assert!(x > 0.0 && y > 0.0 && x < size.0 as f32 && y < size.1 as f32);
        }
    }
}
