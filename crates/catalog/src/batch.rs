//! A stretch of log entries turned into rows, everything about one original or folder merged first.
//!
//! Merging before writing keeps the statements few, and one `INSERT … ON CONFLICT` from touching a row twice
//! (which PostgreSQL refuses). What is kept never depends on where one batch ends and the next begins.

use std::collections::{BTreeMap, HashMap};

use amana_model::{Act, Digest, Event, FileRecord, Format, PathBytes, PathDate, SealedName};

use crate::apply::Applied;
use crate::cells::precision_rank;

/// One row of `events`.
pub(crate) struct EventCells<'a> {
    pub(crate) index: u64,
    pub(crate) event: &'a Event,
    pub(crate) details: String,
}

/// One row of `occurrences`; `folder` counts into [`Batch::folders`].
pub(crate) struct OccurrenceCells<'a> {
    pub(crate) index: u64,
    pub(crate) record: &'a FileRecord,
    pub(crate) date: Option<&'a PathDate>,
    pub(crate) path: Vec<u8>,
    pub(crate) folder: usize,
    pub(crate) name: String,
}

/// What the batch says about one original.
pub(crate) struct OriginalCells {
    pub(crate) index: u64,
    pub(crate) digest: Digest,
    pub(crate) sealed: Option<SealedName>,
    pub(crate) bytes: u64,
    pub(crate) format: Format,
    pub(crate) occurrences: i64,
    pub(crate) path: Vec<u8>,
    pub(crate) name: String,
    pub(crate) date: Option<PathDate>,
}

/// Accession, outcome, format word, whether inside a container.
pub(crate) type TallyKey = (String, &'static str, &'static str, bool);

/// The rows of a stretch of log entries.
#[derive(Default)]
pub(crate) struct Batch<'a> {
    pub(crate) events: Vec<EventCells<'a>>,
    pub(crate) occurrences: Vec<OccurrenceCells<'a>>,
    pub(crate) originals: Vec<OriginalCells>,
    /// Text form and files, in the order first seen.
    pub(crate) folders: Vec<(String, i64)>,
    /// Files and bytes.
    pub(crate) tallies: BTreeMap<TallyKey, (i64, u64)>,
    folder_at: HashMap<String, usize>,
    original_at: HashMap<Digest, usize>,
}

impl<'a> Batch<'a> {
    /// Adds one log entry.
    pub(crate) fn add(&mut self, applied: &'a Applied<'a>) -> Result<(), serde_json::Error> {
        let mut value = serde_json::to_value(applied.event)?;
        let details = value.get_mut("details").map_or(serde_json::Value::Null, serde_json::Value::take);
        self.events.push(EventCells {
            index: applied.index,
            event: applied.event,
            details: details.to_string(),
        });
        if let Act::FileFound(record) = &applied.event.act {
            self.file(applied.index, record, applied.path_date.as_ref());
        }
        Ok(())
    }

    fn file(&mut self, index: u64, record: &'a FileRecord, date: Option<&'a PathDate>) {
        let path = record.at.joined();
        let (folder, name) = split(&path);
        let folder = self.folder(folder);
        let key =
            (record.accession.to_string(), record.outcome.word(), record.format.map_or("", Format::word));
        let tally = self.tallies.entry((key.0, key.1, key.2, !record.at.within.is_empty())).or_default();
        *tally = (tally.0 + 1, tally.1.saturating_add(record.bytes));
        if let Some(digest) = record.digest {
            self.original(index, digest, record, date, (&path, &name));
        }
        self.occurrences.push(OccurrenceCells { index, record, date, path, folder, name });
    }

    fn folder(&mut self, path: String) -> usize {
        let next = self.folders.len();
        let at = *self.folder_at.entry(path).or_insert_with_key(|path| {
            self.folders.push((path.clone(), 0));
            next
        });
        self.folders[at].1 += 1;
        at
    }

    fn original(
        &mut self,
        index: u64,
        digest: Digest,
        record: &FileRecord,
        date: Option<&PathDate>,
        (path, name): (&[u8], &str),
    ) {
        let next = self.originals.len();
        let at = *self.original_at.entry(digest).or_insert(next);
        if at == next {
            self.originals.push(OriginalCells {
                index,
                digest,
                sealed: None,
                bytes: record.bytes,
                format: record.format.unwrap_or(Format::Other),
                occurrences: 0,
                path: path.to_vec(),
                name: name.to_owned(),
                date: None,
            });
        }
        let original = &mut self.originals[at];
        original.occurrences += 1;
        original.sealed = original.sealed.or(record.sealed);
        if precision_rank(date) > precision_rank(original.date.as_ref()) {
            original.date = date.cloned();
        }
    }
}

/// Splits a whole path at its last `/` into the text forms of folder and name; the folder is empty at the top.
pub(crate) fn split(path: &[u8]) -> (String, String) {
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(slash) => (text_form(&path[..slash]), text_form(&path[slash + 1..])),
        None => (String::new(), text_form(path)),
    }
}

/// A path for the eye and the search: `\xHH` for what is not UTF-8, and for NUL, which PostgreSQL has no text for.
pub(crate) fn text_form(path: &[u8]) -> String {
    let text = PathBytes(path.to_vec()).to_string();
    if text.contains('\0') { text.replace('\0', "\\x00") } else { text }
}
