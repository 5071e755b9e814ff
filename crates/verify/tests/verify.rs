//! The program as it is used: exit codes, what it says of good and of altered things.
#![allow(clippy::unwrap_used, reason = "what helps a test may fail it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use amana_custody::proof::EntryProof;
use amana_custody::{Log, Seal, SealError, SigningKey, Unseal, export};
use amana_disk::LocalDisk;
use amana_model::{Act, Agent, Digest, Event, SealedName};
use sha2::Digest as _;
use tempfile::TempDir;

struct Plain;

impl Seal for Plain {
    fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(plain.to_vec())
    }
}

impl Unseal for Plain {
    fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(sealed.to_vec())
    }
}

const PHOTOGRAPH: &[u8] = b"not really a photograph";

struct Archive {
    dir: TempDir,
    log: Log,
    key: String,
}

impl Archive {
    /// An archive of two objects whose log has 300 entries; entry 299 issues a proof for the photograph.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let key = SigningKey::from_seed("example.org/amana", &[5; 32]).unwrap();
        let log = Log::create(Arc::new(LocalDisk), &dir.path().join("custody"), &key).unwrap();
        let others: Vec<Vec<u8>> = (0..299u32).map(|n| n.to_be_bytes().to_vec()).collect();
        log.append(&others, &Plain).unwrap();
        std::fs::copy(dir.path().join("custody/checkpoint"), dir.path().join("old")).unwrap();
        log.append(&[event().encode().unwrap()], &Plain).unwrap();
        for object in [b"one", b"two"] {
            let name = SealedName(sha2::Sha256::digest(object).into()).to_string();
            let folder = dir.path().join("store").join(&name[..2]).join(&name[2..4]);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), object).unwrap();
        }
        Archive { key: key.verifier().to_string(), dir, log }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn an_object(&self) -> PathBuf {
        let name = SealedName(sha2::Sha256::digest(b"one").into()).to_string();
        self.path("store").join(&name[..2]).join(&name[2..4]).join(&name)
    }
}

fn event() -> Event {
    Event {
        version: 1,
        time: "2026-11-23T12:34:56.789Z".parse().unwrap(),
        agent: Agent { name: "samar".into(), software: "amana 0.1.0".into() },
        salt: "00112233445566778899aabbccddeeff".into(),
        act: Act::ProofIssued { digest: Digest(sha2::Sha256::digest(PHOTOGRAPH).into()) },
    }
}

fn verify(words: &[&dyn AsRef<std::ffi::OsStr>]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amana-verify"));
    command.args(words);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap())
}

