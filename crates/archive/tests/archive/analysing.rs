//! The close analysis of a whole archive: owed once, stopped and gone on with, never lost, never taken away.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use amana_analysis::{CloseLook, CloseSeen, Limits, Size};
use amana_archive::look::{About, Cell, Table};
use amana_archive::{AnalyseOptions, Analysed, Archive, ErrorKind, Result};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultyDisk};
use amana_model::{
    Among, CloseObservation, Digest, Embedding, Face, Field, Finder, Marking, Reading, Script,
};

use crate::support::{Fixture, intake, services, small_deposit, verify};

/// Sees one face and one marking in every picture, and says what it was told to say.
pub(crate) struct Told {
    pub(crate) models: Vec<String>,
    pub(crate) number: &'static str,
    /// How sure it is of a number.
    pub(crate) sure: f32,
    pub(crate) looks: AtomicU64,
    /// Where the face is: 10 is apart from the marking, 110 in its middle.
    pub(crate) face_at: f32,
    /// Stops after so many looks.
    pub(crate) stop_at: u64,
    pub(crate) stop: AtomicBool,
}

impl Told {
    pub(crate) fn new(models: &[&str], number: &'static str) -> Self {
        let models = models.iter().map(|model| (*model).to_owned()).collect();
        Self {
            models,
            number,
            sure: 0.75,
            looks: AtomicU64::new(0),
            face_at: 10.0,
            stop_at: u64::MAX,
            stop: AtomicBool::new(false),
        }
    }
}

impl CloseLook for Told {
    fn models(&self) -> Vec<String> {
        self.models.clone()
    }

    fn look(&self, digest: Digest, bytes: &[u8], _: &Limits, _: &dyn Fn() -> bool) -> CloseSeen {
        let looks = self.looks.fetch_add(1, Ordering::SeqCst) + 1;
        self.stop.fetch_or(looks >= self.stop_at, Ordering::SeqCst);
        assert!(looks != 2 || self.number != "panic", "an engine that fails");
        let square = |at: f32| [[at, at], [at + 50.0, at], [at + 50.0, at + 50.0], [at, at + 50.0]];
        let face = Face {
            corners: square(self.face_at),
            landmarks: [[20.0, 20.0], [40.0, 20.0], [30.0, 30.0], [22.0, 40.0], [38.0, 40.0]],
            roll: -90.5,
            score: 0.9,
            quality: 0.5,
            embedding: Embedding::of(&std::array::from_fn(|i| i as f32 - f32::from(digest.0[0]))),
        };
        let reading = Reading {
            line: 1,
            field: Field::Detainee,
            engine: "told 1".into(),
            raw: "٢٣".into(),
            number: Some(self.number.into()),
            script: Some(Script::ArabicIndic),
            probability: self.sure,
        };
        let marking = Marking {
            corners: square(100.0),
            found_by: Finder::BrightPatch,
            score: 0.25,
            crop: None,
            readings: vec![reading],
        };
        let size = Some((640, bytes.len() as u32));
        let observation =
            CloseObservation { digest, size, faces: vec![face], markings: vec![marking], crops: None };
        CloseSeen { observation, crops: vec![(bytes[..8].to_vec(), Size { width: 8, height: 1 })] }
    }
}

pub(crate) async fn analyse(archive: &Archive, look: &Told) -> Result<Analysed> {
    let options = AnalyseOptions { look, limits: Limits::default(), threads: 2, stop: &look.stop };
    archive.analyse(&options, &()).await
}

pub(crate) async fn rows(archive: &Archive, table: Table) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut keep = |cells: &[Cell]| {
        rows.push(cells.to_vec());
        Ok(())
    };
    archive.table(table, &mut keep).await.unwrap();
    rows
}

/// The text that each reading gives.
async fn texts(archive: &Archive) -> Vec<Cell> {
    rows(archive, Table::Readings).await.into_iter().map(|row| row[4].clone()).collect()
}

