//! Finds pairs of pictures whose coarsest structure agrees, without comparing all with all.
//!
//! The codes of all pictures in all turnings are kept in three tables, each addressed by about twenty bits of the code.
//! Looking up costs a constant number of places; what lies there is compared bit by bit and then, as a picture of
//! 16×16 points, with the window that was looked up.

use super::plane::{QUARTER, Quarter};
use super::spectrum::{BAND_BITS, BANDS, Code, DOUBTFUL, Query, SPANS, WINDOWS};
use super::turning::Turning;

/// Two codes further apart than this are not compared as pictures.
const MOST_BITS: u32 = 13;
/// The correlation at 16×16 points from which a pair is worth verifying.
const LEAST_LIKENESS: f32 = 0.5;
/// How many candidates of one picture are compared at 16×16 points, the nearest codes first.
const MOST_COMPARED: usize = 256;
/// How many candidates of one picture are handed on, the most alike first.
const MOST_KEPT: usize = 48;

/// A candidate: `other`, turned by `turning`, looks like the picture asked about seen through `window`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    /// The place of the other picture.
    pub(super) other: u32,
    /// What makes the other upright against the one asked about.
    pub(super) turning: Turning,
    /// The place in [`WINDOWS`].
    pub(super) window: u8,
    /// The correlation at 16×16 points.
    pub(super) likeness: f32,
}

/// One table: for each value of the band's bits, which entries have it.
#[derive(Debug)]
struct Table {
    /// Where each value's entries begin; one more than there are values.
    starts: Vec<u32>,
    /// Places of entries (picture × 8 + turning).
    entries: Vec<u32>,
}

/// All pictures, ready to be asked.
#[derive(Debug)]
pub(super) struct Finder {
    codes: Vec<[Code; 8]>,
    tables: Vec<Table>,
}

impl Finder {
    /// Builds the tables from the codes of all pictures; `None` leaves a picture out.
    pub(super) fn new(codes: Vec<Option<[Code; 8]>>) -> Self {
        let present: Vec<u32> = (0..codes.len() as u32).filter(|p| codes[*p as usize].is_some()).collect();
        let codes: Vec<[Code; 8]> = codes.into_iter().map(Option::unwrap_or_default).collect();
        let tables = (0..BANDS).map(|band| Table::new(band, &present, &codes)).collect();
        Self { codes, tables }
    }

