//! Which records are compared: those that share something rare enough.
//!
//! Each record has *marks*: a word of a name by its sound, a whole day, a code, a place. A mark on few records of both lists makes a
//! block, and all pairs of a block are compared. A mark on too many makes none by itself: its records are parted by what else they
//! share, two marks together, then three, then four; last come records that have all marks in common. So two records are compared if they
//! share one rare mark, a few common ones, or everything. What is too common even so is reported, with how many pairs that is.
//!
//! Marks that are weak by nature (the beginning of a word, a year) are only taken together with others. The cost grows with the
//! records, not with the pairs; lists of few pairs are compared whole.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use serde::Serialize;

use super::values::{MISSING, Prepared, Values};
use super::{How, Lists};

/// Marks taken together at most.
const DEPTH: usize = 4;
/// After them all strong marks of a record at once.
const ALL: usize = DEPTH + 1;
/// Common marks of one record that are taken together, the rarest first.
const COMMON: usize = 10;
/// How much larger a block may be that nothing parts any more.
const LAST: u64 = 40;
/// What is too common, at most so many told.
const TOLD: usize = 20;

/// How pairs were proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Blocking {
    /// Whether the lists were short enough to compare all pairs.
    pub whole: bool,
    /// Blocks of one mark, of two, of three, of four, and of all.
    pub blocks: [u64; ALL],
    /// Pairs of the largest block.
    pub largest: u64,
    /// Groups of records too common to be compared by what they share; the largest first, not all of them.
    pub too_common: Vec<TooCommon>,
    /// How many such groups there are.
    pub too_common_groups: u64,
    /// Pairs in all of them together; a pair may be in several, and may have been compared for something else.
    pub too_common_pairs: u64,
}

/// Records that share only what is common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TooCommon {
    /// The first of them: columns and values, as they are compared.
    pub example: Vec<(String, String)>,
    /// Records of the left list.
    pub left: u32,
    /// Records of the right list.
    pub right: u32,
}

/// Something of a record by which it can be found.
#[derive(Debug, Clone, Copy)]
struct Mark {
    hash: u64,
    /// Marks of one part (a column, a word of a name) say the same and are not taken together.
    part: u8,
    weak: bool,
}

/// Keys that are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = mix(self.0 ^ key);
    }
}

type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;
type Hashes = HashSet<u64, BuildHasherDefault<AsIs>>;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(super) fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn hash(seed: u64, text: impl Iterator<Item = u32>) -> u64 {
    text.fold(mix(seed), |hash, sign| mix(hash ^ u64::from(sign)))
}

/// The marks of all records of a list.
struct Marks {
    all: Vec<Mark>,
    ends: Vec<usize>,
}

impl Marks {
    fn of(values: &[Values], side: impl Fn(&Values) -> &[u32], records: usize) -> Self {
        // Of each value once, then of each record.
        let tables: Vec<Vec<Vec<Mark>>> =
            values.iter().enumerate().map(|(at, values)| marks(values, at as u64)).collect();
        let mut marks =
            Self { all: Vec::with_capacity(records * values.len()), ends: Vec::with_capacity(records) };
        for record in 0..records {
            let mut part = 0_u8;
            for (values, table) in values.iter().zip(&tables) {
                let of = &table[side(values)[record] as usize];
                let parts = of.iter().map(|mark| mark.part).max().map_or(0, |last| last + 1);
                marks
                    .all
                    .extend(of.iter().map(|mark| Mark { part: part.saturating_add(mark.part), ..*mark }));
                part = part.saturating_add(parts);
            }
            marks.ends.push(marks.all.len());
        }
        marks
    }

    fn of_record(&self, record: usize) -> &[Mark] {
        let begin = record.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin..self.ends[record]]
    }

    fn records(&self) -> usize {
        self.ends.len()
    }
}

/// The marks of each different value of a column.
fn marks(values: &Values, column: u64) -> Vec<Vec<Mark>> {
    let one = |hash| vec![Mark { hash, part: 0, weak: false }];
    let letters = |all: &[Box<[char]>]| -> Vec<Vec<Mark>> {
        all.iter().map(|text| one(hash(column, text.iter().map(|sign| u32::from(*sign))))).collect()
    };
    let mut marks = match &values.prepared {
        Prepared::Text(all) | Prepared::Code(all) => letters(all),
        Prepared::Date(all) => all
            .iter()
            .map(|date| {
                let year =
                    Mark { hash: hash(column, [u32::from(date.year())].into_iter()), part: 0, weak: true };
                let day = date.whole().map(|day| Mark {
                    hash: hash(column, [day, 1].into_iter()),
                    part: 0,
                    weak: false,
                });
                day.into_iter().chain([year]).collect()
            })
            .collect(),
        Prepared::Number(all) => {
            let weak = |number: &f64| {
                let bits = number.to_bits();
                vec![Mark {
                    hash: hash(column, [bits as u32, (bits >> 32) as u32].into_iter()),
                    part: 0,
                    weak: true,
                }]
            };
            all.iter().map(weak).collect()
        }
        Prepared::Name { names, words } => {
            let of_word = |(part, word): (usize, &u32)| {
                let mut marks: Vec<Mark> = Vec::with_capacity(3);
                for key in words.all[*word as usize].keys() {
                    let whole = hash(column, key.chars().map(u32::from));
                    marks.push(Mark { hash: whole, part: part as u8, weak: false });
                    if key.chars().count() > 3 {
                        let beginning = hash(!column, key.chars().take(3).map(u32::from));
                        marks.push(Mark { hash: beginning, part: part as u8, weak: true });
                    }
                }
                marks
            };
            names.iter().map(|name| name.words.iter().enumerate().flat_map(of_word).collect()).collect()
        }
    };
    marks[MISSING as usize].clear();
    marks
}

