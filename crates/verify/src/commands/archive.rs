//! `amana-verify archive DIR`: all that can be checked of an archive without its secret keys.

use std::path::Path;

use amana_custody::VerifierKey;
use amana_custody::fsck::check;

use super::{check_log, objects, say_log};
use crate::outcome::{Mistake, Outcome};

/// Checks the custody log and the sealed objects.
pub(crate) fn run(dir: &Path, older: Option<&Path>, key: Option<&VerifierKey>) -> Result<Outcome, Mistake> {
    if !dir.join("custody").is_dir() {
        return Err(Mistake(format!("{}: not an archive: it has no folder custody", dir.display())));
    }
    let mut report = check_log(&dir.join("custody"), older, key, check)?;
    for finding in &mut report.findings {
        finding.path = format!("custody/{}", finding.path);
    }
    let mut outcome = Outcome::default();
    let batches = report.batches;
    say_log(report, &mut outcome);
    outcome.say(format!("     {batches} sealed batches of entries compared with the digests in their names"));
    objects::check(&dir.join("store"), &mut outcome);
    outcome.say("Not checked, because it needs the archive's secret keys: what the sealed entries and objects hold, and");
    outcome.say("whether an object is missing (`amana verify` checks both).");
    Ok(outcome)
}
