//! Keying: what people read on a marking, each by herself, and when that settles what stands there.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Digest, Point};

/// Which marking: the original, the log entry that tells the close look, and the marking's number in that look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MarkingRef {
    /// The original.
    pub digest: Digest,
    /// Index in the log of the `observations-added` that names the part with the look.
    pub look: u64,
    /// Its number among the markings of that look, from 0.
    pub marking: u32,
}

/// One number as keyed: 1 to 8 digits 0 to 9, or `ج`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// A text that is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANumber(String);

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is neither 1 to 8 digits nor ج", self.0)
    }
}

impl std::error::Error for NotANumber {}

impl Number {
    /// The most digits a number on a card may have.
    pub const MOST_DIGITS: usize = 8;

    /// Reads digits of any of the three scripts in use (0, ٠, ۰), or the letter; spaces around it are left out.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let trimmed = text.trim();
        if trimmed == "ج" {
            return Ok(Self(trimmed.to_owned()));
        }
        let digits: Option<String> = trimmed.chars().map(western_digit).collect();
        let fits = |digits: &String| (1..=Self::MOST_DIGITS).contains(&digits.len());
        digits.filter(fits).map(Self).ok_or_else(|| NotANumber(text.to_owned()))
    }

    /// Digits 0 to 9, or `ج`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A digit of Western, Arabic-Indic (U+0660) or extended Arabic-Indic (U+06F0) script as a Western one.
pub fn western_digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => letter as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => letter as u32 - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// What somebody typed of a number or a code, without what people put between its groups (blanks, dashes, points) and what cannot be seen
/// (marks of direction), and with Western digits.
pub(crate) fn without_gaps(typed: &str) -> String {
    let is_gap = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '.' | '\u{ad}' | '\u{640}' | '\u{61c}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            )
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    typed.chars().filter(|c| !is_gap(*c)).map(|c| western_digit(c).unwrap_or(c)).collect()
}

impl TryFrom<String> for Number {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        let number = Self::parse(&text)?;
        if number.0 == text { Ok(number) } else { Err(NotANumber(text)) }
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

/// The three numbers; what is not on the marking is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Numbers {
    /// The branch that held the person, or ج.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<Number>,
    /// The number given by the branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detainee: Option<Number>,
    /// The number given by the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examination: Option<Number>,
}

impl Numbers {
    /// Branch, detainee, examination.
    pub fn parts(&self) -> [Option<&Number>; 3] {
        [self.branch.as_ref(), self.detainee.as_ref(), self.examination.as_ref()]
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(Option::is_none)
    }
}

impl std::fmt::Display for Numbers {
    /// `215-4471-1180`, with `?` for what is not there.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = self.parts().map(|part| part.map_or("?", Number::as_str));
        f.write_str(&parts.join("-"))
    }
}

impl std::str::FromStr for Numbers {
    type Err = NotANumber;

    /// Reads what `Display` writes: three parts, `?` for what is not there.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let parts: Vec<&str> = text.split('-').collect();
        let [branch, detainee, examination] = parts[..] else { return Err(NotANumber(text.to_owned())) };
        let part = |part: &str| if part == "?" { Ok(None) } else { Number::parse(part).map(Some) };
        Ok(Self { branch: part(branch)?, detainee: part(detainee)?, examination: part(examination)? })
    }
}

/// What somebody says stands on a marking.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keyed {
    /// These numbers; at least one.
    Numbers(Numbers),
    /// Something is written, and cannot be read.
    CannotBeRead,
    /// Nothing on it is one of the three numbers.
    NotANumber,
}

impl Keyed {
    /// Whether it may be recorded: `Numbers` holds at least one, and ج only as a branch.
    pub fn is_sound(&self) -> bool {
        let letter = |number: &Option<Number>| number.as_ref().is_some_and(|number| number.as_str() == "ج");
        match self {
            Self::Numbers(numbers) => {
                !numbers.is_empty() && !letter(&numbers.detainee) && !letter(&numbers.examination)
            }
            Self::CannotBeRead | Self::NotANumber => true,
        }
    }
}

/// One person's keying of one marking: details of a `marking-keyed` event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Keying {
    /// The marking.
    #[serde(flatten)]
    pub marking: MarkingRef,
    /// Its corners, so that a later look's marking at the same place is known to be the same.
    pub corners: [Point; 4],
    /// Who keyed.
    pub account: AccountId,
    /// What she read.
    pub keyed: Keyed,
}

