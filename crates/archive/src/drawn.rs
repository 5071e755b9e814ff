//! Markings that people draw: the crop is cut out of the original and sealed, and keyers are handed it like any other.

use std::io::Write as _;

use amana_analysis::markings::crop_of;
use amana_analysis::{Limits, Picture};
use amana_catalog::same_place;
use amana_model::{Act, Agent, Digest, DrawFault, DrawnMarking, Packed, Region};

use crate::archive::Archive;
use crate::error::Result;
use crate::picture::{ORIGINAL_LIMIT, no_such, on_the_side};

/// Under which name crops on their way into the store lie in `incoming/`.
const OWNER: &str = "drawn";

impl Archive {
    /// Records that `agent` draws where a number stands; gives the log entry. Keyers see the crop and nothing else, so it is neither large nor shows
    /// a face.
    ///
    /// # Errors
    /// If there is no such original; without keys, or if store, catalog or log fail; nothing is recorded then.
    pub async fn draw_marking(
        &self,
        agent: &Agent,
        digest: &Digest,
        region: Region,
    ) -> Result<std::result::Result<u64, DrawFault>> {
        // One at a time, so that a place is drawn once.
        let _alone = self.keying.lock().await;
        let Some(size) = self.size_as_shown(digest).await? else { return Ok(Err(DrawFault::NoPicture)) };
        let catalog = self.catalog().await?;
        let seen = catalog.close_look(digest).await?.map(|(seen, _)| seen.faces).unwrap_or_default();
        let faces = seen.iter().filter_map(|face| Region::around(&face.corners, size));
        let bystanders = self.bystanders(digest).await?;
        let bystanders = bystanders.iter().map(|one| one.mark.region.scaled(one.mark.size, size));
        if let Err(fault) = DrawnMarking::check(&region, size, faces.chain(bystanders)) {
            return Ok(Err(fault));
        }
        let corners = DrawnMarking::corners(&region);
        let drawn = catalog.drawn_markings(digest).await?;
        let settled = catalog.settled_places(digest).await?.into_iter().map(|place| place.corners);
        if drawn.into_iter().chain(settled).any(|other| same_place(&corners, &other)) {
            return Ok(Err(DrawFault::Known));
        }

        let source = catalog.picture_source(digest).await?.ok_or_else(|| no_such(digest))?;
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        let cut = on_the_side(move || {
            if store.sealed(&source.sealed)?.metadata()?.len() > ORIGINAL_LIMIT {
                return Ok(None);
            }
            let bytes = store.read(&source.sealed, &identities, ORIGINAL_LIMIT)?;
            let picture = Picture::open(&bytes, &Limits::default(), &|| false).ok();
            Ok(picture.and_then(|picture| crop_of(&picture, &corners)))
        });
        let Some((jpeg, shown)) = cut.await? else { return Ok(Err(DrawFault::NoPicture)) };
        self.store.sweep(OWNER)?;
        let mut writer = self.store.begin(OWNER, &self.recipients)?;
        writer.write_all(&jpeg)?;
        let staged = writer.finish()?;
        self.store.publish(&staged)?;
        self.store.sync()?;
        let length = u32::try_from(jpeg.len()).unwrap_or(u32::MAX);
        let crop = Packed { offset: 0, length, width: shown.width, height: shown.height };
        let drawn = DrawnMarking { digest: *digest, region, size, crops: staged.sealed, crop };
        self.record_as(agent, vec![Act::MarkingDrawn(drawn)]).await.map(Ok)
    }

    /// The regions that people drew on a photograph.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn drawn_markings(&self, digest: &Digest) -> Result<Vec<Region>> {
        let Some(size) = self.size_as_shown(digest).await? else { return Ok(Vec::new()) };
        let drawn = self.catalog().await?.drawn_markings(digest).await?;
        Ok(drawn.iter().filter_map(|corners| Region::around(corners, size)).collect())
    }
}
