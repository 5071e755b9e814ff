//! Marks that a family tells of, beside what experts coded.
//!
//! Only what means the same on both sides is compared: healed scars, an eye or a part of the body that is missing. Fresh injuries tell
//! of what was done to a person, not of who it is. Tattoos, moles and teeth are in no entry of the starting codebook: people compare
//! those with their eyes.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::fold;

/// A mark: which entry of the codebook stands for it, and in which region of the body, where one is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The entry.
    pub entry: &'static str,
    /// The region, one of those that the family's word may mean.
    pub region: Option<&'static str>,
}

/// What was coded of one person and is settled: entry → answer for the whole person, and the regions in which it was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// Entry → answer: `present`, `absent`.
    pub answers: BTreeMap<String, String>,
    /// Entry → regions in which it is present.
    pub regions: BTreeMap<String, BTreeSet<String>>,
}

/// Beginnings of folded words that tell of a mark; whole words where a space ends them.
const WORDS: [(&str, &str); 14] = [
    ("scar ", "scar"),
    ("scars ", "scar"),
    ("scarred ", "scar"),
    ("ندب", "scar"),
    ("ندوب", "scar"),
    ("تشطيب", "scar"),
    ("غرز", "scar"),
    ("one eyed", "eye-missing"),
    ("glass eye", "eye-missing"),
    ("اعور", "eye-missing"),
    ("عين زجاجيه", "eye-missing"),
    ("amput", "tissue-loss"),
    ("مبتور", "tissue-loss"),
    ("بتر ", "tissue-loss"),
];

/// Folded words for regions of the body, each with the regions of the starting codebook that it may mean.
const REGIONS: [(&[&str], &[&str]); 15] = [
    (&["face", "cheek", "chin", "forehead", "brow", "وجه", "خد", "ذقن", "جبين", "جبهه", "حاجب"], &["face"]),
    (&["head", "scalp", "راس", "فروه"], &["scalp"]),
    (&["eye", "eyelid", "عين", "جفن"], &["eye"]),
    (&["ear", "اذن"], &["ear"]),
    (&["nose", "انف"], &["nose"]),
    (&["mouth", "lip", "lips", "فم", "شفه", "شفته"], &["mouth"]),
    (&["neck", "throat", "رقبه", "عنق", "رقبته"], &["neck-front", "neck-back"]),
    (&["chest", "صدر", "صدره"], &["chest"]),
    (&["belly", "abdomen", "stomach", "بطن", "بطنه", "معده"], &["abdomen"]),
    (&["back", "ظهر", "ظهره"], &["upper-back", "lower-back"]),
    (&["shoulder", "كتف", "كتفه"], &["shoulder"]),
    (&["arm", "forearm", "elbow", "ذراع", "ذراعه", "ساعد", "كوع"], &["upper-arm", "elbow", "forearm"]),
    (
        &["leg", "thigh", "knee", "shin", "ساق", "ساقه", "فخذ", "ركبه", "رجل", "رجله"],
        &["thigh", "knee", "lower-leg"],
    ),
    (&["foot", "ankle", "toe", "قدم", "قدمه", "كاحل"], &["ankle", "foot", "sole"]),
    (&["hand", "finger", "fingers", "يد", "يده", "كف", "اصبع", "اصابع"], &["hand"]),
];

/// The marks that a text tells of. Each sentence is read by itself, so that a region belongs to the mark beside it.
pub(super) fn told(text: &str) -> Vec<Mark> {
    let mut marks = BTreeSet::new();
    for sentence in text.split(['\n', '.', ';', '؛', ',', '،', '!', '/']) {
        let sentence = format!("{} ", fold(sentence));
        // Where a family says that there is none, nothing is told.
        if sentence
            .split(' ')
            .any(|word| matches!(word, "no" | "not" | "without" | "لا" | "بدون" | "ليس" | "بلا"))
        {
            continue;
        }
        let begins = |word: &str| {
            [format!(" {word}"), format!(" ال{word}"), format!(" ب{word}")]
                .iter()
                .any(|start| format!(" {sentence}").contains(start.as_str()))
        };
        let Some((_, entry)) = WORDS.iter().find(|(word, _)| begins(word)) else { continue };
        let is_told = |word: &&&str| {
            sentence.split(' ').any(|told| told == **word || told.strip_prefix("ال") == Some(**word))
        };
        let regions: Vec<&str> = REGIONS
            .iter()
            .filter(|(words, _)| words.iter().any(|word| is_told(&word)))
            .flat_map(|(_, regions)| regions.iter().copied())
            .collect();
        if regions.is_empty() || *entry == "eye-missing" {
            marks.insert(Mark { entry, region: None });
        }
        for region in regions.into_iter().filter(|_| *entry != "eye-missing") {
            marks.insert(Mark { entry, region: Some(region) });
        }
    }
    marks.into_iter().collect()
}

/// Which of the marks told were coded here, and which were looked for and are not there. A mark coded in another region, or not
/// assessable, says nothing.
pub(super) fn compared(told: &[Mark], coded: Option<&Coded>) -> Vec<(Mark, bool)> {
    let Some(coded) = coded else { return Vec::new() };
    let mut all = Vec::new();
    for mark in told {
        let answer = coded.answers.get(mark.entry).map(String::as_str);
        match (mark.region, answer) {
            (Some(region), _) if coded.regions.get(mark.entry).is_some_and(|seen| seen.contains(region)) => {
                all.push((mark.clone(), true));
            }
            (None, Some("present")) => all.push((mark.clone(), true)),
            (_, Some("absent")) => all.push((Mark { entry: mark.entry, region: None }, false)),
            _ => {}
        }
    }
    all.sort();
    all.dedup();
    all
}
