//! The sealed batches in which the entries of the log are kept.
//!
//! One append writes its entries into files `entries/<shard>/<first>-<count>-<sha256>`: `<first>` is the index of the
//! first entry (at least 12 digits), `<count>` how many there are, `<sha256>` the digest of the file as it lies there,
//! sealed, so that damage shows without any key. `<shard>` is `<first> / 4096` in nine digits, so that no folder grows
//! beyond 4096 names. Unsealed, a batch is a C2SP entry bundle: each entry with its length before it (uint16, big
//! endian), and nothing else.

use std::fmt;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The longest entry: what a uint16 can count.
pub const MAX_ENTRY_BYTES: usize = u16::MAX as usize;

/// The most entries in one batch; also the indexes that share a folder.
pub const MAX_BATCH_ENTRIES: u64 = 4096;

/// An append is split into batches of about this many bytes, so that memory stays bounded.
pub(crate) const MAX_BATCH_BYTES: usize = 8 << 20;

/// An entry longer than [`MAX_ENTRY_BYTES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry of {0} bytes is too long for the log, which holds at most 65,535")]
pub struct EntryTooLong(pub usize);

/// Why the inside of a batch cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The bytes end within an entry or its length.
    #[error("a batch ends within an entry")]
    Truncated,
    /// The file's name promises another number of entries.
    #[error("a batch holds {found} entries instead of {expected}")]
    WrongCount {
        /// Entries that the name promises.
        expected: u64,
        /// Entries found.
        found: u64,
    },
}

/// Joins entries into the bytes of a bundle.
pub fn encode_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, EntryTooLong> {
    let mut bytes = Vec::with_capacity(entries.iter().map(|entry| entry.as_ref().len() + 2).sum());
    for entry in entries {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| EntryTooLong(entry.len()))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Splits the bytes of a bundle into entries; strict to the byte.
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<Vec<u8>>, BatchError> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(BatchError::Truncated)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(BatchError::Truncated)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    Ok(entries)
}

/// The name of a sealed batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BatchName {
    /// Index of the first entry in the log.
    pub first: u64,
    /// Entries in it, 1 to 4096.
    pub count: u64,
    /// SHA-256 of the sealed bytes.
    pub sha256: [u8; 32],
}

impl BatchName {
    /// The name for `sealed` bytes.
    pub fn of(first: u64, count: u64, sealed: &[u8]) -> Self {
        BatchName { first, count, sha256: Sha256::digest(sealed).into() }
    }

    /// The index after its last entry.
    pub fn end(&self) -> u64 {
        self.first.saturating_add(self.count)
    }

    /// Whether these are the bytes that the name promises.
    pub fn names(&self, sealed: &[u8]) -> bool {
        self.sha256 == <[u8; 32]>::from(Sha256::digest(sealed))
    }

    /// Its path below the folder of the log.
    pub fn path(&self) -> PathBuf {
        shard_path(self.first / MAX_BATCH_ENTRIES).join(self.to_string())
    }

    /// Parses a file name as it is written, and no other spelling.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.splitn(3, '-');
        let first = parts.next()?.parse().ok()?;
        let count = parts.next()?.parse().ok().filter(|count| (1..=MAX_BATCH_ENTRIES).contains(count))?;
        let sha256 = HEXLOWER.decode(parts.next()?.as_bytes()).ok()?.try_into().ok()?;
        let parsed = BatchName { first, count, sha256 };
        (parsed.to_string() == name && first.checked_add(count).is_some()).then_some(parsed)
    }
}

impl fmt::Display for BatchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}-{}-{}", self.first, self.count, HEXLOWER.encode(&self.sha256))
    }
}

/// The folder for batches whose first index divided by [`MAX_BATCH_ENTRIES`] is `shard`.
pub(crate) fn shard_path(shard: u64) -> PathBuf {
    PathBuf::from(format!("entries/{shard:09}"))
}

/// Parses the name of a shard's folder, and no other spelling.
pub(crate) fn parse_shard(name: &str) -> Option<u64> {
    let shard = name.parse().ok()?;
    (format!("{shard:09}") == name).then_some(shard)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_read_in_one_spelling_only() {
        let name = BatchName::of(5000, 3, b"sealed");
        let text = name.to_string();
        assert_eq!(BatchName::parse(&text), Some(name));
        assert_eq!(name.path(), PathBuf::from(format!("entries/000000001/{text}")));
        let hex = &text[text.len() - 64..];
        for wrong in [
            format!("5000-3-{hex}"),
            format!("000000005000-03-{hex}"),
            format!("000000005000-0-{hex}"),
            format!("000000005000-4097-{hex}"),
            format!("+00000005000-3-{hex}"),
            format!("18446744073709551615-1-{hex}"),
            text.to_uppercase(),
            text[..text.len() - 1].to_owned(),
            format!("{text}.tmp"),
        ] {
            assert_eq!(BatchName::parse(&wrong), None, "{wrong}");
        }
        assert!(name.names(b"sealed") && !name.names(b"Sealed"));
        assert_eq!(
            [parse_shard("000000001"), parse_shard("1"), parse_shard("+00000001")],
            [Some(1), None, None]
        );
    }

    #[test]
    fn a_bundle_that_ends_early_is_refused() {
        let bytes = encode_bundle(&[b"abc".as_slice(), b""]).unwrap();
        assert_eq!(bytes, b"\0\x03abc\0\0");
        for cut in [1, 2, 3, 4, 6] {
            assert_eq!(decode_bundle(&bytes[..cut]), Err(BatchError::Truncated), "{cut}");
        }
        assert_eq!(encode_bundle(&[vec![0; 65_536]]), Err(EntryTooLong(65_536)));
    }

    proptest! {
        #[test]
        fn bundles_round_trip(entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..20)) {
            let bytes = encode_bundle(&entries).unwrap();
            prop_assert_eq!(decode_bundle(&bytes).unwrap(), entries);
        }

        #[test]
        fn any_bytes_are_read_in_one_way_or_not_at_all(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(entries) = decode_bundle(&bytes) {
                prop_assert_eq!(encode_bundle(&entries).unwrap(), bytes);
            }
        }
    }
}
