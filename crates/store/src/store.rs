//! The folder of objects: `store/ab/cd/abcd…`, and `store/incoming/` for what is on its way.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use amana_disk::Disk;
use amana_model::SealedName;
use sha2::{Digest as _, Sha256};

use crate::{Identities, ObjectReader, ObjectWriter, Recipients, Staged, StoreError};

const INCOMING: &str = "incoming";

/// More than the header of a sealed object to any number of custodians takes, in bytes.
const HEADER_LIMIT: u64 = 64 << 10;

const ALTERED: &str = "its bytes are not those that were sealed";

/// What checking one object's sealed bytes found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fixity {
    /// Its bytes have the digest that is its name; this many.
    Intact(u64),
    /// They have another digest.
    Altered(SealedName),
    /// It is not there.
    Missing,
    /// The disk could not read it.
    Unreadable(String),
}

/// The sealed objects of one archive.
#[derive(Debug, Clone)]
pub struct Store {
    disk: Arc<dyn Disk>,
    root: PathBuf,
    staged: Arc<AtomicU64>,
    /// Objects whose sealed bytes were seen whole in this process.
    sound: Arc<Mutex<HashSet<SealedName>>>,
}

impl Store {
    /// Uses the folder `root`, which need not exist yet.
    pub fn new(disk: Arc<dyn Disk>, root: &Path) -> Self {
        Self { disk, root: root.to_owned(), staged: Arc::default(), sound: Arc::default() }
    }

