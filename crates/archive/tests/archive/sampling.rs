//! Samples by folder and with exclusions: each with its reason, told in numbers that add up, drawn again alike.

use std::os::unix::ffi::OsStrExt as _;

use amana_archive::{Archive, ErrorKind, SampleFault, SamplePlan};
use amana_model::{
    Act, Basis, Decision, DrawLabel, DrawMethod, Drawing, Excluded, IndividualId, Keyed, MarkingRef, Number,
    Numbers,
};

use crate::coding::{agent, photograph};
use crate::support::{Fixture, intake, picture};

/// The photographs of each person: folder and picture.
const PEOPLE: [&[(&[u8], u8)]; 5] =
    [&[(b"a", 0)], &[(b"a", 1)], &[(b"b\xff\n", 2)], &[(b"", 3)], &[(b"c", 4), (b"a/d", 5)]];

struct Stage {
    archive: Archive,
    people: Vec<IndividualId>,
    _fixture: Fixture,
}

async fn stage() -> Stage {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    for (folder, of) in PEOPLE.iter().flat_map(|all| all.iter()) {
        let folder = deposit.join(std::ffi::OsStr::from_bytes(folder));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{of}.jpg")), picture(*of)).unwrap();
    }
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let mut people = Vec::new();
    for all in PEOPLE {
        let individual = archive.new_individual();
        let photographs = all.iter().map(|(_, of)| photograph(*of)).collect();
        let together = Decision::Together { individual: individual.clone(), photographs, candidate: None };
        archive.decide(&agent("samar"), together, u64::MAX).await.unwrap();
        people.push(individual);
    }
    Stage { archive, people, _fixture: fixture }
}

impl Stage {
    /// The numbers on the card of a person.
    async fn number(&self, of: u8, branch: &str, whole: bool) {
        let number = |text: &str| Some(Number::parse(text).unwrap());
        let rest = |text: &str| number(text).filter(|_| whole);
        let numbers =
            Numbers { branch: number(branch), detainee: rest("4471"), examination: rest(&format!("11{of}")) };
        let marking = MarkingRef { digest: photograph(of), look: 0, marking: 0 };
        let keyed = Keyed::Numbers(numbers);
        let settled =
            Act::MarkingSettled { marking, basis: Basis::TwoAgree, keyed, rule: None, reason: None };
        self.archive.record(vec![settled]).await.unwrap();
    }

    async fn draw(&self, plan: SamplePlan, record: bool) -> Result<Drawing, SampleFault> {
        self.archive.try_sample(&agent("samar"), &plan, record).await.unwrap()
    }

    fn plan(&self, size: usize, exclude: &[&str]) -> SamplePlan {
        SamplePlan {
            title: "a sample".into(),
            method: DrawMethod::Simple,
            by: None,
            size,
            seed: Some("a seed".into()),
            category: None,
            exclude: exclude.iter().map(|text| text.parse().unwrap()).collect(),
            frame: None,
        }
    }
}

