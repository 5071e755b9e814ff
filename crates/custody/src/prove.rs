//! Makes proofs from the hashes of a tree (RFC 6962, sections 2.1.1 and 2.1.2).

use crate::merkle::{Hash, node_hash};

/// Where the hashes of full subtrees come from: tiles on a disk, or memory in a test.
pub trait Nodes {
    /// Why a hash cannot be had.
    type Error;

    /// The hash of the full subtree over leaves `index << level .. (index + 1) << level`.
    fn node(&mut self, level: u8, index: u64) -> Result<Hash, Self::Error>;
}

/// The root of the tree of the first `size` leaves.
pub fn root_at<N: Nodes>(nodes: &mut N, size: u64) -> Result<Hash, N::Error> {
    if size == 0 { Ok(Hash::of_empty_tree()) } else { range_root(nodes, 0, size) }
}

/// The inclusion proof of leaf `index` in the tree of `size` leaves, from the leaf's sibling upwards.
///
/// `None` where there is no such leaf.
pub fn inclusion<N: Nodes>(nodes: &mut N, index: u64, size: u64) -> Result<Option<Vec<Hash>>, N::Error> {
    if index >= size {
        return Ok(None);
    }
    let (mut low, mut high) = (0, size);
    let mut path = Vec::new();
    while high - low > 1 {
        let middle = low + largest_power_below(high - low);
        if index < middle {
            path.push(range_root(nodes, middle, high)?);
            high = middle;
        } else {
            path.push(range_root(nodes, low, middle)?);
            low = middle;
        }
    }
    path.reverse();
    Ok(Some(path))
}

/// The proof that the tree of `new` leaves begins with the tree of `old` leaves; `None` where `old > new`.
pub fn consistency<N: Nodes>(nodes: &mut N, old: u64, new: u64) -> Result<Option<Vec<Hash>>, N::Error> {
    if old > new {
        return Ok(None);
    }
    let mut proof = Vec::new();
    let (mut low, mut high) = (0, new);
    while old != 0 && old != high {
        let middle = low + largest_power_below(high - low);
        if old <= middle {
            proof.push(range_root(nodes, middle, high)?);
            high = middle;
        } else {
            proof.push(range_root(nodes, low, middle)?);
            low = middle;
        }
    }
    // The old tree itself is known to whoever checks; a subtree of it that is not the whole is not.
    if old != 0 && low != 0 {
        proof.push(range_root(nodes, low, high)?);
    }
    proof.reverse();
    Ok(Some(proof))
}

/// The largest power of two smaller than `n`, for `n > 1`.
fn largest_power_below(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The hash of leaves `low..high`, where `low` is a multiple of the largest power of two that fits in the range.
fn range_root<N: Nodes>(nodes: &mut N, low: u64, high: u64) -> Result<Hash, N::Error> {
    let mut peaks = Vec::new();
    let mut at = low;
    while at < high {
        let level = (high - at).ilog2() as u8;
        peaks.push(nodes.node(level, at >> level)?);
        at += 1 << level;
    }
    let right = peaks.pop().unwrap_or_else(Hash::of_empty_tree);
    Ok(peaks.into_iter().rev().fold(right, |right, left| node_hash(left, right)))
}
