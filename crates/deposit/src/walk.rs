//! Walks a deposit: every thing exactly once, folders before what they hold, names in order of their bytes.
//!
//! Memory is bounded by the names of the folders on the way down, not by the tree; open folders by [`KEPT_OPEN`]. Other
//! mounts are walked. A folder that cannot be listed is itself found as unreadable, with what could be listed after it.

use std::io;
use std::vec::IntoIter;

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{RawDir, readlinkat};

use crate::found::{Found, Kind};
use crate::limits::Refusal;
use crate::root::{Root, folder_flags, open_parent, open_step};
use crate::stat::{Shape, Stat, c_name};

/// How many folders on the way down stay open; those above are opened again, and compared, on the way up.
const KEPT_OPEN: usize = 64;
/// Folders deeper than this are not entered: every thing is given its whole path, which without a bound takes forever.
const DEEPEST: usize = 4096;

/// One folder on the way down.
struct Level {
    identity: (u64, u64),
    names: IntoIter<Box<[u8]>>,
    path_len: usize,
    folder: Result<Option<OwnedFd>, String>,
}

/// An iterator over everything in a deposit.
pub struct Walk<'a> {
    root: &'a Root,
    levels: Vec<Level>,
    path: Vec<u8>,
    excluded: Vec<(u64, u64)>,
    deepest: usize,
    started: bool,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(root: &'a Root) -> Walk<'a> {
        let (levels, path, excluded) = (Vec::new(), Vec::new(), Vec::new());
        Walk { root, levels, path, excluded, deepest: DEEPEST, started: false }
    }

    /// Enters at most `folders` within one another, the root included, instead of 4096.
    pub fn down_to(mut self, folders: u32) -> Walk<'a> {
        self.deepest = folders as usize;
        self
    }

    /// Does not enter the folder with this device and inode (see [`crate::Facts`]): the archive itself, if it lies here.
    pub fn excluding(mut self, dev: u64, ino: u64) -> Walk<'a> {
        self.excluded.push((dev, ino));
        self
    }

    /// Finds the root: the folder itself (with an empty path), or the single file.
    fn start(&mut self) -> Found {
        if let Some(name) = self.root.single() {
            self.path = name.to_vec();
            return match Stat::of_name(self.root.folder(), name) {
                Ok(stat) => self.found(&stat, file_or_oddity(&stat)),
                Err(error) => self.unreadable(error.to_string()),
            };
        }
        match Stat::of_open(self.root.folder()) {
            Ok(stat) => self.enter(&stat, self.root.open_again()),
            Err(error) => self.unreadable(error.to_string()),
        }
    }

    /// Finds one name of the innermost folder.
    fn find(&mut self, name: &[u8]) -> Found {
        self.path.extend_from_slice(if self.path.is_empty() { b"" } else { b"/" });
        self.path.extend_from_slice(name);
        let folder = match self.folder() {
            Ok(folder) => folder,
            Err(reason) => return self.unreadable(reason),
        };
        let stat = match Stat::of_name(folder, name) {
            Ok(stat) if !name.contains(&b'/') => stat,
            Ok(_) => return self.unreadable("the file system gave a name with a slash in it".to_owned()),
            Err(error) => return self.unreadable(error.to_string()),
        };
        match stat.shape {
            Shape::Folder => self.consider(&stat, name),
            Shape::Symlink => match c_name(name).and_then(|name| Ok(readlinkat(folder, name, Vec::new())?)) {
                Ok(target) => self.found(&stat, Kind::Symlink { target: target.into_bytes() }),
                Err(error) => self.found(&stat, Kind::Unreadable { reason: error.to_string() }),
            },
            Shape::File | Shape::Special(_) => self.found(&stat, file_or_oddity(&stat)),
        }
    }

    /// Enters a folder unless it is excluded or one that we are in already.
    fn consider(&mut self, stat: &Stat, name: &[u8]) -> Found {
        if self.excluded.contains(&stat.identity()) {
            return self.found(stat, Kind::Refused { reason: Refusal::Excluded });
        }
        if self.levels.iter().any(|level| level.identity == stat.identity()) {
            return self.found(stat, Kind::Refused { reason: Refusal::Loop });
        }
        if self.levels.len() >= self.deepest {
            let limit = u32::try_from(self.deepest).unwrap_or(u32::MAX);
            return self.found(stat, Kind::Refused { reason: Refusal::Depth { limit } });
        }
        let opened = match self.folder() {
            Ok(folder) => open_step(folder.as_fd(), name, folder_flags(false)),
            Err(reason) => Err(io::Error::other(reason)),
        };
        self.enter(stat, opened)
    }

    /// Lists an opened folder and goes down into it.
    fn enter(&mut self, stat: &Stat, opened: io::Result<OwnedFd>) -> Found {
        let folder = match opened.and_then(|folder| same_folder(folder, stat)) {
            Ok(folder) => folder,
            Err(error) => return self.found(stat, Kind::Unreadable { reason: error.to_string() }),
        };
        let (names, failure) = list(&folder);
        let kind = match failure {
            None => Kind::Folder,
            Some(error) => Kind::Unreadable { reason: format!("listed in part only: {error}") },
        };
        let (names, path_len) = (names.into_iter(), self.path.len());
        self.levels.push(Level { identity: stat.identity(), names, path_len, folder: Ok(Some(folder)) });
        if let Some(above) =
            self.levels.len().checked_sub(KEPT_OPEN + 1).and_then(|at| self.levels.get_mut(at))
        {
            above.folder = Ok(None);
        }
        self.found(stat, kind)
    }

    /// The innermost folder, opened again if it had to be closed on the way down.
    fn folder(&mut self) -> Result<&OwnedFd, String> {
        let level = self.levels.last_mut().ok_or("no folder is open")?;
        if matches!(level.folder, Ok(None)) {
            let path = self.path.get(..level.path_len).unwrap_or_default();
            level.folder = reopen(self.root, path, level.identity).map(Some);
        }
        match &level.folder {
            Ok(Some(folder)) => Ok(folder),
            Ok(None) => Err("no folder is open".to_owned()),
            Err(reason) => Err(reason.clone()),
        }
    }

    /// Leaves the innermost folder; the one above is opened again from within, which costs one step at any depth.
    fn leave(&mut self) {
        let left = self.levels.pop().and_then(|level| level.folder.ok().flatten());
        let Some((left, above)) = left.zip(self.levels.last_mut()) else { return };
        if matches!(above.folder, Ok(None)) {
            let parent = open_parent(&left).and_then(|parent| Ok((Stat::of_open(&parent)?, parent)));
            // A folder that was moved under way has another parent; then the path from the root is tried.
            above.folder =
                Ok(parent.ok().filter(|(stat, _)| stat.identity() == above.identity).map(|it| it.1));
        }
    }

    fn found(&self, stat: &Stat, kind: Kind) -> Found {
        let modified = Some(stat.modified);
        Found { kind, modified, facts: Some(stat.facts), ..self.unreadable(String::new()) }
    }

    fn unreadable(&self, reason: String) -> Found {
        Found {
            within: Vec::new(),
            path: self.path.clone(),
            kind: Kind::Unreadable { reason },
            modified: None,
            wall_time: None,
            facts: None,
            warnings: Vec::new(),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if !std::mem::replace(&mut self.started, true) {
            return Some(self.start());
        }
        loop {
            let level = self.levels.last_mut()?;
            self.path.truncate(level.path_len);
            match level.names.next() {
                Some(name) => return Some(self.find(&name)),
                None => self.leave(),
            }
        }
    }
}

