//! Findings: what experts state out of settled coding. Written, read as it will be signed, signed with the expert's own key, handed out.
//!
//! An expert is shown findings of a study only once she has coded all that she was given in it: before, they would tell her what
//! others saw.

use std::sync::Arc;

use amana_model::finding::{LONGEST_LIMITS, LONGEST_LINE, LONGEST_STATEMENT, MOST_ALLEGED};
use amana_model::{AccountId, Alleged, Consistency, Finding, Study};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use crate::Desk;
use crate::backend::{
    CodingRoom, Findings, NewFinding, NoFinding, RecordedFinding, Right, Signature, Viewer,
};
use crate::error::DeskError;
use crate::guard::{Fields, Upload, Visit};
use crate::page::{Page, html};
use crate::words::{Language, Words};

/// The longest key or note that is taken in, in bytes.
pub(crate) const LONGEST_NOTE: u64 = 200_000;

#[derive(Template)]
#[template(path = "findings.html")]
struct List {
    page: Page,
    findings: Vec<RecordedFinding>,
    /// Whether she can write findings; then her key, and the studies that she can write on.
    writes: bool,
    key: Option<String>,
    studies: Vec<Study>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "finding_form.html")]
struct Form {
    page: Page,
    study: Study,
    /// What was typed, or stands in the version that is superseded.
    new: NewFinding,
    wrong: Option<String>,
}

impl Form {
    fn alleged(&self, at: &usize) -> Option<&Alleged> {
        self.new.alleged.get(*at)
    }

    /// Whether this level is chosen in this line.
    fn is_level(&self, at: &usize, level: &Consistency) -> bool {
        self.alleged(at).is_some_and(|one| one.level == *level)
    }

    fn people(&self) -> String {
        let people: Vec<&str> = self.new.individuals.iter().map(|one| one.as_str()).collect();
        people.join("\n")
    }
}

#[derive(Template)]
#[template(path = "finding_draft.html")]
struct Draft {
    page: Page,
    finding: Finding,
    /// The draft as the form carries it.
    draft: String,
    key: Option<String>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "finding.html")]
struct Sheet {
    page: Page,
    one: RecordedFinding,
    /// Every version: number, log entry.
    versions: Vec<(u32, u64)>,
    newest: bool,
    fits: bool,
    /// Whether what it rests on is still what is settled; `None` if it cannot be told any more.
    stands: Option<bool>,
    study: String,
    /// Whether this is her own.
    hers: bool,
}

/// Whether a person may be shown findings of a study.
fn may_read(room: &CodingRoom, study: &Study, viewer: &Viewer) -> bool {
    let staff = viewer.may(Right::Look) || viewer.may(Right::Adjudicate);
    (staff && room.is_done(study, &viewer.account)) || room.may_find(study, &viewer.account)
}

fn readable(room: &CodingRoom, one: &RecordedFinding, viewer: &Viewer) -> bool {
    room.study(&one.signed.finding.study).is_some_and(|planned| may_read(room, &planned.study, viewer))
}

async fn show(desk: &Desk, visit: &Visit, wrong: Option<String>) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    if !viewer.may(Right::Code) && !viewer.may(Right::Look) {
        return Err(DeskError::Forbidden);
    }
    let (room, findings) = (desk.backend.coding().await?, desk.backend.findings().await?);
    let latest = findings.latest().into_iter().rev().filter(|one| readable(&room, one, viewer));
    let studies = room.studies.iter().map(|planned| &planned.study);
    let hers = studies.filter(|study| room.may_find(study, &viewer.account));
    let page = List {
        findings: latest.cloned().collect(),
        writes: viewer.may(Right::Code),
        key: findings.key_of(&viewer.account).map(str::to_owned),
        studies: hers.cloned().collect(),
        page: Page::new(desk, visit, "findings", visit.words.t("nav-findings")),
        wrong,
    };
    let status = if page.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, page.render()))
}

/// Every finding, and what an expert needs to write one.
pub(crate) async fn list(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    show(&desk, &visit, None).await
}

/// Names the key that she signs with.
pub(crate) async fn key(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    match desk.backend.set_expert_key(&visit.token, fields.get("key")).await? {
        Ok(()) => Ok(Redirect::to("/findings").into_response()),
        Err(refused) => show(&desk, &visit, Some(in_words(&refused, visit.words))).await,
    }
}

