//! Who codes whom, in which order, by which codebook.

use amana_archive::reporting::ReportedStudy;
use amana_typeset::{Block, Span};

use crate::table::labelled;
use crate::words::{Arg, Words, exact, text};

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let study = &told.study;
    let lines = vec![
        (words.t("design-study"), vec![Span::exact(study.study.as_str())]),
        (
            words.t("design-people"),
            words.spans("n-people", &[("n", Arg::Number(study.individuals.len() as u64))]),
        ),
        (words.t("design-codebook"), codebook(told, words)),
        (words.t("design-entries"), entries(told, words)),
        (words.t("design-coders"), words.spans("n-coders", &[("n", Arg::Number(study.coders.len() as u64))])),
        (words.t("design-overlap"), overlap(told, words)),
        (words.t("design-blind"), words.spans("design-blind-text", &[])),
        (words.t("design-order"), words.spans("design-order-text", &[("seed", exact(&study.seed))])),
    ];
    vec![Block::heading(2, words.t("design-title")), labelled(lines)]
}

fn codebook(told: &ReportedStudy, words: Words) -> Vec<Span> {
    let codebook = &told.codebook;
    let args = [
        ("title", text(words.both(&codebook.title))),
        ("word", exact(format!("{}/{}", codebook.codebook, codebook.version))),
        ("digest", exact(told.study.codebook)),
    ];
    words.spans("design-codebook-text", &args)
}

/// All entries, or those of a preset.
fn entries(told: &ReportedStudy, words: Words) -> Vec<Span> {
    let number = told.codebook.entries_of(told.study.preset.as_deref()).len() as u64;
    let preset = told
        .study
        .preset
        .as_ref()
        .and_then(|word| told.codebook.presets.iter().find(|one| one.preset == *word));
    match preset {
        None => words.spans("design-entries-all", &[("n", Arg::Number(number))]),
        Some(preset) => {
            let args = [
                ("n", Arg::Number(number)),
                ("preset", text(words.both(&preset.label))),
                ("note", text(words.both(&preset.note))),
            ];
            words.spans("design-entries-preset", &args)
        }
    }
}

fn overlap(told: &ReportedStudy, words: Words) -> Vec<Span> {
    let study = &told.study;
    let several = Arg::Number(told.standings.by_several);
    match (study.calibration, study.overlap) {
        (true, _) => words.spans("design-calibration", &[]),
        (false, 0) => words.spans("design-alone", &[]),
        (false, share) => {
            let percent = words.percent(f64::from(share) / 1000.0);
            let args = [
                ("n", several),
                ("each", Arg::Number(study.coders_each.into())),
                ("percent", text(words.say("percent", &[("n", text(percent))]))),
            ];
            words.spans("design-overlap-text", &args)
        }
    }
}
