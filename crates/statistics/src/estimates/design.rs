//! Estimates with the variance of the way the sample was drawn: strata, clusters.

use serde::Serialize;

use super::proportion::score;
use super::{EstimateError, LARGEST};
use crate::{Confidence, Interval, Method};

/// What was found in one stratum. A simple random sample is one stratum.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    label: String,
    population: f64,
    sampled: f64,
    mean: f64,
    /// With n − 1.
    variance: f64,
}

/// What was found in one cluster, of which every unit was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// How many units it has.
    pub units: u64,
    /// The sum over its units: of a share, how many yes.
    pub sum: f64,
}

/// A mean over all units of a population, estimated: of yes and no, their share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its standard error, by the design.
    pub standard_error: f64,
    /// Units looked at.
    pub sampled: f64,
    /// Units in the population; of clusters, as told or as estimated.
    pub population: f64,
    /// Degrees of freedom: units less strata, or clusters less one.
    pub degrees: u64,
    /// Variance in units of that of a simple random sample of shares as large, without replacement; `None` where that has none.
    pub design_effect: Option<f64>,
}

impl Stratum {
    /// `yes` of `sampled` drawn of `population`.
    ///
    /// # Errors
    /// If none was drawn, more than there are, or less than yes.
    pub fn of_counts(
        label: impl Into<String>,
        population: u64,
        sampled: u64,
        yes: u64,
    ) -> Result<Self, EstimateError> {
        fits(population, sampled)?;
        if yes > sampled {
            return Err(EstimateError::MoreThanAll { yes, of: sampled });
        }
        let (n, p) = (sampled as f64, yes as f64 / sampled as f64);
        let variance = if sampled == 1 { 0.0 } else { n * p * (1.0 - p) / (n - 1.0) };
        Self { label: label.into(), population: population as f64, sampled: n, mean: p, variance }.shown()
    }

    /// Values of those drawn of `population`, as the number of wounds a person has.
    ///
    /// # Errors
    /// If none was drawn, more than there are, or a value is not finite.
    pub fn of_values(
        label: impl Into<String>,
        population: u64,
        values: &[f64],
    ) -> Result<Self, EstimateError> {
        fits(population, values.len() as u64)?;
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        if !squares.is_finite() {
            return Err(EstimateError::NotFinite);
        }
        let variance = if values.len() == 1 { 0.0 } else { squares / (n - 1.0) };
        Self { label: label.into(), population: population as f64, sampled: n, mean, variance }.shown()
    }

    /// One of several has no variance; all of one have none to be estimated.
    fn shown(self) -> Result<Self, EstimateError> {
        if self.sampled < 2.0 && self.population > 1.0 {
            Err(EstimateError::One(self.label))
        } else {
            Ok(self)
        }
    }
}

/// The stratified estimator (Cochran 1977, chapter 5), with W_h = N_h / N:
///
/// ```text
/// ȳ_st = Σ W_h ȳ_h          v = Σ W_h² (1 − n_h/N_h) s_h² / n_h          s_h² = n_h p_h (1 − p_h) / (n_h − 1) of shares
/// ```
///
/// Degrees of freedom Σ n_h − H, over strata of which not all was looked at: too many where strata differ much in variance and size.
///
/// # Errors
/// If there is no stratum.
pub fn stratified(strata: &[Stratum]) -> Result<Estimate, EstimateError> {
    if strata.is_empty() {
        return Err(EstimateError::OfNone);
    }
    let all: f64 = strata.iter().map(|stratum| stratum.population).sum();
    let sampled: f64 = strata.iter().map(|stratum| stratum.sampled).sum();
    let mean = strata.iter().map(|stratum| stratum.population / all * stratum.mean).sum::<f64>();
    let own = |stratum: &Stratum| {
        let left = 1.0 - stratum.sampled / stratum.population;
        (stratum.population / all).powi(2) * left * stratum.variance / stratum.sampled
    };
    let variance: f64 = strata.iter().map(own).sum();
    let open = strata.iter().filter(|stratum| stratum.sampled < stratum.population);
    let degrees = open.map(|stratum| stratum.sampled - 1.0).sum::<f64>() as u64;
    Ok(Estimate {
        mean,
        standard_error: variance.sqrt(),
        sampled,
        population: all,
        degrees,
        design_effect: effect(variance, mean, sampled, all),
    })
}

