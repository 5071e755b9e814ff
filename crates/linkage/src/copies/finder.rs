//! Finds pairs of pictures whose coarsest structure agrees, without comparing all with all.
//!
//! The codes of all pictures in all turnings are kept in three tables, each addressed by about twenty bits of the code.
//! Looking up costs a constant number of places; what lies there is compared bit by bit and then, as a picture of
//! 16×16 points, with the window that was looked up.

use pulp::{Arch, NullaryFnOnce};

use super::likeness::{Small, Turned, Views};
use super::spectrum::{BAND_BITS, BANDS, Band, Code, DOUBTFUL, Query, address, rest};
use super::turning::Turning;

/// Two codes further apart than this are not compared as pictures.
const MOST_BITS: u32 = 11;
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
    /// The correlation at 16×16 points.
    pub(super) likeness: f32,
}

/// One table: for each value of the band's bits, which entries have it.
#[derive(Debug)]
struct Table {
    /// Where each value's entries begin; one more than there are values.
    starts: Vec<u32>,
    /// Entries with the bits of their codes that are not in the band.
    entries: Vec<Entry>,
    /// A bit for each value that has entries: most have none, and so many bits stay near the processor.
    taken: Vec<u64>,
}

/// A picture in a turning, and what its code has beside the band.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Picture × 8 + turning.
    place: u32,
    rest: u32,
}

/// All pictures, ready to be asked.
#[derive(Debug)]
pub(super) struct Finder {
    tables: Vec<Table>,
}

impl Finder {
    /// Builds the tables from the codes of all pictures; `None` leaves a picture out.
    pub(super) fn new(codes: Vec<Option<[Code; 8]>>) -> Self {
        let present: Vec<u32> = (0..codes.len() as u32).filter(|p| codes[*p as usize].is_some()).collect();
        let codes: Vec<[Code; 8]> = codes.into_iter().map(Option::unwrap_or_default).collect();
        Self { tables: (0..BANDS).map(|band| Table::new(band, &present, &codes)).collect() }
    }

    /// What looks like picture `place` through one of its windows, the most alike first.
    pub(super) fn hits(
        &self,
        place: u32,
        queries: &[Query; 17],
        views: &Views<'_>,
        smalls: &[Small],
    ) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for Near { entry, window, .. } in self.near(place, queries) {
            let (other, turning) = (entry / 8, Turning::ALL[entry as usize % 8]);
            let likeness = views.likeness(&Turned::new(&smalls[other as usize], turning), window);
            if likeness >= LEAST_LIKENESS {
                hits.push(Hit { other, turning, likeness });
            }
        }
        hits.sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.other.cmp(&b.other)));
        hits.truncate(MOST_KEPT);
        hits
    }

    /// Entries with a near code, each once with its nearest window: the nearest, at most [`MOST_COMPARED`].
    fn near(&self, place: u32, queries: &[Query; 17]) -> Vec<Near> {
        let mut found: Vec<u64> = Vec::with_capacity(1024);
        Arch::new().dispatch(LookingUp { finder: self, place, queries, found: &mut found });
        found.sort_unstable();
        let mut near: Vec<Near> = found.into_iter().map(Near::of_entry).collect();
        near.dedup_by_key(|near| near.entry);
        if near.len() > MOST_COMPARED {
            near.select_nth_unstable(MOST_COMPARED);
            near.truncate(MOST_COMPARED);
        }
        near
    }
}

/// The work of [`Finder::near`], made into machine code once for each kind of processor.
struct LookingUp<'f> {
    finder: &'f Finder,
    place: u32,
    queries: &'f [Query; 17],
    found: &'f mut Vec<u64>,
}

impl NullaryFnOnce for LookingUp<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (window, query) in (0_u8..).zip(self.queries) {
            for (table, band) in self.finder.tables.iter().zip(&query.bands) {
                table.each(band, |entry, flipped| {
                    let distance = (entry.rest ^ band.rest).count_ones() + flipped;
                    if distance <= MOST_BITS && entry.place / 8 != self.place {
                        self.found.push(Near { distance, entry: entry.place, window }.by_entry());
                    }
                });
            }
        }
    }
}

/// An entry whose code is near, in the order of distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    /// Bits that differ.
    distance: u32,
    entry: u32,
    window: u8,
}

impl Near {
    /// As one number, in the order of entry, distance, window.
    fn by_entry(self) -> u64 {
        u64::from(self.entry) << 16 | u64::from(self.distance) << 8 | u64::from(self.window)
    }

    fn of_entry(number: u64) -> Self {
        Self {
            distance: (number >> 8 & 255) as u32,
            entry: (number >> 16) as u32,
            window: (number & 255) as u8,
        }
    }
}

impl Table {
    fn new(band: usize, present: &[u32], codes: &[[Code; 8]]) -> Self {
        let values = 1_usize << BAND_BITS[band].len();
        let mut starts = vec![0_u32; values + 1];
        let mut taken = vec![0_u64; values.div_ceil(64)];
        let places = || present.iter().flat_map(|p| (0..8).map(move |t| p * 8 + t));
        let code = |place: u32| codes[place as usize / 8][place as usize % 8];
        for place in places() {
            let value = address(band, code(place)) as usize;
            starts[value + 1] += 1;
            taken[value / 64] |= 1 << (value % 64);
        }
        for at in 1..=values {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![Entry::default(); present.len() * 8];
        for place in places() {
            let slot = &mut next[address(band, code(place)) as usize];
            entries[*slot as usize] = Entry { place, rest: rest(band, code(place)) };
            *slot += 1;
        }
        Self { starts, entries, taken }
    }

    /// Every entry at the address of a band, and at those with some of its doubtful bits the other way; with how many
    /// of them are.
    #[inline(always)]
    fn each(&self, band: &Band, mut see: impl FnMut(&Entry, u32)) {
        let (mut address, mut flips) = (band.address, 0_u32);
        for step in 1..=1_u32 << DOUBTFUL {
            let at = address as usize;
            if self.taken[at / 64] >> (at % 64) & 1 == 1 {
                let entries = &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize];
                entries.iter().for_each(|entry| see(entry, flips.count_ones()));
            }
            // One bit at a time passes through all (Gray's code).
            let bit = step.trailing_zeros();
            flips ^= 1 << bit;
            address ^= band.doubtful.get(bit as usize).map_or(0, |place| 1 << place);
        }
    }
}
