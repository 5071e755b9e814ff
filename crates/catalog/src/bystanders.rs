//! Bystanders as people marked them. Faces whose middle lies in a marked region are nobody's evidence: the statements that
//! hand out faces leave them out (`sql::close`, `sql::people`).

use amana_model::{Act, Bystander, BystanderMark, Digest, Region};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::Applied;
use crate::cells::{self, signed};
use crate::sql::bystanders as sql;
use crate::table::{Cell, Column, ColumnKind, columns, hex, integer, text};
use crate::{Catalog, CatalogError};

pub(crate) const COLUMNS: &[Column] = &columns([
    ("sha256", ColumnKind::Text),
    ("left", ColumnKind::Integer),
    ("top", ColumnKind::Integer),
    ("width", ColumnKind::Integer),
    ("height", ColumnKind::Integer),
    ("picture_width", ColumnKind::Integer),
    ("picture_height", ColumnKind::Integer),
    ("note", ColumnKind::Text),
    ("marked_by", ColumnKind::Text),
    ("time", ColumnKind::Text),
    ("entry", ColumnKind::Integer),
    ("unmarked", ColumnKind::Integer),
]);

impl Catalog {
    /// The bystanders marked in a photograph, in the order of the log; those whose mark was taken back are not among them.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn bystanders(&self, digest: &Digest) -> Result<Vec<Bystander>, CatalogError> {
        let rows = sqlx::query(sql::OF).bind(digest.0.to_vec()).fetch_all(&self.pool).await?;
        rows.iter().map(bystander).collect()
    }

    /// The bystanders marked in all photographs, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn all_bystanders(&self) -> Result<Vec<Bystander>, CatalogError> {
        sqlx::query(sql::ALL_MARKED).fetch_all(&self.pool).await?.iter().map(bystander).collect()
    }
}

fn bystander(row: &SqliteRow) -> Result<Bystander, CatalogError> {
    let number = |column| cells::natural(row, column);
    Ok(Bystander {
        entry: cells::natural(row, 0)?,
        time: cells::parsed(row, 1)?,
        agent: cells::string(row, 2)?,
        mark: BystanderMark {
            digest: Digest(cells::hash(row, 3)?),
            region: Region { left: number(4)?, top: number(5)?, width: number(6)?, height: number(7)? },
            size: (number(8)?, number(9)?),
            note: cells::maybe_string(row, 10)?,
        },
    })
}

pub(crate) fn row(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let mut cells = vec![hex(row, 0)?];
    cells.extend((1..7).map(|column| integer(row, column)).collect::<Result<Vec<_>, _>>()?);
    cells.extend((7..10).map(|column| text(row, column)).collect::<Result<Vec<_>, _>>()?);
    cells.extend([integer(row, 10)?, integer(row, 11)?]);
    Ok(cells)
}

/// Applies one mark or its taking back; other events are none of its business.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let query = match &entry.event.act {
        Act::BystanderMarked(mark) => sqlx::query(sql::MARKED)
            .bind(signed(entry.index))
            .bind(entry.event.time.to_string())
            .bind(entry.event.agent.name.clone())
            .bind(mark.digest.0.to_vec())
            .bind(mark.region.left)
            .bind(mark.region.top)
            .bind(mark.region.width)
            .bind(mark.region.height)
            .bind(mark.size.0)
            .bind(mark.size.1)
            .bind(mark.note.clone()),
        Act::BystanderUnmarked { digest, entry: marked, .. } => {
            sqlx::query(sql::UNMARKED).bind(signed(entry.index)).bind(signed(*marked)).bind(digest.0.to_vec())
        }
        _ => return Ok(()),
    };
    query.execute(connection).await?;
    Ok(())
}
