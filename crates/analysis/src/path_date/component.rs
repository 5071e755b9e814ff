//! What one component of a path tells of a date.

use super::Parts;
use super::months::{self, Sure};
use super::tokens::{Token, tokens};

/// What was read in one component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// No date.
    Nothing,
    /// Two dates, or one that contradicts itself.
    Ambiguous,
    /// Two digits and nothing else: perhaps a month or day below a year.
    Bare(u32),
    /// A date or a part of one.
    Parts(Parts),
}

/// Words before a number that is a name of something and no year.
const NUMBERED: &[&str] = &[
    "فرع",
    "الفرع",
    "رقم",
    "معتقل",
    "المعتقل",
    "فحص",
    "الفحص",
    "هاتف",
    "موبايل",
    "جثه",
    "no",
    "nr",
    "number",
    "id",
    "branch",
    "tel",
    "phone",
    "img",
    "dsc",
    "dscn",
    "dscf",
    "pict",
    "mvi",
    "case",
];

/// Reads one component; of a file's own name only what tells year and month counts.
pub(super) fn read(bytes: &[u8], is_file: bool) -> Reading {
    let stem = if is_file { without_ending(bytes) } else { bytes };
    let tokens = tokens(stem);
    if let ([Token::Number(digits)], false) = (&tokens[..], is_file)
        && digits.len() == 2
    {
        return digits.parse().map_or(Reading::Nothing, Reading::Bare);
    }
    let mut found = scan(&tokens);
    if is_file {
        found.retain(|m| m.sure && m.parts.year.is_some() && m.parts.month.is_some());
    }
    settle(&found)
}

fn without_ending(bytes: &[u8]) -> &[u8] {
    match memchr::memrchr(b'.', bytes) {
        // `15.03.2018` has no ending, `photo.jpg` has.
        Some(dot) if dot > 0 && bytes[dot + 1..].iter().any(u8::is_ascii_alphabetic) => &bytes[..dot],
        _ => bytes,
    }
}

/// One match: what it tells, how many tokens it used, whether a file's name may tell it so.
struct Match {
    parts: Parts,
    used: usize,
    sure: bool,
}

impl Match {
    fn sure(parts: Parts, used: usize) -> Self {
        Self { parts, used, sure: true }
    }

    fn unsure(parts: Parts, used: usize) -> Self {
        Self { parts, used, sure: false }
    }
}

fn settle(found: &[Match]) -> Reading {
    let merged = found.iter().try_fold(Parts::default(), |all, m| all.merged(m.parts));
    match merged {
        None => Reading::Ambiguous,
        Some(parts) if parts == Parts::default() => Reading::Nothing,
        Some(parts) if parts.year.is_some() && parts.date().is_none() => Reading::Ambiguous,
        Some(parts) => Reading::Parts(parts),
    }
}

fn scan(tokens: &[Token]) -> Vec<Match> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let matched = with_month(rest).or_else(|| compact(rest));
        if let Some(matched) = matched {
            at += matched.used;
            at += time_after(&tokens[at..], &matched.parts);
            found.push(matched);
            continue;
        }
        let Some(chain) = Chain::at(rest) else {
            at += 1;
            continue;
        };
        let numbered = numbered(&tokens[..at]);
        let matched = chain.date().or_else(|| if numbered { None } else { chain.year() });
        at += matched.as_ref().map_or(chain.used, |m| m.used);
        if let Some(matched) = matched {
            at += time_after(&tokens[at..], &matched.parts);
            found.push(matched);
        }
    }
    found
}

/// Whether the last word says that a number follows which is a name.
fn numbered(before: &[Token]) -> bool {
    let word = before.iter().rev().take(2).find_map(|t| match t {
        Token::Word(word) => Some(word.as_str()),
        _ => None,
    });
    word.is_some_and(|w| NUMBERED.contains(&w))
}

/// The tokens of a time of day directly behind a whole date: `_102233`, ` 10-22-33`.
fn time_after(rest: &[Token], parts: &Parts) -> usize {
    if parts.day.is_none() {
        return 0;
    }
    let [Token::Between(gap), Token::Number(first), ..] = rest else { return 0 };
    if gap.chars().count() > 2 {
        return 0;
    }
    if matches!(first.len(), 4 | 6 | 9) {
        return 2;
    }
    let chain = Chain::at(&rest[1..]);
    chain.filter(|c| c.numbers.len() == 3 && c.numbers.iter().all(|n| n.len() == 2)).map_or(0, |c| c.used + 1)
}

