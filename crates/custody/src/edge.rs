//! The right edge of the tree: the partial tiles, which are all that appending needs.

use crate::merkle::{Hash, full_subtree, node_hash};
use crate::tile::{TILE_WIDTH, Tile, hashes_at};

/// The hashes of the partial tile of each level, level 0 first, and the tree's size.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edge {
    size: u64,
    partial: Vec<Vec<Hash>>,
}

impl Edge {
    /// Takes up a tree of `size` leaves; `partial[l]` must hold `hashes_at(l, size) % 256` hashes.
    pub(crate) fn new(size: u64, partial: Vec<Vec<Hash>>) -> Option<Self> {
        let expected = (0..=Tile::MAX_LEVEL).map(|level| hashes_at(level, size) % TILE_WIDTH);
        let fits = expected.enumerate().all(|(l, n)| partial.get(l).map_or(0, Vec::len) as u64 == n);
        fits.then_some(Edge { size, partial })
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, handing each tile that becomes full to `filled`.
    pub(crate) fn push(&mut self, leaf: Hash, mut filled: impl FnMut(Tile, &[Hash])) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0..=Tile::MAX_LEVEL {
            if self.partial.len() <= usize::from(level) {
                self.partial.push(Vec::new());
            }
            let hashes = &mut self.partial[usize::from(level)];
            hashes.push(hash);
            let Some(root) = (hashes.len() as u64 == TILE_WIDTH).then(|| full_subtree(hashes)).flatten()
            else {
                return;
            };
            let index = hashes_at(level, self.size) / TILE_WIDTH - 1;
            filled(Tile { level, index, width: 256 }, hashes);
            hashes.clear();
            hash = root;
        }
    }

    /// The partial tiles, level 0 first.
    pub(crate) fn tiles(&self) -> impl Iterator<Item = (Tile, &[Hash])> {
        self.partial.iter().zip(0u8..).filter_map(|(hashes, level)| {
            let index = hashes_at(level, self.size) / TILE_WIDTH;
            Some((Tile::in_tree(level, index, self.size)?, hashes.as_slice()))
        })
    }

    /// The root of the whole tree.
    pub(crate) fn root(&self) -> Hash {
        let mut root = None;
        for hashes in &self.partial {
            for peak in peaks(hashes) {
                root = Some(root.map_or(peak, |right| node_hash(peak, right)));
            }
        }
        root.unwrap_or_else(Hash::of_empty_tree)
    }
}

/// The roots of the full subtrees over `hashes`, the smallest (rightmost) first.
fn peaks(hashes: &[Hash]) -> Vec<Hash> {
    let mut peaks = Vec::new();
    let mut rest = hashes;
    while let Some(bits) = rest.len().checked_ilog2() {
        let (left, right) = rest.split_at(1 << bits);
        peaks.extend(full_subtree(left));
        rest = right;
    }
    peaks.reverse();
    peaks
}
