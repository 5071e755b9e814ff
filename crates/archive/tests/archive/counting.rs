//! Counts over a small leak with decisions: the numbers are those of its truth; definitions that will not do are refused.

use std::collections::{BTreeMap, BTreeSet};

use amana_archive::count::{
    Breakdown, Chain, Count, Criterion, Dimension, Moves, StepKind, Verdict, count, ratio,
};
use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, ErrorKind};
use amana_model::{Act, Agent, Basis, Decision, Digest, Fact, Keyed, MarkingRef, Number, Numbers};
use amana_testkit::leak::truth::{Category, Kind, Truth};

use crate::analysing::rows;
use crate::support::{Fixture, intake, leak, verify};

fn agent() -> Agent {
    Agent { name: "samar".into(), software: "amana test".into() }
}

/// What was decided, by hand beside the archive: category, branch, photographs.
struct Put {
    category: Option<Category>,
    branch: Option<String>,
    photographs: BTreeSet<Digest>,
}

fn word(category: Category) -> &'static str {
    match category {
        Category::Detainee => "detainee",
        Category::Soldier => "soldier",
        Category::Civilian => "civilian",
        Category::Scene | Category::Document => "other",
    }
}

/// The distinct contents that show each person; members of an encrypted container are refused, and not in the archive.
fn shown(truth: &Truth) -> BTreeMap<String, BTreeSet<Digest>> {
    let mut shown: BTreeMap<String, BTreeSet<Digest>> = BTreeMap::new();
    for file in truth.files.iter().filter(|file| !file.note.starts_with("encrypted")) {
        let person = file.shown.as_ref().and_then(|shown| shown.person.clone());
        if let Some((person, sha256)) = person.zip(file.sha256.as_ref()) {
            shown.entry(person).or_default().insert(sha256.parse().unwrap());
        }
    }
    shown
}

async fn decide(archive: &Archive, decision: Decision) {
    archive.decide(&agent(), decision, u64::MAX).await.unwrap();
}