    /// Makes the folder.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn create(&self) -> io::Result<()> {
        self.disk.create_dirs(&self.root.join(INCOMING))
    }

    /// Where an object lies: two levels of folders from the first two bytes of its name.
    pub fn path(&self, name: &SealedName) -> PathBuf {
        let hex = name.to_string();
        self.root.join(&hex[..2]).join(&hex[2..4]).join(hex)
    }

    /// Begins an object. `owner` is the word under which leftovers are found after a crash ([`Store::sweep`]).
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn begin(&self, owner: &str, recipients: &Recipients) -> io::Result<ObjectWriter> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let path = self.root.join(INCOMING).join(format!("{owner}.{}.{number}", std::process::id()));
        ObjectWriter::new(recipients, self.disk.create(&path)?, path)
    }

    /// Gives a staged object its name. Durable only after [`Store::sync`].
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn publish(&self, staged: &Staged) -> io::Result<()> {
        let path = self.path(&staged.sealed);
        if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
            self.disk.create_dirs(folder)?;
        }
        self.disk.rename(&staged.path, &path)
    }

    /// Drops a staged object.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn discard(&self, staged: &Staged) -> io::Result<()> {
        self.disk.remove(&staged.path)
    }

    /// Takes back a published object that no event names. The caller knows that none does.
    ///
    /// # Errors
    /// If the disk refuses; an object that is not there is no error.
    pub fn withdraw(&self, name: &SealedName) -> io::Result<()> {
        ignore_missing(self.disk.remove(&self.path(name)))
    }

    /// Makes everything published so far durable: one call for a whole batch.
    ///
    /// # Errors
    /// If the disk refuses; then nothing since the last sync may be relied on.
    pub fn sync(&self) -> io::Result<()> {
        self.disk.sync_tree(&self.root)
    }

    /// Removes what `owner` left in `incoming/` when it was killed; gives how many.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sweep(&self, owner: &str) -> io::Result<u64> {
        let mut removed = 0;
        for entry in read_dir_or_empty(&self.root.join(INCOMING))? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_str().and_then(|name| name.split('.').next()) == Some(owner) {
                ignore_missing(self.disk.remove(&entry.path()))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Opens an object's sealed bytes.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or the disk's.
    pub fn sealed(&self, name: &SealedName) -> Result<File, StoreError> {
        File::open(self.path(name)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => StoreError::Missing(*name),
            _ => StoreError::Io(e),
        })
    }

    /// Opens an object's plain bytes. They are authenticated as they are read, piece by piece, as sealed to these keys;
    /// that nobody put another sealed object in this one's place is for the caller to see by the plain bytes' digest.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotForTheseKeys`], or the disk's.
    pub fn open(&self, name: &SealedName, identities: &Identities) -> Result<ObjectReader, StoreError> {
        identities.reader(BufReader::with_capacity(1 << 16, self.sealed(name)?)).map(ObjectReader)
    }

    /// Opens an object to read pieces of it; at its first opening in this process its bytes are checked against its
    /// name.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Damaged`] if its bytes are not those that were sealed.
    pub fn open_pack(&self, name: &SealedName, identities: &Identities) -> Result<ObjectReader, StoreError> {
        let known = || self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        if !known().contains(name) {
            match self.check(name) {
                Fixity::Intact(_) => known().insert(*name),
                Fixity::Missing => return Err(StoreError::Missing(*name)),
                Fixity::Altered(_) => return Err(StoreError::Damaged(*name, ALTERED.into())),
                Fixity::Unreadable(why) => return Err(StoreError::Damaged(*name, why)),
            };
        }
        self.open(name, identities)
    }

    /// Reads an object's plain bytes whole, at most `limit` of them, its sealed bytes checked against its name.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Damaged`] if the bytes are not whole and unaltered, or more than `limit`.
    pub fn read(
        &self,
        name: &SealedName,
        identities: &Identities,
        limit: u64,
    ) -> Result<Vec<u8>, StoreError> {
        let damaged = |why: String| StoreError::Damaged(*name, why);
        // A sealed object is longer than its plain bytes by a header and 16 bytes in 64 KiB.
        let most = limit.saturating_add(limit >> 10).saturating_add(HEADER_LIMIT);
        let mut sealed = Vec::new();
        let mut file = self.sealed(name)?.take(most.saturating_add(1));
        file.read_to_end(&mut sealed).map_err(|e| damaged(e.to_string()))?;
        let too_long = || damaged(format!("longer than {limit} bytes"));
        if sealed.len() as u64 > most {
            return Err(too_long());
        }
        if Sha256::digest(&sealed)[..] != name.0 {
            return Err(damaged(ALTERED.into()));
        }
        let plain = identities.open(&sealed)?;
        if plain.len() as u64 > limit { Err(too_long()) } else { Ok(plain) }
    }

    /// Checks an object's sealed bytes against its name; needs no keys.
    pub fn check(&self, name: &SealedName) -> Fixity {
        let mut file = match self.sealed(name) {
            Ok(file) => file,
            Err(StoreError::Missing(_)) => return Fixity::Missing,
            Err(e) => return Fixity::Unreadable(e.to_string()),
        };
        let mut sha256 = Sha256::new();
        match copy_digesting(&mut file, &mut sha256) {
            Err(e) => Fixity::Unreadable(e.to_string()),
            Ok(bytes) => {
                let found = SealedName(sha256.finalize().into());
                if found == *name { Fixity::Intact(bytes) } else { Fixity::Altered(found) }
            }
        }
    }

    /// Every file below the store: objects by name, then what lies where no object belongs.
    ///
    /// # Errors
    /// If a folder cannot be listed.
    pub fn list(&self) -> io::Result<(Vec<SealedName>, Vec<PathBuf>)> {
        let (mut objects, mut strays) = (Vec::new(), Vec::new());
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in read_dir_or_empty(&folder)? {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = entry.file_name().to_str().and_then(|name| name.parse::<SealedName>().ok());
                match name.filter(|name| self.path(name) == path) {
                    Some(name) => objects.push(name),
                    None => strays.push(path),
                }
            }
        }
        objects.sort_unstable();
        strays.sort_unstable();
        Ok((objects, strays))
    }
}

