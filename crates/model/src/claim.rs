//! Claims: that a missing person, of whom a family reports, is a person whom photographs show.
//!
//! A claim joins one report with one individual, and says nothing by itself. Evidence is added to it over time, and reviewers decide a
//! *level*, in the words of INTERPOL's Disaster Victim Identification guide: one proposes it with reasons, and it stands once a second,
//! different reviewer agrees with reasons of her own. Several families may claim one person, and one family several: nothing is
//! chosen early, and what does not fit together is a list of work ([`Conflict`]). [`Claims::of`] folds the acts.
//!
//! # What a level needs
//!
//! [`may_reach`] is the whole rule, asked wherever a level is proposed, agreed to, or read out of the log:
//!
//! - *excluded*: evidence against, of any kind;
//! - *possible*: evidence for, of any kind; recognition by sight is enough;
//! - *probable*: evidence for of another kind than sight;
//! - *confirmed by scientific means*: dental, fingerprint or DNA evidence for, and none of these against.
//!
//! After the bombs of Bali up to four families recognised one body: sight is where a claim begins, never where it ends.

mod allowed;
mod conflict;
mod fold;

use serde::{Deserialize, Serialize};

pub use self::allowed::NotClaimed;
pub use self::conflict::{Conflict, ConflictKind};
pub use self::fold::{
    Agreed, Claim, Claims, FamilyWasTold, Given, LevelAnswer, Proposed, ProposedState, Turn,
};
use crate::{AccountId, ClaimId, Digest, IndividualId, MissingId, PartialDate, SealedStatement, ViewingId};

/// The longest reason of a reviewer, in characters.
pub(crate) const LONGEST_REASON: usize = 2000;
/// The most photographs that a claim names.
pub const MOST_CLAIMED: usize = 200;

/// What a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// Somebody recognised a face or a body, in a picture or otherwise.
    Sight,
    /// A document: of a hospital, a court, a register.
    Document,
    /// Marks on the body: scars, tattoos, old injuries.
    Marks,
    /// Clothing and things carried.
    Clothing,
    /// A number on a card, or what else stands there.
    Number,
    /// Teeth compared by a dentist.
    Dental,
    /// Fingerprints compared.
    Fingerprints,
    /// DNA compared.
    Dna,
    /// Anything else.
    Other,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Sight,
        Self::Document,
        Self::Marks,
        Self::Clothing,
        Self::Number,
        Self::Dental,
        Self::Fingerprints,
        Self::Dna,
        Self::Other,
    ];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sight => "sight",
            Self::Document => "document",
            Self::Marks => "marks",
            Self::Clothing => "clothing",
            Self::Number => "number",
            Self::Dental => "dental",
            Self::Fingerprints => "fingerprints",
            Self::Dna => "dna",
            Self::Other => "other",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Whether it is one of the three primary identifiers: only they confirm (INTERPOL DVI).
    pub fn is_scientific(self) -> bool {
        matches!(self, Self::Dental | Self::Fingerprints | Self::Dna)
    }
}

/// Whether evidence speaks for a claim or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// For it.
    For,
    /// Against it.
    Against,
}

impl Bearing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::For, Self::Against];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
        }
    }

    /// The bearing of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What two reviewers can decide of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimLevel {
    /// It is another person.
    Excluded,
    /// It may be.
    Possible,
    /// It is likely.
    Probable,
    /// It is confirmed by scientific means.
    Confirmed,
}

impl ClaimLevel {
    /// Every level, the lowest first.
    pub const ALL: [Self; 4] = [Self::Excluded, Self::Possible, Self::Probable, Self::Confirmed];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Confirmed => "confirmed",
        }
    }

    /// The level of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimStanding {
    /// Two reviewers have decided nothing yet.
    Open,
    /// They decided this level, and the evidence still bears it.
    Decided(ClaimLevel),
    /// The family withdrew it.
    Withdrawn,
}

