//! Asks the kernel about one thing without opening it (`statx`, never following, never mounting).

use std::ffi::CString;
use std::io;

use rustix::fd::AsFd;
use rustix::fs::{AtFlags, Statx, StatxFlags, StatxTimestamp, statx};

use crate::found::{Facts, Special, Stamp};

/// What kind of thing a file system says it is, before anything is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    File,
    Folder,
    Symlink,
    Special(Special),
}

/// One answer of the kernel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat {
    pub(crate) shape: Shape,
    pub(crate) len: u64,
    pub(crate) modified: Stamp,
    pub(crate) facts: Facts,
}

impl Stat {
    /// Asks about `name` in the folder `at`.
    pub(crate) fn of_name(at: impl AsFd, name: &[u8]) -> io::Result<Stat> {
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
        Ok(Stat::from(statx(at, c_name(name)?.as_c_str(), flags, mask())?))
    }

    /// Asks about an open file or folder.
    pub(crate) fn of_open(fd: impl AsFd) -> io::Result<Stat> {
        Ok(Stat::from(statx(fd, c"", AtFlags::EMPTY_PATH, mask())?))
    }

    /// Device and inode: the thing itself, whatever its name.
    pub(crate) fn identity(&self) -> (u64, u64) {
        (self.facts.dev, self.facts.ino)
    }
}

/// A name for a system call; a NUL inside cannot be asked for.
pub(crate) fn c_name(name: &[u8]) -> io::Result<CString> {
    CString::new(name).map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "the name holds a NUL byte"))
}

fn mask() -> StatxFlags {
    StatxFlags::BASIC_STATS | StatxFlags::BTIME
}

fn stamp(time: StatxTimestamp) -> Stamp {
    Stamp { seconds: time.tv_sec, nanoseconds: time.tv_nsec }
}

impl From<Statx> for Stat {
    fn from(answer: Statx) -> Stat {
        let born = StatxFlags::from_bits_retain(answer.stx_mask).contains(StatxFlags::BTIME);
        Stat {
            shape: shape(u32::from(answer.stx_mode)),
            len: answer.stx_size,
            modified: stamp(answer.stx_mtime),
            facts: Facts {
                dev: u64::from(answer.stx_dev_major) << 32 | u64::from(answer.stx_dev_minor),
                ino: answer.stx_ino,
                nlink: answer.stx_nlink,
                mode: u32::from(answer.stx_mode),
                uid: answer.stx_uid,
                gid: answer.stx_gid,
                accessed: stamp(answer.stx_atime),
                changed: stamp(answer.stx_ctime),
                born: born.then(|| stamp(answer.stx_btime)),
            },
        }
    }
}

/// Reads the type bits of a Unix mode, as file systems, zip and tar all store them.
pub(crate) fn shape(mode: u32) -> Shape {
    match mode & 0o170_000 {
        0o100_000 => Shape::File,
        0o040_000 => Shape::Folder,
        0o120_000 => Shape::Symlink,
        0o010_000 => Shape::Special(Special::Pipe),
        0o140_000 => Shape::Special(Special::Socket),
        0o060_000 => Shape::Special(Special::BlockDevice),
        0o020_000 => Shape::Special(Special::CharacterDevice),
        _ => Shape::Special(Special::Unknown),
    }
}
