//! Reading a file of a log that may be hostile: it must be an ordinary file, and no larger than its kind can be.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Checkpoints and keys.
pub(crate) const MAX_TEXT_BYTES: u64 = 1 << 20;

/// A full tile.
pub(crate) const MAX_TILE_BYTES: u64 = 8192;

/// A bundle of 256 entries of full length is half of this; a sealed batch a quarter, with its seal.
pub(crate) const MAX_BUNDLE_BYTES: u64 = 32 << 20;

/// Reads a whole file of at most `limit` bytes. Links, pipes and devices are refused, as `InvalidData`.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let invalid = |why: &str| Err(io::Error::new(io::ErrorKind::InvalidData, why));
    if !std::fs::symlink_metadata(path)?.is_file() {
        return invalid("it is not an ordinary file");
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { invalid("it is larger than such a file can be") } else { Ok(bytes) }
}

/// Reads a text of at most a megabyte.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path, MAX_TEXT_BYTES)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_files_of_a_fair_size_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("file"), b"12345678").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("endless")).unwrap();
        assert_eq!(read(&at("file"), 8).unwrap(), b"12345678");
        for (name, limit) in [("file", 7), ("link", 100), ("endless", 100), (".", 100)] {
            assert_eq!(read(&at(name), limit).unwrap_err().kind(), io::ErrorKind::InvalidData, "{name}");
        }
        assert_eq!(read(&at("none"), 1).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
