//! The one canonical encoding: JSON by the JSON Canonicalization Scheme (RFC 8785).
//!
//! A leaf of the custody log is these bytes. Reading is strict: bytes that are not the canonical form of what
//! they say are refused, so one event has one encoding.

use serde::{Serialize, de::DeserializeOwned};

/// Why bytes are not a canonical encoding.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// Not the JSON of the type asked for.
    #[error("not a valid encoding: {0}")]
    Json(#[from] serde_json::Error),
    /// Valid JSON, but not in RFC 8785 form.
    #[error("not in canonical form (RFC 8785)")]
    NotCanonical,
}

/// Encodes a value as canonical JSON.
///
/// # Errors
/// If the value cannot be JSON (a map key that is no string, a number that is not finite).
pub fn to_canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// Decodes canonical JSON strictly.
///
/// # Errors
/// If the bytes are not JSON of this type, or not its canonical form.
pub fn from_canonical<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, CanonicalError> {
    let value: T = serde_json::from_slice(bytes)?;
    if to_canonical(&value)? == bytes { Ok(value) } else { Err(CanonicalError::NotCanonical) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_space_is_refused() {
        let value: serde_json::Value = serde_json::from_str(r#"{"b":1,"a":"é"}"#).unwrap();
        assert_eq!(to_canonical(&value).unwrap(), "{\"a\":\"é\",\"b\":1}".as_bytes());
        assert!(from_canonical::<serde_json::Value>(b"{\"a\": 1}").is_err());
        assert!(from_canonical::<serde_json::Value>(b"{\"b\":1,\"a\":1}").is_err());
    }
}
