//! What is unusual about the numbers of people: it warns and explains, and never corrects. Cards have mistakes too.
//!
//! Four things are looked at: whether a branch number is in the collection's list of places, how many digits a number has, whether a
//! path names other numbers than the card, and whether examination numbers, which a hospital gives one after the other, grow with the
//! days of the photographs. For the last the longest row of people whose days grow with their numbers is believed, so that one bad
//! clock makes one person stand out, not all who come after.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Number, Numbers};

/// So many days a person must lie outside the days of those around.
pub const CLEARLY: i64 = 14;
/// From more people than these on, two thirds must be in order, or nothing is said: two hospitals may have counted each for itself.
const FEW: usize = 3;

/// Something unusual.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusual {
    /// The branch is in no record of the collection's list of places.
    UnknownBranch {
        /// The branch number.
        number: Number,
    },
    /// A number has more or fewer digits than such numbers usually have.
    Digits {
        /// The field: `branch`, `detainee`, `examination`.
        field: &'static str,
        /// The number.
        number: Number,
        /// The fewest and the most digits of such numbers.
        usual: (usize, usize),
    },
    /// `ج`, which stands for a branch, in another field.
    LetterElsewhere {
        /// The field: `detainee`, `examination`.
        field: &'static str,
    },
    /// A path names another number than the card.
    PathSays {
        /// The field: `branch`, `detainee`, `examination`.
        field: &'static str,
        /// What the path says.
        path: Number,
        /// What the card says.
        card: Number,
    },
    /// The days of the photographs do not lie where the examination number would have them.
    OutOfOrder {
        /// The examination number.
        number: Number,
        /// The person's day, from 1970-01-01.
        day: i64,
        /// The last day before, of those with smaller numbers.
        after: Option<i64>,
        /// The first day after, of those with larger numbers.
        before: Option<i64>,
    },
}

impl Unusual {
    /// The word used in tables and texts.
    pub fn word(&self) -> &'static str {
        match self {
            Self::UnknownBranch { .. } => "unknown-branch",
            Self::Digits { .. } => "digits",
            Self::LetterElsewhere { .. } => "letter-elsewhere",
            Self::PathSays { .. } => "path-says",
            Self::OutOfOrder { .. } => "out-of-order",
        }
    }

    /// Whether two things that the archive holds contradict each other, so that somebody should look: not only a rare number.
    pub fn contradicts(&self) -> bool {
        matches!(self, Self::PathSays { .. } | Self::OutOfOrder { .. })
    }
}

/// What numbers of a collection usually look like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habits {
    /// The numbers of the branches in the collection's list; empty where it has none, and then nothing is said of them.
    pub branches: BTreeSet<Number>,
    /// The fewest and the most digits of branch, detainee and examination number; `None` where that is not known.
    pub digits: Option<[(usize, usize); 3]>,
}

/// The fields as words, in the order of [`Numbers::parts`].
const FIELDS: [&str; 3] = ["branch", "detainee", "examination"];

impl Habits {
    /// What is unusual about numbers by themselves.
    pub fn of_numbers(&self, numbers: &Numbers) -> Vec<Unusual> {
        let mut found = Vec::new();
        for (at, number) in numbers.parts().into_iter().enumerate() {
            let Some(number) = number else { continue };
            let is_letter = number.as_str() == "ج";
            if is_letter && at > 0 {
                found.push(Unusual::LetterElsewhere { field: FIELDS[at] });
            }
            let count = number.as_str().chars().count();
            let usual = self.digits.map(|digits| digits[at]).filter(|_| !is_letter);
            if let Some(usual) = usual.filter(|(least, most)| count < *least || count > *most) {
                found.push(Unusual::Digits { field: FIELDS[at], number: number.clone(), usual });
            }
            if at == 0 && !self.branches.is_empty() && !self.branches.contains(number) {
                found.push(Unusual::UnknownBranch { number: number.clone() });
            }
        }
        found
    }

    /// Where a path names other numbers than the card beside it.
    pub fn of_path(&self, path: &str, card: &Numbers) -> Vec<Unusual> {
        let told = self.named_in(path);
        let both = told.parts().into_iter().zip(card.parts()).zip(FIELDS);
        both.filter_map(|((path, card), field)| Some((path?, card?, field)))
            .filter(|(path, card, _)| path != card)
            .map(|(path, card, field)| Unusual::PathSays { field, path: path.clone(), card: card.clone() })
            .collect()
    }

