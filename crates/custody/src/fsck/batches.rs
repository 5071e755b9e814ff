//! The sealed batches: they must follow each other without gap, be the bytes that their names promise, and, where a key
//! is at hand, hold the entries that the leaves name.

use std::path::Path;

use crate::batch::BatchName;
use crate::error::Error;
use crate::file::{self, MAX_BUNDLE_BYTES};
use crate::read::open_batch;
use crate::rollback::files_below;
use crate::seal::Unseal;

use super::leaves::Leaves;
use super::{Harm, Report};

const OTHERS: &str = "all other batches are untouched; restore this one from a copy with the same name";

/// Checks all batches up to the size in the report.
pub(super) fn check(dir: &Path, unseal: Option<&dyn Unseal>, report: &mut Report, leaves: &mut Leaves) {
    let mut next = 0;
    for name in list(dir, report) {
        if name.end() > report.size {
            let detail = "written by an append that never came to its checkpoint";
            let finding = report.notice(&name.path(), Harm::Leftover, detail);
            finding.safe("its entries are not in the log; the next append removes it");
            continue;
        }
        if name.first > next {
            report_gap(next, name.first, report);
        } else if name.first < next {
            let finding = report.damage(&name.path(), Harm::Overlap, "another batch holds these entries too");
            finding.touching(name.first..name.end().min(next));
        }
        next = next.max(name.end());
        check_batch(dir, &name, unseal, report, leaves);
    }
    if next < report.size {
        report_gap(next, report.size, report);
    }
}

fn list(dir: &Path, report: &mut Report) -> Vec<BatchName> {
    let files = files_below(dir, Path::new("entries")).unwrap_or_else(|error| {
        report.damage(Path::new("entries"), Harm::Unreadable, error.reason());
        Vec::new()
    });
    let named = files.iter().filter_map(|path| {
        BatchName::parse(path.file_name()?.to_str()?).filter(|name| name.path() == **path)
    });
    let mut names: Vec<BatchName> = named.collect();
    names.sort_unstable();
    names
}

fn report_gap(from: u64, to: u64, report: &mut Report) {
    let detail = format!("no batch holds the entries {from} to {}", to - 1);
    let finding = report.damage(Path::new("entries"), Harm::Missing, detail);
    finding.touching(from..to).safe("their hashes stand in the tiles: a copy can be checked against them");
}

fn check_batch(
    dir: &Path,
    name: &BatchName,
    unseal: Option<&dyn Unseal>,
    report: &mut Report,
    leaves: &mut Leaves,
) {
    let path = name.path();
    let entries = name.first..name.end();
    let sealed = match file::read(&dir.join(&path), MAX_BUNDLE_BYTES) {
        Ok(sealed) => sealed,
        Err(error) => {
            report.damage(&path, Harm::of_reading(&error), error.to_string()).touching(entries).safe(OTHERS);
            return;
        }
    };
    report.batches += 1;
    let as_named = name.names(&sealed);
    if !as_named {
        let detail = "its bytes do not have the SHA-256 that its name promises";
        report.damage(&path, Harm::Altered, detail).touching(entries.clone()).safe(OTHERS);
    }
    let Some(unseal) = unseal else { return };
    match open_batch(name, &path, &sealed, unseal) {
        Ok(opened) => compare(dir, name, &opened, report, leaves),
        Err(_) if !as_named => {}
        Err(error @ Error::Seal(_)) => {
            let finding = report.damage(&path, Harm::Sealed, error.reason());
            finding.touching(entries).safe("its bytes are those that were written: try the other keys");
        }
        Err(error) => {
            report.damage(&path, Harm::Malformed, error.reason()).touching(entries).safe(OTHERS);
        }
    }
}

fn compare(dir: &Path, name: &BatchName, entries: &[Vec<u8>], report: &mut Report, leaves: &mut Leaves) {
    let wrong: Vec<u64> = (name.first..)
        .zip(entries)
        .filter(|(i, entry)| !leaves.is_leaf(dir, *i, entry))
        .map(|(i, _)| i)
        .collect();
    report.entries += entries.len() as u64;
    if let (Some(first), Some(last)) = (wrong.first(), wrong.last()) {
        let detail =
            format!("{} of its entries do not hash to their leaves, the first is {first}", wrong.len());
        let finding = report.damage(&name.path(), Harm::Altered, detail);
        finding
            .touching(*first..last + 1)
            .safe("the tiles lead to the signed root: a true copy will hash to them");
    }
}
