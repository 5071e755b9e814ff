//! Bystanders: blurred wherever a picture is shown, in no copy without a reason, no evidence; the same after a rebuild.

use amana_archive::look::{About, EventRow, Table};
use amana_archive::{Archive, ErrorKind, PreviewSize};
use amana_model::{AccountId, Agent, Digest, Region};
use sha2::Digest as _;

use crate::analysing::rows;
use crate::support::{Fixture, intake, picture};

struct Stage {
    archive: Archive,
    digest: Digest,
    account: AccountId,
    agent: Agent,
    _fixture: Fixture,
}

const REGION: Region = Region { left: 0, top: 0, width: 40, height: 40 };

async fn stage() -> Stage {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    std::fs::write(deposit.join("two men.jpg"), picture(1)).unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let agent = Agent { name: "samar".into(), software: "amana test".into() };
    let digest = Digest(sha2::Sha256::digest(picture(1)).into());
    Stage { archive, digest, account: "samar".parse().unwrap(), agent, _fixture: fixture }
}

impl Stage {
    async fn view(&self, bystanders: Option<&str>) -> Vec<u8> {
        let size = PreviewSize::View;
        self.archive.preview(&self.agent, &self.account, &self.digest, size, bystanders).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marked_bystander_is_blurred_until_the_mark_is_taken_back() {
    let stage = stage().await;
    let (archive, digest) = (&stage.archive, &stage.digest);
    let before = stage.view(None).await;
    let whole = archive.full(&stage.agent, &stage.account, digest, None).await.unwrap();
    let entry = archive.mark_bystander(&stage.agent, digest, REGION, Some(" a guard ".into())).await.unwrap();

    let blurred = stage.view(None).await;
    assert_ne!(blurred, before);
    assert_ne!(archive.full(&stage.agent, &stage.account, digest, None).await.unwrap(), whole);
    assert_eq!(stage.view(Some("who is the second man")).await, before, "shown for a reason");
    assert_eq!(archive.full(&stage.agent, &stage.account, digest, Some("the same")).await.unwrap(), whole);

    let known = archive.bystanders(digest).await.unwrap();
    assert_eq!((known.len(), known[0].entry, known[0].mark.region), (1, entry, REGION));
    assert_eq!((known[0].mark.note.as_deref(), known[0].agent.as_str()), (Some("a guard"), "samar"));
    let again = archive.mark_bystander(&stage.agent, digest, REGION, None).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::Mistake);

    assert!(
        archive.unmark_bystander(&stage.agent, digest, entry, "  ").await.is_err(),
        "never without a reason"
    );
    archive.unmark_bystander(&stage.agent, digest, entry, "a poster").await.unwrap();
    assert_eq!(stage.view(None).await, before);
    let twice = archive.unmark_bystander(&stage.agent, digest, entry, "again").await.unwrap_err();
    assert_eq!(twice.kind, ErrorKind::Absent);

    let table = rows(archive, Table::Bystanders).await;
    assert_eq!(table.len(), 1, "what was taken back stays in the table");
    let Stage { archive, _fixture: fixture, .. } = stage;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::Bystanders).await, table);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_copy_leaves_with_a_bystander_unless_somebody_says_why() {
    let stage = stage().await;
    let (archive, digest) = (&stage.archive, &stage.digest);
    archive.mark_bystander(&stage.agent, digest, REGION, None).await.unwrap();
    let mut out = Vec::new();
    for reason in [None, Some(" ")] {
        let refused = archive.restore(digest, "for a court", reason, &mut out).await.unwrap_err();
        assert!(refused.kind == ErrorKind::Mistake && out.is_empty(), "{refused}");
    }
    archive.restore(digest, "for a court", Some("the court asked for it whole"), &mut out).await.unwrap();
    assert_eq!(Digest(sha2::Sha256::digest(&out).into()), *digest, "unaltered");

    let copy = archive.working_copy(digest, "for a paper").await.unwrap();
    assert_eq!((copy.blurred, copy.digest), (1, Digest(sha2::Sha256::digest(&copy.jpeg).into())));
    let whole = archive.full(&stage.agent, &stage.account, digest, Some("to compare")).await.unwrap();
    assert_ne!(copy.jpeg, whole);
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 50).await.unwrap();
    let of = |word: &str| acts.iter().find(|act| act.act == word).map(|act: &EventRow| &act.details).unwrap();
    assert_eq!(of("original-exported")["bystanders"], "the court asked for it whole");
    assert_eq!(of("working-copy-exported")["copy"], copy.digest.to_string());
    assert_eq!(of("original-viewed")["bystanders"], "to compare");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_picture_cannot_be_marked() {
    let stage = stage().await;
    for region in [
        Region { width: 0, ..REGION },
        Region { left: 100_000, ..REGION },
        Region { width: u32::MAX, ..REGION },
    ] {
        let refused =
            stage.archive.mark_bystander(&stage.agent, &stage.digest, region, None).await.unwrap_err();
        assert_eq!(refused.kind, ErrorKind::Mistake, "{region:?}");
    }
    let long = stage.archive.mark_bystander(&stage.agent, &stage.digest, REGION, Some("x".repeat(501))).await;
    assert!(long.is_err());
    let nothing =
        stage.archive.mark_bystander(&stage.agent, &Digest([9; 32]), REGION, None).await.unwrap_err();
    assert_eq!(nothing.kind, ErrorKind::Absent);
    assert!(stage.archive.bystanders(&stage.digest).await.unwrap().is_empty());
}
