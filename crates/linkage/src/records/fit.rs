//! How often each level comes with one person (m) and by chance (u), without any pair that is known.
//!
//! Over all pairs of two lists, of which a share λ tells of one person, the levels γ of a pair come with the probability
//! λ Π m(γ) + (1 − λ) Π u(γ), columns taken as independent (Fellegi and Sunter 1969). What comes by chance is seen from pairs at
//! random, nearly all of which tell of two people; m and λ are found by expectation and maximisation (Dempster, Laird and Rubin 1977;
//! for linkage Winkler 1988; Jaro 1989) over the proposed pairs. Pairs that are not proposed are taken as two people, so λ stays a share of
//! all pairs and blocking does not bend m.
//!
//! Pairs at random hold pairs of one person too, in short lists most of all that agree fully. So of what agrees fully only as much is
//! taken as chance as values and words drawn apart would give, and a sixteenth at least. What agrees in part is taken as chance as it is
//! seen, because relatives share names.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Lists;
use super::blocks::{Blocks, mix};
use super::compare::{self, SILENT, level_in};
use super::values::{MISSING, Numbered, Prepared, Values};
use crate::names::NameLevel;

/// The most levels of a column.
pub(super) const LEVELS: usize = 9;
/// Pairs at random.
const CHANCE_PAIRS: usize = 200_000;
/// Of them in one part of the work.
const AT_ONCE: usize = 10_000;
/// So many pairs make long lists, of which five times as many names are drawn.
const LONG: f64 = 1e8;
/// Proposed pairs beyond which no more are looked at.
const ENOUGH: u64 = 400_000;
/// Parts into which records are drawn.
const PARTS: u64 = 64;
/// So many pairs of one person are thought of as seen before any.
const BEFORE: f64 = 4.0;
/// Of what is seen by chance at least this share is chance.
const LEAST_CHANCE: f64 = 1.0 / 16.0;
/// Half a pair of one person is thought of among all, beside those found: without it a short list that shares few would end with none.
const SHARED_BEFORE: f64 = 0.5;
const ROUNDS: usize = 200;

/// What was fitted.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// Share of all pairs that tell of one person.
    pub(super) share: f64,
    /// Of each column how often each level comes with one person.
    pub(super) m: Vec<[f64; LEVELS]>,
    /// The same by chance.
    pub(super) u: Vec<[f64; LEVELS]>,
    pub(super) rounds: usize,
    /// Proposed pairs that were looked at.
    pub(super) pairs: u64,
}

/// How often each pattern was seen.
type Patterns = HashMap<u64, u64>;

pub(super) fn fit(values: &[Values], blocks: &Blocks, lists: Lists, seed: u64, threads: usize) -> Fit {
    let (patterns, drawn) = proposed(values, blocks, lists, seed, threads);
    let looked_at: u64 = patterns.iter().map(|(_, count)| count).sum();
    let everything = blocks.blocking().whole && drawn == lists.left;
    let all = lists.pairs() * drawn as f64 / lists.left as f64;
    let chance = if everything { patterns.clone() } else { at_random(values, lists, seed, threads) };
    let by_chance: Vec<Chance> = values
        .iter()
        .enumerate()
        .map(|(at, values)| Chance::of(values, at, &chance, &patterns, all, seed, threads))
        .collect();
    let mut fit = Fit {
        share: (0.5 * lists.left.min(lists.right()) as f64 / lists.pairs()).min(0.1),
        m: values.iter().map(|values| before(&values.prepared)).collect(),
        u: by_chance.iter().map(Chance::shares).collect(),
        rounds: 0,
        pairs: looked_at,
    };
    while fit.rounds < ROUNDS {
        fit.rounds += 1;
        let share = fit.share;
        fit.round(values, &patterns, all);
        if (fit.share - share).abs() <= share * 1e-6 {
            break;
        }
    }
    fit
}

impl Fit {
    fn round(&mut self, values: &[Values], patterns: &[(u64, u64)], all: f64) {
        let mut seen = vec![[0.0; LEVELS]; values.len()];
        let mut persons = 0.0;
        for (pattern, count) in patterns {
            let (mut one, mut two) = (self.share, 1.0 - self.share);
            let levels = (0..values.len()).map(|column| level_in(*pattern, column));
            for (column, level) in levels.clone().enumerate().filter(|(_, level)| *level != SILENT) {
                one *= self.m[column][level as usize];
                two *= self.u[column][level as usize];
            }
            let likely = one / (one + two).max(f64::MIN_POSITIVE) * *count as f64;
            persons += likely;
            for (column, level) in levels.enumerate().filter(|(_, level)| *level != SILENT) {
                seen[column][level as usize] += likely;
            }
        }
        self.share = ((persons + SHARED_BEFORE) / (all + 2.0 * SHARED_BEFORE)).clamp(1e-12, 0.5);
        for (column, seen) in seen.iter().enumerate() {
            let before = before(&values[column].prepared);
            let total: f64 = seen.iter().sum::<f64>() + BEFORE;
            self.m[column] = std::array::from_fn(|level| (seen[level] + BEFORE * before[level]) / total);
        }
    }
}

