//! Cohen's kappa: two coders, each with habits of their own.

use super::counts::{Counts, dot};
use super::{Agreement, Coefficient, Ratings, Undefined, Weights};
use crate::Confidence;

/// Cohen's kappa, κ = (p_o − p_e) / (1 − p_e) (Cohen 1960), with weights (Cohen 1968). Units that one of the two did not
/// code are left out.
///
/// With shares p of units by the two coders' categories, p_o = Σ w_ij p_ij and p_e = Σ w_ij p_i· p_·j. Standard error of
/// large samples (Fleiss, Cohen and Everitt 1969), with w̄_i· = Σ_j p_·j w_ij and w̄_·j = Σ_i p_i· w_ij:
///
/// ```text
/// var κ = ( Σ p_ij (w_ij − (w̄_i· + w̄_·j)(1 − κ))²  −  (κ − p_e (1 − κ))² ) / (n (1 − p_e)²)
/// ```
///
/// # Errors
/// If there are not two coders, no unit both coded, or only one category in those units; if nominal categories are weighed.
pub fn kappa(ratings: &Ratings, weights: Weights, confidence: Confidence) -> Result<Agreement, Undefined> {
    let counts = Counts::of(ratings)?;
    if ratings.coders() != 2 {
        return Err(Undefined::NotTwoCoders(ratings.coders()));
    }
    let w = weights.matrix(ratings)?;
    let q = counts.categories;
    let mut p = vec![vec![0.0; q]; q];
    let mut pairs = 0_usize;
    for codings in ratings.codings() {
        if let [Some(one), Some(two)] = codings[..] {
            p[one][two] += 1.0;
            pairs += 1;
        }
    }
    let n = pairs as f64;
    p.iter_mut().flatten().for_each(|share| *share /= n);
    let one: Vec<f64> = p.iter().map(|row| row.iter().sum()).collect();
    let two: Vec<f64> = (0..q).map(|j| p.iter().map(|row| row[j]).sum()).collect();
    if (0..q).filter(|at| one[*at] + two[*at] > 0.0).count() < 2 {
        return Err(Undefined::OneCategory);
    }
    let of_one: Vec<f64> = w.iter().map(|row| dot(row, &two)).collect();
    // The weights are symmetric.
    let of_two: Vec<f64> = w.iter().map(|row| dot(row, &one)).collect();
    let observed: f64 = w.iter().zip(&p).map(|(weights, shares)| dot(weights, shares)).sum();
    let expected = dot(&one, &of_one);
    let value = (observed - expected) / (1.0 - expected);
    // Around its mean, which is κ − p_e (1 − κ): the same, and nothing cancels where there is no spread.
    let mean = value - expected * (1.0 - value);
    let own = |i: usize, j: usize| w[i][j] - (of_one[i] + of_two[j]) * (1.0 - value);
    let spread = |i: usize| (0..q).map(|j| p[i][j] * (own(i, j) - mean).powi(2)).sum::<f64>();
    let variance = (0..q).map(spread).sum::<f64>() / (n * (1.0 - expected).powi(2));
    let mut answer = counts.answer(Coefficient::CohenKappa, ratings, value, observed);
    answer.expected = Some(expected);
    Ok(answer.with_error(variance, pairs, false, confidence))
}
