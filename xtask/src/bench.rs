//! Speed, measured side by side in one run on the same files. Never fails for being slow.

mod close;
mod engines;
mod linkage;
mod measure;
mod peers;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use self::measure::{Measured, measure};
use crate::leak::{Leak, Size};
use crate::shell::{cargo, program, run, target};
use crate::tools;

#[derive(Args)]
pub(crate) struct Bench {
    /// Picture files of the leak that is measured
    #[arg(long, default_value_t = 2000)]
    pub(crate) photographs: u32,
    /// How large the pictures are
    #[arg(long, value_enum, default_value_t = Size::Small)]
    pub(crate) size: Size,
    /// Measure Amana alone, without its peers
    #[arg(long)]
    pub(crate) alone: bool,
}

impl Bench {
    pub(crate) fn run(self) -> Result<()> {
        tools::ensure(tools::BUILD)?;
        if !self.alone {
            tools::ensure(tools::BENCH)?;
        }
        run(cargo().args(["build", "--release", "--locked"]))?;
        let folder = target().join("bench");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        let deposit = folder.join("leak");
        let leak = Leak {
            photographs: self.photographs,
            seed: 5,
            size: self.size,
            out: deposit.clone(),
            truth: None,
            specials: false,
        };
        leak.run()?;
        let mut table = Table::default();
        amana(&folder, &deposit, &mut table)?;
        if !self.alone {
            peers::run(&folder, &deposit, &mut table)?;
        }
        let figures = engines::measure(&deposit, &deposit.with_extension("truth.json"))?;
        let mut text = table.text(self.photographs) + &engines::text(&figures, &table);
        text += &close::measured(&folder)?;
        if !self.alone {
            text += &linkage::measured(&folder)?;
        }
        fs::write(folder.join("result.md"), &text)?;
        println!("{text}");
        Ok(())
    }
}

/// What was measured, in order.
#[derive(Default)]
struct Table {
    rows: Vec<(String, Measured)>,
}

impl Table {
    fn add(&mut self, name: &str, measured: Measured) {
        eprintln!("  {name}: {measured}");
        self.rows.push((name.to_owned(), measured));
    }

    /// CPU seconds of a row.
    fn cpu(&self, name: &str) -> Option<f64> {
        self.rows.iter().find(|(row, _)| row == name).map(|(_, measured)| measured.cpu)
    }

    fn seconds(&self, name: &str) -> Option<f64> {
        self.rows.iter().find(|(row, _)| row == name).map(|(_, measured)| measured.wall)
    }

    fn text(&self, photographs: u32) -> String {
        let mut text =
            format!("| {photographs} photographs | wall s | CPU s | peak MB |\n|---|---|---|---|\n");
        for (name, measured) in &self.rows {
            let _ = writeln!(
                text,
                "| {name} | {:.2} | {:.2} | {} |",
                measured.wall,
                measured.cpu,
                measured.peak_mb()
            );
        }
        text += "\n| ratio of wall times | |\n|---|---|\n";
        for (above, below) in peers::RATIOS {
            let parts: Vec<Option<f64>> = above.iter().map(|name| self.seconds(name)).collect();
            if let (Some(parts), Some(below_s)) =
                (parts.into_iter().collect::<Option<Vec<f64>>>(), self.seconds(below))
            {
                let _ = writeln!(
                    text,
                    "| ({}) / {below} | {:.2} |",
                    above.join(" + "),
                    parts.iter().sum::<f64>() / below_s
                );
            }
        }
        text
    }
}

/// The program itself: with keys, so that the catalog follows.
fn amana(folder: &Path, deposit: &Path, table: &mut Table) -> Result<()> {
    let (plain, analysed) = (Archive::made(folder, "plain")?, Archive::made(folder, "analysed")?);
    table.add("amana intake --no-analysis", measure(plain.on("intake").arg(deposit).arg("--no-analysis"))?);
    table.add("amana intake", measure(analysed.on("intake").arg(deposit))?);
    table.add("amana verify", measure(&mut analysed.on("verify"))?);
    table.add("amana verify (no analysis)", measure(&mut plain.on("verify"))?);
    table.add("amana rebuild", measure(&mut analysed.on("rebuild"))?);
    Ok(())
}

/// An archive that the bench made, and its key.
struct Archive {
    path: PathBuf,
    passphrase: PathBuf,
}

impl Archive {
    fn made(folder: &Path, name: &str) -> Result<Self> {
        let passphrase = folder.join("passphrase");
        fs::write(&passphrase, "bench\n")?;
        let archive = Self { path: folder.join(name).with_extension("amana"), passphrase };
        measure(archive.on("init").args(["--work-factor", "10"]))?;
        Ok(archive)
    }

    /// A command on it, that answers as JSON.
    fn on(&self, command: &str) -> Command {
        let mut program = program(target().join("release/amana"));
        program.arg(command).arg(&self.path).arg("--passphrase-file").arg(&self.passphrase).arg("--json");
        program
    }
}
