//! What holds for every report: no number in its document but its own, no text missing, no drawing that cannot be printed.

use amana_archive::count::Dimension;
use amana_archive::reporting::{Frozen, ReportPlan};
use amana_model::Act;
use amana_report::document;
use amana_typeset::{Block, Language};
use proptest::prelude::*;

use crate::{numbers, sample};

fn any_frozen() -> impl Strategy<Value = Frozen> {
    let dimensions = proptest::sample::subsequence(Dimension::ALL.to_vec(), 0..=3);
    let definitions = vec![
        "occurrences-all",
        "photographs-all",
        "pictures-all",
        "people-all",
        "people-detainees",
        "people-branch-215",
    ];
    let definitions = proptest::sample::subsequence(definitions, 0..=4);
    let preset = prop_oneof![Just(Some("rapid-2014")), Just(Some("association-tally"))];
    (0..14_usize, dimensions, definitions, preset, proptest::option::of(2..6_u64), 0..4_u8).prop_map(
        |(people, by, definitions, preset, suppress, studies)| {
            let mut plan = ReportPlan {
                title: "Made up".into(),
                definitions: definitions.into_iter().map(Into::into).collect(),
                by,
                suppress,
                ..ReportPlan::default()
            };
            let mut acts = Vec::new();
            if people > 1 && studies & 1 == 1 {
                let mut study = sample::study(1, (0..people).map(sample::person).collect(), preset);
                if studies & 2 == 2 {
                    let drawing = sample::drawing(people, people * 3);
                    study.sample = Some(drawing.sample.clone());
                    acts.push(Act::SampleDrawn(drawing));
                }
                acts.push(Act::CodingPlanned(study.clone()));
                acts.extend(sample::codings(&study));
                plan.studies.push(study.study);
                plan.crossed.push("emaciation".into());
            }
            sample::frozen(sample::snapshot(people), plan, acts)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_document_tells_no_number_but_the_reports(frozen in any_frozen(), arabic in any::<bool>()) {
        let report = frozen.report();
        let language = if arabic { Language::Arabic } else { Language::English };
        let document = document(&report, language);
        let held = numbers::of_report(&report);
        for text in numbers::texts(&document) {
            prop_assert!(!text.contains(['⟨', '\u{2}', '\u{3}']), "{text}");
            let strange: Vec<String> = numbers::of_text(&text).into_iter().filter(|number| !held.contains(number)).collect();
            prop_assert!(strange.is_empty(), "{strange:?} in {text}");
        }
        for block in &document.blocks {
            match block {
                Block::Figure { svg, alternative, caption } => {
                    prop_assert!(roxmltree::Document::parse(svg).is_ok());
                    prop_assert!(alternative.chars().count() < 2_000 && !caption.is_empty());
                }
                Block::Table(table) => prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len())),
                _ => {}
            }
        }
    }

    /// What a report hides, its document does not tell: neither its counts nor its tables.
    #[test]
    fn a_small_count_is_hidden_wherever_numbers_are(people in 0..14_usize) {
        let plan = ReportPlan { title: "Made up".into(), definitions: vec!["people-soldiers".into()], suppress: Some(5), ..ReportPlan::default() };
        let report = sample::frozen(sample::snapshot(people), plan, Vec::new()).report();
        let number = report.counts[0].count.number;
        let document = document(&report, Language::English);
        let told = document.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table.rows[0].cells[2].clone()),
            _ => None,
        });
        let expected = if (1..5).contains(&number) { "<5".to_owned() } else { number.to_string() };
        prop_assert_eq!(told, Some(expected));
    }
}

/// Printing takes a second each: once in each language, with everything in it.
#[test]
fn a_report_is_printed() {
    let frozen = sample::whole(24, Some("rapid-2014"), Some(3));
    for language in [Language::English, Language::Arabic] {
        if language == Language::Arabic && !amana_typeset::has_arabic() {
            continue;
        }
        let pdf = amana_typeset::pdf(&document(&frozen.report(), language)).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
    }
}

#[test]
fn a_report_made_again_is_the_same_document() {
    let frozen = sample::whole(12, Some("rapid-2014"), None);
    let again = Frozen::read(&serde_json::to_vec(&frozen).unwrap()).unwrap();
    assert_eq!(document(&frozen.report(), Language::English), document(&again.report(), Language::English));
}
