//! Whose face a person's is: out of all photographs of that person the one that shows it best, and nobody else's.

use amana_model::{Bystander, FacePlace, IndividualId, Recipe};

use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// The recipe of a person's best face in any photograph; `None` if no machine found one that can be shown.
    ///
    /// Faces whose middle lies in what people marked as a bystander are somebody else's. Photographs in which one face alone is left come
    /// first: where several are, a machine cannot tell whose is whose. Then the better face comes first.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn best_face(&self, individual: &IndividualId) -> Result<Option<Recipe>> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let mut found = Vec::new();
        for photograph in catalog.people().await?.photographs(individual) {
            let Some((seen, _)) = catalog.close_look(&photograph).await? else { continue };
            // A look at another rendering of the picture would put the face elsewhere.
            let Some(size) = self.size_as_shown(&photograph).await?.filter(|size| seen.size == Some(*size))
            else {
                continue;
            };
            let marked = catalog.bystanders(&photograph).await?;
            let placed = seen.faces.iter().filter_map(|face| Some((face, FacePlace::found(face, size)?)));
            let theirs: Vec<_> = placed.filter(|(_, place)| !is_marked(place, &marked, size)).collect();
            let alone = theirs.len() == 1;
            found.extend(theirs.into_iter().map(|(face, place)| (alone, face.quality, photograph, place)));
        }
        found.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)));
        for (_, _, photograph, place) in found {
            if let Some(recipe) = self.recipe_for(&photograph, place).await? {
                return Ok(Some(recipe));
            }
        }
        Ok(None)
    }
}

/// Whether the middle of a face lies in what people marked as a bystander.
pub(crate) fn is_marked(face: &FacePlace, marked: &[Bystander], size: (u32, u32)) -> bool {
    let ([x, y], _, _) = face.extent();
    marked.iter().any(|bystander| {
        let region = bystander.mark.region.scaled(bystander.mark.size, size);
        let within = |at: i32, start: u32, length: u32| {
            (i64::from(start)..i64::from(start) + i64::from(length)).contains(&i64::from(at))
        };
        within(x, region.left, region.width) && within(y, region.top, region.height)
    })
}
