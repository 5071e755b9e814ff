//! The hashes of a Merkle tree log (RFC 6962, section 2.1) and the checking of its proofs (RFC 9162, sections 2.1.3.2
//! and 2.1.4.2). Pure functions; every input may be hostile.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

/// A SHA-256 hash of the tree: of a leaf, of an inner node or of the root. Shown in Base64, as C2SP texts do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Bytes of one hash.
    pub const LEN: usize = 32;

    /// The root of the tree without leaves: the SHA-256 of nothing.
    pub fn of_empty_tree() -> Self {
        Hash(Sha256::digest([]).into())
    }

    /// Parses strict, padded Base64 of exactly 32 bytes.
    pub fn from_base64(text: &str) -> Option<Self> {
        BASE64_STANDARD.decode(text).ok()?.try_into().ok().map(Hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Hashes one entry: `SHA-256(0x00 || entry)`.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// Hashes two neighbours into their parent: `SHA-256(0x01 || left || right)`.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// Hashes a full subtree, given 1, 2, 4, 8 … hashes of one level; `None` for any other number.
pub fn full_subtree(hashes: &[Hash]) -> Option<Hash> {
    match hashes {
        [one] => Some(*one),
        _ if !hashes.len().is_power_of_two() => None,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            Some(node_hash(full_subtree(left)?, full_subtree(right)?))
        }
    }
}

/// A proof that does not show what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The index is not below the tree size, or the old tree is larger than the new one.
    #[error("the tree is too small for this proof")]
    OutOfRange,
    /// The proof has too few or too many hashes.
    #[error("the proof has the wrong length")]
    WrongLength,
    /// The proof leads to another root.
    #[error("the proof does not lead to the root of the checkpoint")]
    WrongRoot,
}

/// Checks that the leaf with hash `leaf` stands at `index` in the tree of `size` leaves with root `root`.
///
/// `path` goes from the leaf's sibling up to the root's child.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(*sibling, hash);
            (node, last) = skip_levels_without_sibling(node, last);
        } else {
            hash = node_hash(hash, *sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match (last, hash == root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::WrongRoot),
        _ => Err(ProofError::WrongLength),
    }
}

/// Checks that the tree of `new_size` leaves begins with the tree of `old_size` leaves.
///
/// From the empty tree everything follows: then the proof is empty and `old_root` the hash of nothing.
pub fn verify_consistency(
    (old_size, old_root): (u64, Hash),
    (new_size, new_root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::OutOfRange);
    }
    if old_size == new_size || old_size == 0 {
        let same =
            if old_size == new_size { old_root == new_root } else { old_root == Hash::of_empty_tree() };
        return match (proof.is_empty(), same) {
            (true, true) => Ok(()),
            (true, false) => Err(ProofError::WrongRoot),
            (false, _) => Err(ProofError::WrongLength),
        };
    }
    // A power of two is itself a node of the new tree: the proof leaves it out.
    let own = [old_root];
    let mut hashes = if old_size.is_power_of_two() { &own[..] } else { &[] }.iter().chain(proof).copied();
    let start = hashes.next().ok_or(ProofError::WrongLength)?;
    run_consistency(old_size, new_size, start, hashes)
        .and_then(|roots| if roots == (old_root, new_root) { Ok(()) } else { Err(ProofError::WrongRoot) })
}

fn run_consistency(
    old_size: u64,
    new_size: u64,
    start: Hash,
    rest: impl Iterator<Item = Hash>,
) -> Result<(Hash, Hash), ProofError> {
    let (mut node, mut last) = (old_size - 1, new_size - 1);
    while node & 1 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    let (mut old, mut new) = (start, start);
    for hash in rest {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            old = node_hash(hash, old);
            new = node_hash(hash, new);
            (node, last) = skip_levels_without_sibling(node, last);
        } else {
            new = node_hash(new, hash);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last == 0 { Ok((old, new)) } else { Err(ProofError::WrongLength) }
}

/// At the right edge a node without a sibling is its own parent.
fn skip_levels_without_sibling(mut node: u64, mut last: u64) -> (u64, u64) {
    while node & 1 == 0 && node != 0 {
        (node, last) = (node >> 1, last >> 1);
    }
    (node, last)
}
