//! The plan of a leak: who, when, where, with which camera and under which name, before anything is drawn.
//!
//! The plan is made by one thread from one stream of chance; drawing then needs nothing but its own part of the plan.

use std::collections::HashSet;

use super::LeakOptions;
use super::calendar::{DAY, day_text, moment};
use super::camera::{Camera, cameras};
use super::chance::Chance;
use super::folder::{FolderName, name};
use super::names::odd_names;
use super::people::person;
use super::truth::{Category, Damage, Person, Relation, View};

/// One picture to be taken.
#[derive(Clone, Debug)]
pub(crate) struct Shot {
    pub(crate) picture: String,
    pub(crate) burst: String,
    pub(crate) path: String,
    pub(crate) view: Option<View>,
    /// Pictures of one view share this number; the first of them sets the framing.
    pub(crate) group: u32,
    pub(crate) taken: i64,
    pub(crate) clock: i64,
    pub(crate) clock_reset: bool,
    pub(crate) orientation: u8,
    pub(crate) has_exif: bool,
    pub(crate) damage: Option<Damage>,
    pub(crate) copies: Vec<CopyPlan>,
    pub(crate) odd: Option<Odd>,
}

/// What is odd about one picture file.
#[derive(Clone, Debug)]
pub(crate) struct Odd {
    pub(crate) path: Vec<u8>,
    pub(crate) note: &'static str,
    pub(crate) disguise: Option<Disguise>,
}

/// A picture file that is more than it says, or something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disguise {
    /// A PNG named .JPG.
    Png,
    /// A JPEG with a zip behind its end.
    ZipTail,
    /// A JPEG with a script in its EXIF.
    Script,
}

/// One copy to be made of a picture.
#[derive(Clone, Debug)]
pub(crate) struct CopyPlan {
    pub(crate) path: String,
    pub(crate) relation: Relation,
    pub(crate) damage: Option<Damage>,
}

/// Pictures drawn together: one person, one place or one sheet.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) number: u64,
    pub(crate) category: Category,
    pub(crate) person: Option<Person>,
    pub(crate) camera: Camera,
    pub(crate) folder: FolderName,
    pub(crate) shots: Vec<Shot>,
}

/// The whole plan.
pub(crate) struct Plan {
    pub(crate) units: Vec<Unit>,
    /// Units whose pictures go into containers only.
    pub(crate) packed: Vec<Unit>,
}

/// How many odd files of one kind a leak gets: some per mille, at least one.
pub(crate) fn share(photographs: u32, per_mille: f32) -> u32 {
    ((photographs as f32 * per_mille / 1000.0).round() as u32).max(1)
}

struct Planner<'a> {
    options: &'a LeakOptions,
    chance: Chance,
    cameras: Vec<Camera>,
    taken_paths: HashSet<String>,
    pictures: u64,
    examination: i64,
    units: Vec<Unit>,
}

/// Plans a leak.
pub(crate) fn plan(options: &LeakOptions) -> Plan {
    let mut chance = Chance::of(options.seed, "plan", 0);
    let cameras = cameras(&mut chance);
    let mut planner = Planner {
        options,
        cameras,
        taken_paths: HashSet::new(),
        pictures: 0,
        examination: chance.whole(20, 400),
        units: Vec::new(),
        chance,
    };
    let photographs = options.photographs as usize;
    let copies = (photographs * 12 / 100).max(COPIES.len()).min(photographs / 2);
    planner.days(photographs - copies);
    planner.damaged_originals();
    planner.copies(copies);
    planner.odd_pictures();
    let mut units = std::mem::take(&mut planner.units);
    let loose = units.len();
    planner.days(share(options.photographs, 12.0).max(24) as usize);
    let mut packed = std::mem::take(&mut planner.units);
    for (place, unit) in packed.iter_mut().enumerate() {
        unit.number = (loose + place) as u64;
    }
    for (place, unit) in units.iter_mut().enumerate() {
        unit.number = place as u64;
    }
    Plan { units, packed }
}

/// The ways of copying, in the order in which the first copies go through them.
const COPIES: [Relation; 9] = [
    Relation::Exact,
    Relation::Reencoded,
    Relation::Resized,
    Relation::Cropped,
    Relation::Watermarked,
    Relation::Published,
    Relation::Turned,
    Relation::Mirrored,
    Relation::ExifTurned,
];

