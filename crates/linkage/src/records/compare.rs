//! How far two values of a column agree, in levels from 0 (differs) up.

use rapidfuzz::distance::osa;

use super::values::{MISSING, Numbered, Prepared, Values, Words};
use crate::names::{self, Met, NameLevel, Nearness};

/// The level of a pair in which a value is missing.
pub(super) const SILENT: u8 = 15;
/// Bits of a level in a pattern.
const WIDTH: u32 = 4;

/// The levels of a kind, in words, from the lowest up.
pub(super) fn levels(prepared: &Prepared) -> &'static [&'static str] {
    match prepared {
        Prepared::Text(_) => &["differs", "alike", "close", "same"],
        Prepared::Code(_) => &["differs", "one slip", "same"],
        Prepared::Name { .. } => &[
            "differs",
            "some words",
            "all words but one",
            "the one word told",
            "other order or words before",
            "close",
            "fewer words",
            "another spelling",
            "same",
        ],
        Prepared::Date(_) => &["differs", "in part", "as far as told", "one slip", "same"],
        Prepared::Number(_) => &["differs", "near", "same"],
    }
}

/// The levels of all columns of a pair in one number, four bits a column.
pub(super) fn pattern(values: &[Values], left: usize, right: usize) -> u64 {
    values.iter().enumerate().fold(0, |pattern, (at, values)| {
        pattern | u64::from(compare(values, values.left[left], values.right()[right])) << (at as u32 * WIDTH)
    })
}

/// The level of a column out of a pattern.
pub(super) fn level_in(pattern: u64, column: usize) -> u8 {
    (pattern >> (column as u32 * WIDTH)) as u8 & SILENT
}

fn compare(values: &Values, one: u32, two: u32) -> u8 {
    if one == MISSING || two == MISSING {
        return SILENT;
    }
    let (one_at, two_at) = (one as usize, two as usize);
    match &values.prepared {
        Prepared::Text(all) if one == two || all[one_at] == all[two_at] => 3,
        Prepared::Text(all) => text(&all[one_at], &all[two_at]),
        Prepared::Code(all) => code(&all[one_at], &all[two_at]),
        Prepared::Date(all) => all[one_at].compare(all[two_at]) as u8,
        Prepared::Number(all) => number(all[one_at], all[two_at]),
        Prepared::Name { .. } if one == two => NameLevel::Same as u8,
        Prepared::Name { names, words } => met(&names[one_at], &names[two_at], words, |_| {}) as u8,
    }
}

/// Puts two names beside each other and tells the words that met.
pub(super) fn met(one: &Numbered, two: &Numbered, words: &Words, mut tell: impl FnMut(Met)) -> NameLevel {
    let near = |one: u32, two: u32| -> Option<Nearness> {
        if one == two {
            return Some(Nearness::Same);
        }
        let (one, two) = (one as usize, two as usize);
        // A slip makes a rare word; two common ones that differ by a letter are two names.
        names::nearness(&words.all[one], &words.all[two])
            .filter(|near| *near != Nearness::Close || !(words.known[one] && words.known[two]))
    };
    let beside = names::beside((&one.words, &one.joined), (&two.words, &two.joined), &near);
    beside.met().for_each(&mut tell);
    names::level(&beside)
}

/// Texts by the least number of letters changed, added, dropped or swapped (optimal string alignment): *close* up to a sixth
/// of the longer, one at least; *alike* up to a third.
fn text(one: &[char], two: &[char]) -> u8 {
    let longer = one.len().max(two.len());
    let (close, alike) = ((longer / 6).max(1), longer / 3);
    if alike == 0 || one.len().abs_diff(two.len()) > alike {
        return 0;
    }
    let most = osa::Args::default().score_cutoff(alike);
    match osa::distance_with_args(one.iter().copied(), two.iter().copied(), &most) {
        Some(distance) if distance <= close => 2,
        Some(_) => 1,
        None => 0,
    }
}

fn code(one: &[char], two: &[char]) -> u8 {
    match one == two {
        true => 2,
        false => u8::from(one.len().min(two.len()) >= 3 && names::within_one(one, two)),
    }
}

/// Near is within a twentieth, or within one.
fn number(one: f64, two: f64) -> u8 {
    let apart = (one - two).abs();
    match apart {
        0.0 => 2,
        _ => u8::from(apart <= 1.0_f64.max(one.abs().max(two.abs()) / 20.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_texts_codes_and_numbers() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        for (one, two, level) in [
            ("hoppers crossing", "hoppers corssing", 2),
            ("hoppers crossing", "hopers crosing", 2),
            ("hoppers crossing", "hobarts crossing", 1),
            ("nsw", "vic", 0),
            ("nsw", "nss", 2),
            ("ab", "ac", 0),
        ] {
            let (one, two) = (letters(one), letters(two));
            assert_eq!((text(&one, &two), text(&two, &one)), (level, level), "{one:?} {two:?}");
        }
        assert_eq!(code(&letters("4605"), &letters("4065")), 1);
        assert_eq!(code(&letters("46"), &letters("41")), 0);
        assert_eq!((number(20.0, 21.0), number(100.0, 104.0), number(20.0, 25.0)), (1, 1, 0));
    }
}
