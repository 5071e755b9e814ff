//! Hints at what kind of photograph this is, from what is visible: numbers, names, faces, words of folders.
//!
//! Category is a reviewed fact about each photograph and person; this only sorts the work. [`hints`] looks at all photographs of
//! one candidate group together, because not every photograph of a person shows the card. What is seen falls into one
//! [`Profile`], and each profile has its shares of categories, counted on synthetic leaks. Trusts the caller for one
//! analyser version. What it cannot tell: a place from a sheet of paper without writing found, a detainee without a card from
//! a civilian, and anything about uniforms, wounds or rooms.

use amana_model::{Field, Reading};

/// What a photograph is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Somebody who was held, with numbers.
    Detainee,
    /// A dead soldier, with a name on the card.
    Soldier,
    /// Somebody killed outside, without numbers.
    Civilian,
    /// A place.
    Scene,
    /// A sheet of paper.
    Document,
    /// Anything else.
    Other,
}

impl Category {
    /// All, in the order of the tables.
    pub const ALL: [Self; 6] =
        [Self::Detainee, Self::Soldier, Self::Civilian, Self::Scene, Self::Document, Self::Other];

    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Detainee => "detainee",
            Self::Soldier => "soldier",
            Self::Civilian => "civilian",
            Self::Scene => "scene",
            Self::Document => "document",
            Self::Other => "other",
        }
    }
}

/// What machines saw in one photograph, as far as it hints at a category.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sight<'a> {
    /// Faces found.
    pub faces: usize,
    /// Markings found, read or not.
    pub markings: usize,
    /// What was read on them; a line without a number may be a name.
    pub readings: &'a [Reading],
    /// Its folders as text.
    pub folders: &'a [&'a str],
}

/// What was seen of a group in all: the reason that a page gives for a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// At least two of branch, detainee and examination number.
    TwoNumbers,
    /// A line that is no number, beside a number of which nothing tells which it is.
    NameAndNumber,
    /// A line that is no number, and no number.
    Name,
    /// One of the three numbers.
    OneNumber,
    /// Only numbers of which nothing tells which they are.
    UnplacedNumber,
    /// So many lines that it is a page rather than a card.
    Page,
    /// A marking on which nothing was read.
    Unread,
    /// A face, and no marking.
    Face,
    /// Neither face nor marking.
    Nothing,
}

/// One category with its share.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// The category.
    pub category: Category,
    /// The share of such groups that were of this category, 0 to 1.
    pub probability: f32,
    /// What was seen.
    pub seen: Profile,
    /// The word of a folder that speaks for it, if one does.
    pub word: Option<&'static str>,
}

/// Lines on one photograph from which on it is a page.
const PAGE: usize = 5;
/// Readings below this probability do not count.
const LEAST: f32 = 0.5;

/// Words of folders, the category that they speak for, and how many times likelier they make it. Chosen, not counted.
///
/// عسكرية and شرطة are missing on purpose: on such folders they name who kept them (military police, police), and stand on the
/// folders of detainees too.
const WORDS: [(&str, Category, f32); 7] = [
    ("شهداء", Category::Soldier, 4.0),
    ("شهيد", Category::Soldier, 4.0),
    ("موقوفين", Category::Detainee, 4.0),
    ("معتقلين", Category::Detainee, 4.0),
    ("تفجير", Category::Scene, 3.0),
    ("انفجار", Category::Scene, 3.0),
    ("وثائق", Category::Document, 6.0),
];

/// Per mille of each category by profile, in the order of [`Category::ALL`]; the leaks have no *other*, which gets a little.
/// Counted by `cargo run --release -p amana-linkage --example people -- fit TRUTH…`.
const SHARES: [(Profile, [u16; 6]); 9] = [
    (Profile::TwoNumbers, [960, 8, 8, 8, 8, 8]),       // of 5378
    (Profile::NameAndNumber, [8, 960, 8, 8, 8, 8]),    // of 1371
    (Profile::Name, [8, 960, 8, 8, 8, 8]),             // of 125
    (Profile::OneNumber, [960, 8, 8, 8, 8, 8]),        // of 606
    (Profile::UnplacedNumber, [474, 494, 8, 8, 8, 8]), // of 273
    (Profile::Page, [8, 8, 8, 8, 960, 8]),             // of 639
    (Profile::Unread, [699, 269, 8, 8, 8, 8]),         // of 40
    (Profile::Face, [170, 54, 623, 137, 8, 8]),        // of 2930
    (Profile::Nothing, [119, 26, 205, 577, 65, 8]),    // of 629
];

