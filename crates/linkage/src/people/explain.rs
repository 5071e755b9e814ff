//! Says of each photograph of a group what it hangs on and why, and how sure that is; and what numbers kept apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use amana_model::Field;

use super::bits::Bits;
use super::blocks::Pair;
use super::evidence::Evidence;
use super::gather::Across;
use super::numbers::{Numbers, TRIPLE, Verdict};
use super::photograph::Reduced;

/// A gap of more seconds is no reason that anybody would give.
const REASON_SECONDS: i64 = 300;
/// More steps of the counter are none either.
const REASON_STEPS: i64 = 4;
/// Two photographs that differ in their numbers are a conflict if all else says so much for one person.
const CONFLICT: Bits = Bits::of(2.0);
/// Numbers less probable than this are no reason.
const REASON_NUMBER: f32 = 0.5;
/// No suggestion is surer than this, whatever the sums say.
const SUREST: f32 = 0.99;
/// Nor surer than this where only clock, counter and folder speak: a photographer in a hurry goes from one body to the next as
/// fast as from view to view, and nothing here would tell.
const SUREST_BY_ORDER: f32 = 0.9;

/// Why a photograph hangs on another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// They are copies of one picture.
    CopyOf,
    /// The same numbers were read on both, each with its field.
    SameNumbers(Vec<(Field, String)>),
    /// Their faces are alike.
    SameFace,
    /// Taken so many seconds after the other (before it, if negative), on one clock.
    SecondsAfter(i64),
    /// So many steps after the other (before it, if negative) in one counter; 0 for a copy by its name.
    NextInSequence(i64),
    /// They lie in one folder; named where clock and counter say nothing.
    SameFolder,
}

/// One photograph of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The photograph.
    pub id: u32,
    /// How sure it is that it shows the person of the rest of the group, 0 to 0.99.
    pub probability: f32,
    /// The photograph it hangs on; `None` for the first, on which the others hang.
    pub hangs_on: Option<u32>,
    /// Why, the best reasons first.
    pub reasons: Vec<Reason>,
}

/// Photographs that seem to show one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonGroup {
    /// Its stable name: the id of its earliest photograph.
    pub name: u32,
    /// Its photographs by id, the earliest first.
    pub members: Vec<Member>,
    /// The readable numbers, at most one a field.
    pub numbers: Vec<(Field, String)>,
    /// A face or a number was seen in some photograph; where none was, it may be a place or a document.
    pub person_seen: bool,
}

/// Two photographs that would be one person's but for their numbers: work for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// One photograph, and the number on it.
    pub one: (u32, String),
    /// The other, and the number on it; the same photograph if two numbers stand in one.
    pub two: (u32, String),
    /// The field in which they differ.
    pub field: Field,
}

/// What [`group`](super::group) gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Candidates {
    /// The groups, by name.
    pub groups: Vec<PersonGroup>,
    /// What readable numbers kept apart, the strongest of each two groups, by id.
    pub conflicts: Vec<Conflict>,
}

pub(super) fn explain(all: &[Reduced], pairs: &[Pair], groups: &[Vec<u32>]) -> Candidates {
    let mut of: Vec<u32> = (0..all.len() as u32).collect();
    for group in groups {
        group.iter().for_each(|at| of[*at as usize] = group[0]);
    }
    let mut within: BTreeMap<u32, Vec<(Pair, Evidence)>> = BTreeMap::new();
    let mut apart: BTreeMap<Pair, (Bits, Conflict)> = BTreeMap::new();
    for pair in pairs {
        let (one, two) = (&all[pair.0 as usize], &all[pair.1 as usize]);
        let evidence = Evidence::of(one, two);
        let (mine, other) = (of[pair.0 as usize], of[pair.1 as usize]);
        if mine == other {
            within.entry(mine).or_default().push((*pair, evidence));
        } else if let Some((bits, conflict)) = conflict(one, two, &evidence) {
            let kept = apart.entry((mine.min(other), mine.max(other))).or_insert((bits, conflict.clone()));
            if bits > kept.0 {
                *kept = (bits, conflict);
            }
        }
    }
    let none = Vec::new();
    let explained = |group: &Vec<u32>| person_group(all, group, within.get(&group[0]).unwrap_or(&none));
    let mut conflicts: Vec<Conflict> = apart.into_values().map(|(_, conflict)| conflict).collect();
    conflicts.extend(all.iter().filter_map(contradiction));
    conflicts.sort_by_key(|conflict| (conflict.one.0, conflict.two.0, conflict.field));
    Candidates { groups: groups.iter().map(explained).collect(), conflicts }
}

fn conflict(one: &Reduced, two: &Reduced, evidence: &Evidence) -> Option<(Bits, Conflict)> {
    let Verdict::Forbids(field) = evidence.numbers else { return None };
    let bits = evidence.without_numbers();
    let number = |of: &Reduced| of.numbers.readable(field).map(|number| (of.id, number.digits.clone()));
    let conflict = Conflict { one: number(one)?, two: number(two)?, field };
    (bits > CONFLICT).then_some((bits, conflict))
}

fn contradiction(one: &Reduced) -> Option<Conflict> {
    let field = one.numbers.contradiction()?;
    let mut digits = one.numbers.all().iter().filter(|number| number.field == field);
    let mut next = || digits.next().map(|number| (one.id, number.digits.clone()));
    Some(Conflict { one: next()?, two: next()?, field })
}

