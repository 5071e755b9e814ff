//! Every text of the pages, in English and Arabic, out of `locales/`; numbers, sizes and times in the digits chosen.
//!
//! [`Words`] is the main type: one language, ready to speak. Digests, file names and identifiers never pass through
//! here; their digits stay as they are.

use std::sync::OnceLock;

use amana_model::UtcTime;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The texts, by language: each file of `locales/<language>/`.
pub const ENGLISH: &str = include_str!("../locales/en/desk.ftl");
/// The Arabic texts.
pub const ARABIC: &str = include_str!("../locales/ar/desk.ftl");

/// A language and the digits it is written with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Arabic with Arabic-Indic digits (٠١٢٣).
    Arabic,
    /// Arabic with Western digits (0123).
    ArabicWesternDigits,
}

impl Language {
    /// Every language, in the order the account page lists them.
    pub const ALL: [Self; 3] = [Self::English, Self::Arabic, Self::ArabicWesternDigits];

    /// The word in forms, cookies and preferences.
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
            Self::ArabicWesternDigits => "ar-latn",
        }
    }

    /// The language of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }

    /// The first language of an `Accept-Language` header that the pages have.
    pub fn accepted(header: &str) -> Self {
        let wanted = header.split(',').filter_map(|part| part.split([';', '-']).next()).map(str::trim);
        wanted.into_iter().find_map(Self::from_word).unwrap_or_default()
    }

    /// The value of the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic | Self::ArabicWesternDigits => "ar",
        }
    }

    /// The value of the `dir` attribute.
    pub fn direction(self) -> &'static str {
        if self == Self::English { "ltr" } else { "rtl" }
    }
}

/// Text that is read from left to right within any other.
pub fn left_to_right(text: impl std::fmt::Display) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// A text of somebody from outside, with the signs in sight that turn what follows around: nobody reads in it what does not stand there.
/// Marks that only say of which script a place is are left as they are; Arabic texts are full of them.
pub(crate) fn marks_shown(text: &str) -> String {
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(turns) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        match turns(sign) {
            true => shown.push_str(&format!("\u{2068}[U+{:04X}]\u{2069}", u32::from(sign))),
            false => shown.push(sign),
        }
    }
    shown
}

/// Numbers as on a card, read from left to right. The letter ج is read from right to left and would turn round the numbers beside it
/// (UAX #9), so that each number then stands for itself.
pub fn on_a_card(numbers: impl std::fmt::Display) -> String {
    let text = numbers.to_string();
    match text.contains('ج') {
        true => left_to_right(text.split('-').map(isolated).collect::<Vec<_>>().join("-")),
        false => left_to_right(text),
    }
}

