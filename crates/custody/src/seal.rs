//! The seal on the entries: a parameter, because this room knows no cryptography but hashes and signatures.

use std::error::Error;

/// Why bytes could not be sealed or unsealed, in the words of whoever seals.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SealError(#[source] pub Box<dyn Error + Send + Sync>);

impl SealError {
    /// Wraps any error or message.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        SealError(cause.into())
    }
}

/// Seals bytes so that only those who hold the keys can read them. Needs public keys only.
pub trait Seal {
    /// Seals `plain`.
    fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError>;
}

/// Opens what [`Seal`] sealed.
pub trait Unseal {
    /// Unseals `sealed`, failing on any altered byte.
    fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError>;
}
