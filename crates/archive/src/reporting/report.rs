//! A report as numbers: what it tells, before any word of it is written.

use std::collections::BTreeMap;

use amana_model::{ArchiveId, Codebook, CodingStanding, CountUnit, Drawing, IndividualId, Study, UtcTime};
use serde::Serialize;

use super::tallied::{ReportedCross, ReportedEntry, crossed, entries};
use super::{Frozen, ReportPlan};
use crate::coding::{CodingRoom, EntryAgreement, ShareEstimate};
use crate::count::{
    Breakdown, Chain, Count, Dimension, LogHead, Ratio, Shown, Suppressed, count, counts, facts, ratio,
};
use crate::finding::{Findings, RecordedFinding};
use crate::rechecking::{RecheckRate, Rechecks};

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What was asked for.
    pub plan: ReportPlan,
    /// The archive.
    pub archive: ArchiveId,
    /// The program that made it.
    pub software: String,
    /// When it was frozen.
    pub time: UtcTime,
    /// Who made it.
    pub agent: String,
    /// The log that was counted.
    pub log: LogHead,
    /// Its checkpoint, as signed.
    pub checkpoint: String,
    /// The counts, in the order asked for.
    pub counts: Vec<ReportedCount>,
    /// From paths to people.
    pub chain: Chain,
    /// The studies, in the order asked for.
    pub studies: Vec<ReportedStudy>,
    /// How often the machine's part was wrong, as far as it was rechecked.
    pub rechecks: Vec<RecheckRate>,
    /// The newest versions of findings on these studies.
    #[serde(skip)]
    pub findings: Vec<RecordedFinding>,
}

/// A count, parted into rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedCount {
    /// The count.
    #[serde(flatten)]
    pub count: Count,
    /// Over which it is set, if it is.
    pub ratio: Option<Ratio>,
    /// By what it is parted.
    pub parts: Vec<ReportedPart>,
}

/// A count in rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedPart {
    /// By what.
    pub by: Dimension,
    /// The rows; last what cannot be told. None where no way of hiding small numbers is left but to tell none.
    pub rows: Vec<ReportedRow>,
    /// Their sum; withheld where there are no rows.
    pub total: Shown,
}

/// A row of a count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedRow {
    /// The value; `None`: it cannot be told.
    pub value: Option<String>,
    /// How many.
    pub number: Shown,
}

/// Where the people of a study stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Standings {
    /// Coders are awaited.
    pub waiting: u64,
    /// One coder coded alone, or all agreed.
    pub agreed: u64,
    /// Coders differ, and nobody has decided.
    pub disputed: u64,
    /// Coders differed, and a third decided.
    pub adjudicated: u64,
    /// People coded by two coders or more, of all of the above.
    pub by_several: u64,
}

/// A study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedStudy {
    /// The study.
    pub study: Study,
    /// Its codebook.
    #[serde(skip)]
    pub codebook: Codebook,
    /// The sample that it codes, if it does.
    pub sample: Option<Drawing>,
    /// Where its people stand.
    pub standings: Standings,
    /// How far coders agree, entry by entry.
    #[serde(skip)]
    pub agreement: Vec<EntryAgreement>,
    /// What is settled, entry by entry.
    pub entries: Vec<ReportedEntry>,
    /// What a sample says of all that it was drawn from.
    #[serde(skip)]
    pub estimates: Vec<ShareEstimate>,
    /// Entries against branches.
    pub crossed: Vec<ReportedCross>,
}

