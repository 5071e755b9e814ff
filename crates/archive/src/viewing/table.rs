//! The table of viewings: a row a face as often as it was shown, and a row a face that was planned and not shown.

use amana_catalog::Cell;
use amana_model::{FaceShown, ViewedFace, Viewing};

use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Hands over the rows of every viewing; gives their number.
    pub(crate) async fn table_of_viewings(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let viewings = self.viewings().await?;
        let mut rows = 0;
        for viewing in viewings.all() {
            for (place, face) in viewing.faces.iter().enumerate() {
                let shown = face.shown.iter().map(Some).chain(face.shown.is_empty().then_some(None));
                for shown in shown {
                    each(&cells(viewing, place, face, shown))?;
                    rows += 1;
                }
            }
        }
        Ok(rows)
    }
}

fn cells(viewing: &Viewing, place: usize, face: &ViewedFace, shown: Option<&FaceShown>) -> Vec<Cell> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let of = |make: &dyn Fn(&FaceShown) -> Cell| shown.map_or(Cell::Null, make);
    let answer = face.answer.as_ref();
    vec![
        text(&viewing.viewing),
        text(&viewing.report),
        text(&viewing.state.word()),
        whole(place as u64 + 1),
        text(&face.planned.individual),
        whole(u64::from(face.planned.look_alike)),
        of(&|shown| text(&shown.step.word())),
        of(&|shown| text(&shown.photograph)),
        of(&|shown| text(&shown.picture)),
        of(&|shown| text(&shown.time)),
        of(&|shown| text(&shown.agent)),
        of(&|shown| whole(shown.entry)),
        answer.map_or(Cell::Null, |answer| text(&answer.answer.word())),
        answer.map_or(Cell::Null, |answer| text(&answer.time)),
        text(&viewing.agent),
        text(&viewing.time),
        whole(viewing.entry),
    ]
}
