//! The leaves: what is known of their hashes from the tiles, compared with the entries themselves.

use std::collections::BTreeMap;
use std::path::Path;

use crate::merkle::{Hash, full_subtree, leaf_hash};
use crate::tile::{TILE_WIDTH, Tile};
use crate::tree::read_tile;

use super::Report;

/// A tile of level 0 that cannot be believed, with what its root must be (if known) and the hashes of its entries.
#[derive(Default)]
struct Doubtful {
    root: Option<Hash>,
    entries: Vec<(u64, Hash)>,
}

/// Compares entries with the tiles of level 0.
pub(super) struct Leaves {
    size: u64,
    doubtful: BTreeMap<u64, Doubtful>,
    current: Option<(u64, Vec<Hash>)>,
}

impl Leaves {
    pub(super) fn new(size: u64) -> Self {
        Leaves { size, doubtful: BTreeMap::new(), current: None }
    }

    /// Marks a tile as not to be believed.
    pub(super) fn doubt(&mut self, tile: u64, root: Option<Hash>) {
        self.doubtful.entry(tile).or_insert(Doubtful { root, entries: Vec::new() });
    }

    /// Whether an entry is the one that its leaf hash names. In a doubtful tile nothing can be said yet: the hash is
    /// kept for [`Leaves::judge`].
    pub(super) fn is_leaf(&mut self, dir: &Path, index: u64, entry: &[u8]) -> bool {
        let hash = leaf_hash(entry);
        let tile = index / TILE_WIDTH;
        if let Some(doubtful) = self.doubtful.get_mut(&tile) {
            doubtful.entries.push((index, hash));
            return true;
        }
        if self.current.as_ref().is_none_or(|(current, _)| *current != tile) {
            let hashes = Tile::in_tree(0, tile, self.size).and_then(|tile| read_tile(dir, tile).ok());
            self.current = Some((tile, hashes.unwrap_or_default()));
        }
        let stored = self.current.as_ref().and_then(|(_, hashes)| hashes.get((index % TILE_WIDTH) as usize));
        stored == Some(&hash)
    }

    /// Says of each doubtful tile whether the entries below it are whole.
    pub(super) fn judge(&self, report: &mut Report) {
        for (index, doubtful) in &self.doubtful {
            let Some(tile) = Tile::in_tree(0, *index, self.size) else { continue };
            let hashes: Vec<Hash> = doubtful.entries.iter().map(|(_, hash)| *hash).collect();
            if hashes.is_empty() || doubtful.root.is_none() || !tile.is_full() {
                continue;
            }
            let whole = hashes.len() as u64 == TILE_WIDTH && full_subtree(&hashes) == doubtful.root;
            let safe = if whole {
                "all entries below it were opened and hash to the signed root: the tile can be rebuilt from them"
            } else {
                "the entries below it do not hash to the signed root either: restore both from a copy"
            };
            for finding in report.findings.iter_mut().filter(|f| Path::new(&f.path) == tile.path()) {
                finding.safe(safe);
            }
        }
    }
}