/// How often each level of a column comes in all pairs.
struct Chance {
    seen: [f64; LEVELS],
    /// At least so often by chance alone.
    least: [f64; LEVELS],
    /// From this level on two values agree.
    agrees: usize,
}

impl Chance {
    /// `random` are patterns of pairs at random, `proposed` those of proposed pairs out of `all`.
    fn of(
        values: &Values,
        column: usize,
        random: &[(u64, u64)],
        proposed: &[(u64, u64)],
        all: f64,
        seed: u64,
        threads: usize,
    ) -> Self {
        let counts = counted(random, column);
        let levels = compare::levels(&values.prepared).len();
        let (left, right) = values.filled();
        let told = left as f64 * right as f64 / (values.left.len() as f64 * values.right().len() as f64);
        let mut shares = shares(smoothed(&counts, levels));
        let mut least = [0.0; LEVELS];
        if let Prepared::Name { .. } = values.prepared {
            // Names that agree fully are rarer than pairs at random can show; nearly all of them are proposed.
            let proposed = counted(proposed, column);
            for level in NameLevel::Elsewhere as usize..levels {
                shares[level] = (proposed[level] + 0.5) / (all * told).max(1.0);
            }
            let drawn = if all > LONG { 5 } else { 1 } * CHANCE_PAIRS;
            let rough = words_together(values) * drawn as f64;
            let apart = words_apart(values, drawn, seed, threads);
            least = self::shares(std::array::from_fn(|level| match level < NameLevel::Elsewhere as usize {
                true => apart[level] + 0.5,
                false => apart[level] + rough.min(0.5),
            }));
        } else {
            // Of values that are the same it is known exactly.
            let same = values.chance_of_same().max(0.5 / (left as f64 * right as f64).max(1.0));
            let others = (1.0 - shares[levels - 1]).max(f64::MIN_POSITIVE);
            shares[..levels - 1].iter_mut().for_each(|share| *share *= (1.0 - same) / others);
            shares[levels - 1] = same;
            least[levels - 1] = same.min(values.chance_of_others());
        }
        let scaled = |shares: [f64; LEVELS]| shares.map(|share| share * all * told);
        let agrees = if let Prepared::Name { .. } = values.prepared {
            NameLevel::Elsewhere as usize
        } else {
            levels - 1
        };
        Self { seen: scaled(shares), least: scaled(least), agrees }
    }

    /// As shares, pairs of one person taken out.
    fn shares(&self) -> [f64; LEVELS] {
        shares(std::array::from_fn(|level| match level < self.agrees {
            true => self.seen[level],
            // What chance would give is an estimate itself, and no more than was seen.
            false => self.least[level].min(self.seen[level]).max(self.seen[level] * LEAST_CHANCE),
        }))
    }
}

/// How often each level of a column is in patterns.
fn counted(patterns: &[(u64, u64)], column: usize) -> [f64; LEVELS] {
    let mut counts = [0.0; LEVELS];
    for (pattern, count) in patterns {
        if let Some(level) = counts.get_mut(level_in(*pattern, column) as usize) {
            *level += *count as f64;
        }
    }
    counts
}

fn shares(counts: [f64; LEVELS]) -> [f64; LEVELS] {
    let total = counts.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    counts.map(|count| count / total)
}

/// Half a pair more at each level, so that nothing is impossible.
fn smoothed(counts: &[f64; LEVELS], levels: usize) -> [f64; LEVELS] {
    std::array::from_fn(|level| if level < levels { counts[level] + 0.5 } else { 0.0 })
}

/// The chance that all words of a name come together by chance, roughly: what is rarer than pairs at random can show.
fn words_together(values: &Values) -> f64 {
    let Prepared::Name { names, .. } = &values.prepared else { return 0.0 };
    let both = |(left, right): (u32, u32)| f64::from(left) + f64::from(right);
    let told: f64 = names
        .iter()
        .zip(values.counts())
        .skip(1)
        .map(|(name, counts)| name.words.len() as f64 * both(*counts))
        .sum();
    let (mut chance, mut all) = (0.0, 0.0);
    for (name, counts) in names.iter().zip(values.counts()).skip(1) {
        // Twice, because a word has its places: family names are not told first.
        let share = |word: &u32| (2.0 * both(values.word_counts[*word as usize]) / told).min(1.0);
        chance += both(*counts) * name.words.iter().map(share).product::<f64>();
        all += both(*counts);
    }
    if all > 0.0 { chance / all } else { 0.0 }
}

