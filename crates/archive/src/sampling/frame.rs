//! The frame of a sample: the people there are but those left out, each with the label of the plan, frozen with the log's checkpoint.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_catalog::IndividualRow;
use amana_model::{
    BranchIs, Digest, DrawLabel, Excluded, Exclusion, Fact, FrozenExclusion, FrozenFrame, IndividualId,
};
use amana_statistics::samples::{Frame, Unit};
use sha2::{Digest as _, Sha256};

use super::{MOST_EXCLUSIONS, SampleFault, SamplePlan};
use crate::archive::{Archive, log_error};
use crate::coding::CodingRoom;
use crate::error::Result;

/// What stands for a label that nothing tells.
const UNKNOWN: &str = "unknown";
/// The top of a deposit, which is no folder in it.
const TOP: &str = "/";

type Frozen = std::result::Result<(Frame, FrozenFrame), SampleFault>;

impl Archive {
    /// The people there are, in the order of identifiers, without those left out, each with the label of the plan.
    pub(super) async fn freeze(&self, plan: &SamplePlan) -> Result<Frozen> {
        self.catch_up().await?;
        let head = self.log.checkpoint().map_err(log_error)?;
        let mut people = self.catalog().await?.individuals().await?;
        people.sort_by(|one, other| one.individual.cmp(&other.individual));
        let by = plan.by.filter(|_| plan.method.needs_label());
        let folders = match by {
            Some(DrawLabel::Folder) => self.catalog().await?.first_folders().await?,
            _ => Vec::new(),
        };
        let room = self.coding().await?;
        let (left_out, exclusions) = match leave_out(plan, &mut people, &room) {
            Ok(left_out) => left_out,
            Err(fault) => return Ok(Err(fault)),
        };
        let folders: HashMap<Digest, (usize, String)> =
            folders.into_iter().enumerate().map(|(at, (digest, folder))| (digest, (at, folder))).collect();
        let unit = |row: &IndividualRow| Unit {
            id: row.individual.to_string(),
            label: by.map(|by| label(row, by, &folders)),
        };
        let units: Vec<Unit> = people.iter().map(unit).collect();
        let frozen = FrozenFrame {
            units: units.len() as u64,
            digest: digest(&units),
            labels: counted(&units),
            log_size: head.size(),
            root: head.root().to_string(),
            category: plan.category.clone(),
            left_out,
            exclusions,
        };
        if units.is_empty() && !plan.exclude.is_empty() {
            return Ok(Err(SampleFault::Nobody));
        }
        Ok(Frame::new(units).map(|frame| (frame, frozen)).map_err(SampleFault::from))
    }
}

/// An exclusion as it was asked for.
pub(super) fn asked(made: &FrozenExclusion) -> Exclusion {
    Exclusion { who: made.who.clone(), reason: made.reason.clone() }
}

/// Takes out of these people those of another category, then whom each exclusion names; tells how many each left out.
fn leave_out(
    plan: &SamplePlan,
    people: &mut Vec<IndividualRow>,
    room: &CodingRoom,
) -> std::result::Result<(u64, Vec<FrozenExclusion>), SampleFault> {
    if plan.exclude.len() > MOST_EXCLUSIONS {
        return Err(SampleFault::Exclusions);
    }
    let everybody: BTreeSet<IndividualId> = people.iter().map(|row| row.individual.clone()).collect();
    let taken_out = |people: &mut Vec<IndividualRow>, out: &dyn Fn(&IndividualRow) -> bool| {
        let before = people.len();
        people.retain(|row| !out(row));
        (before - people.len()) as u64
    };
    let mut left_out = 0;
    if let Some(category) = &plan.category {
        if !Fact::Category.takes(category) {
            return Err(SampleFault::Category(category.clone()));
        }
        left_out = taken_out(people, &|row| row.facts.get(&Fact::Category) != Some(category));
    }
    let mut exclusions = Vec::new();
    for exclusion in &plan.exclude {
        exclusion.check().map_err(SampleFault::Exclusion)?;
        let named = named(&exclusion.who, room, &everybody)?;
        let number = taken_out(people, &|row| is_left_out(&exclusion.who, row, &named));
        let Exclusion { who, reason } = exclusion.clone();
        exclusions.push(FrozenExclusion { who, reason, people: number });
    }
    Ok((left_out, exclusions))
}

