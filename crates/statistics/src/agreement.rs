//! How far people agree who coded the same units, beyond what chance would give.
//!
//! [`Ratings`] is what was coded: units × coders, any of them missing. A coefficient is a function from it to an [`Agreement`]:
//! [`percent::agreement`], [`cohen::kappa`] (two coders), [`fleiss::kappa`], [`krippendorff::alpha`], [`gwet::coefficient`].
//! None of them says that the coders are right, and no border between good and bad is given here: there is none in
//! mathematics.

mod counts;

pub mod cohen;
pub mod fleiss;
pub mod gwet;
pub mod krippendorff;
pub mod percent;
pub mod ratings;
pub mod weights;

use serde::Serialize;

use crate::{Confidence, Interval};

pub use ratings::{Level, Ratings, RatingsError};
pub use weights::Weights;

/// Which coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coefficient {
    /// The share of pairs of codings that agree.
    Percent,
    /// Cohen's kappa.
    CohenKappa,
    /// Fleiss' kappa.
    FleissKappa,
    /// Krippendorff's alpha.
    KrippendorffAlpha,
    /// Gwet's AC1, without weights.
    GwetAc1,
    /// Gwet's AC2, with weights.
    GwetAc2,
}

/// A coefficient, with what it was computed from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Which coefficient.
    pub coefficient: Coefficient,
    /// Its value: 1 is perfect agreement, 0 what chance would give (except of [`Coefficient::Percent`]), below 0 less than that.
    pub value: f64,
    /// Agreement seen, weighted, 0 to 1; for alpha, the one whose value is (observed − expected) / (1 − expected).
    pub observed: f64,
    /// Agreement expected by chance, in the same terms; for the share of pairs, none.
    pub expected: Option<f64>,
    /// The standard error, where the interval is made with one.
    pub standard_error: Option<f64>,
    /// The interval.
    pub interval: Option<Interval>,
    /// Why there is no interval.
    pub no_interval: Option<NoInterval>,
    /// Coders, those who coded nothing included.
    pub coders: usize,
    /// Categories that the chance agreement counts on.
    pub categories: usize,
    /// Units, those that nobody coded included.
    pub units: usize,
    /// Units coded at least twice: only they show agreement.
    pub pairable: usize,
    /// Codings there are, of all units × coders.
    pub codings: usize,
}

/// Why a coefficient is not defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undefined {
    /// There are fewer than two coders.
    #[error("agreement needs at least two coders")]
    OneCoder,
    /// Cohen's kappa compares two.
    #[error("Cohen's kappa is for two coders, and there are {0}: take Fleiss' kappa, alpha or AC1")]
    NotTwoCoders(usize),
    /// No unit was coded twice.
    #[error("no unit was coded by two coders, so nothing can be compared")]
    NothingPairable,
    /// All codings are of one category, so that any agreement may be chance.
    #[error("only one category was used, so agreement cannot be told from chance")]
    OneCategory,
    /// Weights need an order, and nominal categories have none.
    #[error("weights need categories in an order, and nominal ones have none")]
    NoOrder,
    /// The seed of a bootstrap is empty or has a zero byte in it.
    #[error("a seed must not be empty or have a zero byte in it")]
    Seed,
    /// A bootstrap needs between 100 and 100,000 replicates.
    #[error("a bootstrap needs from 100 to 100,000 replicates")]
    Replicates,
}

/// Why a coefficient has no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoInterval {
    /// One unit shows no spread.
    #[error("only one unit: nothing to tell its spread from")]
    OneUnit,
    /// All units are alike, so that an interval would have no width, which nobody should believe.
    #[error("all units are alike: an interval would have no width, which says nothing about other units")]
    NoSpread,
    /// No variance was published for it: take the bootstrap.
    #[error("no variance is published for alpha at the ordinal level: take the bootstrap")]
    NotPublished,
    /// Too many drawn samples have only one category.
    #[error("in more than a twentieth of the drawn samples the coefficient is not defined")]
    MostlyUndefined,
}

/// Below this, a variance is what rounding leaves of nothing.
const NO_VARIANCE: f64 = 1e-24;

impl Agreement {
    /// Fills in value ± error, or why there is none. `units` is how many the variance rests on; with `t`, that less
    /// one are the degrees of freedom.
    fn with_error(mut self, variance: f64, units: usize, t: bool, confidence: Confidence) -> Self {
        let why = match () {
            () if units < 2 => Some(NoInterval::OneUnit),
            () if variance <= NO_VARIANCE => Some(NoInterval::NoSpread),
            () => None,
        };
        self.no_interval = why;
        if why.is_none() {
            let error = variance.sqrt();
            let degrees = t.then_some(units as u64 - 1);
            // A coefficient may be below −1; none is above 1.
            let ends = [f64::NEG_INFINITY, 1.0];
            self.standard_error = Some(error);
            self.interval = Some(Interval::around(self.value, error, ends, confidence, degrees));
        }
        self
    }
}
