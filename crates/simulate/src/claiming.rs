//! Claims of the invented families: opened by the family worker, weighed by two reviewers; some wait for a second one, some for a first.

use std::collections::BTreeMap;

use amana_archive::{NewEvidence, Result};
use amana_model::{Bearing, ClaimLevel, EvidenceKind, IndividualId, LevelAnswered};

use crate::families::Reported;
use crate::staff::Staff;
use crate::{Room, Step};

/// Opens a claim for every report whose person is here, and decides every third.
pub(crate) async fn claim(
    room: &Room<'_>,
    staff: &Staff,
    reported: &[Reported],
    people: &BTreeMap<String, IndividualId>,
) -> Result<()> {
    let (worker, account) = (&staff.family_worker.agent, &staff.family_worker.account);
    // A family that takes somebody for theirs whom another family knows: their report came right after the other's.
    let mut before: Option<&str> = None;
    for (number, one) in reported.iter().enumerate() {
        let person = one.told.person.as_deref().or(before);
        before = one.told.person.as_deref();
        let Some(individual) = person.and_then(|person| people.get(person)) else { continue };
        if room.archive.claims().await?.claims.of_report(&one.report).is_empty() {
            let Ok(claim) = room.archive.open_claim(worker, account, &one.report, individual).await? else {
                continue;
            };
            let kind = if number % 2 == 0 { EvidenceKind::Number } else { EvidenceKind::Clothing };
            let words = "invented, for the synthetic leak".to_owned();
            let theirs = one.told.person.is_some();
            let bearing = if theirs { Bearing::For } else { Bearing::Against };
            let evidence = NewEvidence { kind, bearing, words, file: None };
            // What will not do is left out: the demo goes on without it.
            drop(room.archive.add_evidence(worker, account, &claim, &evidence).await?);
            room.done(Step::Claimed)?;
        }
        if number % 3 < 2 {
            weigh(room, staff, one, number % 3 == 0).await?;
        }
    }
    Ok(())
}

/// One reviewer proposes a level; a second agrees, where it is to be decided.
async fn weigh(room: &Room<'_>, staff: &Staff, one: &Reported, decided: bool) -> Result<()> {
    let reason = "the simulated staff goes by the truth of the synthetic leak";
    let (first, second) = (&staff.organiser, &staff.reviewer);
    let level = if one.told.person.is_some() { ClaimLevel::Probable } else { ClaimLevel::Excluded };
    let claims = room.archive.claims().await?.claims;
    for claim in claims.of_report(&one.report) {
        if claim.waits_for_first() {
            let seen = claim.last;
            let proposed =
                room.archive.propose_level(&first.agent, &first.account, &claim.claim, level, reason, seen);
            if proposed.await?.is_ok() {
                room.done(Step::Weighed)?;
            }
        }
        let now = room.archive.claims().await?.claims;
        let Some(now) = now.get(&claim.claim).filter(|_| decided) else { continue };
        let Some(waiting) = now.waiting() else { continue };
        let answered = LevelAnswered {
            claim: claim.claim.clone(),
            account: second.account.clone(),
            proposal: waiting.entry,
            agrees: true,
            reason: reason.to_owned(),
        };
        if room.archive.answer_level(&second.agent, answered, now.last).await?.is_ok() {
            room.done(Step::Weighed)?;
        }
    }
    Ok(())
}
