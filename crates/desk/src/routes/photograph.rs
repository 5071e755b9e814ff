//! One photograph: covered at first, with all that is known about it and how to check it.

use std::sync::Arc;

use amana_model::{
    CopyRow, Digest, DrawFault, ExifField, Keyed, Observation, Point, Reading, Region, Unusual,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::bystanders::shares;
use super::found::ShownOccurrence;
use super::part;
use super::photographs::ROWS;
use crate::Desk;
use crate::backend::{
    Bystander, EventsAbout, Neighbours, NoPicture, ProofCheck, Right, SeenClosely, SeenFace,
};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::Photograph;
use crate::page::{Page, html};
use crate::query::GridQuery;
use crate::show;
use crate::show::history::ShownEvent;
use crate::show::path::ShownPath;

/// Events of its history shown on the page.
const EVENTS: u32 = 200;
/// Faces of less quality are not compared with others (as in linkage); from the second on they are compared well.
const QUALITIES: [f32; 2] = [0.2, 0.5];

#[derive(Template)]
#[template(path = "photograph.html")]
pub(crate) struct PhotographPage {
    page: Page,
    query: GridQuery,
    photograph: Photograph,
    name: ShownPath,
    occurrences: Vec<ShownOccurrence>,
    neighbours: Neighbours,
    history: Vec<ShownEvent>,
    closely: SeenClosely,
    check: Option<ProofCheck>,
    may_prove: bool,
    bystanders: Vec<Bystander>,
    may_bystanders: bool,
    /// Where people drew numbers.
    drawn: Vec<Region>,
    may_draw: bool,
    /// Why what was drawn just now was not taken.
    draw_fault: Option<DrawFault>,
}

impl PhotographPage {
    fn digest(&self) -> &Digest {
        &self.photograph.digest
    }

    fn digest_groups(&self) -> Vec<String> {
        show::in_groups(self.digest())
    }

    fn seen(&self) -> Option<&Observation> {
        self.photograph.observation.as_ref()
    }

    fn has_picture(&self) -> bool {
        self.seen().is_some_and(|seen| seen.previews.is_some())
    }

    /// Why there is no picture, where there is none.
    fn why_none(&self) -> NoPicture {
        NoPicture::of(self.seen())
    }

    fn size(&self) -> Option<(u32, u32)> {
        size_as_shown(self.seen()?)
    }

    /// Faces found that lie in no region marked as a bystander's: number, words, and the place in percent of the picture.
    fn unmarked_faces(&self) -> Vec<(usize, String, [String; 4])> {
        let Some(look) = &self.closely.look else { return Vec::new() };
        let face = |(number, face): (usize, &SeenFace)| {
            let region = Region::around(&face.corners, look.size)?;
            let shares = shares(&region, &look.size);
            let marked = |one: &Bystander| one.mark.region.holds(&region.middle());
            if self.bystanders.iter().any(marked) {
                return None;
            }
            let w = self.page.words;
            let (across, down) = Self::sides(&face.corners);
            let words = w.xy("pixels", w.number(across), w.number(down));
            Some((number, words, shares))
        };
        (1..).zip(&look.faces).filter_map(face).collect()
    }

    /// The share that can be read, where it is neither nothing nor the whole.
    fn partly_readable(&self) -> Option<f64> {
        self.seen()?.readable.filter(|share| (0.01..1.0).contains(share))
    }

    /// Whether the camera's clock and the folder tell different days.
    fn claims_differ(&self) -> bool {
        let taken = self.seen().and_then(|seen| seen.taken_at.as_deref());
        let folder = self.photograph.folder_date.as_ref().map(|date| date.date.as_str());
        matches!((taken, folder), (Some(taken), Some(folder)) if !taken.starts_with(folder))
    }

    /// The metadata fields by where they stand, in the order read.
    fn exif(&self) -> Vec<(String, Vec<&ExifField>)> {
        let mut groups: Vec<(String, Vec<&ExifField>)> = Vec::new();
        for field in self.seen().map(|seen| seen.exif.as_slice()).unwrap_or_default() {
            match groups.iter_mut().find(|(group, _)| *group == field.group) {
                Some((_, fields)) => fields.push(field),
                None => groups.push((field.group.clone(), vec![field])),
            }
        }
        groups
    }

    /// The word for how well a face can be compared.
    fn quality(quality: &f32) -> &'static str {
        ["poor", "fair", "good"][QUALITIES.partition_point(|least| least <= quality)]
    }

    /// Corners as an SVG polygon has them, in whole pixels.
    fn points(corners: &[Point; 4]) -> String {
        corners.map(|[x, y]| format!("{x:.0},{y:.0}")).join(" ")
    }

    /// How wide and how high a thing found is, along its own sides, in whole pixels.
    fn sides(corners: &[Point; 4]) -> (u64, u64) {
        let side = |a: Point, b: Point| (a[0] - b[0]).hypot(a[1] - b[1]).round() as u64;
        (side(corners[0], corners[1]), side(corners[1], corners[2]))
    }

    /// What is settled on a marking, in words.
    fn keyed(&self, keyed: &Keyed) -> String {
        show::keyed(keyed, self.page.words)
    }

    /// What is unusual about numbers settled, in words.
    fn unusual(&self, unusual: &Unusual) -> String {
        show::unusual::said(unusual, self.page.words)
    }

    /// What an engine read, which, how probable, and for which of the three numbers it took it.
    fn reading(&self, number: &str, reading: &Reading) -> String {
        show::reading(number, reading, self.page.words)
    }

    fn is_self(&self, copy: &CopyRow) -> bool {
        copy.digest == self.photograph.digest
    }

    fn short(digest: &Digest) -> String {
        show::short(digest)
    }

    /// The grid where this photograph stands in it.
    fn back(&self) -> String {
        let query = match self.neighbours.position {
            Some(position) => format!("{}#p{}", self.query.at_page(position / ROWS + 1), position + 1),
            None => self.query.address(),
        };
        format!("/photographs{query}")
    }

    fn place(&self) -> u64 {
        self.neighbours.position.map_or(0, |position| position + 1)
    }
}

