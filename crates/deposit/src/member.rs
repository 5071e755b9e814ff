//! One member of a container, and the stream of its bytes.
//!
//! Damage ends a stream quietly, because what could be read is still worth keeping; ask [`MemberReader::outcome`]. A
//! refusal is an error of the stream, because bytes cut off by a limit must not be taken for a member.

use std::io::{self, Read};

use crate::codec;
use crate::found::{Found, Kind, Stamp, WallTime, Warning};
use crate::limits::Refusal;

/// One member of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its place among the members, from 0; the same each time the same bytes are read. Names may occur twice, this
    /// number does not.
    pub ordinal: u64,
    /// Its name, byte for byte, in whatever encoding.
    pub name: Vec<u8>,
    /// What it is; only a [`Kind::File`] has bytes to stream, as long as it says there.
    pub kind: Kind,
    /// When it was last changed, where the container states it in UTC.
    pub modified: Option<Stamp>,
    /// When it was last changed, as a zip states it, in an unknown time zone.
    pub wall_time: Option<WallTime>,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
}

impl Member {
    /// Whether its name would lead out of a folder it were unpacked into.
    pub fn is_escaping(&self) -> bool {
        self.warnings.contains(&Warning::Escaping)
    }

    /// The member as a found thing, in the containers `within` (outermost first, this one last).
    pub fn into_found(self, within: Vec<Vec<u8>>) -> Found {
        Found {
            within,
            path: self.name,
            kind: self.kind,
            modified: self.modified,
            wall_time: self.wall_time,
            facts: None,
            warnings: self.warnings,
        }
    }
}

/// What is wrong with a member's bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The checksum differs.
    #[error("checksum {stored:08x} is stored, {computed:08x} was computed")]
    Checksum {
        /// CRC-32 as stored.
        stored: u32,
        /// CRC-32 of the bytes given.
        computed: u32,
    },
    /// There are more or fewer bytes than stated.
    #[error("{stored} bytes are stated, {read} were there")]
    Length {
        /// Bytes as stated.
        stored: u64,
        /// Bytes given.
        read: u64,
    },
    /// Nothing says how long it was or what its checksum is, because the end of the container is lost.
    #[error("its length and checksum are lost")]
    Unstated,
    /// The compressed stream breaks off or makes no sense.
    #[error("{0}")]
    Broken(String),
}

/// What came of streaming a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberOutcome {
    /// Not read to its end.
    Unread,
    /// Read to its end; length and, in a zip, checksum agree.
    Whole,
    /// Read as far as possible; the bytes given are what there is.
    Damaged(Damage),
    /// A limit was reached; the bytes given are a fragment to be dropped.
    Refused(Refusal),
}

/// The bytes of one member.
pub struct MemberReader<'a> {
    source: Box<dyn Read + 'a>,
    len: Option<u64>,
    checksum: Option<u32>,
    hasher: crc32fast::Hasher,
    read: u64,
    outcome: MemberOutcome,
}

impl<'a> MemberReader<'a> {
    /// A stream that ought to give `len` bytes with the CRC-32 `checksum`, where these are known.
    pub(crate) fn new(
        source: Box<dyn Read + 'a>,
        len: Option<u64>,
        checksum: Option<u32>,
    ) -> MemberReader<'a> {
        let (hasher, outcome) = (crc32fast::Hasher::new(), MemberOutcome::Unread);
        MemberReader { source, len, checksum, hasher, read: 0, outcome }
    }

    /// The stream of a member without bytes.
    pub(crate) fn empty() -> MemberReader<'static> {
        MemberReader::new(Box::new(io::empty()), Some(0), None)
    }

    /// Bytes given so far.
    pub fn bytes(&self) -> u64 {
        self.read
    }

    /// What came of it so far; final once a read gave 0 bytes or an error.
    pub fn outcome(&self) -> &MemberOutcome {
        &self.outcome
    }

    /// Compares length and checksum at the end.
    fn conclude(&self) -> MemberOutcome {
        let computed = self.hasher.clone().finalize();
        match (self.len, self.checksum) {
            (Some(stored), _) if stored != self.read => {
                MemberOutcome::Damaged(Damage::Length { stored, read: self.read })
            }
            (_, Some(stored)) if stored != computed => {
                MemberOutcome::Damaged(Damage::Checksum { stored, computed })
            }
            (None, None) => MemberOutcome::Damaged(Damage::Unstated),
            _ => MemberOutcome::Whole,
        }
    }
}

impl Read for MemberReader<'_> {
    /// Gives bytes; 0 at the end or where damage begins; an error only where the member is refused.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &self.outcome {
            MemberOutcome::Unread if !buffer.is_empty() => {}
            MemberOutcome::Refused(refusal) => return Err(io::Error::other(refusal.clone())),
            _ => return Ok(0),
        }
        match self.source.read(buffer) {
            Ok(0) => self.outcome = self.conclude(),
            Ok(read) => {
                self.read += read as u64;
                if self.checksum.is_some() {
                    self.hasher.update(buffer.get(..read).unwrap_or_default());
                }
                return Ok(read);
            }
            Err(error) => match codec::refusal(&error) {
                Some(refusal) => {
                    self.outcome = MemberOutcome::Refused(refusal);
                    return Err(error);
                }
                None => self.outcome = MemberOutcome::Damaged(Damage::Broken(error.to_string())),
            },
        }
        Ok(0)
    }
}
