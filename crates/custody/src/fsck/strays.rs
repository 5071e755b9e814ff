//! Files that have no place in a log.

use std::path::Path;

use crate::batch::BatchName;
use crate::log::{CHECKPOINT, LOCK, SIGNING_KEY, VERIFIER_KEY};
use crate::rollback::files_below;
use crate::tile::Tile;

use super::{Harm, Report};

/// Looks through the folder of an archive's log.
pub(super) fn check(dir: &Path, report: &mut Report) {
    let ours = |path: &str| {
        [CHECKPOINT, LOCK, SIGNING_KEY, VERIFIER_KEY].contains(&path)
            || Tile::parse(path).is_some()
            || is_batch(path)
    };
    report_others(dir, ours, report);
}

/// Looks through the folder of an exported log.
pub(super) fn check_export(dir: &Path, report: &mut Report) {
    let ours = |path: &str| {
        [CHECKPOINT, VERIFIER_KEY].contains(&path)
            || Tile::parse(path).is_some()
            || Tile::parse_entries(path).is_some()
    };
    report_others(dir, ours, report);
}

fn is_batch(path: &str) -> bool {
    let name = path.rsplit('/').next().and_then(BatchName::parse);
    name.is_some_and(|name| name.path().to_str() == Some(path))
}

fn report_others(dir: &Path, ours: impl Fn(&str) -> bool, report: &mut Report) {
    let files = match files_below(dir, Path::new("")) {
        Ok(files) => files,
        Err(error) => {
            report.damage(Path::new(""), Harm::Unreadable, error.reason());
            return;
        }
    };
    for path in files.iter().filter(|path| !path.to_str().is_some_and(&ours)) {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        if name.starts_with('.') && name.ends_with(".tmp") {
            let detail = "a file that was being written when the machine stopped";
            report.notice(path, Harm::Leftover, detail).safe("nothing depends on it; it can be removed");
        } else {
            report
                .notice(path, Harm::Stray, "not part of a log")
                .safe("nothing depends on it; look who put it there");
        }
    }
}
