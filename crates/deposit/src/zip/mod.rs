//! Reads zips: the members that the directory lists, then those it does not, each byte at most once.
//!
//! Other readers believe the directory and unpack by name; here each entry is a member of its own (two may share a
//! name), entries that share bytes are refused (Fifield's overlapping bomb), and what lies between the listed members
//! is searched for local headers, which also serves a zip whose directory is lost.

use std::io::{self, Read, Seek, SeekFrom};

use crate::container::{Halt, Show};

mod directory;
mod header;
mod listed;
mod member;
mod unlisted;
mod window;

pub(crate) use directory::{LONGEST_END, ends_here};
use header::Header;

/// Shows all members.
pub(crate) fn open<R: Read + Seek, E>(source: &mut R, show: &mut Show<'_, '_, E>) -> Result<(), Halt<E>> {
    let found = source.seek(SeekFrom::End(0)).and_then(|len| Ok((len, directory::locate(source, len)?)));
    let (len, directory) = match found {
        Ok(found) => found,
        Err(error) => {
            show.report.damaged(format!("the zip cannot be read: {error}"));
            return Ok(());
        }
    };
    let mut claimed = Vec::new();
    let end = match &directory {
        Some(directory) => {
            claimed = listed::open(source, directory, len, show)?;
            directory.start
        }
        None => {
            show.report.damaged("the directory at the end of the zip is missing or broken".to_owned());
            len
        }
    };
    if let Some(directory) = directory {
        show.report.comment = directory.comment;
        show.report.unclaimed += len.saturating_sub(directory.after);
    }
    unlisted::open(source, claimed, end, show)
}

/// Whether the zip is one work in many parts: a document, book, program or package.
pub(crate) fn is_one_work<R: Read + Seek>(source: &mut R) -> io::Result<bool> {
    let len = source.seek(SeekFrom::End(0))?;
    let first = read_at(source, 0, header::LOCAL_LEN + 0xffff)?;
    let first = header::parse_local(&first).map(|header| header.name).unwrap_or_default();
    let tells = |name: &[u8]| {
        [
            &b"[Content_Types].xml"[..],
            b"META-INF/MANIFEST.MF",
            b"META-INF/container.xml",
            b"AndroidManifest.xml",
        ]
        .contains(&name)
    };
    if first == b"mimetype" || tells(&first) {
        return Ok(true);
    }
    let Some(directory) = directory::locate(source, len)? else { return Ok(false) };
    // A document has thousands of parts at most; a zip of photographs may have a million.
    let (slots, _) = directory::index(source, &directory, 20_000)?;
    for slot in slots {
        if directory::entry(source, slot.entry)?.is_some_and(|header| tells(&header.name)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Up to `len` bytes at `at`; fewer only at the end of the source.
fn read_at<R: Read + Seek>(source: &mut R, at: u64, len: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Nothing lies so far out, and seeking there is an error on some systems.
    if at > i64::MAX as u64 {
        return Ok(bytes);
    }
    source.seek(SeekFrom::Start(at))?;
    source.by_ref().take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}
