//! Where on the body signs are settled: the body shaded, and its numbers.

use amana_archive::count::Shown;
use amana_archive::reporting::{ReportedEntry, ReportedRegion, ReportedStudy};
use amana_typeset::Block;

use super::labels;
use crate::body::shaded;
use crate::figure::figure;
use crate::opens;
use crate::table::{Cell, body, number_column, table, words_column};
use crate::words::{Words, text};

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let seen: Vec<&ReportedEntry> =
        told.entries.iter().filter(|one| one.regions.iter().any(is_seen)).collect();
    if seen.is_empty() {
        return Vec::new();
    }
    let lead = Block::Paragraph(words.spans("regions-lead", &[]));
    let each = seen.into_iter().flat_map(|one| of_entry(told, one, words));
    [Block::heading(2, words.t("regions-title")), lead].into_iter().chain(each).collect()
}

fn is_seen(region: &ReportedRegion) -> bool {
    [region.present, region.equivocal].iter().any(|shown| *shown != Shown::Number(0))
}

fn of_entry(told: &ReportedStudy, one: &ReportedEntry, words: Words) -> [Block; 2] {
    let caption = |key: &str| words.say(key, &[("entry", text(labels::entry(told, &one.entry, words)))]);
    let numbers: Vec<(&str, Shown)> =
        one.regions.iter().map(|region| (region.region.as_str(), region.present)).collect();
    let seen: Vec<&ReportedRegion> = one.regions.iter().filter(|region| is_seen(region)).collect();
    let label = |region: &ReportedRegion| labels::region(&told.codebook, &region.region, words);
    let row = |region: &&ReportedRegion| {
        let number = |answer: &str, shown| {
            let opens = opens::people(told, &one.entry, Some(answer), Some(&region.region), None);
            Cell::of(shown, opens, words)
        };
        let numbers = [number("present", region.present), number("equivocal", region.equivocal)];
        body([Cell::from(label(region))].into_iter().chain(numbers))
    };
    let columns = vec![
        words_column(words.t("region")),
        number_column(words.word("answer", "present")),
        number_column(words.word("answer", "equivocal")),
    ];
    let alone: Vec<_> = seen.iter().map(|region| (label(region), words.shown(region.present))).collect();
    let hidden = seen
        .iter()
        .any(|region| [region.present, region.equivocal].iter().any(|one| matches!(one, Shown::Below(_))));
    let note = if hidden { "regions-note-hidden" } else { "regions-note" };
    [
        figure(shaded(&numbers, words), caption("regions-figure"), &alone, words),
        table(caption("regions-table"), columns, seen.iter().map(row).collect(), Some(words.t(note))),
    ]
}
