//! What each role may do: one table, asked everywhere.

use std::fmt;
use std::str::FromStr;

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Answers for the archive: may do everything at the desk.
    Custodian,
    /// Leads the work: decides, keys, settles, and sees what everybody did.
    Organiser,
    /// Keys numbers from crops, and sees nothing else.
    Keyer,
    /// Decides which photographs show one person, and settles what keyers disagree about.
    Reviewer,
    /// A pathologist: codes what photographs show of a person, blind, and sees nothing else of the archive.
    Expert,
    /// Works with families.
    FamilyWorker,
    /// Prepares what is published.
    Publisher,
    /// Checks what was done; sees no picture uncovered.
    Auditor,
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
    /// Key numbers from crops of markings.
    Key,
    /// Key as the third, where two keyers disagree.
    Settle,
    /// Decide which photographs show one person.
    Decide,
    /// Take over lists made elsewhere: many decisions at once.
    Import,
    /// Give work to people.
    Assign,
    /// Mark bystanders, and see them where a picture has them blurred.
    Bystanders,
    /// Code what photographs show, by a codebook, blind.
    Code,
    /// Plan coding, adjudicate where coders differ, see what was coded.
    Adjudicate,
    /// Compare faces.
    CompareFaces,
    /// Read what everybody did.
    ReadActivity,
    /// Let a copy of an original or a table leave the archive.
    Export,
    /// Make, change and disable accounts.
    ManageAccounts,
    /// Take in and read what families report of missing people; hold viewings with them.
    Families,
    /// Open claims, add evidence, read both, record what families were told.
    Claims,
    /// Decide the level of a claim, as one of two.
    ReviewClaims,
    /// Propose, decide and take down what is published.
    Publish,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 19] = [
        Self::Look,
        Self::Uncover,
        Self::Prove,
        Self::Key,
        Self::Settle,
        Self::Decide,
        Self::Import,
        Self::Assign,
        Self::Bystanders,
        Self::Code,
        Self::Adjudicate,
        Self::CompareFaces,
        Self::ReadActivity,
        Self::Export,
        Self::ManageAccounts,
        Self::Families,
        Self::Claims,
        Self::ReviewClaims,
        Self::Publish,
    ];
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Custodian,
        Self::Organiser,
        Self::Keyer,
        Self::Reviewer,
        Self::Expert,
        Self::FamilyWorker,
        Self::Publisher,
        Self::Auditor,
        Self::Reader,
    ];

    /// The table of rights: the one place where they are written down.
    pub const fn may(self, right: Right) -> bool {
        use Right::{
            Adjudicate, Assign, Bystanders, Claims, Code, CompareFaces, Decide, Export, Families, Import,
            Key, Look, Prove, Publish, ReadActivity, ReviewClaims, Settle, Uncover,
        };
        match self {
            Self::Custodian => true,
            Self::Organiser => {
                matches!(
                    right,
                    Look | Uncover
                        | Prove
                        | Key
                        | Settle
                        | Decide
                        | Import
                        | Assign
                        | Bystanders
                        | Adjudicate
                        | CompareFaces
                        | ReadActivity
                        | Families
                        | Claims
                        | ReviewClaims
                        | Publish
                )
            }
            Self::Keyer => matches!(right, Key),
            Self::Reviewer => matches!(
                right,
                Look | Uncover | Prove | Key | Settle | Decide | Bystanders | Claims | ReviewClaims
            ),
            Self::Expert => matches!(right, Code | Uncover),
            Self::FamilyWorker => matches!(right, Look | Uncover | CompareFaces | Families | Claims),
            Self::Publisher => matches!(right, Look | Uncover | Prove | Export | Publish),
            Self::Auditor => matches!(right, Look | Prove | ReadActivity),
            Self::Reader => matches!(right, Look | Uncover | Prove),
        }
    }

    /// The word used on the command line, in the file and in events.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Custodian => "custodian",
            Self::Organiser => "organiser",
            Self::Keyer => "keyer",
            Self::Reviewer => "reviewer",
            Self::Expert => "expert",
            Self::FamilyWorker => "family-worker",
            Self::Publisher => "publisher",
            Self::Auditor => "auditor",
            Self::Reader => "reader",
        }
    }
}

/// A word that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a role: custodian, organiser, keyer, reviewer, expert, family-worker, publisher, auditor or reader"
)]
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
        // Look, uncover, prove, key, settle, decide, import, assign, bystanders, code, adjudicate, compare faces, read activity, export, manage accounts, families, claims, review claims, publish.
        let table = [
            (Role::Custodian, "1111111111111111111"),
            (Role::Organiser, "1111111110111001111"),
            (Role::Keyer, "0001000000000000000"),
            (Role::Reviewer, "1111110010000000110"),
            (Role::Expert, "0100000001000000000"),
            (Role::FamilyWorker, "1100000000010001100"),
            (Role::Publisher, "1110000000000100001"),
            (Role::Auditor, "1010000000001000000"),
            (Role::Reader, "1110000000000000000"),
        ];
        for (role, expected) in table {
            let may: String =
                Right::ALL.map(|right| if role.may(right) { '1' } else { '0' }).iter().collect();
            assert_eq!(may, expected, "{role}");
        }
        assert_eq!(table.map(|(role, _)| role), Role::ALL);
    }

    #[test]
    fn words_round_trip() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert!("Custodian".parse::<Role>().is_err() && "".parse::<Role>().is_err());
    }
}