/// Foreign text that keeps its own direction.
pub fn isolated(text: impl std::fmt::Display) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// One language, ready to speak.
#[derive(Clone, Copy)]
pub struct Words {
    /// Which.
    pub language: Language,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// A text without arguments. An unknown key is shown as itself; a test finds it.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.format(key.as_ref(), None)
    }

    /// Of a text in both languages, the one of the page.
    pub fn both<'a>(&self, both: &'a amana_model::Both) -> &'a str {
        if self.language == Language::English { &both.en } else { &both.ar }
    }

    /// A text for the word `value` of a vocabulary: the key is `prefix-value`. A word without a text is shown as it is.
    pub fn word(&self, prefix: &str, value: impl AsRef<str>) -> String {
        let key = format!("{prefix}-{}", value.as_ref());
        if self.bundle().has_message(&key) { self.t(key) } else { value.as_ref().to_owned() }
    }

    /// A text with a number, `$n`, in the right plural form (`$form` for Arabic).
    pub fn n(&self, key: &str, n: impl Plain<u64>) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n.plain());
        args.set("form", arabic_form(n.plain()));
        self.format(key, Some(&args))
    }

    /// A text with a number, `$n`, out of another, `$of`.
    pub fn n_of(&self, key: &str, n: impl Plain<u64>, of: impl Plain<u64>) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n.plain());
        args.set("form", arabic_form(n.plain()));
        args.set("of", of.plain());
        self.format(key, Some(&args))
    }

    /// A text with a number, `$n`, in the right plural form, and a foreign text, `$x`.
    pub fn n_x(&self, key: &str, n: impl Plain<u64>, x: impl std::fmt::Display) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n.plain());
        args.set("form", arabic_form(n.plain()));
        args.set("x", format!("\u{2068}{x}\u{2069}"));
        self.format(key, Some(&args))
    }

    /// A text with another text in it, `$x`.
    pub fn x(&self, key: &str, x: impl std::fmt::Display) -> String {
        let mut args = FluentArgs::new();
        args.set("x", x.to_string());
        self.format(key, Some(&args))
    }

    /// A text with a foreign text in it, `$x`, which keeps its own direction.
    pub fn foreign(&self, key: &str, x: impl std::fmt::Display) -> String {
        self.x(key, format_args!("\u{2068}{x}\u{2069}"))
    }

    /// A text with numbers as on a card in it, `$x`: read from left to right whatever the direction of the page.
    pub fn numbers(&self, key: &str, x: impl std::fmt::Display) -> String {
        self.x(key, on_a_card(x))
    }

    /// A text with two others in it, `$x` and `$y`.
    pub fn xy(&self, key: &str, x: impl std::fmt::Display, y: impl std::fmt::Display) -> String {
        let mut args = FluentArgs::new();
        args.set("x", x.to_string());
        args.set("y", y.to_string());
        self.format(key, Some(&args))
    }

    /// A text with three others in it, `$x`, `$y` and `$z`.
    pub fn xyz(
        &self,
        key: &str,
        x: impl std::fmt::Display,
        y: impl std::fmt::Display,
        z: impl std::fmt::Display,
    ) -> String {
        let mut args = FluentArgs::new();
        args.set("x", x.to_string());
        args.set("y", y.to_string());
        args.set("z", z.to_string());
        self.format(key, Some(&args))
    }

    /// A whole number with its thousands set apart.
    pub fn number(&self, n: impl Plain<u64>) -> String {
        grouped(n.plain() as f64, 0, self.language)
    }

    /// A number with so many decimals.
    pub fn decimal(&self, value: impl Plain<f64>, decimals: usize) -> String {
        grouped(value.plain(), decimals, self.language)
    }

    /// A share between 0 and 1 as a percentage, rounded half up, but to the whole or to nothing only if it is that.
    pub fn share(&self, share: impl Plain<f64>) -> String {
        let share = share.plain();
        let percent = match share {
            share if share >= 1.0 => 100.0,
            share if share <= 0.0 => 0.0,
            // What a figure of 32 bits or a quotient lacks to the half is no reason to round down.
            share => (share * 100.0 + 1e-4).round().clamp(1.0, 99.0),
        };
        self.x("percent", grouped(percent, 0, self.language))
    }

    /// A number of bytes in the unit that suits it (decimal units, as disks are sold).
    pub fn bytes(&self, bytes: impl Plain<u64>) -> String {
        let bytes = bytes.plain();
        let (unit, key) = match bytes {
            0..1_000 => return self.n("bytes", bytes),
            1_000..1_000_000 => (1e3, "kilobytes"),
            1_000_000..1_000_000_000 => (1e6, "megabytes"),
            _ => (1e9, "gigabytes"),
        };
        let value = bytes as f64 / unit;
        self.x(key, grouped(value, usize::from(value < 100.0), self.language))
    }

    /// A point in time to the minute, in words: `23 November 2026, 12:34 UTC`.
    pub fn when(&self, time: impl Plain<UtcTime>) -> String {
        let text = time.plain().to_string();
        match (text.get(..10), text.get(11..16)) {
            (Some(date), Some(clock)) => self.xy("when", self.date(date), self.digits(clock)),
            _ => text,
        }
    }

    /// The clock time of a point in time to the second: `12:34:56`.
    pub fn clock(&self, time: impl Plain<UtcTime>) -> String {
        let text = time.plain().to_string();
        text.get(11..19).map_or(text.clone(), |clock| self.digits(clock))
    }

    /// A date as far as it is told, `2012`, `2012-03` or `2012-03-15`, in words.
    pub fn date(&self, date: &str) -> String {
        let mut parts = date.split('-');
        let year = parts.next().unwrap_or_default();
        let month = parts.next().and_then(|m| m.parse::<u8>().ok()).filter(|m| (1..=12).contains(m));
        let day = parts.next().and_then(|d| d.parse::<u8>().ok());
        let year = self.digits(year);
        match (month, day) {
            (None, _) => year,
            (Some(month), None) => self.xy("month-year", self.t(format!("month-{month}")), year),
            (Some(month), Some(day)) => {
                let day = self.digits(&day.to_string());
                self.xy("month-year", self.xy("day-month", day, self.t(format!("month-{month}"))), year)
            }
        }
    }

    /// A camera's claim of a time, `2012-03-15T10:22:33.250`, in words.
    pub fn claimed(&self, time: &str) -> String {
        match time.split_once('T') {
            Some((date, clock)) => self.xy("date-clock", self.date(date), self.digits(clock)),
            None => self.date(time),
        }
    }

    /// The day of a camera's claim or of a folder, in words: lists have no room for the clock.
    pub fn claimed_day(&self, time: &str) -> String {
        self.date(time.split('T').next().unwrap_or(time))
    }

    /// A span of seconds in the unit that suits it.
    pub fn span(&self, seconds: impl Plain<u64>) -> String {
        let seconds = seconds.plain();
        match seconds {
            0..90 => self.n("seconds", seconds),
            90..5_400 => self.n("minutes", (seconds + 30) / 60),
            _ => self.n("hours", (seconds + 1_800) / 3_600),
        }
    }

    /// A span of milliseconds: up to a minute and a half in tenths of a second.
    pub fn span_millis(&self, millis: impl Plain<u64>) -> String {
        match millis.plain() {
            0..50 => self.t("seconds-none"),
            millis @ 50..90_000 => {
                self.x("seconds-tenths", grouped(millis as f64 / 1000.0, 1, self.language))
            }
            millis => self.span(millis / 1000),
        }
    }

    /// A text whose Western digits become the language's.
    pub fn digits(&self, text: &str) -> String {
        if self.language == Language::Arabic {
            text.chars().map(arabic_indic).collect()
        } else {
            text.to_owned()
        }
    }

    fn bundle(&self) -> &'static Bundle {
        static BUNDLES: OnceLock<[Bundle; 3]> = OnceLock::new();
        let bundles = BUNDLES.get_or_init(|| Language::ALL.map(bundle));
        &bundles[self.language as usize]
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟨{key}⟩");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if let Some(error) = errors.first() {
            tracing::warn!(key, %error, "a text is not complete");
        }
        text
    }
}

