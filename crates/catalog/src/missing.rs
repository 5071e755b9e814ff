//! Reports about missing people, claims and viewings as they were recorded. What families said is not in the catalog: it lies sealed in the store.

use amana_model::Act;
use sqlx::sqlite::SqliteConnection;

use crate::apply::Applied;
use crate::coding::{RecordedAct, act_of, keep};
use crate::sql::missing as sql;
use crate::table::{Column, ColumnKind, columns};
use crate::{Catalog, CatalogError};

/// The columns of the table of reports, whose rows the archive makes.
pub(crate) const COLUMNS: &[Column] = &columns([
    ("report", ColumnKind::Text),
    ("version", ColumnKind::Integer),
    ("state", ColumnKind::Text),
    ("name_arabic", ColumnKind::Text),
    ("name_latin", ColumnKind::Text),
    ("father", ColumnKind::Text),
    ("mother", ColumnKind::Text),
    ("other_names", ColumnKind::Text),
    ("sex", ColumnKind::Text),
    ("born", ColumnKind::Text),
    ("birthplace", ColumnKind::Text),
    ("taken", ColumnKind::Text),
    ("taken_where", ColumnKind::Text),
    ("held_by", ColumnKind::Text),
    ("last_seen", ColumnKind::Text),
    ("last_seen_where", ColumnKind::Text),
    ("marks", ColumnKind::Text),
    ("teeth", ColumnKind::Text),
    ("clothing", ColumnKind::Text),
    ("testimony", ColumnKind::Text),
    ("contact", ColumnKind::Text),
    ("consents", ColumnKind::Text),
    ("same_person", ColumnKind::Text),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

/// The columns of the table of what may belong together, whose rows the archive makes.
pub(crate) const LINKS: &[Column] = &columns([
    ("report", ColumnKind::Text),
    ("with", ColumnKind::Text),
    ("other", ColumnKind::Text),
    ("rank", ColumnKind::Integer),
    ("speaks_for", ColumnKind::Text),
    ("against", ColumnKind::Text),
    ("decided", ColumnKind::Text),
]);

impl Catalog {
    /// Every act about reports of missing people, claims and viewings, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn missing_acts(&self) -> Result<Vec<RecordedAct>, CatalogError> {
        let rows = sqlx::query(sql::ACTS).fetch_all(&self.pool).await?;
        rows.iter().map(act_of).collect()
    }
}

/// Applies one act about a missing person, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let (Act::MissingReported { .. }
    | Act::ContactSealed { .. }
    | Act::ContactRead { .. }
    | Act::ConsentGiven(_)
    | Act::ConsentWithdrawn(_)
    | Act::ReportsCompared(_)
    | Act::LivingPhotographSealed(_)
    | Act::LivingPhotographViewed { .. }
    | Act::PersonSearched(_)
    | Act::SearchLetGo { .. }
    | Act::StatementsErased { .. }
    | Act::ClaimOpened(_)
    | Act::EvidenceAdded(_)
    | Act::EvidenceTakenBack { .. }
    | Act::LevelProposed(_)
    | Act::LevelAnswered(_)
    | Act::ClaimWithdrawn { .. }
    | Act::ClaimResumed { .. }
    | Act::FamilyTold(_)
    | Act::ToldTakenBack { .. }
    | Act::EvidenceFileOpened { .. }
    | Act::SupportContactsSet { .. }
    | Act::ViewingBegun(_)
    | Act::ViewingPlanned(_)
    | Act::ViewingShown(_)
    | Act::ViewingPassedOver { .. }
    | Act::ViewingAnswered(_)
    | Act::ViewingTurned { .. }) = &entry.event.act
    else {
        return crate::letters::apply(connection, entry).await;
    };
    keep(connection, entry, sql::ACTED).await
}
