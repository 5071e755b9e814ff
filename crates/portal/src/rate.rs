//! How many letters and questions are taken in a minute, from everybody together.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Limits;

/// What somebody wants of the portal. Each has its own allowance, so that no flood of one shuts out the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// To send a letter.
    Letter,
    /// To ask for an answer.
    Answer,
}

/// For letters and for questions two buckets each: one for what comes with a proof of work, one for what comes without.
pub(crate) struct Rates {
    letters: Pair,
    questions: Pair,
}

struct Pair {
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
        Self {
            letters: Pair { proven: bucket(limits.proven_a_minute), slow: bucket(limits.slow_a_minute) },
            questions: Pair {
                proven: bucket(limits.questions_a_minute),
                slow: bucket(limits.questions_a_minute),
            },
        }
    }

    /// Takes one, if there is one left; `now` in milliseconds.
    pub(crate) fn take(&self, what: What, proven: bool, now: i64) -> bool {
        let pair = self.pair(what);
        let mut bucket = filled(if proven { &pair.proven } else { &pair.slow }, now);
        let there = bucket.left >= 1.0;
        if there {
            bucket.left -= 1.0;
        }
        there
    }

    /// How many more bits of work are asked for now: the emptier the bucket, the more.
    pub(crate) fn more_bits(&self, what: What, now: i64) -> u32 {
        let bucket = filled(&self.pair(what).proven, now);
        match bucket.left / bucket.a_minute.max(1.0) {
            full if full > 0.5 => 0,
            half if half > 0.25 => 2,
            _ => 4,
        }
    }

    fn pair(&self, what: What) -> &Pair {
        match what {
            What::Letter => &self.letters,
            What::Answer => &self.questions,
        }
    }
}

fn filled(bucket: &Mutex<Bucket>, now: i64) -> MutexGuard<'_, Bucket> {
    let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
    bucket.fill(now);
    bucket
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_holds_a_minutes_worth_and_fills_again() {
        let limits = Limits { slow_a_minute: 2, proven_a_minute: 4, ..Limits::default() };
        let rates = Rates::new(&limits, 0);
        assert_eq!([0, 0, 0].map(|now| rates.take(What::Letter, false, now)), [true, true, false]);
        assert!(!rates.take(What::Letter, false, 29_000) && rates.take(What::Letter, false, 31_000));
        assert!(!rates.take(What::Letter, false, 0), "a clock put back");
        assert_eq!(rates.more_bits(What::Letter, 0), 0);
        assert_eq!([(); 5].map(|()| rates.take(What::Letter, true, 0)), [true, true, true, true, false]);
        assert_eq!(rates.more_bits(What::Letter, 0), 4);
        // Whoever asks for an answer does not feel it.
        assert!(rates.take(What::Answer, true, 0) && rates.take(What::Answer, false, 0));
        assert_eq!(rates.more_bits(What::Answer, 0), 0);
        assert_eq!(rates.more_bits(What::Letter, 60_000), 0);
    }
}
