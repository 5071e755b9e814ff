//! Krippendorff's alpha: any number of coders, missing codings, any level of measurement.

use super::counts::{Counts, dot, total};
use super::{Agreement, Coefficient, Level, NoInterval, Ratings, Undefined};
use crate::random::Stream;
use crate::{Confidence, Interval, Method};

/// How the interval is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlphaInterval {
    /// Pairable units are drawn with replacement, as many as there are, and alpha is computed anew: the interval goes from the
    /// one percentile to the other (Efron and Tibshirani 1993; for alpha, Zapf and others 2016).
    Bootstrap {
        /// The seed: the same gives the same interval on every machine.
        seed: String,
        /// How often, 100 to 100,000.
        replicates: u32,
    },
    /// With t and the linearised variance of Gwet 2014 (as in irrCAC); not published for the ordinal level.
    Linearised,
}

impl AlphaInterval {
    /// 2,000 replicates of a named seed.
    pub fn bootstrap(seed: impl Into<String>) -> Self {
        Self::Bootstrap { seed: seed.into(), replicates: 2000 }
    }
}

/// Krippendorff's alpha, α = 1 − D_o / D_e (Krippendorff 2011), at the level of the ratings. Units coded once
/// are left out.
///
/// With o_ck the coincidences (each pair of codings of a unit with m codings counts 1 / (m − 1)), n_c their sums, n = Σ n_c:
///
/// ```text
/// α = 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck
/// nominal  δ² = 1 where c ≠ k          ordinal  δ = Σ_{g from c to k} n_g − (n_c + n_k) / 2
/// interval δ = c − k                   ratio    δ = (c − k) / (c + k)
/// ```
///
/// # Errors
/// If there are fewer than two coders, no unit coded twice, or only one category in those units; if the bootstrap's seed or number
/// of replicates cannot be used.
pub fn alpha(ratings: &Ratings, how: &AlphaInterval, confidence: Confidence) -> Result<Agreement, Undefined> {
    let counts = Counts::of(ratings)?;
    let mut units: Vec<&[f64]> =
        counts.units.iter().map(Vec::as_slice).filter(|unit| total(unit) > 1.0).collect();
    // In an order of their own, so that the bootstrap does not depend on the one in which they were told.
    units.sort_by(|one, two| one.partial_cmp(two).unwrap_or(std::cmp::Ordering::Equal));
    let measure = Measure { level: ratings.level(), scores: &ratings.scores() };
    let disagreement = measure.disagreement(&units).ok_or(Undefined::OneCategory)?;
    let value = disagreement.alpha();
    // Of nominal alpha these are the shares that agree; at other levels, as far as the largest disagreement.
    let most = disagreement.most;
    let mut answer =
        counts.answer(Coefficient::KrippendorffAlpha, ratings, value, 1.0 - disagreement.observed / most);
    answer.expected = Some(1.0 - disagreement.expected / most);
    match how {
        AlphaInterval::Linearised if ratings.level() == Level::Ordinal => {
            answer.no_interval = Some(NoInterval::NotPublished);
        }
        AlphaInterval::Linearised => {
            let variance = linearised(&units, &measure.weights(&units));
            answer = answer.with_error(variance, units.len(), true, confidence);
        }
        AlphaInterval::Bootstrap { seed, replicates } => {
            if seed.is_empty() || seed.contains('\0') {
                return Err(Undefined::Seed);
            }
            if !(100..=100_000).contains(replicates) {
                return Err(Undefined::Replicates);
            }
            match bootstrap(&units, &measure, seed, *replicates, confidence) {
                Ok(interval) => answer.interval = Some(interval),
                Err(why) => answer.no_interval = Some(why),
            }
        }
    }
    Ok(answer)
}

/// The squared differences of a level.
struct Measure<'a> {
    level: Level,
    scores: &'a [f64],
}

/// Mean squared differences: as seen within units, as expected from the sums, and the largest of two categories.
struct Disagreement {
    observed: f64,
    expected: f64,
    most: f64,
}

impl Disagreement {
    fn alpha(&self) -> f64 {
        1.0 - self.observed / self.expected
    }
}

