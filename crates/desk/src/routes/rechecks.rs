//! Rechecks: a sample of what a machine had a part in, looked at once more, one unit after another; how often it was wrong.

use std::sync::Arc;

use amana_model::{Hand, MarkingRef, RecheckId, RecheckOf, RecheckVerdict};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::keying::{self, read, reference_of};
use super::part;
use crate::Desk;
use crate::backend::{NotRechecked, RecheckRate, RecheckSaid, RecheckTask, Right, Viewer};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::show::person::Shown;

#[derive(Template)]
#[template(path = "rechecks.html")]
struct List {
    page: Page,
    rates: Vec<RecheckRate>,
    draws: bool,
    wrong: Option<String>,
    told: Option<&'static str>,
}

impl List {
    /// Whether she may look at the units of this recheck.
    fn may(&self, rate: &RecheckRate) -> bool {
        self.page.viewer.as_ref().is_some_and(|viewer| may(viewer, rate.recheck.of))
    }
}

#[derive(Template)]
#[template(path = "recheck_group.html")]
struct Group {
    page: Page,
    recheck: RecheckId,
    unit: u64,
    strip: Vec<Shown>,
}

fn may(viewer: &Viewer, of: RecheckOf) -> bool {
    match of {
        RecheckOf::Readings => viewer.may(Right::Key),
        RecheckOf::Groups => viewer.may(Right::Decide),
    }
}

async fn show(
    desk: &Desk,
    visit: &Visit,
    wrong: Option<String>,
    told: Option<&'static str>,
) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    let draws = viewer.may(Right::Adjudicate);
    if !draws && !may(viewer, RecheckOf::Readings) && !may(viewer, RecheckOf::Groups) {
        return Err(DeskError::Forbidden);
    }
    let rates = desk.backend.rechecks().await?.rates().into_iter().rev().collect();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page::new(desk, visit, "counts", visit.words.t("rechecks-title"));
    Ok(html(status, List { page, rates, draws, wrong, told }.render()))
}

/// Every recheck with its rate of errors, and the form that draws one.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let told = match query.as_deref() {
        Some("nothing") => Some("recheck-nothing"),
        Some("late") => Some("recheck-late"),
        _ => None,
    };
    show(&desk, &visit, None, told).await
}

/// Draws one.
pub(crate) async fn draw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let of = RecheckOf::from_word(fields.get("of")).ok_or(DeskError::BadRequest)?;
    let size: usize = fields.get("size").parse().map_err(|_| DeskError::BadRequest)?;
    match desk.backend.draw_recheck(&visit.token, of, size, fields.get("seed")).await? {
        Ok(_) => Ok(Redirect::to("/rechecks").into_response()),
        Err(_) => show(&desk, &visit, Some(visit.words.word("recheck-refused", of.word())), None).await,
    }
}

/// Hands out the next unit.
pub(crate) async fn next(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: RecheckId = part(&id)?;
    let rechecks = desk.backend.rechecks().await?;
    let of = rechecks.get(&id).ok_or(DeskError::NotFound)?.of;
    if !may(visit.viewer()?, of) {
        return Err(DeskError::Forbidden);
    }
    onwards(&desk, &visit, &id).await
}

async fn onwards(desk: &Desk, visit: &Visit, id: &RecheckId) -> Result<Response, DeskError> {
    let to = match desk.backend.next_to_recheck(&visit.token, id).await? {
        Some(RecheckTask::Reading { unit, marking }) => address(id, unit, &marking),
        Some(RecheckTask::Group { unit, .. }) => format!("/rechecks/{id}/{unit}"),
        None => "/rechecks?nothing".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

fn address(id: &RecheckId, unit: u64, marking: &MarkingRef) -> String {
    format!("/rechecks/{id}/{unit}/{}/{}/{}", marking.digest, marking.look, marking.marking)
}

/// A group of photographs, covered, for whoever has it before her.
pub(crate) async fn group(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, unit)): Path<(String, u64)>,
) -> Result<Response, DeskError> {
    let id: RecheckId = part(&id)?;
    // A reading is keyed from its crop, which is handed out elsewhere: here it would be recorded as shown and not be shown.
    let rechecks = desk.backend.rechecks().await?;
    if rechecks.get(&id).is_none_or(|recheck| recheck.of != RecheckOf::Groups) {
        return Err(DeskError::NotFound);
    }
    let task = desk.backend.next_to_recheck(&visit.token, &id).await?;
    let Some(RecheckTask::Group { unit: now, photographs, .. }) = task else {
        return Ok(Redirect::to("/rechecks?nothing").into_response());
    };
    if now != unit {
        return Ok(Redirect::to(&format!("/rechecks/{id}/{now}")).into_response());
    }
    let page = Group {
        page: Page::new(&desk, &visit, "counts", visit.words.t("recheck-group-title")),
        strip: photographs.into_iter().map(Shown::of).collect(),
        recheck: id,
        unit,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Records whether a group is one person.
pub(crate) async fn judged(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, unit)): Path<(String, u64)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let verdict = RecheckVerdict::from_word(fields.get("verdict")).ok_or(DeskError::BadRequest)?;
    told(&desk, &visit, &part(&id)?, unit, RecheckSaid::Verdict(verdict)).await
}

type ReadingPath = (String, u64, String, String, String);

/// A crop to be keyed anew.
pub(crate) async fn reading(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, unit, digest, look, marking)): Path<ReadingPath>,
) -> Result<Response, DeskError> {
    let (id, marking) = (part(&id)?, reference_of((digest, look, marking))?);
    if !desk.backend.holds(&visit.token, &marking).await? {
        return Ok(Redirect::to("/rechecks?late").into_response());
    }
    let fields = keying::FIELDS.map(|name| (name, String::new())).to_vec();
    let address = address(&id, unit, &marking);
    let form = keying::Form { address, fields, wrong: None, hand: Hand::First };
    Ok(keying::show(&desk, &visit, StatusCode::OK, form, None))
}

/// The crop itself.
pub(crate) async fn crop(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, _, digest, look, marking)): Path<ReadingPath>,
) -> Result<Response, DeskError> {
    let crop = desk.backend.crop(&visit.token, &reference_of((digest, look, marking))?).await?;
    let head = [(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")];
    Ok((head, crop).into_response())
}

/// Records what was keyed anew.
pub(crate) async fn keyed(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, unit, digest, look, marking)): Path<ReadingPath>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (id, marking) = (part(&id)?, reference_of((digest, look, marking))?);
    match read(&fields) {
        Ok(keyed) => told(&desk, &visit, &id, unit, RecheckSaid::Keyed(keyed)).await,
        Err(wrong) => {
            let typed = keying::FIELDS.map(|name| (name, fields.get(name).to_owned())).to_vec();
            let address = address(&id, unit, &marking);
            let form = keying::Form { address, fields: typed, wrong: Some(wrong), hand: Hand::First };
            Ok(keying::show(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, None))
        }
    }
}

async fn told(
    desk: &Desk,
    visit: &Visit,
    id: &RecheckId,
    unit: u64,
    said: RecheckSaid,
) -> Result<Response, DeskError> {
    match desk.backend.tell_recheck(&visit.token, id, unit, said).await? {
        Ok(()) => onwards(desk, visit, id).await,
        Err(NotRechecked::TooLate) => Ok(Redirect::to("/rechecks?late").into_response()),
        Err(NotRechecked::NotHers) => Err(DeskError::NotFound),
        Err(NotRechecked::Unsound) => Err(DeskError::BadRequest),
    }
}
