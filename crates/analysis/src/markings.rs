//! Markings: anything with a number on it, found, set upright and read. Pixels in, crops and readings out.
//!
//! A bright four-sided patch is looked for at low resolution, set on its edges, cut out upright (the crop is kept as
//! evidence) and its lines read by a small network that knows the digits of both scripts. A reading is a hint with a
//! calibrated probability; nothing here decides, and nothing is corrected by the grammar. Main function: [`find`].
//! Writing on skin has no ground of its own and is not found yet.

mod ctc;
mod fields;
mod find;
mod grammar;
mod ground;
mod homography;
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

use amana_model::{Finder, Marking, Point};

pub use self::grammar::Grammar;
use self::recogniser::Recogniser;
use crate::{NetworkError, Picture, Size};

/// JPEG quality of a crop: it is evidence, and small.
const QUALITY: u8 = 92;
/// A patch less sure than this is no marking.
const LEAST_SCORE: f32 = 0.15;
/// The most markings of one picture.
const MOST_MARKINGS: usize = 4;
/// A patch less sure than this is not read.
const LEAST_READ: f32 = 0.3;

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

/// Finds the markings of a picture and reads them, the surest first; `deadline` says `true` once the time is spent, and
/// what was found until then comes back.
pub fn find(picture: &Picture, reader: &Reader, deadline: &dyn Fn() -> bool) -> Vec<Found> {
    let planes = &picture.planes;
    let mut found = Vec::new();
    for one in find::candidates(planes).iter().filter(|one| one.score >= LEAST_SCORE).take(MOST_MARKINGS) {
        if deadline() {
            break;
        }
        let Some(crop) = straighten::straighten(planes, &one.corners) else { continue };
        let recogniser = reader.recogniser.as_ref().filter(|_| one.score >= LEAST_READ);
        let read = match recogniser {
            Some(recogniser) => read::read(crop, recogniser, &reader.grammar, deadline),
            None => read::Read { turns: 0, crop, readings: Vec::new() },
        };
        let (width, height) = read.crop.size();
        let Some(crop) = read.crop.encoded(QUALITY) else { continue };
        let marking = Marking {
            corners: turned(one.corners, read.turns),
            found_by: Finder::BrightPatch,
            score: one.score,
            crop: None,
            readings: read.readings,
        };
        let size = Size { width: width as u32, height: height as u32 };
        found.push(Found { marking, crop, size });
    }
    found.extend(written(picture, reader, deadline));
    found
}

fn written(picture: &Picture, reader: &Reader, deadline: &dyn Fn() -> bool) -> Vec<Found> {
    let planes = &picture.planes;
    let mut found = Vec::new();
    let Some(recogniser) = &reader.recogniser else { return found };
    for corners in writing::writings(planes) {
        if deadline() {
            break;
        }
        let Some(crop) = straighten::straighten(planes, &corners) else { continue };
        let read = read::read(crop, recogniser, &reader.grammar, deadline);
        let (width, height) = read.crop.size();
        let Some(crop) = read.crop.encoded(QUALITY) else { continue };
        let score = read.readings.iter().map(|r| r.probability).fold(0.0, f32::max);
        if std::env::var_os("WR").is_some() { eprintln!("WR {:?} {:?}", corners, read.readings.iter().map(|r| (r.raw.clone(), r.number.clone(), r.probability)).collect::<Vec<_>>()); }
        let marking = Marking {
            corners: turned(corners, read.turns),
            found_by: Finder::Writing,
            score,
            crop: None,
            readings: read.readings,
        };
        let size = Size { width: width as u32, height: height as u32 };
        found.push(Found { marking, crop, size });
    }
    found
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

/// The shared area over the area of both together, of two convex four-sided figures that go clockwise.
pub fn overlap(a: &[Point; 4], b: &[Point; 4]) -> f32 {
    polygon::overlap(a, b)
}
