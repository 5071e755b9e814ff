//! `amana-verify log DIR`: a log exported in clear.

use std::path::Path;

use amana_custody::VerifierKey;
use amana_custody::fsck::check_export;

use super::{check_log, say_log};
use crate::outcome::{Mistake, Outcome};

/// Checks tiles, entries and checkpoint of an exported log.
pub(crate) fn run(dir: &Path, older: Option<&Path>, key: Option<&VerifierKey>) -> Result<Outcome, Mistake> {
    if !dir.is_dir() {
        return Err(Mistake(format!("{}: no such folder", dir.display())));
    }
    let report = check_log(dir, older, key, check_export)?;
    let mut outcome = Outcome::default();
    let entries = report.entries;
    say_log(report, &mut outcome);
    outcome.say(format!("entries: {entries} compared with their leaves"));
    Ok(outcome)
}