fn person_group(all: &[Reduced], group: &[u32], pairs: &[(Pair, Evidence)]) -> PersonGroup {
    let mut numbers = Numbers::default();
    group.iter().for_each(|at| numbers.join(all[*at as usize].numbers.clone()));
    let parents = parents(group, pairs);
    let across = across(pairs);
    let rests = rests(all, group);
    let member = |(at, rest): (&u32, &Numbers)| {
        let parent = parents.get(at);
        let across = across.get(at).copied().unwrap_or_default();
        Member {
            id: all[*at as usize].id,
            probability: probability(&across, &all[*at as usize].numbers, rest),
            hangs_on: parent.map(|(parent, _)| all[*parent as usize].id),
            reasons: parent.map_or(Vec::new(), |(parent, evidence)| {
                reasons(&all[*parent as usize], &all[*at as usize], evidence, parent > at)
            }),
        }
    };
    let readable = |field: Field| Some((field, numbers.readable(field)?.digits.clone()));
    PersonGroup {
        name: all[group[0] as usize].id,
        members: group.iter().zip(&rests).map(member).collect(),
        numbers: TRIPLE.into_iter().filter_map(readable).collect(),
        person_seen: group.iter().any(|at| {
            let one = &all[*at as usize];
            !one.faces.is_empty() || !one.numbers.all().is_empty()
        }),
    }
}

/// The tree of the strongest pairs, from the earliest photograph on: each place with the one it hangs on (Prim 1957).
fn parents<'a>(group: &[u32], pairs: &'a [(Pair, Evidence)]) -> BTreeMap<u32, (u32, &'a Evidence)> {
    let mut around: BTreeMap<u32, Vec<(Bits, u32, usize)>> = BTreeMap::new();
    for (at, ((one, two), evidence)) in pairs.iter().enumerate() {
        let bits = evidence.bits();
        around.entry(*one).or_default().push((bits, *two, at));
        around.entry(*two).or_default().push((bits, *one, at));
    }
    let mut parents: BTreeMap<u32, (u32, &Evidence)> = BTreeMap::new();
    let mut waiting = BinaryHeap::new();
    let mut reach = |at: u32, waiting: &mut BinaryHeap<_>| {
        for (bits, other, pair) in around.remove(&at).unwrap_or_default() {
            waiting.push((bits, Reverse(pair), other, at));
        }
    };
    reach(group[0], &mut waiting);
    while let Some((_, Reverse(pair), child, parent)) = waiting.pop() {
        if child != group[0] && !parents.contains_key(&child) {
            parents.insert(child, (parent, &pairs[pair].1));
            reach(child, &mut waiting);
        }
    }
    parents
}

/// What all pairs of each photograph say together.
fn across(pairs: &[(Pair, Evidence)]) -> BTreeMap<u32, Across> {
    let mut across: BTreeMap<u32, Across> = BTreeMap::new();
    for ((one, two), evidence) in pairs {
        let said = Across::of(evidence);
        across.entry(*one).or_default().join(said);
        across.entry(*two).or_default().join(said.turned());
    }
    across
}

/// For each photograph the numbers of all others of its group: those before it joined with those behind it.
fn rests(all: &[Reduced], group: &[u32]) -> Vec<Numbers> {
    let mut rests = vec![Numbers::default(); group.len()];
    let mut sum = |places: &mut dyn Iterator<Item = usize>| {
        let mut so_far = Numbers::default();
        for at in places {
            rests[at].join(so_far.clone());
            so_far.join(all[group[at] as usize].numbers.clone());
        }
    };
    sum(&mut (0..group.len()));
    sum(&mut (0..group.len()).rev());
    rests
}

/// What the rest of the group says of one photograph, in the way in which groups are compared.
fn probability(across: &Across, own: &Numbers, rest: &Numbers) -> f32 {
    let numbers = match own.compare(rest) {
        Verdict::Says(bits) => bits,
        Verdict::Forbids(_) => Bits::NONE,
    };
    let surest = if across.only_order() && numbers <= Bits::NONE { SUREST_BY_ORDER } else { SUREST };
    (across.bits() + numbers).probability().min(surest)
}

/// `turned` says that the parent is the later place of the pair, so that seconds and steps are counted the other way.
fn reasons(parent: &Reduced, child: &Reduced, evidence: &Evidence, turned: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if evidence.copy {
        reasons.push(Reason::CopyOf);
    }
    let numbers = same_numbers(parent, child);
    if !numbers.is_empty() {
        reasons.push(Reason::SameNumbers(numbers));
    }
    if evidence.face_bits().is_some_and(|bits| bits > Bits::NONE) {
        reasons.push(Reason::SameFace);
    }
    let signed = |value: i64| if turned { -value } else { value };
    let order = &evidence.order;
    let seconds = order.seconds.filter(|seconds| seconds.abs() <= REASON_SECONDS);
    reasons.extend(seconds.map(|seconds| Reason::SecondsAfter(signed(seconds))));
    let steps = order.steps.filter(|steps| steps.abs() <= REASON_STEPS);
    reasons.extend(steps.map(|steps| Reason::NextInSequence(signed(steps))));
    if order.one_folder && (reasons.is_empty() || seconds.or(steps).is_none()) {
        reasons.push(Reason::SameFolder);
    }
    reasons
}

fn same_numbers(one: &Reduced, two: &Reduced) -> Vec<(Field, String)> {
    let agreed = one.numbers.agreements(&two.numbers).into_iter();
    agreed.filter(|one| one.probability >= REASON_NUMBER).map(|one| (one.field, one.digits)).collect()
}
