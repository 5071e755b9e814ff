//! Paths as they were found: bytes, not text.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A path's bytes exactly as found, relative to the deposit or container it was found in.
///
/// In JSON it is a string where the bytes are valid UTF-8 (nothing is normalised), otherwise
/// `{"base64": "…"}`. `Display` shows every byte that is not UTF-8 as `\xHH`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PathBytes(pub Vec<u8>);

impl PathBytes {
    /// The path as text, if it is valid UTF-8.
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The last component.
    pub fn file_name(&self) -> &[u8] {
        self.0.rsplit(|b| *b == b'/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for PathBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            f.write_str(chunk.valid())?;
            for byte in chunk.invalid() {
                write!(f, "\\x{byte:02X}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for PathBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.escape_ascii())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Encoded<'a> {
    Text(std::borrow::Cow<'a, str>),
    #[serde(rename_all = "lowercase")]
    Bytes {
        base64: std::borrow::Cow<'a, str>,
    },
}

impl Serialize for PathBytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_text() {
            Some(text) => Encoded::Text(text.into()),
            None => Encoded::Bytes { base64: STANDARD.encode(&self.0).into() },
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PathBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Encoded::deserialize(deserializer)? {
            Encoded::Text(text) => text.into_owned().into_bytes(),
            Encoded::Bytes { base64 } => {
                STANDARD.decode(base64.as_bytes()).map_err(serde::de::Error::custom)?
            }
        }))
    }
}

/// Where one file was found: the containers it lay in, outermost first, then its path in the innermost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct OccurrencePath {
    /// Paths of the containers around it, outermost first; empty for a file of the deposit itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<PathBytes>,
    /// The path in the innermost container, or in the deposit.
    pub path: PathBytes,
}

impl OccurrencePath {
    /// The bytes of the whole chain, joined with `!/`, as the pages and tables show it.
    pub fn joined(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for container in &self.within {
            bytes.extend_from_slice(&container.0);
            bytes.extend_from_slice(b"!/");
        }
        bytes.extend_from_slice(&self.path.0);
        bytes
    }
}

impl fmt::Display for OccurrencePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        PathBytes(self.joined()).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_survive_json(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let path = PathBytes(bytes);
            let json = serde_json::to_vec(&path).unwrap();
            prop_assert_eq!(serde_json::from_slice::<PathBytes>(&json).unwrap(), path);
        }
    }

    #[test]
    fn what_is_not_text_is_shown_as_bytes() {
        assert_eq!(PathBytes(b"a\xff/b ".to_vec()).to_string(), "a\\xFF/b ");
        assert_eq!(PathBytes("صور/١".into()).to_string(), "صور/١");
    }
}
