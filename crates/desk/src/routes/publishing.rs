//! Preparing a face for publication: choosing it in a photograph, the margin, what is covered, looking at it, proposing it.
//!
//! The whole draft is in the form: nothing is kept between two pages, and every step works without script.

use std::sync::Arc;

use amana_model::{Cover, Covered, Day, Digest, FacePlace, IndividualId, Recipe};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::bystanders::region;
use super::part;
use super::publications::{face_covered, not_made, refused};
use crate::Desk;
use crate::backend::NotMade;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::look::Brief;
use crate::page::{Page, html};
use crate::query::field;

/// A face to choose: its number, and its corners for the outline.
struct Outlined {
    number: usize,
    points: String,
}

#[derive(Template)]
#[template(path = "publication_choose.html")]
struct Choose {
    page: Page,
    individual: IndividualId,
    /// Photographs with the faces that a machine found in each.
    photographs: Vec<(Brief, Vec<Outlined>)>,
}

#[derive(Template)]
#[template(path = "publication_draft.html")]
struct Draft {
    page: Page,
    individual: IndividualId,
    recipe: Recipe,
    /// How the face was chosen: the fields that choose it again.
    chosen: Vec<(&'static str, String)>,
    /// The region that was typed or drawn and is not covered: the name of each field, the key of its label, what stands in it.
    region: [(&'static str, &'static str, String); 4],
    reason: String,
    embargo: String,
    wrong: Option<String>,
}

/// The fields of a region to cover.
const REGION: [&str; 4] = ["left", "top", "width", "height"];

impl Draft {
    /// Corners of a region or of what is cut out, for an outline.
    fn outline(&self, cover: &Cover) -> String {
        points(cover.corners.iter().map(|corner| corner.map(f64::from)))
    }

    fn cut(&self) -> String {
        points(self.recipe.cut().into_iter().map(|corner| corner.map(f64::from)))
    }

    /// A region as its field has it.
    fn as_field(&self, cover: &Cover) -> String {
        let corners: Vec<String> = cover.corners.iter().map(|[x, y]| format!("{x},{y}")).collect();
        format!("{} {}", cover.what.word(), corners.join(" "))
    }

    fn face_covered(&self) -> Option<String> {
        face_covered(&self.recipe, self.page.words)
    }