fn flip(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_good_archive_and_a_damaged_one() {
    let archive = Archive::new();
    let root = archive.dir.path();
    let (code, said) =
        verify(&[&"archive", &root, &"--key", &archive.key, &"--checkpoint", &archive.path("old")]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("log: 300 entries") && said.contains("store: 2 sealed objects, 6 bytes"), "{said}");
    assert!(said.contains("GOOD"), "{said}");
    flip(&archive.an_object());
    flip(&archive.path("custody/tile/0/000"));
    std::fs::write(archive.path("store/note.txt"), "?").unwrap();
    let (code, said) = verify(&[&"archive", &root, &"--json"]);
    assert_eq!(code, 2);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((said["verdict"].as_str(), said["objects"].as_u64()), (Some("damaged"), Some(2)));
    let paths: Vec<_> =
        said["findings"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    let object = archive.an_object();
    let object = object.strip_prefix(root).unwrap().to_str().unwrap();
    assert_eq!(paths, ["custody/tile/0/000", "store/note.txt", object]);
    assert_eq!(said["log"]["key_given"], false);
}

#[test]
fn an_exported_log_and_its_history() {
    let archive = Archive::new();
    let out = archive.path("clear");
    export::clear_tree(&archive.log, &Plain, &LocalDisk, &out).unwrap();
    let (code, said) = verify(&[&"log", &out, &"--checkpoint", &archive.path("old")]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("entries: 300") && said.contains("It lay beside the log"), "{said}");
    let (old, new) = (archive.path("old"), archive.path("custody/checkpoint"));
    for log in [&out, &archive.path("custody")] {
        let (code, said) = verify(&[&"consistency", &old, &new, &"--log", log, &"--key", &archive.key]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("The log of 300 entries begins with the log of 299."), "{said}");
    }
    assert_eq!(verify(&[&"consistency", &new, &old, &"--log", &out]).0, 2, "shortened");
    flip(&out.join("tile/entries/001.p/44"));
    assert_eq!(verify(&[&"log", &out]).0, 2);
}

#[test]
fn a_proof_with_its_photograph() {
    let archive = Archive::new();
    let (file, photograph) = (archive.path("a.tlog-proof"), archive.path("a.jpg"));
    std::fs::write(&file, EntryProof::of(&archive.log, 299, &Plain).unwrap().encode()).unwrap();
    std::fs::write(&photograph, PHOTOGRAPH).unwrap();
    let proof = |key: &str| verify(&[&"proof", &file, &"--photograph", &photograph, &"--key", &key]);
    let (code, said) = proof(&archive.key);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("which the entry names") && said.contains("proof-issued"), "{said}");
    let stranger = SigningKey::from_seed("example.org/amana", &[6; 32]).unwrap().verifier().to_string();
    assert_eq!(proof(&stranger).0, 2);
    std::fs::write(&photograph, b"another photograph").unwrap();
    let (code, said) = proof(&archive.key);
    assert_eq!(code, 2);
    assert!(said.contains("the entry names"), "{said}");
    std::fs::write(&file, EntryProof::of(&archive.log, 0, &Plain).unwrap().encode()).unwrap();
    assert_eq!(proof(&archive.key).0, 2, "an entry about no photograph");
    assert_eq!(verify(&[&"proof", &file, &"--key", &archive.key]).0, 0, "the entry itself stands");
}

#[test]
fn mistakes_in_the_request_are_said() {
    let dir = tempfile::tempdir().unwrap();
    for words in [
        &["nonsense"][..],
        &["archive"],
        &["archive", "/nowhere"],
        &["log", "/nowhere"],
        &["proof", "x"],
        &["proof", "/nowhere", "--key", "bad"],
        &["archive", ".", "--key"],
        &["archive", ".", "--what"],
        &["log", ".", "."],
        &["consistency", "a", "b"],
    ] {
        let words: Vec<&dyn AsRef<std::ffi::OsStr>> = words.iter().map(|word| word as _).collect();
        let (code, said) = verify(&words);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("usage:"));
    }
    assert_eq!(verify(&[&"--help"]).0, 0);
    assert_eq!(verify(&[&"archive", &dir.path()]).0, 1, "a folder that is no archive");
}

#[test]
fn names_cannot_steer_the_terminal() {
    let archive = Archive::new();
    std::fs::write(archive.path("store").join("\u{1b}[2J\nGOOD"), "?").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", archive.path("store/link")).unwrap();
    let (code, said) = verify(&[&"archive", &archive.dir.path()]);
    assert_eq!(code, 0, "strange files are no damage: {said}");
    assert!(!said.contains('\u{1b}') && said.contains("store/link"), "{said}");
}

/// A gallery of two files, signed by a key; what each member of the note says can be changed before.
fn gallery(dir: &Path, seed: u8, change: impl FnOnce(&mut Vec<String>)) -> String {
    let key = SigningKey::from_seed("example.org/amana", &[seed; 32]).unwrap();
    let log = Log::create(Arc::new(LocalDisk), &dir.with_extension("custody"), &key).unwrap();
    log.append(&[b"an entry"], &Plain).unwrap();
    let (head, site) =
        (log.checkpoint().unwrap(), [("en/index.html", "<p>a page"), ("pictures/7k2q9f3m.jpg", "a picture")]);
    let mut list = String::new();
    for (path, text) in site {
        std::fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        std::fs::write(dir.join(path), text).unwrap();
        list.push_str(&format!("{}  {path}\n", Digest(sha2::Sha256::digest(text).into())));
    }
    std::fs::write(dir.join("SHA256SUMS"), &list).unwrap();
    std::fs::write(dir.join("checkpoint"), head.to_text()).unwrap();
    let digest = Digest(sha2::Sha256::digest(&list).into()).to_string();
    let mut lines: Vec<String> = [
        "amana gallery 1",
        head.origin(),
        "1",
        &head.root().to_string(),
        "1",
        "2",
        &digest,
        "2026-11-28T00:00:00Z",
    ]
    .map(str::to_owned)
    .to_vec();
    change(&mut lines);
    let note = log.sign_note(lines.iter().map(|line| format!("{line}\n")).collect()).unwrap();
    std::fs::write(dir.join("gallery.note"), note.to_text()).unwrap();
    key.verifier().to_string()
}

