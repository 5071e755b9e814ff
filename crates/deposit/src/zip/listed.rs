//! Shows the members that the directory of a zip lists, in its order.

use std::io::{Read, Seek};
use std::ops::Range;

use super::directory::{self, Directory};
use super::header::{Header, LOCAL_LEN, local_len, parse_local};
use super::member::{self, Entry};
use super::read_at;
use crate::container::{Halt, Show};
use crate::found::{Kind, Warning};
use crate::limits::Refusal;

/// Where an entry's bytes lie, or why they are not read.
enum Place {
    Data { claim: Range<u64>, data: Range<u64>, local: Header },
    Overlap { claim: Range<u64> },
    Nowhere(String),
}

/// Shows the listed members; gives the parts of the file that belong to them.
pub(super) fn open<R: Read + Seek, E>(
    source: &mut R,
    directory: &Directory,
    len: u64,
    show: &mut Show<'_, '_, E>,
) -> Result<Vec<Range<u64>>, Halt<E>> {
    let (slots, ended) = match directory::index(source, directory, show.allowance.members_limit()) {
        Ok(indexed) => indexed,
        Err(error) => {
            show.report.damaged(format!("the directory of the zip cannot be read: {error}"));
            return Ok(Vec::new());
        }
    };
    if !ended || slots.len() as u64 != directory.count {
        let (stated, read) = (directory.count, slots.len());
        show.report.damaged(format!("the directory states {stated} entries, {read} can be read"));
    }
    let mut starts: Vec<u64> = slots.iter().map(|slot| slot.local).collect();
    starts.sort_unstable();
    let mut taken = vec![false; starts.len()];
    let mut claimed = Vec::new();
    for slot in &slots {
        let Ok(Some(header)) = directory::entry(source, slot.entry) else {
            show.report.damaged("an entry of the directory could be read once, but not twice".to_owned());
            continue;
        };
        let room = Room { starts: &starts, directory: directory.start, len };
        let place = place(source, slot.local, header.packed, &room, &mut taken);
        claimed.extend(show_slot(source, header, place, show)?);
    }
    Ok(claimed)
}

/// Shows one listed member; gives the part of the file that it claims.
fn show_slot<R: Read + Seek, E>(
    source: &mut R,
    header: Header,
    place: Place,
    show: &mut Show<'_, '_, E>,
) -> Result<Option<Range<u64>>, Halt<E>> {
    let (claim, data, local) = match place {
        Place::Data { claim, data, local } => (claim, data, local),
        Place::Overlap { claim } => {
            member::show_unread(header, Vec::new(), member::refused(Refusal::Overlap), show)?;
            return Ok(Some(claim));
        }
        Place::Nowhere(reason) => {
            member::show_unread(header, Vec::new(), Kind::Unreadable { reason }, show)?;
            return Ok(None);
        }
    };
    let differs = local.name != header.name;
    let warnings = differs.then_some(Warning::NameDiffers { local: local.name }).into_iter().collect();
    let (len, checksum) = (Some(header.unpacked), Some(header.crc));
    member::show(source, Entry { header, data, len, checksum, warnings }, show)?;
    Ok(Some(claim))
}

/// What surrounds an entry.
struct Room<'a> {
    /// Where members begin, in order.
    starts: &'a [u64],
    /// Where the directory begins.
    directory: u64,
    /// Where the file ends.
    len: u64,
}

/// Finds where an entry's bytes lie. Of several entries for one place, only the first gets it; and an entry may not
/// reach into the next one's place or into the directory.
fn place<R: Read + Seek>(source: &mut R, at: u64, packed: u64, room: &Room<'_>, taken: &mut [bool]) -> Place {
    let local = match read_local(source, at) {
        Ok(Some(local)) => local,
        Ok(None) => return Place::Nowhere("no member begins where the directory says".to_owned()),
        Err(error) => return Place::Nowhere(error.to_string()),
    };
    let Room { starts, directory, len } = *room;
    let first = starts.partition_point(|&start| start < at);
    let next = starts.get(starts.partition_point(|&start| start <= at)).copied().unwrap_or(u64::MAX);
    let bound = if at < directory { next.min(directory) } else { next };
    let start = at.saturating_add(local.len);
    let end = start.saturating_add(packed);
    let again = taken.get_mut(first).is_none_or(|taken| std::mem::replace(taken, true));
    if again || end > bound {
        return Place::Overlap { claim: at..end.min(bound).min(len) };
    }
    let data = start.min(len)..end.min(len);
    Place::Data { claim: at..data.end, data, local }
}

fn read_local<R: Read + Seek>(source: &mut R, at: u64) -> std::io::Result<Option<Header>> {
    let fixed = read_at(source, at, LOCAL_LEN)?;
    let Some(len) = local_len(&fixed) else { return Ok(None) };
    Ok(parse_local(&read_at(source, at, len)?))
}
