//! What machines would have seen of a leak, simulated from its truth with errors chosen on the pessimistic side.
//!
//! Every chance is drawn from the seed and the file, so neither the order of files nor other files change it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_linkage::people::{Photograph, Place, SeenFace};
use amana_model::{Embedding, Field, OccurrencePath, PathBytes, Reading};
use amana_testkit::leak::Truth;
use amana_testkit::leak::truth::{Category, Damage, File, Kind, Person, Relation, Shown as Truly, View};

/// Under which circumstances a leak is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// Faces were looked for.
    pub(crate) faces: bool,
    /// Markings were read.
    pub(crate) readings: bool,
    /// EXIF was kept.
    pub(crate) exif: bool,
    /// The photographer pauses within one person's series and goes quickly from one person to the next.
    pub(crate) hurried: bool,
    /// The reader finds half of the numbers and is wrong in 5 %, every other time surely; faces are nearer to one another.
    pub(crate) poor: bool,
    /// All files lie in one folder, renamed where names collide.
    pub(crate) flat: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { faces: true, readings: true, exif: true, hurried: false, poor: false, flat: false }
    }
}

/// What a photograph truly shows.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "each program that shares this file reads its part")]
pub(crate) struct Shown {
    pub(crate) person: Option<u32>,
    pub(crate) category: Category,
    /// Branch, detainee, examination.
    pub(crate) numbers: [Option<String>; 3],
    /// Markings that were found.
    pub(crate) markings: usize,
}

/// Photographs, ids being places, and what they show.
pub(crate) struct Leak {
    pub(crate) photographs: Vec<Photograph>,
    pub(crate) shown: Vec<Shown>,
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn of(seed: u64, words: &[&str]) -> Self {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xcbf2_9ce4_8422_2325;
        for byte in words.iter().flat_map(|word| word.bytes().chain([0])) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(state)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    fn happens(&mut self, share: f32) -> bool {
        self.unit() < share
    }

    fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * self.unit()
    }

    fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.unit()).sum::<f32>() - 6.0
    }

    fn direction(&mut self) -> [f32; 128] {
        let raw: [f32; 128] = std::array::from_fn(|_| self.normal());
        let length = raw.iter().map(|value| value * value).sum::<f32>().sqrt();
        raw.map(|value| value / length)
    }
}

/// Simulates what was seen.
pub(crate) fn simulate(truth: &Truth, habits: Habits, seed: u64) -> Leak {
    let seed = seed ^ (truth.header.seed << 8);
    let people: HashMap<&str, (u32, &Person)> = truth
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.id.as_str(), (at as u32, person)))
        .collect();
    let shifts = if habits.hurried { hurried(truth, seed) } else { HashMap::new() };
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut leak = Leak { photographs: Vec::new(), shown: Vec::new() };
    let mut names = BTreeSet::new();
    for (file, shown, digest) in truth.files.iter().filter_map(taken_in) {
        let place = place(file, habits, &mut names);
        if let Some(at) = ids.get(digest) {
            leak.photographs[*at].places.push(place);
            continue;
        }
        ids.insert(digest, leak.photographs.len());
        let person = shown.person.as_deref().and_then(|id| people.get(id));
        let numbers = person.map(|(_, person)| person.numbers.clone()).unwrap_or_default();
        let seen = Seeing {
            seed,
            digest,
            poor: habits.poor,
            file,
            shown,
            person: person.map(|(_, person)| *person),
        };
        let (readings, markings) = if habits.readings { seen.readings() } else { (Vec::new(), 0) };
        leak.shown.push(Shown {
            markings,
            person: person.map(|(at, _)| *at),
            category: shown.category,
            numbers: [numbers.branch, numbers.detainee, numbers.examination],
        });
        let exif = habits.exif && shown.exif_time.is_some();
        let shift = shifts.get(shown.picture.as_str()).copied().unwrap_or(0);
        leak.photographs.push(Photograph {
            id: leak.photographs.len() as u32,
            places: vec![place],
            camera: exif.then(|| shown.camera.clone()),
            // The phone writes no serial number.
            serial: exif.then(|| shown.serial.clone()).filter(|_| !shown.camera.contains("Mobile")),
            taken_at: shown.exif_time.as_deref().filter(|_| exif).map(|time| shifted(time, shift)),
            day: file.folder_date.clone().filter(|day| day.len() == 10 && !habits.flat),
            copies: None,
            faces: if habits.faces { seen.faces() } else { Vec::new() },
            readings,
        });
    }
    copies(truth, seed, &ids, &mut leak);
    leak
}

/// Pictures that an intake can read at all: whole or damaged, not in an encrypted or cut off container.
fn taken_in(file: &File) -> Option<(&File, &Truly, &str)> {
    let readable = matches!(file.kind, Kind::Photograph | Kind::Damaged | Kind::Misnamed)
        && !file.note.starts_with("encrypted")
        && !file.note.starts_with("in a zip cut off");
    let shown = file.shown.as_ref().filter(|_| readable)?;
    Some((file, shown, file.sha256.as_deref()?))
}

