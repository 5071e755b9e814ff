//! Reports: chosen counts and studies with their definitions, shown as a page and taken away as PDF.
//!
//! To look at one leaves the archive as it is. To take one away is an event, recorded before the first byte is sent. Nobody chooses a
//! study in which she still has people to code: it would tell her what others saw.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use amana_model::{Definition, Entry, Study, to_canonical};
use amana_report::{Block, ColumnKind, Document, Language as Written, RowKind, Span, Table, TypesetError};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;

use super::counts::{is_coded, sees_coded};
use super::part;
use crate::Desk;
use crate::backend::count::Dimension;
use crate::backend::reporting::{Frozen, ReportPlan};
use crate::backend::{CodingRoom, Right, Viewer};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::words::Language;

#[derive(Template)]
#[template(path = "report_form.html")]
struct Form {
    page: Page,
    definitions: Vec<Definition>,
    dimensions: Vec<Dimension>,
    studies: Vec<Study>,
    /// The entries of these studies' codebooks, each once.
    entries: Vec<Entry>,
    /// What was chosen.
    chosen: Fields,
    takes: bool,
    wrong: Option<String>,
}

impl Form {
    /// Whether a field has this value among what was chosen.
    fn is(&self, name: &str, value: &str) -> bool {
        self.chosen.all(name).any(|one| one == value)
    }

    /// Whether the report is to be in Arabic: as chosen, else as the page is.
    fn is_arabic(&self) -> bool {
        match self.chosen.get("language") {
            "" => self.page.words.language != Language::English,
            language => language == "ar",
        }
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Sheet {
    page: Page,
    document: Document,
    chosen: Fields,
    takes: bool,
}

impl Sheet {
    fn tag(&self) -> &'static str {
        if self.document.language == Written::Arabic { "ar" } else { "en" }
    }

    fn direction(&self) -> &'static str {
        if self.document.language == Written::Arabic { "rtl" } else { "ltr" }
    }

    fn is_number(&self, table: &Table, at: &usize) -> bool {
        table.columns.get(*at).is_some_and(|column| column.kind == ColumnKind::Number)
    }

    /// What was chosen, for the next form.
    fn fields(&self) -> Vec<(&str, &str)> {
        self.chosen.pairs().filter(|(name, value)| *name != "csrf" && !value.is_empty()).collect()
    }
}

/// Studies that a person may be told of: not those in which she still has people to code.
fn readable(room: &CodingRoom, viewer: &Viewer) -> Vec<Study> {
    let all = room.studies.iter().map(|planned| &planned.study);
    all.filter(|study| room.is_done(study, &viewer.account)).cloned().collect()
}

/// The form, with what the address has chosen already.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    form(&desk, &visit, Fields::of_text(&query.unwrap_or_default()), None).await
}

async fn form(
    desk: &Desk,
    visit: &Visit,
    chosen: Fields,
    wrong: Option<&str>,
) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    let (definitions, _) = desk.backend.counting().await?;
    let room = desk.backend.coding().await?;
    let studies = readable(&room, viewer);
    let sees = sees_coded(desk, visit).await?;
    let page = Form {
        page: Page::new(desk, visit, "report", visit.words.t("nav-report")),
        definitions: definitions.latest().into_iter().filter(|one| sees || !is_coded(one)).cloned().collect(),
        dimensions: Dimension::ALL.into_iter().filter(|by| sees || !by.is_coded()).collect(),
        entries: entries(&room, &studies),
        studies,
        chosen,
        takes: viewer.may(Right::Export),
        wrong: wrong.map(|key| visit.words.t(key)),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, page.render()))
}

fn entries(room: &CodingRoom, studies: &[Study]) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    for study in studies {
        let Some(codebook) = room.codebook(&study.codebook) else { continue };
        for entry in codebook.entries_of(study.preset.as_deref()) {
            if !all.iter().any(|known| known.entry == entry.entry) {
                all.push(entry.clone());
            }
        }
    }
    all
}

/// What was chosen, as a plan.
fn plan(fields: &Fields) -> Result<ReportPlan, DeskError> {
    let by = |word: &str| Dimension::ALL.into_iter().find(|one| one.word() == word);
    let all = |name| fields.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect();
    let hide = fields.get("hide").trim();
    Ok(ReportPlan {
        title: fields.get("title").trim().to_owned(),
        definitions: all("definition"),
        by: fields.all("by").map(|word| by(word).ok_or(DeskError::BadRequest)).collect::<Result<_, _>>()?,
        studies: fields.all("study").map(part).collect::<Result<_, _>>()?,
        crossed: all("crossed"),
        suppress: match hide {
            "" => None,
            number => Some(number.parse().map_err(|_| DeskError::BadRequest)?),
        },
    })
}

