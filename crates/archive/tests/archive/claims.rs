//! Claims: words sealed and erased with their report, levels of two reviewers, merges followed; whatever is interrupted leaves nothing half.

use std::sync::Arc;

use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, ClaimQueue, ClaimsRoom, Erasure, NewEvidence, NewReport, NewTold, Told};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk};
use amana_model::{
    AccountId, Agent, Bearing, ClaimId, ClaimLevel, ClaimStanding, ConflictKind, Decision, Digest,
    EvidenceKind, FamilyWords, IndividualId, LevelAnswered, MissingId, MissingPerson, NotClaimed, Shortfall,
    ToldWay,
};

use crate::analysing::{rows, taken_in};
use crate::support::{Fixture, files, services, verify};

pub(crate) fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana 0.1.0".into() }
}

/// An archive with two people, one of the first photograph and one of the second.
pub(crate) async fn peopled() -> (Fixture, [IndividualId; 2], Vec<Digest>) {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    let all: Vec<Digest> = rows(&archive, Table::Photographs).await.iter().map(|row| text(&row[0])).collect();
    let people = [archive.new_individual(), archive.new_individual()];
    for (individual, photograph) in people.iter().zip(&all) {
        let (individual, photographs) = (individual.clone(), vec![*photograph]);
        decide(&archive, Decision::Together { individual, photographs, candidate: None }).await;
    }
    archive.close().await;
    (fixture, people, all)
}

fn samar() -> AccountId {
    "samar".parse().unwrap()
}

