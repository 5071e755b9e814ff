//! Every text of a report, in English and Arabic, out of `locales/`; numbers in the digits of the language.
//!
//! [`Words`] is one language, ready to speak. Running numbers are written in Arabic-Indic digits in Arabic. Citations, digests, seeds and
//! identifiers never are: they pass through as they stand, as [`Span::Exact`], so that they can be compared and typed in.

mod bundle;

use amana_archive::count::Shown;
use amana_model::Both;
use amana_typeset::{Language, Span};
use fluent_bundle::FluentArgs;

use self::bundle::{arabic_form, bundle, digits, grouped};

/// Around what stays exact while a text is put together. No text of the house holds them, and they are taken out of what comes in.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// What is put into a text.
pub(crate) enum Arg {
    /// A whole number. The one named `n` chooses the form of what it counts.
    Number(u64),
    /// Words.
    Text(String),
    /// A citation, a digest, an identifier.
    Exact(String),
}

/// What is put into a text, by name.
pub(crate) type Args<'a> = &'a [(&'static str, Arg)];

/// Something exact to be put into a text.
pub(crate) fn exact(value: impl ToString) -> Arg {
    Arg::Exact(value.to_string())
}

/// Words to be put into a text.
pub(crate) fn text(value: impl Into<String>) -> Arg {
    Arg::Text(value.into())
}

/// One language, ready to speak.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) language: Language,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        Self { language }
    }

    pub(crate) fn is_arabic(self) -> bool {
        self.language == Language::Arabic
    }

    /// A text without arguments. An unknown key is shown as itself between ⟨ and ⟩, and tests look for that.
    pub(crate) fn t(self, key: &str) -> String {
        self.format(key, &[])
    }

    /// A text in which nothing is set apart: for headings, captions and cells.
    pub(crate) fn say(self, key: &str, args: Args<'_>) -> String {
        self.format(key, args).replace([OPEN, CLOSE], "")
    }

    /// A text as spans, what is exact in it set apart.
    pub(crate) fn spans(self, key: &str, args: Args<'_>) -> Vec<Span> {
        split(&self.format(key, args))
    }

    /// Of a text in both languages, the one of the document.
    pub(crate) fn both(self, both: &Both) -> &str {
        if self.is_arabic() { &both.ar } else { &both.en }
    }

    /// A text for the word `value` of a vocabulary: the key is `prefix-value`. A word without a text is shown as it is.
    pub(crate) fn word(self, prefix: &str, value: &str) -> String {
        let key = format!("{prefix}-{value}");
        if bundle(self.language).has_message(&key) { self.t(&key) } else { value.to_owned() }
    }

    /// A whole number with its thousands set apart.
    pub(crate) fn number(self, number: u64) -> String {
        grouped(&number.to_string(), self.language)
    }

    /// A whole number with its sign: `−3`, `+2`.
    pub(crate) fn change(self, change: i64) -> String {
        let sign = if change > 0 { "+" } else { "−" };
        let number = self.number(change.unsigned_abs());
        if change == 0 { number } else { format!("{sign}{number}") }
    }

    /// A number with so many decimals.
    pub(crate) fn decimal(self, value: f64, decimals: usize) -> String {
        let shown = grouped(&format!("{:.decimals$}", value.abs()), self.language);
        // A negative number that rounds to nothing has no sign.
        let is_nothing = !shown.contains(|c: char| c.is_numeric() && c != '0' && c != '٠');
        if value < 0.0 && !is_nothing { format!("−{shown}") } else { shown }
    }

    /// A share from 0 to 1 in hundredths with one decimal, without a sign; only none is 0.0, and only all is 100.0.
    pub(crate) fn percent(self, share: f64) -> String {
        let percent = share * 100.0;
        let inside = share > 0.0 && share < 1.0;
        self.decimal(if inside { percent.clamp(0.1, 99.9) } else { percent }, 1)
    }

    /// The ends of a range of shares, in hundredths with one decimal: `54.0–69.4`.
    pub(crate) fn range(self, low: f64, high: f64) -> String {
        format!("{}–{}", self.decimal(low * 100.0, 1), self.decimal(high * 100.0, 1))
    }

    /// What is shown of a number.
    pub(crate) fn shown(self, shown: Shown) -> String {
        match shown {
            Shown::Number(number) => self.number(number),
            Shown::Below(limit) => self.say("below", &[("n", Arg::Number(limit))]),
            Shown::Withheld => self.t("withheld"),
        }
    }

    /// A month, `2012-03`, in words; anything else as it is.
    pub(crate) fn month(self, month: &str) -> String {
        let parts = month.split_once('-');
        match parts.and_then(|(year, month)| Some((year, month.parse::<u8>().ok()?))) {
            Some((year, number @ 1..=12)) => {
                let name = self.t(&format!("month-{number}"));
                self.say("month-year", &[("month", text(name)), ("year", text(digits(year, self.language)))])
            }
            _ => month.to_owned(),
        }
    }

    fn format(self, key: &str, args: Args<'_>) -> String {
        let message = bundle(self.language).get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return format!("⟨{key}⟩");
        };
        let mut given = FluentArgs::new();
        for (name, arg) in args {
            match arg {
                Arg::Number(number) => {
                    if *name == "n" {
                        given.set("form", arabic_form(*number));
                    }
                    given.set(*name, *number);
                }
                Arg::Text(text) => given.set(*name, clean(text)),
                Arg::Exact(text) => given.set(*name, format!("{OPEN}{}{CLOSE}", clean(text))),
            }
        }
        let mut errors = Vec::new();
        let text = bundle(self.language).format_pattern(pattern, Some(&given), &mut errors).into_owned();
        if errors.is_empty() { text } else { format!("⟨{key}⟩") }
    }
}

