//! What waits of all that concerns families, as the first page and that of work show it: each number opens its list.

use crate::Desk;
use crate::backend::{Right, Viewer, Waits, WhoseWork};
use crate::error::DeskError;

/// One line: what waits, how many, and where the list stands.
pub(super) struct Waiting {
    pub(super) word: &'static str,
    pub(super) count: u64,
    pub(super) address: String,
}

/// What waits for this person's work.
pub(super) async fn of(desk: &Desk, viewer: &Viewer) -> Result<Vec<Waiting>, DeskError> {
    let whose = WhoseWork {
        families: viewer.may(Right::Families),
        claims: viewer.may(Right::Claims),
        publish: viewer.may(Right::Publish),
    };
    if !(whose.families || whose.claims || whose.publish) {
        return Ok(Vec::new());
    }
    // Whoever reviews nothing has no use for what waits for reviewers; word to a family is given by those who work with families.
    let hers = |waits: &Waits| match waits {
        Waits::Claims(queue) => match queue.word() {
            "told" => viewer.may(Right::Families),
            "conflicts" => true,
            _ => viewer.may(Right::ReviewClaims),
        },
        _ => true,
    };
    let waiting = desk.backend.families_waiting(whose).await?;
    let line = |(waits, count): (Waits, u64)| Waiting { word: waits.word(), count, address: address(waits) };
    Ok(waiting.into_iter().filter(|(waits, _)| hers(waits)).map(line).collect())
}

fn address(waits: Waits) -> String {
    match waits {
        Waits::UrgentLetters => "/letters?urgency=urgent".into(),
        Waits::Letters => "/letters".into(),
        Waits::Duplicates => "/missing/duplicates".into(),
        Waits::News => "/searches".into(),
        Waits::Claims(queue) => format!("/claims?waits={}", queue.word()),
        Waits::Publications => "/publications?standing=waiting".into(),
    }
}
