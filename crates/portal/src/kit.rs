//! `portal.toml`: all that the portal knows of an archive, and nothing of it is secret.

use std::str::FromStr;

use amana_model::ArchiveId;
use amana_store::{Recipients, parse_recipient};
use serde::{Deserialize, Serialize};

/// The version of the file.
const FORMAT: u32 = 1;

/// The public keys to which letters are sealed, and whose archive it is.
#[derive(Clone)]
pub struct Kit {
    written: Written,
    /// The keys, read.
    pub(crate) recipients: Recipients,
}

/// The file as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    archive: ArchiveId,
    recipients: Vec<String>,
}

/// Why a file is no kit.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// It is not in its form.
    #[error("it is not in the form of a portal.toml: {0}")]
    Form(String),
    /// It was written for another version of the program.
    #[error("its format is {0}, this program knows {FORMAT}")]
    Format(u32),
    /// A key in it is none.
    #[error("{0}")]
    Key(String),
    /// It names no key.
    #[error("it names nobody to seal letters to")]
    Nobody,
}

impl Kit {
    /// The kit of an archive: its identifier, its custodians' public keys.
    ///
    /// # Errors
    /// If a key is none.
    pub fn new(archive: ArchiveId, recipients: Vec<String>) -> Result<Self, KitError> {
        Self::of(Written { format: FORMAT, archive, recipients })
    }

    fn of(written: Written) -> Result<Self, KitError> {
        if written.format != FORMAT {
            return Err(KitError::Format(written.format));
        }
        let keys = written.recipients.iter().map(|key| parse_recipient(key));
        let keys = keys.collect::<Result<Vec<_>, _>>().map_err(|e| KitError::Key(e.to_string()))?;
        let recipients = Recipients::new(keys).ok_or(KitError::Nobody)?;
        Ok(Self { written, recipients })
    }

    /// Whose letters they are.
    pub fn archive(&self) -> &ArchiveId {
        &self.written.archive
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let text = toml::to_string(&self.written).expect("text and numbers are TOML");
        format!(
            "# What the portal knows of an archive. All of it is public: it opens nothing.\n\
             # Whoever changes the keys here reads the letters to come. Compare them with amana.toml.\n\n{text}"
        )
    }
}

impl FromStr for Kit {
    type Err = KitError;

    fn from_str(text: &str) -> Result<Self, KitError> {
        Self::of(toml::from_str(text).map_err(|e| KitError::Form(e.message().to_owned()))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kit_comes_back_and_holds_no_secret() {
        let identity = amana_store::generate_identity();
        let public = identity.to_public().to_string();
        let kit = Kit::new("a1".parse().unwrap(), vec![public.clone()]).unwrap();
        let text = kit.text();
        assert!(text.contains(&public) && !text.contains("SECRET"), "{text}");
        assert_eq!(text.parse::<Kit>().unwrap().text(), text);
        for (from, to) in
            [("format = 1", "format = 2"), (public.as_str(), "age1nothing"), ("archive", "arch")]
        {
            assert!(text.replace(from, to).parse::<Kit>().is_err(), "{to}");
        }
        assert!(matches!(Kit::new("a1".parse().unwrap(), vec![]), Err(KitError::Nobody)));
    }
}