    /// What looks like picture `place` through one of its windows, the most alike first.
    pub(super) fn hits(&self, place: u32, queries: &[Query; 17], quarters: &[Quarter]) -> Vec<Hit> {
        let mut near = self.near(place, queries);
        near.sort_unstable();
        near.truncate(MOST_COMPARED);
        let mut hits: Vec<Hit> = Vec::new();
        for (_, entry, window) in near {
            let (other, turning) = (entry / 8, Turning::ALL[entry as usize % 8]);
            let other_turned = turned(&quarters[other as usize], turning);
            let likeness = likeness(&quarters[place as usize], &other_turned, window);
            if likeness >= LEAST_LIKENESS {
                hits.push(Hit { other, turning, window, likeness });
            }
        }
        hits.sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.other.cmp(&b.other)));
        hits.truncate(MOST_KEPT);
        hits
    }

    /// Entries with a near code: (distance in bits, entry, window), each entry once with its nearest window.
    fn near(&self, place: u32, queries: &[Query; 17]) -> Vec<(u32, u32, u8)> {
        let mut found = Vec::new();
        for (window, query) in (0_u8..).zip(queries) {
            for (band, table) in self.tables.iter().enumerate() {
                for flips in 0..1_usize << DOUBTFUL {
                    for entry in table.at(band, flipped(query.code, &query.doubtful[band], flips)) {
                        let code = self.codes[*entry as usize / 8][*entry as usize % 8];
                        let distance = (code ^ query.code).count_ones();
                        if distance <= MOST_BITS && entry / 8 != place {
                            found.push((*entry, distance, window));
                        }
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(entry, ..)| *entry);
        found.into_iter().map(|(entry, distance, window)| (distance, entry, window)).collect()
    }
}

impl Table {
    fn new(band: usize, present: &[u32], codes: &[[Code; 8]]) -> Self {
        let values = 1_usize << BAND_BITS[band].len();
        let mut starts = vec![0_u32; values + 1];
        let entries = || present.iter().flat_map(|p| (0..8).map(move |t| p * 8 + t));
        let value = |entry: u32| address(band, codes[entry as usize / 8][entry as usize % 8]);
        for entry in entries() {
            starts[value(entry) + 1] += 1;
        }
        for at in 1..=values {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0; present.len() * 8];
        for entry in entries() {
            let slot = &mut next[value(entry)];
            sorted[*slot as usize] = entry;
            *slot += 1;
        }
        Self { starts, entries: sorted }
    }

    fn at(&self, band: usize, code: Code) -> &[u32] {
        let value = address(band, code);
        &self.entries[self.starts[value] as usize..self.starts[value + 1] as usize]
    }
}

/// The bits of a band, side by side.
fn address(band: usize, code: Code) -> usize {
    BAND_BITS[band].iter().fold(0, |value, bit| value << 1 | (code >> bit & 1) as usize)
}

/// The code with some of its doubtful bits the other way.
fn flipped(code: Code, doubtful: &[u8; DOUBTFUL], flips: usize) -> Code {
    doubtful.iter().enumerate().fold(code, |code, (place, bit)| code ^ ((flips >> place & 1) as u64) << bit)
}

/// The correlation of `picture` seen through a window with another already turned, at 16×16 points, −1 to 1.
pub(super) fn likeness(picture: &Quarter, turned: &Quarter, window: u8) -> f32 {
    let (across, down) = WINDOWS[usize::from(window)];
    let seen = through(picture, across, down);
    let count = (QUARTER * QUARTER) as f32;
    let (mut a, mut b, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, y) in seen.iter().zip(turned) {
        let y = f32::from(*y);
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    let spread = ((aa - a * a / count) * (bb - b * b / count)).sqrt();
    if spread < 1.0 { 0.0 } else { (ab - a * b / count) / spread }
}

/// The window through which the picture is most like another one already turned, with the correlation.
pub(super) fn best_window(picture: &Quarter, turned: &Quarter) -> (f32, u8) {
    let windows = (0..WINDOWS.len() as u8).map(|window| (likeness(picture, turned, window), window));
    windows.fold((f32::MIN, 0), |best, tried| if tried.0 > best.0 { tried } else { best })
}

/// A quarter-size picture turned.
pub(super) fn turned(picture: &Quarter, turning: Turning) -> Quarter {
    let mut out = *picture;
    for (place, value) in out.iter_mut().enumerate() {
        let (x, y) = turning.source(place % QUARTER, place / QUARTER, QUARTER);
        *value = picture[y * QUARTER + x];
    }
    out
}

/// The picture through a window, at 16×16 points again, between neighbours by straight lines.
#[inline(never)]
fn through(picture: &Quarter, across: usize, down: usize) -> [f32; QUARTER * QUARTER] {
    let (columns, lines) = (sampling(across), sampling(down));
    let mut rows = [[0.0_f32; QUARTER]; QUARTER];
    for (row, line) in rows.iter_mut().zip(picture.chunks_exact(QUARTER)) {
        for (value, (at, part)) in row.iter_mut().zip(&columns) {
            *value = f32::from(line[*at]) * (1.0 - part) + f32::from(line[at + 1]) * part;
        }
    }
    let mut out = [0.0; QUARTER * QUARTER];
    for (line, (at, part)) in out.chunks_exact_mut(QUARTER).zip(&lines) {
        for ((value, upper), lower) in line.iter_mut().zip(&rows[*at]).zip(&rows[at + 1]) {
            *value = upper * (1.0 - part) + lower * part;
        }
    }
    out
}

/// For each of the 16 points through a span: the point before it, and how far it lies towards the next.
fn sampling(span: usize) -> [(usize, f32); QUARTER] {
    let (low, high) = SPANS[span];
    std::array::from_fn(|point| {
        let centre = low + (high - low) * (point as f32 + 0.5) / QUARTER as f32;
        let place = (centre * QUARTER as f32 - 0.5).clamp(0.0, (QUARTER - 1) as f32);
        let before = (place as usize).min(QUARTER - 2);
        (before, place - before as f32)
    })
}