/// Blocks of one depth: hashes of marks taken together, each with its records of the right list.
#[derive(Default)]
struct Postings {
    places: ByHash<(u32, u32)>,
    records: Vec<u32>,
}

/// All blocks of two lists.
pub(super) struct Blocks {
    left: Marks,
    postings: Vec<Postings>,
    /// Of each depth the hashes that are too common.
    common: Vec<ByHash<(u32, u32)>>,
    /// How many records of both lists have a common mark.
    rarity: ByHash<u64>,
    right: usize,
    alone: bool,
    blocking: Blocking,
}

impl Blocks {
    pub(super) fn of(values: &[Values], lists: Lists, how: &How) -> Self {
        let alone = lists.right.is_none();
        let whole = lists.pairs() <= how.whole as f64;
        let mut blocks = Self {
            left: Marks { all: Vec::new(), ends: Vec::new() },
            postings: Vec::new(),
            common: Vec::new(),
            rarity: ByHash::default(),
            right: lists.right(),
            alone,
            blocking: Blocking {
                whole,
                blocks: [0; ALL],
                largest: 0,
                too_common: Vec::new(),
                too_common_groups: 0,
                too_common_pairs: 0,
            },
        };
        if !whole {
            blocks.left = Marks::of(values, |values| &values.left, lists.left);
            let right = Marks::of(values, Values::right, lists.right());
            for depth in 1..=ALL {
                blocks.deepen(&right, depth, how.block);
            }
            blocks.tell_too_common(values);
        }
        blocks
    }

    /// Makes the blocks of one depth.
    fn deepen(&mut self, right: &Marks, depth: usize, block: u64) {
        let mut counts: ByHash<(u32, u32)> = ByHash::default();
        for record in 0..self.left.records() {
            self.together(self.left.of_record(record), depth, |hash, _| {
                counts.entry(hash).or_default().0 += 1
            });
        }
        let mut on_right: Vec<(u64, u32)> = Vec::new();
        for record in 0..right.records() {
            self.together(right.of_record(record), depth, |hash, weak| {
                if let Some(count) = counts.get_mut(&hash) {
                    count.1 += 1;
                    if !weak {
                        on_right.push((hash, record as u32));
                    }
                }
            });
        }
        let limit = if depth >= DEPTH { block.saturating_mul(LAST) } else { block };
        let mut common: ByHash<(u32, u32)> = ByHash::default();
        let weak = self.weak(depth, right);
        for (hash, (left, right)) in &counts {
            let pairs = u64::from(*left) * u64::from(*right);
            if pairs > limit || (pairs > 0 && weak.contains(hash)) {
                common.insert(*hash, (*left, *right));
                if depth == 1 {
                    self.rarity.insert(*hash, pairs);
                }
            } else if pairs > u64::from(self.alone) {
                self.blocking.blocks[depth - 1] += 1;
                self.blocking.largest = self.blocking.largest.max(pairs);
            }
        }
        on_right.retain(|(hash, _)| !common.contains_key(hash));
        on_right.sort_unstable();
        on_right.dedup();
        let mut postings =
            Postings { places: ByHash::default(), records: Vec::with_capacity(on_right.len()) };
        for group in on_right.chunk_by(|one, two| one.0 == two.0) {
            postings.places.insert(group[0].0, (postings.records.len() as u32, group.len() as u32));
            postings.records.extend(group.iter().map(|(_, record)| record));
        }
        self.postings.push(postings);
        self.common.push(common);
    }

    fn weak(&self, depth: usize, right: &Marks) -> Hashes {
        let all = if depth == 1 { &right.all[..] } else { &[] };
        all.iter().filter(|mark| mark.weak).map(|mark| mark.hash).collect()
    }

    /// The common marks of a record that are taken together: the rarest, in one order for both lists.
    fn common_marks(&self, marks: &[Mark]) -> Vec<Mark> {
        let mut common: Vec<Mark> =
            marks.iter().filter(|mark| self.common[0].contains_key(&mark.hash)).copied().collect();
        common.sort_unstable_by_key(|mark| (self.rarity.get(&mark.hash).copied(), mark.hash));
        common.dedup_by_key(|mark| mark.hash);
        common.truncate(COMMON);
        common
    }

