//! A person's own page: language, colours, how long the session lasts, and what they saw uncovered today.

use std::sync::Arc;

use amana_model::{Exposure, ExposureRule, UtcTime};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::place;
use super::sign_in::set_cookie;
use crate::Desk;
use crate::backend::{EventsAbout, Preferences, Right, Theme};
use crate::error::DeskError;
use crate::guard::{Fields, LANGUAGE, Visit};
use crate::page::{Page, html};
use crate::show::history::ShownEvent;
use crate::words::Language;

const DAY: i64 = 86_400;
/// Views listed at most.
const VIEWS_SHOWN: u32 = 500;

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    page: Page,
    expires: UtcTime,
    name: String,
    role: String,
    views: Vec<ShownEvent>,
    rule: ExposureRule,
    exposure: Exposure,
    may_uncover: bool,
    languages: [Language; 3],
    themes: [Theme; 3],
}

impl Account {
    fn speaks(&self, language: &Language) -> bool {
        self.page.words.language == *language
    }

    fn wears(&self, theme: &Theme) -> bool {
        self.page.theme == theme.word()
    }
}

/// The page.
pub(crate) async fn page(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    let now = desk.options.clock.now();
    let midnight = now.unix_seconds().div_euclid(DAY) * DAY;
    let since = UtcTime::from_unix(midnight, 0).unwrap_or(now);
    let about = EventsAbout::ViewsBy(viewer.account.clone(), since);
    let events = desk.backend.events(&about, 0, VIEWS_SHOWN).await?;
    let (rule, exposure) = desk.backend.exposure(&visit.token).await?;
    let account = Account {
        expires: viewer.expires,
        name: viewer.name.clone(),
        role: viewer.role.clone(),
        views: events.iter().map(|event| ShownEvent::of(event, visit.words)).collect(),
        rule,
        exposure,
        may_uncover: viewer.may(Right::Uncover),
        languages: Language::ALL,
        themes: Theme::ALL,
        page: Page::new(&desk, &visit, "account", visit.words.t("nav-account")),
    };
    Ok(html(StatusCode::OK, account.render()))
}

/// Keeps what was chosen; a field that was not sent stays as it is.
pub(crate) async fn prefer(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let before = visit.viewer()?.preferences;
    let preferences = Preferences {
        language: Language::from_word(fields.get("language")).or(before.language),
        theme: Theme::from_word(fields.get("theme")).unwrap_or(before.theme),
    };
    desk.backend.prefer(&visit.token, preferences).await?;
    let mut response = Redirect::to(place(fields.get("to"))).into_response();
    if let Some(language) = preferences.language {
        set_cookie(&desk, &mut response, LANGUAGE, language.word(), Some(31_536_000))?;
    }
    Ok(response)
}
