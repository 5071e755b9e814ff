//! The sealed objects: `store/ab/cd/abcd…`, each named by the SHA-256 of its own bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use amana_custody::fsck::Harm;
use amana_model::SealedName;
use sha2::{Digest as _, Sha256};

use crate::outcome::Outcome;

/// Objects on their way in; they count once they have their name.
const INCOMING: &str = "incoming";

struct Found {
    path: PathBuf,
    harm: Harm,
    detail: String,
}

/// Hashes every object below `store` on all cores and compares it with its name.
pub(crate) fn check(store: &Path, outcome: &mut Outcome) {
    let mut files = Vec::new();
    if let Err((path, error)) = list(store, Path::new(""), &mut files) {
        outcome.damage(shown(&path), Harm::Unreadable, error);
    }
    let (objects, others): (Vec<_>, Vec<_>) =
        files.into_iter().map(|path| (name_of(&path), path)).partition(|(name, _)| name.is_some());
    for (_, path) in others {
        let incoming = path.starts_with(INCOMING);
        let (harm, detail) = if incoming {
            (
                Harm::Leftover,
                "an object that did not get its name yet: an intake is running or was interrupted",
            )
        } else {
            (Harm::Stray, "not an object: it has not the place and name of one")
        };
        outcome.notice(shown(&path), harm, detail);
    }
    let objects: Vec<_> = objects.into_iter().filter_map(|(name, path)| Some((name?, path))).collect();
    let (bytes, mut found) = hash_all(store, &objects);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    for damage in found {
        outcome.damage(shown(&damage.path), damage.harm, damage.detail);
    }
    outcome.say(format!("store: {} sealed objects, {bytes} bytes, compared with their names", objects.len()));
    outcome.fact("objects", objects.len());
    outcome.fact("object_bytes", bytes);
}

fn shown(path: &Path) -> String {
    format!("store/{}", path.display())
}

/// The name that a file in this place must have as the digest of its bytes.
fn name_of(path: &Path) -> Option<SealedName> {
    let text = path.to_str()?;
    let name: SealedName = text.rsplit('/').next()?.parse().ok()?;
    let hex = name.to_string();
    (text == format!("{}/{}/{hex}", &hex[..2], &hex[2..4])).then_some(name)
}

/// Lists all that is not a folder; links are not followed.
fn list(store: &Path, below: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let here = |error| (below.to_owned(), error);
    for entry in std::fs::read_dir(store.join(below)).map_err(here)? {
        let entry = entry.map_err(here)?;
        let path = below.join(entry.file_name());
        if entry.file_type().map_err(here)?.is_dir() {
            list(store, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn hash_all(store: &Path, objects: &[(SealedName, PathBuf)]) -> (u64, Vec<Found>) {
    let (next, bytes, found) = (AtomicUsize::new(0), AtomicU64::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((name, path)) = objects.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = hash(&store.join(path)).map(|(digest, length)| {
                bytes.fetch_add(length, Ordering::Relaxed);
                digest == *name.as_bytes()
            });
            let (harm, detail) = match result {
                Ok(true) => continue,
                Ok(false) => (Harm::Altered, "its bytes do not have the SHA-256 that is its name".to_owned()),
                Err(error) => (Harm::Unreadable, error.to_string()),
            };
            let mut found = found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            found.push(Found { path: path.clone(), harm, detail });
        }
    };
    std::thread::scope(|scope| {
        (0..std::thread::available_parallelism().map_or(1, usize::from))
            .for_each(|_| drop(scope.spawn(work)));
    });
    (bytes.into_inner(), found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

fn hash(path: &Path) -> io::Result<([u8; 32], u64)> {
    // A name in the store may be a pipe or a device in a hostile copy: open only what is a file.
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("not an ordinary file"));
    }
    sha256(File::open(path)?)
}

/// The SHA-256 and the length of all that a file holds.
pub(super) fn sha256(mut file: impl Read) -> io::Result<([u8; 32], u64)> {
    let (mut hasher, mut length) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((hasher.finalize().into(), length)),
            n => {
                hasher.update(&buffer[..n]);
                length += n as u64;
            }
        }
    }
}