fn clean(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// Takes a text apart where something exact begins and ends.
fn split(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, part) in text.split([OPEN, CLOSE]).enumerate() {
        if part.is_empty() {
            continue;
        }
        spans.push(if at % 2 == 1 { Span::exact(part) } else { Span::plain(part) });
    }
    spans
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentResource;

    use super::bundle::{ARABIC, ENGLISH};
    use super::*;

    const ENGLISH_WORDS: Words = Words { language: Language::English };
    const ARABIC_WORDS: Words = Words { language: Language::Arabic };

    #[test]
    fn numbers_are_written_in_the_digits_of_the_language() {
        assert_eq!(ENGLISH_WORDS.number(53_275), "53,275");
        assert_eq!(ARABIC_WORDS.number(53_275), "٥٣٬٢٧٥");
        assert_eq!(ENGLISH_WORDS.decimal(-1234.56, 1), "−1,234.6");
        assert_eq!(ENGLISH_WORDS.decimal(-0.001, 2), "0.00");
        assert_eq!(
            [ENGLISH_WORDS.change(-3), ENGLISH_WORDS.change(2), ENGLISH_WORDS.change(0)],
            ["−3", "+2", "0"]
        );
        assert_eq!(ARABIC_WORDS.shown(Shown::Below(5)), "أقل من ٥");
    }

    #[test]
    fn only_all_is_the_whole_and_only_none_is_nothing() {
        let told = [0.0, 0.0001, 0.62, 0.99999, 1.0].map(|share| ENGLISH_WORDS.percent(share));
        assert_eq!(told, ["0.0", "0.1", "62.0", "99.9", "100.0"]);
    }

    #[test]
    fn months_are_told_in_words() {
        assert_eq!(ENGLISH_WORDS.month("2012-03"), "March 2012");
        assert_eq!(ARABIC_WORDS.month("2012-03"), "آذار/مارس ٢٠١٢");
        assert_eq!(ENGLISH_WORDS.month("2012-13"), "2012-13");
    }

    #[test]
    fn what_is_exact_is_set_apart_and_cannot_be_forged() {
        let spans = split("a \u{2}D1.1\u{3} b");
        assert_eq!(spans, [Span::plain("a "), Span::exact("D1.1"), Span::plain(" b")]);
        assert_eq!(clean("\u{3}x\u{2}"), "x");
    }

    fn keys(source: &str) -> Vec<&str> {
        let message = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        source.lines().filter(message).filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect()
    }

    #[test]
    fn both_languages_have_the_same_texts_in_the_same_order_and_all_parse() {
        assert_eq!(keys(ENGLISH), keys(ARABIC));
        for source in [ENGLISH, ARABIC] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
            let mut all = keys(source);
            all.sort_unstable();
            assert!(all.windows(2).all(|two| two[0] != two[1]), "no key twice");
        }
    }

    /// Each text that the code asks for by a plain key is there.
    #[test]
    fn no_text_is_missing() {
        let asked = crate::tests::sources().flat_map(|source| {
            let calls = ["words.t(\"", "words.say(\"", "words.spans(\"", "self.t(\"", "self.say(\""];
            let found = move |call: &'static str| {
                source.split(call).skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key)
            };
            calls.into_iter().flat_map(found)
        });
        let there = keys(ENGLISH);
        let missing: Vec<&str> = asked.filter(|key| !there.contains(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
