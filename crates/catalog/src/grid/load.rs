//! Following the tables: only what is new since the last look is read, in one snapshot.

use amana_model::{Digest, Format};
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};

use super::{Folder, Grid, Look, NONE, Seen, Slot, Words};
use crate::apply::meta;
use crate::cells::{self, signed};
use crate::sql::read;
use crate::{Catalog, CatalogError, fold};

/// How far the tables have been read.
#[derive(Default)]
pub(super) struct Place {
    generation: i64,
    folder: i64,
    index: u64,
    looked: i64,
    copies: i64,
}

impl Grid {
    /// Reads what has changed since the last call.
    pub(crate) async fn follow(&mut self, pool: &SqlitePool) -> Result<(), CatalogError> {
        let mut snapshot = pool.begin().await?;
        let generation = meta(&mut snapshot, "generation").await?;
        if generation == self.at.generation {
            return Ok(());
        }
        self.orders = Default::default();
        self.answers.clear();
        self.folders(&mut snapshot).await?;
        self.occurrences(&mut snapshot).await?;
        self.looks(&mut snapshot).await?;
        let (copies, changed) = Catalog::copies_since(&mut snapshot, self.at.copies).await?;
        if let Some(changed) = changed {
            self.regroup(changed);
        }
        self.at.copies = copies;
        self.at.generation = generation;
        Ok(())
    }

    async fn folders(&mut self, snapshot: &mut SqliteConnection) -> Result<(), CatalogError> {
        for row in sqlx::query(read::GRID_FOLDERS).bind(self.at.folder).fetch_all(snapshot).await? {
            let (id, path) = (cells::integer(&row, 0)?, cells::string(&row, 1)?);
            self.folder_at.insert(id, number(self.folders.len())?);
            self.folders.push(Folder { folded: fold(&path), path });
            self.at.folder = id;
        }
        Ok(())
    }

    async fn occurrences(&mut self, snapshot: &mut SqliteConnection) -> Result<(), CatalogError> {
        use futures_util::TryStreamExt as _;
        let mut rows = sqlx::query(read::GRID_OCCURRENCES).bind(signed(self.at.index)).fetch(snapshot);
        while let Some(row) = rows.try_next().await? {
            self.occurrence(&row)?;
        }
        Ok(())
    }

    fn occurrence(&mut self, row: &SqliteRow) -> Result<(), CatalogError> {
        let index: u64 = cells::natural(row, 0)?;
        let digest = Digest(cells::hash(row, 1)?);
        let folder = cells::integer(row, 3)?;
        let folder = *self.folder_at.get(&folder).ok_or_else(|| cells::broken(3, "known folder"))?;
        let name: Box<str> = cells::text(row, 4)?.into();
        let folded = Some(fold(&name)).filter(|folded| **folded != *name).map(String::into_boxed_str);
        let accession = match self.accessions.find(cells::text(row, 2)?) {
            NONE => self.accessions.number(cells::string(row, 2)?),
            known => known,
        };
        let here = number(self.seen.len())?;
        self.seen.push(Seen { accession, folder, name, folded, next: NONE });
        let at = match self.slot_at.get(&digest) {
            Some(at) => *at as usize,
            None => {
                self.first_seen(index, digest, cells::maybe_word(row, 5)?.unwrap_or(Format::Other), here)?
            }
        };
        let slot = &mut self.slots[at];
        if slot.last != here {
            self.seen[slot.last as usize].next = here;
            slot.last = here;
        }
        let precision: i64 = cells::precision_rank(cells::path_date_of_two(row, 6)?.as_ref());
        if precision > slot.date_precision {
            slot.date_precision = precision;
            slot.folder_date = Some(cells::text(row, 6)?.into());
        }
        self.at.index = index + 1;
        Ok(())
    }

    fn first_seen(
        &mut self,
        id: u64,
        digest: Digest,
        format: Format,
        here: u32,
    ) -> Result<usize, CatalogError> {
        let at = self.slots.len();
        self.slot_at.insert(digest, number(at)?);
        let (group, rank) = match self.copies.get(&digest) {
            Some((best, rank)) => (self.groups.find(best), *rank),
            None => (NONE, 0),
        };
        let look = self.early.remove(&digest);
        self.slots.push(Slot {
            id,
            digest,
            format,
            look,
            folder_date: None,
            date_precision: 0,
            first: here,
            last: here,
            group,
            rank,
        });
        Ok(at)
    }

    async fn looks(&mut self, snapshot: &mut SqliteConnection) -> Result<(), CatalogError> {
        use futures_util::TryStreamExt as _;
        let mut rows = sqlx::query(read::GRID_OBSERVATIONS).bind(self.at.looked).fetch(snapshot);
        while let Some(row) = rows.try_next().await? {
            let digest = Digest(cells::hash(&row, 0)?);
            let look = self.look(&row)?;
            match self.slot_at.get(&digest) {
                Some(at) => self.slots[*at as usize].look = Some(look),
                None => drop(self.early.insert(digest, look)),
            }
            self.at.looked = cells::integer(&row, 6)?;
        }
        Ok(())
    }

    fn look(&mut self, row: &SqliteRow) -> Result<Look, CatalogError> {
        Ok(Look {
            format: cells::word(row, 1)?,
            condition: cells::word(row, 2)?,
            taken_at: cells::maybe_string(row, 3)?.map(String::into_boxed_str),
            camera: cells::maybe_string(row, 4)?.map_or(NONE, |camera| self.cameras.number(camera)),
            serial: cells::maybe_string(row, 5)?.map_or(NONE, |serial| self.serials.number(serial)),
        })
    }

    fn regroup(&mut self, copies: std::collections::HashMap<Digest, (Digest, u32)>) {
        self.copies = copies;
        self.groups = Words::default();
        self.group_sizes.clear();
        for (best, _) in self.copies.values() {
            let group = self.groups.number(*best) as usize;
            self.group_sizes.resize(self.group_sizes.len().max(group + 1), 0);
            self.group_sizes[group] += 1;
        }
        for slot in &mut self.slots {
            (slot.group, slot.rank) = match self.copies.get(&slot.digest) {
                Some((best, rank)) => (self.groups.find(best), *rank),
                None => (NONE, 0),
            };
        }
    }
}

/// A place in one of the lists; `NONE` itself is refused.
fn number(place: usize) -> Result<u32, CatalogError> {
    u32::try_from(place)
        .ok()
        .filter(|place| *place != NONE)
        .ok_or_else(|| CatalogError::Broken("more occurrences than a grid can hold".into()))
}
