//! What a coded sample says of all it was drawn from: shares with the interval of the way it was drawn, and how far they may be off
//! by what could not be assessed and by coders who differ.

use std::collections::BTreeMap;

use amana_catalog::Cell;
use amana_model::{
    AccountId, AnswerKey, DrawMethod, Drawing, IndividualId, NOT_ASSESSABLE, Study, StudyCodings,
};
use amana_statistics::estimates::design::{Cluster, Estimate, Stratum, clustered, stratified};
use amana_statistics::estimates::sensitivity::{Bounds, disagreement, not_assessable};
use amana_statistics::estimates::{EstimateError, Proportion};
use amana_statistics::{Confidence, Interval};

use super::CodingRoom;
use crate::archive::Archive;
use crate::error::Result;

/// The share of people of whom an entry is answered with one word, estimated from a coded sample.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareEstimate {
    /// The entry of the codebook.
    pub entry: String,
    /// The answer whose share it is.
    pub answer: String,
    /// People of whom it is settled so.
    pub yes: u64,
    /// People of whom it is settled and assessable.
    pub assessed: u64,
    /// People of whom it is settled that it is not assessable.
    pub not_assessable: u64,
    /// People drawn of whom nothing is settled: coders are awaited, or differ.
    pub open: u64,
    /// The share among those assessed, by the design; `None` if nobody is.
    pub share: Option<f64>,
    /// Its 95 % interval; `None` where the design gives none.
    pub interval: Option<Interval>,
    /// The share if all that is not assessable or open were no, and if all were yes.
    pub bounds: Option<Bounds>,
    /// The share by the coders' disagreement: no where any coder says no, yes where any says yes.
    pub coders: Option<Bounds>,
}

/// What is settled of one person about one entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Yes,
    No,
    NotAssessable,
    Open,
}

impl CodingRoom {
    /// The sample whose people a study codes, if it was planned so.
    pub fn sample_of(&self, study: &Study) -> Option<&Drawing> {
        self.samples.iter().find(|known| Some(&known.sample) == study.sample.as_ref())
    }

    /// Shares estimated from a study of a sample: for each entry each answer but *not assessable*; none for a study of no sample.
    pub fn estimates(&self, study: &Study) -> Vec<ShareEstimate> {
        let (Some(drawing), Some(codebook)) = (self.sample_of(study), self.codebook(&study.codebook)) else {
            return Vec::new();
        };
        let codings = self.of_study(study);
        let settled: BTreeMap<&IndividualId, _> =
            study.individuals.iter().map(|person| (person, codings.settled(person))).collect();
        let mut estimates = Vec::new();
        for entry in codebook.entries_of(study.preset.as_deref()) {
            let key = AnswerKey { entry: entry.entry.clone(), region: None };
            for answer in entry.answers().into_iter().filter(|answer| *answer != NOT_ASSESSABLE) {
                let said = |person: &IndividualId| match settled.get(person).and_then(|all| all.get(&key)) {
                    None => Said::Open,
                    Some(told) if told.answer == NOT_ASSESSABLE => Said::NotAssessable,
                    Some(told) if told.answer == answer => Said::Yes,
                    Some(_) => Said::No,
                };
                let coders = by_coders(&codings, study, &key, answer);
                estimates.push(of_answer(drawing, &key.entry, answer, &said, coders));
            }
        }
        estimates
    }
}

fn of_answer(
    drawing: &Drawing,
    entry: &str,
    answer: &str,
    said: &dyn Fn(&IndividualId) -> Said,
    coders: Option<Bounds>,
) -> ShareEstimate {
    let count = |wanted: Said| {
        drawing.drawn.iter().filter(|person| said(&person.individual) == wanted).count() as u64
    };
    let (yes, no, none, open) =
        (count(Said::Yes), count(Said::No), count(Said::NotAssessable), count(Said::Open));
    let found = by_design(drawing, said).ok();
    ShareEstimate {
        entry: entry.to_owned(),
        answer: answer.to_owned(),
        yes,
        assessed: yes + no,
        not_assessable: none,
        open,
        share: found.as_ref().map(|(share, _)| *share),
        interval: found.and_then(|(_, interval)| interval),
        bounds: not_assessable(yes, no, none + open).ok(),
        coders,
    }
}

