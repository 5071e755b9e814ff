//! `verify`: everything in the archive's folder is looked at, and what is damaged is told apart from what is safe.
//!
//! With keys, every entry is opened and every original's plain digest compared with its event. Without, every object is
//! compared with its name, and the log with its signature and the last checkpoint seen; what only keys can tell (that
//! an object is missing, that `amana.toml`, a key file or a database was changed) is said to be unchecked.

mod objects;
mod places;

use amana_custody::fsck;
use amana_model::{Act, Damaged, FixityScope};
use serde::Serialize;

use crate::archive::{Archive, EntryUnseal, log_error};
use crate::error::{ArchiveError, Result};

pub(crate) use objects::Expected;

/// How many findings the event names.
const NAMED: usize = 100;

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sample {
    /// Every object.
    All,
    /// This many objects, drawn at random.
    Objects(u64),
}

/// What a check is asked to do.
pub struct VerifyOptions<'a> {
    /// How many objects.
    pub sample: Sample,
    /// Threads that read objects; at least one.
    pub threads: usize,
    /// The text of the last checkpoint seen on this machine.
    pub seen: Option<&'a str>,
    /// Told how many objects of how many, and bytes, are done.
    pub progress: &'a (dyn Fn(u64, u64, u64) + Sync),
    /// Set by somebody else to stop.
    pub stop: &'a std::sync::atomic::AtomicBool,
}

/// One thing found damaged, missing or odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Path below the archive's folder.
    pub path: String,
    /// What is wrong, in English.
    pub what: String,
    /// What is still safe, or what helps.
    pub safe: String,
    /// Whether it is damage; otherwise a remark, such as an interrupted intake.
    pub damage: bool,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerifyReport {
    /// What was looked at.
    pub scope: FixityScope,
    /// Originals whose plain digest was compared (with keys).
    pub originals: u64,
    /// Sealed bytes read.
    pub bytes: u64,
    /// What could not be checked for want of keys.
    pub unchecked: Vec<String>,
    /// Damage first, then remarks.
    pub findings: Vec<Finding>,
    /// The checkpoint that was checked: to be remembered as the last one seen.
    pub checkpoint: Option<String>,
    /// The index of the event that records this check, if it could be recorded.
    pub recorded: Option<u64>,
}

impl VerifyReport {
    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| !finding.damage)
    }

    pub(crate) fn add(
        &mut self,
        damage: bool,
        path: impl Into<String>,
        what: impl Into<String>,
        safe: impl Into<String>,
    ) {
        self.findings.push(Finding { path: path.into(), what: what.into(), safe: safe.into(), damage });
    }
}

impl Archive {
    /// Checks the archive and records the check.
    ///
    /// # Errors
    /// Only if the machine fails, or the check was stopped: damage is in the report.
    pub async fn verify(&self, options: &VerifyOptions<'_>) -> Result<VerifyReport> {
        let scope = FixityScope { with_keys: self.has_keys(), objects: 0, objects_of: 0, entries: 0 };
        let mut report = VerifyReport {
            scope,
            originals: 0,
            bytes: 0,
            unchecked: Vec::new(),
            findings: Vec::new(),
            checkpoint: None,
            recorded: None,
        };
        tokio::task::block_in_place(|| {
            self.check_log(options.seen, &mut report);
            let expected = self.expected(&mut report);
            self.check_objects(expected.as_ref(), options, &mut report)?;
            self.check_places(expected.as_ref(), &mut report)
        })?;
        self.check_databases(&mut report).await;
        report.findings.sort_by(|a, b| (!a.damage, &a.path).cmp(&(!b.damage, &b.path)));
        self.record_check(&mut report).await;
        Ok(report)
    }

    fn check_log(&self, seen: Option<&str>, report: &mut VerifyReport) {
        let unseal = self.keys.as_ref().map(|keys| EntryUnseal(&keys.identities));
        let request = fsck::Request {
            key: Some(self.log.key()),
            unseal: unseal.as_ref().map(|unseal| unseal as &dyn amana_custody::Unseal),
            older: seen.map(str::as_bytes),
        };
        let found = fsck::check(&self.layout.custody(), &request);
        report.scope.entries = found.size;
        report.checkpoint = found.is_sound().then_some(found.checkpoint).flatten();
        for finding in found.findings {
            let damage = finding.severity == fsck::Severity::Damage;
            report.add(damage, format!("custody/{}", finding.path), finding.detail, finding.safe);
        }
    }

    /// What the log says there should be; `None` without keys or where the log cannot be read.
    fn expected(&self, report: &mut VerifyReport) -> Option<Expected> {
        if !self.has_keys() {
            report.unchecked =
                ["whether an object is missing", "amana.toml", "keys/", "catalog.db", "accounts.db"]
                    .map(String::from)
                    .to_vec();
            return None;
        }
        let size = self.log.checkpoint().map_err(log_error).map(|checkpoint| checkpoint.size());
        match size.and_then(|size| Expected::read(self, size)) {
            Ok(expected) => Some(expected),
            Err(e) => {
                report.add(
                    true,
                    "custody",
                    format!("its entries cannot be read: {e}"),
                    "objects are checked by their names",
                );
                None
            }
        }
    }

    async fn check_databases(&self, report: &mut VerifyReport) {
        let Some(keys) = &self.keys else { return };
        let catalog = self.layout.catalog();
        // Where this fails, the checks below say so.
        let _ = amana_accounts::ready().await;
        if catalog.exists() {
            for what in amana_catalog::check(&catalog, &keys.database).await {
                report.add(
                    true,
                    "catalog.db",
                    what,
                    "nothing is lost: `amana rebuild` makes the catalog anew from the log",
                );
            }
        }
        let accounts = self.layout.accounts();
        if accounts.exists() {
            for what in amana_accounts::check(&accounts, &keys.database).await {
                report.add(
                    true,
                    "accounts.db",
                    what,
                    "originals and log are not touched; `amana account restore` puts the last sealed copy in its place",
                );
            }
        }
    }

    async fn record_check(&self, report: &mut VerifyReport) {
        let damaged: Vec<_> = report.findings.iter().filter(|finding| finding.damage).collect();
        let act = Act::FixityChecked {
            scope: report.scope.clone(),
            findings: damaged.len() as u64,
            damaged: damaged
                .iter()
                .take(NAMED)
                .map(|f| Damaged { path: f.path.clone(), what: shortened(&f.what) })
                .collect(),
        };
        // A damaged log or catalog may refuse; the report says so instead of failing.
        let recorded = self.append(&[self.event(act)]);
        match recorded {
            Ok(index) => {
                report.recorded = Some(index);
                if report.checkpoint.is_some() {
                    report.checkpoint = self.log.checkpoint().ok().map(|checkpoint| checkpoint.to_text());
                }
                if self.has_keys()
                    && report.is_sound()
                    && self.layout.catalog().exists()
                    && self.catch_up().await.is_err()
                {
                    tracing::warn!("the catalog could not follow; it will next time");
                }
            }
            Err(ArchiveError { what, .. }) => {
                tracing::warn!("this check could not be recorded in the log: {what}")
            }
        }
    }
}

/// An event is at most 65,535 bytes long.
fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}