impl Profile {
    /// What was seen in all photographs of one group together.
    pub fn of(group: &[Sight<'_>]) -> Self {
        let readings = || {
            let all = group.iter().flat_map(|sight| sight.readings);
            all.filter(|reading| reading.probability >= LEAST)
        };
        let placed = |field| readings().any(|reading| reading.field == field && reading.number.is_some());
        let fields = [Field::Branch, Field::Detainee, Field::Examination];
        let placed = fields.into_iter().filter(|field| placed(*field)).count();
        let name = readings().any(|reading| reading.number.is_none());
        let number = readings().any(|reading| reading.number.is_some());
        let page = group.iter().any(|sight| sight.readings.len() >= PAGE);
        let has = |count: fn(&Sight<'_>) -> usize| group.iter().any(|sight| count(sight) > 0);
        match (placed, name, number) {
            (2.., ..) => Self::TwoNumbers,
            _ if page => Self::Page,
            (_, true, true) => Self::NameAndNumber,
            (_, true, false) => Self::Name,
            (1, ..) => Self::OneNumber,
            (_, _, true) => Self::UnplacedNumber,
            _ if has(|sight| sight.markings) => Self::Unread,
            _ if has(|sight| sight.faces) => Self::Face,
            _ => Self::Nothing,
        }
    }
}

/// Hints for the photographs of one group, the likeliest category first; together they are 1.
pub fn hints(group: &[Sight<'_>]) -> Vec<Hint> {
    let seen = Profile::of(group);
    let shares = SHARES.iter().find(|(profile, _)| *profile == seen).map_or([1; 6], |(_, shares)| *shares);
    let mut hints: Vec<Hint> = Category::ALL
        .into_iter()
        .zip(shares)
        .map(|(category, share)| {
            let word = word_for(group, category);
            let times = word.map_or(1.0, |(_, times)| times);
            Hint { category, probability: f32::from(share) * times, seen, word: word.map(|(word, _)| word) }
        })
        .collect();
    let all: f32 = hints.iter().map(|hint| hint.probability).sum();
    hints.iter_mut().for_each(|hint| hint.probability /= all.max(1.0));
    hints.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.category.cmp(&b.category)));
    hints
}

fn word_for(group: &[Sight<'_>], category: Category) -> Option<(&'static str, f32)> {
    let mut folders = group.iter().flat_map(|sight| sight.folders);
    let mut words = WORDS.iter().filter(|(_, of, _)| *of == category);
    words
        .find(|(word, ..)| folders.by_ref().any(|folder| folder.contains(word)))
        .map(|(word, _, times)| (*word, *times))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(field: Field, number: Option<&str>) -> Reading {
        Reading {
            line: 0,
            field,
            engine: "test 1".into(),
            raw: String::new(),
            number: number.map(Into::into),
            script: None,
            probability: 0.9,
        }
    }

    fn first(group: &[Sight<'_>]) -> Category {
        hints(group)[0].category
    }

    #[test]
    fn numbers_hint_at_a_detainee_and_a_name_at_a_soldier() {
        let card = [reading(Field::Branch, Some("215")), reading(Field::Examination, Some("88"))];
        let face = Sight { faces: 1, ..Sight::default() };
        let group = [face, Sight { markings: 1, readings: &card, ..Sight::default() }];
        assert_eq!(first(&group), Category::Detainee);
        let card = [reading(Field::Unknown, None), reading(Field::Unknown, Some("4471"))];
        assert_eq!(first(&[Sight { markings: 1, readings: &card, ..Sight::default() }]), Category::Soldier);
        assert_eq!(first(&[face]), Category::Civilian);
    }

    #[test]
    fn who_kept_a_folder_says_nothing() {
        let folders = ["15.03.2012_عسكرية"];
        let sight = Sight { faces: 1, folders: &folders, ..Sight::default() };
        assert!(hints(&[sight]).iter().all(|hint| hint.word.is_none()));
        let folders = ["كل/شهداء/x", "y"];
        let martyrs = hints(&[Sight { folders: &folders, ..sight }]);
        let soldier = martyrs.iter().find(|hint| hint.category == Category::Soldier);
        assert!(soldier.is_some_and(|hint| hint.word == Some("شهداء")));
    }

    #[test]
    fn every_profile_has_shares_and_they_are_one() {
        for (profile, shares) in SHARES {
            assert_eq!(shares.iter().map(|share| u32::from(*share)).sum::<u32>(), 1_000, "{profile:?}");
        }
        let sum: f32 = hints(&[]).iter().map(|hint| hint.probability).sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }
}
