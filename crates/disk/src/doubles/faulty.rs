//! A disk that fails at the n-th operation.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::{Disk, DiskFile};

/// The error that the double answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The device failed (`EIO`).
    Io,
    /// The disk is full (`ENOSPC`).
    Full,
}

/// Which operation fails; operations are counted from 0.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    at: u64,
    all_after: bool,
    kind: FaultKind,
}

impl Fault {
    /// Nothing fails; operations are only counted.
    pub fn none() -> Self {
        Fault { at: u64::MAX, all_after: false, kind: FaultKind::Io }
    }

    /// Operation `at` fails, the next ones work again.
    pub fn once(at: u64, kind: FaultKind) -> Self {
        Fault { at, all_after: false, kind }
    }

    /// Operation `at` and all after it fail, as if the process had died there.
    pub fn crash_at(at: u64) -> Self {
        Fault { at, all_after: true, kind: FaultKind::Io }
    }

    /// Operation `at` and all after it fail because the disk is full.
    pub fn full_from(at: u64) -> Self {
        Fault { at, all_after: true, kind: FaultKind::Full }
    }
}

#[derive(Debug)]
struct Counter {
    fault: Fault,
    next: AtomicU64,
    struck: AtomicBool,
}

impl Counter {
    fn step(&self) -> io::Result<()> {
        let n = self.next.fetch_add(1, Ordering::SeqCst);
        let fault = self.fault;
        if n == fault.at || (fault.all_after && n > fault.at) {
            self.struck.store(true, Ordering::SeqCst);
            let code = match fault.kind {
                FaultKind::Io => rustix::io::Errno::IO,
                FaultKind::Full => rustix::io::Errno::NOSPC,
            };
            return Err(code.into());
        }
        Ok(())
    }
}

/// Wraps a disk; each create, write, sync, rename, removal and folder operation counts as one. A failing write still
/// lets half of its bytes through, as a torn write does.
#[derive(Debug, Clone)]
pub struct FaultyDisk<D> {
    inner: D,
    counter: Arc<Counter>,
}

impl<D: Disk> FaultyDisk<D> {
    /// Wraps `inner`.
    pub fn new(inner: D, fault: Fault) -> Self {
        let counter = Counter { fault, next: AtomicU64::new(0), struck: AtomicBool::new(false) };
        FaultyDisk { inner, counter: Arc::new(counter) }
    }

    /// Operations asked for so far, the failed ones included.
    pub fn operations(&self) -> u64 {
        self.counter.next.load(Ordering::SeqCst)
    }

    /// Whether any operation has failed on purpose.
    pub fn struck(&self) -> bool {
        self.counter.struck.load(Ordering::SeqCst)
    }

    fn wrap(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(FaultyFile { inner: file, counter: Arc::clone(&self.counter) })
    }
}

impl<D: Disk> Disk for FaultyDisk<D> {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.counter.step()?;
        Ok(self.wrap(self.inner.create(path)?))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.counter.step()?;
        Ok(self.wrap(self.inner.append(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.counter.step()?;
        self.inner.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.counter.step()?;
        self.inner.remove(path)
    }

    fn create_dirs(&self, path: &Path) -> io::Result<()> {
        self.counter.step()?;
        self.inner.create_dirs(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.counter.step()?;
        self.inner.sync_dir(path)
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        self.counter.step()?;
        self.inner.sync_tree(root)
    }
}

struct FaultyFile {
    inner: Box<dyn DiskFile>,
    counter: Arc<Counter>,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = self.counter.step() {
            self.inner.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl DiskFile for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.counter.step()?;
        self.inner.sync()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LocalDisk;

    /// create 0, write 1, sync 2, rename 3, sync_dir 4
    fn run(disk: &FaultyDisk<LocalDisk>, dir: &Path) -> Vec<bool> {
        let file = disk.create(&dir.join("a"));
        let mut done = vec![file.is_ok()];
        if let Ok(mut file) = file {
            done.push(file.write_all(b"abcd").is_ok());
            done.push(file.sync().is_ok());
        }
        done.push(disk.rename(&dir.join("a"), &dir.join("b")).is_ok());
        done.push(disk.sync_dir(dir).is_ok());
        done
    }

    #[test]
    fn one_operation_fails_or_all_from_there() {
        let (once, crash) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let disk = FaultyDisk::new(LocalDisk, Fault::once(2, FaultKind::Full));
        assert_eq!(run(&disk, once.path()), [true, true, false, true, true]);
        assert!(disk.struck());
        assert_eq!(disk.operations(), 5);
        let disk = FaultyDisk::new(LocalDisk, Fault::crash_at(2));
        assert_eq!(run(&disk, crash.path()), [true, true, false, false, false]);
    }

    #[test]
    fn a_failing_write_is_torn_and_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let disk = FaultyDisk::new(LocalDisk, Fault::full_from(1));
        let error = disk.create(&dir.path().join("a")).unwrap().write_all(b"abcd").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(std::fs::read(dir.path().join("a")).unwrap(), b"ab");
    }

    #[test]
    fn without_a_fault_it_only_counts() {
        let dir = tempfile::tempdir().unwrap();
        let disk = FaultyDisk::new(LocalDisk, Fault::none());
        assert_eq!(run(&disk, dir.path()), [true; 5]);
        assert_eq!(disk.operations(), 5);
        assert!(!disk.struck());
    }
}
