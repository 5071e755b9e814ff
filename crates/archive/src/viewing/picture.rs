//! What a family sees of a person: the face that was planned, alone and grey; more of it only step by step.

use amana_model::{Covered, Digest, People, PlannedFace, Region, ViewingStep};

use super::ShownFace;
use crate::archive::Archive;
use crate::best_face::is_marked;
use crate::error::{ErrorKind, Result};

/// What is kept around a face, in hundredths of its longer side.
const MARGIN: u16 = 12;
/// What is kept around a head.
const AROUND: u16 = 90;
/// The longer side in pixels: a tablet held in two hands.
const LONGEST: u16 = 640;

impl Archive {
    /// What is shown of a planned face in one step; `None` if it cannot be made, or is no longer this person's. Bystanders and cards stay
    /// covered in every step, those marked since among them.
    pub(super) async fn made_for_viewing(
        &self,
        people: &People,
        planned: &PlannedFace,
        step: ViewingStep,
    ) -> Result<Option<ShownFace>> {
        if people.of_photograph(&planned.photograph) != Some(people.root(&planned.individual)) {
            return Ok(None);
        }
        self.keys()?;
        match self.made(planned, step).await {
            // One picture that is damaged, lost or no picture takes nothing from the others.
            Err(error) if is_its_own(error.kind) => {
                tracing::warn!(photograph = %planned.photograph, %error, "a face cannot be shown");
                Ok(None)
            }
            made => made,
        }
    }

    async fn made(&self, planned: &PlannedFace, step: ViewingStep) -> Result<Option<ShownFace>> {
        let marked = self.bystanders(&planned.photograph).await?;
        let Some(mut recipe) = self.recipe_for(&planned.photograph, planned.face.clone()).await? else {
            return Ok(None);
        };
        if is_marked(&recipe.face, &marked, recipe.size) {
            return Ok(None);
        }
        recipe.longest = LONGEST;
        match step {
            ViewingStep::Face => recipe.margin = MARGIN,
            ViewingStep::Head => {
                recipe.margin = AROUND;
                recipe.covers.retain(|cover| cover.what != Covered::Body);
            }
            ViewingStep::Whole => {
                let covers = recipe.covers.iter().filter(|cover| cover.what != Covered::Body);
                let covered = covers.filter_map(|cover| cover.region(recipe.size)).collect();
                return self.whole(&planned.photograph, covered, recipe.size).await.map(Some);
            }
        }
        self.derivative(&recipe).await.map(Some)
    }

    /// The whole picture, with these regions beyond recovery.
    async fn whole(&self, photograph: &Digest, covered: Vec<Region>, size: (u32, u32)) -> Result<ShownFace> {
        let picture = self.decoded(photograph).await?;
        crate::picture::on_the_side(move || crate::bystanders::blurred_in(picture, &covered, size)).await
    }
}

/// Whether an error is that of one picture, and of nothing else.
fn is_its_own(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Damage | ErrorKind::NoPicture(_) | ErrorKind::Absent | ErrorKind::Mistake)
}
