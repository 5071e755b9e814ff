//! Pairs become groups, the surest first; what the numbers forbid is never joined.
//!
//! Two groups are compared kind by kind: the mean of all their pairs' order, the mean of their faces, whether one is a
//! copy out of the other, and their numbers as sets. The mean guards against chains: a photograph taken between two people
//! hangs on one of them, and then all pairs across speak, not the one beside it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::bits::{Bits, Mean};
use super::blocks::Pair;
use super::evidence::{Evidence, together};
use super::numbers::{Numbers, Verdict};
use super::photograph::Reduced;
use super::weights::JOIN;

/// What is known across two groups, their numbers apart.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Across {
    order: Mean,
    face: Mean,
    copy: bool,
}

impl Across {
    pub(super) fn of(evidence: &Evidence) -> Self {
        Self {
            order: Mean::of(Some(evidence.order.bits())),
            face: Mean::of(evidence.face_bits()),
            copy: evidence.copy,
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.order.join(other.order);
        self.face.join(other.face);
        self.copy |= other.copy;
    }

    pub(super) fn bits(&self) -> Bits {
        together(self.order.bits(), self.face.bits(), self.copy)
    }
}

#[derive(Debug, Default)]
struct Cluster {
    members: Vec<u32>,
    numbers: Numbers,
    edges: BTreeMap<u32, Across>,
    /// Grows with each change, so that what waits in the queue can be told to be out of date.
    version: u32,
}

/// What waits: the evidence, the two groups and their versions. Of equal ones the earliest photographs come first.
type Waiting = (Bits, Reverse<(u32, u32)>, (u32, u32));

struct Gathering {
    clusters: Vec<Cluster>,
    queue: BinaryHeap<Waiting>,
}

/// Groups of two and more places in the list, each sorted, by their first.
pub(super) fn groups(all: &[Reduced], pairs: &[Pair]) -> Vec<Vec<u32>> {
    let mut gathering = Gathering::new(all, pairs);
    while let Some((_, Reverse((one, two)), versions)) = gathering.queue.pop() {
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
            gathering.clusters[*two as usize].edges.insert(*one, across);
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
        let bits = across.bits() + numbers;
        if bits > Bits::of(JOIN) {
            self.queue.push((bits, Reverse((one, two)), self.versions(one, two)));
        }
    }

    /// The second goes into the first, which keeps the smaller place.
    fn merge(&mut self, one: u32, two: u32) {
        let gone = std::mem::take(&mut self.clusters[two as usize]);
        self.clusters[two as usize].version = gone.version + 1;
        let kept = &mut self.clusters[one as usize];
        kept.version += 1;
        kept.members.extend(gone.members);
        kept.numbers.join(gone.numbers);
        kept.edges.remove(&two);
        for (other, across) in gone.edges.into_iter().filter(|(other, _)| *other != one) {
            self.clusters[one as usize].edges.entry(other).or_default().join(across);
            let edges = &mut self.clusters[other as usize].edges;
            edges.remove(&two);
            edges.entry(one).or_default().join(across);
        }
        let others: Vec<u32> = self.clusters[one as usize].edges.keys().copied().collect();
        others.into_iter().for_each(|other| self.wait(one, other));
    }
}
