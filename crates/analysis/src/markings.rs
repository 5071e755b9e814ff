//! Markings: anything with a number on it, found, set upright and read. Pixels in, crops and readings out.
//!
//! A bright four-sided patch is looked for at low resolution, set on its edges, cut out upright (the crop is kept as
//! evidence) and its lines read by a small network that knows the digits of both scripts. A reading is a hint with a
//! calibrated probability; nothing here decides, and nothing is corrected by the grammar. Main function: [`find`].
//! Writing on skin has no ground of its own: dark strokes of like size that stand together are looked for beside the patches,
//! and are a marking only if the network reads a number there.

mod ctc;
mod fields;
mod find;
mod frame;
mod grammar;
mod ground;
mod homography;
mod ink;
mod lines;
mod numbers;
mod patches;
mod polygon;
mod read;
mod recogniser;
mod refine;
mod score;
mod slope;
mod specks;
mod straighten;
mod strip;
mod strokes;
mod writing;

use amana_model::{Finder, Marking, Point, Reading};

use self::frame::Frame;
pub use self::grammar::Grammar;
use self::recogniser::Recogniser;
use crate::plane::Plane;
use crate::planes::Planes;
use crate::{NetworkError, Picture, Size};

/// JPEG quality of a crop: it is evidence, and small.
const QUALITY: u8 = 92;
/// A patch less sure than this is no marking.
const LEAST_SCORE: f32 = 0.15;
/// The most markings of one picture.
const MOST_MARKINGS: usize = 4;
/// A patch less sure than this is not read.
const LEAST_READ: f32 = 0.3;
/// No writing is looked for on a patch of this score on which a number of this probability was read.
const SURE_PATCH: f32 = 0.5;
const LEAST_TAKEN: f32 = 0.5;
/// Writing without ground of its own counts from this many digits in numbers of this probability.
const LEAST_DIGITS: usize = 3;
const LEAST_SURE: f32 = 0.8;

/// What reading needs, loaded once; cheap to clone.
#[derive(Clone)]
pub struct Reader {
    recogniser: Option<Recogniser>,
    grammar: Grammar,
}

impl Reader {
    /// Loads the recogniser of digits from its weights (ONNX) and its sheet (`digits.json`).
    ///
    /// # Errors
    /// If the runtime cannot load the weights, or the sheet is none.
    pub fn load(weights: &[u8], sheet: &str, grammar: Grammar) -> Result<Self, NetworkError> {
        Ok(Self { recogniser: Some(Recogniser::load(weights, sheet)?), grammar })
    }

    /// The engine that reads, with its version; `None` if it reads nothing.
    pub fn engine(&self) -> Option<&str> {
        self.recogniser.as_ref().map(Recogniser::engine)
    }

    /// Finds and crops, and reads nothing.
    pub fn blind(grammar: Grammar) -> Self {
        Self { recogniser: None, grammar }
    }
}

/// A marking with its straightened crop.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The marking; its crop is not packed yet.
    pub marking: Marking,
    /// The crop as a JPEG without metadata, longer side at most 512 pixels, upright if anything on it was read.
    pub crop: Vec<u8>,
    /// Its size.
    pub size: Size,
}

/// Finds the markings of a picture and reads them: patches, the surest first, then writing without ground of its own;
/// `deadline` says `true` once the time is spent, and what was found until then comes back.
pub fn find(picture: &Picture, reader: &Reader, deadline: &dyn Fn() -> bool) -> Vec<Found> {
    let mut found = on_patches(&picture.planes, reader, deadline);
    if let Some(recogniser) = reader.recogniser.as_ref().filter(|_| !deadline()) {
        let read: Vec<[Point; 4]> =
            found.iter().filter(|one| has_number(&one.marking)).map(|one| one.marking.corners).collect();
        found.extend(without_ground(&picture.planes, recogniser, &reader.grammar, &read, deadline));
    }
    found
}

fn on_patches(planes: &Planes, reader: &Reader, deadline: &dyn Fn() -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for one in find::candidates(planes).iter().filter(|one| one.score >= LEAST_SCORE).take(MOST_MARKINGS) {
        if deadline() {
            break;
        }
        let Some((crop, frame)) = cut_out(planes, &one.corners) else { continue };
        let recogniser = reader.recogniser.as_ref().filter(|_| one.score >= LEAST_READ);
        let read = match recogniser {
            Some(recogniser) => read::read(crop, &frame, recogniser, &reader.grammar, deadline),
            None => read::Read { turns: 0, crop, readings: Vec::new() },
        };
        found.extend(marking(one.corners, Finder::BrightPatch, one.score, read));
    }
    found
}

