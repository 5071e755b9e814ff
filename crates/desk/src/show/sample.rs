//! A sample of people in words and numbers.

use amana_model::{DrawLabel, Drawing, ExclusionFault, FrozenExclusion};

use crate::backend::{SampleFault, sample_size};
use crate::show::path::ShownPath;
use crate::words::{Plain, Words, isolated, left_to_right};

/// Distances, in points of a hundred, for which it is told how many to draw.
const WITHIN: [u64; 3] = [10, 5, 3];

/// How many to draw of so many people, for each distance.
pub(crate) fn sizes(people: impl Plain<u64>) -> Vec<(u64, Option<u64>)> {
    WITHIN.map(|points| (points, sample_size(points as f64 / 100.0, people.plain()))).to_vec()
}

/// Each stratum or cluster: people in it, and those of them who were drawn.
pub(crate) fn labels(drawing: &Drawing) -> Vec<(String, u64, u64)> {
    let drawn = |label: &str| drawing.drawn.iter().filter(|one| one.label.as_deref() == Some(label)).count();
    drawing.frame.labels.iter().map(|(label, of)| (label.clone(), *of, drawn(label) as u64)).collect()
}

/// A stratum or cluster in words.
pub(crate) fn label(by: &Option<DrawLabel>, label: &str, w: &Words) -> String {
    match by {
        Some(DrawLabel::Folder) if label == "/" => w.t("sample-top"),
        Some(DrawLabel::Folder) => folder(label),
        _ if label == "unknown" => w.t("count-untold"),
        Some(DrawLabel::Category) => w.word("category", label),
        Some(DrawLabel::Month | DrawLabel::Day) => w.date(label),
        _ => left_to_right(label),
    }
}

/// A folder with marks in place of what cannot be seen, each part in its own direction.
fn folder(folder: &str) -> String {
    let part = |pieces: &Vec<crate::show::path::Piece>| {
        isolated(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
    };
    left_to_right(ShownPath::of_text(folder).components.iter().map(part).collect::<Vec<_>>().join("/"))
}

/// Whom an exclusion left out, in words: what kind of people, and which.
pub(crate) fn excluded(one: &FrozenExclusion, w: &Words) -> String {
    let values = one.who.values();
    let told = values.iter().map(|value| match value.as_str() {
        "unknown" | "not-said" => w.t("count-untold"),
        value if one.who.word() == "state" => w.word("state", value),
        value if one.who.word() == "month" => w.date(value),
        value => left_to_right(value),
    });
    let who = w.word("left-out", one.who.word());
    match values.is_empty() {
        true => who,
        false => w.xy("sample-excluded", who, told.collect::<Vec<_>>().join(&w.t("sample-excluded-and"))),
    }
}

/// Why a sample cannot be drawn so, and that nothing was recorded.
pub(crate) fn fault(fault: &SampleFault, w: Words) -> String {
    match fault {
        SampleFault::Title => w.t("sample-fault-title"),
        SampleFault::Label => w.t("sample-fault-label"),
        SampleFault::Strata { strata, least } => {
            w.xy("sample-fault-strata", w.number(strata), w.number(least))
        }
        SampleFault::Long(people) => w.x("sample-fault-long", w.number(people)),
        SampleFault::FrameChanged => w.t("sample-fault-frame"),
        SampleFault::More { asked, there } => w.xy("sample-fault-more", w.number(asked), w.number(there)),
        SampleFault::Exclusion(ExclusionFault::Reason) => w.t("sample-fault-reason"),
        SampleFault::Exclusion(ExclusionFault::Word(_) | ExclusionFault::Values(_)) => {
            w.t("sample-fault-values")
        }
        SampleFault::Exclusion(ExclusionFault::Value(word, value)) => {
            w.xy("sample-fault-value", isolated(value), w.word("left-out", word))
        }
        SampleFault::Exclusions => w.t("sample-fault-exclusions"),
        SampleFault::Unknown(who) => w.foreign("sample-fault-unknown", who),
        SampleFault::Nobody => w.t("sample-fault-nobody"),
        SampleFault::Large => w.t("sample-fault-large"),
        SampleFault::Category(_) | SampleFault::Other(_) => w.t("sample-fault-other"),
    }
}
