//! Viewings over a whole archive: a face is recorded before it leaves and is what was recorded, words are sealed, and a kill loses nothing.

use std::sync::Arc;

use amana_analysis::{CloseLook, CloseSeen, Limits};
use amana_archive::look::{Cell, Table};
use amana_archive::{AnalyseOptions, Archive, Decided, Erasure, NewAnswer, NewPlan, NewViewing, Told};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultyDisk};
use amana_model::{
    AccountId, Agent, Bearing, CloseObservation, Covered, Decision, Digest, EvidenceKind, ExposureRule, Face,
    Field, Finder, IndividualId, Marking, MissingId, NotClaimed, NotViewed, Point, Reading, Region,
    ViewingAnswer, ViewingId, ViewingProtocol, ViewingStep, ViewingTurn,
};
use sha2::Digest as _;

use crate::analysing::rows;
use crate::claims::{agent, reported};
use crate::derivatives::photograph;
use crate::support::{Fixture, files, intake, services, verify};

/// Sees so many faces in every picture of 640 × 400 pixels: the first of another quality in each, the others better.
struct Faced(fn(&Digest) -> usize);

impl CloseLook for Faced {
    fn models(&self) -> Vec<String> {
        vec!["faced 1".into()]
    }

    fn look(&self, digest: Digest, _: &[u8], _: &Limits, _: &dyn Fn() -> bool) -> CloseSeen {
        let face = |number: usize| {
            let at = |[x, y]: [f32; 2]| [x + 200.0 * number as f32, y];
            Face {
                corners: [[100.0, 40.0], [180.0, 40.0], [180.0, 140.0], [100.0, 140.0]].map(at),
                landmarks: [[120.0, 70.0], [160.0, 70.0], [140.0, 90.0], [125.0, 115.0], [155.0, 115.0]]
                    .map(at),
                roll: 0.0,
                score: 0.9,
                quality: f32::from(digest.0[0]) / 255.0 + number as f32,
                embedding: None,
            }
        };
        let faces = (0..(self.0)(&digest)).map(face).collect();
        let size = Some((640, 400));
        let observation = CloseObservation { digest, size, faces, markings: vec![], crops: None };
        CloseSeen { observation, crops: vec![] }
    }
}

/// Sees, beside one face, what it takes for a marking, with a number of that probability on it.
struct Marked(fn(&Digest) -> [Point; 4], f32);

impl CloseLook for Marked {
    fn models(&self) -> Vec<String> {
        vec!["marked 1".into()]
    }

    fn look(&self, digest: Digest, bytes: &[u8], limits: &Limits, stop: &dyn Fn() -> bool) -> CloseSeen {
        let mut seen = Faced(|_| 1).look(digest, bytes, limits, stop);
        let (corners, found_by) = ((self.0)(&digest), Finder::BrightPatch);
        seen.observation.markings.push(Marking {
            corners,
            found_by,
            score: 0.3,
            crop: None,
            readings: vec![Reading {
                line: 0,
                field: Field::Detainee,
                engine: "marked 1".into(),
                raw: "4471".into(),
                number: Some("4471".into()),
                script: None,
                probability: self.1,
            }],
        });
        seen
    }
}

fn account() -> AccountId {
    "a1".parse().unwrap()
}

/// An archive with two people of two photographs each, a report, and whom a family can turn to.
async fn prepared() -> (Fixture, [IndividualId; 2], Vec<Digest>, MissingId) {
    prepared_with(&Faced(|_| 1)).await
}

async fn prepared_with(look: &dyn CloseLook) -> (Fixture, [IndividualId; 2], Vec<Digest>, MissingId) {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    let pictures: Vec<(Vec<u8>, Digest)> = (1..5).map(photograph).collect();
    for (number, (bytes, _)) in pictures.iter().enumerate() {
        std::fs::write(deposit.join(format!("{number}.jpg")), bytes).unwrap();
    }
    let digests: Vec<Digest> = pictures.into_iter().map(|(_, digest)| digest).collect();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let stop = std::sync::atomic::AtomicBool::new(false);
    let options = AnalyseOptions { look, limits: Limits::default(), threads: 2, stop: &stop };
    archive.analyse(&options, &()).await.unwrap();
    let people = [archive.new_individual(), archive.new_individual()];
    for (individual, photographs) in people.iter().zip(digests.chunks(2)) {
        let (individual, photographs) = (individual.clone(), photographs.to_vec());
        let decision = Decision::Together { individual, photographs, candidate: None };
        let seen = archive.catch_up().await.unwrap();
        let decided = archive.decide(&agent("nadim"), decision, seen).await.unwrap();
        assert!(matches!(decided, Decided::Recorded(_)));
    }
    let report = reported(&archive, "فلان").await;
    archive.set_support_contacts(&agent("samar"), "somebody\n000").await.unwrap().unwrap();
    archive.close().await;
    (fixture, people, digests, report)
}

