//! A worker: reads one thing once, digests it, seals it if its content is new, and looks at it.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::Instant;

use amana_analysis::{Limits, Seen, format_of, observe};
use amana_model::{Condition, Damage, Digest, Format, Observation, Outcome};
use amana_store::{Recipients, Staged, Store};
use sha2::{Digest as _, Sha256};

use super::content::Contents;
use super::found::{Bytes, Done, Job, add_reason};
use super::progress::Counters;
use crate::error::Result;

/// Files up to this many bytes are held in memory, so that they are read once and analysed; longer ones are streamed.
const IN_MEMORY: u64 = 64 << 20;
/// How many bytes at the beginning tell the format.
const HEAD: usize = 4096;

/// What all workers share.
pub(super) struct Bench<'a> {
    pub(super) owner: &'a str,
    pub(super) store: &'a Store,
    pub(super) recipients: &'a Recipients,
    pub(super) contents: &'a Contents,
    pub(super) counters: &'a Counters,
    pub(super) limits: Option<Limits>,
}

impl Bench<'_> {
    /// Works until there are no more jobs, somebody says stop, or the disk fails.
    pub(super) fn work(&self, jobs: &Mutex<Receiver<Job>>, done: &SyncSender<Result<Done>>) {
        loop {
            let job = jobs.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            if self.counters.stopped() {
                return;
            }
            let finished = self.keep(job);
            let failed = finished.is_err();
            if done.send(finished).is_err() || failed {
                return;
            }
        }
    }

    fn keep(&self, job: Job) -> Result<Done> {
        let mut done = Done::without_bytes(job.found);
        let read = match job.bytes {
            Bytes::Member(mut member) => self.take_in(&mut done, &mut member)?,
            Bytes::File(mut file) => {
                let read = self.take_in(&mut done, &mut file)?;
                if read.is_ok() && file.finish().changed_while_reading() {
                    add_reason(
                        &mut done.found.record,
                        "it changed while it was being read; what was read is kept",
                    );
                }
                read
            }
        };
        if let Err(e) = read {
            let record = &mut done.found.record;
            record.outcome = Outcome::Failed;
            (record.digest, record.format) = (None, None);
            add_reason(record, &format!("reading failed: {e}"));
        }
        self.counters.bytes.fetch_add(done.found.record.bytes, Ordering::Relaxed);
        Ok(done)
    }

    /// The outer result is the archive's disk, the inner one the deposit's.
    fn take_in(&self, done: &mut Done, source: &mut dyn Read) -> Result<io::Result<()>> {
        let mut bytes = Vec::new();
        if let Err(e) = source.take(IN_MEMORY + 1).read_to_end(&mut bytes) {
            return Ok(Err(e));
        }
        if bytes.len() as u64 > IN_MEMORY {
            return self.stream(done, bytes, source);
        }
        let digest = Digest(Sha256::digest(&bytes).into());
        self.describe(done, digest, bytes.len() as u64, &bytes);
        if self.contents.claim(digest) {
            let staged = self.seal(|writer| io::Write::write_all(writer, &bytes))?;
            self.contents.staged(digest, staged.sealed);
            done.seen = self.limits.as_ref().map(|limits| Box::new(self.look(done, digest, &bytes, limits)));
            self.keep_new(done, staged);
        }
        Ok(Ok(()))
    }

    /// A long file: sealed while it is read, and dropped again if its content turns out to be known.
    fn stream(&self, done: &mut Done, head: Vec<u8>, source: &mut dyn Read) -> Result<io::Result<()>> {
        let mut sha256 = Sha256::new();
        let mut total = 0;
        let mut broken = None;
        let staged = self.seal(|writer| {
            let mut buffer = head.clone();
            loop {
                sha256.update(&buffer);
                total += buffer.len() as u64;
                io::Write::write_all(writer, &buffer)?;
                buffer.resize(1 << 20, 0);
                match read_some(source, &mut buffer) {
                    Ok(0) => return Ok(()),
                    Ok(read) => buffer.truncate(read),
                    Err(e) => {
                        broken = Some(e);
                        return Ok(());
                    }
                }
            }
        })?;
        if let Some(e) = broken {
            self.store.discard(&staged)?;
            return Ok(Err(e));
        }
        let digest = Digest(sha256.finalize().into());
        self.describe(done, digest, total, &head);
        if self.contents.claim(digest) {
            self.contents.staged(digest, staged.sealed);
            let format = format_of(&head[..head.len().min(HEAD)]);
            done.seen = self.limits.as_ref().map(|_| Box::new(too_long(digest, total, format)));
            self.keep_new(done, staged);
        } else {
            self.store.discard(&staged)?;
        }
        Ok(Ok(()))
    }

    fn describe(&self, done: &mut Done, digest: Digest, bytes: u64, head: &[u8]) {
        let record = &mut done.found.record;
        record.outcome = Outcome::Known;
        record.digest = Some(digest);
        record.bytes = bytes;
        record.format = Some(format_of(&head[..head.len().min(HEAD)]));
    }

    fn keep_new(&self, done: &mut Done, staged: Staged) {
        done.found.record.outcome = Outcome::Kept;
        done.found.record.sealed = Some(staged.sealed);
        done.staged = Some(staged);
    }

    fn seal(&self, write: impl FnOnce(&mut amana_store::ObjectWriter) -> io::Result<()>) -> Result<Staged> {
        let mut writer = self.store.begin(self.owner, self.recipients)?;
        write(&mut writer)?;
        Ok(writer.finish()?)
    }

    /// Decoders are memory-safe but not proven: a panic in one is a finding about this file, and nothing else stops.
    fn look(&self, done: &Done, digest: Digest, bytes: &[u8], limits: &Limits) -> Seen {
        let name = done.found.record.at.path.file_name();
        let until = Instant::now() + limits.time;
        let spent = || Instant::now() >= until;
        catch_unwind(AssertUnwindSafe(|| observe(digest, bytes, name, limits, &spent))).unwrap_or_else(|_| {
            let format = format_of(&bytes[..bytes.len().min(HEAD)]);
            unseen(
                digest,
                bytes.len() as u64,
                format,
                "analyser-failed",
                "the analyser failed on this file".into(),
            )
        })
    }
}

fn read_some(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

fn too_long(digest: Digest, bytes: u64, format: Format) -> Seen {
    let detail = format!("{bytes} bytes are more than the {IN_MEMORY} that are analysed");
    unseen(digest, bytes, format, "too-large", detail)
}

fn unseen(digest: Digest, bytes: u64, format: Format, code: &str, detail: String) -> Seen {
    let picture = format.is_picture() || format == Format::Heic;
    let observation = Observation {
        condition: if picture { Condition::NotDecoded } else { Condition::NotAPicture },
        damage: vec![Damage { code: code.to_owned(), detail }],
        ..Observation::of(digest, bytes, format)
    };
    Seen { observation, grid: None, view: None }
}
