//! Signs: what an expert would see of each person, as far as her photographs show the part. The truth that codings are held against.
//!
//! The drawn figures show none of it. They lie calm and whole, and stay so: no test and no demo needs a picture of an injury. What is
//! told here follows from the leak's seed, the person's number and the views of her whole photographs, in a stream for each entry, so
//! that the bytes of a leak and the format of its truth are what they were, and one more entry changes no other.
//!
//! Entries, answers, regions and sides are words of the codebook that every archive begins with, as plain text: this crate knows no
//! archive. They answer the preset `detailed-2014` whole; a test of `amana-simulate` asks the codebook about every one.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use self::table::{ARMS, BACK, Choice, FRONT, HEAD, LEGS, NECK, Row, UNSIDED, column};
use super::chance::Chance;
use super::truth::{File, Kind, Person, Truth, View};

/// What is answered where the part is not seen.
const NOT_ASSESSABLE: &str = "not-assessable";
/// Of signs that are there, so many are seen without certainty.
const EQUIVOCAL: f32 = 0.08;

/// One right answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sign {
    /// The entry of the codebook.
    pub entry: &'static str,
    /// The region, where it is told region by region; `None` for the entry as a whole.
    pub region: Option<&'static str>,
    /// The side of the person, of a region that has two.
    pub side: Option<&'static str>,
    /// The answer.
    pub answer: &'static str,
    /// The view that shows it best.
    pub view: View,
}

/// The signs of every person of a leak, by the person's id: each entry as a whole, followed by its regions.
pub fn signs(truth: &Truth) -> BTreeMap<&str, Vec<Sign>> {
    let mut views: BTreeMap<&str, Views> = BTreeMap::new();
    // What lies in an encrypted container nobody can look at.
    let whole = |file: &&File| file.kind != Kind::Damaged && !file.note.starts_with("encrypted");
    for file in truth.files.iter().filter(whole) {
        let Some(shown) = &file.shown else { continue };
        let Some(person) = &shown.person else { continue };
        views.entry(person).or_default().add(shown.view, shown.card.is_some());
    }
    let of = |person: &'_ Person| {
        let seen = views.get(person.id.as_str()).copied().unwrap_or_default();
        Sight::of(truth.header.seed, person, seen).look()
    };
    truth.people.iter().map(|person| (person.id.as_str(), of(person))).collect()
}

/// What the whole photographs of a person show.
#[derive(Clone, Copy, Default)]
struct Views {
    whole: bool,
    part: bool,
    face: bool,
    card: bool,
}

impl Views {
    fn add(&mut self, view: Option<View>, card: bool) {
        self.whole |= view == Some(View::Whole);
        self.part |= view == Some(View::Part);
        self.face |= view == Some(View::Face);
        self.card |= card;
    }

    fn head(self) -> bool {
        self.whole || self.face
    }
}

/// One person being looked at.
struct Sight {
    seed: u64,
    number: u64,
    column: usize,
    views: Views,
    clothing: &'static str,
    decomposition: &'static str,
    /// Regions seen well enough to judge.
    seen: BTreeSet<&'static str>,
    signs: Vec<Sign>,
}

impl Sight {
    fn of(seed: u64, person: &Person, views: Views) -> Self {
        let number = person.id.trim_start_matches('i').parse().unwrap_or_default();
        let column = column(person.category);
        let (seen, signs) = (BTreeSet::new(), Vec::new());
        let mut sight = Self { seed, number, column, views, clothing: "", decomposition: "", seen, signs };
        sight.clothing = sight.drawn("clothing", table::CLOTHING);
        sight.decomposition = sight.drawn("decomposition", table::DECOMPOSITION);
        sight.uncover();
        sight
    }

    fn chance(&self, entry: &str) -> Chance {
        Chance::of(self.seed, &format!("signs {entry}"), self.number)
    }

