//! Everything that was found in the deposits, path by path, with what became of it.

use std::sync::Arc;

use amana_model::{AccessionId, Digest, Outcome};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Pages;
use crate::Desk;
use crate::backend::OccurrenceFilter;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::OccurrenceRow;
use crate::page::{Page, html};
use crate::show::path::ShownPath;

const ROWS: u64 = 100;

/// One thing found, ready to show.
pub(crate) struct ShownOccurrence {
    pub(crate) row: OccurrenceRow,
    pub(crate) path: ShownPath,
    pub(crate) target: Option<ShownPath>,
}

impl ShownOccurrence {
    /// Prepares a row.
    pub(crate) fn of(row: OccurrenceRow) -> Self {
        let (path, target) = (ShownPath::of(&row.path), row.target.as_ref().map(ShownPath::of));
        Self { row, path, target }
    }

    /// The photograph's page, if it was read.
    pub(crate) fn digest(&self) -> Option<&Digest> {
        self.row.digest.as_ref()
    }
}

#[derive(Template)]
#[template(path = "found.html")]
struct Found {
    page: Page,
    filter: OccurrenceFilter,
    accessions: Vec<AccessionId>,
    rows: Vec<ShownOccurrence>,
    pages: Pages,
}

impl Found {
    fn at(&self, page: u64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(accession) = &self.filter.accession {
            query.append_pair("accession", accession.as_str());
        }
        if let Some(outcome) = self.filter.outcome {
            query.append_pair("outcome", outcome.word());
        }
        format!("/found?{}", query.append_pair("page", &page.to_string()).finish())
    }

    fn is(&self, outcome: &Outcome) -> bool {
        self.filter.outcome == Some(*outcome)
    }

    fn is_of(&self, accession: &AccessionId) -> bool {
        self.filter.accession.as_ref() == Some(accession)
    }
}

/// The list.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (filter, wanted) = read(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let offset = (wanted - 1) * ROWS;
    let mut stretch = desk.backend.occurrences(&filter, offset, ROWS as u32).await?;
    let pages = Pages::of(stretch.count, ROWS, wanted);
    if pages.page != wanted {
        stretch = desk.backend.occurrences(&filter, pages.from, ROWS as u32).await?;
    }
    let rows = stretch.rows.into_iter().map(ShownOccurrence::of).collect();
    let accessions = desk.backend.accessions().await?.into_iter().map(|row| row.id).collect();
    let page = Page::new(&desk, &visit, "found", visit.words.t("nav-found"));
    Ok(html(StatusCode::OK, Found { page, filter, accessions, rows, pages }.render()))
}

fn read(query: &str) -> Option<(OccurrenceFilter, u64)> {
    let (mut filter, mut page) = (OccurrenceFilter::default(), 1);
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        match name.as_ref() {
            "accession" => filter.accession = Some(value.parse().ok()?),
            "outcome" => filter.outcome = Some(Outcome::ALL.into_iter().find(|one| one.word() == value)?),
            "page" => page = value.parse().ok().filter(|page| (1..=10_000_000).contains(page))?,
            _ => {}
        }
    }
    Some((filter, page))
}
