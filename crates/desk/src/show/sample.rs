//! A sample of people in words and numbers.

use amana_model::{DrawLabel, Drawing};

use crate::backend::{SampleFault, sample_size};
use crate::words::{Plain, Words, left_to_right};

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
        _ if label == "unknown" => w.t("count-untold"),
        Some(DrawLabel::Category) => w.word("category", label),
        Some(DrawLabel::Month | DrawLabel::Day) => w.date(label),
        _ => left_to_right(label),
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
        SampleFault::Category(_) | SampleFault::Other(_) => w.t("sample-fault-other"),
    }
}
