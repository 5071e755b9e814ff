//! Guided viewings, the family worker's side: their list, the description that begins one, what is planned, and what came of it.

use std::sync::Arc;

use amana_model::{
    ClaimId, IndividualId, MOST_AT_ONCE, MOST_UNTIL_PAUSE, MissingId, NotViewed, SealedStatement, Viewing,
    ViewingAnswer, ViewingId, ViewingOrder, ViewingProtocol, ViewingState, ViewingTurn,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::named::all_named;
use super::{Pages, claims, part, publishing};
use crate::Desk;
use crate::backend::{NewPlan, NewViewing, Told, ToldWords};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::{field, fields};
use crate::words::{Language, Words};

/// Viewings on one page of the list.
const ROWS: u64 = 100;

/// A viewing as the list has it.
struct Row {
    viewing: ViewingId,
    report: MissingId,
    name: Option<String>,
    state: ViewingState,
    time: amana_model::UtcTime,
    agent: String,
    shown: u64,
    faces: u64,
}

#[derive(Template)]
#[template(path = "viewings.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    pages: Pages,
    support: String,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "viewing_new.html")]
struct New {
    page: Page,
    report: MissingId,
    names: Vec<String>,
    language: Language,
    description: String,
    /// Whom somebody chose to show, handed on to the plan; nobody, where none was chosen yet.
    people: Vec<String>,
    support: Option<String>,
    wrong: Option<String>,
}

impl New {
    fn speaks(&self, language: &Language) -> bool {
        self.language == *language
    }
}

/// One viewing, as the worker has it.
#[derive(Template)]
#[template(path = "viewing.html")]
struct Sheet {
    page: Page,
    viewing: Viewing,
    /// The first name of whoever is missing, if it can be read.
    name: Option<String>,
    description: String,
    faces: Vec<Face>,
    protocol: ViewingProtocol,
    candidates: String,
    look_alikes: String,
    wrong: Option<String>,
}

/// A face of a viewing, as the worker has it.
struct Face {
    place: usize,
    individual: IndividualId,
    look_alike: bool,
    /// Whether it could not be shown.
    passed: bool,
    /// What was shown of it, and when; the last word of the steps.
    shown: Vec<(&'static str, amana_model::UtcTime, Option<String>)>,
    answer: Option<ViewingAnswer>,
    features: Option<String>,
    /// The claim that came of it.
    claim: Option<ClaimId>,
}

impl Sheet {
    fn goes_on(&self) -> bool {
        self.viewing.state != ViewingState::Ended
    }

    fn is_stopped(&self) -> bool {
        self.viewing.state == ViewingState::Stopped
    }

    fn can_hand_over(&self) -> bool {
        !self.viewing.faces.is_empty() && self.goes_on()
    }

    fn can_claim(&self, face: &Face) -> bool {
        face.claim.is_none() && face.answer.is_some_and(ViewingAnswer::recognises)
    }

    fn is_at_once(&self, faces: &u32) -> bool {
        self.protocol.at_once == *faces
    }

    fn is_order(&self, order: &ViewingOrder) -> bool {
        self.protocol.order == *order
    }

    fn at_once(&self) -> Vec<u32> {
        (1..=MOST_AT_ONCE).collect()
    }
}

/// Why nothing was recorded, in words.
pub(super) fn refused(why: &NotViewed, w: Words) -> String {
    match why {
        NotViewed::Faceless(individual) => w.foreign("viewing-refused-faceless", individual),
        NotViewed::Plan => w.xy("viewing-refused-plan", w.number(MOST_AT_ONCE), w.number(MOST_UNTIL_PAUSE)),
        other => w.t(match other {
            NotViewed::Anew => "viewing-refused-anew",
            NotViewed::Unmade => "viewing-refused-unmade",
            NotViewed::Unanswered => "viewing-refused-unanswered",
            NotViewed::Erased => "missing-refused-erased",
            NotViewed::Undescribed => "viewing-refused-undescribed",
            NotViewed::Rest => "viewing-refused-rest",
            NotViewed::Closed => "viewing-refused-closed",
            NotViewed::Order => "viewing-refused-order",
            NotViewed::Why => "viewing-refused-why",
            NotViewed::NoSupport => "viewing-refused-support",
            _ => "viewing-refused-absent",
        }),
    }
}

/// Every viewing, and whom families can turn to.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let page = field(&query.unwrap_or_default(), "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    listed(&desk, &visit, page, None).await
}

