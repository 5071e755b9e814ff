//! How far a close analysis has come.

use std::time::Instant;

use serde::Serialize;

/// How far a close analysis has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnalysisProgress {
    /// Photographs looked at in this run.
    pub done: u64,
    /// Photographs that were owed a look when it began.
    pub total: u64,
    /// Seconds left at the rate of this run, once there is one.
    pub seconds_left: Option<u64>,
}

/// Receives progress from time to time.
pub trait WatchAnalysis: Sync {
    /// Something moved on.
    fn update(&self, progress: &AnalysisProgress);
}

impl WatchAnalysis for () {
    fn update(&self, _: &AnalysisProgress) {}
}

/// Tells progress.
pub(super) struct Pace<'a> {
    watch: &'a dyn WatchAnalysis,
    total: u64,
    began: Instant,
    told: Instant,
}

impl<'a> Pace<'a> {
    pub(super) fn new(watch: &'a dyn WatchAnalysis, total: u64) -> Self {
        let now = Instant::now();
        Self { watch, total, began: now, told: now }
    }

    /// Tells how far it has come, at most twice a second.
    pub(super) fn at(&mut self, done: u64) {
        if self.told.elapsed().as_millis() < 500 {
            return;
        }
        self.told = Instant::now();
        let seconds = self.began.elapsed().as_secs_f64();
        let left = self.total.saturating_sub(done) as f64 * seconds / done.max(1) as f64;
        let seconds_left = (seconds > 3.0 && done > 0).then_some(left.ceil() as u64);
        self.watch.update(&AnalysisProgress { done, total: self.total, seconds_left });
    }
}