impl Measure<'_> {
    /// `None` if only one category was used.
    fn disagreement(&self, units: &[&[f64]]) -> Option<Disagreement> {
        let mut sums = vec![0.0; self.scores.len()];
        for unit in units {
            sums.iter_mut().zip(*unit).for_each(|(sum, count)| *sum += count);
        }
        let used: Vec<usize> = (0..sums.len()).filter(|category| sums[*category] > 0.0).collect();
        let (first, last) = (*used.first()?, *used.last()?);
        if first == last {
            return None;
        }
        let n = total(&sums);
        let x = self.places(&sums);
        let observed: f64 = units.iter().map(|unit| self.pairs(unit, &x) / (total(unit) - 1.0)).sum();
        // At every level the first and the last are the farthest apart.
        let most = self.squared(x[first], x[last]);
        Some(Disagreement { observed: observed / n, expected: self.pairs(&sums, &x) / (n * (n - 1.0)), most })
    }

    /// What stands for each category: at the ordinal level the middle of its ranks, for then δ is a difference as well.
    fn places(&self, sums: &[f64]) -> Vec<f64> {
        if self.level != Level::Ordinal {
            return self.scores.to_vec();
        }
        let mut below = 0.0;
        let middle = |sum: &f64| {
            below += sum;
            below - sum / 2.0
        };
        sums.iter().map(middle).collect()
    }

    fn squared(&self, x: f64, y: f64) -> f64 {
        match self.level {
            Level::Nominal => f64::from(u8::from(x != y)),
            Level::Ordinal | Level::Interval => (x - y).powi(2),
            Level::Ratio if x + y == 0.0 => 0.0,
            Level::Ratio => ((x - y) / (x + y)).powi(2),
        }
    }

    /// Σ over all ordered pairs of codings of their squared difference. Without a loop over pairs of categories where there is
    /// a way: bootstraps do this often.
    fn pairs(&self, counts: &[f64], x: &[f64]) -> f64 {
        let n = total(counts);
        match self.level {
            Level::Nominal => n * n - dot(counts, counts),
            Level::Ordinal | Level::Interval => {
                // From the middle, so that nothing cancels.
                let middle = dot(counts, x) / n;
                2.0 * n * counts.iter().zip(x).map(|(count, x)| count * (x - middle).powi(2)).sum::<f64>()
            }
            Level::Ratio => {
                let with = |at: usize| {
                    let others = counts[..at].iter().zip(x);
                    counts[at] * others.map(|(count, y)| count * self.squared(x[at], *y)).sum::<f64>()
                };
                2.0 * (0..counts.len()).filter(|at| counts[*at] > 0.0).map(with).sum::<f64>()
            }
        }
    }

    /// Weights of agreement, 1 − δ² / largest δ²: alpha is the same with them.
    fn weights(&self, units: &[&[f64]]) -> Vec<Vec<f64>> {
        let most = self.disagreement(units).map_or(1.0, |disagreement| disagreement.most);
        let x = self.scores;
        x.iter().map(|one| x.iter().map(|two| 1.0 - self.squared(*one, *two) / most).collect()).collect()
    }
}

/// Gwet's variance of alpha (Gwet 2014, as irrCAC 0.4 computes it), of pairable units and weights.
///
/// With r_i the codings of unit i, r their mean, π_k = mean of r_ik / r, p_e = Σ w_kl π_k π_l, ε = 1 / Σ r_i:
///
/// ```text
/// p'_a = mean of p_i   where p_i = Σ_k r_ik (Σ_l w_kl r_il − 1) / (r (r_i − 1))     p_a = (1 − ε) p'_a + ε
/// α'   = (p'_a − p_e) / (1 − p_e)
/// α_i  = (p_i − p_a (r_i − r)/r − p_e) / (1 − p_e) − 2 (1 − α') (e_i − p_e) / (1 − p_e)
/// e_i  = Σ_k π̄_k r_ik / r − p_e (r_i − r)/r,  π̄_k = Σ_l w_kl π_l
/// var  = Σ (α_i − α')² / (n (n − 1))
/// ```
fn linearised(units: &[&[f64]], w: &[Vec<f64>]) -> f64 {
    let n = units.len() as f64;
    let codings: f64 = units.iter().map(|unit| total(unit)).sum();
    let r = codings / n;
    let mut shares = vec![0.0; w.len()];
    for unit in units {
        shares.iter_mut().zip(*unit).for_each(|(share, count)| *share += count / r / n);
    }
    let around: Vec<f64> = w.iter().map(|row| dot(row, &shares)).collect();
    let expected = dot(&shares, &around);
    let own = |unit: &&[f64]| {
        let pairs: f64 = unit.iter().zip(w).map(|(count, row)| count * (dot(row, unit) - 1.0)).sum();
        pairs / (r * (total(unit) - 1.0))
    };
    let plain = units.iter().map(own).sum::<f64>() / n;
    let observed = (1.0 - 1.0 / codings) * plain + 1.0 / codings;
    let alpha = (plain - expected) / (1.0 - expected);
    let spread = |unit: &&[f64]| {
        let more = (total(unit) - r) / r;
        let chance = dot(unit, &around) / r - expected * more;
        let own = (own(unit) - observed * more - expected) / (1.0 - expected);
        (own - 2.0 * (1.0 - alpha) * (chance - expected) / (1.0 - expected) - alpha).powi(2)
    };
    units.iter().map(spread).sum::<f64>() / (n * (n - 1.0))
}

fn bootstrap(
    units: &[&[f64]],
    measure: &Measure<'_>,
    seed: &str,
    replicates: u32,
    confidence: Confidence,
) -> Result<Interval, NoInterval> {
    if units.len() < 2 {
        return Err(NoInterval::OneUnit);
    }
    let mut stream = Stream::new(seed);
    let mut drawn = Vec::with_capacity(units.len());
    let mut found = Vec::with_capacity(replicates as usize);
    for _ in 0..replicates {
        drawn.clear();
        drawn.extend((0..units.len()).map(|_| units[stream.below(units.len())]));
        found.extend(measure.disagreement(&drawn).map(|disagreement| disagreement.alpha()));
    }
    let undefined = replicates - found.len() as u32;
    if undefined > replicates / 20 {
        return Err(NoInterval::MostlyUndefined);
    }
    found.sort_by(f64::total_cmp);
    let [low, high] = [confidence.tail(), 1.0 - confidence.tail()].map(|share| percentile(&found, share));
    // One and the same alpha each time is no interval, as where all agree.
    if high - low <= 1e-12 {
        return Err(NoInterval::NoSpread);
    }
    let method = Method::Bootstrap { seed: seed.to_owned(), replicates, undefined };
    Ok(Interval { low, high, confidence, method })
}

/// The percentile of sorted values, between two of them in a straight line (Hyndman and Fan 1996, type 7).
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let (below, part) = (at.floor() as usize, at.fract());
    let above = sorted[(below + 1).min(sorted.len() - 1)];
    sorted[below] + part * (above - sorted[below])
}
