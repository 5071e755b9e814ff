//! Opens a container and shows its members one by one: the common face of zip and tar.

use std::io::{BufReader, Read, Seek};

use crate::codec::{Codec, unpack};
use crate::limits::{Allowance, Refusal};
use crate::member::{Member, MemberReader};
use crate::recognise::{Compression, ContainerKind};
use crate::{tar, zip};

/// What the caller wants after a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The next one.
    Continue,
    /// No more.
    Stop,
}

/// What a caller does with each member: read it, or leave the reader alone to skip it.
pub type Visit<'v, E> = dyn FnMut(&Member, &mut MemberReader<'_>) -> Result<Flow, E> + 'v;

/// What came of opening a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerReport {
    /// Members shown, skipped ones included.
    pub members: u64,
    /// How many of them no directory listed: deleted or hidden ones, or all, where the directory is lost.
    pub unlisted: u64,
    /// What is wrong with the container itself, in words; damage of single members is told by their readers.
    pub damage: Vec<String>,
    /// Why the rest of the container was not read.
    pub refused: Option<Refusal>,
    /// Whether the caller stopped before the end.
    pub stopped: bool,
    /// Bytes that belong neither to a member nor to the container's own structure.
    pub unclaimed: u64,
    /// A zip's comment, byte for byte.
    pub comment: Vec<u8>,
}

/// A hostile container is not to fill memory with complaints.
const MOST_DAMAGE: usize = 100;

impl ContainerReport {
    /// Notes what is wrong with the container.
    pub(crate) fn damaged(&mut self, what: String) {
        match self.damage.len() {
            0..MOST_DAMAGE => self.damage.push(what),
            MOST_DAMAGE => self.damage.push("and more that is not listed".to_owned()),
            _ => {}
        }
    }
}

/// What ends the showing of members early.
pub(crate) enum Halt<E> {
    Stopped,
    Refused(Refusal),
    Caller(E),
}

/// Shows members, with their ordinals and under the limit of their number.
pub(crate) struct Show<'a, 'v, E> {
    pub(crate) allowance: &'a Allowance,
    pub(crate) report: ContainerReport,
    visit: &'a mut Visit<'v, E>,
}

impl<E> Show<'_, '_, E> {
    /// Shows one member; its ordinal is set here.
    pub(crate) fn member(
        &mut self,
        mut member: Member,
        reader: &mut MemberReader<'_>,
    ) -> Result<(), Halt<E>> {
        self.allowance.count_member().map_err(Halt::Refused)?;
        member.ordinal = self.report.members;
        self.report.members += 1;
        match (self.visit)(&member, reader).map_err(Halt::Caller)? {
            Flow::Continue => Ok(()),
            Flow::Stop => Err(Halt::Stopped),
        }
    }
}

/// Shows every member of a container in stored order, each streamed at most once.
///
/// A zip's listed members come first in the order of its directory, then those that no directory lists. Skipping costs
/// nothing in a zip and a seek in a plain tar; a compressed tar is read through. Damage and refusals are in the
/// report and in the members' outcomes; the only error is the caller's own.
///
/// Formats: PKWARE APPNOTE 6.3 (zip, zip64), POSIX.1-2001 pax and GNU tar.
pub fn open_container<R: Read + Seek, E>(
    mut source: R,
    kind: ContainerKind,
    allowance: &Allowance,
    visit: &mut Visit<'_, E>,
) -> Result<ContainerReport, E> {
    let mut show = Show { allowance, report: ContainerReport::default(), visit };
    let halt = match kind {
        ContainerKind::Zip => zip::open(&mut source, &mut show),
        ContainerKind::Tar(compression) => match compression.codec() {
            None => open_plain_tar(source, &mut show),
            Some(codec) => open_packed_tar(source, codec, &mut show),
        },
    };
    match halt {
        Ok(()) => {}
        Err(Halt::Stopped) => show.report.stopped = true,
        Err(Halt::Refused(refusal)) => show.report.refused = Some(refusal),
        Err(Halt::Caller(error)) => return Err(error),
    }
    Ok(show.report)
}

fn open_plain_tar<E>(source: impl Read + Seek, show: &mut Show<'_, '_, E>) -> Result<(), Halt<E>> {
    match tar::Seekable::new(source) {
        Ok(mut source) => tar::open(&mut source, show),
        Err(error) => {
            show.report.damaged(format!("the tar cannot be read: {error}"));
            Ok(())
        }
    }
}

fn open_packed_tar<E>(
    mut source: impl Read + Seek,
    codec: Codec,
    show: &mut Show<'_, '_, E>,
) -> Result<(), Halt<E>> {
    if let Err(error) = source.rewind() {
        show.report.damaged(format!("the tar cannot be read: {error}"));
        return Ok(());
    }
    let unpacked = unpack(codec, BufReader::with_capacity(64 << 10, source), show.allowance);
    tar::open(&mut tar::Streamed(unpacked), show)
}

impl Compression {
    pub(crate) fn codec(self) -> Option<Codec> {
        Some(match self {
            Compression::None => return None,
            Compression::Gzip => Codec::Gzip,
            Compression::Bzip2 => Codec::Bzip2,
            Compression::Xz => Codec::Xz,
            Compression::Zstd => Codec::Zstd,
        })
    }
}
