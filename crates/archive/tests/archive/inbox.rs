//! Letters of families: taken in once and whole, whatever is interrupted; hostile ones refused; answers found by their number.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_archive::look::Table;
use amana_archive::{
    Archive, ChosenPicture, Erasure, Lack, LetterOutcome, LetterScript, LettersTaken, NewReport, NotDone,
    NotReported, Told,
};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk};
use amana_model::{
    Agent, Code, Consent, ConsentPurpose, Contact, Digest, FormLanguage, Letter, LetterId, LetterKind,
    LetterMoved, LetterPicture, LetterState, LettersComparison, MissingPerson, ReportsVerdict, Urgency,
    Written,
};
use amana_store::{Recipients, answer_name, open_answer, parse_recipient};
use sha2::{Digest as _, Sha256};

use crate::analysing::rows;
use crate::support::{Fixture, files, services, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana 0.1.0".into() }
}

fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

fn letter(n: u8, kind: LetterKind) -> Letter {
    let person = (kind == LetterKind::Report).then(|| MissingPerson {
        name_arabic: "فلان المخترع".into(),
        mother: "an invented mother".into(),
        taken: Some("2013-05".parse().unwrap()),
        ..MissingPerson::default()
    });
    Letter {
        written: Written {
            kind,
            language: FormLanguage::Ar,
            day: "2026-11-20".parse().unwrap(),
            code: Code::of_random([n; 16]),
            earlier: None,
            face: (kind != LetterKind::Report).then(|| "7k2q9f3m".parse().unwrap()),
            text: format!("an invented letter {n}"),
            person,
            contact: Contact {
                name: "an invented sister".into(),
                reach: "an invented number".into(),
                ..Contact::default()
            },
            consents: Vec::new(),
        },
        pictures: vec![crate::support::picture(n)],
    }
}

/// The folder of a portal.
struct Dropped {
    folder: tempfile::TempDir,
    recipients: Recipients,
}

