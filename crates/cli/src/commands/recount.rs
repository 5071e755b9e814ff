//! `amana recount`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amana_archive::reporting::Frozen;
use amana_archive::{ArchiveError, Result};
use amana_model::{Digest, to_canonical};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::answer::Answer;

/// Make the numbers of a report again from what was frozen beside it, and compare them; needs no archive.
///
/// Exit code 2: a number differs from the one that was reported.
#[derive(Args)]
pub(crate) struct Recount {
    /// The folder that `amana report --data` wrote
    folder: PathBuf,
}

#[derive(Serialize)]
struct Recounted {
    title: String,
    /// SHA-256 of frozen.json: the event that the report was made names it.
    frozen_sha256: Digest,
    log_size: u64,
    root: String,
    /// Numbers compared.
    numbers: u64,
    /// Where what was reported differs from what comes out, by JSON pointer.
    differences: Vec<String>,
}

impl Recount {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        let frozen = Frozen::read(&read(&self.folder.join("frozen.json"))?)?;
        let reported: Value =
            serde_json::from_slice(&read(&self.folder.join("report.json"))?).map_err(|e| {
                ArchiveError::damage("report.json cannot be read as the numbers of a report")
                    .next("ask for the file again: its SHA-256 stands in the event that the report was made")
                    .because(e)
            })?;
        let report = frozen.report();
        let again = to_canonical(&report).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let again: Value =
            again.ok_or_else(|| ArchiveError::machine("the numbers could not be made again"))?;
        let (mut numbers, mut differences) = (0, Vec::new());
        compare(&reported, &again, "", &mut numbers, &mut differences);
        let recounted = Recounted {
            title: report.plan.title.clone(),
            frozen_sha256: frozen.digest()?,
            log_size: report.log.size,
            root: report.log.root.clone(),
            numbers,
            differences,
        };
        answer.give(&recounted, words)?;
        Ok(ExitCode::from(if recounted.differences.is_empty() { 0 } else { 2 }))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| {
        ArchiveError::mistake(format!("{} cannot be read", path.display()))
            .next("name the folder that `amana report --data` wrote")
            .because(e)
    })
}

/// Walks both and notes where they differ.
fn compare(reported: &Value, again: &Value, at: &str, numbers: &mut u64, differences: &mut Vec<String>) {
    match (reported, again) {
        (Value::Object(one), Value::Object(other)) => {
            let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                let of = |of: &serde_json::Map<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
                compare(&of(one), &of(other), &format!("{at}/{name}"), numbers, differences);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (place, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, &format!("{at}/{place}"), numbers, differences);
            }
        }
        (one, other) => {
            *numbers += u64::from(other.is_number());
            if one != other {
                differences.push(at.to_owned());
            }
        }
    }
}

fn words(recounted: &Recounted) -> String {
    let head = format!(
        "{}: at {} entries of the log, root {}\nmade of {}",
        recounted.title, recounted.log_size, recounted.root, recounted.frozen_sha256
    );
    if recounted.differences.is_empty() {
        return format!("{head}\n{} numbers came out as they were reported", recounted.numbers);
    }
    let differences: Vec<String> = recounted.differences.iter().map(|at| format!("  {at}")).collect();
    format!("{head}\nDIFFERENT from what was reported:\n{}", differences.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_named() {
        let one = serde_json::json!({"a": [1, 2], "b": {"c": 3}, "d": "x"});
        let other = serde_json::json!({"a": [1, 5], "b": {"c": 3}, "e": 4, "d": "y"});
        let (mut numbers, mut differences) = (0, Vec::new());
        compare(&one, &other, "", &mut numbers, &mut differences);
        assert_eq!((numbers, differences), (4, vec!["/a/1".to_owned(), "/d".into(), "/e".into()]));
    }
}
