//! The keys, the checkpoint, and an earlier checkpoint.

use std::io::ErrorKind;
use std::path::Path;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::file::{self, MAX_TEXT_BYTES};
use crate::key::{SigningKey, VerifierKey};
use crate::log::{CHECKPOINT, LOCK, SIGNING_KEY, VERIFIER_KEY, read_verifier_key};
use crate::merkle::verify_consistency;
use crate::note::NoteError;
use crate::tree::Tree;

use super::{Harm, Report};

const TREE_STANDS: &str = "the tiles and entries are checked without it; a copy of the checkpoint mends it";

/// Checks the keys and the checkpoint; gives the checkpoint if it can be believed.
pub(super) fn check(dir: &Path, trusted: Option<&VerifierKey>, report: &mut Report) -> Option<Checkpoint> {
    let beside = beside_log(dir, trusted.is_some(), report);
    if let (Some(trusted), Some(beside)) = (trusted, &beside)
        && trusted != beside
    {
        let detail = format!("the key beside the log is {beside}, not the trusted one");
        report.damage(Path::new(VERIFIER_KEY), Harm::WrongKey, detail).safe("the trusted key was used");
    }
    let key = trusted.or(beside.as_ref())?;
    report.key = Some(key.to_string());
    report.key_given = trusted.is_some();
    check_signing_key(dir, key, report);
    check_lock(dir, report);
    check_checkpoint(dir, key, report)
}

fn beside_log(dir: &Path, key_given: bool, report: &mut Report) -> Option<VerifierKey> {
    match read_verifier_key(dir) {
        Ok(key) => Some(key),
        Err(error) => {
            let safe =
                if key_given { "the trusted key was used" } else { "give the key that was written down" };
            report.damage(Path::new(VERIFIER_KEY), harm_of(&error), error.reason()).safe(safe);
            None
        }
    }
}

fn harm_of(error: &crate::Error) -> Harm {
    match error {
        crate::Error::Io { source, .. } => Harm::of_reading(source),
        _ => Harm::Altered,
    }
}

/// A copy without the private key is as good a copy.
fn check_signing_key(dir: &Path, key: &VerifierKey, report: &mut Report) {
    let detail = match file::read(&dir.join(SIGNING_KEY), MAX_TEXT_BYTES) {
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => error.to_string(),
        Ok(bytes) => match str::from_utf8(&bytes).map(SigningKey::parse) {
            Ok(Ok(signing)) if signing.verifier() != *key => "it is not the key of this log".to_owned(),
            Ok(Ok(signing)) if *bytes != *format!("{}\n", &*signing.to_text()).as_bytes() => {
                "bytes were added".to_owned()
            }
            Ok(Ok(_)) => return,
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        },
    };
    let safe = "all that was logged is safe; new entries need the key from its backup";
    report.damage(Path::new(SIGNING_KEY), Harm::Altered, detail).safe(safe);
}

fn check_lock(dir: &Path, report: &mut Report) {
    if std::fs::metadata(dir.join(LOCK)).is_ok_and(|file| file.len() != 0) {
        let finding = report.damage(Path::new(LOCK), Harm::Altered, "this file is always empty, and is not");
        finding.safe("it holds nothing; the log does not depend on it");
    }
}

fn check_checkpoint(dir: &Path, key: &VerifierKey, report: &mut Report) -> Option<Checkpoint> {
    let path = Path::new(CHECKPOINT);
    let bytes = match file::read(&dir.join(path), MAX_TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            report.damage(path, Harm::of_reading(&error), error.to_string()).safe(TREE_STANDS);
            return None;
        }
    };
    match Checkpoint::open(&bytes, key) {
        Ok(checkpoint) => Some(checkpoint),
        Err(error) => {
            report.damage(path, checkpoint_harm(&error), error.to_string()).safe(TREE_STANDS);
            None
        }
    }
}

fn checkpoint_harm(error: &CheckpointError) -> Harm {
    match error {
        CheckpointError::Note(NoteError::BadSignature(_) | NoteError::Unsigned(_)) => Harm::BadSignature,
        CheckpointError::OtherOrigin(_) => Harm::WrongKey,
        _ => Harm::Malformed,
    }
}

/// Checks that the log still begins with the tree of an earlier checkpoint.
pub(super) fn check_older(
    dir: &Path,
    older: &[u8],
    checkpoint: &Checkpoint,
    trusted: Option<&VerifierKey>,
    report: &mut Report,
) {
    let path = Path::new(CHECKPOINT);
    let beside = read_verifier_key(dir).ok();
    let Some(key) = trusted.or(beside.as_ref()) else { return };
    let older = match Checkpoint::open(older, key) {
        Ok(older) => older,
        Err(error) => {
            let detail = format!("the earlier checkpoint cannot be compared: {error}");
            report.damage(path, checkpoint_harm(&error), detail);
            return;
        }
    };
    if let Err(detail) = continues(dir, &older, checkpoint) {
        let finding = report.damage(path, Harm::Inconsistent, detail);
        finding
            .touching(0..older.size())
            .safe("the earlier checkpoint is proof of what the log was: keep it");
    }
}

fn continues(dir: &Path, older: &Checkpoint, newer: &Checkpoint) -> Result<(), String> {
    let (old, new) = ((older.size(), older.root()), (newer.size(), newer.root()));
    if old.0 > new.0 {
        return Err(format!("the log had {} entries and has {} now: it was shortened", old.0, new.0));
    }
    let proof = Tree::at(dir, newer.clone()).consistency_proof(old.0, new.0);
    let proof =
        proof.map_err(|error| format!("no proof can be made that it continues: {}", error.reason()))?;
    let rewritten = |_| {
        format!("the first {} entries are not those of the earlier checkpoint: the log was rewritten", old.0)
    };
    verify_consistency(old, new, &proof).map_err(rewritten)
}