/// A plain value however often it is borrowed, since templates borrow as they like.
pub trait Plain<T> {
    /// The value.
    fn plain(&self) -> T;
}

impl<T, X: Plain<T> + ?Sized> Plain<T> for &X {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

impl Plain<f64> for f64 {
    fn plain(&self) -> f64 {
        *self
    }
}

impl Plain<UtcTime> for UtcTime {
    fn plain(&self) -> UtcTime {
        *self
    }
}

macro_rules! whole {
    ($($kind:ty),*) => {$(
        impl Plain<u64> for $kind {
            fn plain(&self) -> u64 {
                *self as u64
            }
        }
    )*};
}
whole!(u8, u32, u64, usize);

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().expect("the tags above are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolating every value would turn a date around: an isolate is not looked into when the direction of the one
    // around it is found. Foreign values are isolated where they come in.
    bundle.set_use_isolating(false);
    let source = if language == Language::English { ENGLISH } else { ARABIC };
    // A text that does not parse is a mistake of ours; what does parse is still used, and a test fails.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle.set_formatter(Some(match language {
        Language::English => english_number,
        Language::Arabic => arabic_number,
        Language::ArabicWesternDigits => western_number,
    }));
    bundle
}

fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value, Language::English)
}

fn arabic_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value, Language::Arabic)
}

fn western_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value, Language::ArabicWesternDigits)
}

fn number_of(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(number.value, 0, language)),
        _ => None,
    }
}

fn grouped(value: f64, decimals: usize, language: Language) -> String {
    let (group, point) = if language == Language::Arabic { ('٬', '٫') } else { (',', '.') };
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut shown = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if place > 0 && left % 3 == 0 && !shown.ends_with('-') {
            shown.push(group);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(point);
        shown.push_str(fraction);
    }
    Words::of(language).digits(&shown)
}

/// The plural category of a whole number in Arabic (CLDR). The Arabic texts choose by this and not by `$n` itself:
/// the plural rules that fluent-bundle brings forget the remainder by 100 (103 would not be `few`).
fn arabic_form(n: u64) -> &'static str {
    match (n, n % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..=99) => "many",
        _ => "other",
    }
}

fn arabic_indic(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32('٠' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_digits_chosen() {
        assert_eq!(Words::of(Language::English).number(53_275u64), "53,275");
        assert_eq!(Words::of(Language::Arabic).number(53_275u64), "٥٣٬٢٧٥");
        assert_eq!(Words::of(Language::ArabicWesternDigits).number(53_275u64), "53,275");
        assert_eq!(Words::of(Language::English).decimal(-1234.5, 1), "-1,234.5");
    }

    #[test]
    fn the_letter_of_a_branch_does_not_turn_its_numbers_round() {
        assert_eq!(on_a_card("215-7-9"), "\u{2066}215-7-9\u{2069}");
        let letter = "\u{2066}\u{2068}ج\u{2069}-\u{2068}952\u{2069}-\u{2068}310\u{2069}\u{2069}";
        assert_eq!(on_a_card("ج-952-310"), letter);
        assert!(Words::of(Language::English).numbers("individual-title", "ج-952-310").contains(letter));
    }

    #[test]
    fn dates_say_only_what_is_told() {
        let english = Words::of(Language::English);
        assert_eq!(english.date("2012"), "2012");
        assert_eq!(english.date("2012-03"), "March 2012");
        assert_eq!(english.date("2012-03-05"), "5 March 2012");
        assert_eq!(Words::of(Language::Arabic).date("2012-03-05"), "٥ آذار ٢٠١٢");
        assert_eq!(english.date("2012-99"), "2012");
    }

    #[test]
    fn a_share_below_the_whole_is_never_the_whole() {
        assert_eq!(Words::of(Language::English).share(0.9999), "99%");
        assert_eq!(Words::of(Language::English).share(1.0), "100%");
        for (share, percent) in [
            (0.97, "97%"),
            (0.9f32 as f64, "90%"),
            (0.965, "97%"),
            (0.9649, "96%"),
            (0.001, "1%"),
            (0.0, "0%"),
        ] {
            assert_eq!(Words::of(Language::English).share(share), percent, "{share}");
        }
    }

    #[test]
    fn the_browser_is_asked_for_its_language() {
        assert_eq!(Language::accepted("ar-SY,ar;q=0.9,en;q=0.8"), Language::Arabic);
        assert_eq!(Language::accepted("fr, en;q=0.5"), Language::English);
        assert_eq!(Language::accepted(""), Language::English);
    }
}
