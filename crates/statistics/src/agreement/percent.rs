//! The share of pairs of codings that agree, each unit counting the same. Says nothing about chance.

use super::counts::{Counts, total};
use super::{Agreement, Coefficient, Ratings, Undefined, Weights};
use crate::Confidence;
use crate::estimates::Proportion;

/// The mean over units coded at least twice of the share of pairs of codings that agree (Fleiss 1971; with missing
/// codings Gwet 2014).
///
/// Interval: Wilson's where every unit was coded twice, because then each agrees or not; otherwise the mean of the units with t.
///
/// # Errors
/// If there are fewer than two coders, or no unit coded twice.
pub fn agreement(ratings: &Ratings, confidence: Confidence) -> Result<Agreement, Undefined> {
    let counts = Counts::of(ratings)?;
    let within: Vec<f64> =
        counts.agreements(&Weights::Identity.matrix(ratings)?).into_iter().flatten().collect();
    let n = within.len() as f64;
    let value = within.iter().sum::<f64>() / n;
    let answer = counts.answer(Coefficient::Percent, ratings, value, value);
    let pairs = counts.units.iter().map(|unit| total(unit));
    if pairs.filter(|codings| *codings > 1.0).all(|codings| codings == 2.0) {
        let agree = within.iter().filter(|own| **own > 0.5).count() as u64;
        let interval = Proportion::new(agree, within.len() as u64).ok().map(|share| share.wilson(confidence));
        return Ok(Agreement { interval, ..answer });
    }
    let variance = within.iter().map(|own| (own - value).powi(2)).sum::<f64>() / (n * (n - 1.0));
    let mut answer = answer.with_error(variance, within.len(), true, confidence);
    if let Some(interval) = &mut answer.interval {
        interval.low = interval.low.max(0.0);
    }
    Ok(answer)
}
