//! What machines saw on one photograph, for its page; and what of a person each photograph shows, for hers.
//!
//! What an engine read on a marking is handed out only once people have settled that marking: whoever keys it must not have
//! seen the machine's answer.

use std::collections::{BTreeMap, BTreeSet};

use amana_catalog::{SettledPlace, is_for_keyers};
use amana_linkage::view::{View, view};
use amana_model::{
    Basis, CloseObservation, Digest, Face, Habits, IndividualId, Keyed, Marking, Point, Reading, Showing,
    Unusual,
};

use crate::archive::Archive;
use crate::error::Result;

/// What machines saw on one photograph, and to whom people put it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SeenClosely {
    /// What the close analysis saw; `None` if it has not looked, or could not decode the picture.
    pub look: Option<CloseSight>,
    /// The individual it was put to.
    pub individual: Option<IndividualId>,
    /// What it shows where people said that it shows nobody, and the log entry that says so.
    pub nobody: Option<(Showing, u64)>,
}

/// Faces and markings of one photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseSight {
    /// Width and height of the picture as shown, in pixels.
    pub size: (u32, u32),
    /// The faces, the best first.
    pub faces: Vec<SeenFace>,
    /// The markings, the surest first, those that people drew last.
    pub markings: Vec<SeenMarking>,
}

/// A face found.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenFace {
    /// Its corners in pixels as shown.
    pub corners: [Point; 4],
    /// How well it can be compared, 0 to 1.
    pub quality: f32,
}

/// A marking found.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenMarking {
    /// Its corners in pixels as shown.
    pub corners: [Point; 4],
    /// What people settled at this place, if they did.
    pub settled: Option<(Basis, Keyed)>,
    /// Whether people are asked to key it: it has a crop that shows no face, and a number was read on it with some chance.
    pub asked: bool,
    /// What engines read; nothing until it is settled.
    pub readings: Vec<Reading>,
    /// What is unusual about the numbers settled.
    pub unusual: Vec<Unusual>,
}

impl Archive {
    /// What machines saw on one photograph, and to whom people put it.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn closely(&self, digest: &Digest) -> Result<SeenClosely> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let settled = catalog.settled_places(digest).await?;
        let drawn = catalog.drawn_markings(digest).await?;
        let seen = catalog.close_look(digest).await?;
        let paths = catalog.photograph(digest).await?.map(|photograph| photograph.occurrences);
        let paths: Vec<String> = paths
            .unwrap_or_default()
            .iter()
            .map(|one| String::from_utf8_lossy(&one.path.0).into_owned())
            .collect();
        let known = Known { settled, drawn, paths, habits: self.habits().await? };
        let people = catalog.people().await?;
        Ok(SeenClosely {
            look: seen.and_then(|(seen, _)| sight(seen, &known)),
            individual: people.of_photograph(digest).cloned(),
            nobody: people.shows_nobody(digest),
        })
    }

    /// What of a person each of these photographs shows, as far as machines have looked at them.
    pub(crate) async fn views(&self, digests: &[Digest]) -> Result<BTreeMap<Digest, View>> {
        let catalog = self.catalog().await?;
        let mut views = BTreeMap::new();
        for digest in digests {
            let seen = catalog.close_look(digest).await?;
            views.extend(seen.and_then(|(seen, _)| view(&seen)).map(|view| (*digest, view)));
        }
        Ok(views)
    }
}

/// What is known of a photograph beside what machines saw.
struct Known {
    settled: Vec<SettledPlace>,
    drawn: Vec<[Point; 4]>,
    paths: Vec<String>,
    habits: Habits,
}

impl Known {
    /// What is unusual about what was settled at one place.
    fn unusual(&self, settled: &SettledPlace) -> Vec<Unusual> {
        let Keyed::Numbers(numbers) = &settled.keyed else { return Vec::new() };
        let paths = self.paths.iter().flat_map(|path| self.habits.of_path(path, numbers));
        let all: BTreeSet<Unusual> = self.habits.of_numbers(numbers).into_iter().chain(paths).collect();
        all.into_iter().collect()
    }
}

/// What machines saw, and after it what people drew.
fn sight(seen: CloseObservation, known: &Known) -> Option<CloseSight> {
    let face = |face: Face| SeenFace { corners: face.corners, quality: face.quality };
    let marking = |corners: [Point; 4], asked: bool, readings: Vec<Reading>| {
        let settled = known.settled.iter().find(|place| place.is_at(&corners));
        SeenMarking {
            corners,
            asked,
            readings: if settled.is_some() { readings } else { Vec::new() },
            unusual: settled.map(|place| known.unusual(place)).unwrap_or_default(),
            settled: settled.map(|place| (place.basis, place.keyed.clone())),
        }
    };
    let seen_by_machines =
        |one: Marking| marking(one.corners, is_for_keyers(&one, &seen.faces), one.readings);
    let drawn = known.drawn.iter().map(|corners| marking(*corners, true, Vec::new()));
    let markings = seen.markings.into_iter().map(seen_by_machines).chain(drawn).collect();
    Some(CloseSight { size: seen.size?, faces: seen.faces.into_iter().map(face).collect(), markings })
}
