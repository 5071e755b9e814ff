//! The guard before every route: who is asking, whether they may, and whether a form is really ours.
//!
//! A route cannot be made without saying what it [`Needs`]; the guard is the only code that checks it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

use crate::backend::{Right, Theme, Viewer};
use crate::error::{DeskError, ErrorPage};
use crate::words::{Language, Words};
use crate::{Desk, frame};

/// The session's cookie.
pub(crate) const SESSION: &str = "amana_session";
/// The language chosen before signing in.
pub(crate) const LANGUAGE: &str = "amana_language";
/// The secret of the sign-in form, before there is a session.
pub(crate) const DOORSTEP: &str = "amana_doorstep";
/// The longest form in bytes.
const FORM_LIMIT: usize = 64 * 1024;

/// What a route needs of who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing: the sign-in page and the assets.
    Nothing,
    /// A valid session.
    Session,
    /// A valid session with this right.
    Right(Right),
}

/// One way to ask for one thing.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) needs: Needs,
    pub(crate) handler: MethodRouter<Arc<Desk>>,
}

/// Who asks, in which language, for what.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) viewer: Option<Viewer>,
    pub(crate) token: String,
    pub(crate) words: Words,
    pub(crate) theme: Theme,
    /// Path and query.
    pub(crate) address: String,
    /// The secret of the sign-in form, if the browser has one.
    pub(crate) doorstep: Option<String>,
}

impl Visit {
    /// The person; routes that need a session have one.
    pub(crate) fn viewer(&self) -> Result<&Viewer, DeskError> {
        self.viewer.as_ref().ok_or(DeskError::SignInNeeded)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        parts.extensions.get::<Self>().cloned().ok_or(DeskError::SignInNeeded)
    }
}

/// The fields of a form that passed the guard.
#[derive(Clone, Default)]
pub(crate) struct Fields(Arc<Vec<(String, String)>>);

impl Fields {
    /// Every value of a field that may be sent many times.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The value of a field, empty if it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Fields {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Checks a request, runs it, and puts an error into words.
pub(crate) async fn guard(
    State((desk, needs)): State<(Arc<Desk>, Needs)>,
    mut request: Request,
    next: Next,
) -> Response {
    let stranger = stranger(&request);
    let visit = match visit(&desk, stranger.clone()).await {
        Ok(visit) => visit,
        Err(error) => return ErrorPage::of(&desk, &stranger, error),
    };
    request.extensions_mut().insert(visit.clone());
    let response = match admit(&desk, needs, &visit, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    match response.extensions().get::<DeskError>().cloned() {
        Some(DeskError::SignInNeeded) if is_for_people(&visit) => to_sign_in(&visit.address),
        Some(error) => ErrorPage::of(&desk, &visit, error),
        None => response,
    }
}

async fn visit(desk: &Desk, mut visit: Visit) -> Result<Visit, DeskError> {
    if !visit.token.is_empty() {
        visit.viewer = desk.backend.session(&visit.token).await?;
    }
    if let Some(viewer) = &visit.viewer {
        visit.theme = viewer.preferences.theme;
        visit.words = viewer.preferences.language.map_or(visit.words, Words::of);
    }
    Ok(visit)
}

fn stranger(request: &Request) -> Visit {
    let headers = request.headers();
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = cookie(headers, LANGUAGE).and_then(|word| Language::from_word(&word));
    Visit {
        viewer: None,
        token: cookie(headers, SESSION).unwrap_or_default(),
        words: Words::of(chosen.unwrap_or_else(|| Language::accepted(accepted))),
        theme: Theme::default(),
        address: request.uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned(),
        doorstep: cookie(headers, DOORSTEP),
    }
}

/// Lets the request through, its form read and checked, or says why not.
async fn admit(desk: &Desk, needs: Needs, visit: &Visit, request: Request) -> Result<Request, DeskError> {
    match needs {
        Needs::Nothing => {}
        Needs::Session => drop(visit.viewer()?),
        Needs::Right(right) => {
            if !visit.viewer()?.may(right) {
                return Err(DeskError::Forbidden);
            }
        }
    }
    if request.method() == Method::POST { read_form(desk, needs, visit, request).await } else { Ok(request) }
}

async fn read_form(desk: &Desk, needs: Needs, visit: &Visit, request: Request) -> Result<Request, DeskError> {
    if !frame::is_from_us(desk, request.headers()) {
        return Err(DeskError::ForeignForm);
    }
    let (mut parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, FORM_LIMIT).await.map_err(|_| DeskError::TooLarge)?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let fields = Fields(Arc::new(fields));
    let secret = match needs {
        Needs::Nothing => visit.doorstep.as_deref(),
        _ => visit.viewer.as_ref().map(|viewer| viewer.csrf.as_str()),
    };
    if !secret.is_some_and(|secret| same(secret, fields.get("csrf"))) {
        return Err(DeskError::ForeignForm);
    }
    parts.extensions.insert(fields);
    Ok(Request::from_parts(parts, axum::body::Body::empty()))
}

/// Compares without telling by the time taken how much is the same.
fn same(secret: &str, given: &str) -> bool {
    let differing = secret.bytes().zip(given.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b));
    !secret.is_empty() && secret.len() == given.len() && differing == 0
}

/// Whether an address is a page, which leads to sign-in, rather than a part of one, which says 401.
fn is_for_people(visit: &Visit) -> bool {
    let path = visit.address.split('?').next().unwrap_or_default();
    !["/cover", "/uncovered", "/cells", "/running"].iter().any(|part| path.ends_with(part))
}

fn to_sign_in(address: &str) -> Response {
    let to: String = form_urlencoded::byte_serialize(address.as_bytes()).collect();
    let target = if address == "/" { "/sign-in".to_owned() } else { format!("/sign-in?to={to}") };
    axum::response::Redirect::to(&target).into_response()
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(field, _)| *field == name).map(|(_, value)| value.to_owned())
}
