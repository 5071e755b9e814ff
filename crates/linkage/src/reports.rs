//! Reports about missing people beside one another: which may be about one person, and what speaks for and against it.
//!
//! Two relatives may report one person. What comes out is an order with reasons, and no probability: reports are few and
//! uneven, and a family is not told that a machine found somebody. People decide.

use std::collections::{BTreeMap, BTreeSet};

use amana_model::{MissingPerson, PartialDate};

use crate::names::{Likeness, Name, NameLevel, fold};

/// What speaks for two reports being about one person, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// The names agree this far.
    Name(NameLevel),
    /// The fathers' names.
    Father,
    /// The mothers' names.
    Mother,
    /// Sex.
    Sex,
    /// Birth, as far as both tell it.
    Born,
    /// The place of birth.
    Birthplace,
    /// When they were taken, as far as both tell it.
    Taken,
    /// Where.
    TakenWhere,
}

/// A report beside the one that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Its place among those compared.
    pub place: usize,
    /// What speaks for it: the names first.
    pub speaks_for: Vec<Point>,
    /// What speaks against it.
    pub against: Vec<Point>,
}

impl Alike {
    /// For sorting: more for it and less against it first, then the names.
    fn rank(&self) -> (i64, Option<NameLevel>) {
        let name = self.speaks_for.iter().find_map(|point| match point {
            Point::Name(level) => Some(*level),
            _ => None,
        });
        (self.speaks_for.len() as i64 - 2 * self.against.len() as i64, name)
    }
}

/// A person's names, taken apart once.
struct Taken<'a> {
    names: Vec<Name>,
    father: Name,
    mother: Name,
    person: &'a MissingPerson,
}

impl<'a> Taken<'a> {
    fn of(person: &'a MissingPerson) -> Self {
        Self {
            names: person.names().into_iter().map(Name::of).collect(),
            father: Name::of(&person.father),
            mother: Name::of(&person.mother),
            person,
        }
    }

    /// How far the best pair of names agrees.
    fn likeness(&self, other: &Self) -> Option<NameLevel> {
        let pairs = self.names.iter().flat_map(|one| other.names.iter().filter_map(|two| one.likeness(two)));
        pairs.map(|likeness: Likeness| likeness.level).max()
    }
}

/// Reports that may be about the person asked, those with most for it first; only where a name agrees but for one word at most.
pub fn alike<'a>(asked: &MissingPerson, among: impl IntoIterator<Item = &'a MissingPerson>) -> Vec<Alike> {
    let asked = Taken::of(asked);
    let mut all: Vec<Alike> = among
        .into_iter()
        .enumerate()
        .filter_map(|(place, person)| beside(&asked, &Taken::of(person), place))
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.rank()));
    all
}

/// Every two of some reports that may be about one person, each once, those with most for it first: the place of one, and of the other in
/// what is told of it.
///
/// Compared are those whose names have a word that is written or sounds alike; where every word differs by a letter, only
/// [`alike`] finds it.
pub fn pairs(all: &[&MissingPerson]) -> Vec<(usize, Alike)> {
    let taken: Vec<Taken<'_>> = all.iter().map(|person| Taken::of(person)).collect();
    let mut of_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, one) in taken.iter().enumerate() {
        let keys: BTreeSet<&str> = one
            .names
            .iter()
            .flat_map(Name::words)
            .flat_map(|word| [word.text()].into_iter().chain(word.keys()))
            .collect();
        let before: BTreeSet<usize> =
            keys.iter().filter_map(|key| of_word.get(key)).flatten().copied().collect();
        let told = before.into_iter().filter_map(|other| Some((other, beside(&taken[other], one, place)?)));
        found.extend(told);
        keys.into_iter().for_each(|key| of_word.entry(key).or_default().push(place));
    }
    found.sort_by_key(|(_, alike)| std::cmp::Reverse(alike.rank()));
    found
}

