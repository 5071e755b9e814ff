//! Branches and facilities in the words of a page: the page's language first, and what numbers claim never as a fact.

use amana_model::{Number, Place, PlaceKind, Places};

use crate::words::{Words, left_to_right};

/// A name and the language it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// The value of the `lang` attribute.
    pub(crate) tag: &'static str,
}

/// The names of a place, the one in the page's language first; none if it has none.
pub(crate) fn names(place: &Place, words: Words) -> Vec<Name> {
    let name = |tag, text: &Option<String>| text.clone().map(|text| Name { text, tag });
    let mut names: Vec<Name> =
        [name("ar", &place.name_ar), name("en", &place.name_en)].into_iter().flatten().collect();
    names.sort_by_key(|name| name.tag != words.language.tag());
    names
}

/// What a place is called in a sentence: its number and its name, `branch 215 (Raids)`, as far as there are any.
pub(crate) fn called(place: &Place, words: Words) -> String {
    by(place.numbers.first(), place, words)
}

/// What a place is called in a heading: as in a sentence, with a capital.
pub(crate) fn headed(place: &Place, words: Words) -> String {
    let called = called(place, words);
    let mut signs = called.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => called,
    }
}

fn by(number: Option<&Number>, place: &Place, words: Words) -> String {
    let name = names(place, words).into_iter().next().map(|name| format!("\u{2068}{}\u{2069}", name.text));
    let number = number.map(|number| left_to_right(number.as_str()));
    let kind = place.kind.word();
    match (number, name) {
        // The number of a facility is no branch number, and stands in its name as it is.
        (Some(number), Some(name)) if place.kind == PlaceKind::Branch => {
            words.xy("place-called", number, name)
        }
        (_, Some(name)) => name,
        (Some(number), None) => words.x(&format!("place-numbered-{kind}"), number),
        (None, None) => place.place.to_string(),
    }
}

/// The branches that a branch number on a card stands for.
pub(crate) fn branches<'a>(number: &Number, places: &'a Places) -> Vec<&'a Place> {
    places.by_number(number).into_iter().filter(|place| place.kind == PlaceKind::Branch).collect()
}

/// Who held a person according to the branch number on the card; `None` for a number that no branch goes by.
pub(crate) fn held_by(number: &Number, places: &Places, words: Words) -> Option<String> {
    let called = branches(number, places).into_iter().map(|place| by(Some(number), place, words));
    let all = called.reduce(|one, other| words.xy("place-or", one, other))?;
    Some(words.x("held-by", all))
}

/// The address of the people who have a branch number.
pub(crate) fn people_with(number: &Number) -> String {
    let number: String = form_urlencoded::byte_serialize(number.as_str().as_bytes()).collect();
    format!("/people?branch={number}")
}

/// The address of the form for a branch of a number that is not in the list.
pub(crate) fn new_for(number: &Number) -> String {
    let number: String = form_urlencoded::byte_serialize(number.as_str().as_bytes()).collect();
    format!("/places/new?number={number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn place(id: &str, kind: PlaceKind, number: &str, name_en: Option<&str>) -> Place {
        Place {
            place: id.parse().unwrap(),
            kind,
            numbers: vec![Number::parse(number).unwrap()],
            name_ar: (id == "a").then(|| "المداهمة".into()),
            name_en: name_en.map(str::to_owned),
            aliases: vec![],
            note: None,
            withdrawn: false,
        }
    }

    fn plain(text: &str) -> String {
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
    }

    #[test]
    fn a_number_is_told_as_what_the_card_says_in_each_language() {
        let english = Words::of(Language::English);
        let all = [
            place("a", PlaceKind::Branch, "215", Some("Raids")),
            place("b", PlaceKind::Branch, "291", None),
            place("c", PlaceKind::Facility, "601", Some("601 Military Hospital")),
            place("d", PlaceKind::Branch, "291", Some("Other")),
        ];
        let places = Places::of(&all, []);
        let held = |number: &str, words| {
            held_by(&Number::parse(number).unwrap(), &places, words).map(|text| plain(&text))
        };
        let according = "According to the numbers on the card, held by";
        assert_eq!(held("215", english), Some(format!("{according} branch 215 (Raids)")));
        assert_eq!(held("291", english), Some(format!("{according} branch 291 or branch 291 (Other)")));
        assert_eq!(held("601", english), None, "no branch number is a hospital's");
        assert_eq!(plain(&called(&all[2], english)), "601 Military Hospital");
        assert_eq!(plain(&headed(&all[0], english)), "Branch 215 (Raids)");
        let arabic = Words::of(Language::Arabic);
        assert_eq!(
            held("215", arabic).unwrap(),
            "بحسب الأرقام على البطاقة، جهة الاحتجاز: الفرع 215 (المداهمة)"
        );
        assert_eq!(names(&all[0], arabic)[0].tag, "ar");
        assert_eq!(names(&all[0], english)[0].text, "Raids");
    }
}
