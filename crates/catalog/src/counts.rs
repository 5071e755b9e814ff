//! What a count is made of: a row a content, a row a path; and the definitions as they were described.

use amana_model::{Condition, Definition, Digest, Outcome, UtcTime};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;

use crate::sql::counts as sql;
use crate::table::{Column, ColumnKind, columns, each_row};
use crate::{Catalog, CatalogError, cells};

/// The columns of the table of counts, whose rows the archive makes.
pub(crate) const COUNTS: &[Column] = &columns([
    ("definition", ColumnKind::Text),
    ("version", ColumnKind::Integer),
    ("unit", ColumnKind::Text),
    ("count", ColumnKind::Integer),
    ("denominator", ColumnKind::Integer),
    ("missing", ColumnKind::Integer),
    ("log_size", ColumnKind::Integer),
    ("root", ColumnKind::Text),
    ("citation", ColumnKind::Text),
]);

/// The columns of the table of definitions, whose rows the archive makes.
pub(crate) const DEFINITIONS: &[Column] = &columns([
    ("citation", ColumnKind::Text),
    ("definition", ColumnKind::Text),
    ("version", ColumnKind::Integer),
    ("unit", ColumnKind::Text),
    ("conditions", ColumnKind::Text),
    ("conflicts", ColumnKind::Text),
    ("over", ColumnKind::Text),
    ("title_en", ColumnKind::Text),
    ("title_ar", ColumnKind::Text),
    ("says_en", ColumnKind::Text),
    ("says_ar", ColumnKind::Text),
    ("compares", ColumnKind::Text),
    ("entry", ColumnKind::Integer),
]);

/// What a count needs of one content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedContent {
    /// The content.
    pub digest: Digest,
    /// The best version of its group of copies and its place in it, if it is in one.
    pub copy_of: Option<(Digest, u32)>,
    /// Whether it is a picture or claims to be one.
    pub picture: bool,
    /// How well its file can be read; `None` where no analysis was made.
    pub file: Option<Condition>,
    /// What its folders tell.
    pub folder_date: Option<String>,
    /// EXIF time as claimed.
    pub taken_at: Option<String>,
}

/// What a count needs of one path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedPath {
    /// The log entry.
    pub entry: u64,
    /// The content found there; `None` where nothing was read.
    pub digest: Option<Digest>,
    /// What became of it.
    pub outcome: Outcome,
}

/// A definition as somebody described it, with the entry in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct DefinitionDescription {
    /// The log entry.
    pub entry: u64,
    /// When it was described.
    pub time: UtcTime,
    /// Who described it.
    pub agent: String,
    /// The whole definition.
    pub definition: Definition,
}

impl Catalog {
    /// Every content, in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn counted_contents(&self) -> Result<Vec<CountedContent>, CatalogError> {
        let mut contents = Vec::new();
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::CONTENTS, &mut |row| {
            let rank = cells::maybe_natural(row, 2)?;
            contents.push(CountedContent {
                digest: Digest(cells::hash(row, 0)?),
                copy_of: cells::maybe_digest(row, 1)?.zip(rank),
                picture: cells::integer(row, 3)? != 0,
                file: cells::maybe_word(row, 4)?,
                folder_date: cells::maybe_string(row, 5)?,
                taken_at: cells::maybe_string(row, 6)?,
            });
            Ok(())
        })
        .await?;
        Ok(contents)
    }

    /// Every path, in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn counted_paths(&self) -> Result<Vec<CountedPath>, CatalogError> {
        let mut paths = Vec::new();
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::PATHS, &mut |row| {
            paths.push(CountedPath {
                entry: cells::natural(row, 0)?,
                digest: cells::maybe_digest(row, 1)?,
                outcome: cells::word(row, 2)?,
            });
            Ok(())
        })
        .await?;
        Ok(paths)
    }

    /// Every description of a definition, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn definition_descriptions(&self) -> Result<Vec<DefinitionDescription>, CatalogError> {
        let rows = sqlx::query(sql::DEFINED).fetch_all(&self.pool).await?;
        let one = |row: &SqliteRow| {
            Ok(DefinitionDescription {
                entry: cells::natural(row, 0)?,
                time: cells::parsed(row, 1)?,
                agent: cells::string(row, 2)?,
                definition: cells::json(row, 3)?,
            })
        };
        rows.iter().map(one).collect()
    }
}
