//! Every write, sync and rename fails in turn, with and without a power cut: the log is never inconsistent, and nothing
//! that was acknowledged is lost.

use std::sync::Arc;

use amana_custody::fsck::{self, Request};
use amana_custody::{Appended, Checkpoint, Error, Log};
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk, LossyDisk};
use amana_disk::{Disk, LocalDisk};
use proptest::prelude::*;

use crate::common::{ToySeal, entries, entry, key, new_log, on, read_all, unsynced_log_of};

/// What must hold at any time: sound at its checkpoint, entries 0..size as appended, none acknowledged missing, and no
/// earlier checkpoint contradicted.
fn assert_whole(log: &Log, acknowledged: u64, seen: &Checkpoint) {
    let seen = seen.to_text();
    let request = Request { unseal: Some(&ToySeal), older: Some(seen.as_bytes()), ..Request::default() };
    let report = fsck::check(log.dir(), &request);
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert!(report.size >= acknowledged, "{} of {acknowledged} acknowledged", report.size);
    assert_eq!(read_all(log), entries(0..report.size));
}

fn append_next(log: &Log, count: u64) -> Result<Appended, Error> {
    let first = log.checkpoint().unwrap().size();
    log.append(&entries(first..first + count), &ToySeal)
}

/// Counts the operations of one append, so that each can be made to fail.
fn operations(sizes: &[u64], count: u64) -> u64 {
    let dir = tempfile::tempdir().unwrap();
    unsynced_log_of(dir.path(), sizes);
    let disk = FaultyDisk::new(LossyDisk::new(dir.path()).unwrap(), Fault::none());
    append_next(&on(disk.clone(), dir.path()), count).unwrap();
    disk.operations()
}

