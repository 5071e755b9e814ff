//! Reports about missing people: sealed apart, told anew, consented to, erased for good; whatever is interrupted leaves nothing half.

use std::sync::Arc;

use amana_archive::look::Table;
use amana_archive::{Apart, Archive, Erasure, NewReport, NotReported, Told};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk};
use amana_model::{
    Agent, Consent, ConsentChange, ConsentPurpose, Contact, MissingFault, MissingId, MissingPerson,
    ReportsComparison, ReportsVerdict, StatedSex,
};

use crate::analysing::rows;
use crate::support::{Fixture, files, services, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana 0.1.0".into() }
}

fn person(name: &str) -> MissingPerson {
    MissingPerson {
        name_arabic: name.into(),
        sex: Some(StatedSex::Male),
        taken: Some("2013-05".parse().unwrap()),
        marks: "an invented scar".into(),
        testimony: "an invented testimony".into(),
        ..MissingPerson::default()
    }
}

fn contact() -> Contact {
    Contact { name: "an invented sister".into(), reach: "an invented number".into(), ..Contact::default() }
}

fn consent(purpose: ConsentPurpose) -> Consent {
    Consent { purpose, recipient: None }
}

fn new(name: &str) -> NewReport {
    NewReport {
        person: person(name),
        contact: contact(),
        consents: vec![consent(ConsentPurpose::Search)],
        how: "on paper".into(),
    }
}

async fn reported(archive: &Archive, name: &str) -> MissingId {
    archive.report_missing(&agent("samar"), &new(name)).await.unwrap().unwrap()
}

