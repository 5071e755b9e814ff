//! Dates as lists write them: whole, of a year or month only, with Arabic digits, and with slips.

/// A date, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Date {
    year: u16,
    /// 0 where not told. Not checked: a slip may make a month of 86.
    month: u8,
    day: u8,
}

/// How far two dates agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateLevel {
    Differs,
    /// The year, or day and month; where one tells the year alone, within two years: such years are often guessed.
    Partly,
    /// As far as both tell.
    AsFarAsTold,
    /// Day and month swapped, one digit changed, or two digits swapped.
    Slip,
    Same,
}

impl Date {
    /// Of a folded text: `19870315`, `1987 03 15`, `15 3 1987`, `1987 03`, `3 1987`, `1987`; a time behind it is passed over.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let mut parts = folded.split([' ', 't']).filter(|part| !part.is_empty());
        let first = parts.next()?;
        let number = |text: &str| {
            text.parse::<u16>().ok().filter(|_| text.bytes().all(|digit| digit.is_ascii_digit()))
        };
        let small = |text: &str| {
            number(text).filter(|_| text.len() <= 2).and_then(|number| u8::try_from(number).ok())
        };
        if first.len() == 8 && first.bytes().all(|digit| digit.is_ascii_digit()) {
            return Some(Self {
                year: number(&first[..4])?,
                month: small(&first[4..6])?,
                day: small(&first[6..])?,
            });
        }
        let (second, third) = (parts.next(), parts.next());
        if first.len() == 4 {
            let year = number(first)?;
            let month = second.map(small).unwrap_or(Some(0))?;
            return Some(Self { year, month, day: third.map(small).unwrap_or(Some(0))? });
        }
        match (second, third) {
            (Some(month), Some(year)) if year.len() == 4 => {
                Some(Self { year: number(year)?, month: small(month)?, day: small(first)? })
            }
            (Some(year), None) if year.len() == 4 => {
                Some(Self { year: number(year)?, month: small(first)?, day: 0 })
            }
            _ => None,
        }
    }

    pub(super) fn year(self) -> u16 {
        self.year
    }

    /// Year, month and day as one number, where all are told.
    pub(super) fn whole(self) -> Option<u32> {
        let day = u32::from(self.year) << 16 | u32::from(self.month) << 8 | u32::from(self.day);
        (self.month > 0 && self.day > 0).then_some(day)
    }

    /// Whether it can be a day of a life that somebody remembers.
    pub(super) fn is_a_day(self) -> bool {
        (1850..2150).contains(&self.year) && (1..=12).contains(&self.month) && (1..=31).contains(&self.day)
    }

    /// As far as it is told: `1987-03-15`, `1987-03`, `1987`.
    pub(super) fn shown(self) -> String {
        match (self.year, self.month, self.day) {
            (year, 0, 0) => format!("{year:04}"),
            (year, month, 0) => format!("{year:04}-{month:02}"),
            (year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    fn digits(self) -> [u8; 8] {
        let (year, month, day) = (self.year, self.month, self.day);
        let of = |number: u16, place: u16| (number / place % 10) as u8;
        [of(year, 1000), of(year, 100), of(year, 10), of(year, 1), month / 10, month % 10, day / 10, day % 10]
    }

    pub(super) fn compare(self, other: Self) -> DateLevel {
        if self == other {
            return DateLevel::Same;
        }
        let whole = self.month > 0 && self.day > 0 && other.month > 0 && other.day > 0;
        let told = |one: u8, two: u8| one == 0 || two == 0 || one == two;
        if !whole {
            let agrees =
                self.year == other.year && told(self.month, other.month) && told(self.day, other.day);
            let near = (self.month == 0 || other.month == 0) && self.year.abs_diff(other.year) <= 2;
            return match (agrees, near) {
                (true, _) => DateLevel::AsFarAsTold,
                (false, true) => DateLevel::Partly,
                (false, false) => DateLevel::Differs,
            };
        }
        let turned = self.year == other.year && self.month == other.day && self.day == other.month;
        if turned || slip(&self.digits(), &other.digits()) {
            DateLevel::Slip
        } else if self.year == other.year || (self.month, self.day) == (other.month, other.day) {
            DateLevel::Partly
        } else {
            DateLevel::Differs
        }
    }
}

/// One digit changed, or two neighbours swapped.
fn slip(one: &[u8; 8], two: &[u8; 8]) -> bool {
    let differ: Vec<usize> = (0..8).filter(|at| one[*at] != two[*at]).collect();
    match differ[..] {
        [_] => true,
        [first, second] => first + 1 == second && one[first] == two[second] && one[second] == two[first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::names::fold;
    use super::*;

    fn of(text: &str) -> Option<Date> {
        Date::of(&fold(text))
    }

    #[test]
    fn dates_are_read_in_the_forms_of_lists() {
        let whole = Some(Date { year: 1987, month: 3, day: 15 });
        for text in ["19870315", "1987-03-15", "15/3/1987", "15.03.1987", "١٥/٣/١٩٨٧", "1987-03-15T10:00:00"]
        {
            assert_eq!(of(text), whole, "{text}");
        }
        assert_eq!(of("1987"), Some(Date { year: 1987, month: 0, day: 0 }));
        assert_eq!(of("03/1987"), of("1987-03"));
        for text in ["", "soon", "215", "87-03-15", "1987-xx", "198703155"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn slips_are_told_from_other_dates() {
        for (one, two, level) in [
            ("1987-03-15", "15/3/1987", DateLevel::Same),
            ("1987-03-05", "1987-05-03", DateLevel::Slip),
            ("19650630", "19658630", DateLevel::Slip),
            ("19650612", "19650621", DateLevel::Slip),
            ("1987", "1987-03-15", DateLevel::AsFarAsTold),
            ("1987", "1988-03-15", DateLevel::Partly),
            ("1987", "1990-03-15", DateLevel::Differs),
            ("1987-03-15", "1987-11-02", DateLevel::Partly),
            ("1987-03-15", "1965-03-15", DateLevel::Partly),
            ("1987-03-15", "1965-11-02", DateLevel::Differs),
        ] {
            let (one, two) = (of(one).unwrap(), of(two).unwrap());
            assert_eq!((one.compare(two), two.compare(one)), (level, level), "{one:?} {two:?}");
        }
    }
}
