//! The folder into which sealed letters are dropped: written whole and durable, or not at all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use amana_disk::Disk;
use amana_model::SealedName;
use sha2::{Digest as _, Sha256};

use crate::Limits;

/// Letters after which the folder is counted anew, since whoever takes letters in empties it.
const COUNT_AGAIN: u64 = 1000;

/// The folder of sealed letters.
pub struct DropFolder {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    letters: u64,
    bytes: u64,
    held: Mutex<Held>,
}

/// What lies in the folder, as counted last and added since.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    letters: u64,
    bytes: u64,
    since: u64,
}

/// Why a letter was not dropped.
#[derive(Debug)]
pub(crate) enum NotDropped {
    /// As many letters lie there as are taken.
    Full,
    /// The disk refused.
    Refused,
}

impl DropFolder {
    /// Opens the folder, which must be there, and clears it of what a kill left half-written: sealed, of no letter that was taken.
    ///
    /// # Errors
    /// If it is not there or cannot be read or written.
    pub fn open(disk: Arc<dyn Disk>, path: &Path, limits: &Limits) -> io::Result<Self> {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            if is_half_written(&entry.file_name()) {
                disk.remove(&entry.path())?;
            }
        }
        let (letters, bytes) = (limits.letters, limits.bytes);
        let held = Mutex::new(count(path)?);
        Ok(Self { disk, path: path.to_owned(), letters, bytes, held })
    }

    /// Drops a sealed letter under the SHA-256 of its bytes. It is durable once this returns `Ok`.
    pub(crate) fn put(&self, sealed: &[u8]) -> Result<SealedName, NotDropped> {
        let name = SealedName(Sha256::digest(sealed).into());
        self.reserve(sealed.len() as u64)?;
        let path = self.path.join(name.to_string());
        match amana_disk::write_durably(&*self.disk, &path, sealed) {
            Ok(()) => Ok(name),
            Err(_) => {
                // Whether it lies there is not certain, and the family is told that it was not taken: better gone than twice.
                let _ = self.disk.remove(&path);
                self.give_back(sealed.len() as u64);
                Err(NotDropped::Refused)
            }
        }
    }

    fn reserve(&self, bytes: u64) -> Result<(), NotDropped> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |held: &Held| held.letters >= self.letters || held.bytes + bytes > self.bytes;
        if held.since >= COUNT_AGAIN || (is_full(&held) && held.since > 0) {
            *held = count(&self.path).map_err(|_| NotDropped::Refused)?;
        }
        if is_full(&held) {
            // Counted again with the next letter: whoever takes letters in makes room at any time.
            held.since = 1;
            return Err(NotDropped::Full);
        }
        held.letters += 1;
        held.bytes += bytes;
        held.since += 1;
        Ok(())
    }

    fn give_back(&self, bytes: u64) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.letters = held.letters.saturating_sub(1);
        held.bytes = held.bytes.saturating_sub(bytes);
    }
}

/// Whether a name is that of a file on its way, as [`amana_disk::write_durably`] gives it.
fn is_half_written(name: &std::ffi::OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".tmp"))
}

fn count(path: &Path) -> io::Result<Held> {
    let mut held = Held::default();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        // A letter may be taken in while the folder is counted.
        let Ok(about) = entry.metadata() else { continue };
        if about.is_file() {
            held.letters += 1;
            held.bytes += about.len();
        }
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use amana_disk::LocalDisk;
    use amana_disk::doubles::{Fault, FaultyDisk, LossyDisk};

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn what_is_said_to_be_there_is_there_whatever_fails() {
        for fault in 0..6 {
            let folder = tempfile::tempdir().unwrap();
            let lossy = LossyDisk::new(folder.path()).unwrap();
            let disk = Arc::new(FaultyDisk::new(lossy.clone(), Fault::crash_at(fault)));
            let drop = DropFolder::open(disk, folder.path(), &Limits::default()).unwrap();
            let put = drop.put(b"sealed");
            lossy.power_cut(|| 0).unwrap();
            if let Ok(name) = &put {
                assert_eq!(
                    std::fs::read(folder.path().join(name.to_string())).unwrap(),
                    b"sealed",
                    "{fault}"
                );
            }
            assert_eq!(put.is_ok(), fault >= 5, "operation {fault}");
            // What a kill left on its way goes with the next start.
            DropFolder::open(Arc::new(LocalDisk), folder.path(), &Limits::default()).unwrap();
            assert!(names(folder.path()).iter().all(|name| !name.ends_with(".tmp")), "operation {fault}");
        }
    }

    #[test]
    fn a_full_folder_refuses_until_somebody_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { letters: 2, bytes: 20, ..Limits::default() };
        let drop = DropFolder::open(Arc::new(LocalDisk), folder.path(), &limits).unwrap();
        assert!(matches!(drop.put(&[1; 21]), Err(NotDropped::Full)));
        let first = drop.put(b"one").unwrap();
        drop.put(b"two").unwrap();
        assert!(matches!(drop.put(b"three"), Err(NotDropped::Full)));
        std::fs::remove_file(folder.path().join(first.to_string())).unwrap();
        assert!(drop.put(b"three").is_ok());
    }
}
