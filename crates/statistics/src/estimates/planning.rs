//! How many to look at.

use super::{EstimateError, LARGEST};
use crate::Confidence;

/// How many of `population` a simple random sample needs so that a share is known to ± `within` (Cochran 1977, chapter 4):
///
/// ```text
/// n₀ = z² p (1 − p) / d²          n = n₀ / (1 + (n₀ − 1)/N), the next whole number
/// ```
///
/// `expected` is the share to be expected; 0.5 is the worst case. Without a population, n₀. The interval that Wilson's formula then gives
/// is about ± `within` where the share is near the expected one.
///
/// # Errors
/// If `within` or `expected` is not between 0 and 1, or the population is none or beyond 2⁵³.
pub fn size(
    within: f64,
    expected: f64,
    population: Option<u64>,
    confidence: Confidence,
) -> Result<u64, EstimateError> {
    if !(within > 0.0 && within < 1.0) {
        return Err(EstimateError::Share("the distance"));
    }
    if !(expected > 0.0 && expected < 1.0) {
        return Err(EstimateError::Share("the expected share"));
    }
    let endless = (confidence.z() / within).powi(2) * expected * (1.0 - expected);
    if endless > LARGEST as f64 {
        return Err(EstimateError::TooLarge);
    }
    let needed = match population {
        Some(0) => return Err(EstimateError::OfNone),
        Some(all) if all > LARGEST => return Err(EstimateError::TooLarge),
        Some(all) => endless / (1.0 + (endless - 1.0) / all as f64),
        None => endless,
    };
    // A hair above a whole number is rounding.
    let whole = (needed * (1.0 - 1e-12)).ceil().max(1.0) as u64;
    Ok(population.map_or(whole, |all| whole.min(all)))
}
