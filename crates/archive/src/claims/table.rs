//! The table of claims: a row a claim, as it stands. No word of a family is in it.

use amana_catalog::Cell;
use amana_model::{Bearing, Claim, ProposedState};

use super::{ClaimQueue, ClaimsRoom};
use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Hands over a row a claim; gives their number.
    pub(crate) async fn table_of_claims(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let room = self.claims().await?;
        for claim in room.claims.all() {
            each(&cells(claim, &room))?;
        }
        Ok(room.claims.all().len() as u64)
    }
}

fn cells(claim: &Claim, room: &ClaimsRoom) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.to_owned()) };
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let kinds = |bearing: Bearing| {
        let of = claim.standing_evidence().filter(|given| given.bearing == bearing);
        let mut kinds: Vec<&str> = of.map(|given| given.kind.word()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.join("; ")
    };
    let waits: Vec<&str> = room.queues_of(&claim.claim).into_iter().map(ClaimQueue::word).collect();
    let mut conflicts: Vec<&str> =
        room.conflicts_of(&claim.claim).map(|conflict| conflict.kind.word()).collect();
    conflicts.dedup();
    let decided = claim.proposals.iter().rev().find_map(|one| match &one.state {
        ProposedState::Agreed(answer) => Some((one, answer)),
        _ => None,
    });
    let now = room.people.root(&claim.individual);
    vec![
        text(claim.claim.as_str()),
        text(claim.report.as_str()),
        text(now.as_str()),
        text(if *now == claim.individual { "" } else { claim.individual.as_str() }),
        text(claim.standing().word()),
        text(&kinds(Bearing::For)),
        text(&kinds(Bearing::Against)),
        decided.map_or(Cell::Null, |(one, _)| text(&one.agent)),
        decided.map_or(Cell::Null, |(_, answer)| text(&answer.agent)),
        decided.map_or(Cell::Null, |(one, _)| text(&one.reason)),
        decided.map_or(Cell::Null, |(_, answer)| text(&answer.reason)),
        decided.map_or(Cell::Null, |(_, answer)| whole(answer.entry)),
        text(&waits.join("; ")),
        text(&conflicts.join("; ")),
        whole(claim.standing_told().count() as u64),
        claim.standing_told().last().map_or(Cell::Null, |told| text(told.on.as_str())),
        text(&claim.agent),
        text(&claim.time.to_string()),
        whole(claim.opened),
    ]
}
