//! Appending: many entries, one checkpoint.
//!
//! Order of writes: the sealed batches and their names durable, then the new tiles and their names, then the checkpoint
//! by rename, then its folder synced. Until the rename the log is the old one, whatever happens; what was written beyond
//! its checkpoint is taken back by the next append (`rollback.rs`), which finds it by the batch that begins there.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use amana_disk::write_durably;

use crate::batch::{
    BatchName, EntryTooLong, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, MAX_ENTRY_BYTES, encode_bundle,
};
use crate::checkpoint::Checkpoint;
use crate::error::{AppendError, Error};
use crate::file::MAX_BUNDLE_BYTES;
use crate::log::{CHECKPOINT, LOCK, Log};
use crate::merkle::leaf_hash;
use crate::seal::{Seal, SealError};
use crate::tile::{TILE_WIDTH, Tile, hashes_at, tile_bytes};
use crate::tree::Tree;

/// From this many new tiles on, one `syncfs` costs less than syncing file by file.
const MANY_TILES: usize = 64;

/// What an append did.
#[derive(Debug, Clone)]
pub struct Appended {
    /// The index of the first new entry.
    pub first: u64,
    /// How many entries were appended.
    pub count: u64,
    /// The head of the log that has them; durable.
    pub checkpoint: Checkpoint,
}

impl Log {
    /// Appends entries, each at most 65,535 bytes, and signs one checkpoint for all of them.
    ///
    /// On `Ok` they are durable. On an error they may be in the log or not, but never half of them: once the machine is
    /// well again, [`Log::leaf_hash`] tells.
    pub fn append<E: AsRef<[u8]>>(&self, entries: &[E], seal: &dyn Seal) -> Result<Appended, Error> {
        let _lock = self.lock()?;
        let tree = self.tree_without_leftovers()?;
        self.commit(tree, entries, seal)
    }

    /// Appends entries that `build` makes once it knows the index of the first; nobody else appends meanwhile.
    pub fn append_with<X>(
        &self,
        build: impl FnOnce(u64) -> Result<Vec<Vec<u8>>, X>,
        seal: &dyn Seal,
    ) -> Result<Appended, AppendError<X>> {
        let _lock = self.lock()?;
        let tree = self.tree_without_leftovers()?;
        let entries = build(tree.size()).map_err(AppendError::Build)?;
        Ok(self.commit(tree, &entries, seal)?)
    }

    /// Released when the file is closed, at the latest when the process dies.
    fn lock(&self) -> Result<File, Error> {
        let path = self.dir.join(LOCK);
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        open.and_then(|file| file.lock().map(|()| file)).map_err(Error::io(&path))
    }

    fn tree_without_leftovers(&self) -> Result<Tree, Error> {
        let tree = self.tree()?;
        self.roll_back(tree.size())?;
        Ok(tree)
    }

    fn commit<E: AsRef<[u8]>>(
        &self,
        mut tree: Tree,
        entries: &[E],
        seal: &dyn Seal,
    ) -> Result<Appended, Error> {
        let first = tree.size();
        if entries.is_empty() {
            return Ok(Appended { first, count: 0, checkpoint: tree.checkpoint().clone() });
        }
        if let Some(long) =
            entries.iter().map(|entry| entry.as_ref().len()).find(|len| *len > MAX_ENTRY_BYTES)
        {
            return Err(EntryTooLong(long).into());
        }
        let key = self.signing_key()?;
        // Never sign on top of a tree that is not the one that was signed.
        let mut edge = tree.edge()?;
        self.write_batches(first, entries, seal)?;
        let mut tiles = Vec::new();
        for entry in entries {
            edge.push(leaf_hash(entry.as_ref()), |tile, hashes| tiles.push((tile, tile_bytes(hashes))));
        }
        let changed = edge.tiles().filter(|(tile, _)| !tile.is_within(first));
        tiles.extend(changed.map(|(tile, hashes)| (tile, tile_bytes(hashes))));
        self.write_tiles(&tiles)?;
        let path = self.dir.join(CHECKPOINT);
        let checkpoint =
            Checkpoint::sign(edge.size(), edge.root(), &key).map_err(Error::checkpoint(&path))?;
        write_durably(&*self.disk, &path, checkpoint.to_text().as_bytes()).map_err(Error::io(&path))?;
        self.remove_superseded(first, edge.size());
        Ok(Appended { first, count: entries.len() as u64, checkpoint })
    }

