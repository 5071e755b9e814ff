//! Publication over a whole archive: two people, everything that closes the gate, what lies sealed, the same after a rebuild.

use amana_analysis::derivative::mark_of;
use amana_archive::look::{About, Table};
use amana_archive::{Archive, ErrorKind, NotMade, NotPublished};
use amana_custody::proof::EntryProof;
use amana_model::{
    Agent, Consent, ConsentChange, ConsentPurpose, Cover, Covered, Decision, Digest, Event, FacePlace, Fact,
    IndividualId, MissingId, Objection, PublicationDecision, PublicationId, PublicationVerdict, Recipe,
    RecipeFault, Region, Takedown, TakedownCause,
};

use crate::analysing::rows;
use crate::claims::{decided_probable, reported};
use crate::derivatives::photograph;
use crate::support::{Fixture, intake, verify};

pub(crate) fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

pub(crate) const POLICY: &str = r#"
[gallery]
title = { ar = "وجوه", en = "Faces" }
short_name = "an archive"
support = [{ ar = "خط الدعم: ٠٠٠", en = "Support line: 000" }]
reach = { ar = "اكتبوا إلينا", en = "Write to us" }
"#;

/// An archive with a policy and people, one photograph each.
pub(crate) async fn stage(people: u32) -> (Fixture, Archive, Vec<(IndividualId, Digest)>) {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    let mut digests = Vec::new();
    for seed in 0..people {
        let (bytes, digest) = photograph(seed);
        std::fs::write(deposit.join(format!("secret-name-{seed}.jpg")), bytes).unwrap();
        digests.push(digest);
    }
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let mut stage = Vec::new();
    for (at, digest) in digests.into_iter().enumerate() {
        let individual: IndividualId = format!("i{at:08x}").parse().unwrap();
        decide(
            &archive,
            Decision::Together { individual: individual.clone(), photographs: vec![digest], candidate: None },
        )
        .await;
        say(&archive, &individual, Fact::AgeBand, "adult").await;
        say(&archive, &individual, Fact::Category, "detainee").await;
        stage.push((individual, digest));
    }
    archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    (fixture, archive, stage)
}

async fn decide(archive: &Archive, decision: Decision) {
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("samar"), decision, seen).await.unwrap();
}

pub(crate) async fn say(archive: &Archive, individual: &IndividualId, fact: Fact, value: &str) {
    let (individual, value) = (individual.clone(), value.to_owned());
    decide(archive, Decision::Described { individual, fact, value, photograph: None }).await;
}

pub(crate) async fn recipe(archive: &Archive, digest: &Digest) -> Recipe {
    let face = FacePlace::drawn(&Region { left: 200, top: 40, width: 160, height: 200 });
    archive.recipe_for(digest, face).await.unwrap().unwrap()
}

pub(crate) async fn propose(archive: &Archive, who: &(IndividualId, Digest)) -> PublicationId {
    let recipe = recipe(archive, &who.1).await;
    archive
        .propose_publication(&agent("samar"), &who.0, recipe, "to be recognised", None)
        .await
        .unwrap()
        .unwrap()
}

/// Looks at the picture of a publication.
pub(crate) async fn look(archive: &Archive, publication: PublicationId, who: &str) -> Vec<u8> {
    let account = who.parse().unwrap();
    archive.publication_picture(&agent(who), &account, &publication).await.unwrap().unwrap()
}

pub(crate) async fn vote(
    archive: &Archive,
    publication: PublicationId,
    who: &str,
    verdict: PublicationVerdict,
) -> Result<(), NotPublished> {
    let decision = PublicationDecision { publication, verdict, reason: format!("{who} looked") };
    archive.decide_publication(&agent(who), decision).await.unwrap()
}

pub(crate) async fn publish(archive: &Archive, who: &(IndividualId, Digest)) -> PublicationId {
    let publication = propose(archive, who).await;
    for voter in ["huda", "lina"] {
        look(archive, publication, voter).await;
        vote(archive, publication, voter, PublicationVerdict::Publish).await.unwrap();
    }
    publication
}

async fn word(archive: &Archive, publication: &PublicationId) -> String {
    let room = archive.publications().await.unwrap();
    let standing = &room.get(publication).unwrap().standing;
    let closed: Vec<&str> = standing.closed().iter().map(amana_model::Closed::word).collect();
    [&[standing.word()], closed.as_slice()].concat().join(" ")
}