impl Dropped {
    fn to(archive: &Archive) -> Self {
        let keys =
            archive.configuration().custodians.iter().map(|one| parse_recipient(&one.recipient).unwrap());
        Self { folder: tempfile::tempdir().unwrap(), recipients: Recipients::new(keys.collect()).unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, letter: &Letter) -> PathBuf {
        self.put_sealed(&self.recipients.seal(&letter.encode(sha256).unwrap()).unwrap())
    }

    fn put_sealed(&self, sealed: &[u8]) -> PathBuf {
        let path = self.path().join(sha256(sealed).to_string());
        std::fs::write(&path, sealed).unwrap();
        path
    }

    fn left(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let mut left: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        left.sort();
        left
    }

    async fn take(&self, archive: &Archive) -> LettersTaken {
        archive.take_letters(&agent("samar"), Some(self.path())).await.unwrap()
    }
}

async fn one(archive: &Archive, dropped: &Dropped, letter: &Letter) -> LetterId {
    dropped.put(letter);
    let taken = dropped.take(archive).await;
    taken.files.into_iter().find_map(|file| file.letter).unwrap()
}

/// Answers a letter as somebody who has seen how it stands.
async fn answer(archive: &Archive, letter: &LetterId, text: &str) -> Result<(), NotDone> {
    let knew = archive.letters().await.unwrap().get(letter).unwrap().last;
    archive.answer_letter(&agent("samar"), letter, text, knew).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_taken_in_once_and_no_word_of_them_stands_open() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let report = letter(1, LetterKind::Report);
    let copy = std::fs::read(dropped.put(&report)).unwrap();
    dropped.put(&letter(2, LetterKind::Takedown));
    let taken = dropped.take(&archive).await;
    assert_eq!(taken.counts.get("taken"), Some(&2));
    assert!(dropped.left().is_empty(), "{:?}", dropped.left());
    // The portal's folder may come back from a backup.
    dropped.put_sealed(&copy);
    let again = dropped.take(&archive).await;
    assert_eq!((again.counts.get("already"), again.files[0].outcome), (Some(&1), LetterOutcome::Already));
    assert!(dropped.left().is_empty());

    let room = archive.letters().await.unwrap();
    assert_eq!(room.letters.len(), 2);
    let known = room.letters.iter().find(|one| one.kind == LetterKind::Report).unwrap();
    let words = known.words.here().unwrap();
    assert_eq!(
        (words.text.as_str(), words.person.as_ref()),
        ("an invented letter 1", report.written.person.as_ref())
    );
    assert_eq!(known.lacks(), [Lack::Father, Lack::Born]);
    assert_eq!((known.state, known.urgency, known.pictures.len()), (LetterState::New, Urgency::Usual, 1));
    let takedown = room.letters.iter().find(|one| one.kind == LetterKind::Takedown).unwrap();
    assert_eq!((takedown.urgency, takedown.script), (Urgency::Urgent, LetterScript::Latin));
    assert_eq!(takedown.face.unwrap().to_string(), "7k2q9f3m");

    let acts = archive.catalog().await.unwrap().letter_acts().await.unwrap();
    let events = serde_json::to_string(&acts.iter().map(|one| &one.act).collect::<Vec<_>>()).unwrap();
    assert!(!events.contains("invented") && !events.contains("فلان"), "the log knows no word of it: {events}");
    let code = report.written.code.digits();
    for text in ["invented", "فلان", code] {
        let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!files(&fixture.root).iter().any(|path| holds(&std::fs::read(path).unwrap())), "{text}");
    }
    let table = rows(&archive, Table::Letters).await;
    assert_eq!(table.len(), 2);
    assert!(!format!("{table:?}").contains("sister") && !format!("{table:?}").contains(code));
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.letters().await.unwrap(), room, "made anew, it is the same");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_letters_have_their_reason_and_stop_nothing() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let good = letter(1, LetterKind::Objection);
    let whole = std::fs::read(dropped.put(&good)).unwrap();
    let seal = |plain: &[u8]| dropped.recipients.seal(plain).unwrap();
    let plain = good.encode(sha256).unwrap();
    // Truncated under the name of the whole; truncated and named so; a byte changed; not a letter; a bomb; sealed to somebody else.
    std::fs::write(dropped.path().join(sha256(b"whole").to_string()), &whole[..whole.len() / 2]).unwrap();
    dropped.put_sealed(&whole[..whole.len() - 40]);
    let mut altered = whole.clone();
    *altered.last_mut().unwrap() ^= 1;
    dropped.put_sealed(&altered);
    dropped.put_sealed(b"not age at all");
    dropped.put_sealed(b"");
    dropped.put_sealed(&seal(b"not a letter"));
    dropped.put_sealed(&seal(&vec![0; 15 << 20]));
    dropped.put_sealed(&vec![b'x'; 16 << 20]);
    dropped.put_sealed(&seal(&plain[..plain.len() - (16 << 10)]));
    let json = br#"{"letter":{"kind":"report"},"pictures":[]}"#;
    dropped.put_sealed(&seal(&[b"amana-letter/1\n", &(json.len() as u32).to_be_bytes()[..], json].concat()));
    let stranger = Recipients::new(vec![amana_store::generate_identity().to_public()]).unwrap();
    dropped.put_sealed(&stranger.seal(&plain).unwrap());
    // Names that are none of ours.
    std::fs::write(dropped.path().join("readme.txt"), b"hello").unwrap();
    std::fs::create_dir(dropped.path().join(sha256(b"folder").to_string())).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", dropped.path().join(sha256(b"link").to_string())).unwrap();
    std::fs::write(dropped.path().join(".half.tmp"), b"?").unwrap();
    // What cannot be opened, or would be waited for, stops nothing either.
    let _socket =
        std::os::unix::net::UnixListener::bind(dropped.path().join(sha256(b"socket").to_string())).unwrap();

    let taken = dropped.take(&archive).await;
    let count = |word: &str| taken.counts.get(word).copied().unwrap_or(0);
    assert_eq!((count("taken"), count("refused"), count("left")), (1, 11, 4), "{taken:#?}");
    for file in &taken.files {
        assert_eq!(file.why.is_some(), file.outcome != LetterOutcome::Taken, "{file:?}");
    }
    assert_eq!(std::fs::read_dir(dropped.path().join("refused")).unwrap().count(), 11, "kept, every one");
    // Told once, not again.
    let again = dropped.take(&archive).await;
    assert_eq!((again.counts.get("refused"), again.counts.get("left")), (None, Some(&4)));
    // Another file under the name of one that was refused does not take its place.
    let name = sha256(b"whole").to_string();
    std::fs::write(dropped.path().join(&name), b"something else").unwrap();
    dropped.take(&archive).await;
    let kept = |name: &str| std::fs::read(dropped.path().join("refused").join(name)).unwrap();
    assert_eq!(
        (kept(&name).len(), kept(&format!("{name}.1"))),
        (whole.len() / 2, b"something else".to_vec())
    );
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