pub(crate) async fn taken_in() -> (Fixture, usize) {
    let fixture = Fixture::new();
    let deposit = small_deposit(fixture.folder.path());
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let readable = rows(&archive, Table::Photographs)
        .await
        .iter()
        .filter(|row| matches!(row[13], Cell::Real(readable) if readable > 0.0))
        .count();
    archive.close().await;
    assert!(readable >= 4, "{readable}");
    (fixture, readable)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_photograph_is_looked_at_once_and_a_rebuilt_catalog_says_the_same() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    let look = Told::new(&["told 1"], "23");
    let analysed = analyse(&archive, &look).await.unwrap();
    let expected = readable as u64;
    assert_eq!((analysed.owed, analysed.looked, analysed.undecoded), (expected, expected, 0));
    assert_eq!((analysed.faces, analysed.markings, analysed.numbers), (expected, expected, expected));
    let again = analyse(&archive, &Told::new(&["told 1"], "99")).await.unwrap();
    assert_eq!((again.owed, again.looked), (0, 0));

    let tables = [Table::Faces, Table::Markings, Table::Readings];
    let mut before = Vec::new();
    for table in tables {
        before.push(rows(&archive, table).await);
    }
    assert!(before.iter().all(|rows| rows.len() == readable));
    assert_eq!(before[0][0][2], Cell::Text("10 10 50 50".into()));
    assert_eq!(before[2][0][4], Cell::Text("23".into()));
    assert!(verify(&archive).await.findings.is_empty());
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    for (table, before) in tables.into_iter().zip(&before) {
        assert_eq!(&rows(&archive, table).await, before, "{}", table.word());
    }
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_models_look_again_and_fewer_never_take_anything_away() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Told::new(&["a 1", "b 1"], "2")).await.unwrap();
    let fewer = analyse(&archive, &Told::new(&["a 1"], "1")).await.unwrap();
    assert_eq!(fewer.owed, 0);
    assert_eq!(texts(&archive).await, vec![Cell::Text("2".into()); readable]);
    let other = analyse(&archive, &Told::new(&["a 2", "b 1"], "3")).await.unwrap();
    assert_eq!(other.looked, readable as u64);
    let more = analyse(&archive, &Told::new(&["a 1", "b 1", "c 1"], "4")).await.unwrap();
    assert_eq!(more.looked, readable as u64);
    assert_eq!(texts(&archive).await, vec![Cell::Text("4".into()); readable]);
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(texts(&archive).await, vec![Cell::Text("4".into()); readable]);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_analysis_keeps_what_it_saw_and_goes_on() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    let stopped = Told { stop_at: 2, ..Told::new(&["told 1"], "23") };
    let error = analyse(&archive, &stopped).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Interrupted);
    let seen = rows(&archive, Table::Readings).await.len();
    assert!(seen >= 2 && seen < readable, "{seen} of {readable}");
    let rest = analyse(&archive, &Told::new(&["told 1"], "24")).await.unwrap();
    assert_eq!(rest.looked as usize, readable - seen);
    assert_eq!(rows(&archive, Table::Readings).await.len(), readable);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_fails_on_one_picture_stops_nothing_else() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    let analysed = analyse(&archive, &Told::new(&["told 1"], "panic")).await.unwrap();
    assert_eq!((analysed.looked, analysed.undecoded), (readable as u64, 1));
    assert_eq!(rows(&archive, Table::Faces).await.len(), readable - 1);
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_original_is_left_to_verify_and_the_rest_goes_on() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    let digest = match &rows(&archive, Table::Photographs).await[0][0] {
        Cell::Text(digest) => digest.parse::<Digest>().unwrap(),
        other => panic!("{other:?}"),
    };
    let catalog = archive.catalog().await.unwrap();
    let sealed = catalog.photograph(&digest).await.unwrap().unwrap().sealed.to_string();
    let path = fixture.root.join("store").join(&sealed[..2]).join(&sealed[2..4]).join(&sealed);
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let analysed = analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    assert_eq!((analysed.looked, analysed.undecoded), (readable as u64, 1));
    assert!(!verify(&archive).await.is_sound());
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_operation_loses_nothing_and_leaves_nothing_behind() {
    let (source, readable) = taken_in().await;
    let counting = FaultyDisk::new(LocalDisk, Fault::none());
    let open = |fixture: &Fixture, disk: &FaultyDisk<LocalDisk>| {
        Archive::open(&fixture.root, Arc::new(disk.clone()), services(), Some(fixture.keyring("one")))
    };
    let whole = source.copy();
    let archive = open(&whole, &counting).unwrap();
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    archive.close().await;
    let operations = counting.operations();
    assert!(operations > 10, "{operations}");
    for at in 0..operations {
        let fixture = source.copy();
        let archive = open(&fixture, &FaultyDisk::new(LocalDisk, Fault::crash_at(at))).unwrap();
        let _ = analyse(&archive, &Told::new(&["told 1"], "23")).await;
        archive.close().await;
        let archive = fixture.open();
        analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap_or_else(|e| panic!("{at}: {e}"));
        assert_eq!(rows(&archive, Table::Readings).await.len(), readable, "operation {at}");
        let checked = verify(&archive).await;
        assert!(checked.findings.is_empty(), "operation {at}: {:?}", checked.findings);
        archive.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_analyses_at_once_are_refused() {
    let (fixture, _) = taken_in().await;
    let (one, two) = (fixture.open(), fixture.open());
    std::fs::create_dir_all(fixture.root.join("analysis")).unwrap();
    let lock = std::fs::File::open(fixture.root.join("analysis")).unwrap();
    lock.lock().unwrap();
    let error = analyse(&one, &Told::new(&["told 1"], "23")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Mistake);
    drop(lock);
    analyse(&two, &Told::new(&["told 1"], "23")).await.unwrap();
}

/// Keeps the order in which originals are looked at.
struct InOrder(Told, std::sync::Mutex<Vec<Digest>>);

impl CloseLook for InOrder {
    fn models(&self) -> Vec<String> {
        self.0.models()
    }

    fn look(&self, digest: Digest, bytes: &[u8], limits: &Limits, spent: &dyn Fn() -> bool) -> CloseSeen {
        self.1.lock().unwrap().push(digest);
        self.0.look(digest, bytes, limits, spent)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_desk_asks_for_is_looked_at_first_and_nothing_twice() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    let digest = |row: &Vec<Cell>| match (&row[0], &row[13]) {
        (Cell::Text(hex), Cell::Real(readable)) if *readable > 0.0 => Some(hex.parse::<Digest>().unwrap()),
        _ => None,
    };
    let all: Vec<Digest> = rows(&archive, Table::Photographs).await.iter().filter_map(digest).collect();
    let asked = all[readable - 1];
    for _ in 0..2 {
        archive.ask_for_a_look(&[asked, Digest([3; 32])]).await.unwrap();
    }
    std::fs::write(fixture.root.join("asked/not a name"), "").unwrap();
    let look = InOrder(Told::new(&["told 1"], "23"), Vec::new().into());
    let options = AnalyseOptions { look: &look, limits: Limits::default(), threads: 1, stop: &look.0.stop };
    archive.analyse(&options, &()).await.unwrap();
    let mut order = look.1.into_inner().unwrap();
    assert_eq!(order[0], asked);
    assert_eq!(order[1..], all[..readable - 1], "then the order of the log");
    order.sort();
    order.dedup();
    assert_eq!(order.len(), readable);
    archive.ask_for_a_look(&[asked]).await.unwrap();
    let left = std::fs::read_dir(fixture.root.join("asked")).unwrap();
    assert_eq!(
        left.filter(|entry| entry.as_ref().unwrap().file_name() != "not a name").count(),
        0,
        "it was looked at"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn faces_are_compared_among_those_asked_for_and_the_event_says_so() {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    let agent = amana_model::Agent { name: "samar".into(), software: "amana test".into() };
    let asked = Embedding::of(&std::array::from_fn(|i| i as f32)).unwrap();
    let accession = archive.catalog().await.unwrap().accessions().await.unwrap()[0].id.clone();
    let rank = async |among: &Among| {
        archive.similar_faces(&agent, Digest([5; 32]), &asked, "a trial", among, 50).await
    };
    assert_eq!(rank(&Among::default()).await.unwrap().len(), readable);
    let of = Among { accession: Some(accession), ..Among::default() };
    assert_eq!(rank(&of).await.unwrap().len(), readable);
    let elsewhere = Among { accession: Some("a999".parse().unwrap()), ..Among::default() };
    assert_eq!(rank(&elsewhere).await.unwrap_err().kind, ErrorKind::Mistake, "no such accession");
    for (from, to, good) in
        [("2014", "2012", false), ("2012-03-02", "2012-03-01", false), ("2012-03", "2012", true)]
    {
        let between = Among { from: Some(from.into()), to: Some(to.into()), ..Among::default() };
        assert_eq!(rank(&between).await.is_ok(), good, "{from} {to}");
    }
    let late = Among { from: Some("2100".into()), ..Among::default() };
    assert_eq!(rank(&late).await.unwrap(), []);
    let detainees = Among { category: Some("detainee".into()), ..Among::default() };
    assert_eq!(rank(&detainees).await.unwrap(), [], "nobody is said to be one");
    let wrong = Among { category: Some("prisoner".into()), ..Among::default() };
    assert_eq!(rank(&wrong).await.unwrap_err().kind, ErrorKind::Mistake);
    let acts = archive.catalog().await.unwrap().events(About::Acts, 0, 10).await.unwrap();
    let compared: Vec<_> =
        acts.iter().filter(|act| act.act == "faces-compared").map(|act| &act.details).collect();
    assert_eq!(
        (compared[0]["among"]["category"].as_str(), compared[0]["compared"].as_u64()),
        (Some("detainee"), Some(0))
    );
    assert!(compared.last().unwrap().get("among").is_none());
}
