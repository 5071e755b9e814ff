//! A leak goes in whole, and everything that was there is there.

use std::collections::{BTreeMap, BTreeSet};

use amana_archive::look::Table;
use amana_custody::proof::EntryProof;
use amana_model::{Outcome, PathBytes};
use amana_testkit::leak::truth;
use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use crate::support::{Fixture, by_path, intake, leak, occurrences, small_deposit, verify};

fn bytes_of(file: &truth::File) -> Vec<u8> {
    match &file.path_base64 {
        Some(text) => base64::engine::general_purpose::STANDARD.decode(text).unwrap(),
        None => file.path.clone().into_bytes(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_synthetic_leak_is_recorded_as_its_truth_says() {
    let fixture = Fixture::new();
    let (deposit, truth) = leak(&fixture, 200, 11);
    let archive = fixture.open();
    let outcome = intake(&archive, &deposit).await;
    let report = outcome.report.unwrap();
    assert!(report.counts.adds_up());

    let recorded = by_path(&archive).await;
    for file in truth.files.iter().filter(|file| file.kind != truth::Kind::EmptyFolder) {
        let digest =
            recorded.get(&bytes_of(file)).unwrap_or_else(|| panic!("{:?} is not recorded", file.path));
        if let Some(sha256) = &file.sha256 {
            assert_eq!(digest, sha256, "{:?}", file.path);
        }
    }
    let there = truth.files.iter().filter(|file| file.kind != truth::Kind::EmptyFolder).count() as u64;
    assert_eq!(report.counts.found, there, "{:?}", report.counts);
    let contents: BTreeSet<_> = recorded.values().filter(|digest| !digest.is_empty()).collect();
    assert_eq!(report.counts.outcomes[&Outcome::Kept], contents.len() as u64);
    let checked = verify(&archive).await;
    assert!(checked.is_sound(), "{:?}", checked.findings);
    assert_eq!(checked.originals, contents.len() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_root_digest_is_what_sha256sum_says() {
    let fixture = Fixture::new();
    let deposit = fixture.path("plain");
    std::fs::create_dir_all(deposit.join("b")).unwrap();
    for (name, text) in [("a.txt", "1"), ("b/c.txt", "2"), ("b c.txt", "3")] {
        std::fs::write(deposit.join(name), text).unwrap();
    }
    let archive = fixture.open();
    let report = intake(&archive, &deposit).await.report.unwrap();
    let script = "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum";
    let output =
        std::process::Command::new("sh").args(["-c", script]).current_dir(&deposit).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().split(' ').next().unwrap(),
        report.root_digest.to_string()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_object_per_content_and_one_occurrence_per_path() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    let first = intake(&archive, &deposit).await.report.unwrap();
    let objects = crate::support::files(&fixture.root.join("store")).len();
    let second = intake(&archive, &deposit).await.report.unwrap();
    assert_eq!(second.counts.outcomes.get(&Outcome::Kept), None, "{:?}", second.counts);
    assert_eq!(second.root_digest, first.root_digest);
    // The second intake adds its report and nothing else.
    assert_eq!(crate::support::files(&fixture.root.join("store")).len(), objects + 1);
    let status = archive.status().await.unwrap();
    assert_eq!(status.occurrences, first.counts.found + second.counts.found);
    assert_eq!(status.originals, first.counts.outcomes[&Outcome::Kept]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_files_of_one_name_and_two_spellings_of_one_name_stay_apart() {
    let fixture = Fixture::new();
    let deposit = fixture.path("many");
    for number in 0..300 {
        let folder = deposit.join(number.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("IMG_0001.JPG"), number.to_string()).unwrap();
    }
    std::fs::write(deposit.join("e\u{301}"), "decomposed").unwrap();
    std::fs::write(deposit.join("\u{e9}"), "composed").unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let recorded = by_path(&archive).await;
    assert_eq!(recorded.len(), 302);
    for number in 0..300 {
        let digest = Sha256::digest(number.to_string());
        assert_eq!(
            recorded[format!("{number}/IMG_0001.JPG").as_bytes()],
            amana_model::Digest(digest.into()).to_string()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuilt_catalog_gives_the_same_answers() {
    let fixture = Fixture::new();
    let (deposit, _) = leak(&fixture, 120, 3);
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let before = tables(&archive).await;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(tables(&archive).await, before);
}

/// The tables but for the events of asking for them.
async fn tables(archive: &amana_archive::Archive) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    let catalog = archive.catalog().await.unwrap();
    for table in [Table::Occurrences, Table::Photographs, Table::Copies, Table::Events] {
        let mut rows = Vec::new();
        catalog
            .table(table, &mut |cells| {
                rows.push(format!("{cells:?}"));
                Ok(())
            })
            .await
            .unwrap();
        assert!(table == Table::Copies || !rows.is_empty());
        all.insert(table.word(), rows);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_comes_back_with_a_proof() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    for row in occurrences(&archive).await.into_iter().filter(|row| row.outcome == Outcome::Kept) {
        let digest = row.digest.unwrap();
        let mut plain = Vec::new();
        archive.restore(&digest, "a test", None, &mut plain).await.unwrap();
        assert_eq!(amana_model::Digest(Sha256::digest(&plain).into()), digest);
        let proof = archive.prove(&digest).await.unwrap();
        let parsed = EntryProof::parse(proof.as_bytes()).unwrap();
        parsed.verify(&archive.configuration().log_key.parse().unwrap()).unwrap();
        assert!(String::from_utf8(parsed.entry).unwrap().contains(&digest.to_string()));
        let check = archive.check_proof(&digest).await.unwrap();
        assert!(check.bytes_intact && check.in_log);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_times_are_kept_to_the_byte_and_nanosecond() {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let note = std::fs::File::options().write(true).open(deposit.join("note.txt")).unwrap();
    note.set_modified(std::time::UNIX_EPOCH + std::time::Duration::new(1_331_800_000, 123_456_789)).unwrap();
    let before = crate::support::files(&deposit)
        .into_iter()
        .map(|path| (path.clone(), path.symlink_metadata().unwrap().modified().unwrap()))
        .collect::<Vec<_>>();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let rows = occurrences(&archive).await;
    let note = rows.iter().find(|row| row.path.0 == b"note.txt").unwrap();
    assert_eq!(note.modified.unwrap().to_string(), "2012-03-15T08:26:40.123456789Z");
    for name in [
        &b"line\nfeed "[..],
        b"not utf-8 \xff",
        "2012_شرطة 12-04/IMG_0001.JPG".as_bytes(),
        b"box.tar!/a/one.txt",
    ] {
        assert!(rows.iter().any(|row| row.path == PathBytes(name.to_vec())), "{}", name.escape_ascii());
    }
    let link = rows.iter().find(|row| row.path.0 == b"link").unwrap();
    assert_eq!(
        (link.outcome, link.target.as_ref().unwrap().0.as_slice()),
        (Outcome::Symlink, &b"note.txt"[..])
    );
    for (path, modified) in before {
        assert_eq!(
            path.symlink_metadata().unwrap().modified().unwrap(),
            modified,
            "the deposit was written to: {path:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_deposits_in_one_accession_and_a_clock_that_goes_backwards() {
    let fixture = Fixture::new();
    let one = small_deposit(fixture.folder.path());
    let two = fixture.path("two");
    std::fs::create_dir(&two).unwrap();
    std::fs::write(two.join("note.txt"), "another note").unwrap();
    let archive = fixture.open();
    let mut options = crate::support::options(&one);
    options.deposit.push(two);
    let report = archive.intake(&options, &()).await.unwrap().report.unwrap();
    assert_eq!(report.sources.len(), 2);
    let rows = occurrences(&archive).await;
    assert_eq!(
        rows.iter().filter(|row| row.path.0 == b"note.txt").map(|row| row.source).collect::<Vec<_>>(),
        [0, 1]
    );
    archive.close().await;
    let back = amana_archive::Archive::open(
        &fixture.root,
        std::sync::Arc::new(amana_disk::LocalDisk),
        crate::support::services_at("1999-01-01T00:00:00Z"),
        Some(fixture.keyring("one")),
    )
    .unwrap();
    intake(&back, &one).await;
    assert!(verify(&back).await.is_sound());
}
