//! Publications as they were proposed and decided: their acts, whole. What they add up to is folded in memory.

use amana_model::Act;
use sqlx::sqlite::SqliteConnection;

use crate::apply::Applied;
use crate::coding::{RecordedAct, act_of, keep};
use crate::sql::publication as sql;
use crate::table::{Column, ColumnKind, columns};
use crate::{Catalog, CatalogError};

/// The columns of the table of publications, whose rows the archive makes.
pub(crate) const PUBLICATIONS: &[Column] = &columns([
    ("publication", ColumnKind::Text),
    ("standing", ColumnKind::Text),
    ("closed", ColumnKind::Text),
    ("individual", ColumnKind::Text),
    ("photograph", ColumnKind::Text),
    ("picture", ColumnKind::Text),
    ("covered", ColumnKind::Text),
    ("proposed_by", ColumnKind::Text),
    ("proposed", ColumnKind::Text),
    ("reason", ColumnKind::Text),
    ("needs", ColumnKind::Integer),
    ("decided_for", ColumnKind::Text),
    ("decided_against", ColumnKind::Text),
    ("public_since", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

/// The columns of the table of takedowns, whose rows the archive makes.
pub(crate) const TAKEDOWNS: &[Column] = &columns([
    ("publication", ColumnKind::Text),
    ("month", ColumnKind::Text),
    ("cause", ColumnKind::Text),
    ("channel", ColumnKind::Text),
    ("reason", ColumnKind::Text),
    ("recorded_by", ColumnKind::Text),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

impl Catalog {
    /// Every act about publication, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn publication_acts(&self) -> Result<Vec<RecordedAct>, CatalogError> {
        let rows = sqlx::query(sql::ACTS).fetch_all(&self.pool).await?;
        rows.iter().map(act_of).collect()
    }
}

/// Applies one act about publication, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let (Act::PublicationPolicySet(_)
    | Act::PublicationProposed(_)
    | Act::DerivativeMade(_)
    | Act::PublicationLookedAt(_)
    | Act::PublicationDecided(_)
    | Act::PublicationTakenDown(_)
    | Act::PublicationObjected(_)
    | Act::ObjectionWithdrawn { .. }
    | Act::GalleryPublished { .. }
    | Act::GalleryStands { .. }) = &entry.event.act
    else {
        return crate::bystanders::apply(connection, entry).await;
    };
    keep(connection, entry, sql::ACTED).await
}
