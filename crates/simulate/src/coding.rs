//! Experts code whom the study gives them; where they differ, the organiser decides as the truth does.

use std::collections::BTreeMap;

use amana_archive::{CodeSheet, Result};
use amana_model::{AccountId, Answer, AnswerKey, CodingStanding, IndividualId, Study};

use crate::answering::{Coder, accurate};
use crate::staff::Staff;
use crate::{Room, Step};

/// Each coder codes everybody who is hers and whom she has not coded, in her order.
pub(crate) async fn code(room: &Room<'_>, staff: &Staff, study: &Study) -> Result<()> {
    for (worker, accuracy) in staff.coders(room) {
        for individual in waiting(room, study, &worker.account).await? {
            let sheet = room.archive.code_sheet(&worker.account, false, &study.study, &individual).await?;
            let Some(sheet) = sheet else { continue };
            // Somebody whom others put together at the desk is not in the truth: that person waits for them.
            let Some(known) = sheet.photographs.iter().find_map(|one| room.known.shown_in(one)) else {
                continue;
            };
            let coder = Coder {
                draws: room.draws,
                name: &worker.agent.name,
                accuracy,
                study: &study.title,
                known,
                photographs: &sheet.photographs,
            };
            let submitted = coder.submits(&sheet.codebook.entries_of(study.preset.as_deref()));
            let (account, id) = (&worker.account, &study.study);
            room.archive.submit_coding(&worker.agent, account, id, &individual, submitted).await?;
            room.done(Step::Coded)?;
        }
    }
    Ok(())
}

async fn waiting(room: &Room<'_>, study: &Study, coder: &AccountId) -> Result<Vec<IndividualId>> {
    let coding = room.archive.coding().await?;
    let codings = coding.of_study(study);
    let order = study.order_of(coder).into_iter();
    Ok(order.filter(|individual| codings.by(individual, coder).is_empty()).cloned().collect())
}

/// Everything disputed is decided.
pub(crate) async fn adjudicate(room: &Room<'_>, staff: &Staff, study: &Study) -> Result<()> {
    let (agent, account) = (&staff.organiser.agent, &staff.organiser.account);
    for individual in room.archive.coding().await?.disputed(study) {
        let sheet = room.archive.code_sheet(account, true, &study.study, &individual).await?;
        let Some(answers) = sheet.as_ref().and_then(|sheet| decided(room, sheet)) else { continue };
        let reason = "simulated: decided as the truth of the synthetic leak has it";
        room.archive.adjudicate(agent, account, &study.study, &individual, answers, reason).await?;
        room.done(Step::Adjudicated)?;
    }
    Ok(())
}

/// The right answer to each that is disputed; a region that the truth does not name is absent.
fn decided(room: &Room<'_>, sheet: &CodeSheet) -> Option<Vec<Answer>> {
    let CodingStanding::Disputed(disputed) = &sheet.standing else { return None };
    let known = sheet.photographs.iter().find_map(|one| room.known.shown_in(one))?;
    let mut right: BTreeMap<AnswerKey, Answer> = BTreeMap::new();
    for entry in sheet.codebook.entries_of(sheet.study.preset.as_deref()) {
        let answers = accurate(entry, known, &sheet.photographs);
        let pin = answers.first().and_then(|whole| whole.photograph);
        // A region is pinned by itself here: the whole may not be disputed, and then stands in no answer beside it.
        let pinned = |answer: Answer| Answer { photograph: pin, ..answer };
        right.extend(answers.into_iter().map(|answer| (answer.key(), pinned(answer))));
    }
    let absent = |key: &AnswerKey| Answer {
        entry: key.entry.clone(),
        region: key.region.clone(),
        answer: "absent".to_owned(),
        side: None,
        count: None,
        certainty: None,
        photograph: None,
        place: None,
    };
    Some(disputed.iter().map(|key| right.remove(key).unwrap_or_else(|| absent(key))).collect())
}
