//! Why a finding is not drafted, a key not taken or a signature not recorded. Nothing is recorded then.

use amana_model::FindingFault;

use super::NoSignature;

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum NoFinding {
    /// There is no such study, or the expert has not coded everybody whom she was given in it.
    #[error("there is no such study that this account has coded to its end")]
    NotCoded,
    /// Somebody named is not in the study.
    #[error("one of these people is not in the study")]
    NotInStudy,
    /// Of so many of these people nothing is settled.
    #[error("of {0} of these people nothing is settled: coders are awaited, or differ")]
    Open(u64),
    /// A text or a number will not do.
    #[error("{0}")]
    Fault(#[from] FindingFault),
    /// The finding that is to be superseded is not hers, or has a newer version.
    #[error("the version that this one is to follow is not the newest, or not hers")]
    OtherVersion,
    /// What is settled has changed since the draft.
    #[error("what is settled about these people has changed since it was drafted")]
    Changed,
    /// She has named no key.
    #[error("this account has named no key")]
    NoKey,
    /// What is named as a key is none that signs findings.
    #[error("this is no public key that signs findings")]
    BadKey,
    /// The key was named before, by her or somebody else.
    #[error("this key was named before")]
    KeyTaken,
    /// The account may not sign findings.
    #[error("this account cannot sign findings")]
    NotAnExpert,
    /// The signature will not do.
    #[error("{0}")]
    Signature(#[from] NoSignature),
}

impl NoFinding {
    /// The word for it, as the desk's texts name it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotCoded => "not-coded",
            Self::NotInStudy => "not-in-study",
            Self::Open(_) => "open",
            Self::Fault(FindingFault::Text(_)) => "text",
            Self::Fault(FindingFault::Who) => "who",
            Self::Fault(FindingFault::Alleged) => "alleged",
            Self::OtherVersion => "other-version",
            Self::Changed => "changed",
            Self::NoKey => "no-key",
            Self::BadKey => "bad-key",
            Self::KeyTaken => "key-taken",
            Self::NotAnExpert => "not-an-expert",
            Self::Signature(NoSignature::NotAKey(_)) => "not-a-key",
            Self::Signature(NoSignature::WrongPassphrase) => "wrong-passphrase",
            Self::Signature(NoSignature::OtherKey) => "other-key",
            Self::Signature(NoSignature::OtherText) => "other-text",
            Self::Signature(NoSignature::Note(_)) => "note",
        }
    }
}
