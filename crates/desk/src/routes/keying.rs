//! Keying: one crop after another, three fields, nothing else of the picture and nothing of what others read.

use std::sync::Arc;

use amana_model::{Keyed, KeyingRule, MarkingRef, Number, Numbers};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Pages, part};
use crate::Desk;
use crate::backend::{KeyingState, Recorded, Right};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};

/// The names of the three fields, in the order of a card.
pub(super) const FIELDS: [&str; 3] = ["branch", "detainee", "examination"];
/// Where a marking may stand before it is settled, in the order the page lists them.
const WAITS: [&str; 3] = ["untouched", "once", "disagreed"];
/// Markings on a page.
const ROWS: u64 = 100;
/// Reasons for settling, in the order the page lists them.
const BASES: [&str; 3] = ["two-agree", "third", "machine-agrees"];
/// From which probability on a machine's reading may count as one of two; the choices of the form.
const MACHINE_FROM: [&str; 3] = ["", "0.99", "0.999"];

#[derive(Template)]
#[template(path = "keying.html")]
struct Keying {
    page: Page,
    state: KeyingState,
    /// What to tell of the last keying or request: a word.
    told: Option<&'static str>,
    governs: bool,
    /// Whether she may see which photographs they are on.
    looks: bool,
}

/// The markings that a number of the page counts.
#[derive(Template)]
#[template(path = "markings.html")]
struct Standings {
    page: Page,
    state: &'static str,
    settled: bool,
    rows: Vec<(MarkingRef, Option<Keyed>)>,
    pages: Pages,
}

impl Standings {
    fn at(&self, page: u64) -> String {
        format!("/keying/markings?state={}&page={page}", self.state)
    }
}

impl Keying {
    fn settled(&self) -> Vec<(&'static str, u64)> {
        BASES
            .into_iter()
            .map(|basis| (basis, self.state.figures.settled.get(basis).copied().unwrap_or(0)))
            .collect()
    }

    fn total(&self) -> u64 {
        let figures = &self.state.figures;
        figures.untouched + figures.once + figures.disagreed + figures.settled.values().sum::<u64>()
    }

    fn waits(&self) -> u64 {
        self.state.figures.untouched + self.state.figures.once + self.state.figures.disagreed
    }

    /// Seconds of one person's work left, if a rate is known.
    fn left(&self) -> Option<u64> {
        Some(self.state.figures.seconds_each? * self.state.figures.needed)
    }

    fn agreement(&self) -> Option<f64> {
        let (both, same) = self.state.figures.agreement;
        (both > 0).then(|| same as f64 / both as f64)
    }

    fn rules(&self) -> Vec<(&'static str, bool)> {
        let now = self.state.rule.machine_from;
        MACHINE_FROM.into_iter().map(|choice| (choice, choice.parse().ok() == now)).collect()
    }
}

/// One crop with its fields.
#[derive(Template)]
#[template(path = "marking.html")]
struct Marking {
    page: Page,
    address: String,
    /// The fields with what was typed.
    fields: Vec<(&'static str, String)>,
    /// What was wrong with it: a word.
    wrong: Option<&'static str>,
    told: Option<&'static str>,
    digits: [[char; 10]; 2],
}

/// What the address says of the last keying.
fn told(query: Option<String>) -> Option<&'static str> {
    match query.as_deref() {
        Some("recorded") => Some("recorded"),
        Some("late") => Some("late"),
        Some("nothing") => Some("nothing"),
        Some("gone") => Some("gone"),
        Some("rule") => Some("rule"),
        _ => None,
    }
}

/// The marking that an address names.
pub(super) fn reference_of(
    (digest, look, marking): (String, String, String),
) -> Result<MarkingRef, DeskError> {
    Ok(MarkingRef { digest: part(&digest)?, look: part(&look)?, marking: part(&marking)? })
}

fn reference(path: (String, String, String)) -> Result<(MarkingRef, String), DeskError> {
    let marking = reference_of(path)?;
    Ok((marking, address(&marking)))
}

fn address(marking: &MarkingRef) -> String {
    format!("/keying/{}/{}/{}", marking.digest, marking.look, marking.marking)
}

/// How far the work has come, and the way to the next crop.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let state = desk.backend.keying().await?;
    let (governs, looks) = (visit.viewer()?.may(Right::Govern), visit.viewer()?.may(Right::Look));
    let page = Page::new(&desk, &visit, "keying", visit.words.t("nav-keying"));
    Ok(html(StatusCode::OK, Keying { page, state, told: told(query), governs, looks }.render()))
}

