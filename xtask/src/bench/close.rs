//! The close look at photographs of 3 megapixels: the program, and each stage of it alone.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result};

use super::Archive;
use super::measure::{measure, told};
use crate::leak::{Leak, Size};
use crate::models;
use crate::shell::{cargo, root};

/// Enough that a second more or less tells nothing.
const PHOTOGRAPHS: u32 = 200;

/// Milliseconds of CPU a photograph that the whole may take.
const GOAL_MS: f64 = 150.0;

/// Makes a leak, looks closely at it, and tells what that took as a table.
pub(super) fn measured(folder: &Path) -> Result<String> {
    if let Err(e) = models::fetch() {
        eprintln!("  models could not be fetched ({e:#}): the close look was not measured");
        return Ok(String::from("\nThe close look: not measured, for want of the models.\n"));
    }
    let deposit = folder.join("leak-3mp");
    Leak {
        photographs: PHOTOGRAPHS,
        seed: 606,
        size: Size::Mp3,
        out: deposit.clone(),
        truth: None,
        specials: false,
    }
    .run()?;
    let archive = Archive::made(folder, "close")?;
    measure(archive.on("intake").arg(&deposit))?;
    let mut analyse = archive.on("analyse");
    let (took, answer) = told(analyse.arg("--models").arg(root().join("models")).stdout(Stdio::piped()))?;
    eprintln!("  amana analyse: {took}");
    let looked = answer.lines().find_map(|line| line.trim().strip_prefix("\"looked\": "));
    let looked: f64 =
        looked.and_then(|number| number.trim_end_matches(',').parse().ok()).context(answer.clone())?;

    let mut bench = cargo();
    bench.args(["bench", "--quiet", "--locked", "-p", "amana-analysis", "--bench", "stages", "--"]);
    let output = bench.arg(&deposit).stderr(Stdio::inherit()).output();
    let output = output.context("the bench of the stages could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let stages: Vec<(&str, f64)> = said.lines().filter_map(figure).collect();
    let photographs = stages.iter().find(|(name, _)| *name == "photographs").map(|(_, number)| *number);
    let photographs = photographs.filter(|number| *number > 0.0).context("no stage was measured")?;

    let mut text = String::from("\n| the close look at photographs of 3 MP | ms of CPU each |\n|---|---|\n");
    // Those within containers, which only the program opens, are like the others.
    for (name, seconds) in stages.iter().filter(|(name, _)| *name != "photographs") {
        let _ = writeln!(text, "| {} | {:.1} |", name.replace('-', " "), seconds * 1e3 / photographs);
    }
    let whole = took.cpu * 1e3 / looked;
    let _ = writeln!(text, "| `amana analyse`, all of it, {looked} of them | {whole:.1} |");
    let _ = writeln!(text, "| all of it / the goal of {GOAL_MS:.0} | {:.2} |", whole / GOAL_MS);
    let _ =
        writeln!(text, "\nWall {:.1} ms a photograph, peak {} MB.", took.wall * 1e3 / looked, took.peak_mb());
    Ok(text)
}

fn figure(line: &str) -> Option<(&str, f64)> {
    let (name, value) = line.split_once(' ')?;
    Some((name, value.parse().ok()?))
}
