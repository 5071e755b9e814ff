//! Seeing pictures uncovered for a while: a page that says what that means and how much is left, and the way back. The
//! rule about looking is set on the same page, by whoever governs: it is read there by everybody whom it holds for.

use std::sync::Arc;

use amana_model::{Exposure, ExposureRule};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::place;
use crate::Desk;
use crate::backend::Right;
use crate::error::{DeskError, resting};
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};

/// The lengths that can be chosen, in minutes.
const MINUTES: [u32; 3] = [5, 15, 30];

#[derive(Template)]
#[template(path = "uncover.html")]
struct Uncover {
    page: Page,
    to: String,
    minutes: [u32; 3],
    rule: ExposureRule,
    exposure: Exposure,
    /// Why nothing is uncovered now, in words.
    resting: Option<String>,
    governs: bool,
    /// The rule was just set.
    told: bool,
}

impl Uncover {
    /// Minutes of looking left, rounded down.
    fn minutes_left(&self) -> u64 {
        self.exposure.seconds_left / 60
    }

    /// The number of views in the rule's field; empty for none.
    fn views_a_day(&self) -> String {
        self.rule.views_a_day.map(|views| views.to_string()).unwrap_or_default()
    }
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let field = |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
    let to = field("to").map_or_else(|| "/photographs".to_owned(), |(_, value)| place(&value).to_owned());
    let (rule, exposure) = desk.backend.exposure(&visit.token).await?;
    let page = Uncover {
        page: Page::new(&desk, &visit, "", visit.words.t("uncover-title")),
        to,
        minutes: MINUTES,
        rule,
        exposure,
        resting: exposure.rest.map(|rest| resting(&desk, visit.words, rest)),
        governs: visit.viewer()?.may(Right::Govern),
        told: field("rule").is_some(),
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Begins a session of uncovered viewing.
pub(crate) async fn uncover(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let minutes = fields.get("minutes").parse().ok().filter(|minutes| MINUTES.contains(minutes));
    desk.backend.uncover(&visit.token, minutes.ok_or(DeskError::BadRequest)?).await?;
    Ok(Redirect::to(place(fields.get("to"))).into_response())
}

/// Sets the rule about looking.
pub(crate) async fn rule(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let number = |name: &str| fields.get(name).trim().parse::<u32>().map_err(|_| DeskError::BadRequest);
    let rule = ExposureRule {
        views_a_day: match fields.get("views").trim() {
            "" => None,
            _ => Some(number("views")?),
        },
        looking_minutes: number("looking")?,
        pause_minutes: number("pause")?,
    };
    if !rule.is_sound() {
        return Err(DeskError::BadRequest);
    }
    desk.backend.set_exposure_rule(&visit.token, rule).await?;
    Ok(Redirect::to("/uncover?rule").into_response())
}

/// Covers everything again.
pub(crate) async fn cover_again(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    desk.backend.cover_again(&visit.token).await?;
    Ok(Redirect::to(place(fields.get("to"))).into_response())
}
