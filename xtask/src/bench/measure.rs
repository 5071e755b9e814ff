//! One program's wall time, CPU time and peak memory.

use std::fmt;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// What a program took.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    /// Seconds by the wall clock.
    pub(super) wall: f64,
    /// Seconds of all cores, children that were waited for included.
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

/// Runs a program to its end. Looks at `/proc` 50 times a second; the last look is what counts.
pub(super) fn measure(command: &mut Command) -> Result<Measured> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{command:?}"))?;
    let (mut cpu, mut peak_kb) = (0.0, 0);
    let mut stderr = child.stderr.take().context("standard error was asked for")?;
    let said = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = std::io::Read::read_to_string(&mut stderr, &mut text);
        text
    });
    let status = loop {
        if let Some(look) = look(child.id()) {
            (cpu, peak_kb) = (look.0, peak_kb.max(look.1));
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(20));
    };
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{command:?} failed: {}", said.join().unwrap_or_default());
    }
    Ok(Measured { wall, cpu, peak_kb })
}

/// CPU seconds (own and waited-for children's) and peak kB, from proc(5).
fn look(pid: u32) -> Option<(f64, u64)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(") ").next()?.split(' ').collect();
    // utime, stime, cutime, cstime are fields 14 to 17 of the line; the first two stand before the parenthesis.
    let ticks: u64 = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .ok()?;
    Some((ticks as f64 / 100.0, peak))
}
