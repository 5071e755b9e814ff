//! Digests (SHA-256, the evidence) and perceptual hashes (PDQ, a likeness): two things never confused.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is not exactly 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct ParseHexError;

macro_rules! hex32 {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// The 32 bytes.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseHexError;

            fn from_str(text: &str) -> Result<Self, ParseHexError> {
                let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| ParseHexError)?;
                bytes.try_into().map(Self).map_err(|_| ParseHexError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

hex32! {
    /// The SHA-256 of an original's plain bytes: its identity and the evidence that it is unaltered.
    Digest
}
hex32! {
    /// The SHA-256 of a sealed object's own bytes: the name under which the store keeps it.
    SealedName
}
hex32! {
    /// A PDQ perceptual hash (256 bits, most significant first, as in Meta's hex form).
    PdqHash
}

impl PdqHash {
    /// The Hamming distance in bits, 0 to 256.
    pub fn distance(&self, other: &Self) -> u32 {
        self.0.iter().zip(other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_strict_and_round_trips() {
        let digest = Digest([0xab; 32]);
        assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest));
        assert!(digest.to_string().to_uppercase().parse::<Digest>().is_err());
        assert!("ab".parse::<Digest>().is_err());
        assert!(format!("{digest} ").parse::<Digest>().is_err());
    }

    #[test]
    fn distance_counts_bits() {
        assert_eq!(PdqHash([0; 32]).distance(&PdqHash([0xff; 32])), 256);
        let mut one = [0; 32];
        one[31] = 1;
        assert_eq!(PdqHash([0; 32]).distance(&PdqHash(one)), 1);
    }
}