/// Writing outside the markings `read` already; what nothing like a number was read on is no marking. Its score is the
/// probability of the surest number: nothing else tells it from brows and seams.
fn without_ground(
    planes: &Planes,
    recogniser: &Recogniser,
    grammar: &Grammar,
    read: &[[Point; 4]],
    deadline: &dyn Fn() -> bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    for corners in writing::writings(planes, read) {
        if deadline() {
            break;
        }
        let Some((crop, frame)) = cut_out(planes, &corners) else { continue };
        let read = read::read(crop, &frame, recogniser, grammar, deadline);
        let digits: usize = sure_numbers(&read.readings).map(|number| number.chars().count()).sum();
        if digits >= LEAST_DIGITS {
            let score = read.readings.iter().map(|reading| reading.probability).fold(0.0, f32::max);
            found.extend(marking(corners, Finder::Writing, score, read));
        }
    }
    found
}

fn cut_out(planes: &Planes, corners: &[Point; 4]) -> Option<(Planes, Frame)> {
    let crop = straighten::straighten(planes, corners)?;
    let frame = Frame::of(planes.size(), corners, crop.size())?;
    Some((crop, frame))
}

/// The numbers that speak for writing: probable, and not one digit again and again, as which hatching is read.
fn sure_numbers(readings: &[Reading]) -> impl Iterator<Item = &str> {
    let sure = readings.iter().filter(|reading| reading.probability >= LEAST_SURE);
    sure.filter_map(|reading| reading.number.as_deref()).filter(|number| {
        let mut signs = number.chars();
        let first = signs.next();
        signs.any(|sign| Some(sign) != first)
    })
}

/// Whether a marking is a patch for sure and more was read on it than one digit, as which any dark spot may be read. A trunk
/// in the light can be a patch too, a bad one, on which only some of the writing is read.
fn has_number(marking: &Marking) -> bool {
    if marking.score < SURE_PATCH {
        return false;
    }
    let likely = marking.readings.iter().filter(|reading| reading.probability >= LEAST_TAKEN);
    likely.filter_map(|reading| reading.number.as_deref()).any(|number| number.chars().count() > 1)
}

fn marking(corners: [Point; 4], found_by: Finder, score: f32, read: read::Read) -> Option<Found> {
    let (width, height) = read.crop.size();
    let crop = read.crop.encoded(QUALITY)?;
    let corners = turned(corners, read.turns);
    let marking = Marking { corners, found_by, score, crop: None, readings: read.readings };
    Some(Found { marking, crop, size: Size { width: width as u32, height: height as u32 } })
}

/// The part of a picture between four corners as a crop like those of [`find`], as it stands: JPEG and size. `None` if it is too small.
pub fn crop_of(picture: &Picture, corners: &[Point; 4]) -> Option<(Vec<u8>, Size)> {
    let crop = straighten::straighten(&picture.planes, corners)?;
    let (width, height) = crop.size();
    Some((crop.encoded(QUALITY)?, Size { width: width as u32, height: height as u32 }))
}

/// The corners from the left top of the writing on, where `turns` quarter turns clockwise set the crop upright.
fn turned(mut corners: [Point; 4], turns: usize) -> [Point; 4] {
    corners.rotate_right(turns % 4);
    corners
}

/// For benches: the patches of a picture, the surest first, with their scores.
#[doc(hidden)]
pub fn patches_only(picture: &Picture) -> Vec<([Point; 4], f32)> {
    find::candidates(&picture.planes).into_iter().map(|one| (one.corners, one.score)).collect()
}

/// For benches: where writing without ground of its own may be.
#[doc(hidden)]
pub fn writings_only(picture: &Picture) -> Vec<[Point; 4]> {
    writing::writings(&picture.planes, &[])
}

/// For fuzzing: what the network would be shown of a crop at each quarter turn, as width and values near 0 (ground) to 1 (ink).
#[doc(hidden)]
pub fn strips_only(crop: &Picture) -> Vec<(usize, Vec<f32>)> {
    let turned = read::TURNS.into_iter().map(|turn| crop.planes.luma.clone().oriented(turn));
    let strips = |luma: Plane| {
        let rows = lines::lines(&luma).into_iter();
        let areas = rows.flat_map(|row| std::iter::once(row.whole).chain(row.before_label));
        areas.filter_map(|area| strip::cut(&luma, &area)).collect::<Vec<_>>()
    };
    turned
        .flat_map(strips)
        .map(|strip| strip::normalised(&strip))
        .map(|(values, width)| (width, values))
        .collect()
}

/// The shared area over the area of both together, of two convex four-sided figures that go clockwise.
pub fn overlap(a: &[Point; 4], b: &[Point; 4]) -> f32 {
    polygon::overlap(a, b)
}

#[cfg(test)]
mod tests;
