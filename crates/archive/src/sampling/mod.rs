//! Samples of people: the frame is frozen with the log's checkpoint, the draw follows from a seed, and anybody draws it again.

mod frame;

use std::collections::BTreeMap;

use amana_model::{
    Act, Agent, Digest, DrawLabel, DrawMethod, Drawing, DrawnPerson, Exclusion, ExclusionFault, FrozenFrame,
    SampleId, to_canonical,
};
use amana_statistics::Confidence;
use amana_statistics::estimates::planning;
use amana_statistics::samples::{self, Frame, SampleError};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The most people that a sample holds: it is part of an event.
const MOST: usize = 1500;
/// The longest canonical encoding of a sample, in bytes: with what an event has beside it, it fits into an entry of the log.
const LONGEST: usize = 64_000;
/// The most exclusions of one frame.
const MOST_EXCLUSIONS: usize = 20;

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
    /// Whom else to leave out of the frame, and why.
    pub exclude: Vec<Exclusion>,
    /// The frame that it was shown from: of another one nothing is drawn. Any, if none is named.
    pub frame: Option<Digest>,
}

/// Why a sample cannot be drawn so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleFault {
    /// No title, too long a one, or one with a character that cannot be seen.
    #[error("a sample is called something, in 1 to 200 characters that can be seen")]
    Title,
    /// A word that is no category.
    #[error("{0:?} is no category")]
    Category(String),
    /// An exclusion that will not do.
    #[error("{0}")]
    Exclusion(ExclusionFault),
    /// More exclusions than a frame has.
    #[error("a frame has {MOST_EXCLUSIONS} exclusions at most")]
    Exclusions,
    /// Somebody, a sample or a study that is to be left out and is not there.
    #[error("{0} is to be left out and is not there")]
    Unknown(String),
    /// Nobody is left after the category and the exclusions.
    #[error("nobody is left to draw from")]
    Nobody,
    /// Its labels are so long, or people so many, that an entry of the log does not hold it.
    #[error(
        "with its labels the sample is longer than an entry of the log: draw fewer people, or by shorter labels"
    )]
    Large,
    /// Strata or clusters of nothing.
    #[error("this method needs to be told by what strata or clusters are made")]
    Label,
    /// Fewer people than the strata need.
    #[error("{strata} strata need {least} people: two of each, or all it has")]
    Strata {
        /// There are.
        strata: u64,
        /// They need.
        least: u64,
    },
    /// More people than an event holds.
    #[error("{0} people are more than a sample holds: {MOST}")]
    Long(u64),
    /// The people, or their labels, are others than when it was shown.
    #[error("the people it is drawn from have changed since it was shown")]
    FrameChanged,
    /// More asked for than there are.
    #[error("{asked} were asked for of {there}, and nothing is drawn twice")]
    More {
        /// Asked for.
        asked: u64,
        /// There are.
        there: u64,
    },
    /// Nobody to draw from, nobody asked for, or a seed that will not do.
    #[error("{0}")]
    Other(String),
}

impl From<SampleError> for SampleFault {
    fn from(error: SampleError) -> Self {
        match error {
            SampleError::TooMany { asked, there } => Self::More { asked: asked as u64, there: there as u64 },
            other => Self::Other(other.to_string()),
        }
    }
}

/// How many of so many people to draw at random so that a share is known to ± `within`, 95 % sure and at worst; `None` if it is no
/// distance between 0 and 1, or there is nobody.
pub fn sample_size(within: f64, people: u64) -> Option<u64> {
    let confidence = Confidence::new(0.95).expect("it is a share");
    planning::size(within, 0.5, Some(people), confidence).ok()
}

impl Archive {
    /// Draws a sample of people and records it; with `record` off it is only shown.
    ///
    /// # Errors
    /// If it cannot be drawn so; without keys, or if catalog or log fail. Nothing is recorded then.
    pub async fn draw_sample(&self, agent: &Agent, plan: &SamplePlan, record: bool) -> Result<Drawing> {
        self.try_sample(agent, plan, record).await?.map_err(refused)
    }

    /// As [`draw_sample`](Self::draw_sample), with the reason for which it cannot be drawn so as an answer.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail. Nothing is recorded then.
    pub async fn try_sample(
        &self,
        agent: &Agent,
        plan: &SamplePlan,
        record: bool,
    ) -> Result<std::result::Result<Drawing, SampleFault>> {
        let _alone = self.deciding.lock().await;
        let (frame, frozen) = match self.freeze(plan).await? {
            Ok(frozen) => frozen,
            Err(fault) => return Ok(Err(fault)),
        };
        let seed = plan.seed.clone().filter(|seed| !seed.trim().is_empty());
        let seed = seed.unwrap_or_else(|| self.services.random_hex::<8>());
        let id: String = self.services.new_id('n');
        let drawing = check(plan, &frozen).and_then(|()| drawing(plan, &frame, frozen, seed, &id));
        let drawing = match drawing {
            Ok(drawing) => drawing,
            Err(fault) => return Ok(Err(fault)),
        };
        if record {
            self.record_as(agent, vec![Act::SampleDrawn(drawing.clone())]).await?;
        }
        Ok(Ok(drawing))
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
            exclude: recorded.frame.exclusions.iter().map(frame::asked).collect(),
            frame: None,
        };
        // It could be drawn once: what speaks against it now came since.
        let frozen = self.freeze(&plan).await?.ok();
        let same = frozen.filter(|(_, frozen)| frozen.digest == recorded.frame.digest);
        let Some((frame, _)) = same else { return Ok((recorded.clone(), None)) };
        let (_, drawn) = draw(&plan, &frame, &recorded.seed).map_err(|e| refused(e.into()))?;
        Ok((recorded.clone(), Some(drawn == recorded.drawn)))
    }
}

fn refused(fault: SampleFault) -> ArchiveError {
    ArchiveError::mistake(fault.to_string()).safe("nothing was drawn")
}

/// Whether a plan will do for this frame.
fn check(plan: &SamplePlan, frame: &FrozenFrame) -> std::result::Result<(), SampleFault> {
    let title = plan.title.trim();
    if !(1..=200).contains(&title.chars().count()) || title.chars().any(char::is_control) {
        return Err(SampleFault::Title);
    }
    if plan.method.needs_label() && plan.by.is_none() {
        return Err(SampleFault::Label);
    }
    if plan.frame.is_some_and(|shown| shown != frame.digest) {
        return Err(SampleFault::FrameChanged);
    }
    let least: u64 = frame.labels.values().map(|people| (*people).min(2)).sum();
    if plan.method == DrawMethod::Stratified && (plan.size as u64) < least {
        return Err(SampleFault::Strata { strata: frame.labels.len() as u64, least });
    }
    Ok(())
}

fn drawing(
    plan: &SamplePlan,
    frame: &Frame,
    frozen: FrozenFrame,
    seed: String,
    id: &str,
) -> std::result::Result<Drawing, SampleFault> {
    let (asked, drawn) = draw(plan, frame, &seed)?;
    if drawn.len() > MOST {
        return Err(SampleFault::Long(drawn.len() as u64));
    }
    let drawing = Drawing {
        sample: id.parse().expect("a letter and digits"),
        title: plan.title.trim().to_owned(),
        method: plan.method,
        by: plan.by.filter(|_| plan.method.needs_label()),
        asked,
        seed,
        frame: frozen,
        drawn,
    };
    match to_canonical(&drawing) {
        Ok(bytes) if bytes.len() <= LONGEST => Ok(drawing),
        _ => Err(SampleFault::Large),
    }
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