    fn turn(&self) -> String {
        format!("{:.1}", f64::from(self.recipe.turn) / 100.0)
    }
}

fn points(corners: impl Iterator<Item = [f64; 2]>) -> String {
    corners.map(|[x, y]| format!("{x:.0},{y:.0}")).collect::<Vec<_>>().join(" ")
}

/// An uncovered face, as the answer to a POST.
pub(super) fn jpeg(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")], bytes).into_response()
}

/// The photographs of a person, to choose a face in.
pub(crate) async fn choose(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let individual: IndividualId = part(&field(&query, "individual").unwrap_or_default())?;
    let sheet = desk.backend.individual(&individual).await?.ok_or(DeskError::NotFound)?;
    let mut photographs = Vec::new();
    for brief in sheet.photographs.into_iter().filter(|brief| brief.previews && brief.size.is_some()) {
        let recipes = desk.backend.face_recipes(&brief.digest).await?;
        let outlined = |(number, recipe): (usize, &Recipe)| Outlined {
            number,
            points: points(recipe.face.corners.iter().map(|corner| corner.map(f64::from))),
        };
        let faces = recipes.iter().enumerate().map(outlined).collect();
        photographs.push((brief, faces));
    }
    let individual = sheet.row.individual;
    let page = Page::new(&desk, &visit, "publications", visit.words.t("publishing-choose"));
    Ok(html(StatusCode::OK, Choose { page, individual, photographs }.render()))
}

/// A draft as the fields of a form tell it; `None` where the face is not in the picture.
struct Told {
    individual: IndividualId,
    recipe: Recipe,
    chosen: Vec<(&'static str, String)>,
    /// The region that was typed or drawn and is not covered, field by field.
    region: [String; 4],
    /// Whether it was to be covered, and is no region.
    no_region: bool,
}

impl Told {
    /// Whether a region was typed or drawn that nobody covered.
    fn leaves_one_open(&self) -> bool {
        self.region.iter().any(|side| !side.is_empty())
    }
}

async fn told(desk: &Desk, fields: &Fields) -> Result<Option<Told>, DeskError> {
    let individual: IndividualId = part(fields.get("individual"))?;
    let digest: Digest = part(fields.get("photograph"))?;
    let mut chosen = vec![("individual", individual.to_string()), ("photograph", digest.to_string())];
    let recipe = match fields.get("face") {
        "" => {
            let photograph = desk.backend.photograph(&digest).await?.ok_or(DeskError::NotFound)?;
            let size = photograph.observation.as_ref().and_then(super::photograph::size_as_shown);
            let names = ["face-left", "face-top", "face-width", "face-height"];
            let drawn = size.and_then(|size| region(names.map(|name| fields.get(name)), size));
            let Some(drawn) = drawn else { return Ok(None) };
            chosen.extend(names.map(|name| (name, fields.get(name).to_owned())));
            desk.backend.recipe_for(&digest, FacePlace::drawn(&drawn)).await?
        }
        number => {
            let number: usize = part(number)?;
            chosen.push(("face", number.to_string()));
            desk.backend.face_recipes(&digest).await?.into_iter().nth(number)
        }
    };
    let Some(mut recipe) = recipe else { return Ok(None) };
    let mut region = REGION.map(|name| fields.get(name).trim().to_owned());
    let mut no_region = false;
    if fields.get("set") == "yes" {
        change(&mut recipe, fields)?;
        if fields.get("do") == "cover" {
            match another(fields, recipe.size)? {
                Some(cover) => {
                    recipe.covers.push(cover);
                    region = Default::default();
                }
                None => no_region = true,
            }
        }
    }
    Ok(Some(Told { individual, recipe, chosen, region, no_region }))
}

/// What the form changes of the recipe to begin with.
fn change(recipe: &mut Recipe, fields: &Fields) -> Result<(), DeskError> {
    let bad = || DeskError::BadRequest;
    let turn: f64 = fields.get("turn").trim().parse().map_err(|_| bad())?;
    recipe.turn = if turn.is_finite() { (turn.clamp(-180.0, 180.0) * 100.0).round() as i32 } else { 0 };
    recipe.margin = fields.get("margin").trim().parse::<u16>().map_err(|_| bad())?.min(300);
    recipe.grey = fields.get("grey") == "yes";
    let left_out: Option<usize> = fields.get("leave-out").parse().ok();
    let covers = fields.all("cover").enumerate().filter(|(at, _)| Some(*at) != left_out);
    recipe.covers = covers.map(|(_, text)| cover(text).ok_or_else(bad)).collect::<Result<_, _>>()?;
    Ok(())
}

/// Another region to cover; `None` if what was typed is none.
fn another(fields: &Fields, size: (u32, u32)) -> Result<Option<Cover>, DeskError> {
    let what = Covered::from_word(fields.get("what")).ok_or(DeskError::BadRequest)?;
    Ok(region(REGION.map(|name| fields.get(name)), size).map(|region| Cover::rectangle(what, &region)))
}

/// Reads a region as its field has it: `wound 10,20 30,20 30,40`.
fn cover(text: &str) -> Option<Cover> {
    let mut words = text.split(' ');
    let what = Covered::from_word(words.next()?)?;
    let corner = |word: &str| {
        let (x, y) = word.split_once(',')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    };
    Some(Cover { what, corners: words.map(corner).collect::<Option<_>>()? })
}

/// The draft, after whatever was changed in it.
pub(crate) async fn draft(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    match told(&desk, &fields).await? {
        Some(told) => {
            let wrong = told.no_region.then(|| visit.words.t("publishing-no-region"));
            Ok(drafted(&desk, &visit, told, &fields, wrong))
        }
        None => {
            let individual: IndividualId = part(fields.get("individual"))?;
            Ok(Redirect::to(&format!("/publications/new?individual={individual}")).into_response())
        }
    }
}

fn drafted(desk: &Desk, visit: &Visit, told: Told, fields: &Fields, wrong: Option<String>) -> Response {
    let Told { individual, recipe, chosen, region, .. } = told;
    let fault = recipe.check().err().map(|fault| {
        visit.words.x("publication-refused-picture", not_made(NotMade::Recipe(fault), visit.words))
    });
    let wrong = wrong.or(fault);
    let labels = ["bystanders-left", "bystanders-top", "bystanders-width", "bystanders-height"];
    let mut region = region.into_iter();
    let region = std::array::from_fn(|at| (REGION[at], labels[at], region.next().unwrap_or_default()));
    let page = Page::new(desk, visit, "publications", visit.words.t("publishing-draft"));
    let text = |name: &str| fields.get(name).trim().to_owned();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (reason, embargo) = (text("reason"), text("embargo"));
    html(status, Draft { page, individual, recipe, chosen, region, reason, embargo, wrong }.render())
}

/// The face as it would be published, alone: the answer to a POST, recorded before its first byte.
pub(crate) async fn preview(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let told = told(&desk, &fields).await?.ok_or(DeskError::BadRequest)?;
    if told.leaves_one_open() {
        let wrong = Some(visit.words.t("publishing-not-covered"));
        return Ok(drafted(&desk, &visit, told, &fields, wrong));
    }
    match desk.backend.preview_face(&visit.token, &told.recipe).await {
        Ok(Ok(face)) => Ok(jpeg(face)),
        Ok(Err(why)) => Ok(drafted(&desk, &visit, told, &fields, Some(refused(&why, visit.words)))),
        Err(e) => Err(DeskError::of_picture(e, told.recipe.photograph)),
    }
}

/// Proposes the face.
pub(crate) async fn propose(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let told = told(&desk, &fields).await?.ok_or(DeskError::BadRequest)?;
    if told.leaves_one_open() {
        let wrong = Some(visit.words.t("publishing-not-covered"));
        return Ok(drafted(&desk, &visit, told, &fields, wrong));
    }
    let embargo = Some(fields.get("embargo").trim()).filter(|day| !day.is_empty());
    let embargo: Option<Day> = match embargo.map(str::parse).transpose() {
        Ok(day) => day,
        Err(_) => {
            let wrong = Some(visit.words.t("publishing-day"));
            return Ok(drafted(&desk, &visit, told, &fields, wrong));
        }
    };
    let (recipe, reason) = (told.recipe.clone(), fields.get("reason"));
    let proposed =
        desk.backend.propose_publication(&visit.token, &told.individual, recipe, reason, embargo).await?;
    match proposed {
        Ok(publication) => Ok(Redirect::to(&format!("/publications/{publication}")).into_response()),
        Err(why) => Ok(drafted(&desk, &visit, told, &fields, Some(refused(&why, visit.words)))),
    }
}
