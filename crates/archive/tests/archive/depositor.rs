//! Who deposited is readable by two custodians together, and by nobody alone.

use amana_archive::ErrorKind;

use crate::support::{Fixture, options, small_deposit};

#[tokio::test(flavor = "multi_thread")]
async fn two_of_three_custodians_open_it_and_it_is_an_event() {
    let fixture = Fixture::with_custodians(&["one", "two", "three"]);
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    let mut options = options(&deposit);
    options.depositor = Some("the neighbour of the bakery".into());
    let accession = archive.intake(&options, &()).await.unwrap().accession;
    for other in ["two", "three"] {
        let text = archive.reveal_depositor(&accession, &fixture.keyring(other), "a hearing").await.unwrap();
        assert_eq!(text, "the neighbour of the bakery");
    }
    let alone = archive.reveal_depositor(&accession, &fixture.keyring("one"), "curiosity").await.unwrap_err();
    assert_eq!(alone.kind, ErrorKind::Mistake);
    let events =
        archive.catalog().await.unwrap().events(amana_archive::look::About::Acts, 0, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.act == "depositor-revealed").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_one_custodian_nobody_can_be_named() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    let mut options = options(&deposit);
    options.depositor = Some("somebody".into());
    let error = archive.intake(&options, &()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Mistake);
    assert!(archive.running().unwrap().is_empty());
}
