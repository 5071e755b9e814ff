//! The keys at hand: custodians' identities, and the key of the databases that they open.

use amana_store::{Identities, Identity, Passphrase, StoreError};

use crate::configuration::Configuration;
use crate::error::{ArchiveError, Result};
use crate::layout::Layout;

/// The identities that were unwrapped or read, by custodian where that is known.
pub struct Keyring {
    held: Vec<(String, Identity)>,
}

impl Keyring {
    /// Unwraps the identities kept in the archive that this passphrase opens.
    ///
    /// # Errors
    /// If it opens none.
    pub fn unlock(layout: &Layout, configuration: &Configuration, passphrase: &Passphrase) -> Result<Self> {
        let mut held = Vec::new();
        let mut damaged = None;
        for custodian in &configuration.custodians {
            let Some(file) = &custodian.identity else { continue };
            let opened = std::fs::read(layout.root().join(&file.path))
                .map_err(StoreError::Io)
                .and_then(|wrapped| amana_store::unwrap_identity(&wrapped, passphrase.clone()));
            match opened {
                Ok(identity) => held.push((custodian.name.clone(), identity)),
                Err(StoreError::NotForTheseKeys(_)) => {}
                Err(e) => damaged = Some(e),
            }
        }
        match (held.is_empty(), damaged) {
            (false, _) => Ok(Self { held }),
            (true, Some(e)) => Err(ArchiveError::damage("a custodian's wrapped key cannot be read")
                .safe("everything sealed is safe as long as one custodian has her key elsewhere")
                .next("give the identity kept elsewhere with --identity FILE")
                .because(e)),
            (true, None) if configuration.custodians.iter().all(|c| c.identity.is_none()) => {
                Err(ArchiveError::mistake(
                    "no custodian's key is kept in this archive, so a passphrase opens nothing",
                )
                .next("give the custodian's identity with --identity FILE"))
            }
            (true, None) => Err(ArchiveError::mistake("the passphrase opens no custodian's key")
                .safe("nothing was changed")
                .next("check the passphrase file: its first line is the passphrase, without the line's end")),
        }
    }

    /// Takes an identity in its text form (`AGE-SECRET-KEY-1…`).
    ///
    /// # Errors
    /// If it is not the identity of one of the archive's custodians.
    pub fn take(configuration: &Configuration, identity: Identity) -> Result<Self> {
        let public = identity.to_public().to_string();
        let custodian = configuration.custodians.iter().find(|c| c.recipient == public).ok_or_else(|| {
            ArchiveError::mistake("this identity belongs to no custodian of this archive")
                .safe("nothing was changed")
        })?;
        Ok(Self { held: vec![(custodian.name.clone(), identity)] })
    }

    /// Adds what another keyring holds.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.held.extend(other.held);
        self
    }

    /// The custodians whose keys are at hand.
    pub fn custodians(&self) -> Vec<&str> {
        self.held.iter().map(|(name, _)| name.as_str()).collect()
    }

    pub(crate) fn held(&self) -> &[(String, Identity)] {
        &self.held
    }

    pub(crate) fn identities(&self) -> Identities {
        Identities::new(self.held.iter().map(|(_, identity)| identity.clone()).collect())
            .expect("a keyring is never empty")
    }

    /// Opens the key of the databases.
    pub(crate) fn database_key(&self, layout: &Layout, configuration: &Configuration) -> Result<[u8; 32]> {
        let damaged = || {
            ArchiveError::damage("the key of the databases is damaged")
                .safe("originals and the custody log do not depend on it")
        };
        let sealed = std::fs::read(layout.root().join(&configuration.databases.path))?;
        let plain = self.identities().open(&sealed).map_err(|e| damaged().because(e))?;
        plain.try_into().map_err(|_| damaged())
    }
}
