//! What the reader of a deposit finds: one [`Found`] for each thing, in a folder or in a container.
//!
//! Names are bytes, never text: a deposit may hold any bytes but NUL (and in containers even NUL).

use crate::limits::Refusal;

/// A moment in UTC as a file system or container states it: a claim, not a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    pub seconds: i64,
    /// Nanoseconds within the second, 0 to 999,999,999.
    pub nanoseconds: u32,
}

impl Stamp {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub fn nanoseconds_since_epoch(self) -> i128 {
        i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanoseconds)
    }

    /// The stamp for a number of nanoseconds since 1970-01-01T00:00:00Z, if its seconds fit.
    pub fn from_nanoseconds(nanoseconds: i128) -> Option<Stamp> {
        let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok()?;
        let nanoseconds = u32::try_from(nanoseconds.rem_euclid(1_000_000_000)).ok()?;
        Some(Stamp { seconds, nanoseconds })
    }
}

/// The clock on the wall of whoever made a zip: MS-DOS time, without a time zone, in steps of two seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WallTime {
    /// 1980 to 2107.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; not checked against the month.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 58.
    pub second: u8,
}

impl WallTime {
    /// Reads the two 16-bit fields of a zip header (APPNOTE 4.4.6); `None` where they are no date.
    pub fn from_dos(date: u16, time: u16) -> Option<WallTime> {
        let low = |value: u16, mask: u16| u8::try_from(value & mask).unwrap_or(0);
        let found = WallTime {
            year: 1980 + (date >> 9),
            month: low(date >> 5, 0x0f),
            day: low(date, 0x1f),
            hour: low(time >> 11, 0x1f),
            minute: low(time >> 5, 0x3f),
            second: low(time, 0x1f) * 2,
        };
        let possible = (1..=12).contains(&found.month) && found.day > 0 && found.hour < 24;
        (possible && found.minute < 60 && found.second < 60).then_some(found)
    }
}

/// What a file system states about a thing besides its name, kind and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Device number of the file system, major in the upper 32 bits.
    pub dev: u64,
    /// Inode number.
    pub ino: u64,
    /// Number of hard links: above 1 the same content lies under other names too.
    pub nlink: u32,
    /// Type and permission bits (`st_mode`).
    pub mode: u32,
    /// Owner's number.
    pub uid: u32,
    /// Group's number.
    pub gid: u32,
    /// Last access as stated.
    pub accessed: Stamp,
    /// Last change of content or attributes as stated.
    pub changed: Stamp,
    /// Creation, where the file system keeps it.
    pub born: Option<Stamp>,
}

/// What kind of special file: recorded, never opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Special {
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A block device.
    BlockDevice,
    /// A character device.
    CharacterDevice,
    /// A type that this program does not know.
    Unknown,
}

/// What a found thing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file of `len` bytes as listed (a member of unknown length: 0).
    File {
        /// Bytes as listed.
        len: u64,
    },
    /// A folder; what it holds is found separately.
    Folder,
    /// A symbolic link, never followed.
    Symlink {
        /// Where it points, byte for byte.
        target: Vec<u8>,
    },
    /// A tar member that is a second name of an earlier member. (In folders, hard links are files like others.)
    HardLink {
        /// The earlier member's name.
        target: Vec<u8>,
    },
    /// A device, pipe or socket.
    Special {
        /// Which.
        what: Special,
    },
    /// There, but it could not be read.
    Unreadable {
        /// Why, in words.
        reason: String,
    },
    /// There, but not opened on purpose.
    Refused {
        /// Why.
        reason: Refusal,
    },
}

/// What a reader should know about a thing that was found all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Its name would lead out of the container if somebody unpacked it naively.
    Escaping,
    /// A zip's local header names it otherwise than the directory at the end does.
    NameDiffers {
        /// The name in the local header.
        local: Vec<u8>,
    },
    /// Its bytes lie in the zip, but the directory at the end does not list it.
    Unlisted,
}

/// One thing in a deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The containers it lies in, outermost first, each by its path in the one before; empty for a thing in a folder.
    pub within: Vec<Vec<u8>>,
    /// Path from the root of the deposit, or name in the innermost container; empty for the root folder itself.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// When its content was last changed, as stated in UTC.
    pub modified: Option<Stamp>,
    /// When its content was last changed, as a zip states it, in an unknown time zone.
    pub wall_time: Option<WallTime>,
    /// What the file system states; `None` for members of containers and where it could not be asked.
    pub facts: Option<Facts>,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
}

/// Whether a member's name would lead out of the folder it were unpacked into, on any system.
///
/// True for absolute paths, `..` steps, drive letters, backslashes and NUL.
pub fn escapes(name: &[u8]) -> bool {
    let drive = matches!(name, [letter, b':', ..] if letter.is_ascii_alphabetic());
    let odd = name.iter().any(|&byte| byte == 0 || byte == b'\\');
    let steps = name.split(|&byte| byte == b'/').any(|step| step == b"..");
    drive || odd || steps || name.first() == Some(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_known() {
        for name in [&b"../a"[..], b"a/../../b", b"/etc/passwd", b"C:x", b"a\\b", b"a\0b", b"a/.."] {
            assert!(escapes(name), "{}", name.escape_ascii());
        }
        for name in [&b"a/b"[..], b"..a/b..", b"a..b", b"2021:x", b"...", "عسكرية/1.jpg".as_bytes(), b"\xff"]
        {
            assert!(!escapes(name), "{}", name.escape_ascii());
        }
    }

    #[test]
    fn stamps_before_the_epoch_keep_their_nanoseconds() {
        let stamp = Stamp { seconds: -1, nanoseconds: 999_999_999 };
        assert_eq!(stamp.nanoseconds_since_epoch(), -1);
        assert_eq!(Stamp::from_nanoseconds(-1), Some(stamp));
        assert_eq!(Stamp::from_nanoseconds(i128::MAX), None);
    }

    #[test]
    fn dos_times_are_read_or_refused() {
        let read = WallTime::from_dos(31 << 9 | 5 << 5 | 17, 13 << 11 | 26 << 5 | 5).unwrap();
        assert_eq!((read.year, read.month, read.day), (2011, 5, 17));
        assert_eq!((read.hour, read.minute, read.second), (13, 26, 10));
        assert_eq!(WallTime::from_dos(0, 0), None);
        assert_eq!(WallTime::from_dos(0xffff, 0xffff), None);
    }
}
