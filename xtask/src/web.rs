//! What the browser runs: bundled from npm packages into `web/dist`; and the Arabic font of print, in `web/fonts`. Both are embedded in the binary.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::shell::{have, program, root, run, target};

/// What is made, and what is there for tests alone: no part of what the bundle is made of.
const NOT_BUNDLED: [&str; 4] = ["dist", "fonts", "node_modules", "tests"];

/// Installs the packages that `web/package-lock.json` pins, and bundles; nothing where the bundle is of what stands there now, since all
/// that embeds it would be compiled again.
pub(crate) fn build() -> Result<()> {
    if !have("npm") {
        bail!("npm is missing: install Node.js 20 or newer");
    }
    let (web, stamp) = (root().join("web"), target().join("web.bundled"));
    let of = digest(&web)?;
    let made = ["dist", "fonts", "node_modules"].iter().all(|folder| is_filled(&web.join(folder)));
    if made && fs::read_to_string(&stamp).is_ok_and(|bundled| bundled == of) {
        return Ok(());
    }
    install()?;
    run(program("npm").current_dir(web).args(["run", "--silent", "build"]))?;
    fs::create_dir_all(target())?;
    fs::write(stamp, of).context("the stamp of the bundle")
}

/// Installs the packages only.
pub(crate) fn install() -> Result<()> {
    let web = root().join("web");
    run(program("npm").current_dir(web).args(["ci", "--silent", "--no-audit", "--no-fund"]))
}

/// SHA-256 of every file that the bundle is made of, with its path.
fn digest(web: &Path) -> Result<String> {
    let mut files = Vec::new();
    let kept = |path: &Path| !NOT_BUNDLED.iter().any(|one| path == web.join(one));
    let mut folders: Vec<PathBuf> = vec![web.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.extend(kept(&path).then_some(path));
            } else {
                files.push(path);
            }
        }
    }
    files.sort_unstable();
    let mut all = Sha256::new();
    for path in files {
        let bytes = fs::read(&path)?;
        all.update(format!("{} {}\n", path.display(), bytes.len()));
        all.update(bytes);
    }
    Ok(HEXLOWER.encode(&all.finalize()))
}

fn is_filled(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
