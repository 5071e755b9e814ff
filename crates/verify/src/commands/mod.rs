//! One file for each command.

use std::path::Path;

use amana_custody::VerifierKey;
use amana_custody::fsck::{self, Report};

use crate::outcome::{Mistake, Outcome};

pub(crate) mod archive;
pub(crate) mod consistency;
pub(crate) mod gallery;
pub(crate) mod log;
pub(crate) mod objects;
pub(crate) mod proof;

/// Reads a file that the request names.
fn read(path: &Path) -> Result<Vec<u8>, Mistake> {
    std::fs::read(path).map_err(|error| Mistake(format!("{}: {error}", path.display())))
}

/// Runs a check of a log with what the request gave.
fn check_log(
    dir: &Path,
    older: Option<&Path>,
    key: Option<&VerifierKey>,
    check: fn(&Path, &fsck::Request<'_>) -> Report,
) -> Result<Report, Mistake> {
    let older = older.map(read).transpose()?;
    Ok(check(dir, &fsck::Request { key, unseal: None, older: older.as_deref() }))
}

/// Says which key the log was checked with.
fn say_key(key: Option<&str>, given: bool, outcome: &mut Outcome) {
    match key {
        Some(key) if given => outcome.say(format!("key: {key}")),
        Some(key) => {
            outcome.say(format!("key: {}", key.escape_debug()));
            outcome.say(
                "     It lay beside the log: compare it with the key written down when the archive was made.",
            );
        }
        None => outcome.say("key: none at hand; no signature was checked"),
    }
}

/// Says what the check of a log covered.
fn say_log(report: Report, outcome: &mut Outcome) {
    say_key(report.key.as_deref(), report.key_given, outcome);
    match &report.checkpoint {
        Some(_) => outcome
            .say(format!("log: {} entries by its signed checkpoint, {} tiles", report.size, report.tiles)),
        None => outcome.say(format!("log: no checkpoint to believe; {} entries by its tiles", report.size)),
    }
    outcome.fact("log", &report);
    outcome.found(report.findings);
}
