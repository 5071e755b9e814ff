//! The synthetic leak against its own truth, and against readers that other people wrote.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use amana_testkit::leak::truth::{Category, Damage, File, Kind, Relation, View};
use amana_testkit::leak::{LeakError, LeakOptions, PictureSize, Truth, generate};
use sha2::{Digest, Sha256};

struct Leak {
    folder: tempfile::TempDir,
    truth: Truth,
}

impl Leak {
    fn new(photographs: u32, seed: u64, threads: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = LeakOptions { photographs, seed, size: PictureSize::Small, threads, specials: true };
        let truth = folder.path().join("truth.jsonl");
        let summary = generate(&options, &folder.path().join("deposit"), &truth, &|_, _| {}).unwrap();
        let truth = Truth::read(&truth).unwrap();
        assert_eq!(summary.people, truth.people.len() as u64);
        Self { folder, truth }
    }

    fn deposit(&self) -> PathBuf {
        self.folder.path().join("deposit")
    }

    fn path(&self, file: &File) -> PathBuf {
        self.deposit().join(std::ffi::OsString::from_vec(file.path_bytes()))
    }

    fn loose(&self) -> impl Iterator<Item = &File> {
        self.truth.files.iter().filter(|file| !file.is_member())
    }
}

/// One leak for all tests that only look.
fn shared() -> &'static Leak {
    static LEAK: OnceLock<Leak> = OnceLock::new();
    LEAK.get_or_init(|| Leak::new(200, 7, 0))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every entry below a folder, folders with something in them apart.
fn entries(folder: &Path, below: &Path, found: &mut BTreeSet<Vec<u8>>) {
    for entry in fs::read_dir(folder.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = below.join(entry.file_name());
        let is_folder = entry.file_type().unwrap().is_dir();
        if is_folder && fs::read_dir(entry.path()).unwrap().next().is_some() {
            entries(folder, &path, found);
        } else {
            found.insert(path.as_os_str().as_bytes().to_vec());
        }
    }
}

#[test]
fn the_truth_names_every_entry_and_nothing_else() {
    let leak = shared();
    let mut found = BTreeSet::new();
    entries(&leak.deposit(), Path::new(""), &mut found);
    let told: BTreeSet<Vec<u8>> = leak.loose().map(File::path_bytes).collect();
    assert_eq!(told.len(), leak.loose().count(), "no path twice");
    assert_eq!(found, told);
}

