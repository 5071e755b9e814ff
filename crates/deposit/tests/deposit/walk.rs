//! Folders walked: everything once, in order, never led out, and nothing touched.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use amana_deposit::{Found, Kind, OpenError, Refusal, Root, RootError, Special, Survey, survey};
use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};
use tempfile::TempDir;

fn deposit() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn walk(path: &Path) -> Vec<Found> {
    Root::open(path).unwrap().walk().collect()
}

fn paths(found: &[Found]) -> Vec<&[u8]> {
    found.iter().map(|found| found.path.as_slice()).collect()
}

fn kind_of<'a>(found: &'a [Found], path: &[u8]) -> &'a Kind {
    &found.iter().find(|found| found.path == path).expect("it was there").kind
}

#[test]
fn names_come_back_byte_for_byte_in_order() {
    let folder = deposit();
    let long = [b'n'; 255];
    let names: [&[u8]; 9] = [
        b"a\nb.jpg",
        b"a ",
        b"\xff\xfe not utf8",
        "é.jpg".as_bytes(),
        "e\u{301}.jpg".as_bytes(),
        "\u{202e}gpj.exe".as_bytes(),
        "12-04-19 شرطة".as_bytes(),
        b"-rf *",
        &long,
    ];
    for name in names {
        fs::write(folder.path().join(OsStr::from_bytes(name)), name).unwrap();
    }
    let found = walk(folder.path());
    let mut expected: Vec<&[u8]> = names.to_vec();
    expected.push(b"");
    expected.sort_unstable();
    assert_eq!(paths(&found), expected);
    assert!(found[1..].iter().all(|found| found.kind == Kind::File { len: found.path.len() as u64 }));
}

#[test]
fn folders_come_before_what_they_hold_and_counts_add_up() {
    let folder = deposit();
    fs::create_dir_all(folder.path().join("b/c")).unwrap();
    for name in ["b/2", "b/c/3", "b.txt", "a", "z"] {
        fs::write(folder.path().join(name), "12345").unwrap();
    }
    symlink("/etc", folder.path().join("b/out")).unwrap();
    let found = walk(folder.path());
    assert_eq!(paths(&found), [&b""[..], b"a", b"b", b"b/2", b"b/c", b"b/c/3", b"b/out", b"b.txt", b"z"]);
    let root = Root::open(folder.path()).unwrap();
    let expected = Survey { files: 5, bytes: 25, folders: 3, symlinks: 1, ..Survey::default() };
    assert_eq!(survey([&root]), expected);
    let again: Vec<Found> = root.walk().collect();
    assert_eq!(paths(&again), paths(&found), "a second walk of one root finds the same");
}

#[test]
fn links_are_told_and_never_followed() {
    let (folder, outside) = (deposit(), deposit());
    fs::write(outside.path().join("secret"), "x").unwrap();
    symlink(outside.path(), folder.path().join("folder")).unwrap();
    symlink(outside.path().join("secret"), folder.path().join("file")).unwrap();
    symlink(".", folder.path().join("loop")).unwrap();
    symlink(OsStr::from_bytes(b"\xff gone"), folder.path().join("dangling")).unwrap();
    let found = walk(folder.path());
    assert_eq!(found.len(), 5);
    assert_eq!(*kind_of(&found, b"dangling"), Kind::Symlink { target: b"\xff gone".to_vec() });
    assert_eq!(
        *kind_of(&found, b"folder"),
        Kind::Symlink { target: outside.path().as_os_str().as_bytes().to_vec() }
    );
}

#[test]
fn hard_links_are_files_that_share_an_inode() {
    let folder = deposit();
    fs::write(folder.path().join("a"), "x").unwrap();
    fs::hard_link(folder.path().join("a"), folder.path().join("b")).unwrap();
    let found = walk(folder.path());
    let (a, b) = (found[1].facts.unwrap(), found[2].facts.unwrap());
    assert_eq!((a.ino, a.dev, a.nlink), (b.ino, b.dev, 2));
    assert_eq!(a.ino, fs::metadata(folder.path().join("a")).unwrap().ino());
}

