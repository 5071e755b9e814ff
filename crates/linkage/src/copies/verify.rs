//! From all pictures to the pairs of them that were verified to be copies.

use super::align::{ALL, Placement, Pyramid};
use super::finder::{Finder, Hit, best_window, turned};
use super::judge::{LEAST_AGREEMENT, LEAST_DAMAGED, Measure, measure};
use super::plane::{Quarter, SIDE, reduced};
use super::remnants::{self, Left};
use super::spectrum::{Code, Query, SPANS, WINDOWS, codes};
use super::turning::Turning;
use super::{Picture, Signatures};

/// A picture with less contrast than this (standard deviation at 16×16 points, in levels) is never grouped.
const LEAST_CONTRAST: f32 = 3.0;

/// The correlation at 16×16 points, through the best window, from which a pair is laid out at full size.
const LEAST_START: f32 = 0.6;

/// A verified pair: the second, turned by `turning`, lies in the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    /// The place of the picture that shows at least as much.
    pub(super) outer: u32,
    /// The place of the other.
    pub(super) inner: u32,
    /// What makes the inner one upright against the outer one.
    pub(super) turning: Turning,
    /// How they agree.
    pub(super) measure: Measure,
}

/// What is kept of every picture while pairs are sought.
struct Sifted {
    codes: Vec<Option<[Code; 8]>>,
    queries: Vec<Option<Box<[Query; 17]>>>,
    quarters: Vec<Quarter>,
}

/// Finds and verifies all pairs.
pub(super) fn pairs(pictures: &[Picture], signatures: &dyn Signatures) -> Vec<Pair> {
    let Sifted { codes, queries, quarters } = sift(pictures.len(), signatures);
    let finder = Finder::new(codes);
    let mut pairs = Vec::new();
    for (place, query) in (0_u32..).zip(&queries) {
        let hits = query.as_ref().map(|query| finder.hits(place, query, &quarters)).unwrap_or_default();
        let worth = |hit: &Hit| {
            let [one, other] = [place, hit.other].map(|place| place as usize);
            let apart = claims_differ(&pictures[one], &pictures[other]);
            !(apart && far(&quarters[one], &quarters[other], hit.turning))
        };
        let hits: Vec<Hit> = hits.into_iter().filter(worth).collect();
        let outer = (!hits.is_empty()).then(|| signatures.signature(place as usize)).flatten();
        let Some(outer) = outer.map(|signature| Pyramid::new(&signature)) else { continue };
        for Hit { other, turning, .. } in hits {
            let upright = turned(&quarters[other as usize], turning);
            let Some(start) = start(&quarters[place as usize], &upright) else { continue };
            let Some(measure) = laid(&outer, other, turning, start, signatures) else { continue };
            if accepted(&measure, &pictures[place as usize], &pictures[other as usize]) {
                pairs.push(Pair { outer: place, inner: other, turning, measure });
            }
        }
    }
    let damaged = (0_u32..).zip(pictures).filter(|(_, picture)| picture.damaged);
    pairs.extend(damaged.flat_map(|(place, _)| remnant_pairs(place, pictures, signatures, &quarters)));
    pairs
}

/// The pairs of one damaged picture with what it is a remnant of.
fn remnant_pairs(
    damaged: u32,
    pictures: &[Picture],
    signatures: &dyn Signatures,
    quarters: &[Quarter],
) -> Vec<Pair> {
    let Some(left) = Left::of(&quarters[damaged as usize]) else { return Vec::new() };
    let Some(inner) = signatures.signature(damaged as usize).filter(|s| s.len() == SIDE * SIDE) else {
        return Vec::new();
    };
    let inner = Pyramid::new(&inner);
    let start = Placement::window(SPANS[0], SPANS[0]);
    let verified = remnants::candidates(damaged, &left, quarters).into_iter().filter_map(|place| {
        let outer = signatures.signature(place as usize).filter(|s| s.len() == SIDE * SIDE)?;
        let measure = measure(&Pyramid::new(&outer), &inner, start, &left.area(), LEAST_DAMAGED)?;
        let apart = claims_differ(&pictures[damaged as usize], &pictures[place as usize]);
        let pair = Pair { outer: place, inner: damaged, turning: Turning::None, measure };
        (measure.is_remnant() && !apart).then_some(pair)
    });
    verified.collect()
}

/// Reduces every signature to what the finder needs.
fn sift(count: usize, signatures: &dyn Signatures) -> Sifted {
    let mut sifted =
        Sifted { codes: vec![None; count], queries: vec![None; count], quarters: vec![[0; 256]; count] };
    for place in 0..count {
        let Some((half, quarter)) = signatures.signature(place).and_then(|s| reduced(&s)) else { continue };
        if contrast(&quarter) < LEAST_CONTRAST {
            continue;
        }
        let (codes, queries) = codes(&half);
        sifted.codes[place] = Some(codes);
        sifted.queries[place] = Some(Box::new(queries));
        sifted.quarters[place] = quarter;
    }
    sifted
}

fn contrast(quarter: &Quarter) -> f32 {
    let count = quarter.len() as f32;
    let mean = quarter.iter().map(|v| f32::from(*v)).sum::<f32>() / count;
    (quarter.iter().map(|v| (f32::from(*v) - mean).powi(2)).sum::<f32>() / count).sqrt()
}

/// Whether two pictures are not nearly the same point by point, so that they cannot be identical.
fn far(one: &Quarter, other: &Quarter, turning: Turning) -> bool {
    let turned = turned(other, turning);
    let sum: u32 = one.iter().zip(&turned).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    sum > 3 * one.len() as u32
}

/// Where to begin laying one picture over another: the best window, if any is good enough.
fn start(outer: &Quarter, upright: &Quarter) -> Option<Placement> {
    let (likeness, window) = best_window(outer, upright);
    let (across, down) = WINDOWS[usize::from(window)];
    (likeness > LEAST_START).then(|| Placement::window(SPANS[across], SPANS[down]))
}

/// Lays the picture at `inner`, turned, over `outer`.
fn laid(
    outer: &Pyramid,
    inner: u32,
    turning: Turning,
    start: Placement,
    signatures: &dyn Signatures,
) -> Option<Measure> {
    let signature = signatures.signature(inner as usize)?;
    let inner = Pyramid::new(&turning.apply(&signature, SIDE));
    measure(outer, &inner, start, &ALL, LEAST_AGREEMENT)
}

/// Whether two pictures that agree so are the same picture, their cameras' claims considered.
pub(super) fn accepted(measure: &Measure, one: &Picture, other: &Picture) -> bool {
    if claims_differ(one, other) { measure.is_identical() } else { measure.is_copy() }
}

/// Whether both say when they were taken, and not the same; a missing sub-second is no difference.
pub(super) fn claims_differ(one: &Picture, other: &Picture) -> bool {
    match (&one.taken_at, &other.taken_at) {
        (Some(one), Some(other)) => !one.starts_with(other.as_str()) && !other.starts_with(one.as_str()),
        _ => false,
    }
}

/// Compares two pictures without a hint of where the inner one lies: the windows are tried at 16×16 points first.
pub(super) fn compared(
    outer: u32,
    inner: u32,
    turning: Turning,
    signatures: &dyn Signatures,
) -> Option<Measure> {
    let (a, b) = (signatures.signature(outer as usize)?, signatures.signature(inner as usize)?);
    let ((_, small_a), (_, small_b)) = (reduced(&a)?, reduced(&b)?);
    let start = start(&small_a, &turned(&small_b, turning))?;
    laid(&Pyramid::new(&a), inner, turning, start, signatures)
}
