//! The place a deposit starts at, and opening things beneath it without ever being led out.
//!
//! Every step below the root is opened by name in the folder before it with `O_NOFOLLOW`, so a folder that is swapped
//! for a symbolic link while we read gives an error, not a way out. The path of the root itself was typed by the
//! operator; links in it are resolved once, at the start.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, openat};
use rustix::io::Errno;

use crate::found::Found;
use crate::reader::{FileReader, OpenError};
use crate::stat::{Shape, Stat, c_name};
use crate::walk::Walk;

/// A deposit that cannot be started on.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// The path does not exist or cannot be opened.
    #[error("{path}: {cause}")]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The path names a device, pipe or socket.
    #[error("{path} is neither a folder nor a file")]
    NotAFileOrFolder {
        /// The path as given.
        path: PathBuf,
    },
}

/// An opened deposit: a folder, or one single file.
#[derive(Debug)]
pub struct Root {
    path: PathBuf,
    folder: OwnedFd,
    single: Option<Vec<u8>>,
}

impl Root {
    /// Opens a folder or file; for a file, the deposit is that one file under its own name.
    pub fn open(path: &Path) -> Result<Root, RootError> {
        let unreadable = |cause| RootError::Unreadable { path: path.to_owned(), cause };
        let resolved = std::fs::canonicalize(path).map_err(unreadable)?;
        let here = rustix::fs::CWD;
        let stat = Stat::of_name(here, resolved.as_os_str().as_bytes()).map_err(unreadable)?;
        let (folder, single) = match (stat.shape, resolved.parent(), resolved.file_name()) {
            (Shape::Folder, ..) => (resolved.as_path(), None),
            (Shape::File, Some(parent), Some(name)) => (parent, Some(name.as_bytes().to_vec())),
            _ => return Err(RootError::NotAFileOrFolder { path: path.to_owned() }),
        };
        let flags = folder_flags(single.is_some());
        let folder = open_quietly(here, folder.as_os_str().as_bytes(), flags).map_err(unreadable)?;
        Ok(Root { path: resolved, folder, single })
    }

    /// The path with links resolved, as it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the deposit is one single file.
    pub fn is_file(&self) -> bool {
        self.single.is_some()
    }

    /// Walks everything that is there.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// Opens a file that the walk found, for one reading.
    pub fn open_file(&self, found: &Found) -> Result<FileReader, OpenError> {
        FileReader::open(self, found)
    }

    /// The name of the single file, if the deposit is one.
    pub(crate) fn single(&self) -> Option<&[u8]> {
        self.single.as_deref()
    }

    /// The folder that all paths start in.
    pub(crate) fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }

    /// Opens the root folder once more for listing: a copied descriptor would share its place in the listing.
    pub(crate) fn open_again(&self) -> io::Result<OwnedFd> {
        open_quietly(&self.folder, b".", folder_flags(false))
    }

    /// Opens the thing at `path` beneath the root with `flags`, following no link at any step.
    pub(crate) fn open_beneath(&self, path: &[u8], flags: OFlags) -> io::Result<OwnedFd> {
        let (parents, name) = match path.iter().rposition(|&byte| byte == b'/') {
            Some(at) => (path.get(..at), path.get(at + 1..).unwrap_or_default()),
            None => (None, path),
        };
        let mut at: Option<OwnedFd> = None;
        for step in parents.into_iter().flat_map(|parents| parents.split(|&byte| byte == b'/')) {
            let from = at.as_ref().map_or(self.folder(), AsFd::as_fd);
            at = Some(open_step(from, step, folder_flags(true))?);
        }
        open_step(at.as_ref().map_or(self.folder(), AsFd::as_fd), name, flags)
    }
}

/// Opens one plain name in a folder.
pub(crate) fn open_step(at: BorrowedFd<'_>, name: &[u8], flags: OFlags) -> io::Result<OwnedFd> {
    if name.is_empty() || name == b"." || name == b".." || name.contains(&b'/') {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain name"));
    }
    open_quietly(at, name, flags)
}

/// Opens the folder that a folder lies in now; the caller compares it with what it expects.
pub(crate) fn open_parent(folder: &OwnedFd) -> io::Result<OwnedFd> {
    open_quietly(folder, b"..", folder_flags(true))
}

/// Flags for a folder: to list it, or only to pass through it.
pub(crate) fn folder_flags(pass: bool) -> OFlags {
    let how = if pass { OFlags::PATH } else { OFlags::RDONLY | OFlags::NOATIME };
    how | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC
}

/// Flags for a file: never waits on a pipe, never becomes a terminal's process, does not touch the time of access.
pub(crate) fn file_flags() -> OFlags {
    OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NOATIME
}

/// Opens, leaving the time of access alone where the kernel lets us (only for one's own files).
fn open_quietly(at: impl AsFd, name: &[u8], flags: OFlags) -> io::Result<OwnedFd> {
    let name = c_name(name)?;
    match openat(&at, name.as_c_str(), flags, Mode::empty()) {
        Err(Errno::PERM) if flags.contains(OFlags::NOATIME) => {
            Ok(openat(&at, name.as_c_str(), flags.difference(OFlags::NOATIME), Mode::empty())?)
        }
        opened => Ok(opened?),
    }
}
