//! The grid's picture in memory: what filters, orders and facets need of every photograph, about 150 bytes each.
//!
//! Answering from memory keeps every filter, order and offset at a few milliseconds for 55,000 photographs, where
//! SQL would need an index for each combination. It holds no truth of its own: `load.rs` follows the tables by
//! their generation number, in this process or another's, and the cells shown are read from SQL.

mod facets;
mod filter;
mod load;
mod order;
mod rows;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use amana_model::{Condition, Digest, Format};

use crate::{GridFilter, GridOrder};

/// No such value.
const NONE: u32 = u32::MAX;

/// Answers kept until something changes, so that scrolling does not filter again.
const ANSWERS: usize = 8;

/// The picture in memory.
#[derive(Default)]
pub(crate) struct Grid {
    slots: Vec<Slot>,
    slot_at: HashMap<Digest, u32>,
    seen: Vec<Seen>,
    folders: Vec<Folder>,
    folder_at: HashMap<i64, u32>,
    accessions: Words<String>,
    cameras: Words<String>,
    serials: Words<String>,
    groups: Words<Digest>,
    group_sizes: Vec<u32>,
    /// Looks at originals whose event has not been applied yet.
    early: HashMap<Digest, Look>,
    copies: HashMap<Digest, (Digest, u32)>,
    at: load::Place,
    orders: [Option<Arc<[u32]>>; 3],
    answers: Vec<(GridFilter, GridOrder, Arc<[u32]>)>,
}

/// One original.
struct Slot {
    id: u64,
    digest: Digest,
    format: Format,
    look: Option<Look>,
    folder_date: Option<Box<str>>,
    date_precision: i64,
    first: u32,
    last: u32,
    group: u32,
    rank: u32,
}

/// What the first analysis saw, as far as the grid asks.
struct Look {
    format: Format,
    condition: Condition,
    taken_at: Option<Box<str>>,
    camera: u32,
    serial: u32,
}

/// One occurrence of an original; `next` is the original's next one.
struct Seen {
    accession: u32,
    folder: u32,
    name: Box<str>,
    /// The folded name where it differs from `name`.
    folded: Option<Box<str>>,
    next: u32,
}

struct Folder {
    path: String,
    folded: String,
}

/// Values numbered in the order first seen.
struct Words<T> {
    list: Vec<T>,
    at: HashMap<T, u32>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { list: Vec::new(), at: HashMap::new() }
    }
}

impl<T: Hash + Eq + Clone> Words<T> {
    fn number(&mut self, value: T) -> u32 {
        *self.at.entry(value).or_insert_with_key(|value| {
            self.list.push(value.clone());
            u32::try_from(self.list.len() - 1).unwrap_or(NONE)
        })
    }

    fn find<Q: Hash + Eq + ?Sized>(&self, value: &Q) -> u32
    where
        T: std::borrow::Borrow<Q>,
    {
        self.at.get(value).copied().unwrap_or(NONE)
    }
}

impl Slot {
    fn condition(&self) -> Condition {
        self.look.as_ref().map_or(Condition::NotDecoded, |look| look.condition)
    }

    fn format(&self) -> Format {
        self.look.as_ref().map_or(self.format, |look| look.format)
    }

    /// Originals that are pictures or claim to be.
    fn is_photograph(&self) -> bool {
        match &self.look {
            Some(look) => look.condition != Condition::NotAPicture,
            None => crate::apply::claims_picture(self.format),
        }
    }

    fn taken_at(&self) -> Option<&str> {
        self.look.as_ref().and_then(|look| look.taken_at.as_deref())
    }

    /// The date filters go by: the folder's, else the day of the EXIF time.
    fn date(&self) -> Option<&str> {
        self.folder_date.as_deref().or_else(|| self.taken_at().map(|time| time.get(..10).unwrap_or(time)))
    }
}

impl Seen {
    fn folded(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.name)
    }
}

impl Grid {
    /// The occurrences of a slot, in log order.
    fn seen_of<'a>(&'a self, slot: &Slot) -> impl Iterator<Item = &'a Seen> + use<'a> {
        let mut next = slot.first;
        std::iter::from_fn(move || {
            let seen = self.seen.get(next as usize)?;
            next = seen.next;
            Some(seen)
        })
    }
}
