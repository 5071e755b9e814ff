//! What can go wrong between a browser and the archive, with words for the person outside and a trace inside.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use amana_model::{Digest, Rest};
use askama::Template as _;

use crate::Desk;
use crate::backend::{BackendError, NoPicture};
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::words::Words;

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DeskError {
    #[error("nobody is signed in")]
    SignInNeeded,
    #[error("this person may not")]
    Forbidden,
    #[error("the form was not sent by a page of this session")]
    ForeignForm,
    #[error("pictures are covered again")]
    Covered,
    #[error("there is no such page")]
    NotFound,
    #[error("the address or the form cannot be understood")]
    BadRequest,
    #[error("the page does not work that way")]
    NotThatWay,
    #[error("the form is too large")]
    TooLarge,
    #[error("there is no picture to show")]
    NoPicture(Unshown),
    #[error("nothing is uncovered before {}", .0.until())]
    Rest(Rest),
    #[error("others decided about the same meanwhile, in entry {}", .0.entry)]
    Conflict(Late),
    #[error("the form lacks something: {}", .0.key)]
    Asks(Asks),
    #[error("{0}")]
    Failed(String),
}

/// An original of which no picture can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unshown {
    why: NoPicture,
    /// What was seen in its bytes, in English.
    detail: Option<String>,
    /// Which original, where the request named one.
    digest: Option<Digest>,
}

/// A decision that came after another's about the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Late {
    /// The other's.
    pub(crate) entry: u64,
    /// The page with what stands there now.
    pub(crate) back: String,
    /// What was decided or typed here, in words, so that it is not lost.
    pub(crate) typed: String,
}

/// A form that lacks a choice, or holds one that will not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asks {
    /// The text's key: what is missing, and what to do.
    pub(crate) key: &'static str,
    /// The page with the form.
    pub(crate) back: String,
    /// What was typed, if that is what will not do.
    pub(crate) typed: String,
}

impl DeskError {
    /// The form of the page `back` lacks what the text of this key says.
    pub(crate) fn asks(key: &'static str, back: impl Into<String>) -> Self {
        Self::Asks(Asks { key, back: back.into(), typed: String::new() })
    }

    /// The answer to a request for a picture of this original.
    pub(crate) fn of_picture(error: BackendError, digest: Digest) -> Self {
        match Self::from(error) {
            Self::NoPicture(unshown) => Self::NoPicture(Unshown { digest: Some(digest), ..unshown }),
            other => other,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::ForeignForm | Self::Covered => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::NotThatWay => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoPicture(_) | Self::Asks(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Rest(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The part of the text's key: `error-<word>-title`, `error-<word>-text`.
    fn word(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "signin",
            Self::Forbidden => "forbidden",
            Self::ForeignForm => "form",
            Self::Covered => "covered",
            Self::NotFound => "missing",
            Self::BadRequest | Self::NotThatWay => "request",
            Self::TooLarge => "large",
            Self::NoPicture(_) => "picture",
            Self::Rest(Rest::Pause(_)) => "pause",
            Self::Rest(Rest::Day(_)) => "day",
            Self::Conflict(_) => "conflict",
            Self::Asks(_) => "asks",
            Self::Failed(_) => "failed",
        }
    }
}

impl From<BackendError> for DeskError {
    fn from(error: BackendError) -> Self {
        match error {
            BackendError::NotFound => Self::NotFound,
            BackendError::NoPicture { why, detail } => Self::NoPicture(Unshown { why, detail, digest: None }),
            BackendError::Rest(rest) => Self::Rest(rest),
            BackendError::Failed(why) => Self::Failed(why),
        }
    }
}

impl IntoResponse for DeskError {
    /// The bare status with the error beside it; the guard puts it into words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page that says what happened, what is safe and what to do next.
#[derive(askama::Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    page: Page,
    title: String,
    text: String,
    status: u16,
    /// A number to find this in the trace.
    reference: Option<String>,
    unshown: Option<Unshown>,
    /// The page to go on from.
    back: Option<String>,
    /// What was typed and not recorded.
    typed: String,
}

impl ErrorPage {
    /// The original that could not be shown, if it is one.
    fn original(&self) -> Option<Digest> {
        self.unshown.as_ref().and_then(|unshown| unshown.digest)
    }

    /// The page of an error. What is inside goes to the trace, once, here.
    pub(crate) fn of(desk: &Desk, visit: &Visit, error: DeskError) -> Response {
        let status = error.status();
        let reference = matches!(error, DeskError::Failed(_)).then(|| reference(desk));
        if let Some(reference) = &reference {
            tracing::error!(%reference, address = visit.address, %error, "a page failed");
        }
        let title = visit.words.t(format!("error-{}-title", error.word()));
        let text = match &error {
            DeskError::Conflict(late) => visit.words.x("error-conflict-text", late.entry),
            DeskError::Asks(asks) => visit.words.t(asks.key),
            DeskError::Rest(rest) => resting(desk, visit.words, *rest),
            error => visit.words.t(format!("error-{}-text", error.word())),
        };
        let page = Page::new(desk, visit, "", title.clone());
        let wait = if let DeskError::Rest(rest) = &error { Some(seconds_until(desk, *rest)) } else { None };
        let (back, typed) = match &error {
            DeskError::Conflict(late) => (Some(late.back.clone()), late.typed.clone()),
            DeskError::Asks(asks) => (Some(asks.back.clone()), asks.typed.clone()),
            DeskError::BadRequest if visit.page != visit.address => (Some(visit.page.clone()), String::new()),
            _ => (None, String::new()),
        };
        let unshown = if let DeskError::NoPicture(unshown) = error { Some(unshown) } else { None };
        let shown = Self { page, title, text, status: status.as_u16(), reference, unshown, back, typed };
        let mut response = html(status, shown.render());
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// What happened, what is safe, and when she can go on: for the page, and for a script that shows it beside a picture.
pub(crate) fn resting(desk: &Desk, words: Words, rest: Rest) -> String {
    let key = if let Rest::Pause(_) = rest { "error-pause-text" } else { "error-day-text" };
    words.xy(key, words.span(seconds_until(desk, rest)), words.when(rest.until()))
}

fn seconds_until(desk: &Desk, rest: Rest) -> u64 {
    let left = rest.until().unix_seconds() - desk.options.clock.now().unix_seconds();
    left.max(1).unsigned_abs()
}

fn reference(desk: &Desk) -> String {
    let mut bytes = [0; 4];
    (desk.options.fill_random)(&mut bytes);
    data_encoding::HEXUPPER.encode(&bytes)
}
