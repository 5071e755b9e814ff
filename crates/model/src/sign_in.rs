//! Attempts to sign in that failed, as they are counted and recorded. Trusts nothing typed: an unknown name is never kept.

use serde::{Deserialize, Serialize};

use crate::{AccountId, UtcTime};

/// Why an attempt to sign in failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInFailure {
    /// No account has the name that was typed.
    UnknownName,
    /// The password was wrong.
    WrongPassword,
    /// Name and password were right, but the account is switched off.
    Disabled,
}

impl SignInFailure {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::UnknownName, Self::WrongPassword, Self::Disabled];

    /// The word used in events and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::UnknownName => "unknown-name",
            Self::WrongPassword => "wrong-password",
            Self::Disabled => "disabled",
        }
    }

    /// The reason of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Attempts to sign in that failed for one reason, counted since they were last recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedSignIns {
    /// The account; absent where no account has the name typed, which may have been a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Its sign-in name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why they failed.
    pub reason: SignInFailure,
    /// How many there were; those that were made to wait are not looked at and not counted.
    pub attempts: u64,
    /// When the first was made.
    pub first: UtcTime,
    /// When the last was made.
    pub last: UtcTime,
}
