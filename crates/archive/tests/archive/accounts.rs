//! The accounts are sealed into the store at each change, and come back from there.

use std::sync::Arc;

use amana_archive::access::{Role, SignInError};
use amana_archive::look::About;
use amana_archive::{Archive, ErrorKind};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk};
use amana_model::SealedName;
use amana_store::Identities;

use crate::support::{Fixture, passphrase, services, verify};

const PASSWORD: &str = "a good long password";

/// The sealed copies that the log names, the newest first.
async fn backups(archive: &Archive) -> Vec<SealedName> {
    archive.catch_up().await.unwrap();
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 1000).await.unwrap();
    let sealed = acts.iter().filter(|act| act.act == "accounts-backed-up").map(|act| &act.details["sealed"]);
    sealed.map(|name| name.as_str().unwrap().parse().unwrap()).collect()
}

fn object(fixture: &Fixture, name: &SealedName) -> std::path::PathBuf {
    let hex = name.to_string();
    fixture.root.join("store").join(&hex[..2]).join(&hex[2..4]).join(hex)
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_accounts_come_back_and_people_sign_in_as_before() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let samar = archive.add_account("samar", "سمر", Role::Custodian, "an earlier password").await.unwrap();
    archive.add_account("nadim", "نديم", Role::Reader, PASSWORD).await.unwrap();
    archive.change_password("samar", PASSWORD).await.unwrap();
    archive.disable_account("nadim").await.unwrap();
    let session = archive.sign_in("samar", PASSWORD).await.unwrap();
    assert_eq!(backups(&archive).await.len(), 4, "one at each change, and none at signing in");
    archive.close().await;

    std::fs::remove_file(fixture.root.join("accounts.db")).unwrap();
    let archive = fixture.open();
    let found = verify(&archive).await.findings;
    let lost = found.iter().find(|finding| finding.path == "accounts.db").unwrap();
    assert!(lost.damage && lost.safe.contains("amana account restore"), "{lost:?}");
    archive.close().await;

    let mut archive = fixture.open();
    let restored = archive.restore_accounts(false).await.unwrap();
    assert_eq!((restored.accounts, &restored.aside), (2, &None));
    assert_eq!(backups(&archive).await.first(), Some(&restored.sealed), "the newest copy");
    assert!(archive.session(&session.token).await.unwrap().is_none(), "sessions do not come back");
    let again = archive.sign_in("samar", PASSWORD).await.unwrap();
    assert_eq!(again.account.id, samar, "the account that the log names");
    assert!(matches!(archive.sign_in("nadim", PASSWORD).await, Err(SignInError::Disabled)));
    let checked = verify(&archive).await;
    assert!(checked.is_sound(), "{:?}", checked.findings);
    assert_eq!(checked.findings, [], "nothing is left over");
}