fn with_fault(sizes: &[u64], count: u64, fault: Fault, luck: Option<u64>) {
    let dir = tempfile::tempdir().unwrap();
    let before = unsynced_log_of(dir.path(), sizes);
    let mut acknowledged = before.checkpoint().unwrap();
    let lossy = LossyDisk::new(dir.path()).unwrap();
    let log = on(FaultyDisk::new(lossy.clone(), fault), dir.path());
    if let Ok(appended) = append_next(&log, count) {
        acknowledged = appended.checkpoint;
    }
    // The machine goes on (or not), with what it has.
    assert_whole(&log, acknowledged.size(), &acknowledged);
    if let Some(mut luck) = luck {
        lossy.power_cut(|| splitmix(&mut luck)).unwrap();
    }
    let log = on(lossy.clone(), dir.path());
    assert_whole(&log, acknowledged.size(), &acknowledged);
    // Other entries than those of the torn append, so that its leftovers cannot pass for the new ones.
    let first = log.checkpoint().unwrap().size();
    let others: Vec<Vec<u8>> =
        (first..first + count + 3).map(|n| [b"other ", entry(n).as_slice()].concat()).collect();
    let appended = log.append(&others, &ToySeal).unwrap();
    lossy.power_cut(|| 0).unwrap();
    let report = fsck::check(log.dir(), &Request { unseal: Some(&ToySeal), ..Request::default() });
    assert_eq!((report.findings.as_slice(), report.size), ([].as_slice(), appended.checkpoint.size()));
    let read: Vec<_> =
        log.read(first..report.size, &ToySeal).unwrap().flat_map(|batch| batch.unwrap().entries).collect();
    assert_eq!(read, others);
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn each_operation_fails_in_turn() {
    for (sizes, count) in [(&[][..], 3), (&[200], 100), (&[4090], 20)] {
        for at in 0..operations(sizes, count) {
            with_fault(sizes, count, Fault::once(at, FaultKind::Io), None);
            with_fault(sizes, count, Fault::full_from(at), None);
            with_fault(sizes, count, Fault::crash_at(at), Some(0));
            with_fault(sizes, count, Fault::crash_at(at), Some(at + 1));
        }
    }
}

/// An append of many tiles syncs the whole file system instead of single files.
#[test]
fn a_large_append_is_as_safe() {
    let (sizes, count) = (&[100][..], 17_000);
    let all = operations(sizes, count);
    for at in (0..all).step_by(9).chain(all - 8..all) {
        with_fault(sizes, count, Fault::crash_at(at), Some(at));
    }
}

#[test]
fn taking_back_a_torn_append_may_fail_too() {
    // After the last operation but four comes the rename of the checkpoint, then its sync and two removals.
    let torn = |dir: &std::path::Path| {
        unsynced_log_of(dir, &[250]);
        let all = operations(&[250], 5000);
        let lossy = LossyDisk::new(dir).unwrap();
        let disk = FaultyDisk::new(lossy.clone(), Fault::crash_at(all - 4));
        append_next(&on(disk, dir), 5000).unwrap_err();
        lossy
    };
    let scratch = tempfile::tempdir().unwrap();
    let counting = FaultyDisk::new(torn(scratch.path()), Fault::none());
    append_next(&on(counting.clone(), scratch.path()), 1).unwrap();
    for at in 0..counting.operations() {
        let dir = tempfile::tempdir().unwrap();
        let lossy = torn(dir.path());
        let seen = on(LocalDisk, dir.path()).checkpoint().unwrap();
        let _ = append_next(&on(FaultyDisk::new(lossy.clone(), Fault::crash_at(at)), dir.path()), 1);
        let mut luck = at;
        lossy.power_cut(|| splitmix(&mut luck)).unwrap();
        let log = on(lossy.clone(), dir.path());
        assert_whole(&log, 250, &seen);
        append_next(&log, 700).unwrap();
        lossy.power_cut(|| 0).unwrap();
        assert_whole(&log, 950, &seen);
        assert_eq!(fsck::check(log.dir(), &Request::default()).findings, []);
    }
}

#[test]
fn an_interrupted_creation_is_repeated() {
    for at in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let lossy = LossyDisk::new(dir.path()).unwrap();
        let disk = FaultyDisk::new(lossy.clone(), Fault::crash_at(at));
        let custody = dir.path().join("custody");
        let created = Log::create(Arc::new(disk.clone()), &custody, &key());
        lossy.power_cut(|| 0).unwrap();
        if created.is_err() && !custody.join("checkpoint").exists() {
            Log::create(Arc::new(lossy.clone()), &custody, &key()).unwrap();
        }
        let log = on(lossy.clone(), dir.path());
        append_next(&log, 3).unwrap();
        lossy.power_cut(|| 0).unwrap();
        assert_eq!(read_all(&log), entries(0..3));
        if !disk.struck() {
            return;
        }
    }
}

#[test]
fn an_append_asks_for_few_operations() {
    let dir = tempfile::tempdir().unwrap();
    new_log(dir.path());
    let disk = FaultyDisk::new(LocalDisk, Fault::none());
    let log = on(disk.clone(), dir.path());
    append_next(&log, 500).unwrap();
    let first = disk.operations();
    append_next(&log, 5).unwrap();
    assert!(disk.operations() - first < 20, "{} operations for five entries", disk.operations() - first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A whole life: appends of any size, crashes and power cuts anywhere.
    #[test]
    fn a_life_with_many_crashes(steps in proptest::collection::vec((1u64..400, 0u64..60, any::<u64>()), 1..8)) {
        let dir = tempfile::tempdir().unwrap();
        let log = new_log(dir.path());
        let lossy = LossyDisk::new(dir.path()).unwrap();
        let mut acknowledged = log.checkpoint().unwrap();
        for (count, fault, mut luck) in steps {
            let disk: Arc<dyn Disk> = Arc::new(FaultyDisk::new(lossy.clone(), Fault::crash_at(fault)));
            let log = Log::open(disk, log.dir()).unwrap();
            if let Ok(appended) = append_next(&log, count) {
                acknowledged = appended.checkpoint;
            }
            lossy.power_cut(|| splitmix(&mut luck)).unwrap();
            assert_whole(&log, acknowledged.size(), &acknowledged);
        }
    }
}
