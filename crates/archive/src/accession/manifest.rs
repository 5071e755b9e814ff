//! The root digest of a deposit, so made that anybody recomputes it with common tools.

use amana_model::Digest;
use sha2::{Digest as _, Sha256};

/// How a third party recomputes the root digest; stands in every report.
pub(super) const METHOD: &str = "SHA-256 of the manifest: one line a file read whole, '<sha256 hex>  <path>' and a \
line feed, sorted by the bytes of the path. In the deposit's folder: find . -type f -printf '%P\\0' | LC_ALL=C sort -z \
| xargs -0 sha256sum -z -- | tr '\\0' '\\n' | sha256sum. Members of containers stand as 'container!/member' and have to \
be unpacked for it. With several sources the paths of each folder begin with the folder's name.";

/// The lines of a manifest, in any order.
#[derive(Default)]
pub(super) struct Manifest(Vec<(Vec<u8>, Digest)>);

impl Manifest {
    /// Adds a file that was read whole.
    pub(super) fn add(&mut self, path: Vec<u8>, digest: Digest) {
        self.0.push((path, digest));
    }

    /// The root digest.
    pub(super) fn root(mut self) -> Digest {
        self.0.sort_unstable();
        let mut sha256 = Sha256::new();
        for (path, digest) in &self.0 {
            sha256.update(digest.to_string());
            sha256.update(b"  ");
            sha256.update(path);
            sha256.update(b"\n");
        }
        Digest(sha256.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_that_of_sha256sum_sorted() {
        let mut manifest = Manifest::default();
        // printf b > b; printf a > a; find . -type f -printf '%P\0' | sort -z | xargs -0 sha256sum | sha256sum
        for name in ["b", "a"] {
            manifest.add(name.into(), Digest(Sha256::digest(name).into()));
        }
        let lines = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a\n\
                     3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b\n";
        assert_eq!(manifest.root(), Digest(Sha256::digest(lines).into()));
    }
}
