//! How much two different categories agree: 1 for the same, 0 for the farthest apart.

use serde::Serialize;

use super::{Level, Ratings, Undefined};

/// A way to weigh disagreement.
///
/// At the ordinal level categories are taken by their places, at the interval and ratio levels by their numbers x. All declared
/// categories count, so that a weight does not depend on which of them were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weights {
    /// 1 for the same category, otherwise 0.
    #[default]
    Identity,
    /// 1 − |x − y| / (max − min) (Cicchetti and Allison 1971).
    Linear,
    /// 1 − (x − y)² / (max − min)² (Fleiss and Cohen 1973).
    Quadratic,
    /// 1 − C(|i − j| + 1, 2) / C(q, 2) with the places i, j of q categories (Gwet 2014).
    Ordinal,
}

impl Weights {
    /// The weights of all pairs of categories.
    ///
    /// # Errors
    /// If nominal categories are to be weighed.
    pub(crate) fn matrix(self, ratings: &Ratings) -> Result<Vec<Vec<f64>>, Undefined> {
        if self != Self::Identity && ratings.level() == Level::Nominal {
            return Err(Undefined::NoOrder);
        }
        let x = ratings.scores();
        let reach = x.last().zip(x.first()).map_or(0.0, |(last, first)| last - first);
        let choose = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
        let weight = |i: usize, j: usize| match self {
            _ if i == j => 1.0,
            Self::Identity => 0.0,
            Self::Linear => 1.0 - (x[i] - x[j]).abs() / reach,
            Self::Quadratic => 1.0 - ((x[i] - x[j]) / reach).powi(2),
            Self::Ordinal => 1.0 - choose(i.abs_diff(j) + 1) / choose(x.len()),
        };
        Ok((0..x.len()).map(|i| (0..x.len()).map(|j| weight(i, j)).collect()).collect())
    }
}
