//! `amana-verify consistency OLD NEW --log DIR`: that a log was only ever added to.

use std::path::Path;

use amana_custody::fsck::Harm;
use amana_custody::merkle::verify_consistency;
use amana_custody::{Checkpoint, Tree, VerifierKey};

use super::{read, say_key};
use crate::outcome::{Mistake, Outcome};

/// Checks that the tree of NEW begins with the tree of OLD, by a proof made from the tiles of a log (sealed or exported).
pub(crate) fn run(old: &Path, new: &Path, log: &Path, key: Option<&VerifierKey>) -> Result<Outcome, Mistake> {
    let (old_bytes, new_bytes) = (read(old)?, read(new)?);
    let beside = if key.is_none() { Some(key_beside(log)?) } else { None };
    let mut outcome = Outcome::default();
    let Some(trusted) = key.or(beside.as_ref()) else { return Err(Mistake("there is no key".into())) };
    say_key(Some(&trusted.to_string()), key.is_some(), &mut outcome);
    outcome.fact("key", trusted.to_string());
    outcome.fact("key_given", key.is_some());
    let opened = [(old, &old_bytes), (new, &new_bytes)].map(|(path, bytes)| {
        Checkpoint::open(bytes, trusted)
            .map_err(|error| outcome.damage(path.display(), Harm::BadSignature, error))
    });
    if let [Ok(old), Ok(new)] = opened {
        compare(&old, new, log, &mut outcome);
    }
    Ok(outcome)
}

fn key_beside(log: &Path) -> Result<VerifierKey, Mistake> {
    let path = log.join("log.vkey");
    let text = String::from_utf8_lossy(&read(&path)?).into_owned();
    text.trim_end().parse().map_err(|error| Mistake(format!("{}: {error}", path.display())))
}

fn compare(old: &Checkpoint, new: Checkpoint, log: &Path, outcome: &mut Outcome) {
    let (older, newer) = ((old.size(), old.root()), (new.size(), new.root()));
    outcome.fact("old_size", older.0);
    outcome.fact("new_size", newer.0);
    if older.0 > newer.0 {
        let detail = format!("the log had {} entries and then {}: it was shortened", older.0, newer.0);
        outcome.damage(log.display(), Harm::Inconsistent, detail);
        return;
    }
    let proof = match Tree::at(log, new).consistency_proof(older.0, newer.0) {
        Ok(proof) => proof,
        Err(error) => {
            let harm =
                if matches!(error, amana_custody::Error::Io { .. }) { Harm::Missing } else { Harm::Altered };
            outcome.damage(log.display(), harm, format!("the log cannot show it: {error}"));
            return;
        }
    };
    outcome.fact("proof", proof.iter().map(ToString::to_string).collect::<Vec<_>>());
    match verify_consistency(older, newer, &proof) {
        Ok(()) => outcome.say(format!("The log of {} entries begins with the log of {}.", newer.0, older.0)),
        Err(_) => {
            outcome.damage(log.display(), Harm::Inconsistent, "the log was rewritten between the checkpoints")
        }
    }
}