/// Whether any file of the archive holds this text.
fn stands_anywhere(fixture: &Fixture, text: &str) -> bool {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    files(&fixture.root).iter().any(|path| holds(&std::fs::read(path).unwrap()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_and_who_says_it_lie_apart_and_come_back() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = reported(&archive, "فلان المخترع").await;
    let room = archive.missing().await.unwrap();
    let known = room.get(&report).unwrap();
    assert_eq!(known.person, Told::Here(person("فلان المخترع")));
    assert_eq!((known.version, known.contact), (1, Apart::Sealed));
    assert!(
        known.consents_to(&consent(ConsentPurpose::Search))
            && !known.consents_to(&consent(ConsentPurpose::Publication))
    );

    let why = archive.read_contact(&agent("samar"), &report, "  ").await.unwrap();
    assert_eq!(why, Err(NotReported::Why), "nobody reads a contact for nothing");
    let read = archive.read_contact(&agent("samar"), &report, "to call back").await.unwrap();
    assert_eq!(read, Ok(Told::Here(contact())));
    let acts: Vec<String> = archive
        .catalog()
        .await
        .unwrap()
        .missing_acts()
        .await
        .unwrap()
        .iter()
        .map(|act| act.act.word().to_owned())
        .collect();
    assert_eq!(acts, ["missing-reported", "contact-sealed", "consent-given", "contact-read"]);
    let events = serde_json::to_string(
        &archive
            .catalog()
            .await
            .unwrap()
            .missing_acts()
            .await
            .unwrap()
            .iter()
            .map(|one| &one.act)
            .collect::<Vec<_>>(),
    )
    .unwrap();
    assert!(!events.contains("invented") && !events.contains("فلان"), "the log knows no word of it: {events}");
    assert!(
        !stands_anywhere(&fixture, "invented") && !stands_anywhere(&fixture, "فلان"),
        "all of it is sealed"
    );

    let table = rows(&archive, Table::Reports).await;
    assert_eq!(table.len(), 1);
    assert!(!format!("{table:?}").contains("sister"), "a table tells no contact");
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.missing().await.unwrap(), room, "made anew, it is the same");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_told_anew_over_what_was_seen() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = reported(&archive, "فلان").await;
    let amend = async |seen, name: &str| {
        archive.amend_missing(&agent("nadim"), &report, seen, &person(name)).await.unwrap()
    };
    assert_eq!(amend(1, "فلان بن فلان").await, Ok(2));
    assert_eq!(amend(1, "علان").await, Err(NotReported::Changed));
    assert_eq!(amend(2, " ").await, Err(NotReported::Fault(MissingFault::Nameless)));
    let room = archive.missing().await.unwrap();
    let known = room.get(&report).unwrap();
    assert_eq!((known.version, known.agent.as_str()), (2, "nadim"));
    assert_eq!(known.person.here().unwrap().name_arabic, "فلان بن فلان");
    let nobody = "m00000000".parse().unwrap();
    let absent = archive.amend_missing(&agent("nadim"), &nobody, 1, &person("x")).await.unwrap();
    assert_eq!(absent, Err(NotReported::Absent));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_given_and_withdrawn_and_each_is_an_entry() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = reported(&archive, "فلان").await;
    let change = async |purpose, recipient: Option<&str>, given| {
        let consent = Consent { purpose, recipient: recipient.map(str::to_owned) };
        let change = ConsentChange { report: report.clone(), consent, how: "by voice".into() };
        archive.change_consent(&agent("samar"), change, given).await.unwrap()
    };
    assert_eq!(change(ConsentPurpose::Search, None, true).await, Err(NotReported::Already));
    assert_eq!(
        change(ConsentPurpose::Sharing, None, true).await,
        Err(NotReported::Fault(MissingFault::Recipient("sharing")))
    );
    assert_eq!(change(ConsentPurpose::Sharing, Some("one organisation"), true).await, Ok(()));
    assert_eq!(change(ConsentPurpose::Sharing, Some("another"), false).await, Err(NotReported::Already));
    assert_eq!(change(ConsentPurpose::Search, None, false).await, Ok(()));
    let room = archive.missing().await.unwrap();
    let known = &room.get(&report).unwrap().consents;
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].0.recipient.as_deref(), Some("one organisation"));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_erased_is_gone_and_the_proof_stays_whole() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let (report, other) = (reported(&archive, "فلان").await, reported(&archive, "علان").await);
    archive.amend_missing(&agent("samar"), &report, 1, &person("فلان بن فلان")).await.unwrap().unwrap();
    let erase =
        async |what, order: &str| archive.erase_missing(&agent("samar"), &report, what, order).await.unwrap();
    assert_eq!(erase(Erasure::Contact, " ").await, Err(NotReported::Why));
    assert_eq!(erase(Erasure::Contact, "the family's wish").await, Ok(1));
    let room = archive.missing().await.unwrap();
    assert_eq!(room.get(&report).unwrap().contact, Apart::Erased);
    assert!(room.get(&report).unwrap().person.here().is_some());
    assert_eq!(archive.read_contact(&agent("samar"), &report, "to call").await.unwrap(), Ok(Told::Erased));
    assert_eq!(erase(Erasure::Everything, "a court's order").await, Ok(2), "every version");
    assert_eq!(erase(Erasure::Everything, "again").await, Err(NotReported::Already));
    let room = archive.missing().await.unwrap();
    assert_eq!(room.get(&report).unwrap().person, Told::Erased);
    assert!(room.get(&other).unwrap().person.here().is_some(), "nobody else's");
    let amended = archive.amend_missing(&agent("samar"), &report, 2, &person("x")).await.unwrap();
    assert_eq!(amended, Err(NotReported::Erased));
    assert_eq!(files(&fixture.root.join("statements")).len(), 2, "the other's keys alone");
    assert!(verify(&archive).await.is_sound(), "objects and log are whole");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_left_by_a_kill_is_destroyed_and_a_lost_one_is_told() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = reported(&archive, "فلان").await;
    let keys = files(&fixture.root.join("statements"));
    let kept: Vec<_> = keys.iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    archive.erase_missing(&agent("samar"), &report, Erasure::Everything, "an order").await.unwrap().unwrap();
    for (path, bytes) in &kept {
        std::fs::write(path, bytes).unwrap();
    }
    let told = verify(&archive).await;
    assert!(told.findings.iter().any(|one| one.what.contains("the key of something erased is still there")));
    archive.missing().await.unwrap();
    assert!(files(&fixture.root.join("statements")).is_empty(), "what was begun is finished");

    let second = reported(&archive, "علان").await;
    for path in files(&fixture.root.join("statements")) {
        std::fs::remove_file(path).unwrap();
    }
    let room = archive.missing().await.unwrap();
    assert_eq!(room.get(&second).unwrap().person, Told::Lost, "lost is not erased");
    assert!(!verify(&archive).await.is_sound());
    archive.close().await;
}

fn open(fixture: &Fixture, disk: FaultyDisk<LocalDisk>) -> Archive {
    Archive::open(&fixture.root, Arc::new(disk), services(), Some(fixture.keyring("one"))).unwrap()
}

