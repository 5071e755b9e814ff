//! Appending and reading: what goes in comes out, whatever the sizes, by several hands.

use std::sync::Arc;

use crate::common::{ToySeal, entries, entry, files, key, log_of, new_log, read_all};
use amana_custody::batch::EntryTooLong;
use amana_custody::merkle::{leaf_hash, verify_consistency, verify_inclusion};
use amana_custody::{AppendError, Error, Log, Tree, fsck};
use amana_disk::LocalDisk;
use proptest::prelude::*;

#[test]
fn an_empty_log_is_a_log() {
    let dir = tempfile::tempdir().unwrap();
    let log = new_log(dir.path());
    assert_eq!(log.checkpoint().unwrap().size(), 0);
    assert_eq!(log.leaf_hash(0).unwrap(), None);
    assert!(read_all(&log).is_empty());
    let appended = log.append::<Vec<u8>>(&[], &ToySeal).unwrap();
    assert_eq!((appended.first, appended.count), (0, 0));
    assert!(matches!(Log::create(Arc::new(LocalDisk), log.dir(), &key()), Err(Error::AlreadyThere(_))));
    let again = Log::open(Arc::new(LocalDisk), log.dir()).unwrap();
    assert_eq!(again.key(), &key().verifier());
}

#[test]
fn entries_come_back_in_any_range() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[1, 3, 250, 300, 5000, 5001, 9000]);
    assert_eq!(read_all(&log), entries(0..9000));
    for (from, to) in [(0, 0), (0, 1), (2, 260), (299, 301), (4095, 4097), (5000, 5001), (8999, 9000)] {
        let read: Vec<_> =
            log.read(from..to, &ToySeal).unwrap().flat_map(|batch| batch.unwrap().entries).collect();
        assert_eq!(read, entries(from..to), "{from}..{to}");
    }
    assert!(matches!(
        log.read(0..9001, &ToySeal).map(|_| ()),
        Err(Error::OutOfRange { size: 9000, wanted: 9001 })
    ));
    assert_eq!(log.leaf_hash(8999).unwrap(), Some(leaf_hash(&entry(8999))));
}

#[test]
fn entries_are_built_once_their_index_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[7]);
    let appended = log.append_with(|first| Ok::<_, ()>(entries(first..first + 2)), &ToySeal).unwrap();
    assert_eq!((appended.first, appended.count, appended.checkpoint.size()), (7, 2, 9));
    let refused = log.append_with(|_| Err("no entries today"), &ToySeal);
    assert!(matches!(refused, Err(AppendError::Build("no entries today"))));
    assert_eq!(read_all(&log), entries(0..9));
}

#[test]
fn too_long_an_entry_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[3]);
    let before = files(dir.path());
    let refused = log.append(&[entry(3), vec![0; 65_536]], &ToySeal);
    assert!(matches!(refused, Err(Error::EntryTooLong(EntryTooLong(65_536)))));
    assert_eq!(files(dir.path()), before);
    log.append(&[vec![0; 65_535]], &ToySeal).unwrap();
    assert_eq!(log.read(3..4, &ToySeal).unwrap().next().unwrap().unwrap().entries, [vec![0; 65_535]]);
}

#[test]
fn a_copy_without_the_private_key_is_read_only() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[3]);
    std::fs::remove_file(log.dir().join("signing.key")).unwrap();
    assert!(matches!(log.append(&[b"x"], &ToySeal), Err(Error::NoSigningKey(_))));
    assert_eq!(read_all(&log), entries(0..3));
    assert!(fsck::check(log.dir(), &fsck::Request::default()).is_sound());
}

#[test]
fn nothing_is_signed_on_top_of_a_damaged_tree() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300]);
    let tile = log.dir().join("tile/0/001.p/44");
    let mut bytes = std::fs::read(&tile).unwrap();
    bytes[5] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    assert!(matches!(log.append(&[b"x"], &ToySeal), Err(Error::Damaged { .. })));
    assert_eq!(log.checkpoint().unwrap().size(), 300);
}

