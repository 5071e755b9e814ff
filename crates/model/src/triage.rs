//! What becomes of families' letters: taken in, sorted, answered, closed. Each is an act of a person, and a later one may undo it.

use serde::{Deserialize, Serialize};

use crate::{
    Day, Digest, FormLanguage, LetterId, LetterKind, PublicationId, ReportsVerdict, SealedStatement,
};

/// A letter that was taken in: details of a `letter-received` event. No word of it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterReceived {
    /// Which.
    pub letter: LetterId,
    /// SHA-256 of the sealed letter as the portal dropped it: by this it is known again.
    pub dropped: Digest,
    /// Why somebody wrote.
    pub kind: LetterKind,
    /// The language of the form.
    pub language: FormLanguage,
    /// The day on which it was sent.
    pub day: Day,
    /// The published face it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub face: Option<PublicationId>,
    /// An earlier letter of theirs, whose number they named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub follows: Option<LetterId>,
    /// What is said, sealed under a key of its own.
    pub words: SealedStatement,
    /// Who writes, and the number by which they ask for the answer, sealed apart.
    pub contact: SealedStatement,
    /// The pictures, each sealed under a key of its own.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pictures: Vec<SealedStatement>,
}

impl LetterReceived {
    /// Everything of it that lies sealed.
    pub fn statements(&self) -> impl Iterator<Item = &SealedStatement> {
        [&self.words, &self.contact].into_iter().chain(&self.pictures)
    }
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterState {
    /// Nobody has taken it up.
    New,
    /// Somebody works on it.
    InWork,
    /// An answer was written.
    Answered,
    /// Nothing more is to be done.
    Closed,
}

impl LetterState {
    /// Every state, what waits first.
    pub const ALL: [Self; 4] = [Self::New, Self::InWork, Self::Answered, Self::Closed];

    /// The word used in forms, tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InWork => "in-work",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// The state of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Somebody took a letter up, put it back, or closed it: details of `letter-moved`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterMoved {
    /// Which.
    pub letter: LetterId,
    /// Where to; never to `answered`, which an answer alone does.
    pub to: LetterState,
    /// Why, where it was closed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
}

/// How soon a letter should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Before all else.
    Urgent,
    /// In its turn.
    Usual,
    /// After the others.
    Later,
}

impl Urgency {
    /// Every urgency.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::Usual, Self::Later];

    /// The word used in forms, tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Usual => "usual",
            Self::Later => "later",
        }
    }

    /// The urgency of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// How soon a letter of a kind is looked at until somebody says otherwise: a family that asks for a face to be taken down, or objects,
    /// comes first.
    pub fn of_kind(kind: LetterKind) -> Self {
        match kind {
            LetterKind::Takedown | LetterKind::Objection => Self::Urgent,
            LetterKind::Recognition | LetterKind::Report => Self::Usual,
        }
    }
}

/// Somebody said how soon a letter should be looked at: details of `letter-ranked`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterRanked {
    /// Which.
    pub letter: LetterId,
    /// How soon.
    pub urgency: Urgency,
}

/// Two letters that somebody put beside each other: details of `letters-compared`. Of two letters the last says what stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LettersComparison {
    /// The letter whose identifier comes first.
    pub one: LetterId,
    /// The other.
    pub other: LetterId,
    /// Whether they are about the same matter.
    pub verdict: ReportsVerdict,
    /// Why.
    pub reason: String,
}

impl LettersComparison {
    /// Of two letters, in whatever order.
    pub fn of(one: LetterId, other: LetterId, verdict: ReportsVerdict, reason: String) -> Self {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        Self { one, other, verdict, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_encodings_agree() {
        for state in LetterState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.word());
            assert_eq!(LetterState::from_word(state.word()), Some(state));
        }
        for urgency in Urgency::ALL {
            assert_eq!(serde_json::to_value(urgency).unwrap(), urgency.word());
            assert_eq!(Urgency::from_word(urgency.word()), Some(urgency));
        }
        for kind in LetterKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            assert_eq!(LetterKind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(Urgency::of_kind(LetterKind::Takedown), Urgency::Urgent);
        assert_eq!(Urgency::of_kind(LetterKind::Report), Urgency::Usual);
    }
}
