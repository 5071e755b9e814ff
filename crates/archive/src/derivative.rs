//! Derivatives of originals: what a machine's look suggests to begin with, and the making. Whoever shows or publishes one records it
//! first; making it is no act.

use std::sync::Arc;

use amana_analysis::derivative::{DerivativeError, make};
use amana_analysis::{FullPictureError, Limits};
use amana_catalog::{Brief, SettledPlace};
use amana_model::{CardInPicture, Cover, Covered, Digest, FacePlace, Keyed, Marking, Point, Recipe, Region};

use crate::archive::Archive;
use crate::error::{ArchiveError, ErrorKind, NoPicture, Result};
use crate::picture::{ORIGINAL_LIMIT, no_such, on_the_side};

/// The edge around what people marked, as a share of its longer side: faces are marked tightly.
const EDGE: f32 = 0.08;
/// The probability of a number from which on a marking over a face is taken for a card: bright skin is found as markings too.
const READ: f32 = 0.5;

impl Archive {
    /// A recipe for each face that a machine found in a photograph, the best first: set upright, grey, with everything covered that is known to be
    /// no part of that face: bystanders whom people marked, other faces, cards with numbers, the body below the chin.
    ///
    /// None where no machine has looked or found a face: then [`Archive::recipe_for`] takes a face that a person drew.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn face_recipes(&self, digest: &Digest) -> Result<Vec<Recipe>> {
        let Some(size) = self.size_as_shown(digest).await? else { return Ok(Vec::new()) };
        let Some((seen, _)) = self.catalog().await?.close_look(digest).await? else { return Ok(Vec::new()) };
        let mut recipes = Vec::new();
        for face in &seen.faces {
            // A look at another rendering of the picture would put the covers elsewhere.
            let found = FacePlace::found(face, size).filter(|_| seen.size == Some(size));
            if let Some(found) = found {
                recipes.extend(self.recipe_for(digest, found).await?);
            }
        }
        Ok(recipes)
    }

    /// The recipe to begin with for a face in a photograph, found or drawn; `None` if the photograph cannot be shown or the face is not in it. Where
    /// more would have to be covered than a recipe takes, all of it stands in it: then it will not do, and whoever checks or makes it is told why.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn recipe_for(&self, digest: &Digest, face: FacePlace) -> Result<Option<Recipe>> {
        let Some(size) = self.size_as_shown(digest).await? else { return Ok(None) };
        let mut recipe = Recipe::of_face(*digest, size, face, self.services.random_hex::<16>());
        if recipe.check().is_err() {
            return Ok(None);
        }
        let mut covers: Vec<Cover> = recipe.body_cover().into_iter().collect();
        for bystander in self.bystanders(digest).await? {
            let region = bystander.mark.region.scaled(bystander.mark.size, size);
            covers.push(Cover::rectangle(Covered::Bystander, &wider(region, size)));
        }
        // A look at another rendering of the picture would put the covers elsewhere.
        let looked = self.catalog().await?.close_look(digest).await?;
        if let Some((seen, _)) = looked.filter(|(seen, _)| seen.size == Some(size)) {
            let ([x, y], across, down) = recipe.face.extent();
            // The same face, found again, is not another's.
            let own = |corners: &[Point; 4]| {
                let middle = |axis: usize| corners.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0;
                (middle(0) - x as f32).hypot(middle(1) - y as f32) < across.max(down) as f32 / 2.0
            };
            let faces = seen.faces.iter().filter(|face| !own(&face.corners));
            let faces = faces.filter_map(|face| Region::around(&face.corners, size));
            covers.extend(faces.map(|region| Cover::rectangle(Covered::Bystander, &wider(region, size))));
            let settled = self.catalog().await?.settled_places(digest).await?;
            covers.extend(seen.markings.iter().filter_map(|marking| card(marking, &settled, &recipe)));
        }
        covers.retain(|cover| touches(cover, &recipe));
        recipe.covers = covers;
        Ok(Some(recipe))
    }

    /// A recipe to begin with, for publication: cards are covered or kept as the policy says. Whoever prepares the face may change it.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn as_policy_begins(&self, recipes: Vec<Recipe>) -> Result<Vec<Recipe>> {
        let keeps = self.publication_policy().await?.card == CardInPicture::Kept;
        let kept = |mut recipe: Recipe| {
            recipe.covers.retain(|cover| !keeps || cover.what != Covered::Card);
            recipe
        };
        Ok(recipes.into_iter().map(kept).collect())
    }

    /// The recipe with a cover for every marked bystander whom it would show: what people look at never shows one without a recorded reason.
    pub(crate) async fn with_bystanders_covered(&self, recipe: &Recipe) -> Result<Recipe> {
        let mut covered = recipe.clone();
        for bystander in self.bystanders(&recipe.photograph).await? {
            let region = bystander.mark.region.scaled(bystander.mark.size, recipe.size);
            if !recipe.hides(&region) {
                covered.covers.push(Cover::rectangle(Covered::Bystander, &wider(region, recipe.size)));
            }
        }
        Ok(covered)
    }

    /// Makes a derivative. Whoever calls records that it is shown or published, before it is.
    ///
    /// # Errors
    /// [`ErrorKind::Mistake`] if the recipe will not do or does not fit; [`ErrorKind::NoPicture`] if the original cannot be
    /// decoded; without keys, or if store or catalog fail.
    pub async fn derivative(&self, recipe: &Recipe) -> Result<Vec<u8>> {
        let digest = recipe.photograph;
        let source = self.catalog().await?.picture_source(&digest).await?.ok_or_else(|| no_such(&digest))?;
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        let recipe = Arc::new(recipe.clone());
        on_the_side(move || {
            if store.sealed(&source.sealed)?.metadata()?.len() > ORIGINAL_LIMIT {
                return Err(not_made(FullPictureError::TooLarge("a very long file".into()).into()));
            }
            let bytes = store.read(&source.sealed, &identities, ORIGINAL_LIMIT)?;
            make(&bytes, &recipe, &Limits::default()).map_err(not_made)
        })
        .await
    }

    /// Width and height of a photograph as shown; `None` if it cannot be shown.
    pub(crate) async fn size_as_shown(&self, digest: &Digest) -> Result<Option<(u32, u32)>> {
        let mut briefs = self.catalog().await?.briefs(std::slice::from_ref(digest)).await?;
        let Brief { size, previews, .. } = briefs.pop().ok_or_else(|| no_such(digest))?;
        Ok(size.filter(|_| previews))
    }
}

