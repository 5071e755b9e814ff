//! Samples of people: the frame is frozen with the log's checkpoint, the draw follows from a seed, and anybody draws it again.

use std::collections::BTreeMap;

use amana_catalog::IndividualRow;
use amana_model::{
    Act, Agent, Digest, DrawLabel, DrawMethod, Drawing, DrawnPerson, Fact, FrozenFrame, SampleId,
};
use amana_statistics::samples::{self, Frame, SampleError, Unit};
use sha2::{Digest as _, Sha256};

use crate::archive::{Archive, log_error};
use crate::error::{ArchiveError, Result};

/// The most people that a sample holds: it is part of an event.
const MOST: usize = 1500;
/// What stands for a label that nothing tells.
const UNKNOWN: &str = "unknown";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePlan {
    /// What it is called.
    pub title: String,
    /// How to draw.
    pub method: DrawMethod,
    /// By what strata or clusters are made, where the method goes by them.
    pub by: Option<DrawLabel>,
    /// How many people, or clusters; strata get theirs in proportion, two of each at least.
    pub size: usize,
    /// The seed; drawn if none is named.
    pub seed: Option<String>,
    /// Only people of this category.
    pub category: Option<String>,
}

impl Archive {
    /// Draws a sample of people and records it; with `record` off it is only shown.
    ///
    /// # Errors
    /// If it cannot be drawn so; without keys, or if catalog or log fail. Nothing is recorded then.
    pub async fn draw_sample(&self, agent: &Agent, plan: &SamplePlan, record: bool) -> Result<Drawing> {
        let title = plan.title.trim();
        if title.is_empty() || title.chars().count() > 200 {
            return Err(refused("a sample is called something, in 1 to 200 characters"));
        }
        let _alone = self.deciding.lock().await;
        let (frame, frozen) = self.freeze(plan).await?;
        let seed = plan.seed.clone().filter(|seed| !seed.trim().is_empty());
        let seed = seed.unwrap_or_else(|| self.services.random_hex::<8>());
        let strata = frozen.labels.len();
        let least: u64 = frozen.labels.values().map(|people| (*people).min(2)).sum();
        if plan.method == DrawMethod::Stratified && (plan.size as u64) < least {
            return Err(refused(&format!("{strata} strata need {least} people: two of each, or all it has")));
        }
        let (asked, drawn) = draw(plan, &frame, &seed).map_err(|e| refused(&e.to_string()))?;
        if drawn.len() > MOST {
            return Err(refused(&format!("{} people are more than a sample holds: {MOST}", drawn.len())));
        }
        let id = format!("n{}", self.services.random_hex::<4>());
        let drawing = Drawing {
            sample: id.parse().expect("a letter and digits"),
            title: title.to_owned(),
            method: plan.method,
            by: plan.by.filter(|_| plan.method.needs_label()),
            asked,
            seed,
            frame: frozen,
            drawn,
        };
        if record {
            self.record_as(agent, vec![Act::SampleDrawn(drawing.clone())]).await?;
        }
        Ok(drawing)
    }

    /// Draws a recorded sample again from the people as they stand now: `Some` with whether it came out the same, `None` if the
    /// frame has changed since.
    ///
    /// # Errors
    /// If there is no such sample; without keys, or if the catalog fails.
    pub async fn redraw_sample(&self, sample: &SampleId) -> Result<(Drawing, Option<bool>)> {
        let room = self.coding().await?;
        let recorded = room.samples.iter().find(|known| known.sample == *sample);
        let recorded = recorded.ok_or_else(|| {
            ArchiveError::absent(format!("there is no sample {sample}"))
                .next("`amana table samples` lists them")
        })?;
        let plan = SamplePlan {
            title: recorded.title.clone(),
            method: recorded.method,
            by: recorded.by,
            size: recorded.asked.values().sum::<u64>() as usize,
            seed: Some(recorded.seed.clone()),
            category: recorded.frame.category.clone(),
        };
        let (frame, frozen) = self.freeze(&plan).await?;
        if frozen.digest != recorded.frame.digest {
            return Ok((recorded.clone(), None));
        }
        let (_, drawn) = draw(&plan, &frame, &recorded.seed).map_err(|e| refused(&e.to_string()))?;
        Ok((recorded.clone(), Some(drawn == recorded.drawn)))
    }

