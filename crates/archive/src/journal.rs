//! The journal of an intake, or of an analysis, that has not ended: what lets the same command go on after a crash,
//! for an intake without keys.
//!
//! One line of JSON a batch, written and synced *before* the batch enters the log. A batch counts only if the log
//! holds, at the index the line names, the leaf it names. What each file became is encrypted under a key made from
//! that file's own path, size and time (HKDF-SHA-256 to XChaCha20-Poly1305): whoever has the deposit at hand can go
//! on, whoever finds only the journal learns counts, not names or digests. The journal is removed when the intake ends.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use amana_custody::Hash;
use amana_disk::{Disk, DiskFile};
use amana_model::{FileRecord, SealedName};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::{ArchiveError, Result};
use crate::services::Services;

/// The longest line that is read back, in bytes.
const LINE_LIMIT: u64 = 64 << 20;

/// What identifies one thing of a deposit from one run to the next.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SourceKey(Vec<u8>);

impl SourceKey {
    /// From the source's number, the chain of paths, the ordinal in its container, listed length and time.
    pub(crate) fn new(
        source: u32,
        at: &amana_model::OccurrencePath,
        ordinal: u64,
        len: u64,
        modified: Option<amana_deposit::Stamp>,
    ) -> Self {
        let mut bytes = source.to_be_bytes().to_vec();
        for part in at.within.iter().chain([&at.path]) {
            bytes.extend_from_slice(&(part.0.len() as u64).to_be_bytes());
            bytes.extend_from_slice(&part.0);
        }
        bytes.extend_from_slice(&ordinal.to_be_bytes());
        bytes.extend_from_slice(&len.to_be_bytes());
        let nanoseconds = modified.map_or(i128::MIN, amana_deposit::Stamp::nanoseconds_since_epoch);
        bytes.extend_from_slice(&nanoseconds.to_be_bytes());
        Self(bytes)
    }

    fn derive(&self, salt: &[u8]) -> ([u8; 16], [u8; 32]) {
        let (mut tag, mut key) = ([0; 16], [0; 32]);
        let hkdf = Hkdf::<Sha256>::new(Some(salt), &self.0);
        hkdf.expand(b"amana intake journal: tag", &mut tag).expect("16 bytes are within HKDF's limit");
        hkdf.expand(b"amana intake journal: key", &mut key).expect("32 bytes are within HKDF's limit");
        (tag, key)
    }
}

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Head {
    /// 1.
    pub(crate) version: u32,
    /// 32 random bytes in base64.
    salt: String,
    /// SHA-256 of the salt and the sources' paths, so that the same command finds it.
    sources: String,
    /// When the intake began.
    pub(crate) began: amana_model::UtcTime,
}

impl Head {
    /// Whether the journal belongs to the sources with these paths.
    pub(crate) fn is_of(&self, paths: &[&Path]) -> bool {
        STANDARD.decode(&self.salt).is_ok_and(|salt| fingerprint(&salt, paths) == self.sources)
    }
}

fn fingerprint(salt: &[u8], paths: &[&Path]) -> String {
    let mut sha256 = Sha256::new_with_prefix(salt);
    for path in paths {
        let path = path.as_os_str().as_bytes();
        sha256.update((path.len() as u64).to_be_bytes());
        sha256.update(path);
    }
    data_encoding::HEXLOWER.encode(&sha256.finalize())
}

/// One batch.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    first: u64,
    leaf: String,
    count: u64,
    objects: Vec<SealedName>,
    tickets: Vec<Ticket>,
    mark: Mark,
}

/// What a batch is to its accession.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mark {
    /// Its first.
    Opens,
    /// The first of a run that takes it up again.
    Resumes,
    /// One of many.
    Goes,
    /// Its last.
    Closes,
}

/// One file of a batch.
#[derive(Debug, Serialize, Deserialize)]
struct Ticket {
    tag: String,
    sealed: String,
}

