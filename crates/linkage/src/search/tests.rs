use std::collections::BTreeSet;

use amana_model::Place;

use super::marks::told;
use super::*;

fn person() -> MissingPerson {
    MissingPerson {
        name_arabic: "سامي خالد الزيتوني".into(),
        sex: Some(StatedSex::Male),
        born: Some("1985".parse().unwrap()),
        taken: Some("2013-05".parse().unwrap()),
        marks: "ندبة على الخد الأيمن".into(),
        ..MissingPerson::default()
    }
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

#[test]
fn what_speaks_for_somebody_and_against_is_told_and_nobody_is_left_out() {
    let person = person();
    let asked = Asked::of(&person, vec![number("227")]);
    let name = FoundName::in_text(NameSource::Path, "2013-06/sami_khaled_zaytouni_227.jpg").unwrap();
    let (here, other) = (number("227"), number("215"));
    let coded = Coded {
        answers: [("scar".to_owned(), "present".to_owned())].into(),
        regions: [("scar".to_owned(), BTreeSet::from(["face".to_owned()]))].into(),
    };
    let known = [
        Known { sex: Some("female"), ..Known::default() },
        Known::default(),
        Known {
            sex: Some("male"),
            age_band: Some("adult"),
            branch: Some(&here),
            seen: Some(("2013-06-01T10:00:00", "2013-06-01T10:00:09")),
            names: vec![&name],
            coded: Some(&coded),
            faces: vec![(1, 7, 80), (2, 2, 80)],
        },
        Known {
            branch: Some(&other),
            age_band: Some("child"),
            seen: Some(("2012-01-01", "2012-01-02")),
            ..Known::default()
        },
    ];
    let found = beside(&asked, known);
    assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [2, 1, 0, 3]);
    let best = &found[0];
    assert!(best.is_much() && best.against.is_empty(), "{best:?}");
    assert!(matches!(&best.speaks_for[0], Ground::Name { source: NameSource::Path, .. }), "{best:?}");
    let for_it = |ground: Ground| assert!(best.speaks_for.contains(&ground), "{ground:?} of {best:?}");
    for_it(Ground::Branch(here.clone()));
    for_it(Ground::Sex);
    for_it(Ground::Age);
    for_it(Ground::Taken);
    for_it(Ground::Face { photograph: 2, rank: 2, of: 80 });
    for_it(Ground::Mark(Mark { entry: "scar", region: Some("face") }));
    assert!(found[1].speaks_for.is_empty() && found[1].against.is_empty());
    let common = Known {
        sex: Some("male"),
        age_band: Some("adult"),
        branch: Some(&here),
        seen: Some(("2013-06-01", "2013-06-01")),
        ..Known::default()
    };
    assert!(!beside(&asked, [common])[0].is_much(), "what thousands share is not much");
    assert_eq!(found[2].against, [Ground::Sex]);
    assert_eq!(found[3].against, [Ground::Taken, Ground::Age, Ground::Branch(other.clone())]);
}

#[test]
fn ages_near_the_ends_of_a_band_say_nothing() {
    let born: PartialDate = "1985-03".parse().unwrap();
    let fits = |when: &str, band: &str| age(Some(&born), Some(when), Some(band));
    assert_eq!(fits("2013-01-01", "adult"), Some(true));
    assert_eq!(fits("2013-01-01", "elder"), Some(false), "twenty-eight is far from sixty");
    assert_eq!(fits("2035-01-01", "elder"), None, "fifty, and hunger makes older");
    assert_eq!(fits("2013-01-01", "child"), Some(false));
    assert_eq!(fits("2003-01-01", "adolescent"), Some(true), "by years alone seventeen or eighteen");
    assert_eq!(fits("2003-01-01", "adult"), Some(true));
    assert_eq!(fits("1980-01-01", "infant"), Some(false), "not born");
    assert_eq!(fits("2013-01-01", "not-assessable"), None);
    assert_eq!(fits("soon", "adult"), None);
    assert_eq!(age(None, Some("2013"), Some("adult")), None);
}

#[test]
fn times_are_compared_as_far_as_both_tell_them() {
    let told = |date: &str| Some(date.parse::<PartialDate>().unwrap());
    assert_eq!(after(told("2013-05-17").as_ref(), Some("2013-05-17T08:00:00")), Some(true));
    assert_eq!(after(told("2013-05-17").as_ref(), Some("2013:05:16 08:00:00")), Some(false));
    assert_eq!(after(told("2013-05-17").as_ref(), Some("2013-05")), Some(true));
    assert_eq!(after(told("2013").as_ref(), Some("2013-01-01")), Some(true));
    assert_eq!(after(told("2013").as_ref(), Some("2012-12-31")), Some(false));
    assert_eq!(after(told("2013").as_ref(), Some("ab")), None);
    assert_eq!(after(told("2013").as_ref(), Some("سنة ما")), None);
    assert_eq!(after(told("2013").as_ref(), None), None);
}

