//! Coding: planned, blind until all have coded, superseded and never edited, decided by a third; the same after a rebuild.

use amana_archive::access::Role;
use amana_archive::look::{Cell, Table};
use amana_archive::{
    Archive, ErrorKind, Level, Plan, SampleFault, SamplePlan, SubmittedCoding, sample_size, starting_codebook,
};
use amana_model::{
    AccountId, Agent, Answer, CodingStanding, Decision, Digest, DrawLabel, DrawMethod, IndividualId,
    NOT_ASSESSABLE, StudyId,
};
use sha2::{Digest as _, Sha256};

use crate::analysing::rows;
use crate::support::{Fixture, intake, picture};

pub(crate) const PASSWORD: &str = "a long enough password";

/// Three people, two coders and a third.
pub(crate) struct Stage {
    pub(crate) archive: Archive,
    pub(crate) fixture: Fixture,
    pub(crate) people: Vec<IndividualId>,
    pub(crate) coders: [AccountId; 2],
    pub(crate) third: AccountId,
}

pub(crate) fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

pub(crate) fn photograph(of: u8) -> Digest {
    Digest(Sha256::digest(picture(of)).into())
}

pub(crate) async fn stage() -> Stage {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    for of in 0..3 {
        std::fs::write(deposit.join(format!("{of}.jpg")), picture(of)).unwrap();
    }
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let mut people = Vec::new();
    for of in 0..3 {
        let individual = archive.new_individual();
        let decision = Decision::Together {
            individual: individual.clone(),
            photographs: vec![photograph(of)],
            candidate: None,
        };
        archive.decide(&agent("samar"), decision, u64::MAX).await.unwrap();
        people.push(individual);
    }
    let add = async |name: &str, role| archive.add_account(name, name, role, PASSWORD).await.unwrap();
    let coders = [add("huda", Role::Expert).await, add("karim", Role::Expert).await];
    let third = add("samar", Role::Organiser).await;
    Stage { archive, fixture, people, coders, third }
}

impl Stage {
    pub(crate) fn plan(&self) -> Plan {
        Plan {
            title: "rapid pass".into(),
            preset: Some("association-tally".into()),
            individuals: self.people[..2].to_vec(),
            coders: self.coders.to_vec(),
            coders_each: 2,
            overlap: 1000,
            seed: Some("a seed".into()),
            ..Plan::default()
        }
    }

    pub(crate) async fn submit(
        &self,
        coder: &AccountId,
        study: &StudyId,
        of: usize,
        seen: Option<&str>,
        supersedes: Option<u64>,
    ) -> Result<u64, amana_archive::ArchiveError> {
        let answers = answers(photograph(of as u8), seen);
        let submitted = SubmittedCoding { answers, seconds: 90, views: 2, supersedes };
        self.archive.submit_coding(&agent("huda"), coder, study, &self.people[of], submitted).await
    }
}

/// Nothing is assessable but one entry, which is as the first word it can be answered with.
fn answers(photograph: Digest, seen: Option<&str>) -> Vec<Answer> {
    let (codebook, _) = starting_codebook();
    let answer = |entry: &amana_model::Entry| {
        let present = seen == Some(entry.entry.as_str());
        Answer {
            entry: entry.entry.clone(),
            region: None,
            answer: if present { entry.answers()[0].to_owned() } else { NOT_ASSESSABLE.into() },
            side: None,
            count: None,
            certainty: None,
            photograph: present.then_some(photograph),
            place: None,
        }
    };
    codebook.entries_of(Some("association-tally")).into_iter().map(answer).collect()
}

