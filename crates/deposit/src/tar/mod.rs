//! Reads tars: ustar, pax, GNU (long names, holes) and the oldest kind, from a file or out of a decompressor.
//!
//! A block that ought to be a header and is not does not end the reading: the next real header is looked for, block by
//! block, and what was passed over is counted. Zero blocks do not end it either, because tars are sometimes
//! concatenated and things can be hidden behind an end.

use std::io::{self, BufReader, Read};

use crate::codec::{self, Codec, unpack};
use crate::container::{Halt, Show};
use crate::found::{Kind, Special, Stamp, Warning, escapes};
use crate::limits::Allowance;
use crate::member::{Member, MemberReader};

mod header;
mod pax;
mod source;
mod sparse;

pub(crate) use header::begins;
use header::{BLOCK, Block, Header, OldSparse};
use pax::{Pax, PaxSparse};
pub(crate) use source::{Seekable, Source, Streamed};
use sparse::Map;

/// An extended header or long name above this many bytes is skipped, not read.
const LONGEST_EXTENSION: u64 = 1 << 20;

/// What happened on the way: the container ended, or the showing of members did.
enum Stop<E> {
    Halt(Halt<E>),
    Source(io::Error),
}

impl<E> From<io::Error> for Stop<E> {
    fn from(error: io::Error) -> Stop<E> {
        Stop::Source(error)
    }
}

/// Shows all members.
pub(crate) fn open<S: Source, E>(source: &mut S, show: &mut Show<'_, '_, E>) -> Result<(), Halt<E>> {
    let mut reader = Tar { source, global: Pax::default(), next: Pax::default(), lost: false, ended: false };
    match reader.read(show) {
        Ok(()) => Ok(()),
        Err(Stop::Halt(halt)) => Err(halt),
        Err(Stop::Source(error)) => match codec::refusal(&error) {
            Some(refusal) => Err(Halt::Refused(refusal)),
            None => {
                show.report.damaged(format!("the tar cannot be read further: {error}"));
                Ok(())
            }
        },
    }
}

struct Tar<'a, S> {
    source: &'a mut S,
    global: Pax,
    next: Pax,
    /// Whether headers are being looked for block by block.
    lost: bool,
    ended: bool,
}

