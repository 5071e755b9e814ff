//! Folding of spelling variants, so that a search finds محمد and مُحَمَّد, أحمد and احمد, ٢٠١٢ and 2012.
//!
//! Compatibility forms are decomposed (Unicode NFKD), marks and invisible characters dropped, letters that are written
//! for one another made one, digits made ASCII, case folded, and the rest composed again (NFKC). Both sides of a
//! comparison are folded; nothing folded is ever shown.

use unicode_normalization::UnicodeNormalization as _;

/// The form in which paths and search words are compared. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|letter| !dropped(*letter))
        .map(one_spelling)
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect()
}

/// Vowel signs, hamza and madda as marks, Koranic marks, tatweel, bidi controls, what has no width.
///
/// Decomposed, `أ إ آ ؤ ئ` are a letter and one of these marks, so dropping it leaves `ا و ي`.
fn dropped(letter: char) -> bool {
    matches!(letter,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0674}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{08CA}'..='\u{08E1}' | '\u{08E3}'..='\u{08FF}'
        | '\u{0640}'
        | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn one_spelling(letter: char) -> char {
    match letter {
        // Alef with wasla and with hamza as separate letters.
        '\u{0671}'..='\u{0673}' => 'ا',
        // Alef maksura; Persian, Urdu, Pashto and Sindhi yeh.
        'ى' | '\u{06CC}' | '\u{06CD}' | '\u{06D0}' | '\u{06D2}' => 'ي',
        // Teh marbuta; Urdu heh goal, heh doachashmee, teh marbuta goal, ae.
        'ة' | '\u{06BE}' | '\u{06C1}' | '\u{06C3}' | '\u{06D5}' => 'ه',
        // Persian and swash kaf.
        '\u{06A9}' | '\u{06AA}' => 'ك',
        '\u{0660}'..='\u{0669}' => digit(letter, '\u{0660}'),
        '\u{06F0}'..='\u{06F9}' => digit(letter, '\u{06F0}'),
        other => other,
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn variants_meet() {
        for (one, other) in [
            ("محمد", "مُحَمَّد"),
            ("أحمد", "احمد"),
            ("إبراهيم", "ابراهيم"),
            ("آمنة", "امنه"),
            ("ٱلشرطة", "الشرطه"),
            ("مصطفى", "مصطفي"),
            ("مسؤول", "مسوول"),
            ("هيئة", "هييه"),
            ("عسـكرية", "عسكريه"),
            ("کرمی", "كرمي"),
            ("٢٠١٢", "2012"),
            ("۲۰۱۲", "2012"),
            ("ﻣﺤﻤﺪ", "محمد"),
            ("\u{202E}gpj.صورة\u{202C}", "gpj.صوره"),
            ("a\u{200B}b", "ab"),
            ("IMG_É", "img_e\u{301}"),
            ("ＩＭＧ", "img"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (one, other) in [("حمد", "محمد"), ("كرم", "گرم"), ("سماء", "سما"), ("é", "e"), ("227", "215")]
        {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    fn arabic_and_worse() -> impl Strategy<Value = String> {
        let letters = prop_oneof![
            prop::char::range('\u{0600}', '\u{06FF}'),
            prop::char::range('\u{0300}', '\u{036F}'),
            prop::char::range('\u{2000}', '\u{206F}'),
            prop::char::range('\u{FB50}', '\u{FEFF}'),
            any::<char>(),
        ];
        prop::collection::vec(letters, 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in arabic_and_worse()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn marks_and_invisibles_never_matter(
            letters in prop::collection::vec(prop::char::range('ء', 'ي'), 1..12),
            marks in prop::collection::vec(prop::sample::select(vec!['\u{064E}', '\u{0651}', '\u{0640}', '\u{200F}', '\u{200C}']), 12),
        ) {
            let bare: String = letters.iter().collect();
            let marked: String = letters.iter().zip(marks).flat_map(|(letter, mark)| [*letter, mark]).collect();
            prop_assert_eq!(fold(&marked), fold(&bare));
        }

        #[test]
        fn nothing_invisible_is_left(text in arabic_and_worse()) {
            prop_assert!(!fold(&text).chars().any(dropped));
        }
    }
}
