//! The page about Amana and its keys.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::Desk;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    page: Page,
    keys: [(&'static str, &'static str); 12],
    version: &'static str,
}

/// Keys and the texts that say what they do.
const KEYS: [(&str, &str); 12] = [
    ("← → ↑ ↓", "key-arrows"),
    ("Home · End", "key-ends"),
    ("PgUp · PgDn", "key-pages"),
    ("Enter", "key-open"),
    ("U", "key-uncover"),
    ("C", "key-cover"),
    ("Z", "key-zoom"),
    ("+ · − · 0", "key-scale"),
    ("J · K", "key-next"),
    ("Esc", "key-back"),
    ("/", "key-search"),
    ("?", "key-help"),
];

/// The page.
pub(crate) async fn help(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let page = Page::new(&desk, &visit, "help", visit.words.t("nav-help"));
    Ok(html(StatusCode::OK, Help { page, keys: KEYS, version: env!("CARGO_PKG_VERSION") }.render()))
}
