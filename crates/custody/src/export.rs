//! Writing the log in clear, as a standard C2SP tile tree that other people's tools read.
//!
//! ```text
//! checkpoint, log.vkey, tile/<level>/<n>[.p/<w>], tile/entries/<n>[.p/<w>]
//! ```

use std::path::Path;

use amana_disk::{Disk, create_dirs_durably};

use crate::batch::encode_bundle;
use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::log::{CHECKPOINT, Log, VERIFIER_KEY};
use crate::seal::Unseal;
use crate::tile::{TILE_WIDTH, Tile, tile_bytes};
use crate::tree::{Tree, read_tile};

/// Writes the whole log in clear below `out`, which must be missing or empty, and gives the checkpoint written.
///
/// Each entry is compared with its leaf hash on the way. The checkpoint is written last: an export without one is
/// unfinished. What is written can be read by everybody who can read the disk, so place it with care.
pub fn clear_tree(log: &Log, unseal: &dyn Unseal, disk: &dyn Disk, out: &Path) -> Result<Checkpoint, Error> {
    create_dirs_durably(disk, out).map_err(Error::io(out))?;
    if std::fs::read_dir(out).map_err(Error::io(out))?.next().is_some() {
        return Err(Error::AlreadyThere(out.to_owned()));
    }
    let tree = log.tree()?;
    let checkpoint = tree.checkpoint().clone();
    write_hashes(log, &tree, disk, out)?;
    write_entries(log, &tree, unseal, disk, out)?;
    put(disk, &out.join(VERIFIER_KEY), format!("{}\n", log.key()).as_bytes())?;
    put(disk, &out.join(CHECKPOINT), checkpoint.to_text().as_bytes())?;
    disk.sync_tree(out).map_err(Error::io(out))?;
    Ok(checkpoint)
}

fn write_hashes(log: &Log, tree: &Tree, disk: &dyn Disk, out: &Path) -> Result<(), Error> {
    for tile in Tile::all(tree.size()) {
        put(disk, &out.join(tile.path()), &tile_bytes(&read_tile(log.dir(), tile)?))?;
    }
    Ok(())
}

fn write_entries(
    log: &Log,
    tree: &Tree,
    unseal: &dyn Unseal,
    disk: &dyn Disk,
    out: &Path,
) -> Result<(), Error> {
    let size = tree.size();
    let mut bundle = Vec::new();
    let mut index = 0;
    for batch in log.read(0..size, unseal)? {
        for entry in batch?.entries {
            bundle.push(entry);
            index += 1;
            if bundle.len() as u64 == TILE_WIDTH || index == size {
                if let Some(tile) = Tile::in_tree(0, (index - 1) / TILE_WIDTH, size) {
                    put(disk, &out.join(tile.entries_path()), &encode_bundle(&bundle)?)?;
                }
                bundle.clear();
            }
        }
    }
    Ok(())
}

fn put(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        disk.create_dirs(folder).map_err(Error::io(folder))?;
    }
    let mut file = disk.create(path).map_err(Error::io(path))?;
    file.write_all(bytes).map_err(Error::io(path))
}