#[test]
fn pipes_and_sockets_are_told_and_never_opened() {
    let folder = deposit();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o644), 0).unwrap();
    let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
    let found = walk(folder.path());
    assert_eq!(*kind_of(&found, b"pipe"), Kind::Special { what: Special::Pipe });
    assert_eq!(*kind_of(&found, b"socket"), Kind::Special { what: Special::Socket });
    let root = Root::open(folder.path()).unwrap();
    assert!(matches!(root.open_file(&found[1]), Err(OpenError::NotListed)));
    assert!(matches!(Root::open(&pipe), Err(RootError::NotAFileOrFolder { .. })));
    assert!(matches!(Root::open(&folder.path().join("none")), Err(RootError::Unreadable { .. })));
}

#[test]
fn a_single_file_is_a_deposit() {
    let folder = deposit();
    fs::write(folder.path().join("one.zip"), "abc").unwrap();
    fs::write(folder.path().join("other"), "not this").unwrap();
    let root = Root::open(&folder.path().join("one.zip")).unwrap();
    let found: Vec<Found> = root.walk().collect();
    assert!(root.is_file() && found.len() == 1);
    assert_eq!((found[0].path.as_slice(), &found[0].kind), (&b"one.zip"[..], &Kind::File { len: 3 }));
    let text = std::io::read_to_string(root.open_file(&found[0]).unwrap()).unwrap();
    assert_eq!(text, "abc");
}

#[test]
fn a_tree_deeper_than_open_folders_and_paths_allow_is_walked() {
    let folder = deposit();
    let (depth, deep) = (200, "d".repeat(60));
    // The path gets longer than the system takes in one piece, so it is made step by step.
    let mut at = rustix::fs::open(folder.path(), OFlags::DIRECTORY, Mode::empty()).unwrap();
    for _ in 0..depth {
        for name in ["a", &deep, "z"] {
            rustix::fs::mkdirat(&at, name, Mode::from_raw_mode(0o755)).unwrap();
        }
        at = rustix::fs::openat(&at, &deep, OFlags::DIRECTORY, Mode::empty()).unwrap();
    }
    drop(rustix::fs::openat(&at, "bottom", OFlags::CREATE, Mode::from_raw_mode(0o644)).unwrap());
    let root = Root::open(folder.path()).unwrap();
    let found: Vec<Found> = root.walk().collect();
    assert_eq!(found.iter().filter(|found| found.kind == Kind::Folder).count(), 3 * depth + 1);
    let bottom = found.iter().find(|found| found.path.ends_with(b"/bottom")).unwrap();
    assert!(bottom.path.len() > 2 * 4096 && found.len() == 3 * depth + 2);
    assert!(root.open_file(bottom).is_ok());
    // With a bound, what lies just below it is told, and not entered.
    let found: Vec<Found> = root.walk().down_to(150).collect();
    let refused = Kind::Refused { reason: Refusal::Depth { limit: 150 } };
    assert_eq!(found.iter().filter(|found| found.kind == refused).count(), 3);
    assert_eq!(found.len(), 150 * 3 + 1);
}

#[test]
fn a_folder_swapped_for_a_link_leads_nowhere() {
    let (folder, outside) = (deposit(), deposit());
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/a"), "inside").unwrap();
    fs::write(outside.path().join("a"), "outside").unwrap();
    let root = Root::open(folder.path()).unwrap();
    let found: Vec<Found> = root.walk().collect();
    let file = found.iter().find(|found| found.path == b"sub/a").unwrap();
    fs::rename(folder.path().join("sub"), folder.path().join("moved")).unwrap();
    symlink(outside.path(), folder.path().join("sub")).unwrap();
    assert!(matches!(root.open_file(file), Err(OpenError::NotAFile)));
    // The same between two steps of one walk: listed as a folder, a link by the time it is entered.
    fs::remove_file(folder.path().join("sub")).unwrap();
    fs::create_dir(folder.path().join("z")).unwrap();
    let mut walk = root.walk();
    assert_eq!(walk.next().unwrap().path, b"");
    fs::remove_dir(folder.path().join("z")).unwrap();
    symlink(outside.path(), folder.path().join("z")).unwrap();
    let rest: Vec<Found> = walk.collect();
    assert!(matches!(kind_of(&rest, b"z"), Kind::Symlink { .. }));
    assert!(!rest.iter().any(|found| found.path == b"z/a"));
}

