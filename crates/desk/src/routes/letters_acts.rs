//! What is done with a letter: taken up, ranked, answered, linked, made a report, looked into, erased.

use std::sync::Arc;

use amana_model::{
    Consent, ConsentPurpose, LetterId, LetterMoved, LetterState, LettersComparison, MissingId,
    ReportsVerdict, StatedSex, Urgency,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::letters::{Shown, refused, shown};
use super::missing::{self, PersonForm, typed, typed_consent};
use super::part;
use crate::Desk;
use crate::backend::{ChosenPicture, InboxLetter, NewReport, NotDone, NotReported};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};

#[derive(Template)]
#[template(path = "letter_report.html")]
struct ReportForm {
    page: Page,
    letter: LetterId,
    form: PersonForm,
    consents: Vec<Consent>,
    how: String,
    /// The pictures of the letter: whether one is chosen as a photograph of the living, and whose face is chosen in it.
    pictures: Vec<(u32, bool, String)>,
    wrong: Option<String>,
}

impl ReportForm {
    fn consents_to(&self, purpose: &ConsentPurpose) -> bool {
        self.consents.iter().any(|consent| consent.purpose == *purpose)
    }

    fn recipient(&self, purpose: &ConsentPurpose) -> &str {
        let consent = self.consents.iter().find(|consent| consent.purpose == *purpose);
        consent.and_then(|consent| consent.recipient.as_deref()).unwrap_or_default()
    }
}

/// The pictures of a letter as the form shows them: those that are ticked, with whose face it is.
fn ticked(letter: &InboxLetter, fields: &Fields) -> Vec<(u32, bool, String)> {
    let pictures = (1..).take(letter.pictures.len());
    let row = |picture: u32| {
        let is = fields.all("living").any(|one| one.parse() == Ok(picture));
        (picture, is, fields.get(&format!("which-{picture}")).trim().to_owned())
    };
    pictures.map(row).collect()
}

/// A picture that is chosen, with whose face it is.
fn chosen(picture: u32, which: &str) -> Result<ChosenPicture, DeskError> {
    let which = match which.trim() {
        "" => None,
        number => Some(number.parse().map_err(|_| DeskError::BadRequest)?),
    };
    Ok(ChosenPicture { picture, which })
}

fn address(letter: &LetterId) -> String {
    format!("/letters/{letter}")
}

/// Back to that part of the letter where it was done, or the letter with why nothing was done.
async fn done<T>(
    desk: &Desk,
    visit: &Visit,
    (letter, place): (&LetterId, &str),
    done: Result<T, NotDone>,
    typed: &str,
) -> Result<Response, DeskError> {
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{}#{place}", address(letter))).into_response()),
        Err(NotDone::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            shown(desk, visit, letter, Shown { wrong, typed: typed.to_owned(), ..Shown::default() }).await
        }
    }
}

/// Takes a letter up, puts it back, or closes it.
pub(crate) async fn moved(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let to = LetterState::from_word(fields.get("to")).ok_or(DeskError::BadRequest)?;
    let moved = LetterMoved { letter: letter.clone(), to, reason: fields.get("reason").to_owned() };
    let moved = desk.backend.move_letter(&visit.token, moved).await?;
    done(&desk, &visit, (&letter, "stands"), moved, "").await
}

/// Says how soon a letter should be looked at.
pub(crate) async fn ranked(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let urgency = Urgency::from_word(fields.get("urgency")).ok_or(DeskError::BadRequest)?;
    let ranked = desk.backend.rank_letter(&visit.token, &letter, urgency).await?;
    done(&desk, &visit, (&letter, "stands"), ranked, "").await
}

/// Writes an answer.
pub(crate) async fn answered(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let knew: u64 = part(fields.get("knew"))?;
    let text = fields.get("text").replace("\r\n", "\n");
    let answered = desk.backend.answer_letter(&visit.token, &letter, &text, knew).await?;
    done(&desk, &visit, (&letter, "answer"), answered, &text).await
}

/// Shows who wrote, once, to whoever says why.
pub(crate) async fn contact(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    match desk.backend.read_letter_contact(&visit.token, &letter, fields.get("purpose")).await? {
        Ok(contact) => {
            shown(&desk, &visit, &letter, Shown { contact: Some(contact), ..Shown::default() }).await
        }
        Err(why) => done::<()>(&desk, &visit, (&letter, "said"), Err(why), "").await,
    }
}

