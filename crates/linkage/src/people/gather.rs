//! Pairs become groups, the surest first; what the numbers forbid is never joined.
//!
//! Two groups are compared kind by kind: by the pair nearest in the order of taking, the mean of their faces, whether one
//! is a copy out of the other, their numbers as sets, and how many photographs one person would then have. A pair on one
//! clock is nearer than any that is neighbours by name only: so a photograph without EXIF between two people's series
//! hangs on one of them, and cannot chain the other to it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::bits::{Bits, Mean};
use super::blocks::Pair;
use super::evidence::{Evidence, Order, together};
use super::numbers::{Numbers, Verdict};
use super::photograph::Reduced;
use super::weights::{ENCLOSED, JOIN, JOIN_UNORDERED, MANY, ONE_MORE, USUAL};

/// What is known across two groups, their numbers apart.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Across {
    order: Option<Order>,
    /// Neighbours by counter were seen on this side and on that.
    around: (bool, bool),
    face: Mean,
    copy: bool,
}

impl Across {
    pub(super) fn of(evidence: &Evidence) -> Self {
        Self {
            order: Some(evidence.order),
            around: evidence.order.side(),
            face: Mean::of(evidence.face_bits()),
            copy: evidence.copy,
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.order = self.order.into_iter().chain(other.order).min_by_key(Order::closeness);
        self.around = (self.around.0 | other.around.0, self.around.1 | other.around.1);
        self.face.join(other.face);
        self.copy |= other.copy;
    }

    /// The same seen from the other group.
    pub(super) fn turned(self) -> Self {
        Self { around: (self.around.1, self.around.0), ..self }
    }

    /// Without a common clock, one lies between photographs of the other: it is hardly anybody else.
    fn enclosed(&self) -> bool {
        self.order.is_some_and(|order| order.without_clock()) && self.around == (true, true)
    }

    fn order_bits(&self) -> Bits {
        let order = self.order.map_or(Bits::NONE, |order| order.bits());
        if self.enclosed() { order.max(Bits::of(ENCLOSED)) } else { order }
    }

    /// Neither a copy nor a face speaks for one person.
    pub(super) fn only_order(&self) -> bool {
        !self.copy && self.face.bits() <= Bits::NONE
    }

    /// What must be said at least for joining: more where no clock of one folder tells the order.
    fn needed(&self) -> Bits {
        let one_series = |order: Order| order.seconds.is_some() && order.one_folder;
        let sure = self.copy || self.enclosed() || self.order.is_some_and(one_series);
        Bits::of(if sure { JOIN } else { JOIN_UNORDERED })
    }

    pub(super) fn bits(&self) -> Bits {
        together(self.order_bits(), self.face.bits(), self.copy)
    }
}

#[derive(Debug, Default)]
struct Cluster {
    members: Vec<u32>,
    /// Different pictures, as far as copies are known.
    pictures: u32,
    numbers: Numbers,
    edges: BTreeMap<u32, Across>,
    /// Grows with each change, so that what waits in the queue can be told to be out of date.
    version: u32,
}

/// What waits: the evidence, the seconds between, the two groups and their versions. Of equal ones those nearest in time
/// come first, then the earliest photographs.
type Waiting = (Bits, Reverse<i64>, Reverse<(u32, u32)>, (u32, u32));

/// What so many pictures say: people have 4 or 5, few more than 9 (HRW: 28,707 of 6,786), so each beyond speaks against.
fn size(one: u32, two: u32) -> Bits {
    let beyond = |pictures: u32| ONE_MORE * pictures.saturating_sub(USUAL) as f32;
    Bits::of((beyond(one + two) - beyond(one) - beyond(two)).max(MANY))
}

struct Gathering {
    clusters: Vec<Cluster>,
    queue: BinaryHeap<Waiting>,
}

/// Groups of two and more places in the list, each sorted, by their first.
pub(super) fn groups(all: &[Reduced], pairs: &[Pair]) -> Vec<Vec<u32>> {
    let mut gathering = Gathering::new(all, pairs);
    while let Some((_, _, Reverse((one, two)), versions)) = gathering.queue.pop() {
        if gathering.versions(one, two) == versions {
            gathering.merge(one, two);
        }
    }
    let mut groups: Vec<Vec<u32>> = gathering
        .clusters
        .into_iter()
        .map(|cluster| cluster.members)
        .filter(|group| group.len() > 1)
        .collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

impl Gathering {
    fn new(all: &[Reduced], pairs: &[Pair]) -> Self {
        let one = |(at, reduced): (usize, &Reduced)| Cluster {
            members: vec![at as u32],
            pictures: 1,
            numbers: reduced.numbers.clone(),
            ..Cluster::default()
        };
        let clusters = all.iter().enumerate().map(one).collect();
        let mut gathering = Self { clusters, queue: BinaryHeap::new() };
        for (one, two) in pairs {
            let (a, b) = (&all[*one as usize], &all[*two as usize]);
            // Two readable numbers of one field in one photograph: it may show two cards, and would join two people.
            if a.numbers.contradiction().or(b.numbers.contradiction()).is_some() {
                continue;
            }
            let across = Across::of(&Evidence::of(a, b));
            gathering.clusters[*one as usize].edges.insert(*two, across);
            gathering.clusters[*two as usize].edges.insert(*one, across.turned());
            gathering.wait(*one, *two);
        }
        gathering
    }

    fn versions(&self, one: u32, two: u32) -> (u32, u32) {
        (self.clusters[one as usize].version, self.clusters[two as usize].version)
    }

    /// Puts two groups into the queue if they may be one person's.
    fn wait(&mut self, one: u32, two: u32) {
        let (one, two) = (one.min(two), one.max(two));
        let (a, b) = (&self.clusters[one as usize], &self.clusters[two as usize]);
        let Some(across) = a.edges.get(&two) else { return };
        let Verdict::Says(numbers) = a.numbers.compare(&b.numbers) else { return };
        let bits = across.bits() + numbers + size(a.pictures, b.pictures);
        if bits > across.needed() {
            let seconds = across.order.and_then(|order| order.seconds).map_or(i64::MAX, i64::saturating_abs);
            self.queue.push((bits, Reverse(seconds), Reverse((one, two)), self.versions(one, two)));
        }
    }

    /// The second goes into the first, which keeps the smaller place.
    fn merge(&mut self, one: u32, two: u32) {
        let mut gone = std::mem::take(&mut self.clusters[two as usize]);
        self.clusters[two as usize].version = gone.version + 1;
        let kept = &mut self.clusters[one as usize];
        kept.version += 1;
        if gone.members.len() > kept.members.len() {
            std::mem::swap(&mut gone.members, &mut kept.members);
        }
        kept.members.append(&mut gone.members);
        let copy = kept.edges.get(&two).is_some_and(|across| across.copy);
        kept.pictures += gone.pictures - u32::from(copy);
        kept.numbers.join(gone.numbers);
        kept.edges.remove(&two);
        for (other, across) in gone.edges.into_iter().filter(|(other, _)| *other != one) {
            self.clusters[one as usize].edges.entry(other).or_default().join(across);
            let edges = &mut self.clusters[other as usize].edges;
            edges.remove(&two);
            edges.entry(one).or_default().join(across.turned());
        }
        let others: Vec<u32> = self.clusters[one as usize].edges.keys().copied().collect();
        others.into_iter().for_each(|other| self.wait(one, other));
    }
}