/// The markings that stand in one way, by photograph; of those that wait nothing that anybody read.
pub(crate) async fn standings(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (mut state, mut wanted) = (None, 1);
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match name.as_ref() {
            "state" => state = WAITS.into_iter().chain(BASES).find(|word| *word == value),
            "page" => wanted = value.parse().map_err(|_| DeskError::BadRequest)?,
            _ => {}
        }
    }
    let state = state.ok_or(DeskError::BadRequest)?;
    let all = desk.backend.standings().await?.into_iter().filter(|(_, word, _)| word == state);
    let all: Vec<(MarkingRef, Option<Keyed>)> = all.map(|(marking, _, keyed)| (marking, keyed)).collect();
    let pages = Pages::of(all.len() as u64, ROWS, wanted);
    let rows = all.into_iter().skip(pages.from as usize).take(ROWS as usize).collect();
    let settled = BASES.contains(&state);
    let page = Page::new(&desk, &visit, "keying", visit.words.t("markings-title"));
    Ok(html(StatusCode::OK, Standings { page, state, settled, rows, pages }.render()))
}

/// Hands out the next crop.
pub(crate) async fn next(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    onwards(&desk, &visit, "").await
}

async fn onwards(desk: &Desk, visit: &Visit, told: &str) -> Result<Response, DeskError> {
    let target = match desk.backend.next_to_key(&visit.token).await? {
        Some(marking) if told.is_empty() => address(&marking),
        Some(marking) => format!("{}?{told}", address(&marking)),
        None => "/keying?nothing".to_owned(),
    };
    Ok(Redirect::to(&target).into_response())
}

/// One crop with its fields, for whoever has it in hand.
pub(crate) async fn marking(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (marking, address) = reference(path)?;
    if !desk.backend.holds(&visit.token, &marking).await? {
        return Ok(Redirect::to("/keying?gone").into_response());
    }
    let fields = FIELDS.map(|name| (name, String::new())).to_vec();
    Ok(show(&desk, &visit, StatusCode::OK, address, fields, None, told(query)))
}

pub(super) fn show(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    address: String,
    fields: Vec<(&'static str, String)>,
    wrong: Option<&'static str>,
    told: Option<&'static str>,
) -> Response {
    let page = Page::new(desk, visit, "keying", visit.words.t("marking-title"));
    let row = |zero: u32| std::array::from_fn(|digit| char::from_u32(zero + digit as u32).unwrap_or(' '));
    let digits = [row('0' as u32), row(0x660)];
    html(status, Marking { page, address, fields, wrong, told, digits }.render())
}

/// The crop itself.
pub(crate) async fn crop(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<(String, String, String)>,
) -> Result<Response, DeskError> {
    let (marking, _) = reference(path)?;
    let crop = desk.backend.crop(&visit.token, &marking).await?;
    let head = [(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")];
    Ok((head, crop).into_response())
}

/// Records what was keyed, and hands out the next crop.
pub(crate) async fn keyed(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(path): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (marking, address) = reference(path)?;
    let keyed = match read(&fields) {
        Ok(keyed) => keyed,
        Err(wrong) => {
            let typed = FIELDS.map(|name| (name, fields.get(name).to_owned())).to_vec();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(show(&desk, &visit, status, address, typed, Some(wrong), None));
        }
    };
    let told = match desk.backend.key_marking(&visit.token, &marking, keyed).await? {
        Recorded::Yes => "recorded",
        Recorded::TooLate => "late",
    };
    onwards(&desk, &visit, told).await
}

/// Reads the form; else the word for what is wrong with it.
pub(super) fn read(fields: &Fields) -> Result<Keyed, &'static str> {
    match fields.get("what") {
        "cannot-be-read" => return Ok(Keyed::CannotBeRead),
        "not-a-number" => return Ok(Keyed::NotANumber),
        _ => {}
    }
    let number = |name: &str| match fields.get(name).trim() {
        "" => Ok(None),
        text => Number::parse(text).map(Some).map_err(|_| "number"),
    };
    let [branch, detainee, examination] = FIELDS.map(number);
    let keyed = Keyed::Numbers(Numbers { branch: branch?, detainee: detainee?, examination: examination? });
    match &keyed {
        Keyed::Numbers(numbers) if numbers.is_empty() => Err("empty"),
        keyed if !keyed.is_sound() => Err("letter"),
        _ => Ok(keyed),
    }
}

/// Sets the rule.
pub(crate) async fn rule(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let choice = fields.get("machine");
    if !MACHINE_FROM.contains(&choice) {
        return Err(DeskError::BadRequest);
    }
    desk.backend.set_keying_rule(&visit.token, KeyingRule { machine_from: choice.parse().ok() }).await?;
    Ok(Redirect::to("/keying?rule").into_response())
}
