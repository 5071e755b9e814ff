//! What a family sees of a person: the best face of all photographs, alone and grey; more of it only step by step.

use amana_model::{Covered, Digest, IndividualId, People, Recipe, ViewingStep};

use super::ShownFace;
use crate::archive::Archive;
use crate::error::Result;

/// What is kept around a face, in hundredths of its longer side.
const MARGIN: u16 = 12;
/// What is kept around a head.
const AROUND: u16 = 90;
/// The longer side in pixels: a tablet held in two hands.
const LONGEST: u16 = 640;

/// A face that can be shown: out of which photograph, and how.
#[derive(Debug, Clone)]
pub(super) struct BestFace {
    pub(super) photograph: Digest,
    recipe: Recipe,
}

impl Archive {
    /// The best face of a person in any photograph; `None` if no machine found one that can be shown.
    pub(super) async fn best_face(
        &self,
        people: &People,
        individual: &IndividualId,
    ) -> Result<Option<BestFace>> {
        let catalog = self.catalog().await?;
        let mut best: Option<(f32, Digest)> = None;
        for photograph in people.photographs(individual) {
            let Some((seen, _)) = catalog.close_look(&photograph).await? else { continue };
            let quality = seen.faces.iter().map(|face| face.quality).fold(f32::MIN, f32::max);
            if !seen.faces.is_empty() && best.is_none_or(|(known, _)| quality > known) {
                best = Some((quality, photograph));
            }
        }
        let Some((_, photograph)) = best else { return Ok(None) };
        self.face_in(photograph).await
    }

    /// The best face in one photograph.
    pub(super) async fn face_in(&self, photograph: Digest) -> Result<Option<BestFace>> {
        let recipe = self.face_recipes(&photograph).await?.into_iter().next();
        Ok(recipe.map(|recipe| BestFace { photograph, recipe }))
    }

    /// What is shown of a face in one step. Bystanders and cards stay covered in every one.
    pub(super) async fn made_for_viewing(&self, face: &BestFace, step: ViewingStep) -> Result<ShownFace> {
        let mut recipe = face.recipe.clone();
        recipe.longest = LONGEST;
        match step {
            ViewingStep::Face => recipe.margin = MARGIN,
            ViewingStep::Head => {
                recipe.margin = AROUND;
                recipe.covers.retain(|cover| cover.what != Covered::Body);
            }
            ViewingStep::Whole => {
                let marked = self.bystanders(&face.photograph).await?;
                let picture = self.decoded(&face.photograph).await?;
                return crate::picture::on_the_side(move || crate::bystanders::blurred(picture, &marked))
                    .await;
            }
        }
        self.derivative(&recipe).await
    }
}
