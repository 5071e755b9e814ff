//! What a definition asks of what experts coded: which words count, and what becomes of what they could not tell.

use super::Conditions;
use crate::NOT_ASSESSABLE;
use crate::codebook::{CODED_AGE_BAND, CODED_SEX};

/// The word by which a definition asks for people of whom nothing is settled: not coded, coders awaited, or coders who differ.
pub const NOT_CODED: &str = "not-coded";

/// One condition on what experts coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodedCondition<'a> {
    /// The entry of the codebook.
    pub entry: &'static str,
    /// The words that count, [`NOT_ASSESSABLE`] and [`NOT_CODED`] among them where they do.
    pub words: &'a [String],
}

impl<'a> CodedCondition<'a> {
    /// The words that are answers of a codebook, without what could not be told.
    pub fn values(self) -> impl Iterator<Item = &'a str> {
        self.words.iter().map(String::as_str).filter(|word| ![NOT_ASSESSABLE, NOT_CODED].contains(word))
    }

    /// Whether whoever is coded as not assessable counts; otherwise she is missing, and never left out.
    pub fn counts_not_assessable(self) -> bool {
        self.words.iter().any(|word| word == NOT_ASSESSABLE)
    }

    /// Whether whoever is not coded counts; otherwise she is missing.
    pub fn counts_not_coded(self) -> bool {
        self.words.iter().any(|word| word == NOT_CODED)
    }
}

impl Conditions {
    /// What is asked of what experts coded; nothing of what is not asked.
    pub fn coded(&self) -> Vec<CodedCondition<'_>> {
        let asked = [(CODED_SEX, &self.coded_sex), (CODED_AGE_BAND, &self.coded_age_band)];
        let asked = asked.into_iter().filter(|(_, words)| !words.is_empty());
        asked.map(|(entry, words)| CodedCondition { entry, words }).collect()
    }
}
