//! The list of a gallery's files, as `sha256sum` writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use amana_model::Digest;

/// A line a file, in the order of their paths: the digest, two spaces, the path.
pub fn list(files: &BTreeMap<String, Digest>) -> String {
    let mut text = String::with_capacity(files.len() * 100);
    for (path, digest) in files {
        let _ = writeln!(text, "{digest}  {path}");
    }
    text
}
