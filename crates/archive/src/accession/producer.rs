//! The producer: walks the deposit, opens containers, and hands out what it finds.

use std::io::{self, Read as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::SyncSender;

use amana_deposit::{
    Allowance, Found as Thing, Kind, Recognised, Root, Special, may_be_container, recognise,
};
use amana_model::{AccessionId, Outcome};

use super::found::{Bytes, Done, Found, Job, add_reason, occurrence, record};
use super::progress::Counters;
use crate::error::{ArchiveError, Result};
use crate::journal::{Recorded, SourceKey};
use crate::services::Entropy;

/// How many bytes at the beginning tell whether a file may be a container.
const HEAD: usize = 512;

/// Why the producer stopped before the end.
pub(super) enum Halt {
    /// Somebody asked for it, or the others have ended.
    Stopped,
    /// Something failed.
    Failed(ArchiveError),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Walks and hands out.
pub(super) struct Producer<'a> {
    pub(super) accession: &'a AccessionId,
    pub(super) roots: &'a [Root],
    pub(super) archive: (u64, u64),
    pub(super) spool: &'a Path,
    pub(super) limits: amana_deposit::Limits,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) counters: &'a Counters,
    pub(super) recorded: Recorded,
    pub(super) jobs: SyncSender<Job>,
    pub(super) done: SyncSender<Result<Done>>,
    pub(super) next: u64,
}

impl Producer<'_> {
    /// Finds everything; gives how many things of an earlier run were not found again.
    pub(super) fn run(mut self) -> u64 {
        match self.walk() {
            Ok(()) => self.recorded.left(),
            Err(Halt::Stopped) => 0,
            Err(Halt::Failed(error)) => {
                // If nobody listens any more, the error that ended them is the one that is told.
                let _ = self.done.send(Err(error));
                0
            }
        }
    }

    fn walk(&mut self) -> std::result::Result<(), Halt> {
        let roots = self.roots;
        for (source, root) in (0..).zip(roots) {
            for thing in root.walk().excluding(self.archive.0, self.archive.1) {
                self.check_stop()?;
                match &thing.kind {
                    Kind::Folder => {
                        self.counters.folders.fetch_add(1, Ordering::Relaxed);
                    }
                    Kind::File { len } => self.file(source, root, &thing, *len)?,
                    _ => self.oddity(source, &thing, 0)?,
                }
            }
            check_still_there(root)?;
        }
        Ok(())
    }

    pub(super) fn check_stop(&self) -> std::result::Result<(), Halt> {
        if self.counters.stopped() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// The start of a record for a thing.
    pub(super) fn begin(&mut self, source: u32, thing: &Thing, ordinal: u64, len: u64) -> Found {
        let at = occurrence(&thing.within, &thing.path);
        let key = SourceKey::new(source, &at, ordinal, len, thing.modified);
        let mut record = record(self.accession, source, at, thing.modified);
        record.bytes = len;
        for warning in &thing.warnings {
            add_reason(&mut record, &words(warning));
        }
        let number = self.next;
        self.next += 1;
        Found { number, record, key }
    }

    /// Hands a thing to the committer directly.
    pub(super) fn finish(&self, done: Done) -> std::result::Result<(), Halt> {
        self.done.send(Ok(done)).map_err(|_| Halt::Stopped)
    }

    /// Hands a thing with bytes to the workers.
    pub(super) fn hand_out(&self, found: Found, bytes: Bytes) -> std::result::Result<(), Halt> {
        self.jobs.send(Job { found, bytes }).map_err(|_| Halt::Stopped)
    }

    /// What an earlier run has recorded of it.
    pub(super) fn recorded(&mut self, found: &Found) -> Option<Done> {
        let record = self.recorded.take(&found.key)?;
        self.counters.bytes.fetch_add(record.bytes, Ordering::Relaxed);
        self.counters.bytes_before.fetch_add(record.bytes, Ordering::Relaxed);
        let found = Found { number: found.number, record, key: found.key.clone() };
        Some(Done { recorded: true, ..Done::without_bytes(found) })
    }

    /// A thing without bytes of its own.
    pub(super) fn oddity(
        &mut self,
        source: u32,
        thing: &Thing,
        ordinal: u64,
    ) -> std::result::Result<(), Halt> {
        let mut found = self.begin(source, thing, ordinal, 0);
        if let Some(done) = self.recorded(&found) {
            return self.finish(done);
        }
        let record = &mut found.record;
        let (outcome, target, reason) = match &thing.kind {
            Kind::Symlink { target } => (Outcome::Symlink, Some(target), None),
            Kind::HardLink { target } => {
                (Outcome::Symlink, Some(target), Some("a hard link to an earlier member".into()))
            }
            Kind::Special { what } => (Outcome::Special, None, Some(special(*what).to_owned())),
            Kind::Unreadable { reason } => (Outcome::Failed, None, Some(reason.clone())),
            Kind::Refused { reason } => (Outcome::Refused, None, Some(reason.to_string())),
            Kind::File { .. } | Kind::Folder => (Outcome::Failed, None, Some("it could not be read".into())),
        };
        record.outcome = outcome;
        record.target = target.cloned().map(amana_model::PathBytes);
        if let Some(reason) = reason {
            add_reason(record, &reason);
        }
        self.finish(Done::without_bytes(found))
    }

    fn file(&mut self, source: u32, root: &Root, thing: &Thing, len: u64) -> std::result::Result<(), Halt> {
        let mut found = self.begin(source, thing, 0, len);
        if let Some(done) = self.recorded(&found) {
            let container = done.found.record.container;
            self.finish(done)?;
            return if container { self.open_file_container(source, root, thing, len) } else { Ok(()) };
        }
        let reader = match root.open_file(thing) {
            Ok(reader) => reader,
            Err(e) => {
                check_still_there(root)?;
                add_reason(&mut found.record, &e.to_string());
                self.counters.bytes.fetch_add(len, Ordering::Relaxed);
                return self.finish(Done::without_bytes(found));
            }
        };
        let mut head = [0; HEAD];
        let read = reader.file().read_at(&mut head, 0).unwrap_or(0);
        if may_be_container(&head[..read]) {
            let what = root.open_file(thing).ok().and_then(|again| recognise(&mut again.file()).ok());
            found.record.container = matches!(what, Some(Recognised::Container(_)));
            note_unopened(&mut found.record, what);
        }
        let container = found.record.container;
        self.hand_out(found, Bytes::File(reader))?;
        if container { self.open_file_container(source, root, thing, len) } else { Ok(()) }
    }

    /// Opens a container that lies in a folder; its own bytes are kept separately.
    fn open_file_container(
        &mut self,
        source: u32,
        root: &Root,
        thing: &Thing,
        len: u64,
    ) -> std::result::Result<(), Halt> {
        let Ok(reader) = root.open_file(thing) else { return Ok(()) };
        let mut file = io::BufReader::with_capacity(1 << 16, reader.file());
        let Ok(Recognised::Container(kind)) = recognise(&mut file) else { return Ok(()) };
        let allowance = Allowance::new(self.limits, len);
        self.members(source, vec![thing.path.clone()], file, kind, &allowance)
    }
}

