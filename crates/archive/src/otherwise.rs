//! Where a machine would now group otherwise than people decided: told on the person's page, and never done by itself.

use std::collections::{BTreeMap, BTreeSet};

use amana_catalog::Catalog;
use amana_model::{CandidateRow, Digest, IndividualId, People};

use crate::error::Result;

/// What a machine says against a person as decided; empty where it says the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Otherwise {
    /// The person's photographs as the machine would part them; empty if it leaves them together.
    pub parts: Vec<Vec<Digest>>,
    /// Photographs put to nobody that it would add, each with its reasons.
    pub more: Vec<CandidateRow>,
    /// Others of whose photographs it takes some for this person's.
    pub others: BTreeSet<IndividualId>,
}

impl Otherwise {
    /// Whether the machine says the same as people.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.more.is_empty() && self.others.is_empty()
    }

    /// Compares a person's photographs with the candidate groups that hold them.
    pub fn of(
        photographs: &BTreeSet<Digest>,
        groups: &BTreeMap<Digest, Vec<CandidateRow>>,
        people: &People,
    ) -> Self {
        let mut otherwise = Self::default();
        let mut alone = photographs.clone();
        for rows in groups.values() {
            let hers: Vec<Digest> =
                rows.iter().map(|row| row.digest).filter(|digest| photographs.contains(digest)).collect();
            alone.retain(|digest| !hers.contains(digest));
            otherwise.parts.push(hers);
            for row in rows.iter().filter(|row| !photographs.contains(&row.digest)) {
                match people.of_photograph(&row.digest) {
                    Some(other) => drop(otherwise.others.insert(other.clone())),
                    None if people.is_decided(&row.digest) => {}
                    None => otherwise.more.push(row.clone()),
                }
            }
        }
        // What is in no group was put together with nothing.
        otherwise.parts.extend(alone.into_iter().map(|digest| vec![digest]));
        if otherwise.parts.len() < 2 {
            otherwise.parts.clear();
        }
        otherwise
    }

    /// Looks up the groups that hold a person's photographs. Before any candidates were made, a machine says nothing.
    pub(crate) async fn in_catalog(
        catalog: &Catalog,
        photographs: &BTreeSet<Digest>,
        people: &People,
    ) -> Result<Self> {
        let mut groups = BTreeMap::new();
        for digest in photographs {
            if let Some(name) = catalog.candidate_of(digest).await?
                && !groups.contains_key(&name)
            {
                groups.insert(name, catalog.candidate(&name).await?);
            }
        }
        if groups.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self::of(photographs, &groups, people))
    }
}

#[cfg(test)]
mod tests {
    use amana_model::{Decision, Reason};

    use super::*;

    fn digest(n: u8) -> Digest {
        Digest([n; 32])
    }

    fn groups(of: &[&[u8]]) -> BTreeMap<Digest, Vec<CandidateRow>> {
        let row = |name: Digest, (rank, n): (u32, &u8)| CandidateRow {
            group: name,
            digest: digest(*n),
            rank,
            probability: 0.9,
            hangs_on: (rank > 0).then_some(name),
            reasons: vec![Reason::SameFolder],
            category: None,
        };
        let group = |members: &&[u8]| {
            let name = digest(members[0]);
            (name, (0..).zip(*members).map(|member| row(name, member)).collect())
        };
        of.iter().map(group).collect()
    }

    fn said(
        photographs: &[u8],
        of: &[&[u8]],
        decided: &[(&str, &[u8])],
    ) -> (Vec<usize>, Vec<u8>, Vec<String>) {
        let decisions: Vec<(u64, Decision)> = (0..)
            .zip(decided)
            .map(|(entry, (individual, of))| {
                let photographs = of.iter().map(|n| digest(*n)).collect();
                let individual = individual.parse().unwrap();
                (entry, Decision::Together { individual, photographs, candidate: None })
            })
            .collect();
        let hers = photographs.iter().map(|n| digest(*n)).collect();
        let otherwise = Otherwise::of(&hers, &groups(of), &People::of(&decisions));
        (
            otherwise.parts.iter().map(Vec::len).collect(),
            otherwise.more.iter().map(|row| row.digest.0[0]).collect(),
            otherwise.others.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn the_same_is_nothing_and_every_difference_is_told() {
        let hers: (&str, &[u8]) = ("i1", &[1, 2, 3]);
        assert_eq!(said(&[1, 2, 3], &[&[1, 2, 3]], &[hers]), (vec![], vec![], vec![]));
        assert_eq!(said(&[1, 2, 3], &[&[1, 2], &[3]], &[hers]), (vec![2, 1], vec![], vec![]));
        assert_eq!(said(&[1, 2, 3], &[&[1, 2]], &[hers]), (vec![2, 1], vec![], vec![]), "one in no group");
        let with = said(&[1, 2, 3], &[&[1, 2, 3, 4, 5]], &[hers, ("i2", &[5])]);
        assert_eq!(with, (vec![], vec![4], vec!["i2".to_owned()]));
    }
}