/// How often names would agree if their words were drawn one by one: each from the same place in the name of somebody else.
fn words_apart(values: &Values, drawn: usize, seed: u64, threads: usize) -> [f64; LEVELS] {
    let Prepared::Name { names, words } = &values.prepared else { return [0.0; LEVELS] };
    let side = |side: &[u32]| side.iter().copied().filter(|name| *name != MISSING).collect::<Vec<u32>>();
    let (left, right) = (side(&values.left), side(values.right()));
    if left.is_empty() || right.is_empty() {
        return [0.0; LEVELS];
    }
    let counts = side_by_side(drawn / AT_ONCE, threads, |part, counts: &mut [f64; LEVELS]| {
        let mut state = mix(!seed ^ mix(part as u64));
        let mut one_of = |all: &[u32]| {
            state = mix(state);
            &names[all[((u128::from(state) * all.len() as u128) >> 64) as usize] as usize]
        };
        for _ in 0..AT_ONCE {
            let (one, form) = (one_of(&left), one_of(&right));
            let count = form.words.len();
            let word = |at: usize| {
                let other = &one_of(&right).words;
                match at + 1 == count {
                    true => other[other.len() - 1],
                    false => other[at.min(other.len().saturating_sub(2))],
                }
            };
            let two = Numbered { words: (0..count).map(word).collect(), joined: String::new() };
            counts[compare::met(one, &two, words, |_| {}) as usize] += 1.0;
        }
    });
    counts.iter().fold([0.0; LEVELS], |sum, part| std::array::from_fn(|level| sum[level] + part[level]))
}

/// What is thought before any pair is seen: most values of one person are the same.
fn before(prepared: &Prepared) -> [f64; LEVELS] {
    match prepared {
        Prepared::Text(_) => [0.1, 0.05, 0.15, 0.7, 0.0, 0.0, 0.0, 0.0, 0.0],
        Prepared::Code(_) | Prepared::Number(_) => [0.1, 0.15, 0.75, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        Prepared::Date(_) => [0.05, 0.05, 0.05, 0.1, 0.75, 0.0, 0.0, 0.0, 0.0],
        Prepared::Name { .. } => [0.02, 0.04, 0.04, 0.05, 0.05, 0.1, 0.15, 0.15, 0.4],
    }
}

/// Patterns of pairs of two records at random, sorted.
fn at_random(values: &[Values], lists: Lists, seed: u64, threads: usize) -> Vec<(u64, u64)> {
    let (left, right) = (lists.left as u64, lists.right() as u64);
    let patterns = side_by_side(CHANCE_PAIRS / AT_ONCE, threads, |part, patterns: &mut Patterns| {
        for draw in 0..AT_ONCE {
            let chance = mix(seed ^ mix((part * AT_ONCE + draw) as u64));
            let (one, two) = (((chance >> 32) * left) >> 32, ((chance & 0xffff_ffff) * right) >> 32);
            if lists.right.is_some() || one != two {
                *patterns.entry(compare::pattern(values, one as usize, two as usize)).or_default() += 1;
            }
        }
    });
    merged(patterns)
}

/// Patterns of proposed pairs, sorted, of as many records of the left list as are enough; and how many records that are.
fn proposed(
    values: &[Values],
    blocks: &Blocks,
    lists: Lists,
    seed: u64,
    threads: usize,
) -> (Vec<(u64, u64)>, usize) {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); PARTS as usize];
    (0..lists.left).for_each(|record| parts[(mix(seed ^ mix(record as u64)) % PARTS) as usize].push(record));
    let (mut all, mut drawn, mut pairs) = (Vec::new(), 0, 0_u64);
    for part in &parts {
        let chunk = part.len().div_ceil(threads.max(1)).max(1);
        let chunks: Vec<&[usize]> = part.chunks(chunk).collect();
        let seen = side_by_side(chunks.len(), threads, |at, patterns: &mut Patterns| {
            let mut seen = vec![0; lists.right()];
            for record in chunks[at] {
                blocks.with(*record, &mut seen, |other| {
                    *patterns.entry(compare::pattern(values, *record, other)).or_default() += 1;
                });
            }
        });
        pairs += seen.iter().flat_map(HashMap::values).sum::<u64>();
        all.extend(seen);
        drawn += part.len();
        if pairs >= ENOUGH {
            break;
        }
    }
    (merged(all), drawn)
}

fn merged(all: Vec<Patterns>) -> Vec<(u64, u64)> {
    let mut patterns = Patterns::new();
    all.into_iter().flatten().for_each(|(pattern, count)| *patterns.entry(pattern).or_default() += count);
    let mut patterns: Vec<(u64, u64)> = patterns.into_iter().collect();
    patterns.sort_unstable();
    patterns
}

/// Does parts of some work on several threads; gives what came of each part, in order.
pub(super) fn side_by_side<T: Default + Send>(
    parts: usize,
    threads: usize,
    work: impl Fn(usize, &mut T) + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let one = || {
        let mut done = Vec::new();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return done;
            }
            let mut result = T::default();
            work(part, &mut result);
            done.push((part, result));
        }
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(parts)).map(|_| scope.spawn(one)).collect();
        let mut all = one();
        all.extend(others.into_iter().flat_map(|other| other.join().expect("comparing does not panic")));
        all
    });
    all.sort_unstable_by_key(|(part, _)| *part);
    all.into_iter().map(|(_, result)| result).collect()
}
