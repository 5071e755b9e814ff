//! `restore`: a copy of an original leaves the archive, checked, as an event.

use std::io::Write;

use amana_model::{Act, Digest, SealedName};
use sha2::{Digest as _, Sha256};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::picture::no_such;

impl Archive {
    /// Writes an original's bytes, unaltered, to `out`; gives their number. The event comes first.
    ///
    /// # Errors
    /// Without keys, if it is not in the archive, or if its bytes no longer have the digest: then what was written
    /// must be thrown away.
    pub async fn restore(&self, digest: &Digest, purpose: &str, out: &mut dyn Write) -> Result<u64> {
        self.catch_up().await?;
        let source = self.catalog().await?.picture_source(digest).await?.ok_or_else(|| no_such(digest))?;
        self.record(vec![Act::OriginalExported { digest: *digest, purpose: purpose.to_owned() }]).await?;
        let (found, bytes) = self.copy_plain(&source.sealed, out)?;
        if found == *digest {
            Ok(bytes)
        } else {
            Err(ArchiveError::damage("the original's bytes no longer have its digest")
                .safe("the copy that was written is not the original"))
        }
    }

    /// The digest and length of a sealed object's plain bytes.
    pub(crate) fn plain_digest(&self, name: &SealedName) -> Result<(Digest, u64)> {
        self.copy_plain(name, &mut std::io::sink())
    }

    fn copy_plain(&self, name: &SealedName, out: &mut dyn Write) -> Result<(Digest, u64)> {
        let mut reader = self.store.open(name, &self.keys()?.identities)?;
        let (mut sha256, mut total, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
        loop {
            let read = match std::io::Read::read(&mut reader, &mut buffer) {
                Ok(0) => return Ok((Digest(sha256.finalize().into()), total)),
                Ok(read) => read,
                Err(e) => {
                    return Err(ArchiveError::damage(format!("the object {name} is damaged")).because(e));
                }
            };
            sha256.update(&buffer[..read]);
            out.write_all(&buffer[..read])?;
            total += read as u64;
        }
    }
}