/// The ways of breaking, likewise.
pub(crate) const DAMAGES: [Damage; 5] =
    [Damage::Truncated, Damage::BitFlipped, Damage::ZeroTail, Damage::HeaderOnly, Damage::ZeroBlock];

const FIRST_CATEGORIES: [Category; 5] =
    [Category::Detainee, Category::Soldier, Category::Scene, Category::Civilian, Category::Document];

impl Planner<'_> {
    /// Goes through the days until so many pictures are planned.
    fn days(&mut self, wanted: usize) {
        let first = moment(2011, 5, 9);
        let span = (moment(2013, 8, 20) - first) / DAY;
        let expected = (wanted as i64 / 30).max(12);
        let mut planned = 0;
        let mut number = 0usize;
        while planned < wanted {
            let day = first + DAY * ((number as i64 * span / expected) % span);
            let camera = self.chance.below(self.cameras.len() as u32) as usize;
            self.cameras[camera].new_day(day, &mut self.chance);
            let folder = self.folder(day, number);
            let people = if wanted < 1_000 { self.chance.whole(3, 5) } else { self.chance.whole(3, 12) };
            let mut now = day + 8 * 3600 + self.chance.whole(0, 3 * 3600);
            for _ in 0..people {
                if planned >= wanted {
                    break;
                }
                planned += self.unit(&folder, camera, &mut now, wanted - planned);
                now += self.chance.whole(60, 900);
            }
            number += 1;
        }
    }

    fn folder(&mut self, day: i64, number: usize) -> FolderName {
        let mut folder = name(day, number, &mut self.chance);
        let plain = folder.path.clone();
        let mut again = 2;
        while !self.taken_paths.insert(format!("{}/", folder.path)) {
            folder.path = format!("{plain} ({again})");
            again += 1;
        }
        folder
    }

    fn unit(&mut self, folder: &FolderName, camera: usize, now: &mut i64, left: usize) -> usize {
        let place = self.units.len();
        let category = match FIRST_CATEGORIES.get(place) {
            Some(category) => *category,
            None => {
                let all = [
                    Category::Detainee,
                    Category::Soldier,
                    Category::Civilian,
                    Category::Scene,
                    Category::Document,
                ];
                all[self.chance.weighted(&[5.2, 1.3, 1.6, 1.1, 0.8])]
            }
        };
        let is_person = !matches!(category, Category::Scene | Category::Document);
        let person = is_person.then(|| {
            self.examination += self.chance.whole(1, 3);
            let id = self.pictures;
            person(id, category, self.examination, *now, &mut self.chance)
        });
        let views =
            self.views(is_person, person.as_ref().is_some_and(|person| person.marking.is_some()), left);
        let mut shots: Vec<Shot> = Vec::with_capacity(views.len());
        for (group, view) in views {
            let again = shots.last().is_some_and(|last| last.group == group);
            *now += if again { self.chance.whole(1, 3) } else { self.chance.whole(5, 40) };
            let shot = self.shot(folder, camera, view, group, *now);
            let burst =
                if again { shots[shots.len() - 1].burst.clone() } else { shot.picture.replace('p', "b") };
            shots.push(Shot { burst, ..shot });
        }
        let count = shots.len();
        let camera = self.cameras[camera].clone();
        self.units.push(Unit { number: 0, category, person, camera, folder: folder.clone(), shots });
        count
    }

    /// The views of one person in order: usually whole, part, face and card once each; some repeated in a burst.
    fn views(&mut self, is_person: bool, has_card: bool, left: usize) -> Vec<(u32, Option<View>)> {
        let chance = &mut self.chance;
        let count = if is_person {
            match chance.weighted(&[3.0, 4.0, 3.0, 1.2, 0.4]) {
                0 => 3,
                1 => 4,
                2 => 5,
                3 => chance.whole(6, 9),
                _ => chance.whole(10, 20),
            }
        } else {
            chance.whole(1, 4)
        };
        let mut views = Vec::new();
        let mut group = 0;
        let order = [View::Whole, View::Face, if has_card { View::Card } else { View::Part }, View::Part];
        for place in 0..count as usize {
            let view = match order.get(place) {
                Some(view) => *view,
                None => order[chance.below(4) as usize],
            };
            views.push(is_person.then_some(view));
        }
        views.sort_by_key(|view| view.map_or(0, |view| view as u8));
        let mut last = None;
        let mut numbered = Vec::new();
        for view in views.into_iter().take(left) {
            // A second picture of the same view is mostly taken at once, of another framing only at times.
            if last.is_some_and(|last| last != view) || (last.is_some() && chance.happens(0.35)) {
                group += 1;
            }
            numbered.push((group, view));
            last = Some(view);
        }
        numbered
    }

    fn shot(&mut self, folder: &FolderName, camera: usize, view: Option<View>, group: u32, now: i64) -> Shot {
        self.pictures += 1;
        let camera = &mut self.cameras[camera];
        let (clock, clock_reset) = camera.reads(now);
        let mut path = format!("{}/{}", folder.path, camera.next_name(now));
        while !self.taken_paths.insert(path.clone()) {
            path = format!("{}/{}", folder.path, camera.next_name(now));
        }
        let chance = &mut self.chance;
        let picture = format!("p{:06}", self.pictures);
        Shot {
            burst: String::new(),
            picture,
            path,
            view,
            group,
            taken: now,
            clock,
            clock_reset,
            orientation: [1, 6, 8, 3][chance.weighted(&[8.0, 1.0, 0.8, 0.2])],
            has_exif: !chance.happens(0.03),
            damage: None,
            copies: Vec::new(),
            odd: None,
        }
    }

    /// Breaks some pictures of which no whole one is left: they come on top of the number asked for.
    fn damaged_originals(&mut self) {
        let each = share(self.options.photographs, 0.8);
        for count in 0..each * DAMAGES.len() as u32 {
            let unit = self.chance.below(self.units.len() as u32) as usize;
            let Some(last) = self.units[unit].shots.last().cloned() else { continue };
            self.pictures += 1;
            let picture = format!("p{:06}", self.pictures);
            let (folder, file) = last.path.rsplit_once('/').unwrap_or(("", &last.path));
            let stem = file.trim_end_matches(".JPG").trim_end_matches(".jpg");
            let path = format!("{folder}/{stem}_{}.JPG", self.pictures % 1000);
            if !self.taken_paths.insert(path.clone()) {
                continue;
            }
            let damage = Some(DAMAGES[count as usize % DAMAGES.len()]);
            let (taken, clock) = (last.taken + 2, last.clock + 2);
            self.units[unit].shots.push(Shot {
                picture,
                path,
                damage,
                taken,
                clock,
                copies: Vec::new(),
                ..last
            });
        }
    }

    /// Takes more pictures, under names and in formats that break tools; they too come on top.
    fn odd_pictures(&mut self) {
        let mut odd = Vec::new();
        for round in 0..share(self.options.photographs, 0.1) {
            let named = |(path, note)| Odd { path, note, disguise: None };
            odd.extend(odd_names(round).into_iter().map(named));
            for (count, disguise) in
                [Disguise::Png, Disguise::Png, Disguise::ZipTail, Disguise::Script].into_iter().enumerate()
            {
                let path = format!("أوراق/{round}/IMG_{:04}.JPG", 900 + count).into_bytes();
                let note = match disguise {
                    Disguise::Png => "image/png",
                    Disguise::ZipTail => "zip_behind_jpeg",
                    Disguise::Script => "script_in_exif",
                };
                odd.push(Odd { path, note, disguise: Some(disguise) });
            }
        }
        let before = self.units.len();
        self.days(odd.len());
        let shots = self.units[before..].iter_mut().flat_map(|unit| unit.shots.iter_mut());
        for (shot, odd) in shots.zip(odd) {
            shot.path = String::from_utf8_lossy(&odd.path).into_owned();
            shot.odd = Some(odd);
        }
    }

    fn copies(&mut self, wanted: usize) {
        let weights = [2.5, 1.5, 1.5, 1.5, 1.0, 2.5, 1.0, 0.7, 0.5];
        for count in 0..wanted {
            let relation =
                COPIES.get(count).copied().unwrap_or_else(|| COPIES[self.chance.weighted(&weights)]);
            self.copy(relation, None, count as u64);
        }
        let damaged = share(self.options.photographs, 0.6) as usize * DAMAGES.len();
        for count in 0..damaged {
            self.copy(Relation::Damaged, Some(DAMAGES[count % DAMAGES.len()]), (wanted + count) as u64);
        }
    }

    fn copy(&mut self, relation: Relation, damage: Option<Damage>, number: u64) {
        let unit = self.chance.below(self.units.len() as u32) as usize;
        let whole = self.units[unit].shots.iter().filter(|shot| shot.damage.is_none()).count() as u32;
        let shot = self.chance.below(whole) as usize;
        let source = &self.units[unit].shots[shot];
        let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let chance = &mut self.chance;
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "JPG"));
        let web = || {
            format!(
                "منشور/{}/{number:05}_{}.jpg",
                day_text(source.taken)[..4].to_owned(),
                stem.to_lowercase()
            )
        };
        let mut path = match relation {
            Relation::Published | Relation::Watermarked | Relation::Resized if chance.happens(0.8) => web(),
            Relation::Exact | Relation::Damaged if chance.happens(0.4) => format!("نسخ/{folder}/{file}"),
            _ if chance.happens(0.3) => format!("New Folder ({})/{file}", chance.whole(2, 40)),
            _ => format!("{folder}/{stem} - Copy.{ending}"),
        };
        while !self.taken_paths.insert(path.clone()) {
            path = format!("نسخ/{number}/{file}");
        }
        self.units[unit].shots[shot].copies.push(CopyPlan { path, relation, damage });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::leak::truth::{Script, Writing};

    fn planned(photographs: u32) -> Plan {
        plan(&LeakOptions { photographs, seed: 11, ..LeakOptions::default() })
    }

    #[test]
    fn people_have_cards_of_every_sort() {
        let plan = planned(2_000);
        let people: Vec<&Person> = plan.units.iter().filter_map(|unit| unit.person.as_ref()).collect();
        let markings = || people.iter().filter_map(|person| person.marking.as_ref());
        for script in [Script::Western, Script::ArabicIndic] {
            for writing in [Writing::Printed, Writing::Hand] {
                assert!(markings().any(|marking| marking.script == script && marking.writing == writing));
            }
        }
        let detainees = || people.iter().filter(|person| person.category == Category::Detainee);
        assert!(detainees().any(|person| person.numbers.branch.as_deref() == Some("ج")));
        assert!(detainees().any(|person| person.numbers.branch.is_none()));
        assert!(detainees().any(|person| person.numbers.detainee.is_none()));
        assert!(detainees().any(|person| person.marking.is_none()));
        let ids: BTreeSet<&str> = people.iter().map(|person| person.id.as_str()).collect();
        assert_eq!(ids.len(), people.len());
    }

    #[test]
    fn a_person_has_three_to_twenty_pictures_and_about_half_are_not_detainees() {
        let plan = planned(2_000);
        let whole = |unit: &Unit| {
            unit.shots.iter().filter(|shot| shot.damage.is_none() && shot.odd.is_none()).count()
        };
        let people = || plan.units.iter().filter(|unit| unit.person.is_some());
        let counts: Vec<usize> = people().map(whole).filter(|count| *count > 0).collect();
        let mean = counts.iter().sum::<usize>() as f32 / counts.len() as f32;
        assert!((3.5..5.5).contains(&mean), "{mean} pictures a person");
        assert!(counts.iter().all(|count| *count <= 20));
        let of = |category| {
            plan.units.iter().filter(|unit| unit.category == category).map(whole).sum::<usize>() as f32
        };
        let all: f32 = plan.units.iter().map(whole).sum::<usize>() as f32;
        assert!((0.4..0.7).contains(&(of(Category::Detainee) / all)));
    }

    #[test]
    fn names_repeat_over_folders_but_no_path_is_planned_twice() {
        let plan = planned(2_000);
        let mut paths = BTreeSet::new();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for shot in plan.units.iter().flat_map(|unit| &unit.shots) {
            assert!(paths.insert(shot.path.clone()), "{}", shot.path);
            assert!(shot.copies.iter().all(|copy| paths.insert(copy.path.clone())));
            *names.entry(shot.path.rsplit('/').next().unwrap_or("").to_owned()).or_default() += 1;
        }
        assert!(names.values().any(|count| *count >= 10));
    }
}
