//! `amana-verify gallery DIR`: a published gallery, every file of it, against the signature of the archive's key.

use std::collections::BTreeMap;
use std::path::Path;

use amana_custody::fsck::Harm;
use amana_custody::{Checkpoint, Note, VerifierKey};
use amana_model::{Digest, UtcTime};

use super::objects::sha256;
use super::{read, say_key};
use crate::outcome::{Mistake, Outcome};

/// The signed note, the list of files that it names, the head of the log that it was published under.
const NOTE: &str = "gallery.note";
const LIST: &str = "SHA256SUMS";
const CHECKPOINT: &str = "checkpoint";
/// The first line of the note.
const FORM: &str = "amana gallery 1";

/// What the note says.
struct Said {
    origin: String,
    size: u64,
    root: String,
    faces: u64,
    files: u64,
    list: Digest,
    time: UtcTime,
}

/// Checks the gallery in a folder; one that was signed earlier passes too, unless it is from before `not_before`.
pub(crate) fn run(dir: &Path, key: &VerifierKey, not_before: Option<UtcTime>) -> Result<Outcome, Mistake> {
    let note = read(&dir.join(NOTE))?;
    let mut outcome = Outcome::default();
    say_key(Some(&key.to_string()), true, &mut outcome);
    outcome.fact("key", key.to_string());
    let checked = Note::parse(&note).and_then(|note| note.verify(key).map(|()| note));
    let note = match checked {
        Ok(note) => note,
        Err(error) => {
            outcome.damage(NOTE, Harm::BadSignature, format!("{error}: this gallery is not the archive's"));
            return Ok(outcome);
        }
    };
    let Some(said) = Said::read(note.text()).filter(|said| said.origin == key.name()) else {
        outcome.damage(NOTE, Harm::Malformed, "it is signed, and is no note of a gallery of this key");
        return Ok(outcome);
    };
    outcome.say(format!("gallery: {} faces, {} files, published {}", said.faces, said.files, said.time));
    outcome.say(format!("log: {} entries, root {}", said.size, said.root));
    for (name, value) in [("faces", said.faces), ("files", said.files), ("size", said.size)] {
        outcome.fact(name, value);
    }
    outcome.fact("published", said.time.to_string());
    match not_before {
        Some(earliest) if said.time < earliest => {
            outcome.damage(NOTE, Harm::Inconsistent, format!("published {}, before {earliest}", said.time));
        }
        Some(_) => {}
        None => outcome.say(
            "an older gallery of this archive passes this check too: ask when it was last published, and give the day with --not-before",
        ),
    }
    check_head(dir, &said, key, &mut outcome);
    check_files(dir, &said, &mut outcome)?;
    Ok(outcome)
}

impl Said {
    fn read(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().collect();
        let [FORM, origin, size, root, faces, files, list, time] = lines[..] else { return None };
        Some(Self {
            origin: origin.to_owned(),
            size: size.parse().ok()?,
            root: root.to_owned(),
            faces: faces.parse().ok()?,
            files: files.parse().ok()?,
            list: list.parse().ok()?,
            time: time.parse().ok()?,
        })
    }
}

fn check_head(dir: &Path, said: &Said, key: &VerifierKey, outcome: &mut Outcome) {
    let bytes = match std::fs::read(dir.join(CHECKPOINT)) {
        Ok(bytes) => bytes,
        Err(error) => return outcome.damage(CHECKPOINT, Harm::Missing, error),
    };
    match Checkpoint::open(&bytes, key) {
        Ok(head) if (head.size(), head.root().to_string()) == (said.size, said.root.clone()) => {}
        Ok(_) => outcome.damage(CHECKPOINT, Harm::Altered, "it is another than the note names"),
        Err(error) => outcome.damage(CHECKPOINT, Harm::Altered, error),
    }
}

fn check_files(dir: &Path, said: &Said, outcome: &mut Outcome) -> Result<(), Mistake> {
    let list = read(&dir.join(LIST))?;
    if digest(&list) != Some(said.list) {
        outcome.damage(LIST, Harm::Altered, "it is not the list that was signed");
        return Ok(());
    }
    let Some(listed) = listed(&list) else {
        outcome.damage(LIST, Harm::Malformed, "it is signed, and is no list of files");
        return Ok(());
    };
    if listed.len() as u64 != said.files {
        outcome.damage(LIST, Harm::Malformed, "it names another number of files than the note");
    }
    for (path, wanted) in &listed {
        match std::fs::File::open(dir.join(path)).and_then(sha256) {
            Ok((found, _)) if Digest(found) == *wanted => {}
            Ok((found, _)) => {
                let detail = format!("its SHA-256 is {}; {wanted} was published", Digest(found));
                outcome.damage(path, Harm::Altered, detail);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                outcome.damage(path, Harm::Missing, "it was published, and is not here");
            }
            Err(error) => outcome.damage(path, Harm::Unreadable, error),
        }
    }
    let own = [NOTE, LIST, CHECKPOINT];
    for path in found(dir, "").map_err(|error| Mistake(format!("{}: {error}", dir.display())))? {
        if !listed.contains_key(&path) && !own.contains(&path.as_str()) {
            outcome.damage(path, Harm::Stray, "it is here, and was not published");
        }
    }
    Ok(())
}

fn digest(bytes: &[u8]) -> Option<Digest> {
    sha256(bytes).ok().map(|(digest, _)| Digest(digest))
}

/// Reads the list: lines as `sha256sum` writes them, in order, each path once, none that leads elsewhere.
fn listed(list: &[u8]) -> Option<BTreeMap<String, Digest>> {
    let mut all = BTreeMap::new();
    for line in std::str::from_utf8(list).ok()?.lines() {
        let (digest, path) = line.split_once("  ")?;
        let plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !plain || all.insert(path.to_owned(), digest.parse().ok()?).is_some() {
            return None;
        }
    }
    Some(all)
}

/// Every file below a folder, by its path with `/` between folders; links are not followed.
fn found(dir: &Path, below: &str) -> std::io::Result<Vec<String>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            all.extend(found(&entry.path(), &format!("{path}/"))?);
        } else {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
