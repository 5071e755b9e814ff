//! Candidates for one person's photographs: made anew from all observations and from what people settled.
//!
//! Candidates, not decisions: the same observations give the same groups, so they are no events. What people put together or
//! took apart is not touched by them.

use std::collections::{BTreeMap, HashMap};

use amana_catalog::{PersonInput, SettledNumbers};
use amana_linkage::category::{Sight, hints};
use amana_linkage::people::{self, Member, PersonGroup, Photograph, Place, SeenFace};
use amana_model::{CandidateRow, Digest, Field, Number, Numbers, OccurrencePath, PathBytes, Reading, Reason};

use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Groups photographs by the person they may show, over the whole archive; gives the number of groups.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn regroup_people(&self) -> Result<usize> {
        let catalog = self.catalog().await?;
        let mut inputs = catalog.person_inputs().await?;
        settle(&mut inputs, catalog.settled_numbers(None).await?);
        let rows = tokio::task::block_in_place(|| rows(&inputs));
        catalog.replace_candidates(&rows).await?;
        Ok(rows.iter().filter(|row| row.rank == 0).count())
    }
}

/// What people settled on a photograph takes the place of what engines read there.
fn settle(inputs: &mut [PersonInput], settled: Vec<SettledNumbers>) {
    let mut of: HashMap<Digest, Vec<Numbers>> = HashMap::new();
    for SettledNumbers { marking, numbers, .. } in settled {
        of.entry(marking.digest).or_default().push(numbers);
    }
    for input in inputs {
        if let Some(numbers) = of.remove(&input.digest) {
            input.readings = numbers.iter().flat_map(readings).collect();
        }
    }
}

fn readings(numbers: &Numbers) -> Vec<Reading> {
    let fields = [Field::Branch, Field::Detainee, Field::Examination];
    let one = |((line, field), number): ((u8, Field), Option<&Number>)| {
        let text = number?.as_str().to_owned();
        let engine = "people".to_owned();
        Some(Reading {
            line,
            field,
            engine,
            raw: text.clone(),
            number: Some(text),
            script: None,
            probability: 1.0,
        })
    };
    (0..).zip(fields).zip(numbers.parts()).filter_map(one).collect()
}

fn rows(inputs: &[PersonInput]) -> Vec<CandidateRow> {
    let mut copies = BTreeMap::new();
    let mut group_of = |best: Digest| {
        let next = copies.len() as u32;
        *copies.entry(best).or_insert(next)
    };
    let photographs: Vec<Photograph> = (0..)
        .zip(inputs)
        .map(|(id, input)| Photograph {
            id,
            places: input.paths.iter().map(|(path, _)| place(path)).collect(),
            camera: input.camera.clone(),
            serial: input.serial.clone(),
            taken_at: input.taken_at.clone(),
            day: day(input),
            copies: input.copies.map(&mut group_of),
            faces: input.faces.iter().map(face).collect(),
            readings: input.readings.clone(),
        })
        .collect();
    let candidates = people::group(&photographs);
    candidates.groups.iter().flat_map(|group| group_rows(group, inputs)).collect()
}

/// The day that the folders tell, where they agree.
fn day(input: &PersonInput) -> Option<String> {
    let mut days = input
        .paths
        .iter()
        .filter_map(|(_, date)| date.as_ref())
        .filter(|date| date.len() == "2012-03-15".len());
    let first = days.next()?;
    days.all(|day| day == first).then(|| first.clone())
}

fn place(path: &PathBytes) -> Place {
    Place::of(&OccurrencePath { within: Vec::new(), path: path.clone() })
}

fn face((embedding, quality): &(amana_model::Embedding, f32)) -> SeenFace {
    SeenFace { embedding: embedding.clone(), quality: *quality }
}

fn group_rows(group: &PersonGroup, inputs: &[PersonInput]) -> Vec<CandidateRow> {
    let input = |id: u32| &inputs[id as usize];
    let members: Vec<&PersonInput> = group.members.iter().map(|member| input(member.id)).collect();
    let category = category(&members);
    let name = input(group.name).digest;
    let row = |(rank, member): (u32, &Member)| CandidateRow {
        group: name,
        digest: input(member.id).digest,
        rank,
        probability: member.probability,
        hangs_on: member.hangs_on.map(|other| input(other).digest),
        reasons: member.reasons.iter().map(reason).collect(),
        category: category.clone(),
    };
    (0..).zip(&group.members).map(row).collect()
}

/// The likeliest category, if it is likelier than not.
fn category(members: &[&PersonInput]) -> Option<String> {
    let folders: Vec<Vec<String>> = members
        .iter()
        .map(|input| {
            input.paths.iter().map(|(path, _)| String::from_utf8_lossy(&path.0).into_owned()).collect()
        })
        .collect();
    let folders: Vec<Vec<&str>> =
        folders.iter().map(|paths| paths.iter().map(String::as_str).collect()).collect();
    let sights: Vec<Sight<'_>> = members
        .iter()
        .zip(&folders)
        .map(|(input, folders)| Sight {
            faces: input.faces.len(),
            markings: input.markings,
            readings: &input.readings,
            folders,
        })
        .collect();
    let best = hints(&sights).into_iter().next()?;
    (best.probability > 0.5).then(|| best.category.word().to_owned())
}

fn reason(reason: &people::Reason) -> Reason {
    match reason {
        people::Reason::CopyOf => Reason::CopyOf,
        people::Reason::SameNumbers(numbers) => Reason::SameNumbers { numbers: on_a_card(numbers) },
        people::Reason::SameFace => Reason::AlikeFace,
        people::Reason::SecondsAfter(seconds) => Reason::SecondsAfter { seconds: *seconds },
        people::Reason::NextInSequence(steps) => Reason::NextInSequence { steps: *steps },
        people::Reason::SameFolder => Reason::SameFolder,
    }
}

/// Numbers as they stand on a card: `215-4471-?`.
fn on_a_card(numbers: &[(Field, String)]) -> String {
    let number = |field: Field| {
        let found = numbers.iter().find(|(of, _)| *of == field);
        found.map_or("?", |(_, digits)| digits.as_str())
    };
    let placed = [Field::Branch, Field::Detainee, Field::Examination].map(number).join("-");
    match numbers.iter().find(|(field, _)| *field == Field::Unknown) {
        Some((_, digits)) if placed == "?-?-?" => digits.clone(),
        _ => placed,
    }
}
