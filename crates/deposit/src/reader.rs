//! Reads one file of a deposit once, and says afterwards whether it held still.
//!
//! A deposit may change under us: its state is compared as listed, as opened and after the last byte.

use std::fs::File;
use std::io::{self, Read};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

use crate::found::{Found, Kind, Stamp};
use crate::root::{Root, file_flags};
use crate::stat::{Shape, Stat};

/// Why a file that was listed cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is no longer there.
    #[error("it vanished between listing and reading")]
    Vanished,
    /// Something else stands in its place now (a link, folder, pipe or device), which was not followed or read.
    #[error("it was replaced by something that is not a file")]
    NotAFile,
    /// It was not found as a file of a folder in the first place.
    #[error("only files found in folders can be opened by path")]
    NotListed,
    /// The system does not let us read it.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
}

/// What was known of a file at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileState {
    /// Device and inode.
    pub identity: (u64, u64),
    /// Bytes.
    pub len: u64,
    /// Last change of content.
    pub modified: Stamp,
}

/// What came of reading a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOutcome {
    /// Bytes that were given.
    pub bytes: u64,
    /// As listed by the walk; `None` where the walk could not ask.
    pub listed: Option<FileState>,
    /// As opened.
    pub opened: FileState,
    /// After the last byte; `None` where the system no longer answered.
    pub finished: Option<FileState>,
}

impl ReadOutcome {
    /// Whether the file was another, or had another size or time, at any of the three moments, or gave more or fewer
    /// bytes than it said.
    pub fn changed_while_reading(&self) -> bool {
        let still = self.listed.is_none_or(|listed| listed == self.opened);
        !(still && self.finished == Some(self.opened) && self.bytes == self.opened.len)
    }
}

/// One file being read.
#[derive(Debug)]
pub struct FileReader {
    file: File,
    bytes: u64,
    listed: Option<FileState>,
    opened: FileState,
}

impl FileReader {
    pub(crate) fn open(root: &Root, found: &Found) -> Result<FileReader, OpenError> {
        let (Kind::File { len }, true) = (&found.kind, found.within.is_empty()) else {
            return Err(OpenError::NotListed);
        };
        let fd = root.open_beneath(&found.path, file_flags()).map_err(why)?;
        let stat = Stat::of_open(&fd)?;
        if stat.shape != Shape::File {
            return Err(OpenError::NotAFile);
        }
        fcntl_setfl(&fd, fcntl_getfl(&fd).map_err(io::Error::from)?.difference(OFlags::NONBLOCK))
            .map_err(io::Error::from)?;
        let listed = found.facts.zip(found.modified).map(|(facts, modified)| FileState {
            identity: (facts.dev, facts.ino),
            len: *len,
            modified,
        });
        Ok(FileReader { file: File::from(fd), bytes: 0, listed, opened: state(&stat) })
    }

    /// The state as opened.
    pub fn opened(&self) -> FileState {
        self.opened
    }

    /// The open file itself, for reading a container in place (`&File` reads and seeks; it moves this reader
    /// too). What is read so is not counted: ask [`FileReader::has_changed`] afterwards.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Whether the file is another size or time than when it was opened, or no longer answers.
    pub fn has_changed(&self) -> bool {
        Stat::of_open(&self.file).map_or(true, |stat| state(&stat) != self.opened)
    }

    /// Compares the file with what it was; call it after the last byte or the first error.
    pub fn finish(self) -> ReadOutcome {
        let finished = Stat::of_open(&self.file).ok().map(|stat| state(&stat));
        ReadOutcome { bytes: self.bytes, listed: self.listed, opened: self.opened, finished }
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

fn state(stat: &Stat) -> FileState {
    FileState { identity: stat.identity(), len: stat.len, modified: stat.modified }
}

/// Puts the system's answer into what the caller can do about it.
fn why(error: io::Error) -> OpenError {
    match rustix::io::Errno::from_io_error(&error) {
        Some(rustix::io::Errno::NOENT) => OpenError::Vanished,
        // A link where a file or folder was (ELOOP), a file where a folder was (ENOTDIR), a socket or dead device (ENXIO).
        Some(rustix::io::Errno::LOOP | rustix::io::Errno::NOTDIR | rustix::io::Errno::NXIO) => {
            OpenError::NotAFile
        }
        _ => OpenError::Unreadable(error),
    }
}
