//! Any flipped byte anywhere in the archive is found, and told apart from what is safe.

use std::path::Path;

use amana_model::Outcome;

use crate::support::{Fixture, files, intake, occurrences, small_deposit, verify, verify_against};

/// Opening may refuse already; otherwise the check must find it.
async fn is_noticed(fixture: &Fixture) -> bool {
    let Ok(configuration) = amana_archive::Archive::configuration_of(&fixture.root) else { return true };
    let layout = amana_archive::Layout::new(&fixture.root);
    let passphrase = crate::support::passphrase("one");
    let Ok(keys) = amana_archive::Keyring::unlock(&layout, &configuration, &passphrase) else { return true };
    let disk = std::sync::Arc::new(amana_disk::LocalDisk);
    let Ok(archive) =
        amana_archive::Archive::open(&fixture.root, disk, crate::support::services(), Some(keys))
    else {
        return true;
    };
    !verify(&archive).await.is_sound()
}

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_in_any_file_is_found() {
    let source = Fixture::new();
    let deposit = small_deposit(source.folder.path());
    let archive = source.open();
    intake(&archive, &deposit).await;
    archive.close().await;
    let mut tried = 0;
    for file in files(&source.root) {
        let relative = file.strip_prefix(&source.root).unwrap();
        let length = std::fs::metadata(&file).unwrap().len() as usize;
        if length == 0 {
            continue;
        }
        // The work factor in a wrapped key is not flipped upwards: it would only ask for hours of work.
        for at in [0, length / 3, length / 2, length - 1] {
            let fixture = source.copy();
            flip(&fixture.root.join(relative), at);
            assert!(is_noticed(&fixture).await, "byte {at} of {}", relative.display());
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_file_is_found_and_a_strange_one_too() {
    let source = Fixture::new();
    let deposit = small_deposit(source.folder.path());
    let archive = source.open();
    intake(&archive, &deposit).await;
    archive.close().await;
    for file in files(&source.root) {
        let relative = file.strip_prefix(&source.root).unwrap();
        // The catalog is made anew; the signing key is needed for adding only, and may be kept elsewhere.
        let disposable = ["catalog.db", "custody/lock", "custody/signing.key"]
            .iter()
            .any(|name| relative == Path::new(name));
        if disposable || relative.starts_with("custody/tile") && relative.to_string_lossy().contains(".p/") {
            continue;
        }
        let fixture = source.copy();
        std::fs::remove_file(fixture.root.join(relative)).unwrap();
        assert!(is_noticed(&fixture).await, "{} is missing", relative.display());
    }
    for strange in ["Thumbs.db", "store/aa/strange", "keys/strange.age", "custody/strange"] {
        let fixture = source.copy();
        let path = fixture.root.join(strange);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "?").unwrap();
        let report = verify(&fixture.open()).await;
        assert!(
            report.findings.iter().any(|finding| finding.path == strange),
            "{strange}: {:?}",
            report.findings
        );
        assert!(report.is_sound(), "what does not belong is a remark, no damage");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_damaged_original_is_named_and_the_others_are_safe() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let rows = occurrences(&archive).await;
    let note = rows.iter().find(|row| row.path.0 == b"note.txt").unwrap().digest.unwrap();
    let sealed = archive.catalog().await.unwrap().photograph(&note).await.unwrap().unwrap().sealed;
    let hex = sealed.to_string();
    flip(&fixture.root.join("store").join(&hex[..2]).join(&hex[2..4]).join(&hex), 200);
    let report = verify(&archive).await;
    let damaged: Vec<_> = report.findings.iter().filter(|finding| finding.damage).collect();
    assert_eq!(damaged.len(), 1, "{damaged:?}");
    assert!(damaged[0].path.ends_with(&hex) && damaged[0].safe.contains("every other object"));
    assert!(archive.restore(&note, "a test", None, &mut Vec::new()).await.is_err());
    let kept = rows.iter().filter(|row| row.outcome == Outcome::Kept && row.digest != Some(note));
    for row in kept {
        archive.restore(&row.digest.unwrap(), "a test", None, &mut Vec::new()).await.unwrap();
    }
    let again = verify(&archive).await;
    assert_eq!(again.findings.iter().filter(|finding| finding.damage).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_put_back_to_an_older_state_is_found_by_the_checkpoint_seen() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let older = fixture.copy();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let seen = verify(&archive).await.checkpoint.unwrap();
    assert!(verify_against(&archive, Some(&seen)).await.is_sound());
    let report = verify_against(&older.open(), Some(&seen)).await;
    assert!(!report.is_sound(), "{:?}", report.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_catalog_is_made_anew() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let before = archive.status().await.unwrap();
    archive.close().await;
    flip(&fixture.root.join("catalog.db"), 5);
    let archive = fixture.open();
    assert_eq!(archive.status().await.unwrap().occurrences, before.occurrences);
    archive.close().await;
    std::fs::remove_file(fixture.root.join("catalog.db")).unwrap();
    assert_eq!(fixture.open().status().await.unwrap().occurrences, before.occurrences);
}
