//! Fleiss' kappa: any number of coders, who need not be the same from unit to unit.

use super::counts::{Counts, dot, total};
use super::{Agreement, Coefficient, Ratings, Undefined, Weights};
use crate::Confidence;

/// Fleiss' kappa κ = (p_a − p_e) / (1 − p_e) (Fleiss 1971), with missing codings as in Gwet 2014: p_a over the units
/// coded at least twice, the shares π_k over all coded units, p_e = Σ π_k².
///
/// Interval with t and Gwet's linearised variance (Gwet 2021; 2008): that of Fleiss, Nee and Landis 1979 holds only if there is
/// no agreement at all, and makes no interval.
///
/// # Errors
/// If there are fewer than two coders, no unit coded twice, or only one category.
pub fn kappa(ratings: &Ratings, confidence: Confidence) -> Result<Agreement, Undefined> {
    let counts = Counts::of(ratings)?;
    if counts.used() < 2 {
        return Err(Undefined::OneCategory);
    }
    let shares = counts.shares();
    let chance: Vec<f64> = counts.units.iter().map(|unit| dot(unit, &shares) / total(unit)).collect();
    let found = counts.linearised(&Weights::Identity.matrix(ratings)?, &chance);
    let mut answer = counts.answer(Coefficient::FleissKappa, ratings, found.value, found.observed);
    answer.expected = Some(found.expected);
    Ok(answer.with_error(found.variance, counts.units.len(), true, confidence))
}