fn place(file: &File, habits: Habits, names: &mut BTreeSet<String>) -> Place {
    if !habits.flat {
        return Place::of(&OccurrencePath { within: Vec::new(), path: PathBytes(file.path_bytes()) });
    }
    let name = file.path.rsplit('/').next().unwrap_or("");
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "JPG"));
    let numbered = (2..).map(|again| format!("{stem} ({again}).{ending}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !names.contains(name));
    let name = free.unwrap_or_default();
    names.insert(name.clone());
    Place::of(&OccurrencePath { within: Vec::new(), path: PathBytes(name.into_bytes()) })
}

/// Groups of copies as measured: nearly all whole copies are found, two in three damaged ones; one in a thousand wrongly.
fn copies(truth: &Truth, seed: u64, ids: &HashMap<&str, usize>, leak: &mut Leak) {
    let mut groups: BTreeMap<&str, u32> = BTreeMap::new();
    let mut last = None;
    for (file, shown, digest) in truth.files.iter().filter_map(taken_in) {
        let next = groups.len() as u32;
        let group = *groups.entry(&shown.picture).or_insert(next);
        let mut chance = Chance::of(seed, &["copy", digest]);
        let found = match file.copy.as_ref().map(|copy| copy.relation) {
            Some(Relation::Damaged) => 0.65,
            Some(_) => 0.98,
            None if file.damage.is_some() => 0.5,
            None => 1.0,
        };
        let one = &mut leak.photographs[ids[digest]];
        if chance.happens(0.001) && last.is_some() {
            one.copies = last;
        } else if one.copies.is_none() && chance.happens(found) {
            one.copies = Some(group);
        }
        last = Some(group);
    }
}

/// Seconds by which each picture is taken later, if the photographer is hurried: one pause in twelve within a series, as
/// long as half the ways between people are then (12 to 200 s).
fn hurried(truth: &Truth, seed: u64) -> HashMap<&str, i64> {
    let mut rows: BTreeMap<&str, BTreeMap<(i64, &str), Option<&str>>> = BTreeMap::new();
    for (_, shown, _) in truth.files.iter().filter_map(taken_in) {
        let row = rows.entry(shown.camera.as_str()).or_default();
        row.insert((seconds(&shown.taken_at), &shown.picture), shown.person.as_deref());
    }
    let mut shifts = HashMap::new();
    for row in rows.values() {
        let (mut before, mut shift) = (None, 0);
        for ((now, picture), person) in row {
            if let Some((then, whom)) = before {
                let gap: i64 = now - then;
                let mut chance = Chance::of(seed, &["hurry", picture]);
                // Pictures of one place, too, are one series.
                let same = whom == *person && (person.is_some() || gap <= 40);
                if gap > 3_600 {
                    shift = 0;
                } else if !same {
                    shift += 12.0f32.powf(chance.between(1.0, 2.13)) as i64 - gap;
                } else if chance.happens(1.0 / 12.0) {
                    shift += chance.between(45.0, 240.0) as i64 - gap;
                }
            }
            shifts.insert(*picture, shift);
            before = Some((*now, *person));
        }
    }
    shifts
}

/// Seconds of a time as EXIF or the truth writes it, counted from a day that does not matter.
fn seconds(text: &str) -> i64 {
    let parts: Vec<i64> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [year, month, day, hour, minute, second] = parts[..] else { return 0 };
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    ((days * 24 + hour) * 60 + minute) * 60 + second
}

/// An EXIF time in the model's form, so many seconds later.
fn shifted(exif: &str, shift: i64) -> String {
    let all = seconds(exif) + shift;
    let (days, clock) = (all.div_euclid(86_400) - 1, all.rem_euclid(86_400));
    // From 1 March of the year 0 again.
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!(
        "{:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}",
        year + era * 400 + next,
        clock / 3_600,
        clock / 60 % 60,
        clock % 60
    )
}

/// One photograph before the machines.
struct Seeing<'a> {
    seed: u64,
    digest: &'a str,
    poor: bool,
    file: &'a File,
    shown: &'a Truly,
    person: Option<&'a Person>,
}

