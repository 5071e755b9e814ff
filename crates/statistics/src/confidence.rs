//! How sure an interval is to be, and the interval.

use serde::Serialize;

use crate::distributions::{normal_quantile, t_quantile};

/// How often intervals so made hold the true value: a share from 0.5 to 0.9999.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Confidence(f64);

/// No share from 0.5 to 0.9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a confidence is a share from 0.5 to 0.9999, as in 0.95")]
pub struct NotAConfidence;

impl Confidence {
    /// The usual 95 %.
    pub const USUAL: Self = Self(0.95);

    /// Takes a share, 0.95 for 95 %.
    ///
    /// # Errors
    /// If it is not from 0.5 to 0.9999.
    pub fn new(share: f64) -> Result<Self, NotAConfidence> {
        (0.5..=0.9999).contains(&share).then_some(Self(share)).ok_or(NotAConfidence)
    }

    /// The share.
    pub fn share(self) -> f64 {
        self.0
    }

    /// What is left out on each side.
    pub(crate) fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The two-sided quantile of the normal distribution: 1.96 for 95 %.
    pub(crate) fn z(self) -> f64 {
        -normal_quantile(self.tail())
    }

    /// The two-sided quantile of Student's t.
    pub(crate) fn t(self, degrees: u64) -> f64 {
        t_quantile(self.0, degrees)
    }
}

impl std::str::FromStr for Confidence {
    type Err = NotAConfidence;

    fn from_str(text: &str) -> Result<Self, NotAConfidence> {
        text.trim().parse().map_err(|_| NotAConfidence).and_then(Self::new)
    }
}

/// From `low` to `high`, with the way it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower limit.
    pub low: f64,
    /// Its upper limit.
    pub high: f64,
    /// How sure it is to be.
    pub confidence: Confidence,
    /// How it was made.
    #[serde(flatten)]
    pub method: Method,
}

/// How an interval was made; each page of `docs/STATISTICS.md` says when it must not be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum Method {
    /// Wilson's score interval.
    Wilson,
    /// Wilson's, with the variance of a draw without replacement from a finite population.
    WilsonFinite,
    /// Wilson's, with the sample size that a simple random sample of the same variance would have.
    WilsonEffective,
    /// Clopper and Pearson's, exact for draws from an endless population.
    ClopperPearson,
    /// Exact for draws without replacement from a finite population.
    Hypergeometric,
    /// Value ± standard error × quantile of the normal distribution.
    Normal,
    /// Value ± standard error × quantile of Student's t.
    T {
        /// Degrees of freedom.
        degrees: u64,
    },
    /// Percentiles of the coefficient over units drawn again and again, with replacement.
    Bootstrap {
        /// The seed that all of it follows from.
        seed: String,
        /// How often the units were drawn.
        replicates: u32,
        /// In how many of them the coefficient is not defined, so that they count on neither side.
        undefined: u32,
    },
}

impl Interval {
    /// Value ± standard error × quantile, not beyond `least` and `most`.
    pub(crate) fn around(
        value: f64,
        error: f64,
        [least, most]: [f64; 2],
        confidence: Confidence,
        degrees: Option<u64>,
    ) -> Self {
        let (reach, method) = match degrees {
            Some(degrees) => (confidence.t(degrees), Method::T { degrees }),
            None => (confidence.z(), Method::Normal),
        };
        let (low, high) = (value - reach * error, value + reach * error);
        Self { low: low.max(least), high: high.min(most), confidence, method }
    }
}
