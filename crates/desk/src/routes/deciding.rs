//! Decisions about people, from whichever page: what a form chose and knew, and the recording of it.
//!
//! Every form carries the last log entry that its page knew (`seen`): what others decided since is never overwritten.

use amana_model::{Decision, Digest};

use crate::Desk;
use crate::backend::Decided;
use crate::error::{DeskError, Late};
use crate::guard::{Fields, Visit};
use crate::show::person::{about, decided};
use crate::show::short;

/// The photographs that a form names.
pub(super) fn chosen(fields: &Fields) -> Result<Vec<Digest>, DeskError> {
    let read = |text: &str| text.parse().map_err(|_| DeskError::BadRequest);
    fields.all("photograph").map(read).collect()
}

/// The last log entry that the form's page knew.
pub(super) fn seen(fields: &Fields) -> Result<u64, DeskError> {
    fields.get("seen").parse().map_err(|_| DeskError::BadRequest)
}

/// Records a decision, unless others decided about the same since. `back` is the page to go on from; gives the log entry.
pub(super) async fn record(
    desk: &Desk,
    visit: &Visit,
    decision: Decision,
    seen: u64,
    back: &str,
) -> Result<u64, DeskError> {
    if !decision.is_sound() {
        return Err(DeskError::BadRequest);
    }
    let typed = format!("{}: {}", decided(&decision, visit.words), about(&decision, visit.words, short));
    match desk.backend.decide(&visit.token, decision, seen).await? {
        Decided::Recorded(entry) => Ok(entry),
        Decided::Conflict(entry) => Err(DeskError::Conflict(Late { entry, back: back.to_owned(), typed })),
    }
}
