//! Measures groups against the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use amana_linkage::people::{BCubed, Candidates, Photograph, READABLE, group};
use amana_model::Field;
use amana_testkit::leak::Truth;

use crate::categories;
use crate::simulate::{Habits, Leak, Shown, simulate};

/// Seeds of the noise: the weights were fitted with 1.
const NOISE: u64 = 2;

pub(crate) fn print(name: &str, truth: &Truth) -> Result<(), Box<dyn std::error::Error>> {
    println!("{name}: seed {}, {} photographs", truth.header.seed, truth.header.photographs);
    let usual = Habits::default();
    for (what, habits) in [
        ("everything", usual),
        ("no faces", Habits { faces: false, ..usual }),
        ("no readings", Habits { readings: false, ..usual }),
        ("neither", Habits { faces: false, readings: false, ..usual }),
        ("poor machines", Habits { poor: true, ..usual }),
        ("hurried", Habits { hurried: true, ..usual }),
        ("hurried, neither", Habits { hurried: true, faces: false, readings: false, ..usual }),
        ("flattened", Habits { flat: true, ..usual }),
        ("flattened, hurried", Habits { flat: true, hurried: true, ..usual }),
        ("no EXIF at all", Habits { exif: false, ..usual }),
    ] {
        let leak = simulate(truth, habits, NOISE);
        let start = Instant::now();
        let candidates = group(&leak.photographs);
        let seconds = start.elapsed().as_secs_f64();
        println!("  {what:<20} {} {seconds:.2} s", Figures::of(&leak, &candidates));
        if matches!(what, "everything" | "hurried") {
            calibration(&leak, &candidates);
        }
        if what == "everything" {
            categories::confusion(&leak, &candidates);
        }
    }
    Ok(())
}

struct Figures {
    bcubed: Option<BCubed>,
    groups: usize,
    /// Groups with two readable different numbers in one field: must be none.
    mixed: usize,
    /// Groups of two people whose true numbers differ in a field that both have.
    mixed_in_truth: usize,
    /// Photographs of nobody in a group with photographs of somebody.
    pulled_in: usize,
    /// Groups of photographs of nobody alone in which a face or number was seen, and those in which none was.
    nobody: (usize, usize),
    conflicts: usize,
}

impl Figures {
    fn of(leak: &Leak, candidates: &Candidates) -> Self {
        let mut of: BTreeMap<u32, i64> =
            leak.photographs.iter().map(|one| (one.id, -1 - i64::from(one.id))).collect();
        let mut figures = Self {
            bcubed: None,
            groups: candidates.groups.len(),
            mixed: 0,
            mixed_in_truth: 0,
            pulled_in: 0,
            nobody: (0, 0),
            conflicts: candidates.conflicts.len(),
        };
        for group in &candidates.groups {
            let ids: Vec<u32> = group.members.iter().map(|member| member.id).collect();
            ids.iter().for_each(|id| *of.entry(*id).or_default() = i64::from(group.name));
            let shown: Vec<&Shown> = ids.iter().map(|id| &leak.shown[*id as usize]).collect();
            let nobody = shown.iter().filter(|shown| shown.person.is_none()).count();
            match (nobody == ids.len(), group.person_seen) {
                (true, true) => figures.nobody.0 += 1,
                (true, false) => figures.nobody.1 += 1,
                _ => figures.pulled_in += nobody,
            }
            figures.mixed += usize::from(mixed(ids.iter().map(|id| &leak.photographs[*id as usize])));
            figures.mixed_in_truth += usize::from(mixed_in_truth(&shown));
        }
        let told: Vec<(i64, Option<u32>)> =
            of.iter().map(|(id, group)| (*group, leak.shown[*id as usize].person)).collect();
        figures.bcubed = BCubed::of(&told);
        figures
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(bcubed) = self.bcubed else { return f.write_str("nobody") };
        write!(
            f,
            "P {:.4} R {:.4} F1 {:.4}; {} groups, mixed {} (in truth {}), pulled in {}, nobody {}+{}, conflicts {};",
            bcubed.precision,
            bcubed.recall,
            bcubed.f1(),
            self.groups,
            self.mixed,
            self.mixed_in_truth,
            self.pulled_in,
            self.nobody.0,
            self.nobody.1,
            self.conflicts
        )
    }
}

fn mixed<'a>(photographs: impl Iterator<Item = &'a Photograph>) -> bool {
    let mut seen: BTreeMap<Field, BTreeSet<&str>> = BTreeMap::new();
    let readings = photographs.flat_map(|photograph| &photograph.readings);
    for reading in readings.filter(|reading| reading.probability >= READABLE) {
        if let Some(number) = reading.number.as_deref().filter(|_| reading.field != Field::Unknown) {
            seen.entry(reading.field).or_default().insert(number);
        }
    }
    seen.values().any(|numbers| numbers.len() > 1)
}

fn mixed_in_truth(shown: &[&Shown]) -> bool {
    (0..3).any(|field| {
        let numbers: BTreeSet<&str> =
            shown.iter().filter_map(|shown| shown.numbers[field].as_deref()).collect();
        numbers.len() > 1
    })
}

/// How often a photograph shows the person of most of its group, by the probability told.
fn calibration(leak: &Leak, candidates: &Candidates) {
    let mut bins = [(0u32, 0u32, 0.0f64); 5];
    for group in &candidates.groups {
        let mut count: BTreeMap<Option<u32>, u32> = BTreeMap::new();
        let person = |id: u32| leak.shown[id as usize].person;
        group.members.iter().for_each(|member| *count.entry(person(member.id)).or_default() += 1);
        let most = count.iter().max_by_key(|(_, count)| **count).and_then(|(person, _)| *person);
        if most.is_none() {
            continue;
        }
        for member in &group.members {
            let bin = [0.6, 0.8, 0.9, 0.98].partition_point(|end| *end <= member.probability);
            bins[bin].0 += 1;
            bins[bin].1 += u32::from(person(member.id) == most);
            bins[bin].2 += f64::from(member.probability);
        }
    }
    for (count, right, told) in bins.iter().filter(|bin| bin.0 > 0) {
        let count = f64::from(*count);
        println!("    told {:.3}: right {:.3} of {count}", told / count, f64::from(*right) / count);
    }
}