impl Seeing<'_> {
    /// Of damaged files only the lightly damaged show anything.
    fn visible(&self, chance: &mut Chance) -> bool {
        match self.file.damage {
            None => true,
            Some(Damage::HeaderOnly) => false,
            Some(_) => chance.happens(0.5),
        }
    }

    /// A face is found in 85 % of face views and 40 % of whole views; a guard's in half of those that show it; and in 1 %
    /// of all photographs there is a face that is none. One of three guards stands around all day.
    fn faces(&self) -> Vec<SeenFace> {
        let mut chance = Chance::of(self.seed, &["face", self.digest]);
        let mut faces = Vec::new();
        if !self.visible(&mut chance) {
            return faces;
        }
        let found = match self.shown.view {
            Some(View::Face) => 0.85,
            Some(View::Whole) => 0.40,
            Some(View::Part) if !self.shown.faces.is_empty() => 0.3,
            _ => 0.0,
        };
        if let Some(person) = self.person.filter(|_| chance.happens(found)) {
            faces.push(self.face(&person.id, &mut chance));
        }
        if self.shown.bystanders.iter().any(|other| other.face.is_some()) && chance.happens(0.5) {
            let guard = format!("{}{}", &self.shown.taken_at[..10], chance.bits() % 3);
            faces.push(self.face(&guard, &mut chance));
        }
        if chance.happens(0.01) {
            faces.push(self.face(self.digest, &mut chance));
        }
        faces
    }

    /// Two embeddings of one person have cosines of about 0.55 ± 0.12, of two people 0.1 ± 0.1.
    fn face(&self, who: &str, chance: &mut Chance) -> SeenFace {
        let (own, noise) = (Chance::of(self.seed, &["who", who]).direction(), chance.direction());
        let all = Chance::of(1, &["everybody"]).direction();
        let kept = (0.5 + 0.14 * chance.normal()).clamp(0.1, 0.95);
        let near: f32 = if self.poor { 0.2 } else { 0.1 };
        let mixed: [f32; 128] = std::array::from_fn(|at| {
            let apart = kept.sqrt() * own[at] + (1.0 - kept).sqrt() * noise[at];
            near.sqrt() * all[at] + (1.0 - near).sqrt() * apart
        });
        let quality = if chance.happens(0.1) { chance.between(0.0, 0.25) } else { chance.between(0.25, 1.0) };
        let embedding = Embedding::of(&mixed).unwrap_or(Embedding(Box::new([1; 128])));
        SeenFace { embedding, quality }
    }

    /// A card is read in 90 % of card views, a third of others that show it whole; each number then in 90 %, wrong in 1 %;
    /// one in eight loses its field, one in two where the card does not have all three. A name is a line without a
    /// number, seen as one in 80 %. Two in three sheets of paper give six such lines.
    fn readings(&self) -> (Vec<Reading>, usize) {
        let mut chance = Chance::of(self.seed, &["card", self.digest]);
        if self.visible(&mut chance) && self.shown.category == Category::Document && chance.happens(0.67) {
            return ((0..6).map(|_| text()).collect(), 1);
        }
        let person = self.person.filter(|_| self.visible(&mut chance));
        let Some((person, marking)) = person.and_then(|person| Some((person, person.marking.as_ref()?)))
        else {
            return (Vec::new(), 0);
        };
        let found = match self.shown.view {
            Some(View::Card) => 0.9,
            _ if self.shown.card.as_ref().is_some_and(|card| card.whole) => 0.33,
            _ => 0.0,
        };
        if !chance.happens(found) {
            return (Vec::new(), 0);
        }
        let numbers = &person.numbers;
        let number = marking.lines.last().filter(|_| person.name.is_some()).map(|line| western(line));
        let fields = [
            (Field::Branch, numbers.branch.clone()),
            (Field::Detainee, numbers.detainee.clone()),
            (Field::Examination, numbers.examination.clone()),
            (Field::Unknown, number),
        ];
        let three = fields[..3].iter().all(|(_, number)| number.is_some());
        let lost = if three { 0.12 } else { 0.5 };
        let present = fields.into_iter().filter_map(|(field, number)| Some((field, number?)));
        let read = present.filter_map(|(field, number)| {
            let field = if chance.happens(lost) { Field::Unknown } else { field };
            chance
                .happens(if self.poor { 0.45 } else { 0.9 })
                .then(|| reading(field, &number, self.poor, &mut chance))
        });
        let mut read: Vec<Reading> = read.collect();
        if person.name.is_some() && chance.happens(0.8) {
            read.push(text());
        }
        (read, 1)
    }
}

/// A line that is not a number.
fn text() -> Reading {
    Reading {
        line: 0,
        field: Field::Unknown,
        engine: "simulated 1".into(),
        raw: String::new(),
        number: None,
        script: None,
        probability: 0.8,
    }
}

fn reading(field: Field, number: &str, poor: bool, chance: &mut Chance) -> Reading {
    let wrong = chance.happens(if poor { 0.05 } else { 0.01 });
    let number = if wrong { misread(number, chance) } else { number.to_owned() };
    let low = if !wrong {
        0.25
    } else if poor {
        0.5
    } else {
        0.8
    };
    let probability = if chance.happens(low) { chance.between(0.4, 0.9) } else { chance.between(0.9, 0.995) };
    Reading {
        line: 0,
        field,
        engine: "simulated 1".into(),
        raw: number.clone(),
        number: Some(number),
        script: None,
        probability,
    }
}

/// Another digit in one place.
fn misread(number: &str, chance: &mut Chance) -> String {
    let at = chance.bits() as usize % number.chars().count().max(1);
    let other = char::from(b'0' + (chance.bits() % 10) as u8);
    number.chars().enumerate().map(|(place, digit)| if place == at { other } else { digit }).collect()
}

fn western(line: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        other => other,
    };
    line.chars().map(digit).filter(char::is_ascii_digit).collect()
}
