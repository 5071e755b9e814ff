//! What travels from the producer to the workers, and from there to the committer.

use amana_analysis::Seen;
use amana_deposit::{FileReader, SpoolReader, Stamp};
use amana_model::{AccessionId, FileRecord, OccurrencePath, Outcome, PathBytes, UtcTime};
use amana_store::Staged;

use crate::journal::SourceKey;

/// One thing found, before its bytes were read.
pub(super) struct Found {
    /// Order of finding.
    pub(super) number: u64,
    /// What will be recorded; outcome, digest and format are still open where there are bytes to read.
    pub(super) record: FileRecord,
    /// Under which it is known to the journal.
    pub(super) key: SourceKey,
}

/// A thing with bytes, on its way to a worker.
pub(super) struct Job {
    pub(super) found: Found,
    pub(super) bytes: Bytes,
}

/// Where its bytes come from.
pub(super) enum Bytes {
    /// A file of a folder, opened.
    File(FileReader),
    /// A member of a container, unpacked.
    Member(SpoolReader),
}

/// A thing that is done, on its way to the committer.
pub(super) struct Done {
    pub(super) found: Found,
    /// The sealed bytes of a new original.
    pub(super) staged: Option<Staged>,
    /// What the first analysis saw of a new original.
    pub(super) seen: Option<Box<Seen>>,
    /// Whether the journal says that an earlier run has recorded it.
    pub(super) recorded: bool,
}

impl Done {
    /// A thing without bytes to keep.
    pub(super) fn without_bytes(found: Found) -> Self {
        Self { found, staged: None, seen: None, recorded: false }
    }
}

/// The start of a record; the outcome is set when it is known.
pub(super) fn record(
    accession: &AccessionId,
    source: u32,
    at: OccurrencePath,
    modified: Option<Stamp>,
) -> FileRecord {
    FileRecord {
        accession: accession.clone(),
        source,
        at,
        outcome: Outcome::Failed,
        digest: None,
        sealed: None,
        bytes: 0,
        format: None,
        condition: None,
        modified: modified.and_then(|stamp| UtcTime::from_unix(stamp.seconds, stamp.nanoseconds)),
        target: None,
        container: false,
        reason: None,
    }
}

/// The paths of a found thing as the model says them.
pub(super) fn occurrence(within: &[Vec<u8>], path: &[u8]) -> OccurrencePath {
    OccurrencePath { within: within.iter().cloned().map(PathBytes).collect(), path: PathBytes(path.to_vec()) }
}

/// Longest reason that is recorded, in bytes.
const REASON_LIMIT: usize = 2000;

/// Adds a reason to a record, after those it has.
pub(super) fn add_reason(record: &mut FileRecord, reason: &str) {
    let mut text = record.reason.take().unwrap_or_default();
    if !text.is_empty() {
        text.push_str("; ");
    }
    text.extend(reason.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }));
    if text.len() > REASON_LIMIT {
        text.truncate(text.floor_char_boundary(REASON_LIMIT));
        text.push('…');
    }
    record.reason = Some(text);
}
