//! `analyse`: the close analysis (faces, markings) of every photograph that is still owed one.
//!
//! What the desk asks for comes first (`turns.rs`). Stopped or killed anywhere, the same command goes on: what is in the log is not owed any more. Objects of a batch
//! that never entered the log are withdrawn by the next run, from the journal in `analysis/`.

mod batch;
mod progress;
mod turns;
mod worker;

use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use amana_analysis::{CLOSE_ANALYSER, CloseLook, Limits};
use amana_catalog::Owed;
use rustix::fs::{FlockOperation, flock};
use serde::Serialize;

use self::batch::Committer;
pub use self::progress::{AnalysisProgress, WatchAnalysis};
use self::turns::Turns;
use self::worker::Bench;
use crate::archive::{Archive, log_error};
use crate::error::{ArchiveError, ErrorKind, Result};
use crate::journal::Journal;

/// Under which name objects on their way into the store lie in `incoming/`.
const OWNER: &str = "analysis";
/// Looks waiting for the committer, with their crops.
const DONE: usize = 32;

/// What a close analysis is asked to do.
pub struct AnalyseOptions<'a> {
    /// Who looks.
    pub look: &'a dyn CloseLook,
    /// What one picture may cost.
    pub limits: Limits,
    /// Worker threads; at least one.
    pub threads: usize,
    /// Set by somebody else to stop: what is done is committed, the same command goes on later.
    pub stop: &'a AtomicBool,
}

/// What came of a close analysis.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Analysed {
    /// Photographs that were owed a look when it began.
    pub owed: u64,
    /// Photographs looked at.
    pub looked: u64,
    /// Of these, how many could not be decoded now.
    pub undecoded: u64,
    /// Faces found.
    pub faces: u64,
    /// Markings found.
    pub markings: u64,
    /// Lines read as a number.
    pub numbers: u64,
    /// Groups of photographs that may show one person, over the whole archive.
    pub groups: u64,
    /// The engines and models that were at hand.
    pub models: Vec<String>,
}

impl Archive {
    /// Looks closely at every photograph that no analyser of this version, with as many models, has looked at.
    ///
    /// Blocks its thread: call it from a multi-threaded runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] if it was stopped; without keys; if another analysis runs; if the machine fails.
    pub async fn analyse(&self, options: &AnalyseOptions<'_>, watch: &dyn WatchAnalysis) -> Result<Analysed> {
        self.keys()?;
        let (journal, _lock) = self.open_analysis()?;
        self.catch_up().await?;
        let models = options.look.models();
        let owed = self.catalog().await?.owed(CLOSE_ANALYSER, &models).await?;
        let committer = Committer::new(self, journal, models, owed.len() as u64, watch);
        let analysed = tokio::task::block_in_place(|| self.look_at(&owed, options, committer))?;
        let groups = self.regroup_people().await? as u64;
        Ok(Analysed { groups, ..analysed })
    }

    fn look_at(
        &self,
        owed: &[Owed],
        options: &AnalyseOptions<'_>,
        mut committer: Committer<'_>,
    ) -> Result<Analysed> {
        let turns = Turns::new(owed, self.disk.as_ref(), &self.layout);
        let failed = AtomicBool::new(false);
        let bench = Bench {
            store: &self.store,
            identities: &self.keys()?.identities,
            look: options.look,
            limits: options.limits,
        };
        let stopped = || options.stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
        let (done, finished) = sync_channel(DONE);
        thread::scope(|scope| {
            for _ in 0..options.threads.max(1) {
                let (bench, turns, stopped, done) = (&bench, &turns, &stopped, done.clone());
                scope.spawn(move || bench.work(turns, stopped, &done));
            }
            drop(done);
            let committed = committer.run(owed, &finished);
            failed.fetch_or(committed.is_err(), Ordering::Relaxed);
            drop(finished);
            committed
        })?;
        let analysed = committer.end(self)?;
        if analysed.looked < analysed.owed {
            return Err(ArchiveError::new(ErrorKind::Interrupted, "the analysis was stopped")
                .safe(format!("{} of {} photographs are done and recorded", analysed.looked, analysed.owed))
                .next("run the same command again: it goes on with the rest"));
        }
        Ok(analysed)
    }

    /// Opens the journal of analyses, alone, and tidies up after one that was killed.
    fn open_analysis(&self) -> Result<(Journal, File)> {
        let folder = self.layout.analysis();
        self.disk.create_dirs(&folder)?;
        let lock = File::open(&folder)?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive).map_err(|_| {
            ArchiveError::mistake("another process is analysing this archive")
                .safe("the other analysis goes on undisturbed")
                .next("wait for it, or stop it and run the same command again")
        })?;
        if Journal::path(&folder).exists() {
            let leaf_at = |index| self.log.leaf_hash(index).map_err(log_error);
            let (journal, recorded) = Journal::resume(self.disk.as_ref(), &folder, &leaf_at)?;
            for orphan in &recorded.orphans {
                self.store.withdraw(orphan)?;
            }
            drop(journal);
        }
        self.store.sweep(OWNER)?;
        Ok((Journal::create(self.disk.as_ref(), &folder, &[], &self.services)?, lock))
    }
}
