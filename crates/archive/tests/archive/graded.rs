//! What experts coded, counted by definitions; how far they agree on grades.

use amana_archive::count::{Breakdown, Count, Criterion, Dimension, count};
use amana_archive::look::{Cell, Table};
use amana_archive::{EntryAgreement, ErrorKind, Level, Plan, SubmittedCoding};
use amana_model::{Answer, Digest, NOT_ASSESSABLE, StudyId};

use crate::analysing::rows;
use crate::coding::{Stage, agent, photograph, stage};

const CODEBOOK: &str = r#"
codebook = "own"
version = 1
title = { en = "Own", ar = "خاص" }
source = "A test."
[[entry]]
entry = "sex"
section = "person"
kind = "choice"
label = { en = "Sex", ar = "الجنس" }
help = { en = "As seen.", ar = "كما يُرى." }
values = [
  { value = "female", label = { en = "Female", ar = "أنثى" } },
  { value = "male", label = { en = "Male", ar = "ذكر" } },
]
[[entry]]
entry = "wasting"
section = "nutrition"
kind = "choice"
ordered = true
label = { en = "Wasting", ar = "هزال" }
help = { en = "As seen.", ar = "كما يُرى." }
values = [
  { value = "none", label = { en = "None", ar = "لا هزال" } },
  { value = "mild", label = { en = "Mild", ar = "خفيف" } },
  { value = "moderate", label = { en = "Moderate", ar = "متوسط" } },
  { value = "severe", label = { en = "Severe", ar = "شديد" } },
]
"#;

async fn own(stage: &Stage) -> Digest {
    stage.archive.bring_codebook(&agent("samar"), CODEBOOK, true).await.unwrap().digest
}

async fn plan(stage: &Stage, codebook: Digest, calibration: bool) -> StudyId {
    let individuals = stage.people.clone();
    let plan = Plan { codebook: Some(codebook), preset: None, individuals, calibration, ..stage.plan() };
    stage.archive.plan_coding(&agent("samar"), plan).await.unwrap()
}

fn answers(of: usize, [sex, wasting]: [&str; 2]) -> Vec<Answer> {
    let answer = |entry: &str, word: &str| Answer {
        entry: entry.into(),
        region: None,
        answer: word.into(),
        side: None,
        count: None,
        certainty: None,
        photograph: (word != NOT_ASSESSABLE).then(|| photograph(of as u8)),
        place: None,
    };
    vec![answer("sex", sex), answer("wasting", wasting)]
}

/// What each of the two coders answers of one person.
async fn both(stage: &Stage, study: &StudyId, of: usize, told: [[&str; 2]; 2]) {
    for (coder, told) in stage.coders.iter().zip(told) {
        let submitted =
            SubmittedCoding { answers: answers(of, told), seconds: 1, views: 0, supersedes: None };
        let person = &stage.people[of];
        stage.archive.submit_coding(&agent("huda"), coder, study, person, submitted).await.unwrap();
    }
}

fn definition(version: u32, words: &str) -> String {
    format!(
        r#"[[definition]]
definition = "women-coded"
order = 1001
version = {version}
counts = "people"
conditions = {{ coded_sex = [{words}] }}
title = {{ en = "Women", ar = "النساء" }}
says = {{ en = "Women, as coded.", ar = "النساء كما رُمّزن." }}
[definition.treatment]
copies = {{ en = "Once.", ar = "مرة واحدة." }}
conflicts = {{ en = "The first.", ar = "الأول." }}
not_said = {{ en = "Missing.", ar = "ناقص." }}
"#
    )
}

