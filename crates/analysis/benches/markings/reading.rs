//! How often numbers are read right, by script and writing.

use std::collections::BTreeMap;

use amana_analysis::markings::{Found, overlap};

use crate::leak::Card;

#[derive(Default)]
struct Count {
    numbers: usize,
    right: usize,
    sure: usize,
    sure_wrong: usize,
}

/// What was counted so far.
#[derive(Default)]
pub(crate) struct Tally {
    by: BTreeMap<String, Count>,
    without: [usize; 3],
    astray: [usize; 2],
}

impl Tally {
    /// Compares the numbers read on a card with those written on it, as they follow each other.
    pub(crate) fn card(&mut self, card: &Card, found: &[Found], path: &std::path::Path) {
        let written: Vec<String> = card.lines.iter().flat_map(|line| line.split('/')).map(western).collect();
        let digits = |text: &&String| *text == "ج" || text.chars().all(|sign| sign.is_ascii_digit());
        let written: Vec<&String> = written.iter().filter(digits).collect();
        // Skin has no edge: the box around the writing is compared with a box that the writing need not fill.
        let least = if card.surface == "skin" { 0.4 } else { 0.6 };
        let fits = |one: &&Found| overlap(&one.marking.corners, &card.corners) >= least;
        let reads = |one: &&Found| one.marking.readings.iter().any(|reading| reading.number.is_some());
        let one = found.iter().filter(fits).find(reads).or_else(|| found.iter().find(fits));
        let readings = one.map(|one| &one.marking.readings[..]).unwrap_or_default();
        let read: Vec<(&String, f32)> =
            readings.iter().filter_map(|r| Some((r.number.as_ref()?, r.probability))).collect();
        let count = self
            .by
            .entry(format!(
                "{} {}{}",
                card.script,
                card.writing,
                if card.surface == "skin" { " on skin" } else { "" }
            ))
            .or_default();
        count.numbers += written.len();
        let mut left = written.clone();
        for (number, probability) in &read {
            let place = left.iter().position(|other| other == number);
            count.right += usize::from(place.is_some());
            place.map(|place| left.remove(place));
            count.sure += usize::from(*probability >= 0.99);
            count.sure_wrong += usize::from(*probability >= 0.99 && place.is_none());
        }
        if std::env::var_os("ALL").is_some() || !left.is_empty() {
            let raw: Vec<&str> = readings.iter().map(|r| r.raw.as_str()).collect();
            println!("{}: written {written:?}, read {read:.2?}, raw {raw:?}", path.display());
        }
    }

    /// Counts what was read beside the card, whole or not, that is none of its numbers.
    pub(crate) fn astray(&mut self, card: &Card, found: &[Found], path: &std::path::Path) {
        let written: Vec<String> = card.lines.iter().flat_map(|line| line.split('/')).map(western).collect();
        for one in found.iter().filter(|one| overlap(&one.marking.corners, &card.corners) < 0.05) {
            for reading in &one.marking.readings {
                if let Some(number) = reading.number.as_ref().filter(|number| !written.contains(number)) {
                    if reading.probability >= 0.5 {
                        println!(
                            "{}: astray {:?} {number} {:.2}",
                            path.display(),
                            one.marking.found_by,
                            reading.probability
                        );
                    }
                    self.astray[0] += usize::from(reading.probability >= 0.5);
                    self.astray[1] += usize::from(reading.probability >= 0.99);
                }
            }
        }
    }

    /// Counts what was read where there is no card.
    pub(crate) fn without(&mut self, found: &[Found]) {
        let readings = || found.iter().flat_map(|one| &one.marking.readings).filter(|r| r.number.is_some());
        self.without[0] += 1;
        self.without[1] += usize::from(readings().any(|r| r.probability >= 0.5));
        self.without[2] += usize::from(readings().any(|r| r.probability >= 0.99));
    }

    /// Prints the figures.
    pub(crate) fn print(&self) {
        for (what, count) in &self.by {
            println!(
                "{what}: {} numbers on whole cards, {} read exactly; {} readings of 0.99 or more, {} of them wrong",
                count.numbers, count.right, count.sure, count.sure_wrong
            );
        }
        let [pictures, half, sure] = self.without;
        println!(
            "{pictures} pictures without a card: {half} with a reading of 0.5 or more, {sure} of 0.99 or more"
        );
        let [half, sure] = self.astray;
        println!("beside a card, {half} readings of 0.5 or more that are not on it, {sure} of 0.99 or more");
    }
}

fn western(text: &str) -> String {
    let digit = |sign: char| match u32::from(sign).checked_sub(0x660) {
        Some(value @ 0..=9) => char::from_digit(value, 10).unwrap_or(sign),
        _ => sign,
    };
    text.chars().map(digit).collect()
}
