//! Taking back an append that died before its checkpoint.
//!
//! Such an append left its first batch behind, because that is durable before anything else is written. So one look at
//! one folder tells; only then is the whole tree searched. The batch that tells is removed last: a rollback that dies
//! is begun again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::batch::{BatchName, MAX_BATCH_ENTRIES, parse_shard};
use crate::error::Error;
use crate::log::Log;
use crate::read::list_shard;
use crate::tile::Tile;

impl Log {
    /// Removes what lies beyond a checkpoint of `size`. The caller holds the lock.
    pub(crate) fn roll_back(&self, size: u64) -> Result<(), Error> {
        if !list_shard(&self.dir, size / MAX_BATCH_ENTRIES)?.iter().any(|batch| batch.end() > size) {
            return Ok(());
        }
        self.remove_tiles_beyond(size)?;
        self.remove_unfinished_checkpoints()?;
        for batch in self.batches_beyond(size)?.iter().rev() {
            let path = self.dir.join(batch.path());
            self.disk.remove(&path).map_err(Error::io(&path))?;
            self.sync_folders(&path.parent().map(Path::to_owned).into_iter().collect())?;
        }
        Ok(())
    }

    fn remove_tiles_beyond(&self, size: u64) -> Result<(), Error> {
        let mut folders = BTreeSet::new();
        for path in files_below(&self.dir, Path::new("tile"))? {
            let tile = path.to_str().and_then(Tile::parse);
            if tile.is_some_and(|tile| !tile.is_within(size)) {
                let path = self.dir.join(path);
                self.disk.remove(&path).map_err(Error::io(&path))?;
                folders.extend(path.parent().map(Path::to_owned));
            }
        }
        self.sync_folders(&folders)
    }

    fn remove_unfinished_checkpoints(&self) -> Result<(), Error> {
        for name in names_in(&self.dir)? {
            if name.to_str().is_some_and(|name| name.starts_with(".checkpoint.") && name.ends_with(".tmp")) {
                let path = self.dir.join(name);
                self.disk.remove(&path).map_err(Error::io(&path))?;
            }
        }
        Ok(())
    }

    fn batches_beyond(&self, size: u64) -> Result<Vec<BatchName>, Error> {
        let shards = names_in(&self.dir.join("entries"))?;
        let mut shards: Vec<u64> = shards.iter().filter_map(|name| parse_shard(name.to_str()?)).collect();
        shards.sort_unstable();
        let mut beyond = Vec::new();
        for shard in shards.into_iter().filter(|shard| *shard >= size / MAX_BATCH_ENTRIES) {
            beyond.extend(list_shard(&self.dir, shard)?.into_iter().filter(|batch| batch.end() > size));
        }
        Ok(beyond)
    }
}

fn names_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    Ok(entries
        .map_err(Error::io(folder))?
        .into_iter()
        .map(|entry| PathBuf::from(entry.file_name()))
        .collect())
}

/// All that is not a folder below `dir/start`, as paths relative to `dir`; links are not followed.
pub(crate) fn files_below(dir: &Path, start: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut folders = vec![start.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = dir.join(&folder);
        if !path.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&path).map_err(Error::io(&path))? {
            let entry = entry.map_err(Error::io(&path))?;
            let kind = entry.file_type().map_err(Error::io(&path))?;
            let list = if kind.is_dir() { &mut folders } else { &mut files };
            list.push(folder.join(entry.file_name()));
        }
    }
    files.sort_unstable();
    Ok(files)
}