async fn survives(fault: fn(u64) -> Fault) {
    let source = Fixture::new();
    for at in 0.. {
        let fixture = source.copy();
        let disk = FaultyDisk::new(LocalDisk, fault(at));
        let archive = open(&fixture, disk.clone());
        let taken = archive.report_missing(&agent("samar"), &new("فلان")).await;
        let erased = match &taken {
            Ok(report) => {
                let report = report.as_ref().unwrap();
                archive.erase_missing(&agent("samar"), report, Erasure::Everything, "an order").await.is_ok()
            }
            Err(_) => false,
        };
        archive.close().await;
        assert!((taken.is_ok() && erased) || disk.struck(), "{at}: {taken:?}");
        let archive = open(&fixture, FaultyDisk::new(LocalDisk, Fault::none()));
        for report in archive.missing().await.unwrap().reports {
            assert_eq!(
                report.person.here().is_some(),
                report.contact == Apart::Sealed,
                "{at}: erased by halves"
            );
            assert!(report.person != Told::Lost, "{at}");
            assert_eq!(report.consents.len(), 1, "{at}: all at once");
        }
        assert!(!erased || files(&fixture.root.join("statements")).is_empty(), "{at}");
        let checked = verify(&archive).await;
        assert!(checked.is_sound(), "{at}: {:?}", checked.findings);
        archive.report_missing(&agent("samar"), &new("علان")).await.unwrap().unwrap();
        archive.close().await;
        if !disk.struck() {
            assert!(at > 10, "{at} operations");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_in_and_erasing_survive_a_crash_anywhere() {
    survives(Fault::crash_at).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_in_and_erasing_survive_a_failure_anywhere() {
    survives(|at| Fault::once(at, FaultKind::Io)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_reports_only_adds_and_goes_on_where_it_was_stopped() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let head = "name_arabic,taken,phone,consent\n";
    let rows = |many: std::ops::Range<u32>| -> String {
        many.map(|n| format!("فلان المخترع {n},2013-05-{:02},number {n},search\n", n % 28 + 1)).collect()
    };
    let list = format!("{head}{}", rows(0..230));
    let bring = async |list: &str, how: &str, record| {
        archive.bring_reports(&agent("samar"), list.as_bytes(), &[], how, record).await.unwrap()
    };
    let tried = bring(&list, "by the list", false).await;
    assert_eq!((tried.counts.get("new"), tried.recorded), (Some(&230), false));
    assert!(archive.missing().await.unwrap().reports.is_empty(), "it was only tried");
    let silent = bring(&list, "", false).await;
    assert_eq!(silent.counts.get("refused"), Some(&230), "nobody said how they consented");
    let recorded = bring(&list, "by the list", true).await;
    assert!(recorded.recorded && recorded.rows.iter().all(|row| row.report.is_some()));
    let again = bring(&format!("{list}{}", rows(230..231)), "by the list", true).await;
    assert_eq!((again.counts.get("already"), again.counts.get("new")), (Some(&230), Some(&1)));
    let room = archive.missing().await.unwrap();
    assert_eq!(room.reports.len(), 231);
    assert!(room.reports.iter().all(|one| one.contact == Apart::Sealed && one.consents.len() == 1));
    let relative = format!("{head}فلان المخترع 0,2013-05-01,another number,search\n");
    let other = bring(&relative, "by the list", true).await;
    assert_eq!(other.counts.get("new"), Some(&1), "what another relative says is not lost");
    let known = bring(&relative, "by the list", true).await;
    assert!(known.counts.get("already") == Some(&1) && known.rows[0].report.is_some());
    let reads = archive.catalog().await.unwrap().missing_acts().await.unwrap();
    assert!(reads.iter().all(|act| act.act.word() != "contact-read"), "nobody was shown a contact");
    let told = archive.bring_reports(&agent("samar"), b"colour\nblue\n", &[], "", true).await.unwrap_err();
    assert!(told.to_string().contains("no column tells a name"), "{told}");
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_two_reports_are_about_one_person_is_decided_and_taken_back() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let [one, two, three] =
        [reported(&archive, "a").await, reported(&archive, "b").await, reported(&archive, "c").await];
    let decide = async |one: &MissingId, other: &MissingId, verdict, reason: &str| {
        let comparison = ReportsComparison::of(one.clone(), other.clone(), verdict, reason.into());
        archive.compare_reports(&agent("samar"), comparison).await.unwrap()
    };
    assert_eq!(decide(&one, &two, ReportsVerdict::Same, " ").await, Err(NotReported::Why));
    assert_eq!(decide(&one, &one, ReportsVerdict::Same, "x").await, Err(NotReported::Absent));
    let nobody = "m00000000".parse().unwrap();
    assert_eq!(decide(&one, &nobody, ReportsVerdict::Same, "x").await, Err(NotReported::Absent));
    assert_eq!(decide(&two, &one, ReportsVerdict::Same, "the same mother").await, Ok(()));
    assert_eq!(decide(&one, &two, ReportsVerdict::Same, "again").await, Err(NotReported::Already));
    assert_eq!(decide(&two, &three, ReportsVerdict::Same, "the same day").await, Ok(()));
    let same = async |of: &MissingId| archive.missing().await.unwrap().same_person(of).len();
    assert_eq!(
        (same(&one).await, same(&two).await, same(&three).await),
        (2, 2, 2),
        "whoever is beside one of them too"
    );
    assert_eq!(decide(&two, &one, ReportsVerdict::Undecided, "two brothers").await, Ok(()));
    assert_eq!((same(&one).await, same(&two).await), (0, 1));
    let room = archive.missing().await.unwrap();
    assert!(room.reports.iter().all(|report| report.person.here().is_some()), "each stays its own");
    archive.close().await;
}