/// A year that photographs of this field can have.
fn year(digits: &str) -> Option<u32> {
    (digits.len() == 4).then(|| digits.parse().ok())?.filter(|y| (1970..=2039).contains(y))
}

fn small(digits: &str, most: u32) -> Option<u32> {
    (digits.len() <= 2).then(|| digits.parse().ok())?.filter(|n| (1..=most).contains(n))
}

/// A year of two digits: 2000 to 2039, or 1980 to 1999.
fn short_year(digits: &str) -> Option<u32> {
    let value: u32 = (digits.len() == 2).then(|| digits.parse().ok())??;
    match value {
        0..40 => Some(2000 + value),
        80.. => Some(1900 + value),
        _ => None,
    }
}

fn exists(parts: Parts) -> Option<Parts> {
    parts.date().map(|_| parts)
}

/// `20120315` and `20120315102233`.
fn compact(rest: &[Token]) -> Option<Match> {
    let digits = rest.first()?.digits().filter(|d| matches!(d.len(), 8 | 14))?;
    let parts = Parts::of(year(&digits[..4])?, small(&digits[4..6], 12)?, small(&digits[6..8], 31)?);
    Some(Match::sure(exists(parts)?, 1))
}

/// Numbers joined by one and the same sign.
struct Chain<'t> {
    numbers: Vec<&'t str>,
    strong: bool,
    used: usize,
}

impl<'t> Chain<'t> {
    fn at(rest: &'t [Token]) -> Option<Self> {
        let first = rest.first()?.digits()?;
        let sign = match rest.get(1) {
            Some(Token::Between(sign)) => sign.as_str(),
            _ => "",
        };
        let strong = matches!(sign, "-" | "." | "–" | "−" | "\\" | "،" | ",");
        let mut chain = Self { numbers: vec![first], strong, used: 1 };
        if !strong && !matches!(sign, " " | "_") {
            return Some(chain);
        }
        while let [Token::Between(between), Token::Number(next), after @ ..] = &rest[chain.used..] {
            // Blanks join single numbers only: in `215 12-04-2012` the first stands alone.
            let joined = matches!((strong, after), (false, [Token::Between(next_sign), Token::Number(_), ..]) if next_sign != sign);
            if between != sign || joined {
                break;
            }
            chain.numbers.push(next);
            chain.used += 2;
        }
        Some(chain)
    }

    /// Three numbers, or two, that are a date; day before month.
    fn date(&self) -> Option<Match> {
        match self.numbers[..] {
            [a, b, c] => self.three(a, b, c),
            [a, b, c, ..] if year(a).is_some() => Some(Match::sure(year_first(a, b, c)?, self.used)),
            [a, b] => self.two(a, b),
            _ => None,
        }
    }

    fn three(&self, a: &str, b: &str, c: &str) -> Option<Match> {
        if let Some(parts) = year_first(a, b, c) {
            return Some(Match::sure(parts, self.used));
        }
        if let Some(y) = year(c) {
            let day_first = || exists(Parts::of(y, small(b, 12)?, small(a, 31)?));
            let month_first = || exists(Parts::of(y, small(a, 12)?, small(b, 31)?));
            return Some(Match::sure(day_first().or_else(month_first)?, self.used));
        }
        // Two digits a piece: only folders are named so; three short numbers in a file's name may be anything.
        let parts = Parts::of(short_year(c)?, small(b, 12)?, small(a, 31)?);
        let written_out = a.len() + b.len() > 2;
        exists(parts).filter(|_| self.strong && written_out).map(|parts| Match::unsure(parts, self.used))
    }

