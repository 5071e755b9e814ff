//! How much a person has seen uncovered, and when the rule of the archive says that it is enough for now.
//!
//! Looking is the time in which pictures were uncovered before her: while an uncovering ran, and a minute after each
//! single view. A gap of a pause's length begins a new stretch of it. The day is the UTC day.

use serde::{Deserialize, Serialize};

use crate::UtcTime;

/// How long a single view counts as looking, in milliseconds.
const VIEW: i64 = 60_000;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The rule about looking: details of an `exposure-rule-set` event. The last one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposureRule {
    /// Uncovered views of one person in a day after which no more are shown; `None`: as many as she asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views_a_day: Option<u32>,
    /// Minutes of looking after which a pause is due.
    pub looking_minutes: u32,
    /// The length of the pause in minutes.
    pub pause_minutes: u32,
}

impl Default for ExposureRule {
    /// The rule of an archive in which none was set.
    fn default() -> Self {
        Self { views_a_day: Some(300), looking_minutes: 30, pause_minutes: 10 }
    }
}

impl ExposureRule {
    /// Whether it may be recorded: 1 to 100,000 views, 1 to 240 minutes each.
    pub fn is_sound(self) -> bool {
        let minutes = 1..=240;
        self.views_a_day.is_none_or(|views| (1..=100_000).contains(&views))
            && minutes.contains(&self.looking_minutes)
            && minutes.contains(&self.pause_minutes)
    }
}

/// Something that a person did about her own looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Saw pictures: so many between two times, of which no two neighbours lie further apart than a minute.
    Viewed {
        /// The first view.
        first: UtcTime,
        /// The last view.
        last: UtcTime,
        /// How many.
        views: u64,
    },
    /// Had pictures shown uncovered from here on for so many minutes.
    Uncovered(UtcTime, u32),
    /// Covered them again.
    Covered(UtcTime),
}

/// Why nothing is uncovered before a person now, and from when on it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// A pause is due. It ends on a whole minute.
    Pause(UtcTime),
    /// The day's views are used up. The next day begins then.
    Day(UtcTime),
}

impl Rest {
    /// From when on she may look again.
    pub fn until(self) -> UtcTime {
        let (Self::Pause(until) | Self::Day(until)) = self;
        until
    }
}

/// How much a person has looked, and what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Views in this day.
    pub views: u64,
    /// Looking in this day, in seconds.
    pub looked_seconds: u64,
    /// Views left in this day; `None` where the rule sets no number.
    pub views_left: Option<u64>,
    /// Looking left until a pause is due, in seconds; 0 while one is.
    pub seconds_left: u64,
    /// Why nothing is uncovered before her now, if nothing is.
    pub rest: Option<Rest>,
}

/// From when on a person's looks matter at a time: the midnight before that day's, so that a stretch of looking over
/// midnight is whole.
pub fn exposure_since(now: UtcTime) -> UtcTime {
    time(midnight(now) - DAY)
}

/// Says how much a person has looked and whether she may look now. `looks` are hers since [`exposure_since`], in any
/// order.
pub fn exposure(looks: &[Look], rule: ExposureRule, now: UtcTime) -> Exposure {
    let (midnight, now) = (midnight(now), now.unix_millis());
    let views: u64 = looks.iter().map(|look| views_since(look, midnight)).sum();
    let mut stretch = Stretch::new(rule);
    let looked: i64 = spans(looks, now)
        .into_iter()
        .flat_map(|(from, until)| stretch.add(from, until))
        .map(|(from, until)| (until - from.max(midnight)).max(0))
        .sum();
    let views_left = rule.views_a_day.map(|most| u64::from(most).saturating_sub(views));
    let rest = match (views_left, stretch.pause_until) {
        (Some(0), _) => Some(Rest::Day(time(midnight + DAY))),
        (_, until) if until > now => Some(Rest::Pause(time(until))),
        _ => None,
    };
    Exposure {
        views,
        looked_seconds: looked.unsigned_abs() / 1000,
        views_left,
        seconds_left: if rest.is_some() { 0 } else { stretch.left(now).unsigned_abs() / 1000 },
        rest,
    }
}

/// A stretch of looking, and the pause that ended the one before.
struct Stretch {
    most: i64,
    pause: i64,
    looked: i64,
    last: i64,
    pause_until: i64,
}

impl Stretch {
    fn new(rule: ExposureRule) -> Self {
        Self {
            most: i64::from(rule.looking_minutes.max(1)) * MINUTE,
            pause: i64::from(rule.pause_minutes) * MINUTE,
            looked: 0,
            last: i64::MIN / 2,
            pause_until: i64::MIN / 2,
        }
    }

