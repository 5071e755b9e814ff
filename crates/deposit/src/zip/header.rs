//! The headers of a zip, parsed from bytes (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.5; Info-ZIP extra fields).
//!
//! Pure functions over hostile bytes: they give what is written there, or `None`.

use crate::found::Stamp;

pub(super) const LOCAL: &[u8; 4] = b"PK\x03\x04";
pub(super) const CENTRAL: &[u8; 4] = b"PK\x01\x02";
pub(super) const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";
/// Bytes of a local header before name and extra fields.
pub(super) const LOCAL_LEN: u64 = 30;
/// Bytes of a directory entry before name, extra fields and comment.
pub(super) const CENTRAL_LEN: u64 = 46;

/// What a local header or a directory entry says about a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) made_on_unix: bool,
    pub(super) needs: u16,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) time: u16,
    pub(super) date: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    /// Upper half of the external attributes: a Unix mode if made on Unix.
    pub(super) mode: u32,
    /// Offset of the local header, as stated; in a local header 0.
    pub(super) offset: u64,
    pub(super) name: Vec<u8>,
    pub(super) modified: Option<Stamp>,
    /// Bytes of the header with everything that belongs to it.
    pub(super) len: u64,
}

impl Header {
    /// Traditional, strong or AES encryption (flag bits 0, 6 and 13; method 99).
    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & (1 | 1 << 6 | 1 << 13) != 0 || self.method == 99
    }

    /// Sizes and checksum stand behind the data instead of here.
    pub(super) fn has_descriptor(&self) -> bool {
        self.flags & 1 << 3 != 0
    }
}

/// Parses a local header at the start of `bytes`.
pub(super) fn parse_local(bytes: &[u8]) -> Option<Header> {
    let mut fields = Fields::after(bytes, LOCAL)?;
    let needs = fields.u16()?;
    let mut header = common(&mut fields, needs)?;
    let (name_len, extra_len) = (fields.u16()?, fields.u16()?);
    header.name = fields.take(name_len.into())?.to_vec();
    let extra = fields.take(extra_len.into())?;
    header.len = LOCAL_LEN + u64::from(name_len) + u64::from(extra_len);
    read_extra(&mut header, extra, false);
    Some(header)
}

/// Parses a directory entry at the start of `bytes`.
pub(super) fn parse_central(bytes: &[u8]) -> Option<Header> {
    let mut fields = Fields::after(bytes, CENTRAL)?;
    let made_by = fields.u16()?;
    let needs = fields.u16()?;
    let mut header = common(&mut fields, needs)?;
    let (name_len, extra_len, comment_len) = (fields.u16()?, fields.u16()?, fields.u16()?);
    let _disk_and_internal = fields.take(4)?;
    // 3: Unix, 19: Darwin.
    header.made_on_unix = matches!(made_by >> 8, 3 | 19);
    header.mode = fields.u32()? >> 16;
    header.offset = fields.u32()?.into();
    header.name = fields.take(name_len.into())?.to_vec();
    let extra = fields.take(extra_len.into())?;
    fields.take(comment_len.into())?;
    header.len = CENTRAL_LEN + u64::from(name_len) + u64::from(extra_len) + u64::from(comment_len);
    read_extra(&mut header, extra, true);
    Some(header)
}

/// The length of a directory entry, from its first 46 bytes; `None` where there is no entry.
pub(super) fn central_len(fixed: &[u8]) -> Option<u64> {
    let mut fields = Fields::after(fixed, CENTRAL)?;
    fields.take(24)?;
    let variable = [fields.u16()?, fields.u16()?, fields.u16()?];
    Some(CENTRAL_LEN + variable.into_iter().map(u64::from).sum::<u64>())
}

/// The length of a local header, from its first 30 bytes; `None` where there is no header.
pub(super) fn local_len(fixed: &[u8]) -> Option<u64> {
    let mut fields = Fields::after(fixed, LOCAL)?;
    fields.take(22)?;
    Some(LOCAL_LEN + u64::from(fields.u16()?) + u64::from(fields.u16()?))
}

fn common(fields: &mut Fields<'_>, needs: u16) -> Option<Header> {
    Some(Header {
        needs,
        flags: fields.u16()?,
        method: fields.u16()?,
        time: fields.u16()?,
        date: fields.u16()?,
        crc: fields.u32()?,
        packed: fields.u32()?.into(),
        unpacked: fields.u32()?.into(),
        ..Header::default()
    })
}

/// Reads the extra fields that we use; a field that runs over the end is the last one.
fn read_extra(header: &mut Header, extra: &[u8], central: bool) {
    let mut fields = Fields(extra);
    while let Some((id, len)) = fields.u16().zip(fields.u16()) {
        let Some(mut field) = fields.take(len.into()).map(Fields) else { return };
        match id {
            0x0001 => read_zip64(header, &mut field, central),
            0x5455 => header.modified = header.modified.or_else(|| extended_time(&mut field)),
            // NTFS counts finer than the extended timestamp, so it wins.
            0x000a => header.modified = ntfs_time(&mut field).or(header.modified),
            _ => {}
        }
    }
}

/// Zip64 (4.5.3): each value stands here only if its 32-bit field is full of ones, in this order.
fn read_zip64(header: &mut Header, field: &mut Fields<'_>, central: bool) {
    const FULL: u64 = u32::MAX as u64;
    let offset = &mut header.offset;
    let slots = [Some(&mut header.unpacked), Some(&mut header.packed), central.then_some(offset)];
    for slot in slots.into_iter().flatten().filter(|slot| **slot == FULL) {
        match field.u64() {
            Some(value) => *slot = value,
            None => return,
        }
    }
}

/// Info-ZIP's extended timestamp: a byte of flags, then the time of change in seconds.
fn extended_time(field: &mut Fields<'_>) -> Option<Stamp> {
    let flags = *field.take(1)?.first()?;
    let seconds = field.u32()?.cast_signed();
    (flags & 1 != 0).then_some(Stamp { seconds: seconds.into(), nanoseconds: 0 })
}

/// NTFS times (4.5.5): attribute 1 holds the time of change in steps of 100 ns since 1601.
fn ntfs_time(field: &mut Fields<'_>) -> Option<Stamp> {
    const SECONDS_1601_TO_1970: i128 = 11_644_473_600;
    field.take(4)?;
    while let Some((tag, len)) = field.u16().zip(field.u16()) {
        let mut attribute = Fields(field.take(len.into())?);
        if tag == 1 {
            let ticks = i128::from(attribute.u64()?);
            return Stamp::from_nanoseconds(ticks * 100 - SECONDS_1601_TO_1970 * 1_000_000_000);
        }
    }
    None
}

/// Little-endian fields, one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    /// The fields that follow a signature.
    pub(super) fn after(bytes: &'a [u8], signature: &[u8; 4]) -> Option<Fields<'a>> {
        bytes.strip_prefix(signature).map(Fields)
    }

    pub(super) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}
