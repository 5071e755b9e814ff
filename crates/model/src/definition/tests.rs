use proptest::prelude::*;

use super::*;
use crate::{Act, Agent, Event, Fact};

fn both(en: &str) -> Both {
    Both { en: en.into(), ar: format!("تعريف {en}") }
}

fn definition(id: &str, order: u32, version: u32) -> Definition {
    Definition {
        definition: id.parse().unwrap(),
        order,
        version,
        counts: CountUnit::People,
        conditions: Conditions::default(),
        conflicts: Conflicts::First,
        over: None,
        title: both("Everybody"),
        says: both(id),
        treatment: Treatment { copies: both("a"), conflicts: both("b"), not_said: both("c") },
        compares: Vec::new(),
    }
}

#[test]
fn the_highest_version_counts_and_the_older_ones_stay_citable() {
    // A newer program's list has a version that the collection described before it.
    let newer_program = Definition { counts: CountUnit::Photographs, ..definition("a", 1, 2) };
    let starting = [definition("a", 1, 1), definition("b", 2, 1), newer_program];
    let newer = Definition { counts: CountUnit::Pictures, ..definition("a", 1, 3) };
    let later = Definition { counts: CountUnit::Pictures, ..definition("a", 1, 2) };
    let described = [newer.clone(), definition("a", 1, 2), later, definition("c", 9, 1)];
    let all = Definitions::of(&starting, (7..).zip(&described));
    let cite = |text: &str| all.find(text).map(|one| (one.citation().to_string(), one.counts));
    assert_eq!(cite("a"), Some(("D1.3".into(), CountUnit::Pictures)));
    assert_eq!(cite("D1.1"), Some(("D1.1".into(), CountUnit::People)));
    assert_eq!(cite("D1.2"), Some(("D1.2".into(), CountUnit::People)), "what was cited stays as it was");
    assert_eq!([cite("D1.4"), cite("D2"), cite("x")], [None, None, None]);
    let latest: Vec<String> = all.latest().iter().map(|one| one.citation().to_string()).collect();
    assert_eq!(latest, ["D1.3", "D2.1", "D9.1"]);
    let entries: Vec<Option<u64>> = all.all().iter().map(|(_, entry)| *entry).collect();
    assert_eq!(entries, [None, Some(8), Some(7), None, Some(10)]);
    for bad in ["D1", "d1.1", "D01.1", "D1.1.1", "D-1.1", "D1.1 ", ""] {
        assert!(bad.parse::<Citation>().is_err(), "{bad}");
    }
}

#[test]
fn what_will_not_do_is_told() {
    let sound = definition("people-all", 1, 1);
    assert_eq!(sound.check(), Ok(()));
    for id in ["new", "People", "-a", "a-", &"x".repeat(41)] {
        assert_eq!(definition(id, 1, 1).check(), Err(DefinitionFault::Identifier), "{id}");
    }
    assert_eq!(definition("a", 0, 1).check(), Err(DefinitionFault::Numbers));
    assert_eq!(definition("a", 1, 0).check(), Err(DefinitionFault::Numbers));
    let titled = |en: &str, ar: &str| {
        let title = Both { en: en.into(), ar: ar.into() };
        Definition { title, ..sound.clone() }.check()
    };
    assert_eq!(titled("Everybody", "الجميع"), Ok(()));
    assert_eq!(titled("Everybody", "Everybody"), Err(DefinitionFault::Arabic));
    assert_eq!(titled("الجميع", "الجميع"), Err(DefinitionFault::English));
    for bad in ["", " a", &"a".repeat(201)] {
        assert_eq!(titled(bad, "الجميع"), Err(DefinitionFault::Length), "{bad}");
    }
    assert_eq!(titled("a\u{202e}b", "الجميع"), Err(DefinitionFault::Unseen));
    let no_arabic = Treatment { not_said: Both { ar: "—".into(), ..both("x") }, ..sound.treatment.clone() };
    assert_eq!(Definition { treatment: no_arabic, ..sound.clone() }.check(), Err(DefinitionFault::Arabic));
    let asks = |conditions: Conditions| Definition { conditions, ..sound.clone() }.check();
    let dated = |from: &str, to: &str| {
        asks(Conditions { from: Some(from.into()), to: Some(to.into()), ..Conditions::default() })
    };
    assert_eq!([dated("2011", "2013-08"), dated("2012-03", "2012"), dated("2012", "2012")], [Ok(()); 3]);
    for (from, to) in [("2013", "2012-12"), ("2012-13", "2013"), ("12", "2013"), ("2012-02-30", "2013")] {
        assert_eq!(dated(from, to), Err(DefinitionFault::Dates), "{from} {to}");
    }
    let twice = vec![CategoryIs::Detainee, CategoryIs::Detainee];
    assert_eq!(asks(Conditions { category: twice, ..Conditions::default() }), Err(DefinitionFault::Twice));
    let twice = vec![Condition::Ready, Condition::Ready];
    assert_eq!(asks(Conditions { file: twice, ..Conditions::default() }), Err(DefinitionFault::Twice));
    let coded = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        [
            asks(Conditions { coded_sex: words.clone(), ..Conditions::default() }),
            asks(Conditions { coded_age_band: words, ..Conditions::default() }),
        ]
    };
    assert_eq!(coded(&["child", "not-assessable", "not-coded"]), [Ok(()); 2]);
    assert_eq!(coded(&["child", "child"]), [Err(DefinitionFault::Twice); 2]);
    for bad in ["", "Child", "طفل", "-child", "a child"] {
        assert_eq!(coded(&[bad]), [Err(DefinitionFault::Coded); 2], "{bad}");
    }
    assert_eq!(asks(Conditions { put: Some(true), ..Conditions::default() }), Err(DefinitionFault::Put));
    let over = Some(sound.definition.clone());
    assert_eq!(Definition { over, ..sound.clone() }.check(), Err(DefinitionFault::Over));
}

