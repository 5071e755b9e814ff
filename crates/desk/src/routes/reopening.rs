//! Markings that somebody decides who sees every reading: where three differ, and where what was settled is opened again.

use std::sync::Arc;

use amana_model::{Keyed, MarkingRef};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::keying::{self, FIELDS, reference_of};
use crate::Desk;
use crate::backend::{LONGEST_REASON, Recorded, ToDecide};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};

type MarkingPath = (String, String, String);

/// One crop with every reading of it, without names.
#[derive(Template)]
#[template(path = "marking_decide.html")]
struct Deciding {
    page: Page,
    address: String,
    to_decide: ToDecide,
    /// What is chosen: the place of a reading, or a word.
    chosen: String,
    fields: Vec<(&'static str, String)>,
    reason: String,
    wrong: Option<&'static str>,
}

impl Deciding {
    fn choices(&self) -> Vec<(String, Option<&Keyed>, bool)> {
        let readings = self.to_decide.readings.iter().enumerate();
        let mut all: Vec<(String, Option<&Keyed>, bool)> = readings
            .map(|(at, keyed)| (at.to_string(), Some(keyed), self.to_decide.hers == Some(at)))
            .collect();
        if !self.to_decide.readings.contains(&Keyed::CannotBeRead) {
            all.push(("cannot-be-read".into(), Some(&Keyed::CannotBeRead), false));
        }
        if self.to_decide.reopened.is_some() {
            all.push(("other".into(), None, false));
        }
        all
    }

    fn is_chosen(&self, choice: &str) -> bool {
        self.chosen == choice
    }

    fn is_wrong(&self, word: &str) -> bool {
        self.wrong == Some(word)
    }
}

/// What is settled on a marking, and the form that opens it again.
#[derive(Template)]
#[template(path = "marking_reopen.html")]
struct Reopening {
    page: Page,
    address: String,
    marking: MarkingRef,
    settled: Keyed,
    basis: String,
    reason: String,
    wrong: Option<&'static str>,
}

/// What was keyed, in words or as on a card.
pub(super) fn reading(keyed: &Keyed, w: &crate::words::Words) -> String {
    match keyed {
        Keyed::Numbers(numbers) => crate::words::on_a_card(numbers),
        Keyed::CannotBeRead => w.t("keyed-cannot-be-read"),
        Keyed::NotANumber => w.t("keyed-not-a-number"),
    }
}

/// Every reading of a marking that is hers to decide.
pub(crate) async fn deciding(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<MarkingPath>,
) -> Result<Response, DeskError> {
    let marking = reference_of(path)?;
    let Some(to_decide) = desk.backend.to_decide(&visit.token, &marking).await? else {
        return Ok(Redirect::to("/keying?late").into_response());
    };
    Ok(show(&desk, &visit, &marking, to_decide, &Fields::default(), None))
}

fn show(
    desk: &Desk,
    visit: &Visit,
    marking: &MarkingRef,
    to_decide: ToDecide,
    fields: &Fields,
    wrong: Option<&'static str>,
) -> Response {
    let page = Page::new(desk, visit, "keying", visit.words.t("deciding-title"));
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let deciding = Deciding {
        page,
        address: keying::address(marking),
        to_decide,
        chosen: fields.get("reading").to_owned(),
        fields: FIELDS.map(|name| (name, fields.get(name).to_owned())).to_vec(),
        reason: fields.get("reason").to_owned(),
        wrong,
    };
    html(status, deciding.render())
}

/// Settles a marking as she decides.
pub(crate) async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<MarkingPath>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let marking = reference_of(path)?;
    let Some(to_decide) = desk.backend.to_decide(&visit.token, &marking).await? else {
        return Ok(Redirect::to("/keying?late").into_response());
    };
    let reason = fields.get("reason").trim();
    let keyed = match read(&to_decide, &fields) {
        Ok(keyed) if reason.is_empty() && to_decide.wants_reason(&keyed) => Err("reason"),
        Ok(_) if reason.chars().count() > LONGEST_REASON => Err("reason-long"),
        read => read,
    };
    let keyed = match keyed {
        Ok(keyed) => keyed,
        Err(wrong) => return Ok(show(&desk, &visit, &marking, to_decide, &fields, Some(wrong))),
    };
    let told = match desk.backend.decide_marking(&visit.token, &marking, keyed, reason).await? {
        Recorded::TooLate => "late",
        _ => "decided",
    };
    Ok(Redirect::to(&format!("/keying?{told}")).into_response())
}

/// The reading that is chosen; else the word for what is wrong with the form.
fn read(to_decide: &ToDecide, fields: &Fields) -> Result<Keyed, &'static str> {
    match fields.get("reading") {
        "" => Err("choice"),
        "cannot-be-read" => Ok(Keyed::CannotBeRead),
        "other" if to_decide.reopened.is_some() => keying::read(fields),
        at => at.parse::<usize>().ok().and_then(|at| to_decide.readings.get(at)).cloned().ok_or("choice"),
    }
}

/// Where a settled marking is opened again.
pub(crate) async fn ask(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<MarkingPath>,
) -> Result<Response, DeskError> {
    asking(&desk, &visit, reference_of(path)?, String::new(), None).await
}

async fn asking(
    desk: &Desk,
    visit: &Visit,
    marking: MarkingRef,
    reason: String,
    wrong: Option<&'static str>,
) -> Result<Response, DeskError> {
    let known = desk.backend.standings().await?.into_iter().find(|(known, _, _)| *known == marking);
    let Some((_, basis, Some(settled))) = known else { return Err(DeskError::NotFound) };
    let page = Page::new(desk, visit, "keying", visit.words.t("reopening-title"));
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let address = keying::address(&marking);
    Ok(html(status, Reopening { page, address, marking, settled, basis, reason, wrong }.render()))
}

/// Opens it again.
pub(crate) async fn reopen(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<MarkingPath>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let marking = reference_of(path)?;
    let reason = fields.get("reason").trim();
    let wrong = match reason.chars().count() {
        0 => Some("reason"),
        1..=LONGEST_REASON => None,
        _ => Some("reason-long"),
    };
    if wrong.is_some() {
        return asking(&desk, &visit, marking, reason.to_owned(), wrong).await;
    }
    desk.backend.reopen_marking(&visit.token, &marking, reason).await?;
    Ok(Redirect::to(&format!("{}/decide", keying::address(&marking))).into_response())
}