fn takedown(publication: PublicationId) -> Takedown {
    Takedown {
        publication,
        cause: TakedownCause::Safety,
        reason: "a threat".into(),
        channel: "by telephone".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_decide_and_a_takedown_is_in_force_at_once() {
    let (fixture, archive, people) = stage(2).await;
    let one = propose(&archive, &people[0]).await;
    assert_eq!(word(&archive, &one).await, "first");
    let publish = PublicationVerdict::Publish;
    assert_eq!(vote(&archive, one, "huda", publish).await, Err(NotPublished::NotLooked));
    let other = propose(&archive, &people[1]).await;
    look(&archive, other, "huda").await;
    archive
        .preview_face(&agent("huda"), &"huda".parse().unwrap(), &recipe(&archive, &people[0].1).await)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        vote(&archive, one, "huda", publish).await,
        Err(NotPublished::NotLooked),
        "another picture is not this one"
    );
    look(&archive, one, "samar").await;
    assert_eq!(vote(&archive, one, "samar", publish).await, Err(NotPublished::Proposer));
    vote(&archive, one, "samar", PublicationVerdict::Refuse).await.unwrap();
    assert_eq!(word(&archive, &one).await, "refused", "who proposed may always refuse");
    vote(&archive, one, "samar", PublicationVerdict::TakenBack).await.unwrap();
    look(&archive, one, "huda").await;
    vote(&archive, one, "huda", publish).await.unwrap();
    assert_eq!(vote(&archive, one, "huda", publish).await, Err(NotPublished::Same));
    assert_eq!(word(&archive, &one).await, "further");
    look(&archive, one, "nour").await;
    vote(&archive, one, "nour", publish).await.unwrap();
    assert_eq!(word(&archive, &one).await, "public");

    // What lies sealed is the picture that the recipe makes, small, with its identifier in its pixels.
    let room = archive.publications().await.unwrap();
    let proposal = &room.get(&one).unwrap().publication.proposal;
    assert!(archive.repeats(proposal).await.unwrap());
    let picture = look(&archive, one, "huda").await;
    assert!(picture.len() <= 25_000 && mark_of(&picture) == Some(one));
    let proof = archive.prove_publication(&agent("huda"), &one).await.unwrap().unwrap();
    let entry = EntryProof::parse(proof.as_bytes()).unwrap().entry;
    let entry = String::from_utf8(entry).unwrap();
    for secret in [people[0].0.as_str(), &people[0].1.to_string(), "secret-name", "samar"] {
        assert!(
            !proof.contains(secret) && !entry.contains(secret),
            "a proof tells nothing of the original: {entry}"
        );
    }
    let event = Event::decode(entry.as_bytes()).unwrap();
    assert_eq!(
        (event.agent.name.as_str(), event.time),
        ("archive", event.time.day_begins()),
        "no name, no hour"
    );

    let again = recipe(&archive, &people[0].1).await;
    let propose_again =
        archive.propose_publication(&agent("samar"), &people[0].0, again, "again", None).await.unwrap();
    assert_eq!(propose_again, Err(NotPublished::Already));
    let foreign = recipe(&archive, &people[1].1).await;
    archive.take_down(&agent("nour"), takedown(one)).await.unwrap().unwrap();
    assert_eq!(word(&archive, &one).await, "taken-down");
    assert_eq!(archive.take_down(&agent("nour"), takedown(one)).await.unwrap(), Err(NotPublished::Same));
    let wrong =
        archive.propose_publication(&agent("samar"), &people[0].0, foreign, "a mix-up", None).await.unwrap();
    assert_eq!(wrong, Err(NotPublished::NotTheirs));
    let two = propose(&archive, &people[0]).await;
    assert_ne!(one, two, "an identifier is never used again");

    let report = verify(&archive).await;
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let tables = [rows(&archive, Table::Publications).await, rows(&archive, Table::Takedowns).await];
    assert_eq!((tables[0].len(), tables[1].len()), (3, 1));
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!([rows(&archive, Table::Publications).await, rows(&archive, Table::Takedowns).await], tables);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_learnt_later_closes_the_gate() {
    let (_fixture, archive, people) = stage(3).await;
    let one = publish(&archive, &people[0]).await;
    say(&archive, &people[0].0, Fact::AgeBand, "adolescent").await;
    assert_eq!(word(&archive, &one).await, "further", "a child needs a third");
    look(&archive, one, "nour").await;
    vote(&archive, one, "nour", PublicationVerdict::Publish).await.unwrap();
    assert_eq!(word(&archive, &one).await, "public");
    archive
        .mark_bystander(
            &agent("nour"),
            &people[0].1,
            Region { left: 220, top: 60, width: 40, height: 40 },
            None,
        )
        .await
        .unwrap();
    assert_eq!(word(&archive, &one).await, "closed bystander");

    let two = publish(&archive, &people[1]).await;
    let objection = Objection {
        individual: people[1].0.clone(),
        report: None,
        reason: "a family's wish".into(),
        channel: "by letter".into(),
    };
    let entry = archive.object_to_publication(&agent("nour"), objection.clone()).await.unwrap().unwrap();
    assert_eq!(word(&archive, &two).await, "taken-down");
    let months = archive.publications().await.unwrap().publications.takedowns();
    assert_eq!(months.values().map(|month| month.faces).collect::<Vec<_>>(), [1]);
    let three = publish(&archive, &people[1]).await;
    assert_eq!(word(&archive, &three).await, "closed objection", "it holds for what is proposed later too");
    archive.withdraw_objection(&agent("nour"), entry, "they changed their mind").await.unwrap().unwrap();
    assert_eq!(word(&archive, &three).await, "public");
    let nobody = Objection { individual: "i9".parse().unwrap(), ..objection.clone() };
    assert_eq!(
        archive.object_to_publication(&agent("nour"), nobody).await.unwrap(),
        Err(NotPublished::Absent)
    );
    let silent = Objection { reason: " ".into(), ..objection };
    assert!(matches!(
        archive.object_to_publication(&agent("nour"), silent).await.unwrap(),
        Err(NotPublished::Fault(_))
    ));

    let late = Some("2026-12-24".parse().unwrap());
    let recipe = recipe(&archive, &people[2].1).await;
    let later = archive
        .propose_publication(&agent("samar"), &people[2].0, recipe, "later", late)
        .await
        .unwrap()
        .unwrap();
    for who in ["lina", "huda"] {
        look(&archive, later, who).await;
        vote(&archive, later, who, PublicationVerdict::Publish).await.unwrap();
    }
    assert_eq!(word(&archive, &later).await, "closed embargo");
    vote(&archive, later, "nour", PublicationVerdict::Refuse).await.unwrap();
    assert_eq!(word(&archive, &later).await, "refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_proposed_before_there_is_a_policy_and_no_name_of_a_family_is_in_the_log() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let bad = archive.bring_policy(&agent("samar"), "decisions = 1", true).await.unwrap_err();
    assert_eq!(bad.kind, ErrorKind::Mistake);
    assert_eq!(
        archive.bring_policy(&agent("samar"), "unknown = 1", true).await.unwrap_err().kind,
        ErrorKind::Mistake
    );
    let tried = archive.bring_policy(&agent("samar"), POLICY, false).await.unwrap();
    assert!(!tried.already && !tried.recorded);
    let brought = archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    assert!(brought.recorded && archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap().already);
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 50).await.unwrap();
    assert_eq!(acts.iter().filter(|act| act.act == "publication-policy-set").count(), 1);
    let face = FacePlace::drawn(&Region { left: 0, top: 0, width: 10, height: 10 });
    let recipe = Recipe::of_face(Digest([1; 32]), (20, 20), face, "5d41402abc4b2a76b9719d911017c592".into());
    let nobody = "i00000000".parse().unwrap();
    let refused = archive.propose_publication(&agent("samar"), &nobody, recipe, "x", None).await.unwrap();
    assert_eq!(refused, Err(NotPublished::NotTheirs));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bystander_is_covered_in_whatever_is_looked_at_whenever_she_was_marked() {
    let (_fixture, archive, people) = stage(1).await;
    let (who, account) = (agent("huda"), "huda".parse().unwrap());
    let one = publish(&archive, &people[0]).await;
    let sealed = archive.publication_picture(&who, &account, &one).await.unwrap().unwrap();
    let open = Recipe { covers: Vec::new(), ..recipe(&archive, &people[0].1).await };
    let before = archive.preview_face(&who, &account, &open).await.unwrap().unwrap();
    assert_eq!(before, archive.derivative(&open).await.unwrap());
    let mark = Region { left: 220, top: 60, width: 40, height: 40 };
    archive.mark_bystander(&agent("nour"), &people[0].1, mark, None).await.unwrap();

    // The draft that leaves her uncovered, and the picture that was sealed before she was marked.
    let after = archive.preview_face(&who, &account, &open).await.unwrap().unwrap();
    let picture = archive.publication_picture(&who, &account, &one).await.unwrap().unwrap();
    for (shown, seen) in [(&after, &before), (&picture, &sealed)] {
        assert_ne!(shown, seen);
        let (width, place) = place_of(&open, &mark);
        let pixels = jpeg_decoder::Decoder::new(shown.as_slice()).decode().unwrap();
        let of = |[x, y]: [usize; 2]| pixels[y * width + x];
        let covered: Vec<u8> = place.iter().map(|at| of(*at)).collect();
        assert!(covered.iter().max().unwrap() - covered.iter().min().unwrap() < 16, "{covered:?}");
    }
    // Where the recipe hides her, nothing more is covered: what is seen is what is published.
    let hidden = recipe(&archive, &people[0].1).await;
    assert_eq!(
        archive.preview_face(&who, &account, &hidden).await.unwrap().unwrap(),
        archive.derivative(&hidden).await.unwrap()
    );
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 100).await.unwrap();
    let views: Vec<_> = acts.iter().filter(|act| act.act == "original-viewed").collect();
    assert_eq!(views.len(), 7, "five here, and the two who decided");
    // What was seen with her covered is not the picture that would be published.
    look(&archive, one, "nour").await;
    let blind = vote(&archive, one, "nour", PublicationVerdict::Publish).await;
    assert_eq!(blind, Err(NotPublished::NotLooked));
    let seen_too = format!("bystanders_may_be_seen = true\n{POLICY}");
    archive.bring_policy(&agent("samar"), &seen_too, true).await.unwrap();
    assert_eq!(
        look(&archive, one, "nour").await,
        sealed,
        "what the policy lets be published is what is looked at"
    );
    vote(&archive, one, "nour", PublicationVerdict::Publish).await.unwrap();
}

/// How wide the picture of a recipe is, and places well inside a region of the original in it.
fn place_of(recipe: &Recipe, region: &Region) -> (usize, Vec<[usize; 2]>) {
    let ((width, _), (frame, _), [corner, ..]) = (recipe.made(), recipe.frame(), recipe.cut());
    let scale = f64::from(width) / f64::from(frame);
    let at = |start: u32, length: u32, share: f64, from: f32| {
        ((f64::from(start) + f64::from(length) * share - f64::from(from)) * scale) as usize
    };
    let shares = [0.2, 0.35, 0.5, 0.65, 0.8];
    let places = shares.iter().flat_map(|across| {
        shares.map(|down| {
            [
                at(region.left, region.width, *across, corner[0]),
                at(region.top, region.height, down, corner[1]),
            ]
        })
    });
    (width as usize, places.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn more_covers_than_a_recipe_takes_are_refused_with_a_reason_and_none_is_dropped() {
    let (_fixture, archive, people) = stage(1).await;
    for at in 0..60 {
        let region = Region { left: 180 + at % 20 * 8, top: 20 + at / 20 * 60, width: 6, height: 6 };
        archive.mark_bystander(&agent("nour"), &people[0].1, region, None).await.unwrap();
    }
    let recipe = recipe(&archive, &people[0].1).await;
    assert_eq!((recipe.covers.len(), recipe.covers[0].what), (61, Covered::Body), "the body comes first");
    let proposed =
        archive.propose_publication(&agent("samar"), &people[0].0, recipe.clone(), "x", None).await;
    let why = NotPublished::Picture(NotMade::Recipe(RecipeFault::Covers));
    assert_eq!(proposed.unwrap(), Err(why.clone()));
    let seen = archive.preview_face(&agent("huda"), &"huda".parse().unwrap(), &recipe).await.unwrap();
    assert_eq!(seen, Err(why));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_follows_whoever_is_merged_and_is_withdrawn_there() {
    let (_fixture, archive, people) = stage(2).await;
    let [(one, _), (two, _)] = [people[0].clone(), people[1].clone()];
    let objection = Objection {
        individual: two.clone(),
        report: None,
        reason: "a wish".into(),
        channel: "by letter".into(),
    };
    let entry = archive.object_to_publication(&agent("nour"), objection).await.unwrap().unwrap();
    assert_eq!(
        archive.publications().await.unwrap().objections_of(&two).count(),
        1,
        "before any publication"
    );
    let publication = publish(&archive, &people[0]).await;
    assert_eq!(word(&archive, &publication).await, "public");
    decide(&archive, Decision::Merged { into: one.clone(), from: two.clone() }).await;
    assert_eq!(word(&archive, &publication).await, "closed objection");
    let room = archive.publications().await.unwrap();
    for who in [&one, &two] {
        let entries: Vec<u64> = room.objections_of(who).map(|one| one.objected.entry).collect();
        assert_eq!(entries, [entry], "{who}");
    }
    archive.withdraw_objection(&agent("nour"), entry, "they changed their mind").await.unwrap().unwrap();
    assert_eq!(word(&archive, &publication).await, "public");
}

async fn consents(archive: &Archive, report: &MissingId, given: bool) {
    let consent = Consent { purpose: ConsentPurpose::Publication, recipient: None };
    let change = ConsentChange { report: report.clone(), consent, how: "by voice".into() };
    archive.change_consent(&agent("samar"), change, given).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn linked_families_are_asked_and_one_that_withdraws_closes() {
    let (_fixture, archive, people) = stage(1).await;
    let policy = |more: &str| format!("{more}\n{POLICY}");
    let publication = publish(&archive, &people[0]).await;
    let set = async |more: &str| {
        archive.bring_policy(&agent("samar"), &policy(more), true).await.unwrap();
        word(&archive, &publication).await
    };
    assert_eq!(set("consent_needed = true").await, "public", "no family is linked: nobody is asked");
    assert_eq!(set("family_needed = true").await, "closed family");
    let report = reported(&archive, "فلان").await;
    let claim = archive
        .open_claim(&agent("samar"), &"samar".parse().unwrap(), &report, &people[0].0)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        word(&archive, &publication).await,
        "closed family",
        "a claim that nobody decided links nobody"
    );
    decided_probable(&archive, &claim).await;
    assert_eq!(word(&archive, &publication).await, "public");
    assert_eq!(set("consent_needed = true").await, "closed consent");
    consents(&archive, &report, true).await;
    assert_eq!(word(&archive, &publication).await, "public");
    consents(&archive, &report, false).await;
    assert_eq!(word(&archive, &publication).await, "closed consent withdrawn");
    assert_eq!(set("").await, "closed withdrawn", "also where the policy asks for no consent");
    assert_eq!(set("objection_closes = false").await, "public");
}

#[tokio::test(flavor = "multi_thread")]
async fn soldiers_and_civilians_are_not_published_among_the_dead_of_detention() {
    let (_fixture, archive, people) = stage(2).await;
    let one = publish(&archive, &people[0]).await;
    assert_eq!(word(&archive, &one).await, "public");
    say(&archive, &people[0].0, Fact::Category, "soldier").await;
    assert_eq!(word(&archive, &one).await, "closed category");
    let both = format!("categories = [\"detainee\", \"soldier\"]\n{POLICY}");
    archive.bring_policy(&agent("samar"), &both, true).await.unwrap();
    assert_eq!(word(&archive, &one).await, "public");
    let wrong = format!("categories = [\"martyr\"]\n{POLICY}");
    assert_eq!(
        archive.bring_policy(&agent("samar"), &wrong, true).await.unwrap_err().kind,
        ErrorKind::Mistake
    );

    // Nobody said it of somebody new.
    let individual: IndividualId = "i0000000a".parse().unwrap();
    let digest = people[1].1;
    decide(
        &archive,
        Decision::Together { individual: individual.clone(), photographs: vec![digest], candidate: None },
    )
    .await;
    say(&archive, &individual, Fact::AgeBand, "adult").await;
    let two = publish(&archive, &(individual.clone(), digest)).await;
    assert_eq!(word(&archive, &two).await, "closed category-not-said");
    say(&archive, &individual, Fact::Category, "detainee").await;
    assert_eq!(word(&archive, &two).await, "public");
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_are_covered_or_kept_as_the_policy_begins() {
    let (_fixture, archive, people) = stage(1).await;
    let mut begun = recipe(&archive, &people[0].1).await;
    begun.covers.push(Cover::rectangle(Covered::Card, &Region { left: 180, top: 20, width: 10, height: 10 }));
    let card = async || {
        let recipes = archive.as_policy_begins(vec![begun.clone()]).await.unwrap();
        recipes[0].covers.iter().any(|cover| cover.what == Covered::Card)
    };
    assert!(card().await);
    archive.bring_policy(&agent("samar"), &format!("card = \"kept\"\n{POLICY}"), true).await.unwrap();
    assert!(!card().await);
    let wrong = archive.bring_policy(&agent("samar"), &format!("card = \"sold\"\n{POLICY}"), true).await;
    assert_eq!(wrong.unwrap_err().kind, ErrorKind::Mistake);
}
