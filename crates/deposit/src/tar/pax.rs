//! The extended header of a tar: lines of `LENGTH KEY=VALUE` (POSIX.1-2001), with GNU's keys for sparse members.

use crate::found::Stamp;

/// More parts than this in a map of holes is refused.
pub(super) const MOST_PARTS: usize = 1_000_000;

/// What extended headers say about the next member, or about all that follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pax {
    pub(super) name: Option<Vec<u8>>,
    pub(super) target: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    pub(super) modified: Option<Stamp>,
    pub(super) sparse: Option<PaxSparse>,
}

/// GNU's keys for a member with holes, formats 0.0, 0.1 and 1.0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PaxSparse {
    /// Format 1.0: the map stands at the start of the stored bytes.
    pub(super) map_in_data: bool,
    /// The member's name; the ordinary one is made up.
    pub(super) name: Option<Vec<u8>>,
    /// Length with the holes.
    pub(super) real: Option<u64>,
    /// Offset and length of each stored part, flat.
    pub(super) numbers: Vec<u64>,
    /// Whether a number of the map could not be read.
    pub(super) broken: bool,
}

impl Pax {
    /// Reads the lines of an extended header over what is known; false where they make no sense from some point on.
    pub(super) fn read(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            let Some((key, value, rest)) = line(bytes) else { return false };
            self.set(key, value);
            bytes = rest;
        }
        true
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        match key {
            b"path" => self.name = Some(value.to_vec()),
            b"linkpath" => self.target = Some(value.to_vec()),
            b"size" => self.size = decimal(value),
            b"mtime" => self.modified = seconds(value),
            _ => {
                if let Some(key) = key.strip_prefix(b"GNU.sparse.") {
                    self.sparse.get_or_insert_default().set(key, value);
                }
            }
        }
    }
}

impl PaxSparse {
    fn set(&mut self, key: &[u8], value: &[u8]) {
        match key {
            b"major" => self.map_in_data = value == b"1",
            b"name" => self.name = Some(value.to_vec()),
            b"size" | b"realsize" => self.real = decimal(value),
            b"offset" | b"numbytes" => self.push(value),
            b"map" => value.split(|&byte| byte == b',').for_each(|number| self.push(number)),
            _ => {}
        }
    }

    fn push(&mut self, number: &[u8]) {
        match decimal(number).filter(|_| self.numbers.len() < 2 * MOST_PARTS) {
            Some(number) => self.numbers.push(number),
            None => self.broken = true,
        }
    }
}

/// One line: its key and value, and the lines after it.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let space = bytes.iter().position(|&byte| byte == b' ')?;
    let len = usize::try_from(decimal(bytes.get(..space)?)?).ok()?;
    let (line, rest) = bytes.split_at_checked(len)?;
    let line = line.strip_suffix(b"\n")?.get(space + 1..)?;
    let equals = line.iter().position(|&byte| byte == b'=')?;
    Some((line.get(..equals)?, line.get(equals + 1..)?, rest))
}

/// Decimal digits that fit 64 bits, and nothing else.
pub(super) fn decimal(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Seconds since 1970, with a sign and any number of decimal places.
fn seconds(text: &[u8]) -> Option<Stamp> {
    let (negative, text) = match text.strip_prefix(b"-") {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (whole, fraction) = match text.iter().position(|&byte| byte == b'.') {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, &b""[..]),
    };
    let whole = i128::from(decimal(whole)?);
    let nanoseconds = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanoseconds = nanoseconds.copied().collect::<Vec<u8>>();
    let all = whole * 1_000_000_000 + i128::from(decimal(&nanoseconds)?);
    Stamp::from_nanoseconds(if negative { -all } else { all })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Pax, bool) {
        let mut pax = Pax::default();
        let whole = pax.read(text.as_bytes());
        (pax, whole)
    }

    #[test]
    fn lines_are_read_with_newlines_in_values() {
        let (pax, whole) = read("12 path=a\nb\n21 mtime=-1.000000001\n");
        assert!(!whole, "the second length is wrong on purpose");
        assert_eq!(pax.name.as_deref(), Some(&b"a\nb"[..]));
        let (pax, whole) = read("22 mtime=-1.000000001\n12 size=123\n");
        assert!(whole);
        assert_eq!(pax.modified, Some(Stamp { seconds: -2, nanoseconds: 999_999_999 }));
        assert_eq!(pax.size, Some(123));
    }

    #[test]
    fn lines_that_make_no_sense_are_refused() {
        for text in ["5 path", "0 a=b\n", "99 a=b\n", "x a=b\n", "-6 a=b\n", "7 a=bc\n7", "6 abc\n"] {
            assert!(!read(text).1, "{text:?}");
        }
        assert_eq!(read("11 size=-1\n").0.size, None);
    }
}