/// The ratio estimator of one-stage clusters drawn at random, n of `clusters` (Cochran 1977, chapters 2 and 3), with a_i the
/// sum and m_i the size of cluster i:
///
/// ```text
/// p = Σ a_i / Σ m_i          v = (1 − n/N) / (n m̄²) · Σ (a_i − p m_i)² / (n − 1)
/// ```
///
/// m̄ is the mean size of all clusters if `units`, the size of the population, is known, otherwise that of those drawn.
/// For large samples: with fewer than about 30 clusters, or where the standard deviation of their sizes over √n is more than a tenth
/// of their mean, the bias is no longer small beside the error (Cochran 1977, chapter 6).
///
/// # Errors
/// If fewer than two clusters of several were drawn, more than there are, all are empty, or a sum is not finite.
pub fn clustered(drawn: &[Cluster], clusters: u64, units: Option<u64>) -> Result<Estimate, EstimateError> {
    fits(clusters, drawn.len() as u64)?;
    if drawn.len() < 2 && clusters > 1 {
        return Err(EstimateError::One("clusters".into()));
    }
    let (n, all) = (drawn.len() as f64, clusters as f64);
    let size = drawn.iter().map(|cluster| cluster.units).fold(0, u64::saturating_add);
    match () {
        () if size == 0 => return Err(EstimateError::OfNone),
        () if size > LARGEST || units.is_some_and(|units| units > LARGEST) => {
            return Err(EstimateError::TooLarge);
        }
        () if units.is_some_and(|units| units < size) => {
            return Err(EstimateError::MoreThanPopulation { sampled: size, population: units.unwrap_or(0) });
        }
        () => {}
    }
    let sampled = size as f64;
    let sum: f64 = drawn.iter().map(|cluster| cluster.sum).sum();
    if !sum.is_finite() {
        return Err(EstimateError::NotFinite);
    }
    let mean = sum / sampled;
    let population = units.map_or(sampled / n * all, |units| units as f64);
    let squares: f64 = drawn.iter().map(|cluster| (cluster.sum - mean * cluster.units as f64).powi(2)).sum();
    let typical = population / all;
    let left = 1.0 - n / all;
    // Of all clusters nothing is left to estimate.
    let variance = if left == 0.0 { 0.0 } else { left / (n * typical * typical) * squares / (n - 1.0) };
    Ok(Estimate {
        mean,
        standard_error: variance.sqrt(),
        sampled,
        population,
        degrees: drawn.len() as u64 - 1,
        design_effect: effect(variance, mean, sampled, population),
    })
}

impl Estimate {
    /// The total over the population, and its standard error. Where the population is estimated itself, its error is not in it.
    pub fn total(&self) -> (f64, f64) {
        (self.mean * self.population, self.standard_error * self.population)
    }

    /// Mean ± t · standard error (Cochran 1977, chapter 5). Of shares near 0 or 1 it is too narrow: take [`Self::wilson`].
    /// `None` if no spread was seen or no degree of freedom is left, and not all was looked at.
    pub fn linear(&self, confidence: Confidence) -> Option<Interval> {
        let known = self.sampled >= self.population;
        if !known && (self.standard_error <= 0.0 || self.degrees == 0) {
            return None;
        }
        let ends = [f64::NEG_INFINITY, f64::INFINITY];
        let degrees = self.degrees.max(1);
        Some(Interval::around(self.mean, self.standard_error, ends, confidence, Some(degrees)))
    }

    /// Of shares: Wilson's interval with the sample size that a simple random sample of the same variance would have, p (1 − p) / v,
    /// and t for z (Kott and Carr 1997; Franco and others 2019). `None` if no spread was seen or no degree of freedom is left.
    pub fn wilson(&self, confidence: Confidence) -> Option<Interval> {
        let spread = self.mean * (1.0 - self.mean);
        if self.standard_error <= 0.0 || self.degrees == 0 || spread <= 0.0 {
            return None;
        }
        let size = spread / self.standard_error.powi(2);
        let [low, high] = score(self.mean, size, confidence.t(self.degrees));
        Some(Interval { low, high, confidence, method: Method::WilsonEffective })
    }
}

/// Kish 1965: the variance over (1 − n/N) p (1 − p) / (n − 1).
fn effect(variance: f64, p: f64, sampled: f64, population: f64) -> Option<f64> {
    let simple = (1.0 - sampled / population) * p * (1.0 - p) / (sampled - 1.0);
    (simple.is_finite() && simple > 0.0).then(|| variance / simple)
}

fn fits(population: u64, sampled: u64) -> Result<(), EstimateError> {
    match () {
        () if sampled == 0 => Err(EstimateError::OfNone),
        () if sampled > population => Err(EstimateError::MoreThanPopulation { sampled, population }),
        () if population > LARGEST => Err(EstimateError::TooLarge),
        () => Ok(()),
    }
}
