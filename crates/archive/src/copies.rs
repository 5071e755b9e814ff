//! Groups of copies: made anew from all observations whenever photographs came in.
//!
//! Candidates, not decisions: the same observations give the same groups, so they are no events.

use std::borrow::Cow;

use amana_catalog::CopyInput;
use amana_linkage::copies::{CopyGroup, Picture, Signatures, group};
use amana_model::CopyRow;

use crate::archive::Archive;
use crate::error::Result;

struct Kept<'a>(&'a [CopyInput]);

impl Signatures for Kept<'_> {
    fn signature(&self, place: usize) -> Option<Cow<'_, [u8]>> {
        self.0.get(place)?.signature.as_deref().map(Cow::Borrowed)
    }
}

impl Archive {
    /// Groups the copies of the same picture over the whole archive; gives the number of groups.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn regroup_copies(&self) -> Result<usize> {
        let catalog = self.catalog().await?;
        let inputs = catalog.copy_inputs().await?;
        let pictures: Vec<Picture> = (0..).zip(&inputs).map(|(id, input)| picture(id, input)).collect();
        let groups = tokio::task::block_in_place(|| group(&pictures, &Kept(&inputs)));
        let rows: Vec<CopyRow> = groups.iter().flat_map(|group| rows(group, &inputs)).collect();
        catalog.replace_copies(&rows).await?;
        Ok(groups.len())
    }
}

fn picture(id: u32, input: &CopyInput) -> Picture {
    Picture {
        id,
        hashes: input.hashes,
        width: input.width,
        height: input.height,
        bytes: input.bytes,
        damaged: input.damaged,
        has_exif: input.has_exif,
        taken_at: input.taken_at.clone(),
    }
}

fn rows<'a>(group: &'a CopyGroup, inputs: &'a [CopyInput]) -> impl Iterator<Item = CopyRow> + 'a {
    let digest = |id: u32| inputs[id as usize].digest;
    let best = group.members.first().map(|member| digest(member.id));
    (0..).zip(&group.members).filter_map(move |(rank, member)| {
        Some(CopyRow {
            group: best?,
            digest: digest(member.id),
            rank,
            relation: member.relation.word().to_owned(),
            turning: member.turning.word().to_owned(),
            distance: u32::from(member.distance),
        })
    })
}
