//! The demo: from nothing to a desk in the browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::leak::{Leak, Size};
use crate::shell::{cargo, program, root, run, target};
use crate::{models, tools, web};

/// What the simulated staff did, beside the truth: there once it has done all.
const STAFF: &str = "staff.json";

#[derive(Args)]
pub(crate) struct Demo {
    /// Picture files of the synthetic leak
    #[arg(long, default_value_t = 2000)]
    photographs: u32,
    /// Where the desk listens
    #[arg(long, default_value = "127.0.0.1:8765")]
    listen: String,
    /// Where the portal listens
    #[arg(long, default_value = "127.0.0.1:8780")]
    portal: String,
    /// Do everything but open the desk and the portal
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub(crate) fn run(self) -> Result<()> {
        tools::ensure(tools::BUILD)?;
        if let Err(e) = models::fetch() {
            eprintln!("models: not fetched ({e:#}); no faces will be looked for");
            fs::create_dir_all(root().join("models"))?;
        }
        web::build()?;
        // In one call, so that what they share is built once. `amana-simulate` is no part of the product: it is named here alone.
        let programs = ["amana", "amana-verify", "amana-simulate"];
        run(cargo()
            .args(["build", "--release", "--locked"])
            .args(programs.map(|name| format!("--package={name}"))))?;
        let amana = target().join("release/amana");
        let folder = root().join("demo");
        let archive = self.prepare(&folder, &amana)?;
        let site = publish(&folder, &amana, &archive)?;
        if self.no_serve {
            return Ok(());
        }
        let mut portal = program(&amana).arg("portal").arg(&site).args(["--listen", &self.portal]).spawn()?;
        eprintln!(
            "\nThe desk: http://{}/   sign in as  demo  with  synthetic leak 2026   (Ctrl-C ends it)\n\
             What there is of keyed numbers, people and coding was done by simulated staff; the coders' accuracy and the right\n\
             answers stand in demo/{STAFF}, the truth about every file beside the leak.\n\
             The gallery and the portal: http://{}/   letters lie sealed in demo/portal/letters until\n\
             `amana inbox demo/demo.amana demo/portal/letters --passphrase-file demo/passphrase` takes them in.\n",
            self.listen, self.portal
        );
        let served = run(program(&amana)
            .arg("serve")
            .arg(&archive)
            .args(["--listen", &self.listen, "--passphrase-file"])
            .arg(folder.join("passphrase"))
            .arg("--models")
            .arg(root().join("models")));
        // Ctrl-C reaches it too; where only the desk ended, it is ended here.
        drop(portal.kill());
        portal.wait()?;
        served
    }

    /// Makes the leak and the archive, or goes on where an earlier demo stopped.
    fn prepare(&self, folder: &Path, amana: &Path) -> Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let deposit = folder.join(format!("leak-{}", self.photographs));
        if !deposit.with_extension("truth.json").exists() {
            let leak = Leak {
                photographs: self.photographs,
                seed: 1,
                size: Size::Small,
                out: deposit.clone(),
                truth: None,
                specials: true,
            };
            if deposit.exists() {
                fs::remove_dir_all(&deposit).context("an unfinished leak could not be removed")?;
            }
            leak.run()?;
        }
        let passphrase = folder.join("passphrase");
        fs::write(&passphrase, "a passphrase for the demo only\n")?;
        let archive = folder.join("demo.amana");
        let with_key = |command: &str| {
            let mut program = program(amana);
            program.arg(command).arg(&archive).arg("--passphrase-file").arg(&passphrase);
            program
        };
        if archive.join("amana.toml").exists() {
            eprintln!(
                "an archive is there from an earlier demo: demo/demo.amana (remove the folder demo/ to begin anew)"
            );
            // It may have been stopped at its work. An archive of another leak it refuses, and that is no failure here.
            if !folder.join(STAFF).exists()
                && let Err(error) = staff(folder, &archive, &deposit)
            {
                eprintln!("staff: not simulated ({error:#})");
            }
            return Ok(archive);
        }
        run(&mut with_key("init"))?;
        run(with_key("intake").arg(&deposit).args(["--medium", "synthetic leak, not a real medium"]))?;
        run(with_key("analyse").arg("--models").arg(root().join("models")))?;
        fs::write(folder.join("password"), "synthetic leak 2026\n")?;
        run(program(amana)
            .args(["account", "add", "demo"])
            .arg("--archive")
            .arg(&archive)
            .arg("--passphrase-file")
            .arg(&passphrase)
            .arg("--password-file")
            .arg(folder.join("password")))?;
        staff(folder, &archive, &deposit)?;
        run(&mut with_key("status"))?;
        run(&mut with_key("verify"))?;
        Ok(archive)
    }
}

/// Makes the portal's folder where there is none, and writes the gallery into it.
fn publish(folder: &Path, amana: &Path, archive: &Path) -> Result<PathBuf> {
    let portal = folder.join("portal");
    if !portal.join("portal.toml").exists() {
        run(program(amana).arg("portal-kit").arg(archive).arg("-o").arg(&portal))?;
    }
    let site = portal.join("site");
    let key = folder.join("passphrase");
    run(program(amana).arg("publish").arg(archive).arg("-o").arg(&site).arg("--passphrase-file").arg(key))?;
    Ok(site)
}

/// Has simulated staff key, decide, sample and code.
fn staff(folder: &Path, archive: &Path, deposit: &Path) -> Result<()> {
    run(program(target().join("release/amana-simulate"))
        .arg(archive)
        .arg("--passphrase-file")
        .arg(folder.join("passphrase"))
        .arg("--truth")
        .arg(deposit.with_extension("truth.json"))
        .arg("--models")
        .arg(root().join("models"))
        .arg("--record")
        .arg(folder.join(STAFF)))
}
