//! The names of the months: Levantine, Egyptian and Maghrebi Arabic in their usual spellings, English, and short English.

/// How sure a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// A month's name and nothing else.
    Alone,
    /// Also a common word, or an abbreviation: a month only beside a number.
    BesideNumber,
}

/// Names of one word, normalised as [`super::tokens`] does it.
const NAMES: &[(&str, u32)] = &[
    ("شباط", 2),
    ("اشباط", 2),
    ("اذار", 3),
    ("ادار", 3),
    ("نيسان", 4),
    ("ايار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("اب", 8),
    ("ايلول", 9),
    ("يناير", 1),
    ("ينائر", 1),
    ("فبراير", 2),
    ("فيراير", 2),
    ("مارس", 3),
    ("ابريل", 4),
    ("مايو", 5),
    ("يونيو", 6),
    ("يونيه", 6),
    ("يوليو", 7),
    ("يوليه", 7),
    ("اغسطس", 8),
    ("سبتمبر", 9),
    ("اكتوبر", 10),
    ("نوفمبر", 11),
    ("ديسمبر", 12),
    ("جانفي", 1),
    ("فيفري", 2),
    ("افريل", 4),
    ("ماي", 5),
    ("جوان", 6),
    ("جويليه", 7),
    ("اوت", 8),
    ("غشت", 8),
    ("شتنبر", 9),
    ("نونبر", 11),
    ("دجنبر", 12),
    ("دحنبر", 12),
    ("january", 1),
    ("february", 2),
    ("april", 4),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("march", 3),
    ("may", 5),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Words that are more than a month, or too short to be sure.
const UNSURE: &[&str] = &["اب", "ماي", "ادار", "جوان", "march", "may"];

/// Names of two words.
const PAIRS: &[(&str, &[&str], u32)] = &[
    ("كانون", &["الثاني", "ثاني", "2", "التاني", "تاني"], 1),
    ("كانون", &["الاول", "اول", "1"], 12),
    ("تشرين", &["الاول", "اول", "1"], 10),
    ("تشرين", &["الثاني", "ثاني", "2", "التاني", "تاني"], 11),
];

/// The month a word names.
pub(super) fn of_word(word: &str) -> Option<(u32, Sure)> {
    let (name, month) = NAMES.iter().find(|(name, _)| *name == word)?;
    let short = name.is_ascii() && name.len() <= 4 && !matches!(*name, "june" | "july");
    Some((*month, if short || UNSURE.contains(name) { Sure::BesideNumber } else { Sure::Alone }))
}

/// The month that two words name together.
pub(super) fn of_pair(first: &str, second: &str) -> Option<u32> {
    PAIRS.iter().find(|(a, b, _)| *a == first && b.contains(&second)).map(|(_, _, month)| *month)
}
