//! Coding: experts say what photographs show of a person, by a codebook, each blind to the others.
//!
//! Who codes whom is planned and recorded with its seed; a coding is recorded whole and only ever superseded; where coders differ a
//! third decides. What all that adds up to is folded by `model` ([`StudyCodings`]); here it is checked and written down.

mod agreement;
mod codebook;
mod draft;
mod estimate;
mod plan;
mod submit;
mod tally;

use std::collections::BTreeMap;

use amana_catalog::RecordedAct;
use amana_model::{
    AccountId, Act, Adjudication, AnswerKey, Codebook, Coding, CodingStanding, Digest, Drawing, IndividualId,
    SampleId, Study, StudyCodings, StudyId, UtcTime,
};

pub use self::agreement::{EntryAgreement, Level};
pub use self::codebook::{BroughtCodebook, starting_codebook, starting_codebook_toml};
pub use self::estimate::ShareEstimate;
pub use self::plan::Plan;
pub use self::submit::{CodeSheet, SubmittedCoding};
pub use self::tally::{Crossed, CrossedRow, EntryTally, RegionTally};
use crate::archive::Archive;
use crate::error::Result;

/// A codebook, with the act that adopted it; the starting one has none before it is used.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownCodebook {
    /// Its digest.
    pub digest: Digest,
    /// The codebook.
    pub codebook: Codebook,
    /// The log entry that adopted it.
    pub entry: Option<u64>,
}

/// A study, with the act that planned it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStudy {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who planned it, by sign-in name.
    pub agent: String,
    /// The study.
    pub study: Study,
}

/// The act that drew a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnBy {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who, by sign-in name.
    pub agent: String,
}

/// Everything recorded about coding.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CodingRoom {
    /// Every codebook, the starting one first.
    pub codebooks: Vec<KnownCodebook>,
    /// Every study, in the order in which they were planned.
    pub studies: Vec<PlannedStudy>,
    /// Every sample, in the order in which they were drawn.
    pub samples: Vec<Drawing>,
    /// Which act drew each sample.
    pub drawn_by: BTreeMap<SampleId, DrawnBy>,
    /// Codings with their log entries and times.
    pub codings: Vec<(u64, UtcTime, Coding)>,
    /// Adjudications with their log entries.
    pub adjudications: Vec<(u64, Adjudication)>,
}

impl CodingRoom {
    /// What these acts, in the order of the log, add up to.
    pub fn of(acts: Vec<RecordedAct>) -> Self {
        let (starting, digest) = starting_codebook();
        let mut room = Self::default();
        room.codebooks.push(KnownCodebook { digest, codebook: starting.clone(), entry: None });
        for RecordedAct { entry, time, agent, act } in acts {
            match act {
                Act::CodebookAdopted(codebook) => room.adopted(entry, codebook),
                Act::SampleDrawn(drawing) => {
                    room.drawn_by.insert(drawing.sample.clone(), DrawnBy { entry, time, agent });
                    room.samples.push(drawing);
                }
                Act::CodingPlanned(study) => room.studies.push(PlannedStudy { entry, time, agent, study }),
                Act::CodingSubmitted(coding) => room.codings.push((entry, time, coding)),
                Act::CodingAdjudicated(adjudication) => room.adjudications.push((entry, adjudication)),
                _ => {}
            }
        }
        room
    }

    fn adopted(&mut self, entry: u64, codebook: Codebook) {
        // What is in the log was checked before it went there.
        let Ok(digest) = codebook.digest() else { return };
        match self.codebooks.iter_mut().find(|known| known.digest == digest) {
            Some(known) => known.entry = known.entry.or(Some(entry)),
            None => self.codebooks.push(KnownCodebook { digest, codebook, entry: Some(entry) }),
        }
    }

    /// The codebook of a digest.
    pub fn codebook(&self, digest: &Digest) -> Option<&Codebook> {
        self.codebooks.iter().find(|known| known.digest == *digest).map(|known| &known.codebook)
    }

    /// The study of an identifier.
    pub fn study(&self, study: &StudyId) -> Option<&PlannedStudy> {
        self.studies.iter().find(|known| known.study.study == *study)
    }

    /// All coding of one study.
    pub fn of_study<'a>(&'a self, study: &'a Study) -> StudyCodings<'a> {
        let codings = self.codings.iter().map(|(entry, _, coding)| (*entry, coding));
        let adjudications = self.adjudications.iter().map(|(entry, one)| (*entry, one));
        StudyCodings::of(study, codings, adjudications)
    }

    /// What is settled about one entry, person by person: one word, or several where studies settle different things, the first planned
    /// first. Calibrations are practice and count for nothing; whoever is awaited or disputed is not in it.
    pub fn settled_answers(&self, entry: &str) -> BTreeMap<IndividualId, Vec<String>> {
        let key = AnswerKey { entry: entry.to_owned(), region: None };
        let mut settled: BTreeMap<IndividualId, Vec<String>> = BTreeMap::new();
        for planned in self.studies.iter().filter(|planned| !planned.study.calibration) {
            let codings = self.of_study(&planned.study);
            for individual in &planned.study.individuals {
                let Some(answer) = codings.settled(individual).remove(&key) else { continue };
                let told = settled.entry(individual.clone()).or_default();
                if !told.contains(&answer.answer) {
                    told.push(answer.answer);
                }
            }
        }
        settled
    }

    /// Whether somebody has nobody left to code in any study whose settled codings are counted.
    pub fn is_done_with_all(&self, coder: &AccountId) -> bool {
        self.studies
            .iter()
            .filter(|planned| !planned.study.calibration)
            .all(|planned| self.is_done(&planned.study, coder))
    }

    /// Whom a coder is to code next: the first in her order that she has not coded.
    pub fn next<'a>(&'a self, study: &'a Study, coder: &AccountId) -> Option<&'a IndividualId> {
        let codings = self.of_study(study);
        study.order_of(coder).into_iter().find(|individual| codings.by(individual, coder).is_empty())
    }

    /// How many people a coder has coded, of how many she is to code.
    pub fn progress(&self, study: &Study, coder: &AccountId) -> (u64, u64) {
        let (codings, hers) = (self.of_study(study), study.order_of(coder));
        let done = hers.iter().filter(|individual| !codings.by(individual, coder).is_empty()).count();
        (done as u64, hers.len() as u64)
    }

    /// Whether somebody has nobody left to code in a study: who has must not see what others saw, added up or not.
    pub fn is_done(&self, study: &Study, coder: &AccountId) -> bool {
        let (done, of) = self.progress(study, coder);
        done == of
    }

    /// The people of a study in which coders differ and nobody has decided yet.
    pub fn disputed(&self, study: &Study) -> Vec<IndividualId> {
        let codings = self.of_study(study);
        let open =
            |individual: &&IndividualId| matches!(codings.standing(individual), CodingStanding::Disputed(_));
        study.individuals.iter().filter(open).cloned().collect()
    }
}

impl Archive {
    /// Everything recorded about coding.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn coding(&self) -> Result<CodingRoom> {
        self.catch_up().await?;
        Ok(CodingRoom::of(self.catalog().await?.coding_acts().await?))
    }
}
