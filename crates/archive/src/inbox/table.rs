//! The table of letters.

use amana_catalog::Cell;

use super::{InboxLetter, InboxRoom};
use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Hands over a row a letter, as it stands; gives their number. Who wrote is never among them.
    pub(crate) async fn table_of_letters(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let room = self.letters().await?;
        for letter in &room.letters {
            each(&cells(letter, &room))?;
        }
        Ok(room.letters.len() as u64)
    }
}

fn cells(letter: &InboxLetter, room: &InboxRoom) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.to_owned()) };
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let id = |id: Option<&str>| text(id.unwrap_or_default());
    let same: Vec<&str> =
        room.same_matter(&letter.letter).into_iter().map(amana_model::LetterId::as_str).collect();
    let lacks: Vec<&str> = letter.lacks().into_iter().map(super::Lack::word).collect();
    let words = letter.words.here();
    let answer =
        letter.answer.as_ref().map_or("", |one| if one.handed_out { "handed-out" } else { "written" });
    vec![
        text(letter.letter.as_str()),
        text(letter.kind.word()),
        text(letter.form.word()),
        text(letter.script.word()),
        id(letter.face.map(|face| face.to_string()).as_deref()),
        text(letter.state.word()),
        id(letter.moved.as_ref().map(|(agent, _)| agent.as_str())),
        text(&letter.reason),
        text(letter.urgency.word()),
        text(&lacks.join("; ")),
        whole(letter.pictures.len() as u64),
        id(words.map(|words| if words.reachable { "yes" } else { "no" })),
        id(words.map(|words| words.text.as_str())),
        text(letter.words.word()),
        id(letter.report.as_ref().map(amana_model::MissingId::as_str)),
        id(letter.follows.as_ref().map(amana_model::LetterId::as_str)),
        text(&same.join("; ")),
        text(answer),
        text(letter.day.as_str()),
        text(&letter.came.to_string()),
        whole(letter.entry),
    ]
}
