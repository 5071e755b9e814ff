//! What a codebook calls its entries, answers and regions.

use amana_archive::reporting::ReportedStudy;
use amana_model::{Codebook, Entry, EntryKind, NOT_ASSESSABLE, SIGN, Section};

use crate::words::Words;

/// The entry of that word.
pub(crate) fn entry_of<'a>(told: &'a ReportedStudy, entry: &str) -> Option<&'a Entry> {
    told.codebook.entries.iter().find(|one| one.entry == entry)
}

/// Whether an entry is a sign: its answers are those that all signs have.
pub(crate) fn is_sign(told: &ReportedStudy, entry: &str) -> bool {
    entry_of(told, entry).is_some_and(|entry| entry.kind == EntryKind::Sign)
}

pub(crate) fn entry(told: &ReportedStudy, entry: &str, words: Words) -> String {
    entry_of(told, entry).map_or_else(|| entry.to_owned(), |entry| words.both(&entry.label).to_owned())
}

pub(crate) fn answer(told: &ReportedStudy, entry: &str, answer: &str, words: Words) -> String {
    if answer == NOT_ASSESSABLE || SIGN.contains(&answer) {
        return words.word("answer", answer);
    }
    let values = entry_of(told, entry).map(|entry| entry.values.as_slice()).unwrap_or_default();
    let value = values.iter().find(|value| value.value == answer);
    value.map_or_else(|| answer.to_owned(), |value| words.both(&value.label).to_owned())
}

pub(crate) fn region(codebook: &Codebook, region: &str, words: Words) -> String {
    let known = codebook.regions.iter().find(|one| one.region == region);
    known.map_or_else(|| region.to_owned(), |known| words.both(&known.label).to_owned())
}

/// What is told of entries, section by section in the order of the codebook's page; sections of which nothing is told are left out.
pub(crate) fn by_section<'a, T>(
    told: &ReportedStudy,
    all: &'a [T],
    entry: impl Fn(&T) -> &str,
) -> Vec<(Section, Vec<&'a T>)> {
    let of = |section: Section| -> Vec<&T> {
        let here = |one: &&T| entry_of(told, entry(one)).is_some_and(|entry| entry.section == section);
        all.iter().filter(here).collect()
    };
    Section::ALL
        .into_iter()
        .map(|section| (section, of(section)))
        .filter(|(_, all)| !all.is_empty())
        .collect()
}
