//! Pictures for the desk: covered ones for all, uncovered ones as events.

use std::io::{Read as _, Seek as _, SeekFrom};

use amana_analysis::{FullPictureError, Limits};
use amana_catalog::PictureSource;
use amana_model::{AccountId, Act, Agent, Digest, Packed, Previews, SealedName};
use amana_store::{Identities, Store};

use crate::archive::Archive;
use crate::bystanders::blurred;
use crate::error::{ArchiveError, ErrorKind, NoPicture, Result};

/// The longest original that is decoded for the desk, in bytes.
pub(crate) const ORIGINAL_LIMIT: u64 = 256 << 20;

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
    /// The covered form of a picture: nothing in it can be recognised.
    ///
    /// # Errors
    /// [`ErrorKind::NoPicture`] if it has none; without keys, or if store or catalog fail.
    pub async fn cover(&self, digest: &Digest) -> Result<Vec<u8>> {
        let previews = self.previews(digest).await?;
        let bytes = self.packed(&previews, PreviewSize::Grid).await?;
        on_the_side(move || Ok(amana_analysis::cover::cover(&bytes))).await
    }

    /// A picture uncovered, as a JPEG. The event is durable before the picture is handed over. Bystanders marked in it are
    /// blurred, unless `bystanders` says why they are to be seen.
    ///
    /// # Errors
    /// [`ErrorKind::NoPicture`] if it has none; [`ErrorKind::Rest`] if she is to rest; without keys, or if store, log or
    /// catalog fail.
    pub async fn preview(
        &self,
        agent: &Agent,
        account: &AccountId,
        digest: &Digest,
        size: PreviewSize,
        bystanders: Option<&str>,
    ) -> Result<Vec<u8>> {
        let previews = self.previews(digest).await?;
        let picture = self.packed(&previews, size).await?;
        self.handed_over(agent, account, digest, size.word(), bystanders, picture).await
    }

    /// The whole picture as a clean JPEG, orientation applied, without metadata. The event is durable before the picture
    /// is handed over; where nothing can be shown, nothing was viewed, and no event says so. Bystanders as in
    /// [`preview`](Self::preview).
    ///
    /// # Errors
    /// [`ErrorKind::NoPicture`] if it cannot be decoded; [`ErrorKind::Rest`] if she is to rest; without keys, or if store,
    /// log or catalog fail.
    pub async fn full(
        &self,
        agent: &Agent,
        account: &AccountId,
        digest: &Digest,
        bystanders: Option<&str>,
    ) -> Result<Vec<u8>> {
        let picture = self.decoded(digest).await?;
        self.handed_over(agent, account, digest, "original", bystanders, picture).await
    }

    /// The whole picture as a clean JPEG, bystanders and all: never shown as it is.
    pub(crate) async fn decoded(&self, digest: &Digest) -> Result<Vec<u8>> {
        let source = self.source(digest).await?;
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        on_the_side(move || decoded(&store, &identities, &source.sealed)).await
    }

    /// A rendering as it is shown: bystanders blurred unless a reason is given, the view recorded.
    async fn handed_over(
        &self,
        agent: &Agent,
        account: &AccountId,
        digest: &Digest,
        size: &str,
        shown_because: Option<&str>,
        picture: Vec<u8>,
    ) -> Result<Vec<u8>> {
        let marked = self.bystanders(digest).await?;
        let reason = shown_because.filter(|_| !marked.is_empty()).map(str::to_owned);
        let picture = match reason {
            Some(_) => picture,
            None => on_the_side(move || blurred(picture, &marked)).await?,
        };
        let (account, size) = (account.clone(), size.to_owned());
        let viewed =
            Act::OriginalViewed { account: account.clone(), digest: *digest, size, bystanders: reason };
        self.look(agent, &account, |_| viewed).await?;
        Ok(picture)
    }

    async fn source(&self, digest: &Digest) -> Result<PictureSource> {
        self.catalog().await?.picture_source(digest).await?.ok_or_else(|| no_such(digest))
    }

    /// Where the previews of an original lie, or why it has none.
    async fn previews(&self, digest: &Digest) -> Result<Previews> {
        match self.source(digest).await?.previews {
            Some(previews) => Ok(previews),
            None => Err(self.without_previews(digest).await?),
        }
    }

    /// The reason that the first analysis gives for an original without previews.
    async fn without_previews(&self, digest: &Digest) -> Result<ArchiveError> {
        let photograph = self.catalog().await?.photograph(digest).await?.ok_or_else(|| no_such(digest))?;
        let seen = photograph.observation;
        let error = no_picture(NoPicture::of(seen.as_ref()));
        let mut details = seen.into_iter().flat_map(|seen| seen.damage).map(|damage| damage.detail);
        Ok(match details.find(|detail| !detail.is_empty()) {
            Some(detail) => error.because(detail),
            None => error,
        })
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

/// Reads an original and decodes it whole.
fn decoded(store: &Store, identities: &Identities, sealed: &SealedName) -> Result<Vec<u8>> {
    // A sealed object is a little longer than its plain bytes: one at the limit is refused before it is read.
    if store.sealed(sealed)?.metadata()?.len() > ORIGINAL_LIMIT {
        return Err(no_picture(NoPicture::NotDecoded).because(format!("longer than {ORIGINAL_LIMIT} bytes")));
    }
    let bytes = store.read(sealed, identities, ORIGINAL_LIMIT)?;
    amana_analysis::full_picture(&bytes, &Limits::default()).map_err(|e| {
        let why = match e {
            FullPictureError::NotAPicture => NoPicture::NotAPicture,
            FullPictureError::TooLarge(_) => NoPicture::NotDecoded,
            FullPictureError::Unreadable(_) => NoPicture::Unreadable,
        };
        no_picture(why).because(e)
    })
}

/// The answer for an original that is there and cannot be shown.
fn no_picture(why: NoPicture) -> ArchiveError {
    ArchiveError::new(ErrorKind::NoPicture(why), "this original cannot be shown as a picture")
        .safe("its bytes are kept and sealed as they came")
        .next("take an unaltered copy with `amana restore`, to open it with other programs")
}

/// Runs what reads the disk or decodes beside the threads that serve others.
pub(crate) async fn on_the_side<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| ArchiveError::machine("a worker failed").because(e))?
}

/// The answer to a digest that is not in the archive.
pub(crate) fn no_such(digest: &Digest) -> ArchiveError {
    ArchiveError::absent(format!("no original with the digest {digest} is in this archive"))
        .next("check the digest: `amana table photographs` lists them all")
}
