//! Damage: every byte counts, the right file is blamed, and a rewritten log is not taken for its earlier self.

use std::path::{Path, PathBuf};

use amana_custody::fsck::{self, Harm, Report, Request, Severity};
use amana_custody::{Log, SigningKey};

use crate::common::{ToySeal, entries, files, log_of};

fn with_key() -> Request<'static> {
    Request { unseal: Some(&ToySeal), ..Request::default() }
}

fn damaged(report: &Report) -> Vec<(&str, Harm)> {
    let damage = report.findings.iter().filter(|finding| finding.severity == Severity::Damage);
    damage.map(|finding| (finding.path.as_str(), finding.harm)).collect()
}

/// Changes a file, checks, and puts it back.
fn after(log: &Log, file: &Path, request: &Request<'_>, change: impl FnOnce(&mut Vec<u8>)) -> Report {
    let path = log.dir().join(file);
    let whole = std::fs::read(&path).unwrap();
    let mut bytes = whole.clone();
    change(&mut bytes);
    std::fs::write(&path, bytes).unwrap();
    let report = fsck::check(log.dir(), request);
    std::fs::write(&path, whole).unwrap();
    report
}

#[test]
fn every_altered_byte_is_found_with_and_without_keys() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[20, 270]);
    for file in files(log.dir()).iter().filter(|file| *file != Path::new("lock")) {
        let length = std::fs::metadata(log.dir().join(file)).unwrap().len() as usize;
        for at in (0..length).step_by(length / 150 + 1).chain([length - 1]) {
            for request in [Request::default(), with_key()] {
                let report = after(&log, file, &request, |bytes| bytes[at] ^= 1 << (at % 8));
                let blamed = damaged(&report).iter().any(|(path, _)| Path::new(path) == file);
                assert!(blamed, "{} byte {at}: {:?}", file.display(), report.findings);
            }
        }
        for request in [Request::default(), with_key()] {
            assert!(
                !after(&log, file, &request, |bytes| bytes.push(b'\n')).is_sound(),
                "{} longer",
                file.display()
            );
            assert!(
                !after(&log, file, &request, |bytes| bytes.truncate(bytes.len() - 1)).is_sound(),
                "{} shorter",
                file.display()
            );
        }
    }
    assert!(!after(&log, Path::new("lock"), &with_key(), |bytes| bytes.push(0)).is_sound());
    assert_eq!(fsck::check(log.dir(), &with_key()).findings, []);
}

#[test]
fn every_missing_file_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[20, 270, 600]);
    // A copy may be without these: the private key, the lock, a partial tile of an earlier checkpoint.
    let may_go = ["signing.key", "lock", "tile/1/000.p/1"].map(PathBuf::from);
    let (gone, kept): (Vec<PathBuf>, Vec<PathBuf>) =
        files(log.dir()).into_iter().partition(|f| may_go.contains(f));
    assert_eq!(gone.len(), 3);
    for file in kept {
        let (path, aside) = (log.dir().join(&file), dir.path().join("aside"));
        std::fs::rename(&path, &aside).unwrap();
        let report = fsck::check(log.dir(), &Request::default());
        assert!(!report.is_sound(), "{}", file.display());
        std::fs::rename(&aside, &path).unwrap();
    }
}

#[test]
fn the_tile_that_is_wrong_is_blamed_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[70_000]);
    for (tile, touched) in [
        ("tile/0/000", Some(0..256)),
        ("tile/0/272", Some(69_632..69_888)),
        ("tile/0/273.p/112", Some(69_888..70_000)),
        ("tile/1/000", None),
        ("tile/1/001.p/17", None),
        ("tile/2/000.p/1", None),
    ] {
        for at in [0, 31] {
            let report = after(&log, Path::new(tile), &Request::default(), |bytes| bytes[at] ^= 1);
            assert_eq!(damaged(&report), [(tile, Harm::Altered)], "{:?}", report.findings);
            assert_eq!(report.findings[0].entries, touched);
        }
    }
}

#[test]
fn what_is_still_safe_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300, 600]);
    let report = after(&log, Path::new("tile/0/001"), &with_key(), |bytes| bytes[0] ^= 1);
    assert_eq!(damaged(&report), [("tile/0/001", Harm::Altered)]);
    assert!(report.findings[0].safe.contains("can be rebuilt"), "{}", report.findings[0].safe);
    let batch = files(log.dir()).into_iter().find(|file| file.starts_with("entries")).unwrap();
    let report = after(&log, &batch, &with_key(), |bytes| bytes[0] ^= 1);
    assert_eq!(damaged(&report), [(batch.to_str().unwrap(), Harm::Altered)]);
    assert_eq!(report.findings[0].entries, Some(0..300));
}

#[test]
fn without_a_checkpoint_the_tiles_are_still_checked() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[700]);
    let report = after(&log, Path::new("checkpoint"), &with_key(), |bytes| bytes[3] ^= 1);
    assert_eq!((damaged(&report).len(), report.size, report.entries), (1, 700, 700));
    std::fs::remove_file(log.dir().join("tile/0/001")).unwrap();
    let report = after(&log, Path::new("checkpoint"), &with_key(), |bytes| bytes[3] ^= 1);
    assert!(damaged(&report).contains(&("tile/0/001", Harm::Missing)));
}

