//! Searching for a missing person: everybody with the reasons, an event before the answer, photographs of the living, kept searches.

use amana_analysis::Picture;
use amana_archive::{
    Archive, DescribesFaces, Erasure, Ground, NewReport, NotReported, NotSearched, Result, SearchRequest,
    Told,
};
use amana_model::{
    Agent, Consent, ConsentPurpose, Decision, Digest, Embedding, Face, Fact, IndividualId, MissingId,
    MissingPerson, StatedSex,
};

use crate::analysing::{Told as Look, analyse, rows, taken_in};
use crate::support::{files, picture, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

/// Finds so many faces, from left to right the ones of these digests' first bytes.
struct Finds(Vec<u8>);

impl DescribesFaces for Finds {
    fn faces(&self, _: &Picture) -> Result<Vec<Face>> {
        let face = |(place, first): (usize, &u8)| {
            let at = place as f32 * 100.0;
            Face {
                corners: [[at, 0.0], [at + 50.0, 0.0], [at + 50.0, 50.0], [at, 50.0]],
                landmarks: [[at, 0.0]; 5],
                roll: 0.0,
                score: 0.9,
                quality: 0.5,
                embedding: Embedding::of(&std::array::from_fn(|i| i as f32 - f32::from(*first))),
            }
        };
        // Handed over from right to left: whoever counts counts from the left.
        let mut faces: Vec<Face> = self.0.iter().enumerate().map(face).collect();
        faces.reverse();
        Ok(faces)
    }
}

async fn photographs(archive: &Archive) -> Vec<Digest> {
    let text = |cell: &amana_archive::look::Cell| match cell {
        amana_archive::look::Cell::Text(text) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    rows(archive, amana_archive::look::Table::Faces).await.iter().map(|row| text(&row[0])).collect()
}

async fn person_of(archive: &Archive, photograph: Digest, facts: &[(Fact, &str)]) -> IndividualId {
    let individual = archive.new_individual();
    let together =
        Decision::Together { individual: individual.clone(), photographs: vec![photograph], candidate: None };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("samar"), together, seen).await.unwrap();
    for (fact, value) in facts {
        describe(archive, &individual, *fact, value).await;
    }
    individual
}

async fn describe(archive: &Archive, individual: &IndividualId, fact: Fact, value: &str) {
    let described = Decision::Described {
        individual: individual.clone(),
        fact,
        value: value.to_owned(),
        photograph: None,
    };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("samar"), described, seen).await.unwrap();
}

async fn reported(archive: &Archive, consents: bool) -> MissingId {
    let person = MissingPerson {
        name_arabic: "سامي خالد الزيتوني".into(),
        sex: Some(StatedSex::Male),
        ..MissingPerson::default()
    };
    let consent = Consent { purpose: ConsentPurpose::Search, recipient: None };
    let consents = if consents { vec![consent] } else { Vec::new() };
    let new = NewReport { person, consents, how: "on paper".into(), ..NewReport::default() };
    archive.report_missing(&agent("samar"), &new).await.unwrap().unwrap()
}

fn asked(report: &MissingId, purpose: &str) -> SearchRequest {
    let purpose = purpose.to_owned();
    SearchRequest { report: report.clone(), purpose, faces: true, kept: true, coded: true }
}

