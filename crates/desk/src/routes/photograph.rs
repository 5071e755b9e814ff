//! One photograph: covered at first, with all that is known about it and how to check it.

use std::sync::Arc;

use amana_model::{CopyRow, Digest, ExifField, Observation};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::found::ShownOccurrence;
use super::part;
use super::photographs::ROWS;
use crate::Desk;
use crate::backend::{EventsAbout, Neighbours, NoPicture, ProofCheck, Right};
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
    check: Option<ProofCheck>,
    may_prove: bool,
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

    /// Width and height as shown, orientation applied.
    fn size(&self) -> Option<(u32, u32)> {
        let seen = self.seen()?;
        let (width, height) = (seen.width?, seen.height?);
        let lies = matches!(seen.orientation, Some(5..=8));
        Some(if lies { (height, width) } else { (width, height) })
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

/// The page, with the result of a check of its proof if one was made.
pub(crate) async fn show(
    desk: &Desk,
    visit: &Visit,
    digest: Digest,
    query: GridQuery,
    check: Option<ProofCheck>,
) -> Result<Response, DeskError> {
    let mut photograph = desk.backend.photograph(&digest).await?.ok_or(DeskError::NotFound)?;
    let neighbours = desk.backend.neighbours(&digest, &query.filter, query.order).await?;
    let events = desk.backend.events(&EventsAbout::Original(digest), 0, EVENTS).await?;
    let occurrences: Vec<_> =
        std::mem::take(&mut photograph.occurrences).into_iter().map(ShownOccurrence::of).collect();
    let name = occurrences.first().map_or_else(|| ShownPath::of_text(""), |first| first.path.clone());
    let page =
        Page::new(desk, visit, "photographs", visit.words.foreign("photograph-title", name.name_text()));
    let shown = PhotographPage {
        may_prove: visit.viewer()?.may(Right::Prove),
        history: events.iter().map(|event| ShownEvent::of(event, visit.words)).collect(),
        page,
        query,
        photograph,
        name,
        occurrences,
        neighbours,
        check,
    };
    Ok(html(StatusCode::OK, shown.render()))
}