#[test]
fn sealed_entries_replaced_under_a_new_name_are_found_with_the_key_only() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[10]);
    let batch = files(log.dir()).into_iter().find(|file| file.starts_with("entries")).unwrap();
    let forged = amana_custody::batch::encode_bundle(&entries(100..110)).unwrap();
    let forged = amana_custody::Seal::seal(&ToySeal, &forged).unwrap();
    std::fs::remove_file(log.dir().join(batch)).unwrap();
    let name = amana_custody::batch::BatchName::of(0, 10, &forged);
    std::fs::write(log.dir().join(name.path()), forged).unwrap();
    assert!(fsck::check(log.dir(), &Request::default()).is_sound(), "no key, no way to know");
    let report = fsck::check(log.dir(), &with_key());
    assert_eq!(damaged(&report), [(name.path().to_str().unwrap(), Harm::Altered)]);
    assert_eq!(report.findings[0].entries, Some(0..10));
}

#[test]
fn a_rewritten_or_shortened_log_is_not_its_earlier_self() {
    let (honest, forged) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let log = log_of(honest.path(), &[5, 600]);
    let old = log.checkpoint().unwrap().to_text();
    log.append(&entries(600..900), &ToySeal).unwrap();
    let older = Request { older: Some(old.as_bytes()), ..Request::default() };
    assert_eq!(fsck::check(log.dir(), &older).findings, []);
    let other = log_of(forged.path(), &[3]);
    assert_eq!(damaged(&fsck::check(other.dir(), &older)), [("checkpoint", Harm::Inconsistent)]);
    other.append(&entries(7..1000), &ToySeal).unwrap();
    assert!(fsck::check(other.dir(), &Request::default()).is_sound(), "in itself it is whole");
    let report = fsck::check(other.dir(), &older);
    assert_eq!(damaged(&report), [("checkpoint", Harm::Inconsistent)]);
    assert_eq!(report.findings[0].entries, Some(0..600));
}

#[test]
fn a_log_by_another_key_is_refused_when_the_key_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[5]);
    let trusted = SigningKey::from_seed("example.org/amana/test", &[1; 32]).unwrap().verifier();
    let report = fsck::check(log.dir(), &Request { key: Some(&trusted), ..Request::default() });
    let harms: Vec<Harm> = damaged(&report).into_iter().map(|(_, harm)| harm).collect();
    assert_eq!(harms, [Harm::BadSignature, Harm::WrongKey, Harm::Altered]);
    assert!(report.key_given && report.checkpoint.is_none());
}

#[test]
fn strange_files_are_named_but_harm_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300]);
    for stray in [
        ".DS_Store",
        "tile/0/000.bak",
        "tile/0/00",
        "entries/000000000/x",
        "entries/000000001/000000000000-1-x",
    ] {
        let path = log.dir().join(stray);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, b"?").unwrap();
    }
    std::fs::write(log.dir().join(".checkpoint.1-2.tmp"), b"?").unwrap();
    std::os::unix::fs::symlink("/", log.dir().join("link")).unwrap();
    let report = fsck::check(log.dir(), &with_key());
    assert!(report.is_sound());
    assert_eq!(report.findings.iter().filter(|finding| finding.harm == Harm::Stray).count(), 6);
    assert_eq!(report.findings.iter().filter(|finding| finding.harm == Harm::Leftover).count(), 1);
}

#[test]
fn a_folder_that_is_no_log_gives_a_report_too() {
    let dir = tempfile::tempdir().unwrap();
    let report = fsck::check(&dir.path().join("nothing"), &Request::default());
    assert_eq!(damaged(&report)[0].1, Harm::Missing);
    assert_eq!(report.size, 0);
}

#[test]
fn hostile_sizes_and_files_neither_hang_nor_fill_the_memory() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300]);
    let huge = amana_custody::Checkpoint::sign(u64::MAX, amana_custody::Hash([1; 32]), &crate::common::key())
        .unwrap();
    let report =
        after(&log, Path::new("checkpoint"), &with_key(), |bytes| *bytes = huge.to_text().into_bytes());
    assert_eq!(damaged(&report), [("tile", Harm::Missing)]);
    assert_eq!(report.findings[0].entries, Some(300..u64::MAX));
    let far = log.dir().join("tile/0/x999/x999/x999/999");
    std::fs::create_dir_all(far.parent().unwrap()).unwrap();
    std::fs::write(&far, [0; 8192]).unwrap();
    let report = after(&log, Path::new("checkpoint"), &with_key(), |bytes| bytes[0] ^= 1);
    assert_eq!(report.size, 300);
    for file in ["tile/0/000", "checkpoint", "log.vkey", "signing.key"] {
        let path = log.dir().join(file);
        let whole = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let report = fsck::check(log.dir(), &with_key());
        assert!(damaged(&report).iter().any(|(at, _)| *at == file), "{file}: {:?}", report.findings);
        std::fs::remove_file(&path).unwrap();
        std::fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert!(!fsck::check(log.dir(), &with_key()).is_sound(), "{file}");
        std::fs::write(&path, whole).unwrap();
    }
}
