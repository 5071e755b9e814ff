//! How long somebody who guesses must wait. Every attempt counts before the password is looked at, so guessing in
//! parallel gains nothing; an attempt that must wait is not looked at and does not count.

use std::time::Duration;

/// One kind of throttle: `free` wrong attempts, then one second doubled with each, up to `most`, forgotten after
/// `forgotten` without an attempt.
pub(crate) struct Throttle {
    free: u32,
    most: Duration,
    forgotten: Duration,
}

/// For one name, known or not.
pub(crate) const NAME: Throttle =
    Throttle { free: 3, most: Duration::from_secs(15 * 60), forgotten: Duration::from_secs(24 * 60 * 60) };

/// For all names together: slows guessing over many names, and never shuts people out for long.
pub(crate) const ALL: Throttle =
    Throttle { free: 20, most: Duration::from_secs(10), forgotten: Duration::from_secs(15 * 60) };

impl Throttle {
    /// How long to wait from now, `since` after the last of `attempts` attempts.
    ///
    /// A clock that went backwards counts as no time passed: the wait is never longer than in full.
    pub(crate) fn wait(&self, attempts: u32, since: Duration) -> Duration {
        if attempts < self.free || self.is_forgotten(since) {
            return Duration::ZERO;
        }
        let doublings = (attempts - self.free).min(30);
        Duration::from_secs(1 << doublings).min(self.most).saturating_sub(since)
    }

    pub(crate) fn is_forgotten(&self, since: Duration) -> bool {
        since >= self.forgotten
    }

    /// What is left of the attempts when a new one comes.
    pub(crate) fn counted(&self, attempts: u32, since: Duration) -> u32 {
        if self.is_forgotten(since) { 0 } else { attempts }
    }

    /// How long a row is worth keeping.
    pub(crate) fn forgotten(&self) -> Duration {
        self.forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_limit() {
        let seconds = |attempts| NAME.wait(attempts, Duration::ZERO).as_secs();
        assert_eq!([0, 2, 3, 4, 5, 6, 12, 13, 1000].map(seconds), [0, 0, 1, 2, 4, 8, 512, 900, 900]);
        assert_eq!(ALL.wait(u32::MAX, Duration::ZERO).as_secs(), 10);
    }

    #[test]
    fn waiting_helps_and_a_day_forgets() {
        assert_eq!(NAME.wait(6, Duration::from_secs(5)).as_secs(), 3);
        assert_eq!(NAME.wait(6, Duration::from_secs(9)), Duration::ZERO);
        assert_eq!(NAME.counted(6, Duration::from_secs(9)), 6);
        assert_eq!(NAME.counted(6, Duration::from_secs(24 * 60 * 60)), 0);
    }
}