/// The form: on a study, or for the next version of a finding.
pub(crate) async fn new(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (viewer, fields) = (visit.viewer()?, Fields::of_text(&query.unwrap_or_default()));
    let (room, findings) = (desk.backend.coding().await?, desk.backend.findings().await?);
    let earlier = match fields.get("follows") {
        "" => None,
        id => Some(earlier(&findings, id, &viewer.account).ok_or(DeskError::NotFound)?),
    };
    let study = match earlier {
        Some(earlier) => earlier.study.clone(),
        None => part(fields.get("study"))?,
    };
    let planned = room.study(&study).filter(|planned| room.may_find(&planned.study, &viewer.account));
    let study = planned.ok_or(DeskError::NotFound)?.study.clone();
    let new = earlier.map(again).unwrap_or_default();
    Ok(form(&desk, &visit, study, new, None))
}

fn earlier<'a>(findings: &'a Findings, id: &str, account: &AccountId) -> Option<&'a Finding> {
    let all = findings.latest();
    let found = all.into_iter().find(|one| one.signed.finding.finding.as_str() == id)?;
    (findings.owner_of(&found.signed.key) == Some(account)).then_some(&found.signed.finding)
}

/// What the next version begins with.
fn again(finding: &Finding) -> NewFinding {
    let Finding { finding, individuals, expert, qualifications, statement, alleged, limits, .. } =
        finding.clone();
    NewFinding { supersedes: Some(finding), individuals, expert, qualifications, statement, alleged, limits }
}

fn form(desk: &Desk, visit: &Visit, study: Study, new: NewFinding, wrong: Option<String>) -> Response {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page::new(desk, visit, "findings", visit.words.t("finding-new"));
    html(status, Form { page, study, new, wrong }.render())
}

fn typed(fields: &Fields) -> Result<NewFinding, DeskError> {
    let ids = fields.get("people").split(|c: char| c.is_whitespace() || c == ',').filter(|id| !id.is_empty());
    let alleged = (0..MOST_ALLEGED).filter_map(|at| {
        let method = fields.get(&format!("alleged-{at}")).trim().to_owned();
        let level = Consistency::from_word(fields.get(&format!("level-{at}")))?;
        (!method.is_empty()).then_some(Alleged { method, level })
    });
    Ok(NewFinding {
        supersedes: match fields.get("follows") {
            "" => None,
            id => Some(part(id).map_err(|_| DeskError::BadRequest)?),
        },
        individuals: ids.map(str::parse).collect::<Result<_, _>>().map_err(|_| DeskError::BadRequest)?,
        expert: fields.get("expert").to_owned(),
        qualifications: fields.get("qualifications").to_owned(),
        statement: fields.get("statement").to_owned(),
        alleged: alleged.collect(),
        limits: fields.get("limits").to_owned(),
    })
}

/// Shows the text as it will be signed.
pub(crate) async fn draft(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let study = part(fields.get("study")).map_err(|_| DeskError::BadRequest)?;
    let new = typed(&fields)?;
    match desk.backend.draft_finding(&visit.token, &study, new.clone()).await? {
        Ok(finding) => shown(&desk, &visit, finding, None).await,
        Err(NoFinding::NotCoded) => Err(DeskError::NotFound),
        Err(refused) => {
            let room = desk.backend.coding().await?;
            let study = room.study(&study).ok_or(DeskError::NotFound)?.study.clone();
            Ok(form(&desk, &visit, study, new, Some(in_words(&refused, visit.words))))
        }
    }
}

async fn shown(
    desk: &Desk,
    visit: &Visit,
    finding: Finding,
    wrong: Option<String>,
) -> Result<Response, DeskError> {
    let findings = desk.backend.findings().await?;
    let draft = serde_json::to_string(&finding).map_err(|error| DeskError::Failed(error.to_string()))?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Draft {
        page: Page::new(desk, visit, "findings", visit.words.t("finding-read")),
        key: findings.key_of(&visit.viewer()?.account).map(str::to_owned),
        finding,
        draft,
        wrong,
    };
    Ok(html(status, page.render()))
}

fn drafted(fields: &Fields) -> Result<Finding, DeskError> {
    serde_json::from_str(fields.get("draft")).map_err(|_| DeskError::BadRequest)
}

/// The text as a file, to be signed on a machine of her own.
pub(crate) async fn text(fields: Fields) -> Result<Response, DeskError> {
    let finding = drafted(&fields)?;
    Ok(attached(&format!("{}-{}.txt", finding.finding, finding.version), finding.text()))
}

