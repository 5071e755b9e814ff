//! Coding: what there is to code, the studies, one study's people and how far its coders agree.

use std::sync::Arc;

use amana_model::{AccountId, CodingStanding, Drawing, IndividualId, Study, StudyId};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use crate::Desk;
use crate::backend::{CodingRoom, EntryAgreement, KnownCodebook, Person, Plan, PlannedStudy, Right};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::words::Words;

/// A study as the room lists it.
struct StudyRow {
    planned: PlannedStudy,
    /// People she has coded, of those she is to code.
    mine: (u64, u64),
    disputed: u64,
    done: u64,
}

#[derive(Template)]
#[template(path = "coding.html")]
struct RoomPage {
    page: Page,
    studies: Vec<StudyRow>,
    codebooks: Vec<KnownCodebook>,
    coders: Vec<Person>,
    samples: Vec<Drawing>,
    plans: bool,
    /// The sample that the form begins with.
    sample: Option<String>,
    told: Option<&'static str>,
}

impl RoomPage {
    fn is_sample(&self, drawing: &Drawing) -> bool {
        self.sample.as_deref() == Some(drawing.sample.as_str())
    }
}

#[derive(Template)]
#[template(path = "study.html")]
struct StudyPage {
    page: Page,
    planned: PlannedStudy,
    /// Person → the word for where the coding stands.
    people: Vec<(IndividualId, String)>,
    coders: Vec<(String, (u64, u64))>,
    agreement: Vec<(String, EntryAgreement)>,
    codebook: String,
}

impl StudyPage {
    /// The share of people that several code.
    fn share(&self) -> f64 {
        f64::from(self.planned.study.overlap) / 1000.0
    }
}

/// The word for where the coding of a person stands.
pub(super) fn standing(standing: &CodingStanding, w: Words) -> String {
    match standing {
        CodingStanding::Waiting(n) => w.n("coding-waiting", *n as u64),
        CodingStanding::Agreed => w.t("coding-agreed"),
        CodingStanding::Disputed(keys) => w.n("coding-disputed", keys.len() as u64),
        CodingStanding::Adjudicated => w.t("coding-adjudicated"),
    }
}

fn row(room: &CodingRoom, planned: &PlannedStudy, me: &AccountId) -> StudyRow {
    let codings = room.of_study(&planned.study);
    let waits = |one: &&IndividualId| !matches!(codings.standing(one), CodingStanding::Waiting(_));
    StudyRow {
        mine: room.progress(&planned.study, me),
        disputed: room.disputed(&planned.study).len() as u64,
        done: planned.study.individuals.iter().filter(waits).count() as u64,
        planned: planned.clone(),
    }
}

async fn show(
    desk: &Desk,
    visit: &Visit,
    sample: Option<String>,
    told: Option<&'static str>,
) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    if !viewer.may(Right::Code) && !viewer.may(Right::Adjudicate) {
        return Err(DeskError::Forbidden);
    }
    let room = desk.backend.coding().await?;
    let plans = viewer.may(Right::Adjudicate);
    let coders = if plans { desk.backend.work().await?.people } else { Vec::new() };
    let studies = room.studies.iter().rev().map(|planned| row(&room, planned, &viewer.account));
    // A coder is shown the studies that are hers and no others.
    let hers = |row: &StudyRow| plans || row.mine.1 > 0;
    let page = RoomPage {
        studies: studies.filter(hers).collect(),
        codebooks: room.codebooks.clone(),
        samples: room.samples.clone(),
        coders: coders.into_iter().filter(|person| person.codes).collect(),
        plans,
        sample,
        told,
        page: Page::new(desk, visit, "coding", visit.words.t("nav-coding")),
    };
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, page.render()))
}

/// What there is to code, and the form that plans more.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    show(&desk, &visit, field(&query.unwrap_or_default(), "sample"), None).await
}

