//! What does not fit together among claims: work, never decided by itself.

use super::{Claim, ClaimLevel, ClaimStanding, Claims};
use crate::{ClaimId, IndividualId, MissingId, People};

/// How claims do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A claim is confirmed, and another family's on the same person is probable or confirmed too.
    ConfirmedBeside,
    /// Two families' claims on one person are probable.
    TwoProbable,
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
    pub const ALL: [Self; 6] = [
        Self::ConfirmedBeside,
        Self::TwoProbable,
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
    /// Everything that does not fit, the gravest first. `same` tells whether people decided that two reports are about one missing
    /// person: two relatives' claims on one person are no conflict then.
    pub fn conflicts(&self, people: &People, same: &dyn Fn(&MissingId, &MissingId) -> bool) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (place, one) in self.all().iter().enumerate() {
            found.extend(by_itself(one, people).map(|kind| conflict(kind, &[one])));
            let later = &self.all()[place + 1..];
            let rivals = later.iter().filter(|other| are_rivals(one, other, people, same));
            found.extend(rivals.map(|other| conflict(beside(one, other), &[one, other])));
        }
        found.extend(self.several(people, same));
        found.sort_by_key(|conflict| conflict.kind);
        found
    }

    /// The conflicts that a claim is in.
    pub fn conflicts_of<'a>(&self, claim: &ClaimId, all: &'a [Conflict]) -> Vec<&'a Conflict> {
        all.iter().filter(|conflict| conflict.claims.contains(claim)).collect()
    }

    /// Reports that claim several people.
    fn several(&self, people: &People, same: &dyn Fn(&MissingId, &MissingId) -> bool) -> Vec<Conflict> {
        let mut found = Vec::new();
        let mut done: Vec<&MissingId> = Vec::new();
        for one in self.all().iter().filter(|claim| claim.standing().is_held()) {
            let of_one = |report: &MissingId| *report == one.report || same(report, &one.report);
            if done.iter().any(|report| of_one(report)) {
                continue;
            }
            done.push(&one.report);
            let held = self.all().iter().filter(|claim| claim.standing().is_held() && of_one(&claim.report));
            let held: Vec<&Claim> = held.collect();
            let first: &IndividualId = people.root(&one.individual);
            if held.iter().any(|claim| people.root(&claim.individual) != first) {
                found.push(conflict(ConflictKind::SeveralPeople, &held));
            }
        }
        found
    }
}

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

fn are_rivals(
    one: &Claim,
    other: &Claim,
    people: &People,
    same: &dyn Fn(&MissingId, &MissingId) -> bool,
) -> bool {
    people.root(&one.individual) == people.root(&other.individual)
        && one.standing().is_probable()
        && other.standing().is_probable()
        && one.report != other.report
        && !same(&one.report, &other.report)
}

fn beside(one: &Claim, other: &Claim) -> ConflictKind {
    let confirmed = ClaimStanding::Decided(ClaimLevel::Confirmed);
    match one.standing() == confirmed || other.standing() == confirmed {
        true => ConflictKind::ConfirmedBeside,
        false => ConflictKind::TwoProbable,
    }
}
