//! Which of two values of a hash is the true one: that which the signed root confirms.

use crate::edge::Edge;
use crate::merkle::{Hash, full_subtree};
use crate::tile::{TILE_WIDTH, hashes_at};

/// One level of tiles: the hashes as stored (`None` where a tile is missing) and as computed from the level below.
pub(super) struct Level {
    pub(super) stored: Vec<Option<Hash>>,
    pub(super) computed: Vec<Option<Hash>>,
}

/// Which of the two values of each hash the root confirms.
pub(super) struct Truth {
    /// Whether some choice of values leads to the signed root.
    pub(super) confirmed: bool,
    /// The true hash of each place from level 1 upwards, where known.
    pub(super) hashes: Vec<Vec<Option<Hash>>>,
}

impl Truth {
    /// Weighs the levels against the signed root, if it is known.
    pub(super) fn find(levels: &[Level], size: u64, root: Option<Hash>) -> Truth {
        // First as all is stored, then with the computed values everywhere, then on one level at a time.
        let leads_to_root = |levels: &[Vec<Option<Hash>>]| edge_root(levels, size) == root;
        let stored: Vec<_> = levels.iter().map(|level| level.stored.clone()).collect();
        if root.is_some() && leads_to_root(&stored) {
            return Truth { confirmed: true, hashes: confirm_downwards(levels, stored, size) };
        }
        let mixed: Vec<_> = levels.iter().map(|level| prefer(&level.computed, &level.stored)).collect();
        let mut candidates = vec![mixed.clone()];
        for level in 1..levels.len() {
            let mut one = stored.clone();
            one[level].clone_from(&mixed[level]);
            candidates.push(one);
        }
        if root.is_some()
            && let Some(found) = candidates.into_iter().find(|candidate| leads_to_root(candidate))
        {
            return Truth { confirmed: true, hashes: confirm_downwards(levels, found, size) };
        }
        // Nothing leads to the root: believe only what both say.
        let agreed = levels.iter().map(|level| agree(&level.stored, &level.computed)).collect();
        Truth { confirmed: false, hashes: agreed }
    }
}

/// Starting from hashes at the right edge that the root confirms, decides every full tile from the top down: a tile is
/// true if it hashes to its true parent, and so is what was computed for its place if that does.
fn confirm_downwards(levels: &[Level], edge: Vec<Vec<Option<Hash>>>, size: u64) -> Vec<Vec<Option<Hash>>> {
    let mut truth = edge;
    for level in (1..levels.len().saturating_sub(1)).rev() {
        let full = (hashes_at(level as u8, size) / TILE_WIDTH) as usize;
        for index in 0..full {
            let places = index * TILE_WIDTH as usize..(index + 1) * TILE_WIDTH as usize;
            let parent = truth[level + 1].get(index).copied().flatten();
            let hashes_to_parent = |hashes: &[Option<Hash>]| {
                let hashes: Option<Vec<Hash>> = hashes.iter().copied().collect();
                parent.is_some() && hashes.as_deref().and_then(full_subtree) == parent
            };
            let (stored, computed) =
                (&levels[level].stored[places.clone()], &levels[level].computed[places.clone()]);
            let chosen = if hashes_to_parent(stored) {
                stored.to_vec()
            } else if hashes_to_parent(computed) {
                computed.to_vec()
            } else {
                agree(stored, computed)
            };
            truth[level][places].clone_from_slice(&chosen);
        }
    }
    truth
}

/// The root that the right edge of these levels gives.
fn edge_root(levels: &[Vec<Option<Hash>>], size: u64) -> Option<Hash> {
    let edge = levels.iter().map(|hashes| {
        let partial = hashes.len() - hashes.len() % TILE_WIDTH as usize;
        hashes[partial..].iter().copied().collect::<Option<Vec<Hash>>>()
    });
    Some(Edge::new(size, edge.collect::<Option<_>>()?)?.root())
}

fn prefer(first: &[Option<Hash>], second: &[Option<Hash>]) -> Vec<Option<Hash>> {
    second.iter().enumerate().map(|(at, other)| first.get(at).copied().flatten().or(*other)).collect()
}

fn agree(stored: &[Option<Hash>], computed: &[Option<Hash>]) -> Vec<Option<Hash>> {
    stored.iter().zip(computed).map(|(a, b)| if a == b { *a } else { None }).collect()
}
