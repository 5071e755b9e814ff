//! Guided viewings: a family worker shows a family a few faces of the dead, and what they say is recorded.
//!
//! A viewing begins with a description in the family's own words, before anything is shown. Then faces are shown, a few at a time, in
//! the order of a plan that the worker made; each is an act before its first byte leaves. They answer in one of four words, and
//! may pause and stop at any moment. Nothing here tells a score or another family's claim. [`Viewings::of`] folds the acts.

mod fold;

use serde::{Deserialize, Serialize};

pub use self::fold::{
    FaceAnswered, FaceShown, NotViewed, ViewedFace, Viewing, ViewingState, Viewings, WhatNext,
};
use crate::{AccountId, Digest, FacePlace, IndividualId, MissingId, SealedStatement, ViewingId};

/// The most faces that may be shown at once.
pub const MOST_AT_ONCE: u32 = 4;
/// The most faces until a pause.
pub const MOST_UNTIL_PAUSE: u32 = 20;
/// The most faces of one plan.
pub const MOST_PLANNED: usize = 60;

/// A viewing that is begun: details of a `viewing-begun` event. The description was taken before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingBegun {
    /// The viewing.
    pub viewing: ViewingId,
    /// Of which report.
    pub report: MissingId,
    /// The language of what the family sees: `en`, `ar` or `ar-latn`.
    pub language: String,
    /// How they describe whom they look for, sealed.
    pub description: SealedStatement,
}

/// In which order faces are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ViewingOrder {
    /// As the worker named them.
    #[default]
    Given,
    /// Shuffled, so that nothing is told by the place.
    Shuffled,
}

impl ViewingOrder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Given, Self::Shuffled];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Shuffled => "shuffled",
        }
    }

    /// The order of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// How a viewing is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingProtocol {
    /// How many faces at a time.
    pub at_once: u32,
    /// After how many faces a pause is due.
    pub pause_after: u32,
    /// In which order.
    pub order: ViewingOrder,
}

impl Default for ViewingProtocol {
    fn default() -> Self {
        Self { at_once: 1, pause_after: 6, order: ViewingOrder::Given }
    }
}

impl ViewingProtocol {
    /// Whether it is within sense: a few at a time, and a pause before there are too many.
    pub fn is_sound(&self) -> bool {
        (1..=MOST_AT_ONCE).contains(&self.at_once)
            && (self.at_once..=MOST_UNTIL_PAUSE).contains(&self.pause_after)
    }
}

/// A face that is to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedFace {
    /// Whose.
    pub individual: IndividualId,
    /// Whether it is there only so that looking is choosing: nobody takes it for the one who is sought.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub look_alike: bool,
    /// Out of which photograph.
    pub photograph: Digest,
    /// Where in it the face is: what is planned is what is shown.
    pub face: FacePlace,
}

/// Which faces are to be shown, and how: details of a `viewing-planned` event. They come after those planned before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingPlanned {
    /// The viewing.
    pub viewing: ViewingId,
    /// How.
    pub protocol: ViewingProtocol,
    /// Which, in the order in which they are shown.
    pub faces: Vec<PlannedFace>,
}

/// How much of a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ViewingStep {
    /// The face alone, grey, all else covered.
    Face,
    /// The head with what is around it, grey.
    Head,
    /// The whole picture.
    Whole,
}

impl ViewingStep {
    /// Every step, the smallest first.
    pub const ALL: [Self; 3] = [Self::Face, Self::Head, Self::Whole];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Face => "face",
            Self::Head => "head",
            Self::Whole => "whole",
        }
    }

    /// The step of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The step before it, which must have been taken.
    pub fn before(self) -> Option<Self> {
        match self {
            Self::Face => None,
            Self::Head => Some(Self::Face),
            Self::Whole => Some(Self::Head),
        }
    }
}

/// A face that was shown: details of a `viewing-shown` event, written before the first byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingShown {
    /// The viewing.
    pub viewing: ViewingId,
    /// Who showed it, and alone is given the picture.
    pub account: AccountId,
    /// Its place in the plan, from 0.
    pub place: u32,
    /// Whose face.
    pub individual: IndividualId,
    /// Out of which photograph.
    pub photograph: Digest,
    /// SHA-256 of what was shown.
    pub picture: Digest,
    /// How much of it.
    pub step: ViewingStep,
    /// Why more than the face was shown: that the family asked, and the worker agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a family says of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ViewingAnswer {
    /// It is not them.
    NotThem,
    /// They cannot say.
    NotSure,
    /// It may be them.
    Possibly,
    /// It is them, they say.
    Surely,
}

impl ViewingAnswer {
    /// Every answer, in the order of the page.
    pub const ALL: [Self; 4] = [Self::NotThem, Self::NotSure, Self::Possibly, Self::Surely];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotThem => "not-them",
            Self::NotSure => "not-sure",
            Self::Possibly => "possibly",
            Self::Surely => "surely",
        }
    }

    /// The answer of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Whether it may be the beginning of a claim.
    pub fn recognises(self) -> bool {
        matches!(self, Self::Possibly | Self::Surely)
    }
}

/// What a family said of a face: details of a `viewing-answered` event. Of one face the last stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingAnswered {
    /// The viewing.
    pub viewing: ViewingId,
    /// The place in the plan.
    pub place: u32,
    /// What they said.
    pub answer: ViewingAnswer,
    /// By what they know them, sealed; absent if they named nothing: then what they named before stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<SealedStatement>,
}

/// A turn of a viewing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ViewingTurn {
    /// A pause: nothing is on the page.
    Paused,
    /// It goes on, after a pause or on another day.
    Resumed,
    /// It is stopped; it may be taken up another day.
    Stopped,
    /// It is over.
    Ended,
}

impl ViewingTurn {
    /// Every turn.
    pub const ALL: [Self; 4] = [Self::Paused, Self::Resumed, Self::Stopped, Self::Ended];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }

    /// The turn of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for answer in ViewingAnswer::ALL {
            assert_eq!(ViewingAnswer::from_word(answer.word()), Some(answer));
            assert_eq!(serde_json::to_value(answer).unwrap(), answer.word());
        }
        for turn in ViewingTurn::ALL {
            assert_eq!(ViewingTurn::from_word(turn.word()), Some(turn));
            assert_eq!(serde_json::to_value(turn).unwrap(), turn.word());
        }
        for step in ViewingStep::ALL {
            assert_eq!(ViewingStep::from_word(step.word()), Some(step));
            assert_eq!(serde_json::to_value(step).unwrap(), step.word());
        }
        for order in ViewingOrder::ALL {
            assert_eq!(ViewingOrder::from_word(order.word()), Some(order));
            assert_eq!(serde_json::to_value(order).unwrap(), order.word());
        }
    }

    #[test]
    fn a_protocol_shows_few_at_a_time_and_pauses() {
        assert!(ViewingProtocol::default().is_sound());
        let protocol = |at_once, pause_after| ViewingProtocol { at_once, pause_after, ..Default::default() };
        assert!(protocol(4, 4).is_sound() && protocol(1, 20).is_sound());
        for (at_once, pause_after) in [(0, 6), (5, 6), (4, 3), (1, 21), (1, 0)] {
            assert!(!protocol(at_once, pause_after).is_sound(), "{at_once} {pause_after}");
        }
    }
}
