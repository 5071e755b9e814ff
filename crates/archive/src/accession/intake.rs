//! The verb itself: its options, its threads, its outcome.

use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

use amana_analysis::Limits;
use amana_deposit::{Root, survey};
use amana_model::{AccessionId, AcquisitionReport};

use super::batch::Committer;
use super::close::{Closing, close};
use super::content::Contents;
use super::open::{self, Opened};
use super::producer::Producer;
use super::progress::{Counters, Progress, Running, Stage, published};
use super::worker::Bench;
use crate::archive::Archive;
use crate::error::{ArchiveError, ErrorKind, Result};

/// The medium a deposit came on, in words.
pub type Medium = String;

/// How things waiting for a worker are bounded.
const TO_DO: usize = 16;
/// How things waiting for the committer are bounded, with their previews: enough that workers seldom wait while it makes
/// a batch durable.
const DONE: usize = 64;

/// What an intake is asked to do.
pub struct IntakeOptions {
    /// The folders and files of the deposit.
    pub deposit: Vec<PathBuf>,
    /// The medium it came on.
    pub medium: Option<Medium>,
    /// Free words about the deposit, never about the depositor; they stand in the report.
    pub note: Option<String>,
    /// Who deposited: sealed apart, for two custodians together.
    pub depositor: Option<String>,
    /// Worker threads; at least one.
    pub threads: usize,
    /// The limits of the first analysis; `None` leaves it out.
    pub analysis: Option<Limits>,
    /// The limits of containers.
    pub containers: amana_deposit::Limits,
    /// Set by somebody else to stop: what is done is committed, the same intake goes on later.
    pub stop: Arc<AtomicBool>,
}

/// What came of an intake.
#[derive(Debug)]
pub struct IntakeOutcome {
    /// The accession.
    pub accession: AccessionId,
    /// The acquisition report. `None` where an earlier run had written it and was only kept from tidying up.
    pub report: Option<AcquisitionReport>,
    /// Whether an earlier run was taken up again.
    pub resumed: bool,
}

impl Archive {
    /// Takes a deposit in. Needs public keys only; with keys the catalog follows.
    ///
    /// Blocks its thread: call it from a multi-threaded runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] if it was stopped; a machine's failure leaves it resumable too.
    pub async fn intake(&self, options: &IntakeOptions, progress: &dyn Progress) -> Result<IntakeOutcome> {
        let roots =
            options.deposit.iter().map(|path| Root::open(path)).collect::<std::result::Result<Vec<_>, _>>();
        let roots = roots.map_err(|e| {
            ArchiveError::mistake(e.to_string())
                .safe("nothing was recorded")
                .next("check the path of the deposit")
        })?;
        if roots.is_empty() {
            return Err(ArchiveError::mistake("no deposit was given"));
        }
        let known = if self.has_keys() {
            self.catch_up().await?;
            self.catalog().await?.known_objects().await?
        } else {
            std::collections::HashMap::new()
        };
        let opened = open::open(self, options, &roots)?;
        tokio::task::block_in_place(|| self.take_in(options, progress, &roots, opened, &Contents::new(known)))
    }

    fn take_in(
        &self,
        options: &IntakeOptions,
        progress: &dyn Progress,
        roots: &[Root],
        opened: Opened,
        contents: &Contents,
    ) -> Result<IntakeOutcome> {
        let Opened { accession, journal, recorded, sources, resumed, _lock } = opened;
        if recorded.closed {
            if self.has_keys() {
                tokio::runtime::Handle::current().block_on(self.regroup_copies())?;
            }
            journal.remove(self.disk.as_ref())?;
            return Ok(IntakeOutcome { accession, report: None, resumed });
        }
        let counters = Counters::new(accession.clone(), options.stop.clone());
        let prefixes = prefixes(&sources);
        let resumptions = recorded.resumptions + u32::from(resumed);
        let mut committer =
            Committer::new(self, &accession, journal, contents, &counters, progress, prefixes);
        committer.show(Stage::Surveying, true);
        let survey = survey(roots);
        counters.files_total.store(survey.files, Ordering::Relaxed);
        counters.bytes_total.fetch_add(survey.bytes, Ordering::Relaxed);

        let bench = Bench {
            owner: accession.as_str(),
            store: &self.store,
            recipients: &self.recipients,
            contents,
            counters: &counters,
            limits: options.analysis,
        };
        let spool = self.layout.intake(&accession);
        let root = std::fs::metadata(self.layout.root())?;
        let (jobs, to_do) = sync_channel(TO_DO);
        let (done, finished) = sync_channel(DONE);
        let to_do = Arc::new(Mutex::new(to_do));
        let not_found_again = thread::scope(|scope| {
            let producer = Producer {
                accession: &accession,
                roots,
                archive: (root.dev(), root.ino()),
                spool: &spool,
                limits: options.containers,
                entropy: self.services.entropy.as_ref(),
                counters: &counters,
                recorded,
                jobs,
                done: done.clone(),
                next: 0,
            };
            let producer = scope.spawn(move || producer.run());
            for _ in 0..options.threads.max(1) {
                let (bench, to_do, done) = (&bench, to_do.clone(), done.clone());
                scope.spawn(move || bench.work(&to_do, &done));
            }
            // The queues end with their last owners: then nobody waits for somebody who has gone.
            drop((done, to_do));
            let committed = committer.run(&finished);
            drop(finished);
            counters.halt_if(committed.is_err());
            let left = producer.join().unwrap_or(0);
            committed.map(|()| left)
        })?;
        if counters.stopped() {
            return Err(ArchiveError::new(
                ErrorKind::Interrupted,
                format!("the intake {accession} was stopped"),
            )
            .safe("everything done so far is sealed and in the custody log")
            .next("run the same command again: it goes on where it stopped"));
        }
        let folders = counters.folders.load(Ordering::Relaxed);
        let closing =
            Closing { sources, note: options.note.clone(), resumed: resumptions, not_found_again, folders };
        let report = close(committer, closing)?;
        Ok(IntakeOutcome { accession, report: Some(report), resumed })
    }

    /// The intakes that have not ended: running or interrupted.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn running(&self) -> Result<Vec<Running>> {
        let folders = open::unfinished(self)?.into_iter().map(|accession| self.layout.intake(&accession));
        Ok(folders
            .filter_map(|folder| {
                let progress = published(&folder)?;
                Some(Running { progress, active: open::is_active(&folder) })
            })
            .collect())
    }
}

/// What each source's paths begin with in the manifest.
fn prefixes(sources: &[amana_model::Source]) -> Vec<Vec<u8>> {
    let several = sources.len() > 1;
    let named = |source: &amana_model::Source| several && source.kind == "folder";
    let prefix = |source| if named(source) { [&source.name.0[..], b"/"].concat() } else { Vec::new() };
    sources.iter().map(prefix).collect()
}