fn new(report: &MissingId) -> NewViewing {
    let description = "an invented mole under the left eye".into();
    NewViewing { report: report.clone(), language: "ar".into(), description }
}

fn plan(candidates: &[IndividualId], look_alikes: &[IndividualId]) -> NewPlan {
    let protocol = ViewingProtocol { at_once: 1, ..ViewingProtocol::default() };
    NewPlan { protocol, candidates: candidates.to_vec(), look_alikes: look_alikes.to_vec() }
}

async fn begun(archive: &Archive, report: &MissingId, plan: &NewPlan) -> ViewingId {
    let viewing = archive.begin_viewing(&agent("samar"), &new(report)).await.unwrap().unwrap();
    archive.plan_viewing(&agent("samar"), &viewing, plan).await.unwrap().unwrap();
    viewing
}

async fn answered(archive: &Archive, viewing: &ViewingId, answer: ViewingAnswer, features: &str) {
    archive.answer_viewing(&agent("samar"), viewing, &[said(answer, features)]).await.unwrap().unwrap();
}

fn said(answer: ViewingAnswer, features: &str) -> NewAnswer {
    NewAnswer { place: 0, answer, features: features.into() }
}

fn digest(bytes: &[u8]) -> Digest {
    Digest(sha2::Sha256::digest(bytes).into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_is_recorded_before_it_leaves_and_is_what_was_recorded() {
    let (fixture, people, digests, report) = prepared().await;
    let archive = fixture.open();
    let viewing = archive.begin_viewing(&agent("samar"), &new(&report)).await.unwrap().unwrap();
    let early = archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap();
    assert_eq!(early, Err(NotViewed::Order), "nothing is planned");
    let nobody: IndividualId = "i00000000".parse().unwrap();
    let faceless = archive
        .plan_viewing(&agent("samar"), &viewing, &plan(std::slice::from_ref(&nobody), &[]))
        .await
        .unwrap();
    assert_eq!(faceless, Err(NotViewed::Faceless(nobody)));
    let plan = plan(&people[..1], &people[1..]);
    archive.plan_viewing(&agent("samar"), &viewing, &plan).await.unwrap().unwrap();
    assert_eq!(archive.viewed_face(&account(), &viewing, 0).await.unwrap(), Err(NotViewed::Order));
    archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();

    let viewings = archive.viewings().await.unwrap();
    let known = viewings.get(&viewing).unwrap();
    let shown = &known.faces[0].shown[0];
    let of = people.iter().position(|one| *one == known.faces[0].planned.individual).unwrap();
    let best = digests[2 * of..2 * of + 2].iter().max_by_key(|digest| digest.0[0]).unwrap();
    assert_eq!(shown.photograph, *best, "the best picture first");
    let picture = archive.viewed_face(&account(), &viewing, 0).await.unwrap().unwrap();
    assert_eq!(digest(&picture), shown.picture);
    let decoded = amana_analysis::full_picture(&picture, &Limits::default()).unwrap();
    assert!(decoded.starts_with(&[0xff, 0xd8]));
    assert!(!picture.windows(4).any(|window| window == b"Exif"));
    assert_eq!(archive.viewed_face(&account(), &viewing, 1).await.unwrap(), Err(NotViewed::Order));

    archive.turn_viewing(&agent("samar"), &viewing, ViewingTurn::Paused).await.unwrap().unwrap();
    assert_eq!(
        archive.viewed_face(&account(), &viewing, 0).await.unwrap(),
        Err(NotViewed::Order),
        "nothing in a pause"
    );
    archive.turn_viewing(&agent("samar"), &viewing, ViewingTurn::Resumed).await.unwrap().unwrap();
    let region = Region { left: 110, top: 10, width: 90, height: 25 };
    archive.mark_bystander(&agent("samar"), best, region, None).await.unwrap();
    let changed = archive.viewed_face(&account(), &viewing, 0).await.unwrap();
    assert_eq!(changed, Err(NotViewed::Anew), "it would look otherwise than it was recorded");
    archive.show_anew(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    let anew = archive.viewed_face(&account(), &viewing, 0).await.unwrap().unwrap();
    assert!(anew != picture, "the bystander is covered now");
    let known = archive.viewings().await.unwrap().get(&viewing).unwrap().clone();
    assert_eq!(known.faces[0].shown.last().unwrap().picture, digest(&anew));
    assert_eq!((known.faces[0].shown.len(), known.since_pause), (2, 0), "the same face, and the same place");
    archive.show_anew(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    let again = archive.viewings().await.unwrap().get(&viewing).unwrap().clone();
    assert_eq!(again, known, "nothing changed, and nothing is recorded");

    let other = "a2".parse().unwrap();
    let foreign = archive.viewed_face(&other, &viewing, 0).await.unwrap();
    assert_eq!(foreign, Err(NotViewed::Anew), "what another brought before them is not hers to see");
    archive.show_anew(&agent("widad"), &other, &viewing).await.unwrap().unwrap();
    assert!(archive.viewed_face(&other, &viewing, 0).await.unwrap().is_ok(), "recorded under her name");
    assert!(archive.viewed_face(&account(), &viewing, 0).await.unwrap().is_err());
    let by: Vec<Cell> = rows(&archive, Table::Viewings).await.iter().map(|row| row[10].clone()).collect();
    assert_eq!(by[..3], ["samar", "samar", "widad"].map(|name| Cell::Text(name.into())));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_face_is_the_best_that_is_nobody_elses_and_the_one_that_was_planned() {
    let (fixture, people, digests, report) = prepared().await;
    let archive = fixture.open();
    let mut order = digests[..2].to_vec();
    order.sort_by_key(|digest| std::cmp::Reverse(digest.0[0]));
    let best = async || archive.best_face(&people[0]).await.unwrap().map(|recipe| recipe.photograph);
    assert_eq!(best().await, Some(order[0]));
    let viewing = begun(&archive, &report, &plan(&people, &[])).await;
    let middle = Region { left: 130, top: 80, width: 20, height: 20 };
    archive.mark_bystander(&agent("samar"), &order[0], middle, None).await.unwrap();
    assert_eq!(best().await, Some(order[1]), "a bystander's face is nobody's");
    let before = archive.planned_face(&agent("samar"), &account(), &viewing, 0).await.unwrap();
    assert_eq!(before, Err(NotViewed::Unmade), "no other face is put in the place of the one planned");
    archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    let known = archive.viewings().await.unwrap().get(&viewing).unwrap().clone();
    assert!(known.faces[0].passed.is_some() && known.faces[0].shown.is_empty());
    archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    assert!(archive.viewed_face(&account(), &viewing, 1).await.unwrap().is_ok(), "the next is not held up");
    archive.mark_bystander(&agent("samar"), &order[1], middle, None).await.unwrap();
    assert_eq!(best().await, None);
    archive.close().await;
}

/// The first person's photographs, the one with the better face first.
fn by_quality() -> [Digest; 2] {
    let mut both = [photograph(1).1, photograph(2).1];
    both.sort_by_key(|digest| std::cmp::Reverse(digest.0[0]));
    both
}

#[tokio::test(flavor = "multi_thread")]
async fn where_several_faces_are_left_a_photograph_with_one_is_better() {
    let crowded = Faced(|digest| if *digest == by_quality()[0] { 2 } else { 1 });
    let (fixture, people, _, _) = prepared_with(&crowded).await;
    let archive = fixture.open();
    let [crowd, alone] = by_quality();
    let best = async || {
        let recipe = archive.best_face(&people[0]).await.unwrap();
        recipe.map(|recipe| (recipe.photograph, recipe.face.extent().0[0]))
    };
    assert_eq!(best().await, Some((alone, 140)), "it cannot be somebody else's");
    let mark = async |digest, left| {
        let region = Region { left, top: 80, width: 20, height: 20 };
        archive.mark_bystander(&agent("samar"), digest, region, None).await.unwrap();
    };
    mark(&alone, 130).await;
    assert_eq!(best().await, Some((crowd, 340)), "the best that is left");
    mark(&crowd, 330).await;
    assert_eq!(best().await, Some((crowd, 140)), "never the bystander's, however good");
    archive.close().await;
}

/// What is covered of cards in the best face of the first person, and in which photograph.
async fn cards_of_the_best(look: &dyn CloseLook) -> (Digest, Vec<Vec<[i32; 2]>>) {
    let (fixture, people, _, _) = prepared_with(look).await;
    let archive = fixture.open();
    let recipe = archive.best_face(&people[0]).await.unwrap().unwrap();
    archive.close().await;
    let cards = recipe.covers.into_iter().filter(|cover| cover.what == Covered::Card);
    (recipe.photograph, cards.map(|cover| cover.corners).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_marking_of_a_machine_hides_the_face_that_it_found() {
    // Over the whole face: whoever saw eyes and mouth there saw no card.
    let over = Marked(|_| [[90.0, 30.0], [190.0, 30.0], [190.0, 150.0], [90.0, 150.0]], 0.9);
    assert_eq!(cards_of_the_best(&over).await.1, [] as [Vec<[i32; 2]>; 0]);
    // A card that stands on its corner beside the face: alone, since an upright rectangle around it would take eye and nose.
    let askew = Marked(|_| [[155.0, 60.0], [215.0, 0.0], [275.0, 60.0], [215.0, 120.0]], 0.9);
    assert_eq!(cards_of_the_best(&askew).await.1, [[[155, 60], [215, 0], [275, 60], [215, 120]]]);
    // One that covers an eye of the better face is a card all the same: the other photograph comes first.
    let eye = Marked(
        |digest| {
            let left = if *digest == by_quality()[0] { 155.0 } else { 400.0 };
            [[left, 60.0], [left + 80.0, 60.0], [left + 80.0, 80.0], [left, 80.0]]
        },
        0.9,
    );
    assert_eq!(cards_of_the_best(&eye).await.0, by_quality()[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bright_forehead_on_which_no_number_was_read_covers_no_face() {
    let forehead = |_: &Digest| [[90.0, 30.0], [190.0, 30.0], [190.0, 62.0], [90.0, 62.0]];
    let none = [] as [Vec<[i32; 2]>; 0];
    assert_eq!(cards_of_the_best(&Marked(forehead, 0.4)).await.1, none);
    let beside = |_: &Digest| [[220.0, 30.0], [300.0, 30.0], [300.0, 62.0], [220.0, 62.0]];
    assert_eq!(
        cards_of_the_best(&Marked(beside, 0.4)).await.1.len(),
        1,
        "beside the face it is covered all the same"
    );
    // A card in truth, over the forehead of the better face, and no feature of it: the other photograph comes first.
    let one = |digest: &Digest| {
        let top = if *digest == by_quality()[0] { 30.0 } else { 300.0 };
        [[90.0, top], [190.0, top], [190.0, top + 32.0], [90.0, top + 32.0]]
    };
    assert_eq!(cards_of_the_best(&Marked(one, 0.9)).await.0, by_quality()[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn faces_of_a_viewing_count_as_looking() {
    let (fixture, people, _, report) = prepared().await;
    let archive = fixture.open();
    let rule = ExposureRule { views_a_day: Some(3), ..ExposureRule::default() };
    archive.set_exposure_rule(&agent("samar"), rule).await.unwrap();
    let viewing = begun(&archive, &report, &plan(&people, &[])).await;
    let by = agent("samar");
    archive.planned_face(&by, &account(), &viewing, 0).await.unwrap().unwrap();
    archive.show_next(&by, &account(), &viewing).await.unwrap().unwrap();
    let head = (0, ViewingStep::Head);
    archive.widen_view(&by, &account(), &viewing, head, "they ask").await.unwrap().unwrap();
    let whole = archive.widen_view(&by, &account(), &viewing, (0, ViewingStep::Whole), "they ask").await;
    assert!(matches!(whole.unwrap_err().kind, amana_archive::ErrorKind::Rest(_)));
    let table = rows(&archive, Table::Viewings).await;
    assert_eq!(table.len(), 3, "two steps of the first, and the second not shown");
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert!(archive.exposure(&account()).await.unwrap().1.rest.is_some(), "made anew, it is the same");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_of_a_picture_is_shown_step_by_step_each_recorded() {
    let (fixture, people, _, report) = prepared().await;
    let archive = fixture.open();
    let viewing = begun(&archive, &report, &plan(&people[..1], &[])).await;
    archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    let widen = async |step, reason: &str| {
        archive.widen_view(&agent("samar"), &account(), &viewing, (0, step), reason).await.unwrap()
    };
    assert_eq!(widen(ViewingStep::Whole, "they ask").await, Err(NotViewed::Order));
    assert_eq!(widen(ViewingStep::Head, " ").await, Err(NotViewed::Why));
    let face = archive.viewed_face(&account(), &viewing, 0).await.unwrap().unwrap();
    assert_eq!(widen(ViewingStep::Head, "they ask").await, Ok(()));
    let head = archive.viewed_face(&account(), &viewing, 0).await.unwrap().unwrap();
    assert_eq!(widen(ViewingStep::Whole, "they ask again").await, Ok(()));
    let whole = archive.viewed_face(&account(), &viewing, 0).await.unwrap().unwrap();
    assert!(face != head && head != whole);
    let table = rows(&archive, Table::Viewings).await;
    let steps: Vec<&Cell> = table.iter().map(|row| &row[6]).collect();
    assert_eq!(steps, [&Cell::Text("face".into()), &Cell::Text("head".into()), &Cell::Text("whole".into())]);
    let viewed = rows(&archive, Table::Events).await;
    let viewed = viewed.iter().filter(|row| row[4] == Cell::Text("original-viewed".into())).count();
    assert_eq!(viewed, 1, "the worker saw an uncovered picture too");
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_they_said_becomes_a_claim_in_one_act_and_is_erased_with_their_report() {
    let (fixture, people, _, report) = prepared().await;
    let archive = fixture.open();
    let viewing = begun(&archive, &report, &plan(&people[..1], &[])).await;
    archive.show_next(&agent("samar"), &account(), &viewing).await.unwrap().unwrap();
    answered(&archive, &viewing, ViewingAnswer::NotSure, "").await;
    let early = archive.claim_from_viewing(&agent("samar"), &account(), &viewing, 0).await.unwrap();
    assert_eq!(early, Err(NotClaimed::Absent), "they recognised nobody");
    answered(&archive, &viewing, ViewingAnswer::Surely, "an invented chipped tooth").await;
    let claim = archive.claim_from_viewing(&agent("samar"), &account(), &viewing, 0).await.unwrap().unwrap();
    let again = archive.claim_from_viewing(&agent("samar"), &account(), &viewing, 0).await.unwrap();
    assert_eq!(again, Err(NotClaimed::Already));
    let room = archive.claims().await.unwrap();
    let known = room.claims.get(&claim).unwrap();
    let given = &known.evidence[0];
    assert_eq!((given.kind, given.bearing), (EvidenceKind::Sight, Bearing::For));
    assert_eq!(given.viewing.as_ref(), Some(&viewing));
    let words = archive.claim_words(&room, known).unwrap();
    let told = words[&given.words.sealed].here().unwrap();
    assert_eq!(told.words, "an invented chipped tooth");
    let holds = |path: &std::path::PathBuf| {
        std::fs::read(path).unwrap().windows(8).any(|window| window == b"invented")
    };
    assert!(!files(&fixture.root).iter().any(holds), "no word of it stands in clear");
    let table = format!("{:?}", rows(&archive, Table::Viewings).await);
    assert!(table.contains("surely") && !table.contains("invented"));

    let erased =
        archive.erase_missing(&agent("samar"), &report, Erasure::Everything, "a wish").await.unwrap();
    assert_eq!(erased, Ok(3), "the report, the description and the features");
    let room = archive.claims().await.unwrap();
    let viewings = archive.viewings().await.unwrap();
    let words = archive.viewing_words(&room.missing, viewings.get(&viewing).unwrap()).unwrap();
    assert!(words.values().all(|one| *one == Told::Erased));
    let by = agent("samar");
    let more = archive.answer_viewing(&by, &viewing, &[said(ViewingAnswer::NotThem, "x")]).await.unwrap();
    assert_eq!(more, Err(NotViewed::Erased));
    let more = plan(&people[1..], &[]);
    assert_eq!(archive.plan_viewing(&by, &viewing, &more).await.unwrap(), Err(NotViewed::Erased));
    assert_eq!(archive.show_next(&by, &account(), &viewing).await.unwrap(), Err(NotViewed::Erased));
    assert_eq!(archive.show_anew(&by, &account(), &viewing).await.unwrap(), Err(NotViewed::Erased));
    let widened =
        archive.widen_view(&by, &account(), &viewing, (0, ViewingStep::Head), "they ask").await.unwrap();
    assert_eq!(widened, Err(NotViewed::Erased));
    assert_eq!(archive.viewed_face(&account(), &viewing, 0).await.unwrap(), Err(NotViewed::Erased));
    assert_eq!(archive.planned_face(&by, &account(), &viewing, 0).await.unwrap(), Err(NotViewed::Erased));
    assert!(verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_description_or_somebody_to_turn_to_nothing_begins() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = reported(&archive, "فلان").await;
    let begin = async |new: &NewViewing| archive.begin_viewing(&agent("samar"), new).await.unwrap();
    assert_eq!(begin(&new(&report)).await, Err(NotViewed::NoSupport));
    assert_eq!(archive.set_support_contacts(&agent("samar"), " ").await.unwrap(), Err(NotViewed::Why));
    archive.set_support_contacts(&agent("samar"), "somebody").await.unwrap().unwrap();
    let silent = NewViewing { description: " \n".into(), ..new(&report) };
    assert_eq!(begin(&silent).await, Err(NotViewed::Undescribed));
    let nowhere = NewViewing { report: "m00000000".parse().unwrap(), ..new(&report) };
    assert_eq!(begin(&nowhere).await, Err(NotViewed::Absent));
    assert!(begin(&new(&report)).await.is_ok());
    archive.close().await;
}

/// What happens in one viewing, as far as it comes; whether a face left.
async fn held(archive: &Archive, report: &MissingId, people: &[IndividualId]) -> Option<Digest> {
    let by: Agent = agent("samar");
    let viewing = archive.begin_viewing(&by, &new(report)).await.ok()?.unwrap();
    archive.plan_viewing(&by, &viewing, &plan(people, &[])).await.ok()?.unwrap();
    archive.show_next(&by, &account(), &viewing).await.ok()?.unwrap();
    let left = digest(&archive.viewed_face(&account(), &viewing, 0).await.ok()?.unwrap());
    let said = [said(ViewingAnswer::Possibly, "an invented word")];
    let _ = archive.answer_viewing(&by, &viewing, &said).await;
    Some(left)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewing_survives_a_crash_anywhere_and_no_face_leaves_unrecorded() {
    let (source, people, _, report) = prepared().await;
    for at in 0.. {
        let fixture = source.copy();
        let open =
            |disk| Archive::open(&fixture.root, Arc::new(disk), services(), Some(fixture.keyring("one")));
        let disk = FaultyDisk::new(LocalDisk, Fault::crash_at(at));
        let archive = open(disk.clone()).unwrap();
        let left = held(&archive, &report, &people[..1]).await;
        archive.close().await;
        let archive = open(FaultyDisk::new(LocalDisk, Fault::none())).unwrap();
        let viewings = archive.viewings().await.unwrap();
        let shown = viewings.all().iter().flat_map(|viewing| &viewing.faces).flat_map(|face| &face.shown);
        let shown: Vec<Digest> = shown.map(|shown| shown.picture).collect();
        assert!(left.is_none_or(|left| shown == [left]), "{at}: a face left and the log does not say so");
        let missing = archive.missing().await.unwrap();
        for viewing in viewings.all() {
            let words = archive.viewing_words(&missing, viewing).unwrap();
            assert!(words.values().all(|one| one.here().is_some()), "{at}: what is named can be read");
        }
        let checked = verify(&archive).await;
        assert!(checked.is_sound(), "{at}: {:?}", checked.findings);
        archive.close().await;
        if !disk.struck() {
            assert!(at > 10, "{at} operations");
            return;
        }
    }
}
