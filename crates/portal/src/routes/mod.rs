//! Every address of the portal: its own under `/letters`, and all else from the folder of published files.

mod letter;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

use crate::form::Sent;
use crate::page::{Page, dress, html};
use crate::rate::What;
use crate::ticket::{NotTaken, Ticket};
use crate::words::Words;
use crate::{Portal, answers, gallery};

/// What every page of the portal looks like, and the small script that does the work of a ticket. No page needs the script.
const STYLE: &str = include_str!("../../assets/portal.css");
const SCRIPT: &str = include_str!("../../assets/letter.js");
/// The sign in a browser's tab: without one every browser asks for it in vain.
const ICON: &str = include_str!("../../assets/icon.svg");
/// A number may be asked for sooner than a letter is taken, in parts of the delay of a letter.
const SOONER: u64 = 3;

/// The pages of the portal.
pub(crate) fn router(portal: Arc<Portal>) -> Router {
    Router::new()
        .route("/letters", get(choose))
        .route("/letters/", get(choose))
        .route("/letters/portal.css", get(async || asset("text/css; charset=utf-8", STYLE)))
        .route("/letters/icon.svg", get(async || asset("image/svg+xml", ICON)))
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
        Ok(Some(response)) => response,
        // Nothing published yet: families can write all the same.
        Ok(None) if path == "/" => Redirect::to(&format!("/letters/{}", words.tag())).into_response(),
        Ok(None) => not_there(words),
        Err(_) => {
            let page = Page::new(words, words.t("failed-title"), "");
            html(StatusCode::SERVICE_UNAVAILABLE, Told { page, text: words.t("failed-lead") }.render())
        }
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
    pub(crate) fn new(portal: &Portal, what: What) -> Self {
        let bits = bits(portal, what);
        Self { ticket: portal.tickets.make(seconds(portal), bits, portal.random()), bits }
    }
}

fn seconds(portal: &Portal) -> u64 {
    u64::try_from(portal.options.clock.now().unix_seconds()).unwrap_or_default()
}

/// The work that is asked for at this moment.
fn bits(portal: &Portal, what: What) -> u32 {
    let now = portal.options.clock.now().unix_millis();
    portal.options.limits.work_bits + portal.rates.more_bits(what, now)
}

/// A status, what is wrong in words, and the ticket to go on with if the one that came is still good.
pub(crate) type Refused = (StatusCode, String, Option<Ticketed>);

/// Looks at the ticket of a form.
pub(crate) fn look(portal: &Portal, sent: &Sent, what: What) -> Result<Ticket, NotTaken> {
    let delay = match what {
        What::Letter => portal.options.limits.delay_seconds,
        What::Answer => portal.options.limits.delay_seconds / SOONER,
    };
    // Two bits of grace: the crowd may have come while somebody wrote.
    let least = bits(portal, what).saturating_sub(2);
    portal.tickets.look(sent.get("ticket"), sent.get("proof"), seconds(portal), delay, least)
}

/// Takes the ticket of a form, or says why not.
pub(crate) fn checked(portal: &Portal, w: Words, sent: &Sent, what: What) -> Result<(), Refused> {
    let ticket = look(portal, sent, what).map_err(|why| not_taken(w, sent, what, why))?;
    if !portal.rates.take(what, ticket.proven, portal.options.clock.now().unix_millis()) {
        return Err((StatusCode::SERVICE_UNAVAILABLE, w.word(prefix(what), "many"), None));
    }
    match portal.tickets.spend(&ticket) {
        true => Ok(()),
        false => Err(not_taken(w, sent, what, NotTaken::Spent)),
    }
}

/// Why the ticket of a form is not taken, in words.
pub(crate) fn not_taken(w: Words, sent: &Sent, what: What, why: NotTaken) -> Refused {
    let prefix = prefix(what);
    match why {
        NotTaken::Stale => (StatusCode::CONFLICT, w.word(prefix, "stale"), None),
        NotTaken::Spent => (StatusCode::CONFLICT, w.word(prefix, "spent"), None),
        NotTaken::Wait(left) => {
            // The same ticket again: it goes on growing old. No work is asked for, since no script did any.
            let same = Ticketed { ticket: sent.get("ticket").to_owned(), bits: 0 };
            (StatusCode::TOO_EARLY, w.x(&format!("{prefix}-wait"), left), Some(same))
        }
    }
}

fn prefix(what: What) -> &'static str {
    match what {
        What::Letter => "refused",
        What::Answer => "asked",
    }
}
