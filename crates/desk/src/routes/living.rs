//! Photographs of missing people alive: one is sealed, one is looked at. A page holds none of them.

use std::sync::Arc;

use amana_model::{MissingId, SealedName};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::missing_acts::done;
use super::part;
use crate::Desk;
use crate::backend::Told;
use crate::error::DeskError;
use crate::guard::{Fields, Upload, Visit};

/// Seals a photograph.
pub(crate) async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
    upload: Upload,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let which = match fields.get("which").trim() {
        "" => None,
        number => Some(number.parse().map_err(|_| DeskError::BadRequest)?),
    };
    let added = desk.backend.add_living(&visit.token, &report, &upload.bytes, which).await?;
    done(&desk, &visit, (&report, "living"), added).await
}

/// Shows one: the answer to a POST, recorded before its first byte, like every picture that is uncovered.
pub(crate) async fn view(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, photograph)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (report, photograph): (MissingId, SealedName) = (part(&id)?, part(&photograph)?);
    let seen = desk.backend.view_living(&visit.token, &report, &photograph).await?;
    match seen.map_err(|_| DeskError::NotFound)? {
        Told::Here(jpeg) => Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response()),
        Told::Erased | Told::Lost => Err(DeskError::NotFound),
    }
}
