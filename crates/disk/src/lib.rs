//! The file system as the archive needs it: written, synced, renamed; with doubles that fail or forget on demand.
//!
//! [`Disk`] has only what changes a disk. Reading goes straight to `std::fs`, because a failed read cannot lose
//! anything. The trait exists so that tests can let every single write, sync and rename fail ([`doubles`]).
//!
//! It trusts the operating system to keep what `fsync` said it keeps, and nothing more: a file's name is on the disk
//! only after its folder was synced too.

pub mod doubles;
mod durable;
mod local;

use std::fmt::Debug;
use std::io;
use std::path::Path;

pub use durable::{create_dirs_durably, write_durably};
pub use local::LocalDisk;

/// Changes files and folders below the places that the archive owns.
pub trait Disk: Send + Sync + Debug {
    /// Creates a file that must not exist yet, readable by its owner only (mode 0600).
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Opens a file for appending, creating it with mode 0600 where it is missing.
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Renames a file, replacing `to`; atomic for other processes, durable only after [`Disk::sync_dir`].
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or an empty folder.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Creates a folder and its missing parents with mode 0700; one that is there already is fine.
    fn create_dirs(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in one folder durable.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes every file and folder below `root` durable: one `syncfs(2)` on Linux, a walk elsewhere.
    fn sync_tree(&self, root: &Path) -> io::Result<()>;
}

/// An open file that can be made durable.
pub trait DiskFile: io::Write + Send {
    /// Makes all bytes written so far durable (`fsync`); the file's name needs [`Disk::sync_dir`].
    fn sync(&mut self) -> io::Result<()>;
}