#[test]
fn partial_tiles_stay_until_the_full_one_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[2, 200, 256]);
    let tiles = |log: &Log| -> Vec<String> {
        files(&log.dir().join("tile")).iter().map(|path| path.display().to_string()).collect()
    };
    assert_eq!(tiles(&log), ["0/000", "1/000.p/1"]);
    log.append(&entries(256..300), &ToySeal).unwrap();
    log.append(&entries(300..301), &ToySeal).unwrap();
    assert_eq!(tiles(&log), ["0/000", "0/001.p/44", "0/001.p/45", "1/000.p/1"]);
}

#[test]
fn a_reader_at_an_earlier_checkpoint_still_finds_its_tiles() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[300]);
    let mut before = Tree::open(log.dir(), log.key()).unwrap();
    log.append(&entries(300..600), &ToySeal).unwrap();
    let path = before.inclusion_proof(299, 300).unwrap();
    verify_inclusion(leaf_hash(&entry(299)), 299, 300, &path, before.checkpoint().root()).unwrap();
}

#[test]
fn several_hands_append_in_turn() {
    let dir = tempfile::tempdir().unwrap();
    let log = new_log(dir.path());
    std::thread::scope(|scope| {
        for hand in 0..4u64 {
            let log = log.clone();
            scope.spawn(move || {
                for turn in 0..10u64 {
                    let made =
                        |first: u64| Ok::<_, ()>(vec![format!("{first}:{hand}:{turn}").into_bytes(); 3]);
                    log.append_with(made, &ToySeal).unwrap();
                }
            });
        }
    });
    let read = read_all(&log);
    assert_eq!(read.len(), 120);
    for (group, first) in read.chunks(3).zip((0..).step_by(3)) {
        assert!(
            group.iter().all(|entry| entry.starts_with(format!("{first}:").as_bytes()) && *entry == group[0])
        );
    }
    assert!(
        fsck::check(log.dir(), &fsck::Request { unseal: Some(&ToySeal), ..Default::default() }).is_sound()
    );
}

#[test]
fn cosignatures_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[3]);
    let witness = amana_custody::NoteSignature {
        name: "witness.example".into(),
        key_id: [1; 4],
        signature: vec![2; 72],
    };
    let cosigned = log.checkpoint().unwrap().with_signature(witness.clone());
    std::fs::write(log.dir().join("checkpoint"), cosigned.to_text()).unwrap();
    assert_eq!(log.checkpoint().unwrap().signatures()[1], witness);
    let proof = amana_custody::proof::EntryProof::of(&log, 1, &ToySeal).unwrap();
    assert_eq!(proof.checkpoint, cosigned);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_appends_make_one_sound_log(steps in proptest::collection::vec(1u64..700, 1..8), probe in any::<u64>()) {
        let dir = tempfile::tempdir().unwrap();
        let sizes: Vec<u64> = steps.iter().scan(0, |sum, step| { *sum += step; Some(*sum) }).collect();
        let log = log_of(dir.path(), &sizes);
        let size = *sizes.last().unwrap();
        prop_assert_eq!(read_all(&log), entries(0..size));
        let checked = fsck::check(log.dir(), &fsck::Request { unseal: Some(&ToySeal), ..Default::default() });
        prop_assert_eq!((&checked.findings, checked.size, checked.entries), (&Vec::new(), size, size));
        let (old, index) = (probe % (size + 1), probe % size);
        let mut tree = log.tree().unwrap();
        let (root, old_root) = (tree.checkpoint().root(), tree.root_at(old).unwrap());
        let proof = tree.consistency_proof(old, size).unwrap();
        prop_assert_eq!(verify_consistency((old, old_root), (size, root), &proof), Ok(()));
        let path = tree.inclusion_proof(index, size).unwrap();
        prop_assert_eq!(verify_inclusion(leaf_hash(&entry(index)), index, size, &path, root), Ok(()));
    }
}