/// Why a marking counts as settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Two people keyed the same, independently.
    TwoAgree,
    /// Two disagreed, and a third agreed with one of them without having seen either; in older archives also a third who agreed with neither.
    Third,
    /// One person and the machine agree, by a rule of this archive.
    MachineAgrees,
    /// Whoever may settle decided, with every reading before her: a third who had agreed with neither, or of a marking that was reopened.
    Decided,
}

impl Basis {
    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoAgree => "two-agree",
            Self::Third => "third",
            Self::MachineAgrees => "machine-agrees",
            Self::Decided => "decided",
        }
    }
}

/// A rule about keying: details of a `keying-rule-set` event. The last one holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct KeyingRule {
    /// With a machine's reading at least this probable, one keyer who agrees is enough; `None`: always two people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine_from: Option<f64>,
}

/// Where a marking stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It waits for so many more keyers.
    Waits(u8),
    /// The first two disagree: a third is asked, who sees neither.
    Disagreed,
    /// The third agreed with neither: now she is shown the others', and decides; or another third agrees with one.
    Divided,
    /// It is settled.
    Settled(Basis, Keyed),
}

/// Each person once, in the order in which they came to it, with what she keyed last: a later keying takes back an earlier one of hers.
pub fn each_once(keyings: &[(AccountId, Keyed)]) -> Vec<(&AccountId, &Keyed)> {
    let mut people: Vec<(&AccountId, &Keyed)> = Vec::new();
    for (account, keyed) in keyings {
        match people.iter_mut().find(|(known, _)| *known == account) {
            Some((_, known)) => *known = keyed,
            None => people.push((account, keyed)),
        }
    }
    people
}

/// Says where a marking stands after these keyings, in the order they were made.
///
/// Each person counts once, with what she keyed last. `machine` is what an engine read and how probable it is.
pub fn standing(
    keyings: &[(AccountId, Keyed)],
    machine: Option<(&Numbers, f64)>,
    rule: KeyingRule,
) -> Standing {
    match each_once(keyings)[..] {
        [] => Standing::Waits(2),
        [(_, first)] => {
            let sure = |(_, probability): &(&Numbers, f64)| {
                rule.machine_from.is_some_and(|from| *probability >= from)
            };
            match machine.filter(sure) {
                Some((read, _)) if *first == Keyed::Numbers(read.clone()) => {
                    Standing::Settled(Basis::MachineAgrees, first.clone())
                }
                _ => Standing::Waits(1),
            }
        }
        [(_, first), (_, second), ..] if first == second => Standing::Settled(Basis::TwoAgree, first.clone()),
        [_, _] => Standing::Disagreed,
        ref people => {
            let agrees = |at: &usize| people[..*at].iter().any(|(_, earlier)| *earlier == people[*at].1);
            match (2..people.len()).find(agrees) {
                Some(at) => Standing::Settled(Basis::Third, people[at].1.clone()),
                None => Standing::Divided,
            }
        }
    }
}

