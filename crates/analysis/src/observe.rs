//! One original's bytes to one observation: the order in which everything is looked at.

use std::time::Duration;

use amana_model::{Condition, Damage, Digest, Format, Observation};

use crate::damage::{damage, is_harmless};
use crate::decode::{self, Decoded, Undecoded, VIEW, Want};
use crate::plane::Plane;
use crate::planes::Planes;
use crate::{format_of, measure, metadata, names, pdq};

/// Longer side of the luma that is hashed and measured, and of the grid preview, in pixels.
const MEASURED: usize = 512;
const GRID: usize = 256;

/// JPEG quality of the two previews.
const VIEW_QUALITY: u8 = 80;
const GRID_QUALITY: u8 = 75;

/// What one picture may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pixels of the whole picture.
    pub pixels: u64,
    /// Bytes of memory for the decoded picture.
    pub memory: u64,
    /// Time for everything about one picture; the caller's deadline enforces it, this says it in words.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pixels: 250_000_000, memory: 256 << 20, time: Duration::from_secs(20) }
    }
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What was seen in one original, and its previews.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The observation; `previews` is `None`, for only the caller knows where it will put them.
    pub observation: Observation,
    /// The grid preview (JPEG, longer side at most 256 pixels) and its size.
    pub grid: Option<(Vec<u8>, Size)>,
    /// The view preview (JPEG, longer side at most 1024 pixels) and its size.
    pub view: Option<(Vec<u8>, Size)>,
}

/// Looks at one original. `name` is its file name as found; `deadline` says `true` once the time is spent.
///
/// Never fails: whatever is wrong with the bytes is in the observation.
pub fn observe(
    digest: Digest,
    bytes: &[u8],
    name: &[u8],
    limits: &Limits,
    deadline: &dyn Fn() -> bool,
) -> Seen {
    let format = format_of(bytes);
    let mut seen =
        Seen { observation: Observation::of(digest, bytes.len() as u64, format), grid: None, view: None };
    if format.is_picture() || format == Format::Heic {
        look(&mut seen, bytes, limits, deadline);
    } else if names::claims_picture(name) {
        seen.observation.condition = Condition::Unreadable;
        seen.observation.damage = emptiness(bytes);
    }
    judge_name(&mut seen.observation, name);
    seen
}

/// What can be said of bytes that are named as a picture and are none.
fn emptiness(bytes: &[u8]) -> Vec<Damage> {
    if bytes.is_empty() {
        vec![damage("empty", "the file has no bytes")]
    } else if bytes.iter().all(|b| *b == 0) {
        vec![damage("zero-filled", "every byte of the file is zero")]
    } else {
        Vec::new()
    }
}

/// Metadata, picture, previews and measures of what is a picture by its bytes.
fn look(seen: &mut Seen, bytes: &[u8], limits: &Limits, deadline: &dyn Fn() -> bool) {
    let observation = &mut seen.observation;
    let metadata = metadata::read(bytes);
    observation.orientation = metadata.orientation;
    observation.taken_at = metadata.taken_at;
    observation.offset = metadata.offset;
    observation.camera = metadata.camera;
    observation.serial = metadata.serial;
    observation.position = metadata.position;
    observation.exif = metadata.fields;
    match decode::decode(observation.format, bytes, Want::View, limits, deadline) {
        Ok(decoded) => show(seen, decoded),
        Err(undecoded) => explain(observation, undecoded),
    }
}

fn explain(observation: &mut Observation, undecoded: Undecoded) {
    observation.condition = undecoded.condition;
    observation.damage = undecoded.damage;
    observation.readable = (undecoded.condition == Condition::Unreadable).then_some(0.0);
    observation.width = undecoded.size.map(|s| s.width);
    observation.height = undecoded.size.map(|s| s.height);
}

fn show(seen: &mut Seen, decoded: Decoded) {
    let observation = &mut seen.observation;
    let whole = decoded.damage.iter().all(|d| is_harmless(&d.code));
    observation.condition = if whole { Condition::Ready } else { Condition::Damaged };
    observation.damage = decoded.damage;
    observation.readable = Some(decoded.readable);
    observation.width = Some(decoded.size.width);
    observation.height = Some(decoded.size.height);
    let own = decoded.coding.filter(|_| observation.orientation.unwrap_or(1) == 1);
    let shown = decoded.planes.oriented(observation.orientation.unwrap_or(1));
    let (width, height) = shown.luma.fitting(MEASURED);
    let measured = shown.luma.reduced(width, height);
    measure_all(observation, &measured);
    let (width, height) = measured.fitting(GRID);
    seen.grid = preview(&shown.with_luma(measured.reduced(width, height)), GRID_QUALITY);
    seen.view = own.map(|jpeg| (jpeg, size(&shown))).or_else(|| preview(&shown.reduced(VIEW), VIEW_QUALITY));
}

fn preview(planes: &Planes, quality: u8) -> Option<(Vec<u8>, Size)> {
    planes.encoded(quality).map(|jpeg| (jpeg, size(planes)))
}

fn size(planes: &Planes) -> Size {
    let (width, height) = planes.size();
    Size { width: width as u32, height: height as u32 }
}

fn measure_all(observation: &mut Observation, Plane { width, height, samples }: &Plane) {
    observation.sharpness = Some(measure::sharpness(samples, *width, *height));
    observation.brightness = Some(measure::brightness(samples));
    if let Ok(hashed) = pdq::hash(samples, *width, *height) {
        observation.pdq = Some(hashed.hashes);
        observation.quality = Some(hashed.quality);
        observation.signature = Some(hashed.signature);
    }
}

/// A name that promises something else than the bytes hold is told, and such a file is never ready.
fn judge_name(observation: &mut Observation, name: &[u8]) {
    let Some(ending) = names::contradiction(name, observation.format) else { return };
    let detail = format!("named .{ending}, but the bytes are {}", observation.format.word());
    observation.damage.push(damage("wrong-name", detail));
    if observation.condition == Condition::Ready {
        observation.condition = Condition::Damaged;
    }
}
