//! Dates read out of paths.

use amana_model::{OccurrencePath, PathDate};

/// Days of a month; `None` if there is no such month.
pub(crate) fn days_in_month(year: u32, month: u32) -> Option<u32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    })
}

/// Reads the date that a path tells, if it tells exactly one.
pub fn path_date(_path: &OccurrencePath) -> Option<PathDate> {
    None
}
