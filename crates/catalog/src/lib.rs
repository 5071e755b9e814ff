//! The SQL picture of the archive: thrown away and rebuilt at will.
//!
//! [`Catalog`] is an encrypted SQLite file. It is written from three things only: log entries ([`Catalog::apply`]),
//! the rows of observation parts ([`Catalog::add_observations`]) and the groups that linkage found
//! ([`Catalog::replace_copies`]); so deleting it and doing the same again gives the same answers. It trusts its
//! caller for the truth of those, and nothing about the file on the disk: what does not authenticate is an error.
//!
//! Grids are answered from `grid`, a small picture in memory that follows the tables.

mod apply;
mod arabic;
mod batch;
mod bystanders;
mod cells;
mod claims;
mod close;
mod coding;
mod copies;
mod counts;
mod drawn;
mod error;
mod exposure;
mod grid;
mod history;
mod individuals;
mod keying;
mod letters;
mod look;
mod missing;
mod observe;
mod open;
mod people;
mod places;
mod publication;
mod rows;
mod settled;
mod sql;
mod status;
mod table;
mod work;

pub use apply::Applied;
pub use arabic::fold;
pub use close::Owed;
pub use coding::RecordedAct;
pub use copies::CopyInput;
pub use counts::{CountedContent, CountedPath, DefinitionDescription};
pub use error::CatalogError;
pub use history::{About, OccurrenceFilter};
pub use individuals::{IndividualRow, together};
pub use keying::{Keyable, KeyingFigures, Waiting, is_for_keyers, same_place};
pub use open::check;
pub use people::{Brief, DecisionRow, PersonInput, SettledNumbers};
pub use places::PlaceDescription;
pub use rows::{
    AccessionRow, EventRow, Facet, Facets, GridFilter, GridOrder, GridPlace, GridRow, OccurrenceRow,
    Photograph, PictureSource, Status,
};
pub use settled::{SettledPlace, Settlement, ToldAt};
pub use table::{Cell, Column, ColumnKind, Table};
pub use work::{AssignmentRow, DoneBy, GroupPlace, QueueRow, contradicts, is_about, is_described};

/// The catalog: a pool of encrypted connections and the grid's picture in memory.
pub struct Catalog {
    pool: sqlx::sqlite::SqlitePool,
    grid: tokio::sync::Mutex<grid::Grid>,
}
