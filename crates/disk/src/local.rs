//! The real disk.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use crate::{Disk, DiskFile};

/// The local file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalDisk;

struct LocalFile(File);

impl Disk for LocalDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        Ok(Box::new(LocalFile(file)))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
        Ok(Box::new(LocalFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if std::fs::symlink_metadata(path)?.is_dir() {
            std::fs::remove_dir(path)
        } else {
            std::fs::remove_file(path)
        }
    }

    fn create_dirs(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        sync_tree(root)
    }
}

/// Since Linux 5.8 `syncfs` reports write errors that nobody has seen yet; on older kernels only `fsync` does.
#[cfg(target_os = "linux")]
fn sync_tree(root: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(root)?).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync_tree(root: &Path) -> io::Result<()> {
    sync_walk(root)
}

/// Syncs files first and each folder after what lies in it, so that no durable name points at unsynced bytes.
#[cfg_attr(target_os = "linux", allow(dead_code))]
pub(crate) fn sync_walk(root: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(root)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_walk(&entry.path())?;
        } else if kind.is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    File::open(root)?.sync_all()
}

impl Write for LocalFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl DiskFile for LocalFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_it_makes_is_for_the_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let nested = dir.path().join("a/b");
        LocalDisk.create_dirs(&nested).unwrap();
        LocalDisk.create_dirs(&nested).unwrap();
        LocalDisk.create(&nested.join("new")).unwrap().write_all(b"x").unwrap();
        LocalDisk.append(&nested.join("appended")).unwrap();
        assert_eq!([mode(&nested), mode(&dir.path().join("a"))], [0o700; 2]);
        assert_eq!([mode(&nested.join("new")), mode(&nested.join("appended"))], [0o600; 2]);
    }

    #[test]
    fn a_file_is_never_created_twice() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("once");
        LocalDisk.create(&path).unwrap();
        let again = LocalDisk.create(&path).map(|_| ()).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn it_appends_syncs_and_removes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        for part in [b"one ", b"two "] {
            let mut file = LocalDisk.append(&path).unwrap();
            file.write_all(part).unwrap();
            file.sync().unwrap();
        }
        LocalDisk.sync_dir(dir.path()).unwrap();
        LocalDisk.sync_tree(dir.path()).unwrap();
        sync_walk(dir.path()).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one two ");
        LocalDisk.remove(&path).unwrap();
        LocalDisk.create_dirs(&path).unwrap();
        LocalDisk.remove(&path).unwrap();
        assert!(!path.exists());
    }
}
