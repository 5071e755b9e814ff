//! Faces of the synthetic leak are published: proposed by a publisher, decided by two, objected to by the families that object.

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
reach = { ar = "", en = "" }
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
        .filter(|row| row.facts.get(&Fact::AgeBand).is_some_and(|band| band == "adult"))
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
        for worker in [&staff.publisher, &staff.organiser].into_iter().take(deciders) {
            let (verdict, reason) = (PublicationVerdict::Publish, REASON.to_owned());
            let decision = PublicationDecision { publication, verdict, reason };
            if room.archive.decide_publication(&worker.agent, decision).await?.is_ok() {
                room.done(Step::Published)?;
            }
        }
    }
    Ok(())
}