#[test]
fn digests_lengths_and_times_are_those_on_disk() {
    let leak = shared();
    for file in leak.loose() {
        let path = leak.path(file);
        let metadata = fs::symlink_metadata(&path).unwrap();
        assert_eq!(metadata.mtime(), file.modified, "{}", file.path);
        if let Some(sha256) = &file.sha256 {
            let bytes = fs::read(&path).unwrap();
            assert_eq!((&digest(&bytes), bytes.len() as u64), (sha256, file.bytes), "{}", file.path);
        } else {
            assert!(matches!(file.kind, Kind::Symlink | Kind::Fifo | Kind::EmptyFolder), "{}", file.path);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_any_number_of_threads() {
    let (one, three, other) = (Leak::new(40, 3, 1), Leak::new(40, 3, 3), Leak::new(40, 4, 3));
    assert_eq!(one.truth, three.truth);
    assert_ne!(one.truth.files, other.truth.files);
}

#[test]
fn every_kind_is_there() {
    let files = &shared().truth.files;
    let kinds: BTreeSet<Kind> = files.iter().map(|file| file.kind).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    let damages: BTreeSet<Damage> = files.iter().filter_map(|file| file.damage).collect();
    assert_eq!(damages.len(), 5);
    for damaged_copy in [true, false] {
        let of = |file: &&File| file.kind == Kind::Damaged && file.copy.is_some() == damaged_copy;
        assert!(files.iter().filter(of).count() >= 5);
    }
    let relations: BTreeSet<Relation> =
        files.iter().filter_map(|file| file.copy.as_ref().map(|copy| copy.relation)).collect();
    assert_eq!(relations.len(), 10, "{relations:?}");
    let shown = || files.iter().filter_map(|file| file.shown.as_ref());
    for category in
        [Category::Detainee, Category::Soldier, Category::Civilian, Category::Scene, Category::Document]
    {
        assert!(shown().any(|shown| shown.category == category), "{category:?}");
    }
    for view in [View::Whole, View::Part, View::Face, View::Card] {
        assert!(shown().any(|shown| shown.view == Some(view)), "{view:?}");
    }
    assert!(shown().any(|shown| shown.clock_reset) && shown().any(|shown| !shown.bystanders.is_empty()));
    assert!(shown().any(|shown| shown.orientation == 6) && shown().any(|shown| shown.orientation == 8));
    let serials: BTreeSet<&str> = shown().map(|shown| shown.serial.as_str()).collect();
    assert!(serials.len() >= 4);
    let styles: BTreeSet<&str> = files.iter().filter_map(|file| file.folder_style.as_deref()).collect();
    assert!(styles.len() >= 8, "{styles:?}");
}

#[test]
fn the_number_of_whole_pictures_is_the_number_asked_for() {
    let leak = shared();
    let ordinary = |file: &&File| file.kind == Kind::Photograph && file.note.is_empty();
    assert_eq!(leak.loose().filter(ordinary).count(), 200);
}

#[test]
fn another_reader_finds_what_the_cameras_wrote() {
    let leak = shared();
    let mut read = 0;
    let mut positions = 0;
    for file in leak.loose().filter(|file| file.kind == Kind::Photograph) {
        let shown = file.shown.as_ref().unwrap();
        let bytes = fs::read(leak.path(file)).unwrap();
        let fields = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bytes));
        let Some(time) = &shown.exif_time else { continue };
        let fields = fields.unwrap();
        let text = |tag| match fields.get_field(tag, exif::In::PRIMARY).map(|field| &field.value) {
            Some(exif::Value::Ascii(lines)) => String::from_utf8(lines[0].clone()).unwrap(),
            _ => String::new(),
        };
        assert_eq!(&text(exif::Tag::DateTimeOriginal), time);
        assert_eq!(format!("{} {}", text(exif::Tag::Make), text(exif::Tag::Model)), shown.camera);
        let serial = text(exif::Tag::BodySerialNumber);
        assert!(serial.is_empty() || serial == shown.serial);
        let orientation = fields.get_field(exif::Tag::Orientation, exif::In::PRIMARY).unwrap();
        assert_eq!(orientation.value.get_uint(0), Some(u32::from(shown.orientation)));
        positions += usize::from(fields.get_field(exif::Tag::GPSLatitude, exif::In::PRIMARY).is_some());
        assert!(fields.get_field(exif::Tag::JPEGInterchangeFormatLength, exif::In::THUMBNAIL).is_some());
        read += 1;
    }
    assert!(read > 150 && positions > 0, "{read} read, {positions} with a position");
}

#[test]
fn whole_pictures_decode_to_their_size_and_header_only_ones_do_not() {
    let leak = shared();
    let decode = |file: &File| {
        let bytes = fs::read(leak.path(file)).unwrap();
        let mut decoder = jpeg_decoder::Decoder::new(bytes.as_slice());
        decoder.decode().map(|_| decoder.info().map(|info| (u32::from(info.width), u32::from(info.height))))
    };
    for file in leak.loose().filter(|file| file.kind == Kind::Photograph).step_by(5) {
        assert_eq!(decode(file).unwrap(), Some(file.shown.as_ref().unwrap().size), "{}", file.path);
    }
    for file in leak.loose().filter(|file| file.damage == Some(Damage::HeaderOnly)) {
        assert!(decode(file).is_err(), "{}", file.path);
    }
}

#[test]
fn copies_and_bursts_are_what_the_truth_says() {
    let leak = shared();
    let by_path: BTreeMap<&str, &File> =
        leak.truth.files.iter().map(|file| (file.path.as_str(), file)).collect();
    for file in leak.truth.files.iter().filter(|file| file.copy.is_some()) {
        let copy = file.copy.as_ref().unwrap();
        let source = by_path[copy.of.as_str()];
        let picture = |file: &File| file.shown.as_ref().unwrap().picture.clone();
        assert_eq!(picture(file), picture(source));
        assert_eq!(file.sha256 == source.sha256, copy.relation == Relation::Exact, "{}", file.path);
        if let Some([left, top, right, bottom]) = copy.crop {
            assert!(left + right <= 0.101 && top + bottom <= 0.101);
        }
    }
    let mut bursts: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for shown in leak.truth.files.iter().filter_map(|file| file.shown.as_ref()) {
        bursts.entry(&shown.burst).or_default().insert(&shown.picture);
    }
    assert!(bursts.values().any(|pictures| pictures.len() >= 2));
}

#[test]
fn members_of_an_honest_zip_are_the_bytes_that_the_truth_names() {
    let leak = shared();
    let container = leak.loose().find(|file| file.kind == Kind::Container && file.note == "Zip").unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(leak.path(container)).unwrap()).unwrap();
    let prefix = format!("{}!/", container.path);
    let members: Vec<&File> = leak.truth.files.iter().filter(|file| file.path.starts_with(&prefix)).collect();
    assert_eq!(members.len(), archive.len());
    for (place, member) in members.into_iter().enumerate() {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index(place).unwrap(), &mut bytes).unwrap();
        assert_eq!(Some(digest(&bytes)), member.sha256);
    }
}

#[test]
fn a_leak_is_never_made_over_something_or_with_its_truth_inside() {
    let folder = tempfile::tempdir().unwrap();
    let options = LeakOptions { photographs: 40, ..LeakOptions::default() };
    let inside = generate(&options, folder.path(), &folder.path().join("truth"), &|_, _| {});
    assert!(matches!(inside, Err(LeakError::TruthInside(_))));
    fs::write(folder.path().join("something"), "here").unwrap();
    let truth = tempfile::tempdir().unwrap();
    let over = generate(&options, folder.path(), &truth.path().join("truth"), &|_, _| {});
    assert!(matches!(over, Err(LeakError::NotEmpty(_))));
    let few = LeakOptions { photographs: 5, ..LeakOptions::default() };
    let small = generate(&few, &folder.path().join("new"), &truth.path().join("truth"), &|_, _| {});
    assert!(matches!(small, Err(LeakError::TooSmall { .. })));
}
