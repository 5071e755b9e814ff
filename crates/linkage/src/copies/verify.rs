//! From all pictures to the pairs of them that were verified to be copies.

use std::collections::HashSet;

use super::align::{Placement, Pyramid};
use super::finder::{Finder, Hit, likeness};
use super::judge::{Measure, measure};
use super::plane::{Quarter, SIDE, reduced};
use super::spectrum::{Code, Query, SPANS, WINDOWS, codes};
use super::turning::Turning;
use super::{Picture, Signatures};

/// A picture with less contrast than this (standard deviation at 16×16 points, in levels) is never grouped.
const LEAST_CONTRAST: f32 = 3.0;

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
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    for (place, query) in (0_u32..).zip(&queries) {
        let Some(query) = query else { continue };
        let hits = finder.hits(place, query, &quarters);
        let hits = hits.into_iter().filter(|hit| seen.insert((place, hit.other, hit.turning)));
        let hits: Vec<Hit> = hits.collect();
        if hits.is_empty() {
            continue;
        }
        let Some(outer) = signatures.signature(place as usize).map(|s| Pyramid::new(&s)) else { continue };
        for hit in hits {
            let (across, down) = WINDOWS[usize::from(hit.window)];
            let start = Placement::window(SPANS[across], SPANS[down]);
            let Some(measure) = laid(&outer, hit.other, hit.turning, start, signatures) else { continue };
            if accepted(&measure, &pictures[place as usize], &pictures[hit.other as usize]) {
                pairs.push(Pair { outer: place, inner: hit.other, turning: hit.turning, measure });
            }
        }
    }
    pairs
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
    measure(outer, &inner, start, &|_, _| true)
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
    let windows = 0..WINDOWS.len() as u8;
    let best =
        windows.map(|w| (likeness(&small_a, &small_b, turning, w), w)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (across, down) = WINDOWS[usize::from(best.1)];
    laid(&Pyramid::new(&a), inner, turning, Placement::window(SPANS[across], SPANS[down]), signatures)
}
#[doc(hidden)]
pub fn debug_pair(pictures: &[Picture], signatures: &dyn Signatures, a: u32, b: u32) {
    let Sifted { codes, queries, quarters } = sift(pictures.len(), signatures);
    for (a, b) in [(a, b), (b, a)] {
        for turning in Turning::ALL {
            let (Some(q), Some(c)) = (&queries[a as usize], &codes[b as usize]) else {
                eprintln!("no codes");
                continue;
            };
            let best = (0..17_u8)
                .map(|w| ((q[w as usize].code ^ c[turning as usize]).count_ones(), w))
                .min()
                .unwrap();
            let like = likeness(&quarters[a as usize], &quarters[b as usize], turning, best.1);
            if best.0 <= 14 || like > 0.8 {
                eprintln!(
                    "  {a}<-{b} {turning:?} bits {} window {} like {like:.3} {:?}",
                    best.0,
                    best.1,
                    compared(a, b, turning, signatures)
                );
            }
        }
    }
}
#[doc(hidden)]
pub fn debug_hits(pictures: &[Picture], signatures: &dyn Signatures) {
    let Sifted { codes, queries, quarters } = sift(pictures.len(), signatures);
    let finder = Finder::new(codes.clone());
    for (place, query) in (0_u32..).zip(&queries) {
        let Some(query) = query else { continue };
        for hit in finder.hits(place, query, &quarters) {
            let (across, down) = WINDOWS[usize::from(hit.window)];
            let start = Placement::window(SPANS[across], SPANS[down]);
            let outer = Pyramid::new(&signatures.signature(place as usize).unwrap());
            let m = laid(&outer, hit.other, hit.turning, start, signatures);
            let bits = (codes[hit.other as usize].unwrap()[hit.turning as usize]
                ^ query[hit.window as usize].code)
                .count_ones();
            match m {
                Some(m) => println!(
                    "{place} {} {bits} {:.3} {:.4} {:.4} {:.3} {:.3} {:.2} {:.4} {} {}",
                    hit.other,
                    hit.likeness,
                    m.crop.iter().cloned().fold(1.0, f32::min),
                    m.crop.iter().cloned().fold(-1.0, f32::max),
                    m.turned,
                    m.agreement,
                    m.difference,
                    m.fine,
                    m.structured,
                    hit.turning as u8
                ),
                None => println!("{place} {} {bits} {:.3} x", hit.other, hit.likeness),
            }
        }
    }
}
