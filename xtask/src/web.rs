//! What the browser runs: bundled from npm packages into `web/dist`; and the Arabic font of print, in `web/fonts`. Both are embedded in the binary.

use anyhow::{Result, bail};

use crate::shell::{have, program, root, run};

/// Installs the packages that `web/package-lock.json` pins, and bundles.
pub(crate) fn build() -> Result<()> {
    if !have("npm") {
        bail!("npm is missing: install Node.js 20 or newer");
    }
    let web = root().join("web");
    install()?;
    run(program("npm").current_dir(web).args(["run", "--silent", "build"]))
}

/// Installs the packages only.
pub(crate) fn install() -> Result<()> {
    let web = root().join("web");
    run(program("npm").current_dir(web).args(["ci", "--silent", "--no-audit", "--no-fund"]))
}
