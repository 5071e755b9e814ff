//! A study: how it was made, how far it has come, how far its coders agree, and what is settled.

mod agreement;
mod answers;
mod crossed;
mod design;
mod estimates;
mod labels;
mod regions;
mod sample;
mod standings;

use amana_archive::reporting::{Report, ReportedStudy};
use amana_typeset::Block;

use crate::words::{Arg, Words, text};

/// What the `number`th study of a report, from 0, is called in it.
pub(crate) fn title(told: &ReportedStudy, number: usize, words: Words) -> String {
    let args = [("n", Arg::Number(number as u64 + 1)), ("title", text(told.study.title.trim()))];
    words.say("study-title", &args)
}

/// Everything told of a study, which is the `number`th of the report, from 0.
pub(crate) fn blocks(report: &Report, told: &ReportedStudy, number: usize, words: Words) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, title(told, number, words))];
    blocks.extend(design::blocks(told, words));
    blocks.extend(sample::blocks(told, words));
    blocks.extend(standings::blocks(told, words));
    blocks.extend(agreement::blocks(told, words));
    blocks.push(Block::heading(2, words.t("results-title")));
    blocks.extend(match told.sample {
        Some(_) => estimates::blocks(report, told, words),
        None => answers::blocks(told, words),
    });
    blocks.extend(regions::blocks(told, words));
    blocks.extend(crossed::blocks(told, words));
    blocks
}
