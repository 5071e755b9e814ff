//! What is shown of an original, and what is said where nothing can be shown.

use amana_archive::look::About;
use amana_archive::{Archive, ArchiveError, ErrorKind, NoPicture, PreviewSize};
use amana_model::{AccountId, Agent, Digest};
use sha2::{Digest as _, Sha256};

use crate::support::{Fixture, intake, picture};

fn digest_of(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// A JPEG of which only the header is left.
fn header_only() -> Vec<u8> {
    picture(1)[..40].to_vec()
}

fn person() -> (Agent, AccountId) {
    (Agent { name: "samar".into(), software: "amana test".into() }, "a1".parse().unwrap())
}

async fn views(archive: &Archive) -> usize {
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 1000).await.unwrap();
    acts.iter().filter(|act| act.act == "original-viewed").count()
}

/// The answers for the covered form, a preview and the whole picture.
async fn asked(archive: &Archive, digest: &Digest) -> [Result<Vec<u8>, ArchiveError>; 3] {
    let (agent, account) = person();
    [
        archive.cover(digest).await,
        archive.preview(&agent, &account, digest, PreviewSize::View, None).await,
        archive.full(&agent, &account, digest, None).await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shown_is_told_from_what_is_not_there() {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    std::fs::write(deposit.join("broken.jpg"), header_only()).unwrap();
    std::fs::write(deposit.join("note.txt"), "a note").unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    for (bytes, why) in [(header_only(), NoPicture::Unreadable), (b"a note".to_vec(), NoPicture::NotAPicture)]
    {
        for answer in asked(&archive, &digest_of(&bytes)).await {
            let error = answer.unwrap_err();
            assert_eq!(error.kind, ErrorKind::NoPicture(why), "{error:?}");
            assert!(error.safe.is_some() && error.next.is_some(), "{error:?}");
        }
    }
    for answer in asked(&archive, &Digest([9; 32])).await {
        assert_eq!(answer.unwrap_err().kind, ErrorKind::Absent);
    }
    assert_eq!(views(&archive).await, 0, "nothing was shown, so nothing was viewed");
}

/// A deposit of one picture.
fn one_picture(fixture: &Fixture) -> std::path::PathBuf {
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    std::fs::write(deposit.join("whole.jpg"), picture(1)).unwrap();
    deposit
}

#[tokio::test(flavor = "multi_thread")]
async fn each_picture_handed_over_is_a_view_in_the_log() {
    let fixture = Fixture::new();
    let deposit = one_picture(&fixture);
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    for answer in asked(&archive, &digest_of(&picture(1))).await {
        assert!(answer.unwrap().starts_with(&[0xff, 0xd8]));
    }
    assert_eq!(views(&archive).await, 2, "the covered form is no view");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_looked_at_yet_says_so() {
    let fixture = Fixture::new();
    let deposit = one_picture(&fixture);
    let archive = fixture.open();
    let mut options = crate::support::options(&deposit);
    options.analysis = None;
    archive.intake(&options, &()).await.unwrap();
    let error = archive.cover(&digest_of(&picture(1))).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NoPicture(NoPicture::NotLookedAt));
}