fn people(drawing: &Drawing) -> Vec<&IndividualId> {
    let mut all: Vec<_> = drawing.drawn.iter().map(|one| &one.individual).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_is_that_in_which_the_first_photograph_was_found() {
    let stage = stage().await;
    let by_folder =
        SamplePlan { method: DrawMethod::Stratified, by: Some(DrawLabel::Folder), ..stage.plan(5, &[]) };
    let drawing = stage.draw(by_folder, true).await.unwrap();
    let labels: Vec<(&str, u64)> =
        drawing.frame.labels.iter().map(|(label, n)| (label.as_str(), *n)).collect();
    // Of two photographs the one that the walk came to first; what is not UTF-8, and what breaks a line, is told.
    assert_eq!(labels, [("/", 1), ("a", 2), ("a/d", 1), ("b\\xFF\\x0A", 1)]);
    assert_eq!(stage.archive.redraw_sample(&drawing.sample).await.unwrap().1, Some(true));
    let clusters =
        SamplePlan { method: DrawMethod::Clusters, by: Some(DrawLabel::Folder), ..stage.plan(2, &[]) };
    let drawing = stage.draw(clusters, false).await.unwrap();
    let whole =
        |label: &String| drawing.drawn.iter().filter(|one| one.label.as_ref() == Some(label)).count() as u64;
    let drawn: Vec<u64> = drawing.frame.labels.keys().map(whole).filter(|n| *n > 0).collect();
    assert_eq!(drawn.len(), 2);
    let of = |label: &String| drawing.frame.labels[label];
    assert!(drawing.frame.labels.keys().all(|label| [0, of(label)].contains(&whole(label))), "each whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_left_out_is_told_with_the_reason_and_the_numbers_add_up() {
    let stage = stage().await;
    stage.number(0, "215", true).await;
    stage.number(1, "215", false).await;
    stage.number(2, "227", true).await;
    let first = stage.draw(stage.plan(1, &["branch=215: coded in full"]), true).await.unwrap();
    let person = &stage.people[4];
    let exclude = [
        "branch=227: coded in full elsewhere".to_owned(),
        "without-three-numbers: no group of numbers".to_owned(),
        format!("person={person},{}: a double: see note", stage.people[0]),
        format!("sample={}: drawn before", first.sample),
    ];
    let exclude: Vec<&str> = exclude.iter().map(String::as_str).collect();
    assert_eq!(stage.draw(stage.plan(1, &exclude), true).await, Err(SampleFault::Nobody));
    let left = stage.draw(stage.plan(1, &exclude[..2]), true).await.unwrap();
    let told: Vec<(&str, u64)> =
        left.frame.exclusions.iter().map(|one| (one.reason.as_str(), one.people)).collect();
    // 227: one. Without three numbers, but 227: the second, the fourth and the fifth person.
    assert_eq!(told, [("coded in full elsewhere", 1), ("no group of numbers", 3)]);
    let all = left.frame.units + left.frame.left_out + told.iter().map(|(_, n)| n).sum::<u64>();
    assert_eq!((all, people(&left)), (5, vec![&stage.people[0]]));
    assert_eq!(stage.archive.redraw_sample(&left.sample).await.unwrap().1, Some(true));

    // Those of another sample are never drawn, whatever the seed.
    let others = stage.draw(stage.plan(4, &[exclude[3]]), true).await.unwrap();
    assert!(!people(&others).contains(&people(&first)[0]));
    assert_eq!(stage.archive.redraw_sample(&others.sample).await.unwrap().1, Some(true));

    let recorded = stage.archive.coding().await.unwrap().samples;
    assert_eq!(recorded.last().unwrap().frame.exclusions, others.frame.exclusions, "as the log has it");
    let event = serde_json::to_value(&left).unwrap();
    assert_eq!(
        event["frame"]["exclusions"][0]["who"],
        serde_json::json!({"branch": ["227"]}),
        "as the formats say"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_left_out_is_refused_and_a_changed_frame_is_no_fault() {
    let stage = stage().await;
    for unknown in ["sample=n00000000: why", "study=s00000000: why", "person=i00000000: why"] {
        let who = unknown.split(['=', ':']).nth(1).unwrap();
        let fault = stage.draw(stage.plan(1, &[unknown]), true).await;
        assert_eq!(fault, Err(SampleFault::Unknown(who.into())), "{unknown}");
    }
    let mut plan = stage.plan(1, &["month=2012-03: why"]);
    plan.exclude[0].reason = " ".into();
    assert!(matches!(stage.draw(plan.clone(), true).await, Err(SampleFault::Exclusion(_))));
    let refused = stage.archive.draw_sample(&agent("samar"), &plan, true).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Mistake);
    let many = vec!["month=2012-03: why"; 21];
    assert_eq!(stage.draw(stage.plan(1, &many), true).await, Err(SampleFault::Exclusions));

    // Of whom nothing tells the month: everybody here, or nobody.
    let none = stage.draw(stage.plan(1, &["month=unknown: no date"]), true).await;
    let some = stage.draw(stage.plan(1, &["month=1999-01: too early"]), true).await.unwrap();
    assert_eq!((none, some.frame.units), (Err(SampleFault::Nobody), 5));

    // Whom an exclusion names goes: the frame has changed, and that is said, not refused.
    let named = format!("person={}: a double", stage.people[0]);
    let drawing = stage.draw(stage.plan(2, &[&named]), true).await.unwrap();
    assert!(matches!(&drawing.frame.exclusions[0].who, Excluded::Person(people) if people.len() == 1));
    let gone = Decision::TakenOut { photographs: vec![photograph(0)] };
    stage.archive.decide(&agent("samar"), gone, u64::MAX).await.unwrap();
    assert_eq!(stage.archive.redraw_sample(&drawing.sample).await.unwrap().1, None);
}