/// What is covered of a marking that a machine suggests: a rectangle with an edge; the marking alone where the rectangle would take the features
/// of the face with it. `None` if the marking itself lies over them: whoever found the face saw them, so that no card is there; and if it lies over
/// any part of the face and no number was read or settled on it: then it may well be forehead.
fn card(marking: &Marking, settled: &[SettledPlace], recipe: &Recipe) -> Option<Cover> {
    let corners = &marking.corners;
    let over = |cover: &Cover| {
        let features = recipe.face.features().len();
        // Two of five landmarks, or the middle: one eye may well be behind a card.
        recipe.face.hidden_by(std::slice::from_ref(cover)) * 5 >= features * 2
    };
    let region = Region::around(corners, recipe.size)?;
    let around = Cover::rectangle(Covered::Card, &wider(region, recipe.size));
    if recipe.face.share_in(std::iter::once(&around)) > 0.0 && !has_number(marking, settled) {
        return None;
    }
    if !over(&around) {
        return Some(around);
    }
    let (width, height) = recipe.size;
    let within =
        |value: f32, side: u32| (value.round() as i32).clamp(0, i32::try_from(side).unwrap_or(i32::MAX));
    let corners = corners.iter().map(|[x, y]| [within(*x, width), within(*y, height)]).collect();
    Some(Cover { what: Covered::Card, corners }).filter(|alone| !over(alone))
}

/// Whether a number was read or settled on a marking.
fn has_number(marking: &Marking, settled: &[SettledPlace]) -> bool {
    let read = marking.readings.iter().any(|one| one.number.is_some() && one.probability >= READ);
    read || settled.iter().any(|one| matches!(one.keyed, Keyed::Numbers(_)) && one.is_at(&marking.corners))
}

/// A region with an edge, cut at the picture's.
fn wider(region: Region, (width, height): (u32, u32)) -> Region {
    let edge = (region.width.max(region.height) as f32 * EDGE).ceil() as u32;
    let along = |start: u32, length: u32, end: u32| {
        let first = start.saturating_sub(edge);
        (first, start.saturating_add(length).saturating_add(edge).min(end).saturating_sub(first))
    };
    let ((left, width), (top, height)) =
        (along(region.left, region.width, width), along(region.top, region.height, height));
    Region { left, top, width, height }
}

/// Whether a cover may be seen in what is cut out.
fn touches(cover: &Cover, recipe: &Recipe) -> bool {
    let cut = recipe.cut();
    let [left, top, right, bottom] = cover.bounds();
    let least = |axis: usize| cut.iter().map(|corner| corner[axis]).fold(f32::INFINITY, f32::min) as i32;
    let most = |axis: usize| cut.iter().map(|corner| corner[axis]).fold(f32::NEG_INFINITY, f32::max) as i32;
    // A region's own edge goes with it.
    left - 64 <= most(0) && right + 64 >= least(0) && top - 64 <= most(1) && bottom + 64 >= least(1)
}

/// Why a derivative was not made, in words for outside.
fn not_made(error: DerivativeError) -> ArchiveError {
    let kind = match &error {
        DerivativeError::Picture(FullPictureError::NotAPicture) => {
            ErrorKind::NoPicture(NoPicture::NotAPicture)
        }
        DerivativeError::Picture(FullPictureError::TooLarge(_)) => {
            ErrorKind::NoPicture(NoPicture::NotDecoded)
        }
        DerivativeError::Picture(FullPictureError::Unreadable(_)) => {
            ErrorKind::NoPicture(NoPicture::Unreadable)
        }
        _ => ErrorKind::Mistake,
    };
    ArchiveError::new(kind, "the picture of this face could not be made")
        .safe("nothing was shown, and the original is untouched")
        .because(error)
}
