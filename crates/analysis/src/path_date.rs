//! Dates read out of paths: the folder styles of the field, in Arabic and English, day first.
//!
//! A date is a claim by whoever named the folder. The deepest component that tells one wins; what it leaves out is
//! taken from the folders around it (`2012/04/12`, `2021/شرطة 12-04`). Whatever can be read in two ways, or contradicts
//! itself, gives nothing. A file's own name counts only where it tells a year together with a month: `IMG_2012.jpg`
//! is a counter.

mod component;
mod months;
mod tokens;

use amana_model::{OccurrencePath, PathBytes, PathDate, PathDatePrecision};

use self::component::{Reading, read};

/// Components looked at, from the deepest; longer paths are told by their end.
const DEEPEST: usize = 64;

/// What was read of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Parts {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Parts {
    fn of(year: impl Into<Option<u32>>, month: impl Into<Option<u32>>, day: impl Into<Option<u32>>) -> Self {
        Self { year: year.into(), month: month.into(), day: day.into() }
    }

    /// Both together; `None` if they contradict each other.
    fn merged(self, other: Self) -> Option<Self> {
        fn one(a: Option<u32>, b: Option<u32>) -> Option<Option<u32>> {
            match (a, b) {
                (Some(a), Some(b)) if a != b => None,
                _ => Some(a.or(b)),
            }
        }
        let year = one(self.year, other.year)?;
        Some(Self { year, month: one(self.month, other.month)?, day: one(self.day, other.day)? })
    }

    /// The date, if it has a year and exists.
    fn date(self) -> Option<(String, PathDatePrecision)> {
        let year = self.year?;
        match (self.month, self.day) {
            (None, None) => Some((format!("{year:04}"), PathDatePrecision::Year)),
            (Some(month), None) => Some((format!("{year:04}-{month:02}"), PathDatePrecision::Month)),
            (Some(month), Some(day)) if (1..=days_in_month(year, month)?).contains(&day) => {
                Some((format!("{year:04}-{month:02}-{day:02}"), PathDatePrecision::Day))
            }
            _ => None,
        }
    }
}

/// Days of a month; `None` if there is no such month.
pub(crate) fn days_in_month(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    })
}

/// Reads the date that a path tells, if it tells exactly one.
pub fn path_date(path: &OccurrencePath) -> Option<PathDate> {
    let mut climb = Climb::default();
    let components = components(path);
    for (index, bytes) in components.iter().rev().take(DEEPEST).enumerate() {
        let reading = if bytes.len() > 1024 { Reading::Nothing } else { read(bytes, index == 0) };
        match climb.step(reading, bytes) {
            Step::On => {}
            Step::Done => break,
            Step::Ambiguous => return None,
        }
    }
    let (date, precision) = climb.parts.date()?;
    climb.from.reverse();
    Some(PathDate { date, precision, from: climb.from.join("/") })
}

fn components(path: &OccurrencePath) -> Vec<&[u8]> {
    let chain = path.within.iter().chain([&path.path]);
    chain.flat_map(|p| p.0.split(|b| *b == b'/')).filter(|c| !c.is_empty()).collect()
}

enum Step {
    On,
    Done,
    Ambiguous,
}

/// The way up from the file name, with what was gathered.
#[derive(Default)]
struct Climb {
    parts: Parts,
    from: Vec<String>,
    /// Folders named by two digits alone, directly below the present one, the deepest first.
    bare: Vec<(u32, String)>,
}

impl Climb {
    fn step(&mut self, reading: Reading, bytes: &[u8]) -> Step {
        let shown = PathBytes(bytes.to_vec()).to_string();
        match reading {
            Reading::Nothing => self.bare.clear(),
            Reading::Ambiguous => return Step::Ambiguous,
            Reading::Bare(number) => self.bare.push((number, shown)),
            Reading::Parts(parts) => {
                let parts = self.with_bare(parts);
                self.from.push(shown);
                let Some(merged) = self.parts.merged(parts) else { return Step::Ambiguous };
                self.parts = merged;
            }
        }
        if self.parts.year.is_some() { Step::Done } else { Step::On }
    }

    /// `2012/04/12`: folders of two digits below a year are its month and day, below a month its day.
    fn with_bare(&mut self, mut parts: Parts) -> Parts {
        let mut bare = std::mem::take(&mut self.bare);
        if parts.year.is_none() || parts.day.is_some() || self.parts != Parts::default() {
            return parts;
        }
        let mut used = Vec::new();
        while let (Some((number, shown)), None) = (bare.pop(), parts.day) {
            let slot = if parts.month.is_none() { &mut parts.month } else { &mut parts.day };
            *slot = Some(number);
            if parts.date().is_none() || parts.month.is_none_or(|m| !(1..=12).contains(&m)) {
                *if parts.day.is_some() { &mut parts.day } else { &mut parts.month } = None;
                break;
            }
            used.push(shown);
        }
        self.from.extend(used.into_iter().rev());
        parts
    }
}
