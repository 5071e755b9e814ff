//! Candidates for one person's photographs: made anew from all observations and from what people settled.
//!
//! Candidates, not decisions: the same observations give the same groups, so they are no events. What people put together or
//! took apart is not touched by them.

use std::collections::{BTreeMap, HashMap};

use amana_catalog::{PersonInput, SettledNumbers};
use amana_linkage::category::{Sight, hint};
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
        // Where they tell nobody apart they join nothing, and still show that somebody is there.
        let tell_apart = faces_tell_apart(&inputs);
        settle(&mut inputs, catalog.settled_numbers(None).await?);
        let rows = tokio::task::block_in_place(|| rows(&inputs, tell_apart));
        catalog.replace_candidates(&rows).await?;
        Ok(rows.iter().filter(|row| row.rank == 0).count())
    }
}

/// From this cosine on two faces are one person's, by the makers of the embedder (SFace on LFW, as in OpenCV's sample).
const SAME_PERSON: f32 = 0.363;
/// The share of chance pairs of photographs that may be so alike before faces are no evidence here.
const BY_CHANCE: f32 = 0.05;
/// Pairs looked at.
const PAIRS: usize = 2000;
/// Faces of less quality are not looked at.
const LEAST_QUALITY: f32 = 0.2;

/// Whether faces tell people apart in this archive: photographs that chance puts together are seldom alike.
///
/// The embedder was made for the living. Where it finds everybody alike (drawings, masks, one covered face after another),
/// faces would join strangers; then they are left out, and clock, counter, copies and numbers speak alone.
fn faces_tell_apart(inputs: &[PersonInput]) -> bool {
    let best = |input: &PersonInput| {
        let good = input.faces.iter().filter(|(_, quality)| *quality >= LEAST_QUALITY);
        good.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(embedding, _)| embedding.clone())
    };
    let faces: Vec<_> = inputs.iter().filter_map(best).collect();
    let count = faces.len().min(PAIRS);
    // In the order of the log neighbours are often one person's; half the way round they hardly are.
    let alike = (0..count).filter(|at| {
        let other = (at * (faces.len() / count.max(1)) + faces.len() / 2) % faces.len();
        faces[at * (faces.len() / count.max(1))].cosine(&faces[other]) >= SAME_PERSON
    });
    alike.count() as f32 <= BY_CHANCE * count as f32
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

fn rows(inputs: &[PersonInput], faces_tell_apart: bool) -> Vec<CandidateRow> {
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
            faces: input.faces.iter().filter(|_| faces_tell_apart).map(face).collect(),
            readings: input.readings.clone(),
        })
        .collect();
    let candidates = people::group(&photographs);
    // Without models no face is found anywhere; then that one has none says nothing.
    let looked = inputs.iter().any(|input| !input.faces.is_empty());
    candidates.groups.iter().flat_map(|group| group_rows(group, inputs, looked)).collect()
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

fn group_rows(group: &PersonGroup, inputs: &[PersonInput], looked: bool) -> Vec<CandidateRow> {
    let input = |id: u32| &inputs[id as usize];
    let members: Vec<&PersonInput> = group.members.iter().map(|member| input(member.id)).collect();
    let category = category(&members, looked);
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
fn category(members: &[&PersonInput], looked: bool) -> Option<String> {
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
            faces: looked.then_some(input.faces.len()),
            markings: input.markings,
            readings: &input.readings,
            folders,
        })
        .collect();
    hint(&sights).map(|category| category.word().to_owned())
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

#[cfg(test)]
mod tests {
    use amana_model::Embedding;

    use super::*;

    fn input(id: u64, embedding: Embedding) -> PersonInput {
        PersonInput {
            id,
            digest: Digest([id as u8; 32]),
            taken_at: None,
            camera: None,
            serial: None,
            copies: None,
            paths: Vec::new(),
            faces: vec![(embedding, 0.9)],
            markings: 0,
            readings: Vec::new(),
        }
    }

    fn face(id: u64, alike: f32) -> Embedding {
        Embedding::of(&std::array::from_fn(|i| {
            alike + ((i as f32 + 1.0) * (id as f32 + 1.7) * 12.9898).sin()
        }))
        .unwrap()
    }

    #[test]
    fn faces_that_are_all_alike_are_no_evidence() {
        let all = |alike: f32| (0..60).map(|id| input(id, face(id, alike))).collect::<Vec<_>>();
        assert!(faces_tell_apart(&all(0.0)));
        assert!(!faces_tell_apart(&all(2.0)));
        assert!(faces_tell_apart(&[]) && faces_tell_apart(&all(2.0)[..0]));
    }

    #[test]
    fn faces_that_tell_nobody_apart_still_show_that_somebody_is_there() {
        let mut all: Vec<PersonInput> = (0..4).map(|id| input(id, face(id, 2.0))).collect();
        for (at, input) in all.iter_mut().enumerate() {
            input.taken_at = Some(format!("2012-03-15T10:00:0{at}"));
            input.camera = Some("OPTARA D310".into());
            input.readings = vec![Reading {
                line: 0,
                field: Field::Unknown,
                engine: "digits 5".into(),
                raw: "4471".into(),
                number: Some("4471".into()),
                script: None,
                probability: 0.95,
            }];
            input.paths = vec![(PathBytes(format!("a/DSC_000{at}.JPG").into_bytes()), None)];
        }
        let joined = rows(&all, false);
        assert!(!joined.is_empty() && joined.iter().all(|row| row.category.as_deref() == Some("soldier")));
        assert!(joined.iter().flat_map(|row| &row.reasons).all(|reason| *reason != Reason::AlikeFace));
        all.iter_mut().for_each(|input| input.faces.clear());
        assert!(rows(&all, false).iter().all(|row| row.category.is_none()));
    }

    #[test]
    fn numbers_are_said_as_on_a_card() {
        let of = |field: Field, digits: &str| (field, digits.to_owned());
        assert_eq!(on_a_card(&[of(Field::Detainee, "44"), of(Field::Branch, "215")]), "215-44-?");
        assert_eq!(on_a_card(&[of(Field::Unknown, "7")]), "7");
    }
}
