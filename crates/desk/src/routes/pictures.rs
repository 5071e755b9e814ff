//! The pictures themselves: the covered form for whoever may look, the uncovered one as a deliberate, recorded act.
//!
//! An uncovered picture is only ever the answer to a POST with the session's secret: no link, no prefetch, no other
//! site and no back button can cause one, and the archive has recorded the view before the first byte is sent.

use std::sync::Arc;

use amana_model::LONGEST_WORDS;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::part;
use crate::Desk;
use crate::backend::{PictureSize, Right};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::seconds_uncovered;

/// The covered form.
pub(crate) async fn cover(
    State(desk): State<Arc<Desk>>,
    Path(digest): Path<String>,
) -> Result<Response, DeskError> {
    let digest = part(&digest)?;
    let picture = desk.backend.cover(&digest).await;
    picture.map(jpeg).map_err(|error| DeskError::of_picture(error, digest))
}

/// The uncovered form. `cause` is `act` for a single picture, `session` while a session of uncovered viewing runs. Bystanders
/// marked in it are blurred, unless `bystanders` says why somebody who may see them is to see them.
pub(crate) async fn uncovered(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let digest = part(&digest)?;
    let size = PictureSize::from_word(fields.get("size")).ok_or(DeskError::BadRequest)?;
    let allowed = match fields.get("cause") {
        "act" => true,
        "session" => seconds_uncovered(&desk, visit.viewer()?).is_some(),
        _ => return Err(DeskError::BadRequest),
    };
    if !allowed {
        return Err(DeskError::Covered);
    }
    let reason = Some(fields.get("bystanders").trim()).filter(|reason| !reason.is_empty());
    if reason.is_some_and(|reason| reason.chars().count() > LONGEST_WORDS) {
        return Err(DeskError::BadRequest);
    }
    if reason.is_some() && !visit.viewer()?.may(Right::Bystanders) {
        return Err(DeskError::Forbidden);
    }
    let picture = desk.backend.picture(&visit.token, &digest, size, reason).await;
    picture.map(jpeg).map_err(|error| DeskError::of_picture(error, digest))
}

fn jpeg(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")], bytes).into_response()
}
