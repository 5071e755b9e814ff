//! Faces of the synthetic leak are published: proposed by a publisher, looked at and decided by two others, objected to by the families that object.

use std::collections::BTreeMap;

use amana_archive::Result;
use amana_model::{Fact, IndividualId, Objection, PublicationDecision, PublicationVerdict};

use crate::families::Reported;
use crate::staff::Staff;
use crate::{Room, Step};

/// Faces that are proposed.
const FACES: usize = 30;
/// Of so many proposed, one waits for its second decision.
const WAITING: usize = 5;
const REASON: &str = "a drawn face of the synthetic leak";
/// What the gallery of the demo says of itself.
const POLICY: &str = r#"
decisions = 2
child_decisions = 3
proposer_may_decide = false
categories = ["detainee"]
card = "covered"
objection_closes = true
bystanders_may_be_seen = false
consent_needed = false

[shows]
numbers = true
branch = true
month = true
sex = true
age_band = true
marks = []

[gallery]
title = { ar = "معرض تجريبي: وجوه مرسومة", en = "Demo: drawn faces" }
short_name = "Amana demo"
about = { ar = "كل ما هنا مختلَق: وجوه مرسومة لأشخاص لا وجود لهم.", en = "Everything here is invented: drawn faces of people who do not exist." }
support = [{ ar = "لا يوجد دعم حقيقي في هذا المعرض التجريبي.", en = "This is a demo: there is no real support line." }]
reach = { ar = "هذا معرض تجريبي لا يصل منه شيء إلى أحد. في معرض حقيقي يُكتب هنا كيف تتصلون بالفريق.", en = "This is a demo: nobody can be reached. A real gallery says here how to reach the team." }
letters = "/letters"
"#;

/// Records the demo's policy, objections, proposals and decisions.
pub(crate) async fn publish(
    room: &Room<'_>,
    staff: &Staff,
    reported: &[Reported],
    people: &BTreeMap<String, IndividualId>,
) -> Result<()> {
    room.archive.bring_policy(&staff.organiser.agent, POLICY, true).await?;
    for one in reported.iter().filter(|one| one.told.objects) {
        let Some(individual) = one.told.person.as_ref().and_then(|person| people.get(person)) else {
            continue;
        };
        if room.archive.publications().await?.objections_of(individual).next().is_none() {
            let objection = Objection {
                individual: individual.clone(),
                report: Some(one.report.clone()),
                reason: "the family does not want it".to_owned(),
                channel: "invented".to_owned(),
            };
            if room.archive.object_to_publication(&staff.family_worker.agent, objection).await?.is_ok() {
                room.done(Step::Objected)?;
            }
        }
    }
    let adults: Vec<_> = room
        .archive
        .individuals()
        .await?
        .into_iter()
        .filter(|row| {
            let is = |fact, word| row.facts.get(&fact).is_some_and(|said| said == word);
            is(Fact::AgeBand, "adult") && is(Fact::Category, "detainee")
        })
        .take(FACES)
        .collect();
    for (number, row) in adults.iter().enumerate() {
        propose(room, staff, row, number).await?;
    }
    Ok(())
}

async fn propose(
    room: &Room<'_>,
    staff: &Staff,
    row: &amana_archive::look::IndividualRow,
    number: usize,
) -> Result<()> {
    let known = room.archive.publications().await?;
    let mut standing: Vec<_> =
        known.of(&row.individual).map(|one| one.publication.proposal.publication).collect();
    if standing.is_empty()
        && let Some(recipe) = room.archive.best_face(&row.individual).await?
        // Whoever looks would not publish a face that is covered more than a little.
        && !recipe.covers_much_of_face()
    {
        let agent = &staff.publisher.agent;
        let proposed = room.archive.propose_publication(agent, &row.individual, recipe, REASON, None);
        // A face that will not do is left out.
        if let Ok(publication) = proposed.await? {
            room.done(Step::Proposed)?;
            standing.push(publication);
        }
    }
    let deciders = if number % WAITING == WAITING - 1 { 1 } else { 2 };
    for publication in standing {
        for worker in staff.deciders.iter().take(deciders) {
            let room_now = room.archive.publications().await?;
            let known = room_now.publications.all.get(&publication);
            let waits = known.is_some_and(|known| {
                !known.decisions.contains_key(&worker.agent.name)
                    && !known.proposal.recipe.covers_much_of_face()
            });
            if !waits {
                continue;
            }
            // Nobody decides about a picture that she has not seen.
            room.archive.publication_picture(&worker.agent, &worker.account, &publication).await?;
            let (verdict, reason) = (PublicationVerdict::Publish, REASON.to_owned());
            let decision = PublicationDecision { publication, verdict, reason };
            if room.archive.decide_publication(&worker.agent, decision).await?.is_ok() {
                room.done(Step::Published)?;
            }
        }
    }
    Ok(())
}
