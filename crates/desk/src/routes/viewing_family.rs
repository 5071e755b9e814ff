//! Guided viewings, the family's side: one calm page in their language, with nothing of the archive on it but the faces that are before them.
//!
//! A face is brought before them by a POST, which records it; its picture is then handed out only while the log says that it is before them. Pause and
//! stop, and whom they can turn to, are on the page in every state. No score, no name, no number, no other family's thing is on it.

use std::sync::Arc;

use amana_model::{NotViewed, Viewing, ViewingAnswer, ViewingId, ViewingStep, ViewingTurn, WhatNext};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use super::viewings::refused;
use crate::Desk;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::words::{Language, Words};

/// What a family sees.
#[derive(Template)]
#[template(path = "viewing_family.html")]
struct Family {
    page: Page,
    viewing: ViewingId,
    next: WhatNext,
    faces: Vec<Before>,
    /// Whom they can turn to, a line each.
    support: Vec<String>,
    wrong: Option<String>,
}

/// A face that is before them.
struct Before {
    place: usize,
    answer: Option<ViewingAnswer>,
    /// How much of it is shown.
    step: ViewingStep,
    /// What more can be shown, if they ask.
    more: Option<ViewingStep>,
}

impl Family {
    fn is(&self, word: &str) -> bool {
        let now = match self.next {
            WhatNext::Plan => "plan",
            WhatNext::Rest => "rest",
            WhatNext::Answer => "answer",
            WhatNext::Show => "show",
            WhatNext::Done => "done",
            WhatNext::Closed => "closed",
        };
        now == word
    }

    fn chosen(&self, face: &Before, answer: &ViewingAnswer) -> bool {
        face.answer == Some(*answer)
    }
}

fn before(viewing: &Viewing) -> Vec<Before> {
    let one = |place: usize| {
        let step = viewing.last_shown(place)?.step;
        let more = ViewingStep::ALL.into_iter().find(|more| more.before() == Some(step));
        Some(Before { place, answer: viewing.faces[place].answer.as_ref().map(|one| one.answer), step, more })
    };
    match viewing.next() {
        WhatNext::Answer => viewing.at_hand().filter_map(one).collect(),
        _ => Vec::new(),
    }
}

/// The family's page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, None).await
}

async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &ViewingId,
    wrong: Option<&NotViewed>,
) -> Result<Response, DeskError> {
    let viewings = desk.backend.viewings().await?;
    let viewing = viewings.get(id).ok_or(DeskError::NotFound)?;
    // In the family's language, whatever the worker's is.
    let words = Words::of(Language::from_word(&viewing.language).unwrap_or(visit.words.language));
    let visit = Visit { words, ..visit.clone() };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let support = viewings.support.as_deref().unwrap_or_default().lines();
    let page = Family {
        page: Page::new(desk, &visit, "viewing", words.t("family-title")),
        viewing: id.clone(),
        next: viewing.next(),
        faces: before(viewing),
        support: support.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        wrong: wrong.map(|why| refused(why, words)),
    };
    Ok(html(status, page.render()))
}

/// Back to the family's page, or the page with why nothing happened.
async fn done(
    desk: &Desk,
    visit: &Visit,
    viewing: &ViewingId,
    done: Result<(), NotViewed>,
) -> Result<Response, DeskError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/viewings/{viewing}/family")).into_response()),
        Err(NotViewed::Absent) => Err(DeskError::NotFound),
        Err(why) => shown(desk, visit, viewing, Some(&why)).await,
    }
}

/// Brings the next faces before them.
pub(crate) async fn next(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let next = desk.backend.show_next(&visit.token, &viewing).await?;
    done(&desk, &visit, &viewing, next).await
}

/// A face that is before them; not there otherwise.
pub(crate) async fn face(
    State(desk): State<Arc<Desk>>,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    match desk.backend.viewed_face(&viewing, place).await? {
        Ok(bytes) => {
            let head = [(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")];
            Ok((head, bytes).into_response())
        }
        Err(_) => Err(DeskError::NotFound),
    }
}

/// What they say of a face.
pub(crate) async fn answer(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, place)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    let answer = ViewingAnswer::from_word(fields.get("answer")).ok_or(DeskError::BadRequest)?;
    let features = fields.get("features").replace("\r\n", "\n");
    let answered = desk.backend.answer_viewing(&visit.token, &viewing, (place, answer), &features).await?;
    done(&desk, &visit, &viewing, answered).await
}

/// Shows more of a face: they asked, and the worker agrees.
pub(crate) async fn more(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, place)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    let step = ViewingStep::from_word(fields.get("step")).ok_or(DeskError::BadRequest)?;
    let both = fields.get("asked") == "yes" && fields.get("agreed") == "yes";
    let widened = match both {
        true => desk.backend.widen_view(&visit.token, &viewing, (place, step), fields.get("reason")).await?,
        false => Err(NotViewed::Why),
    };
    done(&desk, &visit, &viewing, widened).await
}

/// Pause, stop, or go on.
pub(crate) async fn turn(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let turn = ViewingTurn::from_word(fields.get("turn")).ok_or(DeskError::BadRequest)?;
    let turned = desk.backend.turn_viewing(&visit.token, &viewing, turn).await?;
    done(&desk, &visit, &viewing, turned).await
}
