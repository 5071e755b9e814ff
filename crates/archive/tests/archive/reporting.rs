//! Reports: every number follows from what was frozen, and small ones stay hidden everywhere in it.

use amana_archive::count::{Dimension, Shown};
use amana_archive::reporting::{Frozen, Report, ReportPlan};
use amana_archive::{ErrorKind, Plan, SamplePlan};
use amana_model::{DrawMethod, StudyId, to_canonical};

use crate::coding::{Stage, agent, an_entry, stage};

/// A study of a sample of two that both coders have coded, alike in one person.
async fn coded(stage: &Stage) -> StudyId {
    let plan = SamplePlan {
        title: "two".into(),
        method: DrawMethod::Simple,
        by: None,
        size: 2,
        seed: Some("a seed".into()),
        category: None,
        exclude: Vec::new(),
        frame: None,
    };
    let drawn = stage.archive.draw_sample(&agent("samar"), &plan, true).await.unwrap();
    let plan = Plan { sample: Some(drawn.sample), individuals: Vec::new(), ..stage.plan() };
    let study = stage.archive.plan_coding(&agent("samar"), plan).await.unwrap();
    for (coder, sees) in stage.coders.iter().zip([true, false]) {
        for (place, person) in drawn.drawn.iter().enumerate() {
            let of = stage.people.iter().position(|one| *one == person.individual).unwrap();
            let entry = an_entry();
            let seen = (sees || place == 0).then_some(entry.as_str());
            stage.submit(coder, &study, of, seen, None).await.unwrap();
        }
    }
    study
}

fn plan(study: &StudyId) -> ReportPlan {
    ReportPlan {
        title: "A report".into(),
        definitions: vec!["people-all".into(), "photographs-a-person".into()],
        by: Dimension::ALL.to_vec(),
        studies: vec![study.clone()],
        crossed: vec![an_entry()],
        suppress: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_frozen_makes_the_same_report_again() {
    let stage = stage().await;
    let study = coded(&stage).await;
    let frozen = stage.archive.freeze_report(&agent("samar"), plan(&study)).await.unwrap();
    let report = frozen.report();
    let people = &report.counts[0];
    assert_eq!((people.count.number, people.count.denominator), (3, 3));
    assert!(people.parts.iter().all(|part| part.total == Shown::Number(3)));
    assert!(
        people.parts.iter().all(|part| part.rows.last().unwrap().value.is_none()),
        "missing is always a row"
    );
    let told = &report.studies[0];
    assert_eq!((told.standings.agreed, told.standings.disputed, told.standings.by_several), (1, 1, 2));
    let entry = told.entries.iter().find(|one| one.entry == an_entry()).unwrap();
    assert_eq!(entry.open, Shown::Number(1), "what is disputed is no answer");
    let estimate = told.estimates.iter().find(|one| one.entry == an_entry()).unwrap();
    assert_eq!((estimate.assessed, estimate.open), (1, 1));
    assert_eq!(told.sample.as_ref().unwrap().frame.units, 3);

    let kept = to_canonical(&frozen).unwrap();
    let read = Frozen::read(&kept).unwrap();
    assert_eq!(read, frozen);
    assert_eq!(to_canonical(&Report::of(&read)).unwrap(), to_canonical(&report).unwrap(), "to the digit");
    // The log grows; what was frozen does not.
    stage.archive.record_report(&agent("samar"), &frozen, Vec::new()).await.unwrap();
    assert_eq!(Report::of(&read).log, report.log);
    let mut altered: serde_json::Value = serde_json::from_slice(&kept).unwrap();
    altered["more"] = 1.into();
    assert!(Frozen::read(altered.to_string().as_bytes()).is_err(), "nothing unknown is passed over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_number_is_told_nowhere_else_in_the_study() {
    let stage = stage().await;
    let study = coded(&stage).await;
    let hiding = ReportPlan { suppress: Some(5), ..plan(&study) };
    let report = stage.archive.freeze_report(&agent("samar"), hiding).await.unwrap().report();
    let told = &report.studies[0];
    assert!(told.entries.iter().all(|one| one.entry != an_entry()), "it is told against branches alone");
    let tables = report.tables();
    let estimates = tables.iter().find(|table| table.name == "estimates").unwrap();
    assert!(estimates.rows.is_empty(), "a share of two people tells who they are");
    let small = |shown: &Shown| matches!(shown, Shown::Number(1..5));
    assert!(told.crossed.iter().all(|one| !one.rows.iter().any(|row| row.cells.iter().any(small))));
    assert!(told.entries.iter().all(|one| !one.answers.iter().any(|(_, people)| small(people))));
    assert!(
        !report
            .counts
            .iter()
            .flat_map(|one| &one.parts)
            .any(|part| part.rows.iter().any(|row| small(&row.number)))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_refused() {
    let stage = stage().await;
    let study = coded(&stage).await;
    for (bad, kind) in [
        (ReportPlan { title: " ".into(), ..plan(&study) }, ErrorKind::Mistake),
        (ReportPlan { definitions: vec!["D99.1".into()], ..plan(&study) }, ErrorKind::Absent),
        (ReportPlan { studies: vec!["s0".parse().unwrap()], ..plan(&study) }, ErrorKind::Absent),
        (ReportPlan { crossed: vec!["no-such".into()], ..plan(&study) }, ErrorKind::Mistake),
        (ReportPlan { suppress: Some(1), ..plan(&study) }, ErrorKind::Mistake),
    ] {
        assert_eq!(stage.archive.freeze_report(&agent("samar"), bad).await.unwrap_err().kind, kind);
    }
}
