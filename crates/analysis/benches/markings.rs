//! What finding and reading markings costs, and how often it is right, in a synthetic leak.
//!
//! `cargo bench -p amana-analysis --bench markings -- LEAK TRUTH [DIGITS.onnx DIGITS.json [CROPS]]`. Every whole photograph that is no copy is looked at
//! once; with the recogniser's weights the numbers are compared too, and the crops written to a folder if one is named; times are of one thread. Nothing here fails on a slow machine.

#[path = "markings/leak.rs"]
mod leak;
#[path = "markings/reading.rs"]
mod reading;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use amana_analysis::markings::{Found, Grammar, Reader, find, overlap, patches_only, writings_only};
use amana_analysis::{Limits, Picture};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [folder, truth, model @ ..] = &arguments[..] else { return println!("markings: LEAK TRUTH") };
    let reader = reader(model);
    let mut tally = reading::Tally::default();
    let mut reading = Duration::ZERO;
    let photographs = leak::photographs(Path::new(folder), Path::new(truth));
    let mut found: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let (mut time, mut writing) = (Duration::ZERO, Duration::ZERO);
    let (mut count, mut alarms, mut without) = (0_u32, 0, 0);
    for photograph in &photographs {
        let Ok(bytes) = std::fs::read(&photograph.path) else { continue };
        let Ok(picture) = Picture::open(&bytes, &Limits::default(), &|| false) else { continue };
        let begin = Instant::now();
        let patches = patches_only(&picture);
        time += begin.elapsed();
        count += 1;
        let begin = Instant::now();
        let _ = writings_only(&picture);
        writing += begin.elapsed();
        let begin = Instant::now();
        let read = find(&picture, &reader, &|| false);
        reading += begin.elapsed();
        if let Some(crops) = model.get(2) {
            write(Path::new(crops), count, &read);
        }
        let Some(card) = &photograph.card else {
            without += 1;
            if !photograph.document {
                tally.without(&read);
            }
            let high = patches.iter().filter(|(_, score)| *score >= 0.5).count();
            alarms += usize::from(high > 0 && !photograph.document);
            continue;
        };
        tally.astray(card, &read, &photograph.path);
        if !card.whole {
            continue;
        }
        tally.card(card, &read, &photograph.path);
        let fit = |corners| overlap(corners, &card.corners);
        let place = patches.iter().position(|(corners, _)| fit(corners) >= 0.6);
        let counts = found.entry(format!("{:5} {}", photograph.view, card.surface)).or_default();
        counts[0] += 1;
        counts[1] += usize::from(place.is_some());
        counts[2] += usize::from(place == Some(0));
        if place.is_none() || std::env::var_os("ALL").is_some() {
            let best = patches.iter().map(|(corners, _)| fit(corners)).fold(0.0, f32::max);
            let score = place.map_or(0.0, |place| patches[place].1);
            println!("{} {} best {best:.2} score {score:.2}", photograph.path.display(), photograph.view);
        }
    }
    for (what, [cards, found, first]) in &found {
        println!("{what}: {cards} whole, {found} found, {first} as the surest");
    }
    tally.print();
    let each = |time: Duration| time.as_secs_f64() * 1e3 / f64::from(count.max(1));
    println!(
        "{count} pictures; finding patches {:.1} ms each, writing {:.1} ms, all of it {:.1} ms; {alarms} of {without} without a card have a patch of score 0.5 or more",
        each(time),
        each(writing),
        each(reading)
    );
}

/// The reader with the weights named, or one that reads nothing.
fn reader(model: &[String]) -> Reader {
    let [weights, sheet, ..] = model else { return Reader::blind(Grammar::standard()) };
    let (weights, sheet) = (std::fs::read(weights), std::fs::read_to_string(sheet));
    let loaded = Reader::load(&weights.unwrap_or_default(), &sheet.unwrap_or_default(), Grammar::standard());
    loaded.unwrap_or_else(|error| {
        println!("{error}: nothing is read");
        Reader::blind(Grammar::standard())
    })
}

fn write(folder: &Path, count: u32, found: &[Found]) {
    for (i, one) in found.iter().enumerate() {
        let path = folder.join(format!("{count:04}-{i}.jpg"));
        if let Err(error) = std::fs::write(&path, &one.crop) {
            println!("{}: {error}", path.display());
        }
    }
}
