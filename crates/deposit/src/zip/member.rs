//! Turns the header and the bytes of one zip entry into a member, and shows it.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

use super::header::Header;
use crate::codec::{Codec, unpack};
use crate::container::{Halt, Show};
use crate::found::{Kind, WallTime, Warning, escapes};
use crate::limits::{Allowance, Refusal};
use crate::member::{Member, MemberOutcome, MemberReader};
use crate::stat::{Shape, shape};

/// Longer than any path that a system takes as the target of a link.
const LONGEST_TARGET: u64 = 4096;

/// An entry about to be shown.
pub(super) struct Entry {
    pub(super) header: Header,
    /// Where its packed bytes lie.
    pub(super) data: Range<u64>,
    /// What its packed bytes must give; unknown where a descriptor is lost.
    pub(super) len: Option<u64>,
    pub(super) checksum: Option<u32>,
    pub(super) warnings: Vec<Warning>,
}

/// Shows an entry.
pub(super) fn show<R: Read + Seek, E>(
    source: &mut R,
    entry: Entry,
    show: &mut Show<'_, '_, E>,
) -> Result<(), Halt<E>> {
    if entry.header.is_encrypted() {
        return show_unread(entry.header, entry.warnings, refused(Refusal::Encrypted), show);
    }
    let Some(codec) = Codec::of_zip(entry.header.method) else {
        let kind = refused(Refusal::Method(entry.header.method));
        return show_unread(entry.header, entry.warnings, kind, show);
    };
    let kind = kind(source, codec, &entry, show.allowance);
    let allowance = show.allowance.clone();
    match (&kind, stream(source, codec, &entry, &allowance)) {
        (Kind::File { .. }, Ok(mut reader)) => {
            show.member(member(entry.header, kind, entry.warnings), &mut reader)
        }
        (Kind::File { .. }, Err(error)) => {
            let kind = Kind::Unreadable { reason: error.to_string() };
            show_unread(entry.header, entry.warnings, kind, show)
        }
        (..) => show_unread(entry.header, entry.warnings, kind, show),
    }
}

/// Shows an entry that has no bytes to stream.
pub(super) fn show_unread<E>(
    header: Header,
    warnings: Vec<Warning>,
    kind: Kind,
    show: &mut Show<'_, '_, E>,
) -> Result<(), Halt<E>> {
    show.member(member(header, kind, warnings), &mut MemberReader::empty())
}

pub(super) fn refused(reason: Refusal) -> Kind {
    Kind::Refused { reason }
}

fn member(header: Header, kind: Kind, mut warnings: Vec<Warning>) -> Member {
    if escapes(&header.name) {
        warnings.insert(0, Warning::Escaping);
    }
    Member {
        ordinal: 0,
        wall_time: WallTime::from_dos(header.date, header.time),
        modified: header.modified,
        name: header.name,
        kind,
        warnings,
    }
}

/// What the entry is. Anything that has bytes and is no plain link is a file: no byte is lost to a wrong label.
fn kind(source: &mut (impl Read + Seek), codec: Codec, entry: &Entry, allowance: &Allowance) -> Kind {
    let header = &entry.header;
    let len = entry.len.unwrap_or(0);
    let shape = if header.made_on_unix { shape(header.mode) } else { Shape::File };
    let empty = entry.len == Some(0) && entry.data.end - entry.data.start <= 2;
    match shape {
        Shape::Symlink if len > 0 && len <= LONGEST_TARGET => {
            let reader = stream(source, codec, entry, allowance);
            reader.ok().and_then(target).map_or(Kind::File { len }, |target| Kind::Symlink { target })
        }
        Shape::Special(what) if empty && what != crate::Special::Unknown => Kind::Special { what },
        _ if empty && (header.name.ends_with(b"/") || shape == Shape::Folder) => Kind::Folder,
        _ => Kind::File { len },
    }
}

fn target(mut reader: MemberReader<'_>) -> Option<Vec<u8>> {
    let mut target = Vec::new();
    reader.by_ref().take(LONGEST_TARGET + 1).read_to_end(&mut target).ok()?;
    (*reader.outcome() == MemberOutcome::Whole).then_some(target)
}

fn stream<'a>(
    source: &'a mut (impl Read + Seek),
    codec: Codec,
    entry: &Entry,
    allowance: &Allowance,
) -> io::Result<MemberReader<'a>> {
    source.seek(SeekFrom::Start(entry.data.start))?;
    let packed = BufReader::with_capacity(64 << 10, source.take(entry.data.end - entry.data.start));
    let unpacked = unpack(codec, packed, allowance);
    Ok(MemberReader::new(Box::new(unpacked), entry.len, entry.checksum))
}
