//! Checks every byte of a log and says what is damaged, what that touches and what is still safe.
//!
//! Damage is a result, never an error: [`check`] always returns a [`Report`]. Without a key to unseal it checks all but
//! the inside of the sealed entries, whose sealed bytes it compares with the digest in their name. [`check_export`] does
//! the same for a log exported in clear.

mod batches;
mod bundles;
mod finding;
mod head;
mod leaves;
mod strays;
mod tiles;
mod truth;

use std::path::Path;

use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::seal::Unseal;

pub use finding::{Finding, Harm, Report, Severity};
use leaves::Leaves;

/// What to check against.
#[derive(Clone, Copy, Default)]
pub struct Request<'a> {
    /// The key that must have signed; without it the one that lies beside the log, which shows only that the log fits
    /// itself.
    pub key: Option<&'a VerifierKey>,
    /// Opens the entries.
    pub unseal: Option<&'a dyn Unseal>,
    /// A checkpoint seen earlier, which the log must still contain. Its signature is checked too.
    pub older: Option<&'a [u8]>,
}

/// Checks the custody log of an archive.
pub fn check(dir: &Path, request: &Request<'_>) -> Report {
    run(dir, request, |report, leaves| {
        batches::check(dir, request.unseal, report, leaves);
        strays::check(dir, report);
    })
}

/// Checks a log exported in clear: tiles, entry bundles, checkpoint.
pub fn check_export(dir: &Path, request: &Request<'_>) -> Report {
    run(dir, request, |report, leaves| {
        bundles::check(dir, report, leaves);
        strays::check_export(dir, report);
    })
}

fn run(dir: &Path, request: &Request<'_>, entries: impl FnOnce(&mut Report, &mut Leaves)) -> Report {
    let mut report = Report::default();
    let checkpoint = head::check(dir, request.key, &mut report);
    let on_disk = tiles::size_on_disk(dir);
    report.checkpoint = checkpoint.as_ref().map(Checkpoint::to_text);
    report.size = checkpoint.as_ref().map_or(on_disk, Checkpoint::size);
    let mut root = checkpoint.as_ref().map(Checkpoint::root);
    if !tiles::is_checkable(report.size, on_disk) {
        let promised = report.size;
        let detail = format!("the checkpoint has {promised} entries, but there are tiles for {on_disk} only");
        report.damage(Path::new("tile"), Harm::Missing, detail).touching(on_disk..promised);
        (report.size, root) = (on_disk, None);
    }
    let mut leaves = tiles::check(dir, root, &mut report);
    if let (Some(older), Some(checkpoint)) = (request.older, &checkpoint) {
        head::check_older(dir, older, checkpoint, request.key, &mut report);
    }
    entries(&mut report, &mut leaves);
    leaves.judge(&mut report);
    report.findings.sort_by(|a, b| (a.severity, &a.path).cmp(&(b.severity, &b.path)));
    report
}
