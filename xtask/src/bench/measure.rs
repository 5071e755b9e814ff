//! One program's wall time, CPU time and peak memory.

use std::fmt;
use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// What a program took.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    /// Seconds by the wall clock.
    pub(super) wall: f64,
    /// Seconds of all cores, those of the programs that it started included.
    pub(super) cpu: f64,
    /// Largest resident set of the program itself, in kB.
    peak_kb: u64,
}

impl Measured {
    pub(super) fn peak_mb(&self) -> u64 {
        self.peak_kb / 1000
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s, CPU {:.2} s, peak {} MB", self.wall, self.cpu, self.peak_mb())
    }
}

/// Runs a program to its end. Its memory is looked at 50 times a second.
pub(super) fn measure(command: &mut Command) -> Result<Measured> {
    told(command.stdout(Stdio::null())).map(|(measured, _)| measured)
}

/// The same, with what the program wrote to a standard output that is piped.
pub(super) fn told(command: &mut Command) -> Result<(Measured, String)> {
    let (start, spent) = (Instant::now(), children_cpu());
    let mut child = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{command:?}"))?;
    let mut peak_kb = 0;
    let (told, said) = (text_of(child.stdout.take()), text_of(child.stderr.take()));
    let status = loop {
        peak_kb = peak_kb.max(resident_kb(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(20));
    };
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{command:?} failed: {}", said.join().unwrap_or_default());
    }
    let measured = Measured { wall, cpu: children_cpu() - spent, peak_kb };
    Ok((measured, told.join().unwrap_or_default()))
}

/// All that comes out of a pipe, read beside the program that writes it.
fn text_of(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_string(&mut text);
        }
        text
    })
}

/// CPU seconds of all programs that this one started and that ended, from proc(5).
fn children_cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // cutime and cstime are fields 16 and 17 of the line; the first two stand before the parenthesis closes.
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(13).take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() as f64 / 100.0
}

/// The largest resident set of a running program so far, in kB.
fn resident_kb(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().trim_end_matches(" kB").parse().ok()
}
