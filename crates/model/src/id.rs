//! A type for every identifier, so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that cannot be an identifier: 1 to 64 of `a-z A-Z 0-9 -`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an identifier: 1 to 64 letters, digits and hyphens")]
pub struct ParseIdError(String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let fits = (1..=64).contains(&text.len());
                let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                if fits && plain { Ok(Self(text.to_owned())) } else { Err(ParseIdError(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseIdError;

            fn try_from(text: String) -> Result<Self, ParseIdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// One archive: 16 random bytes in hexadecimal.
    ArchiveId
}
id! {
    /// One taking of responsibility for a deposit: `20261123-123456-4f2a`, the UTC time it began and four random digits.
    AccessionId
}
id! {
    /// One person's account at the desk.
    AccountId
}

id! {
    /// One individual: `i` and eight random hexadecimal digits. It stays when individuals are merged.
    IndividualId
}

id! {
    /// One branch or facility: a short word such as `branch-215`. It stays when the place is described anew.
    PlaceId
}

id! {
    /// One sample of people: `n` and eight random hexadecimal digits.
    SampleId
}

id! {
    /// One study of coding: `s` and eight random hexadecimal digits.
    StudyId
}

id! {
    /// One finding: `f` and eight random hexadecimal digits. It stays when the finding has a newer version.
    FindingId
}

id! {
    /// One recheck: `r` and eight random hexadecimal digits.
    RecheckId
}

id! {
    /// One report about a missing person: `m` and eight random hexadecimal digits. It stays when the report has a newer version.
    MissingId
}

id! {
    /// One letter of a family: `l` and eight random hexadecimal digits.
    LetterId
}

id! {
    /// One published face, as everybody may name it: its public id.
    FaceId
}

impl FaceId {
    /// Reads what a person typed, as it is shown beside the face (`7K2Q-9F3M`): in either case, with or without hyphens and spaces, `O` for
    /// `0`, `I` and `L` for `1`.
    pub fn typed(text: &str) -> Result<Self, ParseIdError> {
        let letters = text.chars().filter(|c| !matches!(c, '-' | ' '));
        let plain = letters.map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        });
        plain.collect::<String>().parse()
    }
}

id! {
    /// One definition of a count: a short word such as `people-detainees`. It stays when the definition has a newer version.
    DefinitionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_face_is_read_as_people_type_it() {
        for typed in ["7k2q9f3m", "7K2Q-9F3M", " 7k2q 9f3m "] {
            assert_eq!(FaceId::typed(typed).unwrap().as_str(), "7k2q9f3m", "{typed}");
        }
        assert_eq!(FaceId::typed("oooo-iLl1").unwrap().as_str(), "00001111");
        assert!(FaceId::typed("../x").is_err() && FaceId::typed(" - ").is_err());
    }

    #[test]
    fn identifiers_are_plain() {
        assert!("20261123-123456-4f2a".parse::<AccessionId>().is_ok());
        for bad in ["", "a/b", "a b", "é", &"x".repeat(65)] {
            assert!(bad.parse::<AccessionId>().is_err(), "{bad:?}");
        }
    }
}
