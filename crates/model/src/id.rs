//! A type for every identifier, so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::keying::without_gaps;

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
    /// One individual: `i` and twelve random hexadecimal digits. It stays when individuals are merged.
    IndividualId
}

id! {
    /// One branch or facility: a short word such as `branch-215`. It stays when the place is described anew.
    PlaceId
}

id! {
    /// One sample of people: `n` and twelve random hexadecimal digits.
    SampleId
}

id! {
    /// One study of coding: `s` and twelve random hexadecimal digits.
    StudyId
}

id! {
    /// One finding: `f` and twelve random hexadecimal digits. It stays when the finding has a newer version.
    FindingId
}

id! {
    /// One recheck: `r` and twelve random hexadecimal digits.
    RecheckId
}

id! {
    /// One report about a missing person: `m` and twelve random hexadecimal digits. It stays when the report has a newer version.
    MissingId
}

id! {
    /// One claim of a family on an individual: `c` and twelve random hexadecimal digits.
    ClaimId
}

id! {
    /// One guided viewing with a family: `v` and twelve random hexadecimal digits.
    ViewingId
}

id! {
    /// One letter of a family: `l` and twelve random hexadecimal digits.
    LetterId
}

id! {
    /// One definition of a count: a short word such as `people-detainees`. It stays when the definition has a newer version.
    DefinitionId
}

/// The letters of a publication's identifier: those of Crockford's base 32, in which none is taken for another.
const PUBLIC_LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The public identifier of one publication: eight random letters and digits. It says nothing of the archive, is never used again, and is shown
/// as `7K2Q-9F3M`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicationId([u8; 5]);

impl PublicationId {
    /// The identifier of five (random) bytes.
    pub fn of(bytes: [u8; 5]) -> Self {
        Self(bytes)
    }

    /// Its five bytes.
    pub fn bytes(&self) -> [u8; 5] {
        self.0
    }

    /// As it is shown to people and read by them: `7K2Q-9F3M`.
    pub fn shown(&self) -> String {
        let letters = self.to_string().to_uppercase();
        format!("{}-{}", &letters[..4], &letters[4..])
    }

    /// Reads what a person typed: in either case and either kind of digits, with or without dash and blanks, `O` for `0`, `I` and `L`
    /// for `1`.
    pub fn typed(text: &str) -> Option<Self> {
        if text.len() > 200 {
            return None;
        }
        let letters = without_gaps(text);
        let plain = letters.chars().map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        });
        plain.collect::<String>().parse().ok()
    }
}

impl fmt::Display for PublicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0.iter().fold(0_u64, |whole, byte| whole << 8 | u64::from(*byte));
        (0..8).rev().try_for_each(|place| {
            let letter = PUBLIC_LETTERS[(whole >> (5 * place) & 31) as usize];
            write!(f, "{}", char::from(letter))
        })
    }
}

impl FromStr for PublicationId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let refuse = || ParseIdError(text.to_owned());
        let place = |byte: u8| PUBLIC_LETTERS.iter().position(|letter| *letter == byte);
        if text.len() != 8 {
            return Err(refuse());
        }
        let whole = text.bytes().try_fold(0_u64, |whole, byte| Some(whole << 5 | place(byte)? as u64));
        let [_, _, _, bytes @ ..] = whole.ok_or_else(refuse)?.to_be_bytes();
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for PublicationId {
    type Error = ParseIdError;

    fn try_from(text: String) -> Result<Self, ParseIdError> {
        text.parse()
    }
}

impl From<PublicationId> for String {
    fn from(id: PublicationId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_plain() {
        assert!("20261123-123456-4f2a".parse::<AccessionId>().is_ok());
        for bad in ["", "a/b", "a b", "é", &"x".repeat(65)] {
            assert!(bad.parse::<AccessionId>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_public_identifier_is_read_as_people_type_it() {
        let id = PublicationId::of([0x3c, 0xc5, 0x74, 0xbc, 0x74]);
        let text = id.to_string();
        assert_eq!((text.len(), text.parse::<PublicationId>()), (8, Ok(id)));
        for typed in
            [&id.shown(), &text, " 7k2q 9f3m\n", "\u{200e}7K2Q–9F3M\u{200f}", "٧k٢q-٩f٣m", "۷K۲Q ۹F۳M"]
        {
            assert_eq!(PublicationId::typed(typed), Some(id), "{typed}");
        }
        assert!(PublicationId::typed("../x").is_none() && PublicationId::typed(" - ").is_none());
        assert_eq!(PublicationId::typed("oooo-iLl1").unwrap().to_string(), "00001111");
        assert_eq!(PublicationId::of([0; 5]).shown(), "0000-0000");
        assert_eq!(PublicationId::of([255; 5]).to_string(), "zzzzzzzz");
        for bad in ["", "7k2q9f3", "7k2q9f3mm", "7K2Q9F3M", "uuuuuuuu", "7k2q/9f3"] {
            assert!(bad.parse::<PublicationId>().is_err(), "{bad:?}");
        }
    }
}
