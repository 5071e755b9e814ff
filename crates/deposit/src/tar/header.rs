//! One header block of a tar, parsed from bytes (POSIX.1-1988 ustar, GNU tar's variant, and the nameless one before).

use crate::found::Stamp;

pub(super) const BLOCK: usize = 512;

/// What a block of 512 bytes is.
#[derive(Debug)]
pub(super) enum Block {
    /// All zeros: two of them end a tar.
    Zeros,
    /// A header with the right checksum.
    Header(Box<Header>),
    /// Anything else.
    Other,
}

/// What a header says.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) kind: u8,
    pub(super) name: Vec<u8>,
    pub(super) target: Vec<u8>,
    /// Stored bytes; `None` where the field is no number or a negative one.
    pub(super) size: Option<u64>,
    pub(super) modified: Option<Stamp>,
    /// The map of an old GNU sparse member, as far as the header holds it.
    pub(super) sparse: Option<OldSparse>,
}

/// The sparse fields of an old GNU header (type `S`).
#[derive(Debug)]
pub(super) struct OldSparse {
    /// Offset and length of each stored part.
    pub(super) parts: Vec<(u64, u64)>,
    /// Whether a block with more parts follows.
    pub(super) goes_on: bool,
    /// Length with the holes.
    pub(super) real: Option<u64>,
}

/// Parses one block.
pub(super) fn parse(block: &[u8; BLOCK]) -> Block {
    if block.iter().all(|&byte| byte == 0) {
        return Block::Zeros;
    }
    if !has_checksum(block) {
        return Block::Other;
    }
    let field = |at: usize, len: usize| block.get(at..at + len).unwrap_or_default();
    let magic = field(257, 8);
    let mut name = text(field(0, 100)).to_vec();
    // GNU keeps times where POSIX keeps the beginning of a long name.
    let prefix = text(field(345, 155));
    if magic.starts_with(b"ustar\0") && !prefix.is_empty() {
        name = [prefix, b"/", &name].concat();
    }
    let kind = field(156, 1).first().copied().unwrap_or(0);
    let modified = number(field(136, 12)).and_then(|seconds| i64::try_from(seconds).ok());
    Block::Header(Box::new(Header {
        kind,
        name,
        target: text(field(157, 100)).to_vec(),
        size: number(field(124, 12)).and_then(|size| u64::try_from(size).ok()),
        modified: modified.map(|seconds| Stamp { seconds, nanoseconds: 0 }),
        sparse: (kind == b'S').then(|| OldSparse {
            parts: parts(field(386, 96)),
            goes_on: field(482, 1) != b"\0",
            real: number(field(483, 12)).and_then(|size| u64::try_from(size).ok()),
        }),
    }))
}

/// Whether a file begins like a tar: a header with the right checksum and a name.
pub(crate) fn begins(head: &[u8]) -> bool {
    let block = head.get(..BLOCK).and_then(|head| head.try_into().ok());
    block.is_some_and(|block| matches!(parse(block), Block::Header(header) if !header.name.is_empty()))
}

/// The parts in an extension block of an old GNU sparse member, and whether another one follows.
pub(super) fn parse_more_parts(block: &[u8; BLOCK]) -> (Vec<(u64, u64)>, bool) {
    (parts(block.get(..504).unwrap_or_default()), block.get(504).is_some_and(|&more| more != 0))
}

fn parts(bytes: &[u8]) -> Vec<(u64, u64)> {
    let number = |field: &[u8]| number(field).and_then(|value| u64::try_from(value).ok());
    let pairs = bytes.chunks_exact(24).map_while(|pair| {
        let (offset, len) = pair.split_at(12);
        // An unused place is empty; a broken one ends the map, and the sum will not come out.
        if offset.first() == Some(&0) { None } else { number(offset).zip(number(len)) }
    });
    pairs.collect()
}

/// The sum of all bytes with the sum's own field as spaces; some old programs took bytes as signed.
fn has_checksum(block: &[u8; BLOCK]) -> bool {
    let stated = number(block.get(148..156).unwrap_or_default());
    let (mut unsigned, mut signed) = (0i128, 0i128);
    for (at, &byte) in block.iter().enumerate() {
        let byte = if (148..156).contains(&at) { b' ' } else { byte };
        unsigned += i128::from(byte);
        signed += i128::from(byte.cast_signed());
    }
    stated.is_some_and(|stated| stated == unsigned || stated == signed)
}

/// The bytes before the first NUL.
fn text(field: &[u8]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// A number in octal digits, or big-endian binary of two's complement where the first bit is set (GNU, star).
fn number(field: &[u8]) -> Option<i128> {
    let first = *field.first()?;
    if first & 0x80 != 0 {
        // The first bit only marks; the second is the sign.
        let start = if first & 0x40 == 0 { i128::from(first & 0x3f) } else { i128::from(first) - 256 };
        return Some(field.iter().skip(1).fold(start, |value, &byte| value << 8 | i128::from(byte)));
    }
    let digits = field.trim_ascii_start();
    let end = digits.iter().position(|byte| matches!(byte, b' ' | 0)).unwrap_or(digits.len());
    let digits = digits.get(..end)?;
    digits.iter().try_fold(0i128, |value, &digit| match digit {
        b'0'..=b'7' => Some(value * 8 + i128::from(digit - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_octal_or_binary() {
        assert_eq!(number(b"00000000017\0"), Some(15));
        assert_eq!(number(b"     17 \0\0\0\0"), Some(15));
        assert_eq!(number(b"\0\0\0\0"), Some(0));
        assert_eq!(number(b"\x80\0\0\0\0\0\0\x02\0\0\0\x01"), Some((2 << 32) + 1));
        assert_eq!(number(&[0xff; 12]), Some(-1));
        assert_eq!(number(b"-0000000017\0"), None);
        assert_eq!(number(b"89"), None);
        assert_eq!(number(b""), None);
    }

    #[test]
    fn a_flipped_bit_in_a_header_is_seen() {
        let mut block = [0u8; BLOCK];
        block[..5].copy_from_slice(b"a.jpg");
        block[124..136].copy_from_slice(b"00000000017\0");
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum::<u32>() + 8 * 32;
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert!(begins(&block));
        for at in 0..BLOCK {
            let mut broken = block;
            broken[at] ^= 1;
            // Only the bytes after the sum's own digits are free.
            assert!(!begins(&broken) || (154..156).contains(&at), "byte {at}");
        }
    }
}
