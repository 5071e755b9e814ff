//! What holds for every drawing: it is XML, holds no number that is none, and nothing stands beyond its edges.

use amana_archive::count::Shown;
use amana_typeset::Language;
use proptest::prelude::*;
use roxmltree::Document;

use super::canvas::WIDTH;
use super::*;
use crate::words::Words;

fn any_words() -> impl Strategy<Value = Words> {
    prop_oneof![Just(Language::English), Just(Language::Arabic)].prop_map(Words::of)
}

fn any_shown() -> impl Strategy<Value = Shown> {
    prop_oneof![any::<u64>().prop_map(Shown::Number), Just(Shown::Below(5)), Just(Shown::Withheld)]
}

/// Any share at all: those that are none are drawn within the edges too.
fn any_share() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..=1.0, any::<f64>()]
}

fn any_ends() -> impl Strategy<Value = Option<[f64; 2]>> {
    proptest::option::of([any_share(), any_share()])
}

/// Checks a drawing.
fn is_sound(svg: &str) -> Result<(), TestCaseError> {
    let tree = Document::parse(svg).map_err(|e| TestCaseError::fail(format!("{e}: {svg}")))?;
    prop_assert!(!svg.contains("NaN") && !svg.contains("inf\""));
    let height: f64 = tree.root_element().attribute("height").unwrap_or_default().parse().unwrap();
    let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
        node.attribute(name).map_or(0.0, |value| value.parse().unwrap_or(f64::NAN))
    };
    for node in tree.root_element().descendants().filter(|node| node.is_element()).skip(1) {
        for (at, long, most) in [("x", "width", WIDTH), ("y", "height", height)] {
            let (at, long) = (number(node, at), number(node, long));
            prop_assert!(at >= -0.01 && long >= 0.0 && at + long <= most + 0.02, "{node:?}");
        }
        for (name, most) in
            [("x1", WIDTH), ("x2", WIDTH), ("cx", WIDTH), ("y1", height), ("y2", height), ("cy", height)]
        {
            prop_assert!((-0.01..=most + 0.02).contains(&number(node, name)), "{name} {node:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn bars_are_sound(rows in proptest::collection::vec((any::<String>(), any_shown(), any::<bool>()), 0..12), words in any_words()) {
        let rows: Vec<Bar> = rows.into_iter().map(|(label, number, missing)| Bar { label, number, missing }).collect();
        is_sound(&bars(&rows, words))?;
    }

    #[test]
    fn waterfalls_are_sound(rows in proptest::collection::vec((any::<String>(), any::<u64>(), any::<i64>(), any::<bool>()), 0..12), words in any_words()) {
        let level = |(label, number, change, reached)| if reached { Level::Reached(label, number) } else { Level::Step(label, change) };
        let rows: Vec<Level> = rows.into_iter().map(level).collect();
        is_sound(&waterfall(&rows, words))?;
    }

    #[test]
    fn intervals_are_sound(rows in proptest::collection::vec((any::<String>(), any_share(), any_ends(), any_ends()), 0..12), words in any_words()) {
        let share = |(label, share, interval, bounds)| Share { label, share, interval, bounds };
        let rows: Vec<Share> = rows.into_iter().map(share).collect();
        is_sound(&intervals(&rows, words))?;
    }
}

#[test]
fn a_label_holds_no_markup() {
    let rows = [Bar { label: "<script>&\u{0}".into(), number: Shown::Number(3), missing: true }];
    let svg = bars(&rows, Words::of(Language::English));
    assert!(svg.contains("&lt;script&gt;&amp; ") && Document::parse(&svg).is_ok());
}
