//! Fuzzing: libFuzzer over every parser of outside bytes, with the stable compiler.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::shell::{cargo, program, root, run};

/// Coverage for libFuzzer, as the LLVM pass gives it; no sanitizer, because the code is memory-safe.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Ccodegen-units=1";

#[derive(Args)]
pub(crate) struct Fuzz {
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    pub(crate) seconds: u32,
    /// Only this target
    pub(crate) target: Option<String>,
}

impl Fuzz {
    pub(crate) fn run(self) -> Result<()> {
        let (fuzz, triple) = (root().join("fuzz"), triple()?);
        let built = fuzz.join("target");
        run(cargo().current_dir(&fuzz).env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &built).args([
            "build",
            "--release",
            "--bins",
            "--locked",
            "--target",
            &triple,
        ]))?;
        let mut ran = 0;
        for name in targets()? {
            if self.target.as_ref().is_some_and(|wanted| *wanted != name) {
                continue;
            }
            let corpus = fuzz.join("corpus").join(&name);
            fs::create_dir_all(&corpus)?;
            let mut command = program(built.join(&triple).join("release").join(&name));
            command.arg(&corpus);
            let seeds = fuzz.join("seeds").join(&name);
            if seeds.is_dir() {
                command.arg(seeds);
            }
            run(command.current_dir(&fuzz).args([
                &format!("-max_total_time={}", self.seconds),
                "-timeout=60",
                "-rss_limit_mb=2048",
                "-verbosity=0",
                "-print_final_stats=1",
            ]))?;
            ran += 1;
        }
        println!("fuzz: {ran} passed, 0 failed");
        Ok(())
    }
}

fn triple() -> Result<String> {
    let output = program("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say its host")?.to_owned())
}

/// Each file of `fuzz/fuzz_targets` is one target.
fn targets() -> Result<Vec<String>> {
    let files: Vec<PathBuf> =
        fs::read_dir(root().join("fuzz/fuzz_targets"))?.flatten().map(|entry| entry.path()).collect();
    let mut names: Vec<String> =
        files.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}
