//! A whole archive for a test: made in a moment, with or without keys, on any disk.

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use amana_archive::keys::{Passphrase, WorkFactor};
use amana_archive::look::{OccurrenceFilter, OccurrenceRow};
use amana_archive::{
    Archive, CustodianKey, InitOptions, IntakeOptions, IntakeOutcome, Keyring, Layout, NewCustodian,
    OsEntropy, Result, Sample, Services, VerifyOptions, VerifyReport,
};
use amana_disk::{Disk, LocalDisk};
use amana_model::{Agent, Clock, UtcTime};
use amana_testkit::leak::truth::Truth;
use amana_testkit::leak::{LeakOptions, generate};
use tempfile::TempDir;

/// Ticks a second at each look.
pub(crate) struct TickingClock(AtomicI64);

impl TickingClock {
    pub(crate) fn from(text: &str) -> Self {
        Self(AtomicI64::new(text.parse::<UtcTime>().unwrap().unix_millis()))
    }
}

impl Clock for TickingClock {
    fn now(&self) -> UtcTime {
        UtcTime::from_unix_millis(self.0.fetch_add(1000, Ordering::SeqCst)).unwrap()
    }
}

pub(crate) struct Fixture {
    pub(crate) folder: TempDir,
    pub(crate) root: PathBuf,
}

pub(crate) fn services() -> Services {
    services_at("2026-11-23T10:00:00Z")
}

pub(crate) fn services_at(time: &str) -> Services {
    Services {
        clock: Box::new(TickingClock::from(time)),
        entropy: Box::new(OsEntropy),
        agent: Agent { name: "samar".into(), software: "amana test".into() },
    }
}

pub(crate) fn passphrase(of: &str) -> Passphrase {
    format!("passphrase of {of}").into()
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::with_custodians(&["one"])
    }

    pub(crate) fn with_custodians(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("test.amana");
        let custodian = |name: &&str| NewCustodian {
            name: (*name).into(),
            key: CustodianKey::Passphrase(passphrase(name)),
        };
        let options = InitOptions {
            root: root.clone(),
            custodians: names.iter().map(custodian).collect(),
            work: WorkFactor(10),
        };
        amana_archive::init(&options, Arc::new(LocalDisk), &services()).unwrap();
        Self { folder, root }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn keyring(&self, custodian: &str) -> Keyring {
        let configuration = Archive::configuration_of(&self.root).unwrap();
        Keyring::unlock(&Layout::new(&self.root), &configuration, &passphrase(custodian)).unwrap()
    }

    pub(crate) fn open(&self) -> Archive {
        let custodian = Archive::configuration_of(&self.root).unwrap().custodians[0].name.clone();
        Archive::open(&self.root, Arc::new(LocalDisk), services(), Some(self.keyring(&custodian))).unwrap()
    }

    pub(crate) fn open_keyless(&self, disk: Arc<dyn Disk>) -> Result<Archive> {
        Archive::open(&self.root, disk, services(), None)
    }

    /// A copy of the archive's folder, to be harmed.
    pub(crate) fn copy(&self) -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("test.amana");
        copy_tree(&self.root, &root);
        Fixture { folder, root }
    }
}

pub(crate) fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).map(|_| ()).unwrap();
        }
    }
}

/// Every file below a folder.
pub(crate) fn files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![below.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path())
            } else {
                found.push(entry.path())
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn options(deposit: &Path) -> IntakeOptions {
    IntakeOptions {
        deposit: vec![deposit.to_owned()],
        medium: Some("a test".into()),
        note: None,
        depositor: None,
        threads: 2,
        analysis: Some(amana_analysis::Limits::default()),
        containers: amana_deposit::Limits::default(),
        stop: Arc::new(AtomicBool::new(false)),
    }
}

pub(crate) async fn intake(archive: &Archive, deposit: &Path) -> IntakeOutcome {
    archive.intake(&options(deposit), &()).await.unwrap()
}

pub(crate) async fn verify(archive: &Archive) -> VerifyReport {
    verify_against(archive, None).await
}

pub(crate) async fn verify_against(archive: &Archive, seen: Option<&str>) -> VerifyReport {
    let stop = AtomicBool::new(false);
    let options =
        VerifyOptions { sample: Sample::All, threads: 2, seen, progress: &|_, _, _| {}, stop: &stop };
    archive.verify(&options).await.unwrap()
}

pub(crate) async fn occurrences(archive: &Archive) -> Vec<OccurrenceRow> {
    archive.catch_up().await.unwrap();
    archive.catalog().await.unwrap().occurrences(&OccurrenceFilter::default(), 0, 1_000_000).await.unwrap()
}

/// Path bytes → digest in hexadecimal (empty where there is none), over all occurrences; panics on a path twice.
pub(crate) async fn by_path(archive: &Archive) -> BTreeMap<Vec<u8>, String> {
    let mut map = BTreeMap::new();
    for row in occurrences(archive).await {
        let digest = row.digest.map(|digest| digest.to_string()).unwrap_or_default();
        let before = map.insert(row.path.0.clone(), digest);
        assert!(before.is_none(), "{:?} is recorded twice", row.path);
    }
    map
}

/// A synthetic leak as a deposit, and the truth about it.
pub(crate) fn leak(fixture: &Fixture, photographs: u32, seed: u64) -> (PathBuf, Truth) {
    let (deposit, truth) = (fixture.path("leak"), fixture.path("truth.json"));
    let options = LeakOptions { photographs, seed, threads: 2, ..LeakOptions::default() };
    generate(&options, &deposit, &truth, &|_, _| {}).unwrap();
    (deposit, Truth::read(&truth).unwrap())
}

/// A small deposit with something of everything that a crash could lose.
pub(crate) fn small_deposit(folder: &Path) -> PathBuf {
    let deposit = folder.join("deposit");
    let inner = deposit.join("2012_شرطة 12-04");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::create_dir(deposit.join("empty folder")).unwrap();
    for (number, name) in ["IMG_0001.JPG", "copy of IMG_0001.JPG"].iter().enumerate() {
        std::fs::write(inner.join(name), picture(0)).unwrap();
        std::fs::write(deposit.join(format!("DSC_{number}.JPG")), picture(number as u8 + 1)).unwrap();
    }
    std::fs::write(deposit.join("note.txt"), "a note").unwrap();
    std::fs::write(deposit.join("nothing"), "").unwrap();
    std::fs::write(deposit.join("line\nfeed "), "odd name").unwrap();
    std::fs::write(deposit.join(std::ffi::OsStr::from_bytes(b"not utf-8 \xff")), "odder name").unwrap();
    std::os::unix::fs::symlink("note.txt", deposit.join("link")).unwrap();
    std::fs::write(deposit.join("box.tar"), tar(&[("a/one.txt", b"one"), ("two.jpg", &picture(3))])).unwrap();
    deposit
}

/// A small JPEG that differs by `shade`.
pub(crate) fn picture(shade: u8) -> Vec<u8> {
    let pixels: Vec<u8> = (0..96u32 * 64).map(|at| (at * u32::from(shade + 3) / 7 % 251) as u8).collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&pixels, 96, 64, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

/// A plain ustar archive (POSIX.1-1988).
pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_331_800_000);
        // Straight into the header: the builder refuses the very names that these tests need.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}
