//! The table of arrows between the rooms, held against `cargo metadata`, and the licences of everything taken in.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Room → the rooms it may depend on, and why there are no more.
const ARROWS: &[(&str, &[&str], &str)] = &[
    ("amana-model", &[], "words: no input or output, no other room"),
    ("amana-disk", &[], "the file system seam knows nothing of what is written"),
    ("amana-testkit", &["amana-model"], "used by every room's tests, so it may know none of them"),
    ("amana-custody", &["amana-disk"], "a log of opaque entries: it does not know what they mean"),
    ("amana-store", &["amana-disk", "amana-model"], "sealed objects: it does not know what they mean"),
    ("amana-catalog", &["amana-model"], "the SQL picture: written from events and observations only"),
    ("amana-accounts", &["amana-model"], "sign-in: knows no archive"),
    ("amana-sheet", &[], "reads lists made elsewhere: hostile input too"),
    ("amana-deposit", &[], "reads hostile input: knows nothing worth stealing"),
    ("amana-analysis", &["amana-model"], "bytes in, observations out"),
    ("amana-linkage", &["amana-model"], "observations in, candidates out"),
    ("amana-statistics", &[], "numbers in, numbers out: an opposing expert may read it apart from all else"),
    ("amana-typeset", &[], "a document in, a PDF out: it decides nothing and reaches nothing"),
    (
        "amana-report",
        &["amana-archive", "amana-model", "amana-statistics", "amana-typeset"],
        "words for a report's numbers: both doors print the same",
    ),
    ("amana-export", &["amana-model"], "a snapshot in, files out"),
    ("amana-gallery", &["amana-model"], "what is public in, pages out: it can name nothing else"),
    (
        "amana-archive",
        &[
            "amana-accounts",
            "amana-analysis",
            "amana-catalog",
            "amana-custody",
            "amana-deposit",
            "amana-disk",
            "amana-export",
            "amana-gallery",
            "amana-linkage",
            "amana-model",
            "amana-sheet",
            "amana-statistics",
            "amana-store",
        ],
        "the use cases: the only room that knows the engines",
    ),
    ("amana-desk", &["amana-archive", "amana-model", "amana-report"], "a door names no engine"),
    (
        "amana-portal",
        &["amana-disk", "amana-model", "amana-store"],
        "seals to public keys and shows what is published: no archive, no catalog, no log, no desk",
    ),
    (
        "amana",
        &[
            "amana-analysis",
            "amana-archive",
            "amana-deposit",
            "amana-desk",
            "amana-disk",
            "amana-export",
            "amana-linkage",
            "amana-model",
            "amana-portal",
            "amana-report",
            "amana-sheet",
            "amana-statistics",
            "amana-typeset",
        ],
        "the command line opens the concrete ones",
    ),
    ("amana-verify", &["amana-custody", "amana-model"], "an opposing expert reads it in a day"),
    (
        "amana-simulate",
        &["amana-archive", "amana-disk", "amana-model", "amana-testkit"],
        "made-up staff for the demo: a door of its own, so that no product program holds it",
    ),
    ("xtask", &["amana-testkit"], "chores"),
];

/// Licences that may be combined with AGPL-3.0-or-later.
const LICENCES: &[&str] = &[
    "0BSD",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "bzip2-1.0.6",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn metadata(more: &[&str]) -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--manifest-path", manifest])
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn rooms_depend_only_on_the_rooms_they_may() {
    let table: BTreeMap<&str, (&[&str], &str)> =
        ARROWS.iter().map(|(room, may, why)| (*room, (*may, *why))).collect();
    let metadata = metadata(&["--no-deps"]);
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let (may, why) =
            table.get(name).unwrap_or_else(|| panic!("{name} has no row in the table of arrows"));
        seen.insert(name);
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            // Tests may use the testkit, and a door's tests the rooms behind it.
            if !table.contains_key(to) || dependency["kind"] == "dev" {
                continue;
            }
            assert!(may.contains(&to), "{name} depends on {to}, but: {why}");
        }
    }
    assert_eq!(seen, table.keys().copied().collect(), "a room of the table does not exist");
}

#[test]
fn everything_taken_in_may_be_combined_with_our_licence() {
    let metadata = metadata(&["--locked"]);
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_else(|| panic!("{name} names no licence"));
        assert!(allowed(licence), "{name} has the licence {licence}");
        let source = package["source"].as_str();
        assert!(source.is_none_or(|source| source.starts_with("registry+")), "{name} comes from {source:?}");
        assert!(!(name == "arrayref" && package["version"] == "0.3.10"), "arrayref 0.3.10 was malicious");
    }
}

/// Reads an SPDX expression of `OR`, `AND` and parentheses: one alternative must be allowed whole.
fn allowed(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    // A conjunction in parentheses beside an alternative is read as if it stood alone, which is stricter.
    flat.split(" AND ").all(|part| part.split(" OR ").any(|licence| LICENCES.contains(&licence.trim())))
}

#[test]
fn licence_expressions_are_read_strictly() {
    assert!(allowed("MIT OR GPL-2.0-only"));
    assert!(allowed("(MIT OR Apache-2.0) AND IJG"));
    assert!(!allowed("MIT AND GPL-2.0-only"));
    assert!(!allowed("SSPL-1.0"));
}
