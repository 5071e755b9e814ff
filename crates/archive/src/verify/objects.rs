//! Objects against the log and against their own names.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufReader, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use amana_model::{Act, Digest, SealedName};
use amana_store::StoreError;
use sha2::{Digest as _, Sha256};

use super::{Sample, VerifyOptions, VerifyReport};
use crate::archive::Archive;
use crate::error::{ArchiveError, ErrorKind, Result};

/// Events read at a time.
const CHUNK: u64 = 4096;

/// The plain bytes that an event names.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Plain {
    digest: Digest,
    bytes: u64,
    /// Whether they are an original.
    original: bool,
}

/// What the log says there should be.
#[derive(Default)]
pub(crate) struct Expected {
    /// Object → what it should open to, where the log says it.
    pub(super) objects: BTreeMap<SealedName, Option<Plain>>,
    /// Statement → whether it can still be read, as the log has it: its key is there, or was destroyed.
    pub(super) statements: BTreeMap<SealedName, bool>,
    /// Whether accounts were made.
    pub(super) accounts: bool,
    /// Whether there is a sealed copy of them.
    pub(super) backup: bool,
    /// SHA-256 of `amana.toml`.
    pub(super) configuration: Option<Digest>,
}

impl Expected {
    pub(super) fn read(archive: &Archive, size: u64) -> Result<Self> {
        let mut expected = Self::default();
        let mut from = 0;
        while from < size {
            let end = size.min(from + CHUNK);
            for (_, event) in archive.events(from..end)? {
                expected.add(event.act);
            }
            from = end;
        }
        Ok(expected)
    }

    fn add(&mut self, act: Act) {
        match act {
            Act::ArchiveCreated { configuration, .. } | Act::ConfigurationChanged { configuration, .. } => {
                self.configuration = Some(configuration);
            }
            Act::AccountCreated { .. } => self.accounts = true,
            Act::AccessionOpened { depositor, .. } => self.plain(depositor),
            Act::FileFound(record) => {
                if let (Some(name), Some(digest)) = (record.sealed, record.digest) {
                    self.objects.insert(name, Some(Plain { digest, bytes: record.bytes, original: true }));
                }
            }
            Act::AccountsBackedUp { sealed, digest, bytes } => {
                self.backup = true;
                self.objects.insert(sealed, Some(Plain { digest, bytes, original: false }));
            }
            Act::ObservationsAdded(part) => self.plain([part.part].into_iter().chain(part.previews)),
            Act::MarkingDrawn(drawn) => self.plain([drawn.crops]),
            Act::AccessionClosed { report, .. } => self.plain([report]),
            Act::PublicationProposed(proposal) => {
                let plain = Plain { digest: proposal.picture, bytes: proposal.bytes, original: false };
                self.objects.insert(proposal.sealed, Some(plain));
            }
            Act::StatementsErased { sealed, .. } | Act::LetterErased { sealed, .. } => {
                for name in sealed {
                    self.statements.insert(name, false);
                }
            }
            other => other.statements().into_iter().for_each(|one| self.statement(one.sealed)),
        }
    }

    fn statement(&mut self, name: SealedName) {
        self.plain([name]);
        self.statements.entry(name).or_insert(true);
    }

    fn plain(&mut self, names: impl IntoIterator<Item = SealedName>) {
        for name in names {
            self.objects.entry(name).or_insert(None);
        }
    }
}

/// What reading one object told.
struct ObjectRead {
    bytes: u64,
    original: bool,
    wrong: Option<String>,
}

impl Archive {
    pub(super) fn check_objects(
        &self,
        expected: Option<&Expected>,
        options: &VerifyOptions<'_>,
        report: &mut VerifyReport,
    ) -> Result<()> {
        let (present, strays) = self.store.list()?;
        let mut names = match expected {
            Some(expected) => expected.objects.keys().copied().collect(),
            None => present.clone(),
        };
        report.scope.objects_of = names.len() as u64;
        if let Some(expected) = expected {
            remark_unknown(&present, expected, report);
        }
        for stray in strays {
            let path = stray.strip_prefix(self.layout.root()).unwrap_or(&stray).display().to_string();
            report.add(false, path, "no object of this archive", "nothing depends on it");
        }
        self.draw(&mut names, options.sample);
        report.scope.objects = names.len() as u64;
        self.read_all(&names, expected, options, report)
    }