fn check_gallery(dir: &Path, key: &str) -> Output {
    check_gallery_with(dir, key, &[])
}

fn check_gallery_with(dir: &Path, key: &str, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_amana-verify"))
        .args(["gallery", dir.to_str().unwrap(), "--key", key])
        .args(more)
        .output()
        .unwrap()
}

#[test]
fn an_older_gallery_is_told_by_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("site");
    let key = gallery(&dir, 5, |_| {});
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let plain = check_gallery(&dir, &key);
    for told in
        ["published 2026-11-28T00:00:00Z", "log: 1 entries", "an older gallery of this archive passes"]
    {
        assert!(said(&plain).contains(told), "{}", said(&plain));
    }
    for (time, code) in [
        ("2026-11-28", 0),
        ("2026-11-27T23:59:59Z", 0),
        ("2026-11-28T00:00:01Z", 2),
        ("2027-01-01", 2),
        ("soon", 1),
    ] {
        let output = check_gallery_with(&dir, &key, &["--not-before", time]);
        assert_eq!(output.status.code(), Some(code), "{time}: {}", said(&output));
    }
}

#[test]
fn a_gallery_is_checked_file_by_file_and_a_forged_one_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("site");
    let key = gallery(&dir, 5, |_| {});
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let good = check_gallery(&dir, &key);
    assert!(good.status.code() == Some(0) && said(&good).contains("1 faces, 2 files"), "{}", said(&good));
    // Each file altered, missing, and one too many.
    for path in ["en/index.html", "pictures/7k2q9f3m.jpg", "SHA256SUMS", "checkpoint", "gallery.note"] {
        let bytes = std::fs::read(dir.join(path)).unwrap();
        let mut altered = bytes.clone();
        altered[0] ^= 1;
        std::fs::write(dir.join(path), altered).unwrap();
        let found = check_gallery(&dir, &key);
        assert!(found.status.code() == Some(2) && said(&found).contains(path), "{path}: {}", said(&found));
        std::fs::remove_file(dir.join(path)).unwrap();
        assert_ne!(check_gallery(&dir, &key).status.code(), Some(0), "{path}");
        std::fs::write(dir.join(path), bytes).unwrap();
    }
    std::fs::write(dir.join("pictures/00000000.jpg"), "slipped in").unwrap();
    let found = check_gallery(&dir, &key);
    assert!(found.status.code() == Some(2) && said(&found).contains("was not published"), "{}", said(&found));
    std::fs::remove_file(dir.join("pictures/00000000.jpg")).unwrap();
    assert_eq!(check_gallery(&dir, &key).status.code(), Some(0));

    // Made whole by somebody else's key: of the same name, and it does not pass.
    let forged = folder.path().join("forged");
    let other = gallery(&forged, 6, |_| {});
    assert_eq!(check_gallery(&forged, &other).status.code(), Some(0));
    let found = check_gallery(&forged, &key);
    assert!(found.status.code() == Some(2) && said(&found).contains("not signed by"), "{}", said(&found));
    // Signed, and no note of a gallery: of another form, another log, another number of files.
    for (at, text) in [
        (0, "amana gallery 2"),
        (1, "example.org/other"),
        (2, "7"),
        (5, "3"),
        (6, "no digest"),
        (7, "no time"),
    ] {
        let wrong = folder.path().join(format!("wrong{at}"));
        let key = gallery(&wrong, 5, |lines| lines[at] = text.to_owned());
        assert_eq!(check_gallery(&wrong, &key).status.code(), Some(2), "line {at}");
    }
    assert_eq!(
        Command::new(env!("CARGO_BIN_EXE_amana-verify"))
            .args(["gallery", "x"])
            .output()
            .unwrap()
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn the_logs_key_signs_no_checkpoint_by_the_back_door() {
    let folder = tempfile::tempdir().unwrap();
    let key = SigningKey::from_seed("example.org/amana", &[5; 32]).unwrap();
    let log = Log::create(Arc::new(LocalDisk), folder.path(), &key).unwrap();
    assert!(log.sign_note("example.org/amana\n7\nroot\n".into()).is_err());
}