async fn acts(archive: &Archive) -> Vec<&'static str> {
    archive.catalog().await.unwrap().missing_acts().await.unwrap().iter().map(|one| one.act.word()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_put_beside_the_report_with_reasons_and_it_is_an_event() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Look::new(&["told 1"], "23")).await.unwrap();
    let all = photographs(&archive).await;
    let other = person_of(&archive, all[0], &[(Fact::Sex, "female")]).await;
    let note = "على البطاقة: سامي الزيتوني";
    let named = person_of(&archive, all[1], &[(Fact::Sex, "male"), (Fact::Note, note)]).await;
    let report = reported(&archive, true).await;

    // A face like that of the first person's photograph, and nearer to it than to any other.
    let (alive, finds) = (picture(90), Finds(vec![all[0].0[0]]));
    archive.add_living(&agent("samar"), &report, &alive, None, Some(&finds)).await.unwrap().unwrap();
    for (purpose, why) in [("  ", NotSearched::Why), (&"x".repeat(501), NotSearched::Why)] {
        let refused = archive.search_for(&agent("samar"), &asked(&report, purpose)).await.unwrap();
        assert_eq!(refused, Err(why));
    }
    assert!(!acts(&archive).await.contains(&"person-searched"), "nothing was searched");

    let entry =
        archive.search_for(&agent("samar"), &asked(&report, "her mother asks")).await.unwrap().unwrap();
    let found = archive.searched(&agent("samar"), entry, true).await.unwrap().unwrap();
    assert_eq!(found.recorded.search.purpose, "her mother asks");
    assert_eq!((found.recorded.search.individuals, found.living), (2, (1, 1)));
    let order: Vec<&IndividualId> = found.people.iter().map(|person| &person.row.individual).collect();
    assert_eq!(order, [&named, &other]);
    let best = &found.people[0];
    assert!(best.much && !best.new, "it was among those found: {best:?}");
    assert!(matches!(&best.speaks_for[0], Ground::Name { text, .. } if text == note), "{best:?}");
    let last = &found.people[1];
    assert_eq!(last.against, [Ground::Sex]);
    assert!(
        last.speaks_for.contains(&Ground::Face { photograph: 1, rank: 1, of: 2 }),
        "the nearest face is told, whatever speaks against: {last:?}"
    );

    let hers = archive.searched(&agent("nadim"), entry, true).await.unwrap();
    assert_eq!(hers.unwrap_err(), NotSearched::Absent, "another says why herself");
    let log = serde_json::to_string(
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
    assert!(!log.contains("سامي") && !log.contains("Sami"), "the log has no word of a family: {log}");
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_searched_for_without_the_familys_consent() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let report = reported(&archive, false).await;
    let refused = archive.search_for(&agent("samar"), &asked(&report, "a trial")).await.unwrap();
    assert_eq!(refused, Err(NotSearched::NoConsent));
    let given = reported(&archive, true).await;
    let entry = archive.search_for(&agent("samar"), &asked(&given, "a trial")).await.unwrap().unwrap();
    assert!(archive.searched(&agent("samar"), entry, true).await.unwrap().is_ok());
    let change = amana_model::ConsentChange {
        report: given.clone(),
        consent: Consent { purpose: ConsentPurpose::Search, recipient: None },
        how: "by voice".into(),
    };
    archive.change_consent(&agent("samar"), change, false).await.unwrap().unwrap();
    let closed = archive.searched(&agent("samar"), entry, true).await.unwrap();
    assert_eq!(closed.unwrap_err(), NotSearched::NoConsent, "what was withdrawn is closed at once");
    assert_eq!(archive.kept_searches().await.unwrap(), [], "and nobody is told of anything new");
    let nobody = asked(&"m00000000".parse().unwrap(), "a trial");
    assert_eq!(archive.search_for(&agent("samar"), &nobody).await.unwrap(), Err(NotSearched::Absent));
    archive.erase_missing(&agent("samar"), &given, Erasure::Everything, "her wish").await.unwrap().unwrap();
    let gone = archive.search_for(&agent("samar"), &asked(&given, "a trial")).await.unwrap();
    assert_eq!(gone, Err(NotSearched::Gone));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_search_tells_who_is_new_until_it_is_let_go() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Look::new(&["told 1"], "23")).await.unwrap();
    let all = photographs(&archive).await;
    let one = person_of(&archive, all[0], &[(Fact::Sex, "male")]).await;
    let report = reported(&archive, true).await;
    let entry = archive.search_for(&agent("samar"), &asked(&report, "to wait")).await.unwrap().unwrap();
    let kept = archive.kept_searches().await.unwrap();
    assert_eq!((kept.len(), kept[0].new.as_slice()), (1, &[][..]));
    describe(&archive, &one, Fact::Note, "Sami Khaled Zaytouni").await;
    let kept = archive.kept_searches().await.unwrap();
    assert_eq!(kept[0].new, std::slice::from_ref(&one));
    let again = archive.search_for(&agent("nadim"), &asked(&report, "to look")).await.unwrap().unwrap();
    let kept = archive.kept_searches().await.unwrap();
    assert_eq!(
        (kept.len(), kept[0].recorded.entry, kept[0].new.len()),
        (1, again, 0),
        "the newer takes its place"
    );
    assert_eq!(archive.let_search_go(&agent("samar"), entry).await.unwrap(), Err(NotSearched::Absent));
    archive.let_search_go(&agent("samar"), again).await.unwrap().unwrap();
    assert_eq!(archive.kept_searches().await.unwrap(), []);
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.kept_searches().await.unwrap(), []);
    assert_eq!(archive.missing().await.unwrap().searches.len(), 2);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_tells_what_may_belong_together_and_no_text_of_anybody() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Look::new(&["told 1"], "23")).await.unwrap();
    let all = photographs(&archive).await;
    let note = "سامي خالد الزيتوني";
    let one = person_of(&archive, all[0], &[(Fact::Sex, "male"), (Fact::Note, note)]).await;
    person_of(&archive, all[1], &[(Fact::Sex, "male")]).await;
    let (asked, silent) = (reported(&archive, true).await, reported(&archive, false).await);
    let links = rows(&archive, amana_archive::look::Table::Links).await;
    let told: Vec<String> = links
        .iter()
        .map(|row| {
            let text = |cell: &amana_archive::look::Cell| match cell {
                amana_archive::look::Cell::Text(text) => text.clone(),
                _ => "-".into(),
            };
            row.iter().map(text).collect::<Vec<_>>().join(" | ")
        })
        .collect();
    assert_eq!(
        told,
        [
            format!("{asked} | report | {silent} | - | name same; sex | - | -"),
            format!("{asked} | individual | {one} | - | name same in note; sex | - | -"),
            format!("{silent} | report | {asked} | - | name same; sex | - | -"),
        ]
    );
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_of_the_living_is_sealed_looked_at_with_an_event_and_erased() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let report = reported(&archive, true).await;
    let bytes = picture(90);
    let add = async |picture: &[u8], which: Option<u32>, faces: Option<&dyn DescribesFaces>| {
        archive.add_living(&agent("samar"), &report, picture, which, faces).await.unwrap()
    };
    assert_eq!(add(b"no picture at all", None, None).await, Err(NotReported::Picture));
    assert_eq!(add(&vec![0; 17 << 20], None, None).await, Err(NotReported::Picture));
    let two = Finds(vec![1, 2]);
    assert_eq!(add(&bytes, None, Some(&two)).await, Err(NotReported::Faces(2)));
    assert_eq!(add(&bytes, Some(3), Some(&two)).await, Err(NotReported::Faces(2)));
    assert!(!acts(&archive).await.contains(&"living-photograph-sealed"), "nothing was kept");
    let kept = add(&bytes, Some(2), Some(&two)).await.unwrap();
    let plain = add(&bytes, None, None).await.unwrap();

    let view =
        async |photograph| archive.view_living(&agent("samar"), &report, photograph).await.unwrap().unwrap();
    let seen = view(&kept).await;
    assert!(matches!(&seen, Told::Here(jpeg) if jpeg.starts_with(b"\xff\xd8")));
    assert_eq!(acts(&archive).await.last(), Some(&"living-photograph-viewed"));
    let absent =
        archive.view_living(&agent("samar"), &report, &amana_model::SealedName([7; 32])).await.unwrap();
    assert_eq!(absent, Err(NotReported::Absent));
    let holds = |path: &std::path::PathBuf| {
        std::fs::read(path).unwrap().windows(64).any(|window| window == &bytes[bytes.len() / 2..][..64])
    };
    assert!(!files(&fixture.root).iter().any(holds), "it lies sealed");

    archive
        .erase_missing(&agent("samar"), &report, Erasure::Photographs, "their wish")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(view(&kept).await, Told::Erased);
    assert_eq!(view(&plain).await, Told::Erased);
    let room = archive.missing().await.unwrap();
    assert!(matches!(room.get(&report).unwrap().person, Told::Here(_)), "what was said stays");
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}
