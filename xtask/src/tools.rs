//! System packages: installed by apt when root, named clearly otherwise.

use anyhow::{Result, bail};

use crate::shell::{have, program, run};

/// One thing the project needs from the system.
pub(crate) struct Tool {
    /// How to tell that it is there.
    pub(crate) there: fn() -> bool,
    /// The Debian package that brings it.
    pub(crate) package: &'static str,
    /// What it is for.
    pub(crate) purpose: &'static str,
}

/// What building needs.
pub(crate) const BUILD: &[Tool] = &[
    Tool { there: || have("cc"), package: "build-essential", purpose: "a C compiler for SQLCipher" },
    Tool { there: || have("pkg-config"), package: "pkg-config", purpose: "finding libcrypto" },
    Tool { there: has_libcrypto, package: "libssl-dev", purpose: "libcrypto for the encrypted catalog" },
];

/// What the tests need beyond that.
pub(crate) const TEST: &[Tool] = &[
    Tool { there: || have("age"), package: "age", purpose: "restoring an original without Amana" },
    Tool { there: || have("chromium"), package: "chromium", purpose: "driving the pages in a real browser" },
    Tool { there: has_arabic_font, package: "fonts-noto-core", purpose: "Arabic in the browser tests" },
    Tool { there: || have("g++"), package: "g++", purpose: "the fuzzing engine" },
];

/// What the benches compare with.
pub(crate) const BENCH: &[Tool] = &[
    Tool { there: || have("exiftool"), package: "libimage-exiftool-perl", purpose: "a peer: metadata" },
    Tool { there: || have("vipsthumbnail"), package: "libvips-tools", purpose: "a peer: previews" },
    Tool { there: || have("restic"), package: "restic", purpose: "a peer: a sealed store" },
];

fn has_libcrypto() -> bool {
    have("pkg-config")
        && program("pkg-config").args(["--exists", "libcrypto"]).status().is_ok_and(|s| s.success())
}

fn has_arabic_font() -> bool {
    std::path::Path::new("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf").exists()
}

/// Makes sure that all are there.
pub(crate) fn ensure(tools: &[Tool]) -> Result<()> {
    let missing: Vec<&Tool> = tools.iter().filter(|tool| !(tool.there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    let root = program("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !(root && have("apt-get")) {
        for tool in &missing {
            eprintln!("missing: {} ({})", tool.package, tool.purpose);
        }
        bail!("please install: apt-get install {}", packages.join(" "));
    }
    run(program("apt-get").arg("update").arg("-qq"))?;
    run(program("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(&packages))
}
