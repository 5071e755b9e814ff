//! A machine that holds public keys only.

use std::sync::Arc;

use amana_disk::LocalDisk;
use amana_model::Outcome;

use crate::support::{Fixture, by_path, files, intake, small_deposit, verify};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_in_without_keys_is_the_same_with_keys() {
    let fixture = Fixture::new();
    let with_keys = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let keyless = fixture.open_keyless(Arc::new(LocalDisk)).unwrap();
    let report = intake(&keyless, &deposit).await.report.unwrap();
    assert!(!fixture.root.join("catalog.db").exists(), "without keys there is no catalog");
    let checked = verify(&keyless).await;
    assert!(checked.is_sound() && !checked.unchecked.is_empty(), "{checked:?}");

    let archive = fixture.open();
    let other = with_keys.open();
    let reference = intake(&other, &deposit).await.report.unwrap();
    assert_eq!(by_path(&archive).await, by_path(&other).await);
    assert_eq!(report.counts, reference.counts);
    assert_eq!(report.root_digest, reference.root_digest);
    let checked = verify(&archive).await;
    assert!(checked.is_sound(), "{:?}", checked.findings);
    assert_eq!(checked.originals, report.counts.outcomes[&Outcome::Kept]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_the_folder_tells_what_was_taken_in() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open_keyless(Arc::new(LocalDisk)).unwrap();
    intake(&archive, &deposit).await;
    let digest = <sha2::Sha256 as sha2::Digest>::digest("a note");
    let hex = amana_model::Digest(digest.into()).to_string();
    for path in files(&fixture.root) {
        let bytes = std::fs::read(&path).unwrap();
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        for secret in [&b"note.txt"[..], b"a note", hex.as_bytes(), &digest] {
            assert!(!has(secret), "{} tells of the deposit", path.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_keys_says_so() {
    let fixture = Fixture::new();
    let archive = fixture.open_keyless(Arc::new(LocalDisk)).unwrap();
    let error = archive.status().await.unwrap_err();
    assert_eq!(error.kind, amana_archive::ErrorKind::Mistake);
    assert!(error.next.unwrap().contains("--passphrase-file"));
}
