//! The grid's questions: answered in memory, the cells shown read from SQL.

use std::collections::HashMap;
use std::sync::Arc;

use amana_model::Digest;
use sqlx::sqlite::SqliteRow;

use super::{Grid, NONE};
use crate::cells::{self, signed};
use crate::copies::as_shown;
use crate::sql::read::{self, CELLS};
use crate::{Catalog, CatalogError, Facets, GridFilter, GridOrder, GridPlace, GridRow};

impl Catalog {
    /// The photographs that a filter leaves, in order: `limit` of them after the first `offset`.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn grid(
        &self,
        filter: &GridFilter,
        order: GridOrder,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<GridRow>, CatalogError> {
        let shown: Vec<(u64, Digest, u32)> = {
            let mut grid = self.grid.lock().await;
            grid.follow(&self.pool).await?;
            let answer = grid.answer(filter, order);
            let start = usize::try_from(offset).unwrap_or(usize::MAX).min(answer.len());
            let end = start.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(answer.len());
            answer[start..end].iter().map(|at| grid.shown(*at)).collect()
        };
        let mut rows = Vec::with_capacity(shown.len());
        for chunk in shown.chunks(CELLS) {
            let mut found = self.grid_rows(chunk).await?;
            rows.extend(chunk.iter().filter_map(|(id, ..)| found.remove(id)));
        }
        Ok(rows)
    }

    /// How many photographs a filter leaves.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn count(&self, filter: &GridFilter) -> Result<u64, CatalogError> {
        let mut grid = self.grid.lock().await;
        grid.follow(&self.pool).await?;
        Ok(grid.answer(filter, GridOrder::Accession).len() as u64)
    }

    /// The values to filter by, with how many photographs have each.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn facets(&self, filter: &GridFilter) -> Result<Facets, CatalogError> {
        let mut grid = self.grid.lock().await;
        grid.follow(&self.pool).await?;
        Ok(grid.facets(filter))
    }

    /// Where a photograph stands within a filter and an order; `None` if it is not in it.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn position(
        &self,
        filter: &GridFilter,
        order: GridOrder,
        digest: &Digest,
    ) -> Result<Option<GridPlace>, CatalogError> {
        let mut grid = self.grid.lock().await;
        grid.follow(&self.pool).await?;
        let Some(slot) = grid.slot_at.get(digest).copied() else { return Ok(None) };
        let answer: Arc<[u32]> = grid.answer(filter, order);
        let Some(index) = answer.iter().position(|at| *at == slot) else { return Ok(None) };
        let digest_at = |index: Option<usize>| {
            index.and_then(|index| answer.get(index)).map(|at| grid.slots[*at as usize].digest)
        };
        Ok(Some(GridPlace {
            index: index as u64,
            count: answer.len() as u64,
            previous: digest_at(index.checked_sub(1)),
            next: digest_at(index.checked_add(1)),
        }))
    }

    /// The cells of at most [`CELLS`] photographs, by id.
    async fn grid_rows(&self, chunk: &[(u64, Digest, u32)]) -> Result<HashMap<u64, GridRow>, CatalogError> {
        let Some(last) = chunk.last() else { return Ok(HashMap::new()) };
        let padded = chunk.iter().chain(std::iter::repeat(last)).take(CELLS);
        let query =
            padded.fold(sqlx::query(read::GRID_ROWS.as_str()), |query, (id, ..)| query.bind(signed(*id)));
        let rows = query.fetch_all(&self.pool).await?;
        let by_id: HashMap<u64, (Digest, u32)> =
            chunk.iter().map(|(id, digest, copies)| (*id, (*digest, *copies))).collect();
        rows.iter()
            .map(|row| {
                let id = cells::natural(row, 0)?;
                let (digest, copies) = by_id.get(&id).ok_or_else(|| cells::broken(0, "id asked for"))?;
                Ok((id, grid_row(*digest, *copies, row)?))
            })
            .collect()
    }
}

impl Grid {
    /// Id, digest and size of its group.
    fn shown(&self, at: u32) -> (u64, Digest, u32) {
        let slot = &self.slots[at as usize];
        let copies = if slot.group == NONE { 0 } else { self.group_sizes[slot.group as usize] };
        (slot.id, slot.digest, copies)
    }
}

fn grid_row(digest: Digest, copies: u32, row: &SqliteRow) -> Result<GridRow, CatalogError> {
    let stored = (cells::maybe_natural(row, 2)?, cells::maybe_natural(row, 3)?);
    let (width, height) = as_shown(stored, cells::maybe_natural(row, 4)?);
    Ok(GridRow {
        digest,
        width,
        height,
        condition: cells::maybe_word(row, 5)?.unwrap_or(amana_model::Condition::NotDecoded),
        format: cells::word(row, 6)?,
        name: cells::string(row, 1)?,
        taken_at: cells::maybe_string(row, 7)?,
        folder_date: cells::maybe_string(row, 8)?,
        copies,
        occurrences: cells::natural(row, 9)?,
        previews: cells::integer(row, 10)? != 0,
    })
}
