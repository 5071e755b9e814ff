//! A label in the signs of a script to the numbers it writes.

use amana_model::Script;

/// The most digits of one number; more is not a number.
const MOST_DIGITS: usize = 8;

/// Digits that are written alike in both scripts: 1 and ١, 9 and ٩. The others of a label say what script they are of.
const ALIKE: [char; 2] = ['1', '9'];

/// One number: in digits 0 to 9 or `ج`, and the script it was written in.
pub(crate) type Number = (String, Option<Script>);

/// The numbers of a label, set apart by `/` or `-`; `None` if any part is not a number or the scripts differ.
pub(crate) fn numbers(label: &str) -> Option<Vec<Number>> {
    let digits = || label.chars().filter_map(digit);
    let telling = digits().find(|digit| !ALIKE.contains(&digit.0));
    let script = telling.or_else(|| digits().next()).map(|digit| digit.1);
    label.split(['/', '-']).map(|part| number(part, script)).collect()
}

fn number(part: &str, script: Option<Script>) -> Option<Number> {
    if part == "ج" {
        return Some((part.to_owned(), None));
    }
    let value = |sign: char| {
        let (value, other) = digit(sign)?;
        (Some(other) == script || ALIKE.contains(&value)).then_some(value)
    };
    let digits: String = part.chars().map(value).collect::<Option<String>>()?;
    (1..=MOST_DIGITS).contains(&digits.len()).then_some((digits, script))
}

fn digit(sign: char) -> Option<(char, Script)> {
    match sign {
        '0'..='9' => Some((sign, Script::Western)),
        '٠'..='٩' => {
            let value = u32::from(sign) - u32::from('٠');
            char::from_digit(value, 10).map(|digit| (digit, Script::ArabicIndic))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_of_one_script() {
        let arabic = Some(Script::ArabicIndic);
        assert_eq!(numbers("٢١٥"), Some(vec![("215".into(), arabic)]));
        let three = vec![("ج".into(), None), ("12".into(), arabic), ("7".into(), arabic)];
        assert_eq!(numbers("ج/١٢/٧"), Some(three));
        for label in ["", "21?", "2٣5", "٢١٥/8", "12/", "123456789", "جج"] {
            assert_eq!(numbers(label), None, "{label}");
        }
    }

    #[test]
    fn digits_written_alike_have_the_script_of_the_others() {
        let western = Some(Script::Western);
        assert_eq!(numbers("759٩"), Some(vec![("7599".into(), western)]));
        assert_eq!(numbers("١/75"), Some(vec![("1".into(), western), ("75".into(), western)]));
        assert_eq!(numbers("٩1"), Some(vec![("91".into(), Some(Script::ArabicIndic))]));
    }
}