#[test]
fn names_are_found_in_paths_by_two_words_at_least() {
    let found = |text: &str| FoundName::in_text(NameSource::Path, text).is_some();
    for nothing in ["DSC_0412.JPG", "215/0412.jpg", "", "///", "2013-05-17", "أ 215"] {
        assert!(!found(nothing), "{nothing}");
    }
    assert!(found("سامي_الزيتوني.jpg"));
    let person = person();
    let asked = Asked::of(&person, Vec::new());
    let at = |text: &str| {
        let name = FoundName::in_text(NameSource::Path, text).unwrap();
        best_name(&asked, &[&name]).is_some()
    };
    assert!(at("sami al-zaytouni 215.jpg"));
    assert!(at("سامي خالد زيتوني"));
    assert!(!at("garden party of sami"), "one word is no name");
    assert!(!at("new folder.jpg"));
}

#[test]
fn branches_are_named_by_number_or_by_name() {
    let place = |id: &str, number: &str, ar: &str, en: &str| Place {
        place: id.parse().unwrap(),
        kind: amana_model::PlaceKind::Branch,
        numbers: vec![Number::parse(number).unwrap()],
        name_ar: Some(ar.into()),
        name_en: Some(en.into()),
        aliases: vec![],
        note: None,
        withdrawn: false,
    };
    let places = [
        place("a", "235", "فلسطين", "Palestine"),
        place("b", "248", "التحقيق العسكري", "Military Investigation"),
        place("c", "21", "قصير", "Short"),
    ];
    let named =
        |text: &str| branches_named(text, &places).iter().map(Number::as_str).collect::<Vec<_>>().join(" ");
    assert_eq!(named("فرع فلسطين، ثم صيدنايا"), "235");
    assert_eq!(named("the Palestine Branch"), "235");
    assert_eq!(named("الفرع ٢٣٥"), "235");
    assert_eq!(named("فرع التحقيق العسكري ٢٤٨ أو فلسطين"), "235 248");
    assert_eq!(named("military police"), "");
    assert_eq!(named("21 men took him"), "", "two digits may be anything");
    assert_eq!(named(""), "");
}

#[test]
fn marks_are_understood_where_they_mean_the_same_on_both_sides() {
    let of = |text: &str| told(text).into_iter().map(|mark| (mark.entry, mark.region)).collect::<Vec<_>>();
    assert_eq!(of("ندبة على الخد الأيمن"), [("scar", Some("face"))]);
    assert_eq!(of("A long scar on the left hand; wears a scarf"), [("scar", Some("hand"))]);
    assert_eq!(of("scars"), [("scar", None)]);
    assert_eq!(of("no scars"), []);
    assert_eq!(of("لا ندوب، عينه زجاجية"), [], "said otherwise than is understood");
    assert_eq!(of("عين زجاجية"), [("eye-missing", None)]);
    assert_eq!(of("إصبع مبتورة في اليد"), [("tissue-loss", Some("hand"))]);
    assert_eq!(of("وشم على الذراع"), [], "no entry stands for it");
    let absent = Coded { answers: [("scar".into(), "absent".into())].into(), ..Coded::default() };
    let scar = told("scar on the chest");
    assert_eq!(marks::compared(&scar, Some(&absent)), [(Mark { entry: "scar", region: None }, false)]);
    assert_eq!(marks::compared(&scar, Some(&Coded::default())), []);
    assert_eq!(marks::compared(&scar, None), []);
}

proptest::proptest! {
    /// Whatever is told, everybody comes out once, and nobody for whom more speaks comes later.
    #[test]
    fn everybody_comes_out_once(texts in proptest::collection::vec(".{0,30}", 0..12), asked in ".{0,40}", marks in ".{0,60}") {
        let person = MissingPerson { name_arabic: asked, marks, ..person() };
        let asked = Asked::of(&person, Vec::new());
        let names: Vec<Option<FoundName>> =
            texts.iter().map(|text| FoundName::in_text(NameSource::Note, text)).collect();
        let known = names.iter().zip(&texts).map(|(name, text)| Known {
            names: name.iter().collect(),
            sex: Some(if text.len() % 2 == 0 { "male" } else { "female" }),
            seen: Some((text, text)),
            age_band: Some("adult"),
            ..Known::default()
        });
        let found = beside(&asked, known);
        let mut places: Vec<usize> = found.iter().map(|one| one.place).collect();
        proptest::prop_assert!(found.windows(2).all(|pair| pair[0].weight >= pair[1].weight));
        places.sort_unstable();
        proptest::prop_assert_eq!(places, (0..texts.len()).collect::<Vec<_>>());
    }
}
