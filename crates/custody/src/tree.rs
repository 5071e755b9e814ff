//! Reading the hashes of a log as they were at one checkpoint; works for the archive's own log and for an exported one.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::checkpoint::Checkpoint;
use crate::edge::Edge;
use crate::error::Error;
use crate::file::{self, MAX_TEXT_BYTES, MAX_TILE_BYTES};
use crate::key::VerifierKey;
use crate::merkle::{Hash, ProofError, full_subtree, verify_consistency, verify_inclusion};
use crate::prove::{self, Nodes};
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, Tile, hashes_at, parse_tile};

/// Tiles remembered between reads (half a megabyte).
const CACHED_TILES: usize = 64;

/// The tree below a folder, at one signed checkpoint.
///
/// Hashes are read from tiles as needed. What a proof is made of is checked against the checkpoint before it is given
/// out; a single [`Tree::leaf_hash`] is what the tile says.
#[derive(Debug)]
pub struct Tree {
    dir: PathBuf,
    checkpoint: Checkpoint,
    cache: HashMap<(u8, u64), Vec<Hash>>,
}

impl Tree {
    /// Opens the log in `dir` at its checkpoint, which `key` must have signed.
    pub fn open(dir: &Path, key: &VerifierKey) -> Result<Self, Error> {
        let path = dir.join("checkpoint");
        let bytes = file::read(&path, MAX_TEXT_BYTES).map_err(Error::io(&path))?;
        let checkpoint = Checkpoint::open(&bytes, key).map_err(Error::checkpoint(&path))?;
        Ok(Self::at(dir, checkpoint))
    }

    /// Reads the tiles in `dir` for a checkpoint that the caller has verified.
    pub fn at(dir: &Path, checkpoint: Checkpoint) -> Self {
        Tree { dir: dir.to_owned(), checkpoint, cache: HashMap::new() }
    }

    /// The checkpoint at which the tree is read.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Leaves at the checkpoint.
    pub fn size(&self) -> u64 {
        self.checkpoint.size()
    }

    /// The hash of one leaf; `None` beyond the checkpoint.
    pub fn leaf_hash(&mut self, index: u64) -> Result<Option<Hash>, Error> {
        if index >= self.size() {
            return Ok(None);
        }
        self.node(0, index).map(Some)
    }

    /// The root of the tree of the first `size` leaves.
    pub fn root_at(&mut self, size: u64) -> Result<Hash, Error> {
        self.check_range(size)?;
        prove::root_at(self, size)
    }

    /// The inclusion proof of leaf `index` in the tree of `size` leaves, from the leaf's sibling upwards.
    pub fn inclusion_proof(&mut self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        self.check_range(size)?;
        let out_of_range = Error::OutOfRange { size: self.size(), wanted: index };
        let path = prove::inclusion(self, index, size)?.ok_or(out_of_range)?;
        let (leaf, root) = (self.node(0, index)?, self.trusted_root(size)?);
        self.checked(path, |path| verify_inclusion(leaf, index, size, path, root))
    }

    /// The proof that the tree of `new` leaves begins with the tree of `old` leaves.
    pub fn consistency_proof(&mut self, old: u64, new: u64) -> Result<Vec<Hash>, Error> {
        self.check_range(new)?;
        let out_of_range = Error::OutOfRange { size: new, wanted: old };
        let proof = prove::consistency(self, old, new)?.ok_or(out_of_range)?;
        let (old, new) = ((old, self.trusted_root(old)?), (new, self.trusted_root(new)?));
        self.checked(proof, |proof| verify_consistency(old, new, proof))
    }

    /// The right edge, from which appending goes on; checked against the signed root.
    pub(crate) fn edge(&mut self) -> Result<Edge, Error> {
        let size = self.size();
        let mut partial = Vec::new();
        for level in 0..=Tile::MAX_LEVEL {
            let last = Tile::in_tree(level, hashes_at(level, size) / TILE_WIDTH, size);
            partial.push(last.map_or(Ok(Vec::new()), |tile| self.read(tile))?);
        }
        let edge = Edge::new(size, partial).filter(|edge| edge.root() == self.checkpoint.root());
        edge.ok_or_else(|| {
            Error::damaged(&self.dir.join("tile"), "the last tiles do not hash to the checkpoint's root")
        })
    }

    /// The hashes of one tile as it is at the checkpoint.
    pub(crate) fn tile(&mut self, tile: Tile) -> Result<&[Hash], Error> {
        let key = (tile.level, tile.index);
        if !self.cache.contains_key(&key) {
            let hashes = self.read(tile)?;
            if self.cache.len() >= CACHED_TILES {
                self.cache.clear();
            }
            self.cache.insert(key, hashes);
        }
        Ok(&self.cache[&key])
    }

    fn read(&self, tile: Tile) -> Result<Vec<Hash>, Error> {
        read_tile(&self.dir, tile)
    }

    fn check_range(&self, size: u64) -> Result<(), Error> {
        let within = size <= self.size();
        within.then_some(()).ok_or(Error::OutOfRange { size: self.size(), wanted: size })
    }

    fn trusted_root(&mut self, size: u64) -> Result<Hash, Error> {
        if size == self.size() { Ok(self.checkpoint.root()) } else { self.root_at(size) }
    }

    fn checked(
        &self,
        proof: Vec<Hash>,
        check: impl FnOnce(&[Hash]) -> Result<(), ProofError>,
    ) -> Result<Vec<Hash>, Error> {
        match check(&proof) {
            Ok(()) => Ok(proof),
            Err(_) => {
                Err(Error::damaged(&self.dir.join("tile"), "the tiles do not lead to the checkpoint's root"))
            }
        }
    }
}

impl Nodes for Tree {
    type Error = Error;

    fn node(&mut self, level: u8, index: u64) -> Result<Hash, Error> {
        let (tile_level, within) = (level / TILE_HEIGHT as u8, level % TILE_HEIGHT as u8);
        let first = index << within;
        let missing = Error::OutOfRange { size: self.size(), wanted: index };
        let tile = Tile::in_tree(tile_level, first / TILE_WIDTH, self.size()).ok_or(missing)?;
        let at = (first % TILE_WIDTH) as usize;
        let subtree = self.tile(tile)?.get(at..at + (1 << within)).and_then(full_subtree);
        subtree.ok_or_else(|| Error::damaged(&self.dir.join(tile.path()), "the tile is too narrow"))
    }
}

/// Reads a tile of exactly this width, or the beginning of the full tile that has replaced a partial one.
pub(crate) fn read_tile(dir: &Path, tile: Tile) -> Result<Vec<Hash>, Error> {
    let path = dir.join(tile.path());
    match file::read(&path, MAX_TILE_BYTES) {
        Ok(bytes) => exact_tile(&path, &bytes, tile.width),
        Err(error) if error.kind() == ErrorKind::NotFound && !tile.is_full() => {
            let full = dir.join(tile.full().path());
            let bytes = file::read(&full, MAX_TILE_BYTES).map_err(|_| Error::io(&path)(error))?;
            let mut hashes = exact_tile(&full, &bytes, 256)?;
            hashes.truncate(usize::from(tile.width));
            Ok(hashes)
        }
        Err(error) => Err(Error::io(&path)(error)),
    }
}

fn exact_tile(path: &Path, bytes: &[u8], width: u16) -> Result<Vec<Hash>, Error> {
    let hashes = parse_tile(bytes).filter(|hashes| hashes.len() == usize::from(width));
    hashes.ok_or_else(|| {
        Error::damaged(path, format_args!("{} bytes instead of {}", bytes.len(), u32::from(width) * 32))
    })
}