impl Report {
    /// Makes a report.
    pub fn of(frozen: &Frozen) -> Self {
        let room = CodingRoom::of(frozen.coding.clone());
        let findings = Findings::of(frozen.coding.clone());
        let on_these = |one: &&RecordedFinding| frozen.plan.studies.contains(&one.signed.finding.study);
        let studies = frozen.plan.studies.iter().filter_map(|study| room.study(study));
        Self {
            plan: frozen.plan.clone(),
            archive: frozen.archive.clone(),
            software: frozen.software.clone(),
            time: frozen.time,
            agent: frozen.agent.clone(),
            log: frozen.snapshot.log.clone(),
            checkpoint: frozen.checkpoint.clone(),
            counts: counted(frozen),
            chain: Chain::of(&frozen.snapshot),
            studies: studies.filter_map(|planned| told(frozen, &room, &planned.study)).collect(),
            rechecks: Rechecks::of(frozen.coding.clone()).rates(),
            findings: findings.latest().into_iter().filter(on_these).cloned().collect(),
        }
    }
}

fn counted(frozen: &Frozen) -> Vec<ReportedCount> {
    let over = |of: &Count| {
        let over = frozen.over.iter().find(|one| Some(&one.definition) == of.definition.over.as_ref())?;
        Some(ratio(of, &count(over, &frozen.snapshot)))
    };
    let parted = |of: &Count| -> Vec<ReportedPart> {
        let parted =
            frozen.plan.by.iter().filter_map(|by| Breakdown::of(&of.definition, &frozen.snapshot, *by).ok());
        parted.map(|parted| part(frozen, parted)).collect()
    };
    let told = |of: Count| ReportedCount { ratio: over(&of), parts: parted(&of), count: of };
    counts(&frozen.definitions, &frozen.snapshot).into_iter().map(told).collect()
}

/// A count in rows; none where a hidden number could be computed from the count itself, which is told beside them.
fn part(frozen: &Frozen, parted: Breakdown) -> ReportedPart {
    let cells: Vec<u64> = parted.rows.iter().map(|row| row.number).collect();
    let shown = Suppressed::of(&cells, frozen.plan.suppress.unwrap_or(0));
    if !matches!(shown.total, Shown::Number(_)) {
        return ReportedPart { by: parted.by, rows: Vec::new(), total: Shown::Withheld };
    }
    let rows = parted.rows.into_iter().zip(shown.cells);
    let rows = rows.map(|(row, number)| ReportedRow { value: row.value, number }).collect();
    ReportedPart { by: parted.by, rows, total: shown.total }
}

fn told(frozen: &Frozen, room: &CodingRoom, study: &Study) -> Option<ReportedStudy> {
    let codebook = room.codebook(&study.codebook)?.clone();
    let branches: BTreeMap<IndividualId, String> = branches(frozen);
    let crossed = crossed(&frozen.plan, room, study, &|one| branches.get(one).cloned());
    Some(ReportedStudy {
        sample: room.sample_of(study).cloned(),
        standings: standings(room, study),
        agreement: room.agreement(study),
        entries: entries(&frozen.plan, room, study),
        estimates: room.estimates(study),
        crossed,
        study: study.clone(),
        codebook,
    })
}

/// Person → the branch that is settled of her, the first where there are several.
fn branches(frozen: &Frozen) -> BTreeMap<IndividualId, String> {
    let people = facts(&frozen.snapshot, CountUnit::People).into_iter().zip(&frozen.snapshot.people);
    let branch =
        |unit: &crate::count::UnitFacts| unit.branch.all().first().map(|one| one.as_str().to_owned());
    people.filter_map(|(unit, person)| Some((person.individual.clone(), branch(&unit)?))).collect()
}

fn standings(room: &CodingRoom, study: &Study) -> Standings {
    let codings = room.of_study(study);
    let mut told = Standings::default();
    for individual in &study.individuals {
        let several = codings.coders(individual).len() > 1;
        match codings.standing(individual) {
            CodingStanding::Waiting(_) => told.waiting += 1,
            CodingStanding::Agreed => told.agreed += 1,
            CodingStanding::Disputed(_) => told.disputed += 1,
            CodingStanding::Adjudicated => told.adjudicated += 1,
        }
        told.by_several += u64::from(several);
    }
    told
}
