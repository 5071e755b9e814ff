//! What the staff did, and what it comes to beside the truth: for the person at the terminal, and for a file beside the leak.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use amana_archive::{CodingRoom, Level, Result};
use amana_model::{CodingStanding, Fact, IndividualId, MissingId, NOT_ASSESSABLE, Study, StudyId};
use amana_testkit::leak::signs::Sign;
use serde::Serialize;

use crate::families::Reported;
use crate::staff::Staff;
use crate::{Room, Settings, Step};

/// What was done, what there is now, and the truth to hold it against.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// How the staff worked.
    pub settings: Settings,
    /// What was done by this run; nothing where all had been done before.
    pub steps: BTreeMap<Step, u64>,
    /// Account of each coder → how often she answers as the truth does.
    pub coders: BTreeMap<String, f64>,
    /// People and samples.
    pub totals: Totals,
    /// The studies.
    pub studies: Vec<CodedStudy>,
    /// The sample's emaciation, in the form of the 2014 table.
    pub emaciated: Option<Emaciated>,
    /// Person of the truth → what an expert would see.
    pub signs: BTreeMap<String, Vec<Sign>>,
    /// Report → the person of the truth whom it is about; nobody where the leak does not show them.
    pub reports: BTreeMap<MissingId, Option<String>>,
    /// Individual → person of the truth.
    pub individuals: BTreeMap<IndividualId, String>,
}

/// How many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// People of the truth who are in the archive.
    pub people: u64,
    /// Individuals put together by anybody.
    pub individuals: u64,
    /// Individuals said to be detainees: what the sample was drawn from.
    pub detainees: u64,
    /// People in the sample.
    pub drawn: u64,
    /// Markings settled.
    pub settled: u64,
}

/// One study as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct CodedStudy {
    /// Which.
    pub study: StudyId,
    /// What it is called.
    pub title: String,
    /// People in it.
    pub people: u64,
    /// People whom both coders coded.
    pub twice: u64,
    /// People about whom a third decided.
    pub adjudicated: u64,
    /// People who are not settled.
    pub open: u64,
    /// The share of answers on which both agreed, over all entries.
    pub agreement: Option<f64>,
}

/// How many of a sample are emaciated, in any grade.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Emaciated {
    /// People of whom it is settled.
    pub yes: u64,
    /// People of whom emaciation could be assessed.
    pub assessed: u64,
    /// People of whom it could not.
    pub not_assessable: u64,
    /// People of whom nothing is settled.
    pub open: u64,
    /// The share of those assessed.
    pub share: f64,
    /// The 95 % interval of all detainees of the frame, by the sample's design.
    pub interval: Option<(f64, f64)>,
    /// The true share among all detainees of the frame who can be assessed.
    pub truth: f64,
}

pub(crate) async fn of(room: &Room<'_>, staff: &Staff, reported: &[Reported]) -> Result<Record> {
    let rows = room.archive.individuals().await?;
    let coding = room.archive.coding().await?;
    let detainee =
        |facts: &BTreeMap<Fact, String>| facts.get(&Fact::Category).is_some_and(|of| of == "detainee");
    let known = |row: &amana_archive::look::IndividualRow| {
        row.photographs.iter().find_map(|digest| room.known.shown_in(digest))
    };
    let frame = rows.iter().filter(|row| detainee(&row.facts)).filter_map(known);
    let grades: Vec<&str> =
        frame.filter_map(|known| known.answer("emaciation")).map(|sign| sign.answer).collect();
    let individuals =
        rows.iter().filter_map(|row| Some((row.individual.clone(), known(row)?.person.id.clone())));
    let ours: BTreeSet<_> = staff.coders.iter().map(|coder| &coder.account).collect();
    let studies: Vec<&Study> = coding.studies.iter().map(|planned| &planned.study).collect();
    let studies = || studies.iter().filter(|study| study.coders.iter().all(|coder| ours.contains(coder)));
    let sampled = studies().find(|study| study.sample.is_some());
    let totals = Totals {
        people: room.known.people().count() as u64,
        individuals: rows.len() as u64,
        detainees: rows.iter().filter(|row| detainee(&row.facts)).count() as u64,
        drawn: sampled.map_or(0, |study| study.individuals.len() as u64),
        settled: room.archive.keying_figures().await?.settled.values().sum(),
    };
    let coders = staff.coders(room).map(|(worker, accuracy)| (worker.agent.name.clone(), accuracy));
    let signs = room.known.people().map(|known| (known.person.id.clone(), known.signs.clone()));
    Ok(Record {
        settings: room.settings.clone(),
        steps: room.steps().clone(),
        coders: coders.into(),
        totals,
        studies: studies().map(|study| coded(&coding, study)).collect(),
        emaciated: sampled.and_then(|study| emaciated(&coding, study, &grades)),
        signs: signs.collect(),
        individuals: individuals.collect(),
        reports: reported.iter().map(|one| (one.report.clone(), one.told.person.clone())).collect(),
    })
}

