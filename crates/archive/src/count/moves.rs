//! Why two definitions of one kind of unit give two numbers: what stands in one and not in the other, and by which condition.

use std::collections::BTreeMap;

use amana_model::{Citation, Definition};
use serde::Serialize;

use super::counting::verdict;
use super::{Snapshot, UnitId, Verdict, facts};

/// Units that one definition counts and the other does not, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// What the other definition says of them: left out, or missing.
    #[serde(flatten)]
    pub why: Verdict,
    /// How many.
    pub number: u64,
    /// Which.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}

/// From one definition's number to another's: `first` − `only_first` + `only_second` = `second`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moves {
    /// The definition that it goes from.
    pub from: Citation,
    /// The definition that it goes to.
    pub to: Citation,
    /// The number that it goes from.
    pub first: u64,
    /// Counted by the first only, by what the second says of them.
    pub only_first: Vec<Move>,
    /// Counted by the second only, by what the first says of them.
    pub only_second: Vec<Move>,
    /// Counted by both.
    pub both: u64,
    /// The number that it goes to.
    pub second: u64,
}

impl Moves {
    /// What moves between two definitions; `None` if they count different kinds of units: then [`super::Chain`] leads from one
    /// to the other.
    pub fn between(first: &Definition, second: &Definition, snapshot: &Snapshot) -> Option<Self> {
        if first.counts != second.counts {
            return None;
        }
        let (mut only_first, mut only_second) = (BTreeMap::new(), BTreeMap::new());
        let mut both = 0;
        for unit in facts(snapshot, first.counts) {
            match (verdict(first, &unit), verdict(second, &unit)) {
                (Verdict::Counted, Verdict::Counted) => both += 1,
                (Verdict::Counted, why) => put(&mut only_first, why, unit.id),
                (why, Verdict::Counted) => put(&mut only_second, why, unit.id),
                _ => {}
            }
        }
        let sum =
            |of: &BTreeMap<Verdict, Vec<UnitId>>| of.values().map(|units| units.len() as u64).sum::<u64>();
        Some(Self {
            from: first.citation(),
            to: second.citation(),
            first: both + sum(&only_first),
            second: both + sum(&only_second),
            both,
            only_first: moves(only_first),
            only_second: moves(only_second),
        })
    }
}

fn put(into: &mut BTreeMap<Verdict, Vec<UnitId>>, why: Verdict, unit: UnitId) {
    into.entry(why).or_default().push(unit);
}

fn moves(of: BTreeMap<Verdict, Vec<UnitId>>) -> Vec<Move> {
    of.into_iter().map(|(why, units)| Move { why, number: units.len() as u64, units }).collect()
}
