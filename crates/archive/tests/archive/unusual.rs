//! What is unusual about people's numbers, and the date beside a person: folders against a clock that began again.

use amana_archive::look::{Cell, Table, ToldAt};
use amana_archive::{Archive, Decided};
use amana_model::{Agent, Decision, Digest, Keyed, Numbers, Showing};

use crate::analysing::{Told, analyse, rows};
use crate::keying::Keyer;
use crate::support::{Fixture, intake, picture};

/// Folder, camera's time, numbers on the card.
const PEOPLE: [(&str, Option<&str>, &str); 6] = [
    ("2012-01-01", None, "215-101-501"),
    ("2012-02-01", Some("2000:01:01 00:04:11"), "215-102-502"),
    ("2012-03-01", Some("2012:03:01 10:20:30"), "215-103-503"),
    ("2018-04-01", None, "215-104-504"),
    ("2012-05-01", None, "214-105-505"),
    ("فرع 227/2012-06-01", None, "215-106-506"),
];

fn agent() -> Agent {
    Agent { name: "samar".into(), software: "amana test".into() }
}

/// A JPEG whose EXIF claims a time.
pub(crate) fn taken_at(jpeg: &[u8], time: &str) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    // One field in each directory: where the next lies, and the time of taking as 20 letters.
    exif.extend(b"\x01\0\x69\x87\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0");
    exif.extend(b"\x01\0\x03\x90\x02\0\x14\0\0\0\x2c\0\0\0\0\0\0\0");
    exif.extend(time.as_bytes());
    exif.push(0);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length[..], &exif[..], &jpeg[2..]].concat()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Null => String::new(),
        other => panic!("{other:?}"),
    }
}

/// Each person's one photograph with settled numbers, in the order of `PEOPLE`.
async fn told() -> (Fixture, Archive, Vec<Digest>) {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    for (at, (folder, time, _)) in PEOPLE.iter().enumerate() {
        std::fs::create_dir_all(deposit.join(folder)).unwrap();
        let plain = picture(at as u8);
        let bytes = time.map_or(plain.clone(), |time| taken_at(&plain, time));
        std::fs::write(deposit.join(folder).join("one.jpg"), bytes).unwrap();
    }
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    let found = rows(&archive, Table::Photographs).await;
    let of = |folder: &str| {
        let row = found.iter().find(|row| text(&row[21]).contains(&format!("{folder}/"))).unwrap();
        text(&row[0]).parse::<Digest>().unwrap()
    };
    let digests: Vec<Digest> = PEOPLE.iter().map(|(folder, ..)| of(folder)).collect();
    for keyer in [Keyer::new("samar"), Keyer::new("nadim")] {
        while let Some(marking) = keyer.next(&archive, false).await {
            let at = digests.iter().position(|digest| *digest == marking.digest).unwrap();
            let before = archive.catalog().await.unwrap().told_at(&marking).await.unwrap();
            assert_eq!(
                before,
                ToldAt::default(),
                "who keys next learns neither what was read nor what was keyed"
            );
            keyer.key(&archive, &marking, Keyed::Numbers(PEOPLE[at].2.parse().unwrap())).await;
        }
    }
    (fixture, archive, digests)
}

async fn decide(archive: &Archive, decision: Decision) -> u64 {
    let seen = archive.catch_up().await.unwrap();
    match archive.decide(&agent(), decision, seen).await.unwrap() {
        Decided::Recorded(entry) => entry,
        Decided::Conflict(entry) => panic!("{entry}"),
    }
}

async fn put(archive: &Archive, photographs: &[Digest]) {
    let individual = archive.new_individual();
    decide(archive, Decision::Together { individual, photographs: photographs.to_vec(), candidate: None })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_dated_by_their_folders_and_what_is_unusual_is_told_and_counted() {
    let (_fixture, archive, digests) = told().await;
    for digest in &digests {
        put(&archive, &[*digest]).await;
    }
    let people = rows(&archive, Table::People).await;
    let by_number = |number: &str| people.iter().find(|row| text(&row[4]) == number).unwrap();
    let seen = |number: &str| text(&by_number(number)[8]);
    assert_eq!(seen("502"), "2012-02-01", "a clock that began again is not believed against the folder");
    assert!(seen("503").starts_with("2012-03-01T10:20:30"), "{}", seen("503"));
    let unusual = |number: &str| text(&by_number(number)[12]);
    let all = ["501", "502", "503", "504", "505", "506"].map(unusual);
    assert_eq!(all, ["", "", "", "out-of-order", "unknown-branch", "path-says"]);
    let queues = rows(&archive, Table::Queues).await;
    let waiting: Vec<&Cell> =
        queues.iter().filter(|row| text(&row[0]) == "contradictions").map(|row| &row[2]).collect();
    assert_eq!(waiting, [&Cell::Integer(2)], "an order that cannot be, and a path against its card");

    let look = archive.closely(&digests[4]).await.unwrap().look.unwrap();
    assert_eq!(look.markings[0].unusual.iter().map(|one| one.word()).collect::<Vec<_>>(), ["unknown-branch"]);
    let row =
        archive.individuals().await.unwrap().into_iter().find(|row| row.photographs.contains(&digests[1]));
    let sheet = archive.individual(&row.unwrap().individual).await.unwrap().unwrap();
    assert_eq!(
        (sheet.told[0].keyed.len(), sheet.told[0].readings.len()),
        (2, 1),
        "who keyed, and what was read"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_numbers_that_differ_neither_is_tabled() {
    let (_fixture, archive, digests) = told().await;
    put(&archive, &digests[..2]).await;
    let people = rows(&archive, Table::People).await;
    let told: Vec<String> = [2, 3, 4, 10].map(|column| text(&people[0][column])).into();
    assert_eq!(told, ["215", "", "", "numbers-differ"]);
    let numbers: Numbers = "215-?-?".parse().unwrap();
    assert_eq!(archive.individuals().await.unwrap()[0].numbers, numbers);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_shows_nobody_is_closed_until_that_is_undone() {
    let (_fixture, archive, digests) = told().await;
    let row = |rank: usize| amana_model::CandidateRow {
        group: digests[0],
        digest: digests[rank],
        rank: rank as u32,
        probability: 0.9,
        hangs_on: (rank > 0).then_some(digests[0]),
        reasons: Vec::new(),
        category: None,
    };
    archive.catalog().await.unwrap().replace_candidates(&[row(0), row(1)]).await.unwrap();
    let samar = "samar".parse().unwrap();
    let first = archive.suggestion(&samar, None).await.unwrap().unwrap();
    assert_eq!(first.rows.len(), 2);
    let nobody = Decision::ShowsNobody {
        photographs: digests[..2].to_vec(),
        shows: Showing::Scene,
        candidate: Some(digests[0]),
    };
    let entry = decide(&archive, nobody).await;
    assert_eq!(archive.suggestion(&samar, None).await.unwrap(), None);
    let done = |queues: &[Vec<Cell>]| {
        let row = queues.iter().find(|row| text(&row[0]) == "candidates").unwrap();
        (row[2].clone(), row[3].clone())
    };
    assert_eq!(done(&rows(&archive, Table::Queues).await), (Cell::Integer(0), Cell::Integer(1)));
    assert_eq!(archive.closely(&digests[0]).await.unwrap().nobody, Some((Showing::Scene, entry)));
    decide(&archive, Decision::Undone { entry }).await;
    assert_eq!(archive.suggestion(&samar, None).await.unwrap().unwrap().rows.len(), 2);
}
