//! How far coders agree, entry by entry: of what was coded blind, as it was before anybody saw another's coding.
//!
//! *Not assessable* is an answer like others here: whether two coders find a part visible is part of their agreement.

use amana_catalog::Cell;
use amana_model::{AccountId, Entry, IndividualId, Study, StudyCodings};
use amana_statistics::Confidence;
use amana_statistics::agreement::krippendorff::AlphaInterval;
use amana_statistics::agreement::{Agreement, Level, Ratings, Weights, gwet, krippendorff, percent};

use super::CodingRoom;
use crate::archive::Archive;
use crate::error::Result;

/// How far coders agree on one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryAgreement {
    /// The entry's word.
    pub entry: String,
    /// People whom two coders or more have coded.
    pub people: u64,
    /// The share of pairs that agree; `None` where it is not defined.
    pub percent: Option<Agreement>,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<Agreement>,
    /// Gwet's AC1.
    pub ac1: Option<Agreement>,
}

impl CodingRoom {
    /// How far the coders of a study agree on each entry, in the order of the codebook; at 95 % confidence, alpha's interval by a
    /// bootstrap with the study's seed.
    pub fn agreement(&self, study: &Study) -> Vec<EntryAgreement> {
        let Some(codebook) = self.codebook(&study.codebook) else { return Vec::new() };
        let entries = codebook.entries_of(study.preset.as_deref());
        let codings = self.of_study(study);
        entries.into_iter().map(|entry| of_entry(&codings, study, entry)).collect()
    }
}

fn of_entry(codings: &StudyCodings<'_>, study: &Study, entry: &Entry) -> EntryAgreement {
    let answer = |individual: &IndividualId, coder: &AccountId| {
        let blind = codings.blind(individual);
        let (_, coding) = blind.into_iter().find(|(_, coding)| coding.account == *coder)?;
        let answer = coding.answers.iter().find(|one| one.entry == entry.entry && one.region.is_none())?;
        Some(answer.answer.clone())
    };
    let units: Vec<Vec<Option<String>>> = study
        .individuals
        .iter()
        .map(|individual| study.coders.iter().map(|coder| answer(individual, coder)).collect())
        .filter(|unit: &Vec<Option<String>>| unit.iter().flatten().count() > 1)
        .collect();
    let ratings = Ratings::named(Level::Nominal, &entry.answers(), &units).ok();
    let confidence = Confidence::new(0.95).expect("it is a share");
    let bootstrap = AlphaInterval::bootstrap(study.seed.clone());
    let of = |made: &dyn Fn(&Ratings) -> Option<Agreement>| ratings.as_ref().and_then(made);
    EntryAgreement {
        entry: entry.entry.clone(),
        people: units.len() as u64,
        percent: of(&|ratings| percent::agreement(ratings, confidence).ok()),
        alpha: of(&|ratings| krippendorff::alpha(ratings, &bootstrap, confidence).ok()),
        ac1: of(&|ratings| gwet::coefficient(ratings, Weights::Identity, confidence).ok()),
    }
}

impl Archive {
    /// Hands over a row an entry of every study, and gives their number.
    pub(crate) async fn table_of_agreement(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let mut rows = 0;
        for (study, entries) in self.agreement().await? {
            for entry in &entries {
                each(&cells(&study, entry))?;
                rows += 1;
            }
        }
        Ok(rows)
    }

    /// How far the coders of every study agree, entry by entry.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn agreement(&self) -> Result<Vec<(Study, Vec<EntryAgreement>)>> {
        let room = self.coding().await?;
        let of = |study: &Study| (study.clone(), tokio::task::block_in_place(|| room.agreement(study)));
        Ok(room.studies.iter().map(|planned| of(&planned.study)).collect())
    }
}

fn cells(study: &Study, entry: &EntryAgreement) -> Vec<Cell> {
    let value = |made: &Option<Agreement>| made.as_ref().map_or(Cell::Null, |made| Cell::Real(made.value));
    let ends = |made: &Option<Agreement>| {
        let interval = made.as_ref().and_then(|made| made.interval.as_ref());
        interval.map_or([Cell::Null, Cell::Null], |ends| [Cell::Real(ends.low), Cell::Real(ends.high)])
    };
    let mut cells = vec![
        Cell::Text(study.study.to_string()),
        Cell::Text(entry.entry.clone()),
        Cell::Integer(study.coders.len() as i64),
        Cell::Integer(entry.people as i64),
        value(&entry.percent),
        value(&entry.alpha),
    ];
    cells.extend(ends(&entry.alpha));
    cells.push(value(&entry.ac1));
    cells.extend(ends(&entry.ac1));
    cells
}
