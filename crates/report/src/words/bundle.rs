//! The texts of a language, read once, and its numbers.

use std::sync::OnceLock;

use amana_typeset::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The English texts.
pub(super) const ENGLISH: &str = include_str!("../../locales/en/report.ftl");
/// The Arabic texts.
pub(super) const ARABIC: &str = include_str!("../../locales/ar/report.ftl");

pub(super) type Bundle = FluentBundle<FluentResource>;

/// The texts of a language.
pub(super) fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: OnceLock<[Bundle; 2]> = OnceLock::new();
    let [english, arabic] = BUNDLES.get_or_init(|| [Language::English, Language::Arabic].map(made));
    if language == Language::Arabic { arabic } else { english }
}

fn made(language: Language) -> Bundle {
    let (tag, source) = match language {
        Language::English => ("en", ENGLISH),
        Language::Arabic => ("ar", ARABIC),
    };
    let tag: LanguageIdentifier = tag.parse().expect("the tags above are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // What has a direction of its own is set apart by the typesetter, not by signs in the text.
    bundle.set_use_isolating(false);
    // A text that does not parse is a mistake of ours; what does parse is still used, and a test fails.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle.set_formatter(Some(match language {
        Language::English => english_number,
        Language::Arabic => arabic_number,
    }));
    bundle
}

fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value, Language::English)
}

fn arabic_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value, Language::Arabic)
}

fn number_of(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(&format!("{:.0}", number.value), language)),
        _ => None,
    }
}

/// Sets the thousands of an unsigned decimal number apart.
pub(super) fn grouped(text: &str, language: Language) -> String {
    let (group, point) = if language == Language::Arabic { ('٬', '٫') } else { (',', '.') };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut shown = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(group);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(point);
        shown.push_str(fraction);
    }
    digits(&shown, language)
}

/// The plural category of a whole number in Arabic (CLDR). The Arabic texts choose by this and not by `$n` itself: the plural rules
/// that fluent-bundle brings forget the remainder by 100 (103 would not be `few`).
pub(super) fn arabic_form(n: u64) -> &'static str {
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
    c.to_digit(10).and_then(|value| char::from_u32('٠' as u32 + value)).unwrap_or(c)
}

/// A text with the digits of a language.
pub(super) fn digits(text: &str, language: Language) -> String {
    if language == Language::Arabic { text.chars().map(arabic_indic).collect() } else { text.to_owned() }
}
