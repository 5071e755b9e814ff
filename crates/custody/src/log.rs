//! The log of an archive: made once, opened by name, read, and appended to (`append.rs`).
//!
//! ```text
//! custody/
//!   checkpoint     signed note: origin, size, root
//!   log.vkey       the public key, one line
//!   signing.key    the private key, one line; only where the log is written
//!   lock           empty; whoever appends holds an exclusive lock on it
//!   tile/…         hashes in clear (C2SP tlog-tiles)
//!   entries/…      entries, sealed in batches
//! ```

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_disk::{Disk, create_dirs_durably, write_durably};

use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::file;
use crate::key::{SigningKey, VerifierKey};
use crate::merkle::Hash;
use crate::note::Note;
use crate::read::Entries;
use crate::seal::Unseal;
use crate::tree::Tree;

pub(crate) const CHECKPOINT: &str = "checkpoint";
pub(crate) const VERIFIER_KEY: &str = "log.vkey";
pub(crate) const SIGNING_KEY: &str = "signing.key";
pub(crate) const LOCK: &str = "lock";

/// A log on a disk. It keeps no state in memory: every call reads the checkpoint anew, so several processes and threads
/// can use one log.
#[derive(Debug, Clone)]
pub struct Log {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) dir: PathBuf,
    pub(crate) key: VerifierKey,
}

impl Log {
    /// Makes an empty log in `dir`, whose origin is the name of `key`. The checkpoint comes last: a creation that was
    /// interrupted can be repeated.
    pub fn create(disk: Arc<dyn Disk>, dir: &Path, key: &SigningKey) -> Result<Self, Error> {
        if dir.join(CHECKPOINT).exists() {
            return Err(Error::AlreadyThere(dir.to_owned()));
        }
        create_dirs_durably(&*disk, dir).map_err(Error::io(dir))?;
        // An earlier, interrupted creation may have made the folder without syncing its name.
        let above = dir.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        disk.sync_dir(above).map_err(Error::io(above))?;
        let verifier = key.verifier();
        let head = dir.join(CHECKPOINT);
        let checkpoint = Checkpoint::sign(0, Hash::of_empty_tree(), key).map_err(Error::checkpoint(&head))?;
        let secret = zeroize::Zeroizing::new(format!("{}\n", &*key.to_text()));
        let put = |name: &str, bytes: &[u8]| {
            let path = dir.join(name);
            write_durably(&*disk, &path, bytes).map_err(Error::io(&path))
        };
        put(LOCK, b"")?;
        put(SIGNING_KEY, secret.as_bytes())?;
        put(VERIFIER_KEY, format!("{verifier}\n").as_bytes())?;
        put(CHECKPOINT, checkpoint.to_text().as_bytes())?;
        Ok(Log { disk, dir: dir.to_owned(), key: verifier })
    }

    /// Opens the log in `dir` with the public key that lies there, and checks its checkpoint.
    pub fn open(disk: Arc<dyn Disk>, dir: &Path) -> Result<Self, Error> {
        let key = read_verifier_key(dir)?;
        Self::open_with(disk, dir, key)
    }

    /// Opens the log in `dir`, trusting only `key`.
    pub fn open_with(disk: Arc<dyn Disk>, dir: &Path, key: VerifierKey) -> Result<Self, Error> {
        let log = Log { disk, dir: dir.to_owned(), key };
        log.checkpoint()?;
        Ok(log)
    }

    /// The log in `dir`, not looked at yet: for a check, which must also work on a log that is broken.
    pub fn at(disk: Arc<dyn Disk>, dir: &Path, key: VerifierKey) -> Self {
        Log { disk, dir: dir.to_owned(), key }
    }

    /// The folder of the log.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The public key of the log; its name is the log's origin.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The current checkpoint, its signature checked.
    pub fn checkpoint(&self) -> Result<Checkpoint, Error> {
        Ok(self.tree()?.checkpoint().clone())
    }

    /// The tree at the current checkpoint, for several reads of one state.
    pub fn tree(&self) -> Result<Tree, Error> {
        Tree::open(&self.dir, &self.key)
    }

    /// The hash of one leaf; `None` beyond the current checkpoint.
    pub fn leaf_hash(&self, index: u64) -> Result<Option<Hash>, Error> {
        self.tree()?.leaf_hash(index)
    }

    /// The inclusion proof of leaf `index` in the tree of `size` leaves.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        self.tree()?.inclusion_proof(index, size)
    }

    /// The proof that the tree of `new` leaves begins with the tree of `old` leaves.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, Error> {
        self.tree()?.consistency_proof(old, new)
    }

    /// The entries with these indexes, batch by batch; each is checked against its leaf hash.
    pub fn read<'a>(&self, range: Range<u64>, unseal: &'a dyn Unseal) -> Result<Entries<'a>, Error> {
        Entries::new(self.tree()?, &self.dir, range, unseal)
    }

    /// Signs a text that is no checkpoint: its first line is not the log's origin.
    ///
    /// # Errors
    /// If it could be taken for a checkpoint, cannot be signed, or the signing key is not at hand.
    pub fn sign_note(&self, text: String) -> Result<Note, Error> {
        let path = self.dir.join(SIGNING_KEY);
        if text.lines().next() == Some(self.key.name()) {
            return Err(Error::damaged(&path, "it signs checkpoints only when the log grows"));
        }
        let key = self.signing_key()?;
        Note::sign(text, &key).map_err(|e| Error::damaged(&path, e.to_string()))
    }

    pub(crate) fn signing_key(&self) -> Result<SigningKey, Error> {
        let path = self.dir.join(SIGNING_KEY);
        if !path.exists() {
            return Err(Error::NoSigningKey(path));
        }
        let text = file::read_text(&path).map(zeroize::Zeroizing::new).map_err(Error::io(&path))?;
        let key = SigningKey::parse(&text).map_err(Error::key(&path))?;
        if key.verifier() != self.key {
            return Err(Error::damaged(&path, "it is not the key of this log"));
        }
        Ok(key)
    }
}

/// Reads the public key that lies beside a log. It shows that the log fits itself; that it is the right log only a
/// comparison with a key kept elsewhere can show.
pub(crate) fn read_verifier_key(dir: &Path) -> Result<VerifierKey, Error> {
    let path = dir.join(VERIFIER_KEY);
    let text = file::read_text(&path).map_err(Error::io(&path))?;
    let line =
        text.strip_suffix('\n').ok_or_else(|| Error::damaged(&path, "it does not end in a newline"))?;
    line.parse().map_err(Error::key(&path))
}