/// Shows a picture of a letter, recorded before its first byte.
pub(crate) async fn picture(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    match desk.backend.letter_picture(&visit.token, &letter, part(&number)?).await? {
        Ok(Some(picture)) => {
            let headers = [(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")];
            Ok((headers, picture).into_response())
        }
        Ok(None) => {
            let wrong = Some(visit.words.t("letter-no-picture"));
            shown(&desk, &visit, &letter, Shown { wrong, ..Shown::default() }).await
        }
        Err(why) => done::<()>(&desk, &visit, (&letter, "said"), Err(why), "").await,
    }
}

/// Records whether this letter and another are about the same matter.
pub(crate) async fn compared(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, other)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (letter, other): (LetterId, LetterId) = (part(&id)?, part(&other)?);
    let verdict = ReportsVerdict::from_word(fields.get("verdict")).ok_or(DeskError::BadRequest)?;
    let comparison =
        LettersComparison::of(letter.clone(), other, verdict, fields.get("reason").trim().to_owned());
    let compared = desk.backend.compare_letters(&visit.token, comparison).await?;
    done(&desk, &visit, (&letter, "same"), compared, "").await
}

/// The form that takes in, as a report, what a letter says.
pub(crate) async fn report_form(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let room = desk.backend.letters().await?;
    let known = room.get(&letter).ok_or(DeskError::NotFound)?;
    let words = known.words.here().filter(|_| known.can_become_report());
    let Some(words) = words else {
        return done::<()>(&desk, &visit, (&letter, "said"), Err(NotDone::NoReport), "").await;
    };
    let mut person = words.person.clone().unwrap_or_default();
    if !words.text.trim().is_empty() {
        // Their own words belong to what is told.
        let told = [person.testimony.trim(), words.text.trim()];
        person.testimony = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    let page = ReportForm {
        page: Page::new(&desk, &visit, "letters", visit.words.t("letter-report-title")),
        form: PersonForm::of(&person),
        consents: words.consents.clone(),
        how: visit.words.x("letter-report-how", &letter),
        pictures: ticked(known, &Fields::default()),
        letter,
        wrong: None,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Takes it in.
pub(crate) async fn report(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let (form, wrong) = typed(&fields);
    let consents: Vec<Consent> =
        ConsentPurpose::ALL.into_iter().filter_map(|purpose| typed_consent(&fields, purpose)).collect();
    let how = fields.get("how").trim().to_owned();
    let room = desk.backend.letters().await?;
    let pictures = ticked(room.get(&letter).ok_or(DeskError::NotFound)?, &fields);
    let living = pictures.iter().filter(|(_, is, _)| *is);
    let living = living.map(|(picture, _, which)| chosen(*picture, which)).collect::<Result<Vec<_>, _>>()?;
    let wrong = match wrong {
        Some(word) => visit.words.word("missing-refused", word),
        None => {
            let new = NewReport {
                person: form.person.clone(),
                consents: consents.clone(),
                how: how.clone(),
                ..NewReport::default()
            };
            match desk.backend.report_letter(&visit.token, &letter, new, &living).await? {
                Ok(Ok(report)) => return Ok(Redirect::to(&missing::address(&report)).into_response()),
                Ok(Err(why)) => missing::refused(&why, visit.words),
                Err(why) => return done::<()>(&desk, &visit, (&letter, "said"), Err(why), "").await,
            }
        }
    };
    let page = ReportForm {
        page: Page::new(&desk, &visit, "letters", visit.words.t("letter-report-title")),
        letter,
        form,
        consents,
        how,
        pictures,
        wrong: Some(wrong),
    };
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, page.render()))
}

/// Seals a picture of a letter with a report that is here, as a photograph of the living.
pub(crate) async fn living(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    let chosen = chosen(part(fields.get("picture"))?, fields.get("which"))?;
    let sealed = match fields.get("report").trim().parse::<MissingId>() {
        Ok(report) => desk.backend.living_of_letter(&visit.token, &letter, &report, chosen).await?,
        Err(_) => Ok(Err(NotReported::Absent)),
    };
    match sealed {
        Ok(Err(why)) => {
            let wrong = Some(missing::refused(&why, visit.words));
            shown(&desk, &visit, &letter, Shown { wrong, ..Shown::default() }).await
        }
        Ok(Ok(_)) => done(&desk, &visit, (&letter, "living"), Ok(()), "").await,
        Err(why) => done::<()>(&desk, &visit, (&letter, "said"), Err(why), "").await,
    }
}

/// Destroys the keys of a letter.
pub(crate) async fn erase(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let letter: LetterId = part(&id)?;
    // The identifier typed again: what follows cannot be undone.
    let erased = match fields.get("sure").trim() == letter.as_str() {
        true => desk.backend.erase_letter(&visit.token, &letter, fields.get("order")).await?,
        false => Err(NotDone::Why),
    };
    done(&desk, &visit, (&letter, "said"), erased, "").await
}