/// The share among those assessed and its interval, by the way the sample was drawn.
fn by_design(
    drawing: &Drawing,
    said: &dyn Fn(&IndividualId) -> Said,
) -> std::result::Result<(f64, Option<Interval>), EstimateError> {
    let confidence = Confidence::new(0.95).expect("it is a share");
    // Label → of those assessed, how many yes and how many in all.
    let mut labels: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for person in &drawing.drawn {
        let (yes, all) = labels.entry(person.label.as_deref().unwrap_or_default()).or_default();
        *yes += u64::from(said(&person.individual) == Said::Yes);
        *all += u64::from(matches!(said(&person.individual), Said::Yes | Said::No));
    }
    let of = |label: &str| drawing.frame.labels.get(label).copied().unwrap_or(0);
    let whole = |estimate: Estimate| (estimate.mean, estimate.wilson(confidence));
    match drawing.method {
        // Systematic: as if the order of the frame had nothing to do with what is looked for.
        DrawMethod::Simple | DrawMethod::Systematic => {
            let (yes, all) = labels.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            let share = Proportion::new(yes, all)?;
            Ok((share.value(), Some(share.wilson_finite(drawing.frame.units, confidence)?)))
        }
        DrawMethod::Stratified => {
            let stratum =
                |(label, (yes, all)): (&&str, &(u64, u64))| Stratum::of_counts(*label, of(label), *all, *yes);
            let strata: std::result::Result<Vec<Stratum>, _> = labels.iter().map(stratum).collect();
            stratified(&strata?).map(whole)
        }
        DrawMethod::Clusters => {
            let cluster = |(yes, all): &(u64, u64)| Cluster { units: *all, sum: *yes as f64 };
            let drawn: Vec<Cluster> = labels.values().map(cluster).collect();
            clustered(&drawn, drawing.frame.labels.len() as u64, None).map(whole)
        }
    }
}

/// The range by the coders' disagreement, of what was coded blind.
fn by_coders(codings: &StudyCodings<'_>, study: &Study, key: &AnswerKey, answer: &str) -> Option<Bounds> {
    let told = |person: &IndividualId, coder: &AccountId| {
        let blind = codings.blind(person);
        let (_, coding) = blind.into_iter().find(|(_, coding)| coding.account == *coder)?;
        let told = coding.answers.iter().find(|one| one.key() == *key)?;
        (told.answer != NOT_ASSESSABLE).then(|| told.answer == answer)
    };
    let unit = |person: &IndividualId| study.coders.iter().map(|coder| told(person, coder)).collect();
    let units: Vec<Vec<Option<bool>>> = study.individuals.iter().map(unit).collect();
    disagreement(&units).ok().map(|found| found.bounds)
}

impl Archive {
    /// Hands over a row a share estimated from a coded sample, over all studies; gives their number.
    pub(crate) async fn table_of_estimates(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let room = self.coding().await?;
        let mut rows = 0;
        for planned in &room.studies {
            let Some(drawing) = room.sample_of(&planned.study) else { continue };
            for estimate in tokio::task::block_in_place(|| room.estimates(&planned.study)) {
                each(&cells(&planned.study, drawing, &estimate))?;
                rows += 1;
            }
        }
        Ok(rows)
    }
}

fn cells(study: &Study, drawing: &Drawing, one: &ShareEstimate) -> Vec<Cell> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let real = |value: Option<f64>| value.map_or(Cell::Null, Cell::Real);
    let ends = |bounds: &Option<Bounds>| {
        [bounds.map(|bounds| bounds.all_no.value()), bounds.map(|bounds| bounds.all_yes.value())].map(real)
    };
    let interval = one.interval.as_ref();
    let mut cells = vec![
        text(&study.study),
        text(&drawing.sample),
        text(&drawing.method.word()),
        text(&one.entry),
        text(&one.answer),
        whole(drawing.frame.units),
        whole(drawing.drawn.len() as u64),
        whole(one.yes),
        whole(one.assessed),
        whole(one.not_assessable),
        whole(one.open),
        real(one.share),
        real(interval.map(|ends| ends.low)),
        real(interval.map(|ends| ends.high)),
    ];
    cells.extend(ends(&one.bounds));
    cells.extend(ends(&one.coders));
    cells
}
