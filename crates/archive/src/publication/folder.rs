//! The folder that a gallery lies in: whose it is, what of it differs, and the writing.
//!
//! Order of writes: the checkpoint that says whose folder it is; then what is no longer public is removed; then what is new is written, each file
//! whole by a rename; then the list; then the signed note. A kill leaves a folder whose note does not fit, which the check says, and which the
//! next run finishes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind as IoKind, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use amana_custody::{Checkpoint, Note, VerifierKey};
use amana_disk::Disk;
use amana_gallery::{CHECKPOINT, LIST, NOTE, is_ours};
use amana_model::{Digest, PublicationProposal, UtcTime};

use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};

/// What a file on its way is called, until it is whole.
const UNFINISHED: &str = ".unfinished";
/// The longest file that is compared, in bytes.
const LONGEST: u64 = 64 << 20;

/// What a file shall be.
pub(super) enum Wanted<'a> {
    /// A page, by its digest and bytes.
    Page(Digest, Vec<u8>),
    /// The picture of a publication.
    Picture(&'a PublicationProposal),
}

impl Wanted<'_> {
    pub(super) fn digest(&self) -> Digest {
        match self {
            Self::Page(digest, _) => *digest,
            Self::Picture(proposal) => proposal.picture,
        }
    }
}

/// What differs.
pub(super) struct Plan {
    /// Paths that are no longer wanted.
    removed: Vec<String>,
    /// Paths that are missing or not as they should be.
    written: Vec<String>,
    /// Whether the list or the note is not as it should be.
    unsigned: bool,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.written.is_empty() && !self.unsigned
    }

    /// The pictures that are to be written.
    pub(super) fn pictures<'a>(&self, wanted: &BTreeMap<String, Wanted<'a>>) -> Vec<&'a PublicationProposal> {
        let picture = |path: &String| match wanted.get(path)? {
            Wanted::Picture(proposal) => Some(*proposal),
            Wanted::Page(..) => None,
        };
        self.written.iter().filter_map(picture).collect()
    }
}

/// A folder for the gallery of one archive.
pub(super) struct Folder<'a> {
    root: PathBuf,
    disk: &'a dyn Disk,
    key: &'a VerifierKey,
    /// What lies in it, below it, with `/` between folders.
    found: BTreeSet<String>,
    /// When its files say that they were changed: a web server tells it to everybody.
    changed: SystemTime,
}

impl<'a> Folder<'a> {
    /// Looks into a folder: empty, not there yet, or with a gallery of the log of this key.
    pub(super) fn open(
        root: &Path,
        disk: &'a dyn Disk,
        key: &'a VerifierKey,
        today: UtcTime,
    ) -> Result<Self> {
        let mut found = BTreeSet::new();
        walk(root, "", &mut found)?;
        let refused = |what: String| {
            ArchiveError::mistake(what).safe("nothing in the folder was touched").next(
                "name a new or empty folder, or one that holds a gallery of this archive and nothing else",
            )
        };
        if let Some(strange) = found.iter().find(|path| !is_ours(path)) {
            return Err(refused(format!(
                "{} holds something that is no part of a gallery: {strange}",
                root.display()
            )));
        }
        let whose = std::fs::read(root.join(CHECKPOINT)).ok();
        let ours = whose.is_some_and(|bytes| Checkpoint::open(&bytes, key).is_ok());
        let unfinished = found.iter().all(|path| path.starts_with(CHECKPOINT));
        if !ours && !unfinished {
            return Err(refused(format!("{} holds the gallery of another archive", root.display())));
        }
        let since = Duration::from_secs(u64::try_from(today.unix_seconds()).unwrap_or_default());
        let changed = SystemTime::UNIX_EPOCH + since;
        Ok(Self { root: root.to_owned(), disk, key, found, changed })
    }