fn beside(one: &Taken<'_>, two: &Taken<'_>, place: usize) -> Option<Alike> {
    let level = one.likeness(two).filter(|level| *level >= NameLevel::AllButOne)?;
    let (mut speaks_for, mut against) = (vec![Point::Name(level)], Vec::new());
    let mut tell = |point, agrees: Option<bool>| match agrees {
        Some(true) => speaks_for.push(point),
        Some(false) => against.push(point),
        None => {}
    };
    tell(Point::Father, parent(&one.father, &two.father));
    tell(Point::Mother, parent(&one.mother, &two.mother));
    tell(Point::Sex, one.person.sex.zip(two.person.sex).map(|(one, two)| one == two));
    tell(Point::Born, date(one.person.born.as_ref(), two.person.born.as_ref()));
    tell(Point::Birthplace, words(&one.person.birthplace, &two.person.birthplace));
    tell(Point::Taken, date(one.person.taken.as_ref(), two.person.taken.as_ref()));
    tell(Point::TakenWhere, words(&one.person.taken_where, &two.person.taken_where));
    Some(Alike { place, speaks_for, against })
}

/// A parent's name speaks against only where no word of it agrees.
fn parent(one: &Name, two: &Name) -> Option<bool> {
    match one.likeness(two)?.level {
        NameLevel::Differs => Some(false),
        level if level >= NameLevel::OneWord => Some(true),
        _ => None,
    }
}

/// As far as both tell it; a year apart says nothing, since families remember the year.
fn date(one: Option<&PartialDate>, two: Option<&PartialDate>) -> Option<bool> {
    let (one, two) = one.zip(two)?;
    let shared = one.as_str().len().min(two.as_str().len());
    if one.as_str()[..shared] == two.as_str()[..shared] {
        return Some(true);
    }
    (one.year().abs_diff(two.year()) > 1).then_some(false)
}

/// A place speaks for it where it is written alike; otherwise it says nothing: one town has many names.
fn words(one: &str, two: &str) -> Option<bool> {
    let (one, two) = (fold(one), fold(two));
    (!one.is_empty() && one == two).then_some(true)
}

#[cfg(test)]
mod tests {
    use amana_model::StatedSex;

    use super::*;

    fn person(name: &str, taken: &str) -> MissingPerson {
        let taken = (!taken.is_empty()).then(|| taken.parse().unwrap());
        MissingPerson { name_arabic: name.into(), taken, ..MissingPerson::default() }
    }

    #[test]
    fn two_relatives_who_report_one_person_are_found_with_the_reasons() {
        let mut asked = person("أحمد خالد الزيتوني", "2013-05-17");
        asked.father = "خالد".into();
        asked.sex = Some(StatedSex::Male);
        let mut sister = person("", "2013-05");
        sister.name_latin = "Ahmad Khaled al-Zaytouni".into();
        sister.father = "Khalid".into();
        let mut cousin = person("أحمد خالد الزيتوني", "2018");
        cousin.sex = Some(StatedSex::Female);
        cousin.father = "سمير".into();
        let among = [person("وليد البحري", "2013"), cousin, sister];
        let found = alike(&asked, &among);
        assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [2, 1]);
        assert!(found[0].against.is_empty(), "{found:?}");
        assert_eq!(&found[0].speaks_for[1..], [Point::Father, Point::Taken]);
        assert_eq!(found[1].speaks_for, [Point::Name(NameLevel::Same)]);
        assert_eq!(found[1].against, [Point::Father, Point::Sex, Point::Taken]);
    }

    #[test]
    fn every_two_that_may_be_one_person_are_told_once() {
        let mut sister = person("", "2013-05");
        sister.name_latin = "Ahmad Khaled al-Zaytouni".into();
        let all = [person("أحمد خالد الزيتوني", "2013-05-17"), person("وليد البحري", "2013"), sister];
        let all: Vec<&MissingPerson> = all.iter().collect();
        let found = pairs(&all);
        assert_eq!(found.iter().map(|(one, alike)| (*one, alike.place)).collect::<Vec<_>>(), [(0, 2)]);
        assert_eq!(found[0].1.speaks_for, [Point::Name(NameLevel::Spelled), Point::Taken]);
        assert!(pairs(&[]).is_empty());
    }

    #[test]
    fn what_is_not_said_speaks_neither_way() {
        let found = alike(&person("فلان المخترع", ""), &[person("فلان المخترع", "2013")]);
        assert_eq!(found[0].speaks_for.len(), 1);
        assert!(found[0].against.is_empty());
        let (year, next) = (person("فلان المخترع", "2013"), person("فلان المخترع", "2014-01"));
        assert!(alike(&year, &[next])[0].against.is_empty(), "a year apart says nothing");
        assert!(alike(&person("", ""), &[person("فلان", "")]).is_empty());
    }
}