async fn decide(archive: &Archive, decision: Decision) -> u64 {
    let seen = archive.catch_up().await.unwrap();
    match archive.decide(&agent("nadim"), decision, seen).await.unwrap() {
        amana_archive::Decided::Recorded(entry) => entry,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn reported(archive: &Archive, name: &str) -> MissingId {
    let person = MissingPerson { name_arabic: name.into(), ..MissingPerson::default() };
    let new = NewReport { person, ..NewReport::default() };
    archive.report_missing(&agent("samar"), &new).await.unwrap().unwrap()
}

fn evidence(kind: EvidenceKind, words: &str) -> NewEvidence {
    NewEvidence { kind, bearing: Bearing::For, words: words.into(), file: None }
}

async fn seen(archive: &Archive, claim: &ClaimId) -> u64 {
    archive.claims().await.unwrap().claims.get(claim).unwrap().last
}

async fn propose(archive: &Archive, who: &str, claim: &ClaimId, level: ClaimLevel) -> Result<(), NotClaimed> {
    let (account, seen) = (who.parse().unwrap(), seen(archive, claim).await);
    archive.propose_level(&agent(who), &account, claim, level, "a made-up reason", seen).await.unwrap()
}

async fn answer(archive: &Archive, who: &str, claim: &ClaimId, agrees: bool) -> Result<(), NotClaimed> {
    let room = archive.claims().await.unwrap();
    let known = room.claims.get(claim).unwrap();
    let proposal = known.waiting().map_or(0, |one| one.entry);
    let (account, reason) = (who.parse().unwrap(), "another reason".to_owned());
    let answered = LevelAnswered { claim: claim.clone(), proposal, account, agrees, reason };
    archive.answer_level(&agent(who), answered, known.last).await.unwrap()
}

/// A claim that two reviewers find probable.
pub(crate) async fn decided_probable(archive: &Archive, claim: &ClaimId) {
    let new = evidence(EvidenceKind::Dna, "an invented laboratory's letter");
    archive.add_evidence(&agent("samar"), &samar(), claim, &new).await.unwrap().unwrap();
    propose(archive, "rima", claim, ClaimLevel::Probable).await.unwrap();
    answer(archive, "karim", claim, true).await.unwrap();
}

fn standing(room: &ClaimsRoom, claim: &ClaimId) -> ClaimStanding {
    room.claims.get(claim).unwrap().standing()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_borne_by_evidence_decided_by_two_and_told() {
    let (fixture, [one, _], _) = peopled().await;
    let archive = fixture.open();
    let report = reported(&archive, "فلان المخترع").await;
    let claim = archive.open_claim(&agent("samar"), &samar(), &report, &one).await.unwrap().unwrap();
    let again = archive.open_claim(&agent("samar"), &samar(), &report, &one).await.unwrap();
    assert_eq!(again, Err(NotClaimed::Already));
    let nobody: IndividualId = "i00000000".parse().unwrap();
    assert_eq!(
        archive.open_claim(&agent("samar"), &samar(), &report, &nobody).await.unwrap(),
        Err(NotClaimed::Absent)
    );
    assert_eq!(
        propose(&archive, "rima", &claim, ClaimLevel::Possible).await,
        Err(NotClaimed::NotBorne(Shortfall::NothingFor))
    );
    let add = async |kind, words: &str| {
        archive.add_evidence(&agent("samar"), &samar(), &claim, &evidence(kind, words)).await.unwrap()
    };
    assert_eq!(add(EvidenceKind::Sight, " ").await, Err(NotClaimed::Why));
    assert_eq!(add(EvidenceKind::Sight, "an invented mother knew the mole").await, Ok(()));
    let refused = propose(&archive, "rima", &claim, ClaimLevel::Confirmed).await;
    assert_eq!(refused, Err(NotClaimed::NotBorne(Shortfall::NotScientific)), "sight never confirms");
    let late = archive
        .propose_level(&agent("rima"), &"rima".parse().unwrap(), &claim, ClaimLevel::Possible, "x", 0)
        .await
        .unwrap();
    assert!(matches!(late, Err(NotClaimed::Changed(_))), "{late:?}");
    let worker = propose(&archive, "samar", &claim, ClaimLevel::Possible).await;
    assert_eq!(worker, Err(NotClaimed::Involved), "she opened it");
    assert_eq!(propose(&archive, "rima", &claim, ClaimLevel::Possible).await, Ok(()));
    assert_eq!(answer(&archive, "rima", &claim, true).await, Err(NotClaimed::SamePerson));
    let room = archive.claims().await.unwrap();
    assert_eq!(room.queues_of(&claim), [ClaimQueue::Second]);
    assert_eq!(answer(&archive, "karim", &claim, false).await, Ok(()));
    assert_eq!(archive.claims().await.unwrap().queues_of(&claim), [ClaimQueue::Disputed]);
    assert_eq!(add(EvidenceKind::Dna, "an invented laboratory's letter").await, Ok(()));
    assert_eq!(propose(&archive, "karim", &claim, ClaimLevel::Confirmed).await, Ok(()));
    assert_eq!(answer(&archive, "rima", &claim, true).await, Ok(()));
    let room = archive.claims().await.unwrap();
    assert_eq!(standing(&room, &claim), ClaimStanding::Decided(ClaimLevel::Confirmed));
    assert_eq!(room.queues_of(&claim), [ClaimQueue::Told]);
    let told = NewTold {
        words: "an invented sentence to a mother".into(),
        on: "2026-11-02".parse().unwrap(),
        by: "samar".into(),
        way: ToldWay::InPerson,
    };
    assert_eq!(archive.tell_family(&agent("samar"), &claim, &told).await.unwrap(), Ok(()));

    let room = archive.claims().await.unwrap();
    assert!(room.queues_of(&claim).is_empty());
    let words = archive.claim_words(&room, room.claims.get(&claim).unwrap()).unwrap();
    let said = |words: &str| Told::Here(FamilyWords { words: words.into() });
    assert_eq!(words.len(), 3);
    assert!(words.values().any(|one| *one == said("an invented sentence to a mother")));
    let holds = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(8).any(|window| window == b"invented")
    };
    assert!(!files(&fixture.root).iter().any(holds), "no word of it stands in clear");
    let table = rows(&archive, Table::Claims).await;
    assert_eq!(table[0][4], Cell::Text("confirmed".into()));
    assert!(!format!("{table:?}").contains("invented"), "a table tells no family's words");
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.claims().await.unwrap(), room, "made anew, it is the same");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_follows_a_merge_and_rivals_are_a_list_of_work() {
    let (fixture, [one, two], all) = peopled().await;
    let archive = fixture.open();
    let (first, second) = (reported(&archive, "فلان").await, reported(&archive, "علان").await);
    let mut claims = Vec::new();
    for (report, individual) in [(&first, &one), (&second, &two)] {
        let claim = archive.open_claim(&agent("samar"), &samar(), report, individual).await.unwrap().unwrap();
        let evidence = evidence(EvidenceKind::Marks, "an invented scar");
        archive.add_evidence(&agent("samar"), &samar(), &claim, &evidence).await.unwrap().unwrap();
        propose(&archive, "rima", &claim, ClaimLevel::Probable).await.unwrap();
        answer(&archive, "karim", &claim, true).await.unwrap();
        claims.push(claim);
    }
    assert!(archive.claims().await.unwrap().conflicts.is_empty());
    let merged = decide(&archive, Decision::Merged { into: one.clone(), from: two.clone() }).await;
    let room = archive.claims().await.unwrap();
    assert_eq!(room.claims.on_individual(&one, &room.people).len(), 2);
    assert_eq!(room.conflicts[0].kind, ConflictKind::TwoProbable);
    assert_eq!(room.waiting(ClaimQueue::Conflicts).len(), 2);
    decide(&archive, Decision::Undone { entry: merged }).await;
    let room = archive.claims().await.unwrap();
    assert!(room.conflicts.is_empty(), "it comes back whole");
    assert_eq!(room.claims.on_individual(&two, &room.people)[0].claim, claims[1]);
    let other = archive.new_individual();
    let taken = Decision::Together { individual: other, photographs: vec![all[0]], candidate: None };
    decide(&archive, taken).await;
    let room = archive.claims().await.unwrap();
    assert_eq!(room.conflicts[0].kind, ConflictKind::PersonGone);
    let turned = archive.turn_claim(&agent("samar"), &claims[0], true, "by telephone").await.unwrap();
    assert_eq!(turned, Ok(()), "one person records it, and it holds at once");
    let room = archive.claims().await.unwrap();
    assert_eq!(standing(&room, &claims[0]), ClaimStanding::Withdrawn);
    assert!(room.conflicts.is_empty());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_claim_is_erased_with_its_report() {
    let (fixture, [one, _], _) = peopled().await;
    let archive = fixture.open();
    let report = reported(&archive, "فلان").await;
    let claim = archive.open_claim(&agent("samar"), &samar(), &report, &one).await.unwrap().unwrap();
    let evidence = evidence(EvidenceKind::Marks, "an invented scar");
    archive.add_evidence(&agent("samar"), &samar(), &claim, &evidence).await.unwrap().unwrap();
    propose(&archive, "rima", &claim, ClaimLevel::Possible).await.unwrap();
    let erased =
        archive.erase_missing(&agent("samar"), &report, Erasure::Everything, "a wish").await.unwrap();
    assert_eq!(erased, Ok(2), "what was reported, and what was said of the claim");
    assert!(files(&fixture.root.join("statements")).is_empty());
    let room = archive.claims().await.unwrap();
    let words = archive.claim_words(&room, room.claims.get(&claim).unwrap()).unwrap();
    assert!(words.values().all(|one| *one == Told::Erased));
    let more = archive.add_evidence(&agent("samar"), &samar(), &claim, &evidence).await.unwrap();
    assert_eq!(more, Err(NotClaimed::Erased));
    assert_eq!(
        answer(&archive, "karim", &claim, true).await,
        Ok(()),
        "the proof stays, and so does the work"
    );
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

fn open(fixture: &Fixture, disk: FaultyDisk<LocalDisk>) -> Archive {
    Archive::open(&fixture.root, Arc::new(disk), services(), Some(fixture.keyring("one"))).unwrap()
}

async fn survives(fault: fn(u64) -> Fault) {
    let (source, [one, _], _) = peopled().await;
    let archive = source.open();
    let report = reported(&archive, "فلان").await;
    archive.close().await;
    for at in 0.. {
        let fixture = source.copy();
        let disk = FaultyDisk::new(LocalDisk, fault(at));
        let archive = open(&fixture, disk.clone());
        let claim = archive.open_claim(&agent("samar"), &samar(), &report, &one).await;
        let added = match &claim {
            Ok(claim) => {
                let words = evidence(EvidenceKind::Sight, "an invented word");
                archive.add_evidence(&agent("samar"), &samar(), claim.as_ref().unwrap(), &words).await.is_ok()
            }
            Err(_) => false,
        };
        archive.close().await;
        assert!(added || disk.struck(), "{at}");
        let archive = open(&fixture, FaultyDisk::new(LocalDisk, Fault::none()));
        let room = archive.claims().await.unwrap();
        assert!(claim.is_err() || room.claims.all().len() == 1, "{at}: what was answered is there");
        for claim in room.claims.all() {
            assert!(!added || claim.evidence.len() == 1, "{at}");
            let words = archive.claim_words(&room, claim).unwrap();
            assert!(words.values().all(|one| one.here().is_some()), "{at}: what is named can be read");
        }
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
async fn claiming_survives_a_crash_anywhere() {
    survives(Fault::crash_at).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn claiming_survives_a_failure_anywhere() {
    survives(|at| Fault::once(at, FaultKind::Io)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_evidence_is_sealed_opened_for_a_reason_and_erased_with_the_report() {
    let (fixture, [one, _], _) = peopled().await;
    let archive = fixture.open();
    let report = reported(&archive, "فلان المخترع").await;
    let claim = archive.open_claim(&agent("samar"), &samar(), &report, &one).await.unwrap().unwrap();
    let add = async |name: &str, bytes: Vec<u8>| {
        let new = NewEvidence {
            file: Some((name.into(), bytes)),
            ..evidence(EvidenceKind::Dental, "an invented dentist's chart")
        };
        archive.add_evidence(&agent("samar"), &samar(), &claim, &new).await.unwrap()
    };
    assert_eq!(add("empty.pdf", Vec::new()).await, Err(NotClaimed::File));
    assert_eq!(add("long.pdf", vec![0; (16 << 20) + 1]).await, Err(NotClaimed::File));
    let chart = b"%PDF-1.7 an invented chart with <script> in it, and enough of it to be looked for".to_vec();
    assert_eq!(add("C:\\Users\\samar\\\u{202e}chart.pdf", chart.clone()).await, Ok(()));
    assert_eq!(add("chart.jpg", crate::support::picture(7)).await, Ok(()));
    let entries: Vec<u64> = {
        let room = archive.claims().await.unwrap();
        room.claims.get(&claim).unwrap().evidence.iter().map(|given| given.entry).collect()
    };
    let holds = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(30).any(|window| window == &chart[..30])
            || bytes.windows(9).any(|window| window == b"chart.pdf")
    };
    assert!(!files(&fixture.root).iter().any(holds), "neither its bytes nor its name stands open");

    let open = async |entry: u64, reason: &str| {
        archive.open_evidence_file(&agent("samar"), &claim, entry, reason).await.unwrap()
    };
    assert_eq!(open(entries[0], " ").await, Err(NotClaimed::Why));
    assert_eq!(open(1, "to compare").await, Err(NotClaimed::Absent));
    let (name, bytes) = match open(entries[0], "to compare").await.unwrap() {
        Told::Here(file) => file,
        other => panic!("{other:?}"),
    };
    assert_eq!((name.as_str(), &bytes), ("chart.pdf", &chart), "no folder of whoever sent it");
    let view = async |entry: u64| {
        archive.view_evidence_file(&agent("samar"), &claim, entry, "to compare").await.unwrap().unwrap()
    };
    assert!(view(entries[0]).await.is_none(), "a document is never drawn");
    assert!(view(entries[1]).await.is_some_and(|jpeg| jpeg.starts_with(b"\xff\xd8")));
    let acts = archive.catalog().await.unwrap().missing_acts().await.unwrap();
    let opened = acts.iter().filter(|one| one.act.word() == "evidence-file-opened").count();
    assert_eq!(opened, 2, "each view that showed something, and no other");
    assert!(verify(&archive).await.is_sound());

    archive
        .erase_missing(&agent("samar"), &report, Erasure::Everything, "their wish")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(open(entries[0], "to compare").await, Ok(Told::Erased));
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_was_told_anything_tomorrow_and_what_was_told_can_be_taken_back() {
    let (fixture, [one, _], _) = peopled().await;
    let archive = fixture.open();
    let report = reported(&archive, "فلان المخترع").await;
    let claim = archive.open_claim(&agent("samar"), &samar(), &report, &one).await.unwrap().unwrap();
    decided_probable(&archive, &claim).await;
    let tell = async |on: &str| {
        let new = NewTold {
            words: "that two reviewers find it probable".into(),
            on: on.parse().unwrap(),
            by: "an invented worker".into(),
            way: ToldWay::InPerson,
        };
        archive.tell_family(&agent("samar"), &claim, &new).await.unwrap()
    };
    for on in ["2099-01-01", "2099-01", "2099"] {
        assert_eq!(tell(on).await, Err(NotClaimed::Future), "{on}");
    }
    assert_eq!(tell("2013-05").await, Ok(()));
    let known = async || archive.claims().await.unwrap().claims.get(&claim).unwrap().clone();
    let told = known().await;
    assert!(!told.owes_word());
    let entry = told.told[0].entry;
    let back = async |entry: u64, reason: &str| {
        archive.take_back_told(&agent("samar"), &claim, entry, reason).await.unwrap()
    };
    assert_eq!(back(entry, " ").await, Err(NotClaimed::Why));
    assert_eq!(back(1, "another claim").await, Err(NotClaimed::Absent));
    assert_eq!(back(entry, "it was another family").await, Ok(()));
    assert_eq!(back(entry, "it was another family").await, Err(NotClaimed::Already));
    let now = known().await;
    assert_eq!((now.told.len(), now.standing_told().count()), (1, 0), "both stay");
    assert!(now.owes_word(), "they are owed word again");
    archive.close().await;
}