/// Says why something that looks like a container was not opened.
pub(super) fn note_unopened(record: &mut amana_model::FileRecord, what: Option<Recognised>) {
    match what {
        Some(Recognised::Unopened(kind)) => {
            add_reason(record, &format!("a container of a kind that is not opened: {kind}"))
        }
        Some(Recognised::HidesZip) => {
            add_reason(record, "another kind of file with a zip at its end, which was not opened")
        }
        _ => {}
    }
}

/// A medium that was pulled out fails every file: better to stop, and to go on when it is back.
fn check_still_there(root: &Root) -> std::result::Result<(), Halt> {
    match root.path().symlink_metadata() {
        Ok(_) => Ok(()),
        Err(e) => Err(Halt::Failed(
            ArchiveError::machine(format!("the deposit {} is no longer there", root.path().display()))
                .safe("everything recorded so far is safe")
                .next("connect the medium again and run the same command: it goes on where it stopped")
                .because(e),
        )),
    }
}

fn special(what: Special) -> &'static str {
    match what {
        Special::Pipe => "a named pipe",
        Special::Socket => "a socket",
        Special::BlockDevice => "a block device",
        Special::CharacterDevice => "a character device",
        Special::Unknown => "a special file",
    }
}

fn words(warning: &amana_deposit::Warning) -> String {
    use amana_deposit::Warning;
    match warning {
        Warning::Escaping => "its name would lead out of the container if it were unpacked naively".into(),
        Warning::NameDiffers { local } => {
            format!("the zip names it \"{}\" in another place", local.escape_ascii())
        }
        Warning::Unlisted => "no directory of the container lists it".into(),
    }
}

/// Reads from the beginning of a spool.
pub(super) fn head_of(reader: &mut amana_deposit::SpoolReader) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    io::Seek::rewind(reader)?;
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    io::Seek::rewind(reader)?;
    Ok(head)
}
