//! Counting: a definition asked of every unit of its kind.

use std::collections::BTreeMap;

use amana_model::{
    BranchIs, CategoryIs, Citation, Condition, Conditions, CountUnit, Definition, DefinitionId,
};
use serde::Serialize;

use super::{LogHead, Snapshot, UnitFacts, UnitId, facts};

/// What a condition asks about, in the order in which conditions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Whether it is a picture at all: asked of a path as soon as anything is asked.
    Picture,
    /// Whether it is put to a person.
    Put,
    /// The category.
    Category,
    /// The state of the numbers.
    State,
    /// The branch.
    Branch,
    /// The date.
    Date,
    /// The condition of the file.
    File,
}

impl Criterion {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Put => "put",
            Self::Category => "category",
            Self::State => "state",
            Self::Branch => "branch",
            Self::Date => "date",
            Self::File => "file",
        }
    }
}

/// What a definition says of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "verdict", content = "by")]
pub enum Verdict {
    /// It is counted.
    Counted,
    /// It is left out: this does not hold, whatever is missing.
    LeftOut(Criterion),
    /// Nothing speaks against it, and this cannot be told.
    Missing(Criterion),
}

/// A count: a number with everything that it must not be shown without.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Count {
    /// The definition counted.
    pub definition: Definition,
    /// What it is cited by.
    pub citation: Citation,
    /// The log that was counted.
    pub log: LogHead,
    /// The count.
    pub number: u64,
    /// All units of this kind. Counted, left out and missing add up to it.
    pub denominator: u64,
    /// Units of which it cannot be told, by the first thing that cannot: the count would be at most so much higher.
    pub missing: BTreeMap<Criterion, u64>,
    /// Units left out, by the first condition that does not hold.
    pub left_out: BTreeMap<Criterion, u64>,
    /// The units counted.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}

impl Count {
    /// How many are missing in all.
    pub fn missing_in_all(&self) -> u64 {
        self.missing.values().sum()
    }
}

/// Counts a definition over a snapshot.
pub fn count(definition: &Definition, snapshot: &Snapshot) -> Count {
    counted(definition, &facts(snapshot, definition.counts), &snapshot.log)
}

/// Counts several definitions over a snapshot; units of a kind are looked at once for all of them.
pub fn counts<'a>(definitions: impl IntoIterator<Item = &'a Definition>, snapshot: &Snapshot) -> Vec<Count> {
    let mut all = BTreeMap::new();
    let one = |definition: &Definition| {
        let units = all.entry(definition.counts).or_insert_with(|| facts(snapshot, definition.counts));
        counted(definition, units, &snapshot.log)
    };
    definitions.into_iter().map(one).collect()
}

/// What a definition says of each unit of its kind: the units behind a count, its denominator, and what it misses and leaves out.
pub fn verdicts(definition: &Definition, snapshot: &Snapshot) -> Vec<(UnitId, Verdict)> {
    let told = |unit: UnitFacts| (unit.id.clone(), verdict(definition, &unit));
    facts(snapshot, definition.counts).into_iter().map(told).collect()
}

fn counted(definition: &Definition, all: &[UnitFacts], log: &LogHead) -> Count {
    let (mut missing, mut left_out, mut units) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for unit in all {
        match verdict(definition, unit) {
            Verdict::Counted => units.push(unit.id.clone()),
            Verdict::LeftOut(by) => *left_out.entry(by).or_default() += 1,
            Verdict::Missing(by) => *missing.entry(by).or_default() += 1,
        }
    }
    Count {
        definition: definition.clone(),
        citation: definition.citation(),
        log: log.clone(),
        number: units.len() as u64,
        denominator: all.len() as u64,
        missing,
        left_out,
        units,
    }
}

/// A number set over another: a mean or a share. Of everything that is there, so no interval belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ratio {
    /// The definition that it is divided by.
    pub over: DefinitionId,
    /// What that is cited by.
    pub citation: Citation,
    /// Its number.
    pub number: u64,
    /// What comes out; `None` over nothing.
    pub value: Option<f64>,
}

/// Sets a count over that of the definition that it is divided by.
pub fn ratio(of: &Count, over: &Count) -> Ratio {
    Ratio {
        over: over.definition.definition.clone(),
        citation: over.citation,
        number: over.number,
        value: (over.number > 0).then(|| of.number as f64 / over.number as f64),
    }
}

/// What a definition says of a unit: what speaks against it first, then what cannot be told.
pub(super) fn verdict(definition: &Definition, unit: &UnitFacts) -> Verdict {
    let asked = answers(definition, unit);
    let first = |of: Option<bool>| asked.iter().find(|(_, answer)| *answer == of).map(|(by, _)| *by);
    match (first(Some(false)), first(None)) {
        (Some(by), _) => Verdict::LeftOut(by),
        (None, Some(by)) => Verdict::Missing(by),
        (None, None) => Verdict::Counted,
    }
}

