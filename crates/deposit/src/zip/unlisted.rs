//! Finds members that no directory lists: deleted, hidden, or all of them where the directory is lost.
//!
//! What no listed member claims is searched once, forwards, for local headers.

use std::io::{self, Read, Seek};
use std::ops::Range;

use memchr::memmem::Finder;

use super::header::{CENTRAL, DESCRIPTOR, Fields, LOCAL, LOCAL_LEN, local_len, parse_local};
use super::member::{self, Entry};
use super::read_at;
use super::window::Window;
use crate::container::{Halt, Show};
use crate::found::Warning;

/// The longest descriptor: signature, checksum, two sizes of 64 bits. What is shorter holds no member.
const DESCRIPTOR_LEN: u64 = 24;

/// Where a member of unknown length ends, and what stands there.
struct End {
    data: u64,
    next: u64,
    stated: Option<(u32, u64)>,
}

/// Shows the members in the parts of `0..end` that are not `claimed`, and counts the bytes that are nobody's.
pub(super) fn open<R: Read + Seek, E>(
    source: &mut R,
    mut claimed: Vec<Range<u64>>,
    end: u64,
    show: &mut Show<'_, '_, E>,
) -> Result<(), Halt<E>> {
    claimed.sort_unstable_by_key(|claim| claim.start);
    claimed.push(end..end);
    let mut at = 0;
    for claim in claimed {
        let gap = at..claim.start.min(end);
        if gap.end.saturating_sub(gap.start) > DESCRIPTOR_LEN {
            search(source, gap, show)?;
        }
        at = at.max(claim.end);
    }
    Ok(())
}

fn search<R: Read + Seek, E>(
    source: &mut R,
    gap: Range<u64>,
    show: &mut Show<'_, '_, E>,
) -> Result<(), Halt<E>> {
    let finder = Finder::new(LOCAL);
    let mut window = Window::default();
    let mut at = gap.start;
    loop {
        let found = window.find(source, &finder, at..gap.end);
        let start = *found.as_ref().ok().and_then(Option::as_ref).unwrap_or(&gap.end);
        show.report.unclaimed += start - at;
        match found {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(()),
            Err(error) => {
                show.report.damaged(format!("the zip cannot be searched further: {error}"));
                return Ok(());
            }
        }
        match entry(source, &mut window, start, gap.end) {
            Ok(Some((entry, next))) => {
                show.report.unlisted += 1;
                member::show(source, entry, show)?;
                at = next.max(start + LOCAL_LEN).min(gap.end);
            }
            _ => {
                show.report.unclaimed += 4;
                at = start + 4;
            }
        }
    }
}

/// The unlisted entry whose local header lies at `start`, if it is a plausible one, and where to search on.
fn entry<R: Read + Seek>(
    source: &mut R,
    window: &mut Window,
    start: u64,
    end: u64,
) -> io::Result<Option<(Entry, u64)>> {
    let fixed = window.from(source, start, LOCAL_LEN, end)?;
    let Some(len) = local_len(fixed).filter(|len| start + len <= end && is_plausible(fixed)) else {
        return Ok(None);
    };
    let Some(header) = parse_local(&read_at(source, start, len)?) else { return Ok(None) };
    let data = start + header.len;
    let known = !header.has_descriptor() || header.packed > 0;
    let stop = match known {
        true => {
            let stop = data.saturating_add(header.packed).min(end);
            End { data: stop, next: stop, stated: Some((header.crc, header.unpacked)) }
        }
        false => find_end(source, window, data, end)?,
    };
    let (checksum, unpacked) = stop.stated.unzip();
    let warnings = vec![Warning::Unlisted];
    let entry = Entry { header, data: data..stop.data, len: unpacked, checksum, warnings };
    Ok(Some((entry, stop.next)))
}

/// Chance puts a signature into compressed bytes once in 4 GiB; what follows it then is no such header.
fn is_plausible(fixed: &[u8]) -> bool {
    let Some(mut fields) = Fields::after(fixed, LOCAL) else { return false };
    // Version needed: up to 6.3 so far, in tenths; the upper byte is the system. Methods: APPNOTE 4.4.5.
    let needs = fields.u16().is_some_and(|needs| needs & 0xff <= 100);
    let method = fields.take(2).and_then(|_flags| fields.u16());
    let name = fields.take(16).and_then(|_| fields.u16());
    needs
        && method.is_some_and(|method| matches!(method, 0..=20 | 93..=99))
        && name.is_some_and(|len| len > 0)
}

/// Finds the end of data whose length only a descriptor behind it states: that descriptor, or the next header.
fn find_end<R: Read + Seek>(source: &mut R, window: &mut Window, data: u64, end: u64) -> io::Result<End> {
    let finder = Finder::new(b"PK");
    let mut at = data;
    while let Some(found) = window.find(source, &finder, at..end)? {
        let bytes = window.from(source, found, DESCRIPTOR_LEN, end)?;
        if let Some((stated, len)) = descriptor(bytes, found - data) {
            return Ok(End { data: found, next: found + len, stated: Some(stated) });
        }
        if bytes.starts_with(LOCAL) || bytes.starts_with(CENTRAL) {
            return Ok(End { data: found, next: found, stated: None });
        }
        at = found + 2;
    }
    Ok(End { data: end, next: end, stated: None })
}

/// Parses a descriptor of `packed` bytes, in its 32-bit or its 64-bit form: checksum and size, and its own length.
fn descriptor(bytes: &[u8], packed: u64) -> Option<((u32, u64), u64)> {
    let mut fields = Fields::after(bytes, DESCRIPTOR)?;
    let crc = fields.u32()?;
    let mut wide = Fields(fields.0);
    if let Some((_, unpacked)) = wide.u64().zip(wide.u64()).filter(|sizes| sizes.0 == packed) {
        return Some(((crc, unpacked), 24));
    }
    let (_, unpacked) = fields.u32().zip(fields.u32()).filter(|sizes| u64::from(sizes.0) == packed)?;
    Some(((crc, unpacked.into()), 16))
}
