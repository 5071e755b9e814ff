//! People of the archive beside one who is missing: what speaks for and against each, and in which order to look.
//!
//! What comes out is an order with reasons. It is no probability: what families remember and what cards say are uneven, and nobody
//! could say of how many such pairs one is right. Nobody is left out, so that nobody is missed because a memory was wrong. People decide.
//!
//! The order: the weights of the grounds for somebody, less those against; of equals, the best name, then the nearest face, then as
//! given. The weights are ours, chosen so that no one ground hides another, and are written in docs/LINKAGE.md.

mod branches;
mod marks;

use amana_model::{MissingPerson, Number, PartialDate, StatedSex};

pub use self::branches::named as branches_named;
pub use self::marks::{Coded, Mark};
use crate::names::{Name, NameLevel};

/// From how much weight on somebody is worth a look before others.
pub const MUCH: i32 = 5;

/// Where a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameSource {
    /// In the name of a file or a folder.
    Path,
    /// In a note that somebody wrote.
    Note,
}

/// One thing that speaks for somebody, or against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// A name agrees this far with one that was found there.
    Name {
        /// How far.
        level: NameLevel,
        /// Where it was found.
        source: NameSource,
        /// As it stands there.
        text: String,
    },
    /// A face is the `rank`-th nearest person's to this photograph of the living, of `of` people with faces that were compared.
    Face {
        /// Which photograph of the living, from 1.
        photograph: u32,
        /// From 1.
        rank: u32,
        /// Of how many.
        of: u32,
    },
    /// The branch on the card is one that the family names, or is not.
    Branch(Number),
    /// Sex.
    Sex,
    /// Age when photographed, by birth as told, and the age band as seen.
    Age,
    /// Photographed after the person was taken, or before.
    Taken,
    /// Photographed as dead after the person was last seen alive, or before.
    LastSeen,
    /// A mark that the family tells of was coded here, or coded as absent where it should be.
    Mark(Mark),
}

impl Ground {
    /// How much it moves somebody up.
    fn weight_for(&self) -> i32 {
        match self {
            Self::Name { level, .. } => match level {
                NameLevel::Same | NameLevel::Spelled => 8,
                NameLevel::Within | NameLevel::Close | NameLevel::Elsewhere => 6,
                _ => 4,
            },
            // The nearest of a few is near to nobody.
            Self::Face { rank: 1..=3, of: 50.., .. } => 5,
            Self::Face { rank, of, .. } if rank.saturating_mul(20) <= *of => 3,
            Self::Face { .. } => 1,
            Self::Branch(_) => 3,
            Self::Mark(mark) => 1 + i32::from(mark.region.is_some()),
            Self::Sex | Self::Age | Self::Taken | Self::LastSeen => 1,
        }
    }

    /// Whether it says nothing either way: a face far down the order stands there because every face stands somewhere.
    pub fn is_neutral(&self) -> bool {
        matches!(self, Self::Face { .. }) && self.weight_for() <= 1
    }

    /// How much it moves somebody down. People are moved between branches, and cameras' clocks are wrong: neither rules anybody out.
    fn weight_against(&self) -> i32 {
        match self {
            Self::Sex => 6,
            Self::Taken | Self::LastSeen => 4,
            Self::Age => 3,
            Self::Branch(_) | Self::Mark(_) => 1,
            Self::Name { .. } | Self::Face { .. } => 0,
        }
    }
}

/// What is asked.
pub struct Asked<'a> {
    person: &'a MissingPerson,
    names: Vec<Name>,
    branches: Vec<Number>,
    marks: Vec<Mark>,
}

impl<'a> Asked<'a> {
    /// Takes a report apart. `branches`: the numbers of the branches that it names ([`branches_named`]).
    pub fn of(person: &'a MissingPerson, branches: Vec<Number>) -> Self {
        let names = person.names().into_iter().map(Name::of).filter(|name| name.words().len() > 1).collect();
        Self { person, names, branches, marks: marks::told(&person.marks) }
    }

    /// The branches that it names.
    pub fn branches(&self) -> &[Number] {
        &self.branches
    }

