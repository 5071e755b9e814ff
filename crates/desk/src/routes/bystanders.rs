//! Living bystanders in a photograph: marking one, taking a mark back. The form tells shares of the picture, not pixels, so that it
//! can be filled in by hand, by the arrow keys, or by drawing over the picture.

use std::sync::Arc;

use amana_model::{Digest, LONGEST_WORDS, Region};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use crate::Desk;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};

/// Left, top, width and height of a region in percent of a picture of this size, as the form and an outline have them.
pub(crate) fn shares(region: &Region, &(width, height): &(u32, u32)) -> [String; 4] {
    let share = |part: u32, of: u32| format!("{:.3}", f64::from(part) * 100.0 / f64::from(of.max(1)));
    [
        share(region.left, width),
        share(region.top, height),
        share(region.width, width),
        share(region.height, height),
    ]
}

/// Reads four percentages, left, top, width and height, as a region of a picture of this size; cut at the picture's edges.
pub(super) fn region(shares: [&str; 4], (width, height): (u32, u32)) -> Option<Region> {
    let share = |text: &str| {
        let share: f64 = text.trim().parse().ok()?;
        (share.is_finite() && (0.0..=100.0).contains(&share)).then_some(share / 100.0)
    };
    let [left, top, wide, high] = shares;
    let along = |start: f64, length: f64, of: u32| {
        // Outwards to whole pixels; nothing stays nothing.
        if length == 0.0 {
            return (0, 0);
        }
        let first = (start * f64::from(of)).floor() as u32;
        let last = ((start + length) * f64::from(of)).ceil().min(f64::from(of)) as u32;
        (first, last.saturating_sub(first))
    };
    let (left, width_in) = along(share(left)?, share(wide)?, width);
    let (top, height_in) = along(share(top)?, share(high)?, height);
    let region = Region { left, top, width: width_in, height: height_in };
    region.lies_in((width, height)).then_some(region)
}

fn back(digest: &Digest) -> Response {
    Redirect::to(&format!("/photographs/{digest}#bystanders")).into_response()
}

/// Marks one. A region that is marked already stays as it is.
pub(crate) async fn mark(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let digest = part(&digest)?;
    let note = fields.get("note").trim();
    if note.chars().count() > LONGEST_WORDS {
        return Err(DeskError::BadRequest);
    }
    let photograph = desk.backend.photograph(&digest).await?.ok_or(DeskError::NotFound)?;
    let size = photograph.observation.as_ref().and_then(super::photograph::size_as_shown);
    let shares = ["left", "top", "width", "height"].map(|name| fields.get(name));
    let region = region(shares, size.ok_or(DeskError::BadRequest)?).ok_or(DeskError::BadRequest)?;
    let known = desk.backend.bystanders(&digest).await?;
    if known.iter().all(|bystander| bystander.mark.region != region) {
        desk.backend.mark_bystander(&visit.token, &digest, region, note).await?;
    }
    Ok(back(&digest))
}

/// Takes a mark back, for a reason. One that somebody took back meanwhile is left at that.
pub(crate) async fn unmark(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((digest, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (digest, entry): (Digest, u64) = (part(&digest)?, part(&entry)?);
    let reason = fields.get("reason").trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_WORDS {
        return Err(DeskError::BadRequest);
    }
    let known = desk.backend.bystanders(&digest).await?;
    if known.iter().any(|bystander| bystander.entry == entry) {
        desk.backend.unmark_bystander(&visit.token, &digest, entry, reason).await?;
    }
    Ok(back(&digest))
}
