//! The branches that a text names, by their numbers or by what they are called.

use std::collections::BTreeSet;

use amana_model::{Number, Place, PlaceKind};

use crate::names::fold;

/// The numbers of the branches that a text names. A number counts where it stands as a word; a name, where all its words stand there in
/// order. Withdrawn records are left out.
pub fn named<'a>(text: &str, places: impl IntoIterator<Item = &'a Place>) -> Vec<Number> {
    let words = words(text);
    let mut found = BTreeSet::new();
    for place in places {
        if place.withdrawn || place.kind != PlaceKind::Branch {
            continue;
        }
        let names = [&place.name_ar, &place.name_en].into_iter().flatten().chain(&place.aliases);
        let by_name = names.into_iter().any(|name| holds(&words, &self::words(name)));
        let numbers = place.numbers.iter();
        found.extend(numbers.filter(|number| by_name || holds_number(&words, number)).cloned());
    }
    found.into_iter().collect()
}

/// Words without the Arabic article and without what every branch is called.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let bare = |word: &str| match word.strip_prefix("ال").or_else(|| word.strip_prefix("لل")) {
        Some(rest) if rest.chars().count() > 2 => rest.to_owned(),
        _ => word.to_owned(),
    };
    folded.split(' ').filter(|word| !word.is_empty()).map(bare).filter(|word| !is_common(word)).collect()
}

/// What stands before the name of any branch.
fn is_common(word: &str) -> bool {
    matches!(word, "فرع" | "branch" | "the" | "al" | "no" | "رقم" | "سريه" | "of")
}

fn holds(text: &[String], name: &[String]) -> bool {
    !name.is_empty()
        // One short word is too little: it stands in many a text.
        && (name.len() > 1 || name[0].chars().count() > 3)
        && text.windows(name.len()).any(|part| part == name)
}

/// A number of one or two digits may be anything: an age, a count.
fn holds_number(text: &[String], number: &Number) -> bool {
    let number = number.as_str();
    number.len() > 2
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && text.iter().any(|word| word == number)
}
