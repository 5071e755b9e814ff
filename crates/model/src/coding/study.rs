//! Who codes whom, and in which order: out of a seed, so that anybody makes it again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::places::is_unseen;
use crate::{AccountId, Digest, IndividualId, SampleId, StudyId};

/// Coding as planned: who codes whom, by which codebook, in an order that anybody can make again from the seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Which.
    pub study: StudyId,
    /// What it is called.
    pub title: String,
    /// SHA-256 of the codebook's canonical encoding.
    pub codebook: Digest,
    /// The preset of the codebook; absent for all entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// The sample that is coded, if the people are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleId>,
    /// Who is coded.
    pub individuals: Vec<IndividualId>,
    /// Who codes.
    pub coders: Vec<AccountId>,
    /// How many code each person of the overlap: 2 or more. The others are coded by one.
    pub coders_each: u8,
    /// Which share of the people is coded by several, in thousandths, rounded up to whole people; 1000 for all.
    pub overlap: u16,
    /// Whether it is a calibration: everybody codes everybody, before the work begins.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calibration: bool,
    /// From this the order follows.
    pub seed: String,
}

/// Why a study will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StudyFault {
    /// Nobody, somebody twice, or too many.
    #[error("a study has 1 to 4,000 people and 1 to 50 coders, nobody twice")]
    Who,
    /// More coders for each person than there are, or too few.
    #[error("so many coders for each person are not there, or fewer than two")]
    Each,
    /// A title or seed that is empty or too long, or a share beyond 1000.
    #[error(
        "the title or the seed is empty, longer than 200 characters or holds a character that cannot be seen, or the overlap is no share"
    )]
    Text,
}

impl Study {
    /// Checks that it can be worked through.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), StudyFault> {
        let people: BTreeSet<_> = self.individuals.iter().collect();
        let coders: BTreeSet<_> = self.coders.iter().collect();
        let all_differ = people.len() == self.individuals.len() && coders.len() == self.coders.len();
        if !all_differ || !(1..=4_000).contains(&people.len()) || !(1..=50).contains(&coders.len()) {
            return Err(StudyFault::Who);
        }
        let several = self.overlap > 0 && !self.calibration;
        if several && !(2..=coders.len()).contains(&usize::from(self.coders_each)) {
            return Err(StudyFault::Each);
        }
        let fits = |text: &str| {
            !text.trim().is_empty() && text.chars().count() <= 200 && !text.chars().any(is_unseen)
        };
        if !fits(&self.title) || !fits(&self.seed) || self.overlap > 1000 {
            return Err(StudyFault::Text);
        }
        Ok(())
    }

    /// Who codes each person: people in the order of SHA-256(seed, 0, person); the first of them, as many as the overlap
    /// says, by several coders, the others by one; coders take turns.
    pub fn assigned(&self) -> BTreeMap<&IndividualId, Vec<&AccountId>> {
        let mut people: Vec<&IndividualId> = self.individuals.iter().collect();
        people.sort_by_key(|person| draw(&[&self.seed, person.as_str()]));
        let twice = (people.len() * usize::from(self.overlap)).div_ceil(1000);
        let turns = |(place, person): (usize, _)| {
            let each = match (self.calibration, place < twice) {
                (true, _) => self.coders.len(),
                (false, true) => usize::from(self.coders_each),
                (false, false) => 1,
            };
            let coders = (0..each).map(|turn| &self.coders[(place + turn) % self.coders.len()]);
            (person, coders.collect())
        };
        people.into_iter().enumerate().map(turns).collect()
    }

    /// Whom a coder codes, in her own order: by SHA-256(seed, 0, coder, 0, person).
    pub fn order_of(&self, coder: &AccountId) -> Vec<&IndividualId> {
        let hers = self.assigned().into_iter().filter(|(_, coders)| coders.contains(&coder));
        let mut order: Vec<&IndividualId> = hers.map(|(person, _)| person).collect();
        order.sort_by_key(|person| draw(&[&self.seed, coder.as_str(), person.as_str()]));
        order
    }
}

/// SHA-256 over texts with a zero byte between each two.
fn draw(texts: &[&str]) -> [u8; 32] {
    Sha256::digest(texts.join("\0")).into()
}
