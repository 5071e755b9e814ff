//! What is done with a claim: opened, given evidence, given a level by two, withdrawn, told of.
//!
//! A form about a level carries the last log entry that its page knew (`seen`): what others did since is never overwritten.

use std::sync::Arc;

use amana_model::{Bearing, ClaimId, ClaimLevel, EvidenceKind, MissingId, NotClaimed, PartialDate, ToldWay};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use super::claims::{Shown, refused, shown};
use super::named::{Named, named};
use super::{missing, part};
use crate::Desk;
use crate::backend::{NewEvidence, NewTold, Right, Told};
use crate::error::DeskError;
use crate::guard::{Attached, Fields, Visit};

/// Back to that part of the claim where it was done, or the claim with why nothing was recorded and what was typed.
async fn done(
    desk: &Desk,
    visit: &Visit,
    claim: &ClaimId,
    (fields, place): (&Fields, &str),
    done: Result<(), NotClaimed>,
) -> Result<Response, DeskError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/claims/{claim}#{place}")).into_response()),
        Err(NotClaimed::Absent) => Err(DeskError::NotFound),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            shown(desk, visit, claim, Shown { wrong, typed: fields.clone() }).await
        }
    }
}

fn seen(fields: &Fields) -> Result<u64, DeskError> {
    fields.get("seen").parse().map_err(|_| DeskError::BadRequest)
}

fn text(fields: &Fields, name: &str) -> String {
    fields.get(name).replace("\r\n", "\n").trim().to_owned()
}

/// Opens a claim of a report on a person; refused, the report is shown with why.
pub(crate) async fn open(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(fields.get("report"))?;
    // Typed, or one of those whom a viewing or a search brought up.
    let typed = [fields.get("individual"), fields.get("choice")].map(str::trim);
    let who = typed.into_iter().find(|one| !one.is_empty()).unwrap_or_default();
    let wrong = match named(&desk, &desk.backend.individuals().await?, who, None).await? {
        Named::One(individual) => match desk.backend.open_claim(&visit.token, &report, &individual).await? {
            Ok(claim) => return Ok(Redirect::to(&format!("/claims/{claim}")).into_response()),
            Err(why) => refused(&why, visit.words),
        },
        Named::Several => visit.words.t("merge-several"),
        Named::Nobody => visit.words.t("merge-nobody"),
    };
    // The report is for whoever works with families; others learn that it was refused.
    if !visit.viewer()?.may(Right::Families) {
        return Err(DeskError::BadRequest);
    }
    missing::shown(&desk, &visit, &report, missing::Shown { wrong: Some(wrong), ..Default::default() }).await
}

/// Adds evidence.
pub(crate) async fn evidence(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
    Attached(file): Attached,
) -> Result<Response, DeskError> {
    let claim: ClaimId = part(&id)?;
    let kind = EvidenceKind::from_word(fields.get("kind")).ok_or(DeskError::BadRequest)?;
    let bearing = Bearing::from_word(fields.get("bearing")).ok_or(DeskError::BadRequest)?;
    let file = file.map(|file| (file.name, file.bytes.to_vec()));
    let new = NewEvidence { kind, bearing, words: text(&fields, "words"), file };
    let added = desk.backend.add_evidence(&visit.token, &claim, new).await?;
    done(&desk, &visit, &claim, (&fields, "evidence"), added).await
}

