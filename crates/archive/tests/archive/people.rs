//! Decisions about people: recorded, undone, refused where others decided meanwhile; the same after a rebuild.

use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, Decided, ErrorKind};
use amana_model::{AccountId, Agent, CandidateRow, Decision, Digest, Fact, IndividualId, Reason};

use crate::analysing::{rows, taken_in};
use crate::support::{Fixture, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

async fn photographs(archive: &Archive) -> Vec<Digest> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    rows(archive, Table::Photographs).await.iter().map(|row| text(&row[0])).collect()
}

async fn together(archive: &Archive, individual: &IndividualId, of: &[Digest], seen: u64) -> Decided {
    let individual = individual.clone();
    let decision = Decision::Together { individual, photographs: of.to_vec(), candidate: None };
    archive.decide(&agent("samar"), decision, seen).await.unwrap()
}

async fn now(archive: &Archive) -> u64 {
    archive.catch_up().await.unwrap()
}

async fn opened() -> (Fixture, Archive, Vec<Digest>) {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let photographs = photographs(&archive).await;
    (fixture, archive, photographs)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_put_together_described_merged_and_taken_apart_again() {
    let (fixture, archive, all) = opened().await;
    let (one, two) = (archive.new_individual(), archive.new_individual());
    let seen = now(&archive).await;
    assert!(matches!(together(&archive, &one, &all[..2], seen).await, Decided::Recorded(_)));
    assert!(matches!(together(&archive, &two, &all[2..3], seen).await, Decided::Recorded(_)));
    let described = Decision::Described {
        individual: one.clone(),
        fact: Fact::AgeBand,
        value: "adult".into(),
        photograph: Some(all[0]),
    };
    archive.decide(&agent("nadim"), described, seen).await.unwrap();
    let merge = Decision::Merged { into: one.clone(), from: two.clone() };
    let Decided::Recorded(merged) =
        archive.decide(&agent("samar"), merge, now(&archive).await).await.unwrap()
    else {
        panic!("nobody decided meanwhile")
    };
    let sheet = archive.individual(&two).await.unwrap().unwrap();
    assert_eq!((sheet.row.individual.clone(), sheet.row.photographs.len()), (one.clone(), 3));
    assert_eq!(sheet.merged, [(two.clone(), merged)]);
    assert_eq!(sheet.decisions.len(), 4);
    let undo = Decision::Undone { entry: merged };
    archive.decide(&agent("leila"), undo, now(&archive).await).await.unwrap();
    let people = rows(&archive, Table::People).await;
    let mut counts: Vec<(Cell, Cell)> = people.iter().map(|row| (row[0].clone(), row[7].clone())).collect();
    counts.sort_by_key(|(_, count)| format!("{count:?}"));
    assert_eq!(
        counts,
        [(Cell::Text(two.to_string()), Cell::Integer(1)), (Cell::Text(one.to_string()), Cell::Integer(2))]
    );
    let sheet = archive.individual(&one).await.unwrap().unwrap();
    assert_eq!(sheet.row.facts[&Fact::AgeBand], "adult");
    assert!(verify(&archive).await.findings.is_empty());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::People).await, people);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_decided_meanwhile_is_never_overwritten() {
    let (_fixture, archive, all) = opened().await;
    let (one, two) = (archive.new_individual(), archive.new_individual());
    let seen = now(&archive).await;
    let Decided::Recorded(first) = together(&archive, &one, &all[..2], seen).await else { panic!() };
    assert_eq!(together(&archive, &two, &all[1..3], seen).await, Decided::Conflict(first));
    assert_eq!(rows(&archive, Table::People).await.len(), 1, "nothing of it was recorded");
    // Somebody else's work on other photographs is no conflict.
    assert!(matches!(together(&archive, &two, &all[2..3], seen).await, Decided::Recorded(_)));
    let seen = now(&archive).await;
    archive.decide(&agent("nadim"), Decision::Undone { entry: first }, seen).await.unwrap();
    assert!(matches!(together(&archive, &two, &all[..1], seen).await, Decided::Conflict(_)));
    assert!(
        matches!(together(&archive, &two, &all[3..4], seen).await, Decided::Recorded(_)),
        "another's undoing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_fact_of_the_same_person_said_meanwhile_is_a_conflict_and_another_is_not() {
    let (_fixture, archive, all) = opened().await;
    let (one, two) = (archive.new_individual(), archive.new_individual());
    let seen = now(&archive).await;
    together(&archive, &one, &all[..1], seen).await;
    together(&archive, &two, &all[1..2], seen).await;
    let say = |individual: &IndividualId, fact, value: &str| Decision::Described {
        individual: individual.clone(),
        fact,
        value: value.into(),
        photograph: None,
    };
    let seen = now(&archive).await;
    let adult = say(&one, Fact::AgeBand, "adult");
    let Decided::Recorded(adult) = archive.decide(&agent("leila"), adult, seen).await.unwrap() else {
        panic!()
    };
    let child = say(&one, Fact::AgeBand, "child");
    assert_eq!(archive.decide(&agent("nadim"), child.clone(), seen).await.unwrap(), Decided::Conflict(adult));
    for free in [say(&one, Fact::Sex, "male"), say(&one, Fact::Note, "x"), say(&two, Fact::AgeBand, "child")]
    {
        assert!(matches!(archive.decide(&agent("nadim"), free, seen).await.unwrap(), Decided::Recorded(_)));
    }
    // Of two merged it is one fact, and taking it back is about it too.
    let merged = Decision::Merged { into: one.clone(), from: two.clone() };
    archive.decide(&agent("leila"), merged, now(&archive).await).await.unwrap();
    let note = archive.decide(&agent("nadim"), say(&two, Fact::Note, "y"), seen).await.unwrap();
    assert!(matches!(note, Decided::Conflict(_)), "{note:?}");
    let seen = now(&archive).await;
    archive.decide(&agent("leila"), Decision::Undone { entry: adult }, seen).await.unwrap();
    assert!(matches!(
        archive.decide(&agent("nadim"), child.clone(), seen).await.unwrap(),
        Decided::Conflict(_)
    ));
    let seen = now(&archive).await;
    assert!(matches!(archive.decide(&agent("nadim"), child, seen).await.unwrap(), Decided::Recorded(_)));
    let sheet = archive.individual(&one).await.unwrap().unwrap();
    assert_eq!(sheet.row.facts[&Fact::AgeBand], "child");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_refused_and_nothing_is_recorded() {
    let (_fixture, archive, all) = opened().await;
    let one = archive.new_individual();
    let seen = now(&archive).await;
    let refused = [
        (Decision::TakenOut { photographs: vec![] }, ErrorKind::Mistake),
        (Decision::TakenOut { photographs: vec![Digest([7; 32])] }, ErrorKind::Absent),
        (Decision::Merged { into: one.clone(), from: archive.new_individual() }, ErrorKind::Absent),
        (Decision::Undone { entry: 0 }, ErrorKind::Absent),
        (
            Decision::Described {
                individual: one.clone(),
                fact: Fact::Sex,
                value: "<b>".into(),
                photograph: None,
            },
            ErrorKind::Mistake,
        ),
    ];
    for (decision, kind) in refused {
        let error = archive.decide(&agent("samar"), decision.clone(), seen).await.unwrap_err();
        assert_eq!(error.kind, kind, "{decision:?}");
    }
    assert_eq!(rows(&archive, Table::People).await.len(), 0);
    assert!(all.len() > 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_wait_until_all_their_photographs_are_put_to_somebody() {
    let (_fixture, archive, all) = opened().await;
    let row = |group: Digest, digest: Digest, rank: u32| CandidateRow {
        group,
        digest,
        rank,
        probability: 0.9,
        hangs_on: (rank > 0).then_some(group),
        reasons: vec![Reason::SecondsAfter { seconds: 4 }],
        category: Some("detainee".into()),
    };
    let candidates =
        [row(all[0], all[0], 0), row(all[0], all[1], 1), row(all[2], all[2], 0), row(all[2], all[3], 1)];
    archive.catalog().await.unwrap().replace_candidates(&candidates).await.unwrap();
    let [samar, nadim]: [AccountId; 2] = ["samar", "nadim"].map(|name| name.parse().unwrap());
    let first = archive.suggestion(&samar, None).await.unwrap().unwrap();
    assert_eq!((first.waiting, first.rows.len(), first.next), (2, 2, Some(all[2])));
    let one = archive.new_individual();
    together(&archive, &one, &all[..1], first.seen).await;
    let again = archive.suggestion(&samar, None).await.unwrap().unwrap();
    assert_eq!(again.rows.iter().map(|(row, _)| row.digest).collect::<Vec<_>>(), [all[1]]);
    assert!(again.others.contains(&one));
    let skipped = archive.suggestion(&samar, first.next.as_ref()).await.unwrap().unwrap();
    assert_eq!(skipped.rows[0].0.digest, all[2]);
    let his = archive.suggestion(&nadim, Some(&all[2])).await.unwrap().unwrap();
    assert_eq!(his.rows[0].0.digest, all[1], "what she has before her is not shown to him");
    assert_eq!(archive.suggestion(&"leila".parse().unwrap(), None).await.unwrap(), None);
    together(&archive, &one, &all[1..4], again.seen).await;
    assert_eq!(archive.suggestion(&samar, None).await.unwrap(), None);
    let table = rows(&archive, Table::Candidates).await;
    assert_eq!(table[1][3], Cell::Text("4 seconds after it".into()));
}
