//! Pictures for the desk: covered ones for all, uncovered ones as events.

use std::io::{Read as _, Seek as _, SeekFrom};

use amana_analysis::Limits;
use amana_catalog::PictureSource;
use amana_model::{AccountId, Act, Agent, Digest, Packed, Previews};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The longest original that is decoded for the desk, in bytes.
const ORIGINAL_LIMIT: u64 = 256 << 20;

/// Which preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewSize {
    /// For the grid: longer side at most 256 pixels.
    Grid,
    /// For the page: longer side at most 1024 pixels.
    View,
}

impl PreviewSize {
    fn word(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::View => "view",
        }
    }

    fn of(self, previews: &Previews) -> Packed {
        match self {
            Self::Grid => previews.grid,
            Self::View => previews.view,
        }
    }
}

impl Archive {
    /// The covered form of a picture: nothing in it can be recognised. `None` if it has no preview.
    ///
    /// # Errors
    /// Without keys, or if store or catalog fail.
    pub async fn cover(&self, digest: &Digest) -> Result<Option<Vec<u8>>> {
        let Some(previews) = self.source(digest).await?.previews else { return Ok(None) };
        let bytes = self.packed(&previews, PreviewSize::Grid).await?;
        on_the_side(move || Ok(Some(amana_analysis::cover::cover(&bytes)))).await
    }

    /// A picture uncovered, as a JPEG. The event comes before the picture.
    ///
    /// # Errors
    /// Without keys, or if store, log or catalog fail.
    pub async fn preview(
        &self,
        agent: &Agent,
        account: &AccountId,
        digest: &Digest,
        size: PreviewSize,
    ) -> Result<Option<Vec<u8>>> {
        let Some(previews) = self.source(digest).await?.previews else { return Ok(None) };
        self.viewed(agent, account, digest, size.word()).await?;
        self.packed(&previews, size).await.map(Some)
    }

    /// The whole picture as a clean JPEG, orientation applied, without metadata. The event comes before the picture.
    ///
    /// # Errors
    /// Without keys, if it cannot be decoded, or if store, log or catalog fail.
    pub async fn full(&self, agent: &Agent, account: &AccountId, digest: &Digest) -> Result<Vec<u8>> {
        let source = self.source(digest).await?;
        self.viewed(agent, account, digest, "original").await?;
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        on_the_side(move || {
            let bytes = store.read(&source.sealed, &identities, ORIGINAL_LIMIT)?;
            amana_analysis::full_picture(&bytes, &Limits::default()).map_err(|e| {
                ArchiveError::mistake("this original cannot be shown as a picture")
                    .safe("its bytes are kept as they came")
                    .because(e)
            })
        })
        .await
    }

    async fn viewed(&self, agent: &Agent, account: &AccountId, digest: &Digest, size: &str) -> Result<()> {
        let act = Act::OriginalViewed { account: account.clone(), digest: *digest, size: size.to_owned() };
        self.record_as(agent, vec![act]).await.map(|_| ())
    }

    async fn source(&self, digest: &Digest) -> Result<PictureSource> {
        self.catalog().await?.picture_source(digest).await?.ok_or_else(|| no_such(digest))
    }

    async fn packed(&self, previews: &Previews, size: PreviewSize) -> Result<Vec<u8>> {
        let (pack, place) = (previews.pack, size.of(previews));
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        let damaged = |e| {
            ArchiveError::damage("a pack of previews is damaged")
                .safe("the original is not touched by this")
                .because(e)
        };
        on_the_side(move || {
            let mut reader = store.open_pack(&pack, &identities)?;
            let mut bytes = vec![0; place.length as usize];
            reader
                .seek(SeekFrom::Start(place.offset))
                .and_then(|_| reader.read_exact(&mut bytes))
                .map_err(damaged)?;
            Ok(bytes)
        })
        .await
    }
}

/// Runs what reads the disk or decodes beside the threads that serve others.
async fn on_the_side<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| ArchiveError::machine("a worker failed").because(e))?
}

/// The answer to a digest that is not in the archive.
pub(crate) fn no_such(digest: &Digest) -> ArchiveError {
    ArchiveError::mistake(format!("no original with the digest {digest} is in this archive"))
        .next("check the digest: `amana table photographs` lists them all")
}
