//! Dark marks on calm, lighter ground at low resolution: what a pen leaves on skin, and much else.
//!
//! Pieces of ink of the size of a digit, thin and
//! on ground that is neither ink nor rough, may be strokes of a pen; hair, edges of cloth and joints of tiles mostly are not.
//! Time is bounded by the number of samples and of pieces kept.

use amana_model::Point;

use super::ink::ink;
use super::lines::Area;
use super::patches::{Run, pieces};
use crate::plane::Plane;

/// Half the side of the square around a sample.
const RADIUS: usize = 16;
/// The least and most of a digit's longer side in samples.
const SHORTEST: usize = 8;
const LONGEST: usize = 60;
/// The least area of a piece in samples: a zero of the Arabic script is a dot.
const LEAST_AREA: usize = 3;
/// The most pieces of one plane, the largest first.
const MOST_PIECES: usize = 700;
/// How much of the square over its longer side a digit's ink fills at most.
const MOST_FILLED: f32 = 0.5;
/// The ground around a stroke: how much of it is ink of other pieces, and how much its samples differ from their mean, at most.
const MOST_INK: f32 = 0.35;
const MOST_ROUGH: f32 = 0.09;
/// Ground darker than this tells nothing.
const DARKEST: f32 = 36.0;
/// A stroke is darker than this share of the ground around it.
const STROKE: f32 = 0.74;

/// A piece of ink.
#[derive(Debug, Clone)]
pub(crate) struct Speck {
    pub(crate) runs: Vec<Run>,
    pub(crate) middle: Point,
    /// Its longer side in samples.
    pub(crate) size: f32,
    /// Whether it may be a digit; else it may be a dot, or what breaks a row off.
    pub(crate) stroke: bool,
    /// Its mean brightness over that of the ground around it; 1 where it is no stroke.
    pub(crate) tone: f32,
}

/// The pieces of ink of a plane that are no larger than a digit may be.
pub(crate) fn specks(plane: &Plane) -> Vec<Speck> {
    let ink = ink(plane, RADIUS);
    pieces(&ink, 1, LEAST_AREA, MOST_PIECES).into_iter().filter_map(|runs| speck(runs, plane, &ink)).collect()
}

fn speck(runs: Vec<Run>, plane: &Plane, ink: &Plane) -> Option<Speck> {
    let box_of = Area::of(&runs)?;
    let size = box_of.width().max(box_of.height());
    if size > LONGEST {
        return None;
    }
    let inks = |run: &Run| ink.row(run.y)[run.from..run.to].iter().filter(|ink| **ink > 0).count();
    let filled: usize = runs.iter().map(inks).sum();
    let share = filled as f32 / (size * size) as f32;
    let inside =
        box_of.left > 0 && box_of.top > 0 && box_of.right < plane.width && box_of.bottom < plane.height;
    let tone = (inside && size >= SHORTEST && share <= MOST_FILLED)
        .then(|| tone(&runs, filled, &box_of, plane, ink))
        .flatten();
    let middle = [(box_of.left + box_of.right) as f32 / 2.0, (box_of.top + box_of.bottom) as f32 / 2.0];
    Some(Speck { runs, middle, size: size as f32, stroke: tone.is_some(), tone: tone.unwrap_or(1.0) })
}

/// How dark a piece is on its ground, if the ground is calm and the piece dark enough.
fn tone(runs: &[Run], filled: usize, area: &Area, plane: &Plane, ink: &Plane) -> Option<f32> {
    let around = (area.width().max(area.height()) / 5).max(2);
    let (left, right) = (area.left.saturating_sub(around), (area.right + around).min(plane.width));
    let (top, bottom) = (area.top.saturating_sub(around), (area.bottom + around).min(plane.height));
    let (mut sum, mut squares, mut ground, mut inked) = (0_u64, 0_u64, 0_usize, 0_usize);
    for y in top..bottom {
        let (samples, inks) = (&plane.row(y)[left..right], &ink.row(y)[left..right]);
        // The edge of ink is neither: what lies between two samples of ground is counted only.
        for x in 0..samples.len() {
            if inks[x] > 0 {
                inked += 1;
            } else if inks[x.saturating_sub(1)] == 0 && inks.get(x + 1).is_none_or(|ink| *ink == 0) {
                let value = u64::from(samples[x]);
                (sum, squares, ground) = (sum + value, squares + value * value, ground + 1);
            }
        }
    }
    let whole = ((right - left) * (bottom - top)) as f32;
    if ground < 8 || inked.saturating_sub(filled) as f32 > MOST_INK * whole {
        return None;
    }
    let mean = sum as f32 / ground as f32;
    let rough = (squares as f32 / ground as f32 - mean * mean).max(0.0).sqrt();
    let inks = runs
        .iter()
        .flat_map(|run| plane.row(run.y)[run.from..run.to].iter().zip(&ink.row(run.y)[run.from..run.to]));
    let dark: u64 = inks.filter(|(_, ink)| **ink > 0).map(|(value, _)| u64::from(*value)).sum();
    let tone = dark as f32 / (filled.max(1) as f32 * mean.max(1.0));
    (mean >= DARKEST && rough <= MOST_ROUGH * mean && tone <= STROKE).then_some(tone)
}
