//! How far coders agree, entry by entry: of what was coded blind, as it was before anybody saw another's coding.
//!
//! Nominal, of all answers: *not assessable* is one like others, for whether two coders find a part visible is part of their agreement.
//! An entry whose values stand in an order is told once more at the ordinal level, of its grades alone, for *not assessable* is no place
//! on a scale.

use amana_catalog::Cell;
use amana_model::{AccountId, Entry, IndividualId, Study, StudyCodings};
use amana_statistics::Confidence;
pub use amana_statistics::agreement::Level;
use amana_statistics::agreement::krippendorff::AlphaInterval;
use amana_statistics::agreement::{Agreement, Ratings, Weights, gwet, krippendorff, percent};

use super::CodingRoom;
use crate::archive::Archive;
use crate::error::Result;

/// How far coders agree on one entry, at one level of measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryAgreement {
    /// The entry's word.
    pub entry: String,
    /// Nominal: of all answers. Ordinal: of the grades of an ordered entry.
    pub level: Level,
    /// People whom two coders or more have coded; at the ordinal level, to whom two or more gave a grade.
    pub people: u64,
    /// The share of pairs that agree; `None` where it is not defined.
    pub percent: Option<Agreement>,
    /// Krippendorff's alpha, at this level.
    pub alpha: Option<Agreement>,
    /// Gwet's AC1; at the ordinal level AC2, with ordinal weights.
    pub gwet: Option<Agreement>,
}

impl CodingRoom {
    /// How far the coders of a study agree on each entry, in the order of the codebook, an ordered one nominal first and then ordinal; at
    /// 95 % confidence, alpha's interval by a bootstrap with the study's seed.
    pub fn agreement(&self, study: &Study) -> Vec<EntryAgreement> {
        let Some(codebook) = self.codebook(&study.codebook) else { return Vec::new() };
        let entries = codebook.entries_of(study.preset.as_deref());
        let codings = self.of_study(study);
        let levels = |entry: &Entry| {
            let nominal = of_entry(&codings, study, entry, Level::Nominal, &entry.answers());
            let grades = entry.grades();
            let ordinal = grades.map(|grades| of_entry(&codings, study, entry, Level::Ordinal, &grades));
            [Some(nominal), ordinal].into_iter().flatten()
        };
        entries.into_iter().flat_map(levels).collect()
    }
}

/// Of an entry, the codings that are one of these categories.
fn of_entry(
    codings: &StudyCodings<'_>,
    study: &Study,
    entry: &Entry,
    level: Level,
    categories: &[&str],
) -> EntryAgreement {
    let answer = |individual: &IndividualId, coder: &AccountId| {
        let blind = codings.blind(individual);
        let (_, coding) = blind.into_iter().find(|(_, coding)| coding.account == *coder)?;
        let answer = coding.answers.iter().find(|one| one.entry == entry.entry && one.region.is_none())?;
        categories.contains(&answer.answer.as_str()).then(|| answer.answer.clone())
    };
    let units: Vec<Vec<Option<String>>> = study
        .individuals
        .iter()
        .map(|individual| study.coders.iter().map(|coder| answer(individual, coder)).collect())
        .filter(|unit: &Vec<Option<String>>| unit.iter().flatten().count() > 1)
        .collect();
    let ratings = Ratings::named(level, categories, &units).ok();
    let weights = if level == Level::Ordinal { Weights::Ordinal } else { Weights::Identity };
    let confidence = Confidence::new(0.95).expect("it is a share");
    let bootstrap = AlphaInterval::bootstrap(study.seed.clone());
    let of = |made: &dyn Fn(&Ratings) -> Option<Agreement>| ratings.as_ref().and_then(made);
    EntryAgreement {
        entry: entry.entry.clone(),
        level,
        people: units.len() as u64,
        percent: of(&|ratings| percent::agreement(ratings, confidence).ok()),
        alpha: of(&|ratings| krippendorff::alpha(ratings, &bootstrap, confidence).ok()),
        gwet: of(&|ratings| gwet::coefficient(ratings, weights, confidence).ok()),
    }
}

impl EntryAgreement {
    /// The word of its level: `nominal`, `ordinal`.
    pub fn level_word(&self) -> &'static str {
        if self.level == Level::Ordinal { "ordinal" } else { "nominal" }
    }

    /// Gwet's coefficient, AC1 first, then AC2: of the two the one that belongs to this level.
    pub fn gwet_by_weights(&self) -> [&Option<Agreement>; 2] {
        if self.level == Level::Ordinal { [&None, &self.gwet] } else { [&self.gwet, &None] }
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
        Cell::Text(entry.level_word().to_owned()),
        Cell::Integer(study.coders.len() as i64),
        Cell::Integer(entry.people as i64),
        value(&entry.percent),
        value(&entry.alpha),
    ];
    cells.extend(ends(&entry.alpha));
    for made in entry.gwet_by_weights() {
        cells.push(value(made));
        cells.extend(ends(made));
    }
    cells
}