/// What somebody has before her who is to key a crop in her hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// One of the first two.
    First,
    /// Others disagree: she is the third, and hers is compared with theirs.
    Third,
    /// She keyed it before: what she keys now takes that back.
    Again,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Number> {
        Number::parse(text).ok()
    }

    fn keyed(detainee: &str) -> Keyed {
        Keyed::Numbers(Numbers { detainee: number(detainee), ..Numbers::default() })
    }

    fn by(account: &str, keyed: Keyed) -> (AccountId, Keyed) {
        (account.parse().unwrap(), keyed)
    }

    #[test]
    fn a_number_is_read_in_every_script_and_nothing_else_is_one() {
        for text in ["215", " ٢١٥ ", "۲۱۵", "2١۵"] {
            assert_eq!(number(text).unwrap().as_str(), "215", "{text}");
        }
        assert_eq!(number("ج").unwrap().as_str(), "ج");
        assert_eq!(number("007").unwrap().as_str(), "007");
        for text in ["", " ", "12a", "1 2", "-1", "123456789", "جج", "ج1", "٫", "²"] {
            assert!(Number::parse(text).is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Number>("\"٢\"").is_err(), "an event holds one form only");
    }

    #[test]
    fn the_letter_stands_for_a_branch_alone() {
        let branch = Keyed::Numbers(Numbers { branch: number("ج"), ..Numbers::default() });
        assert!(branch.is_sound() && !keyed("ج").is_sound());
        assert!(!Keyed::Numbers(Numbers::default()).is_sound());
    }

    #[test]
    fn two_settle_it_and_a_third_decides() {
        let none = KeyingRule::default();
        let waits = |keyings: &[_]| standing(keyings, None, none);
        assert_eq!(waits(&[]), Standing::Waits(2));
        assert_eq!(waits(&[by("a", keyed("1"))]), Standing::Waits(1));
        assert_eq!(waits(&[by("a", keyed("1")), by("a", keyed("1"))]), Standing::Waits(1));
        let agreed = Standing::Settled(Basis::TwoAgree, keyed("1"));
        assert_eq!(waits(&[by("a", keyed("1")), by("b", keyed("1"))]), agreed);
        assert_eq!(waits(&[by("a", keyed("1")), by("b", keyed("1")), by("c", keyed("2"))]), agreed);
        assert_eq!(waits(&[by("a", keyed("1")), by("b", Keyed::CannotBeRead)]), Standing::Disagreed);
        assert_eq!(
            waits(&[by("a", keyed("1")), by("b", keyed("2")), by("c", keyed("2"))]),
            Standing::Settled(Basis::Third, keyed("2"))
        );
        let mut apart = vec![by("a", keyed("1")), by("b", keyed("2")), by("c", keyed("3"))];
        assert_eq!(waits(&apart), Standing::Divided, "what nobody else read settles nothing by itself");
        apart.push(by("d", keyed("4")));
        assert_eq!(waits(&apart), Standing::Divided);
        apart.push(by("e", keyed("3")));
        assert_eq!(waits(&apart), Standing::Settled(Basis::Third, keyed("3")));
    }

    #[test]
    fn a_later_keying_takes_back_an_earlier_one_by_the_same_person() {
        let none = KeyingRule::default();
        let waits = |keyings: &[_]| standing(keyings, None, none);
        let slip = [by("a", keyed("1")), by("a", keyed("2"))];
        assert_eq!(waits(&slip), Standing::Waits(1));
        let [first, again] = slip;
        let agreed = Standing::Settled(Basis::TwoAgree, keyed("2"));
        assert_eq!(waits(&[first.clone(), again.clone(), by("b", keyed("2"))]), agreed);
        assert_eq!(waits(&[first.clone(), by("b", keyed("2"))]), Standing::Disagreed);
        assert_eq!(waits(&[first, by("b", keyed("2")), again]), agreed, "she keeps her place");
    }

    proptest::proptest! {
        /// Whatever is keyed in whatever order, what is settled without a machine was read by two people as their last word.
        #[test]
        fn what_is_settled_was_read_by_two(keyings in proptest::collection::vec((0u8..5, 0u8..4), 0..12)) {
            let keyings: Vec<(AccountId, Keyed)> = keyings
                .into_iter()
                .map(|(who, what)| by(&format!("a{who}"), keyed(&what.to_string())))
                .collect();
            let people = each_once(&keyings);
            let most = (0..4).map(|what| people.iter().filter(|(_, read)| **read == keyed(&what.to_string())).count());
            let twice = most.max() > Some(1);
            match standing(&keyings, None, KeyingRule::default()) {
                Standing::Waits(more) => proptest::prop_assert_eq!(usize::from(more) + people.len(), 2),
                Standing::Disagreed => proptest::prop_assert!(people.len() == 2 && !twice),
                Standing::Divided => proptest::prop_assert!(people.len() > 2 && !twice),
                Standing::Settled(_, read) => {
                    proptest::prop_assert!(people.iter().filter(|(_, known)| **known == read).count() > 1);
                }
            }
        }
    }

    #[test]
    fn the_machine_counts_only_by_a_rule_and_only_if_it_is_sure() {
        let read = Numbers { detainee: number("1"), ..Numbers::default() };
        let one = [by("a", keyed("1"))];
        let rule = KeyingRule { machine_from: Some(0.99) };
        let settled = Standing::Settled(Basis::MachineAgrees, keyed("1"));
        assert_eq!(standing(&one, Some((&read, 0.995)), rule), settled);
        assert_eq!(standing(&one, Some((&read, 0.98)), rule), Standing::Waits(1));
        assert_eq!(standing(&one, Some((&read, 0.995)), KeyingRule::default()), Standing::Waits(1));
        assert_eq!(standing(&[by("a", keyed("2"))], Some((&read, 0.995)), rule), Standing::Waits(1));
    }

    #[test]
    fn numbers_read_as_on_a_card() {
        let numbers = Numbers { branch: number("215"), detainee: number("4471"), examination: None };
        assert_eq!(numbers.to_string(), "215-4471-?");
    }
}
