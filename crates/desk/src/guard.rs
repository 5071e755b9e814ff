//! The guard before every route: who is asking, whether they may, and whether a form is really ours.
//!
//! A route cannot be made without saying what it [`Needs`]; the guard is the only code that checks it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use futures_util::StreamExt as _;

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

/// What a form may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brings {
    /// Fields alone.
    Fields,
    /// Fields, and after them one file of at most so many bytes.
    File(u64),
}

/// One way to ask for one thing.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) needs: Needs,
    pub(crate) brings: Brings,
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
    /// Path and query of the page to come back to: the address itself where it can be opened, else the nearest page above it.
    pub(crate) page: String,
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
    /// Fields out of a text that [`Fields::text`] made.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(Arc::new(form_urlencoded::parse(text.as_bytes()).into_owned().collect()))
    }

    /// The fields as a form sends them, without the session's secret.
    pub(crate) fn text(&self) -> String {
        let pairs = self.pairs().filter(|(name, value)| *name != "csrf" && !value.is_empty());
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// Every value of a field that may be sent many times.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every field with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value.as_str()))
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

/// The file that a form brought.
#[derive(Clone)]
pub(crate) struct Upload {
    /// Its name as the browser told it; never a path to anything here.
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

impl<S: Send + Sync> FromRequestParts<S> for Upload {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        parts.extensions.get::<Self>().cloned().ok_or(DeskError::BadRequest)
    }
}

/// The file that a form may bring: nothing where none was chosen.
pub(crate) struct Attached(pub(crate) Option<Upload>);

impl<S: Send + Sync> FromRequestParts<S> for Attached {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        let upload = parts.extensions.get::<Upload>().cloned();
        // A browser sends an empty file without a name where none was chosen.
        Ok(Self(upload.filter(|upload| !(upload.name.is_empty() && upload.bytes.is_empty()))))
    }
}

/// Checks a request, runs it, and puts an error into words.
pub(crate) async fn guard(
    State((desk, needs, brings)): State<(Arc<Desk>, Needs, Brings)>,
    mut request: Request,
    next: Next,
) -> Response {
    let stranger = stranger(&desk, &request);
    let visit = match visit(&desk, stranger.clone()).await {
        Ok(visit) => visit,
        Err(error) => return ErrorPage::of(&desk, &stranger, error),
    };
    request.extensions_mut().insert(visit.clone());
    let response = match admit(&desk, (needs, brings), &visit, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    match response.extensions().get::<DeskError>().cloned() {
        Some(DeskError::SignInNeeded) if is_for_people(&visit) => to_sign_in(&visit.page),
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

fn stranger(desk: &Desk, request: &Request) -> Visit {
    let headers = request.headers();
    let address = request.uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = cookie(headers, LANGUAGE).and_then(|word| Language::from_word(&word));
    Visit {
        viewer: None,
        token: cookie(headers, SESSION).unwrap_or_default(),
        words: Words::of(chosen.unwrap_or_else(|| Language::accepted(accepted))),
        theme: Theme::default(),
        page: page_of(&desk.pages, request.uri().path(), &address),
        address,
        doorstep: cookie(headers, DOORSTEP),
    }
}

/// The page to come back to from an address with this path.
fn page_of(pages: &[&str], path: &str, address: &str) -> String {
    let parts = |path: &str| path.split('/').count();
    let fits = |pattern: &str, path: &str| {
        let fit =
            |(wanted, told): (&str, &str)| wanted == told || (wanted.starts_with('{') && !told.is_empty());
        parts(pattern) == parts(path) && pattern.split('/').zip(path.split('/')).all(fit)
    };
    let mut above = path;
    loop {
        if pages.iter().any(|pattern| fits(pattern, above)) {
            return if above == path { address } else { above }.to_owned();
        }
        match above.rsplit_once('/') {
            Some((before, _)) if !before.is_empty() => above = before,
            _ => return "/".to_owned(),
        }
    }
}

/// Lets the request through, its form read and checked, or says why not.
async fn admit(
    desk: &Desk,
    (needs, brings): (Needs, Brings),
    visit: &Visit,
    request: Request,
) -> Result<Request, DeskError> {
    match needs {
        Needs::Nothing => {}
        Needs::Session => drop(visit.viewer()?),
        Needs::Right(right) => {
            if !visit.viewer()?.may(right) {
                return Err(DeskError::Forbidden);
            }
        }
    }
    if request.method() != Method::POST {
        return Ok(request);
    }
    if !frame::is_from_us(desk, request.headers()) {
        return Err(DeskError::ForeignForm);
    }
    let secret = match needs {
        Needs::Nothing => visit.doorstep.as_deref(),
        _ => visit.viewer.as_ref().map(|viewer| viewer.csrf.as_str()),
    };
    let secret = secret.ok_or(DeskError::ForeignForm)?;
    match (brings, boundary(request.headers())) {
        (Brings::File(limit), Some(boundary)) => read_upload(secret, limit, boundary, request).await,
        _ => read_form(secret, request).await,
    }
}

async fn read_form(secret: &str, request: Request) -> Result<Request, DeskError> {
    let (mut parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, FORM_LIMIT).await.map_err(|_| DeskError::TooLarge)?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let fields = Fields(Arc::new(fields));
    if !same(secret, fields.get("csrf")) {
        return Err(DeskError::ForeignForm);
    }
    parts.extensions.insert(fields);
    Ok(Request::from_parts(parts, axum::body::Body::empty()))
}

/// What sets the parts of a form with a file apart, if it is one.
fn boundary(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(headers.get(header::CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// Reads a form with a file. Its secret comes first: not a byte of the file is kept before.
async fn read_upload(
    secret: &str,
    limit: u64,
    boundary: String,
    request: Request,
) -> Result<Request, DeskError> {
    let (mut parts, body) = request.into_parts();
    let told = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if told.is_some_and(|told: u64| told > limit + FORM_LIMIT as u64) {
        // Read to its end and thrown away: a browser looks at no answer before it has sent everything.
        let mut rest = body.into_data_stream();
        while let Some(Ok(_)) = rest.next().await {}
        return Err(DeskError::TooLarge);
    }
    let size = multer::SizeLimit::new().whole_stream(limit + FORM_LIMIT as u64);
    let constraints = multer::Constraints::new().size_limit(size);
    let mut form = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let (mut fields, mut upload) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(too_large)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "csrf" {
            fields.push((name, field.text().await.map_err(too_large)?));
            continue;
        }
        if !fields.iter().any(|(name, value)| name == "csrf" && same(secret, value)) {
            return Err(DeskError::ForeignForm);
        }
        match field.file_name().map(str::to_owned) {
            Some(name) if upload.is_none() => {
                upload = Some(Upload { name, bytes: field.bytes().await.map_err(too_large)? });
            }
            Some(_) => return Err(DeskError::BadRequest),
            None => fields.push((name, field.text().await.map_err(too_large)?)),
        }
    }
    let fields = Fields(Arc::new(fields));
    if !same(secret, fields.get("csrf")) {
        return Err(DeskError::ForeignForm);
    }
    parts.extensions.insert(fields);
    if let Some(upload) = upload {
        parts.extensions.insert(upload);
    }
    Ok(Request::from_parts(parts, axum::body::Body::empty()))
}

/// Why a form with a file could not be read: longer than it may be, or not such a form.
fn too_large(error: multer::Error) -> DeskError {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            DeskError::TooLarge
        }
        _ => DeskError::BadRequest,
    }
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
