//! Hostile deposits: refused or kept as opaque originals, reported, and nothing else stops.

use std::path::Path;

use amana_model::{Condition, Outcome};

use crate::support::{Fixture, intake, occurrences, picture, tar, verify};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");

#[tokio::test(flavor = "multi_thread")]
async fn pipes_links_and_bombs_are_recorded_and_never_followed() {
    let fixture = Fixture::new();
    let deposit = fixture.path("hostile");
    std::fs::create_dir(&deposit).unwrap();
    let secret = fixture.path("secret");
    std::fs::write(&secret, "outside the deposit").unwrap();
    std::os::unix::fs::symlink(&secret, deposit.join("out")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", deposit.join("zero")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, deposit.join("pipe"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .unwrap();
    std::fs::write(deposit.join("slip.tar"), tar(&[("a.txt", b"a"), ("b/../c.txt", b"b")])).unwrap();
    std::fs::write(
        deposit.join("<img src=x onerror=alert(1)>.jpg"),
        "<html><script>alert(1)</script></html>",
    )
    .unwrap();
    std::fs::write(deposit.join("=cmd|'calc'!A0.jpg"), picture(1)).unwrap();
    std::fs::write(deposit.join("whole.jpg"), picture(2)).unwrap();
    let archive = fixture.open();
    let report = intake(&archive, &deposit).await.report.unwrap();
    assert!(report.counts.adds_up());
    let rows = occurrences(&archive).await;
    let of = |path: &str| {
        rows.iter().find(|row| row.path.0 == path.as_bytes()).unwrap_or_else(|| panic!("{path}"))
    };
    assert_eq!(of("out").outcome, Outcome::Symlink);
    assert_eq!(of("zero").outcome, Outcome::Symlink);
    assert_eq!(of("pipe").outcome, Outcome::Special);
    assert_eq!(of("slip.tar!/b/../c.txt").outcome, Outcome::Kept);
    assert!(of("slip.tar!/b/../c.txt").reason.as_ref().unwrap().contains("lead out"));
    assert_eq!(of("whole.jpg").outcome, Outcome::Kept);
    let html = of("<img src=x onerror=alert(1)>.jpg").digest.unwrap();
    let photograph = archive.catalog().await.unwrap().photograph(&html).await.unwrap().unwrap();
    assert_eq!(photograph.observation.unwrap().condition, Condition::Unreadable);
    let outside = <sha2::Sha256 as sha2::Digest>::digest("outside the deposit");
    assert!(rows.iter().all(|row| row.digest.is_none_or(|digest| digest.0[..] != outside[..])));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hostile_files_of_others_are_taken_in_as_they_are() {
    let hostile = Path::new(SHARED).join("hostile");
    if !hostile.is_dir() {
        eprintln!("skipped: ../shared/data is not there");
        return;
    }
    let fixture = Fixture::new();
    let archive = fixture.open();
    let report = intake(&archive, &hostile).await.report.unwrap();
    assert!(report.counts.adds_up());
    let there = crate::support::files(&hostile).len() as u64;
    assert_eq!(report.counts.found - report.counts.in_containers, there);
    assert!(verify(&archive).await.is_sound());
    assert!(!Path::new("/tmp/evil.txt").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_turntable_photographs_are_a_real_accession() {
    let turntable = Path::new(SHARED).join("photographs/turntable/images");
    if !turntable.is_dir() {
        eprintln!("skipped: ../shared/data is not there");
        return;
    }
    let fixture = Fixture::new();
    let archive = fixture.open();
    intake(&archive, &turntable).await;
    let status = archive.status().await.unwrap();
    assert_eq!((status.photographs, status.conditions.get("ready").copied()), (16, Some(16)), "{status:?}");
    assert_eq!(status.copy_groups, 0, "neighbours are alike, and no two are the same picture");
}

/// Two contents with one MD5 digest, 79054025255fb1a26e4bc422aef54eb4 (Wang, Feng, Lai, Yu 2004).
const TWINS: [&str; 2] = [
    "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f8955ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5bd8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70",
    "d131dd02c5e6eec4693d9a0698aff95c2fcab50712467eab4004583eb8fb7f8955ad340609f4b30283e4888325f1415a085125e8f7cdc99fd91dbd7280373c5bd8823e3156348f5bae6dacd436c919c6dd53e23487da03fd02396306d248cda0e99f33420f577ee8ce54b67080280d1ec69821bcb6a8839396f965ab6ff72a70",
];

#[tokio::test(flavor = "multi_thread")]
async fn twins_with_one_md5_stay_two() {
    let fixture = Fixture::new();
    let deposit = fixture.path("twins");
    for (folder, hex) in ["a", "b"].iter().zip(TWINS) {
        std::fs::create_dir_all(deposit.join(folder)).unwrap();
        let path = deposit.join(folder).join("IMG_0001.JPG");
        std::fs::write(&path, data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap();
        std::fs::File::options().write(true).open(path).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    let archive = fixture.open();
    let report = intake(&archive, &deposit).await.report.unwrap();
    assert_eq!(report.counts.outcomes[&Outcome::Kept], 2);
}