/// Opens the file that came with evidence, for a reason: as it came, to be kept, or as a picture drawn anew. Nothing of it is ever part of
/// a page.
pub(crate) async fn file(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (claim, entry): (ClaimId, u64) = (part(&id)?, part(&entry)?);
    let reason = text(&fields, "reason");
    let wrong = match fields.get("as") {
        "picture" => match desk.backend.view_evidence_file(&visit.token, &claim, entry, &reason).await? {
            Ok(Some(picture)) => {
                let headers = [(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")];
                return Ok((headers, picture).into_response());
            }
            Ok(None) => visit.words.t("evidence-file-no-picture"),
            Err(why) => return done(&desk, &visit, &claim, (&Fields::default(), "evidence"), Err(why)).await,
        },
        "file" => match desk.backend.open_evidence_file(&visit.token, &claim, entry, &reason).await? {
            Ok(Told::Here((name, bytes))) => {
                let kind = "application/octet-stream".to_owned();
                let headers =
                    [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attachment(&name))];
                return Ok((headers, bytes).into_response());
            }
            Ok(Told::Erased) => visit.words.t("missing-erased"),
            Ok(Told::Lost) => visit.words.t("missing-lost"),
            Err(why) => return done(&desk, &visit, &claim, (&Fields::default(), "evidence"), Err(why)).await,
        },
        _ => return Err(DeskError::BadRequest),
    };
    shown(&desk, &visit, &claim, Shown { wrong: Some(wrong), typed: Fields::default() }).await
}

/// A file to keep, under its name (RFC 6266): in ASCII for old programs, whole for others.
fn attachment(name: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || "._- ".contains(sign) { sign } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{whole}")
}

/// Takes back what the family was told.
pub(crate) async fn take_back_told(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (claim, entry): (ClaimId, u64) = (part(&id)?, part(&entry)?);
    let reason = text(&fields, "reason");
    let taken = desk.backend.take_back_told(&visit.token, &claim, entry, &reason).await?;
    done(&desk, &visit, &claim, (&Fields::default(), "told"), taken).await
}

/// Takes evidence back.
pub(crate) async fn take_back(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (claim, entry): (ClaimId, u64) = (part(&id)?, part(&entry)?);
    let (reason, seen) = (text(&fields, "reason"), seen(&fields)?);
    let taken = desk.backend.take_back_evidence(&visit.token, &claim, entry, &reason, seen).await?;
    done(&desk, &visit, &claim, (&Fields::default(), "evidence"), taken).await
}

/// Proposes a level.
pub(crate) async fn level(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let claim: ClaimId = part(&id)?;
    let level = ClaimLevel::from_word(fields.get("level")).ok_or(DeskError::BadRequest)?;
    let (reason, seen) = (text(&fields, "why"), seen(&fields)?);
    let proposed = desk.backend.propose_level(&visit.token, &claim, level, &reason, seen).await?;
    done(&desk, &visit, &claim, (&fields, "level"), proposed).await
}

/// Agrees with a level, or does not.
pub(crate) async fn answer(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let claim: ClaimId = part(&id)?;
    let proposal: u64 = fields.get("proposal").parse().map_err(|_| DeskError::BadRequest)?;
    let agrees = match fields.get("agrees") {
        "yes" => true,
        "no" => false,
        _ => return Err(DeskError::BadRequest),
    };
    let (reason, seen) = (text(&fields, "answer"), seen(&fields)?);
    let answer = (proposal, agrees);
    let answered = desk.backend.answer_level(&visit.token, &claim, answer, &reason, seen).await?;
    done(&desk, &visit, &claim, (&fields, "level"), answered).await
}

/// Records that the family withdraws its claim, or takes it up again.
pub(crate) async fn turn(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let claim: ClaimId = part(&id)?;
    let withdrawn = match fields.get("turn") {
        "withdraw" => true,
        "resume" => false,
        _ => return Err(DeskError::BadRequest),
    };
    let turned = desk.backend.turn_claim(&visit.token, &claim, withdrawn, &text(&fields, "how")).await?;
    done(&desk, &visit, &claim, (&fields, "wish"), turned).await
}

/// Records what the family was told.
pub(crate) async fn told(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let claim: ClaimId = part(&id)?;
    let way = ToldWay::from_word(fields.get("way")).ok_or(DeskError::BadRequest)?;
    let Some(on) = PartialDate::read(fields.get("on")) else {
        let wrong = Some(visit.words.t("missing-refused-date"));
        return shown(&desk, &visit, &claim, Shown { wrong, typed: fields }).await;
    };
    let new = NewTold { words: text(&fields, "told"), on, by: text(&fields, "by"), way };
    let told = desk.backend.tell_family(&visit.token, &claim, new).await?;
    done(&desk, &visit, &claim, (&fields, "told"), told).await
}
