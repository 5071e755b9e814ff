//! Samples of people: drawn on a trial, recorded as they were shown, told with all it takes to draw them again.

use std::sync::Arc;

use amana_model::{DrawLabel, DrawMethod, Drawing, Excluded, Exclusion, Fact, SampleId};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use crate::Desk;
use crate::backend::{DrawnBy, SampleFault, SamplePlan};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::show::sample;

#[derive(Template)]
#[template(path = "samples.html")]
struct SamplesPage {
    page: Page,
    samples: Vec<(Drawing, Option<DrawnBy>)>,
    /// People in the archive.
    people: u64,
    typed: Typed,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "sample_shown.html")]
struct ShownPage {
    page: Page,
    drawing: Drawing,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "sample.html")]
struct SamplePage {
    page: Page,
    drawing: Drawing,
    by: Option<DrawnBy>,
    /// Whether it comes out the same, if it was drawn again now; inside, nothing if the frame has changed.
    again: Option<Option<bool>>,
}

impl ShownPage {
    /// The form with all that was typed in it.
    fn change(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.typed.fields());
        format!("/samples?{}#draw", query.finish())
    }
}

/// What the form holds.
#[derive(Clone, Default)]
struct Typed {
    title: String,
    method: String,
    by: String,
    size: String,
    category: String,
    seed: String,
    /// Whom to leave out: the word, the values and the reason of each.
    exclude: Vec<[String; 3]>,
}

/// The fields of an exclusion, of which a form has several of each name, in one order.
const EXCLUDE: [&str; 3] = ["exclude", "who", "why"];
/// Places for exclusions in the form, beyond those filled in.
const PLACES: usize = 2;

impl Typed {
    fn of(fields: &Fields) -> Self {
        let text = |name| fields.get(name).trim().to_owned();
        Self {
            title: text("title"),
            method: text("method"),
            by: text("by"),
            size: text("size"),
            category: text("category"),
            seed: text("seed"),
            exclude: excluded(fields),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &str)> {
        let mut fields: Vec<(&'static str, &str)> = vec![
            ("title", &self.title),
            ("method", &self.method),
            ("by", &self.by),
            ("size", &self.size),
            ("category", &self.category),
            ("seed", &self.seed),
        ];
        fields.retain(|(_, value)| !value.is_empty());
        for row in &self.exclude {
            fields.extend(EXCLUDE.into_iter().zip(row.iter().map(String::as_str)));
        }
        fields
    }

    /// The exclusions with empty places after them.
    fn places(&self) -> Vec<[String; 3]> {
        let empty = (0..PLACES).map(|_| [const { String::new() }; 3]);
        self.exclude.iter().cloned().chain(empty).collect()
    }

    /// Whom to leave out.
    fn exclusions(&self) -> Result<Vec<Exclusion>, SampleFault> {
        let read = |[word, values, reason]: &[String; 3]| {
            let values: Vec<&str> =
                values.split([',', '،', ' ']).map(str::trim).filter(|value| !value.is_empty()).collect();
            Exclusion::read(word, &values, reason).map_err(SampleFault::Exclusion)
        };
        self.exclude.iter().map(read).collect()
    }

    fn plan(&self, exclude: Vec<Exclusion>) -> Result<SamplePlan, DeskError> {
        let optional = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Ok(SamplePlan {
            exclude,
            title: self.title.clone(),
            method: DrawMethod::from_word(&self.method).ok_or(DeskError::BadRequest)?,
            by: DrawLabel::from_word(&self.by),
            size: self.size.parse().map_err(|_| DeskError::BadRequest)?,
            seed: optional(&self.seed),
            category: optional(&self.category),
            frame: None,
        })
    }
}

/// Every exclusion of a form of which anything is filled in.
fn excluded(fields: &Fields) -> Vec<[String; 3]> {
    let [words, values, reasons] = EXCLUDE.map(|name| fields.all(name).map(|text| text.trim().to_owned()));
    let rows = words.zip(values).zip(reasons).map(|((word, values), reason)| [word, values, reason]);
    rows.filter(|row| row.iter().any(|text| !text.is_empty())).collect()
}

async fn show(
    desk: &Desk,
    visit: &Visit,
    typed: Typed,
    wrong: Option<&SampleFault>,
) -> Result<Response, DeskError> {
    let (room, people) = (desk.backend.coding().await?, desk.backend.individuals().await?.len() as u64);
    let by = |drawing: &Drawing| room.drawn_by.get(&drawing.sample).cloned();
    let page = SamplesPage {
        page: Page::new(desk, visit, "coding", visit.words.t("samples-title")),
        samples: room.samples.iter().rev().map(|drawing| (drawing.clone(), by(drawing))).collect(),
        people,
        typed,
        wrong: wrong.map(|fault| sample::fault(fault, visit.words)),
    };
    let status = if page.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, page.render()))
}

/// Every sample, and the form that draws one.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let typed = Typed::of(&Fields::of_text(&query.unwrap_or_default()));
    show(&desk, &visit, typed, None).await
}

/// Shows what would be drawn; nothing is recorded.
pub(crate) async fn preview(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let typed = Typed::of(&fields);
    let exclude = match typed.exclusions() {
        Ok(exclude) => exclude,
        Err(fault) => return show(&desk, &visit, typed, Some(&fault)).await,
    };
    match desk.backend.draw_sample(&visit.token, typed.plan(exclude)?, false).await? {
        Err(fault) => show(&desk, &visit, typed, Some(&fault)).await,
        Ok(drawing) => {
            let page = ShownPage {
                page: Page::new(&desk, &visit, "coding", visit.words.t("sample-shown")),
                typed: Typed { seed: drawing.seed.clone(), ..typed },
                drawing,
            };
            Ok(html(StatusCode::OK, page.render()))
        }
    }
}

/// Records what was shown: by the same seed, from the same people, or not at all.
pub(crate) async fn record(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let typed = Typed::of(&fields);
    let frame = fields.get("frame").parse().map_err(|_| DeskError::BadRequest)?;
    // What was shown could be read; anything else did not come from there.
    let exclude = typed.exclusions().map_err(|_| DeskError::BadRequest)?;
    let plan = SamplePlan { frame: Some(frame), ..typed.plan(exclude)? };
    if plan.seed.is_none() {
        return Err(DeskError::BadRequest);
    }
    match desk.backend.draw_sample(&visit.token, plan, true).await? {
        Ok(drawing) => Ok(Redirect::to(&format!("/samples/{}", drawing.sample)).into_response()),
        Err(fault) => show(&desk, &visit, typed, Some(&fault)).await,
    }
}

/// One sample: how it was drawn and from whom, who was drawn, and whether it comes out the same now.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let id: SampleId = part(&id)?;
    let room = desk.backend.coding().await?;
    let drawing = room.samples.iter().find(|known| known.sample == id).ok_or(DeskError::NotFound)?;
    let again = match field(&query.unwrap_or_default(), "again") {
        Some(_) => Some(desk.backend.redraw_sample(&id).await?),
        None => None,
    };
    let page = SamplePage {
        page: Page::new(&desk, &visit, "coding", drawing.title.clone()),
        by: room.drawn_by.get(&id).cloned(),
        drawing: drawing.clone(),
        again,
    };
    Ok(html(StatusCode::OK, page.render()))
}
