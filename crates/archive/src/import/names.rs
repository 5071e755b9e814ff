//! Finds the photograph that a list means by a file name or a part of a path. Names are compared, never opened.

use std::collections::{BTreeSet, HashMap};

use amana_model::{Digest, PathBytes};
use unicode_normalization::UnicodeNormalization as _;

/// Every place where an original was found, by the last name of its path.
#[derive(Default)]
pub(super) struct Names(HashMap<String, Vec<(String, Digest)>>);

impl Names {
    pub(super) fn add(&mut self, path: &PathBytes, digest: Digest) {
        let path = plain(&String::from_utf8_lossy(&path.0));
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        self.0.entry(name).or_default().push((path, digest));
    }

    /// The originals whose path is this or ends with it; small and large letters are the same.
    pub(super) fn found(&self, said: &str) -> BTreeSet<Digest> {
        let said = plain(said);
        let name = said.rsplit('/').next().unwrap_or_default();
        let places = self.0.get(name).map(Vec::as_slice).unwrap_or_default();
        let ends = |path: &str| {
            path.strip_suffix(&said).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let all: BTreeSet<Digest> =
            places.iter().filter(|(path, _)| ends(path)).map(|(_, digest)| *digest).collect();
        let exact: BTreeSet<Digest> = places
            .iter()
            .filter(|(path, _)| *path == said && said.contains('/'))
            .map(|(_, digest)| *digest)
            .collect();
        if exact.len() == 1 { exact } else { all }
    }
}

/// A path as it is compared: `/` between its names, none at its ends, in small letters, accents and hamzas composed (NFC): some
/// systems write them apart.
fn plain(path: &str) -> String {
    let path: String = path.replace('\\', "/").to_lowercase().nfc().collect();
    path.trim_start_matches("./").trim_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_a_part_of_a_path_and_no_part_of_a_name() {
        let mut names = Names::default();
        let digest = |n: u8| Digest([n; 32]);
        for (path, n) in [("A/1/DSC_1.JPG", 1), ("A/2/DSC_1.JPG", 2), ("A/2/x.jpg", 3), ("copy/x.jpg", 3)] {
            names.add(&PathBytes(path.as_bytes().to_vec()), digest(n));
        }
        names.add(&PathBytes("ا\u{654}.jpg".into()), digest(4));
        let found = |said: &str| names.found(said).into_iter().map(|digest| digest.0[0]).collect::<Vec<_>>();
        assert_eq!(found("dsc_1.jpg"), [1, 2]);
        assert_eq!(found("2\\DSC_1.JPG"), [2]);
        assert_eq!(found("./A/1/DSC_1.JPG"), [1]);
        assert_eq!(found("x.JPG"), [3], "one photograph in two places");
        assert_eq!(found("أ.jpg"), [4], "a hamza apart and composed");
        for nothing in ["SC_1.JPG", "/2/../1/DSC_1.JPG", "..", "", "1"] {
            assert!(found(nothing).is_empty(), "{nothing}");
        }
    }
}