    /// The numbers that a path names in so many words: `فرع 215`, `Branch 215`, or all three as on a card, with a branch that the
    /// collection knows: `215-4471-1180`. The deepest part that names any counts; anything else in a path may be a date or a counter.
    pub fn named_in(&self, path: &str) -> Numbers {
        let named = |part: &str| {
            let words: Vec<&str> =
                part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            self.three(part).or_else(|| words.windows(2).find_map(|pair| self.branch(pair[0], pair[1])))
        };
        path.rsplit('/').find_map(named).unwrap_or_default()
    }

    fn branch(&self, word: &str, number: &str) -> Option<Numbers> {
        let is_word = matches!(word, "فرع" | "الفرع") || word.eq_ignore_ascii_case("branch");
        let number = Number::parse(number).ok().filter(|number| self.branches.contains(number))?;
        is_word.then(|| Numbers { branch: Some(number), ..Numbers::default() })
    }

    fn three(&self, part: &str) -> Option<Numbers> {
        let apart = |c: char| !(c.is_alphanumeric() || c == '-');
        part.split(apart).find_map(|piece| {
            let numbers: Vec<Number> = piece.split('-').map(Number::parse).collect::<Result<_, _>>().ok()?;
            let [branch, detainee, examination] = <[Number; 3]>::try_from(numbers).ok()?;
            let known = self.branches.contains(&branch);
            known.then_some(Numbers {
                branch: Some(branch),
                detainee: Some(detainee),
                examination: Some(examination),
            })
        })
    }
}

/// One person in a row of examination numbers: the number, and the first and the last day of the photographs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Examined<'a> {
    /// The examination number.
    pub number: &'a Number,
    /// Days from 1970-01-01.
    pub days: (i64, i64),
}

