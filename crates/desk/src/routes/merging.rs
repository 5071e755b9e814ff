//! Who is meant by "the other" of a merge.

use amana_model::IndividualId;

use super::named::{Named, named};
use crate::Desk;
use crate::error::{Asks, DeskError};

/// The person that somebody typed to be the same as `this`.
pub(super) async fn other(desk: &Desk, this: &IndividualId, typed: &str) -> Result<IndividualId, DeskError> {
    let refused =
        |key| DeskError::Asks(Asks { key, back: format!("/people/{this}"), typed: typed.trim().to_owned() });
    if typed.trim().is_empty() {
        return Err(refused("merge-empty"));
    }
    match named(desk, &desk.backend.individuals().await?, typed, Some(this)).await? {
        Named::One(other) if other == *this => Err(refused("merge-itself")),
        Named::One(other) => Ok(other),
        Named::Several => Err(refused("merge-several")),
        Named::Nobody => Err(refused("merge-nobody")),
    }
}