    /// The people there are, in the order of identifiers, each with the label of the plan.
    async fn freeze(&self, plan: &SamplePlan) -> Result<(Frame, FrozenFrame)> {
        self.catch_up().await?;
        let head = self.log.checkpoint().map_err(log_error)?;
        let mut people = self.catalog().await?.individuals().await?;
        people.sort_by(|one, other| one.individual.cmp(&other.individual));
        let all = people.len();
        if let Some(category) = &plan.category {
            if !Fact::Category.takes(category) {
                return Err(refused(&format!("{category:?} is no category")));
            }
            people.retain(|row| row.facts.get(&Fact::Category) == Some(category));
        }
        let by = plan.by.filter(|_| plan.method.needs_label());
        if plan.method.needs_label() && by.is_none() {
            return Err(refused("this method needs to be told by what strata or clusters are made"));
        }
        let unit =
            |row: &IndividualRow| Unit { id: row.individual.to_string(), label: by.map(|by| label(row, by)) };
        let units: Vec<Unit> = people.iter().map(unit).collect();
        let frozen = FrozenFrame {
            units: units.len() as u64,
            digest: digest(&units),
            labels: counted(&units),
            log_size: head.size(),
            root: head.root().to_string(),
            category: plan.category.clone(),
            left_out: (all - people.len()) as u64,
        };
        Ok((Frame::new(units).map_err(|e| refused(&e.to_string()))?, frozen))
    }
}

fn refused(what: &str) -> ArchiveError {
    ArchiveError::mistake(what).safe("nothing was drawn")
}

fn label(row: &IndividualRow, by: DrawLabel) -> String {
    let start = |length: usize| row.seen.as_ref().and_then(|seen| seen.0.get(..length)).map(str::to_owned);
    let label = match by {
        DrawLabel::Branch => row.numbers.branch.as_ref().map(|number| number.as_str().to_owned()),
        DrawLabel::Month => start("2012-03".len()),
        DrawLabel::Day => start("2012-03-15".len()),
        DrawLabel::Category => row.facts.get(&Fact::Category).cloned(),
    };
    label.unwrap_or_else(|| UNKNOWN.to_owned())
}

/// SHA-256 of the frame as text.
fn digest(units: &[Unit]) -> Digest {
    let mut sha256 = Sha256::new();
    for unit in units {
        sha256.update(format!("{}\t{}\n", unit.id, unit.label.as_deref().unwrap_or_default()));
    }
    Digest(sha256.finalize().into())
}

fn counted(units: &[Unit]) -> BTreeMap<String, u64> {
    let mut labels = BTreeMap::new();
    for label in units.iter().filter_map(|unit| unit.label.clone()) {
        *labels.entry(label).or_default() += 1;
    }
    labels
}

type Drawn = (BTreeMap<String, u64>, Vec<DrawnPerson>);

fn draw(plan: &SamplePlan, frame: &Frame, seed: &str) -> std::result::Result<Drawn, SampleError> {
    let sample = match plan.method {
        DrawMethod::Simple => samples::simple(frame, seed, plan.size)?,
        DrawMethod::Systematic => samples::systematic(frame, seed, plan.size)?,
        DrawMethod::Clusters => samples::clusters(frame, seed, plan.size)?,
        DrawMethod::Stratified => {
            // Of each stratum two at least, so that something can be said of its spread; one where it has but one.
            let sizes = samples::allocation::proportional(&frame.labels()?, plan.size, 2)?;
            samples::stratified(frame, seed, &sizes)?
        }
    };
    let asked = sample.asked.into_iter().map(|(label, size)| (label, size as u64)).collect();
    let person = |unit: samples::Drawn| DrawnPerson {
        individual: unit.id.parse().expect("the frame holds identifiers"),
        label: unit.label,
    };
    Ok((asked, sample.units.into_iter().map(person).collect()))
}