fn coded(coding: &CodingRoom, study: &Study) -> CodedStudy {
    let codings = coding.of_study(study);
    let count = |wanted: &dyn Fn(&IndividualId) -> bool| {
        study.individuals.iter().filter(|individual| wanted(individual)).count() as u64
    };
    let standing = |individual: &IndividualId| codings.standing(individual);
    let agreement = coding.agreement(study).into_iter().filter(|entry| entry.level == Level::Nominal);
    let shares: Vec<f64> = agreement.filter_map(|entry| Some(entry.percent?.value)).collect();
    CodedStudy {
        study: study.study.clone(),
        title: study.title.clone(),
        people: study.individuals.len() as u64,
        twice: count(&|individual| codings.blind(individual).len() > 1),
        adjudicated: count(&|individual| standing(individual) == CodingStanding::Adjudicated),
        open: count(&|individual| codings.settled(individual).is_empty()),
        agreement: (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64),
    }
}

/// All but *none* of those assessed: the other side of the estimate for *none*, whose interval is turned with it.
fn emaciated(coding: &CodingRoom, study: &Study, grades: &[&str]) -> Option<Emaciated> {
    let estimates = coding.estimates(study);
    let none = estimates.iter().find(|one| one.entry == "emaciation" && one.answer == "none")?;
    let assessable: Vec<&&str> = grades.iter().filter(|grade| **grade != NOT_ASSESSABLE).collect();
    let wasted = assessable.iter().filter(|grade| ***grade != "none").count();
    Some(Emaciated {
        yes: none.assessed - none.yes,
        assessed: none.assessed,
        not_assessable: none.not_assessable,
        open: none.open,
        share: 1.0 - none.share?,
        interval: none.interval.as_ref().map(|ends| (1.0 - ends.high, 1.0 - ends.low)),
        truth: wasted as f64 / assessable.len().max(1) as f64,
    })
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        if self.steps.is_empty() {
            writeln!(f, "the simulated staff found nothing left to do")?;
        }
        for (step, count) in &self.steps {
            writeln!(f, "  {count} × {step:?}")?;
        }
        let Totals { people, individuals, detainees, drawn, settled } = &self.totals;
        writeln!(
            f,
            "{settled} markings settled; {individuals} of {people} people put together, {detainees} said to be detainees"
        )?;
        if (*drawn as usize) < self.settings.sample {
            writeln!(f, "fewer than {} could be sampled: {drawn} of {detainees} were", self.settings.sample)?;
        }
        for study in &self.studies {
            let CodedStudy { title, people, twice, adjudicated, open, agreement, .. } = study;
            let agreed = agreement.map_or_else(|| "no agreement to tell".to_owned(), percent);
            writeln!(
                f,
                "{title}\n  {people} people, {twice} by both, who agree on {agreed} of their answers; {adjudicated} adjudicated, {open} open"
            )?;
        }
        let Some(Emaciated { yes, assessed, not_assessable, share, interval, truth, .. }) = self.emaciated
        else {
            return Ok(());
        };
        write!(
            f,
            "emaciated, any grade: {yes} of {assessed} assessed ({not_assessable} not assessable), {}",
            percent(share)
        )?;
        if let Some((low, high)) = interval {
            write!(f, ", 95 % interval {} to {}", percent(low), percent(high))?;
        }
        writeln!(f, "; in truth {} of all detainees it was drawn from", percent(truth))
    }
}
