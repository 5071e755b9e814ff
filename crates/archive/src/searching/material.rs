//! What the archive knows of its people, as far as it is put beside a report.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_analysis::faces::EMBEDDER;
use amana_catalog::IndividualRow;
use amana_linkage::faces::Faces;
use amana_linkage::search::{Coded, FoundName, Known, NameSource};
use amana_model::{Digest, Embedding, Fact, IndividualId, LivingFace, People, Places};

use crate::archive::Archive;
use crate::coding::CodingRoom;
use crate::error::Result;
use crate::missing::MissingReport;

/// The most people for whom it speaks that they are near to a living face; farther ones, and the farther half of all, say nothing.
const NEAREST: usize = 50;

/// Read once for any number of reports.
pub(super) struct Material {
    pub(super) people: Vec<IndividualRow>,
    pub(super) places: Places,
    /// Individual → names found with the photographs.
    names: BTreeMap<IndividualId, Vec<usize>>,
    found_names: Vec<FoundName>,
    coded: BTreeMap<IndividualId, Coded>,
    /// Faces of photographs that were put to somebody, with the person's place.
    pub(super) faces: Vec<(usize, Embedding)>,
    index: Faces,
    /// How many people have such faces.
    with_faces: u32,
}

impl Material {
    pub(super) async fn read(archive: &Archive, coded: bool, faces: bool) -> Result<Self> {
        archive.catch_up().await?;
        let catalog = archive.catalog().await?;
        let people = catalog.individuals().await?;
        let decided = catalog.people().await?;
        let place_of: HashMap<Digest, usize> = people
            .iter()
            .enumerate()
            .flat_map(|(place, row)| row.photographs.iter().map(move |digest| (*digest, place)))
            .collect();
        let mut named = Named::default();
        catalog
            .each_named(&mut |path, digest| {
                if let Some(place) = place_of.get(&digest) {
                    named.path(&people[*place].individual, &path.to_string());
                }
            })
            .await?;
        for row in &people {
            if let Some(note) = row.facts.get(&Fact::Note) {
                named.text(&row.individual, NameSource::Note, note);
            }
        }
        let room = if coded { archive.coding().await? } else { CodingRoom::default() };
        let known = if faces { catalog.comparable_faces().await? } else { Vec::new() };
        let faces: Vec<(usize, Embedding)> = known
            .into_iter()
            .filter_map(|(digest, _, embedding)| Some((*place_of.get(&digest)?, embedding)))
            .collect();
        let with_faces = faces.iter().map(|(place, _)| place).collect::<BTreeSet<_>>().len() as u32;
        Ok(Self {
            coded: settled(&room, &decided),
            places: archive.places().await?.places,
            names: named.of,
            found_names: named.found,
            index: Faces::new(faces.iter().map(|(_, embedding)| embedding)),
            with_faces,
            faces,
            people,
        })
    }

    /// Whether there are faces to compare with.
    pub(super) fn compares(&self) -> bool {
        !self.faces.is_empty()
    }

    /// Everybody, with the places that faces of the living give them; and how many people have faces.
    pub(super) fn known(&self, living: &[(u32, Embedding)]) -> (Vec<Known<'_>>, u32) {
        let mut ranks: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); self.people.len()];
        for (photograph, face) in living {
            let nearest = NEAREST.min(self.with_faces.div_ceil(2) as usize);
            let mut seen = BTreeSet::new();
            for near in self.index.nearest(face, self.faces.len(), |_| true) {
                let place = self.faces[near.place as usize].0;
                if seen.len() < nearest && seen.insert(place) {
                    ranks[place].push((*photograph, seen.len() as u32, self.with_faces));
                }
            }
        }
        let known = self.people.iter().zip(ranks).map(|(row, faces)| Known {
            sex: row.facts.get(&Fact::Sex).map(String::as_str),
            age_band: row.facts.get(&Fact::AgeBand).map(String::as_str),
            branch: row.numbers.branch.as_ref(),
            seen: row.seen.as_ref().map(|(first, last)| (first.as_str(), last.as_str())),
            names: self
                .names
                .get(&row.individual)
                .map(|all| all.iter().map(|at| &self.found_names[*at]).collect())
                .unwrap_or_default(),
            coded: self.coded.get(&row.individual),
            faces,
        });
        (known.collect(), self.with_faces)
    }
}

/// Names found with photographs, each text taken apart once.
#[derive(Default)]
struct Named {
    of: BTreeMap<IndividualId, Vec<usize>>,
    found: Vec<FoundName>,
    known: HashMap<String, Option<usize>>,
}

impl Named {
    /// Each folder and the file by itself: a name does not reach over a folder's end.
    fn path(&mut self, individual: &IndividualId, path: &str) {
        for part in path.split('/') {
            self.text(individual, NameSource::Path, part);
        }
    }

    fn text(&mut self, individual: &IndividualId, source: NameSource, text: &str) {
        let at = match self.known.get(text) {
            Some(at) => *at,
            None => {
                let found = FoundName::in_text(source, text);
                let at = found.map(|found| {
                    self.found.push(found);
                    self.found.len() - 1
                });
                self.known.insert(text.to_owned(), at);
                at
            }
        };
        let Some(at) = at else { return };
        let all = self.of.entry(individual.clone()).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
    }
}

/// What is settled of each person, in every study but calibrations.
fn settled(room: &CodingRoom, people: &People) -> BTreeMap<IndividualId, Coded> {
    let mut all: BTreeMap<IndividualId, Coded> = BTreeMap::new();
    for planned in room.studies.iter().filter(|planned| !planned.study.calibration) {
        let codings = room.of_study(&planned.study);
        for individual in &planned.study.individuals {
            let coded = all.entry(people.root(individual).clone()).or_default();
            for (key, answer) in codings.settled(individual) {
                match key.region {
                    Some(region) if answer.answer == "present" => {
                        coded.regions.entry(key.entry).or_default().insert(region);
                    }
                    Some(_) => {}
                    None => {
                        coded.answers.insert(key.entry, answer.answer);
                    }
                }
            }
        }
    }
    all
}

impl Archive {
    /// The faces of the living that can be compared here, each with the number of its photograph from 1; and how many photographs
    /// there are that were not erased.
    pub(super) fn living_faces(&self, report: &MissingReport) -> (Vec<(u32, Embedding)>, u32) {
        let Ok(keys) = self.keys() else { return (Vec::new(), 0) };
        let (mut faces, mut there) = (Vec::new(), 0);
        for (number, one) in (1..).zip(report.living()) {
            if !self.statement_key(&one.photograph.sealed).exists() {
                continue;
            }
            there += 1;
            let Some(face) = &one.face else { continue };
            let told = self.read_statement::<LivingFace>(&keys.identities, face);
            let described = told.here().filter(|face| face.model == EMBEDDER.name);
            faces.extend(described.map(|face| (number, face.embedding.clone())));
        }
        (faces, there)
    }
}
