//! Asking for an answer: a code in, the answer out, if there is one.

use std::io::Read as _;
use std::sync::Arc;

use amana_model::Code;
use amana_store::{Answer, LONGEST_ANSWER, answer_name, open_answer};
use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::page::{Page, html};
use crate::rate::What;
use crate::routes::{Ticketed, checked, not_there};
use crate::words::Words;
use crate::{Portal, form};

/// The most characters of a number that are typed, with whatever stands between its digits.
const TYPED: usize = 40;

#[derive(Template)]
#[template(path = "answer.html")]
struct Ask {
    page: Page,
    ticketed: Ticketed,
    wrong: Option<String>,
    /// The number as it was typed, where no answer was found: who has the page typed it, nobody keeps the page, and so a single wrong digit
    /// can be mended. A page with an answer does not hold it.
    typed: String,
    answer: Option<Answer>,
}

/// The page that asks for a code.
pub(crate) async fn page(State(portal): State<Arc<Portal>>, Path(language): Path<String>) -> Response {
    let Some(words) = Words::of(&language) else { return not_there(Words::accepted("")) };
    html(StatusCode::OK, ask(&portal, words).render())
}

fn ask(portal: &Portal, words: Words) -> Ask {
    let page = Page::new(words, words.t("answer-title"), "/answer");
    Ask {
        page,
        ticketed: Ticketed::new(portal, What::Answer),
        wrong: None,
        typed: String::new(),
        answer: None,
    }
}

/// Looks for the answer.
pub(crate) async fn show(
    State(portal): State<Arc<Portal>>,
    Path(language): Path<String>,
    request: Request,
) -> Response {
    let Some(w) = Words::of(&language) else { return not_there(Words::accepted("")) };
    let (sent, fault) = form::read(&portal, request).await;
    let again = |status, wrong: String, ticketed: Option<Ticketed>| {
        let ask = ask(&portal, w);
        let ticketed = ticketed.unwrap_or_else(|| Ticketed::new(&portal, What::Answer));
        let typed = sent.get("code").chars().take(TYPED).collect();
        html(status, Ask { ticketed, wrong: Some(wrong), typed, ..ask }.render())
    };
    if fault.is_some() {
        return again(StatusCode::BAD_REQUEST, w.t("answer-unread"), None);
    }
    let Ok(code) = sent.get("code").parse::<Code>() else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, w.t("answer-no-code"), None);
    };
    if let Err((status, wrong, ticketed)) = checked(&portal, w, &sent, What::Answer) {
        return again(status, wrong, ticketed);
    }
    match look(&portal, code).await {
        Ok(Some(answer)) => {
            let answered = Ask { answer: Some(answer), ..ask(&portal, w) };
            html(StatusCode::OK, answered.render())
        }
        Ok(None) => again(StatusCode::OK, w.t("answer-none"), None),
        Err(()) => again(StatusCode::SERVICE_UNAVAILABLE, w.t("answer-failed"), None),
    }
}

/// The answer to the letter of a code. The code is hashed slowly before anything is looked for, so that time tells nothing of what lies
/// there to whoever does not have the code.
async fn look(portal: &Arc<Portal>, code: Code) -> Result<Option<Answer>, ()> {
    let _turn = portal.work.acquire().await.map_err(|_| ())?;
    let portal = portal.clone();
    let work = move || {
        let name = answer_name(&code, portal.options.kit.archive()).map_err(|_| ())?;
        let path = portal.options.answers.join(name.to_string());
        let file = match std::fs::File::open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(()),
        };
        let mut sealed = Vec::new();
        file.take(2 * LONGEST_ANSWER).read_to_end(&mut sealed).map_err(|_| ())?;
        open_answer(&sealed, &code).map(Some).map_err(|_| ())
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| ())?
}
