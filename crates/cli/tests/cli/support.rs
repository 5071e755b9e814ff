//! Runs the real program in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use amana_testkit::leak::{LeakOptions, generate};
use serde_json::Value;

pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    /// A folder with a passphrase file `p`.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("p"), "a passphrase\n").unwrap();
        Self { folder }
    }

    /// With an archive `A.amana` as well.
    pub(crate) fn with_archive() -> Self {
        let desk = Self::new();
        desk.good(&["init", "A.amana", "--passphrase-file", "p", "--work-factor", "10"]);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_amana"));
        command
            .current_dir(&self.folder)
            .args(arguments)
            .env_remove("AMANA_PASSPHRASE_FILE")
            .env("AMANA_AGENT", "samar");
        command.env("AMANA_STATE_DIR", self.path("state"));
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs, demands exit code 0, gives standard output.
    pub(crate) fn good(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments:?}\n{stderr}\n{}",
            String::from_utf8_lossy(&output.stdout)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.good(arguments)).unwrap()
    }

    /// A synthetic leak in `leak/`.
    pub(crate) fn leak(&self, photographs: u32, seed: u64) -> PathBuf {
        let deposit = self.path("leak");
        let options = LeakOptions { photographs, seed, threads: 2, ..LeakOptions::default() };
        generate(&options, &deposit, &self.path("truth.json"), &|_, _| {}).unwrap();
        deposit
    }
}

pub(crate) fn sha256(path: &Path) -> String {
    use sha2::{Digest as _, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(std::fs::read(path).unwrap()))
}
