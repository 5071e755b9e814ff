//! What a check says.

use std::io;
use std::ops::Range;
use std::path::Path;

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something that the log promises is not there, or not as promised.
    Damage,
    /// Nothing is harmed: a leftover of an interrupted append, a file that is not ours.
    Notice,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// A file is not there.
    Missing,
    /// A file's bytes are not those that the rest of the log promises.
    Altered,
    /// A file is not in its format.
    Malformed,
    /// The machine could not read the file.
    Unreadable,
    /// A signature does not fit, or is not by the trusted key.
    BadSignature,
    /// The key beside the log is not the key that is trusted.
    WrongKey,
    /// The log is not a continuation of the earlier checkpoint.
    Inconsistent,
    /// Two batches hold the same entry.
    Overlap,
    /// The key at hand does not open the batch.
    Sealed,
    /// Written by an append that never came to its checkpoint; the next append removes it.
    Leftover,
    /// A file that is no part of a log.
    Stray,
}

impl Harm {
    /// What it means that a file could not be read.
    pub(super) fn of_reading(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Harm::Missing,
            io::ErrorKind::InvalidData => Harm::Malformed,
            _ => Harm::Unreadable,
        }
    }
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to the folder of the log (shown with replacement characters where it is not Unicode).
    pub path: String,
    /// What is wrong.
    pub harm: Harm,
    /// The same in words.
    pub detail: String,
    /// The entries whose proof or content is touched.
    pub entries: Option<Range<u64>>,
    /// What is still safe, and what helps.
    pub safe: String,
}

/// All that a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The checkpoint against which everything was checked; none if it could not be believed.
    pub checkpoint: Option<String>,
    /// The public key that was trusted.
    pub key: Option<String>,
    /// Whether that key came from the caller. Otherwise it lay beside the log.
    pub key_given: bool,
    /// Entries that the log has by its checkpoint, or by its tiles if there is no checkpoint to believe.
    pub size: u64,
    /// Tiles read, partial ones included.
    pub tiles: u64,
    /// Sealed batches or bundles whose bytes were read.
    pub batches: u64,
    /// Entries that were opened and compared with their leaves.
    pub entries: u64,
    /// Damage first, then notices, by path.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether there is no damage.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Damage)
    }

    pub(super) fn damage(&mut self, path: &Path, harm: Harm, detail: impl Into<String>) -> &mut Finding {
        self.add(Severity::Damage, path, harm, detail)
    }

    pub(super) fn notice(&mut self, path: &Path, harm: Harm, detail: impl Into<String>) -> &mut Finding {
        self.add(Severity::Notice, path, harm, detail)
    }

    fn add(
        &mut self,
        severity: Severity,
        path: &Path,
        harm: Harm,
        detail: impl Into<String>,
    ) -> &mut Finding {
        let path = path.to_string_lossy().into_owned();
        let finding =
            Finding { severity, path, harm, detail: detail.into(), entries: None, safe: String::new() };
        let at = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[at]
    }
}

impl Finding {
    pub(super) fn touching(&mut self, entries: Range<u64>) -> &mut Self {
        self.entries = Some(entries);
        self
    }

    pub(super) fn safe(&mut self, safe: &str) -> &mut Self {
        safe.clone_into(&mut self.safe);
        self
    }
}
