//! x of n.

use serde::Serialize;

use super::{EstimateError, LARGEST, Total};
use crate::distributions::{beta_quantile, hypergeometric_share};
use crate::{Confidence, Interval, Method};

/// Yes among those assessed. Those not assessable are in neither; [`super::sensitivity`] says what they may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Proportion {
    yes: u64,
    of: u64,
}

impl Proportion {
    /// `yes` of `of`.
    ///
    /// # Errors
    /// If `of` is nothing, less than `yes`, or beyond 2⁵³.
    pub fn new(yes: u64, of: u64) -> Result<Self, EstimateError> {
        match () {
            () if of == 0 => Err(EstimateError::OfNone),
            () if yes > of => Err(EstimateError::MoreThanAll { yes, of }),
            () if of > LARGEST => Err(EstimateError::TooLarge),
            () => Ok(Self { yes, of }),
        }
    }

    /// How many yes.
    pub fn yes(self) -> u64 {
        self.yes
    }

    /// Of how many.
    pub fn of(self) -> u64 {
        self.of
    }

    /// The share, 0 to 1.
    pub fn value(self) -> f64 {
        self.yes as f64 / self.of as f64
    }

    /// Wilson's score interval (Wilson 1927; without correction for continuity), for draws from an endless population:
    ///
    /// ```text
    /// ( p + z²/2n ± z √( p (1 − p)/n + z²/4n² ) ) / (1 + z²/n)
    /// ```
    pub fn wilson(self, confidence: Confidence) -> Interval {
        let [low, high] = self.score(self.of as f64, confidence.z());
        Interval { low, high, confidence, method: Method::Wilson }
    }

    /// Wilson's interval for draws without replacement from `population`.
    ///
    /// The limits P solve (p − P)² = z² P (1 − P)/n · (N − n)/(N − 1): Wilson's equation with the variance that p has in such
    /// draws (Cochran 1977, chapter 3). So it is Wilson's formula with n (N − 1)/(N − n) for n (O'Neill 2021). Of a whole
    /// population it is one point. No limit goes beyond what was seen: x of N at least, N − (n − x) at most.
    ///
    /// # Errors
    /// If the population is less than the sample, or beyond 2⁵³.
    pub fn wilson_finite(self, population: u64, confidence: Confidence) -> Result<Interval, EstimateError> {
        self.fits(population)?;
        let (n, all) = (self.of as f64, population as f64);
        let [low, high] = if population == self.of {
            [self.value(); 2]
        } else {
            self.score(n * ((all - 1.0) / (all - n)), confidence.z())
        };
        let [least, most] = self.seen(population);
        let (low, high) = (low.max(least as f64 / all), high.min(most as f64 / all));
        Ok(Interval { low, high, confidence, method: Method::WilsonFinite })
    }

    /// Clopper and Pearson's interval (1934), for draws from an endless population: holds the true share at least as often as it says,
    /// mostly more often. Limits are the quantiles α/2 of Beta(x, n − x + 1) and 1 − α/2 of Beta(x + 1, n − x).
    pub fn clopper_pearson(self, confidence: Confidence) -> Interval {
        let (yes, no, tail) = (self.yes as f64, (self.of - self.yes) as f64, confidence.tail());
        let low = if self.yes == 0 { 0.0 } else { beta_quantile(tail, yes, no + 1.0) };
        // From the other side, so that a limit near 1 is as exact as one near 0.
        let high = if self.yes == self.of { 1.0 } else { 1.0 - beta_quantile(tail, no, yes + 1.0) };
        Interval { low, high, confidence, method: Method::ClopperPearson }
    }

    /// The same for draws without replacement from `population`, exact too: from the least number K of yes in the population
    /// with P(X ≥ x | K) > α/2 to the greatest with P(X ≤ x | K) > α/2, X hypergeometric (Buonaccorsi 1987), over N. A
    /// probability within 10⁻⁹ of α/2 counts as more, so that rounding never makes it narrower.
    ///
    /// # Errors
    /// If the population is less than the sample, or beyond 2⁵³.
    pub fn hypergeometric(self, population: u64, confidence: Confidence) -> Result<Interval, EstimateError> {
        self.fits(population)?;
        let tail = confidence.tail() * (1.0 - 1e-9);
        let up_to = |most: u64, yes: u64| hypergeometric_share(most, population, yes, self.of);
        // P(X ≥ x | K) is P(X' ≤ n − x | N − K) of those that are no: a small tail is never one minus a large.
        let no = self.of - self.yes;
        let [least, most] = self.seen(population);
        let low = first(least, most, |yes| up_to(no, population - yes) > tail);
        // `most` is possible always: it has no more yes than were seen left out.
        let high = most - (first(0, most - least, |less| up_to(self.yes, most - less) > tail));
        let share = |yes: u64| yes as f64 / population as f64;
        Ok(Interval { low: share(low), high: share(high), confidence, method: Method::Hypergeometric })
    }

    /// How many yes there are in `population`, with an interval of their share; never less than were seen, nor more than
    /// were not seen to be no.
    ///
    /// # Errors
    /// If the population is less than the sample, or beyond 2⁵³.
    pub fn total(self, population: u64, interval: &Interval) -> Result<Total, EstimateError> {
        self.fits(population)?;
        let [least, most] = self.seen(population).map(|count| count as f64);
        let all = population as f64;
        // A whole number that became a share and a number again is a whole number.
        let whole = |count: f64| if (count - count.round()).abs() < 1e-6 { count.round() } else { count };
        let [low, high] = [interval.low, interval.high].map(|share| whole(share * all).clamp(least, most));
        Ok(Total { value: whole(self.value() * all), low, high })
    }

    fn fits(self, population: u64) -> Result<(), EstimateError> {
        match () {
            () if population < self.of => {
                Err(EstimateError::MoreThanPopulation { sampled: self.of, population })
            }
            () if population > LARGEST => Err(EstimateError::TooLarge),
            () => Ok(()),
        }
    }

    /// How many yes the population has at least and at most, by what was seen alone.
    fn seen(self, population: u64) -> [u64; 2] {
        [self.yes, population - (self.of - self.yes)]
    }

    fn score(self, n: f64, z: f64) -> [f64; 2] {
        let [low, high] = score(self.value(), n, z);
        // What rounding leaves at the ends.
        [if self.yes == 0 { 0.0 } else { low }, if self.yes == self.of { 1.0 } else { high }]
    }
}

/// Wilson's limits for a share of a sample of `n`, which need not be whole.
pub(super) fn score(p: f64, n: f64, z: f64) -> [f64; 2] {
    let z2 = z * z;
    let middle = p + z2 / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    [((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0)]
}

/// The first number from `low` to `high` of which something holds, if it holds of all after it; `high` if of none.
fn first(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
