//! What is done with a report about a missing person: told anew, consented to, its contact read, erased.

use std::sync::Arc;

use amana_model::{Consent, ConsentChange, ConsentPurpose, MissingId, ReportsComparison, ReportsVerdict};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::missing::{Shown, address, refused, shown, typed, typed_contact};
use super::part;
use crate::Desk;
use crate::backend::{Erasure, NotReported};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};

/// Back to that part of the report where it was done, or the report with why nothing was recorded.
pub(super) async fn done<T>(
    desk: &Desk,
    visit: &Visit,
    (report, place): (&MissingId, &str),
    done: Result<T, NotReported>,
) -> Result<Response, DeskError> {
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{}#{place}", address(report))).into_response()),
        Err(NotReported::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            shown(desk, visit, report, Shown { wrong, ..Shown::default() }).await
        }
    }
}

/// Tells a report anew.
pub(crate) async fn amend(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let seen = fields.get("seen").parse().map_err(|_| DeskError::BadRequest)?;
    let (form, wrong) = typed(&fields);
    let wrong = match wrong {
        Some(word) => visit.words.word("missing-refused", word),
        None => match desk.backend.amend_missing(&visit.token, &report, seen, form.person.clone()).await? {
            Ok(_) => return Ok(Redirect::to(&address(&report)).into_response()),
            Err(why) => refused(&why, visit.words),
        },
    };
    shown(&desk, &visit, &report, Shown { form: Some(form), wrong: Some(wrong), ..Shown::default() }).await
}

/// Records a consent, or that it is withdrawn.
pub(crate) async fn consent(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let purpose = ConsentPurpose::from_word(fields.get("purpose")).ok_or(DeskError::BadRequest)?;
    let recipient = Some(fields.get("recipient").trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    let given = match fields.get("change") {
        "give" => true,
        "withdraw" => false,
        _ => return Err(DeskError::BadRequest),
    };
    let consent = Consent { purpose, recipient };
    let change = ConsentChange { report: report.clone(), consent, how: fields.get("how").trim().to_owned() };
    let changed = desk.backend.change_consent(&visit.token, change, given).await?;
    done(&desk, &visit, (&report, "consent"), changed).await
}

/// Shows who reports and how to reach them, once, to whoever says why.
pub(crate) async fn read_contact(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    match desk.backend.read_contact(&visit.token, &report, fields.get("purpose")).await? {
        Ok(contact) => {
            shown(&desk, &visit, &report, Shown { contact: Some(contact), ..Shown::default() }).await
        }
        Err(why) => done::<()>(&desk, &visit, (&report, "contact"), Err(why)).await,
    }
}

/// Seals a contact.
pub(crate) async fn seal_contact(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let sealed = desk.backend.seal_contact(&visit.token, &report, typed_contact(&fields)).await?;
    done(&desk, &visit, (&report, "contact"), sealed).await
}

/// Records whether this report and another are about one person.
pub(crate) async fn compare(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, other)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (report, other): (MissingId, MissingId) = (part(&id)?, part(&other)?);
    let verdict = ReportsVerdict::from_word(fields.get("verdict")).ok_or(DeskError::BadRequest)?;
    let reason = fields.get("reason").trim().to_owned();
    let comparison = ReportsComparison::of(report.clone(), other, verdict, reason);
    let compared = desk.backend.compare_reports(&visit.token, comparison).await?;
    // Decided in the list of what waits, it goes on there.
    let list = match fields.get("back") {
        "duplicates" => Some("/missing/duplicates"),
        "decided" => Some("/missing/duplicates?state=done"),
        _ => None,
    };
    if let (Ok(()), Some(list)) = (&compared, list) {
        return Ok(Redirect::to(list).into_response());
    }
    done(&desk, &visit, (&report, "same"), compared).await
}

/// Destroys what was said.
pub(crate) async fn erase(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let what = Erasure::from_word(fields.get("what")).ok_or(DeskError::BadRequest)?;
    // The identifier typed again: what follows cannot be undone.
    let erased = match fields.get("sure").trim() == report.as_str() {
        true => desk.backend.erase_missing(&visit.token, &report, what, fields.get("order")).await?,
        false => Err(NotReported::Why),
    };
    if let Err(why @ NotReported::Why) = &erased {
        let wrong = Some(refused(why, visit.words));
        return shown(&desk, &visit, &report, Shown { wrong, erasing: true, ..Shown::default() }).await;
    }
    done(&desk, &visit, (&report, "said"), erased).await
}