/// A text as a file to keep.
fn attached(name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let kind = "text/plain; charset=utf-8".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text).into_response()
}

/// Records a finding with its signature: made here with a key and its passphrase, or brought as a note.
pub(crate) async fn sign(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
    upload: Upload,
) -> Result<Response, DeskError> {
    let finding = drafted(&fields)?;
    if upload.bytes.is_empty() {
        return shown(&desk, &visit, finding, Some(visit.words.t("finding-no-file"))).await;
    }
    let signature = match fields.get("how") {
        "here" => Signature::Here {
            file: upload.bytes.to_vec(),
            passphrase: fields.get("passphrase").to_owned().into(),
        },
        "brought" => Signature::Brought(upload.bytes.to_vec()),
        _ => return Err(DeskError::BadRequest),
    };
    let address = format!("/findings/{}/{}", finding.finding, finding.version);
    match desk.backend.sign_finding(&visit.token, finding.clone(), signature).await? {
        Ok(()) => Ok(Redirect::to(&address).into_response()),
        Err(refused) => shown(&desk, &visit, finding, Some(in_words(&refused, visit.words))).await,
    }
}

fn in_words(refused: &NoFinding, w: Words) -> String {
    match refused {
        NoFinding::Open(people) => w.n("finding-refused-open", *people),
        NoFinding::Fault(amana_model::FindingFault::Text(field)) => {
            w.x("finding-refused-text", w.word("finding", field))
        }
        other => w.word("finding-refused", other.word()),
    }
}

async fn find(
    desk: &Desk,
    visit: &Visit,
    id: &str,
    version: u32,
) -> Result<(CodingRoom, Findings, RecordedFinding), DeskError> {
    let (room, findings, id) = (desk.backend.coding().await?, desk.backend.findings().await?, part(id)?);
    let found = findings.versions(&id).find(|one| one.signed.finding.version == version).cloned();
    let found = found.filter(|one| visit.viewer().is_ok_and(|viewer| readable(&room, one, viewer)));
    let found = found.ok_or(DeskError::NotFound)?;
    Ok((room, findings, found))
}

/// One version of a finding, as it prints.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response, DeskError> {
    let (room, findings, one) = find(&desk, &visit, &id, version).await?;
    let finding = &one.signed.finding;
    let versions: Vec<(u32, u64)> =
        findings.versions(&finding.finding).map(|one| (one.signed.finding.version, one.entry)).collect();
    let study = &room.study(&finding.study).ok_or(DeskError::NotFound)?.study;
    let basis = room.basis(study, &finding.individuals);
    let page = Sheet {
        newest: versions.last().is_some_and(|(newest, _)| *newest == finding.version),
        versions,
        fits: one.is_whole(),
        stands: basis.map(|basis| basis.open == 0 && basis.digest() == finding.settled),
        study: study.title.clone(),
        hers: findings.owner_of(&one.signed.key) == Some(&visit.viewer()?.account),
        page: Page::new(&desk, &visit, "findings", visit.words.t("finding-title")),
        one,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// The signed note as a file.
pub(crate) async fn note(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response, DeskError> {
    let (_, _, one) = find(&desk, &visit, &id, version).await?;
    let finding = &one.signed.finding;
    let handed = desk.backend.hand_out_finding(&visit.token, &finding.finding, finding.version).await?;
    Ok(attached(&format!("{}-{}.signed.txt", finding.finding, finding.version), handed.signed.note()))
}

/// A finding as a PDF to keep; that it leaves is recorded first.
pub(crate) async fn pdf(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response, DeskError> {
    let (_, _, one) = find(&desk, &visit, &id, version).await?;
    let language = match visit.words.language {
        Language::English => amana_report::Language::English,
        Language::Arabic | Language::ArabicWesternDigits => amana_report::Language::Arabic,
    };
    let (name, number) = (one.signed.finding.finding.clone(), one.signed.finding.version);
    let set = move || amana_report::pdf(&amana_report::finding(&one, language));
    let set = tokio::task::spawn_blocking(set).await;
    let set = set.map_err(|error| DeskError::Failed(error.to_string()))?;
    let pdf = set.map_err(|error| DeskError::Failed(error.to_string()))?;
    desk.backend.hand_out_finding(&visit.token, &name, number).await?;
    let disposition = format!("attachment; filename=\"{name}-{number}.pdf\"");
    let kind = "application/pdf".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], pdf).into_response())
}