/// Who of one row of examination numbers is out of order, by the place in the input, with the days of those around.
pub fn out_of_order(row: &[Examined<'_>]) -> BTreeMap<usize, Unusual> {
    let value = |place: usize| row[place].number.as_str().parse::<u64>().ok();
    let mut order: Vec<usize> = (0..row.len()).filter(|place| value(*place).is_some()).collect();
    order.sort_by_key(|place| (value(*place), row[*place].days, *place));
    let kept = growing(&order.iter().map(|place| row[*place].days.0).collect::<Vec<_>>());
    if kept.len() * 3 < order.len() * 2 && order.len() > FEW {
        return BTreeMap::new();
    }
    let mut found = BTreeMap::new();
    let mut next = 0;
    for (at, place) in order.iter().enumerate() {
        if kept.get(next) == Some(&at) {
            next += 1;
            continue;
        }
        let day = |kept: Option<&usize>| kept.map(|at| row[order[*at]].days.0);
        let after = day(next.checked_sub(1).and_then(|last| kept.get(last)));
        let before = day(kept.get(next));
        let (first, last) = row[*place].days;
        let early = after.is_some_and(|after| last < after - CLEARLY);
        let late = before.is_some_and(|before| first > before + CLEARLY);
        if early || late {
            let number = row[*place].number.clone();
            found.insert(*place, Unusual::OutOfOrder { number, day: first, after, before });
        }
    }
    found
}

/// The places of a longest row that never falls (patience sorting: Fredman 1975), in order.
fn growing(days: &[i64]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; days.len()];
    for (at, day) in days.iter().enumerate() {
        let length = ends.partition_point(|end| days[*end] <= *day);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(place) = at {
        row.push(place);
        at = before[place];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn habits() -> Habits {
        Habits { branches: ["215", "227", "ج"].map(number).into(), digits: Some([(3, 3), (1, 5), (1, 5)]) }
    }

    fn words(found: &[Unusual]) -> Vec<&'static str> {
        found.iter().map(Unusual::word).collect()
    }

    #[test]
    fn numbers_that_such_cards_do_not_bear_are_told() {
        let of = |text: &str| words(&habits().of_numbers(&text.parse().unwrap()));
        assert!(of("215-4471-1180").is_empty() && of("ج-?-7").is_empty() && of("?-?-?").is_empty());
        assert_eq!(of("214-4471-1180"), ["unknown-branch"]);
        assert_eq!(of("21-447100-1180"), ["digits", "unknown-branch", "digits"]);
        assert_eq!(of("215-ج-1180"), ["letter-elsewhere"]);
        let none = Habits { branches: BTreeSet::new(), ..habits() };
        assert!(none.of_numbers(&"214-1-1".parse().unwrap()).is_empty(), "a collection without a list");
    }

    #[test]
    fn a_path_that_names_another_number_is_told_and_dates_and_counters_are_none() {
        let of = |path: &str| habits().of_path(path, &"215-4471-1180".parse().unwrap());
        for silent in [
            "2012-03-15/DSC_0227.JPG",
            "15-03-2012 شرطة/IMG_227.jpg",
            "فرع 215/a.jpg",
            "215-4471-1180/a.jpg",
            "227/a.jpg",
            "فرع 12/a.jpg",
        ] {
            assert_eq!(of(silent), [], "{silent}");
        }
        assert_eq!(words(&of("صور/الفرع_٢٢٧/a.jpg")), ["path-says"]);
        assert_eq!(words(&of("Branch 227/a.jpg")), ["path-says"]);
        assert_eq!(words(&of("فرع 227/215-4471-1180.jpg")), [] as [&str; 0], "the deepest counts");
        let other = of("x/215-4472-1180 (2).jpg");
        assert_eq!(
            other,
            [Unusual::PathSays { field: "detainee", path: number("4472"), card: number("4471") }]
        );
    }

    fn found(row: &[(u32, i64)]) -> Vec<usize> {
        let numbers: Vec<Number> = row.iter().map(|(text, _)| number(&text.to_string())).collect();
        let examined = |(number, (_, day))| Examined { number, days: (day, day) };
        let row: Vec<_> = numbers.iter().zip(row.iter().copied()).map(examined).collect();
        out_of_order(&row).into_keys().collect()
    }

    #[test]
    fn one_bad_clock_makes_one_person_stand_out() {
        let mut row: Vec<(u32, i64)> = (0..40).map(|at| (1000 + at, 15_000 + i64::from(at))).collect();
        assert!(found(&row).is_empty());
        row[17].1 = 10_957;
        assert_eq!(found(&row), [17]);
        row[3].1 = 16_000;
        assert_eq!(found(&row), [3, 17]);
        row[20].1 += 9;
        assert_eq!(found(&row), [3, 17], "some days are no clear margin");
        assert_eq!(found(&[(1, 15_000), (2, 15_400)]), [] as [usize; 0]);
        assert_eq!(found(&[(1, 15_400), (2, 15_000)]).len(), 1, "of two, one is to be looked at");
    }

    #[test]
    fn where_much_is_out_of_order_numbers_do_not_grow_with_time_and_nothing_is_said() {
        let two_hospitals: Vec<(u32, i64)> =
            (0..40).map(|at| (at, 15_000 + i64::from(at % 2) * 2_000 + i64::from(at))).collect();
        assert!(found(&two_hospitals).is_empty());
    }

    #[test]
    fn the_days_around_are_told() {
        let numbers = ["7", "8", "9"].map(number);
        let row: Vec<_> = numbers.iter().zip([100, 900, 102]).collect();
        let row: Vec<_> =
            row.into_iter().map(|(number, day)| Examined { number, days: (day, day) }).collect();
        let out = Unusual::OutOfOrder { number: number("8"), day: 900, after: Some(100), before: Some(102) };
        assert_eq!(out_of_order(&row), BTreeMap::from([(1, out)]));
    }

    proptest! {
        #[test]
        fn a_row_in_order_is_silent_and_one_moved_far_is_the_one_found(
            steps in proptest::collection::vec((1u32..4, 0i64..5), 10..60), at in 2usize..7, back in proptest::bool::ANY
        ) {
            let (mut last, mut row) = ((1000, 15_000), Vec::new());
            for (number, days) in steps {
                last = (last.0 + number, last.1 + days);
                row.push(last);
            }
            prop_assert!(found(&row).is_empty());
            row[at].1 += if back { -5_000 } else { 5_000 };
            prop_assert_eq!(found(&row), [at]);
        }

        #[test]
        fn any_row_and_any_path_are_answered(row in proptest::collection::vec((0u32..50, -50i64..50), 0..40), path in "\\PC{0,40}") {
            prop_assert!(found(&row).len() <= row.len());
            habits().named_in(&path);
        }

        #[test]
        fn the_longest_row_never_falls_and_no_longer_one_exists(days in proptest::collection::vec(0i64..12, 0..12)) {
            let kept = growing(&days);
            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1] && days[pair[0]] <= days[pair[1]]));
            let best = (0u32..1 << days.len()).filter(|chosen| {
                let of: Vec<i64> = (0..days.len()).filter(|at| chosen >> at & 1 == 1).map(|at| days[at]).collect();
                of.is_sorted()
            });
            prop_assert_eq!(kept.len() as u32, best.map(u32::count_ones).max().unwrap());
        }
    }
}