    /// Tells the hash of every `depth` marks of a record that are worth taking together: each one fewer of them is too common.
    fn together(&self, marks: &[Mark], depth: usize, mut tell: impl FnMut(u64, bool)) {
        if depth == 1 {
            let mut last = None;
            for mark in marks {
                // A name may have one word twice.
                if last != Some(mark.hash) {
                    tell(mark.hash, mark.weak);
                }
                last = Some(mark.hash);
            }
            return;
        }
        if depth == ALL {
            let all = marks.iter().filter(|mark| !mark.weak).map(|mark| mix(mark.hash));
            let (count, hash) =
                all.fold((0, 0_u64), |(count, sum), hash| (count + 1, sum.wrapping_add(hash)));
            if count > 0 {
                tell(mix(hash), false);
            }
            return;
        }
        let common = self.common_marks(marks);
        let mut chosen = [0_usize; DEPTH];
        self.choose(&common, depth, 0, 0, &mut chosen, &mut |hash| tell(hash, false));
    }

    fn choose(
        &self,
        common: &[Mark],
        depth: usize,
        taken: usize,
        from: usize,
        chosen: &mut [usize; DEPTH],
        tell: &mut impl FnMut(u64),
    ) {
        for next in from..common.len() {
            if chosen[..taken].iter().any(|one| common[*one].part == common[next].part) {
                continue;
            }
            chosen[taken] = next;
            let hash = joint(common, &chosen[..=taken]);
            if taken + 1 == depth {
                if self.each_fewer_is_common(common, &chosen[..depth]) {
                    tell(hash);
                }
            } else if taken == 0 || self.common[taken].contains_key(&hash) {
                self.choose(common, depth, taken + 1, next + 1, chosen, tell);
            }
        }
    }

    fn each_fewer_is_common(&self, common: &[Mark], chosen: &[usize]) -> bool {
        chosen.len() == 2
            || (0..chosen.len()).all(|left_out| {
                let rest = chosen.iter().enumerate().filter(|(at, _)| *at != left_out);
                let mut fewer = [0_usize; DEPTH];
                rest.zip(&mut fewer).for_each(|((_, one), place)| *place = *one);
                self.common[chosen.len() - 2].contains_key(&joint(common, &fewer[..chosen.len() - 1]))
            })
    }

    /// Tells the records of the right list that one of the left is compared with, each once.
    ///
    /// `seen` has a place for each record of the right list, and stays with the caller from one record to the next.
    pub(super) fn with(&self, left: usize, seen: &mut [u32], mut tell: impl FnMut(usize)) {
        let after = if self.alone { left + 1 } else { 0 };
        if self.blocking.whole {
            (after..self.right).for_each(tell);
            return;
        }
        let stamp = left as u32 + 1;
        let marks = self.left.of_record(left);
        for depth in 1..=ALL {
            self.together(marks, depth, |hash, _| {
                let postings = &self.postings[depth - 1];
                let (begin, count) = postings.places.get(&hash).copied().unwrap_or_default();
                for right in &postings.records[begin as usize..(begin + count) as usize] {
                    let place = &mut seen[*right as usize];
                    if *place != stamp && *right as usize >= after {
                        *place = stamp;
                        tell(*right as usize);
                    }
                }
            });
        }
    }

    pub(super) fn blocking(&self) -> &Blocking {
        &self.blocking
    }

    /// Puts into words what is too common even with four marks, or all of a record, taken together.
    fn tell_too_common(&mut self, values: &[Values]) {
        let mut first: ByHash<usize> = ByHash::default();
        for record in (0..self.left.records()).rev() {
            for depth in [DEPTH, ALL] {
                self.together(self.left.of_record(record), depth, |hash, _| {
                    if self.common[depth - 1].contains_key(&hash) {
                        first.insert(hash, record);
                    }
                });
            }
        }
        let size = |hash: &u64| {
            let of = |depth: usize| self.common[depth - 1].get(hash).copied();
            of(DEPTH).or_else(|| of(ALL)).unwrap_or_default()
        };
        let mut groups: Vec<((u32, u32), usize)> =
            first.iter().map(|(hash, record)| (size(hash), *record)).collect();
        let pairs = |(left, right): (u32, u32)| u64::from(left) * u64::from(right);
        groups.sort_unstable_by_key(|(size, record)| (std::cmp::Reverse(pairs(*size)), *record));
        groups.dedup();
        let shown = |record: usize| {
            let told = values.iter().filter(|values| values.left[record] != MISSING);
            told.map(|values| (values.column.name.clone(), values.shown(values.left[record]))).collect()
        };
        let told = |((left, right), record): &((u32, u32), usize)| TooCommon {
            example: shown(*record),
            left: *left,
            right: *right,
        };
        self.blocking.too_common = groups.iter().take(TOLD).map(told).collect();
        self.blocking.too_common_groups = groups.len() as u64;
        self.blocking.too_common_pairs = groups.iter().map(|(size, _)| pairs(*size)).sum();
    }
}

/// One hash for several marks in whatever order.
fn joint(marks: &[Mark], chosen: &[usize]) -> u64 {
    chosen.iter().fold(0, |sum: u64, one| sum.wrapping_add(mix(marks[*one].hash)))
}
