//! `log export` and `key export`: what leaves the archive in clear, as events.

use std::path::Path;

use amana_model::Act;
use amana_store::Passphrase;

use crate::archive::{Archive, EntryUnseal, log_error};
use crate::error::{ArchiveError, Result};

impl Archive {
    /// Writes the log in clear into the empty folder `out` as a standard C2SP tile tree; gives the number of entries.
    ///
    /// The event of this export is the last entry of the tree.
    ///
    /// # Errors
    /// Without keys, or if the folder is not empty.
    pub async fn export_log(&self, out: &Path) -> Result<u64> {
        let keys = self.keys()?;
        if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(ArchiveError::mistake(format!("{} is not empty", out.display()))
                .safe("nothing was written")
                .next("name a new folder"));
        }
        let size = self.log.checkpoint().map_err(log_error)?.size();
        self.record(vec![Act::LogExported { entries: size + 1 }]).await?;
        let checkpoint = amana_custody::export::clear_tree(
            &self.log,
            &EntryUnseal(&keys.identities),
            self.disk.as_ref(),
            out,
        );
        Ok(checkpoint.map_err(log_error)?.size())
    }

    /// The age identity at hand in its ordinary text form, and whose it is. The event comes first.
    ///
    /// # Errors
    /// Without keys.
    pub async fn export_key(&self) -> Result<(String, Passphrase)> {
        let (custodian, identity) = self.keys()?.ring.held().first().expect("a keyring is never empty");
        self.record(vec![Act::KeyExported { custodian: custodian.clone() }]).await?;
        Ok((custodian.clone(), amana_store::identity_text(identity)))
    }
}
