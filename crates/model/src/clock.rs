//! Points in time, always UTC, and the clock as a parameter.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Day;

/// A point in time: nanoseconds since 1970-01-01T00:00:00Z, leap seconds ignored (POSIX time).
///
/// The text form is RFC 3339 in UTC, with as many decimals of a second as needed: `2026-11-23T12:34:56.789Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcTime(jiff::Timestamp);

impl UtcTime {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(jiff::Timestamp::UNIX_EPOCH);

    /// The time `seconds` and `nanoseconds` after the epoch; `None` outside the years −9999 to 9999.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Option<Self> {
        jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok().map(Self)
    }

    /// Whole seconds since the epoch, rounded down.
    pub fn unix_seconds(self) -> i64 {
        self.0.as_nanosecond().div_euclid(1_000_000_000) as i64
    }

    /// Milliseconds since the epoch, rounded down.
    pub fn unix_millis(self) -> i64 {
        self.0.as_nanosecond().div_euclid(1_000_000) as i64
    }

    /// The time `millis` milliseconds after the epoch; `None` outside the years −9999 to 9999.
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        jiff::Timestamp::from_millisecond(millis).ok().map(Self)
    }

    /// The beginning of its day, UTC: what everybody is told where the hour would tell when people work.
    pub fn day_begins(self) -> Self {
        let seconds = self.unix_seconds();
        Self::from_unix(seconds - seconds.rem_euclid(86_400), 0).unwrap_or(Self::EPOCH)
    }

    /// The day it is, UTC. Before year 0, which has no day of four digits, the first that there is.
    pub fn day(self) -> Day {
        let text = self.to_string();
        let day = text.get(..10).and_then(|day| day.parse().ok());
        day.unwrap_or_else(|| "0001-01-01".parse().expect("a day"))
    }
}

impl fmt::Display for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for UtcTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

impl Serialize for UtcTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Tells the time. The real one lives in the command line's wiring, fixed ones in tests.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> UtcTime;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_before_the_epoch_round_down() {
        let time = UtcTime::from_unix(-1, 500_000_000).unwrap();
        assert_eq!(time.unix_seconds(), -1);
        assert_eq!(time.unix_millis(), -500);
        assert_eq!(time.to_string(), "1969-12-31T23:59:59.5Z");
    }

    #[test]
    fn text_round_trips() {
        let time: UtcTime = "2026-11-23T12:34:56.789Z".parse().unwrap();
        assert_eq!(time.to_string(), "2026-11-23T12:34:56.789Z");
        assert_eq!(UtcTime::from_unix_millis(time.unix_millis()), Some(time));
    }
}