fn file_or_oddity(stat: &Stat) -> Kind {
    match stat.shape {
        Shape::File => Kind::File { len: stat.len },
        Shape::Folder => Kind::Folder,
        Shape::Symlink => Kind::Unreadable { reason: "became a symbolic link".to_owned() },
        Shape::Special(what) => Kind::Special { what },
    }
}

/// Makes sure that what was opened is what was asked about just before.
fn same_folder(folder: OwnedFd, stat: &Stat) -> io::Result<OwnedFd> {
    match Stat::of_open(&folder)?.identity() == stat.identity() {
        true => Ok(folder),
        false => Err(io::Error::other("the folder was replaced while being read")),
    }
}

fn reopen(root: &Root, path: &[u8], identity: (u64, u64)) -> Result<OwnedFd, String> {
    let opened = match path {
        b"" => root.folder().try_clone_to_owned(),
        path => root.open_beneath(path, folder_flags(true)),
    };
    let folder = opened.map_err(|error| format!("its folder could not be opened again: {error}"))?;
    match Stat::of_open(&folder).map(|stat| stat.identity() == identity) {
        Ok(true) => Ok(folder),
        _ => Err("its folder was moved or replaced while being read".to_owned()),
    }
}

/// The names in a folder in order of their bytes, and the error that ended the listing early.
fn list(folder: &OwnedFd) -> (Vec<Box<[u8]>>, Option<io::Error>) {
    let (mut names, mut failure) = (Vec::new(), None);
    let mut buffer = Vec::with_capacity(32 * 1024);
    let mut entries = RawDir::new(folder, buffer.spare_capacity_mut());
    while let Some(entry) = entries.next() {
        match entry.as_ref().map(|entry| entry.file_name().to_bytes()) {
            Ok(b"." | b"..") => {}
            Ok(name) => names.push(Box::from(name)),
            Err(error) => {
                failure = Some(io::Error::from(*error));
                break;
            }
        }
    }
    names.sort_unstable();
    (names, failure)
}
