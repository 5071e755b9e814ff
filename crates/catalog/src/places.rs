//! Branches and facilities as they were described, each description with its entry; and the table of all as they stand.

use amana_model::{Act, Number, Place, Places, UtcTime};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::{Applied, encode};
use crate::cells::{self, signed};
use crate::sql::places as sql;
use crate::table::{Cell, Column, ColumnKind, columns};
use crate::{Catalog, CatalogError};

pub(crate) const COLUMNS: &[Column] = &columns([
    ("place", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("numbers", ColumnKind::Text),
    ("name_ar", ColumnKind::Text),
    ("name_en", ColumnKind::Text),
    ("aliases", ColumnKind::Text),
    ("note", ColumnKind::Text),
    ("withdrawn", ColumnKind::Integer),
    ("entry", ColumnKind::Integer),
]);

/// A place as somebody described it, with the entry in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceDescription {
    /// The log entry.
    pub entry: u64,
    /// When it was described.
    pub time: UtcTime,
    /// Who described it.
    pub agent: String,
    /// The whole record.
    pub place: Place,
}

impl Catalog {
    /// Every description of a place, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn place_descriptions(&self) -> Result<Vec<PlaceDescription>, CatalogError> {
        let rows = sqlx::query(sql::DESCRIPTIONS).fetch_all(&self.pool).await?;
        let one = |row: &SqliteRow| {
            Ok(PlaceDescription {
                entry: cells::natural(row, 0)?,
                time: cells::parsed(row, 1)?,
                agent: cells::string(row, 2)?,
                place: cells::json(row, 3)?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// Hands over every place as it stands, over a starting list, and returns how many there are.
    ///
    /// # Errors
    /// `Sink` with what `each` returned, or if the catalog cannot be read.
    pub async fn table_of_places(
        &self,
        starting: &[Place],
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let described = self.place_descriptions().await?;
        let places = Places::of(starting, described.iter().map(|row| (row.entry, &row.place)));
        let all = places.all();
        for place in &all {
            each(&row(place, places.entry(&place.place))).map_err(CatalogError::Sink)?;
        }
        Ok(all.len() as u64)
    }
}

fn row(place: &Place, entry: Option<u64>) -> Vec<Cell> {
    let maybe = |text: &Option<String>| text.clone().map_or(Cell::Null, Cell::Text);
    let numbers: Vec<&str> = place.numbers.iter().map(Number::as_str).collect();
    vec![
        Cell::Text(place.place.to_string()),
        Cell::Text(place.kind.word().into()),
        Cell::Text(numbers.join(";")),
        maybe(&place.name_ar),
        maybe(&place.name_en),
        Cell::Text(place.aliases.join(";")),
        maybe(&place.note),
        Cell::Integer(place.withdrawn.into()),
        entry.map_or(Cell::Null, |entry| Cell::Integer(signed(entry))),
    ]
}

/// Applies one description, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let Act::PlaceDescribed(place) = &entry.event.act else {
        return crate::coding::apply(connection, entry).await;
    };
    let query = sqlx::query(sql::DESCRIBED)
        .bind(signed(entry.index))
        .bind(entry.event.time.to_string())
        .bind(entry.event.agent.name.clone())
        .bind(encode(place)?);
    query.execute(connection).await?;
    Ok(())
}
