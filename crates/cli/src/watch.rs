//! Progress on standard error: a bar at a terminal, a line now and then otherwise.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use amana_archive::{AnalysisProgress, IntakeProgress, Progress, Stage, WatchAnalysis};
use indicatif::{ProgressBar, ProgressStyle};

use crate::answer::{Answer, bytes};

/// Without a terminal, one line in so much time.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Shows progress.
pub(crate) struct Watch {
    bar: Option<ProgressBar>,
    quiet: bool,
    last: Mutex<Instant>,
}

impl Watch {
    pub(crate) fn new(answer: &Answer) -> Self {
        let bar = answer.animated().then(|| {
            let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}")
                .expect("the template is well-formed");
            ProgressBar::new(0).with_style(style.progress_chars("━╸─"))
        });
        Self { bar, quiet: answer.quiet, last: Mutex::new(Instant::now()) }
    }

    /// Shows `done` of `total` in the words of `message`.
    pub(crate) fn show(&self, done: u64, total: u64, message: impl FnOnce() -> String) {
        if let Some(bar) = &self.bar {
            bar.set_length(total);
            bar.set_position(done);
            bar.set_message(message());
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !self.quiet && last.elapsed() >= LINE_EVERY {
            *last = Instant::now();
            eprintln!("{:>3} %  {}", (done * 100).checked_div(total).unwrap_or(0), message());
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Watch {
    fn update(&self, progress: &IntakeProgress) {
        self.show(progress.bytes, progress.bytes_total, || words(progress));
    }
}

impl WatchAnalysis for Watch {
    fn update(&self, progress: &AnalysisProgress) {
        self.show(progress.done, progress.total, || {
            let left =
                progress.seconds_left.map_or_else(String::new, |left| format!(", {} left", duration(left)));
            format!("looking closely: {} of {} photographs{left}", progress.done, progress.total)
        });
    }
}

fn words(progress: &IntakeProgress) -> String {
    let stage = match progress.stage {
        Stage::Surveying => return "counting what is there".to_owned(),
        Stage::TakingIn => "taking in",
        Stage::Grouping => return "looking for copies".to_owned(),
        Stage::Closing => return "writing the report".to_owned(),
        Stage::Done => return "done".to_owned(),
    };
    let left = progress.seconds_left.map_or_else(String::new, |left| format!(", {} left", duration(left)));
    let (done, total) = (bytes(progress.bytes), bytes(progress.bytes_total));
    format!("{stage}: {} files, {done} of {total}, {}/s{left}", progress.done, bytes(progress.rate))
}

/// A duration for a person: `2 h 05 min`, `3 min 20 s`, `14 s`.
pub(crate) fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}
