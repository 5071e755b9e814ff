//! What is coded, in words: entries, regions and answers by their codebook, branches by their number.

use amana_model::Codebook;

use crate::words::{Words, left_to_right};

/// What stands in an address, and for texts, for people of whom nothing is settled.
pub(crate) const OPEN: &str = "open";
/// What stands in an address for people without a settled branch.
pub(crate) const UNTOLD: &str = "-";

/// An entry's label; its own word if the codebook has none.
pub(crate) fn entry(codebook: &Codebook, entry: &str, w: Words) -> String {
    codebook.entry(entry).map_or_else(|| entry.to_owned(), |known| w.both(&known.label).to_owned())
}

/// A region's label.
pub(crate) fn region(codebook: &Codebook, region: &str, w: Words) -> String {
    codebook.region(region).map_or_else(|| region.to_owned(), |known| w.both(&known.label).to_owned())
}

/// An answer in words; of a choice, the label of its value.
pub(crate) fn answer(codebook: &Codebook, entry: &str, word: &str, w: Words) -> String {
    let value = codebook.entry(entry).and_then(|known| known.values.iter().find(|value| value.value == word));
    value.map_or_else(|| w.word("answer", word), |value| w.both(&value.label).to_owned())
}

/// A branch by its number, which is read from left to right.
pub(crate) fn branch(number: Option<&str>, w: Words) -> String {
    number.map_or_else(|| w.t("results-no-branch"), left_to_right)
}