impl<S: Source> Tar<'_, S> {
    fn read<E>(&mut self, show: &mut Show<'_, '_, E>) -> Result<(), Stop<E>> {
        let mut block = [0; BLOCK];
        loop {
            match fill(self.source, &mut block)? {
                BLOCK => {}
                0 if self.ended => return Ok(()),
                _ => {
                    show.report.damaged("the tar breaks off without an end".to_owned());
                    return Ok(());
                }
            }
            match header::parse(&block) {
                Block::Zeros => self.ended = true,
                Block::Header(header) => {
                    (self.lost, self.ended) = (false, false);
                    self.header(*header, show)?;
                }
                Block::Other => {
                    show.report.unclaimed += BLOCK as u64;
                    if !std::mem::replace(&mut self.lost, true) {
                        show.report.damaged("a block that should be a header is none".to_owned());
                    }
                }
            }
        }
    }

    fn header<E>(&mut self, header: Header, show: &mut Show<'_, '_, E>) -> Result<(), Stop<E>> {
        match (header.kind, header.size) {
            (b'L', Some(size)) => self.next.name = self.extension(size, show)?.map(before_nul),
            (b'K', Some(size)) => self.next.target = self.extension(size, show)?.map(before_nul),
            (b'x' | b'X' | b'g', Some(size)) => {
                let Some(lines) = self.extension(size, show)? else { return Ok(()) };
                let pax = if header.kind == b'g' { &mut self.global } else { &mut self.next };
                if !pax.read(&lines) {
                    show.report.damaged("an extended header makes no sense".to_owned());
                }
            }
            (b'L' | b'K' | b'x' | b'X' | b'g', None) => {
                show.report.damaged("an extended header has no size".to_owned());
            }
            _ => {
                let pax = std::mem::take(&mut self.next);
                self.member(header, pax, show)?;
            }
        }
        Ok(())
    }

    /// The bytes of an extended header or long name.
    fn extension<E>(&mut self, size: u64, show: &mut Show<'_, '_, E>) -> io::Result<Option<Vec<u8>>> {
        if size > LONGEST_EXTENSION {
            show.report.damaged(format!("an extended header of {size} bytes is not read"));
            self.source.skip(size.saturating_add(padding(size)))?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.source.by_ref().take(size).read_to_end(&mut bytes)?;
        self.source.skip(padding(size))?;
        Ok(Some(bytes))
    }

    fn member<E>(&mut self, header: Header, pax: Pax, show: &mut Show<'_, '_, E>) -> Result<(), Stop<E>> {
        let (header, sparse, modified) = self.merged(header, pax);
        let kind = kind(&header);
        let stored = if let Kind::File { len } = kind { len } else { 0 };
        let warnings = escapes(&header.name).then_some(Warning::Escaping).into_iter().collect();
        let member = Member { ordinal: 0, name: header.name, kind, modified, wall_time: None, warnings };
        match (header.sparse, sparse) {
            (Some(old), _) => self.show_old_sparse(member, old, stored, show),
            (None, Some(sparse)) => self.show_sparse(member, sparse, stored, show),
            (None, None) => {
                let mut body = Body { source: &mut *self.source, left: stored };
                let mut reader = MemberReader::new(Box::new(&mut body), Some(stored), None);
                let shown = show.member(member, &mut reader).map_err(Stop::Halt);
                drop(reader);
                shown.and_then(|()| body.pass(stored))
            }
        }
    }

    /// A header with what the extended headers before it say instead: the nearest one wins.
    fn merged(&self, mut header: Header, pax: Pax) -> (Header, Option<PaxSparse>, Option<Stamp>) {
        let global = &self.global;
        let sparse = pax.sparse.or_else(|| global.sparse.clone());
        let named = sparse.as_ref().and_then(|sparse| sparse.name.clone()).or(pax.name);
        header.name = named.or_else(|| global.name.clone()).unwrap_or(header.name);
        header.target = pax.target.or_else(|| global.target.clone()).unwrap_or(header.target);
        header.size = pax.size.or(global.size).or(header.size);
        let modified = pax.modified.or(global.modified).or(header.modified);
        (header, sparse, modified)
    }

    fn show_old_sparse<E>(
        &mut self,
        member: Member,
        mut sparse: OldSparse,
        stored: u64,
        show: &mut Show<'_, '_, E>,
    ) -> Result<(), Stop<E>> {
        while sparse.goes_on && sparse.parts.len() < pax::MOST_PARTS {
            let mut block = [0; BLOCK];
            if fill(self.source, &mut block)? < BLOCK {
                break;
            }
            let (parts, goes_on) = header::parse_more_parts(&block);
            sparse.parts.extend(parts);
            sparse.goes_on = goes_on;
        }
        let map = Map::new(sparse.parts, sparse.real, stored);
        self.show_filled(member, map, stored, stored, show)
    }

    fn show_sparse<E>(
        &mut self,
        member: Member,
        sparse: PaxSparse,
        stored: u64,
        show: &mut Show<'_, '_, E>,
    ) -> Result<(), Stop<E>> {
        if !sparse.map_in_data {
            let pairs =
                sparse.numbers.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
            let even = sparse.numbers.len().is_multiple_of(2) && !sparse.broken;
            let map = Map::new(pairs.collect(), sparse.real, stored).filter(|_| even);
            return self.show_filled(member, map, stored, stored, show);
        }
        let mut body = Body { source: &mut *self.source, left: stored };
        let read = sparse::read_map(&mut body);
        let left = body.left;
        let map = match read {
            Ok(Some(parts)) => Map::new(parts, sparse.real, left),
            Ok(None) => None,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => return Err(Stop::Source(error)),
        };
        self.show_filled(member, map, left, stored, show)
    }

    /// Shows a member with its holes filled, or as unreadable where its map makes no sense.
    fn show_filled<E>(
        &mut self,
        mut member: Member,
        map: Option<Map>,
        left: u64,
        stored: u64,
        show: &mut Show<'_, '_, E>,
    ) -> Result<(), Stop<E>> {
        let allowance: Allowance = show.allowance.clone();
        let mut body = Body { source: &mut *self.source, left };
        let shown = match map {
            Some(map) => {
                let real = map.real();
                member.kind = Kind::File { len: real };
                let filled = BufReader::with_capacity(64 << 10, map.fill(&mut body));
                let charged = unpack(Codec::Stored, filled, &allowance);
                show.member(member, &mut MemberReader::new(Box::new(charged), Some(real), None))
            }
            None => {
                member.kind = Kind::Unreadable { reason: "its map of holes makes no sense".to_owned() };
                show.member(member, &mut MemberReader::empty())
            }
        };
        shown.map_err(Stop::Halt).and_then(|()| body.pass(stored))
    }
}

/// The stored bytes of one member.
struct Body<'a, S> {
    source: &'a mut S,
    left: u64,
}

impl<S: Source> Body<'_, S> {
    /// Skips what nobody read, and the rest of the last block of a member of `stored` bytes.
    fn pass<E>(self, stored: u64) -> Result<(), Stop<E>> {
        self.source.skip(self.left.saturating_add(padding(stored)))?;
        Ok(())
    }
}

impl<S: Source> Read for Body<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.source.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// What a member is; a type that nobody knows is a file (POSIX).
fn kind(header: &Header) -> Kind {
    let target = || header.target.clone();
    match (header.kind, header.size) {
        (b'1', _) => Kind::HardLink { target: target() },
        (b'2', _) => Kind::Symlink { target: target() },
        (b'3', _) => Kind::Special { what: Special::CharacterDevice },
        (b'4', _) => Kind::Special { what: Special::BlockDevice },
        (b'6', _) => Kind::Special { what: Special::Pipe },
        (b'5', _) => Kind::Folder,
        (b'0' | 0, Some(0)) if header.name.ends_with(b"/") => Kind::Folder,
        (_, Some(len)) => Kind::File { len },
        (_, None) => Kind::Unreadable { reason: "its size is negative or no number".to_owned() },
    }
}

/// Bytes that fill up the last block.
fn padding(size: u64) -> u64 {
    size.wrapping_neg() % BLOCK as u64
}

fn before_nul(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(end) = bytes.iter().position(|&byte| byte == 0) {
        bytes.truncate(end);
    }
    bytes
}

/// Fills a block as far as the source goes.
fn fill(source: &mut impl Read, block: &mut [u8; BLOCK]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
