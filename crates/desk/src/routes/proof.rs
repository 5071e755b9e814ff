//! Checking a photograph's proof, and taking it away as a file.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use amana_model::Digest;

use super::{part, photograph};
use crate::Desk;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::query::GridQuery;
use crate::show::short;

/// Checks the proof and shows the photograph's page with the result.
pub(crate) async fn check(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let digest: Digest = part(&digest)?;
    let query = GridQuery::parse(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let check = desk.backend.check_proof(&digest).await?;
    photograph::show(&desk, &visit, digest, query, Some(check)).await
}

/// The proof as a file, recorded as issued.
pub(crate) async fn file(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
) -> Result<Response, DeskError> {
    let digest: Digest = part(&digest)?;
    let bytes = desk.backend.proof_file(&visit.token, &digest).await?;
    let name = format!("attachment; filename=\"proof-{}.json\"", short(&digest));
    let kind = "application/octet-stream".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}
