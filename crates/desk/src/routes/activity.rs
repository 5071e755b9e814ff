//! The custody log, newest first: what everybody did.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Pages;
use crate::Desk;
use crate::backend::EventsAbout;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::GridQuery;
use crate::show::history::ShownEvent;

const ROWS: u64 = 100;

#[derive(Template)]
#[template(path = "activity.html")]
struct Activity {
    page: Page,
    rows: Vec<ShownEvent>,
    pages: Pages,
}

impl Activity {
    fn at(&self, page: u64) -> String {
        format!("/activity?page={page}")
    }
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let wanted = GridQuery::parse(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?.page;
    let everything = EventsAbout::Everything;
    let mut stretch = desk.backend.events(&everything, (wanted - 1) * ROWS, ROWS as u32).await?;
    let pages = Pages::of(stretch.count, ROWS, wanted);
    if pages.page != wanted {
        stretch = desk.backend.events(&everything, pages.from, ROWS as u32).await?;
    }
    let rows = stretch.rows.iter().map(|event| ShownEvent::of(event, visit.words)).collect();
    let page = Page::new(&desk, &visit, "activity", visit.words.t("nav-activity"));
    Ok(html(StatusCode::OK, Activity { page, rows, pages }.render()))
}
