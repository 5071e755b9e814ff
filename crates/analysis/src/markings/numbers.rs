//! A label in the signs of a script to the numbers it writes.

use amana_model::Script;

/// The most digits of one number; more is not a number.
const MOST_DIGITS: usize = 8;

/// One number: in digits 0 to 9 or `ج`, and the script it was written in.
pub(crate) type Number = (String, Option<Script>);

/// The numbers of a label, set apart by `/` or `-`; `None` if any part is not a number or the scripts differ.
pub(crate) fn numbers(label: &str) -> Option<Vec<Number>> {
    let parts: Option<Vec<Number>> = label.split(['/', '-']).map(number).collect();
    let parts = parts?;
    let mut scripts = parts.iter().filter_map(|part| part.1);
    let first = scripts.next();
    scripts.all(|script| Some(script) == first).then_some(parts)
}

fn number(part: &str) -> Option<Number> {
    if part == "ج" {
        return Some((part.to_owned(), None));
    }
    let digits: Option<Vec<(char, Script)>> = part.chars().map(digit).collect();
    let digits = digits?;
    let script = digits.first()?.1;
    let one_script = digits.iter().all(|digit| digit.1 == script) && digits.len() <= MOST_DIGITS;
    one_script.then(|| (digits.iter().map(|digit| digit.0).collect(), Some(script)))
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
        for label in ["", "21?", "2١5", "٢١٥/9", "12/", "123456789", "جج"] {
            assert_eq!(numbers(label), None, "{label}");
        }
    }
}
