//! The frozen archive of each format version, which must open for ever, and the museum of harm done to it.
//!
//! Each file of `testdata/museum/` is one exhibit: the harm in its first line, then the exact report expected, with a
//! key and without. `AMANA_BLESS=1` writes the reports anew; read the difference before you commit it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_archive::{Archive, Keyring, Layout, VerifyReport};
use amana_disk::LocalDisk;
use amana_model::Outcome;

use crate::support::{copy_tree, occurrences, services, verify};

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// A copy of the frozen archive, to be opened and harmed.
fn frozen() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("format-1.amana");
    copy_tree(&testdata().join("archives/format-1.amana"), &root);
    (folder, root)
}

fn keyring(root: &Path, passphrase: &str) -> amana_archive::Result<Keyring> {
    let text = std::fs::read_to_string(testdata().join("archives").join(passphrase)).unwrap();
    let passphrase = text.lines().next().unwrap().to_owned().into();
    Keyring::unlock(&Layout::new(root), &Archive::configuration_of(root)?, &passphrase)
}

fn open(root: &Path, with_key: bool) -> amana_archive::Result<Archive> {
    let keys = if with_key { Some(keyring(root, "format-1.passphrase")?) } else { None };
    Archive::open(root, Arc::new(LocalDisk), services(), keys)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frozen_archive_of_format_1_opens() {
    let (_folder, root) = frozen();
    let archive = open(&root, true).unwrap();
    assert!(verify(&archive).await.is_sound());
    let rows = occurrences(&archive).await;
    let of = |outcome| rows.iter().filter(|row| row.outcome == outcome).count();
    assert_eq!((rows.len(), of(Outcome::Kept), of(Outcome::Known), of(Outcome::Symlink)), (8, 6, 1, 1));
    let note = rows.iter().find(|row| row.path.0 == b"note.txt").unwrap();
    let mut plain = Vec::new();
    archive.restore(&note.digest.unwrap(), "a test", None, &mut plain).await.unwrap();
    assert_eq!(plain, b"a note about nothing\n");
    let second = keyring(&root, "format-1.second-passphrase").unwrap();
    let who = archive.reveal_depositor(&note.accession, &second, "a test").await.unwrap();
    assert_eq!(who, "the neighbour, invented\n");
    assert_eq!(archive.status().await.unwrap().photographs, 3);
}

/// Does the harm that an exhibit's first line names.
fn harm(root: &Path, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let path = root.join(words[1]);
    match words[0] {
        "remove" => std::fs::remove_file(path).unwrap(),
        "add" => std::fs::write(path, "?").unwrap(),
        "flip" => {
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[words[2].parse::<usize>().unwrap()] ^= 1;
            std::fs::write(path, bytes).unwrap();
        }
        "cut" => {
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(path, &bytes[..words[2].parse().unwrap()]).unwrap();
        }
        "exchange" => {
            let other = root.join(words[2]);
            let (one, two) = (std::fs::read(&path).unwrap(), std::fs::read(&other).unwrap());
            std::fs::write(path, two).unwrap();
            std::fs::write(other, one).unwrap();
        }
        other => panic!("no such harm: {other}"),
    }
}

async fn report(root: &Path, with_key: bool) -> String {
    match open(root, with_key) {
        Ok(archive) => words(&verify(&archive).await),
        Err(e) => format!("not opened: {}\n", e.what),
    }
}

fn words(report: &VerifyReport) -> String {
    let mut text = format!("sound: {}\n", report.is_sound());
    for finding in &report.findings {
        let mark = if finding.damage { "DAMAGE" } else { "remark" };
        let _ = writeln!(text, "{mark} {}: {}\n       {}", finding.path, finding.what, finding.safe);
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn every_exhibit_gives_the_report_that_hangs_beside_it() {
    let bless = std::env::var_os("AMANA_BLESS").is_some();
    let mut exhibits: Vec<_> =
        std::fs::read_dir(testdata().join("museum")).unwrap().map(|e| e.unwrap().path()).collect();
    exhibits.sort();
    assert!(exhibits.len() >= 12, "the museum has lost exhibits");
    for exhibit in exhibits {
        let text = std::fs::read_to_string(&exhibit).unwrap();
        let line = text.lines().next().unwrap();
        let mut found = format!("{line}\n");
        for (title, with_key) in [("with a key", true), ("without a key", false)] {
            let (_folder, root) = frozen();
            harm(&root, line);
            let report = report(&root, with_key).await.replace(root.to_str().unwrap(), "ARCHIVE");
            let _ = write!(found, "\n{title}\n{report}");
        }
        if bless {
            std::fs::write(&exhibit, &found).unwrap();
        } else {
            assert_eq!(found, text, "{}", exhibit.display());
        }
    }
}
