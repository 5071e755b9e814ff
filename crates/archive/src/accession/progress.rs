//! How far an intake has come: shared counters, and the file by which the desk sees it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use amana_model::AccessionId;
use serde::{Deserialize, Serialize};

/// What an intake is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Counting what is there.
    Surveying,
    /// Reading, sealing, analysing.
    TakingIn,
    /// Looking for copies.
    Grouping,
    /// Writing the report.
    Closing,
    /// Done.
    Done,
}

/// How far an intake has come. Holds no paths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntakeProgress {
    /// The accession.
    pub accession: AccessionId,
    /// What it is doing.
    pub stage: Stage,
    /// Things done so far, container members included.
    pub done: u64,
    /// Files surveyed, containers counted as one.
    pub files_total: u64,
    /// Bytes of surveyed files done.
    pub bytes: u64,
    /// Bytes surveyed.
    pub bytes_total: u64,
    /// Bytes a second, over the whole of this run.
    pub rate: u64,
    /// Seconds left at this rate, once there is one.
    pub seconds_left: Option<u64>,
}

/// Receives progress from time to time.
pub trait Progress: Sync {
    /// Something moved on.
    fn update(&self, progress: &IntakeProgress);
}

impl Progress for () {
    fn update(&self, _: &IntakeProgress) {}
}

/// The counters of a running intake.
pub(super) struct Counters {
    pub(super) accession: AccessionId,
    pub(super) files_total: AtomicU64,
    pub(super) bytes_total: AtomicU64,
    pub(super) done: AtomicU64,
    pub(super) folders: AtomicU64,
    pub(super) members: AtomicU64,
    pub(super) bytes: AtomicU64,
    /// Bytes that an earlier run had done: no part of the rate.
    pub(super) bytes_before: AtomicU64,
    stop: std::sync::Arc<AtomicBool>,
    halted: AtomicBool,
    started: Instant,
}

impl Counters {
    pub(super) fn new(accession: AccessionId, stop: std::sync::Arc<AtomicBool>) -> Self {
        Self {
            accession,
            files_total: AtomicU64::new(0),
            bytes_total: AtomicU64::new(0),
            done: AtomicU64::new(0),
            folders: AtomicU64::new(0),
            members: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            bytes_before: AtomicU64::new(0),
            stop,
            halted: AtomicBool::new(false),
            started: Instant::now(),
        }
    }

    /// Whether somebody asked to stop, or something failed.
    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.halted.load(Ordering::Relaxed)
    }

    /// Stops the others after a failure.
    pub(super) fn halt_if(&self, failed: bool) {
        self.halted.fetch_or(failed, Ordering::Relaxed);
    }

    pub(super) fn at(&self, stage: Stage) -> IntakeProgress {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (bytes, total) = (of(&self.bytes), of(&self.bytes_total));
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = (bytes.saturating_sub(of(&self.bytes_before)) as f64 / seconds.max(0.001)) as u64;
        IntakeProgress {
            accession: self.accession.clone(),
            stage,
            done: of(&self.done),
            files_total: of(&self.files_total),
            bytes,
            bytes_total: total,
            rate,
            seconds_left: (rate > 0 && seconds > 2.0).then(|| total.saturating_sub(bytes) / rate),
        }
    }
}

/// An intake that has not ended, as the desk sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Running {
    /// How far it has come.
    pub progress: IntakeProgress,
    /// Whether a process is working on it now; otherwise it was interrupted.
    pub active: bool,
}

const FILE: &str = "progress.json";

/// Shows progress to other processes. Losing it loses nothing, so it is not synced.
pub(super) fn publish(folder: &Path, progress: &IntakeProgress) {
    let temporary = folder.join("progress.json.new");
    let written = serde_json::to_vec(progress)
        .map_err(std::io::Error::other)
        .and_then(|bytes| std::fs::write(&temporary, bytes))
        .and_then(|()| std::fs::rename(&temporary, folder.join(FILE)));
    if let Err(e) = written {
        tracing::debug!("progress cannot be shown: {e}");
    }
}

/// Reads what [`publish`] wrote.
pub(super) fn published(folder: &Path) -> Option<IntakeProgress> {
    serde_json::from_slice(&std::fs::read(folder.join(FILE)).ok()?).ok()
}
