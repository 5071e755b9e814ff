//! `amana verify`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{Result, Sample, VerifyOptions, VerifyReport};
use clap::Args;

use crate::access::{Keys, Which};
use crate::answer::{Answer, bytes};
use crate::signals::stop_flag;
use crate::watch::Watch;

/// Check everything: what is damaged, what is safe. Exit code 2 if anything is damaged.
///
/// Without a key, names, log and signature are checked; with one, every original's digest too. The check is recorded.
#[derive(Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    keys: Keys,
    /// Read only so many objects, drawn at random; the log is checked whole all the same
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1000")]
    sample: Option<u64>,
    /// Threads; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Where the last checkpoint seen of each archive is remembered, outside the archives
    #[arg(long, value_name = "DIR", env = "AMANA_STATE_DIR")]
    state_dir: Option<PathBuf>,
}

impl Verify {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(self.which.path()?, false)?;
        let memory = self.memory(archive.configuration().archive.as_str());
        let seen = memory.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
        let watch = Watch::new(answer);
        let stop = stop_flag();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let options = VerifyOptions {
            sample: self.sample.map_or(Sample::All, Sample::Objects),
            threads: self.threads.unwrap_or(cores),
            seen: seen.as_deref(),
            progress: &|done, total, read| {
                watch.show(done, total, || format!("checking: {done} of {total} objects, {}", bytes(read)))
            },
            stop: &stop,
        };
        let report = archive.verify(&options).await;
        watch.clear();
        archive.close().await;
        let report = report?;
        if let (Some(path), Some(checkpoint), true) = (&memory, &report.checkpoint, report.is_sound()) {
            remember(path, checkpoint, answer);
        }
        answer.give(&Shown { sound: report.is_sound(), report: &report }, |shown| words(shown.report))?;
        Ok(ExitCode::from(if report.is_sound() { 0 } else { 2 }))
    }

    /// Where this machine remembers the archive's last checkpoint.
    fn memory(&self, archive: &str) -> Option<PathBuf> {
        let state = self.state_dir.clone().or_else(|| {
            let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
            Some(std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).or_else(home)?.join("amana"))
        })?;
        Some(state.join(format!("{archive}.checkpoint")))
    }
}

#[derive(serde::Serialize)]
struct Shown<'a> {
    sound: bool,
    #[serde(flatten)]
    report: &'a VerifyReport,
}

fn remember(path: &std::path::Path, checkpoint: &str, answer: &Answer) {
    let written =
        path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, checkpoint));
    if let Err(e) = written {
        answer.remark(&format!("the checkpoint could not be remembered in {}: {e}", path.display()));
    }
}

fn words(report: &VerifyReport) -> String {
    let scope = &report.scope;
    let mut text = String::new();
    let _ =
        writeln!(text, "objects  {} of {} read ({})", scope.objects, scope.objects_of, bytes(report.bytes));
    if scope.with_keys {
        let _ = writeln!(text, "digests  {} originals opened and compared", report.originals);
    }
    let _ = writeln!(text, "log      {} entries", scope.entries);
    if !report.unchecked.is_empty() {
        let _ = writeln!(text, "not checked without a key: {}", report.unchecked.join(", "));
    }
    for finding in &report.findings {
        let mark = if finding.damage { "DAMAGE" } else { "remark" };
        let _ = writeln!(text, "{mark}   {}: {}\n         {}", finding.path, finding.what, finding.safe);
    }
    let damaged = report.findings.iter().filter(|finding| finding.damage).count();
    let _ = match damaged {
        0 => write!(text, "No damage found."),
        _ => write!(
            text,
            "{damaged} damaged. Everything not named above is as it was taken in, as far as it was checked."
        ),
    };
    text
}