    fn drawn(&self, entry: &str, choice: &'static Choice) -> &'static str {
        let weights: Vec<f32> = choice.iter().map(|(_, often)| often[self.column]).collect();
        choice[self.chance(entry).weighted(&weights)].0
    }

    /// Finds out which regions are seen: by views, clothing and chance.
    fn uncover(&mut self) {
        let mut chance = self.chance("views");
        let Views { whole, .. } = self.views;
        let bare = matches!(self.clothing, "naked" | "underwear");
        let front = whole && self.clothing != "clothed";
        let groups = [
            (HEAD, self.views.head(), 0.97),
            (NECK, self.views.head(), 0.90),
            (FRONT, front, 1.0),
            (BACK, whole, 0.04),
            (ARMS, front, 0.95),
            (LEGS, whole && bare, 0.95),
        ];
        for (regions, possible, often) in groups {
            for region in regions {
                let often = if *region == "sole" { 0.15 } else { often };
                // Drawn in any case, so that one more photograph moves no other draw.
                if chance.happens(often) && possible {
                    self.seen.insert(region);
                }
            }
        }
        if whole {
            self.seen.extend(["wrist", "hand", "ankle", "foot"]);
        }
        if self.views.head() {
            self.seen.insert("face");
        }
    }

    fn any(&self, regions: &[&'static str]) -> bool {
        regions.iter().any(|region| self.seen.contains(region))
    }

    fn look(mut self) -> Vec<Sign> {
        let Views { whole, card, .. } = self.views;
        let (front, head) = (self.any(FRONT), self.views.head());
        let withered = self.decomposition == "advanced";
        let swollen = withered || self.decomposition == "bloating";
        self.choose("sex", table::SEX, whole && !withered, View::Whole);
        self.choose("age-band", table::AGE_BAND, head && !withered, View::Face);
        self.visible();
        self.choose("emaciation", table::EMACIATION, front && !swollen, View::Whole);
        for row in table::SIGNS {
            self.sign(row);
        }
        self.tramline();
        let marked = self.answer("ligature-mark").is_some_and(sees);
        self.choose("ligature-course", table::LIGATURE_COURSE, marked, View::Face);
        self.choose("decomposition", table::DECOMPOSITION, head, View::Whole);
        self.choose("clothing", table::CLOTHING, whole, View::Whole);
        self.say("tag", if card { "present" } else { "absent" }, View::Card);
        self.signs
    }

    fn say(&mut self, entry: &'static str, answer: &'static str, view: View) {
        self.signs.push(Sign { entry, region: None, side: None, answer, view });
    }

    fn say_at(
        &mut self,
        entry: &'static str,
        region: &'static str,
        side: &'static str,
        answer: &'static str,
    ) {
        let side = (!UNSIDED.contains(&region)).then_some(side);
        self.signs.push(Sign { entry, region: Some(region), side, answer, view: view_of(region) });
    }

    fn answer(&self, entry: &str) -> Option<&'static str> {
        self.signs.iter().find(|sign| sign.entry == entry).map(|sign| sign.answer)
    }

    fn choose(&mut self, entry: &'static str, choice: &'static Choice, seen: bool, view: View) {
        let answer = if seen { self.drawn(entry, choice) } else { NOT_ASSESSABLE };
        self.say(entry, answer, view);
    }

    /// What is visible at all.
    fn visible(&mut self) {
        let Views { part, face, .. } = self.views;
        let yes = |seen: bool| if seen { "present" } else { "absent" };
        let partly = |seen: bool, partly: bool| if partly && !seen { "equivocal" } else { yes(seen) };
        self.say("view-face", partly(face, self.views.head()), View::Face);
        self.say("view-neck", yes(self.any(NECK)), View::Face);
        self.say("view-trunk-front", partly(self.any(FRONT), part), View::Whole);
        self.say("view-back", yes(self.any(BACK)), View::Whole);
        for (entry, limb) in [("view-arms", ARMS), ("view-legs", LEGS)] {
            self.say(entry, yes(self.any(limb)), View::Whole);
            for region in limb {
                if self.seen.contains(region) {
                    self.say_at(entry, region, "both", "present");
                }
            }
        }
    }

    fn sign(&mut self, row: &Row) {
        let mut chance = self.chance(row.entry);
        let (clear, there, sure) =
            (chance.happens(row.clear), chance.happens(row.often[self.column]), !chance.happens(EQUIVOCAL));
        let seen: Vec<&'static str> =
            row.regions.iter().copied().filter(|region| self.seen.contains(region)).collect();
        let answer = match (clear && !seen.is_empty(), there, sure) {
            (false, _, _) => NOT_ASSESSABLE,
            (_, false, _) => "absent",
            (_, _, true) => "present",
            (_, _, false) => "equivocal",
        };
        self.say(row.entry, answer, view_of(row.regions[0]));
        if !sees(answer) || !row.told {
            return;
        }
        let places: BTreeSet<&'static str> = (0..chance.whole(1, 2)).map(|_| *chance.pick(&seen)).collect();
        for region in places {
            let side = *chance.pick(&["left", "right", "both"]);
            self.say_at(row.entry, region, side, answer);
        }
    }

    /// Tram-lines are a kind of patterned injury: where the one is, the other may be.
    fn tramline(&mut self) {
        let kind = self.chance("patterned-tramline").happens(0.55);
        let patterned: Vec<Sign> =
            self.signs.iter().copied().filter(|sign| sign.entry == "patterned").collect();
        for sign in patterned {
            let answer = if sees(sign.answer) && !kind { "absent" } else { sign.answer };
            if sign.region.is_none() || sees(answer) {
                self.signs.push(Sign { entry: "patterned-tramline", answer, ..sign });
            }
        }
    }
}

fn sees(answer: &str) -> bool {
    matches!(answer, "present" | "equivocal")
}

fn view_of(region: &str) -> View {
    if HEAD.contains(&region) || NECK.contains(&region) { View::Face } else { View::Whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leak::truth::{Category, Numbers};

    const ALL: Views = Views { whole: true, part: true, face: true, card: true };

    fn person(number: u64, category: Category) -> Person {
        let id = format!("i{number:06}");
        let (numbers, day) = (Numbers::default(), "2012-03-15".to_owned());
        Person { id, category, numbers, name: None, marking: None, day }
    }

    fn look(number: u64, category: Category, views: Views) -> Vec<Sign> {
        Sight::of(7, &person(number, category), views).look()
    }

    fn answer(signs: &[Sign], entry: &str) -> &'static str {
        signs.iter().find(|sign| sign.entry == entry && sign.region.is_none()).unwrap().answer
    }

    #[test]
    fn of_detainees_62_in_100_are_emaciated_and_hardly_anybody_else() {
        let share = |category| {
            let all = (0..4000).map(|number| answer(&look(number, category, ALL), "emaciation"));
            let assessed: Vec<&str> = all.filter(|answer| *answer != NOT_ASSESSABLE).collect();
            assessed.iter().filter(|answer| **answer != "none").count() as f32 / assessed.len() as f32
        };
        assert!((0.60..0.64).contains(&share(Category::Detainee)), "{}", share(Category::Detainee));
        assert!(share(Category::Soldier) < 0.08 && share(Category::Civilian) < 0.12);
    }

    #[test]
    fn what_no_photograph_shows_is_not_assessable_and_never_absent() {
        let none = look(3, Category::Detainee, Views { card: true, ..Views::default() });
        for sign in none.iter().filter(|sign| !sign.entry.starts_with("view-") && sign.entry != "tag") {
            assert_eq!(sign.answer, NOT_ASSESSABLE, "{sign:?}");
        }
        for number in 0..200 {
            let face = look(number, Category::Detainee, Views { face: true, ..Views::default() });
            let [trunk, emaciation] = ["view-trunk-front", "emaciation"].map(|entry| answer(&face, entry));
            assert_eq!((trunk, emaciation), ("absent", NOT_ASSESSABLE));
            assert!(face.iter().all(|sign| sign.region.is_none_or(|region| !LEGS.contains(&region))));
        }
    }

    #[test]
    fn signs_hang_together_and_each_entry_is_answered_once() {
        for number in 0..500 {
            let signs = look(number, Category::Detainee, ALL);
            let keys: BTreeSet<_> = signs.iter().map(|sign| (sign.entry, sign.region)).collect();
            assert_eq!(keys.len(), signs.len());
            assert_eq!(
                sees(answer(&signs, "ligature-mark")),
                answer(&signs, "ligature-course") != NOT_ASSESSABLE
            );
            assert!(!sees(answer(&signs, "patterned-tramline")) || sees(answer(&signs, "patterned")));
            for sign in signs.iter().filter(|sign| sign.region.is_some()) {
                assert_eq!(answer(&signs, sign.entry), sign.answer, "a region says what the whole says");
            }
        }
    }

    #[test]
    fn the_draws_are_frozen() {
        let signs = look(12, Category::Detainee, ALL);
        let told: Vec<&str> =
            ["sex", "emaciation", "bruise", "clothing"].map(|entry| answer(&signs, entry)).into();
        assert_eq!(
            told,
            ["male", "not-assessable", "present", "clothed"],
            "another draw makes another demo of every seed"
        );
    }
}