async fn counted(stage: &Stage, version: u32, words: &str) -> Count {
    let list = definition(version, words);
    stage.archive.bring_definitions(&agent("samar"), &list, true).await.unwrap();
    let known = stage.archive.definitions().await.unwrap();
    count(known.find("women-coded").unwrap(), &stage.archive.snapshot().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_is_counted_and_what_is_not_is_missing_never_left_out() {
    let stage = stage().await;
    let codebook = own(&stage).await;
    let practice = plan(&stage, codebook, true).await;
    both(&stage, &practice, 2, [["female", "none"]; 2]).await;
    let study = plan(&stage, codebook, false).await;
    both(&stage, &study, 0, [["female", "mild"]; 2]).await;
    both(&stage, &study, 1, [[NOT_ASSESSABLE, "mild"]; 2]).await;
    // The coders differ about the third: nothing is settled, and a calibration counts for nothing.
    both(&stage, &study, 2, [["female", "none"], ["male", "none"]]).await;

    let women = counted(&stage, 1, r#""female""#).await;
    assert_eq!((women.number, women.denominator), (1, 3));
    let missing = [(Criterion::CodedSex, 1), (Criterion::CodedSexNotAssessable, 1)];
    assert_eq!(women.missing.clone().into_iter().collect::<Vec<_>>(), missing);
    assert!(women.left_out.is_empty(), "{:?}", women.left_out);
    let men = counted(&stage, 2, r#""male", "not-coded""#).await;
    assert_eq!((men.number, men.left_out[&Criterion::CodedSex]), (1, 1), "who is not settled, on request");
    let unseen = counted(&stage, 3, r#""female", "not-assessable""#).await;
    assert_eq!((unseen.number, unseen.missing_in_all()), (2, 1));

    let people = stage.archive.definitions().await.unwrap().find("people-all").unwrap().clone();
    let snapshot = stage.archive.snapshot().await.unwrap();
    let parted = Breakdown::of(&people, &snapshot, Dimension::CodedSex).unwrap();
    let told: Vec<(Option<&str>, u64)> =
        parted.rows.iter().map(|row| (row.value.as_deref(), row.number)).collect();
    assert_eq!(told, [(Some("female"), 1), (Some(NOT_ASSESSABLE), 1), (None, 1)]);

    let third = [Answer { photograph: Some(photograph(2)), ..answers(2, ["male", "none"]).remove(0) }];
    let (archive, person) = (&stage.archive, &stage.people[2]);
    archive
        .adjudicate(&agent("samar"), &stage.third, &study, person, third.to_vec(), "seen in the second")
        .await
        .unwrap();
    let women = counted(&stage, 4, r#""female""#).await;
    assert_eq!((women.number, women.left_out[&Criterion::CodedSex], women.missing_in_all()), (1, 1, 1));
    let table = rows(archive, Table::Definitions).await;
    let asks = |row: &Vec<Cell>| row[4] == Cell::Text("coded sex is male or not-coded".into());
    assert!(table.iter().any(asks), "every version stays");
    let before = archive.snapshot().await.unwrap();
    let Stage { archive, fixture, .. } = stage;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.snapshot().await.unwrap().people, before.people, "the same after a rebuild");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_no_codebook_has_is_refused() {
    let stage = stage().await;
    let list = definition(1, r#""woman""#);
    let refused = stage.archive.bring_definitions(&agent("samar"), &list, true).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Mistake);
    let told = format!("{refused} {:?}", refused.next);
    assert!(told.contains("woman") && told.contains("female, male, not-assessable, not-coded"), "{told}");
    assert!(stage.archive.definitions().await.unwrap().find("women-coded").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn grades_are_held_against_each_other_in_their_order() {
    let stage = stage().await;
    let codebook = own(&stage).await;
    let study = plan(&stage, codebook, false).await;
    both(&stage, &study, 0, [["male", "mild"], ["male", "mild"]]).await;
    both(&stage, &study, 1, [["male", "none"], ["male", "severe"]]).await;
    both(&stage, &study, 2, [["male", "moderate"], ["male", NOT_ASSESSABLE]]).await;
    let room = stage.archive.coding().await.unwrap();
    let agreement = room.agreement(&room.studies[0].study);
    let of: Vec<(&str, Level, u64)> =
        agreement.iter().map(|one| (one.entry.as_str(), one.level, one.people)).collect();
    let expected =
        [("sex", Level::Nominal, 3), ("wasting", Level::Nominal, 3), ("wasting", Level::Ordinal, 2)];
    assert_eq!(of, expected);
    let values = |one: &EntryAgreement| {
        [&one.percent, &one.alpha, &one.gwet].map(|made| made.as_ref().map(|made| made.value))
    };
    let close = |seen: Option<f64>, wanted: f64| (seen.unwrap() - wanted).abs() < 1e-12;
    // By hand, of the pairs mild and mild, none and severe among four grades: docs/STATISTICS.md has the formulas.
    let [percent, alpha, ac2] = values(&agreement[2]);
    assert!(close(percent, 0.5) && close(alpha, -0.5), "{percent:?} {alpha:?}");
    assert!(close(ac2, (0.5 - 0.625 * 11.0 / 12.0) / (1.0 - 0.625 * 11.0 / 12.0)), "{ac2:?}");
    let [nominal, ..] = values(&agreement[1]);
    assert!(close(nominal, 1.0 / 3.0), "not assessable is an answer like others");

    let table = rows(&stage.archive, Table::Agreement).await;
    let level = |at: usize| table[at][2].clone();
    assert_eq!([level(1), level(2)], [Cell::Text("nominal".into()), Cell::Text("ordinal".into())]);
    let (ac1, of_ac2) = (9, 12);
    assert!(table[1][of_ac2..].iter().all(|cell| *cell == Cell::Null) && table[1][8] != Cell::Null);
    assert!(table[2][8..ac1 + 2].iter().all(|cell| *cell == Cell::Null), "{:?}", table[2]);
}
