//! Files that do not hold still, and the spool.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};

use amana_deposit::{Found, OpenError, Root, Spool};
use proptest::prelude::*;

fn one_file(content: &[u8]) -> (tempfile::TempDir, Root, Found) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), content).unwrap();
    let root = Root::open(folder.path()).unwrap();
    let found = root.walk().nth(1).unwrap();
    (folder, root, found)
}

#[test]
fn a_file_that_holds_still_is_unchanged() {
    let (_folder, root, found) = one_file(&[3; 100_000]);
    let mut reader = root.open_file(&found).unwrap();
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).unwrap();
    assert!(!reader.has_changed());
    let outcome = reader.finish();
    assert!(!outcome.changed_while_reading());
    assert_eq!((outcome.bytes, outcome.opened.len, bytes), (100_000, 100_000, vec![3; 100_000]));
}

#[test]
fn growing_shrinking_and_rewriting_under_way_are_told() {
    type Change = fn(&mut File);
    let grow: Change = |file| {
        file.seek(SeekFrom::End(0)).unwrap();
        file.write_all(b"more").unwrap();
    };
    let shrink: Change = |file| file.set_len(10).unwrap();
    let rewrite: Change = |file| file.write_all(b"other").unwrap();
    for change in [grow, shrink, rewrite] {
        let (folder, root, found) = one_file(&[3; 1000]);
        let mut reader = root.open_file(&found).unwrap();
        reader.read_exact(&mut [0; 5]).unwrap();
        // A second of difference is seen on any file system.
        let mut file = File::options().write(true).open(folder.path().join("a")).unwrap();
        change(&mut file);
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        reader.read_to_end(&mut Vec::new()).unwrap();
        assert!(reader.has_changed());
        assert!(reader.finish().changed_while_reading());
    }
}

#[test]
fn what_workers_share_may_be_shared() {
    fn shared<T: Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<Root>();
    shared::<amana_deposit::Allowance>();
    sent::<amana_deposit::Walk<'_>>();
    sent::<amana_deposit::FileReader>();
    sent::<amana_deposit::SpoolReader>();
}

#[test]
fn a_file_replaced_after_listing_is_told() {
    let (folder, root, found) = one_file(b"first");
    fs::write(folder.path().join("b"), b"other").unwrap();
    fs::rename(folder.path().join("b"), folder.path().join("a")).unwrap();
    let mut reader = root.open_file(&found).unwrap();
    reader.read_to_end(&mut Vec::new()).unwrap();
    assert!(reader.finish().changed_while_reading());
}

#[test]
fn a_file_read_only_in_part_is_not_called_whole() {
    let (_folder, root, found) = one_file(&[3; 1000]);
    let mut reader = root.open_file(&found).unwrap();
    reader.read_exact(&mut [0; 5]).unwrap();
    assert!(reader.finish().changed_while_reading());
}

#[test]
fn a_file_replaced_by_a_pipe_or_link_is_not_opened() {
    let (folder, root, found) = one_file(b"x");
    let path = folder.path().join("a");
    fs::remove_file(&path).unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    assert!(matches!(root.open_file(&found), Err(OpenError::NotAFile)), "and it did not wait for a writer");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &path).unwrap();
    assert!(matches!(root.open_file(&found), Err(OpenError::NotAFile)));
    let inside = Found { within: vec![b"a.zip".to_vec()], ..found };
    assert!(matches!(root.open_file(&inside), Err(OpenError::NotListed)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spool_gives_back_what_it_got(
        chunks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..700), 0..12),
        limit in 0..4000usize,
        reads in proptest::collection::vec((0..9000u64, 1..900usize), 1..20),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::new(limit, folder.path(), [7; 32]);
        for chunk in &chunks {
            spool.write_all(chunk).unwrap();
        }
        let all = chunks.concat();
        prop_assert_eq!(spool.len(), all.len() as u64);
        let mut reader = spool.into_reader().unwrap();
        for (at, len) in reads {
            reader.seek(SeekFrom::Start(at)).unwrap();
            let mut bytes = Vec::new();
            (&mut reader).take(len as u64).read_to_end(&mut bytes).unwrap();
            let at = (at as usize).min(all.len());
            prop_assert_eq!(&bytes, &all[at..(at + len).min(all.len())]);
        }
        let end = reader.seek(SeekFrom::End(0)).unwrap();
        prop_assert_eq!(end, all.len() as u64);
    }
}

#[test]
fn a_spool_leaves_no_plain_bytes_and_no_name_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = Spool::new(1000, folder.path(), [9; 32]);
    let marker = b"PLAIN EVIDENCE BYTES ";
    spool.write_all(&marker.repeat(1000)).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the file has a name");
    // Every file that this process holds open and that lies in the folder.
    let mut looked_at = 0;
    for entry in fs::read_dir("/proc/self/fd").unwrap() {
        let link = entry.unwrap().path();
        if fs::read_link(&link).is_ok_and(|target| target.starts_with(folder.path())) {
            let bytes = fs::read(&link).unwrap();
            assert!(!bytes.windows(marker.len()).any(|window| window == marker));
            looked_at += usize::from(bytes.len() == marker.len() * 1000);
        }
    }
    assert_eq!(looked_at, 1);
    let mut back = Vec::new();
    spool.into_reader().unwrap().read_to_end(&mut back).unwrap();
    assert_eq!(back, marker.repeat(1000));
}
