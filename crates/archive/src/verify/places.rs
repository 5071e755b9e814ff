//! The rest of the folder: configuration, keys, interrupted intakes, and files that do not belong.

use super::{Expected, VerifyReport};
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::Result;

/// What belongs at the top of an archive's folder.
const TOP: [&str; 14] = [
    "amana.toml",
    "keys",
    "custody",
    "store",
    "intake",
    "analysis",
    "inbox",
    "statements",
    "catalog.db",
    "catalog.db-wal",
    "catalog.db-shm",
    "accounts.db",
    "accounts.db-wal",
    "accounts.db-shm",
];

impl Archive {
    pub(super) fn check_places(&self, expected: Option<&Expected>, report: &mut VerifyReport) -> Result<()> {
        if let Some(expected) = expected {
            let found = sha256(&std::fs::read(self.layout.configuration())?);
            if expected.configuration != Some(found) {
                report.add(
                    true,
                    "amana.toml",
                    "it is not as the log says it was written",
                    "compare it with the recovery sheet, or take it from a copy of the archive",
                );
            }
            if expected.accounts && !self.layout.accounts().exists() {
                report.add(
                    true,
                    "accounts.db",
                    "missing, though accounts were made",
                    match expected.backup {
                        true => "originals and log are not touched; `amana account restore` puts the accounts back",
                        false => "originals and log are not touched; make the accounts anew",
                    },
                );
            }
            self.check_keys(report);
            self.check_statements(expected, report);
        }
        for running in self.running()? {
            let what = match running.active {
                true => "an intake is running",
                false => "an intake was interrupted; run the same command again and it goes on",
            };
            report.add(
                false,
                format!("intake/{}", running.progress.accession),
                what,
                "everything it recorded is safe",
            );
        }
        for entry in std::fs::read_dir(self.layout.root())? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            if !TOP.contains(&name.as_ref()) {
                let what = match name.starts_with("accounts.db.") {
                    true => "left by a restoring of the accounts",
                    false => "it does not belong to an archive",
                };
                report.add(false, name, what, "nothing depends on it");
            }
        }
        Ok(())
    }

    /// The keys of what families said: there for what can be read, gone for what was erased.
    fn check_statements(&self, expected: &Expected, report: &mut VerifyReport) {
        for (name, readable) in &expected.statements {
            let path = format!("statements/{name}.key");
            match (readable, self.statement_key(name).exists()) {
                (true, false) => {
                    let safe = "nothing else depends on it; take it from a copy of the archive, or the statement is lost";
                    report.add(true, path, "missing, though nobody erased what it opens", safe);
                }
                (false, true) => {
                    let safe = "the log says that it was erased; opening the reports at the desk, or `amana table reports`, destroys it";
                    report.add(false, path, "the key of something erased is still there", safe);
                }
                _ => {}
            }
        }
        let Ok(entries) = std::fs::read_dir(self.layout.statements()) else { return };
        let named = |file: &str| {
            let name = file.strip_suffix(".key").and_then(|name| name.parse().ok());
            name.is_some_and(|name| expected.statements.contains_key(&name))
        };
        for entry in entries.flatten() {
            let file = entry.file_name().to_string_lossy().into_owned();
            if !named(&file) {
                let what = "no key that an event names: left by an interrupted taking in, or added since this check began";
                report.add(false, format!("statements/{file}"), what, "nothing depends on it");
            }
        }
    }

    fn check_keys(&self, report: &mut VerifyReport) {
        let files = self.configuration.custodians.iter().filter_map(|c| c.identity.as_ref());
        let files: Vec<_> = files.chain([&self.configuration.databases]).collect();
        for file in &files {
            let what = match std::fs::read(self.layout.root().join(&file.path)) {
                Ok(bytes) if sha256(&bytes) == file.sha256 => continue,
                Ok(_) => "altered: it is not the key file that was written".to_owned(),
                Err(e) => format!("cannot be read: {e}"),
            };
            report.add(true, &file.path, what, "take it from the copy that the recovery sheet asks for; originals open with any one custodian's key");
        }
        let Ok(entries) = std::fs::read_dir(self.layout.keys()) else { return };
        for entry in entries.flatten() {
            let path = format!("keys/{}", entry.file_name().to_string_lossy());
            if !files.iter().any(|file| file.path == path) {
                report.add(false, path, "no key file of this archive", "nothing depends on it");
            }
        }
    }
}
