//! How many letters and questions are taken in a minute, from everybody together.

use std::sync::{Mutex, PoisonError};

use crate::Limits;

/// Two buckets: one for what comes with a proof of work, one for what comes without.
pub(crate) struct Rates {
    proven: Mutex<Bucket>,
    slow: Mutex<Bucket>,
}

/// A bucket that fills with time: it holds a minute's worth.
struct Bucket {
    a_minute: f64,
    left: f64,
    at: i64,
}

impl Bucket {
    fn new(a_minute: u32, now: i64) -> Self {
        Self { a_minute: a_minute.into(), left: a_minute.into(), at: now }
    }

    fn fill(&mut self, now: i64) {
        // A clock put back fills nothing.
        let passed = (now - self.at).max(0) as f64 / 60_000.0;
        self.left = (self.left + passed * self.a_minute).min(self.a_minute);
        self.at = now;
    }
}

impl Rates {
    pub(crate) fn new(limits: &Limits, now: i64) -> Self {
        let bucket = |a_minute| Mutex::new(Bucket::new(a_minute, now));
        Self { proven: bucket(limits.proven_a_minute), slow: bucket(limits.slow_a_minute) }
    }

    /// Takes one, if there is one left; `now` in milliseconds.
    pub(crate) fn take(&self, proven: bool, now: i64) -> bool {
        let mut bucket = self.bucket(proven).lock().unwrap_or_else(PoisonError::into_inner);
        bucket.fill(now);
        let there = bucket.left >= 1.0;
        if there {
            bucket.left -= 1.0;
        }
        there
    }

    /// How many more bits of work are asked for now: the emptier the bucket, the more.
    pub(crate) fn more_bits(&self, now: i64) -> u32 {
        let mut bucket = self.bucket(true).lock().unwrap_or_else(PoisonError::into_inner);
        bucket.fill(now);
        match bucket.left / bucket.a_minute.max(1.0) {
            full if full > 0.5 => 0,
            half if half > 0.25 => 2,
            _ => 4,
        }
    }

    fn bucket(&self, proven: bool) -> &Mutex<Bucket> {
        if proven { &self.proven } else { &self.slow }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_holds_a_minutes_worth_and_fills_again() {
        let limits = Limits { slow_a_minute: 2, proven_a_minute: 4, ..Limits::default() };
        let rates = Rates::new(&limits, 0);
        assert_eq!([0, 0, 0].map(|now| rates.take(false, now)), [true, true, false]);
        assert!(!rates.take(false, 29_000) && rates.take(false, 31_000));
        assert!(!rates.take(false, 0), "a clock put back");
        assert_eq!(rates.more_bits(0), 0);
        assert_eq!([(); 5].map(|()| rates.take(true, 0)), [true, true, true, true, false]);
        assert_eq!(rates.more_bits(0), 4);
        assert_eq!(rates.more_bits(60_000), 0);
    }
}