    /// Takes in one span; gives the parts of it in which pictures could be seen. Spans come in order, none over another.
    fn add(&mut self, mut from: i64, until: i64) -> Vec<(i64, i64)> {
        let mut seen = Vec::new();
        loop {
            // An uncovering that runs on through a pause showed nothing in it.
            from = from.max(self.pause_until);
            if from >= until {
                return seen;
            }
            let end = until.min(from + self.left(from));
            self.looked = self.most - self.left(from) + (end - from);
            self.last = end;
            seen.push((from, end));
            if self.looked >= self.most {
                self.looked = 0;
                self.pause_until = whole_minute(end + self.pause);
            }
            from = end;
        }
    }

    /// Looking left until a pause is due, in milliseconds, for whoever looks again at a time.
    fn left(&self, at: i64) -> i64 {
        if at - self.last >= self.pause { self.most } else { self.most - self.looked }
    }
}

fn views_since(look: &Look, midnight: i64) -> u64 {
    match look {
        Look::Viewed { first, views, .. } if first.unix_millis() >= midnight => *views,
        _ => 0,
    }
}

/// When pictures were uncovered, up to now: in order, none over another.
fn spans(looks: &[Look], now: i64) -> Vec<(i64, i64)> {
    let covered = |at: i64| {
        let times = looks.iter().filter_map(|look| match look {
            Look::Covered(time) if time.unix_millis() >= at => Some(time.unix_millis()),
            _ => None,
        });
        times.min().unwrap_or(i64::MAX)
    };
    let span = |look: &Look| match look {
        Look::Viewed { first, last, .. } => Some((first.unix_millis(), last.unix_millis() + VIEW)),
        Look::Uncovered(time, minutes) => {
            let at = time.unix_millis();
            Some((at, (at + i64::from(*minutes) * MINUTE).min(covered(at))))
        }
        Look::Covered(_) => None,
    };
    let mut all: Vec<(i64, i64)> = looks.iter().filter_map(span).collect();
    all.sort_unstable();
    let mut apart: Vec<(i64, i64)> = Vec::new();
    for (from, until) in all.into_iter().map(|(from, until)| (from, until.min(now))) {
        match apart.last_mut() {
            Some(before) if from <= before.1 => before.1 = before.1.max(until),
            _ if from < until => apart.push((from, until)),
            _ => {}
        }
    }
    apart
}

fn midnight(time: UtcTime) -> i64 {
    time.unix_millis().div_euclid(DAY) * DAY
}

fn whole_minute(millis: i64) -> i64 {
    (millis + MINUTE - 1).div_euclid(MINUTE) * MINUTE
}