/// What a new batch writes down.
pub(crate) struct Entry<'a> {
    /// Index of its first event.
    pub(crate) first: u64,
    /// Leaf hash of its first event.
    pub(crate) leaf: Hash,
    /// Its events.
    pub(crate) count: u64,
    /// The objects it will publish.
    pub(crate) objects: Vec<SealedName>,
    /// The files it records.
    pub(crate) files: Vec<(&'a SourceKey, &'a FileRecord)>,
    /// What it is to the accession.
    pub(crate) mark: Mark,
}

/// An open journal.
pub(crate) struct Journal {
    folder: PathBuf,
    file: Box<dyn DiskFile>,
    salt: Vec<u8>,
    pub(crate) head: Head,
}

/// What an earlier run has left.
#[derive(Default)]
pub(crate) struct Recorded {
    salt: Vec<u8>,
    tickets: HashMap<String, Vec<String>>,
    /// Objects of batches that never entered the log.
    pub(crate) orphans: Vec<SealedName>,
    /// Batches that are in the log.
    pub(crate) batches: u64,
    /// How often it was taken up again before.
    pub(crate) resumptions: u32,
    /// Whether the accession's last event is in the log.
    pub(crate) closed: bool,
}

impl Journal {
    /// Path of the journal in an intake's folder.
    pub(crate) fn path(folder: &Path) -> PathBuf {
        folder.join("journal")
    }

    /// Begins a journal for the sources with these paths.
    pub(crate) fn create(
        disk: &dyn Disk,
        folder: &Path,
        paths: &[&Path],
        services: &Services,
    ) -> Result<Self> {
        disk.create_dirs(folder)?;
        let salt = services.random::<32>().to_vec();
        let sources = fingerprint(&salt, paths);
        let head = Head { version: 1, salt: STANDARD.encode(&salt), sources, began: services.clock.now() };
        let mut line = serde_json::to_vec(&head).map_err(std::io::Error::other)?;
        line.push(b'\n');
        amana_disk::write_durably(disk, &Self::path(folder), &line)?;
        if let Some(parent) = folder.parent() {
            disk.sync_dir(parent)?;
        }
        Ok(Self { folder: folder.to_owned(), file: disk.append(&Self::path(folder))?, salt, head })
    }

    /// Reads only the first line.
    pub(crate) fn head(folder: &Path) -> Option<Head> {
        let mut line = String::new();
        let file = File::open(Self::path(folder)).ok()?;
        BufReader::new(file.take(1 << 16)).read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }

    /// Goes on with a journal: what is in the log counts, the rest is given as orphans.
    pub(crate) fn resume(
        disk: &dyn Disk,
        folder: &Path,
        leaf_at: &dyn Fn(u64) -> Result<Option<Hash>>,
    ) -> Result<(Self, Recorded)> {
        let damaged = || {
            ArchiveError::damage("the journal of the interrupted intake cannot be read")
            .safe("everything in the custody log is safe")
            .next("remove its folder below intake/ and run the intake again: what is known is not stored twice")
        };
        let head = Self::head(folder).ok_or_else(damaged)?;
        let salt = STANDARD.decode(&head.salt).map_err(|_| damaged())?;
        let mut recorded = Recorded { salt: salt.clone(), ..Recorded::default() };
        let mut reader = BufReader::new(File::open(Self::path(folder))?);
        let (mut line, mut whole, mut number) = (Vec::new(), 0, 0);
        loop {
            line.clear();
            let read = (&mut reader).take(LINE_LIMIT).read_until(b'\n', &mut line)? as u64;
            // A torn last line was never followed by its batch.
            if read == 0 || line.last() != Some(&b'\n') {
                break;
            }
            whole += read;
            number += 1;
            if number > 1 {
                let line: Line = serde_json::from_slice(&line).map_err(|e| damaged().because(e))?;
                recorded.add(line, leaf_at)?;
            }
        }
        let file = cut_and_append(disk, &Self::path(folder), whole)?;
        Ok((Self { folder: folder.to_owned(), file, salt, head }, recorded))
    }

