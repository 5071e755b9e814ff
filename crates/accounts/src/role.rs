//! What each role may do: one table, asked everywhere.

use std::fmt;
use std::str::FromStr;

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Answers for the archive: may do everything at the desk.
    Custodian,
    /// Looks and reads.
    Reader,
}

/// Something that needs a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// See grids and photographs, covered, with their metadata, reports and histories.
    Look,
    /// See pictures uncovered.
    Uncover,
    /// Check and write out proofs.
    Prove,
    /// Read what everybody did.
    ReadActivity,
    /// Let a copy of an original or a table leave the archive.
    Export,
    /// Make, change and disable accounts.
    ManageAccounts,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 6] =
        [Self::Look, Self::Uncover, Self::Prove, Self::ReadActivity, Self::Export, Self::ManageAccounts];
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Custodian, Self::Reader];

    /// The table of rights.
    pub const fn may(self, right: Right) -> bool {
        match (self, right) {
            (_, Right::Look | Right::Uncover | Right::Prove) => true,
            (Self::Custodian, Right::ReadActivity | Right::Export | Right::ManageAccounts) => true,
            (Self::Reader, Right::ReadActivity | Right::Export | Right::ManageAccounts) => false,
        }
    }

    /// The word used on the command line, in the file and in events.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Custodian => "custodian",
            Self::Reader => "reader",
        }
    }
}

/// A word that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a role: custodian or reader")]
pub struct ParseRoleError(String);

impl FromStr for Role {
    type Err = ParseRoleError;

    fn from_str(word: &str) -> Result<Self, ParseRoleError> {
        Self::ALL.into_iter().find(|role| role.word() == word).ok_or_else(|| ParseRoleError(word.to_owned()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_decided() {
        let may = |role: Role| Right::ALL.map(|right| role.may(right));
        assert_eq!(may(Role::Custodian), [true; 6]);
        assert_eq!(may(Role::Reader), [true, true, true, false, false, false]);
    }

    #[test]
    fn words_round_trip() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert!("Custodian".parse::<Role>().is_err() && "".parse::<Role>().is_err());
    }
}