    /// What differs from what is wanted.
    pub(super) fn plan(&self, wanted: &BTreeMap<String, Wanted<'_>>, list: &Digest) -> Result<Plan> {
        let own = [CHECKPOINT, LIST, NOTE];
        let kept = |path: &String| wanted.contains_key(path) || own.contains(&path.as_str());
        let removed = self.found.iter().filter(|path| !kept(path)).cloned().collect();
        let differs = |(path, wanted): &(&String, &Wanted<'_>)| {
            !self.found.contains(*path) || self.digest(path) != Some(wanted.digest())
        };
        let paths: Vec<(&String, &Wanted<'_>)> = wanted.iter().collect();
        let written = in_threads(&paths, &|one| differs(one).then(|| one.0.clone()));
        let unsigned = self.digest(LIST) != Some(*list) || !self.is_signed(list);
        Ok(Plan { removed, written: written.into_iter().flatten().collect(), unsigned })
    }

    fn is_signed(&self, list: &Digest) -> bool {
        let note = std::fs::read(self.root.join(NOTE)).ok();
        let note =
            note.and_then(|bytes| Note::parse(&bytes).ok()).filter(|note| note.verify(self.key).is_ok());
        note.is_some_and(|note| note.text().lines().any(|line| line == list.to_string()))
    }

    fn digest(&self, path: &str) -> Option<Digest> {
        let path = self.root.join(path);
        let length = std::fs::metadata(&path).ok()?.len();
        (length <= LONGEST).then(|| std::fs::read(path).ok()).flatten().map(|bytes| sha256(&bytes))
    }

    /// Carries a plan out; gives how many files were removed and written.
    pub(super) fn write(
        &self,
        plan: &Plan,
        wanted: &BTreeMap<String, Wanted<'_>>,
        read: &(dyn Fn(&PublicationProposal) -> Result<Vec<u8>> + Sync),
        watch: &(dyn Fn(u64, u64) + Sync),
        [checkpoint, list, note]: [&str; 3],
    ) -> Result<(u64, u64)> {
        for folder in ["", "ar", "en", "pictures"] {
            let path = self.root.join(folder);
            self.disk.create_dirs(&path)?;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
        }
        self.put(CHECKPOINT, checkpoint.as_bytes())?;
        for path in &plan.removed {
            self.gone(&self.root.join(path))?;
        }
        // What is taken down is off the disk before anything else is said.
        self.disk.sync_tree(&self.root)?;
        let (done, failed) = (AtomicU64::new(0), Mutex::new(None));
        let all = plan.written.len() as u64;
        in_threads(&plan.written, &|path| {
            if failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).is_some() {
                return;
            }
            let put = match &wanted[path] {
                Wanted::Page(_, bytes) => self.put(path, bytes),
                Wanted::Picture(proposal) => read(proposal).and_then(|bytes| self.put(path, &bytes)),
            };
            match put {
                Ok(()) => watch(done.fetch_add(1, Ordering::Relaxed) + 1, all),
                Err(e) => drop(failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).replace(e)),
            }
        });
        if let Some(e) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            return Err(e);
        }
        self.disk.sync_tree(&self.root)?;
        self.put(LIST, list.as_bytes())?;
        self.put(NOTE, note.as_bytes())?;
        self.disk.sync_tree(&self.root)?;
        Ok((plan.removed.len() as u64, plan.written.len() as u64))
    }

    /// Removes a file; that it is gone already is fine: what a kill left under a name on its way is written over.
    fn gone(&self, path: &Path) -> Result<()> {
        match self.disk.remove(path) {
            Err(e) if e.kind() != IoKind::NotFound => Err(e.into()),
            _ => Ok(()),
        }
    }

    /// Writes one file whole, readable by everybody: it is public.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let (to, from) = (self.root.join(path), self.root.join(format!("{path}{UNFINISHED}")));
        self.gone(&from)?;
        let mut file = self.disk.create(&from)?;
        file.write_all(bytes)?;
        drop(file);
        std::fs::set_permissions(&from, std::fs::Permissions::from_mode(0o644))?;
        std::fs::File::options().append(true).open(&from)?.set_modified(self.changed)?;
        Ok(self.disk.rename(&from, &to)?)
    }
}

/// Finds every file below a folder; links and whatever is no file count as strange.
fn walk(folder: &Path, below: &str, found: &mut BTreeSet<String>) -> Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == IoKind::NotFound && below.is_empty() => return Ok(()),
        Err(e) => {
            return Err(
                ArchiveError::mistake(format!("{} cannot be read as a folder", folder.display())).because(e)
            );
        }
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() && below.is_empty() && ["ar", "en", "pictures"].contains(&path.as_str()) {
            walk(&entry.path(), &path, found)?;
        } else if kind.is_file() {
            found.insert(path);
        } else {
            found.insert(format!("{path}/"));
        }
    }
    Ok(())
}

/// Does something with each, on as many cores as there are; the answers in no order.
pub(super) fn in_threads<T: Sync, A: Send>(each: &[T], does: &(dyn Fn(&T) -> A + Sync)) -> Vec<A> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let next = AtomicU64::new(0);
    let work = || {
        let mut answers = Vec::new();
        while let Some(one) = each.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
            answers.push(does(one));
        }
        answers
    };
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
            .collect()
    })
}
