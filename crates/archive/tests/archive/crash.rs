//! Every write, sync and rename fails in turn, and the same command goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use amana_archive::{ErrorKind, IntakeProgress, Progress};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk, LossyDisk};

use crate::support::{Fixture, by_path, intake, options, small_deposit, verify};

/// Whether anything is lost or double after an intake that was disturbed and then repeated.
async fn repeat_and_compare(fixture: &Fixture, deposit: &std::path::Path, reference: &Reference, what: &str) {
    let keyless = fixture.open_keyless(Arc::new(LocalDisk)).unwrap();
    let outcome =
        keyless.intake(&options(deposit), &()).await.unwrap_or_else(|e| panic!("{what}: {e} {e:?}"));
    drop(keyless);
    let archive = fixture.open();
    let recorded = by_path(&archive).await;
    assert_eq!(&recorded, reference, "{what}");
    if let Some(report) = outcome.report {
        assert_eq!(report.counts.found, recorded.len() as u64, "{what}");
        assert_eq!(report.not_found_again, 0, "{what}");
    }
    let checked = verify(&archive).await;
    assert!(checked.is_sound(), "{what}: {:?}", checked.findings);
    assert!(
        checked.findings.iter().all(|f| !f.what.contains("no event names")),
        "{what}: {:?}",
        checked.findings
    );
    archive.close().await;
}

type Reference = std::collections::BTreeMap<Vec<u8>, String>;

async fn reference(deposit: &std::path::Path) -> Reference {
    let fixture = Fixture::new();
    let archive = fixture.open();
    intake(&archive, deposit).await;
    by_path(&archive).await
}

async fn operations_of_an_intake(source: &Fixture, deposit: &std::path::Path) -> u64 {
    let counting = FaultyDisk::new(LocalDisk, Fault::none());
    let whole = source.copy();
    intake(&whole.open_keyless(Arc::new(counting.clone())).unwrap(), deposit).await;
    counting.operations()
}

async fn disturbed(fault: impl Fn(u64) -> Fault, every: usize) {
    let source = Fixture::new();
    let deposit = small_deposit(source.folder.path());
    let operations = operations_of_an_intake(&source, &deposit).await;
    let reference = reference(&deposit).await;
    assert!(operations > 60, "{operations}");
    for at in (0..operations).step_by(every) {
        let fixture = source.copy();
        let disk = FaultyDisk::new(LocalDisk, fault(at));
        let archive = fixture.open_keyless(Arc::new(disk.clone())).unwrap();
        let disturbed = archive.intake(&options(&deposit), &()).await;
        if disturbed.is_ok() {
            // Runs differ by a few operations, and an empty folder that could not be removed harms nobody.
            continue;
        }
        drop(archive);
        repeat_and_compare(&fixture, &deposit, &reference, &format!("operation {at} of {operations}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_operation_loses_nothing_and_doubles_nothing() {
    disturbed(Fault::crash_at, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_at_any_operation_loses_nothing_and_doubles_nothing() {
    disturbed(|at| Fault::once(at, FaultKind::Io), 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_the_intake_goes_on_when_there_is_space() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let disk = FaultyDisk::new(LocalDisk, Fault::full_from(20));
    let archive = fixture.open_keyless(Arc::new(disk)).unwrap();
    let error = archive.intake(&options(&deposit), &()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Machine);
    assert!(error.to_string().contains("full"), "{error}");
    drop(archive);
    repeat_and_compare(&fixture, &deposit, &reference(&deposit).await, "a full disk").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_keeps_what_was_acknowledged() {
    let source = Fixture::new();
    let deposit = small_deposit(source.folder.path());
    let reference = reference(&deposit).await;
    let operations = operations_of_an_intake(&source, &deposit).await;
    for seed in 0..12_u64 {
        let fixture = source.copy();
        let lossy = LossyDisk::new(&fixture.root).unwrap();
        let disk = FaultyDisk::new(lossy.clone(), Fault::crash_at(5 + seed * (operations - 10) / 12));
        let archive = fixture.open_keyless(Arc::new(disk)).unwrap();
        let disturbed = archive.intake(&options(&deposit), &()).await;
        drop(archive);
        if disturbed.is_ok() {
            continue;
        }
        let mut state = seed;
        let luck = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        lossy.power_cut(luck).unwrap();
        repeat_and_compare(&fixture, &deposit, &reference, &format!("power cut {seed}")).await;
    }
}

/// Asks to stop at the n-th progress report.
struct StopAt(Arc<AtomicBool>, AtomicU64);

impl Progress for StopAt {
    fn update(&self, _: &IntakeProgress) {
        if self.1.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.store(true, Ordering::SeqCst);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_intake_says_so_and_goes_on() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    let options = options(&deposit);
    let error = archive.intake(&options, &StopAt(options.stop.clone(), AtomicU64::new(1))).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Interrupted);
    assert_eq!(archive.running().unwrap().len(), 1);
    let accession = async || {
        archive.catch_up().await.unwrap();
        let mut rows = archive.catalog().await.unwrap().accessions().await.unwrap();
        (rows.len() == 1).then(|| rows.remove(0)).unwrap()
    };
    let open = accession().await;
    assert_eq!(
        (open.closed, open.counts.folders),
        (None, None),
        "folders are not yet counted, which is not none"
    );
    assert_eq!(serde_json::to_value(&open).unwrap()["counts"]["folders"], serde_json::Value::Null);
    let outcome = intake(&archive, &deposit).await;
    assert!(outcome.resumed);
    let report = outcome.report.unwrap();
    assert_eq!(report.resumed, 1);
    assert!(report.counts.folders.is_some());
    assert_eq!(accession().await.counts, report.counts);
    assert!(archive.running().unwrap().is_empty());
    assert_eq!(by_path(&archive).await, reference(&deposit).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_intakes_at_once_do_not_disturb_each_other_and_one_deposit_is_taken_in_once() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let other = fixture.path("other");
    std::fs::create_dir(&other).unwrap();
    for number in 0..40 {
        std::fs::write(other.join(format!("{number}.jpg")), crate::support::picture(number)).unwrap();
    }
    // Two threads with runtimes of their own, as two processes have.
    let at_once = |deposit: std::path::PathBuf, archive: amana_archive::Archive| {
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            let outcome = runtime.block_on(archive.intake(&options(&deposit), &()));
            runtime.block_on(archive.close());
            outcome.unwrap().report.unwrap()
        })
    };
    let threads = [at_once(deposit.clone(), fixture.open()), at_once(other, fixture.open())];
    for thread in threads {
        assert!(thread.join().unwrap().counts.adds_up());
    }
    let archive = fixture.open();
    assert!(verify(&archive).await.is_sound());
    assert_eq!(by_path(&archive).await.len(), reference(&deposit).await.len() + 40);
}
