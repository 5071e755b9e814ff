//! People ready to show: their photographs in strips, why a machine puts them together, and what was decided, in words.

use amana_model::{CandidateRow, Decision, Digest, Fact, Reason};

use crate::look::{Brief, IndividualRow, SettledNumbers};
use crate::show::path::{Piece, ShownPath};
use crate::words::{Words, isolated, on_a_card};

/// One photograph of a strip, ready to show.
pub(crate) struct Shown {
    pub(crate) brief: Brief,
    pub(crate) name: Vec<Piece>,
    /// Why a machine thinks that it belongs here, in words; empty for the first.
    pub(crate) reasons: Vec<String>,
    pub(crate) probability: Option<f32>,
}

impl Shown {
    pub(crate) fn of(brief: Brief) -> Self {
        let name = ShownPath::of(&brief.path).name().to_vec();
        Self { brief, name, reasons: Vec::new(), probability: None }
    }
}

/// A reason in the words of the page. Numbers that only a machine read are not said: whoever decides may be the next to key them.
pub(crate) fn reason(reason: &Reason, other: &str, settled: bool, w: Words) -> String {
    let ago = |count: i64, key: &str| {
        let key = if count < 0 { format!("{key}-before") } else { format!("{key}-after") };
        w.n_x(&key, count.unsigned_abs(), other)
    };
    match reason {
        Reason::SameNumbers { .. } if !settled => w.foreign("reason-numbers-read", other),
        Reason::SameNumbers { numbers } => w.xy("reason-numbers", on_a_card(numbers), isolated(other)),
        Reason::SecondsAfter { seconds } => {
            let key = if *seconds < 0 { "reason-time-before" } else { "reason-time-after" };
            w.xy(key, w.span(seconds.unsigned_abs()), isolated(other))
        }
        Reason::NextInSequence { steps } => ago(*steps, "reason-steps"),
        Reason::AlikeFace => w.foreign("reason-face", other),
        Reason::CopyOf => w.foreign("reason-copy", other),
        Reason::SameFolder => w.foreign("reason-folder", other),
    }
}

/// Whether people settled numbers on a photograph or on the one that it hangs on.
pub(crate) fn is_settled(row: &CandidateRow, numbers: &[SettledNumbers]) -> bool {
    let at = |digest: &Digest| row.digest == *digest || row.hangs_on == Some(*digest);
    numbers.iter().any(|settled| at(&settled.marking.digest))
}

/// What was decided, in a word or two.
pub(crate) fn decided(decision: &Decision, w: Words) -> String {
    let word = match decision {
        Decision::Together { .. } => "together",
        Decision::TakenOut { .. } => "taken-out",
        Decision::ShowsNobody { .. } => "shows-nobody",
        Decision::Merged { .. } => "merged",
        Decision::Described { .. } => "described",
        Decision::Undone { .. } => "undone",
        Decision::ListTakenBack { .. } => "list-taken-back",
    };
    w.word("decision", word)
}

/// What a decision is about, in words; photographs by what `name` calls them.
pub(crate) fn about(decision: &Decision, w: Words, name: impl Fn(&Digest) -> String) -> String {
    match decision {
        Decision::Together { photographs, .. }
        | Decision::TakenOut { photographs }
        | Decision::ShowsNobody { photographs, .. } => w.n("photographs-count", photographs.len() as u64),
        Decision::Merged { from, .. } => w.foreign("named", from),
        Decision::Described { fact, value, photograph, .. } => {
            let value = match fact {
                Fact::ListedNumbers => w.numbers("named", value),
                Fact::Note => w.foreign("named", value),
                fact => w.word(fact.word(), value),
            };
            let said = w.xy("decision-fact", w.word("fact", fact.word()), value);
            match photograph {
                Some(digest) => w.xy("decision-fact-from", said, isolated(name(digest))),
                None => said,
            }
        }
        Decision::Undone { entry } => w.x("decision-entry", w.number(*entry)),
        Decision::ListTakenBack { entries, .. } => w.n("decision-entries", *entries),
    }
}

/// Whether nobody said that this person is no detainee: only detainees were held by a branch.
pub(crate) fn may_be_detainee(row: &IndividualRow) -> bool {
    row.facts.get(&Fact::Category).is_none_or(|category| category == "detainee")
}
