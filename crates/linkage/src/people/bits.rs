//! Evidence in bits: the logarithm to base 2 of how much likelier something is with one person than with two.

use std::iter::Sum;
use std::ops::{Add, Sub};

/// A log-likelihood ratio, kept in thousandths of a bit so that sums do not depend on their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Bits(i32);

impl Bits {
    /// No evidence either way.
    pub const NONE: Self = Self(0);

    /// So many bits; beyond ±1,000 they are cut off.
    pub const fn of(bits: f32) -> Self {
        Self((bits.clamp(-1_000.0, 1_000.0) * 1_000.0) as i32)
    }

    /// As a number.
    pub fn value(self) -> f32 {
        self.0 as f32 / 1_000.0
    }

    /// The probability, 0 to 1, of odds of so many bits.
    pub fn probability(self) -> f32 {
        1.0 / (1.0 + (-self.value()).exp2())
    }
}

impl Add for Bits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Bits {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::NONE, Add::add)
    }
}

/// The mean of many pieces of evidence of one kind: they are not independent, so they are not added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mean {
    sum: i64,
    count: i64,
}

impl Mean {
    pub(super) fn of(bits: Option<Bits>) -> Self {
        bits.map_or(Self::default(), |bits| Self { sum: i64::from(bits.0), count: 1 })
    }

    pub(super) fn join(&mut self, other: Self) {
        self.sum += other.sum;
        self.count += other.count;
    }

    /// The mean; no evidence where there was none.
    pub(super) fn bits(self) -> Bits {
        Bits(self.sum.checked_div(self.count).and_then(|mean| i32::try_from(mean).ok()).unwrap_or(0))
    }
}
