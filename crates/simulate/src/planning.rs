//! The organiser draws a sample of detainees, and plans two studies: a calibration, then the detailed pass of the sample.

use std::collections::BTreeSet;

use amana_archive::{CodingRoom, Plan, Result, SamplePlan};
use amana_model::{DrawMethod, Drawing, Fact, IndividualId, Study};

use crate::staff::Staff;
use crate::{Room, Step};

/// The preset that both studies go by.
pub(crate) const PRESET: &str = "detailed-2014";
const CATEGORY: &str = "detainee";

/// The studies, in the order in which they are worked through; none where there are no detainees.
pub(crate) async fn plan(room: &Room<'_>, staff: &Staff) -> Result<Vec<Study>> {
    let Some(sample) = sample(room, staff).await? else { return Ok(Vec::new()) };
    let calibrated = calibrated(room, &sample).await?;
    let [of_a, of_b] = room.settings.accuracy.map(|share| (share * 100.0).round());
    let accuracy = format!("simulated: coder A right in {of_a} of 100 answers, coder B in {of_b}");
    let coders = staff.coders.iter().map(|coder| coder.account.clone()).collect();
    let calibration = Plan {
        title: format!("Calibration; {accuracy}"),
        preset: Some(PRESET.to_owned()),
        individuals: calibrated,
        coders,
        coders_each: 2,
        overlap: 1000,
        calibration: true,
        seed: Some(format!("{} calibration", room.settings.seed)),
        ..Plan::default()
    };
    let detailed = Plan {
        title: format!("Detailed pass of {} people; {accuracy}", sample.drawn.len()),
        sample: Some(sample.sample.clone()),
        individuals: Vec::new(),
        overlap: room.settings.overlap,
        calibration: false,
        seed: Some(format!("{} detailed pass", room.settings.seed)),
        ..calibration.clone()
    };
    let mut studies = Vec::new();
    for plan in [calibration, detailed] {
        studies.extend(planned(room, staff, plan).await?);
    }
    Ok(studies)
}

/// The study of this plan: the one that is there, or a new one.
async fn planned(room: &Room<'_>, staff: &Staff, plan: Plan) -> Result<Option<Study>> {
    let title = plan.title.clone();
    let known = |coding: CodingRoom| {
        let studies = coding.studies.into_iter().map(|planned| planned.study);
        studies.into_iter().find(|study| study.title == title)
    };
    if let Some(study) = known(room.archive.coding().await?) {
        return Ok(Some(study));
    }
    room.archive.plan_coding(&staff.organiser.agent, plan).await?;
    room.done(Step::StudyPlanned)?;
    Ok(known(room.archive.coding().await?))
}

/// The sample: the one that is there, or a new one; `None` where nobody is said to be a detainee.
async fn sample(room: &Room<'_>, staff: &Staff) -> Result<Option<Drawing>> {
    let title = "Detainees for the detailed pass (simulated)";
    let known = room.archive.coding().await?.samples.into_iter().find(|sample| sample.title == title);
    if known.is_some() {
        return Ok(known);
    }
    let frame = detainees(room).await?.len();
    if frame == 0 {
        return Ok(None);
    }
    let plan = SamplePlan {
        title: title.to_owned(),
        method: DrawMethod::Simple,
        by: None,
        size: size(room.settings.sample, frame),
        seed: Some(room.settings.seed.clone()),
        category: Some(CATEGORY.to_owned()),
        exclude: Vec::new(),
        frame: None,
    };
    let drawn = room.archive.draw_sample(&staff.organiser.agent, &plan, true).await?;
    room.done(Step::SampleDrawn)?;
    Ok(Some(drawn))
}

/// How many of a frame are drawn: as many as are wanted where there are more; otherwise two thirds, since of everybody there would
/// be no sample and no interval.
fn size(wanted: usize, frame: usize) -> usize {
    if frame > wanted { wanted } else { (frame * 2).div_ceil(3) }
}

async fn detainees(room: &Room<'_>) -> Result<Vec<IndividualId>> {
    let mut rows = room.archive.individuals().await?;
    rows.retain(|row| row.facts.get(&Fact::Category).map(String::as_str) == Some(CATEGORY));
    Ok(rows.into_iter().map(|row| row.individual).collect())
}

/// Who is coded in the calibration: detainees outside the sample first, so that little is coded twice over; in the order of a draw.
async fn calibrated(room: &Room<'_>, sample: &Drawing) -> Result<Vec<IndividualId>> {
    let drawn: BTreeSet<&IndividualId> = sample.drawn.iter().map(|one| &one.individual).collect();
    let mut people = detainees(room).await?;
    people.sort_by_cached_key(|person| {
        let draw = room.draws.unit(&["calibration", person.as_str()]);
        (drawn.contains(person), draw.to_bits())
    });
    people.truncate(room.settings.calibration);
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_never_everybody_where_there_are_more_than_one() {
        assert_eq!([151, 150, 149, 20, 2, 1].map(|frame| size(150, frame)), [150, 100, 100, 14, 2, 1]);
    }
}
