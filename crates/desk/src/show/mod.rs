//! Turning what the archive holds into what a page can show: paths, digests, events and damage, in words.

pub(crate) mod body;
pub(crate) mod chart;
pub(crate) mod coded;
pub(crate) mod history;
pub(crate) mod path;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod sample;
pub(crate) mod unusual;

use amana_model::{Digest, Keyed, Reading};

use crate::words::{Words, left_to_right};

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

/// What an engine read, for which of the three numbers it took it, which engine, and how probable.
pub(crate) fn reading(number: &str, reading: &Reading, w: Words) -> String {
    let field = w.word("reading-field", reading.field.word());
    let probable = w.share(f64::from(reading.probability));
    let by = w.xy("closely-engine", engine(&reading.engine, w), probable);
    w.xy("closely-reading", w.xy("closely-number", field, left_to_right(number)), by)
}

/// A camera's claim of a time without what it says of less than a second.
pub(crate) fn to_the_second(claimed: &str) -> &str {
    claimed.split('.').next().unwrap_or(claimed)
}

/// An engine by what it does and its version; one without words here as it is recorded.
fn engine(recorded: &str, w: Words) -> String {
    match recorded.split_once(' ') {
        Some(("digits", version)) => w.xy("engine-version", w.t("engine-digits"), w.digits(version)),
        _ => left_to_right(recorded),
    }
}

/// A digest in groups of eight digits, to be read aloud or compared.
pub(crate) fn in_groups(digest: &Digest) -> Vec<String> {
    let text = digest.to_string();
    text.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}
