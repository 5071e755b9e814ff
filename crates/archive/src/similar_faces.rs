//! The faces of this archive most like one in an outside picture: ranks for people to look through, and an event.

use std::collections::BTreeSet;

use amana_catalog::{GridFilter, GridOrder};
use amana_linkage::faces::Faces;
use amana_model::{Act, Agent, Among, Digest, Embedding, Fact};
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
    /// Ranks photographs by how alike their faces are to one outside; each photograph once, by its nearest face. Those that
    /// `among` leaves out are left out inside the search, so that the limit is filled from the rest.
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
        among: &Among,
        limit: usize,
    ) -> Result<Vec<SimilarFace>> {
        if purpose.trim().is_empty() {
            return Err(ArchiveError::mistake("faces are compared for a purpose only, and none was told")
                .safe("nothing was compared")
                .next("give --purpose TEXT"));
        }
        self.catch_up().await?;
        let known = self.catalog().await?.comparable_faces().await?;
        let admitted = self.admitted(among).await?;
        let admits = |place: u32| {
            let face = known.get(place as usize);
            admitted.as_ref().is_none_or(|all| face.is_some_and(|(digest, ..)| all.contains(digest)))
        };
        let compared = (0..known.len() as u32).filter(|place| admits(*place)).count() as u64;
        let limit = limit.clamp(1, MOST);
        let purpose = purpose.trim().to_owned();
        let act = Act::FacesCompared { outside, purpose, compared, among: among.clone() };
        self.record_as(agent, vec![act]).await?;
        let faces = Faces::new(known.iter().map(|(_, _, embedding)| embedding));
        let (mut seen, mut ranked) = (BTreeSet::new(), Vec::new());
        // Several faces may be of one photograph: more are asked for than are wanted.
        for near in faces.nearest(asked, limit.saturating_mul(8), admits) {
            let Some((digest, face, _)) = known.get(near.place as usize) else { continue };
            if ranked.len() < limit && seen.insert(*digest) {
                ranked.push(SimilarFace { rank: ranked.len() as u32 + 1, sha256: *digest, face: *face });
            }
        }
        Ok(ranked)
    }

    /// The photographs that a comparison looks through; `None` for all.
    async fn admitted(&self, among: &Among) -> Result<Option<BTreeSet<Digest>>> {
        if among.is_all() {
            return Ok(None);
        }
        let catalog = self.catalog().await?;
        let refused = |what: String| Err(ArchiveError::mistake(what).safe("nothing was compared"));
        if let Some(accession) = &among.accession
            && catalog.accession(accession).await?.is_none()
        {
            return refused(format!("there is no accession {accession}"));
        }
        if let (Some(from), Some(to)) = (&among.from, &among.to)
            && is_after(from, to)
        {
            return refused(format!("no date is from {from} on and up to {to}"));
        }
        let (accession, from, to) = (among.accession.clone(), among.from.clone(), among.to.clone());
        let filter = GridFilter { accession, from, to, ..GridFilter::default() };
        let rows = catalog.grid(&filter, GridOrder::Accession, 0, u64::from(u32::MAX)).await?;
        let mut admitted: BTreeSet<Digest> = rows.iter().map(|row| row.digest).collect();
        if let Some(category) = &among.category {
            if !Fact::Category.takes(category) {
                let words = Fact::Category.values().join(", ");
                return Err(ArchiveError::mistake(format!("{category:?} is no category: {words}"))
                    .safe("nothing was compared"));
            }
            let people = catalog.individuals().await?;
            let of = people.iter().filter(|row| row.facts.get(&Fact::Category) == Some(category));
            let photographs: BTreeSet<Digest> = of.flat_map(|row| row.photographs.iter().copied()).collect();
            admitted.retain(|digest| photographs.contains(digest));
        }
        Ok(Some(admitted))
    }
}

/// Whether one date is after another, as far as both are told: 2012-03 is not after 2012.
fn is_after(one: &str, other: &str) -> bool {
    let told = one.len().min(other.len());
    one.get(..told) > other.get(..told)
}
