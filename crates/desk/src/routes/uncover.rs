//! Seeing pictures uncovered for a while: a page that says what that means, and the way back.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::place;
use crate::Desk;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};

/// The lengths that can be chosen, in minutes.
const MINUTES: [u32; 3] = [5, 15, 30];

#[derive(Template)]
#[template(path = "uncover.html")]
struct Uncover {
    page: Page,
    to: String,
    minutes: [u32; 3],
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let to = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "to");
    let to = to.map_or_else(|| "/photographs".to_owned(), |(_, value)| place(&value).to_owned());
    let page = Page::new(&desk, &visit, "", visit.words.t("uncover-title"));
    Ok(html(StatusCode::OK, Uncover { page, to, minutes: MINUTES }.render()))
}

/// Begins a session of uncovered viewing.
pub(crate) async fn uncover(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let minutes = fields.get("minutes").parse().ok().filter(|minutes| MINUTES.contains(minutes));
    desk.backend.uncover(&visit.token, minutes.ok_or(DeskError::BadRequest)?).await?;
    Ok(Redirect::to(place(fields.get("to"))).into_response())
}

/// Covers everything again.
pub(crate) async fn cover_again(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    desk.backend.cover_again(&visit.token).await?;
    Ok(Redirect::to(place(fields.get("to"))).into_response())
}