#[test]
fn the_encoding_is_golden_and_unknown_words_are_refused() {
    let conditions = Conditions {
        category: vec![CategoryIs::Detainee, CategoryIs::NotSaid],
        branch: vec![BranchIs::try_from("215".to_owned()).unwrap(), BranchIs::NotSaid],
        ..Conditions::default()
    };
    let event = Event {
        version: 1,
        time: "2026-11-23T12:34:56.789Z".parse().unwrap(),
        agent: Agent { name: "samar".into(), software: "amana 0.1.0".into() },
        salt: "00112233445566778899aabbccddeeff".into(),
        act: Act::DefinitionDescribed(Box::new(Definition { conditions, ..definition("people-x", 100, 1) })),
    };
    let text = String::from_utf8(event.encode().unwrap()).unwrap();
    let details = r#""details":{"conditions":{"branch":["215","not-said"],"category":["detainee","not-said"]},"counts":"people","definition":"people-x","order":100,"#;
    assert!(text.starts_with(r#"{"act":"definition-described""#) && text.contains(details), "{text}");
    assert_eq!(Event::decode(text.as_bytes()).unwrap(), event);
    for (word, other) in
        [("\"detainee\"", "\"prisoner\""), ("\"215\"", "\"٢١٥\""), ("\"people\"", "\"bodies\"")]
    {
        assert!(Event::decode(text.replace(word, other).as_bytes()).is_err(), "{other}");
    }
    let more = text.replace(r#""category""#, r#""colour":[],"category""#);
    assert!(Event::decode(more.as_bytes()).is_err());
}

#[test]
fn what_is_asked_of_codings_is_told_whole_and_absent_where_nothing_is() {
    let plain = serde_json::to_value(Conditions::default()).unwrap();
    assert_eq!(plain, serde_json::json!({}), "as it was written before codings could be asked");
    let text = r#"{"coded_sex":["female","not-coded"],"coded_age_band":["child"]}"#;
    let asked: Conditions = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&asked).unwrap(), text);
    let told: Vec<_> = asked
        .coded()
        .into_iter()
        .map(|one| (one.entry, one.values().count(), one.counts_not_assessable(), one.counts_not_coded()))
        .collect();
    assert_eq!(told, [("sex", 1, false, true), ("age-band", 1, false, false)]);
}

#[test]
fn the_words_are_those_of_the_facts() {
    let told = [CategoryIs::Detainee, CategoryIs::Soldier, CategoryIs::Civilian, CategoryIs::Other];
    assert_eq!(told.map(CategoryIs::word)[..], *Fact::Category.values());
    let as_written = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    for category in told.into_iter().chain([CategoryIs::NotSaid]) {
        assert_eq!(as_written(serde_json::to_value(category).unwrap()), category.word());
    }
    for unit in CountUnit::ALL {
        assert_eq!(as_written(serde_json::to_value(unit).unwrap()), unit.word());
    }
    for state in IndividualState::ALL {
        assert_eq!(as_written(serde_json::to_value(state).unwrap()), state.word());
    }
}

proptest! {
    #[test]
    fn a_citation_reads_back(order in 1_u32.., version in 1_u32..) {
        let citation = Citation { order, version };
        prop_assert_eq!(citation.to_string().parse(), Ok(citation));
    }

    #[test]
    fn whatever_is_described_what_was_citable_stays_as_it_was(described in proptest::collection::vec((0u8..3, 1u32..4, 0u8..3), 0..10)) {
        let described: Vec<Definition> = described
            .iter()
            .map(|(id, version, says)| Definition {
                says: both(&format!("s{says}")),
                ..definition(&format!("d{id}"), u32::from(*id) + 1, *version)
            })
            .collect();
        let starting = [definition("d9", 10, 1)];
        for at in 0..=described.len() {
            let before = Definitions::of(&starting, (0..).zip(&described[..at]));
            let after = Definitions::of(&starting, (0..).zip(&described));
            for (one, _) in before.all() {
                prop_assert_eq!(after.cited(one.citation()), Some(one));
            }
        }
    }
}
