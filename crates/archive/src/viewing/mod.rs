//! Guided viewings: a family worker shows a family a few faces, and what they say is recorded.
//!
//! The rules are the model's ([`Viewings`]). What the family says lies sealed as its report does. A face is made by a recipe, everything but the
//! face covered; it is recorded before its first byte leaves, and what leaves is checked to be what was recorded.

mod picture;
mod record;
mod show;
mod table;

use amana_model::{IndividualId, Viewing, ViewingId, Viewings};

pub use self::record::{NewAnswer, NewPlan, NewViewing};
use crate::archive::Archive;
use crate::claims::ToldWords;
use crate::error::Result;
use crate::missing::MissingRoom;

/// Which people a viewing may show: whoever chooses them, by hand or by a search, hands over this list.
///
/// The order is the chooser's: nothing else of how it came about is kept or shown.
pub type ViewingCandidates = Vec<IndividualId>;

/// A picture of a face as a family sees it: a JPEG.
pub type ShownFace = Vec<u8>;

impl Archive {
    /// Every viewing as it stands. No words are opened.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn viewings(&self) -> Result<Viewings> {
        self.catch_up().await?;
        let acts = self.catalog().await?.missing_acts().await?;
        Ok(Viewings::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act))))
    }

    /// The words of one viewing, opened.
    ///
    /// # Errors
    /// Without keys.
    pub fn viewing_words(&self, missing: &MissingRoom, viewing: &Viewing) -> Result<ToldWords> {
        self.told_words(missing, viewing.statements())
    }

    /// A name for a new viewing: random, so that nothing is told by it.
    fn new_viewing(&self) -> ViewingId {
        self.services.new_id('v')
    }

    /// Faces in another order, by the archive's randomness (Fisher and Yates).
    fn shuffled<T>(&self, mut faces: Vec<T>) -> Vec<T> {
        for last in (1..faces.len()).rev() {
            let drawn = u64::from_le_bytes(self.services.random::<8>());
            faces.swap(last, (drawn % (last as u64 + 1)) as usize);
        }
        faces
    }
}