async fn listed(desk: &Desk, visit: &Visit, page: u64, wrong: Option<String>) -> Result<Response, DeskError> {
    let (viewings, missing) = (desk.backend.viewings().await?, desk.backend.missing().await?);
    let row = |viewing: &Viewing| Row {
        viewing: viewing.viewing.clone(),
        report: viewing.report.clone(),
        name: missing
            .get(&viewing.report)
            .and_then(|report| report.person.here()?.names().first().map(|name| (*name).to_owned())),
        state: viewing.state,
        time: viewing.time,
        agent: viewing.agent.clone(),
        shown: viewing.faces.iter().filter(|face| !face.shown.is_empty()).count() as u64,
        faces: viewing.faces.len() as u64,
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let pages = Pages::of(viewings.all().len() as u64, ROWS, page);
    let page = List {
        page: Page::new(desk, visit, "viewings", visit.words.t("viewings-title")),
        rows: viewings.all().iter().rev().skip(pages.from as usize).take(ROWS as usize).map(row).collect(),
        pages,
        support: viewings.support.unwrap_or_default(),
        wrong,
    };
    Ok(html(status, page.render()))
}

/// Sets whom families can turn to.
pub(crate) async fn contacts(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let contacts = fields.get("contacts").replace("\r\n", "\n");
    match desk.backend.set_support_contacts(&visit.token, &contacts).await? {
        Ok(()) => Ok(Redirect::to("/viewings").into_response()),
        Err(why) => listed(&desk, &visit, 1, Some(refused(&why, visit.words))).await,
    }
}

/// The form that begins a viewing of a report.
pub(crate) async fn new(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let report = part(&field(&query, "report").unwrap_or_default())?;
    let people = fields(&query, "people");
    begun(&desk, &visit, report, visit.words.language, (String::new(), people), None).await
}

async fn begun(
    desk: &Desk,
    visit: &Visit,
    report: MissingId,
    language: Language,
    (description, people): (String, Vec<String>),
    wrong: Option<String>,
) -> Result<Response, DeskError> {
    let missing = desk.backend.missing().await?;
    let known = missing.get(&report).ok_or(DeskError::NotFound)?;
    let names = known.person.here().map(|person| person.names()).unwrap_or_default();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = New {
        page: Page::new(desk, visit, "viewings", visit.words.t("viewing-new")),
        names: names.into_iter().map(str::to_owned).collect(),
        report,
        language,
        description,
        people,
        support: desk.backend.viewings().await?.support,
        wrong,
    };
    Ok(html(status, page.render()))
}

/// Begins a viewing.
pub(crate) async fn begin(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(fields.get("report"))?;
    let language = Language::from_word(fields.get("language")).ok_or(DeskError::BadRequest)?;
    let description = fields.get("description").replace("\r\n", "\n").trim().to_owned();
    let (of, words) = (report.clone(), description.clone());
    let new = NewViewing { report: of, language: language.word().to_owned(), description: words };
    let people: Vec<String> = fields.all("people").map(str::to_owned).collect();
    match desk.backend.begin_viewing(&visit.token, new).await? {
        Ok(viewing) => {
            let chosen = form_urlencoded::Serializer::new(String::new())
                .append_pair("people", &people.join(","))
                .finish();
            let to = format!("/viewings/{viewing}");
            Ok(Redirect::to(&if people.is_empty() { to } else { format!("{to}?{chosen}") }).into_response())
        }
        Err(NotViewed::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            begun(&desk, &visit, report, language, (description, people), wrong).await
        }
    }
}

/// What a page shows beside the viewing as it stands.
#[derive(Default)]
struct Shown {
    wrong: Option<String>,
    protocol: Option<ViewingProtocol>,
    candidates: String,
    look_alikes: String,
}

/// The worker's page of one viewing. Whoever chose people elsewhere hands them over as `people`, set apart by commas.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let chosen = field(&query.unwrap_or_default(), "people").unwrap_or_default();
    let candidates = chosen.split(',').map(str::trim).filter(|one| !one.is_empty());
    let candidates = candidates.collect::<Vec<_>>().join("\n");
    shown(&desk, &visit, &part(&id)?, Shown { candidates, ..Shown::default() }).await
}

