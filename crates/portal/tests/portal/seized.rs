//! The portal as whoever seizes it finds it: every byte it ever wrote.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use amana_disk::{Disk, DiskFile, LocalDisk};
use amana_portal::Limits;
use amana_store::{Identities, StoreError};

use crate::common::Open;

/// A disk that remembers every byte it was given, those of files that are gone among them.
#[derive(Debug, Clone, Default)]
struct Remembering(Arc<Mutex<Vec<u8>>>);

struct File(Box<dyn DiskFile>, Arc<Mutex<Vec<u8>>>);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.lock().unwrap().extend_from_slice(bytes);
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }
}

impl Disk for Remembering {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.0.lock().unwrap().extend_from_slice(path.as_os_str().as_encoded_bytes());
        Ok(Box::new(File(LocalDisk.create(path)?, self.0.clone())))
    }

    fn append(&self, _: &Path) -> io::Result<Box<dyn DiskFile>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.lock().unwrap().extend_from_slice(to.as_os_str().as_encoded_bytes());
        LocalDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        LocalDisk.remove(path)
    }

    fn create_dirs(&self, path: &Path) -> io::Result<()> {
        LocalDisk.create_dirs(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        LocalDisk.sync_dir(path)
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        LocalDisk.sync_tree(root)
    }
}

#[test]
fn a_seized_portal_holds_no_letter_that_it_can_read_and_no_secret() {
    let disk = Remembering::default();
    let open = Open::with(Limits::default(), Arc::new(disk.clone()));
    let secrets = ["SISTERWHOWRITES", "THEMISSINGMAN", "PICTUREBYTES", "REACHMEHERE"];
    let ticket = open.ticket();
    let fields = [
        ("ticket", ticket.as_str()),
        ("name_latin", secrets[1]),
        ("contact_name", secrets[0]),
        ("contact_reach", secrets[3]),
        ("text", secrets[1]),
    ];
    let picture = secrets[2].repeat(2000);
    let taken = open.send("/letters/en/report", &fields, &[picture.as_bytes()]);
    assert_eq!(taken.status, 200, "{}", taken.text());
    let code = taken.code().unwrap();
    // Refused ones leave nothing either.
    open.send("/letters/en/report", &fields, &[picture.as_bytes()]);

    let mut all = disk.0.lock().unwrap().clone();
    let mut folders = vec![open.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            all.extend_from_slice(path.as_os_str().as_encoded_bytes());
            if path.is_dir() {
                folders.push(path);
            } else {
                all.extend(std::fs::read(path).unwrap());
            }
        }
    }
    let holds = |text: &str| all.windows(text.len()).any(|window| window == text.as_bytes());
    for secret in secrets.into_iter().chain([code.as_str(), "AGE-SECRET-KEY", ticket.as_str(), "127.0.0.1"]) {
        assert!(!holds(secret), "{secret}");
    }
    assert!(holds("age-encryption.org"), "what was looked through is what was written");
    // What it holds opens nothing: neither the archive's letters nor an answer.
    let stranger = Identities::new(vec![amana_store::generate_identity()]).unwrap();
    let sealed = std::fs::read(&open.dropped()[0]).unwrap();
    assert!(matches!(stranger.open(&sealed), Err(StoreError::NotForTheseKeys(_))));
    assert_eq!(open.open(&open.dropped()[0]).written.contact.name, secrets[0]);
    // A page of the portal gives nothing back of what it took.
    for page in ["/letters/en/report", "/letters/en/answer", "/letters/en"] {
        assert!(secrets.iter().all(|secret| !open.get(page).text().contains(secret)));
    }
}
