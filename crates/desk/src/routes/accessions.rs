//! The accessions: their list, and one with its acquisition report, which also prints on A4.

use std::sync::Arc;

use amana_model::{AccessionId, AcquisitionReport, Digest, Outcome, PathBytes};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::part;
use crate::Desk;
use crate::backend::{EventsAbout, IntakeProgress};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::AccessionRow;
use crate::page::{Page, html};
use crate::show::history::ShownEvent;
use crate::show::path::ShownPath;
use crate::show::{self};

/// Exceptions listed on the page; the report file has all of them.
const EXCEPTIONS_SHOWN: usize = 1_000;

#[derive(Template)]
#[template(path = "accessions.html")]
struct Accessions {
    page: Page,
    rows: Vec<AccessionRow>,
}

/// The list.
pub(crate) async fn list(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let rows = desk.backend.accessions().await?;
    let page = Page::new(&desk, &visit, "accessions", visit.words.t("nav-accessions"));
    Ok(html(StatusCode::OK, Accessions { page, rows }.render()))
}

/// How many files of an accession had an outcome.
pub(crate) fn count_of(row: &AccessionRow, outcome: impl std::borrow::Borrow<Outcome>) -> u64 {
    row.counts.outcomes.get(outcome.borrow()).copied().unwrap_or(0)
}

/// How many files of an accession were neither kept nor known.
pub(crate) fn not_taken(row: &AccessionRow) -> u64 {
    row.counts.found.saturating_sub(count_of(row, Outcome::Kept) + count_of(row, Outcome::Known))
}

/// Whether files of this kind stand in the grid.
pub(crate) fn is_picture(format: &str) -> bool {
    ["jpeg", "png", "gif", "bmp", "tiff", "webp", "heic"].contains(&format)
}

/// A line of the report for something that was not simply taken in.
struct Exception {
    path: ShownPath,
    outcome: &'static str,
    reason: String,
}

#[derive(Template)]
#[template(path = "accession.html")]
struct Accession {
    page: Page,
    row: AccessionRow,
    report: Option<AcquisitionReport>,
    exceptions: Vec<Exception>,
    more_exceptions: usize,
    running: Option<IntakeProgress>,
    history: Vec<ShownEvent>,
}

impl Accession {
    fn outcomes(&self) -> Vec<(&'static str, u64)> {
        Outcome::ALL.into_iter().map(|outcome| (outcome.word(), count_of(&self.row, outcome))).collect()
    }

    fn read(&self) -> u64 {
        count_of(&self.row, Outcome::Kept) + count_of(&self.row, Outcome::Known)
    }

    fn root_groups(&self) -> Vec<String> {
        self.row.root_digest.as_ref().map(|digest: &Digest| show::in_groups(digest)).unwrap_or_default()
    }

    fn source(name: &PathBytes) -> ShownPath {
        ShownPath::of(name)
    }
}

/// One accession.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: AccessionId = part(&id)?;
    let row = desk.backend.accession(&id).await?.ok_or(DeskError::NotFound)?;
    let report = desk.backend.report(&id).await?;
    let running = desk.backend.running().await?.into_iter().find(|intake| intake.accession == id);
    let events = desk.backend.events(&EventsAbout::Accession(id.clone()), 0, 50).await?;
    let history = events.iter().map(|event| ShownEvent::of(event, visit.words)).collect();
    let all = report.as_ref().map(|report| report.exceptions.as_slice()).unwrap_or_default();
    let exceptions: Vec<_> = all.iter().take(EXCEPTIONS_SHOWN).map(exception).collect();
    let more_exceptions = all.len() - exceptions.len();
    let page = Page::new(&desk, &visit, "accessions", visit.words.foreign("accession-title", &id));
    let accession = Accession { page, row, report, exceptions, more_exceptions, running, history };
    Ok(html(StatusCode::OK, accession.render()))
}

fn exception(file: &amana_model::ReportedFile) -> Exception {
    Exception {
        path: ShownPath::of(&PathBytes(file.at.joined())),
        outcome: file.outcome.word(),
        reason: file.reason.clone(),
    }
}

/// The report as the JSON that was sealed.
pub(crate) async fn report(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: AccessionId = part(&id)?;
    let report = desk.backend.report(&id).await?.ok_or(DeskError::NotFound)?;
    let bytes = amana_model::to_canonical(&report).map_err(|error| DeskError::Failed(error.to_string()))?;
    let name = format!("attachment; filename=\"acquisition-report-{id}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}
