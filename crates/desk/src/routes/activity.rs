//! The custody log, newest first: what people and the archive did, or every entry.

use std::sync::Arc;

use amana_model::UtcTime;
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
    /// Only what this person did, of this kind, since a time.
    by: Option<(String, String, UtcTime)>,
    newer: Option<String>,
    older: Option<String>,
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (everything, by, page) = read(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let about = match &by {
        Some((agent, act, since)) => EventsAbout::By(agent.clone(), act.clone(), *since),
        None if everything => EventsAbout::Everything,
        None => EventsAbout::Acts,
    };
    let offset = (page - 1) * u64::from(ROWS);
    let mut events = desk.backend.events(&about, offset, ROWS + 1).await?;
    let more = events.len() > ROWS as usize;
    events.truncate(ROWS as usize);
    let rows = events.iter().map(|event| ShownEvent::of(event, visit.words)).collect();
    let at = |page: u64| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some((agent, act, since)) = &by {
            query.append_pair("by", agent).append_pair("act", act);
            query.append_pair("since", &since.to_string());
        }
        if everything {
            query.append_pair("all", "true");
        }
        format!("/activity?{}", query.append_pair("page", &page.to_string()).finish())
    };
    let (newer, older) = ((page > 1).then(|| at(page - 1)), more.then(|| at(page + 1)));
    let page = Page::new(&desk, &visit, "activity", visit.words.t("nav-activity"));
    Ok(html(StatusCode::OK, Activity { page, rows, everything, by, newer, older }.render()))
}

type Asked = (bool, Option<(String, String, UtcTime)>, u64);

fn read(query: &str) -> Option<Asked> {
    let (mut everything, mut page) = (false, 1);
    let (mut by, mut act, mut since) = (None, None, UtcTime::EPOCH);
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        match name.as_ref() {
            "all" => everything = value.parse().ok()?,
            "by" => by = Some(value.into_owned()),
            "act" => act = Some(value.into_owned()),
            "since" => since = value.parse().ok()?,
            "page" => page = value.parse().ok().filter(|page| (1..=10_000_000).contains(page))?,
            _ => {}
        }
    }
    Some((everything, by.zip(act).map(|(by, act)| (by, act, since)), page))
}
