//! Writing a letter: the form, and what becomes of what it brings.

use std::sync::Arc;

use amana_model::{
    Code, Consent, ConsentPurpose, Contact, Digest, Letter, LetterFault, LetterKind, MissingPerson,
    PartialDate, PublicationId, StatedSex, Written,
};
use askama::Template;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

use super::{Ticketed, checked, not_taken, not_there};
use crate::Portal;
use crate::drop::NotDropped;
use crate::form::{self, NotRead, Sent};
use crate::page::{Page, html};
use crate::rate::What;
use crate::words::Words;

/// What a letter may consent to: nobody is named in one.
const CONSENTS: [ConsentPurpose; 2] = [ConsentPurpose::Search, ConsentPurpose::Publication];

#[derive(Template)]
#[template(path = "letter.html")]
struct Form {
    page: Page,
    kind: LetterKind,
    ticketed: Ticketed,
    /// What was typed and not taken.
    typed: Vec<(String, String)>,
    wrong: Option<String>,
    /// Whether pictures must be chosen again.
    pictures_again: bool,
}

impl Form {
    fn text(&self, name: &str) -> &str {
        self.typed.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.typed.iter().any(|(field, typed)| field == name && typed == value)
    }

    fn is_report(&self) -> bool {
        self.kind == LetterKind::Report
    }
}

#[derive(Template)]
#[template(path = "taken.html")]
struct Taken {
    page: Page,
    code: Code,
}

fn empty(portal: &Portal, words: Words, kind: LetterKind) -> Form {
    Form {
        page: Page::new(words, words.word("kind", kind.word()), &format!("/{}", kind.word())),
        kind,
        ticketed: Ticketed::new(portal, What::Letter),
        typed: Vec::new(),
        wrong: None,
        pictures_again: false,
    }
}

/// The form of a letter; the face it is about may stand in the address.
pub(crate) async fn page(
    State(portal): State<Arc<Portal>>,
    Path((language, word)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let (Some(words), Some(kind)) = (Words::of(&language), LetterKind::from_word(&word)) else {
        return not_there(Words::of(&language).unwrap_or_else(|| Words::accepted("")));
    };
    let mut form = empty(&portal, words, kind);
    let query = query.unwrap_or_default();
    let face = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "face");
    if let Some(face) = face.and_then(|(_, face)| PublicationId::typed(&face)) {
        form.page.other = format!("{}?face={face}", form.page.other);
        form.typed.push(("face".to_owned(), face.shown()));
    }
    html(StatusCode::OK, form.render())
}

