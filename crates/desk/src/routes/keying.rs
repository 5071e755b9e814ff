//! Keying: one crop after another, three fields, nothing else of the picture and nothing of what others read.

use std::sync::Arc;

use amana_model::{Hand, Keyed, KeyingRule, MarkingRef, Number, Numbers};
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
const WAITS: [&str; 4] = ["untouched", "once", "disagreed", "reopened"];
/// Markings on a page.
const ROWS: u64 = 100;
/// Reasons for settling, in the order the page lists them.
const BASES: [&str; 4] = ["two-agree", "third", "decided", "machine-agrees"];
/// From which probability on a machine's reading may count as one of two; the choices of the form.
const MACHINE_FROM: [&str; 3] = ["", "0.99", "0.999"];

#[derive(Template)]
#[template(path = "keying.html")]
struct Keying {
    page: Page,
    state: KeyingState,
    /// What to tell of the last keying or request: a word.
    told: Option<&'static str>,
    /// What she keyed last and may still take back.
    hers: Vec<(MarkingRef, Keyed)>,
    governs: bool,
    /// Whether she may see which photographs they are on.
    looks: bool,
}

/// The markings that a number of the page counts.
#[derive(Template)]
#[template(path = "markings.html")]
struct Standings {
    page: Page,
    /// Where they stand; `None` for all.
    state: Option<&'static str>,
    /// Whether she may open again what is settled.
    settles: bool,
    rows: Vec<(MarkingRef, String, Option<Keyed>)>,
    pages: Pages,
}

impl Standings {
    fn at(&self, page: u64) -> String {
        match self.state {
            Some(state) => format!("/keying/markings?state={state}&page={page}"),
            None => format!("/keying/markings?page={page}"),
        }
    }

    /// Whether some of them may be settled.
    fn settled(&self) -> bool {
        self.state.is_none_or(|state| BASES.contains(&state))
    }

    /// Where one stands, in words.
    fn stands(&self, word: &str) -> String {
        let prefix = if BASES.contains(&word) { "keying-settled" } else { "keying" };
        self.page.words.word(prefix, word)
    }

    /// Where a single one stands, in words.
    fn one_stands(&self, word: &str) -> String {
        if word == "untouched" { self.page.words.t("keying-one-untouched") } else { self.stands(word) }
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
        figures.waits() + figures.settled.values().sum::<u64>()
    }

    fn waits(&self) -> u64 {
        self.state.figures.waits()
    }

    fn standing(&self) -> [(&'static str, u64); 4] {
        let figures = &self.state.figures;
        let counts = [figures.untouched, figures.once, figures.disagreed, figures.reopened];
        std::array::from_fn(|at| (WAITS[at], counts[at]))
    }

    /// Nothing was ever opened again in most archives: then it is no row.
    fn is_shown(&self, word: &str, count: &u64) -> bool {
        word != "reopened" || *count > 0
    }

    /// Of the first two who disagreed so far, the share; `None` if too few are known.
    fn disagreement(&self) -> Option<f64> {
        self.state.figures.thirds?;
        self.agreement().map(|agreement| 1.0 - agreement)
    }

    /// Seconds of one person's work left, if a rate is known.
    fn left(&self) -> Option<u64> {
        let figures = &self.state.figures;
        Some((figures.millis_each? * (figures.needed + figures.thirds.unwrap_or(0))).div_ceil(1000))
    }

    fn agreement(&self) -> Option<f64> {
        let (both, same) = self.state.figures.agreement;
        (both > 0).then(|| same as f64 / both as f64)
    }

    /// A probability of the rule in the digits of the page.
    fn probability(&self, choice: &str) -> String {
        let decimals = choice.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        choice.parse::<f64>().map_or(choice.to_owned(), |value| self.page.words.decimal(value, decimals))
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
    hand: Hand,
    digits: [[char; 10]; 2],
}

impl Marking {
    fn is_third(&self) -> bool {
        self.hand == Hand::Third
    }

    fn is_again(&self) -> bool {
        self.hand == Hand::Again
    }

    /// Whether what was typed is no number.
    fn is_none(&self, typed: &str) -> bool {
        self.wrong.is_some() && !typed.trim().is_empty() && Number::parse(typed.trim()).is_err()
    }

    /// Where one begins: at the first field that is no number, else at the first.
    fn begins(&self, at: &usize) -> bool {
        self.fields.iter().position(|(_, typed)| self.is_none(typed)).unwrap_or(0) == *at
    }
}

/// What the address says of the last keying.
pub(super) fn told(query: Option<String>) -> Option<&'static str> {
    match query.as_deref() {
        Some("recorded") => Some("recorded"),
        Some("late") => Some("late"),
        Some("nothing") => Some("nothing"),
        Some("gone") => Some("gone"),
        Some("rule") => Some("rule"),
        Some("decided") => Some("decided"),
        Some("reopened") => Some("reopened"),
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

pub(super) fn address(marking: &MarkingRef) -> String {
    format!("/keying/{}/{}/{}", marking.digest, marking.look, marking.marking)
}

/// How far the work has come, and the way to the next crop.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let state = desk.backend.keying().await?;
    let hers = desk.backend.to_take_back(&visit.token).await?;
    let (governs, looks) = (visit.viewer()?.may(Right::Govern), visit.viewer()?.may(Right::Look));
    let page = Page::new(&desk, &visit, "keying", visit.words.t("nav-keying"));
    Ok(html(StatusCode::OK, Keying { page, state, told: told(query), hers, governs, looks }.render()))
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
            "state" if value.is_empty() => {}
            "state" => {
                let known = WAITS.into_iter().chain(BASES).find(|word| *word == value);
                state = Some(known.ok_or(DeskError::BadRequest)?);
            }
            "page" => wanted = value.parse().map_err(|_| DeskError::BadRequest)?,
            _ => {}
        }
    }
    let all = desk.backend.standings().await?.into_iter();
    let all: Vec<_> = all.filter(|(_, word, _)| state.is_none_or(|state| word == state)).collect();
    let pages = Pages::of(all.len() as u64, ROWS, wanted);
    let rows = all.into_iter().skip(pages.from as usize).take(ROWS as usize).collect();
    let settles = visit.viewer()?.may(Right::Settle);
    let page = Page::new(&desk, &visit, "keying", visit.words.t("markings-title"));
    Ok(html(StatusCode::OK, Standings { page, state, settles, rows, pages }.render()))
}

