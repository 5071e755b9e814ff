//! Publication over a whole archive: two people, everything that closes the gate, what lies sealed, the same after a rebuild.

use amana_analysis::derivative::mark_of;
use amana_archive::look::{About, Table};
use amana_archive::{Archive, ErrorKind, NotPublished};
use amana_model::{
    Agent, Decision, Digest, FacePlace, Fact, IndividualId, Objection, PublicationDecision, PublicationId,
    PublicationVerdict, Recipe, Region, Takedown, TakedownCause,
};

use crate::analysing::rows;
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
    for voter in ["samar", "huda"] {
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
    vote(&archive, one, "samar", PublicationVerdict::Publish).await.unwrap();
    assert_eq!(vote(&archive, one, "samar", PublicationVerdict::Publish).await, Err(NotPublished::Same));
    assert_eq!(word(&archive, &one).await, "further", "who proposed may be one of the two, never both");
    vote(&archive, one, "huda", PublicationVerdict::Publish).await.unwrap();
    assert_eq!(word(&archive, &one).await, "public");

    // What lies sealed is the picture that the recipe makes, small, with its identifier in its pixels.
    let room = archive.publications().await.unwrap();
    let proposal = &room.get(&one).unwrap().publication.proposal;
    assert!(archive.repeats(proposal).await.unwrap());
    let picture =
        archive.publication_picture(&agent("huda"), &"huda".parse().unwrap(), &one).await.unwrap().unwrap();
    assert!(picture.len() <= 25_000 && mark_of(&picture) == Some(one));
    let proof = archive.prove_publication(&agent("huda"), &one).await.unwrap().unwrap();
    for secret in [people[0].0.as_str(), &people[0].1.to_string(), "secret-name"] {
        assert!(!proof.contains(secret), "a proof tells nothing of the original");
    }

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
    assert_eq!((tables[0].len(), tables[1].len()), (2, 1));
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
    assert_eq!(archive.publications().await.unwrap().publications.takedowns().values().sum::<u64>(), 1);
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
    vote(&archive, later, "samar", PublicationVerdict::Publish).await.unwrap();
    vote(&archive, later, "huda", PublicationVerdict::Publish).await.unwrap();
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
