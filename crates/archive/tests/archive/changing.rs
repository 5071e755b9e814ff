//! A deposit that changes, vanishes or is nowhere.

use amana_archive::ErrorKind;
use amana_model::Outcome;

use crate::support::{Fixture, intake, occurrences, options, small_deposit, verify};

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_that_is_nowhere_is_a_mistake() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let error = archive.intake(&options(&fixture.path("nowhere")), &()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Mistake);
    assert!(archive.running().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_is_reported_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt as _;
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let locked = deposit.join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::write(locked.join("inside"), "x").unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let readable = std::fs::read_dir(&locked).is_ok();
    let archive = fixture.open();
    let report = intake(&archive, &deposit).await.report.unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
    if readable {
        eprintln!("skipped: this user reads everything, so nothing is unreadable");
        return;
    }
    assert_eq!(report.counts.outcomes[&Outcome::Failed], 1);
    assert!(
        report.exceptions.iter().any(|file| file.at.path.0 == b"locked" && file.outcome == Outcome::Failed)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_intake_of_a_deposit_that_changed_records_the_change() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    // Killed right before its end: everything is recorded, the journal is there.
    let stopped = options(&deposit);
    let copy = fixture.path("journal");
    let keep = KeepJournal { from: fixture.root.join("intake"), to: copy.clone() };
    archive.intake(&stopped, &keep).await.unwrap();
    std::fs::remove_dir_all(fixture.root.join("intake")).unwrap();
    crate::support::copy_tree(&copy, &fixture.root.join("intake"));
    std::fs::remove_file(deposit.join("note.txt")).unwrap();
    std::fs::write(deposit.join("nothing"), "something now").unwrap();
    let again = intake(&archive, &deposit).await;
    let report = again.report.unwrap();
    assert!(again.resumed);
    assert_eq!(report.not_found_again, 2, "the removed file, and the changed one as it was");
    let rows = occurrences(&archive).await;
    assert_eq!(rows.iter().filter(|row| row.path.0 == b"nothing").count(), 2, "as it was and as it is");
    assert!(verify(&archive).await.is_sound());
}

/// Copies the journals away while the report is being written.
struct KeepJournal {
    from: std::path::PathBuf,
    to: std::path::PathBuf,
}

impl amana_archive::Progress for KeepJournal {
    fn update(&self, progress: &amana_archive::IntakeProgress) {
        if progress.stage == amana_archive::Stage::Closing {
            crate::support::copy_tree(&self.from, &self.to);
        }
    }
}
