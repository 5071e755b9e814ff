//! The claims that the catalog asks for, out of EXIF's fields (Exif 2.32, 4.6): strict, or nothing.

use amana_model::Position;
use exif::{Exif, In, Tag, Value};

pub(super) fn orientation(exif: &Exif) -> Option<u8> {
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(value).ok().filter(|v| (1..=8).contains(v))
}

/// The first of original, digitised and changed time that is a real time.
pub(super) fn taken_at(exif: &Exif) -> Option<String> {
    [
        (Tag::DateTimeOriginal, Tag::SubSecTimeOriginal),
        (Tag::DateTimeDigitized, Tag::SubSecTimeDigitized),
        (Tag::DateTime, Tag::SubSecTime),
    ]
    .into_iter()
    .find_map(|(tag, fraction)| {
        let time = time(&text(exif, tag)?)?;
        let digits = text(exif, fraction).map(|t| t.trim_end_matches(' ').to_string());
        Some(match digits.filter(|d| (1..=9).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit())) {
            Some(digits) => format!("{time}.{digits}"),
            None => time,
        })
    })
}

/// `2012:03:15 10:22:33` (some write `-` or `/`) as `2012-03-15T10:22:33`.
fn time(claim: &str) -> Option<String> {
    let bytes = claim.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let part = bytes.get(from..to)?;
        part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let days = crate::path_date::days_in_month(year, month)?;
    let separated = matches!(bytes[4], b':' | b'-' | b'/') && bytes[10] == b' ' && bytes[13] == b':';
    let real = year >= 1 && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 61;
    (separated && real).then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"))
}

pub(super) fn offset(exif: &Exif) -> Option<String> {
    let text = text(exif, Tag::OffsetTimeOriginal).or_else(|| text(exif, Tag::OffsetTime))?;
    let bytes = text.as_bytes();
    let shape = bytes.len() == 6 && matches!(bytes[0], b'+' | b'-') && bytes[3] == b':';
    let digits = shape && [1, 2, 4, 5].iter().all(|i| bytes[*i].is_ascii_digit());
    digits.then_some(text)
}

pub(super) fn camera(exif: &Exif) -> Option<String> {
    let (make, model) = (text(exif, Tag::Make), text(exif, Tag::Model));
    match (make, model) {
        (Some(make), Some(model)) if model.to_lowercase().starts_with(&make.to_lowercase()) => Some(model),
        (Some(make), Some(model)) => Some(format!("{make} {model}")),
        (make, model) => make.or(model),
    }
}

pub(super) fn serial(exif: &Exif) -> Option<String> {
    text(exif, Tag::BodySerialNumber)
}

pub(super) fn position(exif: &Exif) -> Option<Position> {
    let latitude = degrees(exif, Tag::GPSLatitude)? * sign(exif, Tag::GPSLatitudeRef, 'N', 'S')?;
    let longitude = degrees(exif, Tag::GPSLongitude)? * sign(exif, Tag::GPSLongitudeRef, 'E', 'W')?;
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    on_earth.then_some(Position { latitude, longitude })
}

fn sign(exif: &Exif, tag: Tag, plus: char, minus: char) -> Option<f64> {
    let letter = text(exif, tag)?.chars().next()?.to_ascii_uppercase();
    if letter == plus { Some(1.0) } else { (letter == minus).then_some(-1.0) }
}

/// Degrees, minutes and seconds as degrees; nothing if one is divided by zero.
fn degrees(exif: &Exif, tag: Tag) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [d, m, s] = &parts[..] else { return None };
    if d.denom == 0 || m.denom == 0 || s.denom == 0 {
        return None;
    }
    let (d, m, s) = (d.to_f64(), m.to_f64(), s.to_f64());
    (m < 60.0 + 1e-9 && s < 60.0 + 1e-9).then_some(d + m / 60.0 + s / 3600.0)
}

/// A text value: first string, cut at its first NUL, cleaned and trimmed; `None` if nothing is left.
fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(strings) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let first = strings.first()?;
    let end = first.iter().position(|b| *b == 0).unwrap_or(first.len());
    let text = super::clean(&String::from_utf8_lossy(&first[..end])).trim().to_string();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_times_are_times() {
        assert_eq!(time("2012:03:15 10:22:33").as_deref(), Some("2012-03-15T10:22:33"));
        assert_eq!(time("2012-03-15 10:22:33").as_deref(), Some("2012-03-15T10:22:33"));
        for wrong in [
            "0000:00:00 00:00:00",
            "2012:02:30 10:00:00",
            "2012:13:01 10:00:00",
            "    :  :     :  :  ",
            "2012",
            "",
        ] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
