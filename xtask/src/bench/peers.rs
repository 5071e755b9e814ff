//! What groups use today, on the same files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Table;
use super::measure::measure;
use crate::shell::{cargo, have, program, root};

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
    let installed = czkawka(folder);
    let path = [installed.as_os_str(), &std::env::var_os("PATH").unwrap_or_default()].join(":".as_ref());
    let shell = |script: &str| {
        let mut command = program("sh");
        command.args(["-c", script]).env("PATH", &path).env("LEAK", deposit).env("OUT", folder);
        command
    };
    let chain = [
        // exiftool's own library, file by file: `exiftool -json -r` follows the leak's link to a folder above it and
        // never ends, and it dies of some damaged files, which leaves the rest unread.
        (
            "exiftool",
            "find \"$LEAK\" -type f -print0 | xargs -0 perl -MImage::ExifTool=:Public -e 'for my $f (@ARGV) { my $i = eval { ImageInfo($f) } or next; print map { \"$_: $$i{$_}\\n\" } grep { !ref $$i{$_} } keys %$i }' > \"$OUT/exif\" 2> /dev/null",
        ),
        ("sha256sum", "find \"$LEAK\" -type f -print0 | xargs -0 sha256sum > \"$OUT/sums\""),
        // The view preview only, and never enlarged.
        (
            "vipsthumbnail",
            "mkdir -p \"$OUT/thumbs\" && find \"$LEAK\" -type f -iname '*.jpg' -print0 | xargs -0 -P 2 -n 64 vipsthumbnail -s '1024>' -o \"$OUT/thumbs/%s.jpg\" 2> /dev/null || true",
        ),
        ("czkawka_cli", "czkawka_cli image -d \"$LEAK\" -H -N -M -W -f \"$OUT/similar\" > /dev/null"),
        // As above, but finding turned and mirrored ones too, as Amana does.
        (
            "czkawka_cli, turnings",
            "czkawka_cli image -d \"$LEAK\" -H -N -M -W --geometric-invariance mirror-flip-rotate90 -f \"$OUT/similar\" > /dev/null",
        ),
    ];
    for (name, script) in chain {
        let binary = name.split(',').next().unwrap_or(name);
        if have(binary) || installed.join(binary).is_file() {
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

/// Installs czkawka by its ordinary way, beside the other peers, unless it is there; gives the folder of its program.
fn czkawka(folder: &Path) -> PathBuf {
    const VERSION: &str = "12.0.2";
    let place = folder.with_file_name("bench-czkawka");
    let programs = place.join("bin");
    if !have("czkawka_cli") && !programs.join("czkawka_cli").exists() {
        let mut install = cargo();
        install
            .args(["install", "--quiet", "--locked", "--version", VERSION, "czkawka_cli", "--root"])
            .arg(&place);
        if let Err(e) = super::run(&mut install) {
            eprintln!("  czkawka_cli could not be installed ({e:#}): not measured");
        }
    }
    programs
}

fn python(folder: &Path, deposit: &Path, table: &mut Table) -> Result<()> {
    let environment = environment(&folder.with_file_name("bench-python"), &["pillow", "pdqhash", "numpy"])?;
    if let Some(python) = environment {
        let script = root().join("benches/python_pipeline.py");
        table.add(
            "python pipeline",
            measure(program(&python).arg(script).arg(deposit).arg(folder.join("python")))?,
        );
    }
    Ok(())
}

/// The Python of an environment with these packages, made unless it is there; `None`, and said so, if they cannot be installed.
pub(super) fn environment(folder: &Path, packages: &[&str]) -> Result<Option<PathBuf>> {
    let python = folder.join("bin/python");
    if !python.exists() {
        super::run(program("python3").args(["-m", "venv"]).arg(folder))?;
        let mut install = program(&python);
        install.args(["-m", "pip", "install", "--quiet"]).args(packages);
        if let Err(e) = super::run(&mut install) {
            let _ = fs::remove_dir_all(folder);
            eprintln!("  {} could not be installed ({e:#}): not measured", packages.join(", "));
            return Ok(None);
        }
    }
    Ok(Some(python))
}