/// A plan without what experts coded, for who has still to code: every definition is every one that she may be told.
async fn open_plan(desk: &Desk, visit: &Visit, mut plan: ReportPlan) -> Result<ReportPlan, DeskError> {
    if sees_coded(desk, visit).await? {
        return Ok(plan);
    }
    let (definitions, _) = desk.backend.counting().await?;
    let coded = |text: &String| definitions.find(text).is_some_and(is_coded);
    if plan.definitions.iter().any(coded) || plan.by.iter().any(|by| by.is_coded()) {
        return Err(DeskError::NotFound);
    }
    if plan.definitions.is_empty() {
        let open = definitions.latest().into_iter().filter(|one| !is_coded(one));
        plan.definitions = open.map(|one| one.definition.to_string()).collect();
    }
    Ok(plan)
}

/// Everything that the report chosen is made of; `None` if it will not do.
async fn frozen(desk: &Desk, visit: &Visit, fields: &Fields) -> Result<Option<Frozen>, DeskError> {
    let plan = open_plan(desk, visit, plan(fields)?).await?;
    let may = readable(&desk.backend.coding().await?, visit.viewer()?);
    if !plan.studies.iter().all(|wanted| may.iter().any(|study| study.study == *wanted)) {
        return Err(DeskError::NotFound);
    }
    Ok(desk.backend.freeze_report(&visit.token, plan).await?)
}

fn language(fields: &Fields) -> Written {
    if fields.get("language") == "ar" { Written::Arabic } else { Written::English }
}

/// The report as a page.
pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let Some(frozen) = frozen(&desk, &visit, &fields).await? else {
        return form(&desk, &visit, fields, Some("reports-refused")).await;
    };
    let language = language(&fields);
    let written = move || amana_report::document(&frozen.report(), language);
    let document = tokio::task::spawn_blocking(written).await;
    let document = document.map_err(|error| DeskError::Failed(error.to_string()))?;
    let page = Sheet {
        page: Page::new(&desk, &visit, "report", document.title.clone()),
        takes: visit.viewer()?.may(Right::Export),
        document,
        chosen: fields,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// A report as it leaves: what it was made of, and the PDF.
struct Printed {
    frozen: Frozen,
    pdf: Vec<u8>,
}

/// Prints what was chosen, or gives the form that says why it cannot be.
async fn printed(
    desk: &Desk,
    visit: &Visit,
    fields: &Fields,
) -> Result<std::result::Result<Printed, Response>, DeskError> {
    let refused = |key| form(desk, visit, fields.clone(), Some(key));
    let Some(frozen) = frozen(desk, visit, fields).await? else {
        return Ok(Err(refused("reports-refused").await?));
    };
    let (language, report) = (language(fields), frozen.report());
    // On a thread beside those that serve others: to set a long report takes seconds.
    let set = move || amana_report::pdf(&amana_report::document(&report, language));
    let set = tokio::task::spawn_blocking(set).await;
    match set.map_err(|error| DeskError::Failed(error.to_string()))? {
        Ok(pdf) => Ok(Ok(Printed { frozen, pdf })),
        Err(TypesetError::NoArabicFont) => Ok(Err(refused("reports-no-font").await?)),
        Err(error) => Err(DeskError::Failed(error.to_string())),
    }
}

/// The report as a PDF to keep; that it leaves is recorded first.
pub(crate) async fn take(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let Printed { frozen, pdf } = match printed(&desk, &visit, &fields).await? {
        Ok(printed) => printed,
        Err(refused) => return Ok(refused),
    };
    desk.backend.record_report(&visit.token, &frozen, vec![digest(&pdf)]).await?;
    Ok(attached("application/pdf", &frozen, "pdf", pdf))
}

/// The report with what it was made of, as `amana recount` reads it; that it leaves is recorded first.
pub(crate) async fn take_data(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let Printed { frozen, pdf } = match printed(&desk, &visit, &fields).await? {
        Ok(printed) => printed,
        Err(refused) => return Ok(refused),
    };
    let failed = |error: &dyn std::error::Error| DeskError::Failed(error.to_string());
    let files = [
        ("report.pdf", pdf),
        ("frozen.json", to_canonical(&frozen).map_err(|e| failed(&e))?),
        ("report.json", to_canonical(&frozen.report()).map_err(|e| failed(&e))?),
        ("checkpoint", frozen.checkpoint.clone().into_bytes()),
    ];
    let packed = packed(&files).map_err(|e| failed(&e))?;
    let digests = files.iter().map(|(_, bytes)| digest(bytes)).collect();
    desk.backend.record_report(&visit.token, &frozen, digests).await?;
    Ok(attached("application/zip", &frozen, "zip", packed))
}

/// Files in one, each as it is; without times, so that the same files give the same bytes.
fn packed(files: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        writer.start_file(*name, plain)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn digest(bytes: &[u8]) -> amana_model::Digest {
    amana_model::Digest(Sha256::digest(bytes).into())
}

fn attached(kind: &'static str, frozen: &Frozen, ending: &str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"report-{}.{ending}\"", frozen.snapshot.log.size);
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response()
}
