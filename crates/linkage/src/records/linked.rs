//! What came of linking: pairs, how they were found, and the reasons of each.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::blocks::{Blocking, Blocks};
use super::compare;
use super::fit::side_by_side;
use super::score::{FittedColumn, Weights};
use super::values::Values;
use super::{How, LinkError, Lists};

/// Records of the left list in one part of the work.
const AT_ONCE: usize = 256;
/// No rarity lifts a pair by more than this, in bits.
const MOST_RARE: f64 = 40.0;

/// Two records that may tell of one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place in the left list.
    pub left: u32,
    /// Place in the right list; in the left, and behind `left`, where that is linked with itself.
    pub right: u32,
    /// log₂ of the odds that it is one person.
    pub bits: f32,
}

impl Pair {
    /// The probability of one person, by the model.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-f64::from(self.bits)).exp2())
    }
}

/// What one column says of a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The column.
    pub column: String,
    /// How far its values agree, in words.
    pub level: &'static str,
    /// For one person, in bits; against it if less than 0.
    pub bits: f64,
    /// How much of that comes from what agrees being rare (more) or common (less).
    pub rare: f64,
}

/// What came of linking.
#[derive(Debug)]
pub struct Linked {
    /// The pairs that reach the threshold, by their places.
    pub pairs: Vec<Pair>,
    /// How pairs were proposed.
    pub blocking: Blocking,
    /// How many pairs were compared.
    pub compared: u64,
    /// log₂ of the odds of any pair at all, before anything is compared.
    pub before: f64,
    /// The columns, with their fitted weights.
    pub columns: Vec<FittedColumn>,
    /// Rounds that the fit took.
    pub rounds: usize,
    /// Proposed pairs that it rests on.
    pub fitted_on: u64,
    values: Vec<Values>,
    weights: Weights,
}

impl Linked {
    /// Why a pair is what it is: each column that says something, in the order of the columns. With [`before`](Self::before) they add
    /// up to the pair's bits.
    ///
    /// Of places that are in no list there are no reasons.
    pub fn reasons(&self, pair: &Pair) -> Vec<Reason> {
        let (left, right) = (pair.left as usize, pair.right as usize);
        if self.values.iter().any(|values| left >= values.left.len() || right >= values.right().len()) {
            return Vec::new();
        }
        let pattern = compare::pattern(&self.values, left, right);
        let reason = |column: usize| {
            let said = self.weights.said(&self.values, pattern, column, left, right)?;
            let values = &self.values[column];
            Some(Reason {
                column: values.column.name.clone(),
                level: compare::levels(&values.prepared)[said.level as usize],
                bits: said.bits,
                rare: said.rare,
            })
        };
        (0..self.values.len()).filter_map(reason).collect()
    }
}

/// Compares what is proposed and keeps what reaches the threshold.
pub(super) fn find(
    values: Vec<Values>,
    blocks: &Blocks,
    mut weights: Weights,
    lists: Lists,
    how: &How,
    threads: usize,
) -> Result<Linked, LinkError> {
    let least = (how.threshold / (1.0 - how.threshold)).log2();
    let kept = AtomicUsize::new(0);
    let parts = lists.left.div_ceil(AT_ONCE);
    let found =
        side_by_side(parts, threads, |part, (pairs, compared, seen): &mut (Vec<Pair>, u64, Vec<u32>)| {
            if kept.load(Ordering::Relaxed) > how.most_pairs {
                return;
            }
            seen.resize(lists.right(), 0);
            for left in part * AT_ONCE..((part + 1) * AT_ONCE).min(lists.left) {
                blocks.with(left, seen, |right| {
                    *compared += 1;
                    let pattern = compare::pattern(&values, left, right);
                    if weights.roughly(pattern) + MOST_RARE < least {
                        return;
                    }
                    let bits = weights.bits(&values, pattern, left, right);
                    if bits >= least {
                        pairs.push(Pair { left: left as u32, right: right as u32, bits: bits as f32 });
                    }
                });
            }
            *seen = Vec::new();
            kept.fetch_add(pairs.len(), Ordering::Relaxed);
        });
    if kept.into_inner() > how.most_pairs {
        return Err(LinkError::TooManyPairs(how.most_pairs));
    }
    let compared = found.iter().map(|(_, compared, _)| compared).sum();
    let mut pairs: Vec<Pair> = found.into_iter().flat_map(|(pairs, ..)| pairs).collect();
    if how.one_to_one {
        pairs = one_to_one(pairs, lists);
    }
    pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
    Ok(Linked {
        pairs,
        blocking: blocks.blocking().clone(),
        compared,
        before: weights.before,
        columns: std::mem::take(&mut weights.fitted),
        rounds: weights.rounds,
        fitted_on: weights.pairs,
        values,
        weights,
    })
}

/// Each record in one pair at most: the surest first, of equals the one whose records come first.
fn one_to_one(mut pairs: Vec<Pair>, lists: Lists) -> Vec<Pair> {
    pairs.sort_unstable_by(|one, two| {
        two.bits.total_cmp(&one.bits).then((one.left, one.right).cmp(&(two.left, two.right)))
    });
    let mut left = vec![false; lists.left];
    let mut right = vec![false; lists.right()];
    pairs.retain(|pair| {
        let (one, two) = (pair.left as usize, pair.right as usize);
        let alone = lists.right.is_none();
        let taken = left[one] || right[two] || (alone && (right[one] || left[two]));
        (left[one], right[two]) = (left[one] || !taken, right[two] || !taken);
        !taken
    });
    pairs
}
