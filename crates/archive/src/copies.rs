//! Groups of copies: made anew from all observations whenever photographs came in.
//!
//! Candidates, not decisions: the same observations give the same groups, so they are no events.

use std::borrow::Cow;

use amana_linkage::copies::{CopyGroup, Picture, Signatures, group};
use amana_model::{CopyRow, Digest};

use crate::archive::Archive;
use crate::error::Result;

struct Kept(Vec<Option<Vec<u8>>>);

impl Signatures for Kept {
    fn signature(&self, place: usize) -> Option<Cow<'_, [u8]>> {
        self.0.get(place)?.as_deref().map(Cow::Borrowed)
    }
}

impl Archive {
    /// Groups the copies of the same picture over the whole archive; gives the number of groups.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn regroup_copies(&self) -> Result<usize> {
        let catalog = self.catalog().await?;
        let (mut digests, mut pictures, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
        catalog
            .each_copy_input(&mut |input| {
                digests.push(input.digest);
                signatures.push(input.signature);
                pictures.push(Picture {
                    id: pictures.len() as u32,
                    hashes: input.hashes,
                    width: input.width,
                    height: input.height,
                    bytes: input.bytes,
                    damaged: input.damaged,
                    has_exif: input.has_exif,
                    taken_at: input.taken_at,
                });
            })
            .await?;
        let groups = tokio::task::block_in_place(|| group(&pictures, &Kept(signatures)));
        let rows: Vec<CopyRow> = groups.iter().flat_map(|group| rows(group, &digests)).collect();
        catalog.replace_copies(&rows).await?;
        Ok(groups.len())
    }
}

fn rows<'a>(group: &'a CopyGroup, digests: &'a [Digest]) -> impl Iterator<Item = CopyRow> + 'a {
    let digest = |id: u32| digests[id as usize];
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