    /// The marks that it tells of, as far as they are understood.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}

/// A name that was found with somebody, taken apart once.
pub struct FoundName {
    source: NameSource,
    text: String,
    name: Name,
}

impl FoundName {
    /// The name in a text, where there may be one: two words at least that are no numbers.
    pub fn in_text(source: NameSource, text: &str) -> Option<Self> {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphabetic() && !is_within(c))
            .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_of_cameras(word))
            .collect();
        let name = Name::of(&words.join(" "));
        (name.words().len() > 1).then(|| Self { source, text: text.to_owned(), name })
    }
}

/// What cameras and programs call files and folders.
fn is_of_cameras(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "dsc", "dscn", "dscf", "img", "imag", "pict", "dcim", "jpg", "jpeg", "png", "tif", "tiff", "heic",
        "copy", "canon", "nikon",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Marks and signs that stand within a word.
fn is_within(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '`' | 'ʿ' | 'ʾ' | '\u{0640}' | '\u{064B}'
            ..='\u{065F}' | '\u{0670}' | '\u{200C}' | '\u{200D}'
    )
}

/// Somebody whose photographs are here.
#[derive(Default)]
pub struct Known<'a> {
    /// Sex as seen: `female`, `male`, or else it says nothing.
    pub sex: Option<&'a str>,
    /// The age band as seen.
    pub age_band: Option<&'a str>,
    /// The branch, according to the numbers on the card.
    pub branch: Option<&'a Number>,
    /// The earliest and the latest time that photographs claim: each begins with year, month, day.
    pub seen: Option<(&'a str, &'a str)>,
    /// Names found with the photographs.
    pub names: Vec<&'a FoundName>,
    /// What was coded and is settled; none where it is closed to whoever searches.
    pub coded: Option<&'a Coded>,
    /// Places among the people whose faces were compared: photograph of the living, rank, of how many.
    pub faces: Vec<(u32, u32, u32)>,
}

/// Somebody beside the one who is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The place among those given.
    pub place: usize,
    /// What speaks for it, the weightiest first.
    pub speaks_for: Vec<Ground>,
    /// What speaks against it.
    pub against: Vec<Ground>,
    /// The sum that orders; never shown.
    weight: i32,
}

impl Beside {
    /// Whether much speaks for it: enough, and something in it that few share. Branch, sex, age and dates are thousands of people's.
    pub fn is_much(&self) -> bool {
        let is_rare = |ground: &Ground| match ground {
            Ground::Name { .. } => true,
            Ground::Face { .. } => ground.weight_for() > 1,
            Ground::Mark(mark) => mark.region.is_some(),
            _ => false,
        };
        self.weight >= MUCH && self.speaks_for.iter().any(is_rare)
    }

    fn order(&self) -> (std::cmp::Reverse<i32>, std::cmp::Reverse<Option<NameLevel>>, u32) {
        let name = self.speaks_for.iter().find_map(|ground| match ground {
            Ground::Name { level, .. } => Some(*level),
            _ => None,
        });
        let face = self.speaks_for.iter().filter_map(|ground| match ground {
            Ground::Face { rank, .. } => Some(*rank),
            _ => None,
        });
        (std::cmp::Reverse(self.weight), std::cmp::Reverse(name), face.min().unwrap_or(u32::MAX))
    }
}

/// Puts everybody beside the one who is missing, in the order in which to look. Nobody is left out.
pub fn beside<'a>(asked: &Asked<'_>, known: impl IntoIterator<Item = Known<'a>>) -> Vec<Beside> {
    let mut all: Vec<Beside> =
        known.into_iter().enumerate().map(|(place, one)| compared(asked, &one, place)).collect();
    all.sort_by_key(Beside::order);
    all
}

