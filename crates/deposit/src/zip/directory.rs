//! Finds the directory at the end of a zip and indexes it (APPNOTE 4.3.14 to 4.3.16), believing none of its numbers.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::header::{CENTRAL, CENTRAL_LEN, Fields, central_len, parse_central};
use super::{Header, read_at};

/// The longest end of a zip in bytes: its end record with the longest comment.
pub(crate) const LONGEST_END: u64 = END_LEN + 0xffff;

const END: &[u8; 4] = b"PK\x05\x06";
const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR64: &[u8; 4] = b"PK\x06\x07";
const END_LEN: u64 = 22;
const END64_LEN: u64 = 56;
const LOCATOR64_LEN: u64 = 20;

/// Where the directory lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directory {
    /// Its first byte.
    pub(super) start: u64,
    /// The byte after its last.
    pub(super) end: u64,
    /// How many bytes lie before the zip begins: what its offsets are relative to.
    pub(super) base: u64,
    /// How many entries it says it has.
    pub(super) count: u64,
    /// The zip's comment.
    pub(super) comment: Vec<u8>,
    /// The byte after the end record and its comment.
    pub(super) after: u64,
}

/// One entry of the directory: where it lies, and where it says that its member lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) entry: u64,
    pub(super) local: u64,
}

/// The numbers of an end record.
struct End {
    offset: u64,
    size: u64,
    count: u64,
}

/// Whether an end record lies in `tail` so that its comment ends where the tail ends.
pub(crate) fn ends_here(tail: &[u8]) -> bool {
    memchr::memmem::rfind_iter(tail, END).any(|at| {
        let end = tail.get(at..).and_then(parse_end);
        end.is_some_and(|(_, comment)| at + END_LEN as usize + comment.len() == tail.len())
    })
}

/// Looks for the last end record that leads to a directory.
pub(super) fn locate<R: Read + Seek>(source: &mut R, len: u64) -> io::Result<Option<Directory>> {
    let from = len.saturating_sub(LONGEST_END);
    let tail = read_at(source, from, LONGEST_END)?;
    // Hostile tails hold thousands of end records; a real zip needs one.
    for at in memchr::memmem::rfind_iter(&tail, END).take(16) {
        let Some((end, comment)) = tail.get(at..).and_then(parse_end) else { continue };
        let comment = comment.to_vec();
        if let Some(found) = resolve(source, from + at as u64, end, comment)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Follows an end record at `at` to its directory, if there is one.
fn resolve<R: Read + Seek>(
    source: &mut R,
    at: u64,
    end: End,
    comment: Vec<u8>,
) -> io::Result<Option<Directory>> {
    let after = at + END_LEN + comment.len() as u64;
    let full = end.offset == 0xffff_ffff || end.size == 0xffff_ffff || end.count == 0xffff;
    let (at, end) = match full.then(|| end64(source, at)).transpose()?.flatten() {
        Some((at, end)) => (at, end),
        None => (at, end),
    };
    // Bytes put in front of a zip (a program that unpacks it, say) move everything but not its offsets.
    let pushed = at.checked_sub(end.size).and_then(|start| Some((start, start.checked_sub(end.offset)?)));
    for (start, base) in pushed.into_iter().chain([(end.offset, 0)]) {
        let empty = end.count == 0 && end.size == 0 && start <= at;
        if empty || (start < at && read_at(source, start, 4)? == CENTRAL) {
            return Ok(Some(Directory { start, end: at, base, count: end.count, comment, after }));
        }
    }
    Ok(None)
}

/// Reads the zip64 end record in front of an end record at `at`, by its stated offset or by where it must lie.
fn end64<R: Read + Seek>(source: &mut R, at: u64) -> io::Result<Option<(u64, End)>> {
    let Some(locator_at) = at.checked_sub(LOCATOR64_LEN) else { return Ok(None) };
    let locator = read_at(source, locator_at, LOCATOR64_LEN)?;
    let stated = Fields::after(&locator, LOCATOR64).and_then(|mut fields| {
        fields.u32()?;
        fields.u64()
    });
    let Some(stated) = stated else { return Ok(None) };
    for at in [Some(stated), locator_at.checked_sub(END64_LEN)].into_iter().flatten() {
        let record = read_at(source, at, END64_LEN)?;
        if let (Some(end), true) = (parse_end64(&record), at < locator_at) {
            return Ok(Some((at, end)));
        }
    }
    Ok(None)
}

/// Parses an end record and its comment; a comment that runs over the end is cut there.
fn parse_end(bytes: &[u8]) -> Option<(End, &[u8])> {
    let mut fields = Fields::after(bytes, END)?;
    let _disks_and_count_here = fields.take(6)?;
    let count = fields.u16()?.into();
    let (size, offset) = (fields.u32()?.into(), fields.u32()?.into());
    let comment_len = usize::from(fields.u16()?).min(fields.0.len());
    Some((End { offset, size, count }, fields.take(comment_len)?))
}

fn parse_end64(bytes: &[u8]) -> Option<End> {
    let mut fields = Fields::after(bytes, END64)?;
    let _size_versions_disks_and_count_here = fields.take(28)?;
    let count = fields.u64()?;
    let (size, offset) = (fields.u64()?, fields.u64()?);
    Some(End { offset, size, count })
}

/// Indexes the entries of a directory, at most `limit` and one; says whether it ended where it should.
pub(super) fn index<R: Read + Seek>(
    source: &mut R,
    directory: &Directory,
    limit: u64,
) -> io::Result<(Vec<Slot>, bool)> {
    source.seek(SeekFrom::Start(directory.start))?;
    let mut entries = BufReader::with_capacity(64 << 10, source.take(directory.end - directory.start));
    let (mut slots, mut at) = (Vec::new(), directory.start);
    let mut bytes = Vec::new();
    while slots.len() as u64 <= limit {
        bytes.clear();
        (&mut entries).take(CENTRAL_LEN).read_to_end(&mut bytes)?;
        let Some(len) = central_len(&bytes) else { break };
        (&mut entries).take(len - CENTRAL_LEN).read_to_end(&mut bytes)?;
        let Some(header) = parse_central(&bytes) else { break };
        slots.push(Slot { entry: at, local: header.offset.saturating_add(directory.base) });
        at += len;
    }
    Ok((slots, bytes.is_empty() && at == directory.end))
}

/// Reads one entry of the directory again.
pub(super) fn entry<R: Read + Seek>(source: &mut R, at: u64) -> io::Result<Option<Header>> {
    let fixed = read_at(source, at, CENTRAL_LEN)?;
    let Some(len) = central_len(&fixed) else { return Ok(None) };
    Ok(parse_central(&read_at(source, at, len)?))
}
