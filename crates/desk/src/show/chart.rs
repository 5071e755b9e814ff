//! Numbers as lengths and fills of a drawing. What is drawn stands beside it in digits: the drawing is for the eye alone.

use amana_model::NOT_ASSESSABLE;

use super::coded::OPEN;
use crate::backend::EntryTally;
use crate::words::Plain;

/// A share as a length.
pub(crate) fn along(share: impl Plain<f64>) -> String {
    format!("{:.2}%", share.plain().clamp(0.0, 1.0) * 100.0)
}

/// Part of a bar: what it is of, how many people, where it begins and how long it is.
pub(crate) struct BarPart {
    pub(crate) word: String,
    pub(crate) people: u64,
    pub(crate) from: String,
    pub(crate) long: String,
}

/// A tally as parts of one bar, in the order of its columns; what is open last.
pub(crate) fn bar(tally: &EntryTally) -> Vec<BarPart> {
    let answered = tally.answers.iter().map(|(word, people)| (word.as_str(), people.len() as u64));
    let columns: Vec<(&str, u64)> = answered.chain([(OPEN, tally.open.len() as u64)]).collect();
    let all = columns.iter().map(|(_, people)| people).sum::<u64>().max(1) as f64;
    let mut before = 0.0;
    let part = |(word, people): (&str, u64)| {
        let (from, long) = (before, people as f64 / all);
        before += long;
        BarPart { word: word.to_owned(), people, from: along(from), long: along(long) }
    };
    columns.into_iter().map(part).collect()
}

/// How a part of a bar is filled: what is not assessable or open looks like nothing that was seen.
pub(crate) fn fill(word: &str) -> String {
    match word {
        "equivocal" => step(2u64),
        "absent" => "var(--well)".to_owned(),
        NOT_ASSESSABLE => "url(#part-not-assessable)".to_owned(),
        OPEN => "none".to_owned(),
        _ => step(4u64),
    }
}

/// How a step of shading is filled, by the patterns of `patterns.html`.
pub(crate) fn step(step: impl Plain<u64>) -> String {
    match step.plain() {
        0 => "var(--sheet)".to_owned(),
        step => format!("url(#step-{step})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_make_the_whole() {
        let people = |n: usize| (0..n).map(|n| format!("i{n}").parse().unwrap()).collect::<Vec<_>>();
        let tally = EntryTally {
            entry: "burn".into(),
            answers: vec![("present".into(), people(3)), (NOT_ASSESSABLE.into(), people(0))],
            open: people(1),
            regions: Vec::new(),
        };
        let parts: Vec<_> =
            bar(&tally).into_iter().map(|one| (one.word, one.people, one.from, one.long)).collect();
        let part =
            |word: &str, people, from: &str, long: &str| (word.into(), people, from.into(), long.into());
        let expected = [
            part("present", 3, "0.00%", "75.00%"),
            part(NOT_ASSESSABLE, 0, "75.00%", "0.00%"),
            part(OPEN, 1, "75.00%", "25.00%"),
        ];
        assert_eq!(parts, expected);
    }
}
