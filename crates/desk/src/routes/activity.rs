//! The custody log, newest first: what people and the archive did, or every entry.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::Desk;
use crate::backend::EventsAbout;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::show::history::ShownEvent;

const ROWS: u32 = 100;

#[derive(Template)]
#[template(path = "activity.html")]
struct Activity {
    page: Page,
    rows: Vec<ShownEvent>,
    everything: bool,
    newer: Option<String>,
    older: Option<String>,
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (everything, page) = read(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let about = if everything { EventsAbout::Everything } else { EventsAbout::Acts };
    let offset = (page - 1) * u64::from(ROWS);
    let mut events = desk.backend.events(&about, offset, ROWS + 1).await?;
    let more = events.len() > ROWS as usize;
    events.truncate(ROWS as usize);
    let rows = events.iter().map(|event| ShownEvent::of(event, visit.words)).collect();
    let at = |page: u64| format!("/activity?{}page={page}", if everything { "all=true&" } else { "" });
    let (newer, older) = ((page > 1).then(|| at(page - 1)), more.then(|| at(page + 1)));
    let page = Page::new(&desk, &visit, "activity", visit.words.t("nav-activity"));
    Ok(html(StatusCode::OK, Activity { page, rows, everything, newer, older }.render()))
}

fn read(query: &str) -> Option<(bool, u64)> {
    let (mut everything, mut page) = (false, 1);
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        match name.as_ref() {
            "all" => everything = value.parse().ok()?,
            "page" => page = value.parse().ok().filter(|page| (1..=10_000_000).contains(page))?,
            _ => {}
        }
    }
    Some((everything, page))
}
