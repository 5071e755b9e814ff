//! `amana-verify proof FILE`: one entry of a log, and the photograph it speaks of.

use std::path::Path;

use amana_custody::VerifierKey;
use amana_custody::fsck::Harm;
use amana_custody::proof::EntryProof;
use amana_model::{Act, Digest, Event};

use super::objects::sha256;
use super::{read, say_key};
use crate::outcome::{Mistake, Outcome};

/// Checks a proof file against the key, and the photograph against the entry.
pub(crate) fn run(file: &Path, photograph: Option<&Path>, key: &VerifierKey) -> Result<Outcome, Mistake> {
    let bytes = read(file)?;
    let photograph = photograph.map(|path| digest_of(path).map(|digest| (path, digest))).transpose()?;
    let mut outcome = Outcome::default();
    say_key(Some(&key.to_string()), true, &mut outcome);
    outcome.fact("key", key.to_string());
    let checked = EntryProof::parse(&bytes).and_then(|proof| proof.verify(key).map(|()| proof));
    let proof = match checked {
        Ok(proof) => proof,
        Err(error) => {
            outcome.damage(file.display(), Harm::Altered, error);
            return Ok(outcome);
        }
    };
    say_entry(&proof, &mut outcome);
    if let Some((path, digest)) = photograph {
        compare(&proof, path, digest, &mut outcome);
    }
    Ok(outcome)
}

fn say_entry(proof: &EntryProof, outcome: &mut Outcome) {
    let size = proof.checkpoint.size();
    outcome.say(format!("The entry {} of {size} stands in the log as it was signed:", proof.index));
    outcome.say(format!("  {}", String::from_utf8_lossy(&proof.entry).escape_debug()));
    outcome.fact("index", proof.index);
    outcome.fact("size", size);
    outcome.fact("origin", proof.checkpoint.origin());
    outcome.fact("entry", String::from_utf8_lossy(&proof.entry));
}

fn digest_of(path: &Path) -> Result<Digest, Mistake> {
    let hashed = std::fs::File::open(path).and_then(sha256);
    hashed.map(|(digest, _)| Digest(digest)).map_err(|error| Mistake(format!("{}: {error}", path.display())))
}

fn compare(proof: &EntryProof, path: &Path, digest: Digest, outcome: &mut Outcome) {
    outcome.fact("photograph_sha256", digest);
    let event = match Event::decode(&proof.entry) {
        Ok(event) => event,
        Err(error) => {
            let detail = format!("the entry cannot be compared with a photograph: {error}");
            outcome.damage(path.display(), Harm::Malformed, detail);
            return;
        }
    };
    // A published picture is named by the entry that says it was made.
    let named = match &event.act {
        Act::DerivativeMade(made) => Some(made.picture),
        act => act.digest(),
    };
    match named {
        Some(named) if named == digest => {
            outcome.say(format!(
                "The photograph {} has the SHA-256 {digest}, which the entry names.",
                path.display()
            ));
        }
        Some(named) => {
            let detail = format!("its SHA-256 is {digest}; the entry names {named}");
            outcome.damage(path.display(), Harm::Altered, detail);
        }
        None => outcome.damage(path.display(), Harm::Missing, "the entry names no photograph"),
    }
}
