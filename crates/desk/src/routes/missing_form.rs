//! The paper form of a report about a missing person, to be printed and filled in by hand, in either language.

use std::sync::Arc;

use amana_model::ConsentPurpose;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::Desk;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;
use crate::words::{Language, Words};

/// Fields of the form: section, then each field with how many lines it is given.
const SECTIONS: [(&str, &[(&str, u8)]); 3] = [
    (
        "missing-who",
        &[
            ("name_arabic", 1),
            ("name_latin", 1),
            ("father", 1),
            ("mother", 1),
            ("other_names", 2),
            ("sex", 0),
            ("born", 1),
            ("birthplace", 1),
        ],
    ),
    (
        "missing-what-happened",
        &[("taken", 1), ("taken_where", 1), ("held_by", 2), ("last_seen", 1), ("last_seen_where", 1)],
    ),
    ("missing-recognised-by", &[("marks", 4), ("teeth", 2), ("clothing", 2), ("testimony", 6)]),
];

#[derive(Template)]
#[template(path = "missing_form.html")]
struct Form {
    page: Page,
    /// The language of the paper, which need not be that of the desk.
    paper: Words,
    sections: &'static [(&'static str, &'static [(&'static str, u8)])],
}

/// The form.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let asked = field(&query.unwrap_or_default(), "in").and_then(|word| Language::from_word(&word));
    let page = Page::new(&desk, &visit, "missing", visit.words.t("form-title"));
    let paper = asked.map_or(visit.words, Words::of);
    Ok(html(StatusCode::OK, Form { page, paper, sections: &SECTIONS }.render()))
}