impl ClaimStanding {
    /// Every standing, as lists have them.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Decided(ClaimLevel::Possible),
        Self::Decided(ClaimLevel::Probable),
        Self::Decided(ClaimLevel::Confirmed),
        Self::Decided(ClaimLevel::Excluded),
        Self::Withdrawn,
    ];

    /// The word used in tables and lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided(level) => level.word(),
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether it stands at *probable* or above.
    pub fn is_probable(self) -> bool {
        matches!(self, Self::Decided(ClaimLevel::Probable | ClaimLevel::Confirmed))
    }

    /// Whether somebody is still claimed by it.
    pub fn is_held(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Decided(ClaimLevel::Excluded))
    }
}

/// What a level lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Shortfall {
    /// Nothing speaks against it.
    #[error("a claim is excluded by evidence against it")]
    NothingAgainst,
    /// Nothing speaks for it.
    #[error("a claim is possible by evidence for it")]
    NothingFor,
    /// It was recognised by sight, and nothing else.
    #[error("recognition by sight alone does not make a claim probable")]
    SightAlone,
    /// Nothing scientific speaks for it.
    #[error("only dental, fingerprint or DNA evidence confirms")]
    NotScientific,
    /// Something scientific speaks against it.
    #[error("dental, fingerprint or DNA evidence speaks against it")]
    Contradicted,
}

impl Shortfall {
    /// The word used in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::NothingAgainst => "nothing-against",
            Self::NothingFor => "nothing-for",
            Self::SightAlone => "sight-alone",
            Self::NotScientific => "not-scientific",
            Self::Contradicted => "contradicted",
        }
    }
}

/// Whether evidence of these kinds bears a level.
///
/// # Errors
/// What it lacks.
pub fn may_reach(
    level: ClaimLevel,
    evidence: impl IntoIterator<Item = (EvidenceKind, Bearing)>,
) -> Result<(), Shortfall> {
    let (mut spoken_for, mut against, mut beyond_sight) = (false, false, false);
    let (mut science_for, mut science_against) = (false, false);
    for (kind, bearing) in evidence {
        match bearing {
            Bearing::For => {
                spoken_for = true;
                beyond_sight |= kind != EvidenceKind::Sight;
                science_for |= kind.is_scientific();
            }
            Bearing::Against => {
                against = true;
                science_against |= kind.is_scientific();
            }
        }
    }
    match level {
        ClaimLevel::Excluded if !against => Err(Shortfall::NothingAgainst),
        ClaimLevel::Possible | ClaimLevel::Probable | ClaimLevel::Confirmed if !spoken_for => {
            Err(Shortfall::NothingFor)
        }
        ClaimLevel::Probable if !beyond_sight => Err(Shortfall::SightAlone),
        ClaimLevel::Confirmed if !science_for => Err(Shortfall::NotScientific),
        ClaimLevel::Confirmed if science_against => Err(Shortfall::Contradicted),
        _ => Ok(()),
    }
}

/// What is sealed of a family's words about a claim or in a viewing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyWords {
    /// The words.
    pub words: String,
}

/// A claim that is opened: details of a `claim-opened` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimOpening {
    /// The claim.
    pub claim: ClaimId,
    /// Whose report.
    pub report: MissingId,
    /// On whom.
    pub individual: IndividualId,
    /// Who opens it.
    pub account: AccountId,
    /// The photographs that were put to that person then, the first of them if there were very many.
    pub photographs: Vec<Digest>,
}

/// A piece of evidence: details of an `evidence-added` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimEvidence {
    /// The claim.
    pub claim: ClaimId,
    /// What it is.
    pub kind: EvidenceKind,
    /// Who recorded it.
    pub account: AccountId,
    /// Whether it speaks for the claim.
    pub bearing: Bearing,
    /// The words about it, sealed.
    pub words: SealedStatement,
    /// The viewing in which somebody was recognised, if it comes out of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewing: Option<ViewingId>,
    /// A file that comes with it ([`EvidenceFile`]), sealed: a document, a chart, a laboratory's report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SealedStatement>,
}

/// The longest file that comes with evidence, in bytes.
pub const LONGEST_EVIDENCE_FILE: usize = 16 << 20;

/// A file that comes with evidence, as it is sealed: its name, and its bytes in Base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Its name as it came; no path to anything.
    pub name: String,
    /// Its bytes, whatever they are, in Base64.
    pub file: String,
}

