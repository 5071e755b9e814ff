//! Proof files and exported logs: what leaves the house must stand on its own.

use amana_custody::proof::EntryProof;
use amana_custody::{SigningKey, export, fsck};
use amana_disk::LocalDisk;

use crate::common::{ToySeal, entries, entry, files, key, log_of};

#[test]
fn a_proof_file_stands_on_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300, 1000]);
    for index in [0, 1, 255, 256, 299, 300, 999] {
        let made = EntryProof::of(&log, index, &ToySeal).unwrap();
        let text = made.encode();
        assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra "));
        let read = EntryProof::parse(text.as_bytes()).unwrap();
        read.verify(&key().verifier()).unwrap();
        assert_eq!((read.entry.as_slice(), read.index), (entry(index).as_slice(), index));
        assert_eq!(read, made);
    }
    assert!(EntryProof::of(&log, 1000, &ToySeal).is_err());
    let other = SigningKey::from_seed("example.org/amana/test", &[1; 32]).unwrap().verifier();
    assert!(EntryProof::of(&log, 1, &ToySeal).unwrap().verify(&other).is_err());
}

#[test]
fn every_altered_byte_of_a_proof_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300]);
    let bytes = EntryProof::of(&log, 273, &ToySeal).unwrap().encode().into_bytes();
    let proves =
        |bytes: &[u8]| EntryProof::parse(bytes).is_ok_and(|proof| proof.verify(&key().verifier()).is_ok());
    assert!(proves(&bytes));
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            assert!(!proves(&altered), "byte {at}, bit {bit}");
        }
        assert!(!proves(&bytes[..at]), "cut at {at}");
    }
    assert!(!proves(&[&bytes[..], b"\n"].concat()));
}

#[test]
fn an_exported_log_is_a_standard_tile_tree() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[10, 300, 301, 700]);
    let out = dir.path().join("out");
    let checkpoint = export::clear_tree(&log, &ToySeal, &LocalDisk, &out).unwrap();
    let names: Vec<String> = files(&out).iter().map(|path| path.display().to_string()).collect();
    let expected = [
        "checkpoint",
        "log.vkey",
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/188",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/188",
    ];
    assert_eq!(names, expected);
    let report = fsck::check_export(&out, &fsck::Request::default());
    assert_eq!((report.findings.as_slice(), report.entries), ([].as_slice(), 700));
    assert_eq!(report.checkpoint, Some(checkpoint.to_text()));
    let bundle = std::fs::read(out.join("tile/entries/002.p/188")).unwrap();
    assert_eq!(amana_custody::batch::decode_bundle(&bundle).unwrap(), entries(512..700));
    assert!(
        export::clear_tree(&log, &ToySeal, &LocalDisk, &out).is_err(),
        "it never writes into another export"
    );
}

#[test]
fn every_altered_byte_of_an_export_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[20, 270]);
    let out = dir.path().join("out");
    export::clear_tree(&log, &ToySeal, &LocalDisk, &out).unwrap();
    for file in files(&out) {
        let path = out.join(&file);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 200 + 1).chain([whole.len() - 1]) {
            let mut altered = whole.clone();
            altered[at] ^= 0x10;
            std::fs::write(&path, altered).unwrap();
            let report = fsck::check_export(&out, &fsck::Request::default());
            assert!(!report.is_sound(), "{} byte {at}", file.display());
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(fsck::check_export(&out, &fsck::Request::default()).is_sound());
}