#[test]
fn what_vanishes_under_way_is_told() {
    let folder = deposit();
    for name in ["a", "b", "c"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    let root = Root::open(folder.path()).unwrap();
    let mut walk = root.walk();
    let first = walk.nth(1).unwrap();
    fs::remove_file(folder.path().join("a")).unwrap();
    fs::remove_file(folder.path().join("b")).unwrap();
    assert!(matches!(root.open_file(&first), Err(OpenError::Vanished)));
    let rest: Vec<Found> = walk.collect();
    assert_eq!(paths(&rest), [b"b", b"c"]);
    assert!(matches!(rest[0].kind, Kind::Unreadable { .. }));
}

#[test]
fn what_may_not_be_read_is_told_and_the_rest_goes_on() {
    let folder = deposit();
    fs::create_dir(folder.path().join("closed")).unwrap();
    fs::write(folder.path().join("closed/a"), "x").unwrap();
    fs::write(folder.path().join("locked"), "x").unwrap();
    fs::write(folder.path().join("z"), "x").unwrap();
    let close =
        |name: &str, mode| fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode));
    close("closed", 0).unwrap();
    close("locked", 0).unwrap();
    let root = Root::open(folder.path()).unwrap();
    let found: Vec<Found> = root.walk().collect();
    if rustix::process::geteuid().is_root() {
        eprintln!("skipped: the administrator may read everything");
    } else {
        assert!(matches!(kind_of(&found, b"closed"), Kind::Unreadable { .. }));
        let locked = found.iter().find(|found| found.path == b"locked").unwrap();
        assert!(matches!(root.open_file(locked), Err(OpenError::Unreadable(_))));
    }
    assert_eq!(*kind_of(&found, b"z"), Kind::File { len: 1 });
    close("closed", 0o755).unwrap();
}

#[test]
fn an_excluded_folder_is_told_and_not_entered() {
    let folder = deposit();
    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(folder.path().join("archive/x"), "x").unwrap();
    let root = Root::open(folder.path()).unwrap();
    let facts = root.walk().find(|found| found.path == b"archive").unwrap().facts.unwrap();
    let found: Vec<Found> = root.walk().excluding(facts.dev, facts.ino).collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].kind, Kind::Refused { reason: Refusal::Excluded });
}

/// Everything that the file system says about the deposit, times of access included.
fn state(folder: &Path) -> BTreeMap<Vec<u8>, (i64, i64, i64, i64, u64)> {
    let mut state = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let meta = fs::symlink_metadata(&next).unwrap();
        let times = (meta.atime(), meta.atime_nsec(), meta.mtime(), meta.ctime_nsec(), meta.ino());
        state.insert(next.as_os_str().as_bytes().to_vec(), times);
        if meta.is_dir() {
            folders.extend(fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    state
}

#[test]
fn not_even_the_times_of_access_change() {
    let folder = deposit();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/a"), "x").unwrap();
    let old = rustix::fs::Timespec { tv_sec: 1_305_638_770, tv_nsec: 5 };
    let times = rustix::fs::Timestamps { last_access: old, last_modification: old };
    // The listing by the test itself comes first: it touches what it lists.
    state(folder.path());
    for name in ["sub/a", "sub", ""] {
        rustix::fs::utimensat(CWD, folder.path().join(name), &times, rustix::fs::AtFlags::empty()).unwrap();
    }
    let root = Root::open(folder.path()).unwrap();
    for found in root.walk() {
        if let Ok(file) = root.open_file(&found) {
            std::io::read_to_string(file).unwrap();
        }
    }
    let accessed: Vec<i64> = root.walk().map(|found| found.facts.unwrap().accessed.seconds).collect();
    assert_eq!(accessed, [1_305_638_770; 3]);
    assert!(root.walk().all(|found| found.modified.unwrap().nanoseconds == 5));
}
