//! Turning what the archive holds into what a page can show: paths, digests, events and damage, in words.

pub(crate) mod body;
pub(crate) mod chart;
pub(crate) mod coded;
pub(crate) mod history;
pub(crate) mod path;
pub(crate) mod place;
pub(crate) mod sample;

use amana_model::{Digest, Keyed};

use crate::words::Words;

/// The first twelve digits of a digest: enough to tell photographs of one archive apart at a glance.
pub(crate) fn short(digest: &Digest) -> String {
    digest.to_string().get(..12).unwrap_or_default().to_owned()
}

/// What was keyed: the three numbers as on a card, or the word for none.
pub(crate) fn keyed(keyed: &Keyed, words: Words) -> String {
    match keyed {
        Keyed::Numbers(numbers) => words.numbers("named", numbers),
        Keyed::CannotBeRead => words.t("keyed-cannot-be-read"),
        Keyed::NotANumber => words.t("keyed-not-a-number"),
    }
}

/// A digest in groups of eight digits, to be read aloud or compared.
pub(crate) fn in_groups(digest: &Digest) -> Vec<String> {
    let text = digest.to_string();
    text.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}
