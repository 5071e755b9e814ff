//! Bystanders: living third persons in the frame, marked by people. What is marked is blurred wherever the picture is shown,
//! its faces are compared with nothing, and no copy leaves with it unless somebody decides so, for a reason.

use amana_model::{Act, Agent, Bystander, BystanderMark, Digest, LONGEST_WORDS, Region};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

impl Archive {
    /// The bystanders marked in a photograph.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn bystanders(&self, digest: &Digest) -> Result<Vec<Bystander>> {
        self.catch_up().await?;
        Ok(self.catalog().await?.bystanders(digest).await?)
    }

    /// Records that `agent` marks a bystander in a photograph; gives the log entry.
    ///
    /// # Errors
    /// If the region is not in the picture, is marked already, or the note is too long; without keys, or if catalog or log
    /// fail.
    pub async fn mark_bystander(
        &self,
        agent: &Agent,
        digest: &Digest,
        region: Region,
        note: Option<String>,
    ) -> Result<u64> {
        // One at a time, so that a region is marked once.
        let _alone = self.deciding.lock().await;
        let known = self.bystanders(digest).await?;
        let refused = |what: String| ArchiveError::mistake(what).safe("nothing was marked");
        let size = self.size_as_shown(digest).await?.ok_or_else(|| {
            refused("this original cannot be shown as a picture, so nobody can be marked in it".into())
        })?;
        if known.iter().any(|bystander| bystander.mark.region == region) {
            return Err(refused("this region is marked already".into()));
        }
        let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
        let mark = BystanderMark { digest: *digest, region, size, note };
        mark.check().map_err(|fault| {
            let (width, height) = size;
            refused(fault.to_string()).next(format!("the picture has {width} × {height} pixels as shown"))
        })?;
        self.record_as(agent, vec![Act::BystanderMarked(mark)]).await
    }

    /// Records that `agent` takes back the mark that log entry `entry` made.
    ///
    /// # Errors
    /// Without a reason, or if there is no such mark (any more); without keys, or if catalog or log fail.
    pub async fn unmark_bystander(
        &self,
        agent: &Agent,
        digest: &Digest,
        entry: u64,
        reason: &str,
    ) -> Result<u64> {
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_WORDS {
            return Err(ArchiveError::mistake("a mark is taken back for a reason, in a few words")
                .safe("the bystander stays blurred"));
        }
        let _alone = self.deciding.lock().await;
        if !self.bystanders(digest).await?.iter().any(|bystander| bystander.entry == entry) {
            return Err(ArchiveError::absent("this mark is not there, or was taken back meanwhile")
                .safe("nothing was changed"));
        }
        let act = Act::BystanderUnmarked { digest: *digest, entry, reason: reason.to_owned() };
        self.record_as(agent, vec![act]).await
    }
}

/// A rendering of a picture with these bystanders blurred; the rendering itself if there are none.
///
/// # Errors
/// If it cannot be blurred: then it must not be shown.
pub(crate) fn blurred(picture: Vec<u8>, bystanders: &[Bystander]) -> Result<Vec<u8>> {
    let Some(first) = bystanders.first() else { return Ok(picture) };
    let regions: Vec<Region> = bystanders
        .iter()
        .map(|bystander| bystander.mark.region.scaled(bystander.mark.size, first.mark.size))
        .collect();
    blurred_in(picture, &regions, first.mark.size)
}

/// A rendering of a picture with these regions blurred, in pixels of a rendering of this size; the rendering itself if there are none.
///
/// # Errors
/// If it cannot be blurred: then it must not be shown.
pub(crate) fn blurred_in(picture: Vec<u8>, regions: &[Region], of: (u32, u32)) -> Result<Vec<u8>> {
    if regions.is_empty() {
        return Ok(picture);
    }
    amana_analysis::blur_bystanders(&picture, regions, of).ok_or_else(|| {
        ArchiveError::machine("the bystanders in this picture could not be blurred, so it is not shown")
            .safe("the original is not touched by this")
    })
}
