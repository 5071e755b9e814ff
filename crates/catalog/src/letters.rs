//! Letters of families as they were taken in and worked on. What they say is not in the catalog: it lies sealed in the store.

use amana_model::Act;
use sqlx::sqlite::SqliteConnection;

use crate::apply::Applied;
use crate::coding::{RecordedAct, act_of, keep};
use crate::sql::letters as sql;
use crate::table::{Column, ColumnKind, columns};
use crate::{Catalog, CatalogError};

/// The columns of the table of letters, whose rows the archive makes.
pub(crate) const COLUMNS: &[Column] = &columns([
    ("letter", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("form", ColumnKind::Text),
    ("script", ColumnKind::Text),
    ("face", ColumnKind::Text),
    ("state", ColumnKind::Text),
    ("agent", ColumnKind::Text),
    ("reason", ColumnKind::Text),
    ("urgency", ColumnKind::Text),
    ("lacks", ColumnKind::Text),
    ("pictures", ColumnKind::Integer),
    ("reachable", ColumnKind::Text),
    ("text", ColumnKind::Text),
    ("read", ColumnKind::Text),
    ("report", ColumnKind::Text),
    ("follows", ColumnKind::Text),
    ("same_matter", ColumnKind::Text),
    ("answer", ColumnKind::Text),
    ("sent", ColumnKind::Text),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

impl Catalog {
    /// Every act about letters of families, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn letter_acts(&self) -> Result<Vec<RecordedAct>, CatalogError> {
        let rows = sqlx::query(sql::ACTS).fetch_all(&self.pool).await?;
        rows.iter().map(act_of).collect()
    }
}

/// Applies one act about a letter, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let (Act::LetterReceived(_)
    | Act::LetterMoved(_)
    | Act::LetterRanked(_)
    | Act::LetterAnswered { .. }
    | Act::AnswerHandedOut { .. }
    | Act::LettersCompared(_)
    | Act::LetterReported { .. }
    | Act::LetterPictureViewed { .. }
    | Act::LetterContactRead { .. }
    | Act::LetterErased { .. }) = &entry.event.act
    else {
        return crate::publication::apply(connection, entry).await;
    };
    keep(connection, entry, sql::ACTED).await
}