/// A level that a reviewer proposes: details of a `level-proposed` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelProposal {
    /// The claim.
    pub claim: ClaimId,
    /// Who proposes.
    pub account: AccountId,
    /// Which level.
    pub level: ClaimLevel,
    /// Why: the reviewer's own words, and no words of a family.
    pub reason: String,
    /// The photographs of the person that she looked at.
    pub photographs: Vec<Digest>,
}

/// What a second reviewer says to it: details of a `level-answered` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelAnswered {
    /// The claim.
    pub claim: ClaimId,
    /// The log entry that proposed.
    pub proposal: u64,
    /// Who answers.
    pub account: AccountId,
    /// Whether she agrees.
    pub agrees: bool,
    /// Why.
    pub reason: String,
}

/// How a family was told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToldWay {
    /// Face to face.
    InPerson,
    /// By telephone.
    Telephone,
    /// By a message.
    Message,
    /// By a letter.
    Letter,
    /// Through somebody they trust, or another organisation.
    Through,
}

impl ToldWay {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::InPerson, Self::Telephone, Self::Message, Self::Letter, Self::Through];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Telephone => "telephone",
            Self::Message => "message",
            Self::Letter => "letter",
            Self::Through => "through",
        }
    }

    /// The way of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What a family was told of a claim: details of a `family-told` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyTold {
    /// The claim.
    pub claim: ClaimId,
    /// What, sealed.
    pub words: SealedStatement,
    /// When.
    pub on: PartialDate,
    /// By whom.
    pub by: String,
    /// By which way.
    pub way: ToldWay,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_needs_what_it_needs() {
        use Bearing::{Against, For};
        use EvidenceKind::{Clothing, Dental, Dna, Sight};
        let reach = |level, evidence: &[(EvidenceKind, Bearing)]| may_reach(level, evidence.iter().copied());
        assert_eq!(reach(ClaimLevel::Possible, &[]), Err(Shortfall::NothingFor));
        assert_eq!(reach(ClaimLevel::Possible, &[(Sight, Against)]), Err(Shortfall::NothingFor));
        assert_eq!(reach(ClaimLevel::Possible, &[(Sight, For)]), Ok(()));
        let four_families = [(Sight, For); 4];
        assert_eq!(reach(ClaimLevel::Probable, &four_families), Err(Shortfall::SightAlone));
        assert_eq!(reach(ClaimLevel::Confirmed, &four_families), Err(Shortfall::NotScientific));
        assert_eq!(reach(ClaimLevel::Probable, &[(Sight, For), (Clothing, For)]), Ok(()));
        assert_eq!(
            reach(ClaimLevel::Probable, &[(Sight, For), (Clothing, Against)]),
            Err(Shortfall::SightAlone)
        );
        let everything_else = EvidenceKind::ALL.map(|kind| (kind, For));
        let unscientific: Vec<_> = everything_else.into_iter().filter(|(k, _)| !k.is_scientific()).collect();
        assert_eq!(reach(ClaimLevel::Confirmed, &unscientific), Err(Shortfall::NotScientific));
        assert_eq!(reach(ClaimLevel::Confirmed, &[(Dna, For)]), Ok(()));
        assert_eq!(
            reach(ClaimLevel::Confirmed, &[(Dna, For), (Dental, Against)]),
            Err(Shortfall::Contradicted)
        );
        assert_eq!(reach(ClaimLevel::Excluded, &[(Dna, For)]), Err(Shortfall::NothingAgainst));
        assert_eq!(reach(ClaimLevel::Excluded, &[(Clothing, Against)]), Ok(()));
    }

    #[test]
    fn words_round_trip() {
        for kind in EvidenceKind::ALL {
            assert_eq!(EvidenceKind::from_word(kind.word()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
        for bearing in Bearing::ALL {
            assert_eq!(Bearing::from_word(bearing.word()), Some(bearing));
            assert_eq!(serde_json::to_value(bearing).unwrap(), bearing.word());
        }
        for level in ClaimLevel::ALL {
            assert_eq!(ClaimLevel::from_word(level.word()), Some(level));
            assert_eq!(serde_json::to_value(level).unwrap(), level.word());
        }
        for way in ToldWay::ALL {
            assert_eq!(ToldWay::from_word(way.word()), Some(way));
            assert_eq!(serde_json::to_value(way).unwrap(), way.word());
        }
    }
}
