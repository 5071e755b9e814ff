//! Gwet's AC1 and AC2: steady where nearly all units are of one category, where kappa falls to nothing.

use super::counts::{Counts, total};
use super::{Agreement, Coefficient, Ratings, Undefined, Weights};
use crate::Confidence;

/// Gwet's AC1 (p_a − p_e) / (1 − p_e) (Gwet 2008); with weights AC2 (Gwet 2014). Missing codings are
/// allowed.
///
/// p_e = T_w / (q (q − 1)) · Σ π_k (1 − π_k), with T_w the sum of all weights and q the number of categories. **A category that
/// could have been chosen counts even if nobody chose it**: declare them all, or the value depends on chance.
/// Interval with t and the linearised variance of Gwet 2008 (2014 with missing codings).
///
/// # Errors
/// If there are fewer than two coders, no unit coded twice, or only one category, unused ones included; if nominal
/// categories are weighed.
pub fn coefficient(
    ratings: &Ratings,
    weights: Weights,
    confidence: Confidence,
) -> Result<Agreement, Undefined> {
    let counts = Counts::of(ratings)?;
    if counts.categories < 2 {
        return Err(Undefined::OneCategory);
    }
    let w = weights.matrix(ratings)?;
    let q = counts.categories as f64;
    let factor = w.iter().flatten().sum::<f64>() / (q * (q - 1.0));
    let shares = counts.shares();
    let chance = |unit: &Vec<f64>| {
        let others: f64 = unit.iter().zip(&shares).map(|(count, share)| count * (1.0 - share)).sum();
        factor * others / total(unit)
    };
    let chance: Vec<f64> = counts.units.iter().map(chance).collect();
    let found = counts.linearised(&w, &chance);
    let which = if weights == Weights::Identity { Coefficient::GwetAc1 } else { Coefficient::GwetAc2 };
    let mut answer = counts.answer(which, ratings, found.value, found.observed);
    answer.expected = Some(found.expected);
    Ok(answer.with_error(found.variance, counts.units.len(), true, confidence))
}