    fn two(&self, a: &str, b: &str) -> Option<Match> {
        let year_month = year(a).and_then(|y| Some(Parts::of(y, small(b, 12)?, None)));
        let month_year = || year(b).and_then(|y| Some(Parts::of(y, small(a, 12)?, None)));
        if let Some(parts) = year_month.or_else(month_year) {
            return Some(Match::unsure(parts, self.used));
        }
        // `5-7` may be people; `12-04` below a year is a day.
        let day_month = Parts::of(None, small(b, 12)?, small(a, 31)?);
        let real = a.len() + b.len() > 2 && small(a, super::days_in_month(2000, small(b, 12)?)?).is_some();
        (self.strong && real).then(|| Match::unsure(day_month, self.used))
    }

    /// A year standing alone; blanks may part it from one other number.
    fn year(&self) -> Option<Match> {
        let lone = self.numbers.len() == 1 || (!self.strong && self.numbers.len() == 2);
        let mut years = self.numbers.iter().filter_map(|n| year(n)).filter(|_| lone);
        // Of two years nobody can say which.
        let year = years.next().filter(|_| years.next().is_none())?;
        Some(Match::unsure(Parts::of(year, None, None), self.used))
    }
}

fn year_first(a: &str, b: &str, c: &str) -> Option<Parts> {
    exists(Parts::of(year(a)?, small(b, 12)?, small(c, 31)?))
}

/// A month's name with the numbers around it: `15 آذار 2012`, `March 15, 2012`, `2012-نيسان`, `نيسان`.
fn with_month(rest: &[Token]) -> Option<Match> {
    let (before, skipped) = match rest {
        [Token::Number(n), Token::Between(gap), ..] if is_gap(gap) => (Some(n.as_str()), 2),
        [Token::Number(n), ..] => (Some(n.as_str()), 1),
        _ => (None, 0),
    };
    let (month, sure, words) = month_at(rest.get(skipped..)?)?;
    let used = skipped + words;
    let after = number_after(&rest[used..]);
    let (parts, more) = match (before, after) {
        (Some(b), Some((a, n))) if year(b).is_some() => match small(a, 31) {
            Some(day) => (Parts::of(year(b), month, day), n),
            None => (Parts::of(year(b), month, None), 0),
        },
        (Some(b), Some((a, n))) => (Parts::of(year(a).or(short_year(a))?, month, small(b, 31)?), n),
        (Some(b), None) if year(b).is_some() => (Parts::of(year(b), month, None), 0),
        (Some(b), None) => (Parts::of(None, month, small(b, 31)?), 0),
        (None, Some((a, n))) if year(a).is_some() => (Parts::of(year(a), month, None), n),
        (None, Some((a, n))) => {
            let day = small(a, 31)?;
            match number_after(&rest[used + n..]).and_then(|(y, m)| Some((year(y)?, m))) {
                Some((y, m)) => (Parts::of(y, month, day), n + m),
                None => (Parts::of(None, month, day), n),
            }
        }
        (None, None) if sure == Sure::Alone => (Parts::of(None, month, None), 0),
        (None, None) => return None,
    };
    if parts.year.is_some() && parts.date().is_none() {
        return None;
    }
    Some(Match::sure(parts, used + more))
}

/// The month named at the start, the sureness, and how many tokens the name takes; two names of it count as one.
fn month_at(rest: &[Token]) -> Option<(u32, Sure, usize)> {
    let Token::Word(first) = rest.first()? else { return None };
    if let [_, Token::Between(_), Token::Word(second) | Token::Number(second), ..] = rest {
        if let Some(month) = months::of_pair(first, second) {
            return Some((month, Sure::Alone, 3));
        }
        let twice = months::of_word(first).zip(months::of_word(second)).filter(|((a, _), (b, _))| a == b);
        if let Some(((month, _), _)) = twice {
            return Some((month, Sure::Alone, 3));
        }
    }
    months::of_word(first).map(|(month, sure)| (month, sure, 1))
}

fn number_after(rest: &[Token]) -> Option<(&str, usize)> {
    match rest {
        [Token::Number(n), ..] => Some((n, 1)),
        [Token::Between(gap), Token::Number(n), ..] if is_gap(gap) => Some((n, 2)),
        _ => None,
    }
}

fn is_gap(gap: &str) -> bool {
    gap.chars().count() <= 2 && gap.chars().all(|c| matches!(c, ' ' | '-' | '.' | '_' | ',' | '،' | '\\'))
}