/// Hands out a crop again that she keyed: the one that the form names, or the last.
pub(crate) async fn again(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let marking = match fields.get("marking") {
        "" => desk.backend.to_take_back(&visit.token).await?.into_iter().next().map(|(marking, _)| marking),
        named => {
            let mut parts = named.split('/').map(str::to_owned);
            let path = (parts.next(), parts.next(), parts.next());
            let (Some(digest), Some(look), Some(marking)) = path else { return Err(DeskError::BadRequest) };
            Some(reference_of((digest, look, marking))?)
        }
    };
    let target = match marking {
        Some(marking) if desk.backend.take_back(&visit.token, &marking).await? => address(&marking),
        _ => "/keying?gone".to_owned(),
    };
    Ok(Redirect::to(&target).into_response())
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
    let Some(hand) = desk.backend.hand(&visit.token, &marking).await? else {
        let settles = visit.viewer()?.may(Right::Settle);
        let hers = settles && desk.backend.to_decide(&visit.token, &marking).await?.is_some();
        let target = if hers { format!("{address}/decide") } else { "/keying?gone".to_owned() };
        return Ok(Redirect::to(&target).into_response());
    };
    let form = Form { address, fields: FIELDS.map(|name| (name, String::new())).to_vec(), wrong: None, hand };
    Ok(show(&desk, &visit, StatusCode::OK, form, told(query)))
}

/// The form of a crop as it stands.
pub(super) struct Form {
    pub(super) address: String,
    /// The fields with what was typed.
    pub(super) fields: Vec<(&'static str, String)>,
    /// What was wrong with it: a word.
    pub(super) wrong: Option<&'static str>,
    pub(super) hand: Hand,
}

pub(super) fn show(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    form: Form,
    told: Option<&'static str>,
) -> Response {
    let page = Page::new(desk, visit, "keying", visit.words.t("marking-title"));
    let Form { address, fields, wrong, hand } = form;
    html(status, Marking { page, address, fields, wrong, told, hand, digits: digits() }.render())
}

/// The keypad: Western and Arabic-Indic digits.
pub(super) fn digits() -> [[char; 10]; 2] {
    let row = |zero: u32| std::array::from_fn(|digit| char::from_u32(zero + digit as u32).unwrap_or(' '));
    [row('0' as u32), row(0x660)]
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
            let hand = desk.backend.hand(&visit.token, &marking).await?.unwrap_or(Hand::First);
            let form = Form { address, fields: typed, wrong: Some(wrong), hand };
            return Ok(show(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, None));
        }
    };
    let told = match desk.backend.key_marking(&visit.token, &marking, keyed).await? {
        Recorded::Yes => "recorded",
        Recorded::ToDecide => return Ok(Redirect::to(&format!("{address}/decide")).into_response()),
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
        text if text.chars().count() > Number::MOST_DIGITS && is_all_digits(text) => Err("long"),
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

fn is_all_digits(text: &str) -> bool {
    text.chars().all(|letter| amana_model::western_digit(letter).is_some())
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
