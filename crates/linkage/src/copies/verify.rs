//! From all pictures to the pairs of them that were verified to be copies.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::align::{ALL, Placement, Pyramid};
use super::finder::{Finder, Hit};
use super::judge::{LEAST_AGREEMENT, LEAST_DAMAGED, Measure, measure};
use super::likeness::{Small, Turned, Views};
use super::plane::{Quarter, SIDE, half, quarter};
use super::remnants::{self, Left};
use super::spectrum::{Code, SPANS, WINDOWS, codes as codes_of};
use super::turning::Turning;
use super::{Picture, Signatures};

/// A picture with less contrast than this (standard deviation at 16×16 points, in levels) is never grouped.
const LEAST_CONTRAST: f32 = 3.0;

/// The correlation at 16×16 points, through the best window, from which a pair is laid out at full size: below it lie
/// one in a thousand of the copies in a synthetic leak of 55,000, and half of what only looks alike.
const LEAST_START: f32 = 0.78;

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

/// What is at hand while pairs are sought.
struct Search<'s> {
    pictures: &'s [Picture],
    signatures: &'s dyn Signatures,
    smalls: Vec<Small>,
}

/// Finds and verifies all pairs, on all cores; the order is the same however many there are.
pub(super) fn pairs(pictures: &[Picture], signatures: &dyn Signatures) -> Vec<Pair> {
    let (codes, smalls) = sift(pictures.len(), signatures);
    let asks: Vec<bool> = codes.iter().map(Option::is_some).collect();
    let (finder, search) = (Finder::new(codes), Search { pictures, signatures, smalls });
    let found = |place: u32| if asks[place as usize] { search.pairs_of(place, &finder) } else { None };
    let mut pairs = each_on_all_cores(pictures.len(), &|place| found(place).unwrap_or_default());
    let damaged =
        |place: u32| pictures[place as usize].damaged.then(|| search.remnant_pairs(place)).flatten();
    pairs.extend(each_on_all_cores(pictures.len(), &|place| damaged(place).unwrap_or_default()));
    pairs
}

/// What `work` gives for every place, in the order of the places.
fn each_on_all_cores(count: usize, work: &(dyn Fn(u32) -> Vec<Pair> + Sync)) -> Vec<Pair> {
    const BLOCK: usize = 256;
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let begin = next.fetch_add(BLOCK, Ordering::Relaxed);
            if begin >= count {
                return done;
            }
            let block = begin as u32..(begin + BLOCK).min(count) as u32;
            done.push((begin, block.flat_map(work).collect::<Vec<Pair>>()));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut blocks: Vec<(usize, Vec<Pair>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut blocks = worker();
        for other in others {
            blocks.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        blocks
    });
    blocks.sort_unstable_by_key(|(begin, _)| *begin);
    blocks.into_iter().flat_map(|(_, pairs)| pairs).collect()
}

impl Search<'_> {
    /// The pairs of one picture with what the finder says lies in it; `None` if it has no signature.
    fn pairs_of(&self, place: u32, finder: &Finder) -> Option<Vec<Pair>> {
        // What to look for is made when it is looked for: for all pictures at once it would take much memory.
        let outer = self.pyramid(place)?;
        let views = Views::new(&self.smalls[place as usize].points);
        let hits = finder.hits(place, &codes_of(outer.half()).1, &views, &self.smalls);
        Some(hits.into_iter().filter_map(|hit| self.verified(place, &outer, &views, hit)).collect())
    }

    /// The pair of a picture with a hit, whichever of the two shows more.
    fn verified(&self, place: u32, outer: &Pyramid, views: &Views<'_>, hit: Hit) -> Option<Pair> {
        let Hit { other, turning, .. } = hit;
        let [one, two] = [place, other].map(|place| &self.pictures[place as usize]);
        let upright = Turned::new(&self.smalls[other as usize], turning);
        if claims_differ(one, two) && far(&self.smalls[place as usize].points, upright.points()) {
            return None;
        }
        let (likeness, window) = views.best_window(&upright);
        // Where both are much alike as a whole, each finds the other: the first looks both ways.
        if likeness <= LEAST_START || (window == 0 && place > other) {
            return None;
        }
        let start = through(window);
        let measure = laid(outer, other, turning, start, self.signatures)?;
        if accepted(&measure, one, two) {
            return Some(Pair { outer: place, inner: other, turning, measure });
        }
        if window != 0 || !measure.reaches_beyond() {
            return None;
        }
        let (outer, inner, turning) = (other, place, turning.inverse());
        let measure = laid(&self.pyramid(outer)?, inner, turning, start, self.signatures)?;
        accepted(&measure, two, one).then_some(Pair { outer, inner, turning, measure })
    }

    /// The pairs of one damaged picture with what it is a remnant of; `None` if nothing of it is left.
    fn remnant_pairs(&self, damaged: u32) -> Option<Vec<Pair>> {
        let left = Left::of(&self.smalls[damaged as usize].points)?;
        let inner = self.pyramid(damaged)?;
        let start = Placement::window(SPANS[0], SPANS[0]);
        let verified = |place: u32| {
            let measure = measure(&self.pyramid(place)?, &inner, start, &left.area(), LEAST_DAMAGED)?;
            let apart = claims_differ(&self.pictures[damaged as usize], &self.pictures[place as usize]);
            let pair = Pair { outer: place, inner: damaged, turning: Turning::None, measure };
            (measure.is_remnant() && !apart).then_some(pair)
        };
        Some(remnants::candidates(damaged, &left, &self.smalls).into_iter().filter_map(verified).collect())
    }

    fn pyramid(&self, place: u32) -> Option<Pyramid> {
        Pyramid::new(self.signatures.signature(place as usize)?.into_owned())
    }
}

/// Reduces every signature to what the finder needs; what has next to nothing in it has no code.
fn sift(count: usize, signatures: &dyn Signatures) -> (Vec<Option<[Code; 8]>>, Vec<Small>) {
    let (mut codes, mut smalls) = (vec![None; count], vec![Small::new([0; 256]); count]);
    for place in 0..count {
        let Some(half) = signatures.signature(place).and_then(|s| half(&s)) else { continue };
        let small = Small::new(quarter(&half));
        if small.contrast() >= LEAST_CONTRAST {
            (codes[place], smalls[place]) = (Some(codes_of(&half).0), small);
        }
    }
    (codes, smalls)
}

/// Whether two pictures are not nearly the same point by point, so that they cannot be identical.
fn far(one: &Quarter, turned: &Quarter) -> bool {
    let sum: u32 = one.iter().zip(turned).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    sum > 3 * one.len() as u32
}

/// Where to begin laying one picture over another.
fn through(window: u8) -> Placement {
    let (across, down) = WINDOWS[usize::from(window)];
    Placement::window(SPANS[across], SPANS[down])
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
    let inner = Pyramid::new(turning.apply(&signature, SIDE))?;
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
    let (small_a, small_b) = (quarter(&half(&a)?), quarter(&half(&b)?));
    let upright = Turned::new(&Small::new(small_b), turning);
    let (likeness, window) = Views::new(&small_a).best_window(&upright);
    if likeness <= LEAST_START {
        return None;
    }
    laid(&Pyramid::new(a.into_owned())?, inner, turning, through(window), signatures)
}
