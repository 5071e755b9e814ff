//! Signing in at the desk: what succeeds and what fails is in the log, and nobody can flood it.

use amana_archive::access::{Role, SignInError};
use amana_archive::look::{About, EventRow};
use amana_archive::{Archive, Services};
use amana_disk::LocalDisk;

use crate::support::{Fixture, services_at};

const PASSWORD: &str = "a good long password";

async fn acts(archive: &Archive) -> Vec<EventRow> {
    archive.catch_up().await.unwrap();
    let mut acts = archive.catalog().await.unwrap().events(About::Acts, 0, 1000).await.unwrap();
    acts.reverse();
    acts
}

/// The failed sign-ins in the log: name, reason, attempts.
async fn failed(archive: &Archive) -> Vec<(Option<String>, String, u64)> {
    let mut acts = acts(archive).await;
    acts.retain(|event| event.act == "sign-in-failed");
    let text = |event: &EventRow, member: &str| event.details[member].as_str().map(String::from);
    acts.iter()
        .map(|event| {
            let attempts = event.details["attempts"].as_u64().unwrap();
            (text(event, "name"), text(event, "reason").unwrap(), attempts)
        })
        .collect()
}

fn told(name: Option<&str>, reason: &str, attempts: u64) -> (Option<String>, String, u64) {
    (name.map(String::from), reason.to_owned(), attempts)
}

fn open_at(fixture: &Fixture, time: &str) -> Archive {
    let services: Services = services_at(time);
    Archive::open(&fixture.root, std::sync::Arc::new(LocalDisk), services, Some(fixture.keyring("one")))
        .unwrap()
}

/// Each look at the clock of the tests is a second.
fn wait_a_minute(archive: &Archive) {
    for _ in 0..60 {
        archive.services().clock.now();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_sign_ins_are_few_events_and_name_only_known_accounts() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    archive.add_account("Samar", "سمر", Role::Reader, PASSWORD).await.unwrap();
    let refused = async |name: &str, password: &str| {
        let answer = archive.sign_in(name, password).await;
        assert!(matches!(answer, Err(SignInError::WrongNameOrPassword)), "{answer:?}");
    };
    refused("samar", "wrong").await;
    let first = told(Some("Samar"), "wrong-password", 1);
    assert_eq!(failed(&archive).await, std::slice::from_ref(&first), "the first is recorded at once");
    let secret = "my passphrase, in the wrong field";
    refused(secret, "x").await;
    refused("samar", "wrong").await;
    assert_eq!(failed(&archive).await.len(), 1, "those after it are counted");

    archive.sign_in("samar", PASSWORD).await.unwrap();
    let unknown = told(None, "unknown-name", 1);
    assert_eq!(failed(&archive).await, [first.clone(), unknown, first.clone()]);
    let acts = acts(&archive).await;
    assert_eq!(acts.last().unwrap().act, "signed-in", "what failed before stands before it");
    assert!(!acts.iter().any(|event| event.details.to_string().contains(secret)));
    let recorder = acts.iter().find(|event| event.act == "sign-in-failed").unwrap();
    assert_eq!(
        recorder.agent,
        archive.services().agent.name,
        "nobody signed in, so nobody is named as the agent"
    );

    refused("samar", "wrong").await;
    assert_eq!(failed(&archive).await.len(), 3);
    // Killed: nothing was closed. The desk that opens next records what was counted.
    drop(archive);
    let archive = fixture.open();
    assert_eq!(archive.record_failed_sign_ins().await.unwrap(), 1);
    assert_eq!(archive.record_failed_sign_ins().await.unwrap(), 0);
    assert_eq!(failed(&archive).await.last(), Some(&first));
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_makes_few_events_and_no_attempt_is_lost() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    archive.add_account("Samar", "سمر", Role::Reader, PASSWORD).await.unwrap();
    archive.close().await;
    let archive = open_at(&fixture, "2026-11-23T20:00:00Z");
    let mut looked_at = 0;
    while looked_at < 5 {
        for name in ["samar", "nobody"] {
            match archive.sign_in(name, "wrong").await {
                Err(SignInError::TooMany { .. }) => wait_a_minute(&archive),
                _ => looked_at += 1,
            }
        }
    }
    let events = failed(&archive).await.len();
    assert!(events <= 2, "{events} events for {looked_at} attempts");
    archive.record_failed_sign_ins().await.unwrap();
    let counted: u64 = failed(&archive).await.iter().map(|(.., attempts)| attempts).sum();
    assert_eq!(counted, looked_at, "none is lost");
}
