//! The beginning of an intake: a new accession, or an interrupted one taken up again.

use std::fs::File;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use amana_deposit::Root;
use amana_model::{AccessionId, Act, PathBytes, Source};
use rustix::fs::{FlockOperation, flock};

use super::intake::IntakeOptions;
use crate::archive::{Archive, log_error};
use crate::error::{ArchiveError, Result};
use crate::journal::{Journal, Mark, Recorded};
use crate::record::write_batch;

/// An intake that holds its lock.
pub(super) struct Opened {
    pub(super) accession: AccessionId,
    pub(super) journal: Journal,
    pub(super) recorded: Recorded,
    pub(super) sources: Vec<Source>,
    pub(super) resumed: bool,
    /// Held until the intake ends or the process dies.
    pub(super) _lock: File,
}

/// Finds the interrupted intake of these sources, or begins a new one.
pub(super) fn open(archive: &Archive, options: &IntakeOptions, roots: &[Root]) -> Result<Opened> {
    let sources: Vec<Source> = roots.iter().map(|root| source(root, options)).collect();
    let paths: Vec<&Path> = roots.iter().map(Root::path).collect();
    if let Some(accession) = interrupted(archive, &paths)?
        && let Some(opened) = resume(archive, accession, &sources)?
    {
        return Ok(opened);
    }
    begin(archive, options, sources, &paths)
}

fn source(root: &Root, options: &IntakeOptions) -> Source {
    let name = root.path().file_name().map_or_else(|| b"/".to_vec(), |name| name.as_bytes().to_vec());
    Source {
        name: PathBytes(name),
        kind: if root.is_file() { "file" } else { "folder" }.into(),
        medium: options.medium.clone(),
        file_system: file_system(root.path()),
    }
}

/// The name of the file system by its magic number (statfs(2), linux/magic.h).
fn file_system(path: &Path) -> Option<String> {
    let name = match rustix::fs::statfs(path).ok()?.f_type as u64 & 0xffff_ffff {
        0xef53 => "ext4",
        0x5846_5342 => "xfs",
        0x9123_683e => "btrfs",
        0x2011_bab0 => "exfat",
        0x4d44 => "fat",
        0x5346_544e | 0x7366_746e => "ntfs",
        0x482b => "hfs+",
        0x9660 => "iso9660",
        0x1501_3346 => "udf",
        0x0102_1994 => "tmpfs",
        0x794c_7630 => "overlay",
        0x6573_5546 => "fuse",
        other => return Some(format!("{other:#x}")),
    };
    Some(name.into())
}

fn interrupted(archive: &Archive, paths: &[&Path]) -> Result<Option<AccessionId>> {
    for accession in unfinished(archive)? {
        let head = Journal::head(&archive.layout.intake(&accession));
        if head.is_some_and(|head| head.is_of(paths)) {
            return Ok(Some(accession));
        }
    }
    Ok(None)
}

/// Accessions that have a journal, in order.
pub(super) fn unfinished(archive: &Archive) -> Result<Vec<AccessionId>> {
    let entries = match std::fs::read_dir(archive.layout.intakes()) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        found.extend(name.to_str().and_then(|name| name.parse::<AccessionId>().ok()));
    }
    found.sort();
    Ok(found)
}

/// Whether a process is working on this intake.
pub(super) fn is_active(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| flock(&folder, FlockOperation::NonBlockingLockShared).is_err())
}

fn lock(folder: &Path, accession: &AccessionId) -> Result<File> {
    let file = File::open(folder)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|_| {
        ArchiveError::mistake(format!(
            "this deposit is being taken in by another process (accession {accession})"
        ))
        .safe("the other intake goes on undisturbed")
        .next("wait for it, or stop it and run the same command again")
    })?;
    Ok(file)
}

fn begin(
    archive: &Archive,
    options: &IntakeOptions,
    sources: Vec<Source>,
    paths: &[&Path],
) -> Result<Opened> {
    let accession = new_id(archive);
    let depositor = options.depositor.as_deref().map(|text| archive.seal_depositor(&accession, text));
    let depositor = depositor.transpose()?.unwrap_or_default();
    let folder = archive.layout.intake(&accession);
    archive.disk.create_dirs(&folder)?;
    let lock = lock(&folder, &accession)?;
    let mut journal = Journal::create(archive.disk.as_ref(), &folder, paths, &archive.services)?;
    let act = Act::AccessionOpened {
        accession: accession.clone(),
        sources: sources.clone(),
        note: options.note.clone(),
        depositor: depositor.iter().map(|staged| staged.sealed).collect(),
    };
    let staged: Vec<_> = depositor.iter().collect();
    write_batch(archive, &mut journal, vec![act], &staged, Vec::new(), Mark::Opens)?;
    Ok(Opened { accession, journal, recorded: Recorded::default(), sources, resumed: false, _lock: lock })
}

fn new_id(archive: &Archive) -> AccessionId {
    let now = archive.services.clock.now().to_string();
    let digits: String = now.chars().filter(char::is_ascii_digit).take(14).collect();
    let (day, time) = digits.split_at(8.min(digits.len()));
    format!("{day}-{time}-{}", archive.services.random_hex::<2>())
        .parse()
        .expect("digits and hyphens make an identifier")
}

/// `None` where the crash came before the accession's first event: as if it had never begun.
fn resume(archive: &Archive, accession: AccessionId, sources: &[Source]) -> Result<Option<Opened>> {
    let folder = archive.layout.intake(&accession);
    let lock = lock(&folder, &accession)?;
    let leaf_at = |index| archive.log.leaf_hash(index).map_err(log_error);
    let (mut journal, mut recorded) = Journal::resume(archive.disk.as_ref(), &folder, &leaf_at)?;
    for orphan in std::mem::take(&mut recorded.orphans) {
        archive.store.withdraw(&orphan)?;
    }
    archive.store.sweep(accession.as_str())?;
    if recorded.batches == 0 {
        journal.remove(archive.disk.as_ref())?;
        return Ok(None);
    }
    if !recorded.closed {
        let act = Act::AccessionResumed { accession: accession.clone() };
        write_batch(archive, &mut journal, vec![act], &[], Vec::new(), Mark::Resumes)?;
    }
    let sources = sources.to_vec();
    Ok(Some(Opened { accession, journal, recorded, sources, resumed: true, _lock: lock }))
}
