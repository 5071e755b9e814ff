//! A list of people made elsewhere: tried, recorded, read again, and never against what people decided here.

use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, ArchiveError, Decided, ErrorKind, ImportReport, List, ListField, RowReason};
use amana_model::{Agent, Decision, Digest, Fact, IndividualId};

use crate::analysing::{rows, taken_in};
use crate::support::{Fixture, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

async fn opened() -> (Fixture, Archive, Vec<(String, Digest)>) {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let photographs = rows(&archive, Table::Photographs).await;
    let places = photographs.iter().map(|row| (text(&row[21]), text(&row[0]).parse().unwrap())).collect();
    (fixture, archive, places)
}

async fn import(archive: &Archive, list: &str, record: bool) -> ImportReport {
    let list = List::read(list.as_bytes()).unwrap();
    archive.import_list(&agent("samar"), &list, &[], record).await.unwrap()
}

fn outcomes(report: &ImportReport) -> Vec<&'static str> {
    report.rows.iter().map(|row| row.outcome.word()).collect()
}

fn of(report: &ImportReport, row: usize) -> IndividualId {
    report.rows[row].individual.clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_tried_recorded_and_so_already_when_read_again() {
    let (fixture, archive, places) = opened().await;
    let [(a, _), (b, _), (c, _), ..] = &places[..] else { panic!("{places:?}") };
    let list = format!(
        "اسم الملف;الشخص;الفرع;الرقم;الفحص;الجنس;colour\n\
         {a};7;٢١٥;4471;1180;ذكر;x\n{b};7;;;;;\n{c};;215;4472;;;\n{c};8;ج;12;;;\nnowhere.jpg;9;;;;;\n{c};8;ج;1x;;;\n;8;;;;;\n"
    );
    let before = archive.catch_up().await.unwrap();
    let tried = import(&archive, &list, false).await;
    let expected = ["joined", "joined", "refused", "joined", "not-found", "refused", "refused"];
    assert_eq!((outcomes(&tried), tried.people, tried.recorded), (expected.to_vec(), 2, false));
    assert_eq!(tried.unused, ["colour"]);
    assert_eq!(archive.catch_up().await.unwrap(), before, "trying records nothing");

    let recorded = import(&archive, &list, true).await;
    assert_eq!((outcomes(&recorded), recorded.people, recorded.recorded), (expected.to_vec(), 2, true));
    let one = of(&recorded, 0);
    assert_eq!(of(&recorded, 1), one);
    let sheet = archive.individual(&one).await.unwrap().unwrap();
    assert_eq!(sheet.row.photographs.len(), 2);
    assert_eq!(sheet.row.facts[&Fact::ListedNumbers], "215-4471-1180");
    assert_eq!(sheet.row.facts[&Fact::Sex], "male");
    assert!(sheet.row.numbers.is_empty(), "what a list says is no reading of a card");
    let log = rows(&archive, Table::Events).await;
    let acts = |word: &str| log.iter().filter(|row| row[4] == Cell::Text(word.into())).count();
    assert_eq!((acts("list-imported"), acts("people-decided")), (1, 5));

    let again = import(&archive, &list, true).await;
    assert_eq!(outcomes(&again)[..4], ["already", "already", "refused", "already"]);
    assert_eq!((again.people, again.recorded, of(&again, 0)), (0, false, one));
    assert_eq!(rows(&archive, Table::Events).await.len(), log.len() + 1, "only that the table was given out");
    let people = rows(&archive, Table::People).await;
    assert_eq!(verify(&archive).await.findings, []);
    let in_use = archive.rebuild().await.unwrap_err();
    assert_eq!((in_use.kind, in_use.safe.as_deref()), (ErrorKind::Mistake, Some("nothing was changed")));
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::People).await, people);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_decided_stays() {
    let (_fixture, archive, places) = opened().await;
    let [(a, one), (b, two), (c, three), ..] = &places[..] else { panic!("{places:?}") };
    let mut individuals = Vec::new();
    for photograph in [one, two] {
        let individual = archive.new_individual();
        let decision = Decision::Together {
            individual: individual.clone(),
            photographs: vec![*photograph],
            candidate: None,
        };
        let seen = archive.catch_up().await.unwrap();
        assert!(matches!(archive.decide(&agent("nadim"), decision, seen).await, Ok(Decided::Recorded(_))));
        individuals.push(individual);
    }
    let female = Decision::Described {
        individual: individuals[0].clone(),
        fact: Fact::Sex,
        value: "female".into(),
        photograph: None,
    };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("nadim"), female, seen).await.unwrap();

    let against = import(&archive, &format!("file,person\n{a},7\n{b},7\n{c},7\n"), true).await;
    assert_eq!((outcomes(&against), against.recorded), (vec!["decided"; 3], false));

    let adds = import(&archive, &format!("file,person,sex\n{a},7,male\n{c},7,male\n"), true).await;
    assert_eq!((outcomes(&adds), adds.recorded), (vec!["already", "joined"], true));
    assert_eq!(adds.rows[0].reasons, [RowReason::SaidOtherwise(vec![Fact::Sex])]);
    let sheet = archive.individual(&individuals[0]).await.unwrap().unwrap();
    assert_eq!(sheet.row.facts[&Fact::Sex], "female");
    assert_eq!(sheet.row.photographs, [*one, *three].into());

    let both = import(&archive, &format!("file,person\n{c},1\n{c},2\n"), true).await;
    assert_eq!(outcomes(&both), ["refused", "refused"]);
    let unlike = import(&archive, &format!("file,person,branch\n{a},7,215\n{c},7,227\n"), true).await;
    assert_eq!((outcomes(&unlike), unlike.people), (vec!["refused"; 2], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_out_or_undone_does_not_come_back_with_the_same_list() {
    let (_fixture, archive, places) = opened().await;
    let [(a, one), (b, _), ..] = &places[..] else { panic!("{places:?}") };
    let list = format!("file,person,sex\n{a},7,male\n{b},7,male\n");
    let first = import(&archive, &list, true).await;
    let individual = of(&first, 0);
    let sheet = archive.individual(&individual).await.unwrap().unwrap();
    let said = sheet.decisions.iter().find(|(row, _)| matches!(row.decision, Decision::Described { .. }));
    let entry = said.unwrap().0.entry;
    for decision in [Decision::Undone { entry }, Decision::TakenOut { photographs: vec![*one] }] {
        let seen = archive.catch_up().await.unwrap();
        assert!(matches!(archive.decide(&agent("nadim"), decision, seen).await, Ok(Decided::Recorded(_))));
    }
    let again = import(&archive, &list, true).await;
    assert_eq!((outcomes(&again), again.recorded), (vec!["decided", "already"], false));
    let sheet = archive.individual(&individual).await.unwrap().unwrap();
    assert!(sheet.row.photographs.len() == 1 && sheet.row.facts.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_taken_back_whole_and_the_mended_one_taken_over() {
    let (_fixture, archive, places) = opened().await;
    let [(a, _), (b, two), (c, three), (d, four), ..] = &places[..] else { panic!("{places:?}") };
    // Two rows in the wrong order: the person is the one of another row.
    let wrong =
        import(&archive, &format!("file,person,sex\n{a},7,male\n{b},7,male\n{c},8,female\n"), true).await;
    let (seven, eight) = (of(&wrong, 0), of(&wrong, 2));
    let seen = archive.catch_up().await.unwrap();
    let stays = Decision::Together { individual: eight.clone(), photographs: vec![*four], candidate: None };
    archive.decide(&agent("nadim"), stays, seen).await.unwrap();

    let known = archive.lists_taken_over().await.unwrap();
    let [known] = known.as_slice() else { panic!("{known:?}") };
    assert_eq!((known.list, known.used, known.people), (wrong.list, 3, 2));
    assert_eq!((known.decisions, known.counting, known.worked_on), (4, 4, 1));
    assert_eq!(known.individuals, [seven.clone(), eight.clone()].into());

    let log = archive.catch_up().await.unwrap();
    let tried = archive.take_list_back(&agent("samar"), &wrong.list, false).await.unwrap();
    assert_eq!((tried.decisions, tried.worked_on, tried.recorded), (4, 1, false));
    assert_eq!(archive.catch_up().await.unwrap(), log, "trying records nothing");
    let no_list = archive.take_list_back(&agent("samar"), two, true).await.unwrap_err();
    assert_eq!((no_list.kind, no_list.safe.as_deref()), (ErrorKind::Absent, Some("nothing was recorded")));

    let back = archive.take_list_back(&agent("samar"), &wrong.list, true).await.unwrap();
    assert!(back.recorded);
    assert!(archive.individual(&seven).await.unwrap().is_none(), "it was of the list alone");
    let sheet = archive.individual(&eight).await.unwrap().unwrap();
    assert_eq!(sheet.row.photographs, [*four].into(), "what somebody decided since stands");
    assert!(sheet.row.facts.is_empty());
    let (taking_back, _) = &sheet.decisions[0];
    assert!(matches!(taking_back.decision, Decision::ListTakenBack { entries: 4, .. }), "{taking_back:?}");
    let again = archive.take_list_back(&agent("samar"), &wrong.list, true).await.unwrap();
    assert_eq!((again.decisions, again.recorded), (0, false));

    // Whoever saw a photograph before that, and decides about it now, is told.
    let late = Decision::TakenOut { photographs: vec![*three] };
    let conflict = archive.decide(&agent("nadim"), late, log).await.unwrap();
    assert_eq!(conflict, Decided::Conflict(taking_back.entry));

    let mended = import(&archive, &format!("file,person\n{a},7\n{b},8\n{c},8\n{d},9\n"), true).await;
    assert_eq!(outcomes(&mended), ["joined", "joined", "joined", "already"]);
    let undo = Decision::Undone { entry: taking_back.entry };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("samar"), undo, seen).await.unwrap();
    let known = archive.lists_taken_over().await.unwrap();
    let counting: Vec<(Digest, u64)> = known.iter().map(|list| (list.list, list.counting)).collect();
    assert_eq!(counting, [(mended.list, 2), (wrong.list, 4)], "the first list stands again");
    assert_eq!(verify(&archive).await.findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_will_not_do_is_refused_whole() {
    let (_fixture, archive, _) = opened().await;
    let told = [(ListField::File, "B".to_owned())];
    for (list, told) in [("", &[][..]), ("A,B\n", &[]), ("A,C\nx,y\n", &told), ("PK\u{3}\u{4}", &[])] {
        let error = match List::read(list.as_bytes()) {
            Ok(list) => archive.import_list(&agent("samar"), &list, told, true).await.unwrap_err(),
            Err(error) => ArchiveError::from(error),
        };
        assert_eq!((error.kind, error.safe.as_deref()), (ErrorKind::Mistake, Some("nothing was recorded")));
    }
}
