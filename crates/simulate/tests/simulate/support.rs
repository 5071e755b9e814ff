//! An archive of a small leak, taken in and looked at closely by a double that sees what the truth says; made once, copied for each test.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use amana_analysis::{CloseLook, CloseSeen, Limits, Size};
use amana_archive::keys::{Passphrase, WorkFactor};
use amana_archive::{
    AnalyseOptions, Archive, CustodianKey, InitOptions, IntakeOptions, Keyring, Layout, NewCustodian,
    OsEntropy, Services, SystemClock, init,
};
use amana_disk::LocalDisk;
use amana_model::{Agent, CloseObservation, Digest, Field, Finder, Marking, Reading, Script};
use amana_testkit::leak::{LeakOptions, Truth, generate};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The archive, open, and the truth about it.
pub(crate) struct Analysed {
    pub(crate) archive: Archive,
    pub(crate) truth: Truth,
    pub(crate) _folder: TempDir,
}

static MADE: OnceCell<TempDir> = OnceCell::const_new();

/// A copy of the archive.
pub(crate) async fn analysed() -> Analysed {
    let made = MADE.get_or_init(make).await;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("test.amana");
    copy_tree(&made.path().join("test.amana"), &root);
    let truth = Truth::read(&made.path().join("truth.json")).unwrap();
    Analysed { archive: open(&root), truth, _folder: folder }
}

async fn make() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (deposit, truth) = (folder.path().join("leak"), folder.path().join("truth.json"));
    let options = LeakOptions { photographs: 140, seed: 29, threads: 2, ..LeakOptions::default() };
    generate(&options, &deposit, &truth, &|_, _| {}).unwrap();
    let root = folder.path().join("test.amana");
    let custodian = NewCustodian { name: "one".into(), key: CustodianKey::Passphrase(passphrase()) };
    let options = InitOptions { root: root.clone(), custodians: vec![custodian], work: WorkFactor(10) };
    init(&options, Arc::new(LocalDisk), &services()).unwrap();
    let archive = open(&root);
    let stop = Arc::new(AtomicBool::new(false));
    let options = IntakeOptions {
        deposit: vec![deposit],
        medium: Some("a test".into()),
        note: None,
        depositor: None,
        threads: 2,
        analysis: Some(Limits::default()),
        containers: amana_deposit::Limits::default(),
        stop: stop.clone(),
    };
    archive.intake(&options, &()).await.unwrap();
    let look = Truthful::of(&Truth::read(&truth).unwrap());
    let options = AnalyseOptions { look: &look, limits: Limits::default(), threads: 2, stop: &stop };
    archive.analyse(&options, &()).await.unwrap();
    archive.close().await;
    folder
}

/// Finds a marking where the truth has a card, and reads some number on it.
struct Truthful(BTreeMap<Digest, bool>);

impl Truthful {
    fn of(truth: &Truth) -> Self {
        let cards = truth.files.iter().filter_map(|file| {
            let digest = file.sha256.as_ref()?.parse().ok()?;
            Some((digest, file.shown.as_ref()?.card.is_some()))
        });
        Self(cards.collect())
    }
}

impl CloseLook for Truthful {
    fn models(&self) -> Vec<String> {
        vec!["truthful 1".to_owned()]
    }

    fn look(&self, digest: Digest, _: &[u8], _: &Limits, _: &dyn Fn() -> bool) -> CloseSeen {
        let reading = Reading {
            line: 0,
            field: Field::Detainee,
            engine: "truthful 1".into(),
            raw: "7".into(),
            number: Some("7".into()),
            script: Some(Script::Western),
            probability: 0.5,
        };
        let marking = Marking {
            corners: [[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]],
            found_by: Finder::BrightPatch,
            score: 0.5,
            crop: None,
            readings: vec![reading],
        };
        let card = self.0.get(&digest).copied().unwrap_or_default();
        let markings: Vec<Marking> = card.then_some(marking).into_iter().collect();
        let crops = markings.iter().map(|_| (vec![0xff, 0xd8], Size { width: 1, height: 1 })).collect();
        let observation =
            CloseObservation { digest, size: Some((640, 480)), faces: Vec::new(), markings, crops: None };
        CloseSeen { observation, crops }
    }
}

fn passphrase() -> Passphrase {
    "a passphrase for a test".to_owned().into()
}

fn services() -> Services {
    let agent = Agent { name: "samar".into(), software: "amana test".into() };
    Services { clock: Box::new(SystemClock), entropy: Box::new(OsEntropy), agent }
}

fn open(root: &Path) -> Archive {
    let configuration = Archive::configuration_of(root).unwrap();
    let keyring = Keyring::unlock(&Layout::new(root), &configuration, &passphrase()).unwrap();
    Archive::open(root, Arc::new(LocalDisk), services(), Some(keyring)).unwrap()
}

fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