    /// Keeps a random sample.
    fn draw(&self, names: &mut Vec<SealedName>, sample: Sample) {
        let Sample::Objects(wanted) = sample else { return };
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX).min(names.len());
        for at in 0..wanted {
            let left = (names.len() - at) as u64;
            let random = u64::from_le_bytes(self.services.random());
            names.swap(at, at + (random % left) as usize);
        }
        names.truncate(wanted);
        names.sort_unstable();
    }

    fn read_all(
        &self,
        names: &[SealedName],
        expected: Option<&Expected>,
        options: &VerifyOptions<'_>,
        report: &mut VerifyReport,
    ) -> Result<()> {
        let next = AtomicUsize::new(0);
        let (done, bytes, originals) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        let wrong = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..options.threads.max(1) {
                scope.spawn(|| {
                    let mut buffer = vec![0; 1 << 16];
                    while !options.stop.load(Ordering::Relaxed) {
                        let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
                        let plain =
                            expected.and_then(|expected| expected.objects.get(name).copied().flatten());
                        let read = self.read_object(name, plain, &mut buffer);
                        let total = bytes.fetch_add(read.bytes, Ordering::Relaxed) + read.bytes;
                        originals.fetch_add(u64::from(read.original), Ordering::Relaxed);
                        if let Some(what) = read.wrong {
                            wrong
                                .lock()
                                .unwrap_or_else(std::sync::PoisonError::into_inner)
                                .push((*name, what));
                        }
                        (options.progress)(
                            done.fetch_add(1, Ordering::Relaxed) + 1,
                            names.len() as u64,
                            total,
                        );
                    }
                });
            }
        });
        if options.stop.load(Ordering::Relaxed) {
            return Err(ArchiveError::new(ErrorKind::Interrupted, "the check was stopped")
                .safe("nothing was changed")
                .next("run it again, or with --sample for a quick one"));
        }
        report.bytes = bytes.into_inner();
        report.originals = originals.into_inner();
        for (name, what) in wrong.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            let path = self.store.path(&name);
            let path = path.strip_prefix(self.layout.root()).unwrap_or(&path).display().to_string();
            let safe = "every other object is sealed by itself and is not touched by this; take this one from a copy of the archive";
            report.add(true, path, what, safe);
        }
        Ok(())
    }

    /// Reads one object once: its sealed bytes against its name, and with keys its plain bytes against the event.
    fn read_object(&self, name: &SealedName, plain: Option<Plain>, buffer: &mut [u8]) -> ObjectRead {
        let file = match self.store.sealed(name) {
            Ok(file) => file,
            Err(StoreError::Missing(_)) => {
                return ObjectRead { bytes: 0, original: false, wrong: Some("missing".into()) };
            }
            Err(e) => {
                return ObjectRead { bytes: 0, original: false, wrong: Some(format!("cannot be read: {e}")) };
            }
        };
        let mut sealed = Digesting { inner: file, sha256: Sha256::new(), bytes: 0 };
        let wrong = match (&self.keys, plain) {
            (Some(keys), Some(plain)) => opened(&keys.identities, &mut sealed, plain, buffer),
            _ => None,
        };
        // Whatever is left is read too, so that the name is compared with every byte.
        let rest = drain(&mut sealed, buffer);
        let named = SealedName(sealed.sha256.finalize().into()) == *name;
        let wrong = match rest {
            Err(e) => Some(format!("cannot be read: {e}")),
            Ok(()) if !named => Some("altered: its bytes no longer have the digest that is its name".into()),
            Ok(()) => wrong,
        };
        ObjectRead { bytes: sealed.bytes, original: plain.is_some_and(|plain| plain.original), wrong }
    }
}

fn remark_unknown(present: &[SealedName], expected: &Expected, report: &mut VerifyReport) {
    let known: HashSet<_> = expected.objects.keys().collect();
    let unknown = present.iter().filter(|name| !known.contains(name)).count();
    if unknown > 0 {
        let what = format!(
            "{unknown} objects that no event names: left by an interrupted intake, or added since this check began"
        );
        report.add(
            false,
            "store",
            what,
            "nothing depends on them; the interrupted intake removes its own when it goes on",
        );
    }
}

fn opened(
    identities: &amana_store::Identities,
    sealed: &mut Digesting,
    plain: Plain,
    buffer: &mut [u8],
) -> Option<String> {
    let mut reader = match identities.reader(BufReader::with_capacity(1 << 16, sealed)) {
        Ok(reader) => reader,
        Err(e) => return Some(format!("cannot be opened with the keys at hand: {e}")),
    };
    let (mut sha256, mut total) = (Sha256::new(), 0);
    loop {
        match reader.read(buffer) {
            Ok(0) => break,
            Ok(read) => {
                sha256.update(&buffer[..read]);
                total += read as u64;
            }
            Err(e) => return Some(format!("does not open whole: {e}")),
        }
    }
    let found = Digest(sha256.finalize().into());
    ((found, total) != (plain.digest, plain.bytes)).then(|| {
        format!(
            "opens to other bytes ({total}, SHA-256 {found}) than its event says ({}, {})",
            plain.bytes, plain.digest
        )
    })
}

fn drain(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<()> {
    while reader.read(buffer)? > 0 {}
    Ok(())
}

struct Digesting {
    inner: std::fs::File,
    sha256: Sha256,
    bytes: u64,
}

impl Read for Digesting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.sha256.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}
