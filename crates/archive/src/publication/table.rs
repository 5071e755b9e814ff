//! The tables of publications and takedowns.

use amana_catalog::Cell;
use amana_model::{Closed, PublicationStanding, PublicationVerdict, TakenDown};

use super::StandingPublication;
use crate::archive::Archive;
use crate::error::Result;

/// Takes one row.
type Each<'a> = &'a mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send);

impl Archive {
    pub(crate) async fn table_of_publications(&self, each: Each<'_>) -> Result<u64> {
        let room = self.publications().await?;
        for one in &room.standings {
            each(&publication(one))?;
        }
        Ok(room.standings.len() as u64)
    }

    pub(crate) async fn table_of_takedowns(&self, each: Each<'_>) -> Result<u64> {
        let taken_down = self.publications().await?.publications.taken_down;
        for one in &taken_down {
            each(&takedown(one))?;
        }
        Ok(taken_down.len() as u64)
    }
}

fn text(text: impl ToString) -> Cell {
    let text = text.to_string();
    if text.is_empty() { Cell::Null } else { Cell::Text(text) }
}

fn whole(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn publication(one: &StandingPublication) -> Vec<Cell> {
    let (known, proposal) = (&one.publication, &one.publication.proposal);
    let joined = |words: Vec<String>| text(words.join("; "));
    let decided = |verdict: PublicationVerdict| {
        let of = known.decisions.iter().filter(|(_, decided)| decided.verdict == verdict);
        joined(of.map(|(who, decided)| format!("{who}: {}", decided.reason)).collect())
    };
    let closed = |closed: &Closed| match closed {
        Closed::Category(word) => format!("category {word}"),
        Closed::Embargo(day) => format!("embargo {day}"),
        other => other.word().to_owned(),
    };
    let mut covered: Vec<String> =
        proposal.recipe.covers.iter().map(|cover| cover.what.word().to_owned()).collect();
    covered.dedup();
    let since = match one.standing {
        PublicationStanding::Public { since } => text(since),
        _ => Cell::Null,
    };
    vec![
        text(proposal.publication),
        text(one.standing.word()),
        joined(one.standing.closed().iter().map(closed).collect()),
        text(&one.individual),
        text(proposal.recipe.photograph),
        text(proposal.picture),
        joined(covered),
        text(&known.agent),
        text(known.time),
        text(&proposal.reason),
        whole(one.needs as u64),
        decided(PublicationVerdict::Publish),
        decided(PublicationVerdict::Refuse),
        since,
        whole(known.entry),
    ]
}

fn takedown(one: &TakenDown) -> Vec<Cell> {
    let time = one.time.to_string();
    vec![
        text(one.takedown.publication),
        text(time.get(..7).unwrap_or_default()),
        text(one.takedown.cause.word()),
        text(&one.takedown.channel),
        text(&one.takedown.reason),
        text(&one.agent),
        text(&time),
        whole(one.entry),
    ]
}
