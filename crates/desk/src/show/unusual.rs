//! What is unusual about numbers, in the words of a page. It warns and explains; nothing is corrected by it.

use amana_model::{Unusual, UtcTime};

use crate::words::{Words, left_to_right};

/// One warning as a sentence.
pub(crate) fn said(unusual: &Unusual, w: Words) -> String {
    match unusual {
        Unusual::UnknownBranch { number } => w.numbers("unusual-unknown-branch", number.as_str()),
        Unusual::Digits { field, number, usual: (least, most) } => {
            let usual = match least == most {
                true => w.number(*least as u64),
                false => w.xy("unusual-range", w.number(*least as u64), w.number(*most as u64)),
            };
            w.xy(&format!("unusual-digits-{field}"), left_to_right(number.as_str()), usual)
        }
        Unusual::LetterElsewhere { field } => w.t(format!("unusual-letter-{field}")),
        Unusual::PathSays { field, path, card } => {
            let [path, card] = [path, card].map(|number| left_to_right(number.as_str()));
            w.xy(&format!("unusual-path-{field}"), path, card)
        }
        Unusual::OutOfOrder { number, day, after, before } => {
            let around = match (after, before) {
                (Some(after), Some(before)) if after == before => w.x("unusual-about", date(*after, w)),
                (Some(after), Some(before)) => w.xy("unusual-between", date(*after, w), date(*before, w)),
                (Some(after), None) => w.x("unusual-after", date(*after, w)),
                (None, Some(before)) => w.x("unusual-before", date(*before, w)),
                (None, None) => String::new(),
            };
            w.xyz("unusual-out-of-order", left_to_right(number.as_str()), date(*day, w), around)
        }
    }
}

/// A day counted from 1970-01-01, as a date.
fn date(day: i64, w: Words) -> String {
    let time = day.checked_mul(86_400).and_then(|seconds| UtcTime::from_unix(seconds, 0));
    time.map(|time| w.date(time.day().as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use amana_model::Number;

    use super::*;
    use crate::words::Language;

    #[test]
    fn each_warning_is_a_sentence_in_both_languages() {
        let number = |text: &str| Number::parse(text).unwrap();
        let order = |after, before| Unusual::OutOfOrder { number: number("9"), day: 14_000, after, before };
        let mut all = vec![
            Unusual::UnknownBranch { number: number("214") },
            order(Some(15_000), Some(15_010)),
            order(Some(15_000), Some(15_000)),
            order(Some(15_000), None),
            order(None, Some(15_000)),
        ];
        for field in ["branch", "detainee", "examination"] {
            all.push(Unusual::Digits { field, number: number("1234567"), usual: (1, 5) });
            all.push(Unusual::PathSays { field, path: number("1"), card: number("2") });
        }
        all.extend(["detainee", "examination"].map(|field| Unusual::LetterElsewhere { field }));
        for w in [Language::English, Language::Arabic].map(Words::of) {
            for one in &all {
                let said = said(one, w);
                assert!(said.contains(' ') && !said.contains("unusual-") && !said.contains('{'), "{said}");
            }
        }
        let said = said(&order(Some(15_000), Some(15_010)), Words::of(Language::English));
        assert!(said.contains("between 26 January 2011 and 5 February 2011"), "{said}");
    }
}
