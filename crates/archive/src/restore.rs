//! `restore`: a copy of an original leaves the archive, checked, as an event: unaltered, or as a working copy.

use std::io::Write;

use amana_model::{Act, Digest, SealedName};
use sha2::{Digest as _, Sha256};

use crate::archive::Archive;
use crate::bystanders::blurred;
use crate::error::{ArchiveError, Result};
use crate::picture::{no_such, on_the_side};

/// A picture as shown, made to be handed on; never the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCopy {
    /// The clean JPEG.
    pub jpeg: Vec<u8>,
    /// Its SHA-256.
    pub digest: Digest,
    /// How many regions with bystanders were blurred in it.
    pub blurred: u32,
}

impl Archive {
    /// Writes an original's bytes, unaltered, to `out`; gives their number. The event comes first.
    ///
    /// An original in which bystanders are marked leaves only if `bystanders` says why they are left in.
    ///
    /// # Errors
    /// If bystanders are marked and no reason is given; without keys, if it is not in the archive, or if its bytes no longer have the digest: then what was written
    /// must be thrown away.
    pub async fn restore(
        &self,
        digest: &Digest,
        purpose: &str,
        bystanders: Option<&str>,
        out: &mut dyn Write,
    ) -> Result<u64> {
        let marked = self.bystanders(digest).await?;
        let source = self.catalog().await?.picture_source(digest).await?.ok_or_else(|| no_such(digest))?;
        let reason = bystanders.map(str::trim).filter(|reason| !reason.is_empty() && !marked.is_empty());
        if !marked.is_empty() && reason.is_none() {
            return Err(ArchiveError::mistake(format!(
                "bystanders are marked in this photograph: {} of them",
                marked.len()
            ))
            .safe("nothing left the archive")
            .next("a working copy (--working-copy) has them blurred")
            .next("or say why they are left in: --with-bystanders TEXT"));
        }
        let (purpose, bystanders) = (purpose.to_owned(), reason.map(str::to_owned));
        self.record(vec![Act::OriginalExported { digest: *digest, purpose, bystanders }]).await?;
        let (found, bytes) = self.copy_plain(&source.sealed, out)?;
        if found == *digest {
            Ok(bytes)
        } else {
            Err(ArchiveError::damage("the original's bytes no longer have its digest")
                .safe("the copy that was written is not the original"))
        }
    }

    /// A working copy: the picture as shown, as a clean JPEG without metadata, bystanders blurred beyond recovery; with the
    /// number of regions blurred. The event, which holds the copy's SHA-256, comes first.
    ///
    /// # Errors
    /// [`ErrorKind::NoPicture`](crate::ErrorKind::NoPicture) if it cannot be decoded; without keys, or if store, log or
    /// catalog fail.
    pub async fn working_copy(&self, digest: &Digest, purpose: &str) -> Result<WorkingCopy> {
        let marked = self.bystanders(digest).await?;
        let picture = self.decoded(digest).await?;
        let regions = marked.len() as u32;
        let jpeg = on_the_side(move || blurred(picture, &marked)).await?;
        let copy = WorkingCopy { digest: Digest(Sha256::digest(&jpeg).into()), jpeg, blurred: regions };
        let (purpose, blurred) = (purpose.to_owned(), copy.blurred);
        self.record(vec![Act::WorkingCopyExported { digest: *digest, copy: copy.digest, blurred, purpose }])
            .await?;
        Ok(copy)
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
