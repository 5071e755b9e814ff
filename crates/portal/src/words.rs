//! Every text of the portal, in English and Arabic, out of `locales/`.

use std::sync::OnceLock;

use amana_model::{Day, FormLanguage};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The texts, by language.
pub const ENGLISH: &str = include_str!("../locales/en/portal.ftl");
/// The Arabic texts.
pub const ARABIC: &str = include_str!("../locales/ar/portal.ftl");

/// One language, ready to speak.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub(crate) language: FormLanguage,
}

impl Words {
    /// The words of the language that an address names.
    pub(crate) fn of(word: &str) -> Option<Self> {
        FormLanguage::from_word(word).map(|language| Self { language })
    }

    /// The first language of an `Accept-Language` header that the portal has; Arabic where it has none.
    pub(crate) fn accepted(header: &str) -> Self {
        let wanted = header.split(',').filter_map(|part| part.split([';', '-']).next()).map(str::trim);
        wanted.into_iter().find_map(Self::of).unwrap_or(Self { language: FormLanguage::Ar })
    }

    pub(crate) fn tag(self) -> &'static str {
        self.language.word()
    }

    pub(crate) fn direction(self) -> &'static str {
        match self.language {
            FormLanguage::Ar => "rtl",
            FormLanguage::En => "ltr",
        }
    }

    /// The other language: its tag, and its own name.
    pub(crate) fn other(self) -> (&'static str, &'static str) {
        match self.language {
            FormLanguage::Ar => ("en", "English"),
            FormLanguage::En => ("ar", "العربية"),
        }
    }

    /// A text.
    pub(crate) fn t(self, key: impl AsRef<str>) -> String {
        self.format(key.as_ref(), None)
    }

    /// A day in words: `28 November 2026`.
    pub(crate) fn day(self, day: &Day) -> String {
        let mut parts = day.as_str().split('-');
        let mut part = || parts.next().unwrap_or_default();
        let (year, month, day) = (part(), part(), part());
        format!("{} {} {year}", day.trim_start_matches('0'), self.word("month", month))
    }

    /// The text of a word of a vocabulary: `prefix-word`.
    pub(crate) fn word(self, prefix: &str, word: impl AsRef<str>) -> String {
        self.t(format!("{prefix}-{}", word.as_ref()))
    }

    /// A text with another in it, `$x`.
    pub(crate) fn x(self, key: &str, x: impl std::fmt::Display) -> String {
        let mut args = FluentArgs::new();
        args.set("x", FluentValue::from(x.to_string()));
        self.format(key, Some(&args))
    }

    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static ALL: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();
        let all = ALL.get_or_init(|| [made("ar", ARABIC), made("en", ENGLISH)]);
        match self.language {
            FormLanguage::Ar => &all[0],
            FormLanguage::En => &all[1],
        }
    }
}

fn made(tag: &str, text: &'static str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = tag.parse().expect("a language tag of ours");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // What is put into texts is told apart by markup where it must be.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&str> {
        text.lines()
            .filter(|line| !line.starts_with([' ', '#']))
            .filter_map(|line| Some(line.split_once(" =")?.0))
            .collect()
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        let (english, arabic) = (keys(ENGLISH), keys(ARABIC));
        assert_eq!(english, arabic);
        for text in [ENGLISH, ARABIC] {
            assert!(FluentResource::try_new(text.to_owned()).is_ok());
        }
        for key in english {
            for language in ["ar", "en"] {
                assert_ne!(Words::of(language).unwrap().t(key), key);
            }
        }
    }

    #[test]
    fn days_are_words() {
        let written = |language: &str, day: &str| Words::of(language).unwrap().day(&day.parse().unwrap());
        assert_eq!(written("en", "2026-11-28"), "28 November 2026");
        assert_eq!(written("ar", "2026-11-28"), "28 تشرين الثاني 2026");
        assert_eq!(written("ar", "2027-01-03"), "3 كانون الثاني 2027");
    }

    #[test]
    fn every_key_that_pages_use_has_a_text() {
        let sources = [
            include_str!("routes/mod.rs"),
            include_str!("routes/letter.rs"),
            include_str!("answers.rs"),
            include_str!("../templates/base.html"),
            include_str!("../templates/first.html"),
            include_str!("../templates/letter.html"),
            include_str!("../templates/parts.html"),
            include_str!("../templates/taken.html"),
            include_str!("../templates/answer.html"),
            include_str!("../templates/told.html"),
        ];
        let known = keys(ENGLISH);
        for source in sources {
            for part in source.split("w.t(\"").skip(1).chain(source.split("w.x(\"").skip(1)) {
                let key = part.split('"').next().unwrap();
                assert!(known.contains(&key), "{key}");
            }
        }
    }

    #[test]
    fn the_language_of_the_browser_is_taken_if_it_is_one_of_ours() {
        for (header, tag) in [("de-DE,en;q=0.7", "en"), ("ar-SY", "ar"), ("", "ar"), ("fr", "ar")] {
            assert_eq!(Words::accepted(header).tag(), tag, "{header}");
        }
    }
}
