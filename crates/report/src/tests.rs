//! The texts of this crate's own source, for tests that look for keys in them.

use std::path::Path;

/// Every source file of this crate but this one.
pub(crate) fn sources() -> impl Iterator<Item = &'static str> {
    let mut found = Vec::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    assert!(found.len() > 20, "the sources are there");
    // Kept to the end of the test run: the keys found in them are borrowed.
    found.into_iter().map(|text| &*text.leak())
}

fn read(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            None => read(&path, found),
            Some(_) if path.ends_with("words.rs") => {}
            Some(kind) if kind == "rs" => found.push(std::fs::read_to_string(path).unwrap()),
            Some(_) => {}
        }
    }
}
