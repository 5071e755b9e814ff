//! Fuzzing: libFuzzer over every parser of outside bytes, with the stable compiler.

use std::fs;
use std::path::{Path, PathBuf};

use amana_testkit::leak::{LeakOptions, generate};
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
        seed(&fuzz.join("corpus"), &built.join("leak"))?;
        let mut ran = 0;
        for name in targets()? {
            if self.target.as_ref().is_some_and(|wanted| *wanted != name) {
                continue;
            }
            let corpus = fuzz.join("corpus").join(&name);
            fs::create_dir_all(&corpus)?;
            let mut command = program(built.join(&triple).join("release").join(&name));
            command.arg(&corpus);
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

/// Files to begin with: the smallest pictures and the containers of a synthetic leak, and a real checkpoint.
fn seed(corpus: &Path, leak: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(leak);
    let truth = leak.with_extension("truth.json");
    let options = LeakOptions { photographs: 150, seed: 1, threads: 2, ..LeakOptions::default() };
    generate(&options, leak, &truth, &|_, _| {})?;
    let mut files = Vec::new();
    let mut folders = vec![leak.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push((entry.metadata()?.len(), entry.path()));
            }
        }
    }
    files.sort();
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let of = |endings: &'static [&'static str]| {
        files
            .iter()
            .filter(move |(_, path)| ending(path).is_some_and(|e| endings.contains(&e.as_str())))
            .take(24)
    };
    for (target, endings) in [("picture", &["jpg", "jpeg", "png"][..]), ("container", &["zip", "tar"])] {
        fs::create_dir_all(corpus.join(target))?;
        for (number, (_, path)) in of(endings).enumerate() {
            fs::copy(path, corpus.join(target).join(format!("seed-{number}")))?;
        }
    }
    fs::create_dir_all(corpus.join("checkpoint"))?;
    let checkpoint = root().join("testdata/archives/format-1.amana/custody/checkpoint");
    fs::copy(checkpoint, corpus.join("checkpoint/seed"))?;
    Ok(())
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
