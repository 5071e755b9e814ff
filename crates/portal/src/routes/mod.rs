//! Every address of the portal: its own under `/letters`, and all else from the folder of published files.

mod letter;

use std::sync::Arc;

use amana_model::LetterKind;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

use crate::form::Sent;
use crate::page::{Page, dress, html};
use crate::ticket::NotTaken;
use crate::words::Words;
use crate::{Portal, answers, gallery};

/// What every page of the portal looks like, and the small script that does the work of a ticket. No page needs the script.
const STYLE: &str = include_str!("../../assets/portal.css");
const SCRIPT: &str = include_str!("../../assets/letter.js");

/// The pages of the portal.
pub(crate) fn router(portal: Arc<Portal>) -> Router {
    Router::new()
        .route("/letters", get(choose))
        .route("/letters/", get(choose))
        .route("/letters/portal.css", get(async || asset("text/css; charset=utf-8", STYLE)))
        .route("/letters/letter.js", get(async || asset("text/javascript; charset=utf-8", SCRIPT)))
        .route("/letters/{language}", get(first))
        .route("/letters/{language}/answer", get(answers::page).post(answers::show))
        .route("/letters/{language}/{kind}", get(letter::page).post(letter::send))
        .method_not_allowed_fallback(not_that_way)
        .fallback(published)
        .with_state(portal)
        .layer(middleware::from_fn(dressed))
}

async fn dressed(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    dress(response.headers_mut());
    response
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, text).into_response()
}

/// Leads to the page in the browser's language.
async fn choose(headers: HeaderMap) -> Response {
    Redirect::to(&format!("/letters/{}", accepted(&headers).tag())).into_response()
}

fn accepted(headers: &HeaderMap) -> Words {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Words::accepted(header.unwrap_or_default())
}

#[derive(Template)]
#[template(path = "first.html")]
struct First {
    page: Page,
}

/// What somebody can write about.
async fn first(Path(language): Path<String>) -> Response {
    let Some(words) = Words::of(&language) else { return not_there(Words::accepted("")) };
    html(StatusCode::OK, First { page: Page::new(words, words.t("first-title"), "") }.render())
}

/// A published file, or the page that says that there is none.
async fn published(State(portal): State<Arc<Portal>>, request: Request) -> Response {
    let words = accepted(request.headers());
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return not_that_way().await;
    }
    let path = request.uri().path();
    match gallery::send(&portal.options.gallery, request.method(), path, request.headers()).await {
        Some(response) => response,
        // Nothing published yet: families can write all the same.
        None if path == "/" => Redirect::to(&format!("/letters/{}", words.tag())).into_response(),
        None => not_there(words),
    }
}

#[derive(Template)]
#[template(path = "told.html")]
struct Told {
    page: Page,
    text: String,
}

/// The page of an address that leads nowhere.
pub(crate) fn not_there(words: Words) -> Response {
    let page = Page::new(words, words.t("nothing-title"), "");
    html(StatusCode::NOT_FOUND, Told { page, text: words.t("nothing-lead") }.render())
}

async fn not_that_way() -> Response {
    let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"))];
    (StatusCode::METHOD_NOT_ALLOWED, allow, "This address does not work that way.\n").into_response()
}

/// The ticket of a form, for its page.
pub(crate) struct Ticketed {
    pub(crate) ticket: String,
    pub(crate) bits: u32,
}

impl Ticketed {
    pub(crate) fn new(portal: &Portal) -> Self {
        let now = portal.options.clock.now();
        let bits = portal.options.limits.work_bits + portal.rates.more_bits(now.unix_millis());
        let seconds = u64::try_from(now.unix_seconds()).unwrap_or_default();
        Self { ticket: portal.tickets.make(seconds, bits, portal.random()), bits }
    }
}

/// A status, what is wrong in words, and the ticket to go on with if the one that came is still good.
pub(crate) type Refused = (StatusCode, String, Option<Ticketed>);

/// Takes the ticket of a form, or says why not, in the texts of `prefix`.
pub(crate) fn checked(
    portal: &Portal,
    w: Words,
    sent: &Sent,
    delay: u64,
    prefix: &str,
) -> Result<(), Refused> {
    let now = portal.options.clock.now();
    let seconds = u64::try_from(now.unix_seconds()).unwrap_or_default();
    let text = sent.get("ticket");
    let stale = || (StatusCode::CONFLICT, w.word(prefix, "stale"), None);
    let ticket = match portal.tickets.look(text, sent.get("proof"), seconds, delay) {
        Ok(ticket) => ticket,
        Err(NotTaken::Stale) => return Err(stale()),
        Err(NotTaken::Wait(left)) => {
            // The same ticket again: it goes on growing old. No work is asked for, since no script did any.
            let same = Ticketed { ticket: text.to_owned(), bits: 0 };
            return Err((StatusCode::TOO_EARLY, w.x(&format!("{prefix}-wait"), left), Some(same)));
        }
    };
    if !portal.rates.take(ticket.proven, now.unix_millis()) {
        return Err((StatusCode::SERVICE_UNAVAILABLE, w.word(prefix, "many"), None));
    }
    if portal.tickets.spend(&ticket) { Ok(()) } else { Err(stale()) }
}

/// The kind of letter that an address names.
pub(crate) fn kind(word: &str) -> Option<LetterKind> {
    LetterKind::from_word(word)
}
