//! The first page: the archive's figures, each opening what it counts, and the intakes running now.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::waiting::{self, Waiting};
use crate::Desk;
use crate::backend::{IntakeProgress, Right};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::{AccessionRow, Status};
use crate::page::{Page, html};
use crate::words::Words;

/// Conditions in the order the pages list them.
pub(crate) const CONDITIONS: [&str; 4] = ["ready", "damaged", "unreadable", "not-decoded"];

#[derive(Template)]
#[template(path = "first.html")]
struct First {
    page: Page,
    status: Status,
    latest: Vec<AccessionRow>,
    running: Running,
    /// What waits of families, for her.
    waiting: Vec<Waiting>,
}

/// The intakes running now: a part of the first page that is asked for again and again.
#[derive(Template)]
#[template(path = "running.html")]
pub(crate) struct Running {
    words: Words,
    intakes: Vec<IntakeProgress>,
}

impl First {
    fn outcomes(&self) -> Vec<(&'static str, u64)> {
        let of = |word: &str| self.status.outcomes.get(word).copied().unwrap_or(0);
        amana_model::Outcome::ALL.into_iter().map(|outcome| (outcome.word(), of(outcome.word()))).collect()
    }

    fn conditions(&self) -> Vec<(&'static str, u64)> {
        let of = |word: &str| self.status.conditions.get(word).copied().unwrap_or(0);
        CONDITIONS.into_iter().map(|word| (word, of(word))).collect()
    }

    fn adds_up(&self) -> bool {
        self.status.outcomes.values().sum::<u64>() == self.status.occurrences
    }
}

/// The page.
pub(crate) async fn page(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    // Whoever only keys has nothing to see here, and her own room instead.
    match (viewer.may(Right::Look), viewer.may(Right::Key)) {
        (true, _) => {}
        (false, true) => return Ok(Redirect::to("/keying").into_response()),
        (false, false) => return Err(DeskError::Forbidden),
    }
    let status = desk.backend.status().await?;
    let mut latest = desk.backend.accessions().await?;
    latest.truncate(5);
    let running = Running { words: visit.words, intakes: desk.backend.running().await? };
    let waiting = waiting::of(&desk, viewer).await?;
    let page = Page::new(&desk, &visit, "first", visit.words.t("nav-first"));
    Ok(html(StatusCode::OK, First { page, status, latest, running, waiting }.render()))
}

/// The part with the running intakes.
pub(crate) async fn running(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let intakes = desk.backend.running().await?;
    Ok(html(StatusCode::OK, Running { words: visit.words, intakes }.render()))
}
