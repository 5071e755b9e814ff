//! What each level is worth, in bits, and how much more where what agrees is rare.
//!
//! A level is worth log₂ m/u (Fellegi and Sunter 1969). Where two values are the same, the chance u is that of this value: log₂ m/f
//! (Newcombe and others 1959; Winkler 1989). In names each word that agrees adds log₂ u₁/f, where u₁ is the chance that two words at
//! random are one, so that rare words count more and common ones less than the level alone says. The two values themselves are taken out
//! of f: otherwise what is found in nobody else would look as if one more person had it.

use serde::Serialize;

use super::columns::Kind;
use super::compare::{self, SILENT, level_in};
use super::fit::Fit;
use super::values::{Prepared, Values, others};
use crate::names::Nearness;

/// A word of a name says no more than this beyond its level, either way.
const WORD: f64 = 7.0;
/// All words of a name together.
const WORDS: f64 = 12.0;

/// How a column was fitted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedColumn {
    /// What it is called.
    pub name: String,
    /// As what it is compared.
    pub kind: Kind,
    /// Records of the left list that have a value.
    pub left: u64,
    /// Records of the right list that have one.
    pub right: u64,
    /// From the lowest level up.
    pub levels: Vec<FittedLevel>,
}

/// One level of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedLevel {
    /// In words.
    pub level: &'static str,
    /// How often it comes with one person.
    pub m: f64,
    /// How often by chance.
    pub u: f64,
    /// log₂ m/u.
    pub bits: f64,
}

/// What pairs are worth.
#[derive(Debug)]
pub(super) struct Weights {
    /// log₂ of the odds of any pair.
    pub(super) before: f64,
    columns: Vec<ColumnWeights>,
    pub(super) fitted: Vec<FittedColumn>,
    pub(super) rounds: usize,
    pub(super) pairs: u64,
}

#[derive(Debug)]
struct ColumnWeights {
    levels: Vec<f64>,
    /// Of each value how much more than its level it is worth to agree on it.
    values: Vec<f32>,
    /// The same of each word of names.
    words: Vec<f32>,
}

/// What one column says of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    pub(super) level: u8,
    /// All of it.
    pub(super) bits: f64,
    /// The part of it that comes from what agrees being rare or common.
    pub(super) rare: f64,
}

impl Weights {
    pub(super) fn of(values: &[Values], fit: &Fit) -> Self {
        let columns: Vec<ColumnWeights> = values
            .iter()
            .enumerate()
            .map(|(at, values)| ColumnWeights::of(values, &fit.m[at], &fit.u[at]))
            .collect();
        let fitted = values.iter().zip(&columns).enumerate().map(|(at, (values, weights))| {
            let (left, right) = values.filled();
            let level = |(level, (name, bits)): (usize, (&&'static str, &f64))| FittedLevel {
                level: name,
                m: fit.m[at][level],
                u: fit.u[at][level],
                bits: *bits,
            };
            let names = compare::levels(&values.prepared).iter();
            FittedColumn {
                name: values.column.name.clone(),
                kind: values.column.kind,
                left,
                right,
                levels: names.zip(&weights.levels).enumerate().map(level).collect(),
            }
        });
        Self {
            before: (fit.share / (1.0 - fit.share)).log2(),
            fitted: fitted.collect(),
            columns,
            rounds: fit.rounds,
            pairs: fit.pairs,
        }
    }

    /// The bits of a pair before anything is rare: an estimate, for leaving out what is far from any threshold.
    pub(super) fn roughly(&self, pattern: u64) -> f64 {
        let columns = self.columns.iter().enumerate();
        self.before
            + columns
                .map(|(at, column)| column.levels.get(level_in(pattern, at) as usize).copied().unwrap_or(0.0))
                .sum::<f64>()
    }

    /// The bits of a pair.
    pub(super) fn bits(&self, values: &[Values], pattern: u64, left: usize, right: usize) -> f64 {
        let said = (0..values.len()).filter_map(|column| self.said(values, pattern, column, left, right));
        self.before + said.map(|said| said.bits).sum::<f64>()
    }

    /// What one column says of a pair; nothing where a value is missing.
    pub(super) fn said(
        &self,
        values: &[Values],
        pattern: u64,
        column: usize,
        left: usize,
        right: usize,
    ) -> Option<Said> {
        let (level, weights, values) = (level_in(pattern, column), &self.columns[column], &values[column]);
        if level == SILENT {
            return None;
        }
        let (one, two) = (values.left[left] as usize, values.right()[right] as usize);
        let rare = match &values.prepared {
            Prepared::Name { names, words } if level > 0 => {
                let mut sum = 0.0;
                compare::met(&names[one], &names[two], words, |met| {
                    if met.nearness >= Nearness::Spelled {
                        let rare =
                            |name: usize, place: usize| weights.words[names[name].words[place] as usize];
                        sum += f64::from(rare(one, met.one).min(rare(two, met.two)));
                    }
                });
                sum.clamp(-WORDS, WORDS)
            }
            _ if level as usize + 1 == weights.levels.len() => {
                f64::from(weights.values[one].min(weights.values[two]))
            }
            _ => 0.0,
        };
        Some(Said { level, bits: weights.levels[level as usize] + rare, rare })
    }
}

impl ColumnWeights {
    fn of(values: &Values, m: &[f64], u: &[f64]) -> Self {
        let count = compare::levels(&values.prepared).len();
        let levels: Vec<f64> =
            (0..count).map(|level| (m[level] / u[level].max(f64::MIN_POSITIVE)).log2()).collect();
        let (left, right) = values.filled();
        let u_same = u[count - 1].max(f64::MIN_POSITIVE);
        let rare = |counts: &(u32, u32)| (u_same / others(*counts, (left + right) as f64)).log2() as f32;
        let is_name = matches!(values.prepared, Prepared::Name { .. });
        Self {
            levels,
            values: if is_name { Vec::new() } else { values.counts().iter().map(rare).collect() },
            words: words(values),
        }
    }
}

fn words(values: &Values) -> Vec<f32> {
    let Prepared::Name { words, .. } = &values.prepared else { return Vec::new() };
    // Words with one key have one count between them.
    let mut by_key: Vec<(&str, (u32, u32))> = words
        .all
        .iter()
        .zip(&values.word_counts)
        .map(|(word, counts)| (word.keys().next().unwrap_or_default(), *counts))
        .collect();
    by_key.sort_unstable();
    by_key.dedup();
    let all: f64 = by_key.iter().map(|(_, (left, right))| f64::from(*left) + f64::from(*right)).sum();
    let chance: f64 = by_key
        .iter()
        .map(|(_, counts)| (f64::from(counts.0) + f64::from(counts.1)) / all.max(1.0) * others(*counts, all))
        .sum();
    let rare = |counts: &(u32, u32)| (chance / others(*counts, all)).log2().clamp(-WORD, WORD) as f32;
    values.word_counts.iter().map(rare).collect()
}
