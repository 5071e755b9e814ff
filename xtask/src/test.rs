//! The tests, with their set-up.

use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::fuzz::Fuzz;
use crate::shell::{cargo, have, program, root, run, target};
use crate::{models, tools, web};

#[derive(Args)]
pub(crate) struct Test {
    /// Only what can be done in a few minutes: no fuzzing, no browser
    #[arg(long)]
    quick: bool,
}

impl Test {
    pub(crate) fn run(self) -> Result<()> {
        tools::ensure(tools::BUILD)?;
        if !self.quick {
            tools::ensure(tools::TEST)?;
        }
        web::build()?;
        // Offline, or without pip, the tests that need a model say that they are skipped.
        if let Err(error) = models::fetch() {
            eprintln!("models: {error:#}");
        }
        run(cargo().args(["fmt", "--all", "--check"]))?;
        run(once().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))?;
        licences()?;
        run(once().env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps", "--locked"]))?;
        run(once().args(["test", "--workspace", "--locked"]))?;
        if self.quick {
            return Ok(());
        }
        Fuzz { seconds: 20, target: None }.run()?;
        browser()
    }
}

/// Cargo for what is built once: what would make a second build faster is as large on disk as all the rest.
fn once() -> Command {
    let mut cargo = cargo();
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo
}

/// `cargo deny` where it is installed; the table of licences is also held by a test of this crate.
fn licences() -> Result<()> {
    if have("cargo-deny") {
        return run(cargo().args(["deny", "--offline", "check", "bans", "licenses", "sources"]));
    }
    eprintln!(
        "cargo-deny is not installed: the licence test of xtask checks licences and sources all the same"
    );
    Ok(())
}

fn browser() -> Result<()> {
    if !have("node") {
        bail!("node is missing: install Node.js 20 or newer");
    }
    // Built with the tests; building them alone would build their dependencies once more, with other features.
    let built = target().join("debug");
    let example = |name: &str| built.join("examples").join(name);
    run(program("npm")
        .current_dir(root().join("web"))
        .env("DESK_SAMPLE", example("sample"))
        .env("PORTAL_SAMPLE", example("portal"))
        .env("GALLERY_SAMPLE", example("site"))
        .env("AMANA_BIN", &built)
        .args(["test", "--silent"]))
}
