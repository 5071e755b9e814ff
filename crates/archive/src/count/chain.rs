//! From paths to people: what each kind of unit takes away from the one before.

use std::collections::{BTreeMap, BTreeSet};

use amana_model::CountUnit;
use serde::Serialize;

use super::facts::{View, groups};
use super::{Snapshot, UnitId, facts};

/// Why a step leads to fewer units, or to more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Paths at which nothing was read: links, devices, what failed or was refused.
    NotRead,
    /// Paths whose content is no picture.
    NotAPicture,
    /// Further paths of a photograph.
    FurtherPaths,
    /// Photographs that a machine takes for copies of a picture.
    Copies,
    /// Pictures of which no version is put to a person.
    PutToNobody,
    /// Further pictures of a person.
    FurtherPictures,
    /// People none of whose pictures is counted as theirs: the first version put to anybody is put to another.
    CopiesOfAnothers,
}

impl StepKind {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRead => "not-read",
            Self::NotAPicture => "not-a-picture",
            Self::FurtherPaths => "further-paths",
            Self::Copies => "copies",
            Self::PutToNobody => "put-to-nobody",
            Self::FurtherPictures => "further-pictures",
            Self::CopiesOfAnothers => "copies-of-anothers",
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Why.
    pub why: StepKind,
    /// How many fewer (negative) or more.
    pub change: i64,
    /// The units that are taken away, by the kind that they are of before the step; those added, as people.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}

/// The whole archive from paths to people. Each number and the changes of the steps after it add up to the next number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// The number of units of each kind, each with the steps that lead to it.
    pub links: Vec<(CountUnit, u64, Vec<Step>)>,
}

impl Chain {
    /// What leads from every path to every person.
    pub fn of(snapshot: &Snapshot) -> Self {
        let view = View::of(snapshot);
        let steps = [Vec::new(), paths(snapshot, &view), copies(&view), people(snapshot, &view)];
        let number = |unit| facts(snapshot, unit).len() as u64;
        let links = CountUnit::ALL.into_iter().zip(steps);
        Self { links: links.map(|(unit, steps)| (unit, number(unit), steps)).collect() }
    }
}

fn fewer(why: StepKind, units: Vec<UnitId>) -> Step {
    Step { why, change: -(units.len() as i64), units }
}

fn paths(snapshot: &Snapshot, view: &View<'_>) -> Vec<Step> {
    let (mut not_read, mut no_picture, mut further) = (Vec::new(), Vec::new(), Vec::new());
    let mut met = BTreeSet::new();
    for path in &snapshot.paths {
        let id = UnitId::Occurrence(path.entry);
        match path.digest.and_then(|digest| view.content(&digest)) {
            None => not_read.push(id),
            Some(content) if !view.is_photograph(content) => no_picture.push(id),
            Some(content) if !met.insert(content.digest) => further.push(id),
            Some(_) => {}
        }
    }
    vec![
        fewer(StepKind::NotRead, not_read),
        fewer(StepKind::NotAPicture, no_picture),
        fewer(StepKind::FurtherPaths, further),
    ]
}

fn copies(view: &View<'_>) -> Vec<Step> {
    let groups = groups(view);
    let members = groups.iter().flat_map(|(_, members)| members.iter().skip(1));
    vec![fewer(StepKind::Copies, members.map(|member| UnitId::Content(member.digest)).collect())]
}

fn people(snapshot: &Snapshot, view: &View<'_>) -> Vec<Step> {
    let (mut nobody, mut further) = (Vec::new(), Vec::new());
    let mut shown: BTreeMap<usize, UnitId> = BTreeMap::new();
    for (best, members) in groups(view) {
        let id = UnitId::Content(best);
        match members.iter().find_map(|member| view.put_to(&member.digest)) {
            None => nobody.push(id),
            Some(at) if shown.contains_key(&at) => further.push(id),
            Some(at) => {
                shown.insert(at, id);
            }
        }
    }
    let hidden = snapshot.people.iter().enumerate().filter(|(at, _)| !shown.contains_key(at));
    let hidden: Vec<UnitId> = hidden.map(|(_, person)| UnitId::Person(person.individual.clone())).collect();
    let added = Step { why: StepKind::CopiesOfAnothers, change: hidden.len() as i64, units: hidden };
    vec![fewer(StepKind::PutToNobody, nobody), fewer(StepKind::FurtherPictures, further), added]
}
