//! Speed, measured side by side in one run on the same files. Never fails for being slow.

mod engines;
mod measure;
mod peers;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

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
        let text = table.text(self.photographs) + &engines::text(&figures, &table);
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
    let amana = target().join("release/amana");
    let passphrase = folder.join("passphrase");
    fs::write(&passphrase, "bench\n")?;
    let archive = |name: &str| -> Result<PathBuf> {
        let path = folder.join(name);
        let mut init = program(&amana);
        init.arg("init").arg(&path).arg("--passphrase-file").arg(&passphrase).args([
            "--work-factor",
            "10",
            "--json",
        ]);
        measure(&mut init)?;
        Ok(path)
    };
    let on = |command: &str, path: &Path| {
        let mut program = program(&amana);
        program.arg(command).arg(path).arg("--passphrase-file").arg(&passphrase).arg("--json");
        program
    };
    let (plain, analysed) = (archive("plain.amana")?, archive("analysed.amana")?);
    table.add("amana intake --no-analysis", measure(on("intake", &plain).arg(deposit).arg("--no-analysis"))?);
    table.add("amana intake", measure(on("intake", &analysed).arg(deposit))?);
    table.add("amana verify", measure(&mut on("verify", &analysed))?);
    table.add("amana verify (no analysis)", measure(&mut on("verify", &plain))?);
    table.add("amana rebuild", measure(&mut on("rebuild", &analysed))?);
    Ok(())
}
