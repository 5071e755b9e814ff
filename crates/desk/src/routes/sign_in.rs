//! Signing in and out.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::place;
use crate::Desk;
use crate::backend::SignInError;
use crate::error::DeskError;
use crate::guard::{DOORSTEP, Fields, LANGUAGE, SESSION, Visit};
use crate::page::{Page, html};
use crate::words::{Language, Words};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    page: Page,
    to: String,
    name: String,
    /// What went wrong the last time.
    wrong: Option<String>,
}

/// The page, and the language chosen on it.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    mut visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let get = |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(field, _)| field == name);
    let to = get("to").map(|(_, value)| place(&value).to_owned()).unwrap_or_else(|| "/".to_owned());
    if visit.viewer.is_some() {
        return Ok(Redirect::to(&to).into_response());
    }
    let language = get("language").and_then(|(_, value)| Language::from_word(&value));
    if let Some(language) = language {
        visit.words = Words::of(language);
    }
    let mut response = show(&desk, &visit, StatusCode::OK, to, String::new(), None);
    if let Some(language) = language {
        set_cookie(&desk, &mut response, LANGUAGE, language.word(), Some(31_536_000))?;
    }
    Ok(response)
}

fn show(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    to: String,
    name: String,
    wrong: Option<String>,
) -> Response {
    let mut page = Page::new(desk, visit, "", visit.words.t("signin-title"));
    page.csrf = visit.doorstep.clone().filter(|secret| secret.len() == 32).unwrap_or_else(|| {
        let mut bytes = [0; 16];
        (desk.options.fill_random)(&mut bytes);
        data_encoding::HEXLOWER.encode(&bytes)
    });
    let secret = page.csrf.clone();
    let mut response = html(status, SignIn { page, to, name, wrong }.render());
    // The secret was made here of hexadecimal digits, or came back as a cookie's value: it can be one.
    let _ = set_cookie(desk, &mut response, DOORSTEP, &secret, None);
    response
}

/// Checks the name and the password.
pub(crate) async fn sign_in(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let to = place(fields.get("to")).to_owned();
    let name = fields.get("name").trim().to_owned();
    match desk.backend.sign_in(&name, fields.get("password")).await {
        Ok(token) => {
            let mut response = Redirect::to(&to).into_response();
            set_cookie(&desk, &mut response, SESSION, &token, None)?;
            Ok(response)
        }
        Err(SignInError::Backend(error)) => Err(error.into()),
        Err(error) => {
            let (status, wrong) = refusal(&error, visit.words);
            Ok(show(&desk, &visit, status, to, name, Some(wrong)))
        }
    }
}

fn refusal(error: &SignInError, words: Words) -> (StatusCode, String) {
    match error {
        SignInError::TooMany { wait_seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, words.x("signin-wait", words.span(*wait_seconds)))
        }
        SignInError::Disabled => (StatusCode::UNAUTHORIZED, words.t("signin-disabled")),
        _ => (StatusCode::UNAUTHORIZED, words.t("signin-wrong")),
    }
}

/// Ends the session.
pub(crate) async fn sign_out(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    desk.backend.sign_out(&visit.token).await?;
    let mut response = Redirect::to("/sign-in").into_response();
    set_cookie(&desk, &mut response, SESSION, "", Some(0))?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// Adds a cookie that no script reads and no other site causes to be sent.
pub(crate) fn set_cookie(
    desk: &Desk,
    response: &mut Response,
    name: &str,
    value: &str,
    seconds: Option<u32>,
) -> Result<(), DeskError> {
    let secure = if desk.options.secure_cookies { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| DeskError::BadRequest)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(())
}
