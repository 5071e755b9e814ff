//! Guided viewings, the family's side: one calm page in their language, with nothing of the archive on it but the faces that are before them.
//!
//! A face is brought before them by a POST, which records it; its picture is then handed out only while the log says that it is before them. Pause and
//! stop, and whom they can turn to, are on the page in every state. No score, no name, no number, no other family's thing is on it.

use std::sync::Arc;

use amana_model::{NotViewed, Viewing, ViewingAnswer, ViewingId, ViewingStep, ViewingTurn, WhatNext};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::viewings::refused;
use super::{part, publishing};
use crate::Desk;
use crate::backend::{BackendError, NewAnswer, Viewed};
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
    /// What was typed, and not recorded.
    typed: Fields,
}

/// A face that is before them.
struct Before {
    place: usize,
    answer: Option<ViewingAnswer>,
    /// How much of it is shown.
    step: ViewingStep,
    /// The log entry that shows it: another picture has another address.
    entry: u64,
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
        match ViewingAnswer::from_word(self.typed.get(&format!("answer-{}", face.place))) {
            None => face.answer == Some(*answer),
            typed => typed == Some(*answer),
        }
    }

    fn features(&self, face: &Before) -> &str {
        self.typed.get(&format!("features-{}", face.place))
    }

    /// Whether one face alone is before them: then each answer is a button.
    fn is_one(&self) -> bool {
        self.faces.len() == 1
    }
}

fn before(viewing: &Viewing) -> Vec<Before> {
    let one = |place: usize| {
        let shown = viewing.before_them(place).ok()?;
        let (step, entry) = (shown.step, shown.entry);
        let more = ViewingStep::ALL.into_iter().find(|more| more.before() == Some(step));
        let answer = viewing.faces[place].answer.as_ref().map(|one| one.answer);
        Some(Before { place, answer, step, entry, more })
    };
    viewing.at_hand().filter_map(one).collect()
}

/// Why nothing happened, in words that name nobody.
fn told(why: &NotViewed, w: Words) -> String {
    match why {
        NotViewed::Faceless(_) => w.t("viewing-refused-unmade"),
        other => refused(other, w),
    }
}

/// The family's page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, &Fields::default(), None).await
}

async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &ViewingId,
    typed: &Fields,
    wrong: Option<Refused>,
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
        wrong: wrong.map(|why| match why {
            Refused::Not(why) => told(&why, words),
            Refused::Rest => words.t("family-worker-rests"),
        }),
        typed: typed.clone(),
    };
    Ok(html(status, page.render()))
}

/// Why nothing happened on the family's page.
enum Refused {
    /// The viewing does not allow it.
    Not(NotViewed),
    /// Whoever leads it has looked at as much as is good for her.
    Rest,
}

/// Back to the family's page, or the page with why nothing happened and what was typed. Never a page of the team's.
async fn done(
    desk: &Desk,
    visit: &Visit,
    viewing: &ViewingId,
    typed: &Fields,
    done: Viewed<()>,
) -> Result<Response, DeskError> {
    let why = match done {
        Ok(Ok(())) => return Ok(Redirect::to(&format!("/viewings/{viewing}/family")).into_response()),
        Ok(Err(NotViewed::Absent)) => return Err(DeskError::NotFound),
        Ok(Err(why)) => Refused::Not(why),
        Err(BackendError::Rest(_)) => Refused::Rest,
        Err(error) => return Err(error.into()),
    };
    shown(desk, visit, viewing, typed, Some(why)).await
}

/// Brings the next faces before them.
pub(crate) async fn next(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let next = desk.backend.show_next(&visit.token, &viewing).await;
    done(&desk, &visit, &viewing, &Fields::default(), next).await
}

/// Shows what is before them anew, where a picture is missing.
pub(crate) async fn again(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let again = desk.backend.show_anew(&visit.token, &viewing).await;
    done(&desk, &visit, &viewing, &Fields::default(), again).await
}

/// A face that this account brought before them; not there otherwise.
pub(crate) async fn face(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    match desk.backend.viewed_face(&visit.token, &viewing, place).await? {
        Ok(bytes) => Ok(publishing::jpeg(bytes)),
        Err(_) => Err(DeskError::NotFound),
    }
}

/// What they say of the faces before them: one form for all.
pub(crate) async fn answer(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let mut answers = Vec::new();
    for (name, value) in fields.pairs() {
        let Some(place) = name.strip_prefix("answer-") else { continue };
        let place: u32 = place.parse().map_err(|_| DeskError::BadRequest)?;
        let answer = ViewingAnswer::from_word(value).ok_or(DeskError::BadRequest)?;
        let features = fields.get(&format!("features-{place}")).replace("\r\n", "\n");
        answers.push(NewAnswer { place, answer, features });
    }
    let answered = desk.backend.answer_viewing(&visit.token, &viewing, answers).await;
    done(&desk, &visit, &viewing, &fields, answered).await
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
        true => desk.backend.widen_view(&visit.token, &viewing, (place, step), fields.get("reason")).await,
        false => Ok(Err(NotViewed::Why)),
    };
    done(&desk, &visit, &viewing, &Fields::default(), widened).await
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
    let turned = desk.backend.turn_viewing(&visit.token, &viewing, turn).await;
    done(&desk, &visit, &viewing, &Fields::default(), turned).await
}
