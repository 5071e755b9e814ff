//! The file on the disk: nothing readable without the key, any flipped byte found, nothing left behind.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sample;

use std::path::Path;

use amana_catalog::{Catalog, CatalogError, check};
use sample::sample;

const KEY: [u8; 32] = [9; 32];

async fn made(path: &Path, files: u64) {
    let sample = sample(files, 3);
    let catalog = Catalog::open(path, &KEY).await.unwrap();
    catalog.apply(&sample.applied()).await.unwrap();
    for (part, rows) in &sample.parts {
        catalog.add_observations(part, rows).await.unwrap();
    }
    catalog.close().await;
}

fn files(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[tokio::test]
async fn the_file_says_nothing_without_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.db");
    made(&path, 200).await;
    assert_eq!(files(folder.path()), ["catalog.db"]);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for words in ["IMG_", "CREATE TABLE", "Canon", "عسكرية", "accession"] {
        assert!(memchr::memmem::find(&bytes, words.as_bytes()).is_none(), "{words} is in clear");
    }
    // Sealed bytes look like chance: every value about equally often.
    let mut often = [0_u64; 256];
    bytes.iter().for_each(|byte| often[usize::from(*byte)] += 1);
    let mean = bytes.len() as u64 / 256;
    assert!(often.iter().all(|count| count.abs_diff(mean) < mean / 5), "{often:?}");
    let error = Catalog::open(&path, &[8; 32]).await.err().unwrap();
    assert!(matches!(error, CatalogError::WrongKey) && error.rebuild_helps(), "{error:?}");
    assert!(!check(&path, &[8; 32]).await.is_empty());
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "a wrong key changes nothing");
    assert_eq!(check(&path, &KEY).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_write_ahead_log_is_sealed_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.db");
    let sample = sample(100, 3);
    let catalog = Catalog::open(&path, &KEY).await.unwrap();
    catalog.apply(&sample.applied()).await.unwrap();
    let mut bytes = 0;
    for name in files(folder.path()) {
        let content = std::fs::read(folder.path().join(&name)).unwrap();
        bytes += content.len();
        for words in ["IMG_", "CREATE TABLE", "عسكرية"] {
            assert!(
                memchr::memmem::find(&content, words.as_bytes()).is_none(),
                "{words} is in clear in {name}"
            );
        }
    }
    assert!(bytes > 100_000);
    catalog.close().await;
}

#[tokio::test]
async fn any_flipped_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.db");
    made(&path, 40).await;
    let whole = std::fs::read(&path).unwrap();
    let damaged = folder.path().join("damaged.db");
    // Every byte of the first page's head and of the codes at page ends, and a stride of a prime over the rest.
    let places = (0..40).chain(8090..8200).chain((0..whole.len()).step_by(2477)).chain([whole.len() - 1]);
    let mut flips = 0;
    for place in places {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        std::fs::write(&damaged, &bytes).unwrap();
        assert!(!check(&damaged, &KEY).await.is_empty(), "a flip at {place} of {} is not found", whole.len());
        flips += 1;
    }
    assert!(flips > 200);
    for cut in [0, 1, 8191, 8192, whole.len() / 2, whole.len() - 8192, whole.len() - 1] {
        std::fs::write(&damaged, &whole[..cut]).unwrap();
        assert!(!check(&damaged, &KEY).await.is_empty(), "cut to {cut} bytes");
    }
    std::fs::write(&damaged, [&whole[..], b"x"].concat()).unwrap();
    assert!(!check(&damaged, &KEY).await.is_empty(), "one byte more");
    assert!(!check(&folder.path().join("absent.db"), &KEY).await.is_empty());
    assert!(!folder.path().join("absent.db").exists(), "checking makes no file");
}

#[tokio::test]
async fn a_broken_or_older_file_asks_for_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.db");
    std::fs::write(&path, b"not a database, but long enough to look at: ".repeat(300)).unwrap();
    let error = Catalog::open(&path, &KEY).await.err().unwrap();
    assert!(error.rebuild_helps(), "{error:?}");
    // An empty file is what a crash in the first moment leaves: it is taken for a new one.
    std::fs::write(&path, b"").unwrap();
    Catalog::open(&path, &KEY).await.unwrap().close().await;
    let error = Catalog::open(&folder.path().join("none/catalog.db"), &KEY).await.err().unwrap();
    assert!(!error.rebuild_helps(), "{error:?}");
}

#[tokio::test]
async fn what_a_killed_process_leaves_is_consistent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.db");
    let sample = sample(300, 5);
    let catalog = Catalog::open(&path, &KEY).await.unwrap();
    let applied = sample.applied();
    let mut left = 0;
    for batch in applied.chunks(50) {
        catalog.apply(batch).await.unwrap();
        // What the disk would hold if the process were killed now: file and write-ahead log as they are.
        let after = tempfile::tempdir().unwrap();
        for name in ["catalog.db", "catalog.db-wal"] {
            std::fs::copy(folder.path().join(name), after.path().join(name)).unwrap();
        }
        let revived = Catalog::open(&after.path().join("catalog.db"), &KEY).await.unwrap();
        left = revived.applied().await.unwrap();
        assert_eq!(left, catalog.applied().await.unwrap());
        revived.apply(&applied).await.unwrap();
        assert_eq!(revived.status().await.unwrap().occurrences, 300);
        revived.close().await;
        assert_eq!(check(&after.path().join("catalog.db"), &KEY).await, Vec::<String>::new());
    }
    assert_eq!(left, applied.len() as u64);
    catalog.close().await;
}
