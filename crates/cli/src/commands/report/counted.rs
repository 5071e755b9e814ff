//! A report with counts: a PDF, and a folder with the same numbers and with what they are made of.

use std::path::{Path, PathBuf};

use amana_archive::reporting::{Frozen, Report, ReportPlan};
use amana_archive::{Archive, ArchiveError, Result};
use amana_export::table as file;
use amana_model::{Digest, to_canonical};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Language;
use crate::answer::{Answer, create, create_folder};
use crate::cells;

/// Where it is written.
pub(super) struct Paths {
    pub(super) pdf: Option<PathBuf>,
    pub(super) data: Option<PathBuf>,
}

#[derive(Serialize)]
struct Made {
    title: String,
    log_size: u64,
    root: String,
    frozen_sha256: Digest,
    files: Vec<Written>,
}

#[derive(Serialize)]
struct Written {
    file: PathBuf,
    sha256: Digest,
}

/// Makes everything in memory, then opens the files, then records, and only then writes: what is recorded is what leaves.
pub(super) async fn make(
    archive: &Archive,
    plan: ReportPlan,
    paths: Paths,
    language: Language,
    answer: &Answer,
) -> Result<()> {
    let agent = archive.services().agent.clone();
    let frozen = archive.freeze_report(&agent, plan).await?;
    let report = frozen.report();
    let mut files = Vec::new();
    if let Some(path) = &paths.pdf {
        files.push((path.clone(), pdf(&report, language)?));
    }
    if let Some(folder) = &paths.data {
        files.extend(data(&frozen, &report)?.into_iter().map(|(name, bytes)| (folder.join(name), bytes)));
        create_folder(folder)?;
    }
    let outs = files.iter().map(|(path, _)| create(path)).collect::<Result<Vec<_>>>()?;
    let digest = |bytes: &[u8]| Digest(Sha256::digest(bytes).into());
    let written = |(path, bytes): &(PathBuf, Vec<u8>)| Written { file: path.clone(), sha256: digest(bytes) };
    let written: Vec<Written> = files.iter().map(written).collect();
    archive.record_report(&agent, &frozen, written.iter().map(|one| one.sha256).collect()).await?;
    for (mut out, (_, bytes)) in outs.into_iter().zip(&files) {
        if let Err(e) = out.write_all(bytes).and_then(|()| out.flush()) {
            return Err(unwritten(&files, paths.data.as_deref(), e));
        }
    }
    let made = Made {
        title: report.plan.title.clone(),
        log_size: report.log.size,
        root: report.log.root.clone(),
        frozen_sha256: frozen.digest()?,
        files: written,
    };
    answer.give(&made, words)?;
    if paths.data.is_some() {
        answer.remark("frozen.json names people and photographs by identifier and digest: keep it as you keep the archive");
    }
    Ok(())
}

/// Takes away what was written of a report, so that half of one is never taken for one and the same command can be run again.
fn unwritten(files: &[(PathBuf, Vec<u8>)], folder: Option<&Path>, e: std::io::Error) -> ArchiveError {
    for (path, _) in files {
        let _ = std::fs::remove_file(path);
    }
    if let Some(folder) = folder {
        let _ = std::fs::remove_dir(folder);
    }
    ArchiveError::machine("the report could not be written whole")
        .safe("what was written of it was removed; the archive is whole, and its log says that a report was made")
        .next("see to free space on that disk, then run the same command again")
        .because(e)
}

fn words(made: &Made) -> String {
    let line = |one: &Written| format!("{}  {}", one.sha256, one.file.display());
    let files: Vec<String> = made.files.iter().map(line).collect();
    format!(
        "{}: at {} entries of the log, root {}\n{}",
        made.title,
        made.log_size,
        made.root,
        files.join("\n")
    )
}

fn pdf(report: &Report, language: Language) -> Result<Vec<u8>> {
    let language = match language {
        Language::En => amana_typeset::Language::English,
        Language::Ar => amana_typeset::Language::Arabic,
    };
    amana_typeset::pdf(&amana_report::document(report, language)).map_err(|e| {
        ArchiveError::machine("the PDF could not be made").safe("nothing was written").because(e)
    })
}

/// The files of the data folder. frozen.json and report.json are canonical: their digests are those of what they hold.
fn data(frozen: &Frozen, report: &Report) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![
        ("frozen.json".to_owned(), to_canonical(frozen).map_err(failed)?),
        ("report.json".to_owned(), to_canonical(report).map_err(failed)?),
        ("checkpoint".to_owned(), report.checkpoint.clone().into_bytes()),
    ];
    for table in report.tables() {
        for (format, ending) in [(file::Format::Csv, "csv"), (file::Format::Parquet, "parquet")] {
            files.push((format!("{}.{ending}", table.name), cells::written(&table, format).map_err(failed)?));
        }
    }
    Ok(files)
}

fn failed(e: impl std::error::Error + Send + Sync + 'static) -> ArchiveError {
    ArchiveError::machine("the numbers could not be written").safe("nothing was written").because(e)
}
