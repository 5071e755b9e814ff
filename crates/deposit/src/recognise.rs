//! Tells containers from files that only look like one, by content and never by name.
//!
//! Word-processor files, books and programs are zips too, but they are one work and stay one original.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::codec::{Codec, unpack};
use crate::limits::{Allowance, Limits};
use crate::{tar, zip};

/// How a tar is compressed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip (RFC 1952).
    Gzip,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// Zstandard (RFC 8878).
    Zstd,
}

/// A container that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerKind {
    /// A zip.
    Zip,
    /// A tar.
    Tar(Compression),
}

/// What a file is, as far as containers are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recognised {
    /// A container: keep it, and open it.
    Container(ContainerKind),
    /// A zip that is one work (a document, book or program): keep it, do not open it.
    Document,
    /// A container or packed file of a kind that is not opened: keep it, and say so.
    Unopened(&'static str),
    /// Something else with a zip at its end (a self-extracting archive, or a picture that hides one): keep it, say so.
    HidesZip,
    /// No container.
    Plain,
}

/// Whether a file that begins so (512 bytes are enough) is worth a call of [`recognise`].
pub fn may_be_container(head: &[u8]) -> bool {
    is_zip(head) || packed(head).is_some() || unopened(head).is_some() || tar::begins(head)
}

/// Whether a file that ends so (65,557 bytes are enough) has a zip's end there.
pub fn ends_like_zip(tail: &[u8]) -> bool {
    zip::ends_here(tail)
}

/// Recognises a whole file; reads its beginning, and of a zip the directory at its end.
pub fn recognise<R: Read + Seek>(source: &mut R) -> io::Result<Recognised> {
    let mut head = Vec::with_capacity(512);
    source.rewind()?;
    source.by_ref().take(512).read_to_end(&mut head)?;
    if is_zip(&head) {
        let one_work = zip::is_one_work(source)?;
        return Ok(if one_work { Recognised::Document } else { Recognised::Container(ContainerKind::Zip) });
    }
    if tar::begins(&head) {
        return Ok(Recognised::Container(ContainerKind::Tar(Compression::None)));
    }
    if let Some((compression, name)) = packed(&head) {
        let tar = begins_packed_tar(source, compression)?;
        let kind = ContainerKind::Tar(compression);
        return Ok(if tar { Recognised::Container(kind) } else { Recognised::Unopened(name) });
    }
    if let Some(name) = unopened(&head) {
        return Ok(Recognised::Unopened(name));
    }
    let len = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(len.saturating_sub(zip::LONGEST_END)))?;
    let mut tail = Vec::new();
    source.by_ref().take(zip::LONGEST_END).read_to_end(&mut tail)?;
    Ok(if ends_like_zip(&tail) { Recognised::HidesZip } else { Recognised::Plain })
}

fn is_zip(head: &[u8]) -> bool {
    // The last two: an empty zip, and one that was meant to be split (or was, into one part).
    [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04"]
        .iter()
        .any(|magic| head.starts_with(magic))
}

fn packed(head: &[u8]) -> Option<(Compression, &'static str)> {
    let known: [(&[u8], _, _); 4] = [
        (b"\x1f\x8b\x08", Compression::Gzip, "gzip file"),
        (b"BZh", Compression::Bzip2, "bzip2 file"),
        (b"\xfd7zXZ\0", Compression::Xz, "xz file"),
        (b"\x28\xb5\x2f\xfd", Compression::Zstd, "zstd file"),
    ];
    known.iter().find(|(magic, ..)| head.starts_with(magic)).map(|(_, kind, name)| (*kind, *name))
}

fn unopened(head: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], _); 6] = [
        (b"Rar!\x1a\x07", "RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
        (b"MSCF\0\0\0\0", "Cabinet archive"),
        (b"!<arch>\n", "ar archive"),
        (b"07070", "cpio archive"),
        (b"xar!", "xar archive"),
    ];
    known.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}

fn begins_packed_tar<R: Read + Seek>(source: &mut R, compression: Compression) -> io::Result<bool> {
    source.rewind()?;
    let codec = compression.codec().unwrap_or(Codec::Stored);
    let allowance = Allowance::new(Limits::default(), u64::MAX);
    let mut head = Vec::new();
    let unpacked = unpack(codec, BufReader::with_capacity(64 << 10, source), &allowance);
    // A stream that breaks off this early is no tar to us.
    let _ = unpacked.take(512).read_to_end(&mut head);
    Ok(tar::begins(&head))
}
