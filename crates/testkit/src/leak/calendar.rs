//! Days and clocks of the leak: seconds since 1970 in local time, without time zones.

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// The civil date (year, month, day) of a moment.
pub(crate) fn date(seconds: i64) -> (i64, u32, u32) {
    // Counted from 1 March of the year 0, so that the leap day is the last of its year.
    let days = seconds.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

/// The moment at which a civil date begins.
pub(crate) fn moment(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let shifted = i64::from((month + 9) % 12);
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    (era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468) * DAY
}

/// `2012-03-15`
pub(crate) fn day_text(seconds: i64) -> String {
    let (year, month, day) = date(seconds);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2012-03-15T09:14:55`
pub(crate) fn moment_text(seconds: i64) -> String {
    format!("{}T{}", day_text(seconds), clock(seconds))
}

/// `2012:03:15 09:14:55`, as EXIF writes it.
pub(crate) fn exif_text(seconds: i64) -> String {
    format!("{} {}", day_text(seconds).replace('-', ":"), clock(seconds))
}

fn clock(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(DAY);
    format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments() {
        assert_eq!(moment(1970, 1, 1), 0);
        assert_eq!(moment(2012, 2, 29), 1_330_473_600);
        assert_eq!(exif_text(1_330_473_600 + 3_661), "2012:02:29 01:01:01");
        assert_eq!(moment_text(-1), "1969-12-31T23:59:59");
    }

    #[test]
    fn every_day_of_a_century_comes_back() {
        for day in -10_000..40_000 {
            let (year, month, date_of_month) = date(day * DAY);
            assert_eq!(moment(year, month, date_of_month), day * DAY);
        }
    }
}
