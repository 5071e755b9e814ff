//! Drawing a number that no machine found, so that keyers are handed it. The form is that of bystanders: shares of the picture.

use std::sync::Arc;

use amana_model::{Digest, DrawFault};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::bystanders::region;
use super::{part, photograph};
use crate::Desk;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::query::GridQuery;

/// Draws one. What cannot be handed to keyers is refused on the photograph's page, in words.
pub(crate) async fn draw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let digest: Digest = part(&digest)?;
    let seen = desk.backend.photograph(&digest).await?.ok_or(DeskError::NotFound)?;
    let size = seen.observation.as_ref().and_then(photograph::size_as_shown);
    let shares = ["left", "top", "width", "height"].map(|name| fields.get(name));
    let drawn = match size.map(|size| region(shares, size)) {
        None => Err(DrawFault::NoPicture),
        Some(None) => Err(DrawFault::Outside),
        Some(Some(region)) => desk.backend.draw_marking(&visit.token, &digest, region).await?,
    };
    match drawn {
        Ok(()) => Ok(Redirect::to(&format!("/photographs/{digest}#draw")).into_response()),
        Err(fault) => photograph::refused_to_draw(&desk, &visit, digest, fault, GridQuery::default()).await,
    }
}