fn compared(asked: &Asked<'_>, known: &Known<'_>, place: usize) -> Beside {
    let (mut speaks_for, mut against) = (Vec::new(), Vec::new());
    let mut tell = |ground, agrees: Option<bool>| match agrees {
        Some(true) => speaks_for.push(ground),
        Some(false) => against.push(ground),
        None => {}
    };
    if let Some(name) = best_name(asked, &known.names) {
        tell(name, Some(true));
    }
    for (photograph, rank, of) in &known.faces {
        tell(Ground::Face { photograph: *photograph, rank: *rank, of: *of }, Some(true));
    }
    if let Some(branch) = known.branch.filter(|_| !asked.branches.is_empty()) {
        tell(Ground::Branch(branch.clone()), Some(asked.branches.contains(branch)));
    }
    tell(Ground::Sex, sex(asked.person.sex, known.sex));
    let when = known.seen.map(|(first, _)| first);
    tell(Ground::Age, age(asked.person.born.as_ref(), when, known.age_band));
    let last = known.seen.map(|(_, last)| last);
    tell(Ground::Taken, after(asked.person.taken.as_ref(), last));
    tell(Ground::LastSeen, after(asked.person.last_seen.as_ref(), last));
    for (mark, agrees) in marks::compared(&asked.marks, known.coded) {
        tell(Ground::Mark(mark), Some(agrees));
    }
    speaks_for.sort_by_key(|ground| -ground.weight_for());
    against.sort_by_key(|ground| -ground.weight_against());
    // Three photographs of one living face say no more than the nearest of them.
    let is_face = |ground: &&Ground| matches!(ground, Ground::Face { .. });
    let faces = speaks_for.iter().filter(is_face).map(Ground::weight_for).max().unwrap_or(0);
    let others: i32 = speaks_for.iter().filter(|ground| !is_face(ground)).map(Ground::weight_for).sum();
    let weight = faces + others - against.iter().map(Ground::weight_against).sum::<i32>();
    Beside { place, speaks_for, against, weight }
}

/// The name that agrees furthest, by two words at least.
fn best_name(asked: &Asked<'_>, found: &[&FoundName]) -> Option<Ground> {
    let pairs = asked.names.iter().flat_map(|one| found.iter().map(move |two| (one, two)));
    let levels = pairs.filter_map(|(one, two)| {
        let likeness = one.likeness(&two.name)?;
        (likeness.met.len() > 1 && likeness.level >= NameLevel::AllButOne).then_some((likeness.level, two))
    });
    let (level, found) = levels.max_by_key(|(level, _)| *level)?;
    Some(Ground::Name { level, source: found.source, text: found.text.clone() })
}

fn sex(told: Option<StatedSex>, seen: Option<&str>) -> Option<bool> {
    let (told, seen) = told.zip(StatedSex::from_word(seen?))?;
    Some(told == seen)
}

/// From which age on each band goes (the starting codebook's help says the same), and up to which.
fn band(word: &str) -> Option<(i32, i32)> {
    Some(match word {
        "infant" => (0, 1),
        "child" => (2, 11),
        "adolescent" => (12, 17),
        "adult" => (18, 59),
        "elder" => (60, 130),
        _ => return None,
    })
}

/// How many years a band may be off before it speaks against: hunger and decomposition make a face look older, less so a child's.
fn slack(word: &str) -> i32 {
    if matches!(word, "adult" | "elder") { 12 } else { 4 }
}

/// Whether the age when photographed fits the band as seen; near its ends it says nothing.
fn age(born: Option<&PartialDate>, when: Option<&str>, seen: Option<&str>) -> Option<bool> {
    let (born, when, seen) = (born?.year(), year(when?)?, seen?);
    let (from, to) = band(seen)?;
    // By years alone a person is of two ages.
    let (least, most) = (when - born - 1, when - born);
    if most < 0 {
        return Some(false);
    }
    if most >= from && least <= to {
        return Some(true);
    }
    let off = if most < from { from - most } else { least - to };
    (off > slack(seen)).then_some(false)
}

fn year(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

/// Whether the latest photograph is of the same time or later than what is told, as far as both tell it; one year within which both
/// are, and no more known, says nothing against.
fn after(told: Option<&PartialDate>, last: Option<&str>) -> Option<bool> {
    let told = told?.as_str();
    let last: String = last?.chars().map(|c| if c == ':' { '-' } else { c }).take(10).collect();
    let shared = told.len().min(last.len());
    year(&last)?;
    Some(last.get(..shared)? >= told.get(..shared)?)
}

#[cfg(test)]
mod tests;
