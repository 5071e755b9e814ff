//! What the engine is told of each photograph, and the same after reduction to what pairs are compared by.

use std::collections::BTreeMap;

use amana_model::{Embedding, Reading};

use super::moment;
use super::numbers::Numbers;
use super::place::Place;

/// Places looked at in one photograph; the copies of one file in a hundred folders tell nothing more.
const PLACES: usize = 8;

/// Faces looked at in one photograph, the best first.
const FACES: usize = 4;

/// Faces of less quality are not compared: their directions say little of the person.
const LEAST_QUALITY: f32 = 0.2;

/// One face that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenFace {
    /// Its description.
    pub embedding: Embedding,
    /// How well it can be compared, 0 to 1.
    pub quality: f32,
}

/// What is known of one photograph (one digest; its bytes may lie in many places).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Photograph {
    /// The caller's number for it: the log index of its first occurrence, so that what comes later is larger.
    pub id: u32,
    /// Where it was found.
    pub places: Vec<Place>,
    /// Make and model of the camera.
    pub camera: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// When the camera's clock says it was taken, in the model's form: `2012-03-15T10:22:33.250`.
    pub taken_at: Option<String>,
    /// The day that its folder tells, `2012-03-15`; `None` where a path tells none or two tell different ones.
    pub day: Option<String>,
    /// The group of copies it is in, by any number that the group shares (`copies::group`).
    pub copies: Option<u32>,
    /// Its faces.
    pub faces: Vec<SeenFace>,
    /// What was read on its markings.
    pub readings: Vec<Reading>,
}

/// A photograph reduced: texts become numbers that are equal where the texts are.
#[derive(Debug, Clone)]
pub(super) struct Reduced {
    pub(super) id: u32,
    pub(super) places: Vec<Place>,
    /// Which of all folders, at the same places as `places`.
    pub(super) folders: Vec<u32>,
    /// Which camera; `None` where EXIF names none.
    pub(super) camera: Option<u32>,
    /// What its clock said.
    pub(super) seconds: Option<i64>,
    /// Which day its folder tells.
    pub(super) day: Option<u32>,
    pub(super) copies: Option<u32>,
    pub(super) faces: Vec<Embedding>,
    pub(super) numbers: Numbers,
}

/// A place in the order of taking: clock, counter, id.
pub(super) type Taken = (Option<i64>, Option<u32>, u32);

impl Reduced {
    /// Its place in the order by which windows are laid; what has no clock goes by its counter.
    pub(super) fn taken(&self) -> Taken {
        let named = self.places.iter().find_map(|place| place.named_time);
        (self.seconds.or(named), self.places.iter().find_map(|place| place.counter), self.id)
    }
}

/// Reduces all, in the order of their ids whatever the order of the input; of one id told twice the first counts.
pub(super) fn reduce(photographs: &[Photograph]) -> Vec<Reduced> {
    let mut sorted: Vec<&Photograph> = photographs.iter().collect();
    sorted.sort_by_key(|photograph| photograph.id);
    sorted.dedup_by_key(|photograph| photograph.id);
    let mut known = Known::default();
    sorted.into_iter().map(|photograph| one(photograph, &mut known)).collect()
}

/// The texts met so far, each with its number.
#[derive(Default)]
struct Known<'a> {
    folders: BTreeMap<Vec<u8>, u32>,
    cameras: BTreeMap<(&'a str, &'a str), u32>,
    days: BTreeMap<&'a str, u32>,
}

fn one<'a>(photograph: &'a Photograph, known: &mut Known<'a>) -> Reduced {
    let Known { folders, cameras, days } = known;
    let mut places = photograph.places.clone();
    places.sort();
    places.dedup();
    places.truncate(PLACES);
    let text = |text: &'a Option<String>| text.as_deref().unwrap_or("").trim();
    let key = (text(&photograph.camera), text(&photograph.serial));
    let next = cameras.len() as u32;
    let camera = (key != ("", "")).then(|| *cameras.entry(key).or_insert(next));
    let in_folder = |place: &Place| {
        let next = folders.len() as u32;
        *folders.entry(place.folder.clone()).or_insert(next)
    };
    let folders = places.iter().map(in_folder).collect();
    let next = days.len() as u32;
    let day = photograph.day.as_deref().map(|day| *days.entry(day).or_insert(next));
    Reduced {
        id: photograph.id,
        day,
        folders,
        places,
        camera,
        seconds: photograph.taken_at.as_deref().and_then(moment::of_text),
        copies: photograph.copies,
        faces: faces(&photograph.faces),
        numbers: Numbers::of(&photograph.readings),
    }
}

fn faces(seen: &[SeenFace]) -> Vec<Embedding> {
    let mut good: Vec<&SeenFace> = seen.iter().filter(|face| face.quality >= LEAST_QUALITY).collect();
    good.sort_by(|a, b| b.quality.total_cmp(&a.quality).then_with(|| a.embedding.0.cmp(&b.embedding.0)));
    good.into_iter().take(FACES).map(|face| face.embedding.clone()).collect()
}