/// Plans a study.
pub(crate) async fn plan(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (codebook, preset) = fields.get("scheme").split_once('/').ok_or(DeskError::BadRequest)?;
    let share: u16 = fields.get("overlap").parse().map_err(|_| DeskError::BadRequest)?;
    let ids = fields.get("people").split(|c: char| c.is_whitespace() || c == ',').filter(|id| !id.is_empty());
    let plan = Plan {
        title: fields.get("title").to_owned(),
        codebook: Some(part(codebook).map_err(|_| DeskError::BadRequest)?),
        preset: (!preset.is_empty()).then(|| preset.to_owned()),
        sample: match fields.get("sample") {
            "" => None,
            sample => Some(part(sample).map_err(|_| DeskError::BadRequest)?),
        },
        individuals: ids.map(str::parse).collect::<Result<_, _>>().map_err(|_| DeskError::BadRequest)?,
        coders: fields
            .all("coder")
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(|_| DeskError::BadRequest)?,
        coders_each: fields.get("each").parse().map_err(|_| DeskError::BadRequest)?,
        overlap: share.min(100) * 10,
        calibration: fields.get("calibration") == "true",
        seed: Some(fields.get("seed").to_owned()),
    };
    match desk.backend.plan_coding(&visit.token, plan).await? {
        Some(study) => Ok(Redirect::to(&format!("/coding/{study}")).into_response()),
        None => {
            let sample = Some(fields.get("sample").to_owned());
            show(&desk, &visit, sample, Some("coding-refused")).await
        }
    }
}

/// One study: its people, its coders, and how far they agree. For those who plan; a coder is sent to her next person.
pub(crate) async fn study(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(study): Path<String>,
) -> Result<Response, DeskError> {
    let (room, viewer, w) = (desk.backend.coding().await?, visit.viewer()?, visit.words);
    let planned = room.study(&part(&study)?).ok_or(DeskError::NotFound)?;
    if !viewer.may(Right::Adjudicate) {
        return next_of(&room, &planned.study, &viewer.account);
    }
    let codings = room.of_study(&planned.study);
    let people = planned.study.individuals.iter();
    let people = people.map(|one| (one.clone(), standing(&codings.standing(one), w))).collect();
    let names = desk.backend.work().await?.people;
    let name = |account: &AccountId| {
        let known = names.iter().find(|person| person.account == *account);
        known.map_or_else(|| account.to_string(), |person| person.name.clone())
    };
    let coders = planned.study.coders.iter();
    let coders = coders.map(|one| (name(one), room.progress(&planned.study, one))).collect();
    let codebook = room.codebook(&planned.study.codebook).ok_or(DeskError::NotFound)?;
    let label = |entry: &EntryAgreement| {
        let known = codebook.entry(&entry.entry);
        known.map_or_else(|| entry.entry.clone(), |known| w.both(&known.label).to_owned())
    };
    let agreement = tokio::task::block_in_place(|| room.agreement(&planned.study));
    let page = StudyPage {
        page: Page::new(&desk, &visit, "coding", planned.study.title.clone()),
        planned: planned.clone(),
        people,
        coders,
        agreement: agreement.into_iter().map(|one| (label(&one), one)).collect(),
        codebook: format!("{} {}", codebook.codebook, codebook.version),
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Goes on with the next person that a coder has to code.
pub(crate) async fn next(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(study): Path<String>,
) -> Result<Response, DeskError> {
    let room = desk.backend.coding().await?;
    let planned = room.study(&part(&study)?).ok_or(DeskError::NotFound)?;
    next_of(&room, &planned.study, &visit.viewer()?.account)
}

pub(super) fn next_of(room: &CodingRoom, study: &Study, coder: &AccountId) -> Result<Response, DeskError> {
    let next = room.next(study, coder);
    let to = next.map_or_else(|| "/coding".to_owned(), |person| address(&study.study, person));
    Ok(Redirect::to(&to).into_response())
}

pub(super) fn address(study: &StudyId, individual: &IndividualId) -> String {
    format!("/coding/{study}/{individual}")
}