#[tokio::test(flavor = "multi_thread")]
async fn readable_accounts_are_replaced_only_when_told_and_then_kept_aside() {
    let fixture = Fixture::new();
    let mut archive = fixture.open();
    let nothing = archive.restore_accounts(false).await.unwrap_err();
    assert_eq!(nothing.kind, ErrorKind::Absent);
    archive.add_account("samar", "سمر", Role::Custodian, PASSWORD).await.unwrap();
    let refused = archive.restore_accounts(false).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Mistake);
    assert!(refused.next.unwrap().contains("--replace"));
    let restored = archive.restore_accounts(true).await.unwrap();
    assert!(restored.aside.unwrap().is_file());
    archive.sign_in("samar", PASSWORD).await.unwrap();
    let checked = verify(&archive).await;
    assert!(checked.is_sound() && checked.findings.len() == 1, "{:?}", checked.findings);
    assert!(checked.findings[0].path.starts_with("accounts.db.aside-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_accounts_are_put_aside_and_replaced() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    archive.add_account("samar", "سمر", Role::Custodian, PASSWORD).await.unwrap();
    archive.close().await;
    let path = fixture.root.join("accounts.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let mut archive = fixture.open();
    let restored = archive.restore_accounts(false).await.unwrap();
    assert_eq!(std::fs::read(restored.aside.unwrap()).unwrap(), bytes, "nothing is thrown away");
    archive.sign_in("samar", PASSWORD).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sealed_copies_are_checked_like_every_object() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    archive.add_account("samar", "سمر", Role::Custodian, PASSWORD).await.unwrap();
    archive.back_up_accounts().await.unwrap();
    let names = backups(&archive).await;
    let checked = verify(&archive).await;
    assert!(checked.is_sound() && checked.findings.is_empty(), "{:?}", checked.findings);
    assert_eq!((checked.scope.objects, checked.originals), (2, 0), "copies of accounts are no originals");
    archive.close().await;

    let (older, newest) = (object(&fixture, &names[1]), object(&fixture, &names[0]));
    std::fs::remove_file(&older).unwrap();
    let mut bytes = std::fs::read(&newest).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&newest, bytes).unwrap();
    let mut archive = fixture.open();
    let damaged: Vec<_> =
        verify(&archive).await.findings.into_iter().map(|one| (one.damage, one.what)).collect();
    assert_eq!(damaged.len(), 2, "{damaged:?}");
    assert!(damaged.iter().all(|(damage, _)| *damage), "{damaged:?}");
    let error = archive.restore_accounts(true).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Damage);
    archive.sign_in("samar", PASSWORD).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_opens_with_a_custodians_key_alone_and_holds_no_password() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    archive.add_account("samar", "سمر", Role::Custodian, PASSWORD).await.unwrap();
    let sealed = backups(&archive).await[0];
    let bytes = std::fs::read(object(&fixture, &sealed)).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let wrapped = std::fs::read(fixture.root.join("keys/one.age")).unwrap();
    let identity = amana_store::unwrap_identity(&wrapped, passphrase("one")).unwrap();
    let plain = Identities::new(vec![identity]).unwrap().open(&bytes).unwrap();
    let text = String::from_utf8(plain).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["accounts"][0]["name"], "samar");
    assert!(json["accounts"][0]["password"].as_str().unwrap().starts_with("$argon2id$"));
    assert!(!text.contains(PASSWORD));
}

/// An archive whose accounts came and went, on a disk that fails.
async fn on_a_failing_disk(fault: impl Fn(u64) -> Fault, lost: bool) {
    let source = Fixture::new();
    let archive = source.open();
    archive.add_account("samar", "سمر", Role::Custodian, PASSWORD).await.unwrap();
    archive.close().await;
    if lost {
        std::fs::remove_file(source.root.join("accounts.db")).unwrap();
    }
    let open = |fixture: &Fixture, disk| {
        Archive::open(&fixture.root, Arc::new(disk), services(), Some(fixture.keyring("one"))).unwrap()
    };
    for at in 0.. {
        let fixture = source.copy();
        let disk = FaultyDisk::new(LocalDisk, fault(at));
        let mut archive = open(&fixture, disk.clone());
        let done = match lost {
            true => archive.restore_accounts(false).await.map(|_| ()),
            false => archive.back_up_accounts().await.map(|_| ()),
        };
        archive.close().await;
        assert!(done.is_ok() || disk.struck(), "{at}: {done:?}");
        let mut archive = open(&fixture, FaultyDisk::new(LocalDisk, Fault::none()));
        if lost && done.is_err() && !fixture.root.join("accounts.db").exists() {
            archive.restore_accounts(false).await.unwrap();
        }
        archive.sign_in("samar", PASSWORD).await.unwrap();
        archive.back_up_accounts().await.unwrap();
        let checked = verify(&archive).await;
        assert!(checked.is_sound(), "{at}: {:?}", checked.findings);
        archive.close().await;
        if !disk.struck() {
            assert!(at > 10, "{at} operations");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_on_a_failing_disk_is_whole_or_not_there() {
    on_a_failing_disk(|at| Fault::once(at, FaultKind::Io), false).await;
    on_a_failing_disk(Fault::crash_at, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn restoring_on_a_failing_disk_goes_on_with_the_same_command() {
    on_a_failing_disk(|at| Fault::once(at, FaultKind::Io), true).await;
    on_a_failing_disk(Fault::crash_at, true).await;
}
