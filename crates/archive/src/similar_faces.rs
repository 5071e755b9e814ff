//! The faces of this archive most like one in an outside picture: ranks for people to look through, and an event.

use std::collections::BTreeSet;

use amana_linkage::faces::Faces;
use amana_model::{Act, Agent, Digest, Embedding};
use serde::Serialize;

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The most photographs that one comparison ranks.
const MOST: usize = 200;

/// One photograph with a face like the one asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SimilarFace {
    /// 1 for the most alike. A rank says where to look first; it is no probability and decides nothing.
    pub rank: u32,
    /// The photograph.
    pub sha256: Digest,
    /// The face's number in it.
    pub face: u32,
}

impl Archive {
    /// Ranks photographs by how alike their faces are to one outside; each photograph once, by its nearest face.
    ///
    /// The comparison is recorded, with its purpose and the SHA-256 of the outside picture, before anything is given out.
    ///
    /// # Errors
    /// Without a purpose; without keys, or if catalog or log fail.
    pub async fn similar_faces(
        &self,
        agent: &Agent,
        outside: Digest,
        asked: &Embedding,
        purpose: &str,
        limit: usize,
    ) -> Result<Vec<SimilarFace>> {
        if purpose.trim().is_empty() {
            return Err(ArchiveError::mistake("faces are compared for a purpose only, and none was told")
                .safe("nothing was compared")
                .next("give --purpose TEXT"));
        }
        self.catch_up().await?;
        let known = self.catalog().await?.comparable_faces().await?;
        let compared = known.len() as u64;
        let limit = limit.clamp(1, MOST);
        let act = Act::FacesCompared { outside, purpose: purpose.trim().to_owned(), compared };
        self.record_as(agent, vec![act]).await?;
        let faces = Faces::new(known.iter().map(|(_, _, embedding)| embedding));
        let (mut seen, mut ranked) = (BTreeSet::new(), Vec::new());
        // Several faces may be of one photograph: more are asked for than are wanted.
        for near in faces.nearest(asked, limit.saturating_mul(8), |_| true) {
            let Some((digest, face, _)) = known.get(near.place as usize) else { continue };
            if ranked.len() < limit && seen.insert(*digest) {
                ranked.push(SimilarFace { rank: ranked.len() as u32 + 1, sha256: *digest, face: *face });
            }
        }
        Ok(ranked)
    }
}
