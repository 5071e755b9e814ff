//! Hints at what kind of photograph this is, from what is visible: numbers, faces, words of folders.
//!
//! Category is a reviewed fact about each photograph and person; this only sorts the work. [`hints`] looks at all photographs of
//! one candidate group together, because not every photograph of a person shows the card. What is seen falls into one
//! [`Profile`], and each profile has its shares of categories, counted on what the machines really read and found in synthetic
//! leaks (docs/MODELS.md). Where no category has two thirds, there is no hint: none is better than a wrong one. Trusts the caller for
//! one analyser version. What it cannot tell: a place where a machine takes something for a face, a detainee without a card from a
//! civilian, and anything about names, uniforms, wounds or rooms.

use std::collections::BTreeMap;

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
    /// Faces found; `None` where no machine looked for any.
    pub faces: Option<usize>,
    /// Markings found, read or not.
    pub markings: usize,
    /// What was read on them.
    pub readings: &'a [Reading],
    /// Its folders as text.
    pub folders: &'a [&'a str],
}

/// What was seen of a group in all: the reason that a page gives for a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// At least two of branch, detainee and examination number.
    TwoNumbers,
    /// One of the three numbers.
    OneNumber,
    /// Somebody, with several numbers of which nothing tells which they are, each read more than once.
    SeveralNumbers,
    /// Somebody, with numbers of which nothing tells which they are.
    UnplacedNumber,
    /// Numbers of which nothing tells which they are, and no face on any photograph of the group.
    NumbersAlone,
    /// Such numbers, and no machine has looked for faces.
    Unseen,
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

/// Readings below this probability do not count: those between a half and this made a soldier's number of a civilian's buttons.
const LEAST: f32 = 0.9;
/// A hint is given where the likeliest category has at least this share.
const MOSTLY: f32 = 2.0 / 3.0;
/// Shorter numbers than this may be chance marks, and count for no second number of a card.
const DIGITS: usize = 3;
/// So often a number is read before it counts for a second one on the card.
const OFTEN: usize = 2;

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

/// Per mille of each category by profile, in the order of [`Category::ALL`]: of photographs in groups of two synthetic leaks (seeds
/// 606 and 505), by what the machines really read and found; a twentieth is spread over all, since life is less tidy than a leak drawn
/// by a program. What was not met there tells nothing.
const SHARES: [(Profile, [u16; 6]); 9] = [
    (Profile::TwoNumbers, [960, 8, 8, 8, 8, 8]),        // of 245
    (Profile::OneNumber, [795, 8, 8, 8, 173, 8]),       // of 23
    (Profile::SeveralNumbers, [960, 8, 8, 8, 8, 8]),    // of 46
    (Profile::UnplacedNumber, [8, 960, 8, 8, 8, 8]),    // of 97
    (Profile::NumbersAlone, [8, 8, 8, 8, 960, 8]),      // of 30
    (Profile::Face, [258, 88, 533, 105, 8, 8]),         // of 224
    (Profile::Unread, [8, 8, 8, 628, 340, 8]),          // of 20
    (Profile::Unseen, [167, 167, 167, 167, 166, 166]),  // of none
    (Profile::Nothing, [167, 167, 167, 167, 166, 166]), // of none
];

impl Profile {
    /// What was seen in all photographs of one group together.
    pub fn of(group: &[Sight<'_>]) -> Self {
        let all = group.iter().flat_map(|sight| sight.readings);
        let read: Vec<(Field, &str)> = all
            .filter(|reading| reading.probability >= LEAST)
            .filter_map(|reading| Some((reading.field, reading.number.as_deref()?)))
            .collect();
        let fields = [Field::Branch, Field::Detainee, Field::Examination];
        let placed = fields.into_iter().filter(|field| read.iter().any(|(of, _)| of == field)).count();
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, number) in read.iter().filter(|(_, number)| number.chars().count() >= DIGITS) {
            *often.entry(number).or_default() += 1;
        }
        let several = often.values().filter(|count| **count >= OFTEN).count() > 1;
        let face = group.iter().any(|sight| sight.faces.is_some_and(|count| count > 0));
        let looked = group.iter().any(|sight| sight.faces.is_some());
        match (placed, read.is_empty()) {
            (2.., _) => Self::TwoNumbers,
            (1, _) => Self::OneNumber,
            (_, false) if !looked => Self::Unseen,
            (_, false) if !face => Self::NumbersAlone,
            (_, false) if several => Self::SeveralNumbers,
            (_, false) => Self::UnplacedNumber,
            _ if face => Self::Face,
            _ if group.iter().any(|sight| sight.markings > 0) => Self::Unread,
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

/// The likeliest category, where it is mostly right; none otherwise.
pub fn hint(group: &[Sight<'_>]) -> Option<Category> {
    hints(group).into_iter().next().filter(|best| best.probability >= MOSTLY).map(|best| best.category)
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

    fn sight(faces: usize, readings: &[Reading]) -> Sight<'_> {
        Sight { faces: Some(faces), markings: 1, readings, ..Sight::default() }
    }

    #[test]
    fn numbers_and_faces_hint_and_what_they_cannot_tell_they_do_not() {
        let face = sight(1, &[]);
        let card = [reading(Field::Branch, Some("215")), reading(Field::Examination, Some("88"))];
        assert_eq!(hint(&[face, sight(0, &card)]), Some(Category::Detainee));
        let number = [reading(Field::Unknown, Some("4471"))];
        assert_eq!(hint(&[face, sight(0, &number), sight(1, &number)]), Some(Category::Soldier));
        let two = [reading(Field::Unknown, Some("4471")), reading(Field::Unknown, Some("330"))];
        assert_eq!(hint(&[sight(0, &two), sight(1, &two)]), Some(Category::Detainee));
        assert_eq!(hint(&[sight(0, &number), sight(0, &[])]), Some(Category::Document));
        assert_eq!(hint(&[face]), None, "a civilian, or a detainee whose card was not read");
        assert_eq!(hint(&[sight(0, &[])]), None);
        let unseen = Sight { markings: 1, readings: &number, ..Sight::default() };
        assert_eq!(
            hint(&[unseen]),
            None,
            "without models for faces nothing tells a soldier's card from a sheet of paper"
        );
    }

    #[test]
    fn lines_on_which_nothing_was_read_make_no_page() {
        let nothing: Vec<Reading> =
            (0..9).map(|_| Reading { probability: 0.0, ..reading(Field::Unknown, None) }).collect();
        assert_eq!(hint(&[sight(1, &nothing)]), None);
        let number = [reading(Field::Unknown, Some("4471"))];
        assert_eq!(hint(&[sight(1, &nothing), sight(0, &number)]), Some(Category::Soldier));
    }

    #[test]
    fn who_kept_a_folder_says_nothing() {
        let folders = ["15.03.2012_عسكرية"];
        let sight = Sight { faces: Some(1), folders: &folders, ..Sight::default() };
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