/// Lets each operation of a taking in fail in its turn; the same call again finishes, with nothing twice and nothing lost.
async fn survives(fault: impl Fn(u64) -> Fault) {
    let source = Fixture::new();
    for at in 0.. {
        let fixture = source.copy();
        let first = fixture.open();
        let dropped = Dropped::to(&first);
        first.close().await;
        for n in 1..=3 {
            dropped.put(&letter(n, if n == 1 { LetterKind::Report } else { LetterKind::Objection }));
        }
        dropped.put_sealed(b"not age at all");
        let disk = FaultyDisk::new(LocalDisk, fault(at));
        let keys = fixture.keyring("one");
        let struck = {
            let archive =
                Archive::open(&fixture.root, Arc::new(disk.clone()), services(), Some(keys)).unwrap();
            let _ = archive.take_letters(&agent("samar"), Some(dropped.path())).await;
            archive.close().await;
            disk.struck()
        };
        let archive = fixture.open();
        dropped.take(&archive).await;
        let room = archive.letters().await.unwrap();
        let mut texts: Vec<&str> =
            room.letters.iter().map(|one| one.words.here().unwrap().text.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(
            texts,
            ["an invented letter 1", "an invented letter 2", "an invented letter 3"],
            "operation {at}"
        );
        assert_eq!(dropped.left(), ["refused"], "operation {at}");
        let report = verify(&archive).await;
        assert!(report.is_sound(), "operation {at}");
        // What an interrupted taking in had sealed is gone: nothing but the letters opens anything.
        let keys = std::fs::read_dir(fixture.root.join("statements")).unwrap().count();
        assert_eq!(keys, 9, "operation {at}: three statements a letter");
        archive.close().await;
        if !struck {
            assert!(at > 15, "{at} operations");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_in_survives_a_crash_anywhere() {
    survives(Fault::crash_at).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_in_survives_a_failure_anywhere() {
    survives(|at| Fault::once(at, FaultKind::Io)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_worked_on_and_every_step_is_an_event() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let id = one(&archive, &dropped, &letter(1, LetterKind::Report)).await;
    let moved = |to, reason: &str| LetterMoved { letter: id.clone(), to, reason: reason.into() };
    let samar = agent("samar");
    let go = async |who: &Agent, to, reason: &str| archive.move_letter(who, moved(to, reason)).await.unwrap();
    assert_eq!(go(&samar, LetterState::InWork, "").await, Ok(()));
    assert_eq!(go(&samar, LetterState::InWork, "").await, Err(NotDone::Already));
    assert_eq!(go(&agent("nour"), LetterState::InWork, "").await, Ok(()), "somebody else takes it over");
    assert_eq!(go(&samar, LetterState::Closed, " ").await, Err(NotDone::Why));
    assert_eq!(go(&samar, LetterState::Answered, "x").await, Err(NotDone::Why));
    assert_eq!(archive.rank_letter(&samar, &id, Urgency::Later).await.unwrap(), Ok(()));
    assert_eq!(archive.rank_letter(&samar, &id, Urgency::Later).await.unwrap(), Err(NotDone::Already));

    let person = letter(1, LetterKind::Report).written.person.unwrap();
    let new = NewReport { person, contact: Contact::default(), consents: Vec::new(), how: String::new() };
    let report = archive.report_letter(&samar, &id, new.clone(), &[], None).await.unwrap().unwrap().unwrap();
    assert_eq!(archive.report_letter(&samar, &id, new, &[], None).await.unwrap(), Err(NotDone::NoReport));
    let read = archive.read_contact(&samar, &report, "to call back").await.unwrap().unwrap();
    assert_eq!(
        read.here().unwrap().name,
        "an invented sister",
        "who wrote the letter stands behind the report"
    );

    assert_eq!(archive.read_letter_contact(&samar, &id, "").await.unwrap(), Err(NotDone::Why));
    let contact = archive.read_letter_contact(&samar, &id, "to call back").await.unwrap().unwrap();
    assert_eq!(contact.here().unwrap().reach, "an invented number");
    let picture = archive.view_letter_picture(&samar, &id, 1).await.unwrap().unwrap().unwrap();
    assert!(picture.starts_with(&[0xff, 0xd8]));
    assert_eq!(archive.view_letter_picture(&samar, &id, 2).await.unwrap(), Err(NotDone::Absent));
    assert_eq!(go(&samar, LetterState::Closed, "done").await, Ok(()));
    let room = archive.letters().await.unwrap();
    let known = room.get(&id).unwrap();
    assert_eq!(
        (known.state, known.reason.as_str(), known.urgency),
        (LetterState::Closed, "done", Urgency::Later)
    );
    assert_eq!(known.report.as_ref(), Some(&report));
    assert!(!known.is_open() && room.waits_since().is_none());
    let acts = archive.catalog().await.unwrap().letter_acts().await.unwrap();
    let acts: Vec<&str> = acts.iter().map(|one| one.act.word()).collect();
    assert_eq!(
        acts,
        [
            "letter-received",
            "letter-moved",
            "letter-moved",
            "letter-ranked",
            "letter-reported",
            "letter-contact-read",
            "letter-picture-viewed",
            "letter-moved"
        ]
    );
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_are_none_are_told_and_are_no_view() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let mut bad = letter(1, LetterKind::Objection);
    bad.pictures = vec![b"<script>alert(1)</script>".to_vec(), vec![0xff; 1000]];
    let id = one(&archive, &dropped, &bad).await;
    for number in 1..=2 {
        assert_eq!(archive.view_letter_picture(&agent("samar"), &id, number).await.unwrap(), Ok(None));
    }
    let acts = archive.catalog().await.unwrap().letter_acts().await.unwrap();
    assert!(acts.iter().all(|one| one.act.word() != "letter-picture-viewed"));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_out_under_the_number_of_its_letter_alone() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let sent = letter(1, LetterKind::Recognition);
    let id = one(&archive, &dropped, &sent).await;
    let answers = tempfile::tempdir().unwrap();
    let samar = agent("samar");
    assert_eq!(answer(&archive, &id, " ").await, Err(NotDone::Why));
    assert_eq!(answer(&archive, &id, "نتصل بكم").await, Ok(()));
    let room = archive.letters().await.unwrap();
    let known = room.get(&id).unwrap();
    assert_eq!(known.state, LetterState::Answered);
    assert_eq!(archive.answer_text(known).unwrap(), Some(Told::Here("نتصل بكم".into())));
    let hand = async || archive.hand_out_answers(&samar, answers.path()).await.unwrap();
    assert_eq!(hand().await.new, 1);
    let archive_id = &archive.configuration().archive;
    let path = answers.path().join(answer_name(&sent.written.code, archive_id).unwrap().to_string());
    let opened = open_answer(&std::fs::read(&path).unwrap(), &sent.written.code).unwrap();
    assert_eq!(opened.text, "نتصل بكم");
    let handed = hand().await;
    assert_eq!((handed.new, handed.already), (0, 1));
    let older = std::fs::read(&path).unwrap();
    // Whoever has not seen the first answer does not replace it.
    let unseen = archive.answer_letter(&samar, &id, "a second answer", known.entry).await.unwrap();
    assert_eq!(unseen, Err(NotDone::Meanwhile));
    assert_eq!(answer(&archive, &id, "a second answer").await, Ok(()));
    assert_eq!(hand().await.new, 1);
    let opened = open_answer(&std::fs::read(&path).unwrap(), &sent.written.code).unwrap();
    assert_eq!(opened.text, "a second answer");
    // An older answer that came back with a stick, a broken file, none: it goes out again, and the log says so.
    std::fs::write(&path, &older).unwrap();
    assert_eq!(hand().await.new, 1);
    std::fs::write(&path, &older[..100]).unwrap();
    assert_eq!(hand().await.new, 1);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(hand().await.new, 1);
    assert_eq!(hand().await.already, 1);
    let acts = archive.catalog().await.unwrap().letter_acts().await.unwrap();
    assert_eq!(acts.iter().filter(|one| one.act.word() == "answer-handed-out").count(), 5);
    // What belongs to an erased letter does not stay.
    archive.erase_letter(&samar, &id, "the family's wish").await.unwrap().unwrap();
    let handed = hand().await;
    assert_eq!((handed.removed, handed.new, path.exists()), (1, 0, false));
    assert_eq!(hand().await.removed, 0);
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn handing_out_survives_a_crash_anywhere_and_no_file_is_without_its_event() {
    let source = Fixture::new();
    let archive = source.open();
    let dropped = Dropped::to(&archive);
    let (kept, gone) = (letter(1, LetterKind::Recognition), letter(2, LetterKind::Objection));
    let (kept_id, gone_id) = (one(&archive, &dropped, &kept).await, one(&archive, &dropped, &gone).await);
    answer(&archive, &kept_id, "the first answer").await.unwrap();
    answer(&archive, &gone_id, "an answer").await.unwrap();
    let before = tempfile::tempdir().unwrap();
    archive.hand_out_answers(&agent("samar"), before.path()).await.unwrap();
    answer(&archive, &kept_id, "the second answer").await.unwrap();
    archive.erase_letter(&agent("samar"), &gone_id, "the family's wish").await.unwrap().unwrap();
    let name = answer_name(&kept.written.code, &archive.configuration().archive).unwrap().to_string();
    archive.close().await;
    for at in 0.. {
        let (fixture, answers) = (source.copy(), tempfile::tempdir().unwrap());
        for entry in std::fs::read_dir(before.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), answers.path().join(entry.file_name())).unwrap();
        }
        let disk = FaultyDisk::new(LocalDisk, Fault::crash_at(at));
        let keys = fixture.keyring("one");
        let open = Archive::open(&fixture.root, Arc::new(disk.clone()), services(), Some(keys));
        if let Ok(archive) = open {
            let _ = archive.hand_out_answers(&agent("samar"), answers.path()).await;
            archive.close().await;
        }
        let archive = fixture.open();
        archive.letters().await.unwrap();
        let acts = archive.catalog().await.unwrap().letter_acts().await.unwrap();
        let acts = serde_json::to_string(&acts.iter().map(|one| &one.act).collect::<Vec<_>>()).unwrap();
        for entry in std::fs::read_dir(answers.path()).unwrap().map(|entry| entry.unwrap()) {
            let told = entry.file_name().into_string().unwrap();
            let digest = sha256(&std::fs::read(entry.path()).unwrap());
            assert!(
                told.ends_with(".tmp") || (acts.contains(&told) && acts.contains(&digest.to_string())),
                "operation {at}: {told} is in no event"
            );
        }
        archive.hand_out_answers(&agent("samar"), answers.path()).await.unwrap();
        let opened = open_answer(&std::fs::read(answers.path().join(&name)).unwrap(), &kept.written.code);
        assert_eq!(opened.unwrap().text, "the second answer", "operation {at}");
        let left = std::fs::read_dir(answers.path())
            .unwrap()
            .filter(|entry| !entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
        assert_eq!(left.count(), 1, "operation {at}: the erased letter's file is gone");
        archive.close().await;
        if !disk.struck() {
            assert!(at > 5, "{at} operations");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_about_one_matter_are_suggested_linked_and_taken_back() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let first = letter(1, LetterKind::Report);
    let one_id = one(&archive, &dropped, &first).await;
    let mut second = letter(2, LetterKind::Report);
    second.written.earlier = Some(first.written.code.clone());
    let two = one(&archive, &dropped, &second).await;
    let mut stranger = letter(3, LetterKind::Report);
    stranger.written.person.as_mut().unwrap().name_arabic = "علان الآخر".into();
    stranger.written.earlier = Some(Code::of_random([99; 16]));
    let three = one(&archive, &dropped, &stranger).await;
    let (four, five) = (
        one(&archive, &dropped, &letter(4, LetterKind::Takedown)).await,
        one(&archive, &dropped, &letter(5, LetterKind::Recognition)).await,
    );
    let room = archive.letters().await.unwrap();
    assert_eq!(
        room.get(&two).unwrap().follows.as_ref(),
        Some(&one_id),
        "the family named its earlier letter"
    );
    assert_eq!(room.get(&three).unwrap().follows, None);
    let alike = |id: &LetterId| -> Vec<LetterId> {
        room.alike(room.get(id).unwrap()).into_iter().map(|(other, _)| other.letter.clone()).collect()
    };
    assert_eq!(alike(&one_id), std::slice::from_ref(&two));
    assert_eq!(alike(&four), std::slice::from_ref(&five), "the same face");
    let decide = async |one: &LetterId, other: &LetterId, verdict, why: &str| {
        let comparison = LettersComparison::of(one.clone(), other.clone(), verdict, why.into());
        archive.compare_letters(&agent("samar"), comparison).await.unwrap()
    };
    assert_eq!(decide(&one_id, &two, ReportsVerdict::Same, " ").await, Err(NotDone::Why));
    assert_eq!(decide(&two, &one_id, ReportsVerdict::Same, "the same mother").await, Ok(()));
    assert_eq!(decide(&one_id, &two, ReportsVerdict::Same, "again").await, Err(NotDone::Already));
    assert_eq!(archive.letters().await.unwrap().same_matter(&one_id).len(), 1);
    assert_eq!(decide(&one_id, &two, ReportsVerdict::Undecided, "two brothers").await, Ok(()));
    assert!(archive.letters().await.unwrap().same_matter(&one_id).is_empty());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_letter_is_gone_and_the_proof_stays_whole() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let sealed = std::fs::read(dropped.put(&letter(1, LetterKind::Objection))).unwrap();
    let id = dropped.take(&archive).await.files[0].letter.clone().unwrap();
    let samar = agent("samar");
    answer(&archive, &id, "an invented answer").await.unwrap();
    archive.letters().await.unwrap();
    assert_eq!(archive.erase_letter(&samar, &id, "").await.unwrap(), Err(NotDone::Why));
    assert_eq!(archive.erase_letter(&samar, &id, "the family's wish").await.unwrap(), Ok(4));
    assert_eq!(archive.erase_letter(&samar, &id, "again").await.unwrap(), Err(NotDone::Already));
    let room = archive.letters().await.unwrap();
    let known = room.get(&id).unwrap();
    assert!(known.erased && known.words == Told::Erased && room.counts()[&LetterState::Answered] == 0);
    assert_eq!(archive.view_letter_picture(&samar, &id, 1).await.unwrap(), Err(NotDone::Erased));
    assert_eq!(std::fs::read_dir(fixture.root.join("statements")).unwrap().count(), 0);
    assert!(verify(&archive).await.is_sound());
    // The same sealed letter does not bring it back.
    dropped.put_sealed(&sealed);
    assert_eq!(dropped.take(&archive).await.counts.get("already"), Some(&1));
    assert_eq!(archive.letters().await.unwrap().letters.len(), 1);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_a_letter_is_sealed_with_a_report_and_the_letter_keeps_its_own() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let dropped = Dropped::to(&archive);
    let mut sent = letter(1, LetterKind::Report);
    sent.pictures.push(b"no picture at all".to_vec());
    let id = one(&archive, &dropped, &sent).await;
    let samar = agent("samar");
    let chosen = |picture| ChosenPicture { picture, which: None };
    let search = Consent { purpose: ConsentPurpose::Search, recipient: None };
    let new = |consents: Vec<Consent>| NewReport {
        person: sent.written.person.clone().unwrap(),
        contact: Contact::default(),
        consents,
        how: "in their letter".into(),
    };
    let take = async |consents: Vec<Consent>, pictures: &[ChosenPicture]| {
        archive.report_letter(&samar, &id, new(consents), pictures, None).await.unwrap()
    };
    assert_eq!(take(vec![], &[chosen(1)]).await, Ok(Err(NotReported::NoConsent)));
    let unfit = NotReported::Chosen(2, Box::new(NotReported::Picture));
    assert_eq!(take(vec![search.clone()], &[chosen(1), chosen(2)]).await, Ok(Err(unfit)));
    assert_eq!(take(vec![search.clone()], &[chosen(3)]).await, Err(NotDone::Absent));
    assert!(archive.missing().await.unwrap().reports.is_empty(), "nothing was taken in");

    let report = take(vec![search], &[chosen(1)]).await.unwrap().unwrap();
    let room = archive.missing().await.unwrap();
    let living = room.get(&report).unwrap().living().to_vec();
    assert_eq!(living.len(), 1);
    assert_eq!(living[0].letter, Some(LetterPicture { letter: id.clone(), picture: 1 }));
    let of_letter =
        async |id: &LetterId| archive.living_of_letter(&samar, id, &report, chosen(1), None).await.unwrap();
    assert_eq!(of_letter(&id).await, Ok(Err(NotReported::Already)));
    let second = one(&archive, &dropped, &letter(2, LetterKind::Recognition)).await;
    let sealed = of_letter(&second).await.unwrap().unwrap();

    // Each lives on its own: an erased letter takes nothing from the report, and the other way round.
    archive.erase_letter(&samar, &id, "their wish").await.unwrap().unwrap();
    let seen = archive.view_living(&samar, &report, &living[0].photograph.sealed).await.unwrap().unwrap();
    assert!(matches!(seen, Told::Here(_)));
    archive.erase_missing(&samar, &report, Erasure::Photographs, "their wish").await.unwrap().unwrap();
    assert_eq!(archive.view_living(&samar, &report, &sealed).await.unwrap(), Ok(Told::Erased));
    assert!(archive.view_letter_picture(&samar, &second, 1).await.unwrap().unwrap().is_some());
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}