/// Every condition asked, with its answer; `None`: it cannot be told.
fn answers(definition: &Definition, unit: &UnitFacts) -> Vec<(Criterion, Option<bool>)> {
    let asks = &definition.conditions;
    let mut asked = Vec::new();
    if *asks != Conditions::default() && definition.counts == CountUnit::Occurrences {
        asked.push((Criterion::Picture, unit.picture));
    }
    if let Some(put) = asks.put {
        asked.push((Criterion::Put, unit.put.map(|is| is == put)));
    }
    if !asks.category.is_empty() {
        asked.push((Criterion::Category, category(definition, unit)));
    }
    if !asks.state.is_empty() {
        let state = unit.state.value(definition.conflicts);
        asked.push((Criterion::State, state.map(|state| asks.state.contains(state))));
    }
    if !asks.branch.is_empty() {
        asked.push((Criterion::Branch, branch(definition, unit)));
    }
    if asks.from.is_some() || asks.to.is_some() {
        let within = |date: &String| within(date, asks.from.as_deref(), asks.to.as_deref());
        asked.push((Criterion::Date, unit.date.as_ref().and_then(within)));
    }
    if !asks.file.is_empty() {
        asked.push((Criterion::File, file(&asks.file, &unit.files)));
    }
    asked
}

fn category(definition: &Definition, unit: &UnitFacts) -> Option<bool> {
    let wanted = &definition.conditions.category;
    match unit.category.value(definition.conflicts) {
        Some(said) => Some(wanted.iter().any(|wanted| wanted.word() == said)),
        None => wanted.contains(&CategoryIs::NotSaid).then_some(true),
    }
}

fn branch(definition: &Definition, unit: &UnitFacts) -> Option<bool> {
    let wanted = &definition.conditions.branch;
    match unit.branch.value(definition.conflicts) {
        Some(told) => Some(wanted.contains(&BranchIs::Number(told.clone()))),
        None => wanted.contains(&BranchIs::NotSaid).then_some(true),
    }
}

/// One of its files is enough. A file that was not analysed, or beyond the limits, tells nothing unless that is asked for.
fn file(wanted: &[Condition], files: &[Option<Condition>]) -> Option<bool> {
    let told = |file: &Option<Condition>| file.unwrap_or(Condition::NotDecoded);
    if files.iter().any(|file| wanted.contains(&told(file))) {
        return Some(true);
    }
    let open = files.is_empty() || files.iter().any(|file| told(file) == Condition::NotDecoded);
    (!open).then_some(false)
}

/// Whether a date lies between two, inclusive; `None` where it is less exact than it would have to be to tell.
fn within(date: &str, from: Option<&str>, to: Option<&str>) -> Option<bool> {
    // A month and a day are added that come before, and after, every real one: texts then order as dates do.
    let first = |date: &str| format!("{date}{}", &"0000-00-00"[date.len().min(10)..]);
    let last = |date: &str| format!("{date}{}", &"9999-99-99"[date.len().min(10)..]);
    let (earliest, latest) = (first(date), last(date));
    let (from, to) = (from.map_or_else(|| first(""), first), to.map_or_else(|| last(""), last));
    if latest < from || earliest > to {
        return Some(false);
    }
    (earliest >= from && latest <= to).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_within_outside_or_too_vague() {
        for (date, from, to, is) in [
            ("2012-03-15", Some("2012"), Some("2012-03"), Some(true)),
            ("2012-03-15", Some("2012-03-15"), Some("2012-03-15"), Some(true)),
            ("2012-04-01", None, Some("2012-03"), Some(false)),
            ("2012", Some("2012-03"), None, None),
            ("2012-03", Some("2012-03"), None, Some(true)),
            ("2011", Some("2012-03"), None, Some(false)),
            ("2013", None, Some("2012"), Some(false)),
            ("2012", Some("2011"), Some("2013-08"), Some(true)),
        ] {
            assert_eq!(within(date, from, to), is, "{date} {from:?} {to:?}");
        }
    }

    #[test]
    fn a_file_that_was_not_looked_at_tells_nothing() {
        let (ready, broken) = (Some(Condition::Ready), Some(Condition::Unreadable));
        let wanted = [Condition::Ready];
        assert_eq!(file(&wanted, &[broken, ready]), Some(true));
        assert_eq!(file(&wanted, &[broken]), Some(false));
        assert_eq!([file(&wanted, &[broken, None]), file(&wanted, &[])], [None, None]);
        assert_eq!(file(&[Condition::NotDecoded], &[None]), Some(true));
    }
}
