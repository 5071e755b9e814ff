//! When a photograph says it was taken: the date of its folders and the camera's clock, weighed against each other.
//!
//! Both are claims. A camera whose battery was changed begins again at some date of its maker's, and goes on telling it as if it
//! knew; who named the folder wrote down the day. So the folder is believed where it tells a date, and the clock adds the time of
//! day only where it agrees. Texts are `2012`, `2012-03`, `2012-03-15` or `2012-03-15T10:22:33.250`.

use crate::UtcTime;

/// So many days may lie between folder and clock: pictures are sorted into folders after the day, and cameras stand in other zones.
const APART: i64 = 3;
/// Years that a camera's clock may tell: before, no camera of this kind was sold; clocks begin again at 1970, 1980 or 2000.
const YEARS: std::ops::RangeInclusive<i64> = 2001..=2099;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// The date: what the folders tell, or else the camera's day as it stands. What counts go by.
pub fn claimed_date<'a>(camera: Option<&'a str>, folder: Option<&'a str>) -> Option<&'a str> {
    folder.or_else(|| camera.and_then(|time| time.get(..10)))
}

/// The time: the camera's where its clock is not doubted, or else what the folders tell. What people see and search by.
pub fn claimed_time<'a>(camera: Option<&'a str>, folder: Option<&'a str>) -> Option<&'a str> {
    camera.filter(|_| !clock_is_doubted(camera, folder)).or(folder)
}

/// Whether a camera's clock is not to be believed: it tells another time than the folders, or a year that cannot be.
pub fn clock_is_doubted(camera: Option<&str>, folder: Option<&str>) -> bool {
    let Some(camera) = camera else { return false };
    let year = camera.get(..4).and_then(|year| year.parse().ok());
    if !year.is_some_and(|year| YEARS.contains(&year)) {
        return true;
    }
    match (days_of(camera), folder.and_then(days_of)) {
        (Some((from, to)), Some((first, last))) => to < first - APART || from > last + APART,
        _ => false,
    }
}

/// The first and the last day that a date means, counted from 1970-01-01; `None` for what is no date.
pub fn days_of(date: &str) -> Option<(i64, i64)> {
    let date: String = date.chars().map(|c| if c == ':' { '-' } else { c }).take(10).collect();
    let day = |text: &str| Some(format!("{text}T00:00:00Z").parse::<UtcTime>().ok()?.unix_seconds() / DAY);
    match date.len() {
        10 => day(&date).map(|day| (day, day)),
        7 => {
            let (year, month) = (date.get(..4)?.parse::<u32>().ok()?, date.get(5..)?.parse::<u32>().ok()?);
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            Some((day(&format!("{date}-01"))?, day(&format!("{:04}-{:02}-01", next.0, next.1))? - 1))
        }
        4 => Some((day(&format!("{date}-01-01"))?, day(&format!("{date}-12-31"))?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_clock_that_began_again_is_not_believed_against_the_folder() {
        let told = |camera, folder| claimed_time(Some(camera), folder);
        assert_eq!(told("2000-01-01T00:04:11", Some("2012-03-15")), Some("2012-03-15"));
        assert_eq!(told("2011-01-01T00:04:11", Some("2012-03-15")), Some("2012-03-15"));
        assert_eq!(told("2012-03-14T10:00:00", Some("2012-03-15")), Some("2012-03-14T10:00:00"));
        assert_eq!(told("2012-03-30T10:00:00", Some("2012-03")), Some("2012-03-30T10:00:00"));
        assert_eq!(told("2012-03-30T10:00:00", Some("2013")), Some("2013"));
        assert_eq!(told("2012-03-30T10:00:00", None), Some("2012-03-30T10:00:00"));
        assert_eq!(told("1980-01-01T00:00:00", None), None, "nothing is told rather than what cannot be");
        assert_eq!(claimed_time(None, Some("2012")), Some("2012"));
        assert!(!clock_is_doubted(None, Some("2012")));
    }

    #[test]
    fn counts_go_by_the_folder_as_it_stands() {
        assert_eq!(claimed_date(Some("2012-03-14T10:00:00"), Some("2012-03")), Some("2012-03"));
        assert_eq!(claimed_date(Some("2012-03-14T10:00:00"), None), Some("2012-03-14"));
        assert_eq!(claimed_date(None, None), None);
    }

    #[test]
    fn a_date_means_its_days() {
        assert_eq!(days_of("1970-01-02"), Some((1, 1)));
        assert_eq!(days_of("1970-02"), Some((31, 58)));
        assert_eq!(days_of("1970-12"), Some((334, 364)));
        assert_eq!(days_of("1970"), Some((0, 364)));
        for bad in ["", "1970-13", "1970-02-30", "سنة١", "1970-1-2", "19-70"] {
            assert_eq!(days_of(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_weighed_and_what_comes_out_went_in(camera in "\\PC{0,24}", folder in "\\PC{0,12}") {
            let told = claimed_time(Some(&camera), Some(&folder)).unwrap();
            prop_assert!(told == camera || told == folder);
            days_of(&camera);
        }
    }
}
