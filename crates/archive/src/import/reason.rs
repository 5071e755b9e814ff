//! Why a row's outcome is what it is, as data: the command line says it in English, the desk in the language of its pages.

use std::fmt;

use amana_model::{Fact, IndividualId, Numbers};
use serde::{Serialize, Serializer};

use super::ListField;

/// What is to be said of a row beside its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowReason {
    /// It names no file.
    NoFile,
    /// It names no person: neither a name for one nor all three numbers.
    NoPerson,
    /// A number that is none.
    NotANumber {
        /// Where it stands.
        field: ListField,
        /// What stands there.
        said: String,
    },
    /// A word that the vocabulary does not have.
    UnknownWord {
        /// Where it stands.
        field: ListField,
        /// What stands there.
        said: String,
    },
    /// A text that is too long.
    TooLong {
        /// Where it stands.
        field: ListField,
    },
    /// So many photographs end with this name.
    Several(usize),
    /// The list puts its photograph to two people.
    TwoPeople,
    /// People took its photograph out.
    TakenOut,
    /// Rows of one person tell different numbers.
    NumbersDiffer {
        /// The rows, as a spreadsheet numbers them.
        lines: Vec<u32>,
    },
    /// Rows of one person tell a fact differently.
    FactDiffers {
        /// The fact.
        fact: Fact,
        /// The rows, as a spreadsheet numbers them.
        lines: Vec<u32>,
    },
    /// People put photographs of one person of the list to several.
    PutTo(Vec<IndividualId>),
    /// People said these facts otherwise, which stays.
    SaidOtherwise(Vec<Fact>),
    /// People keyed other numbers from this photograph.
    KeyedOtherwise(Numbers),
}

impl fmt::Display for RowReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => f.write_str("no file is named"),
            Self::NoPerson => f.write_str("tells no person: neither a name for one nor all three numbers"),
            Self::NotANumber { field, said } => {
                write!(f, "{}: {said:?} is neither 1 to 8 digits nor ج", field.word())
            }
            Self::UnknownWord { field, said } => {
                write!(f, "{}: “{said}” is no word known here", field.word())
            }
            Self::TooLong { field } => write!(f, "{} is too long", field.word()),
            Self::Several(count) => {
                write!(f, "{count} photographs end with this name: tell more of the path")
            }
            Self::TwoPeople => f.write_str("the list puts this photograph to two people"),
            Self::TakenOut => f.write_str("people took this photograph out"),
            Self::NumbersDiffer { lines } => {
                write!(f, "rows of one person tell different numbers: {}", listed(lines))
            }
            Self::FactDiffers { fact, lines } => {
                write!(f, "rows of one person tell different {}: {}", fact.word(), listed(lines))
            }
            Self::PutTo(individuals) => {
                write!(f, "people put photographs of these rows to {}", listed(individuals))
            }
            Self::SaidOtherwise(facts) => {
                let facts: Vec<&str> = facts.iter().map(|fact| fact.word()).collect();
                write!(f, "said otherwise here, which stays: {}", listed(&facts))
            }
            Self::KeyedOtherwise(numbers) => write!(f, "people keyed {numbers} from this photograph"),
        }
    }
}

fn listed(things: &[impl ToString]) -> String {
    things.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl Serialize for RowReason {
    /// The English words.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
