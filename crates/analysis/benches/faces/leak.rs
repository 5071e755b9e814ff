//! Faces found in a synthetic leak against its ground truth.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use amana_analysis::faces::{FaceModels, find};
use amana_analysis::{Limits, Picture};
use amana_model::{Embedding, Face};
use serde_json::Value;

/// An upright box: left, top, right, bottom.
type Area = [f32; 4];

#[derive(Default)]
struct Count {
    true_faces: usize,
    found: usize,
    pictures: usize,
    false_alarms: usize,
}

struct Described {
    person: String,
    picture: String,
    embedding: Embedding,
    quality: f32,
}

/// Looks at every original photograph of the leak that is whole.
pub(crate) fn measure(folder: &Path, truth: &Path, models: &FaceModels) {
    let Ok(lines) = std::fs::File::open(truth).map(|file| BufReader::new(file).lines()) else {
        return println!("{}: cannot be read", truth.display());
    };
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut described = Vec::new();
    let (mut time, mut pictures, mut missed) = (Duration::ZERO, 0_u32, Vec::new());
    for line in lines.map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<Value>(&line) else { continue };
        let Some((path, shown)) = original(&row) else { continue };
        let Ok(bytes) = std::fs::read(folder.join(path)) else { continue };
        let Ok(picture) = Picture::open(&bytes, &Limits::default(), &|| false) else { continue };
        let begin = Instant::now();
        let Ok(faces) = find(&picture, models) else { continue };
        time += begin.elapsed();
        pictures += 1;
        let view = shown["view"].as_str().unwrap_or("none").to_owned();
        let count = counts.entry(view.clone()).or_default();
        count.pictures += 1;
        let dead = areas(&shown["faces"], shown);
        let living: Vec<Area> = shown["bystanders"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|b| areas(&Value::Array(vec![b["face"].clone()]), shown))
            .collect();
        count.true_faces += dead.len();
        for area in &dead {
            let hit = faces.iter().find(|face| overlap(&upright(face), area) >= 0.4);
            count.found += usize::from(hit.is_some());
            if hit.is_none() {
                let near = faces.iter().map(|face| overlap(&upright(face), area)).fold(0.0, f32::max);
                missed.push(format!("{path} {view} {area:?} best overlap {near:.2}"));
            }
            if let (Some(face), Some(person)) = (hit, shown["person"].as_str())
                && let Some(embedding) = face.embedding.clone()
            {
                let picture = shown["picture"].to_string();
                described.push(Described {
                    person: person.into(),
                    picture,
                    embedding,
                    quality: face.quality,
                });
            }
        }
        let real = |face: &&Face| dead.iter().chain(&living).any(|area| overlap(&upright(face), area) >= 0.2);
        count.false_alarms += faces.iter().filter(|face| !real(face)).count();
    }
    for (view, count) in &counts {
        println!(
            "{view}: {} pictures, {} faces, {} found, {} false alarms",
            count.pictures, count.true_faces, count.found, count.false_alarms
        );
    }
    for miss in missed.iter().take(20) {
        println!("missed: {miss}");
    }
    println!("{pictures} pictures, {:.1} ms each", time.as_secs_f64() * 1e3 / f64::from(pictures.max(1)));
    rank(&described);
}

/// The path and what is shown, of a photograph that is neither a copy nor damaged.
fn original(row: &Value) -> Option<(&str, &Value)> {
    let whole = row.get("copy").is_none() && row.get("damage").is_none();
    let path = row.get("path")?.as_str().filter(|path| path.to_lowercase().ends_with(".jpg"))?;
    whole.then_some((path, row.get("shown")?))
}

/// The boxes of the truth, turned as the picture is shown.
fn areas(list: &Value, shown: &Value) -> Vec<Area> {
    let number = |value: &Value| value.as_f64().unwrap_or_default() as f32;
    let (w, h) = (number(&shown["size"][0]), number(&shown["size"][1]));
    let orientation = shown["orientation"].as_u64().unwrap_or(1);
    let turned = |[x0, y0, x1, y1]: Area| match orientation {
        2 => [w - x1, y0, w - x0, y1],
        3 => [w - x1, h - y1, w - x0, h - y0],
        4 => [x0, h - y1, x1, h - y0],
        5 => [y0, x0, y1, x1],
        6 => [h - y1, x0, h - y0, x1],
        7 => [h - y1, w - x1, h - y0, w - x0],
        8 => [y0, w - x1, y1, w - x0],
        _ => [x0, y0, x1, y1],
    };
    let area = |value: &Value| turned(std::array::from_fn(|i| number(&value[i])));
    list.as_array().into_iter().flatten().filter(|area| area.is_array()).map(area).collect()
}

/// The upright box around a face's own box.
fn upright(face: &Face) -> Area {
    let axis = |i: usize| face.corners.iter().map(move |corner| corner[i]);
    [
        axis(0).fold(f32::MAX, f32::min),
        axis(1).fold(f32::MAX, f32::min),
        axis(0).fold(f32::MIN, f32::max),
        axis(1).fold(f32::MIN, f32::max),
    ]
}

fn overlap(one: &Area, other: &Area) -> f32 {
    let side = |i: usize| (one[i + 2].min(other[i + 2]) - one[i].max(other[i])).max(0.0);
    let area = |a: &Area| (a[2] - a[0]) * (a[3] - a[1]);
    let both = side(0) * side(1);
    both / (area(one) + area(other) - both).max(1.0)
}

/// For each face whose person is in another picture: how many faces of others are nearer than the nearest of theirs.
fn rank(faces: &[Described]) {
    let (mut asked, mut first, mut twenty) = (0, 0, 0);
    for face in faces {
        let others = faces.iter().filter(|other| other.picture != face.picture);
        let mut list: Vec<(f32, bool)> = others
            .map(|other| (face.embedding.cosine(&other.embedding), other.person == face.person))
            .collect();
        if !list.iter().any(|(_, same)| *same) {
            continue;
        }
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        let place = list.iter().position(|(_, same)| *same).unwrap_or(usize::MAX);
        asked += 1;
        first += usize::from(place == 0);
        twenty += usize::from(place < 20);
    }
    let mean = faces.iter().map(|face| face.quality).sum::<f32>() / faces.len().max(1) as f32;
    println!(
        "{} faces described, mean quality {mean:.2}; of {asked} with another picture of the person, {first} have one first, {twenty} among the first 20",
        faces.len()
    );
}