/// Decides about most people as the truth says: every fifth is put together and not described, every seventh not even that.
async fn decided(archive: &Archive, truth: &Truth) -> Vec<Put> {
    let mut all = Vec::new();
    let shown = shown(truth);
    for (at, person) in truth.people.iter().enumerate() {
        let Some(photographs) = shown.get(&person.id).filter(|_| at % 7 != 6) else { continue };
        let individual = archive.new_individual();
        let of: Vec<Digest> = photographs.iter().copied().collect();
        let together =
            Decision::Together { individual: individual.clone(), photographs: of.clone(), candidate: None };
        decide(archive, together).await;
        let category = (at % 5 != 4).then_some(person.category);
        if let Some(category) = category {
            let (fact, value) = (Fact::Category, word(category).to_owned());
            decide(archive, Decision::Described { individual, fact, value, photograph: None }).await;
        }
        if let Some(branch) = &person.numbers.branch {
            let numbers = Numbers { branch: Some(Number::parse(branch).unwrap()), ..Numbers::default() };
            let marking = MarkingRef { digest: of[0], look: 0, marking: 0 };
            let (basis, keyed) = (Basis::TwoAgree, Keyed::Numbers(numbers));
            archive
                .record(vec![Act::MarkingSettled { marking, basis, keyed, rule: None, reason: None }])
                .await
                .unwrap();
        }
        all.push(Put { category, branch: person.numbers.branch.clone(), photographs: photographs.clone() });
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_are_those_of_the_truth() {
    let fixture = Fixture::new();
    let (deposit, truth) = leak(&fixture, 60, 23);
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let put = decided(&archive, &truth).await;
    let definitions = archive.definitions().await.unwrap();
    let snapshot = archive.snapshot().await.unwrap();
    let counted = |id: &str| count(definitions.find(id).unwrap(), &snapshot);
    let number = |id: &str| counted(id).number;

    let of = |wanted: &[Category]| -> Vec<&Put> {
        put.iter().filter(|one| one.category.is_some_and(|is| wanted.contains(&is))).collect()
    };
    let photographs =
        |wanted: &[Category]| of(wanted).iter().map(|one| one.photographs.len() as u64).sum::<u64>();
    let [detainee, soldier, civilian] = [Category::Detainee, Category::Soldier, Category::Civilian];
    assert!(of(&[detainee]).len() > 2 && put.iter().any(|one| one.category.is_none()), "something to count");
    assert_eq!(number("people-all"), put.len() as u64);
    for (id, wanted) in [
        ("people-detainees", &[detainee][..]),
        ("people-civilians", &[civilian]),
        ("people-soldiers", &[soldier]),
        ("people-three-categories", &[detainee, civilian, soldier]),
    ] {
        let one = counted(id);
        assert_eq!((one.number, one.denominator), (of(wanted).len() as u64, put.len() as u64), "{id}");
        let unsaid = put.iter().filter(|one| one.category.is_none()).count() as u64;
        assert_eq!(one.missing, BTreeMap::from([(Criterion::Category, unsaid)]), "{id}");
    }
    let all = rows(&archive, Table::Photographs).await.len() as u64;
    assert_eq!(number("photographs-all"), all);
    assert_eq!(number("photographs-of-detainees"), photographs(&[detainee]));
    assert_eq!(number("photographs-other"), photographs(&[soldier, civilian]));
    let parts = ["photographs-of-detainees", "photographs-other", "photographs-not-said"];
    assert_eq!(
        parts.map(number).iter().sum::<u64>(),
        all,
        "as published: detainees and others, here with what is not said"
    );
    let paths = truth.files.iter().filter(|file| file.kind != Kind::EmptyFolder).count() as u64;
    assert_eq!(number("occurrences-all"), paths);

    let mean = ratio(&counted("photographs-a-person"), &counted("people-detainees"));
    let expected = photographs(&[detainee]) as f64 / of(&[detainee]).len() as f64;
    assert_eq!((mean.value, mean.citation.to_string().as_str()), (Some(expected), "D9.1"));

    let branches =
        Breakdown::of(definitions.find("people-detainees").unwrap(), &snapshot, Dimension::Branch).unwrap();
    let mut by_hand: BTreeMap<Option<&str>, u64> = BTreeMap::from([(None, 0)]);
    for one in of(&[detainee]) {
        *by_hand.entry(one.branch.as_deref()).or_default() += 1;
    }
    let told: BTreeMap<Option<&str>, u64> =
        branches.rows.iter().map(|row| (row.value.as_deref(), row.number)).collect();
    assert_eq!(told, by_hand);
    assert_eq!(number("people-branch-not-settled"), by_hand[&None]);
    let each =
        Breakdown::of(definitions.find("people-all").unwrap(), &snapshot, Dimension::Photographs).unwrap();
    let sum: u64 =
        each.rows.iter().map(|row| row.value.as_ref().map_or(0, |n| n.parse().unwrap()) * row.number).sum();
    assert_eq!(sum, put.iter().map(|one| one.photographs.len() as u64).sum::<u64>());

    reconciled(&snapshot, &definitions, &put);
    told_in_tables(&archive, &counted("photographs-of-detainees")).await;
    let before = rows(&archive, Table::Definitions).await;
    assert_eq!(before.len(), definitions.all().len());
    assert!(verify(&archive).await.findings.is_empty());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    let again = archive.snapshot().await.unwrap();
    assert!(again.log.size > snapshot.log.size);
    for definition in definitions.latest() {
        let (one, other) = (count(definition, &snapshot), count(definition, &again));
        assert_eq!((one.number, one.missing, one.units), (other.number, other.missing, other.units));
    }
    archive.close().await;
}

fn reconciled(snapshot: &amana_archive::count::Snapshot, known: &amana_model::Definitions, put: &[Put]) {
    let find = |id: &str| known.find(id).unwrap();
    let moves = Moves::between(find("photographs-all"), find("photographs-of-detainees"), snapshot).unwrap();
    let why: BTreeSet<Verdict> = moves.only_first.iter().map(|one| one.why).collect();
    assert_eq!(why, [Verdict::LeftOut(Criterion::Category), Verdict::Missing(Criterion::Category)].into());
    assert!(moves.only_second.is_empty() && moves.both == moves.second);
    assert_eq!(Moves::between(find("photographs-all"), find("people-all"), snapshot), None);
    let chain = Chain::of(snapshot);
    assert_eq!(chain.links[3].1, put.len() as u64);
    for pair in chain.links.windows(2) {
        assert_eq!(
            pair[0].1 as i64 + pair[1].2.iter().map(|step| step.change).sum::<i64>(),
            pair[1].1 as i64
        );
    }
    let step = |at: usize, why| chain.links[at].2.iter().find(|step| step.why == why).unwrap().change;
    assert!(step(1, StepKind::NotAPicture) < 0 && step(1, StepKind::FurtherPaths) < 0, "{chain:?}");
    assert!(step(2, StepKind::Copies) < 0 && step(3, StepKind::PutToNobody) < 0, "{chain:?}");
}

/// A row of the table says what was counted, and of which log.
async fn told_in_tables(archive: &Archive, counted: &Count) {
    let table = rows(archive, Table::Counts).await;
    let text = |text: &str| Cell::Text(text.into());
    let row = table.iter().find(|row| row[0] == text("photographs-of-detainees")).unwrap();
    let number = |number: u64| Cell::Integer(number as i64);
    assert_eq!(row[1..4], [Cell::Integer(1), text("photographs"), number(counted.number)]);
    assert_eq!(row[4..6], [number(counted.denominator), number(counted.missing_in_all())]);
    assert_eq!(row[8], text("D3.1"));
    // One table was written out since, which is an entry of the log.
    assert_eq!(row[6], number(counted.log.size + 1));
    let root = &counted.log.root;
    assert!(matches!(&row[7], Cell::Text(told) if told.len() == root.len() && told != root));
}

fn list(order: u32, version: u32, says: &str) -> String {
    format!(
        r#"[[definition]]
definition = "men-215"
order = {order}
version = {version}
counts = "people"
conditions = {{ category = ["detainee"], branch = ["215", "not-said"], from = "2011-05", to = "2013" }}
conflicts = "missing"
over = "people-detainees"
title = {{ en = "Ours", ar = "تعريفنا" }}
says = {{ en = "{says}", ar = "ما يعدّه" }}
[definition.treatment]
copies = {{ en = "Once.", ar = "مرة واحدة." }}
conflicts = {{ en = "Missing.", ar = "ناقص." }}
not_said = {{ en = "Counted.", ar = "يُحسب." }}
"#
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_brings_its_own_definitions_and_what_was_cited_stays() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let bring = async |list: &str, record| archive.bring_definitions(&agent(), list, record).await;
    let before = archive.catch_up().await.unwrap();
    let tried = bring(&list(1001, 1, "Some."), false).await.unwrap();
    assert_eq!((tried.described[0].to_string(), tried.recorded), ("D1001.1".into(), false));
    assert_eq!(archive.catch_up().await.unwrap(), before, "trying records nothing");
    assert!(bring(&list(1001, 1, "Some."), true).await.unwrap().recorded);
    let again = bring(&list(1001, 1, "Some."), true).await.unwrap();
    assert_eq!((again.described.len(), again.already, again.recorded), (0, 1, false));
    assert!(bring(&list(1001, 2, "Some more."), true).await.unwrap().recorded);
    let known = archive.definitions().await.unwrap();
    assert_eq!(known.find("men-215").unwrap().says.en, "Some more.");
    assert_eq!(known.find("D1001.1").unwrap().says.en, "Some.", "cited, so it stays");
    let counted = count(known.find("men-215").unwrap(), &archive.snapshot().await.unwrap());
    assert_eq!((counted.number, counted.denominator), (0, 0));
    let table = rows(&archive, Table::Definitions).await;
    let ours = &table[table.len() - 2];
    assert_eq!(ours[0], Cell::Text("D1001.1".into()));
    assert_eq!(
        ours[4],
        Cell::Text("category is detainee; branch is 215 or not-said; from 2011-05; to 2013".into())
    );
    assert_eq!(ours[12], Cell::Integer(before as i64));
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.definitions().await.unwrap(), known);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_definition_that_will_not_do_is_refused_and_nothing_is_recorded() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let good = list(1001, 3, "Some.");
    archive.bring_definitions(&agent(), &good, true).await.unwrap();
    let before = archive.catch_up().await.unwrap();
    for (bad, why) in [
        (good.replace("\"detainee\"", "\"prisoner\""), "an unknown category"),
        (good.replace("\"people\"", "\"bodies\""), "an unknown unit"),
        (good.replace("conflicts = \"missing\"", "colour = 1"), "an unknown member"),
        (good.replace("ما يعدّه", "what it counts"), "no Arabic words"),
        (good.replace("ما يعدّه", ""), "no words"),
        (good.replace("2011-05", "2014"), "dates the wrong way round"),
        (good.replace("over = \"people-detainees\"", "over = \"nobody\""), "divided by what is not known"),
        (good.replace("Some.", "Some others."), "the same word and version with other content"),
        (list(1001, 2, "Some."), "an older version that is not known"),
        (list(1002, 4, "Some."), "another order number"),
        (good.replace("men-215", "women"), "the order number of another"),
        (format!("{}{}", list(1001, 4, "a"), list(1001, 4, "b")), "one version twice in the list"),
        (good.replace("men-215", "people-all"), "the starting list's own"),
    ] {
        let error = archive.bring_definitions(&agent(), &bad, true).await.expect_err(why);
        assert_eq!(
            (error.kind, error.safe.as_deref()),
            (ErrorKind::Mistake, Some("nothing was recorded")),
            "{why}"
        );
        assert!(error.next.is_some(), "{why}: {error}");
    }
    assert_eq!(archive.catch_up().await.unwrap(), before);
}
