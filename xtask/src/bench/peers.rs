//! What groups use today, on the same files.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::Table;
use super::measure::measure;
use crate::shell::{have, program, root};

/// Sums of wall times above, the row below.
pub(super) const RATIOS: &[(&[&str], &str)] = &[
    (&["exiftool", "sha256sum", "vipsthumbnail", "czkawka_cli"], "amana intake"),
    (&["exiftool", "sha256sum", "vipsthumbnail"], "amana intake"),
    (&["python pipeline"], "amana intake"),
    (&["restic init + backup"], "amana intake --no-analysis"),
    (&["restic check --read-data"], "amana verify (no analysis)"),
];

/// Measures every peer that is there; says which is not.
pub(super) fn run(folder: &Path, deposit: &Path, table: &mut Table) -> Result<()> {
    let shell = |script: &str| {
        let mut command = program("sh");
        command.args(["-c", script]).env("LEAK", deposit).env("OUT", folder);
        command
    };
    let chain = [
        // Not `exiftool -r`: it follows links, and the leak has one that leads to a folder above it. In lots, because
        // it dies of some damaged files, and the rest must still be read.
        (
            "exiftool",
            "find \"$LEAK\" -type f -print0 | xargs -0 -n 200 sh -c 'exiftool -json -q -q \"$@\" || true' sh > \"$OUT/exif.json\" 2> /dev/null || true",
        ),
        ("sha256sum", "find \"$LEAK\" -type f -print0 | xargs -0 sha256sum > \"$OUT/sums\""),
        (
            "vipsthumbnail",
            "mkdir -p \"$OUT/thumbs\" && find \"$LEAK\" -type f -iname '*.jpg' -print0 | xargs -0 -P 2 -n 64 vipsthumbnail -s 1024 -o \"$OUT/thumbs/%s.jpg\" 2> /dev/null || true",
        ),
        ("czkawka_cli", "czkawka_cli image -d \"$LEAK\" -f \"$OUT/similar\" > /dev/null || true"),
    ];
    for (name, script) in chain {
        if have(name) {
            table.add(name, measure(&mut shell(script))?);
        } else {
            eprintln!("  {name} is not installed: not measured");
        }
    }
    python(folder, deposit, table)?;
    if have("restic") {
        let restic = |script: &str| {
            let mut command = shell(script);
            command
                .env("RESTIC_PASSWORD", "bench")
                .env("RESTIC_REPOSITORY", folder.join("restic"))
                .env("RESTIC_CACHE_DIR", folder.join("cache"));
            command
        };
        table.add(
            "restic init + backup",
            measure(&mut restic("restic -q init && restic -q backup \"$LEAK\""))?,
        );
        table.add("restic check --read-data", measure(&mut restic("restic -q check --read-data"))?);
    }
    Ok(())
}

fn python(folder: &Path, deposit: &Path, table: &mut Table) -> Result<()> {
    let environment = folder.with_file_name("bench-python");
    let python = environment.join("bin/python");
    if !python.exists() {
        super::run(program("python3").args(["-m", "venv"]).arg(&environment))?;
        let installed = super::run(
            program(&python).args(["-m", "pip", "install", "--quiet", "pillow", "pdqhash", "numpy"]),
        );
        if let Err(e) = installed {
            let _ = fs::remove_dir_all(&environment);
            eprintln!("  python pipeline: its packages could not be installed ({e:#}): not measured");
            return Ok(());
        }
    }
    let script = root().join("benches/python_pipeline.py");
    table.add(
        "python pipeline",
        measure(program(&python).arg(script).arg(deposit).arg(folder.join("python")))?,
    );
    Ok(())
}