/// Width and height of a picture as shown, orientation applied.
pub(crate) fn size_as_shown(seen: &Observation) -> Option<(u32, u32)> {
    let (width, height) = (seen.width?, seen.height?);
    let lies = matches!(seen.orientation, Some(5..=8));
    Some(if lies { (height, width) } else { (width, height) })
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = GridQuery::parse(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    show(&desk, &visit, part(&digest)?, query, None).await
}

/// The page, with why a region that somebody drew was not taken.
pub(crate) async fn refused_to_draw(
    desk: &Desk,
    visit: &Visit,
    digest: Digest,
    fault: DrawFault,
    query: GridQuery,
) -> Result<Response, DeskError> {
    let page = PhotographPage { draw_fault: Some(fault), ..made(desk, visit, digest, query).await? };
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, page.render()))
}

/// The page, with the result of a check of its proof if one was made.
pub(crate) async fn show(
    desk: &Desk,
    visit: &Visit,
    digest: Digest,
    query: GridQuery,
    check: Option<ProofCheck>,
) -> Result<Response, DeskError> {
    let page = PhotographPage { check, ..made(desk, visit, digest, query).await? };
    Ok(html(StatusCode::OK, page.render()))
}

async fn made(
    desk: &Desk,
    visit: &Visit,
    digest: Digest,
    query: GridQuery,
) -> Result<PhotographPage, DeskError> {
    let mut photograph = desk.backend.photograph(&digest).await?.ok_or(DeskError::NotFound)?;
    let neighbours = desk.backend.neighbours(&digest, &query.filter, query.order).await?;
    let events = desk.backend.events(&EventsAbout::Original(digest), 0, EVENTS).await?;
    let occurrences: Vec<_> =
        std::mem::take(&mut photograph.occurrences).into_iter().map(ShownOccurrence::of).collect();
    let name = occurrences.first().map_or_else(|| ShownPath::of_text(""), |first| first.path.clone());
    let closely = desk.backend.closely(&digest).await?;
    let page =
        Page::new(desk, visit, "photographs", visit.words.foreign("photograph-title", name.name_text()));
    Ok(PhotographPage {
        drawn: desk.backend.drawn_markings(&digest).await?,
        may_draw: visit.viewer()?.may(Right::Decide),
        draw_fault: None,
        may_prove: visit.viewer()?.may(Right::Prove),
        may_bystanders: visit.viewer()?.may(Right::Bystanders),
        bystanders: desk.backend.bystanders(&digest).await?,
        history: events.iter().map(|event| ShownEvent::of(event, visit.words)).collect(),
        page,
        query,
        photograph,
        name,
        occurrences,
        neighbours,
        closely,
        check: None,
    })
}
