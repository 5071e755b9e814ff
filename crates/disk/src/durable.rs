//! The two sequences of operations after which something is on the disk for certain.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Disk;

/// Writes `bytes` under `path`, replacing what was there: afterwards the file is either wholly old or wholly new,
/// and new for certain once this returns `Ok`.
///
/// The bytes go to `.<name>.<process>-<n>.tmp` beside it first. An interrupted call may leave that file behind; an
/// error after the rename (the folder could not be synced) leaves it open whether old or new survives a power cut.
pub fn write_durably(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = parent_of(path)?;
    let temporary = temporary_beside(path)?;
    let written = write_and_sync(disk, &temporary, bytes).and_then(|()| disk.rename(&temporary, path));
    if let Err(error) = written {
        // Tidiness only: the error that the caller must see is the first one.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_dir(parent)
}

/// Creates `path` and its missing parents, and syncs every folder that received a new name.
pub fn create_dirs_durably(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        path.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.is_dir()).collect();
    disk.create_dirs(path)?;
    for made in missing.iter().rev() {
        disk.sync_dir(parent_of(made)?)?;
    }
    Ok(())
}

fn write_and_sync(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.create(path)?;
    file.write_all(bytes)?;
    file.sync()
}

fn parent_of(path: &Path) -> io::Result<&Path> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Ok(Path::new(".")),
        Some(parent) => Ok(parent),
        None => Err(io::Error::new(io::ErrorKind::InvalidInput, "a path without a folder")),
    }
}

/// Unique within this machine's running processes, so that two writers of one path do not meet.
fn temporary_beside(path: &Path) -> io::Result<PathBuf> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a path without a name"))?;
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}-{}.tmp", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    Ok(path.with_file_name(temporary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LocalDisk;
    use crate::doubles::{Fault, FaultyDisk, LossyDisk};

    fn names(dir: &Path) -> Vec<OsString> {
        std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name()).collect()
    }

    #[test]
    fn it_replaces_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        write_durably(&LocalDisk, &path, b"old").unwrap();
        write_durably(&LocalDisk, &path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(dir.path()), ["f"]);
    }

    #[test]
    fn whatever_fails_the_file_is_old_or_new() {
        for fault in 0..6 {
            for power_cut in [false, true] {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("f");
                std::fs::write(&path, b"old").unwrap();
                let lossy = LossyDisk::new(dir.path()).unwrap();
                let disk = FaultyDisk::new(lossy.clone(), Fault::crash_at(fault));
                let done = write_durably(&disk, &path, b"new");
                if power_cut {
                    lossy.power_cut(|| 0).unwrap();
                }
                let found = std::fs::read(&path).unwrap();
                if done.is_ok() {
                    assert_eq!(found, b"new", "operation {fault}");
                } else {
                    assert!(found == b"old" || found == b"new", "operation {fault}: {found:?}");
                }
                // create, write, sync, rename, folder sync: the sixth operation never comes.
                assert_eq!(done.is_ok(), fault >= 5, "operation {fault}");
            }
        }
    }

    #[test]
    fn folders_made_durably_survive_a_power_cut() {
        let dir = tempfile::tempdir().unwrap();
        let disk = LossyDisk::new(dir.path()).unwrap();
        create_dirs_durably(&disk, &dir.path().join("a/b/c")).unwrap();
        disk.create_dirs(&dir.path().join("lost/too")).unwrap();
        disk.power_cut(|| 0).unwrap();
        assert!(dir.path().join("a/b/c").is_dir());
        assert!(!dir.path().join("lost").exists());
    }
}