/// The people whom an exclusion names: by themselves, or by a sample or study that they are in.
fn named(
    who: &Excluded,
    room: &CodingRoom,
    everybody: &BTreeSet<IndividualId>,
) -> std::result::Result<BTreeSet<IndividualId>, SampleFault> {
    let mut all = BTreeSet::new();
    match who {
        Excluded::Sample(samples) => {
            for sample in samples {
                let known = room.samples.iter().find(|known| known.sample == *sample);
                let known = known.ok_or_else(|| SampleFault::Unknown(sample.to_string()))?;
                all.extend(known.drawn.iter().map(|one| one.individual.clone()));
            }
        }
        Excluded::Study(studies) => {
            for study in studies {
                let known = room.study(study).ok_or_else(|| SampleFault::Unknown(study.to_string()))?;
                all.extend(known.study.individuals.iter().cloned());
            }
        }
        Excluded::Person(people) => {
            if let Some(nobody) = people.iter().find(|one| !everybody.contains(*one)) {
                return Err(SampleFault::Unknown(nobody.to_string()));
            }
            all.extend(people.iter().cloned());
        }
        Excluded::Branch(_) | Excluded::Month(_) | Excluded::State(_) | Excluded::WithoutThreeNumbers => {}
    }
    Ok(all)
}

fn is_left_out(who: &Excluded, row: &IndividualRow, named: &BTreeSet<IndividualId>) -> bool {
    match who {
        Excluded::Branch(branches) => {
            let branch = row.numbers.branch.clone().map_or(BranchIs::NotSaid, BranchIs::Number);
            branches.contains(&branch)
        }
        Excluded::Month(months) => {
            months.iter().any(|month| *month == seen(row, "2012-03".len()).as_deref().unwrap_or(UNKNOWN))
        }
        Excluded::State(states) => states.contains(&row.state),
        Excluded::WithoutThreeNumbers => row.numbers.parts().iter().any(Option::is_none),
        Excluded::Sample(_) | Excluded::Study(_) | Excluded::Person(_) => named.contains(&row.individual),
    }
}

/// So many characters of when the earliest photograph was taken.
fn seen(row: &IndividualRow, length: usize) -> Option<String> {
    row.seen.as_ref().and_then(|seen| seen.0.get(..length)).map(str::to_owned)
}

fn label(row: &IndividualRow, by: DrawLabel, folders: &HashMap<Digest, (usize, String)>) -> String {
    let label = match by {
        DrawLabel::Branch => row.numbers.branch.as_ref().map(|number| number.as_str().to_owned()),
        DrawLabel::Month => seen(row, "2012-03".len()),
        DrawLabel::Day => seen(row, "2012-03-15".len()),
        DrawLabel::Category => row.facts.get(&Fact::Category).cloned(),
        DrawLabel::Folder => {
            let first = row.photographs.iter().filter_map(|digest| folders.get(digest)).min();
            first.map(|(_, folder)| if folder.is_empty() { TOP.to_owned() } else { in_a_line(folder) })
        }
    };
    label.unwrap_or_else(|| UNKNOWN.to_owned())
}

/// A folder without what would break a line of the frame.
fn in_a_line(folder: &str) -> String {
    let mut line = String::with_capacity(folder.len());
    for c in folder.chars() {
        match c {
            c if c.is_control() => line.push_str(&format!("\\x{:02X}", u32::from(c))),
            c => line.push(c),
        }
    }
    line
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
