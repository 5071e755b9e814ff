//! Times as cameras claim them, in seconds: only differences on one clock are ever used.

use std::ops::Range;

/// Seconds since 1970 of a time in the model's form, `2012-03-15T10:22:33` with or without a fraction.
pub(super) fn of_text(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if bytes.len() < 19 || marks.iter().any(|(at, mark)| bytes.get(*at) != Some(mark)) {
        return None;
    }
    let part = |range: Range<usize>| number(bytes.get(range)?);
    seconds([part(0..4)?, part(5..7)?, part(8..10)?, part(11..13)?, part(14..16)?, part(17..19)?])
}

/// The first `YYYYMMDD_HHMMSS` (also with `-` or nothing between) in a name, and where it stands.
pub(super) fn in_name(stem: &[u8]) -> Option<(i64, Range<usize>)> {
    let digits = |range: Range<usize>| stem.get(range).is_some_and(|run| run.iter().all(u8::is_ascii_digit));
    (0..stem.len().saturating_sub(13)).find_map(|start| {
        if start > 0 && stem[start - 1].is_ascii_digit() || !digits(start..start + 8) {
            return None;
        }
        let gap = usize::from(matches!(stem.get(start + 8), Some(b'_' | b'-' | b' ')));
        let clock = start + 8 + gap;
        if !digits(clock..clock + 6) || stem.get(clock + 6).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let part = |from: usize, length: usize| number(stem.get(from..from + length)?);
        let seconds = seconds([
            part(start, 4)?,
            part(start + 4, 2)?,
            part(start + 6, 2)?,
            part(clock, 2)?,
            part(clock + 2, 2)?,
            part(clock + 4, 2)?,
        ])?;
        Some((seconds, start..clock + 6))
    })
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

/// Days are counted from 1 March of the year 0, so that the leap day is the last of its year.
fn seconds([year, month, day, hour, minute, second]: [i64; 6]) -> Option<i64> {
    let sound = (1970..=2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 61;
    if !sound {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments() {
        assert_eq!(of_text("1970-01-01T00:00:00"), Some(0));
        assert_eq!(of_text("2012-02-29T01:01:01.250"), Some(1_330_477_261));
        assert_eq!(of_text("0000-00-00T00:00:00"), None);
        assert_eq!(of_text("2012-03-15"), None);
        assert_eq!(of_text("2012-03-15T1٠:22:33"), None);
    }

    #[test]
    fn a_name_tells_a_time_only_whole() {
        assert_eq!(in_name(b"img_20120229_010101").map(|(seconds, _)| seconds), Some(1_330_477_261));
        assert_eq!(
            in_name(b"20120229010101x").map(|(seconds, range)| (seconds, range.end)),
            Some((1_330_477_261, 14))
        );
        assert_eq!(in_name(b"20121329_010101"), None);
        assert_eq!(in_name(b"120120229_010101"), None);
        assert_eq!(in_name(b"DSC_0412"), None);
    }
}
