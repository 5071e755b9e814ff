//! `amana.toml`: what an archive is, who its custodians are, where things lie.
//!
//! The custody log holds the SHA-256 of this file as it was written, so a change by hand is found.

use amana_model::{ArchiveId, Digest};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::{ArchiveError, Result};

/// The version of the archive's format that this program writes.
pub const FORMAT: u32 = 1;

const HEAD: &str = "# An Amana archive. Written by `amana`; the custody log knows this file's SHA-256.\n\n";

/// One custodian: somebody whose key opens the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Custodian {
    /// A name or code name.
    pub name: String,
    /// The public key, `age1…`.
    pub recipient: String,
    /// The wrapped identity below the archive's folder, if it is kept there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<KeyFile>,
}

/// A key file and its digest, so that its damage is noticed by those who cannot open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// Path below the archive's folder.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// The configuration of one archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Version of the archive's format.
    pub format: u32,
    /// The archive.
    pub archive: ArchiveId,
    /// The custody log's origin line (C2SP checkpoint).
    pub origin: String,
    /// The custody log's public key (C2SP verifier key).
    pub log_key: String,
    /// The key of `catalog.db` and `accounts.db`, sealed to the custodians.
    pub databases: KeyFile,
    /// The custodians.
    #[serde(rename = "custodian")]
    pub custodians: Vec<Custodian>,
}

impl Configuration {
    /// The file's text.
    ///
    /// # Errors
    /// Never for a configuration made here.
    pub fn to_text(&self) -> Result<String> {
        let body = toml::to_string(self)
            .map_err(|e| ArchiveError::machine("the configuration cannot be written").because(e))?;
        Ok(format!("{HEAD}{body}"))
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// If it is not a configuration, or one of another format version.
    pub fn parse(text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let refuse = |e: toml::de::Error| {
            ArchiveError::damage("amana.toml is not the configuration of an archive")
                .safe("originals and the custody log do not depend on it")
                .next("put back a copy of amana.toml; it is in the recovery sheet's list of what to keep")
                .because(e)
        };
        let version: Version = toml::from_str(text).map_err(refuse)?;
        if version.format != FORMAT {
            return Err(ArchiveError::mistake(format!(
                "this archive has format {}, this program knows format {FORMAT}",
                version.format
            ))
            .next("use the version of amana that wrote it, or a newer one"));
        }
        toml::from_str(text).map_err(refuse)
    }
}

/// SHA-256 of some bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}
