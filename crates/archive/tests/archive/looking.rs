//! Care while looking: how much each person saw is counted, nothing is uncovered while she is to rest, and a rebuilt catalog
//! counts the same.

use amana_archive::access::{Role, Session};
use amana_archive::look::About;
use amana_archive::{Archive, ArchiveError, ErrorKind, PreviewSize};
use amana_model::{AccountId, Agent, Digest, ExposureRule, Look, Rest};
use sha2::{Digest as _, Sha256};

use crate::support::{Fixture, intake, picture};

const PASSWORD: &str = "a long enough password";

/// An archive with one picture.
async fn with_a_picture() -> (Fixture, Archive, Digest) {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    std::fs::write(deposit.join("whole.jpg"), picture(1)).unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    (fixture, archive, Digest(Sha256::digest(picture(1)).into()))
}

struct Person {
    agent: Agent,
    account: AccountId,
}

impl Person {
    fn new(name: &str) -> Self {
        let agent = Agent { name: name.into(), software: "amana test".into() };
        Self { agent, account: name.parse().unwrap() }
    }

    async fn look(&self, archive: &Archive, digest: &Digest) -> Result<Vec<u8>, ArchiveError> {
        archive.preview(&self.agent, &self.account, digest, PreviewSize::Grid, None).await
    }
}

fn rest(error: &ArchiveError) -> Rest {
    let ErrorKind::Rest(rest) = error.kind else { panic!("{error:?}") };
    assert!(error.safe.is_some() && error.next.is_some(), "{error:?}");
    rest
}

async fn acts(archive: &Archive, word: &str) -> usize {
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 1000).await.unwrap();
    acts.iter().filter(|act| act.act == word).count()
}

async fn signed_in(archive: &Archive) -> Session {
    archive.add_account("samar", "Samar", Role::Reader, PASSWORD).await.unwrap();
    archive.sign_in("samar", PASSWORD).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_view_beyond_the_days_number_is_shown_or_recorded_and_others_are_not_touched() {
    let (_fixture, archive, digest) = with_a_picture().await;
    let (samar, nadim) = (Person::new("samar"), Person::new("nadim"));
    let rule = ExposureRule { views_a_day: Some(3), ..ExposureRule::default() };
    archive.set_exposure_rule(&samar.agent, rule).await.unwrap();
    let all = tokio::join!(
        samar.look(&archive, &digest),
        samar.look(&archive, &digest),
        samar.look(&archive, &digest),
        samar.look(&archive, &digest),
        samar.look(&archive, &digest),
    );
    let all = [all.0, all.1, all.2, all.3, all.4];
    assert_eq!(all.iter().filter(|answer| answer.is_ok()).count(), 3, "asked for at once, too");
    let refused = all.iter().find_map(|answer| answer.as_ref().err()).unwrap();
    assert_eq!(rest(refused), Rest::Day("2026-11-24T00:00:00Z".parse().unwrap()));
    let whole = archive.full(&samar.agent, &samar.account, &digest, None).await.unwrap_err();
    assert!(matches!(rest(&whole), Rest::Day(_)));
    assert_eq!(acts(&archive, "original-viewed").await, 3);
    nadim.look(&archive, &digest).await.unwrap();
    let free = ExposureRule { views_a_day: None, ..rule };
    archive.set_exposure_rule(&samar.agent, free).await.unwrap();
    samar.look(&archive, &digest).await.unwrap();
    let (rule, seen) = archive.exposure(&samar.account).await.unwrap();
    assert_eq!((rule, seen.views, seen.views_left), (free, 4, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uncovering_lasts_no_longer_than_is_left_and_none_begins_in_a_pause() {
    let (_fixture, archive, digest) = with_a_picture().await;
    let session = signed_in(&archive).await;
    let rule = ExposureRule { looking_minutes: 1, pause_minutes: 10, views_a_day: None };
    archive.set_exposure_rule(&archive.agent_of(&session.account), rule).await.unwrap();
    let begun = archive.services().clock.now();
    let until = archive.uncover(&session, 30).await.unwrap();
    let lasts = until.unix_seconds() - begun.unix_seconds();
    assert!((60..70).contains(&lasts), "{lasts} seconds");
    // The clock of these tests goes on by a second at each look at it.
    while archive.services().clock.now() < until {}
    let refused = archive.uncover(&session, 5).await.unwrap_err();
    let Rest::Pause(end) = rest(&refused) else { panic!("{refused:?}") };
    let agent = archive.agent_of(&session.account);
    let picture = archive.preview(&agent, &session.account.id, &digest, PreviewSize::View, None).await;
    assert_eq!(rest(&picture.unwrap_err()), Rest::Pause(end));
    assert_eq!(
        (acts(&archive, "uncovered-for-session").await, acts(&archive, "original-viewed").await),
        (1, 0)
    );
    while archive.services().clock.now() < end {}
    archive.preview(&agent, &session.account.id, &digest, PreviewSize::View, None).await.unwrap();
    archive.uncover(&session, 5).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuilt_catalog_counts_the_same() {
    let (fixture, archive, digest) = with_a_picture().await;
    let session = signed_in(&archive).await;
    let agent = archive.agent_of(&session.account);
    let account = session.account.id.clone();
    let rule = ExposureRule { views_a_day: Some(40), looking_minutes: 20, pause_minutes: 7 };
    archive.set_exposure_rule(&agent, rule).await.unwrap();
    for _ in 0..5 {
        archive.preview(&agent, &account, &digest, PreviewSize::Grid, None).await.unwrap();
    }
    archive.uncover(&session, 5).await.unwrap();
    archive.cover_again(&session).await.unwrap();
    let looks = |archive: Archive| {
        let account = account.clone();
        async move {
            let catalog = archive.catalog().await.unwrap();
            let since = "2026-11-22T00:00:00Z".parse().unwrap();
            let told =
                (catalog.exposure_rule().await.unwrap(), catalog.looks(&account, since).await.unwrap());
            archive.close().await;
            told
        }
    };
    let grown = looks(archive).await;
    let viewed = |look: &Look| if let Look::Viewed { views, .. } = look { *views } else { 0 };
    assert_eq!((grown.0, grown.1.iter().map(viewed).sum()), (rule, 5u64));
    assert_eq!(grown.1.iter().filter(|look| viewed(look) == 0).count(), 2, "an uncovering and its end");
    let again = fixture.open();
    again.rebuild().await.unwrap();
    assert_eq!(looks(again).await, grown);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_beyond_sense_is_refused() {
    let (_fixture, archive, _) = with_a_picture().await;
    let agent = Person::new("samar").agent;
    let rule = ExposureRule { looking_minutes: 0, ..ExposureRule::default() };
    assert_eq!(archive.set_exposure_rule(&agent, rule).await.unwrap_err().kind, ErrorKind::Mistake);
    assert_eq!(acts(&archive, "exposure-rule-set").await, 0);
}