async fn shown(desk: &Desk, visit: &Visit, id: &ViewingId, shown: Shown) -> Result<Response, DeskError> {
    let viewings = desk.backend.viewings().await?;
    let viewing = viewings.get(id).ok_or(DeskError::NotFound)?.clone();
    let room = desk.backend.claims().await?;
    let words = desk.backend.viewing_words(&room.missing, &viewing).await?;
    let w = visit.words;
    let from_here = |individual: &IndividualId| {
        let mut on = room.claims.on_individual(individual, &room.people).into_iter();
        on.find(|claim| claim.evidence.iter().any(|given| given.viewing.as_ref() == Some(id)))
    };
    let face = |(place, face): (usize, &amana_model::ViewedFace)| Face {
        place,
        individual: face.planned.individual.clone(),
        look_alike: face.planned.look_alike,
        passed: face.passed.is_some(),
        shown: face.shown.iter().map(|one| (one.step.word(), one.time, one.reason.clone())).collect(),
        answer: face.answer.as_ref().map(|answer| answer.answer),
        features: face.answer.as_ref().and_then(|one| Some(told(&words, one.features.as_ref()?, w))),
        claim: from_here(&face.planned.individual).map(|claim| claim.claim.clone()),
    };
    let status = if shown.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Sheet {
        page: Page::new(desk, visit, "viewings", w.foreign("viewing-title", &viewing.viewing)),
        name: claims::name(&room, &viewing.report),
        description: told(&words, &viewing.description, w),
        faces: viewing.faces.iter().enumerate().map(face).collect(),
        protocol: shown.protocol.unwrap_or(viewing.protocol),
        candidates: shown.candidates,
        look_alikes: shown.look_alikes,
        wrong: shown.wrong,
        viewing,
    };
    Ok(html(status, page.render()))
}

fn told(words: &ToldWords, sealed: &SealedStatement, w: Words) -> String {
    match words.get(&sealed.sealed) {
        Some(Told::Here(said)) => said.words.clone(),
        Some(Told::Erased) => w.t("missing-erased"),
        Some(Told::Lost) | None => w.t("missing-lost"),
    }
}

/// Plans which faces are shown.
pub(crate) async fn plan(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let number = |name: &str| fields.get(name).trim().parse::<u32>().map_err(|_| DeskError::BadRequest);
    let order = ViewingOrder::from_word(fields.get("order")).ok_or(DeskError::BadRequest)?;
    let protocol =
        ViewingProtocol { at_once: number("at_once")?, pause_after: number("pause_after")?, order };
    let candidates = all_named(&desk, fields.get("candidates")).await?;
    let wrong = match (candidates, all_named(&desk, fields.get("look_alikes")).await?) {
        (Some(candidates), Some(look_alikes)) => {
            let new = NewPlan { protocol, candidates, look_alikes };
            match desk.backend.plan_viewing(&visit.token, &viewing, new).await? {
                Ok(()) => return Ok(Redirect::to(&format!("/viewings/{viewing}#faces")).into_response()),
                Err(NotViewed::Absent) => return Err(DeskError::NotFound),
                Err(why) => refused(&why, visit.words),
            }
        }
        _ => visit.words.t("merge-nobody"),
    };
    let again = Shown {
        wrong: Some(wrong),
        protocol: Some(protocol),
        candidates: fields.get("candidates").to_owned(),
        look_alikes: fields.get("look_alikes").to_owned(),
    };
    shown(&desk, &visit, &viewing, again).await
}

/// A planned face as the family will see it: the answer to a POST, recorded before its first byte.
pub(crate) async fn planned(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    match desk.backend.planned_face(&visit.token, &viewing, place).await? {
        Ok(face) => Ok(publishing::jpeg(face)),
        Err(NotViewed::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            shown(&desk, &visit, &viewing, Shown { wrong, ..Shown::default() }).await
        }
    }
}

/// Makes of what the family said of a face a claim.
pub(crate) async fn claim(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (viewing, place): (ViewingId, u32) = (part(&id)?, part(&place)?);
    match desk.backend.claim_from_viewing(&visit.token, &viewing, place).await? {
        Ok(claim) => Ok(Redirect::to(&format!("/claims/{claim}")).into_response()),
        Err(amana_model::NotClaimed::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(claims::refused(&why, visit.words));
            shown(&desk, &visit, &viewing, Shown { wrong, ..Shown::default() }).await
        }
    }
}

/// Ends a viewing, or takes a stopped one up again, from the worker's page.
pub(crate) async fn turn(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let viewing: ViewingId = part(&id)?;
    let turn = ViewingTurn::from_word(fields.get("turn")).ok_or(DeskError::BadRequest)?;
    match desk.backend.turn_viewing(&visit.token, &viewing, turn).await? {
        Ok(()) => Ok(Redirect::to(&format!("/viewings/{viewing}")).into_response()),
        Err(NotViewed::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            shown(&desk, &visit, &viewing, Shown { wrong, ..Shown::default() }).await
        }
    }
}