    fn write_batches<E: AsRef<[u8]>>(&self, first: u64, entries: &[E], seal: &dyn Seal) -> Result<(), Error> {
        let mut at = first;
        let mut rest = entries;
        let mut folders = BTreeSet::new();
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_length(rest));
            let sealed = seal.seal(&encode_bundle(batch)?)?;
            if sealed.len() as u64 > MAX_BUNDLE_BYTES {
                return Err(SealError::new("the seal makes a batch longer than can be read back").into());
            }
            let name = BatchName::of(at, batch.len() as u64, &sealed);
            let path = self.dir.join(name.path());
            self.open_folder_of(&path, &mut folders)?;
            self.write_new(&path, &sealed, true)?;
            (at, rest) = (name.end(), after);
        }
        self.sync_folders(&folders)
    }

    fn write_tiles(&self, tiles: &[(Tile, Vec<u8>)]) -> Result<(), Error> {
        let one_by_one = tiles.len() < MANY_TILES;
        let mut folders = BTreeSet::new();
        for (tile, bytes) in tiles {
            let path = self.dir.join(tile.path());
            self.open_folder_of(&path, &mut folders)?;
            self.write_new(&path, bytes, one_by_one)?;
        }
        if one_by_one {
            self.sync_folders(&folders)
        } else {
            self.disk.sync_tree(&self.dir).map_err(Error::io(&self.dir))
        }
    }

    /// Makes the folder of a file, and notes the folders that must be synced for the file's name to last.
    ///
    /// A folder that holds files of an earlier append was synced then, with all above it. One that is new, or was left
    /// empty by an append that died, may be known to nobody but the cache: then all above it are synced too.
    fn open_folder_of(&self, path: &Path, folders: &mut BTreeSet<PathBuf>) -> Result<(), Error> {
        let Some(folder) = path.parent().filter(|folder| !folders.contains(*folder)) else { return Ok(()) };
        if !holds_files(folder) {
            self.disk.create_dirs(folder).map_err(Error::io(folder))?;
            let above = folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.dir));
            folders.extend(above.map(Path::to_owned));
        }
        folders.insert(folder.to_owned());
        Ok(())
    }

    /// Writes a file that no checkpoint needs yet; one of that name can only be a leftover.
    fn write_new(&self, path: &Path, bytes: &[u8], sync: bool) -> Result<(), Error> {
        let mut file = match self.disk.create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.disk.remove(path).and_then(|()| self.disk.create(path))
            }
            created => created,
        }
        .map_err(Error::io(path))?;
        file.write_all(bytes).map_err(Error::io(path))?;
        if sync { file.sync().map_err(Error::io(path)) } else { Ok(()) }
    }

    pub(crate) fn sync_folders(&self, folders: &BTreeSet<PathBuf>) -> Result<(), Error> {
        folders.iter().try_for_each(|folder| self.disk.sync_dir(folder).map_err(Error::io(folder)))
    }

    /// Removes the partial tiles that a full one has replaced, as the specification allows. The log does not need this
    /// to succeed: such tiles may stay.
    fn remove_superseded(&self, old: u64, new: u64) {
        for level in 0..=Tile::MAX_LEVEL {
            let index = hashes_at(level, old) / TILE_WIDTH;
            if hashes_at(level, new) / TILE_WIDTH == index {
                continue;
            }
            let Some(folder) = Tile { level, index, width: 1 }.path().parent().map(|p| self.dir.join(p))
            else {
                continue;
            };
            for partial in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let _ = self.disk.remove(&partial.path());
            }
            if folder.is_dir() {
                let _ = self.disk.remove(&folder);
            }
        }
    }
}

/// Whether an append has put a file here; files of others do not count.
fn holds_files(folder: &Path) -> bool {
    let ours = |entry: std::fs::DirEntry| {
        let named = entry.file_name().as_encoded_bytes().first().is_some_and(u8::is_ascii_digit);
        named && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(ours))
}

/// How many of these entries go into the next batch; at least one.
fn batch_length<E: AsRef<[u8]>>(entries: &[E]) -> usize {
    let mut bytes = 0;
    let within = |entry: &&E| {
        bytes += entry.as_ref().len();
        bytes <= MAX_BATCH_BYTES
    };
    entries.iter().take(MAX_BATCH_ENTRIES as usize).take_while(within).count().max(1)
}