pub(crate) fn an_entry() -> String {
    starting_codebook().0.entries_of(Some("association-tally"))[0].entry.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_code_blind_a_third_decides_and_a_rebuilt_catalog_says_the_same() {
    let stage = stage().await;
    let (archive, [huda, karim]) = (&stage.archive, &stage.coders);
    let study = archive.plan_coding(&agent("samar"), stage.plan()).await.unwrap();
    let person = &stage.people[0];
    let entry = an_entry();
    let sheet = async |who: &AccountId, third| archive.code_sheet(who, third, &study, person).await.unwrap();
    assert_eq!(sheet(huda, false).await.unwrap().photographs, [photograph(0)]);
    assert!(sheet(&stage.third, false).await.is_none(), "who neither codes nor decides is shown nothing");

    assert!(archive.keep_coding_draft(huda, &study, person, "a.sex=male").await.unwrap());
    let draft = async |who: &AccountId| archive.coding_draft(who, &study, person).await.unwrap();
    assert_eq!((draft(huda).await.as_deref(), draft(karim).await), (Some("a.sex=male"), None));
    let first = stage.submit(huda, &study, 0, Some(&entry), None).await.unwrap();
    assert_eq!(draft(huda).await, None, "it is submitted");
    let before = sheet(karim, false).await.unwrap();
    assert_eq!((before.others.len(), before.standing), (0, CodingStanding::Waiting(1)), "blind");
    assert!(
        sheet(&stage.third, true).await.unwrap().others.is_empty(),
        "nobody sees it before both are done"
    );
    let twice = stage.submit(huda, &study, 0, None, None).await.unwrap_err();
    assert_eq!(twice.kind, ErrorKind::Mistake, "never edited unseen");
    stage.submit(karim, &study, 0, None, None).await.unwrap();
    let after = sheet(karim, false).await.unwrap();
    assert_eq!((after.others.len(), after.others[0].0), (1, first));
    let CodingStanding::Disputed(disputed) = after.standing else { panic!() };
    assert_eq!(disputed.iter().map(|key| &key.entry).collect::<Vec<_>>(), [&entry]);

    let decided = || vec![answers(photograph(0), Some(&entry)).remove(0)];
    let decide = async |who: &AccountId, answers, reason| {
        archive.adjudicate(&agent("samar"), who, &study, person, answers, reason).await
    };
    assert!(decide(karim, decided(), "mine").await.is_err(), "a coder does not judge herself");
    assert!(decide(&stage.third, decided(), " ").await.is_err(), "without a reason");
    assert!(decide(&stage.third, Vec::new(), "all").await.is_err(), "each disputed answer is decided");
    decide(&stage.third, decided(), "seen in the second picture").await.unwrap();
    assert!(decide(&stage.third, decided(), "again").await.is_err(), "nothing is disputed any more");

    let room = archive.coding().await.unwrap();
    let planned = &room.studies[0].study;
    assert_eq!(room.of_study(planned).standing(person), CodingStanding::Adjudicated);
    assert_eq!(room.progress(planned, huda), (1, 2));
    assert_eq!(room.next(planned, huda), Some(&stage.people[1]));
    let agreement = room.agreement(planned);
    assert_eq!((agreement[0].people, agreement[0].percent.as_ref().unwrap().value), (1, 0.0));
    assert_eq!((agreement[1].level, agreement[1].people), (Level::Ordinal, 0), "nobody was graded by both");
    assert_eq!(agreement[2].percent.as_ref().unwrap().value, 1.0);
    let codings = rows(archive, Table::Codings).await;
    let nominal = agreement.iter().filter(|one| one.level == Level::Nominal).count();
    assert_eq!(codings.len(), 2 * nominal + 1);
    let agreed = rows(archive, Table::Agreement).await;
    assert_eq!((agreed.len(), &agreed[0][5]), (agreement.len(), &Cell::Real(0.0)));

    let Stage { archive, fixture, .. } = stage;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::Codings).await, codings);
    assert_eq!(archive.coding().await.unwrap(), room);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_coded_so_is_refused_and_nothing_is_recorded() {
    let stage = stage().await;
    let (archive, [huda, _]) = (&stage.archive, &stage.coders);
    for bad in [
        Plan { title: " ".into(), ..stage.plan() },
        Plan { preset: Some("no-such".into()), ..stage.plan() },
        Plan { codebook: Some(Digest([1; 32])), ..stage.plan() },
        Plan { coders: vec![stage.third.clone()], ..stage.plan() },
        Plan { individuals: vec!["i0".parse().unwrap()], ..stage.plan() },
        Plan { coders_each: 3, ..stage.plan() },
    ] {
        assert_eq!(
            archive.plan_coding(&agent("samar"), bad.clone()).await.unwrap_err().kind,
            ErrorKind::Mistake,
            "{bad:?}"
        );
    }
    let study = archive.plan_coding(&agent("samar"), stage.plan()).await.unwrap();
    let person = &stage.people[0];
    let entry = an_entry();
    let submit = async |who: &AccountId, person: &IndividualId, answers| {
        let submitted = SubmittedCoding { answers, seconds: 1, views: 0, supersedes: None };
        archive.submit_coding(&agent("huda"), who, &study, person, submitted).await.unwrap_err().kind
    };
    assert_eq!(submit(huda, &stage.people[2], answers(photograph(2), None)).await, ErrorKind::Absent);
    assert_eq!(submit(&stage.third, person, answers(photograph(0), None)).await, ErrorKind::Absent);
    assert_eq!(submit(huda, person, Vec::new()).await, ErrorKind::Mistake, "everything is answered");
    assert_eq!(
        submit(huda, person, answers(photograph(1), Some(&entry))).await,
        ErrorKind::Mistake,
        "what is seen is seen in a photograph of that person"
    );
    assert!(archive.coding().await.unwrap().codings.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_brings_its_own_codebook_and_a_changed_one_has_a_higher_version() {
    let stage = stage().await;
    let text = r#"
codebook = "own"
version = 1
title = { en = "Own", ar = "خاص" }
source = "a test"
[[entry]]
entry = "sex"
section = "person"
kind = "choice"
label = { en = "Sex", ar = "الجنس" }
help = { en = "As seen.", ar = "كما يُرى." }
values = [{ value = "female", label = { en = "Female", ar = "أنثى" } }, { value = "male", label = { en = "Male", ar = "ذكر" } }]
"#;
    let bring = async |text: &str, record| stage.archive.bring_codebook(&agent("samar"), text, record).await;
    let tried = bring(text, false).await.unwrap();
    assert_eq!((tried.recorded, tried.already, tried.entries), (false, false, 1));
    assert!(bring(text, true).await.unwrap().recorded);
    assert!(bring(text, true).await.unwrap().already);
    let changed = text.replace("As seen.", "As it is seen.");
    assert_eq!(bring(&changed, true).await.unwrap_err().kind, ErrorKind::Mistake);
    assert!(bring(&changed.replace("version = 1", "version = 2"), true).await.unwrap().recorded);
    for bad in [
        "",
        "codebook = 1",
        &text.replace("\"choice\"", "\"sign\""),
        &text.replace("version = 1", "versions = 1"),
    ] {
        assert_eq!(bring(bad, true).await.unwrap_err().kind, ErrorKind::Mistake, "{bad}");
    }
    let known = stage.archive.coding().await.unwrap().codebooks;
    assert_eq!(known.iter().map(|known| known.codebook.version).collect::<Vec<_>>(), [2, 1, 2]);
    let plan = Plan { codebook: Some(tried.digest), preset: None, ..stage.plan() };
    stage.archive.plan_coding(&agent("samar"), plan).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_is_frozen_with_the_log_drawn_again_and_coded() {
    let stage = stage().await;
    let archive = &stage.archive;
    let plan = |size| SamplePlan {
        title: "the first".into(),
        method: DrawMethod::Simple,
        by: None,
        size,
        seed: Some("a seed".into()),
        category: None,
        exclude: Vec::new(),
        frame: None,
    };
    let draw = async |plan: &SamplePlan, record| archive.draw_sample(&agent("samar"), plan, record).await;
    let shown = draw(&plan(2), false).await.unwrap();
    assert!(archive.coding().await.unwrap().samples.is_empty(), "only shown");
    let drawing = draw(&plan(2), true).await.unwrap();
    assert_eq!((&drawing.drawn, drawing.frame.units, drawing.drawn.len()), (&shown.drawn, 3, 2));
    assert!((drawing.probability(None) - 2.0 / 3.0).abs() < 1e-12);
    // By hand: the two whose SHA-256(seed, 0, identifier) is least.
    let mut by_hand = stage.people.clone();
    by_hand.sort_by_key(|person| Sha256::digest(format!("a seed\0{person}")));
    assert_eq!(
        drawing.drawn.iter().map(|one| &one.individual).collect::<Vec<_>>(),
        by_hand[..2].iter().collect::<Vec<_>>()
    );
    assert_eq!(archive.redraw_sample(&drawing.sample).await.unwrap().1, Some(true));
    assert_eq!(rows(archive, Table::Samples).await.len(), 2);
    let room = archive.coding().await.unwrap();
    let by = &room.drawn_by[&drawing.sample];
    assert_eq!((by.agent.as_str(), by.entry), ("samar", drawing.frame.log_size), "the entry after its frame");

    let study = Plan { sample: Some(drawing.sample.clone()), individuals: Vec::new(), ..stage.plan() };
    archive.plan_coding(&agent("samar"), study).await.unwrap();
    let room = archive.coding().await.unwrap();
    assert_eq!(room.studies[0].study.individuals, by_hand[..2]);

    let entry = an_entry();
    let id = room.studies[0].study.study.clone();
    let of = |person: &IndividualId| stage.people.iter().position(|known| known == person).unwrap();
    for coder in &stage.coders {
        stage.submit(coder, &id, of(&by_hand[0]), Some(&entry), None).await.unwrap();
    }
    let estimate = async || {
        let room = archive.coding().await.unwrap();
        room.estimates(&room.studies[0].study).into_iter().next().unwrap()
    };
    let half = estimate().await;
    assert_eq!((half.yes, half.assessed, half.open), (1, 1, 1));
    let bounds = half.bounds.unwrap();
    assert_eq!((bounds.all_no.value(), bounds.all_yes.value()), (0.5, 1.0));
    stage.submit(&stage.coders[0], &id, of(&by_hand[1]), None, None).await.unwrap();
    stage.submit(&stage.coders[1], &id, of(&by_hand[1]), Some(&entry), None).await.unwrap();
    let disputed = estimate().await;
    assert_eq!((disputed.open, disputed.not_assessable), (1, 0), "coders differ: nothing is settled");
    assert_eq!(rows(archive, Table::Estimates).await.len(), room_estimates(archive).await);

    for bad in [
        plan(0),
        plan(4),
        SamplePlan { title: " ".into(), ..plan(1) },
        SamplePlan { category: Some("prisoner".into()), ..plan(1) },
        SamplePlan { category: Some("detainee".into()), ..plan(1) },
        SamplePlan { method: DrawMethod::Stratified, ..plan(2) },
    ] {
        assert_eq!(draw(&bad, true).await.unwrap_err().kind, ErrorKind::Mistake, "{bad:?}");
    }
    let by_branch = SamplePlan { method: DrawMethod::Stratified, by: Some(DrawLabel::Branch), ..plan(2) };
    assert_eq!(
        draw(&by_branch, false).await.unwrap().frame.labels["unknown"],
        3,
        "what is not known is a stratum"
    );

    let gone = Decision::TakenOut { photographs: vec![photograph(0)] };
    archive.decide(&agent("samar"), gone, u64::MAX).await.unwrap();
    assert_eq!(
        archive.redraw_sample(&drawing.sample).await.unwrap().1,
        None,
        "the frame has changed, and it is said"
    );
    let agreed = |frame| SamplePlan { frame: Some(frame), ..plan(1) };
    let fault = archive.try_sample(&agent("samar"), &agreed(shown.frame.digest), true).await.unwrap();
    assert_eq!(fault, Err(SampleFault::FrameChanged), "what was shown is recorded, or nothing");
    let now = draw(&plan(1), false).await.unwrap();
    let recorded = draw(&agreed(now.frame.digest), true).await.unwrap();
    assert_eq!((recorded.drawn, recorded.seed), (now.drawn, now.seed));
}

#[test]
fn how_many_to_draw_is_told() {
    assert_eq!(sample_size(0.05, 6_786), Some(364), "Cochran: 384.1 / (1 + 383.1 / 6786)");
    assert_eq!(sample_size(0.05, 20), Some(20));
    assert_eq!((sample_size(0.0, 20), sample_size(0.05, 0)), (None, None));
}

async fn room_estimates(archive: &Archive) -> usize {
    let room = archive.coding().await.unwrap();
    room.studies.iter().map(|planned| room.estimates(&planned.study).len()).sum()
}