fn time(millis: i64) -> UtcTime {
    UtcTime::from_unix_millis(millis).unwrap_or(UtcTime::EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23T12:00:00Z";

    /// A time on the day of the tests, `12:00` or `12:00:30`.
    fn at(clock: &str) -> UtcTime {
        let seconds = if clock.len() == 5 { ":00" } else { "" };
        format!("2026-11-23T{clock}{seconds}Z").parse().unwrap()
    }

    fn viewed(clock: &str) -> Look {
        Look::Viewed { first: at(clock), last: at(clock), views: 1 }
    }

    fn told(looks: &[Look], clock: &str) -> Exposure {
        exposure(looks, ExposureRule::default(), at(clock))
    }

    #[test]
    fn who_has_not_looked_may_and_all_is_left() {
        let nothing = told(&[], "12:00");
        let expected =
            Exposure { views: 0, looked_seconds: 0, views_left: Some(300), seconds_left: 1800, rest: None };
        assert_eq!(nothing, expected);
    }

    #[test]
    fn an_uncovering_and_single_views_are_one_time() {
        let looks = [Look::Uncovered(at("10:00"), 15), viewed("10:03"), viewed("10:14:30"), viewed("10:16")];
        let seen = told(&looks, "10:20");
        // 15 minutes, half a minute that the view of 10:14:30 lasts beyond, one minute of the last.
        assert_eq!((seen.views, seen.looked_seconds, seen.seconds_left), (3, 990, 810));
        assert_eq!(told(&looks, "10:10").looked_seconds, 600, "what lies ahead does not count");
    }

    #[test]
    fn a_pause_is_due_after_the_minutes_ends_on_a_whole_minute_and_begins_anew() {
        let looks = [Look::Uncovered(at("10:00:20"), 30)];
        assert_eq!((told(&looks, "10:30:19").rest, told(&looks, "10:30:19").seconds_left), (None, 1));
        let due = told(&looks, "10:30:20");
        assert_eq!((due.rest, due.seconds_left), (Some(Rest::Pause(at("10:41"))), 0));
        assert_eq!(told(&looks, "10:40:59").rest, Some(Rest::Pause(at("10:41"))));
        let after = told(&looks, "10:41");
        assert_eq!((after.rest, after.seconds_left, after.looked_seconds), (None, 1800, 1800));
    }

    #[test]
    fn a_gap_as_long_as_a_pause_is_one() {
        let looks = [Look::Uncovered(at("10:00"), 20), Look::Uncovered(at("10:29"), 5)];
        assert_eq!(told(&looks, "10:34").seconds_left, 5 * 60);
        let apart = [Look::Uncovered(at("10:00"), 20), Look::Uncovered(at("10:30"), 5)];
        assert_eq!(told(&apart, "10:35").seconds_left, 25 * 60);
        assert_eq!(told(&looks[..1], "10:29").seconds_left, 10 * 60);
        assert_eq!(told(&looks[..1], "10:30").seconds_left, 30 * 60);
    }

    #[test]
    fn covering_again_ends_an_uncovering_and_another_goes_on_from_there() {
        let covered = [Look::Covered(at("10:05")), Look::Uncovered(at("10:00"), 30)];
        assert_eq!(told(&covered, "10:08").looked_seconds, 300);
        let again = [covered[0], covered[1], Look::Uncovered(at("10:06"), 5)];
        assert_eq!(told(&again, "11:00").looked_seconds, 600);
        let before = [Look::Covered(at("09:59")), Look::Uncovered(at("10:00"), 30)];
        assert_eq!(told(&before, "10:08").looked_seconds, 480);
    }

    #[test]
    fn what_runs_through_a_pause_is_not_looked_at_in_it() {
        let looks = [Look::Uncovered(at("10:00"), 20), Look::Uncovered(at("10:20"), 30)];
        assert_eq!(told(&looks, "10:30").rest, Some(Rest::Pause(at("10:40"))));
        let after = told(&looks, "10:45");
        assert_eq!((after.looked_seconds, after.seconds_left), (35 * 60, 25 * 60));
    }

    #[test]
    fn the_days_views_end_at_midnight_utc() {
        let rule = ExposureRule { views_a_day: Some(2), ..ExposureRule::default() };
        let looks = [viewed("00:00"), viewed("11:00")];
        let midnight = "2026-11-24T00:00:00Z".parse().unwrap();
        let enough = exposure(&looks, rule, at("12:00"));
        assert_eq!((enough.rest, enough.views_left), (Some(Rest::Day(midnight)), Some(0)));
        assert_eq!(exposure(&looks[..1], rule, at("12:00")).rest, None);
        assert_eq!(exposure(&looks, rule, midnight).views, 0, "a new day");
        let free = ExposureRule { views_a_day: None, ..rule };
        assert_eq!((exposure(&looks, free, at("12:00")).rest, free.views_a_day), (None, None));
    }

    #[test]
    fn a_stretch_over_midnight_is_whole_and_the_minutes_of_the_day_are_its_own() {
        let late = "2026-11-22T23:45:00Z".parse().unwrap();
        let looks = [Look::Uncovered(late, 30)];
        let seen = told(&looks, "00:10");
        assert_eq!((seen.looked_seconds, seen.seconds_left), (600, 300));
        assert_eq!(told(&looks, "00:15").rest, Some(Rest::Pause(at("00:25"))));
        assert!(exposure_since(at("00:10")) <= late);
        assert_eq!(exposure_since(NOW.parse().unwrap()).to_string(), "2026-11-22T00:00:00Z");
    }

    #[test]
    fn many_views_told_together_are_the_same_as_one_by_one() {
        let times: Vec<String> =
            (0..200).map(|n| format!("10:{:02}:{:02}", n * 7 / 60, n * 7 % 60)).collect();
        let single: Vec<Look> = times.iter().map(|time| viewed(time)).collect();
        let minute = |minute: usize| {
            let of: Vec<UtcTime> = times
                .iter()
                .filter(|time| time[3..5] == format!("{minute:02}"))
                .map(|time| at(time))
                .collect();
            let (first, last) = (of.first()?, of.last()?);
            Some(Look::Viewed { first: *first, last: *last, views: of.len() as u64 })
        };
        let grouped: Vec<Look> = (0..60).filter_map(minute).collect();
        assert!(grouped.len() < 30);
        for now in ["10:10", "10:23:30", "10:30", "10:50"] {
            assert_eq!(told(&single, now), told(&grouped, now), "{now}");
        }
    }

    #[test]
    fn a_rule_beyond_sense_is_not_sound() {
        let rule = ExposureRule::default();
        assert!(rule.is_sound() && ExposureRule { views_a_day: None, ..rule }.is_sound());
        for bad in [
            ExposureRule { views_a_day: Some(0), ..rule },
            ExposureRule { looking_minutes: 0, ..rule },
            ExposureRule { pause_minutes: 241, ..rule },
        ] {
            assert!(!bad.is_sound(), "{bad:?}");
        }
    }
}