fn read_dir_or_empty(folder: &Path) -> io::Result<Box<dyn Iterator<Item = io::Result<std::fs::DirEntry>>>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => Ok(Box::new(entries)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Box::new(std::iter::empty())),
        Err(e) => Err(e),
    }
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn copy_digesting(reader: &mut impl Read, sha256: &mut Sha256) -> io::Result<u64> {
    let (mut buffer, mut total) = (vec![0; 1 << 17], 0);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(read) => {
                sha256.update(&buffer[..read]);
                total += read as u64;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use amana_disk::LocalDisk;
    use proptest::prelude::*;

    use super::*;

    fn fixture() -> (tempfile::TempDir, Store, Recipients, Identities) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Arc::new(LocalDisk), &folder.path().join("store"));
        store.create().unwrap();
        let identity = crate::generate_identity();
        let recipients = Recipients::new(vec![identity.to_public()]).unwrap();
        (folder, store, recipients, Identities::new(vec![identity]).unwrap())
    }

    fn put(store: &Store, recipients: &Recipients, plain: &[u8]) -> SealedName {
        let mut writer = store.begin("test", recipients).unwrap();
        writer.write_all(plain).unwrap();
        let staged = writer.finish().unwrap();
        store.publish(&staged).unwrap();
        staged.sealed
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn what_went_in_comes_out(plain in proptest::collection::vec(any::<u8>(), 0..200_000)) {
            let (_folder, store, recipients, identities) = fixture();
            let name = put(&store, &recipients, &plain);
            prop_assert_eq!(store.read(&name, &identities, 1 << 20).unwrap(), plain);
            prop_assert!(matches!(store.check(&name), Fixity::Intact(_)));
        }
    }

    #[test]
    fn any_flipped_byte_is_found_with_and_without_keys() {
        let (_folder, store, recipients, identities) = fixture();
        let name = put(&store, &recipients, b"a small original");
        let whole = std::fs::read(store.path(&name)).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            std::fs::write(store.path(&name), &damaged).unwrap();
            assert!(matches!(store.check(&name), Fixity::Altered(_)), "byte {at}");
            assert!(store.read(&name, &identities, 100).is_err(), "byte {at} with keys");
        }
    }

    #[test]
    fn another_object_sealed_to_the_same_keys_does_not_pass_for_this_one() {
        let (_folder, store, recipients, identities) = fixture();
        let name = put(&store, &recipients, b"as it was");
        let other = put(&store, &recipients, b"forged   ");
        std::fs::copy(store.path(&other), store.path(&name)).unwrap();
        assert!(matches!(store.read(&name, &identities, 100), Err(StoreError::Damaged(..))));
        assert!(matches!(store.open_pack(&name, &identities), Err(StoreError::Damaged(..))));
        assert!(store.open_pack(&other, &identities).is_ok());
    }

    #[test]
    fn what_does_not_belong_is_listed_apart() {
        let (_folder, store, recipients, _) = fixture();
        let name = put(&store, &recipients, b"x");
        std::fs::write(store.root.join("Thumbs.db"), b"?").unwrap();
        let (objects, strays) = store.list().unwrap();
        assert_eq!((objects, strays.len()), (vec![name], 1));
    }

    #[test]
    fn leftovers_of_one_owner_are_swept() {
        let (_folder, store, recipients, _) = fixture();
        drop(store.begin("one", &recipients).unwrap());
        drop(store.begin("two", &recipients).unwrap());
        assert_eq!(store.sweep("one").unwrap(), 1);
        assert_eq!(store.sweep("one").unwrap(), 0);
        assert_eq!(store.sweep("two").unwrap(), 1);
    }

    #[test]
    fn a_limit_holds_and_a_missing_object_is_said_to_be_missing() {
        let (_folder, store, recipients, identities) = fixture();
        let name = put(&store, &recipients, &[7; 100]);
        assert!(matches!(store.read(&name, &identities, 99), Err(StoreError::Damaged(..))));
        store.withdraw(&name).unwrap();
        store.withdraw(&name).unwrap();
        assert!(matches!(store.open(&name, &identities), Err(StoreError::Missing(_))));
        assert_eq!(store.check(&name), Fixity::Missing);
    }
}
