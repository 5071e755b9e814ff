//! Whose face a person's is: out of all photographs of that person the one that shows it best, and nobody else's.

use amana_model::{Bystander, FacePlace, IndividualId, Recipe};

use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// The recipe of a person's best face in any photograph; `None` if no machine found one that can be shown.
    ///
    /// Faces whose middle lies in what people marked as a bystander are somebody else's. Photographs in which one face alone is left come
    /// first: where several are, a machine cannot tell whose is whose. Then those of which nothing is covered, then the better face. Faces that
    /// are covered more than a little come after all others, and small ones last. A face of which too little is left to know anybody by is none.
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
            for (face, place) in theirs {
                let Some(recipe) = self.recipe_for(&photograph, place).await? else { continue };
                let (features, hidden) =
                    (recipe.face.features().len(), recipe.face.hidden_by(&recipe.covers));
                if hidden * 5 < features * 3 {
                    let last = (recipe.face.is_small(), recipe.covers_much_of_face());
                    found.push((last, !alone, hidden, face.quality, recipe));
                }
            }
        }
        found.sort_by(|one, other| {
            let order = (one.0, one.1, one.2).cmp(&(other.0, other.1, other.2));
            order.then(other.3.total_cmp(&one.3))
        });
        Ok(found.into_iter().next().map(|(.., recipe)| recipe))
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
