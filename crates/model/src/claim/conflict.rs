//! What does not fit together among claims: work, never decided by itself.

use std::collections::BTreeMap;

use super::{Claim, ClaimLevel, ClaimStanding, Claims};
use crate::{ClaimId, IndividualId, MissingId, People};

/// How claims do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A claim is confirmed, and another family's on the same person is probable or confirmed too.
    ConfirmedBeside,
    /// Two families' claims on one person are probable.
    TwoProbable,
    /// One family's claims on one person were decided against each other: one is excluded, another probable or confirmed.
    Contradictory,
    /// What bore the decision was taken back or is contradicted.
    LostBasis,
    /// The person has no photograph any more: its decisions were undone.
    PersonGone,
    /// Photographs that the claim or its decision was made on are no longer this person's: it was split.
    PersonChanged,
    /// One report claims several people.
    SeveralPeople,
}

impl ConflictKind {
    /// Every kind, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::ConfirmedBeside,
        Self::TwoProbable,
        Self::Contradictory,
        Self::LostBasis,
        Self::PersonGone,
        Self::PersonChanged,
        Self::SeveralPeople,
    ];

    /// The word used in tables and texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::ConfirmedBeside => "confirmed-beside",
            Self::TwoProbable => "two-probable",
            Self::Contradictory => "contradictory",
            Self::LostBasis => "lost-basis",
            Self::PersonGone => "person-gone",
            Self::PersonChanged => "person-changed",
            Self::SeveralPeople => "several-people",
        }
    }
}

/// Claims that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// How.
    pub kind: ConflictKind,
    /// Which claims, in the order in which they were opened.
    pub claims: Vec<ClaimId>,
}

impl Claims {
    /// Everything that does not fit, the gravest first. `family` gives one report for all that people decided are about the same missing
    /// person: two relatives' claims on one person are no conflict then.
    pub fn conflicts(&self, people: &People, family: &dyn Fn(&MissingId) -> MissingId) -> Vec<Conflict> {
        let mut found = Vec::new();
        // Only claims on one person, or of one family, are put beside each other: there may be thousands in all.
        let mut probable: BTreeMap<&IndividualId, Vec<(&Claim, MissingId)>> = BTreeMap::new();
        let mut held: BTreeMap<MissingId, Vec<&Claim>> = BTreeMap::new();
        let mut decided: BTreeMap<(MissingId, &IndividualId), Vec<&Claim>> = BTreeMap::new();
        for claim in self.all() {
            let standing = claim.standing();
            found.extend(by_itself(claim, people).map(|kind| conflict(kind, &[claim])));
            if standing.is_probable() {
                let on = probable.entry(people.root(&claim.individual)).or_default();
                on.push((claim, family(&claim.report)));
            }
            if standing.is_probable() || standing == EXCLUDED {
                let on = (family(&claim.report), people.root(&claim.individual));
                decided.entry(on).or_default().push(claim);
            }
            if standing.is_held() {
                held.entry(family(&claim.report)).or_default().push(claim);
            }
        }
        for on_one in probable.values() {
            for (place, (one, family)) in on_one.iter().enumerate() {
                let rivals = on_one[place + 1..].iter().filter(|(_, other)| other != family);
                found.extend(rivals.map(|(other, _)| conflict(beside(one, other), &[one, other])));
            }
        }
        for of_one in decided.values() {
            let excluded = |claim: &&&Claim| claim.standing() == EXCLUDED;
            if (1..of_one.len()).contains(&of_one.iter().filter(excluded).count()) {
                found.push(conflict(ConflictKind::Contradictory, of_one));
            }
        }
        for of_one in held.values() {
            let first = people.root(&of_one[0].individual);
            if of_one.iter().any(|claim| people.root(&claim.individual) != first) {
                found.push(conflict(ConflictKind::SeveralPeople, of_one));
            }
        }
        found.sort_by_key(|conflict| conflict.kind);
        found
    }
}

const EXCLUDED: ClaimStanding = ClaimStanding::Decided(ClaimLevel::Excluded);

fn conflict(kind: ConflictKind, claims: &[&Claim]) -> Conflict {
    Conflict { kind, claims: claims.iter().map(|claim| claim.claim.clone()).collect() }
}

/// What is wrong with a claim by itself.
fn by_itself<'a>(claim: &'a Claim, people: &'a People) -> impl Iterator<Item = ConflictKind> + 'a {
    let now = people.photographs(&claim.individual);
    let held = claim.standing().is_held();
    let gone = held && now.is_empty();
    let changed = held && !gone && claim.photographs.iter().any(|digest| !now.contains(digest));
    [
        (claim.lost_its_basis(), ConflictKind::LostBasis),
        (gone, ConflictKind::PersonGone),
        (changed, ConflictKind::PersonChanged),
    ]
    .into_iter()
    .filter_map(|(is, kind)| is.then_some(kind))
}

fn beside(one: &Claim, other: &Claim) -> ConflictKind {
    let confirmed = ClaimStanding::Decided(ClaimLevel::Confirmed);
    match one.standing() == confirmed || other.standing() == confirmed {
        true => ConflictKind::ConfirmedBeside,
        false => ConflictKind::TwoProbable,
    }
}
