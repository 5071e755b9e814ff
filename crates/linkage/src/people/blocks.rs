//! Which pairs are looked at: neighbours in time or counter, equal numbers, copies, the nearest faces around.
//!
//! Each photograph proposes a bounded number of pairs, so that the cost grows as sorting does.

use std::collections::BTreeMap;

use amana_model::Field;

use super::photograph::{Reduced, Taken};
use super::place::WRAP;

/// Neighbours that each photograph is compared with in each row, on one side.
const NEIGHBOURS: usize = 4;
/// Seconds within which two photographs of one clock are neighbours.
const WITHIN: i64 = 1_800;
/// Steps of the counter within which two are neighbours.
const STEPS: i64 = 4;
/// Photographs with faces, after each in its row, whose faces are compared.
const FACES_AROUND: usize = 48;
/// Nearest of them that become pairs.
const NEAREST: usize = 3;
/// Faces less alike than this propose nothing.
const LEAST_COSINE: f32 = 0.3;
/// Readings less probable than this propose nothing.
const LEAST_PROBABILITY: f32 = 0.5;

/// A pair of places in the list, the smaller first.
pub(super) type Pair = (u32, u32);

/// All pairs worth a look, sorted, each once.
pub(super) fn pairs(all: &[Reduced]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(all.len() * 8);
    clocks(all, &mut pairs);
    counters(all, &mut pairs);
    copies(all, &mut pairs);
    numbers(all, &mut pairs);
    faces(all, &mut pairs);
    for pair in &mut pairs {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|(one, two)| one != two);
    pairs
}

/// Rows of places in the list, each row by a key of its own.
type Rows<K, V> = BTreeMap<K, Vec<(V, u32)>>;

fn sorted<K: Ord, V: Ord>(rows: Rows<K, V>) -> impl Iterator<Item = Vec<(V, u32)>> {
    rows.into_values().map(|mut row| {
        row.sort_unstable();
        row
    })
}

fn neighbours<V: Copy>(row: &[(V, u32)], near: impl Fn(V, V) -> bool, pairs: &mut Vec<Pair>) {
    for (at, (value, one)) in row.iter().enumerate() {
        let next = row[at + 1..].iter().take(NEIGHBOURS).take_while(|(other, _)| near(*value, *other));
        pairs.extend(next.map(|(_, two)| (*one, *two)));
    }
}

fn clocks(all: &[Reduced], pairs: &mut Vec<Pair>) {
    let mut cameras: Rows<(Option<u32>, Option<u32>), i64> = BTreeMap::new();
    let mut names: Rows<u32, i64> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        let folder = one.folders.first().copied().filter(|_| one.camera.is_none());
        if let Some(seconds) = one.seconds {
            cameras.entry((one.camera, folder)).or_default().push((seconds, at as u32));
        }
        for (place, folder) in one.places.iter().zip(&one.folders) {
            names.entry(*folder).or_default().extend(place.named_time.map(|seconds| (seconds, at as u32)));
        }
    }
    let near = |one: i64, two: i64| two - one <= WITHIN;
    sorted(cameras).for_each(|row| neighbours(&row, near, pairs));
    sorted(names).for_each(|row| neighbours(&row, near, pairs));
}

fn counters(all: &[Reduced], pairs: &mut Vec<Pair>) {
    let mut series: Rows<(u32, &[u8]), i64> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for (place, folder) in one.places.iter().zip(&one.folders) {
            let counter = place.counter.map(|counter| (i64::from(counter), at as u32));
            series.entry((*folder, place.pattern.as_slice())).or_default().extend(counter);
        }
    }
    for mut row in sorted(series) {
        // After 9,999 comes 1.
        let again: Vec<_> = row.iter().take_while(|(counter, _)| *counter <= STEPS).copied().collect();
        if row.last().is_some_and(|(counter, _)| (WRAP - STEPS..=WRAP).contains(counter)) {
            row.extend(again.into_iter().map(|(counter, at)| (counter + WRAP, at)));
        }
        neighbours(&row, |one, two| two - one <= STEPS, pairs);
    }
}

fn copies(all: &[Reduced], pairs: &mut Vec<Pair>) {
    let mut groups: Rows<u32, ()> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        if let Some(group) = one.copies {
            groups.entry(group).or_default().push(((), at as u32));
        }
    }
    sorted(groups).for_each(|row| neighbours(&row, |(), ()| true, pairs));
}

fn numbers(all: &[Reduced], pairs: &mut Vec<Pair>) {
    type Key<'a> = (bool, Field, &'a str);
    let mut rows: Rows<Key<'_>, (Option<u32>, Taken)> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for number in one.numbers.all() {
            // Branches are shared by thousands, and so are single digits of which nothing tells what they count.
            let rare = number.field != Field::Branch
                && (number.field != Field::Unknown || number.digits.len() > 1)
                && number.probability >= LEAST_PROBABILITY;
            if rare {
                let value = (one.camera, one.taken());
                rows.entry((false, number.field, &number.digits)).or_default().push((value, at as u32));
                if number.digits.len() > 1 {
                    // Once more whatever the field: a number that nothing places may be any of them.
                    rows.entry((true, Field::Unknown, &number.digits)).or_default().push((value, at as u32));
                }
            }
        }
    }
    sorted(rows).for_each(|row| neighbours(&row, |_, _| true, pairs));
}

fn faces(all: &[Reduced], pairs: &mut Vec<Pair>) {
    let mut rows: Rows<(bool, u32), Taken> = BTreeMap::new();
    for (at, one) in all.iter().enumerate().filter(|(_, one)| !one.faces.is_empty()) {
        let cameras = one.camera.filter(|_| one.seconds.is_some()).map(|camera| (true, camera));
        let folders = one.folders.iter().map(|folder| (false, *folder));
        for key in folders.chain(cameras) {
            rows.entry(key).or_default().push((one.taken(), at as u32));
        }
    }
    for row in sorted(rows) {
        for (at, (_, one)) in row.iter().enumerate() {
            let around = row[at + 1..].iter().take(FACES_AROUND);
            let mut found: Vec<(i32, u32)> = around
                .filter_map(|(_, two)| {
                    let cosine = super::evidence::likeness(&all[*one as usize], &all[*two as usize])?;
                    (cosine >= LEAST_COSINE).then_some(((cosine * 1e6) as i32, *two))
                })
                .collect();
            found.sort_unstable_by_key(|(cosine, two)| (-cosine, *two));
            pairs.extend(found.iter().take(NEAREST).map(|(_, two)| (*one, *two)));
        }
    }
}
