//! Reading entries back, batch by batch.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::batch::{BatchError, BatchName, MAX_BATCH_ENTRIES, decode_bundle, shard_path};
use crate::error::Error;
use crate::file::{self, MAX_BUNDLE_BYTES};
use crate::merkle::leaf_hash;
use crate::seal::Unseal;
use crate::tree::Tree;

/// Consecutive entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The index of the first.
    pub first: u64,
    /// The entries in clear.
    pub entries: Vec<Vec<u8>>,
}

/// The entries of a range, one batch in memory at a time. Ends after the first error.
pub struct Entries<'a> {
    tree: Tree,
    dir: PathBuf,
    unseal: &'a dyn Unseal,
    wanted: Range<u64>,
    next_shard: u64,
    found: VecDeque<BatchName>,
}

impl<'a> Entries<'a> {
    pub(crate) fn new(
        tree: Tree,
        dir: &Path,
        range: Range<u64>,
        unseal: &'a dyn Unseal,
    ) -> Result<Self, Error> {
        if range.end > tree.size() {
            return Err(Error::OutOfRange { size: tree.size(), wanted: range.end });
        }
        // A batch that holds `start` begins at most 4095 entries before it.
        let next_shard = range.start.saturating_sub(MAX_BATCH_ENTRIES - 1) / MAX_BATCH_ENTRIES;
        Ok(Entries { tree, dir: dir.to_owned(), unseal, wanted: range, next_shard, found: VecDeque::new() })
    }

    fn next_batch(&mut self) -> Result<Batch, Error> {
        let at = self.wanted.start;
        let name = self.find(at)?;
        let path = self.dir.join(name.path());
        let sealed = file::read(&path, MAX_BUNDLE_BYTES).map_err(Error::io(&path))?;
        let mut entries = open_batch(&name, &path, &sealed, self.unseal)?;
        for (index, entry) in (name.first..).zip(&entries) {
            if self.tree.leaf_hash(index)? != Some(leaf_hash(entry)) {
                return Err(Error::damaged(&path, format_args!("entry {index} does not hash to its leaf")));
            }
        }
        entries.truncate((self.wanted.end.min(name.end()) - name.first) as usize);
        let entries = entries.split_off((at - name.first) as usize);
        self.wanted.start = at + entries.len() as u64;
        Ok(Batch { first: at, entries })
    }

    fn find(&mut self, index: u64) -> Result<BatchName, Error> {
        loop {
            while let Some(name) = self.found.pop_front() {
                if (name.first..name.end()).contains(&index) && name.end() <= self.tree.size() {
                    return Ok(name);
                }
            }
            if self.next_shard > index / MAX_BATCH_ENTRIES {
                return Err(Error::damaged(
                    &self.dir.join("entries"),
                    format_args!("no batch holds entry {index}"),
                ));
            }
            self.found = list_shard(&self.dir, self.next_shard)?.into();
            self.next_shard += 1;
        }
    }
}

impl Iterator for Entries<'_> {
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.wanted.is_empty() {
            return None;
        }
        let batch = self.next_batch();
        if batch.is_err() {
            self.wanted.start = self.wanted.end;
        }
        Some(batch)
    }
}

/// Unseals a batch and splits it into as many entries as its name promises.
pub(crate) fn open_batch(
    name: &BatchName,
    path: &Path,
    sealed: &[u8],
    unseal: &dyn Unseal,
) -> Result<Vec<Vec<u8>>, Error> {
    let entries = decode_bundle(&unseal.unseal(sealed)?).map_err(Error::batch(path))?;
    if entries.len() as u64 == name.count {
        return Ok(entries);
    }
    let wrong = BatchError::WrongCount { expected: name.count, found: entries.len() as u64 };
    Err(Error::batch(path)(wrong))
}

/// The batches of one shard by their names, in order; other files are passed over.
pub(crate) fn list_shard(dir: &Path, shard: u64) -> Result<Vec<BatchName>, Error> {
    let folder = dir.join(shard_path(shard));
    let listing = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(Error::io(&folder))?,
    };
    let mut names = Vec::new();
    for entry in listing {
        let name = entry.map_err(Error::io(&folder))?.file_name();
        let name = name.to_str().and_then(BatchName::parse);
        names.extend(name.filter(|name| name.first / MAX_BATCH_ENTRIES == shard));
    }
    names.sort_unstable();
    Ok(names)
}