/// Takes a letter: sealed in memory, dropped, and only then said to be taken.
pub(crate) async fn send(
    State(portal): State<Arc<Portal>>,
    Path((language, word)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (Some(w), Some(kind)) = (Words::of(&language), LetterKind::from_word(&word)) else {
        return not_there(Words::accepted(""));
    };
    let (mut sent, fault) = form::read(&portal, request).await;
    let outcome = match fault {
        Some(why) => Err(unread(w, &sent, why)),
        None => {
            // To its end, even if whoever sent it is gone: so what it takes of memory is counted for as long as it takes it.
            let work = {
                let portal = portal.clone();
                async move {
                    let outcome = take(&portal, w, kind, &mut sent).await;
                    (sent, outcome)
                }
            };
            let Ok((back, outcome)) = tokio::spawn(work).await else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            sent = back;
            outcome
        }
    };
    match outcome {
        Ok(code) => {
            let page = Page::new(w, w.t("taken-title"), "");
            html(StatusCode::OK, Taken { page, code }.render())
        }
        Err((status, wrong, ticketed)) => {
            let form = empty(&portal, w, kind);
            let page = Form {
                ticketed: ticketed.unwrap_or(form.ticketed),
                pictures_again: sent.pictured,
                typed: std::mem::take(&mut sent.fields),
                wrong: Some(wrong),
                page: form.page,
                kind,
            };
            html(status, page.render())
        }
    }
}

fn unread(w: Words, sent: &Sent, why: NotRead) -> super::Refused {
    let (status, word) = match why {
        NotRead::Ticket(why) => return not_taken(w, sent, What::Letter, why),
        NotRead::Long => (StatusCode::PAYLOAD_TOO_LARGE, "long"),
        NotRead::Pictures => (StatusCode::PAYLOAD_TOO_LARGE, "pictures"),
        NotRead::BrokeOff => (StatusCode::REQUEST_TIMEOUT, "broke-off"),
        NotRead::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        NotRead::Strange => (StatusCode::BAD_REQUEST, "strange"),
    };
    (status, w.word("refused", word), None)
}

async fn take(
    portal: &Arc<Portal>,
    w: Words,
    kind: LetterKind,
    sent: &mut Sent,
) -> Result<Code, super::Refused> {
    let wrong = |word: &str| (StatusCode::UNPROCESSABLE_ENTITY, w.word("refused", word), None);
    let code = Code::of_random(portal.random());
    let letter = Letter {
        written: written(portal, w, kind, sent, code.clone()).map_err(wrong)?,
        pictures: std::mem::take(&mut sent.pictures),
    };
    match letter.check() {
        Ok(()) => checked(portal, w, sent, What::Letter)?,
        Err(LetterFault::Silent) => return Err(wrong("silent")),
        Err(LetterFault::Pictures) => return Err(wrong("pictures")),
        Err(_) => return Err(wrong("long")),
    }
    match seal_and_drop(portal, letter).await {
        Ok(()) => Ok(code),
        Err(why) => {
            let word = if matches!(why, NotDropped::Full) { "full" } else { "disk" };
            Err((StatusCode::INSUFFICIENT_STORAGE, w.word("refused", word), None))
        }
    }
}

/// Seals a letter in memory and drops it; durable on return. It is never written in clear.
async fn seal_and_drop(portal: &Arc<Portal>, letter: Letter) -> Result<(), NotDropped> {
    let _turn = portal.work.acquire().await.map_err(|_| NotDropped::Refused)?;
    let portal = portal.clone();
    let work = move || {
        let plain = letter.encode(sha256).map_err(|_| NotDropped::Refused)?;
        drop(letter);
        let sealed = portal.options.kit.recipients.seal(&plain).map_err(|_| NotDropped::Refused)?;
        drop(plain);
        portal.drop.put(&sealed).map(|_| ())
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| NotDropped::Refused)?
}

fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// What a form says, or the word for what is wrong with it.
fn written(
    portal: &Portal,
    w: Words,
    kind: LetterKind,
    sent: &Sent,
    code: Code,
) -> Result<Written, &'static str> {
    let optional = |name: &str| Some(sent.text(name)).filter(|text| !text.is_empty());
    let earlier = optional("earlier").map(|typed| typed.parse()).transpose().map_err(|_| "earlier")?;
    let is_report = kind == LetterKind::Report;
    let face = optional("face")
        .filter(|_| !is_report)
        .map(|typed| PublicationId::typed(&typed).ok_or("face"))
        .transpose();
    Ok(Written {
        kind,
        language: w.language,
        day: portal.options.clock.now().day(),
        code,
        earlier,
        face: face?,
        text: sent.text("text"),
        person: is_report.then(|| person(w, sent)),
        contact: Contact {
            name: sent.text("contact_name"),
            relation: sent.text("contact_relation"),
            reach: sent.text("contact_reach"),
            language: sent.text("contact_language"),
        },
        consents: CONSENTS
            .into_iter()
            .filter(|purpose| is_report && sent.all("consent").any(|one| one == purpose.word()))
            .map(|purpose| Consent { purpose, recipient: None })
            .collect(),
    })
}

/// What is said of a missing person. A date that is none stays as it was typed, among what else is told.
fn person(w: Words, sent: &Sent) -> MissingPerson {
    let mut testimony = sent.text("testimony");
    let mut date = |name: &str| {
        let typed = sent.text(name);
        let date = PartialDate::read(&typed);
        if date.is_none() && !typed.is_empty() {
            let said = format!("{}: {typed}", w.word("field", name));
            testimony = if testimony.is_empty() { said } else { format!("{testimony}\n{said}") };
        }
        date
    };
    let (born, taken, last_seen) = (date("born"), date("taken"), date("last_seen"));
    MissingPerson {
        name_arabic: sent.text("name_arabic"),
        name_latin: sent.text("name_latin"),
        father: sent.text("father"),
        mother: sent.text("mother"),
        other_names: sent
            .text("other_names")
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        sex: StatedSex::from_word(sent.get("sex")),
        born,
        birthplace: sent.text("birthplace"),
        taken,
        taken_where: sent.text("taken_where"),
        held_by: sent.text("held_by"),
        last_seen,
        last_seen_where: sent.text("last_seen_where"),
        marks: sent.text("marks"),
        teeth: sent.text("teeth"),
        clothing: sent.text("clothing"),
        testimony,
    }
}
