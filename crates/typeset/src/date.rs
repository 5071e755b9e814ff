//! The day that a piece bears, and how it is written.

use serde::{Deserialize, Serialize};
use typst::foundations::Datetime;

use crate::{Language, TypesetError};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Both names, as the United Nations write them: each alone is strange to a part of the Arab courts.
const ARABIC: [&str; 12] = [
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
];

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Gives midnight in UTC, or says that there is no such day.
    pub(crate) fn midnight(self) -> Result<Datetime, TypesetError> {
        let Self { year, month, day } = self;
        let known = (1..=9999).contains(&year);
        let midnight = Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).filter(|_| known);
        midnight.ok_or(TypesetError::Date { year, month, day })
    }

    /// Writes the day in words; `None` where there is no such month.
    pub(crate) fn in_words(self, language: Language) -> Option<String> {
        let month = usize::from(self.month.checked_sub(1)?);
        Some(match language {
            Language::English => format!("{} {} {}", self.day, ENGLISH.get(month)?, self.year),
            Language::Arabic => {
                let digits = |n: u16| n.to_string().chars().map(arabic_indic).collect::<String>();
                format!("{} {} {}", digits(self.day.into()), ARABIC.get(month)?, digits(self.year))
            }
        })
    }
}

fn arabic_indic(digit: char) -> char {
    digit.to_digit(10).and_then(|value| char::from_u32('٠' as u32 + value)).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date { year: 2026, month: 11, day: 27 };

    #[test]
    fn a_day_is_written_in_both_languages() {
        assert_eq!(DAY.in_words(Language::English).as_deref(), Some("27 November 2026"));
        assert_eq!(DAY.in_words(Language::Arabic).as_deref(), Some("٢٧ تشرين الثاني/نوفمبر ٢٠٢٦"));
    }

    #[test]
    fn a_day_that_never_was_is_refused() {
        assert!(DAY.midnight().is_ok());
        for date in [
            Date { day: 31, ..DAY },
            Date { day: 0, ..DAY },
            Date { month: 13, ..DAY },
            Date { month: 0, ..DAY },
            Date { year: 0, ..DAY },
            Date { year: 10_000, ..DAY },
        ] {
            assert!(matches!(date.midnight(), Err(TypesetError::Date { .. })), "{date:?}");
        }
    }
}