    /// Writes a batch down, durably.
    pub(crate) fn write(&mut self, entry: &Entry<'_>, services: &Services) -> Result<()> {
        let tickets = entry.files.iter().map(|(key, record)| self.ticket(key, record, services));
        let line = Line {
            first: entry.first,
            leaf: hex(entry.leaf),
            count: entry.count,
            objects: entry.objects.clone(),
            tickets: tickets.collect::<Result<_>>()?,
            mark: entry.mark,
        };
        let mut bytes = serde_json::to_vec(&line).map_err(std::io::Error::other)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)?;
        Ok(self.file.sync()?)
    }

    fn ticket(&self, key: &SourceKey, record: &FileRecord, services: &Services) -> Result<Ticket> {
        let (tag, secret) = key.derive(&self.salt);
        let nonce = services.random::<24>();
        let plain = serde_json::to_vec(record).map_err(std::io::Error::other)?;
        let sealed = XChaCha20Poly1305::new(&secret.into())
            .encrypt(&nonce.into(), plain.as_slice())
            .map_err(|_| ArchiveError::machine("a record is too long to be written to the journal"))?;
        let sealed = STANDARD.encode([nonce.as_slice(), &sealed].concat());
        Ok(Ticket { tag: STANDARD.encode(tag), sealed })
    }

    /// Removes the journal: the intake has ended.
    pub(crate) fn remove(self, disk: &dyn Disk) -> Result<()> {
        drop(self.file);
        remove_folder(disk, &self.folder)
    }

    /// The intake's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Recorded {
    fn add(&mut self, line: Line, leaf_at: &dyn Fn(u64) -> Result<Option<Hash>>) -> Result<()> {
        if leaf_at(line.first)?.map(hex).as_deref() != Some(line.leaf.as_str()) {
            self.orphans.extend(line.objects);
            return Ok(());
        }
        self.batches += 1;
        self.closed |= line.mark == Mark::Closes;
        self.resumptions += u32::from(line.mark == Mark::Resumes);
        for ticket in line.tickets {
            self.tickets.entry(ticket.tag).or_default().push(ticket.sealed);
        }
        Ok(())
    }

    /// What an earlier run recorded of this thing, if it did. Each record is given once.
    pub(crate) fn take(&mut self, key: &SourceKey) -> Option<FileRecord> {
        if self.tickets.is_empty() {
            return None;
        }
        let (tag, secret) = key.derive(&self.salt);
        let sealed = self.tickets.get_mut(&STANDARD.encode(tag)).and_then(Vec::pop)?;
        let sealed = STANDARD.decode(sealed).ok()?;
        let (nonce, sealed) = sealed.split_at_checked(24)?;
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let plain = XChaCha20Poly1305::new(&secret.into()).decrypt(&nonce.into(), sealed).ok()?;
        serde_json::from_slice(&plain).ok()
    }

    /// Things recorded by an earlier run that were not found again.
    pub(crate) fn left(&self) -> u64 {
        self.tickets.values().map(|sealed| sealed.len() as u64).sum()
    }
}

fn hex(hash: Hash) -> String {
    data_encoding::HEXLOWER.encode(&hash.0)
}

/// Cuts a torn last line off by writing the whole lines anew, and opens the file for appending.
fn cut_and_append(disk: &dyn Disk, path: &Path, whole: u64) -> Result<Box<dyn DiskFile>> {
    if std::fs::metadata(path)?.len() > whole {
        let mut bytes = Vec::new();
        File::open(path)?.take(whole).read_to_end(&mut bytes)?;
        amana_disk::write_durably(disk, path, &bytes)?;
    }
    Ok(disk.append(path)?)
}

/// Removes an intake's folder. The journal goes last: until then the same command would find it and end the intake,
/// afterwards only an empty folder could be left, which nobody misses.
pub(crate) fn remove_folder(disk: &dyn Disk, folder: &Path) -> Result<()> {
    let journal = Journal::path(folder);
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path != journal {
            disk.remove(&path)?;
        }
    }
    disk.remove(&journal)?;
    let tidied =
        disk.remove(folder).and_then(|()| folder.parent().map_or(Ok(()), |parent| disk.sync_dir(parent)));
    if let Err(e) = tidied {
        tracing::debug!("an empty folder of an ended intake is left: {e}");
    }
    Ok(())
}
